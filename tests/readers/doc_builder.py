"""Builds small binary Word documents ([MS-DOC]), so that a test shows only what it is about."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ole_builder import ole

from planlens.model import Document
from planlens.readers.doc import READER

PARTS = {
    "styles": 1, "footnote_marks": 2, "footnote_texts": 3, "sections": 6, "characters": 12, "paragraphs": 13,
    "fonts": 15, "settings": 31, "pieces": 33, "anchors": 40, "endnote_marks": 46, "endnote_texts": 47, "drawings": 50,
    "box_texts": 56, "lists": 73, "overrides": 74,
}  # fmt: skip
_FIB = 0x9A + 8 * 80
_PAGE = 512
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


def sprm(opcode: int, value: int | bytes) -> bytes:
    """Return a modifier; a number is packed into the bytes that the opcode demands, bytes are put in as they are."""
    if isinstance(value, int):
        value = (value % (1 << 8 * _SIZES[opcode >> 13])).to_bytes(_SIZES[opcode >> 13], "little")
    return struct.pack("<H", opcode) + value


DELETED = sprm(0x0800, 1)
HIDDEN = sprm(0x083C, 1)
SPECIAL = sprm(0x0855, 1)
IN_TABLE = sprm(0x2416, 1)
ROW_END = IN_TABLE + sprm(0x2417, 1)


@dataclass(frozen=True)
class Run:
    """Characters of one look."""

    text: str
    modifiers: bytes = b""


@dataclass(frozen=True)
class Par:
    """A paragraph with the character that ends it as its last one."""

    runs: tuple[Run, ...]
    modifiers: bytes = b""
    style: int = 0


@dataclass(frozen=True)
class Cut:
    """A piece of the text: how many characters, how they are stored and what applies to them."""

    length: int
    compressed: bool = False
    modifiers: bytes = b""
    short: tuple[int, int] | None = None


@dataclass
class Layout:
    """The text in the main stream: offsets of the pieces in the order of the text."""

    cuts: Sequence[Cut]
    offsets: list[int] = field(default_factory=list)

    def ranges(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        """Yield the byte ranges of a range of characters."""
        first = 0
        for cut, offset in zip(self.cuts, self.offsets, strict=True):
            low, high = max(start, first), min(end, first + cut.length)
            width = 1 if cut.compressed else 2
            if low < high:
                yield offset + (low - first) * width, offset + (high - first) * width
            first += cut.length


def par(*runs: str | Run, end: str = "\r", modifiers: bytes = b"", style: int = 0) -> Par:
    """Return a paragraph; *end* is its mark, which has the look of the last run when that is the empty one."""
    made = [run if isinstance(run, Run) else Run(run) for run in runs]
    if made and not made[-1].text:
        made[-1] = Run(end, made[-1].modifiers)
    else:
        made.append(Run(end))
    return Par(tuple(made), modifiers, style)


def item(text: str, number: int, level: int = 0, **more: int) -> Par:
    """Return a paragraph of a list; lists count from 1."""
    return par(text, modifiers=sprm(0x260A, level) + sprm(0x460B, number), **more)  # type: ignore[arg-type]


def cell(text: str, extra: bytes = b"") -> Par:
    """Return a paragraph that is the last of a table cell."""
    return par(text, end="\x07", modifiers=IN_TABLE + extra)


def row(*cells: str | Par, edges: Sequence[int] = (), flags: Sequence[int] = (), extra: bytes = b"") -> list[Par]:
    """Return the paragraphs of a table row.

    Args:
        cells: texts, or the last paragraphs of cells.
        edges: the cells' edges.
        flags: the cells' merge flags.
        extra: more modifiers of the row's end.
    """
    made = [one if isinstance(one, Par) else cell(one) for one in cells]
    edges = edges or [1000 * place for place in range(len(made) + 1)]
    return [*made, par(end="\x07", modifiers=ROW_END + shape(edges, flags) + extra)]


def shape(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """Return sprmTDefTable."""
    count = len(edges) - 1
    cells = b"".join(struct.pack("<H18x", flag) for flag in flags)
    body = struct.pack(f"<B{count + 1}h", count, *edges) + cells
    return sprm(0xD608, struct.pack("<H", len(body) + 1) + body)


def doc(
    *paragraphs: Par | list[Par],
    footnotes: Sequence[Par] = (),
    endnotes: Sequence[Par] = (),
    boxes: Sequence[Par] = (),
    cuts: Sequence[Cut] | None = None,
    parts: dict[str, bytes] | None = None,
    flags: int = 0x0200,
    version: int = 0xC1,
    data: bytes = b"",
) -> bytes:
    """Return a document.

    Args:
        paragraphs: its main text.
        footnotes: the text of its footnotes; where they lie is given by *parts*, the same goes for the others.
        endnotes: the text of its endnotes.
        boxes: the text of its text boxes.
        cuts: the pieces of the text; stored in the file in reverse order. None: one piece.
        parts: parts of the table stream by the names of :data:`PARTS`.
        flags: flags of the FIB.
        version: nFib.
        data: the stream ``Data``.
    """
    stories = [_flat(paragraphs), list(footnotes), [], [], [], list(endnotes), list(boxes), []]
    everything = [one for story in stories for one in story]
    text = "".join(run.text for one in everything for run in one.runs)
    layout = Layout(cuts or [Cut(len(text))])
    main = bytearray(_PAGE * 4)
    first = len(text)
    for cut in reversed(layout.cuts):
        first -= cut.length
        layout.offsets.insert(0, len(main))
        part = text[first : first + cut.length]
        main += part.encode("cp1252" if cut.compressed else "utf-16-le", "surrogatepass")
    main += bytes(-len(main) % _PAGE)
    table = dict(parts or {})
    table["pieces"] = _clx(layout)
    table["characters"] = _pages(main, layout, _character_runs(everything), paragraph=False)
    table["paragraphs"] = _pages(main, layout, _paragraph_runs(everything), paragraph=True)
    counts = [sum(len(run.text) for one in story for run in one.runs) for story in stories]
    stream = _fib(main, counts, table, flags, version)
    return ole({"WordDocument": bytes(main), "1Table": stream, **({"Data": data} if data else {})})


def read(*paragraphs: Par | list[Par], **more: object) -> Document:
    """Build a document and read it."""
    return READER.read(doc(*paragraphs, **more), "试.doc")  # type: ignore[arg-type]


def lines(*paragraphs: Par | list[Par], **more: object) -> list[str]:
    """Build a document, read it and return the texts of its blocks."""
    document = read(*paragraphs, **more)
    return [block.span.of(document.text) for block in document.blocks]


def plc(positions: Sequence[int], entries: Sequence[bytes] = ()) -> bytes:
    """Return a PLC."""
    return struct.pack(f"<{len(positions)}I", *positions) + b"".join(entries)


def style(name: str, built_in: int = 0xFFE, *, base: int = 0xFFF, par: bytes = b"", char: bytes = b"") -> bytes:
    """Return a paragraph style (STD)."""
    head = struct.pack("<HHHHH", built_in, 1 | base << 4, 2, 0, 0)
    encoded = struct.pack("<H", len(name)) + name.encode("utf-16-le") + bytes(2)
    return head + encoded + _padded(bytes(2) + par) + _padded(char)


def character_style(name: str, char: bytes) -> bytes:
    """Return a character style (STD)."""
    head = struct.pack("<HHHHH", 0xFFE, 2 | 0xFFF << 4, 1, 0, 0)
    return head + struct.pack("<H", len(name)) + name.encode("utf-16-le") + bytes(2) + _padded(char)


def styles(*entries: bytes) -> bytes:
    """Return a style sheet; empty entries are unused numbers."""
    head = struct.pack("<HHHHHHHHH", len(entries), 10, 1, 0x5B, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(head)) + head + b"".join(_padded(entry) for entry in entries)


def level(text: str, code: int = 0, start: int = 1, *, flags: int = 0, follow: int = 0, limit: int = 0) -> bytes:
    """Return a list level (LVL); %1 … %9 in its text are the numbers of the levels, *code* is its number format."""
    units, places = "", []
    for place, part in enumerate(text.split("%")):
        if place:
            units += chr(int(part[0]) - 1)
            places.append(len(units))
        units += part[1:] if place else part
    head = struct.pack("<iBB9sB8xBBBB", start, code, flags, bytes(places), follow, 0, 0, limit, 0)
    return head + struct.pack("<H", len(units)) + units.encode("utf-16-le")


def lists(*definitions: Sequence[bytes], linked: Sequence[int] = ()) -> dict[str, bytes]:
    """Return the tables of lists with these levels, each used as it is; lists of one level are simple ones.

    Args:
        definitions: the levels of each list.
        linked: styles that are linked to the levels of the first list.
    """
    head, tail = struct.pack("<H", len(definitions)), b""
    for number, levels in enumerate(definitions, 1):
        joined = [*(linked if number == 1 else ()), *[0xFFF] * 9][:9]
        head += struct.pack("<iI9HBB", number, 0, *joined, 1 if len(levels) == 1 else 0, 0)
        tail += b"".join([*levels, *[level("")] * (9 - len(levels))] if len(levels) > 1 else levels)
    return {
        "lists": head,
        "lists_tail": tail,
        "overrides": overrides(*[(n + 1, b"", 0) for n in range(len(definitions))]),
    }


def overrides(*uses: tuple[int, bytes, int]) -> bytes:
    """Return the table of overrides: for each the list's number, the overrides of its levels and how many there are."""
    head = b"".join(struct.pack("<iIIBBBB", number, 0, 0, count, 0, 0, 0) for number, _, count in uses)
    return struct.pack("<I", len(uses)) + head + b"".join(b"\xff\xff\xff\xff" + changes for _, changes, _ in uses)


