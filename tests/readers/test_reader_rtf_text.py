r"""The text of .rtf files: code pages, Unicode, groups that are skipped, fields, notes, numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from rtf_builder import escaped, lines, read, rtf

from planlens.model import BlockKind
from planlens.readers import read_document
from planlens.readers.rtf import READER


def test_paragraphs() -> None:
    assert lines(r"\pard 第一段\par\pard\par 第二段\par 末段") == ["第一段", "第二段", "末段"]


def test_line_breaks_of_the_source_mean_nothing() -> None:
    assert lines("甲\r\n乙\\par\n丙\\\n丁") == ["甲乙", "丙", "丁"]


def test_characters_of_two_bytes_may_be_written_in_any_way() -> None:
    assert lines(r"\'b9\'e6\'bb" + "\n" + r"\'ae") == ["规划"]
    assert lines(r"\'81\'5c\'81\\") == ["乗乗"]  # the second byte is a backslash


def test_raw_bytes() -> None:
    data = rb"{\rtf1\ansi\ansicpg936 " + "规划乗車".encode("gbk") + rb"\par}"
    assert READER.read(data, "x").text == "规划乗車"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (r"\ansi\ansicpg936\deff1", "规划"),
        (r"\ansi\ansicpg936\deff0", "“规划”"),  # Chinese characters in a western font
        (r"\ansi\deff1", "规划"),
        (r"\ansi\deff0", "规划"),
        (r"\ansi", "规划"),
    ],
)
def test_code_pages_of_chinese_files(head: str, text: str) -> None:
    assert lines(text, head) == [text]


def test_the_font_decides() -> None:
    japanese = escaped("計画", "cp932")
    western = escaped("é", "cp1252")
    assert lines(rf"\f1 规划{{\f3 {japanese}}}\plain 划\f0 caf{western} x") == ["规划計画划café x"]


def test_old_code_pages() -> None:
    assert READER.read(rb"{\rtf1\mac caf\'8e}", "x").text == "café"
    assert READER.read(rb"{\rtf1\pc caf\'82}", "x").text == "café"


def test_bytes_that_are_no_text() -> None:
    document = read(r"规划\'ff")
    assert document.text == "规划\ufffd"
    assert document.warnings == ("有 1 处文字无法识别，已用“\ufffd”代替，请与原文核对。",)


def test_unicode_with_what_stands_for_it() -> None:
    assert lines(r"\u35268?\u21010\'3f\u-27970 ?") == ["规划銾"]
    assert lines(r"\uc2\u35268\'b9\'e6\u21010\'bb\'ae.") == ["规划."]
    assert lines(r"\uc0\u35268 \u21010 .") == ["规划."]
    assert lines(r"\uc0\u35268?\u21010?") == ["规?划?"]
    assert lines(r"{\uc2\u35268 xy}\u21010 xy") == ["规划y"]
    assert lines(r"\u35268\~\u21010\par 下") == ["规划", "下"]


def test_characters_beyond_the_first_plane() -> None:
    assert lines(r"\u-10174?\u-8265?村") == ["𠮷村"]


def test_words_and_symbols_for_characters() -> None:
    assert lines(r"\{a\}\\ \ldblquote b\rdblquote\emdash c\~d") == ["{a}\\ “b”—c\u00a0d"]
    assert lines(r"d\_e\-f\tab g\bullet\endash") == ["d-ef\tg•–"]


def test_breaks() -> None:
    assert lines(r"甲\line 乙\page 丙\par 丁\sect 戊\column 己") == ["甲", "乙", "丙", "丁", "戊", "己"]


def test_what_is_no_text_of_the_document() -> None:
    assert lines(
        r"{\info{\title 题}{\author 某}}{\colortbl;\red0;}{\*\generator x;}{\header\pard 页眉\par}{\footerf 页脚}"
        r"甲{\pict\wmetafile8 00ff}{\*\shppict{\pict 00}}{\nonshppict{\pict 11}}{\object{\*\objdata 00}{\result x}}"
        r"{\*\bkmkstart a}乙{\*\bkmkend a}{\xe{索引}}{\*\annotation 批注}{\*\unknown{\inner x}}丙"
    ) == ["甲乙丙"]


def test_binary_data() -> None:
    assert lines(r"甲{\*\x\bin5 }}{{\ }乙\bin3 {{{丙") == ["甲乙丙"]


def test_hidden_and_deleted_text() -> None:
    assert lines(r"甲{\v 隐}{\deleted 删}{\revised 增}乙") == ["甲增乙"]
    assert lines(r"\v 隐\v0 乙\deleted 删\deleted0 丙\v 隐\plain 丁") == ["乙丙丁"]


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    assert lines(r"甲{\deleted\par}乙\par 丙") == ["甲乙", "丙"]


def test_fields_show_their_result() -> None:
    link = r'{\field{\*\fldinst{ HYPERLINK "http://a.cn" }}{\fldrslt{附件}}}'
    assert lines(rf"见{link}。{{\field{{\fldinst PAGE}}{{\fldrslt 3}}}}页") == ["见附件。3页"]


def test_symbol_fields_and_fonts() -> None:
    field = r'{\field{\*\fldinst SYMBOL 252 \\f "Wingdings" \\s 10}{\fldrslt}}'
    assert lines(rf"完成{field}{{\f2\u61692?}}{{\f2\'fc}}\u61692?") == ["完成✓✓✓\uf0fc"]


def test_ansi_and_unicode_groups() -> None:
    assert lines(r"{\upr{ansi {x}}{\*\ud{\u35268?}}}划") == ["规划"]


def test_text_boxes_follow_their_paragraph() -> None:
    box = r"{\shp{\*\shpinst\shpleft9{\sp{\sn a}{\sv b}}{\shptxt\pard\qc 专栏1\par 内容\par}}{\shprslt 重复}}"
    old = r"{\*\do\dobxpage\dptxbx{\dptxbxtext\pard 旧框\par}\dpx0}"
    document = read(rf"甲{box}乙{old}\par 丙")
    assert [block.span.of(document.text) for block in document.blocks] == ["甲乙", "专栏1", "内容", "旧框", "丙"]
    assert [block.centered for block in document.blocks] == [False, True, True, False, False]


def test_footnotes_and_endnotes() -> None:
    note = r"{\super\chftn{\footnote\pard{\super\chftn} 第一注\par 又一段}}"
    end = r"{\super\chftn{\*\footnote\ftnalt\chftn 尾注}}"
    document = read(rf"甲{note}乙{end}丙{note}{{\deleted{note}}}\par 丁")
    texts = [block.span.of(document.text) for block in document.blocks]
    assert texts == ["甲1乙i丙2", "丁", "1 第一注", "又一段", "2 第一注", "又一段", "i 尾注"]
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["1", "i", "2"]
    assert {block.kind for block in document.blocks[2:]} == {BlockKind.FOOTNOTE}


def test_own_note_mark() -> None:
    document = read(r"甲{\super ※{\footnote ※注}}乙")
    assert [block.span.of(document.text) for block in document.blocks] == ["甲※乙", "※注"]
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["※"]


@pytest.mark.parametrize(("words", "mark"), [(r"\ftnncnum\ftnstart3", "③"), (r"\ftnnar\sftnndbnumd", "一")])
def test_number_format_of_notes(words: str, mark: str) -> None:
    assert lines(rf"{words} 甲{{\chftn{{\footnote 注}}}}") == [f"甲{mark}", f"{mark} 注"]


def test_numbers_that_are_written_out() -> None:
    document = read(
        r"{\listtext\pard\plain\f1 第一章\tab}\ls1\ilvl0 总则\par"
        r"\pard{\pntext\f0 （一）}{\*\pn\pnlvlbody{\pntxtb （}}目标\par"
        r"\pard{\listtext 1.\tab}任务\par\pard{\listtext 2)}任务\par\pard 正文"
    )
    texts = [block.span.of(document.text) for block in document.blocks]
    assert texts == ["第一章 总则", "（一）目标", "1. 任务", "2)任务", "正文"]
    assert [block.number for block in document.blocks] == ["第一章", "（一）", "1.", "2)", ""]


def test_numbers_that_are_not_written_out_give_a_warning() -> None:
    assert read(r"\ls1 甲\par\pard{\listtext 1.\tab}\ls1 乙\par").warnings == ()
    assert "编号未能读出" in read(r"\ls1 甲\par").warnings[0]


def test_bullets_that_are_written_out() -> None:
    assert lines(r"{\listtext\f2\'6c\tab}甲\par\pard{\listtext\u61548?\tab}乙") == ["• 甲", "• 乙"]


def test_styles_and_properties() -> None:
    sheet = (
        r"{\stylesheet{\fs21 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2\sbasedon1 我的;}"
        r"{\s3 \u26631?\u39064? 2;}{\s4 Title;}{\*\cs9 Strong;}{\s5\outlinelevel9 heading 3;}}"
    )
    document = read(
        rf"{sheet}\pard\s4\qc 题\par\pard\s1 一级\par\pard\s2 继承\par\pard\s3 二级\par"
        r"\pard\outlinelevel2 直接\par\pard\s1\outlinelevel9 正文\par\pard\s5 不算\par\pard{\qc 居中}\par\pard 普通"
    )
    assert [(block.style_level, block.is_title, block.centered) for block in document.blocks] == [
        (None, True, True),
        (1, False, False),
        (1, False, False),
        (2, False, False),
        (3, False, False),
        (None, False, False),
        (None, False, False),
        (None, False, False),
        (None, False, False),
    ]


def test_styles_based_on_each_other() -> None:
    assert lines(r"{\stylesheet{\s1\sbasedon2 甲;}{\s2\sbasedon1 乙;}}\s1 文") == ["文"]


def test_formulas() -> None:
    formula = r"{\mmath{\*\moMath{\mf{\mfPr{\mtype bar}}{\mnum{\mr a}}{\mden{\mr b}}}{\mr =5}}}"
    assert lines(rf"比{formula}") == ["比a/b=5"]


def test_found_by_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "计划.doc"
    path.write_bytes(b"\r\n" + rtf("规划"))
    document = read_document(path)
    assert (document.source.format, document.text, document.warnings) == ("rtf", "规划", ())
