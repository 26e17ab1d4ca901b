"""Headings without a number: named ones, styled ones, and lines that open a series or a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from planlens.analysis.draft import Paragraph
from planlens.analysis.notes.note_places import is_note
from planlens.analysis.outline.candidates import Candidate, rank_of
from planlens.analysis.outline.fitting import Reading
from planlens.analysis.outline.leads import LEAD_RANK
from planlens.analysis.outline.markers import Marker, Style
from planlens.analysis.outline.numbered import GLOSSARY
from planlens.language.lexicon import word_list

NOT_ONE = 1.0
"""What it costs that a line that may be a heading is none."""
EMPTY = 1.5
"""What it costs that the section above would hold nothing."""
LOST_THERE = 0.2
"""What more it costs that a line is not of the kind that it looks like, but a numbered heading without its number."""
LOST_AT_ALL = 1.5
"""What it costs besides where nothing else says that the line is a heading."""
_IS = re.compile(r"^[^，。；]{4,30}是：$")
"""今年工作的总体要求是： names the paragraph below it, never the sections."""
_FRAMED = re.compile(r"【([\u4e00-\u9fff、]{2,12})】[:：]?")
"""【工作目标】到2028年，……."""
SENTENCE = 16
"""Characters of a sentence with which the body begins."""
_GARBLED = re.compile(r"(?<=[\u4e00-\u9fff])[-—–]?[、.．]$")
"""总体要求-、: what is left of a number that was moved behind its title."""
_GARBLED_SURELY = re.compile(r"^[\u4e00-\u9fff]{2,16}[-—–][、.．]$")
"""治水总纲-、: nothing but a number leaves this, whatever the title is."""


def bare_readings(
    paragraphs: Sequence[Paragraph],
    numbered: Mapping[int, Candidate],
    top: int,
    contents: Mapping[str, Marker | None],
) -> dict[int, list[Reading]]:
    """Return the ways to read the lines without a number that may be headings, by paragraph.

    Args:
        paragraphs: all paragraphs.
        numbered: the headings with numbers.
        top: the rank of the highest of them.
        contents: the titles of the table of contents.
    """
    search = _Search(paragraphs, numbered, top, contents)
    return {index: found for index in range(len(paragraphs)) if (found := search.readings(index))}


class _Search:
    """Goes through the paragraphs once, and remembers what the lines above have shown.

    Attributes:
        begun: whether the body has begun; before it, bare lines are titles and the like.
    """

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        numbered: Mapping[int, Candidate],
        top: int,
        contents: Mapping[str, Marker | None],
    ) -> None:
        self._paragraphs = paragraphs
        self._numbered = numbered
        self._top = top
        self._contents = contents
        self._above = top
        self._parents = _usual_parents(numbered)
        self._ranks = sorted({c.rank for c in numbered.values() if c.style is not None and c.rank < Style.ARABIC_PAREN})
        self._styled = _style_ranks(paragraphs, numbered)
        self._names = {re.sub(r"\W", "", name) for name in word_list("section-names")}
        self._chapters = set(word_list("chapter-names"))
        self._framed = sum(_FRAMED.match(paragraph.text) is not None for paragraph in paragraphs) > 1
        self.begun = False

    def readings(self, index: int) -> list[Reading]:
        """Return the ways to read a paragraph: none if it cannot be a heading without a number."""
        paragraph = self._paragraphs[index]
        if index in self._numbered:
            self.begun = True
            self._above = self._numbered[index].rank or self._above
            return []
        text = paragraph.text
        if label := self._label(paragraph):
            self.begun = True
            return [label]
        if paragraph.colophon or paragraph.marker is not None or len(text) > 45 or is_note(text):
            self.begun = self.begun or len(text) > 45
            return []
        self.begun = self.begun or (text[-1] == "。" and len(text) >= SENTENCE)
        title = _GARBLED.sub("", text)
        name = re.sub(r"\W", "", title)
        if name in self._names or (self.begun and GLOSSARY.fullmatch(text)):
            return [self._heading(index, self._top, "name", 0.0, counts=False)]
        if title != text and (name in self._contents or title in self._chapters or _GARBLED_SURELY.search(text)):
            return [self._heading(index, self._top, "garbled-number", 0.0)]
        level = paragraph.block.style_level
        if level is not None and text[-1] not in "。；，":
            return [self._heading(index, self._styled.get(level, level * 10), "style", 0.0)]
        if _IS.search(text):
            over = index + 1 < len(self._paragraphs) and self._paragraphs[index + 1].marker is None
            return [self._heading(index, LEAD_RANK, "is", 0.0)] if over and self.begun else []
        if not _bare_title(text):
            return []
        found = self._listed(index, name) or self._by_place(index)
        if found:
            self.begun = True
        return [*found, Reading(None, NOT_ONE)] if found else []

    def _heading(self, index: int, rank: int, rule: str, cost: float, *, counts: bool = True) -> Reading:
        text = self._paragraphs[index].text
        title = (0, len(_GARBLED.sub("", text).rstrip("：:")))
        return Reading(Candidate(None, rank, 0, "", title, len(text), rule, 0.8), cost, counts)

    def _label(self, paragraph: Paragraph) -> Reading | None:
        """A name in 【】 that opens a paragraph; where nothing has a number, the usual name of a chapter."""
        if paragraph.colophon or paragraph.marker is not None:
            return None
        framed = _FRAMED.match(paragraph.text)
        if framed is not None and self._framed:
            rank = LEAD_RANK - 1 if self._numbered else self._top
            return Reading(Candidate(None, rank, 0, "", framed.span(1), framed.end(), "framed", 0.8), 0.0)
        name, colon, rest = paragraph.text[:14].partition("：")
        if self._numbered or name not in self._chapters or not rest:
            return None
        return Reading(Candidate(None, self._top, 0, "", (0, len(name)), len(name + colon), "chapter-label", 0.8), 0.0)

    def _listed(self, index: int, name: str) -> list[Reading]:
        """A line that the table of contents lists stands where its number there says."""
        if name not in self._contents:
            return []
        marker = self._contents[name]
        rank = self._top if marker is None else rank_of(marker)
        return [self._heading(index, rank, "contents", -1.0, counts=marker is not None)]

    def _by_place(self, index: int) -> list[Reading]:
        paragraphs, numbered, text = self._paragraphs, self._numbered, self._paragraphs[index].text
        opened = _opened_series(paragraphs, numbered, index) or _restarted_series(paragraphs, numbered, index)
        if opened is not None:
            if int(opened) == self._top and _new_document(text):
                return []
            return self._or_elsewhere(index, self._opens(index, opened), int(opened))
        found: list[Reading] = []
        if text.rstrip("：") in self._chapters:
            found.append(self._heading(index, self._top, "chapter-name", 0.5 if numbered else 0.0))
        if _over_items(paragraphs, index):
            found.append(self._heading(index, self._above + 4, "over-items", 0.5))
        elif self.begun and _opens_text(paragraphs, numbered, index):
            found.append(self._heading(index, self._above + 4, "opens-text", 0.6))
        below = _below(paragraphs, numbered, index)
        if self.begun and below is not None and not _over_items(paragraphs, index):
            found = self._or_elsewhere(index, found, below)
        return found

    def _or_elsewhere(self, index: int, found: list[Reading], below: int) -> list[Reading]:
        """Add the readings as one of the numbered headings that lost its number; the numbers around it decide."""
        if self._paragraphs[index].text[-1] in "：:":
            return found
        told = {reading.heading.rank for reading in found if reading.heading is not None}
        cost = min((reading.cost for reading in found), default=LOST_AT_ALL) + LOST_THERE
        ranks = (rank for rank in self._ranks if rank < below and rank not in told)
        return [*found, *(self._heading(index, rank, "lost-number", cost) for rank in ranks)]

    def _opens(self, index: int, opened: Style) -> list[Reading]:
        """A line above a series stands where the series' parents usually stand, or between them and the series."""
        usual, between = self._parents.get(opened, int(opened) - 5), int(opened) - 5
        # 重点任务如下：
        leads = re.search(r"(是|有|为|如下|以下.{0,6})[：:]$", self._paragraphs[index].text) is not None
        cost = 3.0 if leads else 0.0
        above = self._numbered.get(index - 1)
        alone = above is not None and above.rank == usual and above.body >= len(self._paragraphs[index - 1].flow)
        empty = EMPTY if alone else 0.0
        if empty:
            self._parents[opened] = between
        found = [self._heading(index, usual, "opens-series", cost + empty)]
        if between != usual:
            found.append(self._heading(index, between, "opens-series", cost + 0.2))
        return found


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
    """Whether a line without a number reads like a title: no stop inside, no list, no date, no sentence's end."""
    # 加快建设。 / 统筹推进，
    if re.search(r"[。；！？;!?…]", text) or text[-1] in "，、,." or not re.search(r"[\u4e00-\u9fff]{2}", text):
        return False
    # （盖章） / 3项任务
    if len(text) < 3 or re.match(r"（|\d(?!\d{3}年.{2})", text) or len(re.findall(r"[，,]", text)) > 2:
        return False
    if text[-1] in "：:":
        # 要做好如下工作
        leads_in = re.search(r"如下|以下|下列|抓好|做好|^[在要应须]|(做到|坚持|把握|遵循)：", text) is not None
        return len(text) <= 16 and "，" not in text and not leads_in
    return not re.search(r"(年|月|日|人民政府|办公厅|办公室|委员会)$", text)  # 2026年3月5日 / 云山市人民政府


