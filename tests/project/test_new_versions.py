"""A document's new version keeps the work: what was done to the old one, and the tree after the new one."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from project_builder import TEXT, key, picture, plan_of_text, project_in, reopened

from planlens.model import Op, PlanlensError, UnitRole
from planlens.model.tracking import Status
from planlens.model.versions import Matching, NewVersion
from planlens.project import edits
from planlens.project.edits import AdoptDocument, AdoptVersion
from planlens.project.project import Edit, Project
from planlens.project.rows import ActualRow, AttachmentRow, NoteRow, TargetRow, TaskRow, UnitRow
from planlens.project.versions import basis_of
from planlens.workflow import adopt_version, compare_version, read_version

FINAL = """云山市数字经济发展规划（2024—2027年）
一、发展目标
到2027年，数字经济核心产业增加值达到350亿元。
二、重点任务
（一）加快建设信息网络
新建5G基站4000个以上，2027年6月底前完成。（牵头单位：市通信管理局；配合单位：市财政局、市城管局）
推进算力中心建设。（牵头单位：市数据局）
（二）优化政务服务
推动高频事项一网通办、跨省通办。（责任单位：市政务服务局）
三、保障措施
建立联席会议制度，定期研究重大事项。
四、宣传培训
每年举办全市数字技能竞赛。
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with project_in(tmp_path) as found:
        yield found


def adopted(project: Project, text: str = FINAL, name: str = "规划（印发稿）.txt") -> list[str]:
    """Adopt a new version and return the comparison as lines."""
    path = Path(project.store.path.parent / name)  # type: ignore[attr-defined]
    path.write_bytes(plan_of_text(text)[1])
    new = compare_version(project, path)
    before, start = project.state.copy(), len(list(project.history()))
    changes = adopt_version(project, new)
    if changes:
        after = project.state.copy()
        project.undo()
        assert project.state == before
        project.redo()
        assert project.state == after
        assert len(list(project.history())) == start + 3
    return [
        "|".join([each.kind.label, each.old_text, each.new_text, *each.details])
        for each in new.comparison.differences
        if each.item != "target"
    ]


def test_what_is_told_before(project: Project) -> None:
    project.apply(edits.SetStatus((key(project, "推进千兆"),), Status.IN_PROGRESS))
    assert adopted(project) == [
        "修改|（一）建设信息网络|（一）加快建设信息网络",
        "修改|新建5G基站3000个以上，2026年底前完成。|新建5G基站4000个以上，2027年6月底前完成。"
        "|完成时限：2026年 → 2027年6月|不再列：市住房城乡建设局（配合）|新列：市城管局（配合）",
        "删除|推进千兆光网进村入户。||已有工作记录，予以保留并作标记",
        "新增||推进算力中心建设。",
        "修改|推动高频事项一网通办。|推动高频事项一网通办、跨省通办。",
        "删除|开展全民数字素养提升行动。|",
        "新增||四、宣传培训",
        "新增||每年举办全市数字技能竞赛。",
    ]


def test_tree_afterwards(project: Project) -> None:
    net, hall = key(project, "推进千兆"), key(project, "推动高频")
    project.apply(edits.SetStatus((net,), Status.IN_PROGRESS))
    project.apply(edits.SetProgress((hall,), 60))
    adopted(project)
    assert (
        picture(project.state)
        == """\
一、发展目标
二、重点任务
  （一）加快建设信息网络
    - 新建5G基站4000个以上，2027年6月底前完成。 〔市通信管理局、市财政局、市城管局〕 2027-06
    - 推进千兆光网进村入户。 〔市通信管理局〕 进行中
    - 推进算力中心建设。 〔市数据局〕
  （二）优化政务服务
    - 推动高频事项一网通办、跨省通办。 〔市政务服务局〕 进行中 60%
三、保障措施
  - 建立联席会议制度，定期研究重大事项。
四、宣传培训
  - 每年举办全市数字技能竞赛。"""
    )
    orphan = project.state.get(net, TaskRow)
    assert (orphan.orphan, orphan.start) == (True, None)
    assert not any(task.orphan for task in project.state.tasks() if task.id != net)


