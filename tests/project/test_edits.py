"""Every edit: the tree before and after, what it is called, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_builder import TEXT, key, picture, plan_of_text, project_in

from planlens.insight.matching import match
from planlens.model import Op, PlanlensError, Role, UnitRole
from planlens.model.tracking import Status
from planlens.project.changes import merged
from planlens.project.edits import (
    Accept,
    AddNote,
    AddSection,
    AddTarget,
    AddTask,
    AdoptDocument,
    AdoptVersion,
    Assign,
    Attach,
    Delete,
    EditNote,
    Flag,
    Indent,
    LeadFirst,
    Merge,
    Move,
    Outdent,
    Reject,
    RenameUnit,
    SetActual,
    SetDeadline,
    SetNumber,
    SetPlace,
    SetProgress,
    SetRole,
    SetSetting,
    SetStatus,
    SetTarget,
    SetText,
    SetTitle,
    SetUnitRole,
    SetWeight,
    Split,
    Together,
    Unassign,
)
from planlens.project.project import Edit, Project
from planlens.project.rows import ActualRow, AttachmentRow, NoteRow, SectionRow, TargetRow, TaskRow, UnitRow
from planlens.project.versions import basis_of

START = """\
一、发展目标
二、重点任务
  （一）建设信息网络
    - 新建5G基站3000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026
    - 推进千兆光网进村入户。 〔市通信管理局〕
  （二）优化政务服务
    - 推动高频事项一网通办。 〔市政务服务局〕
    - 开展全民数字素养提升行动。 〔市教育局〕
三、保障措施
  - 建立联席会议制度，定期研究重大事项。"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def changed(project: Project, edit: Edit) -> str:
    """Do an edit and return the lines of the picture that are new (+) and gone (-); undoing it must restore all."""
    before, shown = project.state.copy(), picture(project.state).splitlines()
    label = project.apply(edit).label
    assert label
    now = picture(project.state).splitlines()
    project.undo()
    assert project.state == before
    project.redo()
    assert picture(project.state).splitlines() == now
    gone = [f"-{line}" for line in shown if line not in now]
    return "\n".join([label, *gone, *(f"+{line}" for line in now if line not in shown)])


def error_of(project: Project, edit: Edit) -> str:
    """Return the code of the error that an edit gives; it must change nothing."""
    before = project.state.copy()
    with pytest.raises(PlanlensError) as error:
        project.apply(edit)
    assert project.state == before
    return error.value.code


def test_start(project: Project) -> None:
    assert picture(project.state) == START


def test_text_number_and_role(project: Project) -> None:
    task, section = key(project, "推进千兆"), key(project, "优化")
    assert changed(project, SetText(task, "推进万兆光网。")) == (
        "修改“推进千兆光网进村入户。”的文字\n"
        "-    - 推进千兆光网进村入户。 〔市通信管理局〕\n+    - 推进万兆光网。 〔市通信管理局〕"
    )
    assert changed(project, SetNumber(section, "（三）")).endswith("+  （三）优化政务服务")
    project.apply(SetRole(section, Role.SAFEGUARD))
    assert project.state.get(section, SectionRow).role == "safeguard"
    assert error_of(project, SetText(task, " ")) == "empty-text"
    assert error_of(project, SetText("t99", "无")) == "no-item"


def test_add_and_delete(project: Project) -> None:
    section = key(project, "优化")
    assert changed(project, AddTask(section, "推行首席数据官制度。", after=key(project, "推动高频"))) == (
        "新增任务“推行首席数据官制度。”\n+    - 推行首席数据官制度。"
    )
    assert changed(project, AddSection(key(project, "重点任务"), "培育数字产业", number="（零）")) == (
        "新增章节“培育数字产业”\n+  （零）培育数字产业"
    )
    assert changed(project, Delete((section,))).splitlines()[1:] == [
        "-  （二）优化政务服务",
        "-    - 推动高频事项一网通办。 〔市政务服务局〕",
        "-    - 推行首席数据官制度。",
        "-    - 开展全民数字素养提升行动。 〔市教育局〕",
    ]


