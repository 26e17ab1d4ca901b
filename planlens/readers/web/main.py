"""Where on a page the document stands.

The evidence, the strongest first: the names that the systems of government sites give to the part with the text
(``resources/web-pages.tsv``), if that part holds most of the page's prose; else the smallest part that holds
nearly all of the prose. Links, menus and footers are no prose. A page of nothing but a document is taken whole.
"""

from __future__ import annotations

import re

from planlens.readers.web.chrome import is_named, names, names_of
from planlens.readers.web.masses import Mass, is_data_table, masses
from planlens.readers.web.tags import PLACES
from planlens.readers.web.tree import Element

_MOST = 0.6
"""The part of the page's prose that a place named as the text's has to hold."""
_ALL = 0.97
"""The part of the prose that a place has to hold where no names help."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LEAST = 4
"""Characters besides its title that a document has."""
_LISTED = 8
"""Characters above a list of links that say what it is (推荐阅读)."""
_NEAREST = 12
"""Elements around a title that are looked at."""


def main_part(body: Element, title: str = "") -> tuple[Element, dict[Element, Mass]]:
    """Return the element that holds the document, and the masses of all elements; *title* is the page's own title."""
    found = masses(body)
    whole = found[body].prose or found[body].text
    named = _named(body, found)
    if named is not None and (found[named].prose or found[named].text) >= _MOST * whole:
        return named, found
    titled = _around_title(body, found, title)
    return titled or _smallest(body, found), found


def _around_title(body: Element, found: dict[Element, Mass], title: str) -> Element | None:
    """Return the smallest part around the page's title, if nothing but lists of links stands outside it.

    A notice of one line has less text than the lists of other pages beside it.
    """
    # 关于印发《行动计划》的通知 becomes 关于印发行动计划的通知
    heading = _heading(body, found, re.sub(r"\W", "", title))
    if heading is None:
        return None
    own = found[heading].text + found[heading].links
    around = [e for e in heading.ancestors() if e.tag in PLACES and found[e].text + found[e].links > own + _LEAST]
    for part in around[:_NEAREST]:
        inside = found[part]
        if found[body].prose > inside.prose:
            return None
        if _beside(body, found, part) <= 0.2 * inside.text + _LISTED:
            return part
    return None


def _heading(body: Element, found: dict[Element, Mass], title: str) -> Element | None:
    """Return the heading that says most of the page's title; the site's name is shorter than the document's."""
    best, longest = None, 5
    for element in body.walk():
        size = found[element].text + found[element].links
        if (
            size <= longest
            or size > len(title) + _LEAST
            or not (element.tag in _HEADINGS or is_named(element, "title"))
        ):
            continue
        # as above
        text = re.sub(r"\W", "", "".join(element.texts()))
        if len(text) > longest and text in title:
            best, longest = element, len(text)
    return best


def _beside(body: Element, found: dict[Element, Mass], part: Element) -> int:
    """Return how much stands outside a part, but for lists of links and what is named as standing around."""
    outside, kept = [body], {part, *part.ancestors()}
    size = found[body].text + found[body].links - found[part].text - found[part].links
    while outside:
        element = outside.pop()
        mass = found[element]
        if element in kept:
            outside += [child for child in element.elements() if child is not part]
        elif mass.is_menu or element.tag in ("nav", "footer", "aside") or is_named(element, "around"):
            size -= mass.text + mass.links
        else:
            outside += element.elements()
    return size


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
