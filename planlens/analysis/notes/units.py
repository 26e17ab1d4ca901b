"""Names of units: take a list apart, put shared prefixes back, and know one when one sees it.

A name is known by its last part (市财政局); a list is cut where what stands on both sides of a mark is a unit; a prefix
that a list shares is put back only where the name lacks one of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from planlens.analysis.notes.gazetteer import all_duties, bare_names, beginnings, national_names
from planlens.language.lexicon import table
from planlens.language.sentences import clauses, depths

# 省委组织部, 自治区教育厅, 市级有关部门, 县财政局
_LEVEL = re.compile(
    r"(省委|市委|区委|县委|州委|旗委|自治区党委|省级|市级|区级|县级|自治区|省|市|区|县|州|盟|旗)(?=[\u4e00-\u9fff]{2})"
)
# 各区政府, 有关企业, 国家能源局, 中铁二局, 属地政府, 国网云山供电公司
_SPEAKS_FOR_ITSELF = re.compile(
    r"各|有关|相关|其他|属地|辖区|所在地|驻|全国|全省|全市|国家|国务院|国网|中央|中国|中共|中铁|中建|人行|人民银行|南方电网|铁路"
)
# 云山市财政局, 青川县政府, 东湖街道, 团市委
_PLACED = re.compile(
    r"(?!城市|都市|社区)[\u4e00-\u9fff]{1,14}?(省|自治区|(?<![城都])市(?!场)|(?<!社)区|县|州(?!业)|盟|旗|镇|乡|街道)(?=[\u4e00-\u9fff]|$)|"
    r"[团驻](省|市|区|县|州|旗)委"
)
# 云山海关, 望澜大学, 城投公司: institutions that are named, not offices of a level
_NAMED = re.compile(r"总局|总署|总行|海关|银行|大学|学院|学校|公司|集团|分局|银保监局|证监局")
# 分管副市长, 张某某同志, 各处室负责人
_PERSON = re.compile(
    r"(同志|副?(?:省|市|州|盟|区|县|旗|镇|乡)长|副?书记|副?主任|副?局长|副?秘书长|领导|负责人|责任人|联系人|专员|主席)$"
)
# 市级, 国家级层面, 省市县: words for levels, no unit
_ONLY_LEVEL = re.compile(r"(国家|[省市州盟区县旗乡镇、/和])+级?(层面)?|[上下本各]级")
# 等相关部门, 等17个部门, 等有关单位和企业: closes a list; 高等学校 does not
_AND_OTHERS = re.compile(r"(?<![高中初平同])等([^、，]{0,12}(部门|单位|机构|企业|方面|处室|科室))?$")
# 政府, 党委, 管委会: what several places share behind 和 (各县党委和政府)
_GENERIC = re.compile(
    r"人民政府|政府|党委|党工委|管委会|管理委员会|街道|办事处|部门|单位|企业|机构|乡镇?|镇|区|县|市|园区|开发区|功能区"
)
# 各区、有关县（市、区）, 相关镇: places without their office
_SHARED_PLACES = re.compile(r"(各|有关|相关)[^，；]*?[市区县州旗镇乡道）)]")
# 市政府, 县（市、区）人民政府, 街道办事处: the office that places share
_SHARED_OFFICE = re.compile(
    r"([市区县州旗镇乡]|乡镇|街道|开发区|园区|功能区)(（[^（）]*）|\([^()]*\))?(人民)?(政府|党委|管委会|办事处)?"
)
# 组织部, 网信办, 编办: offices of the party's committee
_OF_THE_PARTY = re.compile(
    r"组织|宣传|统战|政法|网信|编办|机构编制|政研|政策研究|社会工作|巡察|督查|金融办|改革办|党校|老干部|科技委|外办|台办"
)
# 综合科, 德育处, 教科室, 高一年段: offices inside a unit
_INNER = re.compile(r"[处科室段组站所队馆院校部]$")
# 党政办总务处: two of them without a mark
_INNER_ONE = re.compile(r"[\u4e00-\u9fff]{2,3}[办处组科]")
_INNER_GLUED = re.compile(rf"(?!.*办公|.*[市省区县])(?:{_INNER_ONE.pattern}){{2,}}")  # 规划处项目处
_MARK = re.compile(r"[、，,；;]|[\s/／|]+")  # 市科技局、市财政局
_NEXT = re.compile(r"[^、，,；;\s/／|]+")  # 市科技局 of 市科技局、
_AROUND = " 　、，。；：:*＊★☆▲●※#"
# 2025年底, 三季度, 长期坚持: times among the names
_TIME = re.compile(r"\d\s*[年月日]|季度|[上下]半年|年[底末内]|长期坚持|持续|常态")


LONGEST_PIECE = 200
"""Characters up to which what stands between two marks of a list is taken apart further."""


@cache
def suffixes() -> str:
    """Return the endings of unit names as alternatives of a regular expression, the longest first."""
    return "|".join(sorted((re.escape(row[0]) for row in table("units/suffixes.txt")), key=len, reverse=True))


@cache
def _suffix_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{suffixes()})(?:（[^（）]*）|\([^()]*\))?$")  # 市发展改革委（市能源局）


@lru_cache(maxsize=4096)
def is_unit(name: str) -> bool:
    """Whether a name ends like that of a unit, or names all units of a kind (各区、各镇（街道）)."""
    # 《办法》
    if not 2 <= len(name) <= 40 or _PERSON.search(name) or re.search(r"[。；：，!?！？《》]|^[^“]*”|“[^”]*$", name):
        return False
    # 各区县
    if name.startswith("各") and re.search(r"(区|县|市|镇|乡|街道|地|州|盟|旗|园区|企业|高校|学校|[）)])$", name):
        return True
    known = name in bare_names() or name in national_names() or _suffix_pattern().search(name) is not None
    return known and not _ONLY_LEVEL.fullmatch(name) and not _TIME.search(name)


def is_person(name: str) -> bool:
    """Whether a name is a person's post (分管副市长), which is no unit."""
    return _PERSON.search(name) is not None


