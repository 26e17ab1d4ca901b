"""What holds for every field, whatever it tells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from project_builder import project_in

from planlens.model import PlanlensError, Status, UnitRole
from planlens.project.edits import AddNote, Assign, Flag, Indent, SetNumber, SetProgress, SetSetting, SetStatus
from planlens.project.project import Edit, Project
from planlens.project.settings import setting
from planlens.views.fields.answers import Answer, Desk, Merge, merged
from planlens.views.fields.custom import choice_field, day_field, number_field, text_field
from planlens.views.fields.field import TABLES, Field, Use
from planlens.views.fields.in_plan import PlanView
from planlens.views.fields.seen import InProject, Seen, in_order, view_of
from planlens.views.fields.tasks import TASKS
from planlens.views.overview import Overview
from planlens.views.tracking import plan_to_export, tracking_of

TODAY = date(2026, 11, 25)
ALL = pytest.mark.parametrize("field", TASKS.all, ids=lambda field: field.key)
TYPED = pytest.mark.parametrize("field", [field for field in TASKS if field.edit], ids=lambda field: field.key)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with work of every kind, a sub-task and a suggested unit."""
    with project_in(tmp_path) as found:
        for edit in (
            SetNumber("t1", "1-1"),
            SetProgress(("t1",), 40),
            Flag(("t1",)),
            AddNote("t1", "完成选址", "缺资金", "申请资金", date="2026-05-30"),
            AddNote("t1", "开工建设", date="2026-06-30"),
            AddNote("t1", problems="用地未批", next_steps="7月报批", date="2026-06-30"),
            SetStatus(("t3",), Status.DONE),
            Assign(("t2",), "市数据局", UnitRole.RESPONSIBLE),
            Assign(("t4",), "市财政局", UnitRole.SUPPORT),
            SetSetting("status-names", {"done": "已办结"}),
            Indent(("t2",)),
        ):
            found.apply(edit)
        yield found


def tasks(project: Project) -> list[InProject]:
    return list(view_of(Overview(project.state, TODAY)).tasks())


def task(project: Project, key: str) -> InProject:
    return next(found for found in tasks(project) if found.id == key)


def test_keys_and_titles_name_one_thing_in_each_use() -> None:
    assert len({field.key for field in TASKS}) == len(TASKS.all)
    for use in Use:
        fields = TASKS.of(use)
        assert len({field.title_in(use) for field in fields}) == len(fields)
        assert len({field.column(use).key for field in fields}) == len(fields)


@ALL
def test_every_field_is_wide_and_read_and_sorted(project: Project, field: Field[Seen]) -> None:
    assert field.title
    assert min(field.width, field.weight, field.column(Use.LEDGER).width) > 0
    for seen in tasks(project):
        assert "\n" not in field.words(seen) or field.edit
        assert all(line.text for line in field.cell(seen))
        if field.uses & {Use.LIST, Use.JSON}:
            assert json.loads(json.dumps(field.value(seen))) == field.value(seen)
    up = in_order(tasks(project), field.sort_value)
    down = in_order(tasks(project), field.sort_value, descending=True)
    assert {seen.id for seen in up} == {seen.id for seen in down} == {seen.id for seen in tasks(project)}


@ALL
def test_headings_and_documents_have_words_too(project: Project, field: Field[Seen]) -> None:
    view = view_of(Overview(project.state, TODAY))
    rows = [*project.state.documents(), *(item for _, item in project.state.walk())]
    assert all(isinstance(field.words(InProject(view, row)), str) for row in rows)


@pytest.mark.parametrize("field", [field for field in TASKS if field.uses & TABLES], ids=lambda field: field.key)
def test_an_export_says_what_the_window_says(project: Project, field: Field[Seen]) -> None:
    """Whether a task is seen in its project or in the plan that is exported of it."""
    overview = Overview(project.state, TODAY)
    exported = PlanView(plan_to_export(project.state), tracking_of(overview)).seen()
    for here, there in zip(tasks(project), exported, strict=True):
        if field.key != "ordinal":
            assert field.cell(here) == field.cell(there)
        assert field.value(here) == field.value(there)


@TYPED
def test_typed_words_are_read_again(project: Project, field: Field[Seen]) -> None:
    """What a field says of a task, typed for any other task, is what it says of that one then."""
    assert field.edit is not None
    for source in [seen.id for seen in tasks(project)]:
        for target in [seen.id for seen in tasks(project)]:
            words = field.words(task(project, source))
            if "（建议）" in words or (field.merge is Merge.JOIN and not words) or project.state.items(target):
                continue
            if (field.key, target) == ("progress", "t3") and words != "100%":
                continue  # it is 已完成, which is always 100 %
            edit = field.edit(Desk(project.state, TODAY), (target,), words)
            if edit is not None:
                project.apply(edit)
            said = field.value if field.key in {"lead", "support"} else field.words  # who else is responsible stays
            assert said(task(project, target)) == said(task(project, source))
            if words:  # where a lead is taken away, who is merely responsible comes into its cell
                assert field.edit(Desk(project.state, TODAY), (target,), words) is None
            if edit is not None:
                project.undo()


