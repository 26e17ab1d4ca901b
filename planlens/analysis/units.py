"""Names of units: take a list apart, put shared prefixes back, and know one when one sees it."""

from __future__ import annotations

import re
from functools import cache

from planlens.analysis.gazetteer import bare_names
from planlens.language.lexicon import table
from planlens.language.sentences import depths

_LEVEL = re.compile(
    r"(省委|市委|区委|县委|州委|旗委|自治区党委|省级|市级|区级|省|市|区|县|州|旗)(?=[\u4e00-\u9fff]{2})"
)
_OWN_NAME = re.compile(
    r"各|有关|相关|中铁|铁路|人行|[\u4e00-\u9fff]{2,6}总局|国家|国务院|中央|中国|中共|全国|人民银行|国网|南方电网|其他|属地|辖区|驻|"
    r"(?!城市|都市)[\u4e00-\u9fff]{1,14}?(省|(?<![城都])市(?!场)|区|县|州|旗|镇|乡|街道|海关|银行|大学|公司|集团|分局|银保监局|证监局)"
)
_PERSON = re.compile(r"(同志|副?市长|副?县长|副?区长|副?省长|副?书记|主任|局长|领导|负责人|责任人|联系人)$")


@cache
def suffixes() -> str:
    """Return the endings of unit names as alternatives of a regular expression, the longest first."""
    return "|".join(sorted((re.escape(row[0]) for row in table("units/suffixes.txt")), key=len, reverse=True))


@cache
def _suffix_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{suffixes()})(?:（[^（）]*）|\([^()]*\))?$")


def is_unit(name: str) -> bool:
    """Whether a name ends like that of a unit, or names all units of a kind (各区、各镇（街道）)."""
    if not 2 <= len(name) <= 40 or _PERSON.search(name) or re.search(r"[。；：，!?！？“”]", name):
        return False
    if name.startswith("各") and re.search(r"(区|县|市|镇|乡|街道|地|州|盟|旗|园区|企业|高校|学校|）)$", name):
        return True
    return _suffix_pattern().search(name) is not None


def names(text: str, prefix: str = "") -> list[str]:
    """Take a list of units apart: ``市发展改革委、财政局`` gives 市发展改革委 and 市财政局.

    Words that only close the list (等相关部门) and persons are left out. A suffix that several places share
    (各区、市政府) keeps them together as one unit.

    Args:
        text: the list.
        prefix: the prefix of the note's earlier lists (市). It holds for offices that the gazetteer knows; a prefix
            printed in the list itself holds for every bare name up to the next comma.
    """
    result: list[str] = []
    for group in re.split(r"[，,；;](?![^（(]*[）)])", text):
        near = ""
        for piece in _rejoin(_split(group)):
            name = _clean(piece)
            if not name or _PERSON.search(name):
                continue
            found = _LEVEL.match(name)
            if found is not None:
                near = prefix = found[1]
            elif near and not _OWN_NAME.match(name) and is_unit(name) and len(name) <= 14:
                name = _prefixed(near, name)
            elif prefix and name in bare_names() and not name.startswith("各"):
                name = _prefixed(prefix, name)
            if name not in result:
                result.append(name)
    return result


def prefix_of(name: str) -> str:
    """Return the level that a unit's name begins with (市, 区委), "" if none."""
    found = _LEVEL.match(name)
    return found[1] if found is not None else ""


def _split(text: str) -> list[str]:
    """Cut at 、，, and blanks outside brackets, and at 和/及/与 between two names."""
    pieces, start = [], 0
    for index, depth in enumerate(depths(text)):
        if depth == 0 and text[index] in "、，,；; 　":
            pieces.append(text[start:index])
            start = index + 1
    pieces.append(text[start:])
    result: list[str] = []
    for piece in pieces:
        result.extend(_split_and(piece))
    return [piece for piece in result if piece]


def _split_and(piece: str) -> list[str]:
    for found in re.finditer(r"以及|会同|联合|和|及|与", piece):
        left, right = piece[: found.start()], piece[found.end() :]
        if left and right and is_unit(left) and (is_unit(_clean(right)) or found[0] in ("会同", "以及", "联合")):
            return [left, *_split_and(right)]
    return [piece]


def _rejoin(pieces: list[str]) -> list[str]:
    """Put 各区、市政府 and 济南、青岛市政府 together again: a place without its own suffix belongs to the next name."""
    result: list[str] = []
    for piece in pieces:
        before = result[-1] if result else ""
        shared = re.fullmatch(r"(市|区|县|镇|乡|街道|开发区)[\u4e00-\u9fff]*(政府|管委会|办事处|委|局)", piece)
        place = re.fullmatch(r"[\u4e00-\u9fff]{2,5}(市|区|县)(人民)?政府", piece)
        if shared and re.match(r"各[市区县镇乡]", before) and not re.search(r"(政府|管委会|办事处|局|委)$", before):
            result[-1] = f"{before}、{piece}"
            continue
        joined = piece
        while place and result and _bare_place(result[-1]):
            joined = f"{result.pop()}、{joined}"
        result.append(joined)
    return result


def _bare_place(name: str) -> bool:
    """Whether a name in a list can be a place without its suffix (青岛 in 青岛、烟台市政府)."""
    return re.fullmatch(r"[\u4e00-\u9fff]{2,5}", name) is not None and not is_unit(name) and not name.startswith("各")


def _clean(piece: str) -> str:
    name = re.sub(r"^(由|以及|及|和|与|会同|联合|并|其中|请)", "", piece.strip(" 　、，。；：:"))
    if re.match(r"等?(其他)?(各)?(相关|有关)", name) and not re.match(r"各", name):
        return "" if name.startswith("等") else name
    shorter = re.sub(
        r"等(其他)?(各)?(相关|有关|市直|区直|省直)?(职能)?(部门|单位|责任单位|部门和单位|部门单位)?(?:按.*)?$", "", name
    )
    return shorter or name


def _prefixed(prefix: str, name: str) -> str:
    level = prefix[0] if prefix[1:] in ("级", "委") else prefix
    if prefix.endswith("委") and re.match(
        r"(组织|宣传|统战|政法|网信|编办|机构编制|政研|政策研究|社会工作|巡察|督查|金融)", name
    ):
        return prefix + name
    return level + name
