"""The report of a period: what it says, a writer's words for it, and figures that no longer hold."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from PIL import Image
from project_builder import key, project_in

from planlens.exports.charts import NO_FONT, chinese_font
from planlens.model import PlanlensError, Status
from planlens.project.edits import AddNote, SetSetting, SetStatus
from planlens.project.project import Project
from planlens.views.monthly.charts import report_charts
from planlens.views.monthly.parts import Counted, Head, PeriodReport, Told
from planlens.views.monthly.words import with_words
from planlens.views.overview import overview_on
from planlens.workflow.monthly import (
    ReportAsked,
    ReportDraft,
    draft_report,
    keep_words,
    make_report,
    sections_edit,
    write_report,
)

DAY = date(2020, 2, 29)
ASKED = ReportAsked(DAY)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Four tasks of January; in February one is done, one is behind, two are reported on."""
    with project_in(tmp_path) as found:
        clock = ["2020-02-10T09:00:00+08:00"]
        found.clock = lambda: clock[0]
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
        picture(make_report(project, ASKED))
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


def heads(report: PeriodReport) -> list[str]:
    return [part.text for part in report.parts if isinstance(part, Head) and part.level == 1]


def test_sections_are_left_out_and_moved_and_the_choice_is_kept(project: Project) -> None:
    edit = sections_edit(project.state, ("behind", "whole", "problems"))
    assert edit is not None
    project.apply(edit)
    assert heads(make_report(project, ASKED)) == ["一、滞后和逾期事项", "二、总体情况", "三、存在的主要问题"]
    assert heads(make_report(project, ReportAsked(DAY.replace(day=20)))) == heads(make_report(project, ASKED))
    assert sections_edit(project.state, ("behind", "whole", "problems")) is None
    once = ReportAsked(DAY, sections=("problems",))
    assert heads(make_report(project, once)) == ["一、存在的主要问题"]
    project.undo()
    assert len(heads(make_report(project, ASKED))) == 8


def test_a_section_left_out_is_not_checked(project: Project) -> None:
    keep_words(project, make_report(project, ASKED), {"whole": "共有重点任务50项。"})
    assert make_report(project, ASKED).stale
    assert not make_report(project, ReportAsked(DAY, sections=("problems",))).stale


def test_a_report_has_a_section_and_only_known_ones(project: Project) -> None:
    with pytest.raises(PlanlensError, match="至少要有一个章节"):
        sections_edit(project.state, ("nothing",))
    with pytest.raises(PlanlensError, match="没有这样的章节：summary。可用的有：whole（总体情况）"):
        make_report(project, ReportAsked(DAY, sections=("summary",)))


def test_a_writers_words_stay_and_figures_that_changed_are_told(project: Project) -> None:
    report = make_report(project, ASKED)
    keep_words(project, report, {"whole": "本月已完成1项，其中滞后1项。总体平稳。"})
    again = make_report(project, ASKED)
    assert again.passages[0].text == "本月已完成1项，其中滞后1项。总体平稳。"
    assert again.stale == []
    project.apply(SetStatus((key(project, "推进千兆"), key(project, "推动高频")), Status.DONE))
    stale = make_report(project, ASKED).stale
    assert [sentence for sentence, _ in stale] == ["本月已完成1项，其中滞后1项。"]
    keep_words(project, report, {"whole": ""})
    assert make_report(project, ASKED).stale == []


def test_a_figure_is_found_as_a_whole_number() -> None:
    fresh = Told("whole", "", {"done": "4项"})
    assert not with_words(fresh, "全部13项。", {"done": "3项"}).stale
    assert with_words(fresh, "完成3项。共13项。", {"done": "3项"}).stale == (("完成3项。", "3项应为4项"),)


def test_nothing_false_is_written_unless_it_is_wanted(project: Project, tmp_path: Path) -> None:
    report = make_report(project, ASKED)
    keep_words(project, report, {"whole": "已完成1项。"})
    project.apply(SetStatus((key(project, "推进千兆"),), Status.DONE))
    stale = make_report(project, ASKED)
    with pytest.raises(PlanlensError, match="1项应为2项"):
        write_report(ReportDraft(stale), tmp_path / "月报.docx")
    assert not (tmp_path / "月报.docx").exists()
    document = docx.Document(str(write_report(ReportDraft(stale), tmp_path / "月报.docx", stale=True)))
    (marked,) = [run for line in document.paragraphs for run in line.runs if run.font.color.rgb is not None]
    assert marked.text == "已完成1项。"


def test_the_page_is_that_of_an_official_document(project: Project, tmp_path: Path) -> None:
    document = docx.Document(str(write_report(draft_report(project, ASKED), tmp_path / "月报", sender="市政府督查室")))
    page = document.sections[0]
    sides = (page.top_margin, page.left_margin, page.right_margin, page.page_width, page.page_height)
    assert [round(side.mm) for side in sides if side is not None] == [37, 28, 26, 210, 297]
    title, text = document.paragraphs[0], document.paragraphs[3]
    assert (title.runs[0].font.size.pt, text.runs[0].font.size.pt) == (22, 16)  # type: ignore[union-attr]
    assert all(table.rows[0]._tr.xpath(".//w:tblHeader") for table in document.tables)
    assert document.paragraphs[-1].text.strip() == "2020年2月29日"


