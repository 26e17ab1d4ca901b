"""Weigh a quantity: is it something the plan wants to reach, or a fact, a name, a condition, a sum that a rule pays?"""

from __future__ import annotations

import re
from functools import cache

from planlens.analysis.indicators import REACH, Clause, ends_with_verb, suffix_length
from planlens.analysis.years import YEAR_NUMBER
from planlens.language.lexicon import word_list
from planlens.language.quantities import Quantity

_THINGS = frozenset("条座所家处栋幢台辆艘户名")
"""Measure words of things that can be pointed at: a small count in Chinese characters is an aim only with these."""
_COUNTED = frozenset("个项类大条种件批家座所")
_BASE = re.compile(r"(由|从)(现状|现在|目前|当前|现有|(19|20)\d{2}年)?的?$")
"""The words before a value that things start from (从现状436万亩提高到…)."""
_MEANS = re.compile(r"(^|[，,、])以[^，,。；]{0,24}$")
_MEANS_END = re.compile(
    r"[^。；]{0,60}为[^，,。；]{0,2}(抓手|重点|载体|基础|核心|引领|支撑|依托|主体|节点|龙头|牵引|骨干|平台)"
)
"""What follows a number that is a means (以3个园区为重点)."""
_HAVING = re.compile(r"(?<![拥持占享具没约还])有$")
_RAISED = re.compile(
    r"(补助|补贴|养老金|低保|医保)[^，。；]{0,6}标准[^，。；]{0,8}(提高|提升|增加|上调|达到|不低于)[^，。；]{0,8}$"
)
"""A standard of payment that is itself to be raised (财政补助标准提高30元)."""
_GRADED = re.compile(r"[一二三四五六七八九十百千万亿]*级|量级|规模级")
_SPECIFIED = re.compile(r"(时速|直径|口径|内径|功率|载重|排量|吨位)$")
_SIZES = frozenset(("吨", "毫米", "厘米", "千伏", "伏", "纳米", "微米", "英寸"))
"""Units that give a thing its name (500千伏输电工程, 300毫米硅片) when the thing follows at once."""
_SIZED_THING = re.compile(r"[^，。；、的]{0,10}(项目|工程|装置|生产线|机组|硅片|晶圆|轴承|管道|线路|轮船|散货船)")
_ABSTRACT = re.compile(
    r"(以上|左右)?(方面|大类|领域|环节|维度|层面|部分|步骤|阶段|专项行动|重点任务|专题|重点领域|路径|原则|主线|底线|红线)"
)
_CONCRETE = re.compile(r"[^，。；、]{0,16}(项目|工程|园|园区|企业|基地|平台|中心|线路|装备|生产线|路|桥|站)")
_BARE_BEFORE = re.compile(r"(达到|降到|降至|提高到|提升到|控制在|不低于|不高于|不超过|突破|超过|≥|≤|>|<|以?内)$")
_SPAN_BEFORE = re.compile(r"(控制在|压缩(至|到)|缩短(至|到)|减少(至|到)|不超过|降至|低于|小于|少于)$")
_SPANS = ("天", "小时", "分钟", "秒", "毫秒", "个工作日", "工作日")
_MONEY_UNIT = re.compile(r"元|%|‰|倍$")
_CONDITION = re.compile(r"(对|凡|每[家个项户人])[^，。；]{0,40}$")
_ORIENTED = re.compile(r"[，、]?(围绕|聚焦|针对|面向|依托|按照|结合|立足|贯彻|学习|落实党|深入贯彻)")
_CASE = re.compile(r"(以上|以下|以内)?([（(]含[^）)]{0,6}[）)])?[^，,。；]{0,24}的[，,]")
"""The case that a payment is made for: 面积超过300平方米（含）的，给予…."""
_SHARED = re.compile(r"的?比例(共同)?(负担|分担|承担|配资|配套|出资|安排|给予)")
_EACH = re.compile(r"每(?![年月季])[^，。；]{1,10}$")
_INVESTED = re.compile(
    r".{0,16}总投资(额|约|为|达)?|(计划|预计|拟|概算)?投资(约|达)?|(占地|全长|总长|总?建筑面积)(约|达)?"
)
_COMPARED = re.compile(r"(比|较|与|对比|由|从)(19|20)\d{2}年")
_IN_BRACKETS = re.compile(r"(不低于|不少于|达到|达|不超过|≥|控制在|突破|超过)$")
_NOW = re.compile(r"(已|截至|截止|现有|目前)[^，。；]{0,16}$")
_SIZED = re.compile(r"(收入|产值|规模|投资|面积|营收|利润|税收)(达到|超过|在)?$")
_HOLDER = re.compile(r"(规上|规模以上|工业|服务业|商贸|重点|存量)*(企业|单位|项目|人员|团队|机构|产品)")
_DESCRIBES = re.compile(r"(及其?以[上下])?(的(?!目标|水平|标准|要求|速度|增速|比例|增长)|部分)")


@cache
def _payment() -> re.Pattern[str]:
    words = "|".join(map(re.escape, word_list("payment")))
    return re.compile(rf"{words}|每家(最高|不超过)|按照?.{{0,12}}(比例|标准).{{0,6}}(给|补|奖)")


def aimed(text: str, quantity: Quantity) -> bool:
    """Whether a quantity can be a target at all, by the words right beside it.

    Left out: dates, ordinals, one of a thing, small counts in Chinese characters, spans of time that bind nobody,
    and quantities that only describe something (年收入5000万元以上的企业).
    """
    return _countable(text[: quantity.start], text[quantity.end :], quantity) and not _attributive(text, quantity)


