"""Say until when each task must be done, where its sentence or its note says so.

A date in the sentence wins over the note's; a full date over a month, a month over a year, and the later of several
over the earlier; the parts after ； under one 到2020年， inherit it. Years in names (《…（2021—2023年）》) and years of
the past are no time limits.
"""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.years import stated_year
from planlens.language.dates import FULL, MONTH, ONGOING, OPEN_PERIOD, PERIOD, QUARTER, YEAR, YEAR_END, deadline_of
from planlens.language.numerals import narrow
from planlens.model import Span

_NAMES = re.compile(r"《[^》]*》|〔\d{4}〕\s?\d+号|（(?:19|20)\d{2}[^（）]{0,12}年?）|\((?:19|20)\d{2}[^()]{0,12}\)")
_NOT_A_LIMIT = re.compile(
    r"(?:自|从|始于|截至|截止|截止到|较|比|与|以|对标)(?:19|20)\d{2}年|(?:19|20)\d{2}年(?:以来|起|基期|基础上|的基础|度?工作|版|发布|印发|出台|修订|试点)|"
    r"(?:到)?(?:2035|2050)年(?:远景|基本实现)"
)
_DATED = re.compile(
    r"(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:第?[一二三四1-4]季度)?(?:上半年|下半年|年?底|年?末|初|上旬|中旬|下旬)?(?:以前|之前|前)?"
)
_LASTING = re.compile(r"(?:长期坚持|持续推进|长期推进|长期实施)[。；;]?$")


_TIMELY = re.compile(r"[年月季常期]|五[”\"’]|十[一二三四五六]?五|持续|推进")
"""What every time limit holds."""


def run(draft: Draft) -> None:
    """Set the deadline of every task sentence."""
    year = stated_year(draft)
    carried: tuple[int, str, Span] | None = None
    for sentence in draft.sentences:
        if sentence.deadline is not None:
            continue
        text = _masked(sentence.flow.text)
        found = _limit(text, year)
        if found is not None:
            span = sentence.flow.locate(found[1], found[2])
            if sentence.task is not None:
                sentence.deadline = (found[0], span, "date")
            leads = re.fullmatch(r"(到|至|力争|确保|在)?\s*", text[: found[1]]) is not None
            carried = (sentence.paragraph, found[0], span) if leads and _goes_on(sentence) else None
            continue
        if carried is not None and carried[0] == sentence.paragraph:
            if sentence.task is not None:
                sentence.deadline = (carried[1], carried[2], "date:inherited")
            if not _goes_on(sentence):
                carried = None
            continue
        carried = None
        if sentence.task is not None and sentence.note is not None and sentence.note.deadline is not None:
            sentence.deadline = (sentence.note.deadline, sentence.note.span, "note")


def limit_in(text: str, year: str | None) -> tuple[str, int, int] | None:
    """Return the time limit of a sentence as (value, start, end); *year* is what 年底 without a year means."""
    return _limit(_masked(text), year)


def _goes_on(sentence: Sentence) -> bool:
    return sentence.flow.text.endswith(("；", ";"))


def _masked(text: str) -> str:
    """Blank out what holds a date without being a time limit, keeping all places."""
    masked = _NAMES.sub(_blank, narrow(text))
    masked = _NOT_A_LIMIT.sub(_blank, masked)
    for pattern in (_DATED, YEAR_END):
        masked = pattern.sub(lambda found: found[0] if _adverbial(found) else _blank(found), masked)
    return masked


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])


def _adverbial(found: re.Match[str]) -> bool:
    """Whether a date says when something is done (2025年底前完成), and is no part of a name (2020年冬运会)."""
    before, after = found.string[: found.start()].rstrip("　"), found.string[found.end() :]
    if re.search(r"(?:^|[，,；;])(?:19|20)\d{2}年?[-—–~～至到]$", before):
        return True
    if re.match(r"(作为|是|已|度(?!前)|版|全国|第)", after):
        return False
    if (
        found[0].endswith(("底", "末", "前", "内", "日", "初", "旬", "季度", "上半年", "下半年"))
        and "全年" not in found[0]
    ):
        return True
    return (
        not before
        or re.search(
            r"(?:[，,；;。：:、（(]|到|至|力争|确保|争取|保证|于|在|计划|拟|并|且|和|应|须|要|将|今年|今明两年)$",
            before,
        )
        is not None
    )


def _limit(text: str, year: str | None) -> tuple[str, int, int] | None:
    """Return the time limit of a sentence as (value, start, end)."""
    if not _TIMELY.search(text):  # most sentences: much faster than all the patterns
        return None
    if any(pattern.search(text) for pattern in (FULL, MONTH, QUARTER)) or YEAR.search(text) or PERIOD.search(text):
        found = deadline_of(_without_open_periods(text), year)
        return found if found is None or found[0] == "ongoing" or year is None or found[0][:4] >= year else None
    lasting = _LASTING.search(text)
    if lasting is not None:
        return ("ongoing", lasting.start(), lasting.end())
    return deadline_of(ONGOING.sub(_blank, text), year)


def _without_open_periods(text: str) -> str:
    """Blank out five-year periods that only name a plan (“十四五”规划), and words that last for ever."""
    return ONGOING.sub(_blank, OPEN_PERIOD.sub(_blank, text))
