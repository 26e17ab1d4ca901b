"""The parts of a Word file that are the same for every table: styles, settings, page numbers and the list of parts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from planlens.exports.base import (
    FONT_BODY,
    FONT_HEADER,
    FONT_NOTE,
    FONT_PAGE_NUMBER,
    FONT_TITLE,
    GREY,
    LIGHT_COLOURS,
)
from planlens.exports.layout import FONT_SIZE, LINE_HEIGHT, TITLE_LINE_HEIGHT, TITLE_SIZE
from planlens.model import Light

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PAGE_NUMBER_SIZE = 14  # points, size 4


@cache
def tag(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{_WORD}}}{name}"


def core_properties(title: str) -> bytes:
    """Return the part that holds the document's title; *title* must be clean text."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>'
    ).encode()


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _size(points: float) -> str:
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


class _Style(NamedTuple):
    """A paragraph style; *paragraph* and *run* are WordprocessingML."""

    key: str
    name: str
    font: str
    points: float
    paragraph: str
    run: str = ""

    def xml(self) -> str:
        """Return the ``w:style`` element."""
        custom = "" if self.key == "Title" else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{custom} w:styleId="{self.key}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{self.paragraph}</w:pPr>'
            f"<w:rPr>{_fonts(self.font)}{self.run}{_size(self.points)}</w:rPr></w:style>"
        )


def _spacing(line: float, after: float = 0) -> str:
    """Return exact line spacing, so that rows are as high as the layout counts on, whatever the font."""
    # No extra room beside digits: dates must fit their narrow column.
    return (
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:spacing w:before="0" w:after="{after * 20:.0f}" w:line="{line * 20:.0f}" w:lineRule="exact"/>'
    )


_CENTER, _LEFT = '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'
_GREY_ITALIC = f'<w:i/><w:iCs/><w:color w:val="{GREY}"/>'
_LINE = _spacing(LINE_HEIGHT)
_STYLES = (
    _Style("Title", "Title", FONT_TITLE, TITLE_SIZE, _spacing(TITLE_LINE_HEIGHT, after=8) + _CENTER),
    _Style("TableNote", "表注", FONT_NOTE, FONT_SIZE, _spacing(LINE_HEIGHT, after=3) + _LEFT, _GREY_ITALIC),
    _Style("TableHeader", "表头", FONT_HEADER, FONT_SIZE, _LINE + _CENTER),
    _Style("TableCell", "表格正文", FONT_BODY, FONT_SIZE, _LINE + _LEFT),
    _Style("TableCellCentered", "表格正文居中", FONT_BODY, FONT_SIZE, _LINE + _CENTER),
    _Style("TableEnd", "表后", FONT_BODY, 1, _spacing(1)),
    _Style("PageNumber", "页码", FONT_PAGE_NUMBER, _PAGE_NUMBER_SIZE, ""),
)


def light_style(light: Light) -> str:
    """Return the name of the character style of a warning light."""
    return f"Light{light.value.capitalize()}"


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)


def _styles() -> str:
    """Return the styles, so that an office can change the look of all cells at one place."""
    return (
        f'{_HEAD}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FONT_BODY)}'
        f'{_size(FONT_SIZE)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + "".join(style.xml() for style in _STYLES)
        + '<w:style w:type="character" w:customStyle="1" w:styleId="Suggested"><w:name w:val="建议单位"/><w:qFormat/>'
        f"<w:rPr>{_GREY_ITALIC}</w:rPr></w:style>"
        + "".join(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{light_style(light)}">'
            f'<w:name w:val="{light.label}"/><w:qFormat/><w:rPr><w:b/><w:color w:val="{colour}"/></w:rPr></w:style>'
            for light, colour in LIGHT_COLOURS.items()
        )
        + '<w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="任务分解表"/><w:tblPr>'
        f"<w:tblBorders>{_borders()}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def _footer(side: str) -> str:
    """Return a page number between dashes, one character in from the given side (GB/T 9704-2012 §7.5)."""
    indent = f'<w:ind w:{side}="{_PAGE_NUMBER_SIZE * 20}"/>'
    return (
        f'{_HEAD}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/>{indent}<w:jc w:val="{side}"/>'
        '</w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>'
        '</w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def _settings() -> str:
    """Return the settings: different even pages, and no compatibility mode in Word's title bar."""
    return (
        f'{_HEAD}<w:settings xmlns:w="{_WORD}"><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        "</w:settings>"
    )


def _relationships(items: list[tuple[str, str, str]]) -> str:
    links = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in items)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        "/word/styles.xml": f"{_TYPE}.styles+xml",
        "/word/settings.xml": f"{_TYPE}.settings+xml",
        "/word/footer1.xml": f"{_TYPE}.footer+xml",
        "/word/footer2.xml": f"{_TYPE}.footer+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _fixed_parts() -> dict[str, bytes]:
    package = [
        ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
        ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    document = [
        ("styles", f"{_OFFICE}/styles", "styles.xml"),
        ("settings", f"{_OFFICE}/settings", "settings.xml"),
        ("defaultFooter", f"{_OFFICE}/footer", "footer1.xml"),
        ("evenFooter", f"{_OFFICE}/footer", "footer2.xml"),
    ]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(package),
        "word/_rels/document.xml.rels": _relationships(document),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/footer1.xml": _footer("right"),
        "word/footer2.xml": _footer("left"),
    }
    return {name: content.encode() for name, content in parts.items()}


FIXED_PARTS: dict[str, bytes] = _fixed_parts()
"""Every part but the document itself and its properties, by its name in the package."""
