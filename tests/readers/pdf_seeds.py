"""Whole PDF files for the damage tests."""

from __future__ import annotations

from pdf_builder import Sheet, pdf

FORMAT = "pdf"


def seeds() -> list[bytes]:
    """Return PDFs with text, a table, a note and several pages."""
    return [pdf(plan_page()), pdf(plan_page(), table_page(), plan_page()), pdf(table_page())]


def plan_page() -> Sheet:
    """Return a page of a plan with a running head and a page number."""
    sheet = Sheet().put(250, 50, "云屏市规划", 10).put(280, 800, "— 1 —", 12).put(100, 120, "一、总体要求")
    for line in range(20):
        sheet.put(
            70 if line % 5 else 102,
            160 + 28 * line,
            "到规划期末建成综合公园三十六座改造道路若干条" + "。" * (line % 5 == 4),
        )
    return sheet


def table_page() -> Sheet:
    """Return a page with a ruled table."""
    xs, ys = (70, 200, 330, 460), (100, 130, 160, 190)
    sheet = Sheet().grid(xs, ys)
    for row, y in enumerate(ys[:-1]):
        for column, x in enumerate(xs[:-1]):
            sheet.put(x + 5, y + 20, f"格{row}{column}", 12)
    return sheet
