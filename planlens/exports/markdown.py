"""Markdown: headings and lists, to be read as they are and by any program that knows Markdown (CommonMark)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.nested import Topic, topics_of
from planlens.model import Plan
from planlens.views.fields.work import Tracking

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")  # *重点*
_OPENING = re.compile(r"^(\d+)([.)])|^([-+=])")  # 1.建设
_DEEPEST = 6


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the text: sections as headings, tasks as a list."""
    del columns, look
    return ("\n".join(_lines(topics_of(plan, tracking), 1)) + "\n").encode("utf-8", "replace")


def _lines(topic: Topic, level: int) -> Iterator[str]:
    yield f"{'#' * min(level, _DEEPEST)} {_plain(topic.title)}"
    yield ""
    listed = [f"- {_plain(note)}" for note in topic.notes]
    for below in topic.below:
        if below.is_task:
            told = f"（{_plain('；'.join(below.notes))}）" if below.notes else ""
            listed.append(f"- {_plain(below.title)}{told}")
    if listed:
        yield from listed
        yield ""
    for below in topic.below:
        if not below.is_task:
            yield from _lines(below, level + 1)


def _plain(text: str) -> str:
    """Return a text that means nothing but itself in Markdown, on one line."""
    words = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", words)


EXPORTER = Exporter(format="md", label="Markdown 文本", extension=".md", write=_write, has_columns=False)
