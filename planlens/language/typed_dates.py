"""Time limits as people type them into a table: 2025、2025年6月、6月底、年底、长期."""

from __future__ import annotations

import re
from datetime import date

from planlens.language.dates import deadline_of
from planlens.language.numerals import narrow
from planlens.model import ONGOING, PlanlensError

# 2025.6.30, 2025/6, 2025-06-30, 20250630
_DIGITS = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?|(\d{4})(\d{2})(\d{2})")
# 6月底, 6.30, 6/30: a month of this year
_MONTH_DAY = re.compile(r"(\d{1,2})[-./](\d{1,2})")
_NEXT, _LAST, _THIS = ("明年", "次年"), ("去年",), ("今年", "本年", "当年")
_LASTING = frozenset({ONGOING, "长期", "长期坚持", "长期任务", "持续", "持续推进", "常态", "常态化", "长期推进"})
_NONE = frozenset({"", "无", "-", "—", "未明确", "不限"})


def typed_deadline(text: str, today: date) -> str | None:
    """Return a time limit as the model writes it (``2025``, ``2025-06``, ``2025-06-30``, ``ongoing``), None for none.

    Args:
        text: what was typed; a month or 年底 without a year is one of the year of *today*.
        today: the day on which it was typed.

    Raises:
        PlanlensError: ``bad-deadline``, it cannot be understood or is no day of the calendar.
    """
    typed = narrow("".join(text.split()))
    if typed in _NONE:
        return None
    if typed in _LASTING:
        return ONGOING
    year, typed = _own_year(typed, today)
    found = _of_digits(typed, year) or _of_words(typed, year)
    if found is None:
        raise PlanlensError(
            "bad-deadline",
            f"无法识别的完成时限：{text.strip()}。请写成 2025、2025年6月、2025-06-30、6月底、年底或长期。",
        )
    return found


def _own_year(typed: str, today: date) -> tuple[int, str]:
    """Return the year that a month without one belongs to, and the text without the word that says so."""
    for words, year in ((_THIS, today.year), (_NEXT, today.year + 1), (_LAST, today.year - 1)):
        for word in words:
            if typed.startswith(word):
                rest = typed.removeprefix(word)
                return year, rest if rest[:1].isdigit() or "月" in rest or "季" in rest or "半年" in rest else "年底"
    return today.year, typed


def _of_digits(typed: str, year: int) -> str | None:
    if found := _DIGITS.fullmatch(typed):
        return _checked([part for part in found.groups() if part])
    if found := _MONTH_DAY.fullmatch(typed):
        return _checked([str(year), found[1], found[2]])
    return None


def _of_words(typed: str, year: int) -> str | None:
    """Read it as notes of a document are read; what stands before 前 needs that word there, not here."""
    if any(int(month) > 12 for month in re.findall(r"(\d+)月", typed)):
        return None
    for candidate in (typed, f"{typed}前"):
        found = deadline_of(candidate, str(year))
        if found is not None and found[2] - found[1] >= len(typed.removesuffix("前").removesuffix("之")) - 1:
            return _checked(found[0].split("-")) if found[0] != ONGOING else ONGOING
    return None


def _checked(parts: list[str]) -> str | None:
    """Return the parts of a date joined, None where it is no day of the calendar."""
    year, *rest = map(int, parts)
    try:
        date(year, *[*rest, 1, 1][:2])
    except ValueError:
        return None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])
