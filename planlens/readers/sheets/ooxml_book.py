"""The sheets of an .xlsx (SpreadsheetML, ECMA-376 Part 1 §18): what its cells print, and which are merged.

Read here from the XML and not by a library: calamine leaves out the number formats and openpyxl refuses files whose
styles other programs wrote carelessly.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from planlens.model import PlanlensError
from planlens.readers.limits import SizeTally
from planlens.readers.ooxml.names import Element, to_int
from planlens.readers.ooxml.package import Package, PartError, open_package
from planlens.readers.sheets.formats import BUILT_IN, printed, serial
from planlens.readers.sheets.hidden import Range, leave_out_hidden
from planlens.readers.sheets.model import LONGEST_NAME, Sheet, Workbook, broken, encrypted
from planlens.readers.word.lines import joined

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")  # B12, $B$12
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # _x000D_


@dataclass(frozen=True, slots=True)
class _Looks:
    """What the sheets of a workbook share: its strings, the format of each cell style, and how dates are counted."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool

    def print(self, value: float, style: int | None) -> str:
        """Return a number as a cell of this style prints it."""
        code = self.formats[style] if style is not None and 0 <= style < len(self.formats) else ""
        return printed(value, code, since_1904=self.since_1904)


def read_book(data: bytes) -> Workbook:
    """Read an .xlsx.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted`` or ``too-large``.
    """
    package = _open(data)
    try:
        root = package.xml(package.main)
    except PartError as error:
        raise broken(f"工作簿{error}") from None
    book = Workbook()
    looks = _looks(package, root, book)
    hidden: list[str] = []
    read: set[str] = set()
    for name, state, part in _listed(package, root):
        if state != "visible":
            hidden.append(name)
            continue
        if part in read:
            continue  # no program lists a sheet twice
        read.add(part)
        try:
            sheet = _sheet(name, package.xml(part), looks, book.tally)
        except PartError as error:
            book.warnings.append(f"工作表“{name}”未能读出（{error}）。")
            continue
        book.sheets.append(sheet)
    if hidden:
        book.warnings.append(f"隐藏的工作表没有读：{'、'.join(hidden)}。需要时请取消隐藏，保存后再读。")
    if not book.sheets and book.warnings:
        raise broken(book.warnings[0].rstrip("。"))
    return book


def _open(data: bytes) -> Package:
    try:
        return open_package(data)
    except PlanlensError as error:
        if error.code == "too-large":
            raise
        raise encrypted() if error.code == "encrypted" else broken("压缩包不完整") from None


def _named(element: Element, name: str) -> Iterator[Element]:
    """Yield the children with this local name, in whatever edition of the namespace."""
    return (child for child in element if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name)


