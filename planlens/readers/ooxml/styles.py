"""Paragraph and character styles with their inheritance (ECMA-376 Part 1 §17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planlens.readers.ooxml.names import Element, W, flag, is_on, number, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
_BODY_TEXT = 9
"""The value of ``w:outlineLvl`` that means no outline level (§17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class NumberingChoice:
    """What one style says of numbering: its id and what its own ``w:numPr`` holds."""

    style: str
    num_id: int | None
    level: int | None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits.

    Attributes:
        outline: outline level from 1, None for body text.
        is_title: whether it is or inherits from the built-in style Title.
        centered: whether it centres the paragraph.
        hidden: whether its text is hidden.
        numbering: what the style and those it is based on say of numbering, the style itself first.
    """

    outline: int | None = None
    is_title: bool = False
    centered: bool = False
    hidden: bool = False
    numbering: tuple[NumberingChoice, ...] = ()


@dataclass(slots=True)
class Styles:
    """The styles of a document; an empty or missing styles part gives plain ones.

    Args:
        root: the root of ``styles.xml``.
    """

    root: Element | None
    _elements: dict[str, Element] = field(default_factory=dict)
    _default: str = ""
    _paragraphs: dict[str, ParagraphStyle] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in () if self.root is None else self.root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            self._elements.setdefault(style_id, element)
            is_default = element.get(W + "default", "0") in ("1", "true", "on")
            if is_default and element.get(W + "type") == "paragraph" and not self._default:
                self._default = style_id

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return the style with this id, the document's default paragraph style when there is none."""
        key = style_id if style_id in self._elements and style_id is not None else self._default
        if key not in self._paragraphs:
            self._paragraphs[key] = _resolve(self._chain(key))
        return self._paragraphs[key]

    def hides(self, character_style: str | None) -> bool:
        """Whether a character style hides its text."""
        for element in self._chain(character_style or ""):
            hidden = flag(element.find(W + "rPr"), "vanish")
            if hidden is not None:
                return hidden
        return False

    def list_styles(self) -> dict[str, int]:
        """Return the ``w:numId`` of every numbering style by its id (§17.9.21)."""
        found = {}
        for style_id, element in self._elements.items():
            num_id = number(element.find(f"{W}pPr/{W}numPr"), "numId")
            if element.get(W + "type") == "numbering" and num_id is not None:
                found[style_id] = num_id
        return found

    def _chain(self, style_id: str) -> list[Element]:
        """Return the style and those it is based on, each once, the style itself first."""
        chain: list[Element] = []
        current: str | None = style_id
        while current in self._elements and self._elements[current] not in chain:
            chain.append(self._elements[current])
            current = value(chain[-1], "basedOn")
        return chain


def outline_of(properties: Element | None) -> int | None:
    """Return the outline level from 1 that ``w:pPr`` itself gives, 0 for explicit body text, None when it is silent."""
    level = number(properties, "outlineLvl")
    if level is None or level < 0:
        return None
    return 0 if level >= _BODY_TEXT else level + 1


def centers(properties: Element | None) -> bool | None:
    """Return whether ``w:pPr`` itself centres the paragraph, None when it is silent (§17.3.1.13)."""
    alignment = value(properties, "jc")
    return None if alignment is None else alignment == "center"


def numbering_of(style: str, properties: Element | None) -> NumberingChoice | None:
    """Return what ``w:pPr`` itself says of numbering, None when it is silent."""
    choice = None if properties is None else properties.find(W + "numPr")
    if choice is None:
        return None
    return NumberingChoice(style, number(choice, "numId"), number(choice, "ilvl"))


def _resolve(chain: list[Element]) -> ParagraphStyle:
    outline: int | None = None
    centered: bool | None = None
    hidden: bool | None = None
    is_title = False
    numbering: list[NumberingChoice] = []
    for element in chain:
        properties = element.find(W + "pPr")
        name = (value(element, "name") or "").strip()
        if outline is None:
            outline = outline_of(properties)
        if outline is None and (heading := _HEADING.fullmatch(name)):
            outline = int(heading[1])
        if centered is None:
            centered = centers(properties)
        vanish = element.find(f"{W}rPr/{W}vanish")
        if hidden is None and vanish is not None:
            hidden = is_on(vanish)
        is_title = is_title or name.lower() in _TITLES
        choice = numbering_of(element.get(W + "styleId", ""), properties)
        numbering.append(choice or NumberingChoice(element.get(W + "styleId", ""), None, None))
    return ParagraphStyle(outline or None, is_title, bool(centered), bool(hidden), tuple(numbering))
