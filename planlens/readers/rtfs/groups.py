"""What holds inside a pair of braces of an .rtf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planlens.readers.rtfs.building import Builder
from planlens.readers.rtfs.header import FontTable, StyleTable


@dataclass(frozen=True, slots=True)
class ParagraphLayout:
    """Properties of paragraphs.

    Attributes:
        style: the style's number.
        outline: outline level from 1, 0 for explicit body text, None when the file is silent.
        centered: whether the paragraph is centred.
        in_table: whether it stands in a table.
        depth: in how many tables, None when the file is silent.
        listed: whether it is numbered automatically.
    """

    style: int = 0
    outline: int | None = None
    centered: bool = False
    in_table: bool = False
    depth: int | None = None
    listed: bool = False

    @property
    def tables(self) -> int:
        """How many tables the paragraph stands in."""
        return max(self.depth or 0, int(self.in_table))


@dataclass(slots=True)
class Group:
    """What holds inside a pair of braces.

    Attributes:
        builder: where text goes.
        layout: properties of paragraphs.
        font: the font's number.
        fallback: how many characters follow each ``u`` for readers without Unicode.
        hidden: whether characters are hidden.
        deleted: whether a tracked change deletes characters.
        capture: takes the text instead of the builder.
        table: what header table the group stands in.
        nested: whether it defines a nested table's row.
        fresh: whether nothing but a star has come yet.
        optional: whether it began with a star.
        start: how long the builder's line was where the group began.
        close: what is to be done at its end.
    """

    builder: Builder
    layout: ParagraphLayout = ParagraphLayout()
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    capture: list[str] | None = None
    table: FontTable | StyleTable | None = None
    nested: bool = False
    fresh: bool = False
    optional: bool = False
    start: int = 0
    close: Callable[[], None] | None = None

    @property
    def mute(self) -> bool:
        """Whether text is not shown."""
        return self.hidden or self.deleted

    def child(self) -> Group:
        """Return what holds inside braces that open here."""
        return Group(
            self.builder,
            self.layout,
            self.font,
            self.fallback,
            self.hidden,
            self.deleted,
            self.capture,
            self.table,
            self.nested,
            fresh=True,
            start=len(self.builder.line),
        )
