"""Several people at one ledger: what both may change, what is refused and told, whose action an undo takes back."""

from __future__ import annotations

import pytest
from office_server import Server
from project_builder import TEXT, plan_of_text

from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.office.clashes import Met
from planlens.project.project import Project
from planlens.project.rows import NoteRow, TaskRow


@pytest.fixture(scope="module")
def ledger(office_server: Server) -> str:
    name = office_server.ledger()
    office_server.open(name, "boss").apply(edits.AdoptDocument(*plan_of_text(TEXT)))
    return name


@pytest.fixture
def zhang(office_server: Server, ledger: str) -> Project:
    return office_server.open(ledger, "zhang")


@pytest.fixture
def li(office_server: Server, ledger: str) -> Project:
    return office_server.open(ledger, "li")


def task(project: Project, key: str) -> TaskRow:
    return project.state.get(key, TaskRow)


def test_two_who_change_different_fields_of_a_task_both_succeed(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetProgress(("t1",), 40))
    li.apply(edits.SetDeadline(("t1",), "2027"))
    zhang.catch_up()
    assert (task(zhang, "t1").progress, task(zhang, "t1").deadline) == (40, "2027")
    assert zhang.state == li.state


def test_who_changes_the_same_field_later_is_refused_with_both_values(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetProgress(("t2",), 30))
    with pytest.raises(PlanlensError) as told:
        li.apply(edits.SetProgress(("t2",), 60))
    assert told.value.code == "clash"
    assert "张三" in told.value.message
    assert "“30%”" in told.value.message
    assert "“60%”" in told.value.message
    assert [(clash.field, clash.theirs, clash.ours) for clash in told.value.clashes] == [("进度", "30%", "60%")]
    assert task(li, "t2").progress == 30  # what the other one did is seen now
    li.apply(edits.SetProgress(("t2",), 60))  # and may be changed by who has seen it
    assert task(li, "t2").progress == 60


def test_two_who_give_a_field_the_same_value_do_not_clash(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetProgress(("t3",), 55))
    assert not li.apply(edits.SetProgress(("t3",), 55))


def test_what_somebody_has_just_changed_is_not_deleted(zhang: Project, li: Project) -> None:
    zhang.apply(edits.AddNote("t4", "已发通知"))
    with pytest.raises(PlanlensError, match=r"张三刚才新增了.*而您要删除它"):
        li.apply(edits.Delete(("t4",)))
    assert "t4" in li.state


def test_what_somebody_has_just_deleted_is_told_by_name(zhang: Project, li: Project) -> None:
    key = next(change.row.id for change in zhang.apply(edits.AddTask("s3", "起草细则")).rows)
    li.catch_up()
    zhang.apply(edits.Delete((key,)))
    with pytest.raises(PlanlensError, match="张三刚才删除了“起草细则”"):
        li.apply(edits.SetProgress((key,), 5))


def test_undo_takes_back_ones_own_last_action_and_no_other(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetProgress(("t5",), 11))
    li.apply(edits.SetDeadline(("t5",), "2029"))
    zhang.undo()
    assert (task(zhang, "t5").progress, task(zhang, "t5").deadline) == (None, "2029")
    zhang.redo()
    assert task(zhang, "t5").progress == 11
    assert "完成时限" in str(li.undo_label)


def test_undo_says_so_where_others_have_built_on_it(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetProgress(("t1",), 71))
    li.catch_up()
    li.apply(edits.SetProgress(("t1",), 72))
    with pytest.raises(PlanlensError, match="其他人又修改了"):
        zhang.undo()
    assert task(zhang, "t1").progress == 72


def test_undo_of_a_new_task_says_so_where_others_have_written_below_it(zhang: Project, li: Project) -> None:
    key = next(change.row.id for change in zhang.apply(edits.AddTask("s3", "召开会议")).rows)
    li.catch_up()
    li.apply(edits.AddNote(key, "已定会议室"))
    with pytest.raises(PlanlensError) as told:
        zhang.undo()
    assert told.value.code == "built-on"
    assert any(note.done == "已定会议室" for note in zhang.state.children(key, NoteRow))


def test_an_undo_stays_possible_in_a_ledger_opened_anew(office_server: Server, ledger: str, zhang: Project) -> None:
    zhang.apply(edits.SetProgress(("t3",), 12))
    again = office_server.open(ledger, "zhang")
    again.undo()
    assert task(again, "t3").progress != 12


def test_ids_come_from_the_server(zhang: Project, li: Project) -> None:
    new = [p.apply(edits.AddTask("s3", "各写各的")).rows[0].row.id for p in (zhang, li, zhang)]
    assert len(set(new)) == 3


def test_what_others_did_is_told_with_their_names(zhang: Project, li: Project) -> None:
    heard: list[Met] = []
    li.met = heard.append
    zhang.apply(edits.SetText("t2", "推进千兆光网进村"))
    assert li.catch_up()
    assert [(change.row.id, met.by("t2")) for met in heard for change in met.rows] == [("t2", "张三")]
    assert not li.catch_up()


def test_a_long_edit_done_beside_meets_what_others_did(zhang: Project, li: Project) -> None:
    zhang.apply(edits.SetNumber("t2", "甲"))
    show = li.prepare(edits.SetText("t2", "推进千兆光网进村入户"))
    assert task(li, "t2").number != "甲"
    show()
    assert (task(li, "t2").number, task(li, "t2").text) == ("甲", "推进千兆光网进村入户")
    zhang.catch_up()
    assert zhang.state == li.state


@pytest.mark.parametrize("text", ["'; DROP TABLE planlens.tasks; --", "%s %(x)s {who}", "\\x00\\", '"; <b>&amp;', "𠮷"])
def test_hostile_texts_stay_texts(zhang: Project, li: Project, text: str) -> None:
    zhang.apply(edits.SetText("t1", text))
    li.catch_up()
    assert task(li, "t1").text == text


@pytest.mark.parametrize("text", ["空\x00字符", "半个\ud800字"])
def test_a_text_that_the_server_cannot_keep_is_refused(zhang: Project, text: str) -> None:
    before = zhang.state.copy()
    with pytest.raises(PlanlensError) as told:
        zhang.apply(edits.AddNote("t1", text))
    assert told.value.code == "bad-text"
    assert zhang.state == before
    zhang.apply(edits.AddNote("t1", "可以保存"))
