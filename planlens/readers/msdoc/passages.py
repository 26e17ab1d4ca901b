"""Ranges of a binary Word document's text as paragraphs ([MS-DOC] §2.4.2–2.4.3, §2.2.1)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from planlens.model import Span
from planlens.readers.msdoc.formatting import CharacterLook, Looks, ParagraphLook, Runs
from planlens.readers.msdoc.notes import NotePlace
from planlens.readers.msdoc.pieces import Pieces
from planlens.readers.msdoc.rows import RowShapes
from planlens.readers.msdoc.styles import StyleSheet
from planlens.readers.word.counting import Lists, NumberingChoice, place_of
from planlens.readers.word.fields import OpenFields
from planlens.readers.word.flow import End, Passage, WordParagraph
from planlens.readers.word.lines import Content, WordLine, joined
from planlens.readers.word.notes import NoteKind
from planlens.readers.word.story import WordLook
from planlens.readers.word.symbols import is_symbol_font, symbol

_MARKS = re.compile("[\r\x07\x0c]")  # the mark of a paragraph
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f(\x7f\x85\u2028\u2029\uf020-\uf0ff]")  # the mark of a note
_CELL = "\x07"
_SECTION = "\x0c"
_NOTE = "\x02"
_SYMBOL = "("
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_BREAKS = frozenset("\x0b\x0c\x0e")
_SHOWN = {"\x1e": "-", "\r": " ", "\x85": " ", "\u2028": " ", "\u2029": " "}


@dataclass(frozen=True, slots=True)
class Source:
    """What is needed to read a document's text.

    Attributes:
        pieces: the text.
        characters: the modifiers of characters.
        paragraphs: the modifiers of paragraphs.
        looks: reads modifiers.
        rows: reads the shapes of table rows.
        styles: the style sheet.
        lists: the lists.
        fonts: the fonts' names by their numbers.
        notes: the notes by the character of their mark.
        sections: the numbers of the characters behind each section's last one.
    """

    pieces: Pieces
    characters: Runs
    paragraphs: Runs
    looks: Looks
    rows: RowShapes
    styles: StyleSheet
    lists: Lists
    fonts: Sequence[str]
    notes: Mapping[int, NotePlace]
    sections: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters of one look."""

    start: int
    end: int
    look: CharacterLook


