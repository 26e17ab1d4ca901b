"""PDF files: paragraphs, tables, notes and heads from positioned text; files that are refused."""

from __future__ import annotations

import random

import pytest
from pdf_builder import Sheet, pdf

from planlens.model import BlockKind, Document, PlanlensError
from planlens.readers import all_readers
from planlens.readers.pages import health
from planlens.readers.pdf import READER

LEFT, EM, FULL = 80.0, 16.0, 27
FILLER = "各有关部门要加强协调配合完善工作机制落实各项措施按时完成任务确保取得实效"


def read(*sheets: Sheet) -> Document:
    return READER.read(pdf(*sheets), "规划.pdf")


def texts(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def page(*paragraphs: str, top: float = 120.0) -> Sheet:
    """A page with these paragraphs, indented by two characters and broken into lines of 27."""
    sheet, y = Sheet(), top
    for paragraph in paragraphs:
        rest, x, room = paragraph, LEFT + 2 * EM, FULL - 2
        while rest:
            sheet.put(x, y, rest[:room])
            rest, x, room, y = rest[room:], LEFT, FULL, y + 28
    return sheet


LONG = "第一段" + FILLER * 3 + "。"
OTHER = "第二段" + FILLER * 2 + "。"


def test_lines_become_whole_paragraphs() -> None:
    assert texts(read(page("一、总体要求", LONG, OTHER))) == ["一、总体要求", LONG, OTHER]


def test_a_paragraph_goes_on_over_the_page() -> None:
    whole = "接续" + FILLER * 5 + "。"
    cut = FULL - 2 + 2 * FULL
    second = Sheet()
    for number, start in enumerate(range(cut, len(whole), FULL)):
        second.put(LEFT, 120 + 28 * number, whole[start : start + FULL])
    assert texts(read(page(OTHER, whole[:cut]), second)) == [OTHER, whole]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    sheets = [
        page(f"第{n}段" + FILLER * 2 + "。").put(200, 50, "云屏市规划", 10).put(270, 800, f"— {n} —", 12) for n in "123"
    ]
    assert texts(read(*sheets)) == [f"第{n}段" + FILLER * 2 + "。" for n in "123"]


def test_a_centred_title_of_two_lines_is_one_block() -> None:
    sheet = page(LONG, OTHER, top=200).put(186, 90, "云屏市国民经济和社会", 22).put(208, 125, "发展第十五个规划", 22)
    first = read(sheet).blocks[0]
    assert texts(read(sheet))[0] == "云屏市国民经济和社会发展第十五个规划"
    assert first.centered


def test_ruled_lines_become_cells() -> None:
    sheet = page(LONG).grid([80, 200, 400], [300, 330, 360])
    for x, y, text in ((85, 320, "任务"), (205, 320, "单位"), (85, 350, "建公园"), (205, 350, "市住建局")):
        sheet.put(x, y, text, 12)
    document = read(sheet)
    cells = [(b.cell.row, b.cell.column, b.span.of(document.text)) for b in document.blocks if b.cell]
    assert cells == [(0, 0, "任务"), (0, 1, "单位"), (1, 0, "建公园"), (1, 1, "市住建局")]


def test_merged_cells_appear_once() -> None:
    sheet = Sheet().rule(80, 300, 400, 300).rule(200, 330, 400, 330).rule(80, 360, 400, 360)
    for x in (80, 200, 400):
        sheet.rule(x, 300, x, 360)
    document = read(sheet.put(85, 335, "民生", 12).put(205, 320, "办学", 12).put(205, 350, "就医", 12))
    places = {b.span.of(document.text): b.cell for b in document.blocks}
    merged = places["民生"]
    assert merged is not None
    assert (merged.row, merged.column, merged.row_span) == (0, 0, 2)
    assert [places[text].row for text in ("办学", "就医") if places[text]] == [0, 1]


def table_page(rows: list[tuple[str, str]], top: float) -> Sheet:
    sheet = Sheet().grid([80, 200, 400], [top + 30 * n for n in range(len(rows) + 1)])
    for number, (first, second) in enumerate(rows):
        sheet.put(85, top + 20 + 30 * number, first, 12).put(205, top + 20 + 30 * number, second, 12)
    return sheet


def test_a_table_goes_on_over_the_page_with_its_header_once() -> None:
    document = read(
        table_page([("序号", "任务"), ("1", "甲项")], 700), table_page([("序号", "任务"), ("2", "乙项")], 100)
    )
    cells = [(b.cell.table, b.cell.row, b.span.of(document.text)) for b in document.blocks if b.cell]
    assert cells == [(0, 0, "序号"), (0, 0, "任务"), (0, 1, "1"), (0, 1, "甲项"), (0, 2, "2"), (0, 2, "乙项")]


def test_footnotes_stand_at_the_end_with_their_marks() -> None:
    sheet = page(LONG, OTHER).put(288, 140 + 28 * 9, "目标见表", 16).put(352, 133 + 28 * 9, "1", 8)
    sheet.rule(80, 690, 220, 690).put(80, 700, "1", 6).put(86, 706, "注释的文字。", 10)
    document = read(sheet, page("下一页" + FILLER))
    assert texts(document)[-1] == "1 注释的文字。"
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE
    marks = [mark.of(document.text) for block in document.blocks for mark in block.marks]
    assert marks == ["1"]


def test_rare_characters_are_whole() -> None:
    """Names of places lie beyond Unicode's first plane, which PDFium counts in halves."""
    first = "推进𠮷家水库除险加固，建设𠮷家灌区，完成葛\U000e0100城改造任务。"
    document = read(Sheet().put(LEFT, 100, first).put(LEFT, 130, "二、加快𠮷家建设"))
    assert texts(document) == [first, "二、加快𠮷家建设"]
    assert document.blocks[1].span.of(document.text) == "二、加快𠮷家建设"


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    for number in range(12):
        sheet.put(60, 120 + 24 * number, "左栏文字" * 4, 12).put(320, 120 + 24 * number, "右栏文字" * 4, 12)
    text = read(sheet).text
    assert text.rfind("左栏") < text.find("右栏")


def test_lines_with_leaders_stay_lines() -> None:
    sheet = (
        Sheet().put(80, 100, "目录").put(80, 130, "一、总则" + "." * 40 + "1").put(80, 160, "二、任务" + "." * 40 + "2")
    )
    assert len(texts(read(sheet))) == 3


def test_entries_longer_than_a_line_stay_whole() -> None:
    long = "第一节 健全覆盖城乡的公共服务网络推动优质资源扩容下沉"
    dots = "." * 30
    sheet = Sheet().put(80, 100, "目录").put(80, 130, long).put(80, 158, dots + "2")
    sheet.put(80, 186, long[:26]).put(80, 214, long[26:] + dots + "7").put(80, 242, "第二节 加强监管" + "." * 36 + "9")
    entries = [long + dots + "2", long + dots + "7", "第二节 加强监管" + "." * 36 + "9"]
    assert texts(read(sheet))[1:] == entries


@pytest.mark.parametrize("indent", ["", "　　"])
def test_headings_at_the_edge_do_not_take_the_paragraphs_below(indent: str) -> None:
    """In a short file few lines are full; three headings that end at one place are no right edge."""
    lines = (
        *("第一章 工作基础", "近年来，基层治理水平稳步提升。", "第二章 主要任务"),
        *("第一节 健全覆盖城乡的公共服务网络推动优质资源扩容下沉", "新建服务站点8个。", "第二节 加强监管"),
        *("开展专项检查12次，到2028年合格率达到98%。", "第三章 组织实施", "压实各方责任，定期调度进展。"),
    )
    sheet = Sheet()
    for number, line in enumerate(lines):
        moved = 0 if line[0] == "第" or indent else 2 * EM
        sheet.put(LEFT + moved, 100 + 33 * number, line if line[0] == "第" else indent + line)
    assert texts(read(sheet)) == list(lines)


def test_items_whose_numbers_hang_stay_whole() -> None:
    sheet, items = Sheet(), [f"{number}．" + FILLER[: 2 * FULL - 5] + "。" for number in (1, 2, 3)]
    for number, item in enumerate(items):
        sheet.put(LEFT, 100 + 56 * number, item[: FULL - 1]).put(LEFT + 2 * EM, 128 + 56 * number, item[FULL - 1 :])
    assert texts(read(sheet)) == items


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n", "broken-file"),
        (pdf(Sheet(picture=True)), "scanned"),
        (pdf(Sheet().put(80, 100, "\ue001\ue002\ue003\ue004")), "broken-fonts"),
        (pdf(Sheet().put(80, 100, "龘靐齉爩鱻麤" * 5).put(80, 130, "龗灪吁龖厵滟" * 20, 2)), "broken-fonts"),
    ],
)
def test_unusable_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(PlanlensError) as caught:
        READER.read(data, "x.pdf")
    assert caught.value.code == code
    assert caught.value.message.endswith("。")


def test_pages_without_text_are_named() -> None:
    assert read(page(LONG), Sheet(picture=True)).warnings[0].startswith("第 2 页是图片")


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "MAX_PAGES", 1)
    with pytest.raises(PlanlensError, match="2 页"):
        read(page("甲"), page("乙"))


def test_mutated_files_are_read_or_refused() -> None:
    chance = random.Random(7)
    sound = pdf(page(LONG, OTHER), table_page([("序号", "任务"), ("1", "甲项")], 500))
    outcomes = set()
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        try:
            outcomes.add(type(READER.read(bytes(data), "x.pdf")).__name__)
        except PlanlensError as error:
            outcomes.add(error.code)
    assert "Document" in outcomes


def test_the_reader_is_found_by_the_first_bytes() -> None:
    assert next(reader.format for reader in all_readers() if reader.accepts(pdf(page("甲")))) == "pdf"
