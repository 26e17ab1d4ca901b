"""Items as rows: what is shown keeps in step with the project, and what is done to a row means its sentences."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project_builder import key, project_in

from planlens.model import Light, Node, Person, PersonKind, PlanlensError, Status, UnitRole
from planlens.project import edits
from planlens.project.project import Edit, Project
from planlens.project.rows import NodeRow, NoteRow, Row, SectionRow, TaskRow, UnitRow
from planlens.project.state import State
from planlens.views.items import ShownRows, as_shown, meant
from planlens.views.items.meaning import MEANINGS
from planlens.views.overview import Overview
from planlens.views.tree.possible import tasks_of
from tests.views.item_plan import ITEM_PLAN

TODAY = date(2026, 7, 1)


class Kept:
    """A project kept by item, and what is shown of it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.rows = ShownRows(project.state)
        self.overview = Overview(self.rows.state, TODAY)

    @property
    def state(self) -> State:
        return self.rows.state

    def do(self, edit: Edit) -> None:
        self._show(self.project.apply(meant(edit, self.rows)))

    def undo(self) -> None:
        self._show(self.project.undo())

    def _show(self, changes: object) -> None:
        shown = self.rows.follow(changes)  # type: ignore[arg-type]
        if self.overview.state is self.state:
            self.overview.update(shown)
        else:
            self.overview = Overview(self.state, TODAY)

    def task(self, words: str) -> TaskRow:
        return next(row for row in self.state.tasks() if words in row.text)

    def sentences(self, words: str) -> list[TaskRow]:
        keys = self.rows.members(self.task(words).id)
        return [self.project.state.get(key, TaskRow) for key in keys]

    def check(self) -> None:
        """Compare with what is made anew."""
        fresh = ShownRows(self.project.state)
        assert set(map(repr, self.state)) == set(map(repr, fresh.state))
        assert self.state.parts == fresh.state.parts
        again = Overview(fresh.state, TODAY)
        assert {item: self.overview[item] for item in self.overview} == {item: again[item] for item in again}


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with project_in(tmp_path, ITEM_PLAN) as project:
        found = Kept(project)
        found.do(edits.SetSetting("granularity:d1", "item"))
        yield found


def test_every_edit_says_what_it_means() -> None:
    classes = {getattr(edits, name) for name in edits.__all__ if isinstance(getattr(edits, name), type)}
    assert {found for found in classes if hasattr(found, "run")} == set(MEANINGS)


def test_switching_keeps_everything(kept: Kept) -> None:
    kept.do(edits.AddNote(kept.task("新建学校").id, "已开工"))
    before = set(map(repr, kept.project.state))
    kept.do(edits.SetSetting("granularity:d1", None))
    assert not kept.rows.joined
    assert len(kept.state.tasks()) == 9
    kept.do(edits.SetSetting("granularity:d1", "item"))
    assert len(kept.state.tasks()) == 6
    assert set(map(repr, kept.project.state)) == before
    kept.check()


def test_status_limit_units_and_people_are_those_of_every_sentence(kept: Kept) -> None:
    item = kept.task("新建学校").id
    kept.do(edits.SetDeadline((item,), "2026-06"))
    kept.do(edits.Assign((item,), "市财政局", UnitRole.SUPPORT))
    kept.do(edits.AddPerson((item,), Person("张三", PersonKind.RESPONSIBLE)))
    kept.do(edits.SetStatus((item,), Status.BEHIND))
    assert {(row.deadline, row.status) for row in kept.sentences("新建学校")} == {("2026-06", "behind")}
    assert kept.task("新建学校").status == Status.BEHIND
    assert kept.overview[item].light is Light.RED
    assert [unit.name for unit in kept.state.children(item, UnitRow)] == ["市教育局", "市财政局"]
    units = [unit for unit in kept.project.state.all(UnitRow) if unit.name == "市财政局"]
    assert sum(unit.role == "support" for unit in units) == 3
    kept.do(edits.SetUnitRole(kept.state.children(item, UnitRow)[1].id, UnitRole.LEAD))
    assert sum(unit.role == "lead" for unit in kept.project.state.all(UnitRow) if unit.name == "市财政局") == 4
    kept.do(edits.Delete((kept.state.children(item, UnitRow)[1].id,)))
    assert "市财政局" not in [unit.name for unit in kept.state.children(item, UnitRow)]
    kept.check()


def test_what_is_done_is_told_of_as_many_rows_as_are_shown(kept: Kept) -> None:
    item, other = kept.task("新建学校"), kept.task("校园安全")
    told = []
    for edit in (
        edits.SetStatus((item.id, other.id), Status.IN_PROGRESS),
        edits.SetProgress((item.id,), 30),
        edits.Flag((item.id,), on=True),
        edits.Move((item.id,), kept.task("推进园区").owner),
        edits.Delete((item.id, other.id)),
    ):
        kept.do(edit)
        told.append(kept.project.undo_label)
    name = "“1.2026年底前新建学校…”"
    assert told == [
        f"标记{name}等2项为“进行中”",
        f"设置{name}的进度为30%",
        f"标为关注：{name}",
        f"移动{name}",
        f"删除{name}等2项",
    ]


