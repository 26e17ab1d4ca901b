"""Whole tables as text for the damage tests."""

from __future__ import annotations

from test_reader_csv import ROWS

FORMAT = "csv"


def seeds() -> list[bytes]:
    """Return a table in the encodings that offices use."""
    return [ROWS.encode(encoding) for encoding in ("utf-8-sig", "gb18030", "utf-16")]
