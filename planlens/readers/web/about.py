"""What a page says about its document outside its text: the title, and who issued it when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import takewhile

from planlens.readers.web.chrome import is_chrome, is_named, names
from planlens.readers.web.masses import Mass
from planlens.readers.web.tree import Element, WebPage

# 云屏市人民政府, 信息公开, example.gov
_SITE = re.compile(r"(网|网站|门户|政府|厅|局|委|委员会|首页|频道|专栏|公开|文件|政策|法规|[a-zA-Z.]+)$")
# 云屏市规划_云屏市人民政府, 规划 - 政务公开
_PARTS = re.compile(r"\s*(?:[_|｜]|--|\s[-–—]\s|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff]))\s*")
_HEADING = re.compile(r"h[1-4]")  # h2
_LONGEST = 120
_SHORTEST = 6
"""Characters of the shortest title of a page that names a document; shorter ones are columns: 通知公告."""
_LONGEST_SITE = 15
"""Characters of the longest name of a site or column: 云屏市人民政府门户网站."""
_MOST_TITLES = 100
_MOST_CHARACTERS = 10_000


def title_of(page: WebPage, part: Element, found: dict[Element, Mass], opening: str) -> str:
    """Return the title that the page gives the document, ``""`` where it gives none or *opening* holds it already.

    Args:
        page: the page.
        part: its main part.
        found: the masses of its elements.
        opening: the beginning of the main part's text.
    """
    if part is page.body:
        return ""
    named = "" if _is_site(page.title) else _squeezed(page.title)
    titles = [" ".join(text.split()) for text in (page.metas.get("articletitle", ""), *_above(page.body, part))]
    if named:
        known = [title for title in titles if _squeezed(title) in named or named in _squeezed(title)]
    else:
        known = [title for title in titles if not _is_site(title)]
    title = next((title for title in known if 4 <= len(_squeezed(title)) <= _LONGEST), "")
    if not title and named and _has_surroundings(page.body, part, found):
        title = _without_site(page.title)
    return "" if _squeezed(title) in _squeezed(opening) else title


def _has_surroundings(body: Element, part: Element, found: dict[Element, Mass]) -> bool:
    outside = found[body].text - found[part].text
    return outside > 20 or found[body].count - found[part].count >= 3


def _above(body: Element, part: Element) -> Iterator[str]:
    """Yield the texts of the elements above the main part that are titles by name, then those by tag, nearest first.

    Of the tags the first heading comes before those below it, wherever it stands.
    """
    before = list(takewhile(lambda element: element is not part, body.walk()))[::-1]
    named = [element for element in before if is_named(element, "title")]
    tagged = sorted((e for e in before if _HEADING.fullmatch(e.tag) and not _stands_around(e)), key=lambda e: e.tag)
    for element in (*named[:_MOST_TITLES], *tagged[:_MOST_TITLES]):
        text = _short(element)
        if text and not is_chrome(text) and ">" not in text:
            yield text


def _short(element: Element) -> str:
    """Return the text of an element, ``""`` where it is too long for a title, with all the blanks of its source."""
    parts, size = [], 0
    for text in element.texts():
        size += len(text)
        if size > _MOST_CHARACTERS:
            return ""
        parts.append(text)
    return "".join(parts)


def _stands_around(element: Element) -> bool:
    """Whether an element is in a part of the page that is beside the document by its name."""
    return any(e.tag in ("nav", "aside", "footer") or is_named(e, "around") for e in (element, *element.ancestors()))


def _is_site(title: str) -> bool:
    """Whether a title says only whose page it is, or in which column it stands, and nothing of a document."""
    parts = [part.strip() for part in _PARTS.split(title) if part.strip()]
    return all(len(part) < _SHORTEST or (len(part) <= _LONGEST_SITE and _SITE.search(part)) for part in parts)


def _without_site(title: str) -> str:
    """Return a page's title without the names of site and column before or behind it."""
    parts = [part.strip() for part in _PARTS.split(title)]
    longest = max(parts, key=len, default="")
    kept = [part for part in parts if part and (part is longest or not _SITE.search(part))]
    return kept[0] if kept and _SHORTEST <= len(kept[0]) <= _LONGEST else ""


def metadata(body: Element, part: Element) -> list[str]:
    """Return what the page's table of metadata says, outside the main part, as lines (发文机关：某市人民政府)."""
    inside = set(part.walk())
    outside = (child for element in body.walk() if element not in inside for child in element.children)
    texts = (" ".join(child.split()) for child in outside if isinstance(child, str))
    lines = labelled(text for text in texts if text)
    return [line for line in lines if line.startswith(names("label"))] if len(lines) >= 3 else []


def labelled(pieces: Iterable[str]) -> list[str]:
    """Return label and value pairs out of pieces of text in reading order, one line each."""
    found: dict[str, str] = {}
    label = ""
    for piece in pieces:
        mark = _label().match(piece)
        if mark is not None and (mark.end() == len(piece) or piece[mark.end() - 1] in ":：】]"):
            # 索 引 号
            label = re.sub(r"\s", "", mark[1])
            value = piece[mark.end() :].strip(" :：")
        else:
            value = piece.strip(" :：")
        if label and value and label not in found:
            found[label] = value
            label = ""
    return [f"{label}：{value}" for label, value in found.items() if len(value) <= _LONGEST]


@cache
def _label() -> re.Pattern[str]:
    spaced = "|".join(r"\s*".join(word) for word in (*names("label"), *names("field")))
    # 【发文机关】 云溪市人民政府, 文 号：云政发〔2026〕1号
    return re.compile(rf"[【\[]?\s*({spaced})\s*[】\]]?\s*[:：]?")


def _squeezed(text: str) -> str:
    # 【索 引 号】： becomes 索引号
    return re.sub(r"\W", "", text)
