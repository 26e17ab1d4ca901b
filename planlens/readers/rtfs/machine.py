"""Goes through the tokens of an .rtf: groups, text and paragraphs (Rich Text Format specification 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planlens.model import PlanlensError
from planlens.readers.limits import MAX_CELLS, ten_thousands, too_large
from planlens.readers.rtfs.building import Builder
from planlens.readers.rtfs.characters import Characters
from planlens.readers.rtfs.charsets import Decoder, Font
from planlens.readers.rtfs.groups import Group
from planlens.readers.rtfs.header import FontTable, StyleTable
from planlens.readers.rtfs.notes import NoteTexts
from planlens.readers.rtfs.tokens import Kind, Token, Tokens, words
from planlens.readers.rtfs.vocabulary import SYMBOLS, is_skipped
from planlens.readers.word.flow import End, Passage
from planlens.readers.word.story import WordLook

MAX_GROUPS = 500
"""Groups inside groups deeper than this are refused; Word nests a few dozen."""
_LITERAL = frozenset({b"\\", b"{", b"}"})
"""Symbols for characters that may be the second byte of one."""
_EVERYWHERE = frozenset({b"uc"})
"""Words that mean the same inside the tables of the header."""

Handler = Callable[[int | None], None]


@dataclass(slots=True)
class Machine:
    """Reads one document.

    Attributes:
        tokens: its source.
        decoder: decodes its bytes.
        vocabulary: returns what is done with each control word; all others mean nothing.
        notes: its notes.
        complete: whether the braces were closed.
        numbers: how many automatic numbers the file has written out.
        listed: how many paragraphs are numbered automatically.
        fonts, styles: the tables of the header.
        default_font: the number of the font where none is named.
        groups: the braces that are open.
    """

    tokens: Tokens
    decoder: Decoder
    vocabulary: Callable[[Machine], Mapping[str, Handler]]
    notes: NoteTexts = field(default_factory=NoteTexts)
    complete: bool = False
    numbers: int = 0
    listed: int = 0
    _paragraphs: int = 0
    fonts: FontTable = field(default_factory=FontTable)
    styles: StyleTable = field(default_factory=StyleTable)
    default_font: int | None = None
    groups: list[Group] = field(default_factory=lambda: [Group(Builder())])
    _characters: Characters = field(init=False)
    _words: Mapping[bytes, Handler] = field(init=False)

    def __post_init__(self) -> None:
        self._characters = Characters(self.decoder)
        self._words = {word.encode("ascii"): handler for word, handler in self.vocabulary(self).items()}

    def read(self) -> Passage:
        """Return the document's text; notes are in :attr:`notes`.

        Raises:
            PlanlensError: ``too-large``, ``too-deep``.
        """
        body = self.group.builder
        while token := self.tokens.next():
            self._take(token)
            if len(self.groups) == 1 and token.kind is Kind.BRACE and token.data == b"}":
                self.complete = True
                break
        self._flush()
        while len(self.groups) > 1:
            self.close()
        return body.finish(self.look(), self.group.layout.tables)

    @property
    def group(self) -> Group:
        """What holds now."""
        return self.groups[-1]

    def _take(self, token: Token) -> None:
        group = self.group
        match token.kind:
            case Kind.TEXT:
                self._characters.add(token.data)
            case Kind.BYTES:
                self._characters.add_escaped(token.data)
            case Kind.CODES:
                self._characters.add_codes(token.data, group.fallback, self.font())
            case Kind.CODE:
                self._characters.add_code(int(token.data), group.fallback, self.font())
            case Kind.SYMBOL if token.data in _LITERAL:
                self._characters.add(token.data)
            case Kind.SYMBOL if self._characters.skip:
                self._characters.skip -= 1
            case Kind.WORDS:
                self._run(words(token.data))
            case _:
                self._flush()
                self._control(token.data.decode("latin-1"))
                return
        group.fresh = False

    def _flush(self) -> None:
        """Hand on the text so far, before something changes."""
        self.add(self._characters.take(self.font()))
        self._characters.skip = 0

    def _control(self, symbol: str) -> None:
        group = self.group
        if symbol == "{":
            self._open()
        elif symbol == "}":
            self.close()
        elif symbol == "*":
            group.optional = group.fresh
        else:
            group.fresh = False
            if symbol in "\r\n":
                self.end(End.PARAGRAPH)
            else:
                self.add(SYMBOLS.get(symbol, ""))

    def _run(self, found: list[tuple[bytes, bytes]]) -> None:
        """Do what control words say that stand one after another; the first one of a group may say to skip it."""
        group = self.group
        self._characters.skip = 0
        if group.fresh and is_skipped(found[0][0].decode("ascii"), optional=group.optional):
            self.tokens.skip_group()
            group.close = None
            self.close()
            return
        group.fresh = group.optional = False
        for word, number in found:
            handler = self._words.get(word)  # most words mean nothing
            if handler is not None:
                self._flush()
                value = int(number) if number else None
                table = self.group.table
                if table is None or word in _EVERYWHERE:
                    handler(value)
                else:
                    table.word(word.decode("ascii"), value)

    def add(self, text: str) -> None:
        """Take text."""
        group = self.group
        if not text:
            return
        if group.table is not None:
            group.table.name(text)
        elif group.mute:
            return
        elif group.capture is not None:
            group.capture.append(text)
        else:
            group.builder.text(text)

    def font(self) -> Font:
        """Return the font of now."""
        number = self.default_font if self.group.font is None else self.group.font
        return self.fonts.fonts.get(-1 if number is None else number, Font())

    def _open(self) -> None:
        if len(self.groups) > MAX_GROUPS:
            raise PlanlensError("too-deep", "RTF 文件嵌套过深，无法读取。请用 Word 或 WPS 另存为 .docx 后再试。")
        parent = self.group
        group = parent.child()
        if group.table is self.styles and parent.close is None:
            self.styles.begin()
            group.close = self.styles.end
        self.groups.append(group)

    def close(self) -> None:
        """Take a closing brace."""
        if len(self.groups) > 1:
            group = self.group
            if group.close is not None:
                group.close()
            self.groups.pop()

    def end(self, end: End, depth: int | None = None) -> None:
        """End the paragraph, and the cell or the row."""
        self.count()
        group = self.group
        self.listed += group.layout.listed
        tables = group.layout.tables if depth is None else depth
        group.builder.end(self.look(), tables, end, gone=group.mute, nested=tables > 1)

    def look(self) -> WordLook:
        """Return how the paragraph of now looks."""
        layout = self.group.layout
        style = self.styles.style(layout.style)
        level = style.outline if layout.outline is None else layout.outline
        return WordLook(None if style.is_title else level or None, style.is_title, layout.centered)

    def count(self) -> None:
        """Count a paragraph.

        Raises:
            PlanlensError: ``too-large``.
        """
        self._paragraphs += 1
        if self._paragraphs > MAX_CELLS:
            raise too_large(f"文件超过 {ten_thousands(MAX_CELLS)}段")
