"""Which paragraphs are headings: whole series of numbered ones, and bare lines without a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from planlens.analysis.draft import Paragraph
from planlens.analysis.markers import Marker, Style
from planlens.analysis.notes import closing_note, is_note
from planlens.language.lexicon import word_list
from planlens.language.sentences import depths

LONGEST_TITLE = 60
"""A line of more characters is text, not a title."""
LONGEST_RUN_IN = 36
"""The first sentence of a numbered paragraph is its title up to this length; longer ones are sentences."""


@dataclass(slots=True)
class Candidate:
    """A heading before it has its place in the tree.

    Attributes:
        style: the style of its mark, None for an unnumbered one.
        rank: how high it stands; smaller is higher (see :class:`Style`).
        value: the number of its mark.
        number: the mark as printed, "" for none.
        title: the range of the title in the paragraph.
        body: where the paragraph's text after the heading begins.
        title_from: the paragraph that holds the rest of the title (附件1 and its title on the next line).
        swallowed: whether the paragraph is only the rest of another heading's title.
    """

    style: Style | None
    rank: int
    value: int
    number: str
    title: tuple[int, int]
    body: int
    rule: str
    confidence: float = 1.0
    title_from: int | None = None
    swallowed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How a numbered paragraph reads: where its first sentence ends, and what follows."""

    title: tuple[int, int]
    body: int
    length: int
    alone: bool
    stopped: bool
    colon: bool
    clauses: int


def shape_of(text: str, start: int, gap: int | None = None) -> Shape:
    """Describe the text after a mark that ends at *start*.

    Args:
        text: the paragraph.
        start: where the mark ends.
        gap: where the file parts the paragraph by blanks, which may stand for the full stop behind a title.
    """
    note = closing_note(text)
    limit = note if note is not None and note > start else len(text)
    end, stop = _first_stop(text, start, limit)
    if (
        gap is not None
        and start + 3 < gap <= start + LONGEST_RUN_IN < end
        and not re.search(r"[，。；：]", text[start:gap])
    ):
        end, stop = gap, " "
    body = min(end + (stop not in ("", " ")), limit) if stop else limit
    alone = not text[body:limit].strip()
    return Shape(
        title=(start, end),
        body=len(text) if alone and note is None else body,
        length=end - start,
        alone=alone,
        stopped=stop in ("。", "；", "！", "？", " "),
        colon=stop in (":", "："),
        clauses=len(re.findall(r"[，,]", text[start:end])) + 1,
    )


def _first_stop(text: str, start: int, limit: int) -> tuple[int, str]:
    """Return where the first sentence ends, and what ends it; a colon counts where a text follows it, not a title's rest."""
    for index, depth in enumerate(depths(text[:limit])):
        if index < start or depth:
            continue
        if text[index] in "。；！？":
            return index, text[index]
        rest = text[index + 1 : limit]
        if (
            text[index] in ":："
            and 0 < index - start <= 24
            and (not rest or "。" in rest or "；" in rest or len(rest) > 40)
        ):
            return index, text[index]
    return limit, ""


def gap_of(paragraph: Paragraph) -> int | None:
    """Return the first place behind a paragraph's mark where the file has blanks between two Chinese characters."""
    start = paragraph.marker.end if paragraph.marker is not None else 0
    at, text = paragraph.flow.at, paragraph.text
    for index in range(start + 4, min(start + LONGEST_RUN_IN, len(at))):
        if at[index] - at[index - 1] > 1 and text[index] > "\u2e7f" and text[index - 1] > "\u2e7f":
            return index
    return None


def top_rank(candidates: Iterable[Candidate]) -> int:
    """Return the rank of the highest numbered headings, that of 一、 if there are none."""
    ranks = [c.rank for c in candidates if c.style is not None and c.style < Style.BOX]
    return min(ranks, default=int(Style.CHINESE))


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
                    [(int(marker.style), index)] if marker.style is Style.ATTACHMENT else [*open_marks, (0, index)]
                )
            continue
        rank = _rank(marker)
        while open_marks and open_marks[-1][0] >= rank:
            open_marks.pop()
        parent = open_marks[-1][1] if open_marks else -1
        groups.setdefault((parent, marker.style), []).append(index)
        open_marks.append((rank, index))
    for members in groups.values():
        chosen |= _judge(paragraphs, members)
    return chosen


def _rank(marker: Marker) -> int:
    return int(marker.style) + (len(marker.path) - 2 if marker.path else 0)


def _swallowed() -> Candidate:
    return Candidate(None, 0, 0, "", (0, 0), 0, "title-line", swallowed=True)


