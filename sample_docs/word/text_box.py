"""A text box in both forms that Word writes: the drawing, and the picture for old readers."""

from __future__ import annotations

from lxml import etree

from word.elements import MC, WP, WPS, A, Element, V, w
from word.runs import plain_runs


def text_box(content: str) -> Element:
    """Return the run content that shows *content* in a box."""

    def inner() -> Element:
        return w("txbxContent", w("p", w("pPr", w("pStyle", val="a7")), *plain_runs(content)))

    choice = etree.Element(f"{{{MC}}}Choice", Requires="wps")
    choice.append(w("drawing", _inline_drawing(inner())))
    fallback = etree.Element(f"{{{MC}}}Fallback")
    shape = etree.Element(f"{{{V}}}rect", style="width:440pt;height:44pt", nsmap={"v": V})
    box = etree.SubElement(shape, f"{{{V}}}textbox")
    box.append(inner())
    fallback.append(w("pict", shape))
    alternate = etree.Element(f"{{{MC}}}AlternateContent", nsmap={"mc": MC, "wps": WPS})
    alternate.extend([choice, fallback])
    return alternate


def _inline_drawing(content: Element) -> Element:
    """Return a DrawingML shape of 440 × 44 pt around *content*."""
    extent = {"cx": "5588000", "cy": "558800"}
    inline = etree.Element(f"{{{WP}}}inline", distT="0", distB="0", distL="0", distR="0", nsmap={"wp": WP})
    etree.SubElement(inline, f"{{{WP}}}extent", **extent)
    etree.SubElement(inline, f"{{{WP}}}docPr", id="1", name="文本框 1")
    data = etree.SubElement(etree.SubElement(inline, f"{{{A}}}graphic", nsmap={"a": A}), f"{{{A}}}graphicData", uri=WPS)
    shape = etree.SubElement(data, f"{{{WPS}}}wsp", nsmap={"wps": WPS})
    etree.SubElement(shape, f"{{{WPS}}}cNvSpPr", txBox="1")
    look = etree.SubElement(shape, f"{{{WPS}}}spPr")
    frame = etree.SubElement(look, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", x="0", y="0")
    etree.SubElement(frame, f"{{{A}}}ext", **extent)
    etree.SubElement(etree.SubElement(look, f"{{{A}}}prstGeom", prst="rect"), f"{{{A}}}avLst")
    line = etree.SubElement(look, f"{{{A}}}ln", w="9525")
    etree.SubElement(etree.SubElement(line, f"{{{A}}}solidFill"), f"{{{A}}}srgbClr", val="000000")
    etree.SubElement(shape, f"{{{WPS}}}txbx").append(content)
    etree.SubElement(shape, f"{{{WPS}}}bodyPr", anchor="ctr")
    return inline
