"""Whole Markdown files for the damage tests."""

from __future__ import annotations

from test_reader_markdown import PLAN

FORMAT = "md"


def seeds() -> list[bytes]:
    """Return a plan with headings, lists, tables, notes and code in the encodings that offices use."""
    return [PLAN.encode(encoding) for encoding in ("utf-8", "utf-8-sig", "gb18030")]
