"""Heads of columns that are nothing but times (2024年, 一季度, 三月): what stands below is due then."""

from __future__ import annotations

import re

from planlens.language.numerals import chinese_number, narrow

_N = "一二三四五六七八九十"
_HEAD = re.compile(
    rf"(?:(?P<y>(?:19|20)\d{{2}})年?度?)?(?:第?(?P<q>[{_N}1-4])季度|(?P<m>\d{{1,2}}|[{_N}]{{1,3}})月份?|(?P<h>[上下])半年)?"
    r"(?:年度)?(?:建设|工作|实施|重点|主要|推进)?(?:目标任务|目标|任务|计划|安排|内容|措施|举措|进度安排|工作)?"
)
"""``2024年``, ``2025年度建设任务``, ``一季度``, ``三月份工作``, ``2026年上半年``."""


def period_of_head(head: str) -> str | None:
    """Return the time that a head names, without its year where it names none (``-06``); None for other heads."""
    found = _HEAD.fullmatch(narrow(head))
    if found is None or not any(found[key] for key in "yqmh"):
        return None
    month = _month(found)
    if month > 12:
        return None
    return f"{found['y'] or ''}-{month:02d}" if month else found["y"]


def _month(found: re.Match[str]) -> int:
    """Return the last month of what a head names, 0 where it names a year."""
    if found["q"]:
        return 3 * _number(found["q"])
    if found["h"]:
        return 6 if found["h"] == "上" else 12
    return _number(found["m"]) if found["m"] else 0


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text) or 0
