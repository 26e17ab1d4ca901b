"""Upright watermarks over the text, in both formats of pages; what only looks like one is text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ofd_builder import ofd
from pdf_builder import Sheet, pdf

from planlens.model import Document, PlanlensError
from planlens.readers.ofd import READER as OFD
from planlens.readers.pdf import READER as PDF

FORMATS = [lambda *sheets: PDF.read(pdf(*sheets), "方案.pdf"), lambda *sheets: OFD.read(ofd(*sheets), "方案.ofd")]
Read = Callable[..., Document]
MARK = "仅供内部使用 李某 2026-03-05"
XS, YS = (30.0, 220.0, 410.0), (100.0, 290.0, 480.0, 670.0)


@pytest.fixture(params=FORMATS, ids=["pdf", "ofd"])
def read(request: pytest.FixtureRequest) -> Read:
    return request.param


def page(number: str) -> Sheet:
    """A heading and items of two lines each, the second of which says the same."""
    sheet = Sheet().put(80, 110, f"{number}、重点任务")
    for item in "一二三四五六":
        y = 150 + 70 * "一二三四五六".index(item)
        sheet.put(112, y, f"（{item}）建设第{number}批{item}号示范点，健全跨部门协同工作机制。")
        sheet.put(80, y + 24, "（责任单位：市数据局）")
    return sheet


def texts(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


@pytest.mark.parametrize("shade", [0.0, 0.75])
def test_tiles_over_the_text_are_left_out(read: Read, shade: float) -> None:
    plain = [page(number) for number in "一二三"]
    marked = [page(number).tile(MARK, XS, YS) for number in "一二三"]
    for sheet in marked:
        sheet.shade = shade
    assert texts(read(*marked)) == texts(read(*plain))
    assert texts(read(marked[0])) == texts(read(plain[0]))


def test_rows_of_the_same_text_are_left_out(read: Read) -> None:
    marked = [page(number).tile("内部资料严禁外传" * 7, [10.0], YS) for number in "一二"]
    assert texts(read(*marked)) == texts(read(page("一"), page("二")))


def test_tiles_between_the_lines_are_left_out(read: Read) -> None:
    marked = [page(number).tile(MARK, XS, (60.0, 588.0, 640.0, 700.0)) for number in "一二"]
    assert texts(read(*marked)) == texts(read(page("一"), page("二")))


@pytest.mark.parametrize("xs", [(60.0,), (150.0,)])
def test_a_pale_text_at_the_same_place_of_each_page_is_left_out(read: Read, xs: tuple[float, ...]) -> None:
    marked = [page(number).tile("征求意见稿", xs, (350.0,), size=72) for number in "一二三四"]
    for sheet in marked:
        sheet.shade = 0.8
    assert texts(read(*marked)) == texts(read(*map(page, "一二三四")))


def test_a_scan_with_tiles_is_a_scan(read: Read) -> None:
    sheets = [Sheet(picture=True).tile(MARK, XS, YS) for _ in range(2)]
    with pytest.raises(PlanlensError) as caught:
        read(*sheets)
    assert caught.value.code == "scanned"


def test_cells_that_say_the_same_stay(read: Read) -> None:
    """Ledgers name the same unit in two columns of every row, on every page."""
    xs, rows = (80.0, 130.0, 330.0, 430.0, 530.0), [100.0 + 40 * row for row in range(9)]
    sheets = []
    for number in range(2):
        sheet = Sheet().grid(xs, rows)
        for row, top in enumerate(rows[:-1]):
            for x, text in zip(xs, (str(8 * number + row), f"完善第{row}项制度", "市数据局", "市数据局"), strict=False):
                sheet.put(x + 5, top + 25, text, 12)
        sheets.append(sheet)
    assert texts(read(*sheets)).count("市数据局") == 32


def test_lines_that_come_again_on_every_page_stay(read: Read) -> None:
    assert read(*map(page, "一二三")).text.count("（责任单位：市数据局）") == 18
