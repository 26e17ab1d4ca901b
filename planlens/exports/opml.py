"""OPML 2.0: the plan as an outline that mind maps and outliners open."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.nested import Topic, topics_of
from planlens.model import Plan
from planlens.views.fields.work import Tracking


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the outline; what is told of a task stands in ``_note``, where most programs show it."""
    del columns, look
    root = topics_of(plan, tracking)
    document = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(document, "head"), "title").text = root.title
    _add(etree.SubElement(document, "body"), root)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(holder: etree._Element, topic: Topic) -> None:
    made = etree.SubElement(holder, "outline", text=topic.title)
    if topic.notes:
        made.set("_note", "\n".join(topic.notes))
    for below in topic.below:
        _add(made, below)


EXPORTER = Exporter(format="opml", label="OPML 大纲（思维导图）", extension=".opml", write=_write, has_columns=False)
