"""Runs: the pieces of a paragraph's text that share one look, with tracked changes and footnote marks."""

from __future__ import annotations

import re

from word.elements import BODY_FONT, KAI_FONT, Element, W, copied, fonts, text, w

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\{\+\+(?P<ins>.+?)\+\+\}|\{--(?P<del>.+?)--\}|\[\^(?P<note>\d+)\]|(?P<br>//)"
)
_SCRIPTS = re.compile(r"[\x21-\x7e]+|[^\x21-\x7e]+")
_REVISION = {"author": "综合科", "date": "2024-01-08T09:30:00Z"}


class RunWriter:
    """Turns the markup inside a line into runs; numbers the tracked changes through the whole file."""

    def __init__(self) -> None:
        self._revisions = 0

    def runs(self, content: str, properties: list[Element] | None = None) -> list[Element]:
        """Return the runs of one line, plain text with the run *properties*."""
        runs: list[Element] = []
        position = 0
        for found in _INLINE.finditer(content):
            runs += plain_runs(content[position : found.start()], properties)
            runs += self._marked_runs(found)
            position = found.end()
        return runs + plain_runs(content[position:], properties)

    def lead_in_runs(self, content: str) -> list[Element]:
        """Return the runs of a heading that goes on as body text after a bar, in the same paragraph."""
        lead, _, rest = content.partition("|")
        body_font = [fonts(BODY_FONT)]
        return self.runs(lead) + (self.runs(rest, body_font) if rest else [])

    def _marked_runs(self, found: re.Match[str]) -> list[Element]:
        if found["bold"]:
            return plain_runs(found["bold"], [fonts(KAI_FONT), w("b")])
        if found["br"]:
            return [w("r", w("br"))]
        if found["note"]:
            return [w("r", w("rPr", w("rStyle", val="a6")), w("footnoteReference", id=found["note"]))]
        self._revisions += 1
        if found["ins"]:
            return [w("ins", *plain_runs(found["ins"]), id=self._revisions, **_REVISION)]
        deleted = [w("r", text(found["del"], "delText"))]
        return [w("del", *deleted, id=self._revisions, **_REVISION)]


def plain_runs(content: str, properties: list[Element] | None = None) -> list[Element]:
    """Split a text into runs where Latin letters and digits begin and end, as Word and WPS do when one types."""
    return [run(piece, properties) for piece in _SCRIPTS.findall(content)]


def run(content: str, properties: list[Element] | None = None) -> Element:
    """Return one run; Chinese text says so, else Word sets its quotation marks in the Latin font."""
    own = [copied(part) for part in properties or []]
    if not content.isascii():
        if not own or not own[0].tag.endswith("rFonts"):
            own.insert(0, w("rFonts"))
        own[0].set(f"{{{W}}}hint", "eastAsia")
    return w("r", w("rPr", *own) if own else None, text(content))
