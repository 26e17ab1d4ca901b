"""Which numbered paragraphs are headings: whole series are judged together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from statistics import median

from planlens.analysis.draft import Paragraph
from planlens.analysis.notes.note_places import closing_note, is_note
from planlens.analysis.outline.candidates import (
    LONGEST_RUN_IN,
    LONGEST_TITLE,
    Candidate,
    Shape,
    gap_of,
    rank_of,
    shape_of,
)
from planlens.analysis.outline.markers import Marker, Style
from planlens.language.lexicon import word_list

_MOSTLY = 0.5
"""The share of titles from which on a series is one of titles."""
_CLEARLY = 0.8
"""The share of titles in a series from which on a long one among them is one too."""


_OPENERS = ("依托", "围绕", "立足", "聚焦", "以", "按照", "坚持", "到2")
"""Words that a text begins with, and no part of a title that stands behind its noun."""
GLOSSARY = re.compile(
    r"[^，。：]{0,8}(名词|术语|用语|词汇|词条|缩略语|缩写|概念)"
    r"(的?(解释|释义|说明|定义|注释|注解|含义)|[和与及]定义|一览|表)*：?"
)
"""名词解释, 相关术语：, 专业用语和定义: the title of a glossary."""
_ENTRY = re.compile(r"[^：，。]{1,24}(：(是指|指的是|指(?![导标南挥引数定])|即(?![将时]))|(是指|指的是)[^：]*：)")
"""链长制：是指由领导担任链长…: an entry of a glossary."""
_DEFINES = re.compile(r"所称|是指|.适用于|^本(办法|规定|细则|措施|意见|方案|政策)")
"""What articles say of themselves: a sentence, never a title."""


def numbered_candidates(paragraphs: Sequence[Paragraph]) -> dict[int, Candidate]:
    """Return the headings among the numbered paragraphs, by paragraph index."""
    chosen: dict[int, Candidate] = {}
    frozen = _frozen(paragraphs)
    groups: dict[tuple[int, Style], list[int]] = {}
    open_marks: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        marker = paragraph.marker
        if marker is None or paragraph.colophon or index in frozen or marker.style is Style.BULLET:
            continue
        if marker.style in (Style.BOX, Style.ATTACHMENT):
            candidate = _labelled(paragraphs, index)
            if candidate is not None:
                chosen[index] = candidate
                if candidate.title_from is not None:
                    chosen[candidate.title_from] = _swallowed()
                open_marks = (
                    # 附件1
                    [(int(marker.style), index)] if marker.style is Style.ATTACHMENT else [*open_marks, (0, index)]
                )
            continue
        rank = rank_of(marker)
        while open_marks and open_marks[-1][0] >= rank:
            open_marks.pop()
        parent = open_marks[-1][1] if open_marks else -1
        groups.setdefault((parent, marker.style), []).append(index)
        open_marks.append((rank, index))
    series = [_Series(paragraphs, members) for members in _through(paragraphs, groups)]
    likely, items = _sums(series)
    for one in series:
        others = items[one.style] - len(one.members)
        chosen |= one.titles((likely[one.style] - sum(one.likely.values())) / others if others else None)
    return chosen


def _sums(series: Sequence[_Series]) -> tuple[Counter[Style], Counter[Style]]:
    """Return for each style of marks how many items are like titles in all series, and how many items they have."""
    likely: Counter[Style] = Counter()
    items: Counter[Style] = Counter()
    for one in series:
        likely[one.style] += sum(one.likely.values())
        items[one.style] += len(one.members)
    return likely, items


def _through(paragraphs: Sequence[Paragraph], groups: Mapping[tuple[int, Style], list[int]]) -> list[list[int]]:
    """Return the series of items, those joined that are numbered through from one parent to the next."""
    series: list[list[int]] = []
    open_series: dict[Style, list[int]] = {}
    for (_, style), members in groups.items():
        last = open_series.get(style)
        if last is not None and _value(paragraphs[members[0]]) == _value(paragraphs[last[-1]]) + 1:
            last.extend(members)
        else:
            series.append(list(members))
            open_series[style] = series[-1]
    return series


def _value(paragraph: Paragraph) -> int:
    return _mark(paragraph).value


def _swallowed() -> Candidate:
    return Candidate(None, 0, 0, "", (0, 0), 0, "title-line", swallowed=True)


def _frozen(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the paragraphs that cannot be headings: a glossary, and the numbered notes below a table."""
    frozen: set[int] = set()
    glossary = False
    for index, paragraph in enumerate(paragraphs):
        text, marker = paragraph.text, paragraph.marker
        small = marker is not None and marker.style >= Style.ARABIC and marker.style < Style.BOX
        if marker is None and GLOSSARY.fullmatch(text):
            glossary = True
        elif marker is not None and marker.style in (Style.PART, Style.CHAPTER, Style.CHINESE, Style.ATTACHMENT):
            glossary = False
        elif glossary:
            frozen.add(index)
        if small and _ENTRY.match(text, marker.end if marker else 0):
            frozen.add(index)
    return frozen