@pytest.mark.parametrize(
    ("key", "typed", "message"),
    [
        ("text", " ", "内容不能为空"),
        ("deadline", "某天", "无法识别的完成时限：某天。请写成"),
        ("status", "好", "没有“好”这个状态，可用的状态：未启动、"),
        ("progress", "120", "进度应为 0 到 100 的数字，现在是“120”"),
        ("flagged", "也许", "重点关注应填“是”或“否”"),
        ("weight", "重", "权重应为大于 0 的数字，现在是“重”"),
    ],
)
def test_what_is_not_understood_is_said(project: Project, key: str, typed: str, message: str) -> None:
    edit = TASKS[key].edit
    assert edit is not None
    with pytest.raises(PlanlensError) as caught:
        edit(Desk(project.state, TODAY), ("t1",), typed)
    assert caught.value.message.startswith(message)


def test_progress_is_what_the_newest_day_says(project: Project) -> None:
    told = {key: TASKS[key].value(task(project, "t1")) for key in ("done", "problems", "next_steps", "note")}
    assert told == {
        "done": "开工建设",
        "problems": "用地未批",
        "next_steps": "7月报批",
        "note": "2026-06-30 开工建设；用地未批；7月报批",
    }
    project.apply(AddNote("t1", "主体封顶", date="2026-06-30"))
    assert TASKS["done"].value(task(project, "t1")) == "开工建设\n主体封顶"
    project.apply(AddNote("t1", problems="雨季停工", date="2026-07-31"))
    assert TASKS["done"].value(task(project, "t1")) == "主体封顶"
    assert TASKS["problems"].value(task(project, "t1")) == "雨季停工"


def test_a_note_of_today_is_changed_and_no_second_one_made(project: Project) -> None:
    for words in ("已开工", "已开工，完成10%"):
        edit = TASKS["done"].edit
        assert edit is not None
        project.apply(edit(Desk(project.state, TODAY), ("t5",), words) or Flag(()))
    assert [note.done for note in task(project, "t5").notes] == ["已开工，完成10%"]


@pytest.mark.parametrize(
    ("how", "own", "other", "answer"),
    [
        (Merge.CHOOSE, "旧", "新", Answer("新")),
        (Merge.CHOOSE, "我改", "旧", Answer("我改")),
        (Merge.CHOOSE, "我改", "我改", Answer("我改")),
        (Merge.CHOOSE, "我改", "他改", Answer("我改", open=True)),
        (Merge.JOIN, "我改", "他改\n我改", Answer("我改\n他改")),
        (Merge.JOIN, "", "他改", Answer("他改")),
        (Merge.KEEP, "旧", "他改", Answer("旧")),
    ],
)
def test_two_answers_become_one(how: Merge, own: str, other: str, answer: Answer) -> None:
    assert merged(how, "旧", own, other) == answer


# A user's own fields, kept in the settings here


def kept(name: str) -> dict[str, Any]:
    """Where the values of a field are, and how they are put there."""

    def read(seen: Seen) -> Any:
        return (setting(seen.state, name) or {}).get(seen.id) if seen.state else None

    def write(desk: Desk, keys: tuple[str, ...], value: Any) -> Edit | None:
        now = setting(desk.state, name) or {}
        changed = now | dict.fromkeys(keys, value)
        return SetSetting(name, changed) if any(now.get(key) != value for key in keys) else None

    return {"read": read, "write": write}


OWN = (
    (text_field("a", "分管领导", **kept("a")), "赵明", "赵明", ""),
    (number_field("b", "投资（万元）", **kept("b")), "1,200.5", "1200.5", "很多"),
    (day_field("c", "开工日期", **kept("c")), "2026-03-05", "2026年3月5日", "2026年3月"),
    (choice_field("d", "类别", ("民生", "产业"), **kept("d")), "产业", "产业", "其他"),
)


@pytest.mark.parametrize(("field", "typed", "words", "wrong"), OWN, ids=lambda part: getattr(part, "title", ""))
def test_fields_of_a_users_own(project: Project, field: Field[Seen], typed: str, words: str, wrong: str) -> None:
    assert field.edit is not None
    edit = field.edit(Desk(project.state, TODAY), ("t1",), typed)
    assert edit is not None
    project.apply(edit)
    assert field.words(task(project, "t1")) == words
    assert field.edit(Desk(project.state, TODAY), ("t1",), words) is None
    assert next(seen.id for seen in in_order(tasks(project), field.sort_value)) == "t1"
    if wrong:
        with pytest.raises(PlanlensError, match=f"“{field.title[:2]}"):
            field.edit(Desk(project.state, TODAY), ("t1",), wrong)


def test_a_registry_with_more_fields(project: Project) -> None:
    own = OWN[0][0]
    fields = TASKS.adding(own, Use.TREE)
    assert [field.key for field in fields.of(Use.TREE)][9:14] == ["source", "a", "path", "role", "note"]
    assert own not in fields.chosen(Use.LEDGER, None)
    assert fields.chosen(Use.LEDGER, ["a", "measure"]) == (own, TASKS["text"])
    assert "a" not in TASKS
