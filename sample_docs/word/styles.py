"""styles.xml: the paragraph, character and table styles of a sample Word file."""

from __future__ import annotations

from collections.abc import Sequence

from word.elements import (
    BLACK_FONT,
    BODY_FONT,
    BODY_SIZE,
    LINE_PITCH,
    TITLE_FONT,
    Element,
    W,
    fonts,
    serialized,
    size,
    w,
)
from word.numbering import HEADING_LIST, HeadingLevel

_BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def styles(levels: Sequence[HeadingLevel]) -> bytes:
    """Return styles.xml, with the short style ids of a Chinese Word (``a``, ``1``, ``2``)."""
    defaults = w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts(BODY_FONT), *size(BODY_SIZE), w("lang", val="en-US", eastAsia="zh-CN"))),
        w("pPrDefault"),
    )
    return serialized(
        w(
            "styles",
            defaults,
            _style("a", "Normal", default=True, paragraph=[_exact_lines(LINE_PITCH), w("jc", val="both")]),
            _character_style("a0", "Default Paragraph Font", default=True),
            _table_style(),
            *(_heading_style(rank, level) for rank, level in enumerate(levels, start=1)),
            *_text_styles(),
            *_contents_styles(),
            *_small_styles(),
        )
    )


def _text_styles() -> list[Element]:
    centered = [w("snapToGrid", val=0), _exact_lines(640), w("jc", val="center")]
    return [
        _style("af", "Body Text First Indent", paragraph=[w("ind", firstLineChars=200, firstLine=640)]),
        _style("a3", "Title", paragraph=centered, run=[fonts(TITLE_FONT), *size(44)]),
    ]


def _contents_styles() -> list[Element]:
    indent = w("ind", leftChars=200, left=640)
    return [
        _style("TOC1", "toc 1", paragraph=[_toc_tab(), _exact_lines(460)]),
        _style("TOC2", "toc 2", paragraph=[_toc_tab(), _exact_lines(460), indent]),
    ]


def _small_styles() -> list[Element]:
    note = [w("snapToGrid", val=0), w("spacing", line=240, lineRule="auto"), w("jc", val="left")]
    cell = [w("snapToGrid", val=0), _exact_lines(340), w("jc", val="center")]
    return [
        _style("a4", "footer", paragraph=[w("spacing", line=240, lineRule="auto")], run=[*size(28)]),
        _style("a5", "footnote text", paragraph=note, run=[*size(18)]),
        _character_style("a6", "footnote reference", w("vertAlign", val="superscript")),
        _style("a7", "表格文字", paragraph=cell, run=[*size(21)]),
    ]


def _style(
    style_id: str,
    name: str,
    paragraph: Sequence[Element] = (),
    run: Sequence[Element] = (),
    *,
    default: bool = False,
) -> Element:
    style = w(
        "style",
        w("name", val=name),
        None if default else w("basedOn", val="a"),
        w("qFormat"),
        w("pPr", *paragraph) if paragraph else None,
        w("rPr", *run) if run else None,
        type="paragraph",
        styleId=style_id,
    )
    if default:
        style.set(f"{{{W}}}default", "1")
    return style


def _character_style(style_id: str, name: str, *run: Element, default: bool = False) -> Element:
    style = w("style", w("name", val=name), type="character", styleId=style_id)
    if run:
        style.append(w("rPr", *run))
    if default:
        style.set(f"{{{W}}}default", "1")
    return style


def _heading_style(rank: int, level: HeadingLevel) -> Element:
    paragraph = [
        w("keepNext") if level.font in {TITLE_FONT, BLACK_FONT} else None,
        w("numPr", w("ilvl", val=rank - 1), w("numId", val=HEADING_LIST)),
        w("spacing", before=240, after=120, line=LINE_PITCH, lineRule="exact") if level.centered else None,
        w("jc", val="center") if level.centered else None,
        w("outlineLvl", val=rank - 1),
    ]
    return _style(
        str(rank),
        f"heading {rank}",
        [part for part in paragraph if part is not None],
        [fonts(level.font), *size(level.size)],
    )


def _table_style() -> Element:
    lines = (w(side, val="single", sz=4, space=0, color="auto") for side in _BORDER_SIDES)
    margins = (w(side, w=57, type="dxa") for side in ("left", "right"))
    return w(
        "style",
        w("name", val="Table Grid"),
        w("tblPr", w("tblBorders", *lines), w("tblCellMar", *margins)),
        type="table",
        styleId="a8",
    )


def _toc_tab() -> Element:
    return w("tabs", w("tab", val="right", leader="dot", pos=8834))


def _exact_lines(pitch: int) -> Element:
    return w("spacing", line=pitch, lineRule="exact")