def test_notes_and_new_nodes_belong_to_the_first_sentence(kept: Kept) -> None:
    item = kept.task("新建学校").id
    kept.do(edits.AddNote(item, "已开工"))
    kept.do(edits.AddNode((item,), Node("2026-09", "主体封顶")))
    assert [row.owner for row in kept.project.state.all(NoteRow) + kept.project.state.all(NodeRow)] == [item, item]
    last = kept.rows.members(item)[-1]
    kept.project.apply(edits.AddNode((last,), Node("2026-10", "验收")))
    kept.rows = ShownRows(kept.project.state)
    kept.overview = Overview(kept.state, TODAY)
    kept.do(edits.SetNodes((item,), (Node("2026-10", "验收", "2026-09-30"), Node("2026-11", "启用"))))
    nodes = {(row.owner, row.text, row.done) for row in kept.project.state.all(NodeRow)}
    assert nodes == {(item, "启用", None), (last, "验收", "2026-09-30")}


def test_progress_is_that_of_the_whole_item(kept: Kept) -> None:
    item = kept.task("新建学校").id
    kept.project.apply(edits.SetStatus((kept.rows.members(item)[1],), Status.DONE))
    kept.rows = ShownRows(kept.project.state)
    kept.overview = Overview(kept.state, TODAY)
    kept.do(edits.SetProgress((item, kept.task("校园安全").id), 60))
    assert [row.progress for row in kept.sentences("新建学校")] == pytest.approx([40, 100, 40])
    assert kept.task("新建学校").progress == pytest.approx(60)
    assert kept.task("校园安全").progress == 60
    before = set(map(repr, kept.project.state))
    with pytest.raises(PlanlensError, match="3句中，1句已完成，进度不能低于33"):
        kept.do(edits.SetProgress((item,), 20))
    assert set(map(repr, kept.project.state)) == before
    kept.do(edits.SetProgress((item,), 100))
    assert kept.task("新建学校").progress == 100
    kept.do(edits.SetWeight((item,), 6))
    assert [row.weight for row in kept.sentences("新建学校")] == [2, 2, 2]
    kept.check()


def test_what_only_a_sentence_can_have_is_refused(kept: Kept) -> None:
    item, other = kept.task("新建学校").id, kept.task("校园安全").id
    with pytest.raises(PlanlensError, match="3句话"):
        kept.do(edits.Split(item, 5))
    with pytest.raises(PlanlensError, match="不能放到另一条之下"):
        kept.do(edits.Move((other,), item))
    with pytest.raises(PlanlensError, match="不能放到另一条之下"):
        kept.do(edits.Indent((other,)))
    kept.do(edits.SetText(other, "推进平安校园建设。"))
    kept.check()


def test_the_text_of_an_item_is_typed_at_once_and_each_sentence_gets_its_part(kept: Kept) -> None:
    item = kept.task("新建学校")
    kept.do(edits.SetText(item.id, item.text.replace("新建学校3所", "新建学校5所").replace("待遇", "教师待遇")))
    told = ["1.2026年底前新建学校5所，扩大学位供给。", "开展教师培训。", "提高教师待遇。"]
    assert [row.text for row in kept.sentences("新建学校")] == told
    assert [row.reviewed for row in kept.sentences("新建学校")] == [True, False, True]
    kept.check()
    kept.undo()
    assert kept.task("新建学校") == item
    kept.do(edits.SetText(item.id, "新建学校3所。\n开展教师培训，\n提高待遇。"))
    assert [row.text for row in kept.sentences("新建学校")] == ["新建学校3所。", "开展教师培训，", "提高待遇。"]
    kept.undo()
    with pytest.raises(PlanlensError, match=r"第2句（共3句）.*按句显示"):
        kept.do(edits.SetText(item.id, item.text.replace("开展教师培训。", "")))


def test_deleting_moving_and_merging_mean_all_sentences(kept: Kept) -> None:
    item, safety = kept.task("新建学校").id, kept.task("校园安全").id
    kept.do(edits.Move((item,), kept.task("推进园区").owner, kept.task("推进园区").id))
    assert [row.text for row in kept.state.tasks()][2:4] == [
        "推进园区建设。完善扶持政策。",
        "1.2026年底前新建学校3所，扩大学位供给。开展教师培训。提高待遇。",
    ]
    kept.check()
    kept.do(edits.AddTask(kept.task("推进园区").owner, "设立产业基金", kept.task("推进园区").id))
    assert [row.text for row in kept.state.tasks()][2:4] == ["推进园区建设。完善扶持政策。", "设立产业基金"]
    kept.do(edits.Merge((item, safety)))
    assert len(kept.sentences("新建学校")) == 1
    kept.do(edits.Delete((kept.task("推进园区").id,)))
    assert not [row for row in kept.project.state.tasks() if "园区" in row.text or "扶持" in row.text]
    kept.undo()
    kept.check()


