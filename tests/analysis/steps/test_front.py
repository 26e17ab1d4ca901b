"""The title, and what stands around a plan without being part of it."""

from dataclasses import replace
from textwrap import dedent

import pytest

from tests.analysis.pictures import document_of, headings, outline, plan_of, tasks, tree

BODY = "\n一、主要任务\n建设数据中心，提升算力供给。\n"
TASKS = ["建设数据中心，提升算力供给。"]

LETTER = dedent("""\
    云山市人民政府办公室关于印发云山市数字经济发展规划的通知
    云政办发〔2024〕12号
    各区人民政府，市政府各部门：
    《云山市数字经济发展规划》已经市政府同意，现印发给你们，请认真贯彻落实。
    云山市人民政府办公室
    2024年5月6日
    云山市数字经济发展规划（2024—2027年）
    为加快发展数字经济，制定本规划。
    一、主要任务
    建设数据中心，提升算力供给。
    附件：1．重点任务清单
    2．名词解释
    （此件公开发布）
    抄送：市委各部门，市人大常委会办公室。
    公开方式：主动公开
    云山市人民政府办公室 2024年5月7日印发
    """)


@pytest.mark.parametrize(
    "title",
    [
        "云山市数字经济发展规划",
        "云山市数字经济发展规划（2024—2027年）",
        "云山市2025年政府工作要点",
        "云山市人民政府关于加快数字经济发展的实施意见",
        "云山市产业链三年行动方案（2024—2026年）",
        "云山市科技创新若干措施",
        "关于加快云山大桥建设的函",
        "云山市人民政府专题会议纪要",
    ],
)
def test_the_first_line_is_the_title(title):
    assert plan_of(title + BODY).title == title


def test_a_title_of_several_lines():
    assert plan_of("云山市推动先进制造业集群\n高质量发展三年行动方案\n（2024—2026年）" + BODY).title == (
        "云山市推动先进制造业集群高质量发展三年行动方案（2024—2026年）"
    )


def test_below_a_covering_letter_stands_the_plans_own_title():
    assert plan_of(LETTER).title == "云山市数字经济发展规划（2024—2027年）"


def test_nothing_around_the_plan_is_a_heading_or_a_task():
    assert tree(LETTER) == "一、 主要任务 [task]\n  - 建设数据中心，提升算力供给。"


def test_a_text_that_begins_with_its_first_chapter_has_no_title():
    assert plan_of(BODY).title is None


def test_a_title_is_no_heading():
    assert headings("云山市数字经济发展规划" + BODY) == "一、 主要任务"


@pytest.mark.parametrize(
    "line",
    [
        "云政发〔2024〕3号",
        "云政办发[2024]12号",
        "各区人民政府，市政府各部门：",
        "（此件公开发布）",
        "抄送：市委各部门，市人大常委会办公室。",
        "公开方式：主动公开",
        "2024年5月6日",
        "二〇二四年五月六日",
        "云山市人民政府办公室 2024年5月7日印发",
    ],
)
def test_lines_that_belong_to_no_plan(line):
    assert tasks("云山市数字经济发展规划\n" + line + BODY) == TASKS
    assert tasks("云山市数字经济发展规划" + BODY + line) == TASKS
    assert headings("云山市数字经济发展规划" + BODY + line) == "一、 主要任务"


@pytest.mark.parametrize(
    "listed",
    [
        "附件：重点任务清单",
        "附件：1．重点任务清单\n2．名词解释",
        "附件:1.重点任务清单\n     2.名词解释\n     3.项目表",
    ],
)
def test_a_list_of_attachments_is_no_heading(listed):
    assert headings("云山市数字经济发展规划" + BODY + listed) == "一、 主要任务"


def test_an_attachment_and_its_title_on_the_next_line_are_one_heading():
    text = (
        "云山市数字经济发展规划"
        + BODY
        + "附件1\n云山市重点任务清单\n1.建设园区，完善配套设施。\n2.引进企业，延伸链条。"
    )
    assert headings(text) == "一、 主要任务\n附件1 云山市重点任务清单"


def test_a_glossary_holds_no_headings_and_no_tasks():
    text = (
        "云山市数字经济发展规划"
        + BODY
        + dedent("""\
        附件1
        名词解释
        1. 链长制：是指由领导担任链长、统筹推进产业链发展的工作机制。
        2. 算力券：是指面向企业发放、用于购买算力服务的电子凭证。""")
    )
    assert tree(text) == "一、 主要任务 [task]\n  - 建设数据中心，提升算力供给。\n附件1 名词解释 [appendix]"


