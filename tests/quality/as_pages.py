"""Plans as PDF and OFD from the builders of the tests, in several looks."""

from __future__ import annotations

from format_base import Format
from ofd_builder import ofd
from pdf_builder import pdf
from typesetting import SPACED, TWO_COLUMNS, typeset

FORMATS = [
    Format("pdf", ".pdf", 2, lambda items, name: pdf(*typeset(items, name))),
    Format("pdf, two columns", ".pdf", 2, lambda items, name: pdf(*typeset(items, name, TWO_COLUMNS))),
    Format("pdf, spaced paragraphs", ".pdf", 2, lambda items, name: pdf(*typeset(items, name, SPACED))),
    Format("ofd", ".ofd", 1, lambda items, name: ofd(*typeset(items, name))),
]
