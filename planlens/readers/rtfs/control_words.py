"""What the control words of an .rtf do (Rich Text Format specification 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from planlens.readers.rtfs.building import Builder
from planlens.readers.rtfs.charsets import Decoder
from planlens.readers.rtfs.fields import symbol_of
from planlens.readers.rtfs.groups import ParagraphLayout
from planlens.readers.rtfs.header import outline
from planlens.readers.rtfs.machine import Handler, Machine
from planlens.readers.rtfs.tokens import Kind, Tokens
from planlens.readers.rtfs.vocabulary import ALIGNMENTS, HEADER_WORDS, NOTE_WORDS, ROW_WORDS, TEXT
from planlens.readers.word.counting import printed
from planlens.readers.word.flow import End, Passage
from planlens.readers.word.lines import WordLine
from planlens.readers.word.notes import ENDNOTE, FOOTNOTE
from planlens.readers.word.symbols import BULLET, is_symbol_font


def machine_for(tokens: Tokens, decoder: Decoder) -> Machine:
    """Return what reads one document."""
    return Machine(tokens, decoder, lambda machine: Vocabulary(machine).handlers())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The control words of a machine."""

    machine: Machine

    def handlers(self) -> dict[str, Handler]:
        """Return what is done with each word."""
        return {
            **self._paragraph_words(),
            **self._group_words(),
            **{word: partial(self._characters_of, text) for word, text in TEXT.items()},
            **{word: partial(self._align, word) for word in ALIGNMENTS},
            **{word: partial(self._row_word, word) for word in ROW_WORDS},
            **{word: partial(self.machine.notes.word, word) for word in NOTE_WORDS},
            **dict.fromkeys(HEADER_WORDS, lambda _: None),
        }

    def _paragraph_words(self) -> dict[str, Handler]:
        return {
            "par": lambda _: self.machine.end(End.PARAGRAPH),
            "sect": lambda _: self.machine.end(End.PARAGRAPH),
            "cell": lambda _: self.machine.end(End.CELL, 1),
            "row": lambda _: self.machine.end(End.ROW, 1),
            "nestcell": lambda _: self.machine.end(End.CELL, max(2, self.machine.group.layout.tables)),
            "nestrow": lambda _: self.machine.end(End.ROW, max(2, self.machine.group.layout.tables)),
            **dict.fromkeys(("line", "page", "column", "lbr"), self._break),
            "pard": lambda _: self._set(layout=ParagraphLayout()),
            "plain": lambda _: self._set(font=None, hidden=False, deleted=False),
            "s": lambda value: self._lay(style=value or 0),
            "ls": lambda value: self._lay(listed=bool(value)),
            "outlinelevel": lambda value: self._lay(outline=outline(value or 0)),
            "intbl": lambda _: self._lay(in_table=True),
            "itap": lambda value: self._lay(depth=value),
            "f": lambda value: self._set(font=value),
            "v": lambda value: self._set(hidden=value != 0),
            **dict.fromkeys(("deleted", "mvf"), lambda value: self._set(deleted=value != 0)),
            "chftn": self._note_mark,
        }

    def _group_words(self) -> dict[str, Handler]:
        return {
            "deff": self._deff,
            "uc": lambda value: self._set(fallback=max(0, value or 0)),
            "upr": self._ansi_and_unicode,
            "fonttbl": lambda _: self._set(table=self.machine.fonts),
            "stylesheet": lambda _: self._set(table=self.machine.styles),
            "nesttableprops": lambda _: self._set(nested=True),
            "ftnalt": lambda _: self._endnote(),
            "footnote": self._footnote,
            **dict.fromkeys(("shptxt", "dptxbxtext"), self._box),
            **dict.fromkeys(("listtext", "pntext"), self._number),
            "fldinst": self._instruction,
        }

    def _characters_of(self, text: str, _: int | None) -> None:
        self.machine.add(text)

    def _align(self, word: str, _: int | None) -> None:
        self._lay(centered=word == "qc")

    def _row_word(self, word: str, value: int | None) -> None:
        builder = self.machine.group.builder
        (builder.nested_row if self.machine.group.nested else builder.row).word(word, value)

    def _set(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self.machine.group, name, value)

    def _lay(self, **changes: int | bool | None) -> None:
        self.machine.group.layout = replace(self.machine.group.layout, **changes)  # type: ignore[arg-type]

    def _deff(self, value: int | None) -> None:
        self.machine.default_font = value

    def _break(self, _: int | None) -> None:
        self.machine.count()
        if not self.machine.group.mute:
            self.machine.group.builder.content.lines.append(WordLine())

    def _ansi_and_unicode(self, _: int | None) -> None:
        """Skip the first of the two groups inside, which says the same as the second one."""
        while token := self.machine.tokens.next():
            if token.kind is Kind.BRACE:
                if token.data == b"{":
                    self.machine.tokens.skip_group()
                else:
                    self.machine.close()
                return

    def _note_mark(self, _: int | None) -> None:
        if not self.machine.group.mute:
            self.machine.group.builder.automatic = True

    def _endnote(self) -> None:
        self.machine.group.builder.endnote = True

    def _footnote(self, _: int | None) -> None:
        """Read a note: its mark stands before it, in the group around it."""
        parent, start = self.machine.group.builder, self.machine.groups[-2].start if len(self.machine.groups) > 1 else 0
        shown = not self.machine.group.mute

        def close() -> None:
            note = self._finish()
            kind = ENDNOTE if self.machine.group.builder.endnote else FOOTNOTE
            if shown:
                parent.mark(self.machine.notes.refer(kind, note, own_mark=not parent.automatic), start)
            parent.automatic = False

        self._passage(close)

    def _box(self, _: int | None) -> None:
        """Read a text box, which belongs to the paragraph around it."""
        parent, shown = self.machine.group.builder, not self.machine.group.mute

        def close() -> None:
            box = self._finish()
            if shown:
                parent.content.boxes.append(box)

        self._passage(close)

    def _passage(self, close: Callable[[], None]) -> None:
        self.machine.count()
        self._set(builder=Builder(), layout=ParagraphLayout(), capture=None, hidden=False, deleted=False, close=close)

    def _finish(self) -> Passage:
        return self.machine.group.builder.finish(self.machine.look(), self.machine.group.layout.tables)

    def _number(self, _: int | None) -> None:
        """Read the number that the file has written out for readers that cannot count."""
        builder, text = self.machine.group.builder, list[str]()

        def close() -> None:
            shown = "".join(text)
            mark = shown.strip()
            if len(mark) == 1 and (is_symbol_font(self.machine.font().name) or "\ue000" <= mark <= "\uf8ff"):
                mark = BULLET
            self.machine.numbers += 1
            builder.printed = printed(mark, tight=not shown.endswith(("\t", " ")))

        self._set(capture=text, close=close)

    def _instruction(self, _: int | None) -> None:
        """Read a field's instruction, which is not shown, unless it stands for a symbol."""
        outer, text = self.machine.group.capture, list[str]()

        def close() -> None:
            self.machine.group.capture = outer
            self.machine.add(symbol_of("".join(text)) or "")

        self._set(capture=text, close=close)