def test_move_indent_outdent(project: Project) -> None:
    hall, skills = key(project, "推动高频"), key(project, "开展全民")
    project.apply(Move((skills,), key(project, "建设"), None))
    lines = picture(project.state).splitlines()
    assert lines[2:4] == ["  （一）建设信息网络", "    - 开展全民数字素养提升行动。 〔市教育局〕"]
    assert changed(project, Indent((key(project, "推进千兆"),))).endswith(
        "+      - 推进千兆光网进村入户。 〔市通信管理局〕"
    )
    assert changed(project, Outdent((hall,))).endswith("+  - 推动高频事项一网通办。 〔市政务服务局〕")
    assert error_of(project, Move((key(project, "重点任务"),), key(project, "优化"))) == "into-itself"
    assert error_of(project, Move((key(project, "优化"),), hall)) == "section-in-task"
    assert error_of(project, Outdent((key(project, "发展目标"),))) == "no-higher"
    assert error_of(project, Indent((key(project, "发展目标"),))) == "no-deeper"


def test_split_and_merge(project: Project) -> None:
    task = key(project, "新建5G")
    target = key(project, "新建5G基站3000个以上")
    shown = changed(project, Split(task, 13))
    assert shown.splitlines()[2:] == [
        "+    - 新建5G基站3000个以上 〔市通信管理局、市财政局、市住房城乡建设局〕 2026",
        "+    - ，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026",
    ]
    assert target
    hall, skills = key(project, "推动高频"), key(project, "开展全民")
    project.apply(AddNote(skills, "已开课"))
    assert changed(project, Merge((hall, skills))).splitlines()[3:] == [
        "+    - 推动高频事项一网通办。开展全民数字素养提升行动。 〔市政务服务局、市教育局〕"
    ]
    assert [note.done for note in project.state.children(hall, NoteRow)] == ["已开课"]
    assert error_of(project, Merge((hall,))) == "nothing-to-merge"
    assert error_of(project, Split(hall, 0)) == "nothing-to-split"


def test_the_title_of_a_document_is_corrected_for_good(project: Project) -> None:
    (row,) = project.state.documents()
    assert project.apply(SetTitle(row.id, " 云山市数字经济\n规划 ")).label == "将文件标题改为“云山市数字经济 规划”"
    assert error_of(project, SetTitle(row.id, " ")) == "empty-text"
    plan, data = plan_of_text(TEXT + "推进数据共享。\n")
    basis = basis_of(project.state, row.id)
    project.apply(AdoptVersion(row.id, plan, data, match(basis.plan, plan)))
    assert [item.title for item in project.state.documents()] == ["云山市数字经济 规划"]
    project.undo()
    project.undo()
    assert [item.title for item in project.state.documents()] == [row.title]


def test_merged_tasks_lose_nothing(project: Project) -> None:
    base, net, hall = key(project, "新建5G"), key(project, "推进千兆"), key(project, "推动高频")
    project.apply(SetStatus((base,), Status.DONE))
    project.apply(Flag((net,)))
    project.apply(Assign((net,), "市财政局", UnitRole.LEAD))
    project.apply(SetDeadline((net,), "2027-06"))
    for task in (base, net):
        project.apply(AddNote(task, "已开工", date="2026-03-01"))
    project.apply(AddNote(net, "已通光纤", date="2026-02-01"))
    project.apply(Attach(net, "验收.txt", b"ok"))
    project.apply(AddTask(net, "敷设光缆"))
    project.apply(Merge((base, net, hall)))
    row = project.state.get(base, TaskRow)
    assert row.text == "新建5G基站3000个以上，2026年底前完成。推进千兆光网进村入户。推动高频事项一网通办。"
    assert (row.status, round(row.progress or 0), row.weight) == ("in-progress", 33, 3)
    assert (row.deadline, row.flagged) == ("2027-06", True)
    units = [(unit.name, unit.role) for unit in project.state.children(base, UnitRow)]
    assert units == [
        *(("市通信管理局", "lead"), ("市财政局", "lead")),
        *(("市政务服务局", "responsible"), ("市住房城乡建设局", "support")),
    ]
    notes = sorted((note.date, note.done) for note in project.state.children(base, NoteRow))
    assert notes == [("2026-02-01", "已通光纤"), ("2026-03-01", "已开工")]
    assert [item.name for item in project.state.children(base, AttachmentRow)] == ["验收.txt"]
    assert [item.text for item in project.state.items(base)] == ["敷设光缆"]  # type: ignore[union-attr]
    before = project.state.copy()
    project.undo()
    assert project.state.get(net, TaskRow).deadline == "2027-06"
    project.redo()
    assert project.state == before


