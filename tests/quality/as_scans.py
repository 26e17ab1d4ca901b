"""Plans as scans: pictures of printed pages, a little askew and noisy, without any text."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
from as_docx import printed
from as_office import SOFFICE, converted
from format_base import Format
from ofd_builder import MM, NS, ofd
from pdf_builder import Sheet
from plan_items import Item

from planlens.readers.recognition import rapid

SCALE = 200 / 72
DEGREES = 0.25


def _scan(items: Sequence[Item], name: str) -> bytes:
    return scanned(converted(printed(items, name), "pdf"))


def _ofd_scan(items: Sequence[Item], name: str) -> bytes:
    return ofd_scanned(converted(printed(items, name), "pdf"))


def _noisy(data: bytes) -> Iterator[tuple[float, float, pdfium.PdfBitmap]]:
    """Yield width and height, in points, and the picture of each page of a PDF."""
    chance = np.random.default_rng(1)
    for page in pdfium.PdfDocument(data):
        bitmap = page.render(scale=SCALE, rev_byteorder=False)
        pixels = bitmap.to_numpy()
        noise = chance.normal(0, 12, pixels.shape[:2])[:, :, None]
        pixels[:] = np.clip(pixels * 0.9 + 15 + noise, 0, 255).astype(np.uint8)
        yield *page.get_size(), bitmap


def scanned(data: bytes) -> bytes:
    """Return a PDF of pictures of a PDF's pages."""
    target = pdfium.PdfDocument.new()
    for width, height, bitmap in _noisy(data):
        picture = pdfium.PdfImage.new(target)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pdfium.PdfMatrix().scale(width, height).rotate(DEGREES))
        copy = target.new_page(width, height)
        copy.insert_obj(picture)
        copy.gen_content()
    with io.BytesIO() as buffer:
        target.save(buffer)
        return buffer.getvalue()


def ofd_scanned(data: bytes) -> bytes:
    """Return an OFD of pictures of a PDF's pages."""
    sheets, parts, media = [], {}, ""
    for number, (width, height, bitmap) in enumerate(_noisy(data)):
        with io.BytesIO() as buffer:
            bitmap.to_pil().convert("L").save(buffer, "JPEG", quality=80)
            parts[f"Doc_0/Res/{number}.jpg"] = buffer.getvalue()
        wide, high = width * MM, height * MM
        lean = math.radians(DEGREES)
        matrix = f"{wide * math.cos(lean)} {wide * math.sin(lean)} {-high * math.sin(lean)} {high * math.cos(lean)} 0 0"
        picture = f'<ofd:ImageObject ResourceID="{number}" Boundary="0 0 {wide} {high}" CTM="{matrix}"/>'
        page = f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{picture}</ofd:Layer></ofd:Content></ofd:Page>"
        parts[f"Doc_0/Pages/P{number}/Content.xml"] = page.encode()
        file = f"<ofd:MediaFile>{number}.jpg</ofd:MediaFile>"
        media += f'<ofd:MultiMedia ID="{number}" Type="Image">{file}</ofd:MultiMedia>'
        sheets.append(Sheet())
    resources = f'<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    return ofd(*sheets, raw={**parts, "Doc_0/DocumentRes.xml": resources.encode()})


FORMATS = [
    Format(
        f"{ending}, scanned and recognised",
        f".{ending}",
        5,
        write,
        slow=True,
        available=SOFFICE is not None and rapid.recogniser() is not None,
    )
    for ending, write in (("pdf", _scan), ("ofd", _ofd_scan))
]
