"""Tables as text: encodings, delimiters, quotes, and what planlens itself has written."""

from __future__ import annotations

import pytest

from planlens.exports.csv_table import text_of
from planlens.model import Document, PlanlensError
from planlens.readers import read_bytes
from planlens.views.cells import Column, Row, Table, lines

ROWS = '序号,工作任务,牵头单位\r\n1,建成云屏展馆,市文化局\r\n2,"修复古桥，\r\n拓宽街巷",市住建局\r\n'


def cells(document: Document) -> list[tuple[int, int, str]]:
    return [(b.cell.row, b.cell.column, b.span.of(document.text)) for b in document.blocks if b.cell is not None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_in_any_encoding(encoding: str) -> None:
    document = read_bytes(ROWS.encode(encoding), "台账.csv")
    assert document.source.format == "csv"
    assert cells(document)[:6] == [
        (0, 0, "序号"),
        (0, 1, "工作任务"),
        (0, 2, "牵头单位"),
        (1, 0, "1"),
        (1, 1, "建成云屏展馆"),
        (1, 2, "市文化局"),
    ]
    assert cells(document)[7:9] == [(2, 1, "修复古桥，"), (2, 1, "拓宽街巷")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("title", ["", "2026年任务台账\n"])
def test_any_usual_delimiter(delimiter: str, title: str) -> None:
    rows = [("序号", "任务", "单位"), ("1", "建馆", "文化局"), ("2", "修桥", "住建局"), ("3", "铺路", "交通局")]
    text = title + "\n".join(delimiter.join(row) for row in rows)
    assert [word for *_, word in cells(read_bytes(text.encode(), "台账.tsv"))] == [word for row in rows for word in row]


def test_the_line_in_which_excel_names_the_delimiter() -> None:
    document = read_bytes("sep=;\n任务;单位\n建馆，修桥;文化局，住建局\n".encode(), "台账.csv")
    assert (3, 1, "文化局，住建局") not in cells(document)
    assert [word for *_, word in cells(document)][-2:] == ["建馆，修桥", "文化局，住建局"]


@pytest.mark.parametrize(
    "words", ["=1+1", "'=1+1", "-5", "@某单位", "＝合计", "说“好”,再议", '12"屏', "甲\n乙", "'90年代"]
)
def test_what_planlens_wrote_is_read_as_it_was(words: str) -> None:
    columns = (Column("measure", "具体举措", 10), Column("remark", "备注", 10))
    table = Table("表", "台账", (), columns, (Row("t1", None, (lines(["建馆"]), lines([words]))),))
    document = read_bytes(text_of([table]), "台账.csv")
    told = "\n".join(word for row, column, word in cells(document) if (row, column) == (1, 1))
    assert told == words


def test_a_text_that_is_no_table_is_read_as_text() -> None:
    text = "关于印发工作要点的通知\n各县区：\n一、总体要求\n坚持稳中求进，推动高质量发展。\n特此通知。\n"
    assert read_bytes(text.encode(), "通知.csv").source.format == "txt"
    assert read_bytes(ROWS.encode(), "台账.txt").source.format == "txt"


def test_too_much_is_refused_in_words() -> None:
    with pytest.raises(PlanlensError, match="超过"):
        read_bytes(b"a,b,c\n" * 200_000, "台账.csv")
