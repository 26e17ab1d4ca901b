"""Ways to damage a file: at any place, at the borders of blocks, in a zip, in the marks and numbers of XML."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from random import Random

NUMBERS = [b"0", b"-1", b"1", b"65535", b"2147483648", b"999999999999", b"1e308", b"NaN", b""]
BLOCK = 512
DEPTH = 3000
MARKED = re.compile(rb"<([\w:]+)\b[^<>]{0,300}>")

Mutation = Callable[[bytes, Random], bytes]


def mutate(data: bytes, others: list[bytes], chance: Random) -> bytes:
    """Return a damaged copy of a file; *others* lend parts to it."""
    members = _members(data)
    if members and chance.random() < 0.75:
        return _zip_mutation(members, others, chance)
    for _ in range(chance.choice([1, 1, 1, 2, 4])):
        data = chance.choice(RAW)(data, chance)
    return data


def _place(data: bytes, chance: Random) -> int:
    return chance.randrange(len(data)) if data else 0


def _flip(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 10, 100]) if data else 0):
        changed[_place(data, chance)] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(changed)


def _flip_start(data: bytes, chance: Random) -> bytes:
    """Change bytes of the first block, where most formats keep their tables."""
    return _flip(data[:BLOCK], chance) + data[BLOCK:]


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: _place(data, chance)]


def _drop(data: bytes, chance: Random) -> bytes:
    start = _place(data, chance)
    return data[:start] + data[start + chance.choice([1, 7, BLOCK, 5000]) :]


def _swap_blocks(data: bytes, chance: Random) -> bytes:
    blocks = [data[start : start + BLOCK] for start in range(0, len(data), BLOCK)]
    for _ in range(chance.choice([1, 5])):
        one, two = chance.randrange(len(blocks) or 1), chance.randrange(len(blocks) or 1)
        if blocks:
            blocks[one], blocks[two] = blocks[two], blocks[one]
    return b"".join(blocks)


def _repeat_block(data: bytes, chance: Random) -> bytes:
    start, length = _place(data, chance), chance.choice([8, BLOCK, 4096])
    return data[:start] + data[start : start + length] * chance.choice([2, 50]) + data[start + length :]


def _change_number(data: bytes, chance: Random) -> bytes:
    found = list(re.finditer(rb"-?\d+", data[:2_000_000]))
    for match in sorted(chance.sample(found, min(len(found), chance.choice([1, 5, 40]))), key=lambda m: -m.start()):
        data = data[: match.start()] + chance.choice(NUMBERS) + data[match.end() :]
    return data


def _nest(data: bytes, chance: Random) -> bytes:
    """Repeat a start tag, a brace or a bracket many times over."""
    found = list(MARKED.finditer(data[:2_000_000]))
    if not found:
        return data
    match = chance.choice(found)
    times = chance.choice([2, 100, DEPTH])
    closing = b"</" + match[1] + b">"
    end = data.find(closing, match.end())
    if end < 0:
        return data[: match.start()] + match[0] * times + data[match.start() :]
    inner = data[match.end() : end]
    return data[: match.start()] + match[0] * times + inner + closing * times + data[end + len(closing) :]


def _move_element(data: bytes, chance: Random) -> bytes:
    """Delete, double or move an element with all that is in it up to its first closing tag."""
    found = list(MARKED.finditer(data[:2_000_000]))
    if not found:
        return data
    match = chance.choice(found)
    closing = b"</" + match[1] + b">"
    end = data.find(closing, match.end())
    end = match.end() if end < 0 else end + len(closing)
    element, rest = data[match.start() : end], data[: match.start()] + data[end:]
    target = chance.choice([match.start(), chance.choice(found).start()])
    return rest[:target] + element * chance.choice([0, 1, 2, 300]) + rest[target:]


RAW: list[Mutation] = [_flip, _flip_start, _cut, _drop, _swap_blocks, _repeat_block, _change_number, _nest]
INNER: list[Mutation] = [_flip, _cut, _drop, _repeat_block, *[_change_number, _nest, _move_element] * 2]


def _members(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip, none for other files."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip_mutation(members: dict[str, bytes], others: list[bytes], chance: Random) -> bytes:
    names = sorted(members)
    one, two = chance.choice(names), chance.choice(names)
    match chance.choice(["swap", "drop", "foreign", "inside", "inside", "inside", "inside", "double"]):
        case "swap":
            members[one], members[two] = members[two], members[one]
        case "drop":
            del members[one]
        case "foreign":
            members[one] = chance.choice([*_members(chance.choice(others)).values(), chance.choice(others)])
        case "double":
            return _zipped([*members.items(), (one, members[two])])
        case _:
            for _ in range(chance.choice([1, 2])):
                members[one] = chance.choice(INNER)(members[one], chance)
    return _zipped(list(members.items()))


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    """Return a zip that is the same for the same members; a name may come twice."""
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")  # of names that come twice: they are meant
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
