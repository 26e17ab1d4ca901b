"""Whose plan it is: the nation's, a province's, a city's, a district's or a county's.

The evidence, the strongest first:
1. the place that the title names (广州市天河区…; of a chain of places the last);
2. a place before 人民政府, 国民经济 or the number of a congress in the first lines;
3. what the text calls its own place (我市, 全省), if it does so more often than it says 我国.
Without any it is the nation's. A municipality (上海市) names its offices as cities do.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from planlens.language.characters import plain
from planlens.language.lexicon import table
from planlens.model import Plan


class Level(StrEnum):
    """The levels of government whose offices have names of their own."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Place:
    """A level and the word that its offices' names begin with (省, 自治区, 市, 州, 区, 县, 旗), "" for the nation."""

    level: Level
    word: str


NATION = Place(Level.NATION, "")
_PLACES = {
    "自治区": Place(Level.PROVINCE, "自治区"),
    "省": Place(Level.PROVINCE, "省"),
    "直辖市": Place(Level.CITY, "市"),
    "自治州": Place(Level.CITY, "州"),
    "州": Place(Level.CITY, "州"),
    "盟": Place(Level.CITY, "盟"),
    "市": Place(Level.CITY, "市"),
    "自治县": Place(Level.COUNTY, "县"),
    "自治旗": Place(Level.COUNTY, "旗"),
    "县": Place(Level.COUNTY, "县"),
    "旗": Place(Level.COUNTY, "旗"),
    "区": Place(Level.DISTRICT, "区"),
}
_ENDINGS = "自治区|自治州|自治县|自治旗|省|盟|市|县|旗|区"
# A place name, not followed by what makes another word of its last character: 市场, 区域, 旗舰, 市级.
_PLACE = re.compile(rf"([\u4e00-\u9fff]{{1,9}}?)({_ENDINGS})(?!场|民|域|块|间|级|直|值|容|外|内|际|舰|政协)")
# What looks like a place and is none: 各县, 强省, 智慧城市 (but 盐城市), 大都市 (but 成都市), 示范区, 产业联盟.
_COMMON = re.compile(
    r".*[全我本各强辖].|(?:.{2,})?[城都]市|[大新]都市|.*[超上]市|.*[社园地景库片小牧导验范放税能作护特郊老]区|.*大湾区|.*联盟|.*红旗"
)
# 云山市关于推进……
_CUT = re.compile(r"关于|印发|推进|推动|加快|支持|促进|建设|发展|实施|打造|的|[\d—－“”《》（）()〔〕\s、，：:]+年?")
_NATIONAL = re.compile(r"^(?:中共中央|中央|国家|全国|中华人民共和国|中国(?!（))|国务院")  # 国务院
_OPENING = re.compile(
    r"(?:^|(?<=[\s，。：“”《》（在]))([\u4e00-\u9fff]{2,16}?)(?=人民政府|国民经济|第[一二三四五六七八九十\d]+届)"
)
_OWN = re.compile(r"([我全])([国省市区县州旗])(?![域民际])")  # 我市 / 全省
_HEAD = 300


def place_of(plan: Plan) -> Place:
    """Return the place whose plan it is, judged by the plan's title and text."""
    return place_in(plan.title or "", plain(plan.document.text))


def place_in(title: str, text: str) -> Place:
    """Return the place whose plan has this title ("" for none) and text."""
    return _titled(title) or _opened(text[:_HEAD]) or _self_called(text) or NATION


def _titled(title: str) -> Place | None:
    """Return the place named in *title*: a chain of place names at the start of a phrase, or a bare province's name."""
    if _NATIONAL.search(title):
        return NATION
    for phrase in _CUT.split(title):
        if place := _chain(phrase):
            return place
        for name, kind in table("units/provinces.tsv"):
            if phrase.startswith(name):
                return _PLACES[kind]
    return None


def _chain(phrase: str) -> Place | None:
    """Return the last of the places that *phrase* begins with, one after the other (广州市天河区 is 区)."""
    found, position = None, 0
    while (match := _PLACE.match(phrase, position)) and not _COMMON.fullmatch(match[0]):
        found, position = _PLACES[match[2]], match.end()
    return found


def _opened(head: str) -> Place | None:
    """Return the place of the first government or congress that the text's first characters name."""
    for match in _OPENING.finditer(head):
        if _NATIONAL.search(match[1]):
            return NATION
        if place := _chain(match[1].removeprefix("在")):
            return place
    return None


def _self_called(text: str) -> Place | None:
    """Return the place that *text* calls its own: 我市 counts twice, 全市 once; None where 我国 counts as much."""
    counts: Counter[str] = Counter()
    for match in _OWN.finditer(text):
        if match[0] != "全国":
            counts[match[2]] += 2 if match[1] == "我" else 1
    nation = counts.pop("国", 0)
    if counts.total() <= nation:
        return None
    word = counts.most_common(1)[0][0]
    if word == "区" and text.count("自治区党委") + text.count("自治区政府") > text.count("区委、"):
        return _PLACES["自治区"]
    return _PLACES[word]