def _frozen(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the paragraphs that cannot be headings: a glossary, and the numbered notes below a table."""
    frozen: set[int] = set()
    glossary = False
    for index, paragraph in enumerate(paragraphs):
        text, marker = paragraph.text, paragraph.marker
        small = marker is not None and marker.style >= Style.ARABIC and marker.style < Style.BOX
        if re.fullmatch(r".{0,12}(名词|术语)(解释|释义|说明).{0,4}", text):
            glossary = True
        elif marker is not None and marker.style in (Style.PART, Style.CHAPTER, Style.CHINESE, Style.ATTACHMENT):
            glossary = False
        elif glossary:
            frozen.add(index)
        if (
            small
            and re.match(r"[^：:，。]{1,24}[:：]?(是指|指的是|指|即)", text[marker.end if marker else 0 :])
            and "：" in text[:30]
        ):
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
    rank = 0 if marker.style is Style.ATTACHMENT else int(Style.BOX)
    number = text[: marker.end].rstrip(" :：、.．")
    candidate = Candidate(marker.style, rank, marker.value, number, (marker.end, len(text)), len(text), "label")
    if marker.end < len(text):
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
    if shape.alone or shape.length > LONGEST_RUN_IN or not re.match(r"\S{0,4}专栏\d", text):
        return None
    number = text[: marker.end].rstrip(" :：、.．")
    return Candidate(Style.BOX, int(Style.BOX), marker.value, number, shape.title, shape.body, "label", 0.7)


def _judge(paragraphs: Sequence[Paragraph], members: Sequence[int]) -> dict[int, Candidate]:
    """Decide for the items of one series together: all titles, or all sentences with single exceptions."""
    shapes = {
        index: shape_of(paragraphs[index].text, _end(paragraphs[index]), gap_of(paragraphs[index])) for index in members
    }
    follows = {index: _follows(paragraphs, index) for index in members}
    run_in = [shape.length for shape in shapes.values() if not shape.alone]
    short = bool(run_in) and median(run_in) <= LONGEST_RUN_IN - 8
    likely = {index: _title_like(paragraphs[index], shapes[index], follows[index], short) for index in members}
    titled = sum(likely.values()) >= 0.5 * len(members)
    result = {}
    for index in members:
        shape, marker = shapes[index], paragraphs[index].marker
        assert marker is not None
        fits = likely[index] or (titled and _fits_series(shape))
        surely = (
            follows[index] in ("text", "deeper") and shape.alone and not shape.stopped and shape.length <= LONGEST_TITLE
        )
        if (fits if titled else surely) and shape.length > 0:
            number = paragraphs[index].text[: marker.end].strip()
            confidence = sum(likely.values()) / len(members) if titled else 0.6
            result[index] = Candidate(
                marker.style,
                _rank(marker),
                marker.value,
                number,
                shape.title,
                shape.body,
                f"number:{marker.style.name.lower()}",
                confidence,
            )
    return result


def _end(paragraph: Paragraph) -> int:
    assert paragraph.marker is not None
    return paragraph.marker.end


def _fits_series(shape: Shape) -> bool:
    """Whether an unlike item of a series of titles can still be a title: a short line without a full stop."""
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
    """Say what comes below a numbered line: ``text``, a ``deeper`` mark, a ``sibling``, a ``higher`` mark, a ``note``, ``end``."""
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
        if marker.style is own.style and len(marker.path) <= len(own.path):
            return "sibling"
        return "deeper" if _rank(marker) > _rank(own) else "higher"
    return "end"


def bare_candidates(
    paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], top: int
) -> dict[int, Candidate]:
    """Return the headings without a number: named ones, styled ones, and lines that open a series or a text."""
    parents = _usual_parents(numbered)
    styled = _style_ranks(paragraphs, numbered)
    names = {re.sub(r"\s", "", name) for name in word_list("section-names")}
    chapters = set(word_list("chapter-names"))
    result: dict[int, Candidate] = {}
    body_begun = lost = False
    above = top
    for index, paragraph in enumerate(paragraphs):
        if index in numbered:
            body_begun = True
            above = numbered[index].rank or above
            continue
        text = paragraph.text
        if paragraph.colophon or paragraph.marker is not None or len(text) > 45 or is_note(text):
            body_begun = body_begun or len(text) > 45
            continue
        rank, rule = None, ""
        opened = _opened_series(paragraphs, numbered, index) or _restarted_series(paragraphs, numbered, index)
        if text in names or re.sub(r"\W", "", text) in names:
            rank, rule = top, "name"
        elif paragraph.block.style_level is not None and text[-1] not in "。；，":
            rank, rule = styled.get(paragraph.block.style_level, paragraph.block.style_level * 10), "style"
        elif not _bare_title(text) or (opened is not None and int(opened) == top and _new_document(text)):
            continue
        elif opened is not None:
            rank, rule = parents.get(opened, int(opened) - 5), "opens-series"
            lost = lost or rank == top
        elif text in chapters and (lost or not numbered):
            rank, rule = top, "chapter-name"
        elif (gap := _gap(paragraphs, numbered, index, chapters)) is not None:
            rank, rule = gap, "lost-number"
        elif body_begun and _opens_text(paragraphs, numbered, index):
            rank, rule = above + 4, "opens-text"
        if rank is not None:
            end = len(text.rstrip("：:"))
            result[index] = Candidate(None, rank, 0, "", (0, end), len(text), rule, 0.8)
            body_begun = True
    return result


def _usual_parents(numbered: Mapping[int, Candidate]) -> dict[Style, int]:
    """Return for each style the rank under which its series usually begin."""
    counts: dict[Style, Counter[int]] = {}
    last: Candidate | None = None
    for index in sorted(numbered):
        candidate = numbered[index]
        if candidate.style is None:
            continue
        if last is not None and candidate.value == 1 and last.rank < candidate.rank and candidate.style < Style.BOX:
            counts.setdefault(candidate.style, Counter())[last.rank] += 1
        last = candidate
    return {style: counter.most_common(1)[0][0] for style, counter in counts.items()}


def _style_ranks(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate]) -> dict[int, int]:
    """Return the usual rank of numbered headings in each of the file's heading styles."""
    counts: dict[int, Counter[int]] = {}
    for index, candidate in numbered.items():
        level = paragraphs[index].block.style_level
        if level is not None and candidate.style is not None and candidate.style < Style.BOX:
            counts.setdefault(level, Counter())[candidate.rank] += 1
    return {level: counter.most_common(1)[0][0] for level, counter in counts.items()}


def _bare_title(text: str) -> bool:
    """Whether a line without a number reads like a title: no stop inside, no list, no date, not the end of a sentence."""
    if re.search(r"[。；！？;!?…]", text) or text[-1] in "，、,." or not re.search(r"[\u4e00-\u9fff]{2}", text):
        return False
    if len(text) < 3 or re.match(r"[（(\d]", text) or len(re.findall(r"[，,]", text)) > 2:
        return False
    if text[-1] in "：:":
        return len(text) <= 16 and "，" not in text
    return not re.search(r"(年|月|日|人民政府|办公厅|办公室|委员会)$", text)


def _gap(
    paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int, chapters: set[str]
) -> int | None:
    """Return the rank of the series that misses its number here: （二）, this line, （四）; or whose names it goes on with."""
    before = next((k for k in range(index - 1, -1, -1) if k in numbered and numbered[k].rank < Style.BOX), None)
    if before is None or not _opens_text(paragraphs, numbered, index):
        return None
    last = numbered[before]
    start, end = last.title
    if paragraphs[index].text in chapters and paragraphs[before].text[start:end] in chapters:
        return last.rank
    for rank in sorted({c.rank for c in numbered.values() if c.rank <= last.rank}, reverse=True):
        above = next(
            (numbered[k] for k in range(index - 1, -1, -1) if k in numbered and numbered[k].rank <= rank), None
        )
        below = next(
            (numbered[k] for k in range(index + 1, len(paragraphs)) if k in numbered and numbered[k].rank <= rank), None
        )
        if (
            above is not None
            and below is not None
            and above.rank == below.rank == rank
            and below.value == above.value + 2
        ):
            return rank
    return None


def _new_document(text: str) -> bool:
    """Whether a line above a series that begins again at the top is the title of another document in the same file."""
    return re.search(r"(规划|计划|纲要|方案|意见|要点|措施|政策|办法)([（(].{2,24}[）)])?$", text) is not None


def _opened_series(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> Style | None:
    """Return the style of the series that begins right below a line."""
    following = index + 1
    if following >= len(paragraphs):
        return None
    candidate = numbered.get(following)
    if candidate is None or candidate.value != 1 or candidate.style is None or candidate.style >= Style.BOX:
        return None
    return candidate.style


def _restarted_series(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> Style | None:
    """Return the style of the series that begins again below a line and its text, with no numbered heading to explain it."""
    before = next((numbered[k] for k in range(index - 1, -1, -1) if k in numbered), None)
    after = next((numbered[k] for k in range(index + 1, min(index + 5, len(paragraphs))) if k in numbered), None)
    if before is None or after is None or after.style is None or after.value != 1 or after.style >= Style.BOX:
        return None
    return after.style if before.style is not None and before.rank >= after.rank and before.rank < Style.BOX else None


def _opens_text(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> bool:
    """Whether a bare line stands between whole sentences and opens a longer text."""
    if index + 1 >= len(paragraphs) or index == 0 or index + 1 in numbered:
        return False
    before, after = paragraphs[index - 1], paragraphs[index + 1]
    ended = index - 1 in numbered or before.text[-1] in "。；）)”：" or before.colophon
    long = len(after.flow) >= 20 and len(after.flow) > len(paragraphs[index].flow) and "。" in after.text
    return ended and long and not after.colophon and len(paragraphs[index].flow) <= 40
