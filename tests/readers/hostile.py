"""Small builders of files that want to harm: each unfolds, or takes time, with its size *n*.

Every builder is a function of *n* in :data:`HOSTILE`, with the *n* at which it is measured (``growth.py``) and the one
that an attacker would choose. What they build stays small; what a careless reader makes of it does not.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from docx_builder import (
    OFFICE,
    RELATIONS,
    abstract,
    composed,
    docx,
    item,
    lvl,
    num,
    p,
    part,
    r,
    row,
    style,
    styled,
    zipped,
)
from docx_builder import table as word_table
from mhtml_seeds import HEAD
from ofd_builder import NS, ofd
from pdf_builder import Sheet, pdf
from sheet_builder import MAIN, raw_xlsx
from xmlsheet_seeds import book, cell, sheet

Build = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Attack:
    """A way to harm: its builder, the size to measure growth from, and an attacker's size."""

    build: Build
    small: int
    large: int


HOSTILE: dict[str, Attack] = {}


def attack(small: int, large: int) -> Callable[[Build], Build]:
    """Enter a builder in :data:`HOSTILE` under its name."""

    def enter(build: Build) -> Build:
        HOSTILE[build.__name__.removeprefix("_")] = Attack(build, small, large)
        return build

    return enter


# Word documents


@attack(20_000, 6_000_000)
def _empty_paragraphs(n: int) -> bytes:
    return docx("<w:p/>" * n)


@attack(20_000, 2_000_000)
def _attributes(n: int) -> bytes:
    return docx(p("甲") + "<w:p>" + '<w:r w:a="" w:b="" w:c=""/>' * n + "</w:p>")


@attack(20_000, 1_500_000)
def _pieces_of_one_line(n: int) -> bytes:
    return docx("<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * n + "</w:p>")


@attack(10_000, 90_000)
def _deleted_paragraph_marks(n: int) -> bytes:
    return docx(p("甲", "<w:rPr><w:del/></w:rPr>") * n)


@attack(5_000, 90_000)
def _deleted_marks_of_empty_paragraphs(n: int) -> bytes:
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:br/></w:r></w:p>"
    return docx(gone * n + p("甲"))


@attack(4_000, 200_000)
def _open_fields(n: int) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return docx(f"<w:p>{begin * n}{r('甲') * n}{end * n}</w:p>")


@attack(2_000, 60_000)
def _one_note_referred_to(n: int) -> bytes:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return docx(f"<w:p>{r('甲')}{reference * n}</w:p>", footnotes=f'<w:footnote w:id="2">{p("注")}</w:footnote>')


@attack(2_000, 200_000)
def _cells_in_a_row(n: int) -> bytes:
    return docx(word_table(row(*["甲"] * n)))


@attack(1_000, 5_000_000)
def _text_of_a_level(n: int) -> bytes:
    return docx(item("甲", 1) * 200, numbering=abstract(0, lvl(0, "%1" + "号" * n)) + num(1, 0))


@attack(1_000, 1_000_000)
def _zeros_of_a_number(n: int) -> bytes:
    level = f'<w:lvl w:ilvl="0"><w:numFmt w:val="custom" w:format="{"0" * n}1"/><w:lvlText w:val="%1"/></w:lvl>'
    return docx(item("甲", 1) * 200, numbering=abstract(0, level) + num(1, 0))


@attack(1_000, 50_000)
def _levels_of_a_list(n: int) -> bytes:
    lists = abstract(0, lvl(0, "%1") * n) + "".join(num(place, 0) for place in range(1, n + 1))
    return docx("".join(item("甲", place) for place in range(1, n + 1)), numbering=lists)


@attack(500, 20_000)
def _links_of_lists(n: int) -> bytes:
    def link(kind: str, place: int) -> str:
        return f'<w:{kind} w:val="s{place}"/>'

    lists = "".join(abstract(k, extra=link("styleLink", k) + link("numStyleLink", k + 1)) for k in range(n))
    lists += abstract(n, lvl(0, "%1、"), extra=link("styleLink", n)) + "".join(num(k + 1, k) for k in range(n + 1))
    return docx("".join(item("甲", place) for place in range(1, n + 1)), numbering=lists)


@attack(300, 30_000)
def _chain_of_styles(n: int) -> bytes:
    styles = "".join(style(f"s{place}", based_on=f"s{place + 1}") for place in range(n))
    return docx("".join(styled("甲", f"s{place}") for place in range(n)), styles=styles)


@attack(300, 30_000)
def _chain_of_character_styles(n: int) -> bytes:
    styles = "".join(
        f'<w:style w:type="character" w:styleId="s{k}"><w:basedOn w:val="s{k + 1}"/></w:style>' for k in range(n)
    )
    runs = "".join(r("甲", f'<w:rStyle w:val="s{place}"/>') for place in range(n))
    return docx(f"<w:p>{runs}</w:p>", styles=styles)


@attack(100, 3_000)
def _one_page_embedded_again_and_again(n: int) -> bytes:
    page = f"<html><body>{'<p><b>建设</b>平台。</p>' * 50}<i>{'<i></i>' * 2000}</i></body></html>"
    return composed(page.encode(), '<w:altChunk r:id="c"/>' * n)


@attack(5, 300)
def _different_pages_embedded(n: int) -> bytes:
    page = f"<html><body><p>甲</p>{'<b></b>' * 4000}</body></html>".encode()
    links = "".join(f'<Relationship Id="c{k}" Type="{OFFICE}/aFChunk" Target="c{k}.html"/>' for k in range(n))
    chunks = "".join(f'<w:altChunk r:id="c{place}"/>' for place in range(n))
    main = part("document", f"<w:body>{chunks}</w:body>").decode()
    parts = {
        "word/document.xml": main.replace("<w:document ", f'<w:document xmlns:r="{OFFICE}" ').encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}</Relationships>'.encode(),
        **{f"word/c{place}.html": page for place in range(n)},
    }
    return docx("", parts)


