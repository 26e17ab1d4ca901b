"""Whole text files for the damage tests."""

from __future__ import annotations

from planlens.paths import samples
from planlens.readers import read_document

FORMAT = "txt"


def seeds() -> list[bytes]:
    """Return the samples in the encodings that offices use."""
    texts = [read_document(path).text for path in sorted(samples().glob("*.txt"))]
    return [text.encode(encoding) for text in texts for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")]
