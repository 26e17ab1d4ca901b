"""The text of paragraphs: tracked changes, hidden text, fields, breaks, text boxes, notes, styles."""

from __future__ import annotations

import pytest
from docx_builder import abstract, docx, item, lines, lvl, num, p, r, read, style, styled, table

from planlens.model import BlockKind
from planlens.readers.docx import READER

DELETED_MARK = '<w:rPr><w:del w:id="1" w:author="某"/></w:rPr>'


def para(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def box(text: str, kind: str = "wps") -> str:
    content = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    if kind == "vml":
        return f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return f"<w:drawing><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></w:drawing>"


def test_insertions_stay_and_deletions_go() -> None:
    body = para(
        r("建设")
        + f"<w:ins>{r('十座')}</w:ins><w:del><w:r><w:delText>五座</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('公园')}</w:moveTo>"
    )
    assert lines(body) == ["建设十座公园"]


def test_deleted_paragraph_mark_joins_with_the_next_paragraph() -> None:
    assert lines(p("加快", DELETED_MARK) + p("建设") + p("完")) == ["加快建设", "完"]


def test_deleted_paragraph_leaves_no_number() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f"<w:p><w:pPr>{numbers}{DELETED_MARK}</w:pPr><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    lists = abstract(0, lvl(0, "%1．")) + num(1, 0)
    assert lines(item("甲", 1) + gone + item("乙", 1) + gone, numbering=lists) == ["1．甲", "2．乙"]


def test_joined_paragraph_keeps_the_number_it_begins_with() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    lists = abstract(0, lvl(0, "%1．")) + num(1, 0)
    assert lines(p("前半", numbers + DELETED_MARK) + p("后半"), numbering=lists) == ["1．前半后半"]


def test_deleted_mark_before_a_table_does_not_join() -> None:
    assert lines(p("甲", DELETED_MARK) + table("<w:tr><w:tc>" + p("乙") + "</w:tc></w:tr>")) == ["甲", "乙"]


def test_hidden_text_is_left_out() -> None:
    styles = '<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>' + style(
        "HidP", extra="<w:rPr><w:vanish/></w:rPr>"
    )
    shown = r("丙", '<w:rStyle w:val="Hid"/><w:vanish w:val="0"/>')
    body = para(r("甲") + r("乙", "<w:vanish/>") + shown + r("丁", '<w:rStyle w:val="Hid"/>'))
    assert lines(body + styled("戊", "HidP") + p("己"), styles=styles) == ["甲丙", "己"]


def test_hidden_character_style_in_a_hidden_paragraph_style_shows_the_text() -> None:
    styles = '<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>' + style(
        "HidP", extra="<w:rPr><w:vanish/></w:rPr>"
    )
    body = '<w:p><w:pPr><w:pStyle w:val="HidP"/></w:pPr>' + r("甲", '<w:rStyle w:val="Hid"/>') + "</w:p>"
    assert lines(body, styles=styles) == ["甲"]


def test_containers_are_read_through() -> None:
    inner = (
        f"<w:hyperlink>{r('一')}</w:hyperlink><w:smartTag>{r('二')}</w:smartTag>"
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{r('三')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple w:instr='PAGE'>{r('四')}</w:fldSimple><w:bdo>{r('五')}</w:bdo>"
    )
    assert lines(para(inner)) == ["一二三四五"]
    assert lines(f"<w:sdt><w:sdtContent>{p('一')}<w:customXml>{p('二')}</w:customXml></w:sdtContent></w:sdt>") == [
        "一",
        "二",
    ]


def test_complex_field_keeps_its_result() -> None:
    inner = field("begin") + instruction(" REF x ") + r("错") + field("separate") + r("第三章") + field("end") + r("。")
    assert lines(para(inner)) == ["第三章。"]


def test_nested_fields_and_table_of_contents_over_several_paragraphs() -> None:
    first = para(
        field("begin")
        + instruction('TOC \\o "1-3"')
        + field("separate")
        + r("总则")
        + "<w:r><w:tab/></w:r>"
        + field("begin")
        + instruction("PAGEREF")
        + field("separate")
        + r("1")
        + field("end")
    )
    assert lines(first + p("附则") + para(field("end")) + p("正文")) == ["总则\t1", "附则", "正文"]


def test_field_that_never_ends_does_not_swallow_the_text() -> None:
    assert lines(para(field("begin") + instruction("REF") + r("甲")) + p("乙")) == ["甲", "乙"]


def test_breaks_start_new_blocks() -> None:
    assert lines(para(r("一") + "<w:r><w:br/></w:r>" + r("二") + '<w:r><w:br w:type="page"/><w:t>三</w:t></w:r>')) == [
        "一",
        "二",
        "三",
    ]


def test_number_stands_on_the_first_line_with_text() -> None:
    numbers = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = para(numbers + "<w:r><w:br/></w:r>" + r("甲") + "<w:r><w:br/></w:r>" + r("乙"))
    document = read(body, numbering=abstract(0, lvl(0, "%1、")) + num(1, 0))
    assert document.text == "1、甲\n乙"
    assert [block.number for block in document.blocks] == ["1、", ""]


def test_special_characters() -> None:
    inner = (
        "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:noBreakHyphen/><w:softHyphen/><w:ptab/><w:t>C</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="宋体" w:char="25A1"/><w:sym w:char="zz"/></w:r>'
    )
    assert lines(para(inner)) == ["A\tB-\tC✓□"]


def test_white_space_as_word_keeps_it() -> None:
    kept = '<w:r><w:t xml:space="preserve"> a\nb </w:t></w:r><w:r><w:t> c </w:t></w:r><w:r><w:t>\u3000d</w:t></w:r>'
    document = read(para(r("甲") + kept) + p("　　乙　"))
    assert document.text == "甲 a b c\u3000d\n　　乙　"
    assert document.blocks[1].span.of(document.text) == "乙"


def test_ruby_keeps_the_base_text() -> None:
    ruby = f"<w:r><w:ruby><w:rt>{r('yì')}</w:rt><w:rubyBase>{r('驿')}</w:rubyBase></w:ruby></w:r>"
    assert lines(para(ruby + r("站"))) == ["驿站"]


def test_formula_text() -> None:
    part = "<m:r><m:t>{}</m:t></m:r>"
    fraction = f"<m:f><m:num>{part.format('a')}</m:num><m:den>{part.format('b')}</m:den></m:f>"
    assert lines(para(f"<m:oMathPara><m:oMath>{part.format('x=')}{fraction}</m:oMath></m:oMathPara>")) == ["x=a/b"]


@pytest.mark.parametrize("kind", ["wps", "vml"])
def test_text_box_follows_its_paragraph(kind: str) -> None:
    assert lines(para(r("锚") + f"<w:r>{box('框内', kind)}</w:r>" + r("文")) + p("后")) == ["锚文", "框内", "后"]


def test_text_box_with_a_fallback_is_read_once() -> None:
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box("框")}</mc:Choice>'
        f"<mc:Fallback>{box('框', 'vml')}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(para(f"<w:r>{both}</w:r>")) == ["框"]
    only_fallback = f"<mc:AlternateContent><mc:Fallback>{box('备', 'vml')}</mc:Fallback></mc:AlternateContent>"
    assert lines(para(f"<w:r>{only_fallback}</w:r>")) == ["备"]


def test_alternative_paragraphs_are_read_once() -> None:
    choice = f"<mc:Choice Requires='w14'>{p('甲')}</mc:Choice><mc:Fallback>{p('乙')}</mc:Fallback>"
    assert lines(f"<mc:AlternateContent>{choice}</mc:AlternateContent>") == ["甲"]


def symbol_ex(fallback: str) -> str:
    """An emoji as Word 2016 writes it."""
    space = 'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    emoji = f'<w16se:symEx {space} w16se:font="Segoe UI Emoji" w16se:char="1F6A7"/>'
    choice = f'<mc:Choice Requires="w16se">{emoji}</mc:Choice>'
    return f"<mc:AlternateContent {space}>{choice}{fallback}</mc:AlternateContent>"


def test_emoji_is_read_once() -> None:
    fallback = symbol_ex("<mc:Fallback><w:t>🚧</w:t></mc:Fallback>")
    assert lines(para(r("进度：") + f"<w:r>{fallback}</w:r>" + r("在建。"))) == ["进度：🚧在建。"]
    assert lines(para(r("进度：") + f"<w:r>{symbol_ex('')}</w:r>" + r("在建。"))) == ["进度：🚧在建。"]


def test_choice_that_requires_what_is_not_read_leaves_the_fallback() -> None:
    picture = '<mc:Choice Requires="am3d"><w:drawing/></mc:Choice>'
    known = f'<mc:Choice Requires="wps">{r("乙")}</mc:Choice>'
    fallback = f"<mc:Fallback>{r('丙')}</mc:Fallback>"
    assert lines(para(f"<mc:AlternateContent>{picture}{fallback}</mc:AlternateContent>")) == ["丙"]
    assert lines(para(f"<mc:AlternateContent>{picture}{known}{fallback}</mc:AlternateContent>")) == ["乙"]


def test_heading_levels_from_styles() -> None:
    styles = (
        style("1", name="heading 1")
        + style("B", '<w:outlineLvl w:val="1"/>', name="自定义")
        + style("C", based_on="B")
        + style("D", '<w:outlineLvl w:val="9"/>', based_on="1")
        + style("E", name="标题 3")
    )
    body = "".join(styled(style_id, style_id) for style_id in "1BCDE")
    body += p("F", '<w:outlineLvl w:val="3"/>') + styled("G", "B", '<w:outlineLvl w:val="9"/>') + p("H")
    levels = [block.style_level for block in read(body, styles=styles).blocks]
    assert levels == [1, 2, 2, None, 3, 4, None, None]


def test_title_and_centered() -> None:
    styles = style("T", '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>', name="Title") + style("T2", based_on="T")
    body = (
        styled("规划", "T") + styled("左", "T2", '<w:jc w:val="left"/>') + p("中", '<w:jc w:val="center"/>') + p("文")
    )
    blocks = read(body, styles=styles).blocks
    assert [(block.is_title, block.centered, block.style_level) for block in blocks] == [
        (True, True, None),
        (True, False, None),
        (False, True, None),
        (False, False, None),
    ]


def test_styles_based_on_each_other_end() -> None:
    styles = style("A", based_on="B") + style("B", '<w:jc w:val="center"/>', based_on="A")
    assert read(styled("文", "A"), styles=styles).blocks[0].centered


def note(kind: str, note_id: int, text: str) -> str:
    return f'<w:{kind} w:id="{note_id}"><w:p>{f"<w:r><w:{kind}Ref/></w:r>"}{r(" " + text)}</w:p></w:{kind}>'


def reference(kind: str, note_id: int, extra: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}" {extra}/></w:r>'


def test_footnotes_are_marked_in_the_text_and_follow_the_body() -> None:
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        + note("footnote", 5, "乙注")
        + note("footnote", 2, "甲注")
    )
    document = read(
        para(r("甲") + reference("footnote", 2) + r("乙") + reference("footnote", 5)) + p("完"), footnotes=footnotes
    )
    assert document.text == "甲1乙2\n完\n1 甲注\n2 乙注"
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["1", "2"]
    assert [(mark.start, mark.end) for mark in document.blocks[0].marks] == [(1, 2), (3, 4)]
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.FOOTNOTE] * 2
    assert [block.number for block in document.blocks[2:]] == ["1", "2"]


