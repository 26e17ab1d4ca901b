"""A web page as a tree of what is seen of it, parsed as browsers do (HTML Living Standard) by Lexbor.

Lexbor and not lxml: libxml2 drops all that stands below 256 open elements or behind a stray ``</html>``, and pages
with unclosed tags and pages pasted into pages are common; browsers show both, and Lexbor keeps both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from planlens.model import PlanlensError
from planlens.readers.web.tags import CLOSED_BY_OTHERS, FORMATTING, UNSEEN, VOID

MAX_CHARS = 32_000_000
"""Longer pages are refused: the longest plans, as Word saves them, stay below 10 MB."""
MAX_DEPTH = 5_000
"""Elements open at once: the parser's time grows with the square of it; real pages stay below 100."""
MAX_NODES = 500_000
"""Elements and texts of a page; the longest plans, as Word saves them, have 100,000."""

ADVICE = "请在浏览器中打开，复制正文到 Word 或记事本后保存再试。"

_MARK = re.compile(r"<!--|<(?P<closing>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>[^<>]*)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Element:
    """An element: its tag in lower case, its attributes, and its children, elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    parent: Element | None = None

    @property
    def style(self) -> str:
        """The inline style in lower case without blanks, ``""`` if there is none."""
        return re.sub(r"\s", "", self.attributes.get("style", "")).lower()

    def elements(self) -> list[Element]:
        """Return the children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it in reading order, at any depth."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements()))

    def texts(self) -> Iterator[str]:
        """Yield the texts in and below the element in reading order."""
        stack: list[Element | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                yield item
            else:
                stack.extend(reversed(item.children))

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around this one, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its body, its title, and the contents of its named ``meta`` elements by lower-case name."""

    body: Element
    title: str
    metas: dict[str, str]


def parse(html: str) -> Page:
    """Parse a page; scripts, forms' fields, embedded objects and what its own styles hide are left out.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    _check(html)
    try:
        parser = LexborHTMLParser(html)
    except (SelectolaxError, MemoryError):
        raise PlanlensError("too-large", f"网页过大，无法读取。{ADVICE}") from None
    head, body = parser.head, parser.body
    titles = [node for node in _children(head) if node.tag == "title"] if head is not None else []
    metas = [node.attributes for node in parser.css("meta[name]")]
    return Page(
        body=_copy(body) if body is not None else Element("body"),
        title=" ".join((titles[0].text() or "").split()) if titles else "",
        metas={(meta.get("name") or "").lower(): (meta.get("content") or "").strip() for meta in metas},
    )


def _check(html: str) -> None:
    """Refuse a page that would keep the parser busy for minutes or fill the memory."""
    if len(html) > MAX_CHARS:
        raise PlanlensError("too-large", f"网页超过 {MAX_CHARS // 1_000_000} 百万字，无法读取。{ADVICE}")
    depth = inside = unclosed = again = 0
    formatting: Counter[str] = Counter()
    for tag, step, whole in _tags(html):
        if tag in FORMATTING:
            inside, unclosed = max(inside + step, 0), max(unclosed + step, 0)
            _count(formatting, tag, step, whole)
        elif tag in CLOSED_BY_OTHERS:
            inside = 0
            again += len(formatting)
        else:
            depth = max(depth + step, 0)
            again += len(formatting) if step < 0 else 0
        if max(depth, inside, unclosed // 5) > MAX_DEPTH or again > MAX_NODES:
            raise PlanlensError("too-deep", f"网页的代码嵌套过深或已损坏，无法读取。{ADVICE}")


def _tags(html: str) -> Iterator[tuple[str, int, str]]:
    """Yield the name of every tag that opens (1) or closes (-1) something, and its text; comments and scripts not."""
    position = 0
    while (mark := _MARK.search(html, position)) is not None:
        position = mark.end()
        if mark["name"] is None:
            position = html.find("-->", position)
            if position < 0:
                return
            continue
        tag = mark["name"].lower()
        if tag in ("script", "style") and not mark["closing"]:
            closing = re.compile(rf"</{tag}", re.IGNORECASE).search(html, position)
            if closing is None:
                return
            position = closing.end()
        elif tag not in VOID:
            yield tag, -1 if mark["closing"] else 1, mark[0]


def _count(formatting: Counter[str], tag: str, step: int, whole: str) -> None:
    """Keep count of the open formatting tags: the parser opens each again in every later paragraph."""
    if step > 0:
        formatting[whole] += 1
        return
    last = next((key for key in reversed(formatting) if re.match(rf"<{tag}(?![a-z])", key, re.IGNORECASE)), None)
    if last is not None:
        formatting[last] -= 1
        if not formatting[last]:
            del formatting[last]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _copy(body: LexborNode) -> Element:
    root = Element("body", _attributes(body))
    stack = [(body, root)]
    count = 0
    while stack:
        node, element = stack.pop()
        for child in _children(node):
            count += 1
            if child.is_text_node:
                element.children.append(child.text_content or "")
            elif child.is_element_node and child.tag not in UNSEEN:
                attributes = _attributes(child)
                if "hidden" not in attributes and not _HIDDEN.search(attributes.get("style", "")):
                    copy = Element(child.tag or "", attributes, parent=element)
                    element.children.append(copy)
                    stack.append((child, copy))
        if count > MAX_NODES:
            raise PlanlensError("too-large", f"网页过大，无法读取。{ADVICE}")
    return root


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