def test_merging_what_nobody_has_begun_tells_no_progress(project: Project) -> None:
    hall, skills = key(project, "推动高频"), key(project, "开展全民")
    project.apply(Merge((hall, skills)))
    row = project.state.get(hall, TaskRow)
    assert (row.status, row.progress, row.deadline) == ("not-started", None, None)


@pytest.mark.parametrize(("decide", "decision"), [(Accept, "accepted"), (Reject, "rejected")])
def test_both_parts_of_a_split_task_keep_what_was_decided_on_its_units(
    decide: type[Accept | Reject], decision: str, tmp_path: Path
) -> None:
    with project_in(tmp_path, "一、重点任务\n推进农村公路建设和养护。\n") as project:
        (task,) = project.state.tasks()
        (suggested,) = project.state.children(task.id, UnitRow)
        project.apply(decide((suggested.id,)))
        project.apply(Split(task.id, len("推进农村公路")))
        units = [unit for part in project.state.tasks() for unit in project.state.children(part.id, UnitRow)]
        assert [(unit.name, unit.decision) for unit in units] == [(suggested.name, decision)] * 2


def test_changes_one_after_the_other_are_taken_back_together(project: Project) -> None:
    task, before = key(project, "推进千兆"), project.state.copy()
    steps = [SetText(task, "推进万兆光网。"), AddNote(task, "已开工"), SetText(task, "建设万兆光网。"), Delete((task,))]
    both = merged([project.apply(edit) for edit in steps])
    assert both.label == "删除“建设万兆光网。”"
    now = project.state.copy()
    now.apply(both.inverse().rows)
    assert now == before


@pytest.mark.parametrize(
    ("moved", "after", "order"),
    [
        ("ac", "c", "b ac de"),
        ("ca", "a", "ca b de"),
        ("bc", "b", "a bc de"),
        ("db", "d", "a c db e"),
        ("ae", "a", "ae b cd"),
        ("de", "e", "abc de"),
        ("eb", None, "eb acd"),
    ],
)
def test_items_can_be_moved_behind_one_of_them(tmp_path: Path, moved: str, after: str | None, order: str) -> None:
    with project_in(tmp_path, None) as project:
        project.apply(AdoptDocument(*plan_of_text("一、重点任务\n二、保障措施\n")))
        section, other = (row.id for row in project.state.all(SectionRow))
        for letter in "edcba":
            project.apply(AddTask(section, letter))
        ids = tuple(key(project, letter) for letter in moved)
        project.apply(Move(ids, section, after and key(project, after)))
        assert "".join(item.text for item in project.state.items(section)) == order.replace(" ", "")  # type: ignore[union-attr]
        project.apply(AddTask(other, "f"))
        project.apply(Move(ids, other, after and key(project, after)))
        assert "".join(item.text for item in project.state.items(other)) == moved + "f"  # type: ignore[union-attr]


def test_units(project: Project) -> None:
    net, hall = key(project, "推进千兆"), key(project, "推动高频")
    assert changed(project, Assign((net, hall), "市数据局", UnitRole.SUPPORT)).splitlines()[0] == (
        "为“推进千兆光网进村入户。”等2项添加单位“市数据局”"
    )
    assert changed(project, Unassign((net,), "市通信管理局")).endswith("+    - 推进千兆光网进村入户。 〔市数据局〕")
    unit = project.state.children(net, UnitRow)[0]
    project.apply(SetUnitRole(unit.id, UnitRole.LEAD))
    project.apply(Assign((hall,), "市数据局", UnitRole.LEAD))
    assert {row.role for row in project.state.all(UnitRow) if row.name == "市数据局"} == {"lead"}
    assert error_of(project, Assign((net,), " ", UnitRole.LEAD)) == "empty-text"