@attack(10_000, 6_000_000)
def _a_bomb_embedded(n: int) -> bytes:
    return composed(docx("<w:p/>" * n))


@attack(100_000, 47_000_000)
def _embedded_blanks(n: int) -> bytes:
    return composed(docx(f"<w:p>{' ' * n}</w:p>"))


@attack(50_000, 100_000_000)
def _a_header_that_lies(n: int) -> bytes:
    inner = part("document", f"<w:body>{p('甲')}</w:body>") + b" " * n
    return _with_sizes(docx("", {"word/document.xml": inner}), "word/document.xml", 2000)


@attack(50_000, 100_000_000)
def _another_compression(n: int) -> bytes:
    buffer = io.BytesIO(docx(p("甲")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/styles.xml", b" " * n)
    return _with_sizes(buffer.getvalue(), "word/styles.xml", 2000)


@attack(2_000, 1_000_000)
def _entries_of_a_zip(n: int) -> bytes:
    central = b"PK\x01\x02" + struct.pack("<6H3I5H2I", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    end = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, min(n, 0xFFFF), min(n, 0xFFFF), len(central) * n, 4, 0)
    return b"PK\x03\x04" + central * n + end


def _with_sizes(data: bytes, name: str, size: int) -> bytes:
    """Return a zip whose headers give a file in it another size."""
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(name)
    return data.replace(info.file_size.to_bytes(4, "little"), size.to_bytes(4, "little"))


# RTF


@attack(3_000, 300_000)
def _rtf_pieces_of_one_line(n: int) -> bytes:
    return (r"{\rtf1\ansicpg936 " + r"{\b a}" * n + "}").encode()


@attack(1_000, 60_000)
def _rtf_chain_of_styles(n: int) -> bytes:
    styles = "".join(rf"{{\s{place}\sbasedon{place + 1} a;}}" for place in range(n))
    text = "".join(rf"\pard\s{place} a\par" for place in range(n))
    return (r"{\rtf1\ansicpg936{\stylesheet" + styles + "}" + text + "}").encode()


# Workbooks


@attack(100, 1_000)
def _one_string_in_many_cells(n: int) -> bytes:
    cells = "<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>"
    return raw_xlsx(f"<sheetData>{cells * n}</sheetData>", sharedStrings=f"<si><t>{'字' * 10 * n}</t></si>")


@attack(3_000, 200_000)
def _empty_cells(n: int) -> bytes:
    first = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>'
    return raw_xlsx(f"<sheetData>{first}{'<row><c/><c/></row>' * n}</sheetData>")


@attack(20, 3_000)
def _one_sheet_listed_again_and_again(n: int) -> bytes:
    sheets = f'<sheet name="a" r:id="sheet1" xmlns:r="{OFFICE}"/>' * n
    data = raw_xlsx(f"<sheetData>{'<row><c><v></v></c></row>' * 2000}<row><c><v>1</v></c></row></sheetData>")
    whole = f'<?xml version="1.0"?><workbook xmlns="{MAIN}"><sheets>{sheets}</sheets></workbook>'.encode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "xl/workbook.xml": whole})