def _within(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children along a path of local names."""
    first, *others = names
    for child in _named(element, first):
        if others:
            yield from _within(child, *others)
        else:
            yield child


def _listed(package: Package, root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield name, state and part of every worksheet in the order of the tabs; charts are no worksheets."""
    targets = _relations(package)
    for number, item in enumerate(_within(root, "sheets", "sheet"), start=1):
        name = (item.get("name") or f"工作表{number}").strip()
        key = item.get(_RELATION) or item.get(_STRICT_RELATION) or ""
        kind, part = targets.get(key, ("worksheet", f"xl/worksheets/sheet{number}.xml"))
        if kind == "worksheet":
            yield name[:LONGEST_NAME], item.get("state", "visible"), part


def _relations(package: Package) -> dict[str, tuple[str, str]]:
    folder, base = posixpath.split(package.main)
    try:
        root = package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    except PartError:
        return {}
    found = {}
    for item in _named(root, "Relationship"):
        target = item.get("Target", "")
        path = target if target.startswith("/") else posixpath.join(folder, target)
        kind = item.get("Type", "").rpartition("/")[2]
        found[item.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/").lower())
    return found


def _looks(package: Package, root: Element, book: Workbook) -> _Looks:
    properties = next(_named(root, "workbookPr"), None)
    since = properties.get("date1904", "") if properties is not None else ""
    strings: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    try:
        part = package.related("sharedStrings")
        strings = tuple(_text(item) for item in _named(part, "si")) if part is not None else ()
    except PartError:
        book.warnings.append("文字表已损坏，部分单元格的文字未能读出。")
    try:
        part = package.related("styles")
        formats = tuple(_formats(part)) if part is not None else ()
    except PartError:
        book.warnings.append("单元格格式已损坏，日期和百分比可能与原表不同。")
    return _Looks(strings, formats, since.lower() in ("1", "true", "on"))


def _formats(styles: Element) -> Iterator[str]:
    """Yield the number format of each cell style."""
    own = {to_int(item.get("numFmtId")): item.get("formatCode", "") for item in _within(styles, "numFmts", "numFmt")}
    for style in _within(styles, "cellXfs", "xf"):
        number = to_int(style.get("numFmtId"))
        yield own.get(number) or BUILT_IN.get(number or 0, "")


def _text(item: Element) -> str:
    """Return the text of a string with its runs, without phonetic guides (§18.4.6)."""
    parts: list[str] = []
    for child in item:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [piece.text or "" for piece in _named(child, "t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """Return a text with its characters that are written as codes; half of one is none and becomes U+FFFD."""
    return joined(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))


def _sheet(name: str, root: Element, looks: _Looks, tally: SizeTally) -> Sheet:
    sheet = Sheet(name)
    row_number = -1
    hidden_rows: list[Range] = []
    for row in _within(root, "sheetData", "row"):
        row_number = _place(row.get("r"), row_number + 1, MAX_ROW)
        if _hides(row, "ht"):
            hidden_rows.append((row_number, row_number))
        column = -1
        for cell in _named(row, "c"):
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _column(reference[1]) if reference else column + 1
            text = _printed(cell, looks, sheet)
            if text.strip() and column < MAX_COLUMN:
                tally.add(len(text), cell=True)
                sheet.cells[row_number, column] = text
    for item in _within(root, "mergeCells", "mergeCell"):
        ends = [_REFERENCE.fullmatch(end) for end in item.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = (end.groups() for end in ends if end)
            sheet.merges.append((int(top) - 1, _column(left), int(bottom) - 1, _column(right)))
    leave_out_hidden(sheet, hidden_rows, list(_hidden_columns(root)))
    return sheet


def _hidden_columns(root: Element) -> Iterator[Range]:
    for item in _within(root, "cols", "col"):
        first, last = to_int(item.get("min")), to_int(item.get("max"))
        if first is not None and last is not None and 0 < first <= last and _hides(item, "width"):
            yield first - 1, min(last, MAX_COLUMN) - 1


def _hides(item: Element, size: str) -> bool:
    """Whether a row or column is hidden, or so flat or narrow that nothing of it is seen."""
    if item.get("hidden", "").lower() in ("1", "true", "on"):
        return True
    try:
        return float(item.get(size, "1")) == 0
    except ValueError:
        return False


def _place(reference: str | None, otherwise: int, limit: int) -> int:
    number = to_int(reference)
    return min(number - 1 if number is not None and number > 0 else otherwise, limit - 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _printed(cell: Element, looks: _Looks, sheet: Sheet) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(_text(item) for item in _named(cell, "is"))
    stored = next((item.text or "" for item in _named(cell, "v")), "")
    if not stored:
        sheet.uncounted += kind != "str" and next(_named(cell, "f"), None) is not None
        return ""
    if kind == "s":
        index = to_int(stored)
        return looks.strings[index] if index is not None and 0 <= index < len(looks.strings) else ""
    if kind == "str":
        return _unescaped(stored)
    if kind == "e":
        sheet.errors += 1
        return ""
    if kind == "b":
        return "TRUE" if stored.strip() == "1" else "FALSE"
    try:
        value = serial(stored, since_1904=looks.since_1904) if kind == "d" else float(stored)
    except ValueError:
        return stored
    return looks.print(value, to_int(cell.get("s")))
