"""Sections: upright or wide pages, with page numbers or, on the cover, without."""

from __future__ import annotations

from dataclasses import dataclass, replace

from word.elements import LINE_PITCH, Element, R, w
from word.package import FOOTER_EVEN, FOOTER_ODD

# Everything in twentieths of a point.
_UPRIGHT_PAGE = {"w": 11906, "h": 16838}
_UPRIGHT_EDGES = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1587, "header": 851, "footer": 1389}
_WIDE_PAGE = {"w": 16838, "h": 11906, "orient": "landscape"}
_WIDE_EDGES = {"top": 1587, "right": 2098, "bottom": 1474, "left": 1984, "header": 851, "footer": 992}
_UPRIGHT_TEXT, _WIDE_TEXT = 8844, 12755  # 156 mm and 225 mm


@dataclass(frozen=True, slots=True)
class Section:
    """What the pages of one section look like, and the sections that may follow it."""

    is_cover: bool
    landscape: bool = False
    restarts_pages: bool = False

    @property
    def text_width(self) -> int:
        """The width of a line, in twentieths of a point."""
        return _WIDE_TEXT if self.landscape else _UPRIGHT_TEXT

    def first_numbered(self) -> Section:
        """Return the section after the cover, whose pages are counted from 1."""
        return replace(self, is_cover=False, restarts_pages=True)

    def turned_wide(self) -> Section:
        """Return a section of wide pages that goes on counting."""
        return replace(self, landscape=True, restarts_pages=False)

    def turned_upright(self) -> Section:
        """Return a section of upright pages."""
        return replace(self, landscape=False)

    def properties(self) -> Element:
        """Return the ``w:sectPr`` that stands where the section ends."""
        return w(
            "sectPr",
            *([] if self.is_cover else _footers()),
            w("pgSz", **(_WIDE_PAGE if self.landscape else _UPRIGHT_PAGE)),
            w("pgMar", **(_WIDE_EDGES if self.landscape else _UPRIGHT_EDGES), gutter=0),
            w("pgNumType", start=1) if self.restarts_pages else None,
            w("docGrid", type="lines", linePitch=LINE_PITCH),
        )


def _footers() -> list[Element]:
    footers = [w("footerReference", type="default"), w("footerReference", type="even")]
    for reference, target in zip(footers, (FOOTER_ODD, FOOTER_EVEN), strict=True):
        reference.set(f"{{{R}}}id", target)
    return footers
