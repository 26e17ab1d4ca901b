"""Whole .xls files for the damage tests."""

from __future__ import annotations

from sheet_builder import xls
from test_reader_sheets import LEDGER

FORMAT = "xls"


def seeds() -> list[bytes]:
    """Return a ledger of several sheets, one of them hidden."""
    return [xls({"工业组": LEDGER, "民生组": LEDGER, "字典": [["甲"]]}, (0, 0, 0, 4), (2, 3, 1, 1), hidden=["字典"])]
