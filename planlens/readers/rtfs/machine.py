"""Goes through the tokens of an .rtf and collects its paragraphs (Rich Text Format specification 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from planlens.model import PlanlensError
from planlens.readers.rtfs.building import Builder
from planlens.readers.rtfs.characters import Characters
from planlens.readers.rtfs.charsets import Decoder, Font
from planlens.readers.rtfs.fields import symbol_of
from planlens.readers.rtfs.groups import Group, Layout
from planlens.readers.rtfs.header import FontTable, StyleTable, outline
from planlens.readers.rtfs.notes import NoteTexts
from planlens.readers.rtfs.tokens import Kind, Token, Tokens
from planlens.readers.rtfs.vocabulary import ALIGNMENTS, SYMBOLS, TEXT, is_skipped
from planlens.readers.word.counting import printed
from planlens.readers.word.flow import End, Passage
from planlens.readers.word.lines import Line
from planlens.readers.word.notes import ENDNOTE, FOOTNOTE
from planlens.readers.word.story import Look
from planlens.readers.word.symbols import BULLET, is_symbol_font

MAX_GROUPS = 500
"""Groups inside groups deeper than this are refused; Word nests a few dozen."""


@dataclass(slots=True)
class Machine:
    """Reads one document.

    Attributes:
        tokens: its source.
        decoder: decodes its bytes.
        notes: its notes.
        complete: whether the braces were closed.
    """

    tokens: Tokens
    decoder: Decoder
    notes: NoteTexts = field(default_factory=NoteTexts)
    complete: bool = False
    _fonts: FontTable = field(default_factory=FontTable)
    _styles: StyleTable = field(default_factory=StyleTable)
    _default_font: int | None = None
    _groups: list[Group] = field(default_factory=lambda: [Group(Builder())])
    _characters: Characters = field(init=False)
    _words: Mapping[str, Callable[[int | None], None]] = field(init=False)

    def __post_init__(self) -> None:
        self._characters = Characters(self.decoder)
        self._words = self._vocabulary()

    def read(self) -> Passage:
        """Return the document's text; notes are in :attr:`notes`.

        Raises:
            PlanlensError: ``too-large``, ``too-deep``.
        """
        body = self._group.builder
        while token := self.tokens.next():
            self._take(token)
            if len(self._groups) == 1 and token.kind is Kind.BRACE and token.data == b"}":
                self.complete = True
                break
        self._add(self._characters.take(self._font()))
        while len(self._groups) > 1:
            self._close()
        return body.finish(self._look(), self._group.layout.tables)

    @property
    def _group(self) -> Group:
        return self._groups[-1]

    def _take(self, token: Token) -> None:
        group = self._group
        match token.kind:
            case Kind.TEXT:
                self._characters.add(token.data)
            case Kind.BYTES:
                self._characters.add_escaped(token.data)
            case Kind.UNICODE:
                self._characters.add_codes(token.data, group.fallback, self._font())
            case Kind.SYMBOL if self._characters.skip:
                self._characters.skip -= 1
            case Kind.WORD if token.data == b"u":
                self._characters.add_code(token.value or 0, group.fallback, self._font())
            case _:
                self._add(self._characters.take(self._font()))
                self._characters.skip = 0
                self._control(token)
                return
        group.fresh = False

    def _control(self, token: Token) -> None:
        if token.kind is Kind.WORD:
            self._word(token.data.decode("ascii"), token.value)
        elif token.kind is Kind.SYMBOL:
            self._symbol(token.data.decode("latin-1"))
        elif token.data == b"{":
            self._open()
        else:
            self._close()

    def _add(self, text: str) -> None:
        group = self._group
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

    def _font(self) -> Font:
        number = self._default_font if self._group.font is None else self._group.font
        return self._fonts.fonts.get(-1 if number is None else number, Font())

    def _open(self) -> None:
        if len(self._groups) > MAX_GROUPS:
            raise PlanlensError("too-deep", "RTF 文件嵌套过深，无法读取。请用 Word 或 WPS 另存为 .docx 后再试。")
        parent = self._group
        group = replace(parent, fresh=True, optional=False, close=None, start=len(parent.builder.line.text))
        if group.table is self._styles and parent.close is None:
            self._styles.begin()
            group.close = self._styles.end
        self._groups.append(group)

    def _close(self) -> None:
        if len(self._groups) > 1:
            group = self._group
            if group.close is not None:
                group.close()
            self._groups.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group.optional = self._group.fresh
            return
        self._group.fresh = False
        if symbol in "\r\n":
            self._end(End.PARAGRAPH)
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    def _word(self, word: str, value: int | None) -> None:
        group = self._group
        if group.fresh and is_skipped(word, optional=group.optional):
            self.tokens.skip_group()
            group.close = None
            self._close()
            return
        group.fresh = group.optional = False
        handler = self._words.get(word)
        if group.table is not None and word not in ("uc", "bin"):
            group.table.word(word, value)
        elif handler is not None:
            handler(value)
        elif word in TEXT:
            self._add(TEXT[word])
        elif word in ALIGNMENTS:
            group.layout = replace(group.layout, centered=word == "qc")
        elif word.startswith(("tr", "cl", "cellx")):
            (group.builder.nested_row if group.nested else group.builder.row).word(word, value)
        elif "ftn" in word:
            self.notes.word(word, value)

    def _vocabulary(self) -> dict[str, Callable[[int | None], None]]:
        return {
            "par": lambda _: self._end(End.PARAGRAPH),
            "sect": lambda _: self._end(End.PARAGRAPH),
            "cell": lambda _: self._end(End.CELL, 1),
            "row": lambda _: self._end(End.ROW, 1),
            "nestcell": lambda _: self._end(End.CELL, max(2, self._group.layout.tables)),
            "nestrow": lambda _: self._end(End.ROW, max(2, self._group.layout.tables)),
            **dict.fromkeys(("line", "page", "column", "lbr"), self._break),
            "pard": lambda _: self._set(layout=Layout()),
            "plain": lambda _: self._set(font=None, hidden=False, deleted=False),
            "s": lambda value: self._lay(style=value or 0),
            "outlinelevel": lambda value: self._lay(outline=outline(value or 0)),
            "intbl": lambda _: self._lay(in_table=True),
            "itap": lambda value: self._lay(depth=value),
            "f": lambda value: self._set(font=value),
            "v": lambda value: self._set(hidden=value != 0),
            **dict.fromkeys(("deleted", "mvf"), lambda value: self._set(deleted=value != 0)),
            "deff": self._deff,
            "uc": lambda value: self._set(fallback=max(0, value or 0)),
            "bin": lambda value: self.tokens.skip(value or 0),
            "upr": self._ansi_and_unicode,
            "fonttbl": lambda _: self._set(table=self._fonts),
            "stylesheet": lambda _: self._set(table=self._styles),
            "nesttableprops": lambda _: self._set(nested=True),
            "chftn": self._note_mark,
            "ftnalt": lambda _: self._endnote(),
            "footnote": self._footnote,
            **dict.fromkeys(("shptxt", "dptxbxtext"), self._box),
            **dict.fromkeys(("listtext", "pntext"), self._number),
            "fldinst": self._instruction,
        }

    def _set(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self._group, name, value)

    def _lay(self, **changes: int | bool | None) -> None:
        self._group.layout = replace(self._group.layout, **changes)  # type: ignore[arg-type]

    def _deff(self, value: int | None) -> None:
        self._default_font = value

    def _end(self, end: End, depth: int | None = None) -> None:
        """End the paragraph, and the cell or the row."""
        group = self._group
        tables = group.layout.tables if depth is None else depth
        group.builder.end(self._look(), tables, end, gone=group.mute, nested=tables > 1)

    def _look(self) -> Look:
        layout = self._group.layout
        style = self._styles.style(layout.style)
        level = style.outline if layout.outline is None else layout.outline
        return Look(None if style.is_title else level or None, style.is_title, layout.centered)

    def _break(self, _: int | None) -> None:
        if not self._group.mute:
            self._group.builder.content.lines.append(Line())

    def _ansi_and_unicode(self, _: int | None) -> None:
        """Skip the first of the two groups inside, which says the same as the second one."""
        while token := self.tokens.next():
            if token.kind is Kind.BRACE:
                if token.data == b"{":
                    self.tokens.skip_group()
                else:
                    self._close()
                return

    def _note_mark(self, _: int | None) -> None:
        if not self._group.mute:
            self._group.builder.automatic = True

    def _endnote(self) -> None:
        self._group.builder.endnote = True

    def _footnote(self, _: int | None) -> None:
        """Read a note: its mark stands before it, in the group around it."""
        parent, start = self._group.builder, self._groups[-2].start if len(self._groups) > 1 else 0
        shown = not self._group.mute

        def close() -> None:
            note = self._finish()
            kind = ENDNOTE if self._group.builder.endnote else FOOTNOTE
            if shown:
                parent.mark(self.notes.refer(kind, note, own_mark=not parent.automatic), start)
            parent.automatic = False

        self._passage(close)

    def _box(self, _: int | None) -> None:
        """Read a text box, which belongs to the paragraph around it."""
        parent, shown = self._group.builder, not self._group.mute

        def close() -> None:
            box = self._finish()
            if shown:
                parent.content.boxes.append(box)

        self._passage(close)

    def _passage(self, close: Callable[[], None]) -> None:
        self._set(builder=Builder(), layout=Layout(), capture=None, hidden=False, deleted=False, close=close)

    def _finish(self) -> Passage:
        return self._group.builder.finish(self._look(), self._group.layout.tables)

    def _number(self, _: int | None) -> None:
        """Read the number that the file has written out for readers that cannot count."""
        builder, text = self._group.builder, list[str]()

        def close() -> None:
            shown = "".join(text)
            mark = shown.strip()
            if len(mark) == 1 and (is_symbol_font(self._font().name) or "\ue000" <= mark <= "\uf8ff"):
                mark = BULLET
            builder.printed = printed(mark, tight=not shown.endswith(("\t", " ")))

        self._set(capture=text, close=close)

    def _instruction(self, _: int | None) -> None:
        """Read a field's instruction, which is not shown, unless it stands for a symbol."""
        outer, text = self._group.capture, list[str]()

        def close() -> None:
            self._group.capture = outer
            self._add(symbol_of("".join(text)) or "")

        self._set(capture=text, close=close)
