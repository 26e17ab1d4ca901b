"""What pages add to a text or do to it: heads and feet, watermarks, turned pages, columns, tables over pages."""

from __future__ import annotations

import pytest
from pdf_builder import Sheet, pdf

from planlens.model import Document
from planlens.readers.pdf import READER

EM, LEFT, FULL = 16.0, 80.0, 27
FILLER = "各有关部门要加强协调配合完善工作机制落实各项措施按时完成任务确保取得实效"


def read(*sheets: Sheet) -> Document:
    return READER.read(pdf(*sheets), "规划.pdf")


def texts(*sheets: Sheet) -> list[str]:
    document = read(*sheets)
    return [block.span.of(document.text) for block in document.blocks]


def cells(*sheets: Sheet) -> list[str]:
    """The rows of all tables, cells parted by bars, paragraphs of a cell by slashes."""
    document = read(*sheets)
    rows: dict[tuple[int, int], dict[int, list[str]]] = {}
    for block in document.blocks:
        if block.cell:
            row = rows.setdefault((block.cell.table, block.cell.row), {})
            row.setdefault(block.cell.column, []).append(block.span.of(document.text))
    return [f"{table}: " + "|".join("/".join(cell) for cell in row.values()) for (table, _), row in rows.items()]


def page(*paragraphs: str, top: float = 120.0, sheet: Sheet | None = None) -> Sheet:
    """A page with these paragraphs, indented by two characters and broken into lines of 27."""
    sheet, y = sheet or Sheet(), top
    for paragraph in paragraphs:
        rest, x, room = paragraph, LEFT + 2 * EM, FULL - 2
        while rest:
            sheet.put(x, y, rest[:room])
            rest, x, room, y = rest[room:], LEFT, FULL, y + 28
    return sheet


@pytest.mark.parametrize(
    "numbers",
    [
        ("— 1 —", "— 2 —", "— 3 —"),
        ("- 1 -", "- 2 -", "- 3 -"),
        ("1", "2", "3"),
        ("１", "２", "３"),
        ("第1页 共3页", "第2页 共3页", "第3页 共3页"),
        ("第 1 页（共 3 页）", "第 2 页（共 3 页）", "第 3 页（共 3 页）"),
        ("共3页 第1页", "共3页 第2页", "共3页 第3页"),
        ("第一页", "第二页", "第三页"),
        ("1 / 3", "2 / 3", "3 / 3"),
        ("Page 1 of 3", "Page 2 of 3", "Page 3 of 3"),
        ("·Ⅰ·", "·Ⅱ·", "·Ⅲ·"),
    ],
)
def test_page_numbers_are_left_out(numbers: tuple[str, ...]) -> None:
    paragraphs = [f"第{n}段" + FILLER * 2 + "。" for n in "甲乙丙"]
    sheets = [page(text).put(270, 800, number, 12) for text, number in zip(paragraphs, numbers, strict=True)]
    assert texts(*sheets) == paragraphs


def test_heads_that_differ_on_odd_and_even_pages_are_left_out() -> None:
    paragraphs = [f"第{n}段" + FILLER * 2 + "。" for n in "甲乙丙丁"]
    heads = ["云屏市规划", "第十五个五年规划纲要"] * 2
    assert (
        texts(*(page(text).put(80, 50, head, 10) for text, head in zip(paragraphs, heads, strict=True))) == paragraphs
    )


def test_a_watermark_is_no_text() -> None:
    text = "一段" + FILLER * 3 + "。"
    assert texts(page(text, sheet=Sheet().watermark(150, 600, "内部资料注意保管"))) == [text]


def test_a_page_turned_in_the_file_is_read_as_it_is_seen() -> None:
    sheet = Sheet(rotate=90).grid([80, 200, 400], [300, 330, 360])
    for x, y, text in ((85, 320, "任务"), (205, 320, "单位"), (85, 350, "建公园"), (205, 350, "市住建局")):
        sheet.put(x, y, text, 12)
    assert cells(page("甲" + FILLER), sheet) == ["0: 任务|单位", "0: 建公园|市住建局"]


def table(rows: list[tuple[str, ...]], top: float, sheet: Sheet | None = None) -> Sheet:
    sheet = sheet or Sheet()
    xs = [80.0 + 140 * n for n in range(len(rows[0]) + 1)]
    sheet.grid(xs, [top + 30 * n for n in range(len(rows) + 1)])
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.put(x + 5, top + 20 + 30 * number, text, 12)
    return sheet


HEAD = ("序号", "任务", "单位")


def test_a_table_goes_on_below_a_line_that_says_so() -> None:
    first = table([HEAD, ("1", "甲项", "一局")], 700)
    second = table([HEAD, ("2", "乙项", "二局")], 120, Sheet().put(460, 110, "续表", 12))
    assert cells(first, second) == ["0: 序号|任务|单位", "0: 1|甲项|一局", "0: 2|乙项|二局"]


