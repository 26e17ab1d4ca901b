"""How much a document may hold, whatever its format, and what to say of more.

What a file says of itself is never believed: everything is counted while it is read, before memory is spent on it, for
a few kilobytes may unfold to gigabytes. The numbers are some thirty times those of the longest plans, which have
60,000 characters, 5,000 paragraphs and 300 pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from planlens.model import PlanlensError

MAX_BYTES = 200 * 1024 * 1024
"""Bytes of a file: the longest plans with pictures stay below 100 MB."""
MAX_CHARACTERS = 2_000_000
"""Characters of the text."""
MAX_TEXT = 4 * MAX_CHARACTERS
"""Bytes of a text file, whose characters take four at most in any encoding."""
MAX_PARAGRAPHS = 100_000
"""Paragraphs and lines outside tables, empty ones too."""
MAX_CELLS = 300_000
"""Cells and the paragraphs in them, in all tables; a ledger of 1,500 tasks with 20 columns has 30,000."""
MAX_PAGES = 3000
"""Pages of a file with pages."""
MAX_RECOGNISED = 300
"""Pages that are recognised in one file; each takes some seconds."""
MAX_DRAWN = 2_000_000
"""Lines, pictures and other objects on all pages together; a page with a map has some ten thousand."""
MAX_DRAWING = 24 * 1024 * 1024
"""Bytes of the instructions that draw one page of a PDF, each as often as it is drawn; a page with a map has some five
million, and each byte takes some 30 bytes of memory."""
MAX_PART = 48 * 1024 * 1024
"""Bytes of one XML part: fifty times the text of the longest plans."""
MAX_UNPACKED = 300 * 1024 * 1024
"""Bytes of all parts of a file that are read, each as often as it is read; a page of an OFD takes some 100 kB."""
MAX_TAGS = 5_000_000
"""Tags and attributes of one XML part; each takes some 100 bytes of memory."""
MAX_ENTRIES = 50_000
"""Files in a zip; an OFD has some three a page."""
MAX_EMBEDDED = 48 * 1024 * 1024
"""Bytes of all files together that are embedded in another as text."""
MAX_PASTED = 50 * 1024 * 1024
"""Bytes of a clipboard: ten times the longest plans with their formatting."""
MAX_PAGE_CHARACTERS = 32_000_000
"""Characters of a web page's source: the longest plans, as Word saves them, stay below 10 million."""
MAX_PAGE_NODES = 500_000
"""Elements and texts of a web page; the longest plans, as Word saves them, have 100,000."""
MAX_PAGE_DEPTH = 5_000
"""Elements of a web page that are open at once: the parser's time grows with the square of it; pages have some 50."""


def too_large(what: str, advice: str = "请拆分后再试。") -> PlanlensError:
    """Return the error for a file beyond a limit.

    Args:
        what: what there is too much of, a Chinese clause (``正文超过 200 万字``).
        advice: what to do about it, a Chinese sentence.
    """
    return PlanlensError("too-large", f"{what}，无法读取。{advice}")


def megabytes(size: int) -> str:
    """Return a number of bytes as users know it: ``48 MB``."""
    return f"{size // 1024 // 1024} MB"


def ten_thousands(count: int) -> str:
    """Return a number as users know it: ``200 万``."""
    return f"{count // 10_000} 万"


@dataclass(slots=True)
class SizeTally:
    """What a document has come to so far.

    Attributes:
        advice: what to do where it is too much, a Chinese sentence.
        characters: those of its text.
        paragraphs: its paragraphs and lines outside tables.
        cells: the paragraphs in its tables.
    """

    advice: str = "请拆分后再试。"
    characters: int = 0
    paragraphs: int = 0
    cells: int = 0

    def add(self, characters: int, *, cell: bool = False) -> None:
        """Count a paragraph, before it is kept.

        Args:
            characters: how many it has.
            cell: whether it stands in a table.

        Raises:
            PlanlensError: ``too-large``.
        """
        self.characters += characters
        if cell:
            self.cells += 1
        else:
            self.paragraphs += 1
        if self.characters > MAX_CHARACTERS:
            raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字", self.advice)
        if self.paragraphs > MAX_PARAGRAPHS:
            raise too_large(f"文件超过 {ten_thousands(MAX_PARAGRAPHS)}段", self.advice)
        if self.cells > MAX_CELLS:
            raise too_large(f"表格超过 {ten_thousands(MAX_CELLS)}个单元格", self.advice)
