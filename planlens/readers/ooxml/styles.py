"""Paragraph and character styles with their inheritance (ECMA-376 Part 1 §17.7)."""

from __future__ import annotations

from dataclasses import dataclass, field

from planlens.readers.ooxml.names import Element, W, flag, number, value
from planlens.readers.word.counting import NumberingChoice
from planlens.readers.word.styles import MAX_BASES, ParagraphStyle, StyleSheetEntry, resolve

_BODY_TEXT = 9
"""The value of ``w:outlineLvl`` that means no outline level (§17.3.1.20)."""


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
    _entries: dict[str, StyleSheetEntry] = field(default_factory=dict)
    _hidden: dict[str, bool] = field(default_factory=dict)

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
            self._paragraphs[key] = resolve([self._entry(style_id) for style_id in self._chain(key)])
        return self._paragraphs[key]

    def hides(self, character_style: str | None) -> bool:
        """Whether a character style hides its text."""
        key = character_style or ""
        if key not in self._hidden:
            said = (flag(self._elements[style_id].find(W + "rPr"), "vanish") for style_id in self._chain(key))
            self._hidden[key] = next((hidden for hidden in said if hidden is not None), False)
        return self._hidden[key]

    def list_styles(self) -> dict[str, int]:
        """Return the ``w:numId`` of every numbering style by its id (§17.9.21)."""
        found = {}
        for style_id, element in self._elements.items():
            num_id = number(element.find(f"{W}pPr/{W}numPr"), "numId")
            if element.get(W + "type") == "numbering" and num_id is not None:
                found[style_id] = num_id
        return found

    def _chain(self, style_id: str) -> list[str]:
        """Return the style and those it is based on, each once, the style itself first."""
        chain: list[str] = []
        current: str | None = style_id
        while current is not None and current in self._elements and current not in chain and len(chain) <= MAX_BASES:
            chain.append(current)
            current = value(self._elements[current], "basedOn")
        return chain

    def _entry(self, style_id: str) -> StyleSheetEntry:
        if style_id not in self._entries:
            self._entries[style_id] = _entry(self._elements[style_id])
        return self._entries[style_id]


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


def _entry(element: Element) -> StyleSheetEntry:
    style_id = element.get(W + "styleId", "")
    properties = element.find(W + "pPr")
    return StyleSheetEntry(
        name=value(element, "name") or "",
        outline=outline_of(properties),
        centered=centers(properties),
        hidden=flag(element.find(W + "rPr"), "vanish"),
        numbering=numbering_of(style_id, properties) or NumberingChoice(style_id, None, None),
    )
