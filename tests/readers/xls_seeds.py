"""Whole workbooks of the older format for the damage tests."""

from __future__ import annotations

from sheet_builder import xls
from xlsx_seeds import LEDGER

FORMAT = "xls"


def seeds() -> list[bytes]:
    """Return a ledger with merged cells, and one of several sheets."""
    return [xls({"台账": LEDGER}, (0, 0, 0, 4), (2, 3, 1, 1)), xls({"台账": LEDGER, "旧": LEDGER}, hidden=["旧"])]