def names(text: str, prefix: str = "") -> list[str]:
    """Take a list of units apart: ``市发展改革委、财政局`` gives 市发展改革委 and 市财政局.

    Words that only close the list (等相关部门), persons, dates and levels (市级) are left out. A suffix that several
    places share (各区、市政府) keeps them together as one unit.

    Args:
        text: the list.
        prefix: the prefix of the note's earlier lists (市). It holds for offices that the gazetteer knows; a prefix
            printed in the list itself holds for every bare name up to the next comma.
    """
    result: dict[str, None] = {}
    for group in (text[start:end] for start, end in clauses(text, "，,；;")):
        near = ""
        for piece in _rejoin(_split(group)):
            name = _clean(piece)
            if len(name) < 2 or _PERSON.search(name) or _ONLY_LEVEL.fullmatch(name) or _TIME.search(name):
                continue
            own = prefix_of(name)
            if own:
                near = prefix = own
            elif near and is_unit(name) and len(name) <= 14 and _lacks_prefix(name):
                name = _prefixed(near, name)
            elif prefix and name in bare_names() and _lacks_prefix(name):
                name = _prefixed(prefix, name)
            result[name] = None
    return list(result)


@lru_cache(maxsize=4096)
def prefix_of(name: str) -> str:
    """Return the level that a unit's name begins with (市, 区委), "" if none; 市场监管总局 begins with none."""
    found = _LEVEL.match(name)
    if found is None:
        return ""
    word = name[found.end() - 1 : found.end() + 1]
    begins_a_word = word in beginnings() and name[found.end() : found.end() + 2] not in beginnings()
    return "" if begins_a_word else found[1]


def _lacks_prefix(name: str) -> bool:
    """Whether a name needs the prefix of its list: it has no place, level or name of its own.

    An office that every level has begins with a word that the table of offices knows from names or duties (财政, 审批);
    a name that begins otherwise begins with that of a place or an institution (澜岸金融监管局).
    """
    if name in national_names() or _SPEAKS_FOR_ITSELF.match(name) or _NAMED.search(name) or _PLACED.match(name):
        return False
    return name[:2] in beginnings() or name[:2] in all_duties()


def _split(text: str) -> list[str]:
    """Cut a list at 、，；, at / and blanks between two offices, at 和/及/与, and between names without a mark."""
    pieces: list[str] = []
    start, level = 0, depths(text)
    for found in _MARK.finditer(text):
        if level[found.start()]:
            continue
        if found[0][0] in "、，,；;" or _between_offices(text, start, found):
            pieces.append(text[start : found.start()])
            start = found.end()
    pieces.append(text[start:])
    wholes = (whole for piece in pieces for whole in _split_and(re.sub(r"\s", "", piece)))
    return [name for whole in wholes for name in _split_glued(whole) if name]