@attack(1_000, 100_000)
def _blanks_in_a_sheet_name(n: int) -> bytes:
    rows = f"<Row>{cell('甲')}{cell('乙')}</Row>"
    return book(sheet(rows, "表" + " " * n + "x"), sheet(rows, "表" + " " * n + "y"))


@attack(500, 20_000)
def _lines_in_a_cell(n: int) -> bytes:
    text = "甲&#10;" * n
    return book(sheet(f"<Row>{cell(text) * 40}</Row>"))


# Pages of paper


@attack(100, 3_000)
def _one_template_again_and_again(n: int) -> bytes:
    template = f"<ofd:Page {NS}><ofd:Content>{_text('甲' * 40) * 200}</ofd:Content></ofd:Page>"
    page = f"<ofd:Page {NS}>" + '<ofd:Template TemplateID="9"/>' * n + "</ofd:Page>"
    return _ofd(1, template, page)


@attack(20, 3_000)
def _one_page_again_and_again(n: int) -> bytes:
    content = _text("甲") + _path("M 10 10 L 90 10") * 500
    return _ofd(n, f"<ofd:Page {NS}/>", f"<ofd:Page {NS}><ofd:Content>{content}</ofd:Content></ofd:Page>")


@attack(2_000, 500_000)
def _lines_on_a_page(n: int) -> bytes:
    path = "".join(f"M 10 {place % 280} L 90 {place % 280 + place / n} " for place in range(1000))
    content = _text("甲") + _path(path) * (n // 1000)
    return _ofd(1, f"<ofd:Page {NS}/>", f"<ofd:Page {NS}><ofd:Content>{content}</ofd:Content></ofd:Page>")


def _text(text: str) -> str:
    code = f'<ofd:TextCode X="0" Y="5">{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="9 9 9 9" Size="5">{code}</ofd:TextObject>'


def _path(data: str) -> str:
    return f'<ofd:PathObject Boundary="0 0 210 297"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def _ofd(count: int, template: str, page: str) -> bytes:
    """Return an OFD that lists one page again and again."""
    pages = '<ofd:Page ID="1" BaseLoc="P.xml"/>' * count
    root = f'<ofd:Document {NS}><ofd:TemplatePage ID="9" BaseLoc="T.xml"/><ofd:Pages>{pages}</ofd:Pages></ofd:Document>'
    raw = {"Doc_0/Document.xml": root, "Doc_0/T.xml": template, "Doc_0/P.xml": page}
    return ofd(raw={name: xml.encode() for name, xml in raw.items()})


@attack(400, 30_000)
def _words_of_one_line(n: int) -> bytes:
    return pdf(Sheet().put(10, 50, "1 " * n, 1).put(10, 400, "甲乙丙丁", 16))


@attack(1_000, 60_000)
def _columns_of_one_page(n: int) -> bytes:
    page = Sheet()
    for place in range(n):
        page.put(20 + place % 2 * 290, 20 + place * 800 / n, "建设公共服务平台", 16)
    return pdf(page)


@attack(3, 40)
def _form_that_calls_itself(n: int) -> bytes:
    """Each of *n* forms draws the next one twice."""
    forms = [f"/X{place} Do /X{place} Do" for place in range(1, n)] + ["0 0 m 9 9 l S"]
    return _pdf_of_forms(forms)


@attack(1, 2)
def _form_in_itself(n: int) -> bytes:
    return _pdf_of_forms(["/X0 Do " * n])


@attack(2, 35)
def _forms_that_draw_the_next_one_twice(n: int) -> bytes:
    return _pdf_of_forms([f"/X{place + 1} Do /X{place + 1} Do" for place in range(n)] + ["0 0 m 9 9 l S"])


@attack(100, 300_000)
def _one_form_again_and_again(n: int) -> bytes:
    return _pdf_of_forms(["/X1 Do " * n, "0 0 m 9 9 l S " * 2000])


@attack(2_000, 3_000_000)
def _packed_lines_of_a_pdf(n: int) -> bytes:
    return _with_content(_pdf_of_forms([]), b"0 0 m 9 9 l S " * n)


@attack(20, 20_000)
def _one_content_again_and_again(n: int) -> bytes:
    data = _with_content(_pdf_of_forms([]), b"0 0 m 9 9 l S " * 1000)
    return data.replace(b"/Contents 4 0 R", b"/Contents [" + b"4 0 R " * n + b"]")


def _with_content(data: bytes, content: bytes) -> bytes:
    """Return a PDF with other, packed instructions of its page."""
    packed = zlib.compress(content, 9)
    start = data.index(b"4 0 obj")
    stream = f"4 0 obj\n<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream"
    return data[:start] + stream + data[data.index(b"endstream", start) + 9 :]


def _pdf_of_forms(forms: list[str]) -> bytes:
    """Return a PDF with a text, whose page draws the first form; all forms may draw each other."""
    names = " ".join(f"/X{place} {6 + place} 0 R" for place in range(len(forms)))
    resources = f"<< /XObject << {names} >> /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    content = "BT /F 12 Tf 20 700 Td (This is a text that stands on the page) Tj ET /X0 Do"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 5 0 R >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        resources,
        *(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources 5 0 R /Length {len(form)} >> stream\n"
            f"{form}\nendstream"
            for form in forms
        ),
    ]
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    total = len(objects) + 1
    tail = f"trailer << /Size {total} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {total}\n0000000000 65535 f \n{table}{tail}".encode()


