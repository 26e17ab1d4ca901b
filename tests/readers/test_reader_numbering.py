"""Automatic numbers: numbering XML in, printed lines out."""

from __future__ import annotations

import pytest
from docx_builder import abstract, cell, docx, item, lines, lvl, num, p, read, row, style, styled, table

from planlens.readers.docx import READER
from planlens.readers.word.numformat import format_number

CHAPTERS = abstract(
    0,
    lvl(0, "第%1章", "chineseCountingThousand"),
    lvl(1, "（%2）", "chineseCounting"),
    lvl(2, "%1.%2.%3", extra="<w:isLgl/>"),
)
OUTLINE = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3"))


def direct(num_pr: str) -> str:
    return p("文", f"<w:numPr>{num_pr}</w:numPr>")


def test_levels_count_and_restart_below_a_higher_level() -> None:
    body = item("总则", 1) + item("目标", 1, 1) + item("指标", 1, 1) + item("细项", 1, 2) + item("保障", 1)
    body += item("组织", 1, 1)
    assert lines(body, numbering=CHAPTERS + num(1, 0)) == [
        "第一章 总则",
        "（一）目标",
        "（二）指标",
        "1.2.1 细项",
        "第二章 保障",
        "（一）组织",
    ]


def test_number_is_part_of_the_span_and_named_in_the_block() -> None:
    document = read(item("总则", 1) + item("目标", 1, 1), numbering=CHAPTERS + num(1, 0))
    assert [block.number for block in document.blocks] == ["第一章", "（一）"]
    assert document.text == "第一章 总则\n（一）目标"


def test_level_without_its_higher_level_counts_that_one_as_used() -> None:
    body = item("甲", 1, 1) + item("乙", 1, 1) + item("丙", 1) + item("丁", 1, 1)
    assert lines(body, numbering=OUTLINE + num(1, 0)) == ["1.1 甲", "1.2 乙", "2. 丙", "2.1 丁"]


def test_lists_that_share_a_definition_count_together() -> None:
    body = item("甲", 1) + item("乙", 2) + item("丙", 1)
    assert lines(body, numbering=OUTLINE + num(1, 0) + num(2, 0)) == ["1. 甲", "2. 乙", "3. 丙"]


def test_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("甲", 1) + item("乙", 1) + item("丙", 2) + item("丁", 2)
    assert lines(body, numbering=OUTLINE + num(1, 0) + num(2, 0, override)) == ["1. 甲", "2. 乙", "1. 丙", "2. 丁"]


def test_level_override_changes_the_look_and_keeps_the_count() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{lvl(0, "（%1）", "chineseCounting", start=7)}</w:lvlOverride>'
    body = item("甲", 1) + item("乙", 2) + item("丙", 1)
    assert lines(body, numbering=OUTLINE + num(1, 0) + num(2, 0, override)) == ["1. 甲", "（二）乙", "3. 丙"]


def test_lvl_restart_zero_never_restarts() -> None:
    levels = abstract(0, lvl(0, "%1、"), lvl(1, "第%2条", extra='<w:lvlRestart w:val="0"/>'))
    body = item("甲", 1) + item("子", 1, 1) + item("乙", 1) + item("丑", 1, 1)
    assert lines(body, numbering=levels + num(1, 0)) == ["1、甲", "第1条 子", "2、乙", "第2条 丑"]


