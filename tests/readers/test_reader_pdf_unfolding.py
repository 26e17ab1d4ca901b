"""Pages of a PDF that unfold to too much are refused before PDFium draws them, however their forms are written."""

from __future__ import annotations

import zlib

import pytest
from pdf_builder import Sheet, pdf

from planlens.model import PlanlensError
from planlens.readers.pdfs.unfolding import check_unfolding

LINES = b"0 0 m 9 9 l S " * 200


def file_of(*objects: bytes) -> bytes:
    """Return what stands in a PDF: a page tree, and these objects from number 4 on; 3 is to be the page."""
    numbered = (f"{number} 0 obj\n".encode() + body + b"\nendobj\n" for number, body in enumerate(objects, 3))
    return b"%PDF-1.7\n1 0 obj << /Pages 2 0 R >> endobj 2 0 obj << /Kids [3 0 R] >> endobj\n" + b"".join(numbered)


def stream(content: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    data = zlib.compress(content) if packed else content
    how = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s%s/Length %d >>\nstream\n%s\nendstream" % (how, entries, len(data), data)


def form(content: bytes, resources: bytes, *, packed: bool = False) -> bytes:
    return stream(content, b"/Subtype /Form /Resources << /XObject %s >> " % resources, packed=packed)


def page(resources: bytes = b"<< /XObject << /A 5 0 R >> >>") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources %s >>" % resources


DRAW = stream(b"q /A Do Q")
TWICE = b"/A Do /A Do"
ITSELF = b"<< /A 5 0 R >>"


@pytest.mark.parametrize(
    "objects",
    [
        (page(), DRAW, form(TWICE, ITSELF)),
        (page(), stream(b"q /A Do Q", packed=True), form(TWICE, ITSELF, packed=True)),
        (page(), DRAW, form(b"/A%a comment\nDo /#41 Do", ITSELF)),
        (page(), DRAW, form(TWICE, b"<< /#41 5 0 R >>")),
        (page(), DRAW, form(TWICE, b"6 0 R"), ITSELF),
        (page(), DRAW, stream(TWICE, b"/Subtype /Form ")),  # the page's own resources
        (page(b"7 0 R"), DRAW, form(TWICE, ITSELF), b"", b"<< /XObject 8 0 R >>", b"<< /A 5 0 R >>"),
        (page(), DRAW, form(b"/B Do /B Do", b"<< /B 6 0 R >>"), form(TWICE, ITSELF)),
        (page(), stream(b"/A Do " * 2000), form(LINES * 10, b"<< >>")),
        (page(b"<< >>"), stream(b"q " * 30_000_000, packed=True)),
        (page(b"<< >>").replace(b"4 0 R", b"[%s]" % (b"4 0 R " * 10_000)), stream(LINES)),
        (page(b"<< >>").replace(b"4 0 R", b"5 0 R"), stream(LINES), b"[%s]" % (b"4 0 R " * 10_000)),
    ],
    ids=[
        "itself",
        "packed",
        "hidden-calls",
        "hidden-names",
        "referred-names",
        "the-page-s-names",
        "referred-resources",
        "one-another",
        "again-and-again",
        "packed-content",
        "repeated-content",
        "listed-content",
    ],
)
def test_what_unfolds_is_refused(objects: tuple[bytes, ...]) -> None:
    with pytest.raises(PlanlensError, match="展开后超过 24 MB") as error:
        check_unfolding(file_of(*objects))
    assert error.value.code == "too-large"


def test_objects_in_a_stream_of_objects_are_seen() -> None:
    names = b"<< /XObject << /A 5 0 R >> >>"
    packed = stream(b"7 0 " + names, b"/Type /ObjStm /N 1 /First 4 ", packed=True)
    nested = stream(TWICE, b"/Subtype /Form /Resources 7 0 R ")
    with pytest.raises(PlanlensError):
        check_unfolding(file_of(page(b"7 0 R"), DRAW, nested, packed))


def test_a_page_in_the_names_of_the_pages_above_it() -> None:
    above = b"<< /Kids [3 0 R] /Resources << /XObject << /A 5 0 R >> >> >>"
    data = file_of(page().partition(b"/Resources")[0] + b">>", DRAW, form(TWICE, ITSELF))
    with pytest.raises(PlanlensError):
        check_unfolding(data.replace(b"<< /Kids [3 0 R] >>", above))


@pytest.mark.parametrize(
    "objects",
    [
        (page(), DRAW, form(b"/A Do", ITSELF)),  # once: PDFium itself ends it
        (page(), DRAW, form(TWICE, b"<< /A 6 0 R >>"), form(TWICE, b"<< /A 7 0 R >>"), form(LINES, b"<< >>")),
        (page(), stream(b"/A Do " * 5000), form(b"0 0 m 9 9 l S", b"<< >>")),
        (page(b"<< /XObject << /A 5 0 R >> >>"), DRAW, stream(b"x" * 99, b"/Subtype /Image ")),
        (page(b"<< >>"), stream(LINES * 1000, packed=True)),
        (page(), DRAW),
        (page(), stream(b"\x00", b"/Filter /FlateDecode ")),
    ],
    ids=["once", "names-that-come-again", "a-symbol", "picture", "large-page", "missing", "broken"],
)
def test_what_files_have_is_let_through(objects: tuple[bytes, ...]) -> None:
    check_unfolding(file_of(*objects))


def test_pages_share_what_they_draw() -> None:
    pages = [Sheet().put(20, 100, "建设公共服务平台") for _ in range(50)]
    check_unfolding(pdf(*pages))
