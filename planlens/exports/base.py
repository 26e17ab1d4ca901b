"""What an exporter is, the fonts that official tables name, and the cleaning of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planlens.model import Plan

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


@dataclass(frozen=True, slots=True)
class Exporter:
    """One file format that tables can be written in.

    Attributes:
        format: short name of the format (``xlsx``), unique among the exporters.
        label: its name for users, in Chinese.
        extension: the file name's ending with the dot, lower case.
        write: returns the whole content of the file for a plan and the keys of the chosen columns
            (None for the usual ones); touches no file itself, so that a failure costs nothing.
    """

    format: str
    label: str
    extension: str
    write: Callable[[Plan, Sequence[str] | None], bytes]


def clean(text: str) -> str:
    r"""Return *text* with every line break as ``\n`` and without the characters that XML 1.0 forbids."""
    return _NOT_IN_XML.sub("", _LINE_BREAKS.sub("\n", text))
