"""A workbook as its reader sees it: sheets with the cells that print something."""

from __future__ import annotations

from dataclasses import dataclass, field

from planlens.model import PlanlensError
from planlens.readers import limits
from planlens.readers.limits import SizeTally

MAX_AREA = 3_000_000
"""Rows with content times columns with content of one sheet."""
LONGEST_NAME = 100
"""Characters of a sheet's name that are kept; Excel allows 31."""
LESS = "请删去多余的工作表和空行，或拆分后再试。"
ADVICE = "请用 Excel 或 WPS 打开后另存为 .xlsx，再试一次。"

Merge = tuple[int, int, int, int]
"""A merged range: first row, first column, last row, last column, all from 0 and inclusive."""


@dataclass(slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: its name on the tab.
        cells: the texts that its cells print, by row and column from 0; cells that print nothing are left out.
        merges: its merged ranges.
        errors: how many cells show an error (#REF!).
        uncounted: how many formulas have no stored result.
        hidden_rows: how many hidden rows with text were left out.
        hidden_columns: how many hidden columns with text were left out.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    errors: int = 0
    uncounted: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(slots=True)
class Workbook:
    """The visible sheets of a workbook in order, what could not be read, in Chinese, and how much there is so far."""

    sheets: list[Sheet] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tally: SizeTally = field(default_factory=lambda: SizeTally(LESS))


def broken(why: str) -> PlanlensError:
    """Return the error for a damaged file; *why* is a short Chinese clause."""
    return PlanlensError("broken-file", f"表格文件已损坏，无法读取（{why}）。{ADVICE}")


def encrypted() -> PlanlensError:
    """Return the error for a file with a password."""
    return PlanlensError(
        "encrypted",
        "表格有密码保护，无法读取。请用 Excel 或 WPS 打开，清除打开密码（或取消“保护工作簿”）后保存，再试一次。",
    )


def too_large(what: str) -> PlanlensError:
    """Return the error for a workbook beyond the limits."""
    return limits.too_large(f"表格过大（{what}）", LESS)
