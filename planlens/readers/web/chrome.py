"""What web pages put around a document, by words and by the names of their parts (``resources/``)."""

from __future__ import annotations

import re
from functools import cache

from planlens.paths import resource_lines
from planlens.readers.web.tree import Element

_LONGEST = 80
_BETWEEN = re.compile(r"[\s|｜/·•\u3000\xa0]+|(?<=】)|(?=【)")  # 打印 | 关闭


def is_chrome(line: str) -> bool:
    """Whether a line is no part of the document but of the page: 打印 关闭 分享, 字号：大 中 小, 上一篇：…."""
    text = line.strip().replace(":", "：")
    if not text or len(text) > _LONGEST:
        return False
    words, openings, anywhere = _words()
    bare = text.lstrip("【[《>›» ")
    if bare.startswith(openings) or any(mark in text for mark in anywhere):
        return True
    parts = [part for part in _BETWEEN.split(text) if part]
    return all(part in words or part.strip("【】[]") in words for part in parts)


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    lines = [line.strip() for line in resource_lines("words/page-chrome-openings.txt")]
    return (
        frozenset(line.strip() for line in resource_lines("words/page-chrome.txt")),
        tuple(line for line in lines if not line.startswith("*")),
        tuple(line[1:] for line in lines if line.startswith("*")),
    )


@cache
def names(kind: str) -> tuple[str, ...]:
    """Return the words of one kind (``main``, ``around``, ``title``, ``label``, ``field``) in lower case, in order."""
    rows = (line.split("\t") for line in resource_lines("web-pages.tsv"))
    return tuple(row[1].strip().lower() for row in rows if row[0] == kind)


def names_of(element: Element) -> list[str]:
    """Return the words of an element's id and class attributes in lower case."""
    return f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}".lower().split()


def is_named(element: Element, kind: str) -> bool:
    """Whether the page's author named an element so; for what stands around, a word within a name is enough."""
    own = names_of(element)
    if kind == "around":
        if any(name in names("main") for name in own):
            return False
        # side-bar_2: side, bar
        own = [part for name in own for part in re.split(r"[-_\d]+", name)]
    return any(name in names(kind) for name in own)
