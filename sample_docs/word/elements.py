"""The XML of WordprocessingML: namespaces, elements, and the fonts and sizes that the whole file shares.

Page and fonts follow GB/T 9704-2012 (A4, top margin 37 mm, left margin 28 mm, type area 156 × 225 mm). Fonts are only
named, none is shipped.
"""

from __future__ import annotations

from lxml import etree

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
V = "urn:schemas-microsoft-com:vml"
NAMESPACES = {"w": W, "r": R, "mc": MC, "wp": WP, "a": A, "wps": WPS, "v": V}

BODY_FONT, TITLE_FONT, BLACK_FONT, KAI_FONT = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
RED = "FF0000"
BODY_SIZE = 32  # half-points: size 3 (三号), 16 pt
LINE_PITCH = 579  # twentieths of a point: 22 lines in 225 mm


def w(tag: str, *children: Element | str | None, **attributes: str | int) -> Element:
    """Return a ``w:`` element; a trailing underscore of an attribute name is dropped (``type_``)."""
    element = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        element.set(f"{{{W}}}{name.rstrip('_')}", str(value))
    for child in children:
        if isinstance(child, str):
            element.text = child
        elif child is not None:
            element.append(child)
    return element


def text(content: str, tag: str = "t") -> Element:
    """Return a text element that keeps its blanks."""
    element = w(tag, content)
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def serialized(root: Element) -> bytes:
    """Return a part's bytes, with the declaration that Word writes."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def fonts(name: str) -> Element:
    """Return the run property that sets all four of a run's fonts."""
    return w("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def size(half_points: int) -> tuple[Element, Element]:
    """Return the two run properties of a font size."""
    return w("sz", val=half_points), w("szCs", val=half_points)


def copied(element: Element) -> Element:
    """Return a copy: an element can stand in one place only."""
    return etree.fromstring(etree.tostring(element))