def test_work_stays(project: Project) -> None:
    base, goal = key(project, "新建5G"), key(project, "数字经济核心")
    project.apply(edits.AddNote(base, "已建1200个"))
    project.apply(edits.Attach(base, "清单.txt", b"1"))
    project.apply(edits.SetActual(goal, 2025, 200))
    project.apply(edits.SetTarget(goal, "base", 150.0))
    project.apply(edits.SetDeadline((base,), "2026-09"))
    project.apply(edits.Assign((base,), "市数据局", UnitRole.SUPPORT))
    project.apply(edits.Unassign((base,), "市财政局"))
    project.apply(edits.Assign((base,), "市住房城乡建设局", UnitRole.LEAD))
    adopted(project)
    state = project.state
    assert [note.done for note in state.children(base, NoteRow)] == ["已建1200个"]
    assert len(state.children(base, AttachmentRow)) == 1
    target = state.get(goal, TargetRow)
    assert (target.value, target.base, target.owner) == ("350", 150, key(project, "发展目标"))
    assert [row.value for row in state.children(goal, ActualRow)] == [200]
    assert (state.get(base, TaskRow).deadline, state.get(base, TaskRow).deadline_rule) == ("2026-09", "by-hand")
    units = {unit.name: unit.role for unit in state.children(base, UnitRow)}
    assert units == {"市通信管理局": "lead", "市数据局": "support", "市住房城乡建设局": "lead"}


def test_corrections_stay(project: Project) -> None:
    hall, section = key(project, "推动高频"), key(project, "建设信息")
    project.apply(edits.SetText(hall, "推动事项网上办。"))
    project.apply(edits.SetText(section, "信息网络"))
    added = project.apply(edits.AddTask(section, "推行首席数据官制度。", after=key(project, "新建5G"))).rows[0].row.id
    project.apply(edits.AddTarget(added, "首席数据官20名", "首席数据官", Op.AT_LEAST, "20", "名"))
    project.apply(edits.Move((key(project, "建立联席"),), section, None))
    told = next(line for line in adopted(project) if line.startswith("修改|推动高频"))
    assert told.endswith(
        "|文字：原版本 推动高频事项一网通办。，您改为 推动事项网上办。，新版本 推动高频事项一网通办、跨省通办。"
    )
    assert picture(project.state).splitlines()[2:9] == [
        "  （一）信息网络",
        "    - 建立联席会议制度，定期研究重大事项。",
        "    - 新建5G基站4000个以上，2027年6月底前完成。 〔市通信管理局、市财政局、市城管局〕 2027-06",
        "    - 推行首席数据官制度。",
        "    - 推进算力中心建设。 〔市数据局〕",
        "  （二）优化政务服务",
        "    - 推动事项网上办。 〔市政务服务局〕",
    ]
    assert [row.text for row in project.state.children(added, TargetRow)] == ["首席数据官20名"]


def test_what_was_deleted_stays_away(project: Project) -> None:
    project.apply(edits.Delete((key(project, "推动高频"), key(project, "保障"))))
    project.apply(edits.Delete((key(project, "数字经济核心"),)))
    adopted(project, TEXT + "四、宣传培训\n每年举办全市数字技能竞赛。\n")
    assert picture(project.state).splitlines() == [
        "一、发展目标",
        "二、重点任务",
        "  （一）建设信息网络",
        "    - 新建5G基站3000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026",
        "    - 推进千兆光网进村入户。 〔市通信管理局〕",
        "  （二）优化政务服务",
        "    - 开展全民数字素养提升行动。 〔市教育局〕",
        "四、宣传培训",
        "  - 每年举办全市数字技能竞赛。",
    ]
    assert [row.text for row in project.state.all(TargetRow)] == ["新建5G基站3000个以上"]


@pytest.mark.parametrize(
    ("decide", "units"),
    [
        (None, []),
        (lambda unit: edits.Accept((unit.id,)), ["accepted"]),
        (lambda unit: edits.Reject((unit.id,)), ["rejected"]),
        (lambda unit: edits.SetUnitRole(unit.id, UnitRole.SUPPORT), [""]),
    ],
)
def test_only_decided_units_stay_where_the_new_version_suggests_none(
    decide: Callable[[UnitRow], Edit] | None, units: list[str], tmp_path: Path
) -> None:
    with project_in(tmp_path, "一、重点任务\n推进农村公路建设和养护。\n") as project:
        (task,) = project.state.tasks()
        (suggested,) = project.state.children(task.id, UnitRow)
        if decide is not None:
            project.apply(decide(suggested))
        adopted(project, "一、重点任务\n推进农村有关建设和养护。\n")
        assert [task.id for task in project.state.tasks() if not task.orphan] == [task.id]
        assert [unit.decision for unit in project.state.children(task.id, UnitRow)] == units


