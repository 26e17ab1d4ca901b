"""How deadlines, roles and headings are put into Chinese words, the same wherever users read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planlens.model.plan import ONGOING, UnitRole

ONGOING_TEXT = "长期坚持"

_UNIT_ROLES = {UnitRole.LEAD: "牵头", UnitRole.SUPPORT: "配合", UnitRole.RESPONSIBLE: "责任"}
TARGET_FIELDS = {"value": "目标值", "unit": "单位", "year": "年份", "nature": "属性"}
"""The fields of a target besides its words, with their names."""

_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")  # 2026年12月31日
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

# A number ends here by itself: （三）、 一、 1．
_CLOSED_NUMBER = re.compile(r"[、，。．.）)\]】：:]$")


def deadline_words(value: str | None) -> str:
    """Return ``2025年6月30日`` for ``2025-06-30``, ``长期坚持`` for no end, "" for None."""
    if value == ONGOING:
        return ONGOING_TEXT
    match = _DATE.fullmatch(value or "")
    if match is None:
        return value or ""
    return "".join(f"{int(part)}{name}" for part, name in zip(match.groups(), "年月日", strict=True) if part)


def short_days(words: str) -> str:
    """Return words with their full days as short as they are read: ``2026-12-31`` for ``2026年12月31日``."""
    return _DAY.sub(lambda day: f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}", words)


def unit_role_text(role: UnitRole) -> str:
    """Return how a unit takes part: ``牵头``, ``配合`` or ``责任``."""
    return _UNIT_ROLES[role]


def units_words(units: Iterable[tuple[str, UnitRole]]) -> str:
    """Return units with how they take part: ``市科技局（牵头）、市财政局（配合）``."""
    return "、".join(f"{name}（{unit_role_text(role)}）" for name, role in units)


def heading_text(number: str, title: str) -> str:
    """Return a heading, with a space between number and title only where the number has no closing mark."""
    if not number or not title or _CLOSED_NUMBER.search(number):
        return number + title
    return f"{number} {title}"
