"""Reading Word documents and PDF beside what the bare libraries take to give out the same text.

Run with ``pytest tests/benchmarks --benchmark-enable``.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from types import ModuleType
from typing import Any

import docx
import pypdfium2
import pytest
from as_docx import automatic, printed, typed
from as_office import SOFFICE, converted
from as_word import as_doc, as_rtf
from plan_items import Cell, Item, Table, Text, items_of

from planlens.paths import samples
from planlens.readers import doc as doc_reader
from planlens.readers import docx as docx_reader
from planlens.readers import pdf as pdf_reader
from planlens.readers import rtf as rtf_reader

SENTENCE = "到规划期末，建成综合公园三十六座，改造老旧道路四十二条，新增停车泊位1.2万个，群众出行更加方便。"
UNITS = "（牵头单位：市住房城乡建设局；配合单位：市财政局、市自然资源和规划局）"


def items(sections: int) -> list[Item]:
    """Return a plan with headings, paragraphs of 150 characters and a table in every fourth section."""
    found: list[Item] = [Text("云屏市国民经济和社会发展第十六个五年规划纲要", "title")]
    for number in range(sections):
        found.append(Text(f"（{'一二三四五六七八九十'[number % 10]}）完善城市功能", "heading"))
        found += [Text(f"{place}.优化空间布局。" + SENTENCE * 3 + UNITS) for place in range(1, 6)]
        if number % 4:
            continue
        rows = [("序号", "任务", "牵头单位"), *((str(row), "建设社区公园", "市城管局") for row in range(1, 9))]
        cells = (tuple(Cell((text,), column) for column, text in enumerate(row)) for row in rows)
        found.append(Table(tuple(cells), 3))
    return found


def ratio(action: Callable[[], object], yardstick: Callable[[], object], rounds: int = 12) -> float:
    """The shortest of so many runs over the shortest of the yardstick's, taken in turns: other work disturbs both."""
    times: dict[Callable[[], object], list[float]] = {action: [], yardstick: []}
    for _ in range(rounds):
        for one, taken in times.items():
            start = time.process_time()
            one()
            taken.append(time.process_time() - start)
    return min(times[action]) / min(times[yardstick])


def iterate(data: bytes) -> int:
    """Give out the texts of all paragraphs and cells with python-docx."""
    document = docx.Document(io.BytesIO(data))
    length = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return length + sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)


def extract(data: bytes) -> int:
    """Give out the text of all pages with pypdfium2."""
    document = pypdfium2.PdfDocument(data)
    length = sum(len(page.get_textpage().get_text_range()) for page in document)
    document.close()
    return length


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("write", [typed, automatic])
def test_docx_beside_python_docx(benchmark: Any, write: Callable[[list[Item]], bytes]) -> None:
    data = write(items(60 if benchmark.enabled else 2))
    document = benchmark(docx_reader.read, data, "规划.docx")
    assert len(document.text) >= iterate(data)
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = ratio(lambda: docx_reader.read(data, ""), lambda: iterate(data))
        assert benchmark.extra_info["ratio"] < 2


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize(
    ("write", "reader", "most"), [(as_doc, doc_reader, 1.5), (as_rtf, rtf_reader, 3)], ids=["doc", "rtf"]
)
def test_other_word_formats_beside_python_docx(
    benchmark: Any, write: Callable[[list[Item]], bytes], reader: ModuleType, most: float
) -> None:
    plan = items(60 if benchmark.enabled else 2)
    data, same = write(plan), typed(plan)
    document = benchmark(reader.read, data, "规划")
    assert len(document.text) >= iterate(same)
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = ratio(lambda: reader.read(data, ""), lambda: iterate(same))
        assert benchmark.extra_info["ratio"] < most


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice makes the PDF: one with few glyphs costs PDFium nothing")
@pytest.mark.benchmark(timer=time.process_time)
def test_pdf_beside_pypdfium2(benchmark: Any) -> None:
    if not benchmark.enabled:
        pytest.skip("takes LibreOffice some seconds")
    plans = [item for path in sorted(samples().glob("*.txt")) for item in items_of(path)]
    data = converted(printed(plans, "规划"), "pdf")
    document = benchmark(pdf_reader.read, data, "规划.pdf")
    assert len(document.text) > 10_000
    benchmark.extra_info["ratio"] = ratio(lambda: pdf_reader.read(data, ""), lambda: extract(data))
    assert benchmark.extra_info["ratio"] < 3