@pytest.mark.parametrize(
    "notes",
    ["注：产值按现价计算。", "注：1. 产值按现价计算。\n2. 增加值按可比价计算。", "资料来源：云山市统计局"],
)
def test_notes_below_a_table_are_no_tasks(notes):
    assert tasks("云山市数字经济发展规划" + BODY + "表1 主要指标\n" + notes) == TASKS


def test_a_style_of_the_file_names_the_title():
    document = document_of("数字云山\n" + BODY)
    first, *rest = document.blocks
    titled = replace(document, blocks=(replace(first, is_title=True), *rest))
    assert plan_of(titled).title == "数字云山"


def test_a_plan_that_was_sent_as_an_attachment_is_no_appendix():
    plan = "附件1\n云山市产业发展规划\n（2024—2027年）\n一、重点任务\n建设产业园3个。"
    text = f"{plan}\n附件2\n名词解释\n1.产业链：是指上下游。"
    assert plan_of(text).title == "云山市产业发展规划（2024—2027年）"
    assert headings(text) == "一、 重点任务\n附件2 名词解释"


def test_titles_of_ledgers():
    for title in ("云山市2025年重点工作督办台账", "重点任务分解表", "整改落实情况表", "重点项目推进表"):
        assert plan_of(f"{title}\n一、重点任务\n建设产业园3个。").title == title


PLAN = "霁川市节水三年行动计划\n（2026—2028年）\n为加快节水，特制定本行动计划。" + BODY
NOTICE = (
    "霁川市水务局关于印发《霁川市节水三年行动计划》的通知\n霁水发〔2026〕7号\n各有关单位：\n"
    "现将《霁川市节水三年行动计划》印发给你们，请认真贯彻执行。\n附件：霁川市节水三年行动计划\n"
    "霁川市水务局\n2026年3月1日\n"
)


@pytest.mark.parametrize(
    "above",
    [
        NOTICE + "附件\n",
        NOTICE + "附件1\n",
        "附件：\n",
        "附件2\n",
        "霁川市水务局文件\n霁水发〔2026〕7号\n附件1\n",
        NOTICE.replace("现将", "一、提高认识。各单位要提高认识。\n二、抓好落实。各单位要抓好落实。\n现将") + "附件\n",
    ],
)
def test_an_attachment_whose_next_line_is_the_plans_title_is_the_plan(above):
    found = plan_of(above + PLAN)
    assert found.title == "霁川市节水三年行动计划（2026—2028年）"
    assert "附件" not in headings(above + PLAN)
    assert "建设数据中心，提升算力供给。" in [task.text for task in found.tasks]


def test_an_attachment_below_a_plans_own_chapters_is_one():
    plan = "霁川市节水规划\n一、主要任务\n更换管网，改造泵站。\n二、保障措施\n成立专班。\n"
    text = plan + "附件\n霁川市泵站改造实施方案\n更换水泵，改造机房。"
    assert headings(text).splitlines()[-1] == "附件 霁川市泵站改造实施方案"


@pytest.mark.parametrize(
    "line",
    [
        "文章来源：市水务局　作者：李青　发布时间：2026-01-05　点击数：18",
        "来源：霁川日报 日期：2026-01-05 【字体：大 中 小】",
        "【原文下载】",
        "相关附件",
        "附件1：霁川市节水行动方案.docx",
        "关于开展节水宣传周活动的通知[04-14]\n关于召开供水工作会议的通知[06-29]",
    ],
)
def test_lines_of_a_web_page_are_neither_headings_nor_tasks(line):
    assert headings("云山市数字经济发展规划\n" + line + BODY + line) == "一、 主要任务"
    assert tasks("云山市数字经济发展规划\n" + line + BODY + line) == TASKS


@pytest.mark.parametrize("name", ["相关术语：", "名词解释", "专业用语和定义", "主要术语"])
def test_a_glossary_under_any_name_is_an_appendix_without_tasks(name):
    text = (
        "霁川市节水方案" + BODY + "（一）修订标准。修订用水定额标准。\n（二）更换管网。更换老旧管网。\n"
        f"{name}\n1.余氯探头\n测定消毒剂残留量的小型器件，一般每季度更换一次膜片。\n2.远传水表\n是自动上报用水量的计量器具。"
    )
    assert outline(text).splitlines()[-1] == f"{name.rstrip('：')} [appendix]"
    assert len(tasks(text)) == 3
