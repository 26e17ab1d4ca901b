"""Say until when each task must be done, where its sentence, its note or the heading above it says so.

Of several dates in a sentence the last that limits the work counts; the parts after ； under one 到2020年， inherit it.
No limits are the dates in names (《…（2021—2023年）》), in references (较2020年), in what is past, and in conditions
(对2026年6月30日前竣工的项目给予补助). A sentence's own date wins over its note's, both over a heading that is only a
time (六月份), which in turn wins over 全年.
"""

from __future__ import annotations

import re
from functools import cache

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.judging.years import stated_year
from planlens.language.dates import Bound, Time, only_time, times
from planlens.language.lexicon import word_list
from planlens.language.numerals import narrow
from planlens.model import Span

# 《…（2021—2023年）》, 云政发〔2026〕3号, （2021—2023年）
_NAMES = re.compile(r"《[^》]*》|〔\d{4}〕\s?\d+号|[（(](?:19|20)\d{2}[^（）()]{0,12}年?[）)]")
# 较(2020年), 自(2026年), 原定于(4月份): what a time is compared with, begins at, or was before
_REFERS = re.compile(
    r"(?:自|从|始于|截至|截止到?|较|比|与|同|以|对标|对照|原定(?:于|在)?|原计划(?:于|在)?|延续|围绕|(?<![间限])为)$"
)
# (2020年)基期, (2025年)度工作, (2026年)第一批, (2025年)是
_REFERRED = re.compile(
    r"基期|的?基础上|的(?![，。；])|度?工作(?!会|机制)|度(?![，,前内末底])|版|发布|印发|出台的|修订|试点|远景|基本实现|作为|是|已|全国|第|水平"
)
# 2. (今年底前), （一）(上半年), 一是(6月底前)
_ITEM = re.compile(r"^[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）.．、]|[是要][，,]?)\s*")
# …，(2026年), 力争(2026年), 请于(6月)
_SAYS_WHEN = re.compile(
    r"(?:^|[，,；;。：:、（(]|到|至|力争|确保|争取|保证|于|在|计划|拟|并|且|和|应|须|要|将|力争到|今明两年|依次)$"
)
# (2026年)，; (2026年)全省, 基本, 每年: what follows a time that says when
_THEN = re.compile(
    r"[，,、]|$|我们|[全本我][省市区县州旗域]|每|累计|基本|力争|确保|再|共|新|将|要|计划|各|第?[一二三四]季度|\d"
)
# 对(2026年6月30日前)竣工的项目; (…)达到标准的，: a condition
_OF_THINGS = re.compile(r"[^，,；;。]{1,40}的[^，,；;。]{0,24}(?=[，,；;。]|$)")
# 对于2024年以后投产的
_TO_THINGS = re.compile(r"(?:^|[，,；;：:])(?:[^，,；;：:]{0,4}对(?:于|符合)?|凡|将|把|为|给予?)[^，,；;：:]{0,12}$")
_PAYS = re.compile(r"给予|奖励|补助|补贴|资助|奖补|予以|享受|兑现|拨付|认定为|可以?申请|不再")  # 给予奖励
_ROUTINE = re.compile(r"(?:每[月季年]|逐[月季年]|按[月季]|(?<![上下])半年)[^，,；;。]{0,8}[、，,]$")
"""What a time goes on with that comes again and again (每月通报、半年小结、(年末)评比)."""
_NEAR = 40
"""Characters around a time that tell what it says."""
_LASTING = re.compile(r"(?:长期坚持|持续推进|长期推进|长期实施)[。；;]?$")  # 长期坚持


def run(draft: Draft) -> None:
    """Set the deadline of every task sentence."""
    year = stated_year(draft)
    calendar = _Calendar(draft, year)
    carried: tuple[int, str, Span] | None = None
    for sentence in draft.sentences:
        if sentence.deadline is not None:
            continue
        found = limit_in(sentence.flow.text, year)
        above = calendar.limit_of(sentence)
        if found is not None and (above is None or found[0].startswith(above[0])):
            span = sentence.flow.locate(found[1], found[2])
            _set(sentence, found[0], span, "date")
            leads = re.fullmatch(r"(到|至|力争|确保|在)?\s*", sentence.flow.text[: found[1]]) is not None  # 力争
            carried = (sentence.paragraph, found[0], span) if leads and _goes_on(sentence) else None
        elif carried is not None and carried[0] == sentence.paragraph:
            _set(sentence, carried[1], carried[2], "date:inherited")
            carried = carried if _goes_on(sentence) else None
        elif sentence.note is not None and sentence.note.deadline is not None:
            _set(sentence, sentence.note.deadline, sentence.note.span, "note")
        elif above is not None:
            _set(sentence, above[0], above[1], "heading")


