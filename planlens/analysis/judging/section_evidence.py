"""What speaks for the role of a section: its title's words, its place, and what stands in it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from planlens.analysis.draft import Draft, Heading, Sentence
from planlens.analysis.judging.commitments import acts_first, predicates
from planlens.analysis.judging.deeds import deeds
from planlens.analysis.judging.years import own_year
from planlens.analysis.tables.columns import columns_of
from planlens.analysis.tables.grid import Grid
from planlens.analysis.tables.table_targets import table_targets
from planlens.language.dates import period_end
from planlens.language.lexicon import table, word_list
from planlens.language.numerals import narrow
from planlens.language.sentences import clauses
from planlens.language.weights import Features, weights

_YEAR = re.compile(r"(20\d\d)年")  # 2025年工作回顾
_PERIOD = re.compile(r"十[一二三四五六]五")  # “十五五”开好局
_IS = re.compile(r"(?<=[\u4e00-\u9fff]{4})[是为]$")
"""今年工作的总体要求是: the title says what its paragraph is."""
_STRONGLY = re.compile(r"[\u4e00-\u9fff]力(?=.)")  # 奋力推动
_BY_YEAR = re.compile(r"(到|至|力争|确保|争取)“?(20\d\d年|十[一二三四五六]五)")  # 到2027年，建成10个园区。
_AIMS = re.compile(r"目标|指标|愿景")  # 主要目标任务
_WORK = re.compile(r"任务|工作(?!回顾)|举措|措施|行动|安排")  # 重点任务, 2026年工作安排
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 产业规模不断扩大，规上企业达到200家。 建成了10个园区。 同比增长5%。
    ("past", re.compile(r"已经?|了(?!解)|同比|近年来|过去|目前|[一二三四五]年来|累计|以来|分别(达到?|为)")),
    ("by-year", _BY_YEAR),
    # 产业竞争力显著增强。
    ("outcome", re.compile(r"(明显|显著|大幅|全面|进一步|基本|更加|持续)[\u4e00-\u9fff]{2,4}(?=[，。；]|$)")),
    # 以习近平新时代中国特色社会主义思想为指导，坚持创新驱动。
    ("guided", re.compile(r"指导思想|为指导|坚持|贯彻|遵循|以[^，。]{2,30}为(主线|核心|导向|引领|根本|中心)")),
    # 仍存在一些短板。
    ("lacking", re.compile(r"不足|不强|不够|不高|短板|薄弱|问题|挑战|制约|滞后|差距|困难|机遇|形势")),
    # 是指面向企业发放的电子凭证。
    ("defining", re.compile(r"是指|指的是|简称|所称")),
    ("figure", re.compile(r"\d")),
)
"""Kinds of sentences; each has a line that it fits."""
MOST_VOICES = 40
"""So many sentences of a section are heard: more would say the same."""
LEAST_CHANCE = 0.02
FEW_SIBLINGS = 3
"""What sections of one chapter say is much the same: where there are more, each counts less (as the square root)."""


def evidence(draft: Draft) -> list[Features]:
    """Return the evidence for the role of each heading's section."""
    headings = draft.headings
    children: list[list[int]] = [[] for _ in headings]
    for index, heading in enumerate(headings):
        if heading.chapter is not None:
            children[heading.chapter].append(index)
    contents: list[list[Sentence]] = [[] for _ in headings]
    for sentence in draft.sentences:
        if sentence.heading is not None:
            contents[sentence.heading].append(sentence)
    tables: list[set[str]] = [set() for _ in headings]
    for grid in draft.grids:
        place = draft.heading_before(grid.span.start)
        if place is not None:
            tables[place].add(_table(grid, draft.text))
    chapters = [index for index, heading in enumerate(headings) if heading.chapter is None]
    report = "report" if "报告" in (draft.title or "") else "plan"
    year = _year(draft)
    found = []
    for index, heading in enumerate(headings):
        siblings = children[heading.chapter] if heading.chapter is not None else chapters
        inside = heading.chapter is not None
        shared = (FEW_SIBLINGS / max(len(siblings), FEW_SIBLINGS)) ** 0.5 if inside else 1.0
        features = _says(heading) | _times(heading.title, year) | _place(heading, index, siblings, report)
        features["parent" if children[index] else "childless"] = 1.0
        features |= {name: shared * value for name, value in _words(heading).items()}
        if heading.chapter is not None:
            features |= _within(headings[heading.chapter].title)
        if heading.chapter is not None and not heading.number and _dated(contents[heading.chapter]):
            features["lead-below-year"] = 1.0
        voices = _voices(contents[index], "voice")
        features |= {name: shared * value for name, value in voices.items()}
        features |= dict.fromkeys(tables[index], 1.0)
        if children[index]:
            features |= _voices(_below(headings, contents, index), "below")
        found.append(features)
    return found


