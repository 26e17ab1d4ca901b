"""Text boxes: where they are anchored and where their text is ([MS-DOC] §2.4.3, §2.8.32, §2.8.37; [MS-ODRAW] §2.2)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from planlens.readers.msdoc.fib import TablePart, Word
from planlens.readers.word.notes import MAX_NOTES

_ANCHOR = 26
_BOX = 22
_GROUP = 0xF003
_SHAPE_CONTAINER = 0xF004
_GROUP_SHAPE = 0xF009
_SHAPE = 0xF00A
_CONTAINER = 0xF
_DEEPEST = 64


def box_texts(word: Word) -> dict[int, list[tuple[int, int]]]:
    """Return the ranges of text, in characters of the whole document, of the text boxes by their anchor's character.

    Raises:
        struct.error, IndexError: the tables are damaged.
    """
    bounds, boxes = plc(word.part(TablePart.BOX_TEXTS), _BOX)
    if not boxes:
        return {}
    counts = word.counts
    first = sum((counts.main, counts.footnotes, counts.headers, counts.macros, counts.comments, counts.endnotes))
    positions, anchors = plc(word.part(TablePart.ANCHORS), _ANCHOR)
    anchored = {
        int.from_bytes(anchor[:4], "little"): position
        for position, anchor in zip(positions, anchors, strict=False)
        if position < counts.main
    }
    outer = dict(_outermost(word.part(TablePart.DRAWINGS)))
    last = max(0, counts.main - 1)
    found: dict[int, list[tuple[int, int]]] = {}
    for place, (start, end) in enumerate(islice(ranges(bounds), MAX_NOTES)):
        reusable, shape = struct.unpack_from("<8xH4xI", boxes[place])
        if not reusable and start < end:
            where = anchored.get(shape, anchored.get(outer.get(shape, 0), last))
            found.setdefault(where, []).append((first + start, first + end))
    return found


def plc(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    """Return the positions and the entries of a PLC (§2.2.2): one position more than entries of *size* bytes.

    Raises:
        struct.error: never for complete data.
    """
    count = max(0, (len(data) - 4) // (4 + size))
    if not count:
        return (), []
    bounds = struct.unpack_from(f"<{count + 1}I", data)
    start = 4 * (count + 1)
    return bounds, [data[start + size * place : start + size * (place + 1)] for place in range(count)]


def ranges(bounds: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges between positions; empty ones where a position lies before an earlier one."""
    reached = 0
    for start, end in pairwise(bounds):
        if reached <= start <= end:
            reached = end
            yield start, end
        else:
            yield reached, reached


def _outermost(drawings: bytes) -> Iterator[tuple[int, int]]:
    """Yield the shapes inside groups with the shape of the outermost group, which is the one that has an anchor."""
    if len(drawings) < 8:
        return
    (length,) = struct.unpack_from("<I", drawings, 4)
    place = 8 + length  # behind the OfficeArtDggContainer: drawings, each behind one byte (§2.9.172)
    while place + 9 <= len(drawings):
        (length,) = struct.unpack_from("<I", drawings, place + 5)
        yield from _shapes(drawings, place + 9, min(len(drawings), place + 9 + length), 0, None)
        place += 9 + length


def _shapes(data: bytes, place: int, end: int, depth: int, group: int | None) -> Iterator[tuple[int, int]]:
    """Walk the records of a drawing: its own group holds all shapes, those inside it (depth 1) are people's groups."""
    if depth > _DEEPEST:
        return
    while place + 8 <= end:
        head, kind, length = struct.unpack_from("<HHI", data, place)
        inner, stop = place + 8, min(end, place + 8 + length)
        if kind == _GROUP:
            yield from _shapes(data, inner, stop, depth + 1, _first_shape(data, inner, stop) if depth == 1 else group)
        elif kind == _SHAPE and group is not None and inner + 4 <= stop:
            yield int.from_bytes(data[inner : inner + 4], "little"), group
        elif head & 0xF == _CONTAINER:
            yield from _shapes(data, inner, stop, depth + 1, group)
        place = stop


def _first_shape(data: bytes, place: int, end: int) -> int | None:
    """Return the id of a group's first shape, which stands for the group."""
    if place + 20 > end:
        return None
    (outer, inner) = struct.unpack_from("<2xH6xH", data, place)
    if (outer, inner) != (_SHAPE_CONTAINER, _GROUP_SHAPE):
        return None
    (length,) = struct.unpack_from("<I", data, place + 12)
    at = place + 16 + length
    if at + 12 > end or int.from_bytes(data[at + 2 : at + 4], "little") != _SHAPE:
        return None
    return int.from_bytes(data[at + 8 : at + 12], "little")
