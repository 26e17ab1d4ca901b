"""Which years a document is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from planlens.analysis.draft import Draft, Sentence
from planlens.language.dates import OPEN_PERIOD, PERIOD, YEAR_END, period_end, times, year_of
from planlens.language.numerals import narrow
from planlens.model import Role

_TITLE_YEAR = re.compile(r"(20\d{2}|19\d{2})(?:年|[-—–~～至])")  # 2024—2027年
YEAR_NUMBER = re.compile(r"(?P<y>(?:19|20)\d{2})(?=年)")  # 2027年
ADVERBIAL_YEAR = re.compile(
    r"(?:^|(?<=[，,；;。：:、（(“到至在力争确保争取于内年])|(?<=其中)|(?<=\d{4}[-—–~～至到]))"
    r"(?P<y>(?:19|20)\d{2})年(?!度|的|基|水平|以来)|"
    r"(?P<y2>(?:19|20)\d{2})年(?=年?底|年?末|前)"
)
"""A year that says when: at a clause's start, behind 到, or with 底, 末, 前; not one compared with (比2020年)."""
_STEP = r"第[一二三四五](?:步|阶段)[，,：:]?"
_LEAD_YEAR = re.compile(
    rf"^(?:{_STEP})?(力争|争取|确保)?(通过.{{0,12}}努力，)?(到|至|力争到|在)?[“\"]?"
    r"((?:19|20)\d{2}年|十[一二三四五六]五|二〇[〇一二三四五六七八九]{2}年)"
)
_STARTS = {"十": "2001", "十一": "2006", "十二": "2011", "十三": "2016", "十四": "2021", "十五": "2026", "十六": "2031"}


def own_year(draft: Draft) -> str | None:
    """Return the document's first year: that of its title, its date, its file name, or of its five-year period."""
    for text in (draft.title or "", *_colophon_dates(draft), draft.document.source.name):
        found = _TITLE_YEAR.search(narrow(text))
        if found is not None:
            return found[1]
    for text in (draft.title or "", draft.document.source.name):
        period = PERIOD.search(text)
        if period is not None and period["p"] in _STARTS:
            return _STARTS[period["p"]]
    return None


def stated_year(draft: Draft) -> str | None:
    """Return the year that 年底前 without a year means: the only one in the title, or that of the document's date.

    A work plan of 2026 is dated 2025-12; a title that looks further ahead than a year names an aim.
    """
    years = {found[0] for found in re.finditer(r"(?:19|20)\d{2}", narrow(draft.title or ""))}  # 2026
    titled = min(years) if len(years) == 1 else None
    dates = _colophon_dates(draft)
    if titled is None or (dates and int(titled) > int(dates[0][:4]) + 1):
        return dates[0][:4] if dates else titled
    return titled


def _colophon_dates(draft: Draft) -> list[str]:
    dates = []
    first = next((heading.paragraph for heading in draft.headings), 0)
    for index, paragraph in enumerate(draft.paragraphs):
        if (paragraph.colophon or index < min(first, 8)) and len(paragraph.flow) <= 50:
            dates += [f"{time.value[:4]}年" for time in times(paragraph.text, None) if len(time.value) > 4][:1]
    return dates[-1:]


