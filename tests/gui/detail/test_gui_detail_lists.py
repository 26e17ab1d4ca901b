"""The detail panel's lists: suggested units, targets, notes, files of evidence, history; and read-only projects."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from detail_bench import Bench, press, type_into
from drawing import drawn
from project_builder import key
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from suggesting import project_to_review

from planlens.gui.app.desk import Desk
from planlens.gui.app.unit_book import unit_book
from planlens.gui.detail import evidence as evidence_module
from planlens.gui.detail.evidence import EvidenceSection
from planlens.gui.detail.head import WaitingSection
from planlens.gui.detail.history import HistorySection
from planlens.gui.detail.notes import NotesSection
from planlens.gui.detail.standing import StandingSection
from planlens.gui.detail.targets import TargetSection, TargetsSection
from planlens.gui.detail.units import UnitsSection
from planlens.gui.detail.words import WordsSection
from planlens.language.unit_names import KnownUnit
from planlens.model import UnitRole
from planlens.model.tracking import Status
from planlens.project import edits
from planlens.project import evidence as files
from planlens.project.files import open_project
from planlens.project.rows import ActualRow, AttachmentRow, NoteRow, TargetRow, UnitRow


@pytest.fixture
def bench(open_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """The panel; a problem that no test expects fails it."""
    found = Bench(open_desk)
    monkeypatch.setattr("planlens.gui.app.dialogs.show_problem", lambda _, error: found.problems.append(error.message))
    yield found
    assert found.problems == []


@pytest.fixture
def bare(desk: Desk, tmp_path: Path) -> Iterator[Bench]:
    """The panel with a plan that has suggested units and unsure findings."""
    with project_to_review(tmp_path) as project:
        desk.take(project)
        yield Bench(desk)


# Suggestions


def test_suggested_units_with_score_and_reason(bare: Bench) -> None:
    bare.choose("推动高频")
    unit_book(bare.desk.tools).take((KnownUnit("市数据局", (), "统筹数字政府，推进高频事项一网通办"),))
    picture = bare.picture(UnitsSection).splitlines()
    assert picture == [
        "建议单位（3），原文没有写： [全部采纳] [全部否决]",
        "市数据局（牵头）　较匹配 [✓ 采纳] [✗ 否决]",
        "按机构职责推荐，原文没有写，相同的词：高频事项一网通办",
        "市政务服务局（配合）　较匹配 [✓ 采纳] [✗ 否决]",
        "按机构职责推荐，原文没有写",
        "市财政局（配合）　可参考 [✓ 采纳] [✗ 否决]",
        "按机构职责推荐，原文没有写",
        "‹牵头 ▾› ‹› [添加]",
    ]
    bare.click(UnitsSection, "采纳建议单位 市数据局")
    assert bare.picture(UnitsSection).splitlines()[0] == "牵头 [市数据局] [✕]"
    bare.click(UnitsSection, "去掉牵头单位 市数据局")
    assert "市数据局" not in bare.picture(UnitsSection)
    bare.session.undo()
    assert bare.picture(UnitsSection).splitlines()[0] == "牵头 [市数据局] [✕]"


def test_a_suggested_unit_that_is_typed_is_accepted(bare: Bench) -> None:
    task = bare.choose("推动高频")
    bare.section(UnitsSection).adder.wanted.emit("市数据局", UnitRole.LEAD)
    row = bare.session.state.children(task, UnitRow)[0]
    assert (row.name, row.decision) == ("市数据局", "accepted")


# Targets


def test_a_target_unfolds_to_its_fields(bench: Bench) -> None:
    bench.choose("新建5G")
    targets = bench.section(TargetsSection)
    (target,) = [row.id for row in bench.session.state.children(bench.session.current, TargetRow)]
    bench.click(TargetsSection, "展开或收起目标的各项内容")
    assert bench.picture(TargetsSection).splitlines() == [
        "[▾] 新建5G基站3000个以上 [✕]",
        "指标 ‹5G基站›",
        "要求 ‹不低于（≥） ▾› 目标值 ‹3000›",
        "单位 ‹个› 年份 ‹›",
        "基期值 ‹› 基期年 ‹›",
        "属性 ‹未注明 ▾›",
        "原文 ‹新建5G基站3000个以上›",
        "各年实际值",
        "2024 ‹› 2025 ‹› 2026 ‹›",
        "还没有实际值",
        "‹›",
    ]
    form = targets.form
    for name, text in (("year", "2026年"), ("base", "1,000"), ("base_year", "2023"), ("indicator", "5G基站数")):
        type_into(form.fields[name], text)
    targets.settle()
    bench.panel.refresh_now()
    row = bench.session.state.get(target, TargetRow)
    assert (row.year, row.base, row.base_year, row.indicator) == ("2026", 1000.0, 2023, "5G基站数")
    type_into(form.actuals[2024], "2500")
    press(form.actuals[2024], Qt.Key.Key_Return)
    assert "快于预期：2024年实际2500" in bench.picture(TargetsSection)
    assert len(bench.actions()) == 1 + 5
    for _ in range(5):
        bench.session.undo()
    assert bench.session.state.get(target, TargetRow).indicator == "5G基站"
    assert bench.session.state.all(ActualRow) == []


@pytest.mark.parametrize(("name", "text"), [("year", "26"), ("base", "很多"), ("base_year", "x"), ("text", " ")])
def test_what_a_target_cannot_have_is_taken_back(bench: Bench, name: str, text: str) -> None:
    bench.choose("新建5G")
    targets, before = bench.section(TargetsSection), bench.actions()
    bench.click(TargetsSection, "展开或收起目标的各项内容")
    shown = targets.form.fields[name].text()
    type_into(targets.form.fields[name], text)
    targets.settle()
    assert targets.form.fields[name].text() == shown
    assert bench.actions() == before


def test_targets_are_added_and_deleted(bench: Bench) -> None:
    bench.choose("推进千兆")
    targets = bench.section(TargetsSection)
    type_into(targets.adder, "到2027年千兆用户达到50万户")
    press(targets.adder, Qt.Key.Key_Return)
    assert bench.picture(TargetsSection).splitlines() == ["[▸] 到2027年千兆用户达到50万户 [✕]", "‹›"]
    (row,) = bench.session.state.children(bench.session.current, TargetRow)
    assert (row.indicator, row.value, row.unit, row.year) == ("千兆用户", "500000", "户", "2027")
    bench.click(TargetsSection, "删除这个目标")
    assert bench.picture(TargetsSection) == "‹›"
    type_into(targets.adder, "覆盖全部行政村")
    bench.choose("新建5G")
    assert "覆盖全部行政村" in [row.text for row in bench.session.state.all(TargetRow)]


def test_a_target_that_is_chosen_itself(bench: Bench) -> None:
    row = bench.session.state.all(TargetRow)[0]
    bench.session.select([row.id])
    bench.panel.refresh_now()
    form = bench.section(TargetSection).form
    assert form.fields["indicator"].text() == row.indicator
    type_into(form.fields["value"], "320")
    bench.choose("新建5G")
    assert bench.session.state.get(row.id, TargetRow).value == "320"


# Notes


def test_notes_are_added_changed_and_deleted(bench: Bench) -> None:
    task = bench.choose("新建5G")
    notes = bench.section(NotesSection)
    notes.begin()
    assert bench.picture(NotesSection).splitlines() == ["日期 [保存] [取消]", "‹›", "‹›", "‹›"]
    type_into(notes.form.texts["done"], "已建成1200个基站。")
    type_into(notes.form.texts["problems"], "选址进度偏慢。")
    press(notes.form.texts["problems"], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.session.apply(edits.AddNote(task, "完成招标。", date="2026-03-28"))
    assert bench.picture(NotesSection).splitlines() == [
        "[＋ 填写进展]",
        "2026-11-25 　张三 [修改] [删除]",
        "已建成1200个基站。",
        "存在问题：选址进度偏慢。",
        "2026-03-28 　张三 [修改] [删除]",
        "完成招标。",
    ]
    bench.click(NotesSection, "修改 2026-03-28 的进展")
    type_into(notes.form.texts["next_steps"], "年内完工。")
    notes.form.saved.emit()
    assert "下一步措施：年内完工。" in bench.picture(NotesSection)
    bench.click(NotesSection, "删除 2026-03-28 的进展")
    assert "完成招标" not in bench.picture(NotesSection)
    bench.session.undo()
    bench.session.undo()
    assert "年内完工" not in bench.picture(NotesSection)
    assert "完成招标" in bench.picture(NotesSection)


def test_a_half_typed_note_is_kept_when_another_task_is_chosen(bench: Bench) -> None:
    task = bench.choose("新建5G")
    notes = bench.section(NotesSection)
    notes.begin()
    type_into(notes.form.texts["done"], "已建成1200个基站。")
    other = bench.choose("推进千兆")
    assert [note.done for note in bench.session.state.children(task, NoteRow)] == ["已建成1200个基站。"]
    assert bench.session.state.children(other, NoteRow) == []
    assert notes.form.isHidden()


def test_an_empty_or_cancelled_note_is_none(bench: Bench) -> None:
    bench.choose("新建5G")
    notes, before = bench.section(NotesSection), bench.actions()
    notes.begin()
    notes.form.saved.emit()
    assert notes.form.isHidden()
    notes.begin()
    type_into(notes.form.texts["done"], "写了又不要。")
    press(notes.form.texts["done"], Qt.Key.Key_Escape)  # the text
    press(notes.form.texts["done"], Qt.Key.Key_Escape)  # the form
    assert notes.form.isHidden()
    bench.panel.settle()
    assert bench.actions() == before


def test_many_notes_are_shown_a_few_at_a_time(bench: Bench) -> None:
    task = bench.choose("新建5G")
    for month in range(1, 13):
        bench.session.apply(edits.AddNote(task, f"{month}月进展。", date=f"2025-{month:02d}-28"))
    picture = bench.picture(NotesSection)
    assert "8月进展" in picture
    assert "7月进展" not in picture
    assert picture.endswith("[更早的 7 条…]")
    bench.section(NotesSection).more.click()
    assert "1月进展" in bench.picture(NotesSection)


# Evidence


def kept(bench: Bench, qtbot: QtBot, *paths: Path) -> EvidenceSection:
    """Drop files and wait until they are kept."""
    section = bench.section(EvidenceSection)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    modes = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *modes)
    QApplication.sendEvent(bench.panel.area.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(bench.panel.area.viewport(), QDropEvent(QPoint(5, 5), *modes))
    qtbot.waitUntil(lambda: not section.busy and not bench.session.busy)
    return section


@pytest.mark.parametrize("small", [True, False])
def test_files_are_dropped_opened_saved_and_deleted(
    bench: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: bool
) -> None:
    if not small:
        monkeypatch.setattr(evidence_module, "SMALL", 3)
    task = bench.choose("新建5G")
    report, photo = tmp_path / "验收报告.docx", tmp_path / "照片.jpg"
    report.write_bytes(b"report")
    photo.write_bytes(b"p" * 2_000_000)
    section = kept(bench, qtbot, report, photo)
    assert bench.picture(EvidenceSection).splitlines()[:2] == [
        f"验收报告.docx 1 KB　{bench.session.state.all(AttachmentRow)[0].added} [打开] [另存] [删除]",
        f"照片.jpg 1.9 MB　{bench.session.state.all(AttachmentRow)[0].added} [打开] [另存] [删除]",
    ]
    assert len(bench.actions()) == 2
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    row = bench.session.state.children(task, AttachmentRow)[0]
    section.open(row)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes() == b"report"
    assert not opened[0].stat().st_mode & stat.S_IWUSR
    target = tmp_path / "另存.docx"
    section.save(row, target)
    qtbot.waitUntil(lambda: not section.busy)
    assert target.read_bytes() == b"report"
    bench.click(EvidenceSection, "删除 验收报告.docx")
    assert "验收报告" not in bench.picture(EvidenceSection)
    bench.session.undo()
    assert "验收报告" in bench.picture(EvidenceSection)
    bench.session.close()
    assert not opened[0].exists()


def test_files_that_cannot_be_kept_are_told_and_the_others_are(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.choose("新建5G")
    good, empty, folder = tmp_path / "纪要.txt", tmp_path / "空.txt", tmp_path / "文件夹"
    good.write_text("会议纪要", "utf-8")
    empty.touch()
    folder.mkdir()
    kept(bench, qtbot, good, empty, folder, tmp_path / "没有.txt", good)
    assert [row.name for row in bench.session.state.all(AttachmentRow)] == ["纪要.txt"]
    (message,) = bench.problems
    assert message.splitlines() == [
        "以下文件没有添加：",
        "空.txt：文件是空的，请检查后再添加",
        "文件夹：不能添加文件夹，请先压缩成一个文件",
        "没有.txt：无法读取（文件或文件夹不存在），请检查文件是否被占用",
        "纪要.txt：这项任务已有内容相同的文件",
    ]
    bench.problems.clear()


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_EVIDENCE", 5)
    monkeypatch.setattr(files, "MOST_TOGETHER", 8)
    for name, size in (("a", 6), ("b", 5), ("c", 4)):
        (tmp_path / name).write_bytes(name.encode() * size)
    found = files.read_files([tmp_path / name for name in "abc"], (), lambda fraction, text: None)
    assert [name for name, _ in found.files] == ["b"]
    assert len(found.refused) == 2
    assert "超过" in found.refused[0]
    assert "分几次" in found.refused[1]


def test_programs_are_not_opened(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    task = bench.choose("新建5G")
    bench.session.apply(edits.Attach(task, "工具.EXE", b"MZ"))
    bench.section(EvidenceSection).open(bench.session.state.all(AttachmentRow)[0])
    assert "不直接打开" in bench.problems.pop()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c:d.pdf", "a_b_c_d.pdf"),
        ("..", "附件"),
        ("长" * 200 + ".docx", "长" * 60 + ".docx"),
        ("报告.pdf ", "报告.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("表\u202excod.exe", "表_xcod.exe"),
        ("一\x00二. .pdf", "一_二.pdf"),
    ],
)
def test_names_that_every_system_can_have(name: str, safe: str) -> None:
    assert files.safe_name(name) == safe


# History


def test_the_history_of_the_task_itself(bench: Bench, qtbot: QtBot) -> None:
    task = bench.choose("新建5G")
    bench.session.apply(edits.SetStatus((task,), Status.IN_PROGRESS))
    bench.session.apply(edits.SetDeadline((task,), "2027-06"))
    bench.session.apply(edits.SetStatus((key(bench.project, "推进千兆"),), Status.DONE))
    bench.session.undo()
    bench.session.undo()
    bench.panel.refresh_now()
    fold = bench.panel.folds["修改记录"]
    fold.button.click()
    bench.panel.refresh_now()
    section = bench.section(HistorySection)
    qtbot.waitUntil(lambda: bool(section.events))
    assert [(event.who, event.text, event.details) for event in section.events][:3] == [
        ("张三", "撤销：设置“新建5G基站3000个以上…”的完成时限", ("完成时限：2027年6月 → 2026年",)),
        ("张三", "设置“新建5G基站3000个以上…”的完成时限", ("完成时限：2026年 → 2027年6月",)),
        ("张三", "标记“新建5G基站3000个以上…”为“进行中”", ("状态：未启动 → 进行中",)),
    ]


# Review, read-only projects, folding


def test_an_unsure_finding_is_accepted_or_rejected(bare: Bench) -> None:
    bench = bare
    bench.choose("新建5G")
    assert bench.section(WaitingSection).isHidden()
    task = bench.choose("开展全民")
    assert bench.picture(WaitingSection).splitlines() == [
        "待核对：任务、保障类章节中部署工作的一句话，把握不大，请核对（60%）",
        "[采纳] [否决]",
    ]
    bench.section(WaitingSection).accept.click()
    assert bench.task(task).reviewed
    bench.panel.refresh_now()
    assert bench.section(WaitingSection).isHidden()
    bench.session.undo()
    bench.panel.refresh_now()
    bench.section(WaitingSection).reject.click()
    assert task not in bench.session.state


def test_a_read_only_project_is_shown_and_not_changed(bench: Bench) -> None:
    path = bench.session.path
    assert path is not None
    bench.session.close()
    with open_project(path, "李四", read_only=True) as project:
        bench.session.take(project)
        bench.project = project
        task = bench.choose("新建5G")
        QApplication.processEvents()
        assert bench.section(WordsSection).text.isReadOnly()
        assert not bench.section(StandingSection).buttons[Status.DONE].isEnabled()
        assert bench.picture(UnitsSection).splitlines() == [
            "牵头 [市通信管理局]",
            "配合 [市财政局] [市住房城乡建设局]",
        ]
        assert bench.picture(NotesSection) == ""
        bench.panel.settle()
        assert bench.task(task).status == "not-started"
        bench.session.close()


def test_folded_sections_stay_folded(bench: Bench) -> None:
    bench.choose("新建5G")
    bench.panel.folds["目标指标"].button.click()
    assert not bench.panel.folds["目标指标"].unfolded
    assert bench.desk.tools.settings.get("detail/folded") == ["目标指标", "权重与依据", "修改记录"]
    assert "‹›" not in drawn(bench.panel.folds["目标指标"])
