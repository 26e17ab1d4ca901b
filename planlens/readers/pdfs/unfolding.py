"""How much the pages of a PDF unfold to, reckoned before PDFium draws them.

A page draws forms, and forms draw forms: a kilobyte in which one form draws itself twice, or thirty forms draw the next
one twice, takes PDFium gigabytes, and nothing can stop it inside its library. So the drawing instructions of each page
are added up here, each as often as it is drawn. The file is not read as PDFium reads it, whose table of objects says
what it likes: objects are taken wherever they stand, which finds more than there is rather than less.

What cannot be looked into (encrypted files, rare packings) has the limits of the process around it.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from planlens.readers.limits import MAX_DRAWING, MAX_UNPACKED, megabytes, too_large

_DEEPEST = 40
"""Forms in each other that PDFium follows."""
_A_FORM = 500
"""Bytes of instructions that a form counts for besides its own: an object is kept for each time that it is drawn."""
_MOST_PACKED = 1032
"""How many times smaller zlib makes data at best."""
_LONGEST = 1024 * 1024
"""Bytes of an object that are looked at for its entries."""
_MOST_SHARED = 4
"""How often each byte of a file may be within an object: an object that never ends holds those behind it too."""

_NUMBER = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")  # 12 0 obj: what stands before obj
_END = re.compile(rb"stream\r?\n?|endobj")  # << /Length 9 >> stream …
_STREAM_END = re.compile(rb"endstream")  # endstream
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\d|\s+\d+\s+R)")  # /Length 9
_FIRST = re.compile(rb"/First\s+(\d+)")  # /First 24
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+|\d)")  # /Filter [/ASCIIHexDecode /FlateDecode]
_PREDICTED = re.compile(rb"/Predictor\s+(?!1\b)")  # /Predictor 12
_WORD = re.compile(rb"[A-Za-z0-9]+")  # FlateDecode
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*|\d+\s+\d+\s+R)")  # /Contents [4 0 R 5 0 R]
_RESOURCES = re.compile(rb"/Resources\s*(<<|\d+\s+\d+\s+R)")  # /Resources 5 0 R
_FORMS = re.compile(rb"/XObject\s*(<<[^>]*|\d+\s+\d+\s+R)")  # /XObject << /Fm0 7 0 R >>
_PARENT = re.compile(rb"/Parent\s+(\d+)\s+\d+\s+R")  # /Parent 2 0 R
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")  # 4 0 R
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+(\d+)\s+\d+\s+R")  # /Fm0 7 0 R
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![^\s/<>\[\](){}%])")  # /Fm0 Do
_DRAW = re.compile(rb"(?<![^\s>\])])Do(?![^\s/<>\[\](){}%])")  # Do: also after a comment or a name in parts
_HIDDEN = re.compile(rb"#([0-9A-Fa-f]{2})")  # F#6d0, which is Fm0

_Names = Mapping[bytes, frozenset[bytes]]
"""Which objects the names of a page's or a form's resources stand for."""


@dataclass(slots=True)
class _Object:
    """An object as it is written: its entries, and the stream behind them if there is one."""

    entries: bytes
    stream: memoryview | None = None
    content: bytes | None = None
    names: _Names | None = None
    drawn: dict[tuple[int, int], int] = field(default_factory=dict)


class _File:
    """The objects of a file by their numbers; those of a number that comes again all count."""

    def __init__(self, data: bytes) -> None:
        self.objects: dict[bytes, list[_Object]] = defaultdict(list)
        self._room = MAX_UNPACKED
        for number, found in _objects(data):
            self.objects[number].append(found)
        for number, found in [pair for kept in list(self.objects.values()) for pair in self._packed(kept)]:
            self.objects[number].append(found)

    def _packed(self, kept: list[_Object]) -> Iterator[tuple[bytes, _Object]]:
        """Yield the objects in streams of objects: ``11 0 12 54 <<…>> <<…>>``, 11 at 0 and 12 at 54."""
        for stream in kept:
            first = _FIRST.search(stream.entries) if b"/ObjStm" in stream.entries else None
            if first is None:
                continue
            content, start = self.content(stream), int(first[1])
            words = content[:start].split()
            places = [start + int(word) for word in words[1::2] if word.isdigit()]
            for number, at, end in zip(words[::2], places, [*places[1:], len(content)], strict=False):
                yield number, _Object(content[at:end])

    def content(self, found: _Object) -> bytes:
        """Return a stream unpacked, nothing of one that cannot be.

        Raises:
            PlanlensError: ``too-large``.
        """
        if found.content is None:
            found.content = _unpacked(found, MAX_DRAWING + 1)
            self._room -= len(found.content)
            if len(found.content) > MAX_DRAWING or self._room < 0:
                raise _too_much()
        return found.content

    def streams(self, reference: bytes) -> Iterator[_Object]:
        """Yield what a reference, or a list of them, stands for: ``[4 0 R 5 0 R]``, also by way of an object."""
        for number in _REFERENCE.findall(reference):
            for found in self.objects.get(number, ()):
                if found.stream is not None:
                    yield found
                elif found.entries.lstrip().startswith(b"["):
                    for inner in _REFERENCE.findall(found.entries):
                        yield from (part for part in self.objects.get(inner, ()) if part.stream is not None)

    def names(self, found: _Object) -> _Names:
        """Return the names that a page or a form gives to forms, its own or those of the pages above it."""
        if found.names is None:
            gathered: dict[bytes, set[bytes]] = defaultdict(set)
            for resources in self._follow(_RESOURCES, self._with_resources(found)):
                for forms in self._follow(_FORMS, resources):
                    for name, number in _NAMED.findall(forms):
                        if any(_is_drawing(target) for target in self.objects.get(number, ())):
                            gathered[_plain(name)].add(number)
            found.names = {name: frozenset(numbers) for name, numbers in gathered.items()}
        return found.names

    def _with_resources(self, found: _Object) -> bytes:
        for _ in range(_DEEPEST):
            parent = _PARENT.search(found.entries)
            above = self.objects.get(parent[1]) if parent else None
            if b"/Resources" in found.entries or not above:
                break
            found = above[-1]
        return found.entries

    def _follow(self, entry: re.Pattern[bytes], entries: bytes) -> Iterator[bytes]:
        """Yield what stands in an entry, there or in the object that it refers to."""
        for match in entry.finditer(entries):
            if match[1].startswith(b"<<"):
                yield entries[match.start(1) :] if entry is _RESOURCES else match[1]
            else:
                number = _REFERENCE.match(match[1])
                yield from (found.entries for found in self.objects.get(number[1] if number else b"", ()))

    def drawn(self, found: _Object, above: _Names, deep: int = 0) -> int:
        """Return the bytes of all instructions that drawing a form, and what it draws, takes.

        Raises:
            PlanlensError: ``too-large``.
        """
        names = self.names(found) or above
        key = (id(names), deep)
        if key not in found.drawn:
            content = self.content(found)
            found.drawn[key] = _A_FORM + len(content) + self.called(content, names, deep)
        return found.drawn[key]

    def called(self, content: bytes, names: _Names, deep: int = 0) -> int:
        """Return the bytes of what instructions draw besides themselves."""
        total = 0
        if names and deep < _DEEPEST:
            for name, count in _calls(content, names):
                targets = [target for number in names[name] for target in self.objects[number] if _is_drawing(target)]
                total += count * max(self.drawn(target, names, deep + 1) for target in targets)
                if total > MAX_DRAWING:
                    raise _too_much()
        return total


def check_unfolding(data: bytes) -> None:
    """Refuse a PDF one of whose pages unfolds to too much.

    Raises:
        PlanlensError: ``too-large``.
    """
    file = _File(data)
    for page in [found for kept in list(file.objects.values()) for found in kept if found.stream is None]:
        for contents in _CONTENTS.findall(page.entries):
            names, parts = file.names(page), list(file.streams(contents))
            if names or sum(len(part.stream or b"") for part in parts) * _MOST_PACKED > MAX_DRAWING:
                _check_page(file, parts, names)


def _check_page(file: _File, parts: list[_Object], names: _Names) -> None:
    total = 0
    for part in parts:
        total += len(file.content(part))
        if total > MAX_DRAWING:
            raise _too_much()
    file.called(b"\n".join(map(file.content, parts)), names)


def _calls(content: bytes, names: _Names) -> Iterator[tuple[bytes, int]]:
    """Yield which names are drawn and how often; what is drawn in an odd way may be each of them."""
    known = Counter(map(_plain, _DRAWN.findall(content)))
    odd = len(_DRAW.findall(content)) - sum(known.values())
    yield from ((name, known[name] + max(odd, 0)) for name in names if known[name] or odd > 0)


def _objects(data: bytes) -> Iterator[tuple[bytes, _Object]]:
    """Yield the objects of a file with their numbers, wherever they stand.

    Raises:
        PlanlensError: ``too-large``, what is written once would count again and again.
    """
    view, at = memoryview(data), data.find(b"obj")
    ends, stream_ends = _Next(_END, data), _Next(_STREAM_END, data)
    room = _MOST_SHARED * len(data)
    while at >= 0:
        number = _NUMBER.search(data[max(at - 24, 0) : at])
        end = ends.behind(at) if number else None
        if number and end and end.start() - at <= _LONGEST:
            entries, stream = data[at + 3 : end.start()], None
            if end[0] != b"endobj":
                stream = view[end.end() : _stream_end(data, entries, end.end(), stream_ends)]
            room -= len(entries)
            if room < 0:
                raise _too_much()
            yield number[1], _Object(entries, stream)
        at = data.find(b"obj", at + 3)


class _Next:
    """Where a pattern comes next, asked for places that only grow: nothing is looked at twice."""

    def __init__(self, pattern: re.Pattern[bytes], data: bytes) -> None:
        self._pattern, self._data = pattern, data
        self._found = pattern.search(data)

    def behind(self, place: int) -> re.Match[bytes] | None:
        """Return the first one that begins at a place or behind it."""
        if self._found is not None and self._found.start() < place:
            self._found = self._pattern.search(self._data, place)
        return self._found


def _stream_end(data: bytes, entries: bytes, start: int, ends: _Next) -> int:
    length = _LENGTH.search(entries)
    if length and b"endstream" in data[start + int(length[1]) : start + int(length[1]) + 20]:
        return start + int(length[1])
    end = ends.behind(start)
    return end.start() if end else len(data)


def _is_drawing(found: _Object) -> bool:
    return found.stream is not None and b"/Image" not in found.entries


def _unpacked(found: _Object, most: int) -> bytes:
    """Return a stream, or its first *most* bytes, unpacked; nothing of one in a packing that is not known here."""
    assert found.stream is not None
    packing = _FILTER.search(found.entries)
    data = bytes(found.stream)
    for name in _WORD.findall(packing[1]) if packing else ():
        with suppress(zlib.error, ValueError):
            if name in {b"FlateDecode", b"Fl"} and not _PREDICTED.search(found.entries):
                data = zlib.decompressobj().decompress(data, most)
                continue
            if name in {b"ASCIIHexDecode", b"AHx"}:
                data = bytes.fromhex(data.partition(b">")[0].decode("ascii"))
                continue
            if name in {b"ASCII85Decode", b"A85"}:
                data = base64.a85decode(data.partition(b"~>")[0])
                continue
        return b""
    return data


def _plain(name: bytes) -> bytes:
    return _HIDDEN.sub(lambda code: bytes.fromhex(code[1].decode()), name) if b"#" in name else name


def _too_much() -> Exception:
    return too_large(f"PDF 的一页展开后超过 {megabytes(MAX_DRAWING)}", "请用 PDF 阅读器打印成新的 PDF 后再试。")
