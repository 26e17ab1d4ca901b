"""What front-ends need to know of a file format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that is read or written.

    Attributes:
        key: its short name (``docx``).
        label: its name for users, in Chinese.
        extensions: the endings of its files with the dot, in lower case, the usual one first.
        has_columns: whether columns can be chosen, of a format that is written.
        has_paper: whether it has a title and paper, of a format that is written.
    """

    key: str
    label: str
    extensions: tuple[str, ...]
    has_columns: bool = False
    has_paper: bool = False


@dataclass(frozen=True, slots=True)
class Formats:
    """All formats that planlens knows."""

    read: tuple[FileFormat, ...]
    written: tuple[FileFormat, ...]
