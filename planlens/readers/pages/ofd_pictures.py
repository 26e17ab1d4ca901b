"""Pictures of OFD pages that were scanned, drawn with Pillow for text recognition."""

from __future__ import annotations

import io
from collections.abc import Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING

from planlens.readers.pages.model import Image, Page
from planlens.readers.recognition.seen import DOTS, MAX_SIDE, Picture

if TYPE_CHECKING:
    from PIL.Image import Image as Bitmap

_FORMATS = ("PNG", "JPEG", "BMP", "TIFF")
"""Those of OFD (GB/T 33190-2016, 7.9), but for JBIG2, which Pillow cannot read."""
_MOST_PIXELS = 100_000_000
"""Pixels of one picture: an A2 sheet at 600 dots an inch has 140 million, an A3 one 70 million."""
_MOST_IMAGES = 200
"""Pictures of one page: some scanners cut a page into strips."""


def drawn(page: Page, files: Mapping[str, bytes]) -> Picture | None:
    """Return what a page shows of its pictures, None where that is nothing or Pillow is not installed.

    Args:
        page: a page without text.
        files: the bytes of its pictures by their names; those that are missing or damaged are left out.
    """
    if find_spec("PIL") is None:
        return None
    from PIL import Image as images  # noqa: PLC0415, N813 - only where a page has to be recognised
    from PIL import ImageChops  # noqa: PLC0415

    scale = min(DOTS / 72, MAX_SIDE / max(page.width, page.height, 1.0))
    sheet = images.new("RGB", (max(round(page.width * scale), 1), max(round(page.height * scale), 1)), "white")
    for image in page.images[:_MOST_IMAGES]:
        bitmap = _opened(files.get(image.name, b""))
        if bitmap is not None and (layer := _placed(bitmap, image, scale, sheet.size)) is not None:
            sheet = ImageChops.darker(sheet, layer)
    pixels = sheet.tobytes()
    if pixels.count(pixels[:1]) == len(pixels):
        return None
    return Picture(*sheet.size, pixels, scale)


def _opened(data: bytes) -> Bitmap | None:
    """Return a picture on white, None where it cannot be read."""
    from PIL import Image as images  # noqa: PLC0415, N813

    try:
        bitmap: Bitmap = images.open(io.BytesIO(data), formats=_FORMATS)
        if bitmap.width * bitmap.height > _MOST_PIXELS:
            return None
        if not bitmap.has_transparency_data:
            return bitmap.convert("RGB")
        clear = bitmap.convert("RGBA")
        return images.alpha_composite(images.new("RGBA", clear.size, "white"), clear).convert("RGB")
    except Exception:  # a damaged picture makes Pillow fail in many ways; the page is then named as not read
        return None


def _placed(bitmap: Bitmap, image: Image, scale: float, size: tuple[int, int]) -> Bitmap | None:
    """Return a sheet of this size, in pixels, with the picture where it belongs; None where it has no extent."""
    from PIL import Image as images  # noqa: PLC0415, N813

    x, y = (value * scale for value in image.origin)
    a, b = (image.right[0] * scale - x, image.right[1] * scale - y)
    c, d = (image.down[0] * scale - x, image.down[1] * scale - y)
    area = a * d - b * c
    if abs(area) < 1:
        return None
    finer = int((bitmap.width * bitmap.height / abs(area)) ** 0.5)
    if finer > 1:  # else thin strokes would fall between the pixels that are taken
        bitmap = bitmap.reduce(finer)
    wide, high = bitmap.size
    across = (d * wide / area, -c * wide / area, (c * y - d * x) * wide / area)
    along = (-b * high / area, a * high / area, (b * x - a * y) * high / area)
    way, resample = images.Transform.AFFINE, images.Resampling.BILINEAR
    return bitmap.transform(size, way, (*across, *along), resample, fillcolor="white")
