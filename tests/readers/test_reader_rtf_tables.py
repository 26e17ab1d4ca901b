"""Tables of .rtf files, and files that are broken or hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from pictures import drawn
from rtf_builder import read, rtf

from planlens.model import PlanlensError
from planlens.readers import read_document
from planlens.readers.rtf import READER
from planlens.readers.rtfs import characters, machine, tokens


def picture(body: str) -> list[str]:
    return drawn(read(body))


ROW = r"\trowd\trleft-108\cellx1000\cellx2000"


def test_rows_and_cells() -> None:
    assert picture(rf"前\par{ROW}\pard\intbl 序号\cell 任务\cell\row{ROW}\intbl 1\cell 建设\cell\row\pard 后") == [
        "前",
        "0:0,0 序号",
        "0:0,1 任务",
        "0:1,0 1",
        "0:1,1 建设",
        "后",
    ]


def test_definition_behind_the_cells_and_for_several_rows() -> None:
    first = rf"\pard\intbl a\cell b\cell{{{ROW}\row}}"
    others = rf"{ROW}\intbl c\cell d\cell\row e\cell f\cell\row"
    assert picture(rf"{first}{others}\pard g") == [
        "0:0,0 a",
        "0:0,1 b",
        "0:1,0 c",
        "0:1,1 d",
        "0:2,0 e",
        "0:2,1 f",
        "g",
    ]


def test_paragraphs_of_a_cell() -> None:
    assert picture(rf"{ROW}\pard\intbl 一段\par 二段\cell 右\cell\row") == ["0:0,0 一段", "0:0,0 二段", "0:0,1 右"]


def test_wide_cells_span_the_columns_of_other_rows() -> None:
    wide = r"\trowd\trleft-108\cellx2003\cellx3000\intbl 跨\cell 右\cell\row"
    narrow = r"\trowd\trleft-100\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\cell\row"
    assert picture(wide + narrow) == ["0:0,0+1x2 跨", "0:0,2 右", "0:1,0 a", "0:1,1 b", "0:1,2 c"]


def test_merged_cells() -> None:
    first = r"\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl 竖\cell 横\cell\cell\row"
    second = r"\trowd\clvmrg\cellx1000\cellx2000\cellx3000\intbl\cell b\cell c\cell\row"
    assert picture(first + second) == ["0:0,0+2x1 竖", "0:0,1+1x2 横", "0:1,1 b", "0:1,2 c"]


def test_tables_in_cells() -> None:
    inner = (
        r"\pard\intbl\itap2 内1\nestcell 内2\nestcell"
        r"{\*\nesttableprops\trowd\cellx500\cellx900\nestrow}{\nonesttables\par}"
    )
    assert picture(rf"{ROW}\pard\intbl 左\cell 前段\par{inner}\pard\intbl 后段\cell\row\pard 完") == [
        "0:0,0 左",
        "0:0,1 前段",
        "1:0,0 内1",
        "1:0,1 内2",
        "0:0,1 后段",
        "完",
    ]


def test_row_that_never_ends_and_cells_without_a_definition() -> None:
    assert picture(r"\intbl a\cell b\cell\row\intbl c\cell") == ["0:0,0 a", "0:0,1 b", "0:1,0 c"]


def code_of(data: bytes, folder: Path) -> str:
    path = folder / "计划.rtf"
    path.write_bytes(data)
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.message.endswith("。")
    return caught.value.code


def test_file_that_is_cut_off() -> None:
    document = READER.read(rtf(r"甲\par {\b 乙丙")[:-4], "x")
    assert document.text.startswith("甲\n乙")
    assert document.warnings[0] == "文件不完整，末尾的内容可能缺失，请与原文核对。"


@pytest.mark.parametrize("data", [b"{\\rtf1", rb"{\rtf1 }", rb"{\rtf1{\pict 00}}", b"{\\rtf1 \\", rb"{\rtf1{\*\x"])
def test_no_text(data: bytes, tmp_path: Path) -> None:
    assert code_of(data, tmp_path) == "no-text"


def test_too_deep(tmp_path: Path) -> None:
    assert code_of(rtf("{" * 600 + "甲"), tmp_path) == "too-deep"


def test_text_boxes_in_text_boxes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = r"{\shp{\*\shpinst{\shptxt "
    data = rtf("甲" + boxes * 400 + "乙" + "}}}" * 400)
    assert code_of(data, tmp_path) == "too-deep"
    monkeypatch.setattr(machine, "MAX_GROUPS", 10_000)
    assert code_of(data, tmp_path) == "too-deep"
    assert READER.read(rtf("甲" + boxes * 5 + "乙" + "}}}" * 5), "x").text == "甲\n乙"


def test_too_many_tokens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MAX_TOKENS", 100)
    assert code_of(rtf(r"甲\b\b0" * 50), tmp_path) == "too-large"


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, "MAX_CHARACTERS", 100)
    for text in ("长" * 101, "a" * 201, r"\u35268?" * 201, r"{\uc0" + r"\u35268 " * 201 + "}"):
        assert code_of(rtf(text), tmp_path) == "too-large"


def test_more_closing_braces_than_opening_ones() -> None:
    assert READER.read(rtf("甲") + b"}}} \\par x", "x").text == "甲"
