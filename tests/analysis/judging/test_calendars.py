"""Calendars in a text: months and years that stand over what is to be done then."""

from tests.analysis.pictures import outline, tasks, tree

MONTHS = ["一月份", "1. 骨干教师研修", "2. 下发培训通知", "三月份", "2032年示范校复核", "五月份：", "组织技能展示活动"]


def test_items_of_months_are_tasks_due_then():
    assert tree(
        "\n".join(["云山市教研院2032年工作安排", "各科室：", "请对照落实。", "云山市教研院2032年行事历", *MONTHS])
    ) == (
        """\
云山市教研院2032年行事历 [task]
  一月份 [task]
    - 1.骨干教师研修 〔2032-01〕
    - 2.下发培训通知 〔2032-01〕
  三月份 [task]
    - 2032年示范校复核 〔2032-03〕
  五月份 [task]
    - 组织技能展示活动 〔2032-05〕"""
    )


def test_a_calendar_under_a_chapter_stands_below_it():
    found = outline(
        "\n".join(["一、工作要求", "加强统筹，压实责任。", "二、工作安排", *MONTHS, "三、保障措施", "落实经费。"])
    )
    assert [line.split(" [")[0] for line in found.splitlines()] == [
        "一、 工作要求", "二、 工作安排", "  一月份", "  三月份", "  五月份", "三、 保障措施"
    ]  # fmt: skip


def test_a_title_of_two_lines_that_the_list_of_attachments_names():
    lines = [
        "云山市教研院2032年工作方案",
        "请对照落实。",
        "附：云山市教研院德育室2032年行事历",
        "云山市教研院德育室",
        "2032年行事历",
    ]
    assert outline("\n".join([*lines, *MONTHS])).splitlines()[0] == "云山市教研院德育室2032年行事历 [task]"


def test_years_date_the_sentences_below_them():
    lines = ["一、重点任务", "（一）改造基地", "2031年", "更新机房2个，配备设施。", "2032年", "建设实训室，增加工位。"]
    assert tasks("\n".join(lines)) == ["更新机房2个，配备设施。 〔2031〕", "建设实训室，增加工位。 〔2032〕"]


def test_one_line_with_a_time_is_no_calendar():
    assert "三月份" not in outline(
        "\n".join(["一、重点任务", "推进项目建设，完善配套设施。", "三月份", "开展督查检查工作。"])
    )


def test_items_listed_before_the_first_heading_are_tasks():
    lines = [
        "云山市教研院2032年工作安排",
        "1.各科室请于4月20日前完成示范点申报。",
        "2.5-6月份开展专项督查。",
        "云山市2032年行事历",
    ]
    assert tasks("\n".join([*lines, *MONTHS]))[:2] == [
        "1.各科室请于4月20日前完成示范点申报。 〔2032-04-20〕",
        "2.5-6月份开展专项督查。 〔2032-06〕",
    ]


def test_weeks_hold_items_as_months_do():
    lines = [
        "云山中学2032年三月行事历",
        "第一周（3月1日—5日）",
        "1.开学典礼",
        "2.教师例会",
        "第二周（3月8日—12日）",
        "1.消防演练",
    ]
    found = outline("\n".join(lines)).splitlines()
    assert [line.split(" [")[0] for line in found] == ["第一周（3月1日—5日）", "第二周（3月8日—12日）"]
    assert len(tasks("\n".join(lines))) == 3
