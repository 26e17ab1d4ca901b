"""Where on a page the document stands.

The evidence, the strongest first: the names that the systems of government sites give to the part with the text
(``resources/web-pages.tsv``), if that part holds most of the page's prose; else the smallest part that holds
nearly all of the prose. Links, menus and footers are no prose. A page of nothing but a document is taken whole.
"""

from __future__ import annotations

from planlens.readers.web.chrome import is_named, names, names_of
from planlens.readers.web.masses import Mass, is_data_table, masses
from planlens.readers.web.tags import PLACES
from planlens.readers.web.tree import Element

_MOST = 0.6
"""The part of the page's prose that a place named as the text's has to hold."""
_ALL = 0.97
"""The part of the prose that a place has to hold where no names help."""


def main_part(body: Element) -> tuple[Element, dict[Element, Mass]]:
    """Return the element that holds the document, and the masses of all elements."""
    found = masses(body)
    whole = found[body].prose or found[body].text
    named = _named(body, found)
    if named is not None and (found[named].prose or found[named].text) >= _MOST * whole:
        return named, found
    return _smallest(body, found), found


def _named(body: Element, found: dict[Element, Mass]) -> Element | None:
    """Return the part with the name that is trusted most; the one around them where several share the text."""
    ranks = {name: rank for rank, name in enumerate(names("main"))}
    ranked: dict[int, list[Element]] = {}
    for element in body.walk():
        rank = min((ranks[name] for name in names_of(element) if name in ranks), default=None)
        if rank is not None and element.tag in PLACES and found[element].text:
            ranked.setdefault(rank, []).append(element)
    most = max((found[element].text for group in ranked.values() for element in group), default=0)
    for rank in sorted(ranked):
        outer = _outermost(body, set(ranked[rank]))
        large = [element for element in outer if found[element].text >= 0.1 * most]
        if sum(found[element].text for element in large) >= _MOST * most:
            return large[0] if len(large) == 1 else _around(large)
    return None


def _outermost(body: Element, elements: set[Element]) -> list[Element]:
    """Return those elements that stand in no other of them, in reading order."""
    found = []
    stack = [body]
    while stack:
        element = stack.pop()
        if element in elements:
            found.append(element)
        else:
            stack.extend(reversed(element.elements()))
    return found


def _around(elements: list[Element]) -> Element:
    """Return the nearest element around all of these, of which none stands in another."""
    wanted = set(elements)
    above = list(elements[0].ancestors())
    inside: dict[Element, int] = {}
    for element in reversed(list(above[-1].walk())):
        inside[element] = (element in wanted) + sum(inside[child] for child in element.elements())
    return next(element for element in above if inside[element] == len(wanted))


def _smallest(body: Element, found: dict[Element, Mass]) -> Element:
    """Go down from the body while one place below holds nearly all of the prose, and none stands beside the places."""
    here = body
    while found[here].prose:
        inner = [e for e in here.elements() if e.tag in PLACES and not (e.tag == "table" and is_data_table(e))]
        best = max(inner, key=lambda element: found[element].prose, default=None)
        beside = found[here].prose - sum(found[element].prose for element in inner)
        if best is None or beside or found[best].prose < _ALL * found[body].prose:
            break
        here = best
    return here


def is_around(element: Element, found: dict[Element, Mass], part: Element) -> bool:
    """Whether an element within the main part stands around the document: a menu, a toolbar, links to other pages."""
    mass = found[element]
    small = mass.text <= 0.1 * found[part].text
    if element.tag in ("nav", "footer", "aside"):
        return small
    if is_named(element, "around"):
        return small and not mass.prose
    return mass.is_menu and small and element.tag in ("div", "ul", "ol", "dl", "table", "td", "section")