def test_who_has_not_reported_is_told_where_there_is_a_rhythm(project: Project) -> None:
    project.apply(SetSetting("reporting", {"every": "month", "by": 25, "since": "2020-02-01"}))
    report = make_report(project, ASKED)
    assert (report.period, report.first) == ("2020年2月", "2020-02-01")
    assert "尚有1个单位未报送：" in picture(report)
    assert "市政务服务局（1项）；另有1项任务没有责任单位" in picture(report)


def test_a_figure_is_checked_against_what_stands_before_it_whoever_wrote_it(project: Project) -> None:
    """The writer has typed a wrong number: nothing was remembered of it, the ledger says what holds."""
    report = make_report(project, ASKED)
    keep_words(project, report, {"whole": "共有重点任务50项，已完成1项、滞后1项，完成率20.0%。形势总体平稳。"})
    (passage, *_) = make_report(project, ASKED).passages
    assert passage.stale == (("共有重点任务50项，已完成1项、滞后1项，完成率20.0%。", "50项应为5项"),)
    assert passage.mended == "共有重点任务5项，已完成1项、滞后1项，完成率20.0%。形势总体平稳。"


def test_words_are_kept_for_the_next_day_of_the_same_period(project: Project) -> None:
    keep_words(project, make_report(project, ReportAsked(date(2020, 2, 26))), {"problems": "人手不足。"})
    texts = {passage.key: passage for passage in make_report(project, ASKED).passages}
    assert (texts["problems"].text, texts["problems"].automatic[:4]) == ("人手不足。", "开展全民")


def test_words_that_say_what_the_ledger_says_are_nobodys(project: Project) -> None:
    report = make_report(project, ASKED)
    assert keep_words(project, report, {"problems": report.passages[-3].text, "next_steps": " "}) is None
    keep_words(project, report, {"problems": "人手不足。"})
    edited = make_report(project, ASKED)
    keep_words(project, edited, {"problems": next(item for item in edited.passages if item.edited).automatic})
    assert not any(item.edited for item in make_report(project, ASKED).passages)


def test_charts_are_pictures_drawn_without_a_display(project: Project, tmp_path: Path) -> None:
    draft = draft_report(project, ASKED)
    whole, units = report_charts(overview_on(project, DAY))
    assert [sum(numbers) for _, numbers in whole.bars] == [5]
    assert whole.told == ("5项，完成1项",)
    assert [name for name, _ in units.bars][:2] == ["市通信管理局", "市住房城乡建设局"]
    document = docx.Document(str(write_report(draft, tmp_path / "月报")))
    if chinese_font() is None:
        assert (draft.pictures, draft.lacking) == ((), NO_FONT)
    else:
        assert [title for title, _ in draft.pictures] == [whole.title, units.title]
        assert len(document.inline_shapes) == 2
        first = Image.open(io.BytesIO(draft.pictures[0][1]))
        assert len(first.getcolors(1 << 16)) > 3  # type: ignore[arg-type]


def test_without_a_chinese_font_the_report_says_so(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planlens.exports.charts.chinese_font", lambda: None)
    draft = draft_report(project, ASKED)
    assert draft.lacking == NO_FONT
    assert not docx.Document(str(write_report(draft, tmp_path / "月报"))).inline_shapes


def test_what_units_answer_until_the_time_limit_belongs_to_the_period(project: Project) -> None:
    """次月5日前: the answers on February are taken in March, and the report up to 29 February has them."""
    asked = ReportAsked(DAY, today=date(2020, 4, 20))
    project.apply(SetSetting("reporting", {"every": "month", "by": 5, "following": True, "workdays": False}))
    clock = ["2020-03-04T09:00:00+08:00"]
    project.clock = lambda: clock[0]
    project.apply(SetStatus((key(project, "推进千兆"),), Status.DONE))
    project.apply(AddNote(key(project, "推进千兆"), "全部开通", date="2020-02-29"))
    clock[0] = "2020-03-20T09:00:00+08:00"
    project.apply(SetStatus((key(project, "推动高频"),), Status.DONE))
    report = make_report(project, asked)
    assert (report.period, "已完成2项" in report.passages[0].text) == ("2020年2月", True)
    assert "推进千兆光网进村入户：市通信管理局，全部开通。" in picture(report)
    keep_words(project, report, {"problems": "人手不足。"})  # long after that day, and kept all the same
    assert "人手不足。" in picture(make_report(project, asked))


def test_a_day_before_the_first_task_is_told(project: Project) -> None:
    asked = ReportAsked(date(2019, 12, 31), today=date(2020, 3, 1))
    assert make_report(project, asked).passages[0].text == "截至2019年12月31日，台账中还没有任务。"
