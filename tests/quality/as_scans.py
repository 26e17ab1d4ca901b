"""Plans as scans: pictures of printed pages, a little askew and noisy, without any text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium
from as_docx import printed
from as_office import SOFFICE, converted
from format_base import Format
from plan_items import Item

from planlens.readers.recognition import rapid

SCALE = 200 / 72
DEGREES = 0.25


def _scan(items: Sequence[Item], name: str) -> bytes:
    return scanned(converted(printed(items, name), "pdf"))


def scanned(data: bytes) -> bytes:
    """Return a PDF of pictures of a PDF's pages."""
    source, target = pdfium.PdfDocument(data), pdfium.PdfDocument.new()
    chance = np.random.default_rng(1)
    for page in source:
        width, height = page.get_size()
        bitmap = page.render(scale=SCALE, rev_byteorder=False)
        pixels = bitmap.to_numpy()
        noise = chance.normal(0, 12, pixels.shape[:2])[:, :, None]
        pixels[:] = np.clip(pixels * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
        picture = pdfium.PdfImage.new(target)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height).rotate(DEGREES))
        copy = target.new_page(width, height)
        copy.insert_obj(picture)
        copy.gen_content()
    with io.BytesIO() as buffer:
        target.save(buffer)
        return buffer.getvalue()


FORMATS = [
    Format(
        "pdf, scanned and recognised",
        ".pdf",
        5,
        _scan,
        slow=True,
        available=SOFFICE is not None and rapid.recogniser() is not None,
    )
]