class LeadYears:
    """The year that a paragraph's or a section's lead sets for what follows (到2025年，……); asked in reading order."""

    def __init__(self, draft: Draft, year: str | None) -> None:
        self._draft = draft
        self._year = year
        self._first = own_year(draft) or ""
        self._paragraph: tuple[int, str | None] = (-1, None)
        self._sections: dict[int | None, str] = {}
        self._this_year: dict[int | None, str] = {}

    def for_sentence(self, sentence: Sentence) -> str | None:
        """Return the year in force at the start of *sentence*, and note the year that it sets itself."""
        text = sentence.flow.text
        own = self._lead(text)
        carried = None if len(set(ADVERBIAL_YEAR.findall(narrow(text)))) > 1 else own
        if self._paragraph[0] != sentence.paragraph:
            self._paragraph = (sentence.paragraph, carried)
            said = carried or _said(text)
            if said is not None and re.match(_STEP, text):  # 第一步
                self._step(sentence.heading, said)
            elif said is not None:
                self._note(sentence.heading, said)
                self._beside(sentence, said)
        elif own is not None:
            self._paragraph = (sentence.paragraph, carried)
            if carried is not None and self._draft.role_of(sentence.heading) in (Role.GOAL, Role.PRINCIPLE):
                self._note(sentence.heading, carried)  # 以……为主线。到2026年，…… above ——创新能力。
        result = own or self._paragraph[1] or self._from_sections(sentence.heading)
        if self._draft.role_of(sentence.heading) in (Role.GOAL, Role.PRINCIPLE):
            self._paragraph = (sentence.paragraph, _reached(text) or self._paragraph[1])
            if text.endswith(("：", ":")) and self._paragraph[1] is not None:
                self._sections[sentence.heading] = self._paragraph[1]
        if self._year is not None and re.search(r"今年|本年度", text):  # 今年
            self._this_year.setdefault(sentence.heading, self._year)
        return result

    def _beside(self, sentence: Sentence, year: str) -> None:
        """Note the year of a lead below a phrase that names its own paragraph only: it leads the phrases after it."""
        heading = None if sentence.heading is None else self._draft.headings[sentence.heading]
        if heading is None or heading.number or heading.paragraph == sentence.paragraph or heading.parent is None:
            return
        if self._draft.headings[heading.parent].role in (Role.GOAL, Role.PRINCIPLE):
            self._note(heading.parent, year)

    def _note(self, heading: int | None, year: str) -> None:
        """Note a section's year: the first that its leads set; one that is over when the document begins gives way."""
        if self._sections.get(heading, "") < self._first:
            self._sections[heading] = year
        self._sections.setdefault(heading, year)

    def _step(self, heading: int | None, year: str) -> None:
        """Note the year of a step (第二步，到2025年……): for all goals until the next step, under other leads too."""
        while heading is not None and self._draft.headings[heading].role is Role.GOAL:
            self._sections[heading] = year
            heading = self._draft.headings[heading].parent

    def _lead(self, text: str) -> str | None:
        half = narrow(text)
        found = _LEAD_YEAR.match(half)
        if found is not None:
            return year_in(half[: found.end() + 1])
        # 今年 / 今年主要预期目标
        this_year = re.match(r"(今年|本年度?|全年)", text) or re.search(r"今年.{0,12}预期目标", text)
        return self._year if this_year else None

    def _from_sections(self, heading: int | None) -> str | None:
        """Goals take the year of their own lead paragraph or of the section's above; every section takes 今年."""
        while heading is not None:
            section = self._draft.headings[heading]
            if section.role in (Role.GOAL, Role.PRINCIPLE) and heading in self._sections:
                return self._sections[heading]
            if heading in self._this_year:
                return self._this_year[heading]
            titled = _titled(section.title)
            if titled is not None:
                return titled
            heading = section.parent
        return None


def _titled(title: str) -> str | None:
    """Return the only year that a heading names (三、2026年工作安排), None for a period (2024—2026年)."""
    # 2024 and 2027 of 2024—2027年
    years = set(re.findall(r"(?:19|20)\d{2}", narrow(title)))
    return years.pop() if len(years) == 1 and YEAR_NUMBER.search(narrow(title)) else None


def _reached(text: str) -> str | None:
    """Return the last year that a sentence of goals names as reached (到2025年)."""
    years = re.findall(r"(?:到|至)((?:19|20)\d{2})年", narrow(text))  # 到2027年
    return years[-1] if years else None


def _said(text: str) -> str | None:
    """Return the year that the first sentence of a section sets behind an opening phrase (经过努力，到2025年，……)."""
    # ，到2027年底，
    found = re.search(r"[，,](?:力争|争取|确保)?(?:到|至)((?:19|20)\d{2}年(?:底|末)?)[，,]", narrow(text))
    return year_in(found[1]) if found is not None else None


def year_in(text: str) -> str | None:
    """Return the last year that a text names, in Arabic or Chinese digits or as the end of a five-year period."""
    years = [found["y"] for found in YEAR_NUMBER.finditer(narrow(text))]
    if years:
        return years[-1]
    written = re.search(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)", text)  # 二〇二六年
    return year_of(written[0]) if written is not None else period_end(text)


_TOLD = re.compile(r"今年|本年")  # 今年
_OWN = "1000"
"""A year that no text names: times that take it name none."""


class Times:
    """The years that a sentence names, to be asked which of them stands before a place."""

    def __init__(self, half: str, level: Sequence[int]) -> None:
        years = [found for found in ADVERBIAL_YEAR.finditer(half) if level[found.start()] == 0]
        self._starts = [found.start() for found in years]
        self._years = [found["y"] or found["y2"] for found in years]
        periods = (found for found in PERIOD.finditer(half) if OPEN_PERIOD.match(half, found.start()) is None)
        period = next(periods, None)
        self._period = (len(half), None) if period is None else (period.end(), period_end(period[0]))
        self._half = half

    @cached_property
    def _told(self) -> int:
        """Where the sentence first says a time of the document's own year (年底, 今年, 三季度末)."""
        told = [found.end() for pattern in (YEAR_END, _TOLD) if (found := pattern.search(self._half)) is not None]
        told += [time.end for time in times(self._half, _OWN)[:1] if time.value.startswith(_OWN)]
        return min(told, default=len(self._half))

    def at(self, place: int, this_year: str | None) -> str | None:
        """Return the year in force at a place; *this_year* is what 今年 means."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0:
            return self._years[index]
        if self._period[1] is not None and self._period[0] <= place:
            return self._period[1]
        return this_year if self._told <= place else None
