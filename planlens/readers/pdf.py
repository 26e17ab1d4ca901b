"""PDF files with text, read with PDFium."""

from __future__ import annotations

from planlens.model import Document, PlanlensError
from planlens.readers.base import Reader, assemble, source_of
from planlens.readers.pages.health import check_text, is_garbled, textless_warning
from planlens.readers.pages.recognised import recognise_pages
from planlens.readers.pages.story import paragraphs_on
from planlens.readers.pages.watermarks import without_watermarks
from planlens.readers.pdfs.canvas import read_pages
from planlens.readers.pdfs.pictures import pictures
from planlens.readers.recognition import Recogniser


def accepts(data: bytes) -> bool:
    """Whether the bytes are a PDF, also a damaged one."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, name: str) -> Document:
    """Read a PDF.

    Paragraphs are whole, over lines, columns and pages; page numbers and running heads are left out; ruled tables
    become cells; footnotes stand at the end.

    Args:
        data: the file's bytes.
        name: the file's name.

    Raises:
        PlanlensError: ``broken-file``, ``encrypted``, ``too-many-pages``, ``scanned`` or ``broken-fonts``.
    """
    pages = without_watermarks(read_pages(data))
    check_text(pages)
    try:
        paragraphs = paragraphs_on(pages)
    except RecursionError:
        raise PlanlensError("too-deep", "PDF 的结构过于复杂，无法读取。请用 WPS 转换为 .docx 后再试。") from None
    return assemble(source_of(data, name, "pdf"), paragraphs, textless_warning(pages))


def recognise(data: bytes, name: str, recogniser: Recogniser) -> Document:
    """Read a PDF as :func:`read` does; pages without usable text are recognised.

    Args:
        data: the file's bytes.
        name: the file's name.
        recogniser: called for each page that needs it, in their order.

    Raises:
        PlanlensError: as :func:`read`; also what *recogniser* raises.
    """
    pages = without_watermarks(read_pages(data))
    garbled = is_garbled("".join("".join(run.text.split()) for page in pages for run in page.runs))
    numbers = [number for number, page in enumerate(pages) if garbled or not page.runs]
    if not numbers:
        return read(data, name)
    seen = recognise_pages(pages, numbers, pictures(data, numbers), recogniser)
    return assemble(source_of(data, name, "pdf"), paragraphs_on(pages), [*seen, *textless_warning(pages)])


READER = Reader(format="pdf", label="PDF 文档", extensions=(".pdf",), accepts=accepts, read=read, recognise=recognise)