def _labelled(paragraphs: Sequence[Paragraph], index: int) -> Candidate | None:
    """Return the heading that 专栏N or 附件N makes, with its title on the same line or on the next one."""
    paragraph = paragraphs[index]
    marker = paragraph.marker
    assert marker is not None
    text = paragraph.text
    if len(text) - marker.end > LONGEST_TITLE or text[-1] in "。；，":
        return _box_run_in(text, marker) if marker.style is Style.BOX else None
    rank = 0 if marker.style is Style.ATTACHMENT else int(Style.BOX)  # 附件1
    number = text[: marker.end].rstrip(" :：、.．")
    candidate = Candidate(marker.style, rank, marker.value, number, (marker.end, len(text)), len(text), "label")
    if marker.end < len(text):
        # 附件1
        if marker.style is Style.ATTACHMENT and not re.match(r"附\s?[件录表]\s?([\d一二三四五六七八九十]|[:：])", text):
            return None
        return candidate
    following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    if (
        following is not None
        and following.marker is None
        and len(following.flow) <= LONGEST_TITLE
        and following.text[-1] not in "。；："
    ):
        candidate.title_from = index + 1
    return candidate


def _box_run_in(text: str, marker: Marker) -> Candidate | None:
    """Return the heading of a box whose title and text stand in one paragraph."""
    shape = shape_of(text, marker.end)
    if shape.alone or shape.length > LONGEST_RUN_IN or not re.match(r"\S{0,4}专栏\d", text):  # 专栏1
        return None
    number = text[: marker.end].rstrip(" :：、.．")
    return Candidate(Style.BOX, int(Style.BOX), marker.value, number, shape.title, shape.body, "label", 0.7)


class _Series:
    """The items of one series, which are judged together: all titles, or all sentences with single exceptions."""

    def __init__(self, paragraphs: Sequence[Paragraph], members: Sequence[int]) -> None:
        self._paragraphs, self.members = paragraphs, members
        self.style = _mark(paragraphs[members[0]]).style
        self._shapes = {k: shape_of(paragraphs[k].text, _end(paragraphs[k]), gap_of(paragraphs[k])) for k in members}
        self._follows = {index: _follows(paragraphs, index) for index in members}
        run_in = [shape.length for shape in self._shapes.values() if not shape.alone]
        short = bool(run_in) and median(run_in) <= LONGEST_RUN_IN - 8
        self.likely = {k: _title_like(paragraphs[k], self._shapes[k], self._follows[k], short) for k in members}

    def titles(self, usual: float | None) -> dict[int, Candidate]:
        """Return the titles of the series.

        Args:
            usual: the share of titles in the document's other series of its style, which says as much as one more item.
        """
        if self.style is Style.ORDINAL:
            return _ordinals(self._paragraphs, self._shapes, self._follows)
        like, count = sum(self.likely.values()), len(self.members)
        share = like / count if usual is None else (like + usual) / (count + 1)
        likely = [index for index in self.members if self.likely[index]]
        endings = {_title(self._paragraphs[k], self._shapes[k])[-1:] for k in likely} if share >= _MOSTLY else set()
        found = {index: self._titled(index, share, endings) for index in self.members}
        return {index: candidate for index, candidate in found.items() if candidate is not None}

    def _titled(self, index: int, share: float, endings: Set[str]) -> Candidate | None:
        """Return an item as a title, None if it is a sentence.

        Args:
            index: its paragraph.
            share: the share of titles in the series, with what is usual in the document.
            endings: the last characters of the clear titles of the series.
        """
        shape, follows, titled = self._shapes[index], self._follows[index], share >= _MOSTLY
        paragraph = self._paragraphs[index]
        marker = _mark(paragraph)
        fits = self.likely[index] or (titled and _fits_series(shape, follows, clearly=share >= _CLEARLY))
        surely = follows in ("text", "deeper") and shape.alone and not shape.stopped and shape.length <= LONGEST_TITLE
        if share >= _CLEARLY - 0.2 and not fits and (glued := _glued_end(paragraph.text, marker.end, endings)):
            shape, fits = replace(shape, title=(marker.end, glued), body=glued), True
        title = _title(paragraph, shape)
        if not (fits if titled else surely) or not title or _DEFINES.search(title):
            return None
        return Candidate(
            marker.style,
            rank_of(marker),
            marker.value,
            paragraph.text[: marker.end].strip(),
            shape.title,
            shape.body,
            f"number:{marker.style.name.lower()}",
            share if titled else 0.6,
            path=marker.path,
        )