def test_endnotes_have_roman_numbers() -> None:
    body = para(r("甲") + reference("endnote", 1) + reference("endnote", 2))
    notes = note("endnote", 1, "一") + note("endnote", 2, "二")
    assert lines(body, endnotes=notes) == ["甲iii", "i 一", "ii 二"]


@pytest.mark.parametrize("where", ["section", "settings"])
def test_note_format_and_start(where: str) -> None:
    properties = '<w:footnotePr><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:numStart w:val="3"/></w:footnotePr>'
    section = f"<w:sectPr>{properties}</w:sectPr>" if where == "section" else ""
    settings = properties if where == "settings" else ""
    body = para(r("甲") + reference("footnote", 1)) + section
    assert lines(body, footnotes=note("footnote", 1, "注"), settings=settings) == ["甲③", "③ 注"]


def test_own_note_mark_is_not_counted() -> None:
    body = para(
        r("甲")
        + '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
        + r("乙")
        + reference("footnote", 2)
    )
    own = f'<w:footnote w:id="1">{p("* 自定")}</w:footnote>'
    document = read(body, footnotes=own + note("footnote", 2, "注"))
    assert document.text == "甲*乙1\n* 自定\n1 注"
    assert [mark.of(document.text) for mark in document.blocks[0].marks] == ["*", "1"]


