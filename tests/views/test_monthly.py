"""The report of a period: what it says, a writer's words for it, and figures that no longer hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from project_builder import key, project_in

from planlens.model import PlanlensError, Status
from planlens.project.edits import AddNote, SetSetting, SetStatus
from planlens.project.project import Project
from planlens.views.monthly.parts import Counted, Head, PeriodReport, Told, with_words
from planlens.workflow.monthly import keep_words, make_report, write_report

DAY = date(2020, 2, 29)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four tasks of January; in February one is done, one is behind, two are reported on."""
    with project_in(tmp_path) as found:
        clock = ["2020-02-10T09:00:00+08:00"]
        found._clock = lambda: clock[0]
        found.apply(SetStatus((key(found, "新建5G"),), Status.DONE))
        found.apply(SetStatus((key(found, "开展全民"),), Status.BEHIND))
        found.apply(AddNote(key(found, "新建5G"), "建成3100个。", date="2020-02-08"))
        found.apply(AddNote(key(found, "开展全民"), "培训300人", "缺少师资", "请高校支持", date="2020-02-09"))
        found.apply(AddNote(key(found, "推进千兆"), "去年完成了招标", date="2020-01-20"))
        yield found


def picture(report: PeriodReport) -> str:
    lines = []
    for part in report.parts:
        match part:
            case Head(level, text):
                lines.append(f"{'#' * level} {text}")
            case Told():
                lines += part.text.split("\n")
            case Counted():
                lines += ["|".join(row) for row in (part.heads, *part.rows)]
    return "\n".join(lines)


def test_what_a_report_says(project: Project) -> None:
    assert (
        picture(make_report(project, DAY))
        == """\
# 一、总体情况
截至2020年2月29日，《云山市数字经济发展规划（2024—2027年）》共有重点任务5项，其中未启动3项、已完成1项、滞后1项。总体完成率20.0%，亮红灯0项，亮黄灯1项。与上期相比，新完成1项，完成率提高20.0个百分点。
# 二、各章节进展
章节|任务数|已完成|完成率|红灯|黄灯
二、重点任务|4|1|25.0%|0|1
三、保障措施|1|0|0.0%|0|0
# 三、各单位进展
单位|任务数|已完成|红灯|黄灯|逾期
市通信管理局|2|1|0|0|0
市住房城乡建设局|1|1|0|0|0
市政务服务局|1|0|0|0|0
市教育局|1|0|0|1|0
市财政局|1|1|0|0|0
# 四、本期工作进展
## （一）重点任务
新建5G基站3000个以上：市通信管理局，建成3100个。
开展全民数字素养提升行动：市教育局，培训300人。
# 五、滞后和逾期事项
滞后和逾期的任务共1项，详见下表。
序号|任务|牵头单位|完成时限|状态|原因
1|开展全民数字素养提升行动。|责任：市教育局||滞后|状态为滞后
# 六、存在的主要问题
开展全民数字素养提升行动：市教育局，缺少师资。
# 七、下一步工作
开展全民数字素养提升行动：市教育局，请高校支持。
# 八、与上期相比的变化
新完成1项：新建5G基站3000个以上。
新启动1项：开展全民数字素养提升行动。"""
    )


def test_a_writers_words_stay_and_figures_that_changed_are_told(project: Project) -> None:
    report = make_report(project, DAY)
    keep_words(project, report, {"whole": "本月已完成1项，其中滞后1项。总体平稳。"})
    again = make_report(project, DAY)
    assert again.passages[0].text == "本月已完成1项，其中滞后1项。总体平稳。"
    assert again.stale == []
    project.apply(SetStatus((key(project, "推进千兆"), key(project, "推动高频")), Status.DONE))
    stale = make_report(project, DAY).stale
    assert [sentence for sentence, _ in stale] == ["本月已完成1项，其中滞后1项。"]
    keep_words(project, report, {"whole": ""})
    assert make_report(project, DAY).stale == []


def test_a_figure_is_found_as_a_whole_number() -> None:
    fresh = Told("whole", "", {"done": "4项"})
    assert not with_words(fresh, "全部13项。", {"done": "3项"}).stale
    assert with_words(fresh, "完成3项。共13项。", {"done": "3项"}).stale == (("完成3项。", "3项应为4项"),)


def test_nothing_false_is_written_unless_it_is_wanted(project: Project, tmp_path: Path) -> None:
    report = make_report(project, DAY)
    keep_words(project, report, {"whole": "已完成1项。"})
    project.apply(SetStatus((key(project, "推进千兆"),), Status.DONE))
    stale = make_report(project, DAY)
    with pytest.raises(PlanlensError, match="1项应为2项"):
        write_report(stale, tmp_path / "月报.docx")
    assert not (tmp_path / "月报.docx").exists()
    document = docx.Document(str(write_report(stale, tmp_path / "月报.docx", stale=True)))
    (marked,) = [run for line in document.paragraphs for run in line.runs if run.font.color.rgb is not None]
    assert marked.text == "已完成1项。"


def test_the_page_is_that_of_an_official_document(project: Project, tmp_path: Path) -> None:
    document = docx.Document(str(write_report(make_report(project, DAY), tmp_path / "月报", sender="市政府督查室")))
    page = document.sections[0]
    sides = (page.top_margin, page.left_margin, page.right_margin, page.page_width, page.page_height)
    assert [round(side.mm) for side in sides if side is not None] == [37, 28, 26, 210, 297]
    title, text = document.paragraphs[0], document.paragraphs[3]
    assert (title.runs[0].font.size.pt, text.runs[0].font.size.pt) == (22, 16)  # type: ignore[union-attr]
    assert all(table.rows[0]._tr.xpath(".//w:tblHeader") for table in document.tables)
    assert document.paragraphs[-1].text.strip() == "2020年2月29日"


def test_who_has_not_reported_is_told_where_there_is_a_rhythm(project: Project) -> None:
    project.apply(SetSetting("reporting", {"every": "month", "by": 25, "since": "2020-02-01"}))
    report = make_report(project, DAY)
    assert (report.period, report.first) == ("2020年2月", "2020-02-01")
    assert "尚有1个单位未报送：" in picture(report)
    assert "市政务服务局（1项）；另有1项任务没有责任单位" in picture(report)
