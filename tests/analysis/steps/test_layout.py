"""From lines to paragraphs: hard wraps, page numbers, running heads, contents, pictures, tables."""

from itertools import pairwise
from textwrap import dedent, wrap

import pytest

from tests.analysis.pictures import draft_of, headings, tasks, work

SENTENCES = [
    "围绕数据采集、存储、加工、流通和应用等环节建设公共服务平台，为企业提供一站式的服务。",
    "支持高校院所与骨干企业共建联合实验室和中试基地，打通成果转化的最后一公里。",
    "完善人才引进、培养、使用和评价的机制，吸引青年人才和团队来我市创新创业。",
    "组织开展供需对接、技能竞赛和应用示范等系列活动，营造全社会共同参与的浓厚氛围。",
    "优化项目审批流程，推行告知承诺和容缺受理制度，压缩办理的时间和环节。",
    "健全安全责任制度，定期开展隐患排查和应急演练，及时消除各类风险和隐患。",
]


def paragraphs(text: str) -> list[str]:
    draft = draft_of(text)
    return [draft.printed(paragraph.flow) for paragraph in draft.paragraphs]


def page(number: int, *parts: str) -> str:
    """Return lines of a page 24 characters wide with its running head and number."""
    lines = [line for part in parts for line in wrap(part, 24)]
    return "\n".join(["云山市数字经济发展规划", *lines, f"- {number} -"])


def test_lines_of_the_same_width_are_joined():
    text = "\n".join("\n".join(wrap("　　" + sentence * 2, 24, drop_whitespace=False)) for sentence in SENTENCES)
    assert paragraphs(text) == [sentence * 2 for sentence in SENTENCES]


def test_lines_of_ordinary_length_are_paragraphs():
    assert paragraphs("\n".join(SENTENCES)) == SENTENCES


def test_page_numbers_and_running_heads_are_left_out_even_inside_a_sentence():
    body = "".join(SENTENCES)
    cuts = [0, 52, 110, 161, len(body)]
    parts = [body[start:end] for start, end in pairwise(cuts)]
    text = "\n".join(page(number, part) for number, part in enumerate(parts, start=1))
    joined = "".join(paragraphs(text))
    assert "- 2 -" not in joined
    assert joined.count("云山市数字经济发展规划") <= 1  # the first one is the document's title


@pytest.mark.parametrize("number", ["- 3 -", "— 3 —", "－3－", "第 3 页 共 10 页", "3/10", "1 3"])
def test_ways_of_writing_a_page_number(number):
    lines = [*wrap(SENTENCES[0] + SENTENCES[1], 24)]
    text = "\n".join([*lines[:2], number, *lines[2:], *wrap("".join(SENTENCES[2:]), 24)])
    assert number not in paragraphs(text)


def test_a_table_of_contents_is_no_text():
    text = """
        云山市青年发展规划
        目  录
        一、总体要求.................1
        （一）指导思想...............1
        二、主要任务.................3
        一、总体要求
        （一）指导思想
        坚持青年优先，推动高质量发展。
        二、主要任务
        建设青年之家，提升服务能力。"""
    assert headings(dedent(text)) == dedent("""\
        一、 总体要求
          （一） 指导思想
        二、 主要任务""")


def test_a_table_of_contents_without_dots_is_no_text():
    text = """
        云山市青年发展规划
        目录
        总体要求
        主要任务
        保障措施
        总体要求
        坚持青年优先，推动青年高质量发展，让青年更有作为、更加出彩。
        主要任务
        建设青年之家，提升服务青年的能力和水平，完善基层服务网络。
        保障措施
        成立领导小组，统筹推进各项工作，定期开展督促检查和评估考核。"""
    assert headings(dedent(text)) == "总体要求\n主要任务\n保障措施"