def test_a_table_with_a_caption_of_its_own_is_another_table() -> None:
    first = table([HEAD, ("1", "甲项", "一局")], 700)
    second = table([HEAD, ("1", "丙项", "三局")], 140, Sheet().put(200, 120, "表2 重点项目", 12))
    assert cells(first, second) == ["0: 序号|任务|单位", "0: 1|甲项|一局", "1: 序号|任务|单位", "1: 1|丙项|三局"]


def test_a_table_without_upright_lines_has_columns_all_the_same() -> None:
    sheet = page("甲" + FILLER * 2 + "。")
    for y in (300, 330, 420):
        sheet.rule(80, y, 500, y)
    for y, row in (
        (320, ("指标", "2025年", "2030年")),
        (350, ("森林覆盖率", "40%", "45%")),
        (380, ("城镇化率", "60%", "70%")),
    ):
        for x, text in zip((90, 260, 400), row, strict=True):
            sheet.put(x, y, text, 12)
    assert cells(sheet) == ["0: 指标|2025年|2030年", "0: 森林覆盖率|40%|45%", "0: 城镇化率|60%|70%"]


def test_centred_lines_in_a_narrow_cell_are_one_text() -> None:
    sheet = Sheet().grid([80, 160, 400], [300, 360, 390])
    sheet.put(90, 325, "来文单位附", 12).put(114, 345, "注", 12).put(170, 325, "无", 12).put(90, 380, "备注", 12)
    assert cells(sheet) == ["0: 来文单位附注|无", "0: 备注"]


def test_a_box_over_two_pages_is_one_box() -> None:
    first = page("甲" + FILLER * 2 + "。").grid([80, 500], [640, 740])
    first.put(230, 665, "专栏1 重点工程", 14).put(110, 695, "1. 建设公园。新建公园三座，改造旧公园六座，", 14)
    first.put(85, 720, "建设绿道二十公里，方便群众出行和健身，做到", 14)
    second = Sheet().grid([80, 500], [100, 190]).put(85, 125, "推窗见绿。", 14)
    second.put(110, 150, "2. 改造道路。改造道路十条。", 14)
    assert cells(first, second) == [
        "0: 专栏1 重点工程/1. 建设公园。新建公园三座，改造旧公园六座，建设绿道二十公里，方便群众出行和健身，做到推窗"
        "见绿。"
        "/2. 改造道路。改造道路十条。"
    ]


def test_contents_without_leaders_stay_lines() -> None:
    sheet = Sheet().put(260, 100, "目  录", 22)
    for number, title in enumerate(("总则", "主要目标", "重点任务", "保障措施")):
        sheet.put(80, 150 + 28 * number, f"第{'一二三四'[number]}章 {title}").put(
            500, 150 + 28 * number, str(number + 1)
        )
    assert len(texts(sheet, page("甲" + FILLER))) == 6


@pytest.mark.parametrize(("opening", "closing"), ["（）", "()"])
def test_a_note_in_brackets_under_the_title_is_one_block(opening: str, closing: str) -> None:
    sheet = page("甲" + FILLER * 2 + "。", "乙" + FILLER * 2 + "。", top=220)
    sheet.put(186, 90, "云屏市国民经济和社会发展", 22)
    sheet.put(168, 130, f"{opening}2026年1月10日云屏市第九届").put(184, 158, f"人民代表大会第六次会议通过{closing}")
    assert texts(sheet)[1] == f"{opening}2026年1月10日云屏市第九届人民代表大会第六次会议通过{closing}"


def test_a_paragraph_goes_on_over_a_footnote_and_the_page() -> None:
    whole = "接续" + FILLER * 5 + "。"
    cut = FULL - 2 + 2 * FULL
    first = page("乙" + FILLER * 2 + "。", whole[:cut]).put(80 + 20 * EM, 113 + 28 * 2, "1", 8)
    first.rule(80, 690, 220, 690).put(80, 700, "1", 6).put(86, 706, "注释的文字。", 10)
    second = Sheet()
    for number, start in enumerate(range(cut, len(whole), FULL)):
        second.put(LEFT, 120 + 28 * number, whole[start : start + FULL])
    assert whole in texts(first, second)


def test_a_merged_cell_goes_on_over_the_page() -> None:
    """The page ends after the first of three rows that one cell of the second column spans."""
    first = table([HEAD, ("1", "甲类", "一局")], 700)
    second = Sheet().grid([80, 220], [100, 130, 160]).grid([360, 500], [100, 130, 160])
    for y in (100, 160):
        second.rule(220, y, 360, y)
    second.rule(220, 100, 220, 160).rule(360, 100, 360, 160)
    for x, y, text in ((85, 120, "2"), (365, 120, "二局"), (85, 150, "3"), (365, 150, "三局")):
        second.put(x, y, text, 12)
    document = read(first, second)
    spans = {block.span.of(document.text): block.cell.row_span for block in document.blocks if block.cell}
    assert spans["甲类"] == 3
    assert cells(first, second) == ["0: 序号|任务|单位", "0: 1|甲类|一局", "0: 2|二局", "0: 3|三局"]
