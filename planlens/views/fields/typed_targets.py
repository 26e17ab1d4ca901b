"""How text that is typed or pasted into a field becomes the edit of some targets, see :mod:`.typed`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from planlens.language.numerals import narrow
from planlens.language.typed_target import typed_bound, typed_value
from planlens.model import Op, PlanlensError
from planlens.project.edits import SetActual, SetTarget, Together
from planlens.project.found import target_of
from planlens.project.project import Edit
from planlens.project.rows import ActualRow, TargetRow
from planlens.views.fields.answers import Desk
from planlens.views.fields.typed import Type
from planlens.views.wording import target_value

OPS = {
    Op.AT_LEAST: "不低于（≥）",
    Op.AT_MOST: "不高于（≤）",
    Op.EQUAL: "等于（=）",
    Op.ABOUT: "左右（≈）",
    Op.INCREASE: "增长（+）",
    Op.DECREASE: "下降（－）",
}
"""How a target's number is to be read, in words."""

_YEAR = re.compile(r"(?:19|20)\d{2}")  # 2027


def _together(edits: Iterable[Edit]) -> Edit | None:
    found = tuple(edits)
    return found[0] if len(found) == 1 else Together(found) if found else None


def keeping(name: str, parse: Callable[[str, TargetRow], Any]) -> Type:
    """Return what keeps typed text under a name of targets' rows, as *parse* understands it for a row."""

    def edit(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
        rows = [desk.state.get(key, TargetRow) for key in keys]
        wanted = [(row, parse(typed, row)) for row in rows]
        return _together(SetTarget(row.id, name, value) for row, value in wanted if getattr(row, name) != value)

    return edit


def value(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
    """Set the number that is wanted, and how it is to be read where the text says so: ``3000``, ``不低于3000``."""
    op, words = typed_bound(typed)
    edits: list[Edit] = []
    for key in keys:
        row = desk.state.get(key, TargetRow)
        if typed.strip() == target_value(target_of(row)):
            continue
        amount = typed_value(words, row.unit)
        said = words if amount is None else f"{amount:.15g}"
        if said != row.value:
            edits.append(SetTarget(key, "value", said))
        if op not in {None, row.op}:
            edits.append(SetTarget(key, "op", op))
    return _together(edits)


def line(typed: str, _row: TargetRow) -> str:
    """Return what was typed."""
    return typed.strip()


def line_or_none(typed: str, _row: TargetRow) -> str | None:
    """Return what was typed, None for nothing."""
    return typed.strip() or None


def clause(typed: str, _row: TargetRow) -> str:
    """Return what was typed, which must not be nothing."""
    if not typed.strip():
        raise PlanlensError("empty-text", "原文不能为空，没有修改。")
    return typed.strip()


def op(typed: str, row: TargetRow) -> str:
    """Return how the number is to be read: ``>=``, ``不低于``."""
    word = typed.strip()
    found = next((op for op, name in OPS.items() if word in {op.value, name, name.partition("（")[0]}), None)
    if found is None and word:
        raise PlanlensError("bad-op", f"没有“{word}”这种要求，可选：{'、'.join(OPS.values())}。")
    return found.value if found else row.op


def number(typed: str, unit: str = "") -> float | None:
    """Return the number that was typed, in a target's *unit* (4.2万 is 42000 of 人), None for an empty text.

    Raises:
        PlanlensError: ``bad-number``: it is no number, or one of another unit.
    """
    found = typed_value(typed, unit) if typed.strip() else None
    if found is None and typed.strip():
        of_unit = f"（单位：{unit}）" if unit else ""
        raise PlanlensError("bad-number", f"应填数字{of_unit}，“{typed.strip()}”不是数字，没有修改。")
    return found


def amount(typed: str, row: TargetRow) -> float | None:
    """Return a number in the unit of a target, see :func:`number`."""
    return number(typed, row.unit)


def year(typed: str, _row: TargetRow | None = None) -> str | None:
    """Return the year that was typed (2027, ２０２７年), None for an empty text.

    Raises:
        PlanlensError: ``bad-year``.
    """
    digits = narrow(typed.strip()).removesuffix("年")
    if digits and not _YEAR.fullmatch(digits):
        raise PlanlensError("bad-year", f"年份应为四位数字，如 2027，“{typed.strip()}”不是年份，没有修改。")
    return digits or None


def base_year(typed: str, _row: TargetRow) -> int | None:
    """Return the year as a number, see :func:`year`."""
    digits = year(typed)
    return int(digits) if digits else None


def actual(of: int) -> Type:
    """Return what sets the value that a year has ended with; nothing typed takes it back."""

    def edit(desk: Desk, keys: tuple[str, ...], typed: str) -> Edit | None:
        edits = []
        for key in keys:
            known = {row.year: row.value for row in desk.state.children(key, ActualRow)}
            said = number(typed, desk.state.get(key, TargetRow).unit)
            if said != known.get(of):
                edits.append(SetActual(key, of, said))
        return _together(edits)

    return edit
