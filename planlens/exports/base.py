"""What an exporter is, and the fonts and colours that official tables name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from planlens.exports.choice import Look
from planlens.model import Light, Plan
from planlens.views.cells import Table
from planlens.views.fields.work import Tracking

FONT_TITLE = "方正小标宋简体"
"""Titles, size 2 (22 pt): GB/T 9704-2012 §7.3.1. Named only: the font is proprietary and not shipped."""

FONT_HEADER = "黑体"
"""First-level headings, here the header row: GB/T 9704-2012 §7.3.3."""

FONT_BODY = "仿宋_GB2312"
"""Body text: GB/T 9704-2012 §5.2.2. Named only, not shipped."""

FONT_NOTE = "楷体_GB2312"
"""Second-level headings, here the notes above a table: GB/T 9704-2012 §7.3.3. Named only, not shipped."""

FONT_PAGE_NUMBER = "宋体"
"""Page numbers: half-width Song, GB/T 9704-2012 §7.5."""

GREY = "7F7F7F"
"""The colour of everything that planlens proposes and the document does not say."""

LIGHT_COLOURS = {Light.RED: "C00000", Light.YELLOW: "BF8F00", Light.BLUE: "2F5597", Light.GREEN: "548235"}
"""The colours of warning lights: dark enough to be read as text; the word stands beside them for prints in black."""


class Write(Protocol):
    """Returns the whole content of a file; touches no file itself, so that a failure costs nothing."""

    def __call__(
        self, plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
    ) -> bytes:
        """Write a plan with the chosen columns (None for the usual ones), and how its work stands where known.

        *look* says how it shall look on paper, where the format has paper.
        """
        ...


@dataclass(frozen=True, slots=True)
class Exporter:
    """One file format that tables can be written in.

    Attributes:
        format: short name of the format (``xlsx``), unique among the exporters.
        label: its name for users, in Chinese.
        extension: the file name's ending with the dot, lower case.
        write: makes the content of the file.
        has_columns: whether the chosen columns make a difference.
        has_paper: whether title and paper make a difference.
        write_tables: makes the content of a file of any tables, None where the format only tells plans.
    """

    format: str
    label: str
    extension: str
    write: Write
    has_columns: bool = True
    has_paper: bool = False
    write_tables: Callable[[Sequence[Table]], bytes] | None = None
