"""Text and rich text from the clipboard."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from web_builder import cells, texts

from planlens.model import PlanlensError
from planlens.readers import pasted, read_document
from planlens.readers.pasted import pasted_file, read_pasted, read_rich_text, read_text

TABLE = "<table><tr><td>任务<td>单位<tr><td>建设园区<td>市工信局</table>"
WINDOWS = "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\nStartFragment:0000000141\r\n"


def test_text_is_read_as_a_text_file_would_be() -> None:
    document = read_text("一、总体要求\r\n\r\n　　坚持创新。", "粘贴的文字")
    assert texts(document) == ["一、总体要求", "坚持创新。"]
    assert (document.source.name, document.source.format) == ("粘贴的文字", "txt")
    assert document.source.sha256 == hashlib.sha256("一、总体要求\r\n\r\n　　坚持创新。".encode()).hexdigest()


@pytest.mark.parametrize(
    "html",
    [
        f"<h1>一、任务</h1>{TABLE}",
        f"<html><body><p>其他</p><!--StartFragment--><h1>一、任务</h1>{TABLE}<!--EndFragment--></body></html>",
        f"{WINDOWS}<html><body>\r\n<!--StartFragment--><h1>一、任务</h1>{TABLE}<!--EndFragment--></body></html>",
        f"{WINDOWS}<h1>一、任务</h1>{TABLE}",
    ],
)
def test_rich_text_keeps_headings_and_tables(html: str) -> None:
    document = read_rich_text(html, "粘贴的文字")
    assert document.blocks[0].style_level == 1
    assert cells(document) == ["0 0.0 任务", "0 0.1 单位", "0 1.0 建设园区", "0 1.1 市工信局"]
    assert document.source.format == "html"


def test_numbers_that_word_prints_in_rich_text_are_kept() -> None:
    html = (
        "<p class=MsoNormal style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>一、</span><![endif]>"
        "<span lang=ZH-CN>总体要求<o:p></o:p></span></p>"
    )
    assert texts(read_rich_text(html, "x")) == ["一、总体要求"]


@pytest.mark.parametrize(
    ("text", "html", "file_format"),
    [
        ("甲乙丙丁", "", "txt"),
        ("甲乙丙丁", "<p>甲乙丙丁</p>", "html"),
        ("甲乙丙丁", "<img src=x alt=甲乙丙丁>", "txt"),
        ("甲乙丙丁", "<p>甲</p>", "txt"),
        ("甲乙丙丁", "<div>" * 9_000, "txt"),
        ("", "<p>甲乙丙丁</p>", "html"),
    ],
)
def test_rich_text_is_read_if_it_is_not_less(text: str, html: str, file_format: str) -> None:
    assert read_pasted(text, html, "x").source.format == file_format


@pytest.mark.parametrize(("text", "html"), [("", ""), (" \n", "<p> </p>"), ("", "<img>")])
def test_an_empty_clipboard_is_told(text: str, html: str) -> None:
    with pytest.raises(PlanlensError, match="剪贴板中没有文字") as caught:
        read_pasted(text, html, "x")
    assert caught.value.code == "no-text"


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pasted, "MAX_PASTED", 10)
    with pytest.raises(PlanlensError) as caught:
        read_text("云屏市数字规划", "x")
    assert caught.value.code == "too-large"


def test_halves_of_characters_do_not_matter() -> None:
    assert texts(read_text("甲\ud83d乙", "x")) == ["甲?乙"]


@pytest.mark.parametrize(
    ("text", "html"),
    [("一、任务\n建设园区", ""), ("任务 单位", TABLE), ("", f"{WINDOWS}<!--StartFragment-->{TABLE}<!--EndFragment-->")],
)
def test_a_pasted_file_is_read_as_the_clipboard_is(text: str, html: str, tmp_path: Path) -> None:
    ending, data = pasted_file(text, html)
    path = tmp_path / f"剪贴板{ending}"
    path.write_bytes(data)
    document, clipboard = read_document(path), read_pasted(text, html, "x")
    assert (document.text, document.blocks) == (clipboard.text, clipboard.blocks)