@pytest.mark.parametrize("value", ["2026", "2026-06", "2026-06-30", "ongoing", None])
def test_deadline(value: str | None, project: Project) -> None:
    task = key(project, "推进千兆")
    project.apply(SetDeadline((task,), value))
    assert project.state.get(task, TaskRow).deadline == value


@pytest.mark.parametrize("value", ["2026-13", "2026-02-30", "明年", "26", "2026-6", ""])
def test_bad_deadline(value: str, project: Project) -> None:
    assert error_of(project, SetDeadline((key(project, "推进千兆"),), value)) == "bad-deadline"


def test_status_and_progress(project: Project) -> None:
    net, hall = key(project, "推进千兆"), key(project, "推动高频")
    assert changed(project, SetStatus((net,), Status.DONE)) == (
        "标记“推进千兆光网进村入户。”为“已完成”\n"
        "-    - 推进千兆光网进村入户。 〔市通信管理局〕\n+    - 推进千兆光网进村入户。 〔市通信管理局〕 已完成 100%"
    )
    assert changed(project, SetProgress((hall,), 40)).endswith("〔市政务服务局〕 进行中 40%")
    assert error_of(project, SetProgress((hall,), 101)) == "bad-progress"
    assert error_of(project, SetProgress((hall,), float("nan"))) == "bad-progress"
    assert error_of(project, SetWeight((hall,), 0)) == "bad-weight"


def test_a_zero_has_no_sign(project: Project) -> None:
    target = key(project, "数字经济核心")
    changed = project.apply(SetActual(target, 2025, -0.0))
    assert [str(change.after.value) for change in changed.rows if isinstance(change.after, ActualRow)] == ["0.0"]


def test_the_rest_of_tracking(project: Project) -> None:
    task, target = key(project, "推进千兆"), key(project, "数字经济核心")
    edit = Together((SetWeight((task,), 2), Flag((task,)), AddNote(task, problems="缺资金", date="2026-03-31")))
    project.apply(edit)
    project.apply(Attach(task, "目录/验收.pdf", b"evidence"))
    project.apply(SetActual(target, 2025, 180))
    project.apply(SetActual(target, 2025, 190))
    project.apply(SetTarget(target, "base", 150.0))
    project.apply(SetSetting("lights", {"yellow_days": 15}))
    row = project.state.get(task, TaskRow)
    assert (row.weight, row.flagged) == (2, True)
    (file,) = [row for row in project.state if row.table == "attachments"]
    assert project.store.file(file.sha256) == b"evidence"  # type: ignore[attr-defined]
    assert [row.value for row in project.state if row.table == "actuals"] == [190]  # type: ignore[attr-defined]
    assert error_of(project, AddNote(task)) == "empty-text"
    assert error_of(project, SetSetting("lights", {"blue_days": 15})) == "bad-rules"
    assert error_of(project, SetSetting("lights", 15)) == "bad-rules"
    assert error_of(project, SetSetting("start:d1", "今年")) == "bad-date"
    assert error_of(project, AddNote(task, "有", date="三月")) == "bad-date"


def test_notes_are_changed(project: Project) -> None:
    task = key(project, "推进千兆")
    project.apply(AddNote(task, "已开工", problems="缺资金", date="2026-03-31"))
    (note,) = project.state.children(task, NoteRow)
    label = "修改“推进千兆光网进村入户。”的进展"
    assert changed(project, EditNote(note.id, problems="", next_steps="申请专项资金", date="2026-04-01")) == label
    (note,) = project.state.children(task, NoteRow)
    assert (note.date, note.done, note.problems, note.next_steps, note.author) == (
        *("2026-04-01", "已开工", "", "申请专项资金", "张三"),
    )
    assert error_of(project, EditNote(note.id, done=" ", next_steps="")) == "empty-text"
    assert error_of(project, EditNote(note.id, date="四月")) == "bad-date"
    assert error_of(project, EditNote(task, done="无")) == "no-item"
    assert changed(project, Delete((note.id,))).splitlines() == ["删除“2026-04-01”"]
    assert not project.state.children(task, NoteRow)


