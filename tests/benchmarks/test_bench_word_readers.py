"""Reading a long plan as .doc and .rtf, beside python-docx walking over the same plan's .docx for its bare text.

Run with ``pytest tests/benchmarks --benchmark-enable``.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest

sys.path.append(str(Path(__file__).parents[1] / "readers"))

import doc_builder
import docx_builder
import rtf_builder

from planlens.model import Document
from planlens.readers import doc, rtf

SENTENCES = ("到规划期末，建成综合公园三十六座，", "改造老旧道路若干条，", "新增停车位五千个。") * 4
CELLS = ("加快推进云屏河综合治理工程" * 2, "市水利局", "2027年底前")
FONT = r"\rtlch\fcs1\af0\afs32\ltrch\fcs0\fs32\loch\af1\hich\af1\dbch\f1\insrsid1 "


def as_docx(sections: int) -> bytes:
    """Return the plan with automatic numbers and a table."""
    runs = "".join(docx_builder.r(text, '<w:sz w:val="32"/>') for text in SENTENCES)
    section = docx_builder.item("重点任务", 1) + docx_builder.item("主要目标", 1, 1) + f"<w:p>{runs}</w:p>" * 6
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    table = docx_builder.table(grid, *[docx_builder.row(*CELLS)] * (3 * sections))
    levels = docx_builder.lvl(0, "第%1章", "chineseCounting"), docx_builder.lvl(1, "（%2）", "chineseCounting")
    return docx_builder.docx(
        section * sections + table, numbering=docx_builder.abstract(0, *levels) + docx_builder.num(1, 0)
    )


def as_doc(sections: int) -> bytes:
    size = doc_builder.sprm(0x4A43, 32)
    paragraph = doc_builder.par(*[doc_builder.Run(text, size) for text in SENTENCES])
    section = [doc_builder.item("重点任务", 1), doc_builder.item("主要目标", 1, 1), *[paragraph] * 6]
    levels = [doc_builder.level("第%1章", 37), doc_builder.level("（%2）", 37)]
    return doc_builder.doc(
        section * sections, doc_builder.row(*CELLS) * (3 * sections), parts=doc_builder.lists(levels)
    )


def as_rtf(sections: int) -> bytes:
    def item(text: str, number: str) -> str:
        return rf"\pard\plain{{\listtext\pard\plain{FONT}{number}\tab}}\ls1 {{{FONT}{text}}}\par "

    runs = "".join(f"{{{FONT}{text}}}" for text in SENTENCES)
    cells = "".join(rf"\pard\plain\intbl{{{FONT}{text}\cell}}" for text in CELLS)
    row = r"\trowd\trleft0\clvertalt\clbrdrt\brdrs\cellx1000\cellx2000\cellx3000" + cells + r"\row"
    body = "".join(
        item("重点任务", "第一章") + item("主要目标", "（一）") + rf"\pard\plain {runs}\par " * 6
        for _ in range(sections)
    )
    return rtf_builder.rtf(body + row * (3 * sections))


def walk(data: bytes) -> list[str]:
    """Return the text of each paragraph and cell as python-docx gives it."""
    document = python_docx.Document(io.BytesIO(data))
    found = [paragraph.text for paragraph in document.paragraphs]
    return found + [cell.text for table in document.tables for cell in table._cells]


def seconds(action: Callable[[], object]) -> float:
    """Return the shortest of five runs."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


@pytest.mark.parametrize(
    ("write", "read", "most"),
    [(as_doc, doc.READER.read, 1.5), (as_rtf, rtf.READER.read, 3.0)],
    ids=["doc", "rtf"],
)
def test_long_plan(
    benchmark: Any, write: Callable[[int], bytes], read: Callable[[bytes, str], Document], most: float
) -> None:
    sections = 20 if benchmark.enabled else 2
    data, same = write(sections), as_docx(sections)
    document = benchmark(read, data, "规划")
    assert len(document.text) > 500 * sections
    assert [block.number for block in document.blocks][:2] == ["第一章", "（一）"]
    assert document.text.replace(" ", "").count("2027年底前") == 3 * sections
    if benchmark.enabled:
        benchmark.extra_info["ratio"] = benchmark.stats.stats.min / seconds(lambda: walk(same))
        assert benchmark.extra_info["ratio"] < most
