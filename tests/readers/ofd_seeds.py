"""Whole OFD files for the damage tests."""

from __future__ import annotations

from ofd_builder import ofd
from pdf_seeds import plan_page, table_page

FORMAT = "ofd"


def seeds() -> list[bytes]:
    """Return OFD files with text, a table and several pages."""
    return [ofd(plan_page()), ofd(plan_page(), table_page(), plan_page())]
