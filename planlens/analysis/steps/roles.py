"""Say what each section is for.

Which evidence wins: the words of the title (``resources/roles.tsv``), then the section above, then what the sections
below it are, then the place in the document. A section has its parent's role unless its own title says otherwise; in
sections of tasks a title that begins with a verb of doing (加强基础…) never makes a background of it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from planlens.analysis.draft import Draft, Heading
from planlens.language.lexicon import table, word_list
from planlens.model import Role

_SITUATION = re.compile(
    r"((发展|产业|工作|现有|建设|总体|面临|存在|主要|当前|国内外?|国际|行业|资源|我[省市区县]|全[省市区县])*的?"
    r"(基础|形势|现状|背景|成效|成绩|问题|挑战|机遇|环境|条件|进展|趋势|优势|意义)(与|和|及|、)?)+"
)
"""Titles inside a chapter of tasks that do describe the situation (发展基础, 面临的形势和挑战)."""
_LOOSE_MEASURES = re.compile(r".{0,6}(推进|工作|实施|支撑|支持|主要|落实|政策|具体)?(措施|举措|机制|体系|要求)")


def run(draft: Draft) -> None:
    """Set the role of every heading."""
    headings = draft.headings
    own = [title_role(heading.title) for heading in headings]
    children: list[list[int]] = [[] for _ in headings]
    for index, heading in enumerate(headings):
        if heading.chapter is not None:
            children[heading.chapter].append(index)
    last_chapters = _last_chapters(headings, own)
    for index, heading in enumerate(headings):
        parent = headings[heading.chapter].role if heading.chapter is not None else None
        heading.role = _role(draft, index, own, children, parent, index in last_chapters)
    _mixed_chapters(headings, children)


def _last_chapters(headings: list[Heading], own: list[Role | None]) -> set[int]:
    """Return the last chapter of every plan in the file: the one before a chapter that begins again at one."""
    chapters = [k for k, h in enumerate(headings) if h.parent is None and own[k] is not Role.APPENDIX]
    opens = [k for k in chapters[1:] if re.fullmatch(r"一、|第一[章篇编部分]+", headings[k].number)]
    return {k for k, after in pairwise([*chapters, -1]) if after == -1 or after in opens}


def _role(
    draft: Draft, index: int, own: list[Role | None], children: list[list[int]], parent: Role | None, last: bool
) -> Role:
    heading = draft.headings[index]
    stated = own[index]
    if heading.number.startswith("附") and parent is None:
        listed = re.search(r"任务|分工|清单|项目|节点|台账|安排|措施", heading.title)
        return Role.TASK if listed and stated is not Role.APPENDIX else Role.APPENDIX
    if parent is None:
        if stated is Role.PREFACE and children[index]:
            return _from_children(own, children[index]) or stated
        if stated is not None and stated is not Role.SAFEGUARD:
            return stated
        if stated is Role.SAFEGUARD and _supports(draft, index, own):
            return Role.TASK
        if stated is Role.SAFEGUARD or _secures(draft, index, children, last):
            return Role.SAFEGUARD
        return _from_children(own, children[index]) or Role.TASK
    if parent in (Role.APPENDIX, Role.PREFACE, Role.BACKGROUND, Role.GOAL, Role.SAFEGUARD):
        above = draft.headings[heading.chapter or 0]
        if parent is Role.GOAL and "任务" in above.title and acts(heading.title):
            return Role.TASK
        return stated if parent is Role.PREFACE and stated is not None else _kept(parent, stated)
    if parent is Role.PRINCIPLE:
        return stated if stated in (Role.GOAL, Role.BACKGROUND, Role.PREFACE) else parent
    return _inside_tasks(heading, stated, last_child=children[heading.chapter or 0][-1:] == [index])


def _supports(draft: Draft, index: int, own: list[Role | None]) -> bool:
    """Whether a chapter builds a system of support (支撑体系) while a chapter of 保障措施 follows."""
    later = [k for k in range(index + 1, len(own)) if draft.headings[k].parent is None and own[k] is Role.SAFEGUARD]
    weak = re.search(r"体系|支撑|支持政策|政策措施", draft.headings[index].title) is not None
    return weak and any(re.search(r"保障|实施|组织|领导", draft.headings[k].title) for k in later)


def _kept(parent: Role, stated: Role | None) -> Role:
    """A background may hold goals, a safeguard never does; all else keeps the role of the section above."""
    if parent is Role.BACKGROUND and stated in (Role.GOAL, Role.PRINCIPLE):
        return stated or parent
    if parent is Role.GOAL and stated is Role.PRINCIPLE:
        return stated
    return parent


def _inside_tasks(heading: Heading, stated: Role | None, *, last_child: bool) -> Role:
    if stated is Role.BACKGROUND and not _SITUATION.fullmatch(heading.title):
        return Role.TASK
    if stated in (Role.GOAL, Role.BACKGROUND, Role.PRINCIPLE):
        return stated if heading.level <= 3 and not acts(heading.title) and len(heading.title) <= 12 else Role.TASK
    if last_child and heading.level <= 2 and re.search(r"保障(机制|措施)|组织领导|组织实施|组织保障", heading.title):
        return Role.SAFEGUARD
    return Role.TASK


def _from_children(own: list[Role | None], children: list[int]) -> Role | None:
    """A chapter whose title says nothing is what all of its sections are (指导思想, 基本原则 … make a principle)."""
    roles = [own[child] for child in children]
    told = [role for role in roles if role is not None]
    if len(told) >= 2 and len(told) >= len(roles) * 0.6:
        if Role.PRINCIPLE in told and set(told) <= {Role.PRINCIPLE, Role.GOAL, Role.BACKGROUND, Role.PREFACE}:
            return Role.PRINCIPLE
        if set(told) == {Role.BACKGROUND}:
            return Role.BACKGROUND
        if set(told) == {Role.SAFEGUARD}:
            return Role.SAFEGUARD
    return None


def _secures(draft: Draft, index: int, children: list[list[int]], last: bool) -> bool:
    """Whether the last chapter secures the plan: its title is vague or speaks of 保障, and so do its sections."""
    if not last:
        return False
    heading = draft.headings[index]
    words = tuple(word_list("safeguard-titles"))
    titles = [draft.headings[child].title for child in children[index]]
    secured = sum(any(word in title for word in words) for title in titles)
    vague = (
        _LOOSE_MEASURES.fullmatch(heading.title) is not None
        or re.search(r"保障|实施|落实|支撑", heading.title) is not None
    )
    if vague:
        return secured >= 0.5 * len(titles)
    return len(titles) >= 3 and secured >= 0.75 * len(titles)


def _mixed_chapters(headings: list[Heading], children: list[list[int]]) -> None:
    """A goal chapter that also holds principles is a principle; its goal parts stay goals."""
    for index, heading in enumerate(headings):
        roles = {headings[child].role for child in children[index]}
        if heading.role is Role.GOAL and Role.PRINCIPLE in roles:
            heading.role = Role.PRINCIPLE


@cache
def _rules() -> tuple[tuple[Role, str, re.Pattern[str]], ...]:
    return tuple((Role(row[0]), row[1], re.compile(row[2])) for row in table("roles.tsv"))


def title_role(title: str) -> Role | None:
    """Return what a title's words say of its section, None if they say nothing."""
    plain = re.sub(r"\s", "", title)
    for role, strength, pattern in _rules():
        if strength == "whole" and pattern.fullmatch(plain):
            return role
        if strength == "any" and pattern.search(plain):
            return role
        if (
            strength == "noun"
            and pattern.fullmatch(plain)
            and not acts(plain)
            and not re.search(r"[，,]|^以.+为", plain)
        ):
            return role
    return None


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted(word_list("title-verbs"), key=len, reverse=True))


def acts(title: str) -> bool:
    """Whether a title begins with a verb of doing (加强…, 全力补齐…)."""
    return re.sub(r"^(全力|有效|妥善|稳步|扎实|深入)", "", title).startswith(_verbs())
