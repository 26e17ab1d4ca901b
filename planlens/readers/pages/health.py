"""Whether the pages' text can be used: scans without text, fonts without usable codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from planlens.model import PlanlensError
from planlens.readers.limits import MAX_CHARACTERS, MAX_DRAWN, MAX_PAGES, MAX_RECOGNISED, ten_thousands, too_large
from planlens.readers.pages.model import Page

ADVICE = '或安装离线的文字识别组件（pip install "planlens[ocr]"）后直接打开。'
"""What else helps where pages have to be recognised."""

_HAN = re.compile(r"[\u4e00-\u9fff]")  # 规
_ODD = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f\U000f0000-\U0010ffff]")  # a character of a private font
_MOJIBAKE = re.compile(r"[\u0080-\u024f]")  # æ, ±


def check_count(pages: int) -> None:
    """Refuse files with too many pages.

    Raises:
        PlanlensError: ``too-many-pages``.
    """
    if pages > MAX_PAGES:
        raise PlanlensError("too-many-pages", f"文件有 {pages} 页，超过 {MAX_PAGES} 页的上限。请拆分后再试。")


def limited(pages: Iterable[Page]) -> list[Page]:
    """Return all pages, taken one by one until they hold too much.

    Raises:
        PlanlensError: ``too-large``.
    """
    kept: list[Page] = []
    characters = drawn = 0
    for page in pages:
        kept.append(page)
        characters += sum(len(run.text) for run in page.runs)
        drawn += page.drawn
        if characters > MAX_CHARACTERS:
            raise too_large(f"正文超过 {ten_thousands(MAX_CHARACTERS)}字")
        if drawn > MAX_DRAWN:
            raise too_large(f"页面上的线条和图片超过 {ten_thousands(MAX_DRAWN)}个")
    return kept


def check_recognised(pages: int) -> None:
    """Refuse files with too many pages to recognise.

    Raises:
        PlanlensError: ``too-many-pages``.
    """
    if pages > MAX_RECOGNISED:
        raise PlanlensError(
            "too-many-pages", f"文件有 {pages} 页需要识别文字，超过 {MAX_RECOGNISED} 页的上限。请拆分后再试。"
        )


def check_text(pages: Sequence[Page]) -> None:
    """Refuse pages whose text cannot be used.

    Raises:
        PlanlensError: ``scanned`` where no page has text, ``broken-fonts`` where the characters are not those printed.
    """
    text = "".join(run.text for page in pages for run in page.runs)
    visible = "".join(text.split())
    if not visible:
        raise PlanlensError(
            "scanned", f"文件中没有文字，可能是扫描件。请先用 WPS 或文字识别软件识别成 .docx，核对后再试；{ADVICE}"
        )
    if is_garbled(visible):
        raise PlanlensError(
            "broken-fonts",
            f"文件的字体编码不完整，取出的文字是乱码。请向发文单位索要 .docx，或打印后扫描、识别成文字再试；{ADVICE}",
        )


def is_garbled(visible: str) -> bool:
    """Whether characters without blanks are not what the page shows: no codes, private codes, or rare characters only.

    In Chinese running text more than nine characters in ten belong to the 3,755 of GB 2312's first level.
    """
    counts = Counter(visible)
    odd, foreign, han, common = (
        sum(count for character, count in counts.items() if kind(character))
        for kind in (_ODD.match, _MOJIBAKE.match, _HAN.match, _is_common)
    )
    if odd > 0.2 * len(visible) or foreign > 0.4 * len(visible):
        return True
    return han >= 100 and common < 0.6 * han


def _is_common(character: str) -> bool:
    code = character.encode("gb2312", errors="ignore")
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7


def textless_warning(pages: Sequence[Page]) -> list[str]:
    """Return a warning that names the pages that hold pictures and no text, at most twenty of them."""
    bare = [number for number, page in enumerate(pages, 1) if page.pictured and not page.runs]
    if not bare:
        return []
    return [f"第 {_listed(bare)} 页是图片，没有文字（共 {len(bare)} 页），内容未能读出；请识别成文字后补上。"]


def recognised_warning(numbers: Sequence[int]) -> list[str]:
    """Return a warning that names the pages (from 1) whose text was recognised in pictures, at most twenty of them."""
    if not numbers:
        return []
    return [f"第 {_listed(numbers)} 页的文字是识别出来的（共 {len(numbers)} 页），可能有错漏，请对照原件核对。"]


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers[:20])) + ("等" if len(numbers) > 20 else "")