def test_evidence_is_deleted(project: Project) -> None:
    task = key(project, "推进千兆")
    project.apply(Attach(task, "验收.pdf", b"evidence"))
    (file,) = project.state.children(task, AttachmentRow)
    assert changed(project, Delete((file.id,))) == "删除“验收.pdf”"
    project.undo()
    assert project.store.file(file.sha256) == b"evidence"


def test_targets_are_added(project: Project) -> None:
    task = key(project, "推进千兆")
    edit = AddTarget(task, "千兆用户达到50万户", "千兆用户", Op.AT_LEAST, "500000", "户", "2027")
    assert changed(project, edit) == "新增目标“千兆用户达到50万户”"
    (target,) = project.state.children(task, TargetRow)
    assert (target.indicator, target.value, target.document, target.rule) == ("千兆用户", "500000", "d1", "by-hand")
    project.apply(AddTarget("d1", "", "人口", document="d1", start=0, end=3))
    assert [row.text for row in project.state.children("d1", TargetRow)] == ["人口"]
    assert error_of(project, AddTarget(task, " ")) == "empty-text"
    assert error_of(project, AddTarget("u1", "无")) == "no-item"
    assert error_of(project, AddTarget(task, "无", document="d1", start=3, end=3)) == "bad-place"


@pytest.mark.parametrize(
    ("field", "value"),
    [("op", "?"), ("op", None), ("base", "多"), ("base", float("nan")), ("base_year", 2.5), ("text", " "), ("unit", 3)],
)
def test_bad_fields_of_targets(field: str, value: object, project: Project) -> None:
    assert error_of(project, SetTarget(key(project, "数字经济核心"), field, value)) == "bad-value"


def test_fields_of_targets(project: Project) -> None:
    target = key(project, "数字经济核心")
    for field, value in (("op", Op.AT_MOST), ("base", 3), ("base_year", 2020), ("nature", None), ("year", "2030")):
        project.apply(SetTarget(target, field, value))
    row = project.state.get(target, TargetRow)
    assert (row.op, row.base, row.base_year, row.nature, row.year) == ("<=", 3.0, 2020, None, "2030")
    assert error_of(project, SetTarget(target, "place", 1)) == "no-field"


def test_places_in_the_source(project: Project) -> None:
    task = key(project, "推进千兆")
    project.apply(SetPlace(task, "d1", 2, 9))
    assert (project.state.get(task, TaskRow).start, project.state.get(task, TaskRow).end) == (2, 9)
    project.apply(SetPlace(task, "", None, None))
    assert project.state.get(task, TaskRow).start is None
    for place in ((-1, 3), (0, 10**6), (5, None), (4, 2)):
        assert error_of(project, SetPlace(task, "d1", *place)) == "bad-place"
    assert error_of(project, SetPlace(task, "d9", 0, 1)) == "no-item"
    assert error_of(project, SetPlace("d1", "d1", 0, 1)) == "no-item"
    assert error_of(project, AddTask("d1", "无", start=0, end=10**6)) == "bad-place"


def test_the_first_of_units_without_roles_leads(project: Project) -> None:
    both, led = key(project, "推动高频"), key(project, "推进千兆")
    project.apply(Assign((both,), "市数据局", UnitRole.RESPONSIBLE))
    project.apply(LeadFirst((both, led)))

    def roles(task: str) -> list[str]:
        return [f"{unit.role} {unit.name}" for unit in project.state.children(task, UnitRow)]

    assert roles(both) == ["lead 市政务服务局", "support 市数据局"]
    assert roles(led)[0] == "lead 市通信管理局"
    assert project.undo_label is not None
    project.undo()
    assert roles(both) == ["responsible 市政务服务局", "responsible 市数据局"]


