"""Charts as pictures (PNG), drawn by Pillow: no display, no window, no Qt.

A chart needs a font with Chinese characters; the machine's own are looked for, none is shipped. Where there is none
there is no picture, and whoever wanted one says so.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from planlens.model import Status
from planlens.views.monthly.charts import BarChart

NO_FONT = "这台电脑上没有找到中文字体，报告中没有插入图表。请安装任一中文字体（如宋体、黑体、思源黑体）后再生成。"
"""Why there is no picture."""

_WIDTH = 1560
"""Pixels across: 254 an inch on the 156 mm of an official document's type area."""

_TEXT, _LINE, _BAR, _GAP, _EDGE = 32, 46, 34, 22, 24
_BACK, _INK, _SOFT = "#FFFFFF", "#262626", "#595959"
_COLOURS = {
    Status.DONE: "#2E75B6",
    Status.MOSTLY_DONE: "#7FB2DE",
    Status.IN_PROGRESS: "#A9D08E",
    Status.BEHIND: "#C00000",
    Status.NOT_STARTED: "#D0CECE",
    Status.PAUSED: "#8497B0",
}
"""Told apart in black and white too: dark, middle and light, the behind ones darkest beside light ones."""

_WANTED = ("simhei", "msyh", "notosanscjk", "notosanssc", "sourcehansans", "wqy", "fzht", "simsun", "notoserifcjk")
"""Parts of the file names of usual Chinese fonts, the fittest first."""

_ENDINGS = {".ttf", ".ttc", ".otf", ".otc"}
_SAMPLE = "督"


def bar_picture(chart: BarChart) -> bytes | None:
    """Return a chart as the bytes of a PNG, None where no font for it is there."""
    path = chinese_font()
    if path is None:
        return None
    font = ImageFont.truetype(str(path), _TEXT)
    legend = list(_legend_lines(chart, font))
    above = _EDGE + len(legend) * _LINE
    height = above + len(chart.bars) * (_BAR + _GAP) + _EDGE + (_LINE if chart.note else 0)
    image = Image.new("RGB", (_WIDTH, height), _BACK)
    draw = ImageDraw.Draw(image)
    for row, items in enumerate(legend):
        for left, colour, words in items:
            top = _EDGE + row * _LINE
            draw.rectangle((left, top, left + 26, top + 26), fill=colour, outline=_SOFT)
            draw.text((left + 38, top + 13), words, font=font, fill=_INK, anchor="lm")
    _draw_bars(draw, chart, font, above)
    if chart.note:
        draw.text((_EDGE, height - _LINE), chart.note, font=font, fill=_SOFT, anchor="lm")
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True, dpi=(254, 254))
    return buffer.getvalue()


def _legend_lines(chart: BarChart, font: ImageFont.FreeTypeFont) -> Iterator[list[tuple[int, str, str]]]:
    """Yield what stands in each line above the bars: where, in which colour, which words."""
    line: list[tuple[int, str, str]] = []
    left = _EDGE
    for part in chart.parts:
        wide = 38 + int(font.getlength(part.name)) + 40
        if line and left + wide > _WIDTH - _EDGE:
            yield line
            line, left = [], _EDGE
        line.append((left, _COLOURS[part.status], part.name))
        left += wide
    yield line


def _draw_bars(draw: ImageDraw.ImageDraw, chart: BarChart, font: ImageFont.FreeTypeFont, above: int) -> None:
    labels = [_shortened(name, font, 460) for name, _ in chart.bars]
    left = _EDGE + int(max((font.getlength(label) for label in labels), default=0)) + 18
    right = _WIDTH - _EDGE - int(max((font.getlength(words) for words in chart.told), default=0)) - 18
    most = max((sum(numbers) for _, numbers in chart.bars), default=1) or 1
    for place, (_, numbers) in enumerate(chart.bars):
        top = above + place * (_BAR + _GAP)
        middle = top + _BAR // 2
        draw.text((left - 18, middle), labels[place], font=font, fill=_INK, anchor="rm")
        start, done = left, 0
        for part, number in zip(chart.parts, numbers, strict=True):
            done += number
            end = left + round((right - left) * done / most)
            if number:
                draw.rectangle((start, top, end, top + _BAR), fill=_COLOURS[part.status], outline=_BACK)
                _draw_number(draw, (start, end, middle), number, _COLOURS[part.status], font)
            start = end
        draw.text((start + 14, middle), chart.told[place], font=font, fill=_SOFT, anchor="lm")


def _draw_number(
    draw: ImageDraw.ImageDraw, place: tuple[int, int, int], number: int, colour: str, font: ImageFont.FreeTypeFont
) -> None:
    """Write a number into its part of a bar, where there is room."""
    start, end, middle = place
    if font.getlength(str(number)) + 8 <= end - start:
        dark = colour in {_COLOURS[Status.DONE], _COLOURS[Status.BEHIND], _COLOURS[Status.PAUSED]}
        fill = _BACK if dark else _INK
        draw.text(((start + end) // 2, middle), str(number), font=font, fill=fill, anchor="mm")


def _shortened(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    """Return a label, cut where it is too wide."""
    while font.getlength(text) > room and len(text) > 2:
        text = f"{text.rstrip('…')[:-1]}…"
    return text


@lru_cache(1)
def chinese_font() -> Path | None:
    """Return a font file with Chinese characters on this machine, None for none."""
    for path in sorted(_font_files(_font_folders()), key=_fitness):
        if _fitness(path)[0] < len(_WANTED) and _writes_chinese(path):
            return path
    return None


def _font_folders() -> Iterator[Path]:
    """Yield where systems keep fonts."""
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        yield Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts"
        return
    data = os.environ.get("XDG_DATA_HOME", "")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    yield Path(data) / "fonts" if data else Path.home() / ".local/share/fonts"
    yield from (Path.home() / ".fonts", Path("/System/Library/Fonts"), Path("/Library/Fonts"))


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if folder.is_dir():
            yield from (path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS)


def _fitness(path: Path) -> tuple[int, str]:
    """Return how fit a font is by its name, the least first; bold and light ones after the regular one."""
    name = path.stem.lower().replace("-", "").replace("_", "")
    rank = next((place for place, part in enumerate(_WANTED) if part in name), len(_WANTED))
    return rank, f"{any(word in name for word in ('bold', 'black', 'light', 'thin', 'bd'))}{name}"


def _writes_chinese(path: Path) -> bool:
    """Whether a font has Chinese characters: one looks unlike what stands for characters that it has not."""
    try:
        font = ImageFont.truetype(str(path), _TEXT)
        return bytes(font.getmask(_SAMPLE)) != bytes(font.getmask("\U0010ffff"))
    except (OSError, ValueError):
        return False