def test_a_unit_that_a_user_has_given_again_stays(project: Project) -> None:
    base = key(project, "新建5G")
    project.apply(edits.Unassign((base,), "市住房城乡建设局"))
    project.apply(edits.Assign((base,), "市住房城乡建设局", UnitRole.SUPPORT))
    adopted(project)
    assert "市住房城乡建设局" in {unit.name for unit in project.state.children(base, UnitRow)}


def test_orphans_come_back(project: Project) -> None:
    net = key(project, "推进千兆")
    project.apply(edits.SetProgress((net,), 30))
    adopted(project)
    assert project.state.get(net, TaskRow).orphan
    adopted(project, TEXT.replace("推进千兆", "加快推进千兆"), "规划（修订）.txt")
    task = project.state.get(net, TaskRow)
    assert (task.orphan, task.text, task.progress) == (False, "加快推进千兆光网进村入户。", 30)
    assert task.owner == key(project, "建设信息")


def test_renamed_units_keep_their_names(project: Project) -> None:
    project.apply(edits.RenameUnit("市通信管理局", "市通管局"))
    lines = adopted(project)
    assert not any("市通信管理局" in line or "市通管局" in line for line in lines)
    assert "市通信管理局" not in {unit.name for unit in project.state.all(UnitRow)}


def test_sections_that_go_leave_what_stays(project: Project) -> None:
    hall = key(project, "推动高频")
    project.apply(edits.SetProgress((hall,), 30))
    project.apply(edits.AddTask(key(project, "优化"), "编制事项清单。"))
    adopted(project, TEXT[: TEXT.index("（二）")] + TEXT[TEXT.index("三、") :])
    assert picture(project.state).splitlines()[1:8] == [
        "二、重点任务",
        "  （一）建设信息网络",
        "    - 新建5G基站3000个以上，2026年底前完成。 〔市通信管理局、市财政局、市住房城乡建设局〕 2026",
        "    - 推进千兆光网进村入户。 〔市通信管理局〕",
        "  - 编制事项清单。",
        "  - 推动高频事项一网通办。 〔市政务服务局〕 进行中 30%",
        "三、保障措施",
    ]


def test_the_same_file_again_changes_nothing(project: Project) -> None:
    for edit in (
        lambda: edits.SetText(key(project, "推动高频"), "推动事项网上办。"),
        lambda: edits.Split(key(project, "新建5G"), 13),
        lambda: edits.Merge((key(project, "推动事项"), key(project, "开展全民"))),
        lambda: edits.Indent((key(project, "推进千兆"),)),
        lambda: edits.AddSection("d1", "新章", after=key(project, "发展目标")),
        lambda: edits.Move((key(project, "优化"),), key(project, "新章")),
        lambda: edits.AddTask(key(project, "优化"), "编制清单。", document="d1", start=0, end=5),
        lambda: edits.Delete((key(project, "建立联席"),)),
        lambda: edits.SetPlace(key(project, "编制"), "d1", 3, 9),
        lambda: edits.RenameUnit("市财政局", "市财局"),
        lambda: edits.SetStatus((key(project, "编制"),), Status.DONE),
    ):
        project.apply(edit())
        before = picture(project.state)
        assert adopted(project, TEXT, "规划.txt") == []
        assert picture(project.state) == before
    state = project.state.copy()
    adopted(project, TEXT, "规划.txt")
    assert project.state == state
    assert reopened(project).state == state