@dataclass(slots=True)
class PassageReader:
    """Reads ranges of text.

    Attributes:
        source: the document.
        kinds: the notes that the text refers to, by kind; empty where text is read that has no notes.
        boxes: the ranges of the text boxes by their anchor's character; empty where text is read that has none.
    """

    source: Source
    kinds: Mapping[str, NoteKind[Passage]] = field(default_factory=dict)
    boxes: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)
    _anchors: list[int] = field(init=False)
    _section_ends: frozenset[int] = field(init=False)
    _closed: set[int] = field(default_factory=set)
    _open: OpenFields = field(default_factory=OpenFields)

    def __post_init__(self) -> None:
        self._anchors = sorted(self.boxes)
        self._section_ends = frozenset(self.source.sections)

    def read(self, start: int, end: int) -> Passage:
        """Return the paragraphs in a range of characters of the whole document.

        Complex fields may run over several paragraphs; those that never end do not swallow the text after them.
        """
        text = self.source.pieces.text
        end = min(end, len(text))
        runs = list(self._runs(start, end))
        self._open = OpenFields()
        self._closed = self._closed_fields(runs)
        passage = Passage()
        place = 0
        for mark in self._marks(start, end):
            while place < len(runs) and runs[place].end <= start:
                place += 1
            passage.paragraphs.append(self._paragraph(runs, place, start, mark))
            start = mark + 1
        return passage

    def _marks(self, start: int, end: int) -> Iterator[int]:
        """Yield where paragraphs end: at their marks, at a section's last character and at the end of the range."""
        text = self.source.pieces.text
        last = start - 1
        for found in _MARKS.finditer(text, start, end):
            if found[0] != _SECTION or found.end() in self._section_ends:
                last = found.start()
                yield last
        if last + 1 < end:
            yield end

    def _runs(self, start: int, end: int) -> Iterator[_Run]:
        source = self.source
        for piece, first, limit in source.pieces.over(start, end):
            place = first
            for stop, modifiers in source.characters.over(piece.place(first), piece.place(limit)):
                following = min(limit, piece.start + (stop - piece.offset) // piece.width)
                if following > place:
                    yield _Run(place, following, source.looks.character(modifiers + piece.modifiers))
                    place = following

    def _closed_fields(self, runs: list[_Run]) -> set[int]:
        """Return the characters that begin a field which also ends."""
        text = self.source.pieces.text
        closed: set[int] = set()
        begun: list[int] = []
        for run in runs:
            if run.look.deleted:
                continue
            for mark in re.finditer(f"[{_BEGIN}{_END}]", text[run.start : run.end]):
                if mark[0] == _BEGIN:
                    begun.append(run.start + mark.start())
                elif begun:
                    closed.add(begun.pop())
        return closed

    def _paragraph(self, runs: list[_Run], place: int, start: int, mark: int) -> WordParagraph:
        """Read the paragraph from *start* to its mark; *place* is the first of the runs that reach into it."""
        source = self.source
        text = source.pieces.text
        ending = text[mark] if mark < len(text) else "\r"
        piece = source.pieces.at(mark)
        modifiers = source.paragraphs.at(piece.place(mark)) or b"\x00\x00"
        own = source.looks.paragraph(modifiers + piece.modifiers)
        style = source.styles.paragraph(own.style)
        content = Content[Passage]()
        last = CharacterLook()
        while place < len(runs) and runs[place].start <= mark:
            run = runs[place]
            last = run.look
            self._run(content, run, max(start, run.start), min(mark, run.end), hidden=style.hidden)
            place += 1
        gone = last.deleted or self._hidden(last, style=style.hidden)
        look = self._look(own)
        if ending == _SECTION and content.is_blank:
            look = look.unnumbered()  # Word gives no number to an empty paragraph that ends a section
        return _ended(WordParagraph(content, look), ending, own, source.rows, gone=gone)

    def _look(self, own: ParagraphLook) -> WordLook:
        style = self.source.styles.paragraph(own.style)
        choice = NumberingChoice(str(own.style), own.list_id, own.level)
        outline = style.outline if own.outline is None else own.outline
        return WordLook(
            outline=None if style.is_title else outline or None,
            is_title=style.is_title,
            centered=style.centered if own.centered is None else own.centered,
            list_place=place_of(self.source.lists, choice, style.numbering),
        )

    def _hidden(self, look: CharacterLook, *, style: bool) -> bool:
        """Whether characters are hidden; a character style toggles what the paragraph's style says (§2.4.6.6)."""
        by_style = style != self.source.styles.hides(look.style)
        if look.hidden is None or look.hidden == 0x80:
            return by_style
        return not by_style if look.hidden == 0x81 else bool(look.hidden)

    def _run(self, content: Content[Passage], run: _Run, start: int, end: int, *, hidden: bool) -> None:
        """Add the characters from *start* to *end*, which have one look, to a paragraph."""
        if run.look.deleted:
            return
        hidden = self._hidden(run.look, style=hidden)
        text = self.source.pieces.text
        place = start
        for found in _CONTROLS.finditer(text, start, end):
            self._add(content, text[place : found.start()], hidden=hidden)
            place = found.end()
            if found[0] in (_BEGIN, _SEPARATE, _END):
                self._field(found[0], found.start())
            elif not hidden and not self._open.mute:
                self._control(content, found[0], run.look, found.start())
        self._add(content, text[place:end], hidden=hidden)
        if not hidden:
            self._anchored(content, start, max(end, start + 1))
            self._own_mark(content.lines[-1], start, end)

    def _add(self, content: Content[Passage], text: str, *, hidden: bool) -> None:
        if text and not hidden and not self._open.mute:
            content.lines[-1].add(joined(text))

    def _control(self, content: Content[Passage], char: str, look: CharacterLook, place: int) -> None:
        if char == _SYMBOL:
            content.lines[-1].add(self._symbol(look) if look.special and look.symbol else char)
        elif char in _BREAKS:
            content.lines.append(WordLine())
        elif char == _NOTE and look.special:
            self._note(content.lines[-1], place)
        elif char >= "\uf020":
            content.lines[-1].add(self._private(look, char))
        else:
            content.lines[-1].add(_SHOWN.get(char, ""))

    def _symbol(self, look: CharacterLook) -> str:
        font, code = look.symbol or (0, 0)
        return symbol(code, self._font(font))

    def _private(self, look: CharacterLook, char: str) -> str:
        """Return what a character of the private range shows in a symbol font; in other fonts it is what it is."""
        font = self._font(look.font)
        return symbol(ord(char), font) if is_symbol_font(font) else char

    def _font(self, number: int | None) -> str:
        fonts = self.source.fonts
        return fonts[number] if number is not None and number < len(fonts) else ""

    def _field(self, char: str, place: int) -> None:
        if char == _BEGIN:
            if place in self._closed:
                self._open.begin()
        elif char == _SEPARATE:
            self._open.separate()
        else:
            self._open.end()

    def _note(self, line: WordLine, place: int) -> None:
        note = self.source.notes.get(place)
        if note is not None and note.kind in self.kinds and not note.own_mark:
            line.mark(self.kinds[note.kind].refer(str(note.start), own_mark=False))

    def _own_mark(self, line: WordLine, start: int, end: int) -> None:
        """Refer to a note whose mark the author set himself: it reaches to the end of its run."""
        note = self.source.notes.get(start)
        if note is None or note.kind not in self.kinds or not note.own_mark:
            return
        self.kinds[note.kind].refer(str(note.start), own_mark=True)
        length = len(joined(self.source.pieces.text[start:end]).strip("".join(map(chr, range(32)))))
        if 0 < length <= len(line):
            line.marks.append(Span(len(line) - length, len(line)))

    def _anchored(self, content: Content[Passage], start: int, end: int) -> None:
        """Read the text boxes that are anchored in a range."""
        place = bisect_left(self._anchors, start)
        while place < len(self._anchors) and self._anchors[place] < end:
            for first, limit in self.boxes[self._anchors[place]]:
                content.boxes.append(PassageReader(self.source, self.kinds).read(first, limit))
            place += 1


def _ended(paragraph: WordParagraph, ending: str, own: ParagraphLook, rows: RowShapes, *, gone: bool) -> WordParagraph:
    """Complete a paragraph with what its mark ends."""
    in_cell = ending == _CELL
    paragraph.depth = max(own.depth, 1) if in_cell else own.depth
    if (in_cell or paragraph.depth > 1) and own.ends_row:
        paragraph.end = End.ROW
        paragraph.shape = rows.shape(own.modifiers, dropped=gone)
    elif in_cell or (own.ends_cell and paragraph.depth > 1):
        paragraph.end = End.CELL
    else:
        paragraph.gone = gone
    return paragraph
