"""Pictures of PDF pages, drawn by PDFium for text recognition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from planlens.readers.recognition.seen import DOTS, MAX_SIDE, Picture


def pictures(data: bytes, numbers: Sequence[int]) -> Iterator[Picture | None]:
    """Yield the pictures of pages, None for those that cannot be drawn or are blank.

    Args:
        data: a PDF that opens.
        numbers: the pages' numbers from 0.
    """
    document = pdfium.PdfDocument(data)
    try:
        for number in numbers:
            yield _picture(document, number)
    finally:
        document.close()


def _picture(document: pdfium.PdfDocument, number: int) -> Picture | None:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return None
    try:
        longest = max(*page.get_size(), 1.0)
        scale = min(DOTS / 72, MAX_SIDE / longest)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        row = bitmap.width * 3
        raw = bytes(bitmap.buffer)
        pixels = b"".join(raw[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        if pixels.count(pixels[:1]) == len(pixels):
            return None
        return Picture(bitmap.width, bitmap.height, pixels, scale)
    finally:
        page.close()