def test_lvl_restart_after_a_named_level() -> None:
    levels = abstract(0, lvl(0, "%1."), lvl(1, "%2)"), lvl(2, "%3]", extra='<w:lvlRestart w:val="1"/>'))
    body = "".join(item("x", 1, level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
    assert lines(body, numbering=levels + num(1, 0)) == ["1. x", "1) x", "1] x", "2) x", "2] x", "2. x", "1) x", "1] x"]


def test_is_lgl_keeps_leading_zeros() -> None:
    levels = abstract(
        0, lvl(0, "%1", "upperRoman"), lvl(1, "%2", "decimalZero"), lvl(2, "%1-%2-%3", "lowerLetter", "<w:isLgl/>")
    )
    body = item("x", 1) + item("x", 1, 1) + item("x", 1, 2)
    assert lines(body, numbering=levels + num(1, 0))[-1] == "1-01-1 x"


def test_suffix_nothing_and_wide_punctuation_leave_no_space() -> None:
    levels = abstract(0, lvl(0, "第%1条", extra='<w:suff w:val="nothing"/>'), lvl(1, "%2．"), lvl(2, "%3."))
    body = item("为规范", 1) + item("目标", 1, 1) + item("　　任务", 1, 2)
    assert lines(body, numbering=levels + num(1, 0)) == ["第1条为规范", "1．目标", "1. 任务"]


def test_start_value_and_missing_start() -> None:
    levels = abstract(0, lvl(0, "%1.", start=5), '<w:lvl w:ilvl="1"><w:lvlText w:val="%2)"/></w:lvl>')
    assert lines(item("甲", 1) + item("乙", 1, 1), numbering=levels + num(1, 0)) == ["5. 甲", "0) 乙"]


def test_numbering_from_styles_with_linked_levels() -> None:
    styles = (
        style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("H2", '<w:numPr><w:numId w:val="1"/></w:numPr>', based_on="H1")
        + style("Mine", based_on="H2")
    )
    linked = abstract(
        0,
        lvl(0, "第%1章", "japaneseCounting", '<w:pStyle w:val="H1"/>'),
        lvl(1, "第%2条", "japaneseCounting", '<w:pStyle w:val="H2"/>'),
    )
    body = styled("总则", "H1") + styled("范围", "H2") + styled("派生", "Mine")
    body += styled("不编号", "H2", '<w:numPr><w:numId w:val="0"/></w:numPr>') + styled("附则", "H1")
    assert lines(body, styles=styles, numbering=linked + num(1, 0)) == [
        "第一章 总则",
        "第一条 范围",
        "第二条 派生",
        "不编号",
        "第二章 附则",
    ]


def test_style_that_switches_numbering_off() -> None:
    styles = style("A", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style(
        "B", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="A"
    )
    assert lines(styled("甲", "A") + styled("乙", "B"), styles=styles, numbering=OUTLINE + num(1, 0)) == ["1. 甲", "乙"]


def test_direct_level_with_the_list_of_the_style() -> None:
    styles = style("A", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = styled("甲", "A") + styled("乙", "A", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    assert lines(body, styles=styles, numbering=OUTLINE + num(1, 0)) == ["1. 甲", "1.1 乙"]


def test_default_paragraph_style_may_number() -> None:
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(p("甲") + styled("乙", "无此样式"), styles=normal, numbering=OUTLINE + num(1, 0)) == ["1. 甲", "2. 乙"]


def test_list_style_link() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = abstract(0, lvl(0, "第%1条", "chineseCounting"), extra='<w:styleLink w:val="L"/>')
    lists += abstract(1, extra='<w:numStyleLink w:val="L"/>') + num(1, 0) + num(2, 1)
    assert lines(item("甲", 2) + item("乙", 2), styles=styles, numbering=lists) == ["第一条 甲", "第二条 乙"]


def test_list_style_links_in_a_circle_are_left() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = abstract(0, extra='<w:numStyleLink w:val="L"/>') + num(1, 0)
    assert lines(item("甲", 1), styles=styles, numbering=lists) == ["甲"]


def test_list_of_one_level_only() -> None:
    single = abstract(0, lvl(0, "%1、"), extra='<w:multiLevelType w:val="singleLevel"/>')
    assert lines(item("甲", 1) + item("乙", 1, 2), numbering=single + num(1, 0)) == ["1、甲", "2、乙"]


@pytest.mark.parametrize(
    ("text", "font", "printed"),
    [("\uf0b7", "Symbol", "•"), ("l", "Wingdings", "•"), ("o", "Courier New", "•"), ("—", "", "—"), ("·", "", "·")],
)
def test_bullets(text: str, font: str, printed: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    bullets = abstract(0, lvl(0, text, "bullet", fonts))
    assert lines(item("任务", 1), numbering=bullets + num(1, 0)) == [f"{printed} 任务"]


def test_format_none_prints_only_the_level_text() -> None:
    assert lines(item("甲", 1), numbering=abstract(0, lvl(0, "附：%1", "none")) + num(1, 0)) == ["附：甲"]


def test_custom_format_in_alternate_content() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="9"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>'
    )
    assert lines(item("甲", 1) + item("乙", 1), numbering=abstract(0, level) + num(1, 0)) == ["009 甲", "010 乙"]


def test_empty_numbered_paragraphs_count_and_print_as_in_a_table_of_tasks() -> None:
    body = table(row(cell(item("", 1)), "甲"), row(cell(item("", 1)), "乙")) + item("丙", 1)
    assert lines(body, numbering=OUTLINE + num(1, 0)) == ["1.", "甲", "2.", "乙", "3. 丙"]


def test_empty_paragraph_that_ends_a_section_has_no_number() -> None:
    end = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:sectPr/>')
    assert lines(item("甲", 1) + end + item("乙", 1), numbering=OUTLINE + num(1, 0)) == ["1. 甲", "2. 乙"]


def test_unknown_list_and_missing_level_print_nothing() -> None:
    assert lines(item("甲", 9) + item("乙", 1, 8), numbering=OUTLINE + num(1, 0)) == ["甲", "乙"]
    assert lines(item("甲", 1)) == ["甲"]


@pytest.mark.parametrize("num_pr", ["", "<w:numId/>", '<w:numId w:val="x"/>', '<w:numId w:val="99999999999"/>'])
def test_damaged_numbering_properties_print_nothing(num_pr: str) -> None:
    assert lines(direct(num_pr), numbering=OUTLINE + num(1, 0)) == ["文"]


def test_damaged_numbering_part_gives_a_warning() -> None:
    data = docx(item("甲", 1), numbering="x", raw={"word/numbering.xml": b"<w:numbering"})
    document = READER.read(data, "试.docx")
    assert document.text == "甲"
    assert any("编号" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("decimal", "1 10 11 20 21 100 105 110"),
        ("decimalZero", "01 10 11 20 21 100 105 110"),
        ("lowerRoman", "i x xi xx xxi c cv cx"),
        ("upperRoman", "I X XI XX XXI C CV CX"),
        ("lowerLetter", "a j k t u vvvv aaaaa fffff"),
        ("upperLetter", "A J K T U VVVV AAAAA FFFFF"),
        ("chineseCounting", "一 十 十一 二十 二十一 一○○ 一○五 一一○"),
        ("taiwaneseCounting", "一 十 十一 二十 二十一 一○○ 一○五 一一○"),
        ("chineseCountingThousand", "一 十 十一 二十 二十一 一百 一百零五 一百一十"),
        ("taiwaneseCountingThousand", "一 十 十一 二十 二十一 一百 一百零五 一百一十"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零伍 壹佰壹拾"),
        ("ideographLegalTraditional", "壹 壹拾 壹拾壹 貳拾 貳拾壹 壹佰 壹佰零伍 壹佰壹拾"),
        ("ideographDigital", "一 一〇 一一 二〇 二一 一〇〇 一〇五 一一〇"),
        ("japaneseDigitalTenThousand", "一 一〇 一一 二〇 二一 一〇〇 一〇五 一一〇"),
        ("japaneseCounting", "一 十 十一 二十 二十一 百 百五 百十"),
        ("ideographTraditional", "甲 癸 11 20 21 100 105 110"),
        ("ideographZodiac", "子 酉 戌 20 21 100 105 110"),
        ("ideographZodiacTraditional", "甲子 癸酉 甲戌 癸未 甲申 癸卯 戊申 癸丑"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 21 100 105 110"),
        ("decimalEnclosedCircleChinese", "① ⑩ 11 20 21 100 105 110"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑾ ⒇ 21 100 105 110"),
        ("decimalEnclosedFullstop", "⒈ ⒑ ⒒ ⒛ 21 100 105 110"),
        ("decimalFullWidth", "１ １０ １１ ２０ ２１ １００ １０５ １１０"),
        ("ideographEnclosedCircle", "㈠ ㈩ 11 20 21 100 105 110"),
        ("ordinal", "1st 10th 11th 20th 21st 100th 105th 110th"),
        ("hex", "1 A B 14 15 64 69 6E"),
        ("noSuchFormat", "1 10 11 20 21 100 105 110"),
        ("01, 02, 03, ...", "01 10 11 20 21 100 105 110"),
    ],
)
def test_number_formats(name: str, printed: str) -> None:
    assert [format_number(value, name) for value in (1, 10, 11, 20, 21, 100, 105, 110)] == printed.split()


@pytest.mark.parametrize(
    ("value", "printed"), [(0, "零"), (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (10000, "一万")]
)
def test_large_chinese_numbers(value: int, printed: str) -> None:
    assert format_number(value, "chineseCountingThousand") == printed


@pytest.mark.parametrize("name", ["upperRoman", "upperLetter", "chineseCounting", "decimal"])
@pytest.mark.parametrize("value", [-1, 40000, 10**9])
def test_numbers_that_word_does_not_count_to_are_decimals(name: str, value: int) -> None:
    assert format_number(value, name) == str(value)