def _table(grid: Grid, text: str) -> str:
    """Return of what kind a table of a section is: tasks, indicators or something else."""
    columns = columns_of(grid, text)
    if columns is not None and columns.is_ledger:
        return "table:tasks"
    return "table:indicators" if table_targets(grid, None) else "table:other"


def _says(heading: Heading) -> Features:
    """Return the role that a title names, and what makes that doubtful: a verb, several clauses, a place below.

    夯实产业基础 does something, 着眼长远，补齐短板 says several things: such titles name a role only by the way:
    evidence of its own.
    """
    title = _IS.sub("", _plain(heading.title))
    stated, parts = says(title), clauses(title)
    acting = title.startswith(_title_verbs())
    how = "acts&" if acting and stated not in ("task", "safeguard") else "clauses&" if len(parts) > 1 else ""
    names = {f"{how}says:{stated}" if stated else "says:", "acts" if acting else "acts-not"}
    if stated and heading.level > 1:
        names.add(f"below&says:{stated}")
    elif stated and not how:
        names.add(f"chapter&says:{stated}")
    if any(word in title for word in word_list("safeguard-titles")):
        names.add("secures")
    if any(_acts(title, start) for start, _ in parts[1:]):
        names.add("acts-later")
    if stated and title != _plain(heading.title):
        names.add(f"is&says:{stated}")
    return dict.fromkeys(names, 1.0)


def _acts(title: str, start: int) -> bool:
    """Whether a clause of a title begins with a verb, or with how hard something is done (奋力推动)."""
    strongly = _STRONGLY.match(title, start)
    return title.startswith(_title_verbs(), strongly.end() if strongly else start)


def _within(chapter: str) -> Features:
    """Return what speaks for tasks below a title that promises both: 主要目标任务 holds aims, and sections of tasks."""
    promised = _AIMS.search(chapter) is not None and _WORK.search(chapter) is not None
    return {"within:aims-and-work": 1.0} if promised else {}


@cache
def _title_verbs() -> tuple[str, ...]:
    return word_list("title-verbs")


def _words(heading: Heading) -> Features:
    """Return the words of a title: its beginning, its end, and all pairs of characters."""
    title = re.sub(r"\d+", "0", _plain(heading.title))  # 2026年 is 0年
    names = {f"begins:{title[:2]}", f"ends:{title[-2:]}"}
    names |= {f"has:{title[k : k + 2]}" for k in range(len(title) - 1) if "\u4e00" <= title[k] <= "\u9fff"}
    return dict.fromkeys(names, 1.0)


def _plain(title: str) -> str:
    return narrow(re.sub(r"\s", "", title))


@cache
def _rules() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    # 总体要求
    return tuple((role, where == "whole", re.compile(pattern)) for role, where, pattern in table("roles.tsv"))


def says(title: str) -> str:
    """Return the role that a title's words name (``resources/roles.tsv``), "" if none."""
    for role, whole, pattern in _rules():
        if pattern.fullmatch(title) if whole else pattern.search(title):
            return role
    return ""


def _dated(sentences: Sequence[Sentence]) -> bool:
    """Whether the text above leads lines of a section sets a year: 到2028年，…… above ——研发能力。……."""
    return bool(sentences) and _BY_YEAR.search(narrow(sentences[-1].flow.text)) is not None