def test_units_are_renamed_and_merged(project: Project) -> None:
    net, base = key(project, "推进千兆"), key(project, "新建5G")
    assert changed(project, RenameUnit("市通信管理局", "市通管局")).splitlines() == [
        "将单位“市通信管理局”改为“市通管局”",
        "-    - 新建5G基站3000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026",
        "-    - 推进千兆光网进村入户。 〔市通信管理局〕",
        "+    - 新建5G基站3000个以上，2026年底前完成。 〔市通管局、市财政局、市住房城乡建设局〕 2026",
        "+    - 推进千兆光网进村入户。 〔市通管局〕",
    ]
    assert changed(project, RenameUnit("市财政局", "市通管局")).splitlines()[2:] == [
        "+    - 新建5G基站3000个以上，2026年底前完成。 〔市通管局、市住房城乡建设局〕 2026"
    ]
    roles = {unit.name: unit.role for unit in project.state.children(base, UnitRow)}
    assert roles == {"市通管局": "lead", "市住房城乡建设局": "support"}
    assert error_of(project, RenameUnit("市财政局", "市财局")) == "no-item"
    assert error_of(project, RenameUnit("市通管局", " ")) == "empty-text"
    other = TEXT.replace("数字经济", "智慧城市")
    project.apply(AdoptDocument(*plan_of_text(other, "另一份.txt")))
    assert {unit.name for unit in project.state.all(UnitRow)} == {
        *("市通管局", "市住房城乡建设局", "市政务服务局", "市教育局"),
    }
    assert net


def test_renaming_keeps_the_more_certain_unit(tmp_path: Path) -> None:
    with project_in(tmp_path, "一、重点任务\n推进农村公路建设和养护。\n") as project:
        (task,) = project.state.tasks()
        (suggested,) = project.state.children(task.id, UnitRow)
        project.apply(Assign((task.id,), "市公路局", UnitRole.SUPPORT))
        project.apply(RenameUnit(suggested.name, "市公路局"))
        (unit,) = project.state.children(task.id, UnitRow)
        assert (unit.name, unit.origin, unit.role) == ("市公路局", "stated", "support")


def test_together_is_all_or_nothing(project: Project) -> None:
    task = key(project, "推进千兆")
    assert error_of(project, Together((Flag((task,)), SetProgress((task,), -1)))) == "bad-progress"


def test_accept_and_reject(tmp_path: Path) -> None:
    text = "一、重点任务\n推进农村公路建设和养护。\n加强中小学校园安全管理。\n"
    with project_in(tmp_path, text) as project:
        suggested = [row for row in project.state.all(UnitRow) if row.origin == "suggested"]
        assert len(suggested) > 1
        project.apply(Accept((suggested[0].id,)))
        project.apply(Reject((suggested[1].id,)))
        decisions = [project.state.get(row.id, UnitRow).decision for row in suggested[:2]]
        assert decisions == ["accepted", "rejected"]
        standing = {unit.id for unit in project.state.all(UnitRow) if unit.stands}
        assert suggested[0].id in standing
        assert suggested[1].id not in standing


def test_accepting_leaves_the_lead_that_a_person_gave(tmp_path: Path) -> None:
    with project_in(tmp_path, "一、重点任务\n推进农村公路建设和养护。\n") as project:
        task = project.state.tasks()[0].id
        project.apply(Assign((task,), "区商务局", UnitRole.LEAD))
        suggested = project.state.children(task, UnitRow)[0]
        assert suggested.role == "lead"
        project.apply(Accept((suggested.id,)))
        units = [(unit.name, unit.role) for unit in project.state.children(task, UnitRow) if unit.is_responsible]
        assert units == [("区商务局", "lead"), (suggested.name, "support")]


HEADINGS = """云山市数字政府建设方案
一、重点任务
（一）建设信息网络
推进千兆光网进村入户。
（二）建设数字政府
推动政务云平台建设。
1.完善办事大厅
推行一窗受理改革。
（三）建设智慧城市
推进城市大脑建设。（责任单位：市数据局）
二、保障措施
建立联席会议制度。
"""


NAMES = ("重点", "信息", "千兆", "数字", "政务", "办事", "一窗", "智慧", "城市", "保障", "联席")


