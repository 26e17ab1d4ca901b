"""Printing: pages with their header, rows that are longer than a page, PDF files."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from planlens.exports.base import LIGHT_COLOURS
from planlens.gui.app.desk import Desk
from planlens.gui.printing.dialog import PrintDialog
from planlens.gui.printing.printing import paint_tables, paint_widget, write_pdf
from planlens.gui.printing.sheets import Sheets
from planlens.model import Light, PlanlensError
from planlens.model.lights import SHAPES
from planlens.model.tracking import Status
from planlens.project.edits import SetStatus
from planlens.views.cells import Column, Line, Row, Table, lines
from planlens.views.tree.printed import tree_table

COLUMNS = (Column("path", "重点任务", 30, merged=True), Column("text", "具体举措", 60), Column("unit", "单位", 20))
PAGE = QSizeF(700, 400)


def table(rows: int, text: str = "推动事项办理") -> Table:
    found = tuple(
        Row(f"t{n}", f"s{n // 5}", (lines([f"第{n // 5}节"]), lines([f"{n}{text}"]), lines(["市财政局"])))
        for n in range(rows)
    )
    return Table("任务", "云山市任务分解表", ("注：待核对。",), COLUMNS, found)


def words(path: Path) -> list[str]:
    """The text of every page of a PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_every_row_stands_on_one_page_in_order(qtbot: QtBot) -> None:
    sheets = Sheets(table(100), PAGE)
    assert [piece.row for page in sheets.pages for piece in page] == list(range(100))
    assert len(sheets.pages) > 3


def test_a_row_longer_than_a_page_is_cut_between_its_lines(qtbot: QtBot) -> None:
    sheets = Sheets(table(1, "推动高频事项一网通办，" * 300), PAGE)
    assert len(sheets.pages) > 1
    whole = "".join(text for page in sheets.pages for piece in page for text, _ in piece.cells[1])
    assert whole == "0" + "推动高频事项一网通办，" * 300


@pytest.mark.parametrize("above", range(8))
@pytest.mark.parametrize("length", [60, 80, 100, 120, 140])
def test_no_few_lines_of_a_row_stand_alone_on_a_page(qtbot: QtBot, above: int, length: int) -> None:
    short, long = table(above), table(4, "推" * length)
    sheets = Sheets(replace(long, rows=(*short.rows, *long.rows)), PAGE)
    for page, after in pairwise(sheets.pages):
        if page[-1].row == after[0].row:
            assert page[-1].lines >= 3
            assert after[0].lines >= 2


def test_nothing_to_print_is_a_page_with_a_header(qtbot: QtBot) -> None:
    assert Sheets(table(0), PAGE).pages == [[]]


def test_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    write_pdf(path, paint_tables([table(60), table(3)]))
    found = words(path)
    assert "云山市任务分解表" in found[0]
    assert all("具体举措" in text for text in found)
    assert "— 2 —" in found[1]
    assert "59推动事项办理" in found[-2]
    assert list(tmp_path.iterdir()) == [path]


def test_a_pdf_that_cannot_be_written(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(PlanlensError) as error:
        write_pdf(tmp_path / "没有" / "表.pdf", paint_tables([table(1)]))
    assert error.value.code in {"not-printed", "not-written"}


def test_a_widget_fits_on_one_page(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("总览")
    qtbot.addWidget(label)
    label.resize(1200, 3000)
    write_pdf(tmp_path / "总览.pdf", paint_widget(label))
    assert len(words(tmp_path / "总览.pdf")) == 1


def test_the_overview_has_a_title_and_stays_small(qtbot: QtBot, tmp_path: Path) -> None:
    label = QLabel("总览")
    qtbot.addWidget(label)
    label.resize(1300, 1100)
    path = tmp_path / "总览.pdf"
    write_pdf(path, paint_widget(label, "云山市督办总览", "截至2026年6月30日"))
    (text,) = words(path)
    assert "云山市督办总览" in text
    assert "截至2026年6月30日" in text
    assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize("light", [Light.RED, Light.YELLOW, Light.BLUE, Light.GREEN])
def test_lamps_are_printed_in_colour_and_shape(light: Light, qtbot: QtBot, tmp_path: Path) -> None:
    text = f"{SHAPES[light]}{light.label}"
    shown = Table("任务", "表", (), (Column("light", "预警", 20),), (Row("t1", None, ((Line(text, light=light),),)),))
    write_pdf(tmp_path / "表.pdf", paint_tables([shown]))
    assert text in words(tmp_path / "表.pdf")[0]
    with pypdfium2.PdfDocument(tmp_path / "表.pdf") as document:
        picture = document[0].render(scale=3).to_pil().convert("RGB")
    wanted = QColor(f"#{LIGHT_COLOURS[light]}").getRgb()[:3]
    assert wanted in {colour for _, colour in picture.getcolors(1 << 20)}


def test_the_tree_as_it_is_indented(open_desk: Desk) -> None:
    open_desk.session.apply(SetStatus(("t1",), Status.DONE))
    rows = tree_table(open_desk.session.overview, "").rows
    drawn = ["|".join("".join(line.text for line in cell) for cell in row.cells) for row in rows]
    assert drawn[:5] == [
        "一、发展目标|||||",
        "二、重点任务|||进行中|25%|◆黄灯",
        "　（一）建设信息网络|||进行中|50%|◆黄灯",
        "　　新建5G基站3000个以上，2026年底前完成。|市通信管理局、市财政局、市住房城乡建设局|2026年|已完成|100%|●绿灯",
        "　　推进千兆光网进村入户。|市通信管理局||未启动||◆黄灯",
    ]


@pytest.mark.parametrize(("choice", "title"), [(0, "任务分解表"), (1, "督办台账"), (2, "任务清单"), (3, "目标指标表")])
def test_choices(choice: int, title: str, open_desk: Desk, qtbot: QtBot) -> None:
    dialog = PrintDialog(open_desk.tools)
    qtbot.addWidget(dialog)
    dialog.choices.buttons()[choice].setChecked(True)
    assert [found.title.endswith(title) for found in dialog.tables()] == [True]


def test_only_what_is_chosen_is_printed(open_desk: Desk, qtbot: QtBot) -> None:
    session = open_desk.session
    session.select(["t2", "t4"])
    dialog = PrintDialog(open_desk.tools)
    which = dialog.scope.which
    for choice, rows in ((0, 2), (1, 2), (2, 5)):  # the tree with the headings above
        dialog.choices.button(choice).setChecked(True)
        which.setCurrentIndex(which.findText("选中的任务（2 项）"))
        assert len(dialog.tables()[0].rows) == rows
    assert [row.key for row in dialog.tables()[0].rows if row.key.startswith("t")] == ["t2", "t4"]
    which.setCurrentIndex(0)
    assert len(dialog.tables()[0].rows) == 10


def test_units_are_printed(open_desk: Desk, qtbot: QtBot) -> None:
    dialog = PrintDialog(open_desk.tools)
    dialog.choices.button(4).setChecked(True)
    (found,) = dialog.tables()
    assert found.title == "督办责任单位任务统计表"
    assert [line.text for cell in found.rows[0].cells[:3] for line in cell] == ["市通信管理局", "2", "2"]
    assert sum(column.width for column in found.columns) == pytest.approx(225)
    assert not dialog.scope.which.isEnabled()
