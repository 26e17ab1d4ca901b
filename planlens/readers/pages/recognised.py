"""Pages from pictures: what a recogniser saw, as text runs and ruling lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from planlens.readers.pages.health import check_recognised, check_text, recognised_warning
from planlens.readers.pages.model import Page, Run
from planlens.readers.recognition import Recogniser
from planlens.readers.recognition.seen import Picture, SeenText
from planlens.readers.recognition.strokes import strokes_in

_HAN = re.compile("[\u4e00-\u9fff”》）、。]")  # 规
_NARROW = re.compile(rf"(?<={_HAN.pattern})[,:;!?](?!\d)")  # the comma of 规划,目标
_LONG = 8
"""Ems of a line that is long enough to tell its size by its width."""
_WIDE = dict(zip(",:;!?", "，：；！？", strict=True))


def recognise_pages(
    pages: list[Page], numbers: Sequence[int], pictures: Iterable[Picture | None], recogniser: Recogniser
) -> list[str]:
    """Put what is seen in the pictures of pages in their place, and return the warning that names them.

    Args:
        pages: all pages of a file.
        numbers: those to recognise, from 0.
        pictures: their pictures, None for pages that cannot be drawn or are blank; they stay as they are.
        recogniser: called for each picture, in their order.

    Raises:
        PlanlensError: ``too-many-pages``; ``scanned`` or ``broken-fonts`` where that did not help; and what
            *recogniser* raises.
    """
    check_recognised(len(numbers))
    for number, picture in zip(numbers, pictures, strict=True):
        if picture is not None:
            pages[number] = page_of(picture, recogniser(picture))
    check_text(pages)
    return recognised_warning([number + 1 for number in numbers if pages[number].runs])


def page_of(picture: Picture, seen: Iterable[SeenText]) -> Page:
    """Return the page that a picture shows, in points."""
    scale = picture.scale
    page = Page(picture.width / scale, picture.height / scale, pictured=True)
    texts = [text for text in seen if text.text.strip() and text.right > text.left and text.bottom > text.top]
    share = _em_share(texts)
    page.runs = [_run(text, scale, share) for text in texts]
    page.rules = strokes_in(picture)
    _even_out(page.runs)
    return page


def _widths(text: str) -> list[float]:
    return [0.5 if character.isascii() else 1.0 for character in text]


def _em_share(texts: Sequence[SeenText]) -> float:
    """Return how much of a box's height an em is: long lines tell it by their widths, short ones cannot."""
    shares = sorted(
        (text.right - text.left) / sum(_widths(text.text)) / (text.bottom - text.top)
        for text in texts
        if sum(_widths(text.text)) >= _LONG
    )
    return min(max(shares[len(shares) // 2], 0.5), 1.0) if shares else 0.8


def _run(seen: SeenText, scale: float, share: float) -> Run:
    """Return the run of a line; its characters share its box by their widths."""
    text = printed(seen.text.strip())
    widths = _widths(text)
    left, right, height = seen.left / scale, seen.right / scale, (seen.bottom - seen.top) / scale
    em = (right - left) / sum(widths)
    size = min(em, height) if sum(widths) >= _LONG else share * height
    lefts = [left + em * sum(widths[:index]) for index in range(len(text))]
    return Run(text, lefts, right, seen.bottom / scale - 0.12 * height, max(size, 1.0))


def printed(text: str) -> str:
    """Return a text with the wide punctuation of Chinese print, where a model gave the narrow one beside Chinese."""
    signs, waiting = list(text), []
    for place, sign in enumerate(text):
        beside = "".join(signs[max(place - 1, 0) : place]) + text[place + 1 : place + 2]
        if sign == "(":
            waiting.append(place)
        if sign == "(" and _HAN.search(beside):
            signs[place] = "（"
        elif sign == ")":
            opened = waiting.pop() if waiting else None
            wide = signs[opened] == "（" if opened is not None else _HAN.search(beside) is not None
            signs[place] = "）" if wide else ")"
    return _NARROW.sub(lambda found: _WIDE[found[0]], "".join(signs))


def _alike(run: Run, other: Run) -> bool:
    return 0.77 < run.size / other.size < 1.3


def _even_out(runs: Sequence[Run]) -> None:
    """Give runs of nearly the same size the same one: what is seen differs by some hundredths from line to line.

    The boxes of a few characters are too loose to tell their size: they take it from the long line beside them. Those
    of some more (a paragraph's last line) do so where the sizes are not as far apart as a title's from the text's.
    """
    long = [run for run in runs if sum(_widths(run.text)) >= _LONG]
    longer = [run for run in runs if sum(_widths(run.text)) >= 4]
    for run in runs:
        width = sum(_widths(run.text))
        if width >= _LONG:
            continue
        others = longer if width < 4 else long
        beside = min(others, key=lambda other: abs(other.baseline - run.baseline), default=run)
        if abs(beside.baseline - run.baseline) < 3 * beside.size and (width < 4 or _alike(run, beside)):
            run.size = beside.size
    rest = list(runs)
    while rest:
        common = Counter(round(run.size * 2) for run in rest for _ in run.text).most_common(1)[0][0] / 2
        near = [run for run in rest if 0.88 * common < run.size < 1.12 * common]
        rest = [run for run in rest if not 0.88 * common < run.size < 1.12 * common]
        for run in near:
            run.size = common