@attack(5_000, 1_000_000)
def _objects_of_a_pdf_without_streams(n: int) -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj << /Type /Pages >> endobj\n" * n


@attack(5_000, 1_000_000)
def _objects_of_a_pdf_that_never_end(n: int) -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj " * n + b"endobj"


@attack(5_000, 1_000_000)
def _streams_of_a_pdf_that_never_end(n: int) -> bytes:
    return b"%PDF-1.7\n" + b"1 0 obj << >> stream " * n


@attack(20, 3_000)
def _one_sheet_of_a_pdf_again_and_again(n: int) -> bytes:
    data = pdf(Sheet().put(20, 100, "建设公共服务平台" * 4, 16).grid(range(20, 500, 20), range(20, 800, 20)))
    return data.replace(b"/Kids [8 0 R] /Count 1", f"/Kids [{'8 0 R ' * n}] /Count {n}".encode())


@attack(20, 20_000)
def _codes_of_a_font(n: int) -> bytes:
    ranges = "1 beginbfrange <0000> <FFFF> <0000> endbfrange " * n
    return pdf(Sheet().put(20, 100, "建设公共服务平台" * 4, 16)).replace(
        b"1 beginbfrange", f"{ranges}1 beginbfrange".encode()
    )


@attack(100_000, 1_000_000_000)
def _packed_blanks(n: int) -> bytes:
    packed = zlib.compress(b" " * n, 9)
    stream = f"<< /Length {len(packed)} /Filter /FlateDecode >> stream\n".encode() + packed + b"\nendstream"
    whole = pdf(Sheet().put(20, 100, "建设公共服务平台", 16))
    place = whole.rindex(b"<< /Length")
    return whole[:place] + stream + whole[whole.index(b"endstream", place) + 9 :]


# Web pages


@attack(10, 60)
def _comments_before_a_page(n: int) -> bytes:
    return b"<!-- a --> " * n + b"<html"


