"""Files that office systems put whole into a Word document (``w:altChunk``): read in their place, with all limits."""

from __future__ import annotations

from pathlib import Path
from quopri import encodestring

import pytest
from docx_builder import CHUNK, composed, docx

from planlens.model import BlockKind, Document, PlanlensError
from planlens.readers import read_document
from planlens.readers.ooxml import document as reader_module

PAGE = "<html><body><h1>一、总体要求</h1><p>建设公园三十六座。</p>{}</body></html>"
TABLE = "<table><tr><td>任务</td><td>单位</td></tr><tr><td>建设公园</td><td>市住建局</td></tr></table>"
MHT = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\n\n--x\n"
    b"Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable\n\n%s\n\n--x--\n"
)  # fmt: skip


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def read(data: bytes, folder: Path) -> Document:
    path = folder / "试.docx"
    path.write_bytes(data)
    return read_document(path)


def lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


RTF = r"{\rtf1\ansi\ansicpg936 \u19968?\u12289?\u24635?\u20307?\u35201?\u27714?\par\u24314?\u35774?\u20844?\u22253?}"


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        (PAGE.format("").encode(), ["一、总体要求", "建设公园三十六座。"]),
        (MHT % encodestring(PAGE.format("").encode()), ["一、总体要求", "建设公园三十六座。"]),
        (RTF.encode(), ["一、总体要求", "建设公园"]),
        (docx(p("一、总体要求") + p("建设公园")), ["一、总体要求", "建设公园"]),
        ("一、总体要求\n建设公园".encode(), ["一、总体要求", "建设公园"]),
    ],
    ids=["page", "archive", "rtf", "docx", "text"],
)
def test_an_embedded_file_is_read_in_its_place(chunk: bytes, expected: list[str], tmp_path: Path) -> None:
    document = read(composed(chunk, p("前言") + CHUNK + p("附件")), tmp_path)
    assert lines(document) == ["前言", *expected, "附件"]
    assert document.warnings == ()


def test_its_headings_and_tables_stay_what_they_are(tmp_path: Path) -> None:
    own = f"<w:tbl><w:tr><w:tc>{p('表')}</w:tc></w:tr></w:tbl>"
    document = read(composed(PAGE.format(TABLE).encode(), own + CHUNK + own), tmp_path)
    cells = [(b.cell.table, b.cell.row, b.cell.column, b.span.of(document.text)) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, 0, "表"),
        *[(1, 0, 0, "任务"), (1, 0, 1, "单位"), (1, 1, 0, "建设公园"), (1, 1, 1, "市住建局")],
        (2, 0, 0, "表"),
    ]
    assert [block.style_level for block in document.blocks[1:3]] == [1, None]


def test_in_a_cell_it_belongs_to_the_cell(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('任务')}</w:tc><w:tc>{CHUNK}{p('')}</w:tc></w:tr></w:tbl>"
    document = read(composed(PAGE.format(TABLE).encode(), table), tmp_path)
    assert {block.kind for block in document.blocks} == {BlockKind.CELL}
    assert [block.cell.column for block in document.blocks if block.cell] == [0] + [1] * 6


@pytest.mark.parametrize(
    "data",
    [
        composed(b"", p("前言") + CHUNK),
        composed(b"%PDF-1.7 broken", p("前言") + CHUNK),
        composed(PAGE.encode(), p("前言") + '<w:altChunk r:id="other"/>'),
        composed(PAGE.encode(), p("前言") + CHUNK, mode="External"),
        composed(composed(PAGE.encode()), p("前言") + CHUNK),
    ],
    ids=["empty", "broken", "unknown", "outside", "embedded in an embedded one"],
)
def test_what_cannot_be_read_gives_a_warning(data: bytes, tmp_path: Path) -> None:
    document = read(data, tmp_path)
    assert lines(document) == ["前言"]
    assert len(document.warnings) == 1
    assert "嵌入" in document.warnings[0]


def test_the_same_file_is_read_once_and_stands_wherever_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGE.format("").encode()
    monkeypatch.setattr(reader_module, "MAX_EMBEDDED", 2 * len(page))
    document = read(composed(page, CHUNK * 50), tmp_path)
    assert len(document.blocks) == 100
    assert document.warnings == ()


def test_embedded_files_are_not_read_beyond_their_size_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = PAGE.format("").encode()
    monkeypatch.setattr(reader_module, "MAX_EMBEDDED", len(page) - 1)
    document = read(composed(page, p("前言") + CHUNK), tmp_path)
    assert lines(document) == ["前言"]
    assert len(document.warnings) == 1


def test_a_password_is_still_told(tmp_path: Path) -> None:
    path = tmp_path / "试.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(PlanlensError, match="密码"):
        read_document(path)