def test_another_process_can_compare(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "印发稿.txt"
    path.write_bytes(plan_of_text(FINAL)[1])
    basis = pickle.loads(pickle.dumps(basis_of(project.state, "d1")))
    new = pickle.loads(pickle.dumps(read_version(path, basis)))
    assert new == compare_version(project, path)
    assert adopt_version(project, new)


def test_another_document_of_the_project_is_no_version(project: Project) -> None:
    other, data = plan_of_text(FINAL, "另一份.txt")
    project.apply(AdoptDocument(other, data))
    with pytest.raises(PlanlensError) as error:
        project.apply(AdoptVersion("d1", other, data, Matching()))
    assert error.value.code == "known-document"
    with pytest.raises(PlanlensError, match=r"d1（云山市.*d2（云山市") as error:
        adopted(project, FINAL + "加强监督。\n")
    assert error.value.code == "which-document"


@pytest.mark.parametrize(
    "edit",
    [
        edits.Reject(("t1",)),
        edits.Delete(("t1",)),
        edits.Merge(("t2", "t1")),
        edits.Reject(("t2", "t1")),
        edits.Reject(("s3",)),
        edits.Delete(("g2",)),
    ],
    ids=str,
)
def test_targets_stay_where_their_tasks_went(edit: Edit, project: Project) -> None:
    def targets() -> list[tuple[str, str, str]]:
        return [(row.id, row.owner, row.text) for row in project.state.all(TargetRow)]

    project.apply(edit)
    before, tree = targets(), picture(project.state)
    adopted(project, TEXT)
    assert (targets(), picture(project.state)) == (before, tree)


def test_of_two_targets_alike_the_deleted_one_stays_away(tmp_path: Path) -> None:
    text = "云山市规划\n一、重点任务\n（一）东区\n新建学校3所。\n（二）西区\n新建学校3所。\n"
    with project_in(tmp_path, text) as project:
        first, second = project.state.all(TargetRow)
        assert first.text == second.text
        project.apply(edits.Delete((first.id,)))
        adopted(project, text)
        assert [row.id for row in project.state.all(TargetRow)] == [second.id]


def test_a_task_goes_with_its_sentence_though_its_target_stays(project: Project) -> None:
    project.apply(edits.Reject(("t1",)))
    tree = picture(project.state)
    adopted(project, TEXT.replace("3000", "4000"), "修改稿.txt")
    assert "新建5G基站4000个以上" in picture(project.state)
    adopted(project, TEXT)
    assert picture(project.state) == tree
    assert [(row.owner, row.text) for row in project.state.all(TargetRow)][1:] == [("s3", "新建5G基站3000个以上")]


BOTH = """云山市数字经济发展规划（2024—2027年）
二、重点任务
（一）建设信息网络
推进千兆光网进村入户，2027年6月底前完成。（牵头单位：市数据局）
"""


def both_changed(project: Project) -> str:
    """Have the user and a new version change lead and deadline of the same task; return its id."""
    task = key(project, "推进千兆")
    project.apply(edits.SetText(task, "推进万兆光网进村入户。"))
    project.apply(edits.SetDeadline((task,), "2025"))
    project.apply(edits.Unassign((task,), "市通信管理局"))
    project.apply(edits.Assign((task,), "市工信局", UnitRole.LEAD))
    return task


def new_version(project: Project, text: str = BOTH) -> NewVersion:
    path = Path(project.store.path.parent / "规划（修订）.txt")  # type: ignore[attr-defined]
    path.write_bytes(plan_of_text(text)[1])
    return compare_version(project, path)


def standing(project: Project, task: str) -> tuple[str, str | None, list[str]]:
    row = project.state.get(task, TaskRow)
    units = [unit.name for unit in project.state.children(task, UnitRow) if unit.is_responsible]
    return row.text, row.deadline, units


def test_three_states_are_told_where_both_have_changed(project: Project) -> None:
    task = both_changed(project)
    (found,) = [item for item in new_version(project).comparison.differences if item.old == task]
    assert [conflict.words for conflict in found.conflicts] == [
        "文字：原版本 推进千兆光网进村入户。，您改为 推进万兆光网进村入户。，"
        "新版本 推进千兆光网进村入户，2027年6月底前完成。",
        "完成时限：原版本 无，您改为 2025年，新版本 2027年6月",
        "责任单位：原版本 市通信管理局（牵头），您改为 市工信局（牵头），新版本 市数据局（牵头）",
    ]
    assert "→" not in "".join(found.details)


@pytest.mark.parametrize(
    ("as_printed", "wanted"),
    [
        (False, ("推进万兆光网进村入户。", "2025", ["市工信局"])),
        (True, ("推进千兆光网进村入户，2027年6月底前完成。", "2027-06", ["市数据局"])),
    ],
)
def test_what_is_chosen_is_done(project: Project, as_printed: bool, wanted: object) -> None:
    task = both_changed(project)
    adopt_version(project, new_version(project), as_printed=as_printed)
    assert standing(project, task) == wanted


def test_corrections_that_the_new_version_leaves_alone_stay_in_any_case(project: Project) -> None:
    task = both_changed(project)
    project.apply(edits.SetProgress((task,), 40))
    only_units = BOTH.replace("，2027年6月底前完成", "")
    adopt_version(project, new_version(project, only_units), as_printed=True)
    assert standing(project, task) == ("推进万兆光网进村入户。", "2025", ["市数据局"])
    assert project.state.get(task, TaskRow).progress == 40
