"""Decide which sentences commit somebody to act.

In task and safeguard sections every sentence is a task unless it plainly is something else: a fact, a reason, a
definition, a lead-in, an outcome or a bare target. Elsewhere nothing is a task, but a
document without headings, or without a section of tasks, is looked at as a whole.
"""

from __future__ import annotations

import re

from planlens.analysis.calendars import TIME_RULE
from planlens.analysis.commitments import acts, reason_against
from planlens.analysis.draft import ACTING, Draft, Sentence
from planlens.analysis.markers import Style, marker_of
from planlens.analysis.years import own_year
from planlens.model import Evidence, Role

_OFFICE = re.compile(r"[^，。；：、]{2,40}(局|委|委员会|办公室|政府|人民法院|检察院|厅|部|署|领导小组)。?")
_ITEMS = (Style.ARABIC, Style.ARABIC_PAREN)


def run(draft: Draft) -> None:
    """Set ``task`` of every sentence that is one."""
    acting = [heading for heading in draft.headings if heading.role in ACTING]
    year = own_year(draft)
    listed = _listed_first(draft)
    for sentence in draft.sentences:
        role = draft.role_of(sentence.heading)
        in_place = role in ACTING or (not acting and role is Role.PREFACE and len(draft.headings) < 3)
        if not in_place and sentence.paragraph not in listed:
            continue
        against = None if _in_calendar(draft, sentence) else reason_against(sentence.flow.text, year)
        if against is None and not _caption(sentence) and not _named(draft, sentence):
            sentence.task = Evidence("sentence", 0.9 if acts(sentence.flow.text) else 0.6)


def _listed_first(draft: Draft) -> set[int]:
    """Return the items (1. 2. …) that a document lists before its first heading: they are what it asks for."""
    first = min((heading.paragraph for heading in draft.headings), default=0)
    paragraphs = ((k, paragraph) for k, paragraph in enumerate(draft.paragraphs[:first]) if not paragraph.colophon)
    items = [k for k, paragraph in paragraphs if paragraph.marker is not None and paragraph.marker.style in _ITEMS]
    return set(items) if len(items) > 1 else set()


def _in_calendar(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence without a full stop is an item of a calendar: what stands under a month is to be done then."""
    if sentence.heading is None or sentence.flow.text[-1] == "。":
        return False
    return draft.headings[sentence.heading].evidence.rule == TIME_RULE


def _named(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence only names an office (in a signature), or whom its heading asks for (试点单位：某某大学)."""
    if _OFFICE.fullmatch(sentence.flow.text) and not acts(sentence.flow.text):
        return True
    if sentence.heading is None:
        return False
    title = draft.headings[sentence.heading].title.rstrip("。：:")
    return title.endswith(("单位", "部门", "主体", "专家", "负责人", "联系人")) and not acts(sentence.flow.text)


def _caption(sentence: Sentence) -> bool:
    """Whether a sentence is a note, or the caption of a picture or a table."""
    text = sentence.flow.text
    if re.fullmatch(r"[^，。；：]{2,40}(示意|分布|布局|结构|规划|流程|关系|框架)图", text):
        return True
    if re.fullmatch(
        r"[^，。；：]{2,40}((分工|分解|一览|指标|情况|安排|计划|任务|项目|汇总|统计|进展|进度)表|台账)", text
    ):
        return True
    noted = re.match(r"(注|资料来源|数据来源|备注|说明)\s?[:：]|[图表]\s?\d|①", text)
    return noted is not None and marker_of(text) is None