def _countable(before: str, after: str, quantity: Quantity) -> bool:
    if before.endswith(("第", "之", "每", "届", "×", "*")) or _BASE.search(before):
        return False
    if quantity.unit == "岁" and not re.search(r"寿命[^，。]{0,8}$", before):
        return False
    if _GRADED.match(after) and not (quantity.unit and re.match(r"[一二三四五]级", after)):
        return False
    if quantity.unit == "个" and after.startswith("月"):
        return False
    if not quantity.unit and re.match(r"(年(?!一遇)|月|日|号|时许|版|届|后|代)", after):
        return False
    if quantity.kind == "grade":
        return re.match(r"[^，。；、]{0,14}(达到?|突破|超过|\d)", after) is None
    if quantity.kind == "cover":
        attribute = after.startswith("的") or re.search(r"(建立|完善|健全|形成|构建|打造)$", before) is not None
        return not attribute and not re.search(r"基本(实现|达到)?[^，。]{0,8}$", before)
    if quantity.kind == "bare":
        return _BARE_BEFORE.search(before) is not None and not re.match(r"[A-Za-z]", after)
    if _small_chinese(quantity):
        return quantity.unit in _THINGS and quantity.value != "1" and _ABSTRACT.match(after) is None
    if quantity.unit in _SPANS:
        return _SPAN_BEFORE.search(before) is not None or re.match(r"以?内", after) is not None
    return quantity.value != "0" or quantity.kind == "zero"


def _small_chinese(quantity: Quantity) -> bool:
    if not quantity.chinese or quantity.kind != "number" or quantity.unit in ("倍", "成"):
        return False
    return not quantity.unit.startswith(("亿", "万")) and "~" not in quantity.value and float(quantity.value) < 12


def _attributive(text: str, quantity: Quantity) -> bool:
    after = text[quantity.end :]
    suffix = suffix_length(after)
    rest = after[suffix:]
    before = text[max(0, quantity.start - 20) : quantity.start]
    money = "元" in quantity.unit
    if _SPECIFIED.search(before) or (not suffix and quantity.unit in _SIZES and _SIZED_THING.match(rest)):
        return True
    if _DESCRIBES.match(rest):
        bounded = money or (bool(suffix) and quantity.unit != "%")
        return bounded and not re.search(r"规模(不少于|不低于|达到|超过|为)?$", before)
    holder = _HOLDER.match(rest) is not None
    return holder and ((bool(suffix) and money) or _SIZED.search(before) is not None)


def rejected(sentence: str, quantity: Quantity, clause: Clause, *, in_brackets: bool, year: str | None) -> bool:
    """Whether the clause around a quantity shows that it is no target.

    Args:
        sentence: the whole sentence.
        quantity: the quantity.
        clause: its clause.
        in_brackets: whether it stands in brackets, where only explicit bounds are aims.
        year: the document's first year, to tell what is past; None if not known.
    """
    before = clause.before
    if in_brackets and not _IN_BRACKETS.search(before):
        return True
    if _paid(sentence, quantity, before) or _means(sentence, quantity, clause) or _had(sentence, quantity, before):
        return True
    return past(before, year) or _INVESTED.fullmatch(before.lstrip("，、")) is not None or _totals(quantity, clause)


def _paid(sentence: str, quantity: Quantity, before: str) -> bool:
    """Whether a quantity is a sum that a rule pays, the case it pays for, or how a sum is shared out."""
    after = sentence[quantity.end :]
    if quantity.kind == "ratio" and _SHARED.match(after):
        return True
    if quantity.kind == "cover" or not _payment().search(sentence) or _RAISED.search(before):
        return False
    conditional = _CONDITION.search(before) or _EACH.search(before) or _CASE.match(after)
    return bool(conditional or _MONEY_UNIT.search(quantity.unit))


def _means(sentence: str, quantity: Quantity, clause: Clause) -> bool:
    """Whether a count names what the work rests on or is meant for (以3个园区为重点, 围绕5个领域)."""
    before = clause.before
    if _MEANS.search(sentence[: quantity.start]) and _MEANS_END.match(sentence[quantity.end :]):
        return True
    trained = before.endswith("面向") and "培训" in clause.after
    aimed_at = trained or REACH.search(before) or ends_with_verb(before) or "每年" in before
    return _ORIENTED.match(before) is not None and not aimed_at


def _had(sentence: str, quantity: Quantity, before: str) -> bool:
    """Whether a count only says how many there are (全市有66个重点项目)."""
    bounded = suffix_length(sentence[quantity.end :]) or re.search(r"每|实现|确保|力争|到|要|至少", before)
    return _HAVING.search(before) is not None and not bounded


def past(before: str, year: str | None) -> bool:
    """Whether the words before a quantity speak of the past or the present."""
    years = [found["y"] for found in YEAR_NUMBER.finditer(_COMPARED.sub("", before))]
    if year is not None and years and years[-1] < year:
        return True
    return _NOW.search(before) is not None and not re.search(r"(到|至)20\d{2}年", before)


def _totals(quantity: Quantity, clause: Clause) -> bool:
    """Whether a count only sums up what stands before or after it (等8个领域, 三方面)."""
    if quantity.kind != "number" or quantity.unit not in _COUNTED:
        return False
    if re.search(r"(这|上述|以下|下列|前述|分)$|^下设", clause.before):
        return True
    if clause.before.endswith("等"):
        return _CONCRETE.match(clause.after) is None
    thing = _ABSTRACT.match(clause.after)
    return thing is not None and thing[1] is None and not re.search(r"(每年|不少于|不低于)", clause.before)
