"""XMind: the plan as a mind map, in the form that XMind has had since 2020 (a zip with ``content.json``)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.nested import Topic, topics_of
from planlens.model import Plan
from planlens.views.fields.work import Tracking


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the mind map; what is told of a task stands in its note."""
    del columns, look
    root = topics_of(plan, tracking)
    sheet = {"id": "sheet", "class": "sheet", "title": root.title, "rootTopic": _topic(root)}
    parts = {
        "content.json": [sheet],
        "metadata.json": {"creator": {"name": "planlens"}},
        "manifest.json": {"file-entries": {"content.json": {}, "metadata.json": {}}},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, value in parts.items():
            # ZipInfo's fixed date: the same plan gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), json.dumps(value, ensure_ascii=False), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _topic(topic: Topic) -> dict[str, Any]:
    made: dict[str, Any] = {"id": topic.id, "class": "topic", "title": topic.title}
    if topic.notes:
        made["notes"] = {"plain": {"content": "\n".join(topic.notes)}}
    if topic.below:
        made["children"] = {"attached": [_topic(below) for below in topic.below]}
        made["branch"] = "folded" if topic.id != "root" else ""
    return made


EXPORTER = Exporter(format="xmind", label="XMind 思维导图", extension=".xmind", write=_write, has_columns=False)
