"""What an exporter is, the fonts that official tables name, and the cleaning of text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from planlens.model import Light, Plan, Signal, Status
from planlens.model.tracking import Note
from planlens.project.targets import Measured

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

_LINE_BREAKS = re.compile("\r\n?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


LIGHT_COLOURS = {Light.RED: "C00000", Light.YELLOW: "BF8F00", Light.GREEN: "548235"}
"""The colours of warning lights: dark enough to be read as text; the word stands beside them for prints in black."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """How the work on a task stands.

    Attributes:
        status: its state.
        status_text: the word that the office has for it.
        percent: percent done, None where nobody has said.
        signal: its warning light and why it is on.
        notes: the progress notes, the oldest first.
        flagged: whether it asks for attention.
        orphan: whether the document's newest version no longer has it.
        weight: how much it counts among its siblings.
    """

    status: Status
    status_text: str
    percent: float | None
    signal: Signal
    notes: tuple[Note, ...] = ()
    flagged: bool = False
    orphan: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a project's work stands on a day (ISO date): its tasks and targets by their ids in the plan."""

    day: str
    tasks: Mapping[str, Tracked] = field(default_factory=dict)
    targets: Mapping[str, Measured] = field(default_factory=dict)


class Write(Protocol):
    """Returns the whole content of a file; touches no file itself, so that a failure costs nothing."""

    def __call__(self, plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None) -> bytes:
        """Write a plan with the chosen columns (None for the usual ones), and how its work stands where known."""
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
    """

    format: str
    label: str
    extension: str
    write: Write
    has_columns: bool = True


def clean(text: str) -> str:
    r"""Return *text* with every line break as ``\n`` and without the characters that XML 1.0 forbids."""
    return _NOT_IN_XML.sub("", _LINE_BREAKS.sub("\n", text))
