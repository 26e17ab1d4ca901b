"""Builds compound files ([MS-CFB]) of a few streams at the top."""

from __future__ import annotations

import struct

SECTOR = 512
SMALLEST = 4096
"""Shorter streams would have to stand in the mini stream; here they are filled up with zeros."""
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole(streams: dict[str, bytes]) -> bytes:
    """Return a compound file with these streams."""
    filled = {
        name: data.ljust(max(SMALLEST, -(-len(data) // SECTOR) * SECTOR), b"\0") for name, data in streams.items()
    }
    directory_sectors = -(-(len(filled) + 1) // 4)
    table: list[int] = []
    starts = []
    for data in filled.values():
        starts.append(len(table))
        table += [*range(len(table) + 1, len(table) + len(data) // SECTOR), _END]
    directory_at = len(table)
    table += [*range(directory_at + 1, directory_at + directory_sectors), _END]
    fat_at = len(table)
    fat_sectors = -(-(len(table) + 1) // 127)
    table += [_FAT] * fat_sectors
    table += [_FREE] * (fat_sectors * 128 - len(table))
    sizes = {name: len(data) for name, data in filled.items()}
    parts = [_header(fat_at, fat_sectors, directory_at), *filled.values(), _directory(sizes, starts, directory_sectors)]
    return b"".join([*parts, struct.pack(f"<{len(table)}I", *table)])


def _header(fat_at: int, fat_sectors: int, directory_at: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_at, 0, SMALLEST, _END, 0, _END, 0)
    places = [*range(fat_at, fat_at + fat_sectors)]
    return head + struct.pack("<109I", *places, *[_FREE] * (109 - fat_sectors))


def _directory(sizes: dict[str, int], starts: list[int], sectors: int) -> bytes:
    """Return the directory: the root and the streams as a chain, each the right sibling of the one before it."""
    entries = [_entry("Root Entry", 5, child=1 if sizes else _FREE, right=_FREE, start=_END, size=0)]
    for place, (name, size) in enumerate(sorted(sizes.items(), key=lambda item: (len(item[0]), item[0]))):
        right = place + 2 if place + 1 < len(sizes) else _FREE
        start = starts[list(sizes).index(name)]
        entries.append(_entry(name, 2, child=_FREE, right=right, start=start, size=size))
    return b"".join(entries).ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, right: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<IQ", start, size)
