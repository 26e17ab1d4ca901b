"""How much text stands where on a page, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.readers.web.chrome import is_chrome
from planlens.readers.web.tree import Element

_STOPS = re.compile(r"[。；]")  # 。
_DATE = re.compile(r"\s*[\[［(（]?(?:\d{2,4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])］）]?\s*")
"""[04-14], 2026-01-05: the day of an entry in a list of links."""


@dataclass(slots=True)
class Mass:
    """The text in and below an element, in characters without white space.

    Attributes:
        text: all but the text of links, days by themselves, and what pages put around documents.
        links: the text of links.
        prose: of *text*, what stands in pieces with a stop, or in the cells of a table of several rows and columns.
        count: the number of links.
    """

    text: int = 0
    links: int = 0
    prose: int = 0
    count: int = 0

    def add(self, other: Mass) -> None:
        """Add what stands below."""
        self.text += other.text
        self.links += other.links
        self.prose += other.prose
        self.count += other.count

    @property
    def is_menu(self) -> bool:
        """Whether it is mostly links, several of them."""
        return self.count >= 3 and self.links > 2 * self.text


def masses(body: Element) -> dict[Element, Mass]:
    """Weigh every element of a page."""
    found: dict[Element, Mass] = {}
    order = list(body.walk())
    linked: set[Element] = set()
    tabular: set[Element] = set()
    for element in order:
        parent = element.parent
        if _is_link(element) or parent in linked:
            linked.add(element)
        if element.tag == "table":
            if is_data_table(element):
                tabular.add(element)
        elif parent in tabular:
            tabular.add(element)
        found[element] = _own(element, linked=element in linked, tabular=element in tabular)
    for element in reversed(order):
        if element.parent is not None:
            found[element.parent].add(found[element])
    return found


def _own(element: Element, *, linked: bool, tabular: bool) -> Mass:
    mass = Mass(count=_is_link(element))
    for child in element.children:
        if not isinstance(child, str):
            continue
        size = len("".join(child.split()))
        if linked:
            mass.links += size
        elif size and not is_chrome(child) and (tabular or not _DATE.fullmatch(child)):
            mass.text += size
            mass.prose += size if tabular or _STOPS.search(child) else 0
    return mass


def _is_link(element: Element) -> bool:
    return element.tag == "a" and bool(element.attributes.get("href"))


def is_data_table(table: Element) -> bool:
    """Whether a table is one of rows and columns, and no means of placing things on the page."""
    if any(element.tag == "table" and element is not table for element in table.walk()):
        return False
    rows = [row for row in table.walk() if row.tag == "tr"]
    wide = sum(len([cell for cell in row.elements() if cell.tag in ("td", "th")]) > 1 for row in rows)
    return len(rows) > 1 and wide > 1