def test_marks_move_with_the_automatic_number() -> None:
    numbers = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = p("前") + para(numbers + r("　　甲") + reference("footnote", 1))
    document = read(body, numbering=abstract(0, lvl(0, "%1)")) + num(1, 0), footnotes=note("footnote", 1, "注"))
    assert document.text == "前\n1) 甲1\n1 注"
    assert [mark.of(document.text) for mark in document.blocks[1].marks] == ["1"]
    assert document.blocks[1].marks[0].start == 6


def test_deleted_note_is_not_counted() -> None:
    body = para(r("甲") + f"<w:del>{reference('footnote', 1)}</w:del>" + reference("footnote", 2))
    footnotes = note("footnote", 1, "删") + note("footnote", 2, "留")
    assert lines(body, footnotes=footnotes) == ["甲1", "1 留"]


def test_note_without_a_body_keeps_its_number() -> None:
    assert lines(para(r("甲") + reference("footnote", 7))) == ["甲1"]


@pytest.mark.parametrize("kind", ["styles", "settings", "footnotes", "endnotes"])
def test_damaged_side_parts_give_a_warning(kind: str) -> None:
    document = READER.read(docx(p("甲"), {f"word/{kind}.xml": b"<broken"}, **{kind: "x"}), "试.docx")
    assert document.text == "甲"
    assert len(document.warnings) == 1


def test_embedded_documents_give_one_warning() -> None:
    document = read(p("甲") + "<w:altChunk/><w:altChunk/>")
    assert len(document.warnings) == 1
    assert "嵌入" in document.warnings[0]


def test_comments_and_processing_instructions_in_the_xml_are_skipped() -> None:
    assert lines("<!-- x -->" + para("<?x y?><w:r><w:t>甲<!-- z -->乙</w:t></w:r>")) == ["甲乙"]