def fonts(*names: str) -> bytes:
    """Return a font table."""
    entries = [bytes(39) + name.encode("utf-16-le") + bytes(2) for name in names]
    return struct.pack("<HH", len(names), 0) + b"".join(bytes([len(entry)]) + entry for entry in entries)


def _flat(paragraphs: Iterable[Par | list[Par]]) -> list[Par]:
    return [one for given in paragraphs for one in (given if isinstance(given, list) else [given])]


def _padded(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data + bytes(len(data) % 2)


def _clx(layout: Layout) -> bytes:
    groups, entries, positions = b"", [], [0]
    count = 0
    for cut, offset in zip(layout.cuts, layout.offsets, strict=True):
        number = 0 if cut.short is None else cut.short[0] << 1 | cut.short[1] << 8
        if cut.modifiers:
            groups += b"\x01" + struct.pack("<H", len(cut.modifiers)) + cut.modifiers
            number = count << 1 | 1
            count += 1
        entries.append(struct.pack("<HIH", 0, offset * 2 | 1 << 30 if cut.compressed else offset, number))
        positions.append(positions[-1] + cut.length)
    table = plc(positions, entries)
    return groups + b"\x02" + struct.pack("<I", len(table)) + table


def _character_runs(paragraphs: Iterable[Par]) -> Iterable[tuple[int, bytes]]:
    return [(len(run.text), bytes([len(run.modifiers)]) + run.modifiers) for one in paragraphs for run in one.runs]


def _paragraph_runs(paragraphs: Iterable[Par]) -> Iterable[tuple[int, bytes]]:
    found = []
    for one in paragraphs:
        properties = struct.pack("<H", one.style) + one.modifiers
        if len(properties) % 2:
            stored = bytes([(len(properties) + 1) // 2]) + properties
        else:
            stored = bytes([0, len(properties) // 2]) + properties
        found.append((sum(len(run.text) for run in one.runs), stored))
    return found


def _pages(main: bytearray, layout: Layout, runs: Iterable[tuple[int, bytes]], *, paragraph: bool) -> bytes:
    """Write the pages of properties behind the text and return the table that names them."""
    found, first = [], 0
    for length, stored in runs:
        found += [(start, end, stored) for start, end in layout.ranges(first, first + length)]
        first += length
    found.sort()
    bounds, numbers = [], []
    while found:
        page, count = _page(found, 13 if paragraph else 1)
        bounds.append(found[0][0])
        last = found[count - 1][1]
        del found[:count]
        numbers.append(len(main) // _PAGE)
        main += page
    return plc([*bounds, last], [struct.pack("<I", number) for number in numbers])


def _page(runs: Sequence[tuple[int, int, bytes]], width: int) -> tuple[bytes, int]:
    """Return a page of properties with as many runs as it holds, equal ones stored once, and how many these are.

    Args:
        runs: the runs that are left: where they start and end, and what is stored.
        width: bytes that the page has for each besides its bounds.
    """
    places: dict[bytes, int] = {}
    free, count = _PAGE - 2, 0
    for start, _, stored in runs:
        needed = 0 if stored in places else len(stored) + len(stored) % 2
        gap = count and start != runs[count - 1][1]
        if gap or 4 * (count + 2) + width * (count + 1) > free - needed or count == 29:
            break
        if stored not in places:
            free -= needed
            places[stored] = free
        count += 1
    page = bytearray(_PAGE)
    struct.pack_into(f"<{count + 1}I", page, 0, *[run[0] for run in runs[:count]], runs[count - 1][1])
    for place, (_, _, stored) in enumerate(runs[:count]):
        page[4 * (count + 1) + width * place] = places[stored] // 2
        page[places[stored] : places[stored] + len(stored)] = stored
    page[-1] = count
    return bytes(page), count


def _fib(main: bytearray, counts: Sequence[int], parts: dict[str, bytes], flags: int, version: int) -> bytes:
    """Write the FIB into the main stream and return the table stream."""
    fib = bytearray(_FIB)
    struct.pack_into("<HH6xH", fib, 0, 0xA5EC, version, flags)
    struct.pack_into("<H", fib, 0x20, 14)
    struct.pack_into("<H", fib, 0x3E, 22)
    struct.pack_into("<8i", fib, 0x4C, *counts)
    struct.pack_into("<H", fib, 0x98, 80)
    stream = bytearray(4)
    for name, number in PARTS.items():
        if parts.get(name):
            struct.pack_into("<II", fib, 0x9A + 8 * number, len(stream), len(parts[name]))
            stream += parts[name] + parts.get(f"{name}_tail", b"")
    main[:_FIB] = fib
    return bytes(stream)
