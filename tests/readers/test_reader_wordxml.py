"""Word documents in one XML file, as office systems fill them in: what a .docx with the same content gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_seeds import everything
from wordxml_seeds import flat, item, p, word2003

from planlens.model import Document, PlanlensError
from planlens.readers import docx, read_document
from planlens.readers.ooxml import single
from planlens.readers.wordxml import READER


def read(body: str, **parts: str) -> Document:
    return READER.read(word2003(body, **parts), "导出.doc")


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def changed(kind: str, inner: str) -> str:
    return f'<aml:annotation aml:id="1" w:type="{kind}"><aml:content>{inner}</aml:content></aml:annotation>'


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_automatic_numbers() -> None:
    document = read(item("总体要求") + item("目标", 1) + item("思路", 1) + item("重点任务") + item("项目", 1))
    assert lines(document) == ["一、总体要求", "1. 目标", "2. 思路", "二、重点任务", "1. 项目"]


def test_lists_that_start_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = (
        '<w:lists><w:listDef w:listDefId="0"><w:plt w:val="SingleLevel"/><w:lvl w:ilvl="0"><w:lvlText w:val="（%1）"/>'
        f'<w:nfc w:val="37"/></w:lvl></w:listDef><w:list w:ilfo="1"><w:ilst w:val="0"/>{anew}</w:list></w:lists>'
    )
    assert lines(read(item("甲", 3) + item("乙"), lists=lists)) == ["（五）甲", "（六）乙"]


def test_styles_give_levels_and_titles() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
        '</w:style><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Title"/></w:style>'
    )
    style = '<w:pStyle w:val="{}"/><w:jc w:val="center"/>'
    document = read(p("某市规划", style.format("a")) + p("总则", style.format("1")) + p("正文"), styles=styles)
    looks = [(block.is_title, block.style_level, block.centered) for block in document.blocks]
    assert looks == [(True, None, True), (False, 1, True), (False, None, False)]


def test_tables_with_merged_cells() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    first = cell("任务", '<w:vmerge w:val="restart"/>') + cell("单位") + cell("时限")
    second = cell("", "<w:vmerge/>") + cell("市住建局", '<w:gridSpan w:val="2"/>')
    document = read(f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>")
    places = [(b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span) for b in document.blocks if b.cell]
    assert places == [(0, 0, 2, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 1, 1, 2)]


def test_tracked_changes_are_read_as_accepted_and_comments_left_out() -> None:
    text = (
        run("建设")
        + changed("Word.Insertion", run("公园"))
        + changed("Word.Deletion", "<w:r><w:delText>旧</w:delText></w:r>")
    )
    text += changed("Word.Comment", p("批注")) + '<aml:annotation w:type="Word.Bookmark.Start"/>' + run("三十六座。")
    assert lines(read(f"<w:p>{text}</w:p>")) == ["建设公园三十六座。"]


def test_notes_stand_at_the_end() -> None:
    note = f"<w:r><w:footnote>{p('说明')}</w:footnote></w:r>"
    document = read(f"<w:p>{run('公园')}{note}{run('建成')}{note}</w:p>")
    assert lines(document) == ["公园1建成2", "1 说明", "2 说明"]


def test_words_that_were_recognised_and_links_are_read_through() -> None:
    text = f"<st1:date>{run('2025年')}</st1:date><w:hlink>{run('建成')}</w:hlink>"
    box = f"<v:shape><v:textbox><w:txbxContent>{p('专栏')}</w:txbxContent></v:textbox></v:shape>"
    box = f"<w:r><w:pict>{box}</w:pict></w:r>"
    assert lines(read(f"<wx:sub-section><w:p>{text}</w:p></wx:sub-section><w:p>{box}</w:p>")) == ["2025年建成", "专栏"]


def test_a_flat_package_is_the_docx(tmp_path: Path) -> None:
    path = tmp_path / "导出.doc"
    path.write_bytes(flat(everything()))
    document, same = read_document(path), docx.READER.read(everything(), "x.docx")
    assert (document.text, document.blocks) == (same.text, same.blocks)
    assert document.source.format == "wordxml"


@pytest.mark.parametrize(
    "data",
    [
        b"\r\n" + word2003(p("一、总则")),
        b"\xef\xbb\xbf" + word2003(p("一、总则")),
        word2003(p("一、总则")).replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
        word2003(p("一、总则")).decode().replace("UTF-8", "GBK").encode("gbk"),
        word2003(p("一、总则")).partition(b'Document"?>')[2],
    ],
    ids=["empty line", "mark", "UTF-16", "GBK", "no declaration"],
)
def test_in_any_encoding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "导出.doc"
    path.write_bytes(data)
    assert lines(read_document(path)) == ["一、总则"]


def test_pictures_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = f'<w:p><w:r><w:pict><w:binData w:name="a.png">{"QUJD" * 3_000_000}</w:binData></w:pict></w:r></w:p>'
    assert lines(read(picture + p("正文"))) == ["正文"]
    monkeypatch.setattr(single, "MAX_PART", 5000)
    assert lines(read(picture + p("正文"))) == ["正文"]
    with pytest.raises(PlanlensError, match="拆分") as caught:
        read(p("正文") * 100)
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(
    "data",
    [
        word2003(p("甲"))[:-40],
        word2003(p("甲")).replace(b"<?mso", b'<!DOCTYPE x [<!ENTITY a "b">]><?mso'),
        flat(b"PK\x05\x06" + bytes(18)),
        word2003(p("甲")).replace(b"w:body", b"w:other"),
    ],
    ids=["cut", "entities", "empty package", "no body"],
)
def test_damaged_files_are_refused_with_advice(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "导出.doc"
    path.write_bytes(data)
    with pytest.raises(PlanlensError, match="另存为") as caught:
        read_document(path)
    assert caught.value.code == "broken-file"
