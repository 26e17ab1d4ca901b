"""The text of one paragraph: runs, tracked changes, fields, breaks, marks (ECMA-376 Part 1 §17.3, §17.13, §17.16)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from planlens.model import Span
from planlens.readers.ooxml.names import ALTERNATE, MATH, SYMBOL_EX, XML_SPACE, Element, W, chosen, flag, value
from planlens.readers.ooxml.styles import Styles
from planlens.readers.word.fields import OpenFields
from planlens.readers.word.lines import Content, WordLine
from planlens.readers.word.notes import ENDNOTE, FOOTNOTE, NoteKind
from planlens.readers.word.symbols import symbol

_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))
_XML_BLANKS = " \t\r\n"


class ParagraphReader:
    """Reads the paragraphs of one story in order; complex fields may run over several of them.

    Args:
        styles: the document's styles, for hidden text.
        notes: the notes by kind, None for stories without note marks.
        root: the element that all paragraphs of the story stand in.
    """

    def __init__(self, styles: Styles, notes: Mapping[str, NoteKind[Element]] | None, root: Element) -> None:
        self._styles = styles
        self._notes = notes or {}
        self._fields = _closed_fields(root)
        self._keep_blanks = root.getroottree().getroot().get(XML_SPACE) == "preserve"
        self._open = OpenFields()
        self._hidden = False
        self._style_hidden = False
        self._own_mark: int | None = None
        self._content = Content[Element]()
        self._handlers = self._table()

    def read(self, paragraph: Element, *, hidden: bool) -> Content[Element]:
        """Return the content of a ``w:p``.

        Args:
            paragraph: the element.
            hidden: whether the paragraph's style hides its text.
        """
        self._content = Content[Element]()
        self._style_hidden = hidden
        self._walk(paragraph)
        return self._content

    def _table(self) -> dict[str, Callable[[Element], None]]:
        inside = ("ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
        handlers: dict[str, Callable[[Element], None]] = {W + name: self._walk for name in (*inside, "rubyBase")}
        handlers |= {W + name: self._walk for name in ("sdt", "ruby")}
        handlers |= {W + name: self._boxes for name in ("drawing", "pict", "object")}
        handlers |= {W + name: self._break for name in ("br", "cr")}
        handlers |= {W + name: lambda _: self._add("\t") for name in ("tab", "ptab")}
        handlers |= {
            ALTERNATE: self._alternate,
            MATH + "t": self._text,
            MATH + "f": self._fraction,
            W + "r": self._run,
            W + "t": self._text,
            W + "sym": lambda element: self._symbol(element, W),
            SYMBOL_EX + "symEx": lambda element: self._symbol(element, SYMBOL_EX),
            W + "noBreakHyphen": lambda _: self._add("-"),
            W + "fldChar": self._field,
            W + "footnoteReference": lambda element: self._note(FOOTNOTE, element),
            W + "endnoteReference": lambda element: self._note(ENDNOTE, element),
        }
        return handlers

    def _walk(self, parent: Iterable[Element]) -> None:
        for child in parent:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child)
            elif isinstance(child.tag, str) and child.tag.startswith(MATH):
                self._walk(child)

    def _alternate(self, element: Element) -> None:
        self._walk(chosen(element))

    def _run(self, run: Element) -> None:
        properties = run.find(W + "rPr")
        self._hidden = self._style_hidden if properties is None else self._is_hidden(properties)
        self._walk(run)
        self._hidden = False
        if self._own_mark is not None:
            line = self._content.lines[-1]
            if self._own_mark < len(line):
                line.marks.append(Span(self._own_mark, len(line)))
            self._own_mark = None

    def _is_hidden(self, properties: Element) -> bool:
        direct = flag(properties, "vanish")
        if direct is not None:
            return direct
        return self._style_hidden != self._styles.hides(value(properties, "rStyle"))  # toggle properties, §17.7.3

    @property
    def _mute(self) -> bool:
        return self._hidden or self._open.mute

    def _add(self, text: str) -> None:
        if not self._mute:
            self._content.lines[-1].add(text)

    def _text(self, element: Element) -> None:
        text = element.text or ""
        if not self._keep_blanks and element.get(XML_SPACE) != "preserve":
            text = text.strip(_XML_BLANKS)
        self._add(text.translate(_BLANKS))

    def _break(self, _: Element) -> None:
        if not self._mute:
            self._content.lines.append(WordLine())

    def _symbol(self, element: Element, space: str) -> None:
        try:
            code = int(element.get(space + "char", ""), 16)
        except ValueError:
            return
        self._add(symbol(code, element.get(space + "font", "")))

    def _fraction(self, element: Element) -> None:
        for part, sign in (("num", "/"), ("den", "")):
            self._walk(element.iterchildren(MATH + part))
            self._add(sign)

    def _field(self, element: Element) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin" and element in self._fields:
            self._open.begin()
        elif kind == "separate":
            self._open.separate()
        elif kind == "end":
            self._open.end()

    def _note(self, kind: str, element: Element) -> None:
        if self._mute or kind not in self._notes:
            return
        own_mark = element.get(W + "customMarkFollows", "0").lower() in ("1", "true", "on")
        printed = self._notes[kind].refer(element.get(W + "id", ""), own_mark=own_mark)
        line = self._content.lines[-1]
        if own_mark:
            self._own_mark = len(line)
        else:
            line.mark(printed)

    def _boxes(self, element: Element) -> None:
        if not self._hidden:
            self._content.boxes.extend(_text_boxes(element))


def is_gone(properties: Element | None, *, hidden: bool) -> bool:
    """Whether the paragraph's mark is deleted, moved away or hidden, so that the next paragraph continues this one.

    Args:
        properties: the paragraph's ``w:pPr``.
        hidden: whether the paragraph's style hides its text.
    """
    mark = None if properties is None else properties.find(W + "rPr")
    if mark is None:
        return hidden
    vanish = flag(mark, "vanish")
    deleted = mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None
    return deleted or (hidden if vanish is None else vanish)


def _text_boxes(element: Element) -> Iterator[Element]:
    """Yield the ``w:txbxContent`` elements inside, outermost ones only, one branch of each alternative."""
    if next(element.iter(W + "txbxContent"), None) is None:
        return
    for child in chosen(element) if element.tag == ALTERNATE else element:
        if child.tag == W + "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)


def _closed_fields(root: Element) -> set[Element]:
    """Return the ``w:fldChar`` that begin a field which also ends: a damaged one must not swallow the text after it."""
    closed: set[Element] = set()
    begun: list[Element] = []
    for mark in root.iter(W + "fldChar"):
        if next(mark.iterancestors(W + "del", W + "moveFrom"), None) is not None:
            continue
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            closed.add(begun.pop())
    return closed