@pytest.mark.parametrize("remains", ["[image: 图1]", "![图](a.png)", "图1 空间布局示意图", "图2-1　产业链图谱"])
def test_remains_of_pictures_are_no_tasks(remains):
    assert tasks(work("建设数据中心，提升算力供给。", remains)) == ["建设数据中心，提升算力供给。"]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["（一）", "建设园区，完善配套设施。"], ["（一）建设园区，完善配套设施。"]),
        (["建设园区", "，完善配套设施。"], ["建设园区，完善配套设施。"]),
        (["建设园区。", "完善配套设施。"], ["建设园区。", "完善配套设施。"]),
    ],
)
def test_a_line_that_cannot_stand_alone_goes_on_with_the_one_before(lines, parts):
    assert paragraphs("\n".join(lines)) == parts


def test_a_number_glued_to_the_line_above_opens_a_paragraph_of_its_own():
    text = work("1．建设园区。建设产业园区。2．引进企业。引进龙头企业。", "3．培育人才。培训技能人才。")
    assert paragraphs(text)[1:] == [
        "1．建设园区。建设产业园区。",
        "2．引进企业。引进龙头企业。",
        "3．培育人才。培训技能人才。",
    ]


def test_a_number_in_running_text_opens_none():
    text = "按照前述第2.条的要求，建设园区。3．之外的事项另行规定。"
    assert paragraphs(text) == [text]


def test_titles_that_almost_fill_their_line_stand_alone():
    titles = [
        "（一）推动公共数据资源开发利用和安全有序流通",
        "（二）引进培育青年科技人才和高水平的创新团队",
        "（三）深化行政审批制度改革持续优化营商环境",
        "（四）健全安全生产责任制度防范化解重大风险",
    ]
    texts = [SENTENCES[0] + SENTENCES[1], SENTENCES[2] + SENTENCES[3], SENTENCES[4], SENTENCES[5]]
    lines = [line for title, text in zip(titles, texts, strict=True) for line in (title, *wrap(text, 24))]
    found = headings("\n".join(["一、重点任务", *lines]))
    assert found.replace(" ", "").splitlines() == ["一、重点任务", *titles]


def test_a_line_that_breaks_before_a_number_goes_on():
    body = [line for sentence in SENTENCES for line in wrap(sentence, 24)]
    lines = ["健全社区服务体系，全市养老服务设施的覆盖率达", "76.8%，建成示范型服务中心。"]
    assert paragraphs("\n".join([*body, *lines]))[-1] == "".join(lines)


def test_first_lines_that_lost_their_indent_go_on():
    parts = [sentence * 2 for sentence in SENTENCES]
    text = "\n".join("\n".join([part[:21], *wrap(part[21:], 24)]) for part in parts)
    assert paragraphs(text) == parts


def test_a_page_break_in_the_middle_of_a_sentence():
    assert paragraphs("\n".join([SENTENCES[0][:25] + "、", SENTENCES[1]])) == [SENTENCES[0][:25] + "、" + SENTENCES[1]]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["持续改善空气质量，大力推动污染减排，以PM", "2.5", "浓度下降为主线。"], 1),
        (["2026年十分重要。今年经济社会发展的", "主要预期目标", "是：产值增长5%。"], 1),
        (["加快建设产业园区，完善配套设施，提升承载能力", "（一）培育龙头企业"], 2),
        (["一、重点任务", "2.5", "建设产业园区，完善配套设施。"], 3),
    ],
)
def test_pieces_that_a_page_on_the_web_set_apart(lines, joined):
    found = paragraphs("\n".join(lines))
    assert len(found) == joined, found


def test_a_length_at_the_start_of_a_line_is_no_number_of_a_section():
    parts = ["全年完成沿江立面的整治2.6公里，建成滨江步道和驿站，改善沿江环境。" + SENTENCES[0], *SENTENCES[1:]]
    text = "\n".join(
        ["\n".join([parts[0][:11], *wrap(parts[0][11:], 24)]), *("\n".join(wrap(p, 24)) for p in parts[1:])]
    )
    assert not headings(text)