def test_accepting_never_gives_an_item_a_second_lead(kept: Kept) -> None:
    item = kept.task("推进园区").id
    second = kept.rows.members(item)[1]
    kept.do(edits.Unassign((item,), "市财政局"))
    unit = dataclasses.replace(kept.state.children(item, UnitRow)[0], id="u900", owner=second, name="市统计局")
    kept.project.apply(_Put(dataclasses.replace(unit, origin="suggested", decision="")))
    kept.rows = ShownRows(kept.project.state)
    kept.overview = Overview(kept.state, TODAY)
    kept.do(edits.Accept(("u900",)))
    roles = {row.name: row.role for row in kept.state.children(item, UnitRow)}
    assert (roles["市工信局"], roles["市统计局"]) == ("lead", "support")


@dataclasses.dataclass(frozen=True)
class _Put:
    """Keep a row as it is."""

    row: Row

    def run(self, draft: object) -> str:
        draft.put(self.row)  # type: ignore[attr-defined]
        return ""


def _edits(state: State) -> st.SearchStrategy[Edit]:
    tasks = [row.id for row in state.tasks()]
    some = st.lists(st.sampled_from(tasks), min_size=1, max_size=3, unique=True).map(tuple)
    one = st.sampled_from(tasks)
    owners = st.sampled_from([row.id for row in state if isinstance(row, SectionRow)])
    units = [row.id for row in state if isinstance(row, UnitRow)] or [""]
    return st.one_of(
        st.builds(edits.SetStatus, some, st.sampled_from(list(Status))),
        st.builds(edits.SetProgress, some, st.sampled_from([0.0, 30.0, 100.0, None])),
        st.builds(edits.SetDeadline, some, st.sampled_from(["2026-06", "2027", None])),
        st.builds(edits.Assign, some, st.sampled_from(["市财政局", "市教育局"]), st.sampled_from(list(UnitRole))),
        st.builds(edits.Unassign, some, st.just("市教育局")),
        st.builds(edits.SetUnitRole, st.sampled_from(units), st.sampled_from(list(UnitRole))),
        st.builds(edits.AddNote, one, st.just("已开工")),
        st.builds(edits.Flag, some, st.booleans()),
        st.builds(edits.SetWeight, some, st.sampled_from([1.0, 3.0])),
        st.builds(edits.Delete, one.map(lambda key: (key,))),
        st.builds(edits.Move, one.map(lambda key: (key,)), owners),
        st.builds(edits.Merge, some),
        st.builds(edits.AddTask, owners, st.just("新任务")),
        st.builds(edits.Outdent, one.map(lambda key: (key,))),
        st.builds(edits.SetSetting, st.just("granularity:d1"), st.sampled_from(["item", None])),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_shown_follows_every_edit_and_nothing_else_is_touched(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with project_in(tmp_path_factory.mktemp("p"), ITEM_PLAN) as project:
        kept = Kept(project)
        kept.do(edits.SetSetting("granularity:d1", "item"))
        for _ in range(6):
            if not kept.state.tasks():
                return
            edit = data.draw(_edits(kept.state))
            before = {row.id: row for row in kept.project.state if isinstance(row, TaskRow)}
            named = getattr(edit, "ids", ()) if not isinstance(edit, edits.Move | edits.Outdent | edits.Merge) else None
            allowed = None if named is None else set(kept.rows.sentences_of(named))
            try:
                kept.do(edit)
            except PlanlensError:
                kept.check()
                continue
            after = {row.id: row for row in kept.project.state if isinstance(row, TaskRow)}
            touched = {item for item in before if before[item] != after.get(item)}
            if allowed:
                assert touched <= allowed
            kept.check()
        while project.undo_label:
            kept.undo()
            kept.check()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nothing_that_is_hidden_is_ever_touched(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """For random filters, selections and commands on items: the sentences touched are behind rows that are shown."""
    with project_in(tmp_path_factory.mktemp("p"), ITEM_PLAN) as project:
        kept = Kept(project)
        kept.do(edits.SetSetting("granularity:d1", "item"))
        tasks = [row.id for row in kept.state.tasks()]
        shown = set(data.draw(st.lists(st.sampled_from(tasks), unique=True)))
        visible = shown | {row.id for item in shown for row in kept.state.above(item)}
        chosen = data.draw(st.lists(st.sampled_from(sorted(visible)), unique=True)) if visible else []
        ids = tuple(tasks_of(kept.state, chosen, shown))
        commands = [edits.SetStatus(ids, Status.DONE), edits.SetProgress(ids, 30), edits.Flag(ids), edits.Delete(ids)]
        before = {row.id: row for row in project.state if isinstance(row, TaskRow)}
        behind = set(kept.rows.sentences_of(shown))
        if ids:
            kept.do(data.draw(st.sampled_from(commands)))
        touched = {item for item, row in before.items() if project.state.find(item) != row}
        assert touched <= behind
        assert bool(touched) == bool(ids)


def test_a_project_by_sentence_is_shown_as_it_is(kept: Kept) -> None:
    kept.do(edits.SetSetting("granularity:d1", None))
    assert as_shown(kept.project.state) is kept.project.state
    assert kept.rows.shown_id(key(kept.project, "开展教师")) == key(kept.project, "开展教师")
