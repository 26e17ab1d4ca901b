"""Pages that are pictures: what an add-on sees on them becomes text, tables and a warning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from pdf_builder import Sheet, pdf

from planlens import readers
from planlens.model import PlanlensError
from planlens.readers import read_document, recognition
from planlens.readers.pages import health
from planlens.readers.pages.recognised import page_of, printed
from planlens.readers.pdf import READER, recognise
from planlens.readers.pdfs.pictures import pictures
from planlens.readers.recognition import Picture, SeenText, rapid
from planlens.readers.recognition.strokes import strokes_in

SCALE = 200 / 72
LONG = "到规划期末建成综合公园三十六座改造道路若干条方便群众出行"


def picture(width: int = 600, height: int = 800, *lines: tuple[int, int, int, int]) -> Picture:
    """A white picture in points with black lines from (x0, y0) to (x1, y1), two pixels thick."""
    wide, high = round(width * SCALE), round(height * SCALE)
    pixels = bytearray(b"\xff" * wide * high * 3)
    for x0, y0, x1, y1 in lines:
        for y in range(round(y0 * SCALE), round(y1 * SCALE) + 2):
            start, end = (y * wide + round(x0 * SCALE)) * 3, (y * wide + round(x1 * SCALE) + 2) * 3
            pixels[start:end] = bytes(end - start)
    return Picture(wide, high, bytes(pixels), SCALE)


def seen(x: float, y: float, text: str, size: float = 16) -> SeenText:
    """A line of text as a recogniser sees it, in pixels; *y* is its top in points."""
    width = sum(size * (0.5 if sign.isascii() else 1.0) for sign in text)
    return SeenText(text, x * SCALE, y * SCALE, (x + width) * SCALE, (y + 1.2 * size) * SCALE)


def plan(_picture: Picture) -> Sequence[SeenText]:
    """See the same page of a plan in every picture."""
    return [
        seen(112, 100, "一、总体要求"),
        seen(112, 128, LONG[:26]),
        seen(80, 156, LONG[26:] + "。"),
        seen(112, 184, LONG[:26], 16.4),
        seen(80, 212, LONG[:9] + "。(牵头单位:市住建局)"),
    ]


def test_a_scan_is_read_with_a_recogniser() -> None:
    document = recognise(pdf(Sheet(picture=True)), "扫描.pdf", plan)
    assert [block.span.of(document.text) for block in document.blocks] == [
        "一、总体要求",
        LONG + "。",
        LONG[:26] + LONG[:9] + "。（牵头单位：市住建局）",
    ]
    assert document.warnings == ("第 1 页的文字是识别出来的（共 1 页），可能有错漏，请对照原件核对。",)


def test_the_loose_box_of_a_short_last_line_does_not_cut_it_off() -> None:
    last = SeenText("按月调度。", 80 * SCALE, 154 * SCALE, 158 * SCALE, (154 + 1.5 * 16) * SCALE)
    lines = [seen(190, 70, "某市行动方案", 24), seen(112, 100, LONG[:26]), seen(80, 128, LONG[:27]), last]
    document = recognise(pdf(Sheet(picture=True)), "扫描.pdf", lambda _: lines)
    texts = [block.span.of(document.text) for block in document.blocks]
    assert texts == ["某市行动方案", LONG[:26] + LONG[:27] + "按月调度。"]


def test_only_pages_without_text_are_recognised() -> None:
    calls: list[Picture] = []

    def count(one: Picture) -> Sequence[SeenText]:
        calls.append(one)
        return plan(one)

    data = pdf(Sheet().put(112, 120, "前言"), Sheet(picture=True), Sheet())
    document = recognise(data, "扫描.pdf", count)
    assert document.text.startswith("前言\n一、总体要求")
    assert len(calls) == 1
    assert recognise(pdf(Sheet().put(112, 120, "前言")), "x.pdf", count).warnings == ()
    assert len(calls) == 1


def test_pages_with_unusable_fonts_are_recognised() -> None:
    data = pdf(Sheet().put(80, 100, "\ue001\ue002\ue003\ue004"))
    assert recognise(data, "x.pdf", plan).blocks[0].span.of(recognise(data, "x.pdf", plan).text) == "一、总体要求"


def test_a_scan_in_which_nothing_is_seen_is_refused() -> None:
    with pytest.raises(PlanlensError) as caught:
        recognise(pdf(Sheet(picture=True)), "x.pdf", lambda _: [])
    assert caught.value.code == "scanned"


def test_too_many_pages_to_recognise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "MAX_RECOGNISED", 1)
    with pytest.raises(PlanlensError, match="2 页需要识别"):
        recognise(pdf(Sheet(picture=True), Sheet(picture=True)), "x.pdf", plan)


def test_without_a_recogniser_the_refusal_tells_how_to_get_one() -> None:
    with pytest.raises(PlanlensError, match=r"planlens\[ocr\]"):
        READER.read(pdf(Sheet(picture=True)), "x.pdf")


def test_reading_a_file_reports_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "find_recogniser", lambda: plan)
    path = tmp_path / "扫描.pdf"
    path.write_bytes(pdf(Sheet(picture=True), Sheet(picture=True)))
    done: list[int] = []
    assert read_document(path, done.append).warnings[0].startswith("第 1、2 页的文字是识别出来的")
    assert done == [0, 1]


def test_ruling_lines_of_a_picture_make_a_table() -> None:
    lines = [(80, y, 400, y) for y in (300, 330, 360)] + [(x, 300, x, 360) for x in (80, 200, 400)]
    page = page_of(picture(600, 800, *lines), [seen(90, 307, "任务", 12), seen(210, 307, "单位", 12)])
    level = [(round(rule.at), round(rule.start), round(rule.end)) for rule in page.rules if rule.horizontal]
    upright = [(int(rule.at), round(rule.start), round(rule.end)) for rule in page.rules if not rule.horizontal]
    assert level == [(300, 80, 401), (330, 80, 401), (360, 80, 401)]
    assert upright == [(80, 300, 361), (200, 300, 361), (400, 300, 361)]


def test_black_areas_and_short_strokes_are_no_ruling_lines() -> None:
    assert strokes_in(picture(600, 800, (100, 100, 300, 300), (50, 50, 80, 50))) == []


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("(责任单位:市财政局)", "（责任单位：市财政局）"),
        ("科学引文索引(SCI),以及1,200件", "科学引文索引（SCI），以及1,200件"),
        ("5G(NR)", "5G(NR)"),
    ],
)
def test_narrow_punctuation_in_chinese_is_made_wide(text: str, wide: str) -> None:
    assert printed(text) == wide


def test_pages_are_drawn_for_recognition() -> None:
    drawn = list(pictures(pdf(Sheet(picture=True), Sheet()), [0, 1]))
    assert drawn[0] is not None
    assert len(drawn[0].pixels) == drawn[0].width * drawn[0].height * 3
    assert round(drawn[0].width / drawn[0].scale) == 595
    assert drawn[1] is None


class Entry:
    """An add-on in the list of entry points."""

    def __init__(self, name: str, found: object) -> None:
        self.name, self.found = name, found

    def load(self) -> object:
        if isinstance(self.found, Exception):
            raise self.found
        return lambda: self.found


def test_add_ons_are_found_and_broken_ones_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [Entry("c", plan), Entry("a", ImportError("x")), Entry("b", None)]
    monkeypatch.setattr(recognition, "entry_points", lambda group: entries if group == "planlens.ocr" else [])
    assert recognition.find_recogniser() is plan
    monkeypatch.setattr(recognition, "entry_points", lambda group: [])
    monkeypatch.setattr(rapid, "find_spec", lambda name: None)
    assert recognition.find_recogniser() is None


def test_the_optional_recogniser_sees_nothing_on_an_empty_page() -> None:
    pytest.importorskip("rapidocr")
    found = rapid.recogniser()
    assert found is not None
    assert list(found(picture(300, 300))) == []