@attack(2_000, 300_000)
def _comments_before_nothing(n: int) -> bytes:
    return b"<!-- a --> " * n + "<其他>".encode()


@attack(2_000, 1_000_000)
def _fragments_that_never_end(n: int) -> bytes:
    return _page('<meta name="planlens" content="clipboard"><p>甲</p>' + "<!--StartFragment-->" * n)


@attack(2_000, 400_000)
def _formatting_that_never_ends(n: int) -> bytes:
    return _page("<p>甲</p>" + "".join(f"<b a={place % 20_000}>" for place in range(n // 2)) + "</i>" * n)


@attack(300, 4_500)
def _main_parts_in_each_other(n: int) -> bytes:
    return _page('<div class="TRS_Editor"><p>建设平台。</p>' * n)


@attack(300, 4_500)
def _titles_in_each_other(n: int) -> bytes:
    return _page(f'<div id="zoom"><p>{"建设平台。" * 99}</p></div>' + '<div class="title">' * n + "甲" * 10 * n)


@attack(300, 4_500)
def _tables_in_each_other(n: int) -> bytes:
    return _page("<p>建设平台。</p>" + "<table><tr><td>甲<td>" * n)


@attack(5_000, 300_000)
def _blanks_between_words(n: int) -> bytes:
    return _page(f"<p>{'a ' * n}</p>")


@attack(1_000, 1_000_000)
def _a_long_style(n: int) -> bytes:
    return _page(f'<p>建设平台。</p><ol style="{"list-style:a" * n}"><li>甲</ol>')


@attack(2_000, 1_000_000)
def _a_long_title(n: int) -> bytes:
    links = f"<div>{'<a href=x>甲</a>' * 9}</div>"
    return _page(f"<title>{'a' * n}！</title>{links}<div id=zoom><p>建设平台。</p></div>")


@attack(5_000, 500_000)
def _parameters_of_a_header(n: int) -> bytes:
    body = "<html><body><p>建设平台。</p></body></html>".encode()
    return b'MIME-Version: 1.0\r\nContent-Type: text/html; a="' + b";" * n + b"\r\nX: 1\r\n\r\n" + body


@attack(1_000, 300_000)
def _frames_of_an_archive(n: int) -> bytes:
    frame = b"------B\r\nContent-Type: text/html\r\n\r\n<html><body><p>a</p></body></html>\r\n"
    return HEAD.encode() + frame * n + b"------B--\r\n"


@attack(20, 800)
def _archives_in_archives(n: int) -> bytes:
    parts = (f"Content-Type: multipart/mixed; boundary=B{k}\r\n\r\n--B{k}\r\n" for k in range(n))
    return ("MIME-Version: 1.0\r\n" + "".join(parts) + "Content-Type: text/html\r\n\r\n<html><p>甲</p></html>").encode()


def _page(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8></head><body>{body}</body></html>".encode()


# Markdown and plain text


@attack(2_000, 500_000)
def _markdown_comments_that_never_end(n: int) -> bytes:
    return ("# 规划\n\n## 一、目标\n\n建设平台。\n\n" + "<!--a" * n).encode()


@attack(2_000, 200_000)
def _markdown_marks(n: int) -> bytes:
    lines = ("*" * n, "[" * n, "`a" * n, "**a " * n, "> " * min(n, 3000) + "a", "|" * n, "# " + " " * n + "a")
    return ("# 规划\n\n## 一、目标\n\n" + "\n\n".join(lines)).encode()


@attack(2_000, 100_000)
def _markdown_front_matter(n: int) -> bytes:
    return f"---\ntitle: a{' ' * n}b\n---\n# 规划\n\n## 一、目标\n\n{'| a ' * n}|\n{'|---' * n}|\n".encode()


@attack(300, 20_000)
def _markdown_lists_in_lists(n: int) -> bytes:
    return ("# 规划\n\n## 一、目标\n\n" + "- " * n + "甲\n" + "1. 甲\n" * n).encode()


@attack(50_000, 5_000_000)
def _a_long_text(n: int) -> bytes:
    return ("建设平台。" * n).encode()


@attack(20_000, 900_000)
def _many_lines(n: int) -> bytes:
    return "甲\n".encode() * n
