"""Plain text: encodings, lines and what is no text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planlens.model import Document, PlanlensError
from planlens.readers import read_document
from planlens.readers.encodings import decode
from planlens.readers.txt import READER

PLAN = "云岭市公园城市建设规划\r\n\r\n一、总体要求\r\n　　到2027年，新建公园12个。\r\n"

HANZI = st.text(st.sampled_from("云岭市建设规划到年底前完成新公园道路个一二三，。、（）2027\n　"), min_size=1)


def read(data: bytes) -> Document:
    assert READER.accepts(data)
    return READER.read(data, "规划.txt")


def texts(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
def test_encodings(codec: str) -> None:
    document = read(PLAN.encode(codec))
    assert document.text == PLAN
    assert texts(document) == ["云岭市公园城市建设规划", "一、总体要求", "到2027年，新建公园12个。"]
    assert document.warnings == ()


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["规划", "到二〇二七年建成。", "plan 2027"])
def test_short_texts(codec: str, text: str) -> None:
    assert read(text.encode(codec)).text == text


def test_byte_order_marks_are_not_text() -> None:
    for bom, codec in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        assert read(bom + "规划".encode(codec)).text == "规划"


@settings(deadline=None)
@given(HANZI)
def test_round_trip_in_every_encoding_with_a_mark(text: str) -> None:
    for codec in ("utf-8-sig", "utf-16"):
        decoded = decode(text.encode(codec))
        assert decoded is not None
        assert decoded.text == text


@settings(deadline=None)
@given(HANZI)
def test_round_trip_without_a_mark(text: str) -> None:
    sample = PLAN + text
    for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        decoded = decode(sample.encode(codec))
        assert decoded is not None
        assert decoded.text == sample


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_text_in_utf8_keeps_its_characters(text: str) -> None:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return
    decoded = decode(codecs.BOM_UTF8 + data)
    assert decoded is None or decoded.text == text


@pytest.mark.parametrize("codec", ["gb18030", "utf-8", "utf-16-le"])
def test_a_few_broken_bytes_give_a_warning(codec: str) -> None:
    data = (PLAN * 10).encode(codec)
    broken = {
        "gb18030": data[:40] + b"\xff" + data[40:],
        "utf-8": data[:300] + b"\xff" + data[300:],
        "utf-16-le": data[:40] + b"\x00\xd8" + data[40:],
    }
    document = read(broken[codec])
    assert len(document.warnings) == 1
    assert "无法识别" in document.warnings[0]
    assert document.text.count("一、总体要求") >= 9


@pytest.mark.parametrize("codec", ["gb18030", "utf-8"])
@pytest.mark.parametrize(("every", "is_text"), [(200, True), (20, False)])
def test_what_is_broken_all_over_is_no_text(codec: str, every: int, is_text: bool) -> None:
    text = "各有关部门要加强协调配合，完善工作机制，" * 40
    data = b"\xff".join(text[at : at + every].encode(codec) for at in range(0, len(text), every))
    decoded = decode(data)
    assert (decoded is not None) is is_text
    assert decoded is None or decoded.broken == len(text) // every - 1


def test_text_cut_in_the_middle_of_a_character() -> None:
    assert read((PLAN * 3).encode("gb18030")[:-3]).text.startswith("云岭市")


def test_every_kind_of_line_end_separates_blocks() -> None:
    text = "甲\n乙\r\n丙\r丁\f戊\v己\u2028庚\x85辛\n\n \u3000\n壬"
    document = read(text.encode())
    assert document.text == text
    assert texts(document) == list("甲乙丙丁戊己庚辛壬")


def test_spans_leave_out_white_space_around_a_line() -> None:
    document = read("\u3000\u3000\t 一、目标 \u3000\xa0\r\n".encode())
    assert texts(document) == ["一、目标"]
    assert document.blocks[0].span.start == 4


def test_nul_characters_do_not_matter() -> None:
    assert texts(read("规划纲要\x00\n总则\x00\x00\x00".encode())) == ["规划纲要", "总则"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "unsupported-image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "unsupported-image"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "unsupported-xml"),
        (b"Rar!\x1a\x07\x00", "unsupported-archive"),
        (b"7z\xbc\xaf\x27\x1c", "unsupported-archive"),
        (bytes(range(256)) * 4, "unknown-format"),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00\x01", "unknown-format"),
    ],
)
def test_other_formats_are_refused_with_advice(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "文件.txt"
    path.write_bytes(data)
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.code == code
    assert "文件.txt" in caught.value.message


def test_text_that_speaks_of_formats_is_text() -> None:
    assert texts(read("# 规划\n<html> 标签".encode())) == ["# 规划", "<html> 标签"]


def test_blank_file_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_text("\u3000\n\n", encoding="utf-8")
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.code == "no-text"
