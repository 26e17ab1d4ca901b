"""How headings and lists are numbered: the levels of both kinds of plan, and numbering.xml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from word.elements import BLACK_FONT, BODY_FONT, BODY_SIZE, KAI_FONT, TITLE_FONT, Element, serialized, w


@dataclass(frozen=True, slots=True)
class HeadingLevel:
    """How one heading level looks and is numbered."""

    number_text: str
    number_format: str
    font: str
    size: int = BODY_SIZE
    centered: bool = False


CHINESE = "chineseCountingThousand"
CHAPTER_LEVELS = (
    HeadingLevel("第%1章", CHINESE, TITLE_FONT, 36, centered=True),
    HeadingLevel("第%2节", CHINESE, BLACK_FONT, centered=True),
    HeadingLevel("%3、", CHINESE, BLACK_FONT),
    HeadingLevel("（%4）", CHINESE, KAI_FONT),
    HeadingLevel("%5．", "decimal", BODY_FONT),
)
ARTICLE_LEVELS = (
    HeadingLevel("%1、", CHINESE, BLACK_FONT),
    HeadingLevel("（%2）", CHINESE, KAI_FONT),
)

HEADING_LIST, LOCAL_LIST = 1, 2  # w:abstractNum; w:num 1 belongs to the headings, 2 and up to the local lists


def numbering(levels: Sequence[HeadingLevel], local_lists: int) -> bytes:
    """Return numbering.xml: the headings' multi-level list and *local_lists* lists that each begin anew at （一）."""
    headings = w(
        "abstractNum",
        w("multiLevelType", val="multilevel"),
        *(_number_level(index, level, str(index + 1)) for index, level in enumerate(levels)),
        abstractNumId=HEADING_LIST,
    )
    local = w(
        "abstractNum",
        w("multiLevelType", val="singleLevel"),
        _number_level(0, HeadingLevel("（%1）", CHINESE, KAI_FONT)),
        abstractNumId=LOCAL_LIST,
    )
    numbers = [w("num", w("abstractNumId", val=HEADING_LIST), numId=HEADING_LIST)]
    for number_id in range(2, 2 + local_lists):
        restart = w("lvlOverride", w("startOverride", val=1), ilvl=0)
        numbers.append(w("num", w("abstractNumId", val=LOCAL_LIST), restart, numId=number_id))
    return serialized(w("numbering", headings, local, *numbers))


def _number_level(index: int, level: HeadingLevel, style_id: str = "") -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=level.number_format),
        w("pStyle", val=style_id) if style_id else None,
        w("suff", val="space" if level.centered else "nothing"),
        w("lvlText", val=level.number_text),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=0, firstLine=0 if level.centered else 640)),
        w("rPr", w("rFonts", hint="eastAsia")),
        ilvl=index,
    )