def _below(headings: Sequence[Heading], contents: Sequence[Sequence[Sentence]], index: int) -> list[Sentence]:
    """Return the sentences of the sections below a heading."""
    last = index + 1
    while last < len(headings) and headings[last].level > headings[index].level:
        last += 1
    return [sentence for content in contents[index + 1 : last] for sentence in content]


def _place(heading: Heading, index: int, siblings: Sequence[int], report: str) -> Features:
    place = siblings.index(index)
    names = {f"level:{min(heading.level, 4)}"}
    if heading.chapter is None:
        names |= {f"{report}:chapter", f"{report}:chapter-{min(place, 3)}", f"chapters:{min(len(siblings), 6)}"}
        if index == siblings[-1]:
            names |= {f"{report}:last-chapter"}
    elif index == siblings[-1]:
        names.add("last-child")
    if heading.strays:
        names.add("strays")
    if heading.number.startswith("附"):
        names |= {"attachment", f"attachment&says:{says(_plain(heading.title))}"}
    return dict.fromkeys(names, 1.0)


def _year(draft: Draft) -> str | None:
    """Return the year that a document is about, for want of a better one the latest in the titles of its chapters."""
    own = own_year(draft)
    named = [year for heading in draft.headings if heading.chapter is None for year in _YEAR.findall(heading.title)]
    return own or max(named, default=None)


def _times(title: str, year: str | None) -> Features:
    """Return whether a title speaks of a time before the document's own (2025年工作回顾), of that or a later one.

    A period of five years (“十五五”开好局) is the document's own where it holds the document's year.
    """
    named = [(found, found) for found in _YEAR.findall(narrow(title))]
    named += [(str(int(end) - 4), end) for found in _PERIOD.findall(title) if (end := period_end(found))]
    if not named or year is None:
        return {}
    first, last = max(named, key=lambda period: period[1])
    return {"year:past" if last < year else "year:own" if first <= year else "year:future": 1.0}


def _voices(sentences: Sequence[Sentence], name: str) -> Features:
    """Return what the sentences of a section say of its role: their mean chances as logs, the more the surer."""
    if not sentences:
        return {f"{name}:none": 1.0}
    told = [_heard(sentence.flow.text) for sentence in sentences[:MOST_VOICES]]
    trust = len(told) / (len(told) + 1)
    return {
        f"{name}:{role}": trust * math.log(sum(chances[role] for chances in told) / len(told) + LEAST_CHANCE)
        for role in told[0]
    }


@lru_cache(maxsize=4096)
def _heard(text: str) -> Mapping[str, float]:
    """Return what one sentence says of its section; remembered, since every section above it asks."""
    return weights("voices").chances(voice(text))


@lru_cache(maxsize=4096)
def voice(text: str) -> Features:
    """Return what speaks in a sentence for the role of its section: how its clauses begin, and of what kind it is."""
    bare = _bare(narrow(text)).rstrip("。；;！!？?")
    parts = [bare[start:end] for start, end in clauses(bare)] or [bare]
    features: Features = {f"first:{parts[0][:2]}": 1.0, f"ends:{bare[-2:]}": 1.0}
    for part in parts[1:]:
        features[f"clause:{part[:2]}"] = 1.0
    acting = sum(map(acts_first, parts))
    features["acts"] = float(acts_first(bare))
    features["clauses-act"] = acting / len(parts)
    features["clauses-not"] = 1 - acting / len(parts)
    said = predicates(bare)
    for name, pattern in _KINDS:
        if pattern.search(said):
            features[name] = 1.0
    return features | deeds(bare, parts, acts_first)


def _bare(text: str) -> str:
    """Return a sentence without the ordinal that opens it (一是, （2）, 3.)."""
    # 一是建设 / 1.建设
    return re.sub(r"^([（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s?|[一二三四五六七八九十]是要?|[①-⑳—]+)", "", text)
