"""The days that edits are given."""

from __future__ import annotations

from datetime import date

from planlens.model import PlanlensError


def day_of(day: str) -> str:
    """Return a day as an ISO date.

    Raises:
        PlanlensError: ``bad-date``, there is no such day.
    """
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        raise PlanlensError("bad-date", f"无法识别的日期：{day}。请写成 2025-06-30。") from None
