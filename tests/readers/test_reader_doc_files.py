"""Binary Word files that are something else, encrypted, old or broken."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from doc_builder import Cut, doc, item, level, lines, lists, par, plc, style, styles
from ole_builder import ole

from planlens.model import PlanlensError
from planlens.readers import read_document
from planlens.readers.doc import READER
from planlens.readers.msdoc import pieces


def code_of(data: bytes, folder: Path) -> str:
    path = folder / "计划.wps"
    path.write_bytes(data)
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.message.endswith("。")
    return caught.value.code


def changed(data: bytes, place: int, *values: int) -> bytes:
    """Return the file with other bytes at a place of the main stream, which stands behind the file's header."""
    return data[: 512 + place] + bytes(values) + data[512 + place + len(values) :]


def test_found_by_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(doc(par("规划")))
    document = read_document(path)
    assert (document.source.format, document.text) == ("doc", "规划")


def test_streams_of_wps(tmp_path: Path) -> None:
    del tmp_path
    data = doc(par("规划"))
    assert READER.accepts(data)
    assert not READER.accepts(ole({"Workbook": b"x", "1Table": b"WordDocument".decode().encode("utf-16-le")}))
    assert not READER.accepts(ole({"CONTENTS": b"x"}))


@pytest.mark.parametrize("name", ["worddocument", "WORDDOCUMENT"])
def test_names_of_streams_have_no_case(name: str, tmp_path: Path) -> None:
    path = tmp_path / "计划.doc"
    renamed = doc(par("规划")).replace("WordDocument".encode("utf-16-le"), name.encode("utf-16-le"))
    path.write_bytes(renamed.replace("1Table".encode("utf-16-le"), "1TABLE".encode("utf-16-le")))
    document = read_document(path)
    assert (document.source.format, document.text) == ("doc", "规划")
    assert READER.accepts(ole({name: b"x"}))  # also where Word did not put the document first


@pytest.mark.parametrize("flags", [0x0300, 0x8300])
def test_password(flags: int, tmp_path: Path) -> None:
    assert code_of(doc(par("密"), flags=flags), tmp_path) == "encrypted"


@pytest.mark.parametrize("version", [0x65, 0x68])
def test_word_6_and_95(version: int, tmp_path: Path) -> None:
    assert code_of(doc(par("旧"), version=version), tmp_path) == "old-word"
    assert code_of(changed(doc(par("旧")), 0, 0xDC, 0xA5), tmp_path) == "old-word"


def test_no_text(tmp_path: Path) -> None:
    assert code_of(doc(par("")), tmp_path) == "no-text"


@pytest.mark.parametrize(
    "data",
    [
        ole({"WordDocument": b"x", "1Table": b"x"}),
        ole({"WordDocument": doc(par("甲"))[512:1024]}),
        doc(par("甲"))[:700],
        changed(doc(par("甲")), 0x9A + 8 * 33, 0xFF, 0xFF, 0xFF),
        changed(doc(par("甲")), 0x9A + 8 * 33 + 4, 0, 0),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600),
    ],
)
def test_broken(data: bytes, tmp_path: Path) -> None:
    assert code_of(data, tmp_path) == "broken-file"


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "MAX_CHARACTERS", 20)
    assert code_of(doc(par("长" * 20)), tmp_path) == "too-large"


def test_text_that_lies_outside_the_file() -> None:
    data = doc(par("甲"), par("乙"), cuts=[Cut(2), Cut(2)])
    place = data.index(struct.pack("<HIHHIH", 0, 2052, 0, 0, 2048, 0)) + 10
    assert READER.read(data[:place] + struct.pack("<I", 0x10000000) + data[place + 4 :], "x").text == "甲"


def test_wrong_table_stream_flag_is_forgiven() -> None:
    data = doc(par("甲"), flags=0)
    assert READER.read(data, "x").text == "甲"


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("styles", "样式定义已损坏，标题级别未能读出。"),
        ("lists", "自动编号的定义已损坏，编号未能读出。"),
    ],
)
def test_damaged_definitions_are_left_out_with_a_warning(name: str, warning: str) -> None:
    parts = {**lists([level("%1.")]), "styles": styles(style("Normal", 0))}
    parts[f"{name}_tail"] = b""
    parts[name] = parts[name][: len(parts[name]) - 1] if name == "lists" else parts[name][:24] + b"\x00" * 9
    document = READER.read(doc(item("甲", 1), parts=parts), "x")
    assert document.text.endswith("甲")
    assert document.warnings == (warning,)


def test_text_boxes_that_overlap_are_not_read_again_and_again() -> None:
    anchors = plc([0, 2], [struct.pack("<I22x", 1)])
    boxes = plc([0, 2, 0, 2, 0, 2], [struct.pack("<8xH4xI4x", 0, 1)] * 5)
    assert lines(par("文"), boxes=[par("框")], parts={"anchors": anchors, "box_texts": boxes}) == ["文", "框"]