def _mark(paragraph: Paragraph) -> Marker:
    assert paragraph.marker is not None
    return paragraph.marker


def _ordinals(
    paragraphs: Sequence[Paragraph], shapes: Mapping[int, Shape], follows: Mapping[int, str]
) -> dict[int, Candidate]:
    """Return the ordinals that are titles, alone over a paragraph each (一是促进就业。); others open sentences."""
    named = [k for k, shape in shapes.items() if shape.alone and follows[k] == "text" and shape.length <= LONGEST_TITLE]
    if len(named) < 2 or len(named) < 0.5 * len(shapes):
        return {}
    rank = int(Style.ORDINAL)
    return {k: Candidate(None, rank, 0, "", (0, shapes[k].title[1]), shapes[k].body, "ordinal", 0.7) for k in named}


def _title(paragraph: Paragraph, shape: Shape) -> str:
    return paragraph.text[slice(*shape.title)]


def _glued_end(text: str, start: int, endings: Set[str]) -> int | None:
    """Return where a title ends that a lost line break glued to its text, None if nothing says so.

    It ends as the titles beside it do, and the text goes on with a verb: （八）打造场景高地 and 依托重点实验室，….
    """
    verbs = (*word_list("title-verbs"), *_OPENERS)
    places = range(start + 6, min(start + LONGEST_RUN_IN, len(text) - 12))
    return (
        next((place for place in places if text[place - 1] in endings and text.startswith(verbs, place)), None)
        # a stop within six characters
        if not re.search(r"[，。；：]", text[start : start + 6])
        else None
    )


def _end(paragraph: Paragraph) -> int:
    return _mark(paragraph).end


def _fits_series(shape: Shape, follows: str, *, clearly: bool) -> bool:
    """Whether an unlike item of a series of titles can still be a title.

    A short one without a full stop can; where the others are titles clearly, a longer one too, and one with a full stop
    on a line of its own above its text.
    """
    if clearly:
        return shape.length <= LONGEST_TITLE and (not (shape.alone and shape.stopped) or follows == "text")
    return shape.length <= LONGEST_RUN_IN and (not shape.alone or not shape.stopped)


def _title_like(paragraph: Paragraph, shape: Shape, follows: str, short: bool) -> bool:
    marker = paragraph.marker
    assert marker is not None
    if not 0 < shape.length <= LONGEST_TITLE:
        return False
    if shape.alone and not shape.stopped:
        return follows in ("text", "deeper") or marker.style <= Style.CHINESE_PAREN or shape.colon
    if shape.alone:
        return follows in ("text", "deeper") and shape.length <= 45 and closing_note(paragraph.text) is None
    if shape.colon:
        return shape.length <= 20
    limit = LONGEST_RUN_IN if short else 20
    return shape.length <= limit and shape.clauses <= 3


def _follows(paragraphs: Sequence[Paragraph], index: int) -> str:
    """Say what comes below a numbered line: text, line, deeper, sibling, higher, note or end."""
    own = paragraphs[index].marker
    assert own is not None
    for paragraph in paragraphs[index + 1 : index + 3]:
        if paragraph.colophon:
            return "end"
        if is_note(paragraph.text):
            return "note"
        marker = paragraph.marker
        if marker is None or marker.style is Style.BULLET or marker.style is Style.BOX:
            return (
                "text" if marker is not None or len(paragraph.flow) > 12 or paragraph.text[-1] in "。：；" else "line"
            )
        if marker.style is Style.ATTACHMENT:  # 附件1
            return "higher"
        if marker.style is own.style and len(marker.path) <= len(own.path):
            return "sibling"
        return "deeper" if rank_of(marker) > rank_of(own) else "higher"
    return "end"
