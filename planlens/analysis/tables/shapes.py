"""What a cell of a table looks like, whatever stands above it: a mark, a time, units, persons, a figure, a title, text.

What most cells of a column look like says what the column holds where its head does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from planlens.analysis.notes.units import is_unit
from planlens.language.numerals import narrow
from planlens.language.quantities import is_unit_of_measure


class Shape(StrEnum):
    """What a cell looks like."""

    EMPTY = "empty"
    MARK = "mark"
    TIME = "time"
    UNITS = "units"
    PERSONS = "persons"
    FIGURE = "figure"
    MEASURE = "measure"
    NATURE = "nature"
    CONTACT = "contact"
    TITLE = "title"
    TEXT = "text"


SHORT = 16
"""Characters from which a cell without any stop is a text, no title."""
_DASH = re.compile(r"[-—–－/／\\]+|无|暂无")
"""``—``: the cell is empty."""
_MARK = re.compile(
    r"\d{1,3}[.．、]?|\d{1,2}(\s?[-—–－]\s?\d{1,2}){1,3}[.．、]?|\d{1,3}(\.\d{1,3}){2,3}|[一二三四五六七八九十]{1,3}[、.．]?|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳]"
)
"""``1``, ``1—2``, ``3.1.2``, ``（二）``: the number of a row; ``3.1`` may be a figure as well."""
_TIME_SIGNS = re.compile(
    r"(?:19|20)\d{2}|(?<=[-./])\d{1,2}(?!\d)|[\d一二三四五六七八九十]+(?=[年月日号周季个])|[年月日号周季底前初末中旬上下半全至到止内起完成之"
    r"每天长期持续常态化推进坚持随时适时按节立行改寒暑假学开后和及以度间份左右确定实施发布,，、;；。.．/\\\-—–~～\s]"
)
"""What times of cells are made of: ``2031年3月底前``, ``寒假前``, ``每月``, ``长期坚持``, ``发布寒假前，实施全年``."""
_OTHER = 0.2
"""The part of a time's characters that may be others."""
_TIME_CORE = re.compile(
    r"[年月日]|季度|[寒暑]假|学期|[全每][年月周天日季]|长期|持续|常态|即时|适时|随时|立行立改|周[内末]|(?:19|20)\d{2}[-./](?:0?[1-9]|1[0-2])(?!\d)"
)
"""What makes a time of them: ``季度``, ``2026/10``, not ``2061/62.6``."""
_FIGURE = re.compile(
    r"(?:[≥≤＞＜><=约]|不低于|不少于|不高于|不超过|低于|高于|超过|大于|小于|力争|达到|[+\-－])*\s?[\[【〔]?\d[\d,]*(?:\.\d+)?"
    r"(?:\s?[-—–~～/]\s?\d[\d,]*(?:\.\d+)?)*\s?(?:[%％‰]|[\u4e00-\u9fff㎡/]{0,6})?(?:以上|以下|以内|左右)?[\]】〕]?"
)
"""``58.3``, ``≥95%``, ``45/66.5``, ``12左右``."""
_NATURE = re.compile(r"约束性|预期性|导向性|引导性|指导性")
_PARTS = re.compile(r"[、，,；;/／\\|｜\s]+")
_OFFICE = re.compile(
    r"[\u4e00-\u9fff（）()]{0,14}(?:[处科室股所站队办部委局组院校会厅段馆系]|支部|中心|公司|集团|团委|年级|班级|单位|部门|街道|乡镇)(?:[（(][^（()）]*[)）])?"
)
"""``党政办``, ``各年段``: what may be a unit in a column of units, not elsewhere."""
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵汪祁毛狄臧戴宋庞熊纪舒屈项祝"
    "董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房裘解应宗丁宣邓郁单杭洪包诸左"
    "石崔吉龚程邢裴陆荣翁荀甄封储靳焦牧谷车侯班仇宁祖武符刘景詹束龙叶司黎白蒲赖卓池乔温庄晏瞿阎连习艾鱼容向古易廖"
    "曾沙曲关游权盖桂肖覃涂冉尚庹佟"
)
_PERSON = re.compile(
    rf"[{_SURNAMES}][\u4e00-\u9fff甲乙丙丁某]{{1,2}}|某某某?|"
    r"[\u4e00-\u9fff]{1,4}(?:市长|书记|主任|局长|县长|区长|校长|处长|科长|同志)"
)
"""``周一鸣``, ``甲副市长``."""


@lru_cache(maxsize=8192)
def shape_of(text: str) -> Shape:
    """Return what a cell looks like most; *text* is its clean text."""
    half = narrow(text).strip()
    if not half or _DASH.fullmatch(half):
        return Shape.EMPTY
    if _NATURE.fullmatch(half):
        return Shape.NATURE
    if _MARK.fullmatch(half):
        return Shape.MARK
    if is_time(half):
        return Shape.TIME
    if _FIGURE.fullmatch(half):
        return Shape.FIGURE
    if is_unit_of_measure(half):
        return Shape.MEASURE
    if re.search(r"[\u4e00-\u9fff]", half) is None:
        return Shape.CONTACT
    if names_persons(text):
        return Shape.PERSONS
    if names_units(text):
        return Shape.UNITS
    return Shape.TEXT if len(half) >= SHORT or re.search(r"[，。；]", half) else Shape.TITLE


def is_time(text: str) -> bool:
    """Whether a short cell is made of the words of times alone: 7月底前, 寒假前, 长期坚持, 每月."""
    if len(text) > 24 or _TIME_CORE.search(text) is None:
        return False
    return len(_TIME_SIGNS.sub("", text)) <= _OTHER * len(text)


def names_units(text: str) -> bool:
    """Whether a cell lists units or offices: 党政办 总务处, 市科技局、各县（市、区）."""
    if re.search(r"[。！？]", text) or len(text) > 80:
        return False
    if re.search(r"(?:单位|部门|牵头|负责|配合)\s?[:：]|(?:牵头|负责|配合)$", text):
        return True
    parts = [part for part in _PARTS.split(text) if len(part) > 1]
    known = [part for part in parts if is_unit(part) or _OFFICE.fullmatch(part) or re.fullmatch(r"各.{1,6}", part)]
    return bool(parts) and 2 * len(known) > len(parts) and max(map(len, parts)) <= 24


def names_persons(text: str) -> bool:
    """Whether a cell lists names of persons: 周一鸣 林晓, 甲副市长."""
    joined = re.sub(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = [part for part in _PARTS.split(joined) if part]
    return bool(parts) and all(_PERSON.fullmatch(part) and not is_unit(part) for part in parts)


def shares(cells: Iterable[str]) -> dict[Shape, float]:
    """Return how large a part of a column's cells has each shape; empty cells are left out."""
    counts = Counter(shape_of(cell) for cell in cells)
    del counts[Shape.EMPTY]
    total = sum(counts.values())
    return {shape: count / total for shape, count in counts.items()}
