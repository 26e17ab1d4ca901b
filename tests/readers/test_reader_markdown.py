"""Markdown: its marks are read and not printed; what only contains a # is plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from planlens.model import Document
from planlens.readers import read_document
from planlens.readers.md import READER
from planlens.readers.pasted import pasted_file, read_text

pytest.importorskip("markdown_it", reason="the environment is older than pyproject.toml: install the project again")

PLAN = """---
title: 霁川市清洁能源行动方案
tags: [能源]
---
<!-- 送审稿，勿外传 -->

## 一、重点任务

### （一）电网改造

1. **改造配电网。** 改造线路80公里。（责任单位：市能源局）
2. **建设充电站。** 新建充电站12座[^1]。

- 开展用电宣传
- [x] 修订 [管理办法](a.docx)

| 序号 | 任务 | 单位 |
| :-: | --- | --- |
| 1 | 修订办法<br>公布目录 | 市能源局 |

```
附图 **略**
```

[^1]: 含换电站。
"""


def read(text: str, name: str = "方案.md") -> Document:
    return READER.read(text.encode(), name)


def picture(document: Document) -> list[str]:
    """The lines: headings with #, the title with ==, cells with row and column, notes with *."""
    lines = []
    for block in document.blocks:
        place = f"{block.cell.table}:{block.cell.row}.{block.cell.column} " if block.cell is not None else ""
        sign = "== " * block.is_title + "#" * (block.style_level or 0) + "*" * (block.kind == "footnote")
        lines.append(sign + place + block.span.of(document.text))
    return lines


def test_a_plan() -> None:
    document = read(PLAN)
    assert picture(document) == [
        "== 霁川市清洁能源行动方案",
        "##一、重点任务",
        "###（一）电网改造",
        "1. 改造配电网。改造线路80公里。（责任单位：市能源局）",
        "2. 建设充电站。新建充电站12座[1]。",
        "开展用电宣传",
        "修订 管理办法",
        "0:0.0 序号",
        "0:0.1 任务",
        "0:0.2 单位",
        "0:1.0 1",
        "0:1.1 修订办法",
        "0:1.1 公布目录",
        "0:1.2 市能源局",
        "附图 **略**",
        "*1. 含换电站。",
    ]
    assert [mark.of(document.text) for block in document.blocks for mark in block.marks] == ["[1]"]
    assert [block.number for block in document.blocks if block.number] == ["1.", "2.", "1."]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("# 方案\n\n## 一、任务\n# 附则", ["#方案", "##一、任务", "#附则"]),
        ("# 方案\n正文。", ["== 方案", "正文。"]),
        ("方案\n===\n一、任务\n---\n这一句下面画线。\n---\n", ["== 方案", "##一、任务", "这一句下面画线。"]),
        ("##二、任务\n#话题# 讨论\n#3楼改造", ["##二、任务", "#话题# 讨论", "#3楼改造"]),
        ("甲行\n乙行", ["甲行", "乙行"]),
        ("　　**总体要求：**各县区。\n\n    四格缩进的**段落**。", ["总体要求：各县区。", "四格缩进的段落。"]),
        ("推进**“一网通办”**平台和*示范*建设", ["推进“一网通办”平台和示范建设"]),
        ("**牵头单位** 市水务局", ["牵头单位 市水务局"]),
        ("张**、李**获奖，3\\*4*5", ["张**、李**获奖，3*4*5"]),
        ("1. 甲\n1. 乙\n7. 丙", ["1. 甲", "2. 乙", "7. 丙"]),
        ("> 引用\n\n[TOC]\n\n完&amp;毕<!-- 略 -->", ["引用", "完&毕"]),
        ("```markdown\n# 方案\n## 任务\n```", ["== 方案", "##任务"]),
        ("|甲|乙|\n|1|2|", ["0:0.0 甲", "0:0.1 乙", "0:1.0 1", "0:1.1 2"]),
        ("|甲|乙|\n|-|\n|1|2\\|3|", ["0:0.0 甲", "0:0.1 乙", "0:1.0 1", "0:1.1 2|3"]),
        ("甲|乙\n-|-\n1|2", ["0:0.0 甲", "0:0.1 乙", "0:1.0 1", "0:1.1 2"]),
        (
            "<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>",
            ["0:0.0 甲", "0:0.1 乙", "0:1.0 1", "0:1.1 2"],
        ),
    ],
)
def test_marks(source: str, lines: list[str]) -> None:
    assert picture(read(source)) == lines


TEXTS = [
    "# 一、总体要求\n按照C#平台要求，建设1#楼。\n",
    "# 只有一行\n正文",
    "张**、李**、王**获奖\n身份证号3701**********1234\n",
    "- 甲\n- 乙\n- 丙\n1. 丁\n",
    "甲 | 乙\n----------\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_text_with_a_mark_stays_text(text: str, tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(text, encoding="utf-8", newline="")
    document = read_document(path)
    assert (document.source.format, document.text) == ("txt", text)


@pytest.mark.parametrize("name", ["方案.md", "方案.txt"])
def test_marked_text_is_markdown_whatever_its_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(PLAN, encoding="utf-8")
    assert picture(read_document(path)) == picture(read(PLAN))


def test_the_name_tells_of_few_marks(tmp_path: Path) -> None:
    path = tmp_path / "方案.MD"
    path.write_text("# 方案\n<center>送审稿</center>", encoding="utf-8")
    assert picture(read_document(path)) == ["== 方案", "送审稿"]
    path.write_text("<!DOCTYPE html><html><body><p># 甲</p></body></html>", encoding="utf-8")
    assert read_document(path).source.format == "html"


def test_pasted_markdown_is_read_as_such() -> None:
    assert picture(read_text(PLAN, "粘贴")) == picture(read(PLAN))
    ending, data = pasted_file(PLAN, "")
    assert ending == ".md"
    assert picture(READER.read(data, "粘贴.md")) == picture(read(PLAN))
