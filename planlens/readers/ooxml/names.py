"""XML names of WordprocessingML and small helpers to read its attributes (ECMA-376 Part 1 §17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SYMBOL_EX = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

VAL = W + "val"
ALTERNATE = MC + "AlternateContent"

_OFF = frozenset({"0", "false", "off", "none"})
_MAX_NUMBER = 10**9
_READ = re.compile(
    r"/wordml$|/wordprocessing(?:Shape|Group|Canvas|Drawing)$|/wordprocessingml/|^(?:wps|wpg|wpc|wp14|w1[0-9])$"
)
"""The extensions of Word that hold text as the standard's own elements do: text boxes, and newer formatting.

``http://schemas.microsoft.com/office/word/2010/wordprocessingShape``
"""


def value(parent: Element | None, tag: str) -> str | None:
    """Return ``w:val`` of the child *tag* (local name), None without parent, child or value."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(VAL)


def number(parent: Element | None, tag: str) -> int | None:
    """Return ``w:val`` of the child *tag* as a whole number, None when there is none or it is no number."""
    return to_int(value(parent, tag))


def to_int(text: str | None) -> int | None:
    """Return *text* as a whole number of at most nine digits, None when it is none."""
    try:
        result = int(text) if text is not None else None
    except ValueError:
        return None
    return result if result is not None and abs(result) < _MAX_NUMBER else None


def is_on(element: Element) -> bool:
    """Whether an on/off element says on; without a value it does (§17.17.4)."""
    return element.get(VAL, "1").lower() not in _OFF


def flag(parent: Element | None, tag: str) -> bool | None:
    """Return what the on/off child *tag* says, None when the child is absent."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else is_on(child)


def chosen(alternate: Element) -> Iterator[Element]:
    """Yield the children of the branch of ``mc:AlternateContent`` that is read (ECMA-376 Part 3, 7.6).

    It is the first choice that requires only what is read here; else the fallback, else the first choice.
    """
    choices = alternate.findall(MC + "Choice")
    fallback = alternate.find(MC + "Fallback")
    known = (choice for choice in choices if _is_read(choice))
    yield from next(known, fallback if fallback is not None else next(iter(choices), ()))


def _is_read(choice: Element) -> bool:
    """Whether all that a choice requires is read; a prefix that is not declared stands for its usual namespace."""
    required = (choice.nsmap.get(prefix, prefix) for prefix in choice.get("Requires", "").split())
    return all(_READ.search(namespace) for namespace in required)