def _over_items(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether a line is 甲： alone over its items, and no mere lead-in to them (重点抓好以下工作：)."""
    text = paragraphs[index].text
    below = paragraphs[index + 1].marker if index + 1 < len(paragraphs) else None
    if text[-1] not in "：:" or below is None or below.value > 1 or below.style is Style.ATTACHMENT:
        return False
    # 以下方面
    return len(text) <= 10 and re.search(r"如下|以下|下列|包括|方面|其中|[一二三四五六七八九十\d]", text) is None


def _new_document(text: str) -> bool:
    """Whether a line above a series that begins again at the top is the title of another document in the same file."""
    # 云山市节水规划（2024—2027年）
    return re.search(r"(规划|计划|纲要|方案|意见|要点|措施|政策|办法)(（.{2,24}）)?$", text) is not None


def _opened_series(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> Style | None:
    """Return the style of the series that begins right below a line."""
    following = index + 1
    if following >= len(paragraphs):
        return None
    candidate = numbered.get(following)
    if candidate is None or candidate.style is None or candidate.style >= Style.BOX:
        return None
    if candidate.value != 1 and not (paragraphs[index].text.endswith("：") and candidate.style >= Style.ARABIC):
        return None
    return candidate.style


def _restarted_series(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> Style | None:
    """Return the style of the series that begins again below a line and its text, with no number to explain it."""
    after = next((numbered[k] for k in range(index + 1, min(index + 5, len(paragraphs))) if k in numbered), None)
    if after is None or after.style is None or after.value != 1 or after.style >= Style.BOX:
        return None
    before = next((numbered[k] for k in range(index - 1, -1, -1) if k in numbered), None)
    if before is None:
        return None
    return after.style if before.style is not None and before.rank >= after.rank and before.rank < Style.BOX else None


def _below(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> int | None:
    """Return below which rank a line may be a heading: that of the heading under it, the lowest over a longer text."""
    if index + 1 >= len(paragraphs):
        return None
    if index + 1 in numbered:
        return min(numbered[index + 1].rank, int(Style.BOX))
    own, text = paragraphs[index].text, paragraphs[index + 1].text
    told = "。" in text or len(text) >= 2 * SENTENCE
    return int(Style.BOX) if told and len(own) < len(text) and not _bare_title(text) else None


def _opens_text(paragraphs: Sequence[Paragraph], numbered: Mapping[int, Candidate], index: int) -> bool:
    """Whether a bare line stands between whole sentences and opens a longer text."""
    if index + 1 >= len(paragraphs) or index == 0 or index + 1 in numbered:
        return False
    before, after = paragraphs[index - 1], paragraphs[index + 1]
    ended = index - 1 in numbered or before.text[-1] in "。；）)”：" or before.colophon
    long = len(after.flow) >= 20 and len(after.flow) > len(paragraphs[index].flow) and "。" in after.text
    return ended and long and not after.colophon and len(paragraphs[index].flow) <= 40
