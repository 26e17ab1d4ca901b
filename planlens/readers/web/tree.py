"""A web page as a tree of what is seen of it, parsed as browsers do (HTML Living Standard) by Lexbor.

Lexbor and not lxml: libxml2 drops all that stands below 256 open elements or behind a stray ``</html>``, and pages
with unclosed tags and pages pasted into pages are common; browsers show both, and Lexbor keeps both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from planlens.model import PlanlensError
from planlens.readers.limits import MAX_PAGE_CHARACTERS, MAX_PAGE_DEPTH, MAX_PAGE_NODES, ten_thousands, too_large
from planlens.readers.web.tags import CLOSED_BY_OTHERS, FORMATTING, UNSEEN, VOID

ADVICE = "请在浏览器中打开，复制正文到 Word 或记事本后保存再试。"

_LONGEST_STYLE = 2000
"""Characters of a style attribute that are looked at."""
_LONGEST_TITLE = 500
_MARK = re.compile(r"<!--|<(?P<closing>/?)(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>[^<>]*)")  # <!--, <p class="a", </div
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)  # display: none


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
        return "".join(self.attributes.get("style", "")[:_LONGEST_STYLE].split()).lower()

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
class WebPage:
    """A page: its body, its title, and the contents of its named ``meta`` elements by lower-case name."""

    body: Element
    title: str
    metas: dict[str, str]


def parse(html: str) -> WebPage:
    """Parse a page; scripts, forms' fields, embedded objects and what its own styles hide are left out.

    Raises:
        PlanlensError: ``too-large`` or ``too-deep``.
    """
    _check(html)
    try:
        parser = LexborHTMLParser(html)
    except (SelectolaxError, MemoryError):
        raise too_large("网页过大", ADVICE) from None
    head, body = parser.head, parser.body
    titles = [node for node in _children(head) if node.tag == "title"] if head is not None else []
    metas = [node.attributes for node in parser.css("meta[name]")]
    return WebPage(
        body=_copy(body) if body is not None else Element("body"),
        title=" ".join((titles[0].text() or "").split())[:_LONGEST_TITLE] if titles else "",
        metas={(meta.get("name") or "").lower(): (meta.get("content") or "").strip() for meta in metas},
    )


def _check(html: str) -> None:
    """Refuse a page that would keep the parser busy for minutes or fill the memory."""
    if len(html) > MAX_PAGE_CHARACTERS:
        raise too_large(f"网页的代码超过 {ten_thousands(MAX_PAGE_CHARACTERS)}个字符", ADVICE)
    if html.count("<") > 3 * MAX_PAGE_NODES:  # each element has two tags at most, and some comments stand between
        raise too_large("网页过大", ADVICE)
    depth = inside = unclosed = again = 0
    formatting = _Formatting()
    for tag, step, whole in _tags(html):
        if tag in FORMATTING:
            inside, unclosed = max(inside + step, 0), max(unclosed + step, 0)
            formatting.count(tag, step, whole)
        elif tag in CLOSED_BY_OTHERS:
            inside = 0
            again += formatting.different
        else:
            depth = max(depth + step, 0)
            again += formatting.different if step < 0 else 0
        if max(depth, inside, unclosed // 5) > MAX_PAGE_DEPTH or again > MAX_PAGE_NODES:
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
            # </SCRIPT >
            closing = re.compile(rf"</{tag}", re.IGNORECASE).search(html, position)
            if closing is None:
                return
            position = closing.end()
        elif tag not in VOID:
            yield tag, -1 if mark["closing"] else 1, mark[0]


@dataclass(slots=True)
class _Formatting:
    """The formatting tags that are open: the parser opens each different one again in every later paragraph."""

    different: int = 0
    _open: dict[str, dict[str, int]] = field(default_factory=dict)

    def count(self, tag: str, step: int, whole: str) -> None:
        """Count a tag; one that closes ends the last different one of its name."""
        known = self._open.setdefault(tag, {})
        if step > 0:
            self.different += whole not in known
            known[whole] = known.get(whole, 0) + 1
        elif known:
            last = next(reversed(known))
            known[last] -= 1
            if not known[last]:
                del known[last]
                self.different -= 1


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
                if "hidden" not in attributes and not _HIDDEN.search(attributes.get("style", "")[:_LONGEST_STYLE]):
                    copy = Element(child.tag or "", attributes, parent=element)
                    element.children.append(copy)
                    stack.append((child, copy))
        if count > MAX_PAGE_NODES:
            raise too_large("网页过大", ADVICE)
    return root


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}
