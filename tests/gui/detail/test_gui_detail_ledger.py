"""The detail panel's people, nodes, own fields, extensions and stages: typed, filled in, ticked, refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from detail_bench import Bench, press, type_into
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from planlens.gui.app.desk import Desk
from planlens.gui.detail.deadline import DeadlineSection
from planlens.gui.detail.own_values import FieldsSection
from planlens.gui.detail.records import RecordsSection
from planlens.gui.widgets.fields import LineField
from planlens.gui.widgets.records.form import RecordForm
from planlens.model import FieldKind, Person, PersonKind, UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project.ledger import extensions, limits_of, stages_of, values_of
from planlens.project.rows import NodeRow, PersonRow
from planlens.project.settings import STAGES

NODES, PEOPLE, OWN, STEPS = "节点", "人员", "自定义字段", "办理环节"
ONE, TWO = "推进千兆", "推动高频"


@pytest.fixture
def bench(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """The panel; a problem that no test expects fails it."""
    found = Bench(open_desk)
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: found.problems.append(error.message))
    yield found
    assert found.problems == []


def records(bench: Bench, title: str) -> RecordsSection:
    found = bench.panel.folds[title].body
    assert isinstance(found, RecordsSection)
    return found


def own(bench: Bench, title: str) -> FieldsSection:
    found = bench.panel.folds[title].body
    assert isinstance(found, FieldsSection)
    return found


def add(bench: Bench, title: str, text: str, which: PersonKind | None = None) -> None:
    """Type a record into the field for new ones and press Enter."""
    found = records(bench, title).list
    if which is not None:
        found.kind.setCurrentIndex(found.kind.findData(which.value))
    type_into(found.field, text)
    press(found.field, Qt.Key.Key_Return)
    bench.panel.refresh_now()


def people(bench: Bench, task: str) -> list[tuple[str, str, str, str]]:
    rows = bench.session.state.children(task, PersonRow)
    return [(row.kind, row.name, row.post, row.telephone) for row in rows]


def nodes(bench: Bench, task: str) -> list[tuple[str, str, str | None, float | None]]:
    return [(row.due, row.text, row.done, row.percent) for row in bench.session.state.children(task, NodeRow)]


def words(bench: Bench, title: str) -> list[str]:
    return [line.record.words for line in records(bench, title).list.lines if line.record]


# People


def test_people_are_typed_changed_and_taken_away(bench: Bench) -> None:
    task = bench.choose(ONE)
    add(bench, PEOPLE, "张三（局长）、李四", PersonKind.RESPONSIBLE)
    add(bench, PEOPLE, "王五（科员，0871-1234567）", PersonKind.CONTACT)
    assert people(bench, task) == [
        ("responsible", "张三", "局长", ""),
        ("responsible", "李四", "", ""),
        ("contact", "王五", "科员", "0871-1234567"),
    ]
    lines = records(bench, PEOPLE).list.lines
    assert [line.head.text() for line in lines] == ["责任人", "责任人", "联系人"]
    type_into(lines[1].field, "李四（副局长，13800000000）")
    press(lines[1].field, Qt.Key.Key_Return)
    assert people(bench, task)[1] == ("responsible", "李四", "副局长", "13800000000")
    records(bench, PEOPLE).list.lines[0].cross.click()
    assert [name for _, name, _, _ in people(bench, task)] == ["李四", "王五"]
    bench.session.undo()
    assert [name for _, name, _, _ in people(bench, task)] == ["张三", "李四", "王五"]


def test_a_person_twice_is_told_and_what_was_typed_stays(bench: Bench) -> None:
    task = bench.choose(ONE)
    add(bench, PEOPLE, "张三", PersonKind.RESPONSIBLE)
    add(bench, PEOPLE, "张三", PersonKind.RESPONSIBLE)
    found = records(bench, PEOPLE).list
    assert "已有责任人“张三”，不用重复添加" in found.problem.text()
    assert len(people(bench, task)) == 1
    bench.choose(TWO)
    assert (found.field.text(), found.problem.text()) == ("", "")
    bench.choose(ONE)
    assert found.field.text() == "张三"
    assert "已有责任人“张三”" in found.problem.text()


def test_several_tasks_get_a_person_at_once_and_keep_what_they_have(bench: Bench) -> None:
    one, two = bench.choose(ONE), bench.choose(TWO)
    add(bench, PEOPLE, "张三", PersonKind.LEADER)
    bench.choose(ONE, TWO)
    assert [line.note.text() for line in records(bench, PEOPLE).list.lines] == ["1/2项"]
    add(bench, PEOPLE, "张三、李四", PersonKind.LEADER)
    assert [name for _, name, _, _ in people(bench, one)] == ["张三", "李四"]
    assert [name for _, name, _, _ in people(bench, two)] == ["张三", "李四"]
    first = records(bench, PEOPLE).list.lines[0]
    type_into(first.field, "张三（副市长）")
    press(first.field, Qt.Key.Key_Return)
    assert [people(bench, key)[0][2] for key in (one, two)] == ["副市长", "副市长"]


def test_the_people_of_its_units_are_shown_with_a_task(bench: Bench) -> None:
    task = bench.choose(ONE)
    bench.session.apply(edits.Assign((task,), "市水务局", UnitRole.LEAD))
    bench.session.apply(edits.AddPerson((), Person("赵六", PersonKind.CONTACT, "", "0871-7654321", "市水务局")))
    bench.panel.refresh_now()
    (line,) = records(bench, PEOPLE).list.lines
    assert (line.words.text(), line.note.text()) == ("赵六（0871-7654321）", "市水务局")
    assert line.field.isHidden()
    assert line.cross.isHidden()


# Nodes


def test_nodes_are_typed_as_people_say_them(bench: Bench) -> None:
    task = bench.choose(ONE)
    add(bench, NODES, "12月底完成选址；2027年6月：主体封顶（计划60%）")
    assert nodes(bench, task) == [("2026-12", "完成选址", None, None), ("2027-06", "主体封顶", None, 60.0)]
    add(bench, NODES, "每季度末")
    assert ("2026-12", "按计划推进", None, None) in nodes(bench, task)


def test_a_node_is_ticked_and_told_late(bench: Bench) -> None:
    task = bench.choose(ONE)
    add(bench, NODES, "10月底完成选址")
    (line,) = records(bench, NODES).list.lines
    assert line.note.text() == "已超25天"
    line.box.click()
    assert nodes(bench, task) == [("2026-10", "完成选址", "2026-11-25", None)]
    assert words(bench, NODES) == ["2026年10月：完成选址（2026年11月25日完成）"]
    records(bench, NODES).list.lines[0].box.click()
    assert nodes(bench, task) == [("2026-10", "完成选址", None, None)]


@pytest.mark.parametrize("typed", ["完成选址", "13月底完成选址", "2月30日完成选址", "长期：坚持"])
def test_a_node_that_is_no_date_is_told_and_what_was_typed_stays(bench: Bench, typed: str) -> None:
    task = bench.choose(ONE)
    add(bench, NODES, typed)
    found = records(bench, NODES).list
    assert found.problem.text().startswith("无法识别的节点：")
    assert "6月底完成选址" in found.problem.text()
    assert nodes(bench, task) == []
    bench.choose(TWO)
    assert found.field.text() == ""
    bench.choose(ONE)
    assert found.field.text() == typed


def test_a_node_is_filled_in_with_note_and_planned_progress(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    task = bench.choose(ONE)
    add(bench, NODES, "12月底完成选址")
    answers = [
        {"percent": "120", "note": "缓"},
        {"percent": "40%", "done": "2026年"},
        {"done": "11月20日", "note": "已批复"},
    ]
    told: list[str] = []

    def fill_in(form: RecordForm) -> int:
        for answer in answers:
            for name, text in answer.items():
                field = form.fields[name]
                assert isinstance(field, QLineEdit)
                field.setText(text)
            form.accept()
            told.append(form.problem.text())
        return form.result()

    monkeypatch.setattr(RecordForm, "exec", fill_in)
    records(bench, NODES).list.lines[0].form.click()
    assert told[0].startswith("计划进度应为 0 到 100 的数字")
    assert told[1].startswith("完成日期应为某一天")
    (row,) = bench.session.state.children(task, NodeRow)
    assert (row.done, row.note, row.percent) == ("2026-11-20", "已批复", 40.0)
    assert words(bench, NODES) == ["2026年12月：完成选址（计划40%，2026年11月20日完成）"]
    line = records(bench, NODES).list.lines[0]
    type_into(line.field, "2026年12月：完成选址和立项（计划40%，2026年11月20日完成）")
    press(line.field, Qt.Key.Key_Return)
    (row,) = bench.session.state.children(task, NodeRow)
    assert (row.text, row.note, row.percent) == ("完成选址和立项", "已批复", 40.0)


def test_typing_a_record_empty_takes_it_away(bench: Bench) -> None:
    task = bench.choose(ONE)
    add(bench, NODES, "12月底完成选址")
    line = records(bench, NODES).list.lines[0]
    type_into(line.field, "")
    line.field.clear()
    press(line.field, Qt.Key.Key_Return)
    assert nodes(bench, task) == []


# Extensions


def extend(bench: Bench, monkeypatch: pytest.MonkeyPatch, **answers: str) -> str:
    """Fill in the form of an extension; return what it says is wrong."""
    told: list[str] = []

    def fill_in(form: RecordForm) -> int:
        for name, text in answers.items():
            field = form.fields[name]
            assert isinstance(field, QLineEdit)
            field.setText(text)
        form.accept()
        told.append(form.problem.text())
        return form.result()

    monkeypatch.setattr(RecordForm, "exec", fill_in)
    bench.section(DeadlineSection).limits.fill.click()
    bench.panel.refresh_now()
    return told[0]


def test_an_extension_is_a_decision_with_its_reason(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    task = bench.choose(ONE)
    bench.session.apply(edits.SetDeadline((task,), "2026-06"))
    assert extend(bench, monkeypatch, new="9月底", reason="征地未完成", approved="张副市长", day="2026-06-20") == ""
    assert bench.task(task).deadline == "2026-09"
    (row,) = limits_of(bench.session.state, task)
    assert (row.old, row.new, row.reason, row.approved, row.day) == (
        "2026-06",
        "2026-09",
        "征地未完成",
        "张副市长",
        "2026-06-20",
    )
    (line,) = bench.section(DeadlineSection).limits.lines
    assert line.words.text() == "2026年6月 → 2026年9月"
    assert line.note.text() == "2026年6月20日，征地未完成，张副市长批准"
    assert bench.panel.folds["完成时限"].button.text() == "完成时限（已延期1次）"
    assert extensions(bench.session.state, task) == 1


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"new": "", "reason": "慢"}, "请填写新的完成时限"),
        ({"new": "某天", "reason": "慢"}, "无法识别的完成时限：某天"),
        ({"new": "9月底", "reason": "慢", "day": "6月"}, "批准日期应为某一天"),
    ],
)
def test_an_extension_that_is_not_understood_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, answers: dict[str, str], told: str
) -> None:
    task = bench.choose(ONE)
    before = bench.task(task).deadline
    assert extend(bench, monkeypatch, **answers).startswith(told)
    assert bench.task(task).deadline == before


def test_an_extension_without_a_reason_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.choose(ONE)
    assert extend(bench, monkeypatch, new="2027年9月底") == "请填写调整完成时限的理由。"


# Own fields and stages


def fill_in(section: FieldsSection, title: str, text: str) -> None:
    """Type into the field with a title, or choose from it."""
    field = section.form.itemAt(_row(section, title), section.form.ItemRole.FieldRole)
    assert field is not None
    editor = field.widget()
    if isinstance(editor, QComboBox):
        editor.setCurrentIndex(editor.findText(text))
        editor.activated.emit(editor.currentIndex())
    else:
        assert isinstance(editor, LineField)
        type_into(editor, text)
        press(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def _row(section: FieldsSection, title: str) -> int:
    labels = [section.form.itemAt(row, section.form.ItemRole.LabelRole) for row in range(section.form.rowCount())]
    return next(row for row, item in enumerate(labels) if item and item.widget().property("text") == title)


def shown(section: FieldsSection) -> dict[str, str]:
    """Return what the editors show, by their titles."""
    found = {}
    for key, editor in section.editors.items():
        if isinstance(editor, QComboBox):
            found[key] = editor.currentText() if editor.currentIndex() >= 0 else f"（{editor.placeholderText()}）"
        else:
            found[key] = editor.text()
    return found


def test_own_fields_are_filled_for_several_tasks_at_once(bench: Bench) -> None:
    bench.session.apply(edits.AddField("投资额", FieldKind.NUMBER))
    bench.session.apply(edits.AddField("类别", FieldKind.CHOICE, ("甲类", "乙类")))
    one, two = bench.choose(ONE), bench.choose(TWO)
    section = own(bench, OWN)
    fill_in(section, "类别", "乙类")
    bench.choose(ONE, TWO)
    assert shown(section) == {"投资额": "", "类别": "（不一致）"}
    fill_in(section, "投资额", "1,200")
    bench.panel.refresh_now()
    assert shown(section)["投资额"] == "1200"
    fill_in(section, "投资额", "很多")
    assert section.problem.text() == "“投资额”应为数字，现在是“很多”。请重新输入。"
    bench.choose(TWO)
    assert shown(section) == {"投资额": "1200", "类别": "乙类"}
    assert [values_of(bench.session.state, key) for key in (one, two)] == [{"f1": "1200"}, {"f1": "1200", "f2": "乙类"}]


def test_stages_are_dated_where_the_office_keeps_them(bench: Bench) -> None:
    task = bench.choose(ONE)
    assert bench.panel.folds["办理环节"].isHidden()
    bench.session.apply(edits.SetSetting(STAGES, True))
    bench.panel.refresh_now()
    section = own(bench, STEPS)
    fill_in(section, "交办日期", "2026年3月1日")
    fill_in(section, "签收日期", "2月20日")
    assert "签收（2026-02-20）不能早于交办（2026-03-01）" in section.problem.text()
    fill_in(section, "签收日期", "3月5日")
    fill_in(section, "销号日期", "3月9日")
    assert "还没有完成，不能销号" in section.problem.text()
    bench.session.apply(edits.SetStatus((task,), Status.DONE))
    fill_in(section, "销号日期", "3月9日")
    assert [(stage.label, row.day) for stage, row in stages_of(bench.session.state, task).items()] == [
        ("交办", "2026-03-01"),
        ("签收", "2026-03-05"),
        ("销号", "2026-03-09"),
    ]
    assert "stage_assigned" in bench.session.fields