def _set(sentence: Sentence, value: str, span: Span, rule: str) -> None:
    if sentence.task is not None:
        sentence.deadline = (value, span, rule)


def _goes_on(sentence: Sentence) -> bool:
    return sentence.flow.text.endswith(("；", ";"))


class _Calendar:
    """The times that headings set for what stands below them, and lines that are nothing but a time (六月份)."""

    def __init__(self, draft: Draft, year: str | None) -> None:
        self._draft = draft
        self._limits: list[tuple[str, Span] | None] = []
        for heading in draft.headings:
            value = only_time(heading.title, year)
            above = self._limits[heading.parent] if heading.parent is not None else None
            self._limits.append((value, heading.span) if value is not None else above)
        self._lines: list[tuple[str, Span] | None] = []
        for paragraph in draft.paragraphs:
            before = self._lines[-1] if self._lines and paragraph.heading is None else None
            value = only_time(paragraph.text, year) if paragraph.heading is None else None
            self._lines.append((value, paragraph.flow.span) if value is not None else before)

    def limit_of(self, sentence: Sentence) -> tuple[str, Span] | None:
        """Return the limit that the line or heading above a sentence sets."""
        if sentence.paragraph >= 0 and (line := self._lines[sentence.paragraph]) is not None:
            return line
        return self._limits[sentence.heading] if sentence.heading is not None else None


def limit_in(text: str, year: str | None) -> tuple[str, int, int] | None:
    """Return the time limit of a sentence as (value, start, end); *year* is what 年底 without a year means."""
    masked = _ITEM.sub(_blank, _NAMES.sub(_blank, narrow(text)), count=1)
    found = [time for time in times(masked, year) if _limits(masked, time, year)]
    dated = [time for time in found if masked[time.start : time.end] != "全年"] or found  # 6月20日前报送全年总结
    if dated:
        return (dated[-1].value, dated[-1].start, dated[-1].end)
    lasting = _LASTING.search(text)
    return ("ongoing", lasting.start(), lasting.end()) if lasting is not None else None


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])


def _limits(text: str, time: Time, year: str | None) -> bool:
    """Whether a time says until when the work of its sentence is to be done."""
    if time.bound is Bound.FROM or (year is not None and time.value[:4] < year):
        return False
    before, after = text[max(0, time.start - _NEAR) : time.start].rstrip("　"), text[time.end : time.end + _NEAR]
    if _REFERS.search(before) or _ROUTINE.search(before) or _REFERRED.match(after) or _conditional(text, time):
        return False
    if time.bound is Bound.BY:
        return True
    return _says_when(before, after)


def _says_when(before: str, after: str) -> bool:
    """Whether a year or month says when something is done (2026年，完成…), and is no part of a name (2026年冬运会)."""
    if before:
        return _SAYS_WHEN.search(before) is not None
    return _THEN.match(after) is not None or after.startswith(_doing())


def _conditional(text: str, time: Time) -> bool:
    """Whether a time stands in what the sentence says of things, not in what is done with them.

    对2026年6月30日前竣工的项目，给予补助; 2026年底前达标的，奖励5万元: the clause ends as a description, and 对 leads
    it or a payment follows.
    """
    described = _OF_THINGS.match(text, time.end)
    if described is None or text[time.end : time.end + 1] in tuple("，,；;。"):
        return False
    if _TO_THINGS.search(text[max(0, time.start - _NEAR) : time.start]):
        return True
    return _PAYS.search(text, described.end(), described.end() + 2 * _NEAR) is not None


@cache
def _doing() -> tuple[str, ...]:
    return tuple({*word_list("action-verbs"), *word_list("title-verbs"), *word_list("doing-verbs")})
