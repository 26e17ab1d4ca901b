"""Binary Word documents whose container is sound and whose streams are not: read, or refused with a reason."""

from __future__ import annotations

import os
import struct
from random import Random

import doc_seeds
import pytest
from ole_builder import ole

from planlens.model import Document, PlanlensError
from planlens.readers.doc import READER
from planlens.readers.msdoc.container import Streams, open_streams

COUNT = int(os.environ.get("PLANLENS_FUZZ", "60"))
PARTS = sorted({*range(0x4C, 0x6C), *(0x9A + 8 * part + step for part in range(1, 75) for step in range(8))})
"""The bytes of the FIB that say where everything is and how much there is of it."""
NUMBERS = [0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]


def damaged(streams: Streams, chance: Random) -> bytes:
    """Return a compound file in which bytes of the streams are changed, or others stand in their place."""
    main, table = bytearray(streams.main), bytearray(streams.tables[1])
    for _ in range(chance.choice([1, 2, 5, 40])):
        stream = chance.choice([main, table])
        place = chance.choice(PARTS) if stream is main and chance.random() < 0.5 else chance.randrange(len(stream) - 64)
        match chance.choice(["byte", "number", "copy"]):
            case "byte":
                stream[place] = chance.randrange(256)
            case "number":
                stream[place : place + 4] = struct.pack("<I", chance.choice([*NUMBERS, chance.randrange(10_000)]))
            case _:
                start = chance.randrange(len(stream) - 64)
                stream[place : place + 64] = stream[start : start + 64]
    return ole({"WordDocument": bytes(main), "1Table": bytes(table), "Data": streams.data})


def check(document: Document) -> None:
    end = 0
    for block in document.blocks:
        text = block.span.of(document.text)
        assert block.span.start >= end
        assert text == text.strip() != ""
        assert text.startswith(block.number)
        assert all(block.span.covers(mark) for mark in block.marks)
        end = block.span.end


def outcome(data: bytes) -> str:
    try:
        check(READER.read(data, "x"))
    except PlanlensError as error:
        return error.code
    return "read"


@pytest.mark.parametrize("seed", [0, 1], ids=["whole", "pieces"])
def test_damaged_streams(seed: int) -> None:
    streams = open_streams(doc_seeds.seeds()[seed])
    chance = Random(seed)
    found = {outcome(damaged(streams, chance)) for _ in range(COUNT)}
    assert found - {"read", "broken-file", "too-large", "encrypted", "old-word"} == set()
