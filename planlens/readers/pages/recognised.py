"""Pages from pictures: what a recogniser saw, as text runs and ruling lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from planlens.readers.pages.model import Page, Run
from planlens.readers.recognition.seen import Picture, SeenText
from planlens.readers.recognition.strokes import strokes_in

_HAN = "[\u4e00-\u9fff”》）、。]"
_WIDE = dict(zip(",:;!?", "，：；！？", strict=True))


def page_of(picture: Picture, seen: Iterable[SeenText]) -> Page:
    """Return the page that a picture shows, in points."""
    page = Page(picture.width / picture.scale, picture.height / picture.scale, pictured=True)
    page.runs = [run for text in seen if text.text.strip() and (run := _run(text, picture.scale)) is not None]
    page.rules = strokes_in(picture)
    _even_out(page.runs)
    return page


def _run(seen: SeenText, scale: float) -> Run | None:
    """Return the run of a line: the characters share its box by their widths, which tell the font size best."""
    text = printed(seen.text.strip())
    widths = [0.5 if character.isascii() else 1.0 for character in text]
    left, right = seen.left / scale, seen.right / scale
    height = (seen.bottom - seen.top) / scale
    if right <= left or height <= 0:
        return None
    em = (right - left) / sum(widths)
    size = min(em, height) if sum(widths) >= 4 else 0.8 * height
    lefts = [left + em * sum(widths[:index]) for index in range(len(text))]
    return Run(text, lefts, right, seen.bottom / scale - 0.12 * height, max(size, 1.0))


def printed(text: str) -> str:
    """Return a text with the wide punctuation of Chinese print, where a model gave the narrow one beside Chinese."""
    text = re.sub(rf"(?<={_HAN})[,:;!?](?!\d)", lambda found: _WIDE[found[0]], text)
    text = re.sub(rf"(?<={_HAN})\(|\((?={_HAN})", "（", text)
    return re.sub(rf"(?<={_HAN})\)|\)(?={_HAN}|$)(?<!\d\))", "）", text)


def _even_out(runs: Sequence[Run]) -> None:
    """Give runs of nearly the same size the same one: what is seen differs by some hundredths from line to line."""
    ordered = sorted(runs, key=lambda run: run.size)
    group: list[Run] = []
    for run in [*ordered, None]:
        if group and (run is None or run.size > 1.08 * group[0].size):
            middle = group[len(group) // 2].size
            for member in group:
                member.size = middle
            group = []
        if run is not None:
            group.append(run)