@pytest.mark.parametrize(
    ("rejected", "tree"),
    [
        ("数字", "重点 .信息 ..千兆 ..政务 ..办事 ...一窗 .智慧 ..城市 保障 .联席"),
        ("信息", "重点 .千兆 .数字 ..政务 ..办事 ...一窗 .智慧 ..城市 保障 .联席"),
        (
            "智慧",
            "重点 .信息 ..千兆 .数字 ..政务 ..办事 ...一窗 ...城市 保障 .联席",
        ),
        ("重点", "信息 .千兆 数字 .政务 .办事 ..一窗 智慧 .城市 保障 .联席"),
        (
            "保障",
            "重点 .信息 ..千兆 .数字 ..政务 ..办事 ...一窗 .智慧 ..城市 ..联席",
        ),
    ],
)
def test_what_stands_below_a_rejected_heading_stays(tmp_path: Path, rejected: str, tree: str) -> None:
    """It goes to the section before of the same level, tasks to the last one that is open; else to the one above."""
    with project_in(tmp_path, HEADINGS) as project:
        before = project.state.copy()
        heading = next(row.id for row in before.all(SectionRow) if rejected in row.title)
        project.apply(Reject((heading,)))
        lines = (
            "." * depth + next(name for name in NAMES if name in (getattr(item, "title", "") or item.text))
            for depth, item in project.state.walk()
        )
        assert " ".join(lines) == tree
        project.undo()
        assert project.state == before


def test_edits_that_change_nothing_leave_no_history(project: Project) -> None:
    task = key(project, "推进千兆")
    count = len(list(project.history()))
    assert not project.apply(Flag((task,), on=False))
    assert len(list(project.history())) == count


def test_units_and_time_limits_can_have_a_place_in_the_source(project: Project) -> None:
    task = key(project, "推进千兆")
    project.apply(SetDeadline((task,), "2026", 5, 9))
    project.apply(SetDeadline((task,), "2026", 6, 9))
    row = project.state.get(task, TaskRow)
    assert (row.deadline, row.deadline_start, row.deadline_end) == ("2026", 6, 9)
    project.apply(SetDeadline((task,), "2027"))
    assert project.state.get(task, TaskRow).deadline_start is None
    project.apply(Assign((task,), "市数据局", UnitRole.LEAD, 3, 8))
    project.apply(Assign((task,), "市数据局", UnitRole.SUPPORT))
    unit = next(unit for unit in project.state.children(task, UnitRow) if unit.name == "市数据局")
    assert (unit.role, unit.start, unit.end) == ("support", 3, 8)
    assert error_of(project, Assign((task,), "市教育局", UnitRole.LEAD, 3, 10**6)) == "bad-place"
    assert error_of(project, SetDeadline((task,), "2028", 9, 9)) == "bad-place"


def test_each_part_of_a_split_task_points_at_its_own_words(tmp_path: Path) -> None:
    text = "一、重点任务\n新建公路300公里，改造农村公路500公里。（牵头单位：市交通运输局）\n加强养护。\n"
    with project_in(tmp_path, text) as project:
        (task, care) = project.state.tasks()
        project.apply(Split(task.id, task.text.index("改造")))
        (document,) = project.state.documents()

        def words() -> list[str]:
            tasks = project.state.tasks()
            return ["".join(document.text[row.start : row.end].split()) for row in tasks]

        assert words() == ["新建公路300公里，", "改造农村公路500公里。", "加强养护。"]
        project.apply(Merge(tuple(row.id for row in project.state.tasks())))
        assert words() == ["新建公路300公里，改造农村公路500公里。（牵头单位：市交通运输局）加强养护。"]
        project.undo()
        project.apply(Merge((task.id, care.id)))  # what stands between them is another task's
        assert words() == ["新建公路300公里，", "改造农村公路500公里。"]


def test_a_part_that_was_rewritten_points_at_the_whole(tmp_path: Path) -> None:
    with project_in(tmp_path, "一、重点任务\n新建公路300公里，改造农村公路。\n") as project:
        (task,) = project.state.tasks()
        whole = (task.start, task.end)
        project.apply(SetText(task.id, "建成公路300公里，改造农村公路。"))
        project.apply(Split(task.id, len("建成公路300公里，")))
        first, second = project.state.tasks()
        assert (first.start, first.end) == whole
        assert project.state.documents()[0].text[second.start : second.end] == "改造农村公路。"
