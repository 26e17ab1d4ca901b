"""Whole workbooks for the damage tests."""

from __future__ import annotations

from datetime import date

from sheet_builder import Shown, xlsx

FORMAT = "xlsx"
LEDGER = [
    ["云屏市2026年督办台账"],
    ["序号", "类别", "任务", "时限", "完成率"],
    [1, "工业", "建设园区", Shown(date(2026, 6, 1), 'yyyy"年"m"月"'), Shown(0.5, "0%")],
    [2, None, "引进企业\n培育企业", Shown(date(2026, 12, 31), "yyyy/m/d"), Shown(1, "0.0%")],
    ["注：完成率按投资计算。"],
]


def seeds() -> list[bytes]:
    """Return a ledger with merged cells, and one of several sheets."""
    return [xlsx({"台账": LEDGER}, "A1:E1", "B3:B4"), xlsx({"台账": LEDGER, "旧": LEDGER, "空": []}, hidden=["旧"])]
