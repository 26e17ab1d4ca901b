"""Binary Word documents (.doc, Kingsoft .wps): what Word 97 to 2003 and WPS write ([MS-DOC])."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from planlens.model import Document
from planlens.readers.base import Reader, assemble, source_of
from planlens.readers.msdoc.boxes import box_texts
from planlens.readers.msdoc.container import looks_like_doc, open_streams
from planlens.readers.msdoc.fib import TablePart, Word, open_word
from planlens.readers.msdoc.fonts import font_names
from planlens.readers.msdoc.formatting import Looks, Runs, character_runs, paragraph_runs
from planlens.readers.msdoc.lists import ListTables
from planlens.readers.msdoc.notes import counting, notes_by_mark, section_ends, section_properties
from planlens.readers.msdoc.passages import PassageReader, Source
from planlens.readers.msdoc.pieces import read_pieces
from planlens.readers.msdoc.rows import RowShapes
from planlens.readers.msdoc.styles import StyleSheet
from planlens.readers.word.counting import Lists, NoLists
from planlens.readers.word.flow import Passage, read_flow
from planlens.readers.word.notes import DEFAULT_FORMAT, ENDNOTE, FOOTNOTE, NoteKind

_Found = TypeVar("_Found")

_STYLES = "样式定义已损坏，标题级别未能读出。"
_LISTS = "自动编号的定义已损坏，编号未能读出。"
_CHARACTERS = "文字属性已损坏，隐藏或删除的文字可能也读了出来。"
_PARAGRAPHS = "段落属性已损坏，标题级别、编号和表格可能未能读出。"
_NOTES = "脚注或尾注已损坏，其内容可能未能读出。"
_BOXES = "文本框已损坏，其中的文字未能读出。"


_DAMAGED = (struct.error, IndexError, ValueError, OverflowError)


def read(data: bytes, name: str) -> Document:
    """Read a binary Word document.

    It gives what the same document saved as .docx gives: automatic numbers stand at the start of their paragraphs as
    Word prints them, note marks in the text, the notes' texts at the end. Tracked changes are read as if accepted.
    Headers, footers and comments are left out; links, macros and embedded objects are never looked at.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``encrypted``, ``broken-file``, ``old-word`` or ``too-large``.
    """
    word = open_word(open_streams(data))
    parts = _Parts(word)
    source = parts.source()
    kinds = {kind: parts.notes(source, kind) for kind in (FOOTNOTE, ENDNOTE)}
    body = PassageReader(source, kinds, parts.boxes()).read(0, word.counts.main)
    return assemble(source_of(data, name, "doc"), read_flow(source.lists, body, kinds), parts.warnings)


@dataclass(slots=True)
class _Parts:
    """Reads the parts of a document; a damaged one is left out with a warning."""

    word: Word
    warnings: dict[str, None] = field(default_factory=dict)

    def source(self) -> Source:
        word = self.word
        fonts: tuple[str, ...] = self._read(lambda: font_names(word), (), _LISTS)
        no_lists: Lists = NoLists()
        lists = self._read(lambda: ListTables(word, fonts), no_lists, _LISTS)
        return Source(
            pieces=read_pieces(word),
            characters=self._read(lambda: character_runs(word), Runs([], [], []), _CHARACTERS),
            paragraphs=self._read(lambda: paragraph_runs(word), Runs([], [], []), _PARAGRAPHS),
            looks=Looks(word.data),
            rows=RowShapes(),
            styles=self._read(lambda: StyleSheet(word.part(TablePart.STYLES)), StyleSheet(b""), _STYLES),
            lists=lists,
            fonts=fonts,
            notes=self._read(lambda: notes_by_mark(word), {}, _NOTES),
            sections=self._read(lambda: section_ends(word), (), _PARAGRAPHS),
        )

    def boxes(self) -> dict[int, list[tuple[int, int]]]:
        return self._read(lambda: box_texts(self.word), {}, _BOXES)

    def notes(self, source: Source, kind: str) -> NoteKind[Passage]:
        style, start = counting(self.word, kind, self._read(lambda: section_properties(self.word), [], _NOTES))
        reader = PassageReader(source)
        bodies = {
            str(note.start): reader.read(note.start, note.end) for note in source.notes.values() if note.kind == kind
        }
        return NoteKind(style or DEFAULT_FORMAT[kind], 1 if start is None else start, bodies)

    def _read(self, read: Callable[[], _Found], instead: _Found, warning: str) -> _Found:
        try:
            return read()
        except _DAMAGED:
            self.warnings[warning] = None
            return instead


READER = Reader(
    format="doc",
    label="旧版 Word/WPS 文档",
    extensions=(".doc", ".dot", ".wps", ".wpt"),
    accepts=looks_like_doc,
    read=read,
)