def _between_offices(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a blank or slash parts two offices; not 镇/街道, not 市 教育局."""
    left, right = text[start : mark.start()], _NEXT.match(text, mark.end())
    return right is not None and is_office(left) and is_office(right[0]) and not _GENERIC.fullmatch(right[0])


def is_office(name: str) -> bool:
    """Whether a name is that of a unit or of an office inside one (综合科, 德育处, 各年段)."""
    return is_unit(name) or (2 <= len(name) <= 12 and (_INNER.search(name) is not None or name.startswith("各")))


def _split_and(piece: str) -> list[str]:
    """Cut at 和/及/与 between two units; a bare 政府 or 部门 behind it shares what stands before (各县党委和政府)."""
    # 市科技局和市财政局
    for found in re.finditer(r"以及|会同|联合|和|及|与|暨", piece) if len(piece) <= LONGEST_PIECE else ():
        left, right = piece[: found.start()], _clean(piece[found.end() :])
        everywhere = right.startswith("各") and len(right) <= 12
        if not left or not right or _GENERIC.fullmatch(right):
            continue
        if not (is_unit(_clean(left)) or (everywhere and is_office(_clean(left)))):
            continue
        if everywhere or is_unit(right) or found[0] in ("会同", "以及", "联合"):
            return [left, *_split_and(piece[found.end() :])]
    return [piece]


def _split_glued(piece: str) -> list[str]:
    """Cut names that follow each other without a mark: 各处室各年段, 市水利局市财政局."""
    if len(piece) > LONGEST_PIECE:
        return [piece]
    if _INNER_GLUED.fullmatch(piece):
        return _INNER_ONE.findall(piece)
    level = prefix_of(piece)[:1]
    for found in re.finditer(f"{level}(?!级)|各" if level else "各", piece[2:]):  # 各区、市政府
        left, right = piece[: found.start() + 2], piece[found.start() + 2 :]
        if len(right) > 2 and is_office(left) and (found[0] == "各" or is_unit(right)):
            return [left, *_split_glued(right)]
    return [piece]


def _rejoin(pieces: list[str]) -> list[str]:
    """Put 有关区、市政府 and 济南、青岛市政府 together: a place without its office belongs to the next name."""
    result: list[str] = []
    levels = Counter(piece[0] for piece in pieces)
    for piece in pieces:
        if result and _SHARED_PLACES.fullmatch(result[-1]) and _shared(piece, levels):
            result[-1] = f"{result[-1]}、{piece}"
            continue
        if result and _GENERIC.fullmatch(piece) and result[-1].startswith(("各", "有关", "相关")):
            result[-1] = f"{result[-1]}、{piece}"
            continue
        joined = piece
        place = re.fullmatch(r"[\u4e00-\u9fff]{2,5}(市|区|县)(人民)?政府", piece)  # 烟台市政府
        while place and result and _bare_place(result[-1]):
            joined = f"{result.pop()}、{joined}"
        result.append(joined)
    return result


def _shared(piece: str, levels: Counter[str]) -> bool:
    """Whether 市政府 behind 各区 is one office of both; 市教体局 is only where the list names no other office of 市."""
    if _SHARED_OFFICE.fullmatch(piece):
        return True
    # 市水务局
    return levels[piece[0]] == 1 and piece[0] in "市区县州旗镇乡" and re.search(r"[局委]$", piece) is not None


def _bare_place(name: str) -> bool:
    """Whether a name in a list can be a place without its suffix (青岛 in 青岛、烟台市政府)."""
    # 张三
    return re.fullmatch(r"[\u4e00-\u9fff]{2,5}", name) is not None and not is_unit(name) and not name.startswith("各")


def _clean(piece: str) -> str:
    """Strip what a list puts around a name: 由, 以及, footnote marks, 等有关部门."""
    # 由市科技局
    name = re.sub(r"^(由|以及|及|和|与|暨|会同|联合|并|其中|请)(?=[\u4e00-\u9fff]{2})", "", piece.strip(_AROUND))
    shorter = _AND_OTHERS.sub("", name)
    return shorter if len(shorter) > 1 or name.startswith("等") else name


def _prefixed(prefix: str, name: str) -> str:
    """Put a prefix before a bare name: 市委 before offices of the party (组织部), its level before all others."""
    level = prefix[0] if prefix[1:] in ("级", "委") else prefix
    return prefix + name if prefix.endswith("委") and _OF_THE_PARTY.match(name) else level + name
