"""Progress of upper tasks, rolled up over the links of those that carry them out."""

from __future__ import annotations

from pathlib import Path

from project_builder import key, plan_of_text, project_in

from planlens.model.tracking import Status
from planlens.project.edits import AdoptDocument, LinkTasks, SetProgress, SetStatus, SetWeight, UnlinkTasks
from planlens.views.links import carried_out

OWN = "云山市2026年工作要点\n一、网络建设\n推进5G网络进村，新建基站800个。\n改造机房3处。\n组织清退旧设备50台。\n"


def test_progress_is_rolled_up_over_links(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        project.apply(AdoptDocument(*plan_of_text(OWN, "要点.txt")))
        upper = key(project, "新建5G基站3000个以上，")
        ours = [key(project, start) for start in ("推进5G", "改造机房3处。", "组织清退")]
        assert carried_out(project.state) == {}
        for task in ours:
            project.apply(LinkTasks(task, upper))
        project.apply(SetProgress((ours[0],), 40))
        project.apply(SetStatus((ours[1],), Status.DONE))
        project.apply(SetStatus((ours[2],), Status.CANCELLED))
        found = carried_out(project.state)
        assert found[upper].words == "2 项本级任务落实，已完成 1 项，平均进度 70%"
        project.apply(SetWeight((ours[1],), 3))
        assert carried_out(project.state)[upper].progress == 85
        project.apply(UnlinkTasks(ours[1], upper))
        assert carried_out(project.state)[upper].tasks == 1
