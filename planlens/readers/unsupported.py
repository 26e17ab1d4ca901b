"""Formats that are recognised but not read: what the user can do instead.

A reader for one of them is asked first; then its line here is never reached.
"""

from __future__ import annotations

from dataclasses import dataclass

from planlens.readers.compound import MAGIC, holds
from planlens.readers.zips import is_zip, names_in

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Advice:
    """What to tell about a file: a stable error code and a sentence in Chinese."""

    code: str
    message: str


_NO_WORD = Advice(
    "unsupported-ole",
    "这不是 Word 97 及以后版本的文档（可能是早期的 WPS 或 Works 文件），请用 Word 或 WPS 打开后另存为 .docx。",
)
_WORD_XML = Advice("unsupported-xml", "暂不支持 XML 文件，请用 Word 或 WPS 打开后另存为 .docx。")
_SHEET = Advice("unsupported-sheet", "暂不支持这种表格文件，请用 Excel 或 WPS 打开后另存为 .xlsx。")
_SLIDES = Advice(
    "unsupported-slides", "这是演示文稿，不是规划文件；请选择 .docx 或 .txt 文件，或把正文复制到 Word 后保存。"
)
_ODT = Advice("unsupported-odt", "暂不支持 .odt，请用 WPS 或 LibreOffice 打开后另存为 .docx。")
_ARCHIVE = Advice("unsupported-archive", "这是压缩包，请先解压，再选择其中的 .docx 或 .txt 文件。")
_IMAGE = Advice("unsupported-image", "这是图片，没有可读取的文字；请选择原始的 .docx 或 .txt 文件，或先做文字识别。")

_BY_START: tuple[tuple[bytes, Advice], ...] = (
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"\x1f\x8b", _ARCHIVE),
)
_OLE_STREAMS: tuple[tuple[str, Advice], ...] = (("PowerPoint Document", _SLIDES),)
_ZIP_PARTS: tuple[tuple[str, Advice], ...] = (
    ("xl/workbook", _SHEET),
    ("ppt/presentation", _SLIDES),
    ("content.xml", _ODT),
)


def advice_for(data: bytes) -> Advice | None:
    """Return what to tell about a file in a format that is known but not read, None when the format is not known.

    Args:
        data: the file's bytes.
    """
    if data.startswith(MAGIC):
        return next((advice for name, advice in _OLE_STREAMS if holds(data, name)), _NO_WORD)
    if is_zip(data):
        return _zip_advice(data)
    return next((advice for start, advice in _BY_START if data.startswith(start)), None) or _markup_advice(data)


def _zip_advice(data: bytes) -> Advice:
    names = names_in(data) or []
    if b"opendocument.spreadsheet" in data[:_HEAD]:  # in the first member, which is never compressed
        return _SHEET
    return next(
        (advice for part, advice in _ZIP_PARTS if any(name.startswith(part) for name in names)),
        _ARCHIVE,
    )


def _markup_advice(data: bytes) -> Advice | None:
    """Look for XML at the start; NUL bytes are dropped, so that UTF-16 is seen as well."""
    start = data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip().lower()
    if not start.startswith(b"<?xml"):
        return None
    return _SHEET if b"office:spreadsheet" in start else _WORD_XML
