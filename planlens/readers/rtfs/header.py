"""The font table and the style sheet of an .rtf."""

from __future__ import annotations

from dataclasses import dataclass, field

from planlens.readers.rtfs.charsets import Font, font
from planlens.readers.word.counting import NumberingChoice
from planlens.readers.word.styles import MAX_BASES, ParagraphStyle, StyleSheetEntry, resolve

_PLAIN = ParagraphStyle()


@dataclass(slots=True)
class FontTable:
    """The fonts by their numbers, while the table is read and afterwards."""

    fonts: dict[int, Font] = field(default_factory=dict)
    _number: int | None = None
    _charset: int | None = None
    _page: int | None = None

    def word(self, word: str, value: int | None) -> None:
        """Take a control word of the table."""
        if word == "f" and value is not None:
            self._number = value
            self._charset = self._page = None
        elif word == "fcharset":
            self._charset = value
        elif word == "cpg":
            self._page = value

    def name(self, text: str) -> None:
        """Take the text behind a font's control words: its name, which a semicolon ends."""
        if self._number is not None:
            self.fonts[self._number] = font(text.partition(";")[0].strip(), self._charset, self._page)
            self._number = None


@dataclass(slots=True)
class StyleTable:
    """The paragraph styles by their numbers, while the sheet is read and afterwards."""

    _entries: dict[int, tuple[int | None, StyleSheetEntry]] = field(default_factory=dict)
    _number: int = 0
    _base: int | None = None
    _outline: int | None = None
    _name: str = ""
    _resolved: dict[int, ParagraphStyle] = field(default_factory=dict)

    def begin(self) -> None:
        """Begin a style; one that names no number is number 0."""
        self._number, self._base, self._outline, self._name = 0, None, None, ""

    def word(self, word: str, value: int | None) -> None:
        """Take a control word of the style."""
        if word == "s" and value is not None:
            self._number = value
        elif word == "sbasedon":
            self._base = value
        elif word == "outlinelevel" and value is not None:
            self._outline = outline(value)

    def name(self, text: str) -> None:
        """Take a part of the style's name."""
        self._name += text

    def end(self) -> None:
        """End the style."""
        name = self._name.partition(";")[0].strip()
        entry = StyleSheetEntry(name, self._outline, None, None, NumberingChoice(str(self._number), None, None))
        self._entries.setdefault(self._number, (self._base, entry))

    def style(self, number: int) -> ParagraphStyle:
        """Return the style with a number, a plain one when there is none."""
        if number not in self._resolved:
            chain: dict[int, StyleSheetEntry] = {}
            following: int | None = number
            while following is not None and following in self._entries and following not in chain:
                if len(chain) > MAX_BASES:
                    break
                base, chain[following] = self._entries[following]
                following = base
            self._resolved[number] = resolve(list(chain.values())) if chain else _PLAIN
        return self._resolved[number]


def outline(value: int) -> int:
    r"""Return the level from 1 for ``\outlinelevel``, 0 for body text."""
    return value + 1 if 0 <= value < 9 else 0
