"""Quantities in Chinese text: numbers with their units, in all the ways that plans write them.

One walk over the text: at each place where a number can begin the readers of this file are asked in turn, and the
first that understands the place takes it. What follows a number is its unit if a list has it (``measures.txt``) *or*
if it is used as one: it closes the clause behind a word of reaching (不超过2度), or a bound stands behind it
(800M以上). So no unit has to be known beforehand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from planlens.language.lexicon import word_list
from planlens.language.numerals import CHINESE, Numeral, narrow, number, numeral_at, plain
from planlens.language.words import frequency

BOUND_AFTER = r"(?:及?以上|及其以上|及?以下|及?以内|之内|左右|上下|＋|\+)"
"""A bound behind a value (20家以上)."""
_REACHING = re.compile(
    r"(?:达到|达|至|到|为|超过|超|突破|不低于|不少于|不高于|不超过|不大于|不小于|低于|高于|大于|小于|少于|多于|控制在|保持在|稳定在|"
    r"维持在|≥|≤|>|<|＞|＜|约|近)(?:了)?$|(?:规模|能力|总量|容量|算力)$"
)
"""The word of reaching right before a value (控制在30Pa), or what is measured itself (智算规模6000P)."""
_STARTS = re.compile(rf"[\d{CHINESE}万亿]|翻|倍增|前|(?:动态)?清零|全覆盖")
"""Where a quantity can begin (百分之二十, 翻一番, 倍增, 前三, 清零, 全覆盖)."""
_IDIOMS = re.compile(
    r"千家万户|千头万绪|[百千]上[千万]|百家争鸣|万家灯火|千方百计|百花齐放|千行百业|万众|万一|百年|千年|百姓|万物|万象|百强|百佳|千里|零件"
)
"""Numerals that count nothing (千家万户)."""
_DASH = re.compile(r"[-—–－~～至到]{1,2}")  # 5%-6%
_PERCENT = re.compile(rf"(?P<of>[百千])分之(?P<p>[{CHINESE}]+(?:点[{CHINESE}]+)?|\d+(?:\.\d+)?)")  # 百分之四十二点五
_WRITTEN_FRACTION = re.compile(rf"(?P<d>[{CHINESE}]{{1,4}})分之(?P<n>[{CHINESE}]{{1,4}})")  # 三分之一
_PER_MANY = re.compile(r"(?P<n>\d{1,4}(?:\.\d{1,3})?)(?P<unit>/[十百千1]?0*万)")  # 8/10万
_FRACTION = re.compile(r"(?<![\d/])(?P<n>\d{1,2})/(?P<d>\d{1,2})(?![\d./%A-Za-z\-])")  # 1/3, no 2026/10/31
_RATIO = re.compile(  # 1：4000, 2.6：1, and no 下午2：00 nor 9：30前
    r"(?<![午晚晨早])(?P<a>\d{1,5}(?:\.\d{1,3})?)\s?[:∶：]\s?(?P<b>\d{1,6})(?![\d:年月/%.前至起])"
)
_FOLD = re.compile(r"翻(?P<f>[一两二三四12])?番|翻倍|倍增(?=目标|[，,。；;、]|$)")  # 翻两番, 实现倍增
_ZERO = re.compile(r"(?:动态)?清零|零增长(?=目标|$|[，。；])")  # 存量清零
_NOTHING = re.compile(r"零(?!的)(?P<of>[\u4e00-\u9fff]{2,6})")  # 零死亡, not 零的突破
_NOTHING_BEFORE = re.compile(r"(?:[“\"‘]|实现|确保|保持|做到|争取|力争|达到)$")
"""What stands before 零死亡 that is an aim (实现零死亡, “零死亡”、“零事故”)."""
_GRADE = re.compile(r"(?P<u>元)?级")  # 千亿元级
_RANK = re.compile(r"前(?P<r>\d{1,3}|[一二三四五六七八九十]{1,3})")  # 前三, 前10位
_RANKED = re.compile(r"位|名|强|列|[，。；、）)”\"]|$|[一两二三四]大|的?(?:目标|水平|行列|位次)|和|及")
_RANKED_BEFORE = re.compile(
    r"(?:(?<![促推改引先增])进入?|跻身|居|列|排名?|保持|位于|处于|在|争取?|达到|为|是|名次|位次)[\u4e00-\u9fff、]{0,8}$|"
    r"(?:全国|全省|全市|全区|全县|全球|世界|国内)$"
)
_RATE = re.compile(r"/(?:(?P<known>年|日|月|天|季|季度|周|小时)|(?P<scale>[百千]?万|亿|百|千)?)")  # 100人次/平方公里
_LATIN = re.compile(r"(?:[A-Za-zμµΩΩ℃°]|(?<=[mM])[23²³])+")  # mV, km², m3
_OPEN = re.compile(r"[\u4e00-\u9fff]{1,3}?(?=BOUND|[，,。；;、）)：:”/]|$)".replace("BOUND", BOUND_AFTER))  # 度, 周
_OPEN_BEFORE_BOUND = re.compile(
    r"[\u4e00-\u9fff]{1,2}?(?=BOUND|/[\u4e00-\u9fff])".replace("BOUND", BOUND_AFTER)
)  # 度 of 2度以内
_CLOSES = re.compile(r"BOUND|的?(?:目标|水平|标准|要求)?[，,。；;、）)：:”和及与]|$".replace("BOUND", BOUND_AFTER))
_NO_UNIT = re.compile(
    r"[级类档版代期号年月日时届等的以之左上下约和及与或第章节点比岁是]|(?:阶段|大类|水平|目标|标准|要求|台阶)$"
)
"""What is no open unit: words of order (3级), of time (2年), what goes on (42以上)."""
_GENERATION = re.compile(r"[2-6]G")
"""A generation of networks (5G), a unit only of bandwidths."""
_BANDWIDTH = re.compile(r"(?:带宽|速率|扩容|出口|流量|网速)[^，。；]{0,8}$")  # 出口带宽10G


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        start: where it begins in the text.
        end: where it ends, unit included.
        value: a plain decimal, ``5~6`` for a range, ``1/3`` or ``1:4000`` for a fraction or ratio.
        unit: as written, a scale kept only before 元 and where nothing follows it (亿); "" if none.
        kind: ``number``, ``percent``, ``fold`` (翻一番), ``cover`` (全覆盖), ``zero`` (清零, 零 of 零死亡),
            ``rank`` (前三), ``grade`` (千亿级), ``ratio``, ``bare`` (no unit).
        chinese: whether the number is written in Chinese characters.
    """

    start: int
    end: int
    value: str
    unit: str
    kind: str
    chinese: bool = False


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of *text* in order; they do not overlap. The time is linear in the length of *text*."""
    half = narrow(text)
    found: list[Quantity] = []
    place = 0
    while (start := _STARTS.search(half, place)) is not None:
        at = start.start()
        quantity = _quantity_at(half, at)
        if quantity is not None:
            found.append(quantity)
            place = quantity.end
        else:
            place = _past(half, at)
    return found


def is_unit_of_measure(text: str) -> bool:
    """Whether a text is just a unit (亿元, 个, %, 万m³/小时)."""
    plain_text = narrow(text).strip("（）() ")
    scale = re.match(r"(?:万亿|[十百千]?[万亿])(?=.)", plain_text)  # 万m³/小时
    starts = [0] if scale is None else [0, scale.end()]
    return any(_known_unit(plain_text, start) == len(plain_text) for start in starts if plain_text)


def _past(half: str, at: int) -> int:
    """Return where to look on behind a place that holds no quantity: behind all its digits."""
    if not ("0" <= half[at] <= "9"):
        idiom = _IDIOMS.match(half, at)
        return at + 1 if idiom is None else idiom.end()
    found = _DIGITS.match(half, at)
    return at + 1 if found is None else found.end()


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")  # 5.1.2


def _quantity_at(half: str, at: int) -> Quantity | None:
    before = half[max(0, at - 12) : at]
    first = half[at]
    if first in "翻倍":
        return _fold(half, at)
    if first == "前":
        return _rank(half, at, before)
    if first == "全":
        return None if before.endswith(_COVER_NOT) else Quantity(at, at + 3, "100", "%", "cover")
    if first in "清动":
        cleared = _ZERO.match(half, at)
        return Quantity(at, cleared.end(), "0", "", "zero") if cleared else None
    if (
        _GOES_ON_BEFORE.search(before)
        or (first in _WRITTEN and before.endswith("每"))
        or (first in _NUMERALS and before[-1:] in _WRITTEN and not first.isdigit())
    ):
        return None
    if _IDIOMS.match(half, at) or (first in "十百千万亿" and _VAGUE_BEFORE.search(before)):
        return None
    if first == "零":
        return _zero(half, at, before)
    return _fraction(half, at) or _counted(half, at, before)


_GOES_ON_BEFORE = re.compile(r"[\d.A-Za-z第×*]$|(?<![底月日年末])前$")
"""What a number is the rest of (PM2.5, G30, 第3, 2×35万千瓦, 前20的)."""
_VAGUE_BEFORE = re.compile(r"(?:[数几]|(?<!以)上)[十百千万]*$")
"""What makes a Chinese numeral an order of magnitude (数百家, 上万家, the 亿 of 数百亿级)."""
_WRITTEN = frozenset(CHINESE)
_COVER_NOT = ("基本", "逐步", "健", "安", "完", "齐")


def _fold(half: str, at: int) -> Quantity | None:
    found = _FOLD.match(half, at)
    if found is None or (found[0] == "倍增" and _MEASURED.search(half[max(0, at - 4) : at]) is None):
        return None
    times = {"一": 2, None: 2, "1": 2, "两": 4, "二": 4, "2": 4, "三": 8, "四": 16}[found["f"]]
    return Quantity(at, found.end(), str(times), "倍", "fold")


_MEASURED = re.compile(r"(?:实现|总量|规模|产值|收入|数量)$")  # 实现倍增


def _rank(half: str, at: int, before: str) -> Quantity | None:
    found = _RANK.match(half, at)
    if found is None or before.endswith(("之", "税", "目", "以", "提", "之前")):
        return None
    words, end = found["r"], found.end()
    if len(words) > 1 and words[-1] in "二三四五" and half[end : end + 1] == "大":  # 前三二大目标
        words, end = words[:-1], end - 1
    value = number(words)
    closed = _RANKED.match(half, end)
    if value is None or closed is None or half[end : end + 1] == "名单":
        return None
    placed = closed[0] in ("位", "名", "强") or _RANKED_BEFORE.search(before) is not None
    if not placed:
        return None
    end = closed.end() if closed[0] in ("位", "名", "强", "列") else end
    return Quantity(at, end, plain(value), "", "rank")


def _zero(half: str, at: int, before: str) -> Quantity | None:
    found = _ZERO.match(half, at)
    if found is not None:
        return Quantity(at, found.end(), "0", "", "zero")
    found = _NOTHING.match(half, at)
    if found is None or _NOTHING_BEFORE.search(before) is None:
        return None
    of = found["of"]
    word = frequency("零" + of[:1])  # 零售
    slogan = any(of.startswith(each) for each in word_list("zero-slogans"))
    return None if word or slogan else Quantity(at, at + 1, "0", "", "zero")


def _fraction(half: str, at: int) -> Quantity | None:
    """Read 百分之二十, 三分之一, 1/3, 1：4000."""
    found = _PERCENT.match(half, at)
    if found is not None:
        value = number(found["p"])
        unit = "%" if found["of"] == "百" else "‰"
        return None if value is None else Quantity(at, found.end(), plain(value), unit, "percent")
    found = _WRITTEN_FRACTION.match(half, at)
    if found is not None:
        below, above = number(found["d"]), number(found["n"])
        written = below is not None and above is not None and 0 < above < below
        return Quantity(at, found.end(), f"{above}/{below}", "", "ratio", chinese=True) if written else None
    found = _PER_MANY.match(half, at)
    if found is not None:
        return Quantity(at, found.end(), plain(Decimal(found["n"])), found["unit"], "number")
    found = _FRACTION.match(half, at)
    if found is not None and 0 < int(found["n"]) < int(found["d"]) and _known_unit(half, found.end()) is None:
        return Quantity(at, found.end(), found[0], "", "ratio")
    found = _RATIO.match(half, at)
    if found is None or _known_unit(half, found.end()) is not None or found["b"].startswith("0"):
        return None
    return Quantity(at, found.end(), f"{found['a']}:{found['b']}", "", "ratio")


def _counted(half: str, at: int, before: str) -> Quantity | None:
    """Read a number or a range of numbers with its unit, a size grade, or a number alone."""
    first = numeral_at(half, at)
    if first is None:
        return None
    grade = _grade(half, at, first)
    if grade is not None:
        return grade
    reaching = _REACHING.search(before) is not None
    end = _unit_end(half, first, before, reaching=reaching)
    ranged = _range(half, at, first, end or first.end)
    if ranged is not None:
        return ranged
    if first.chinese and half[at : first.end].strip("万亿千百十") == "" and not reaching and first.value > 10:
        plain_scale = half[at : first.end]
        if plain_scale in ("亿", "万亿") or (plain_scale == "万" and not _COUNTS.match(half, first.end)):
            return None
    if first.chinese and first.value <= 10 and _is_name(half, at, end or first.end):
        return None
    if end is not None and not _is_ordinal(half[at : first.end], half[first.end : end], first):
        covered = half[at:end] == "100%" and half.startswith("全覆盖", end)
        return Quantity(at, end + 3, "100", "%", "cover") if covered else _made(half, at, first, end)
    return None if end is not None else _without_unit(half, at, first, reaching=reaching)


def _is_name(half: str, at: int, end: int) -> bool:
    """Whether small numerals stand side by side as in names (五星三名, 一核两翼): nothing is counted there."""
    numerals = CHINESE.replace("零", "").replace("〇", "")
    return (at > 1 and half[at - 2] in numerals and half[at - 1] not in numerals + "、，和月日年") or (
        end + 1 < len(half) and half[end] in numerals and half[end + 1] not in numerals
    )


def _is_ordinal(written: str, unit: str, numeral: Numeral) -> bool:
    """Whether a small Chinese numeral tells the order, not a count: 二级 (a count is 两级), 三期, the name 三元."""
    return written == "二" or (numeral.chinese and numeral.value < 10 and unit in ("期", "元", "次", "层", "级"))


_COUNTS = re.compile(r"[家项户名亩座]")  # 万家


def _made(half: str, at: int, numeral: Numeral, end: int) -> Quantity:
    value, unit = _scaled(numeral.value, numeral.base, half[numeral.end : end])
    if numeral.upto is not None:
        value = f"{value}~{_scaled(numeral.upto, numeral.base, half[numeral.end : end])[0]}"
    if unit == "倍" and half.startswith("半", end):
        return Quantity(at, end + 1, plain(numeral.value + Decimal("0.5")), unit, "number", numeral.chinese)
    return Quantity(at, end, value, unit, "number", numeral.chinese)


def _without_unit(half: str, at: int, numeral: Numeral, *, reaching: bool) -> Quantity | None:
    """Read a number behind which no unit stands: 1000亿, 指数达到125; nothing written in Chinese but 千亿."""
    end = numeral.end
    if numeral.base:
        sized = re.match(r"元|[\u4e00-\u9fff]{1,2}级|级|量级", half[end : end + 4])  # 亿元 is no open end
        if sized is not None or (numeral.chinese and not (reaching or half[at:end] in ("千亿", "百亿", "万亿"))):
            return None
        if numeral.base == "万" and not (reaching or _CLOSES.match(half, end)):
            return None
        value, unit = _scaled(numeral.value, numeral.base, "")
        return Quantity(at, end, value, unit, "number", numeral.chinese)
    # 110千伏级 / 2—3
    if numeral.chinese or re.match(r"[\d.年月日号时级类档版代届型A-Za-z%‰/×*\-]|[—–~～至]\d", half[end : end + 2]):
        return None
    return Quantity(at, end, plain(numeral.value), "", "bare")


def _grade(half: str, at: int, numeral: Numeral) -> Quantity | None:
    """Read a size grade (千亿级, 30亿级, 百亿元级)."""
    found = _GRADE.match(half, numeral.end)
    if found is None or not numeral.base or numeral.upto is not None:
        return None
    value, unit = _scaled(numeral.value, numeral.base, found["u"] or "")
    return Quantity(at, found.end(), value, unit, "grade", chinese=True)


def _range(half: str, at: int, first: Numeral, end: int) -> Quantity | None:
    """Read 5%-6%, 700万—750万人次, 2—3家: the first number may do without its scale and unit."""
    dash = _DASH.match(half, end)
    if dash is None or dash.end() >= len(half) or half[dash.end()] not in _NUMERALS:
        return None
    last = numeral_at(half, dash.end())
    if last is None or first.upto is not None or last.upto is not None:
        return None
    stop = _unit_end(half, last, "", reaching=False)
    if stop is None and not (last.base and not last.chinese):
        return None
    stop = stop or last.end
    own = half[first.end : end]
    if own and own != half[last.end : stop] and own != "%":
        return None
    low = first.value if first.scale > 1 or not last.base else first.value * last.scale
    low_value, _ = _scaled(low, last.base, half[last.end : stop])
    high, unit = _scaled(last.value, last.base, half[last.end : stop])
    if low > last.value:
        return None
    return Quantity(at, stop, f"{low_value}~{high}", unit, "number", chinese=first.chinese)


_NUMERALS = frozenset(CHINESE + "0123456789")


def _scaled(value: Decimal, base: str, unit: str) -> tuple[str, str]:
    """Return value and unit as GUIDE writes them: 万 and 亿 stay before 元 and alone, 亿 also before other units."""
    if not base or (base == "万" and unit and not unit.startswith(("元", "美元"))):
        return plain(value), unit
    return plain(value / (10**8 if base == "亿" else 10**4)), base + unit


_LASTS_BEFORE = re.compile(r"(?:教育年限|寿命|学制)[^，。；]{0,8}$")  # 受教育年限达到(11.8年)
_NETWORK = re.compile(r"兆(?=[\u4e00-\u9fff])(?!以|及|左右|带宽)")  # 千兆用户, 千兆光网: a kind of network


def _unit_end(half: str, numeral: Numeral, before: str, *, reaching: bool) -> int | None:
    """Return where the unit behind a number ends, None if there is none."""
    start = numeral.end
    if half.startswith("年", start) and _LASTS_BEFORE.search(before):
        return start + 1
    end = _known_unit(half, start)
    if numeral.chinese and end is not None and _NETWORK.match(half, start):
        return None
    if end is not None and _is_whole(half, end):
        return end
    if numeral.chinese:
        return None
    latin = _LATIN.match(half, start)
    if latin is not None:
        return _latin_end(half, latin, before, reaching=reaching)
    found = (_OPEN if reaching else _OPEN_BEFORE_BOUND).match(half, start)
    if found is None or _NO_UNIT.match(found[0]) or numeral.base == "亿":
        return None
    return _rate_end(half, found.end())


def _latin_end(half: str, latin: re.Match[str], before: str, *, reaching: bool) -> int | None:
    """Return the end of a unit of Latin letters that no list has (30Pa), None where it names a thing (5G基站)."""
    end = _rate_end(half, latin.end())
    if len(latin[0]) > 10 or re.match(r"[\w-]", half[end : end + 1], re.ASCII):  # 5G-A
        return None
    if _GENERATION.fullmatch(half[latin.start() - 1 : latin.end()]) and not _BANDWIDTH.search(before):
        return None
    bounded = re.match(BOUND_AFTER, half[end : end + 3]) is not None  # 以上
    return end if bounded or (reaching and _CLOSES.match(half, end)) else None


@cache
def _units() -> tuple[frozenset[str], int]:
    units = frozenset(word_list("measures")) | {"个百分点", "百分点", "%", "‰"}
    return units, max(map(len, units))


def _known_unit(half: str, start: int) -> int | None:
    """Return where the longest unit of the list that begins at *start* ends, what it is counted by included."""
    end = _listed_end(half, start)
    if end is None:
        return None
    if half.startswith("标准煤", end):
        end += 3
    if end == start + 1 and _times_end(half, end):
        end += 1
    other = _OTHER_UNIT.match(half, end)
    if other is not None and _listed_end(half, other.start(1)) == other.end(1):
        return other.end()
    return _rate_end(half, end)


_OTHER_UNIT = re.compile(r"[（(]([\u4e00-\u9fff]{1,2})[）)]")  # 条（个）


def _times_end(half: str, end: int) -> bool:
    """Whether 次 closes a unit (100家次), and begins no word of its own (12条次干道)."""
    own = half[end - 1] not in "个种项类条级" and half.startswith("次", end)
    return own and not any(frequency(half[end : end + length]) for length in (2, 3) if end + length <= len(half))


def _listed_end(half: str, start: int) -> int | None:
    units, longest = _units()
    for length in range(min(longest, len(half) - start), 0, -1):
        unit = half[start : start + length]
        if unit in units and not (unit[-1].isascii() and unit[-1].isalpha() and _LETTER.match(half, start + length)):
            return start + length
    return None


_LETTER = re.compile(r"[A-Za-z]")  # G of 10G


def _rate_end(half: str, end: int) -> int:
    """Return where 人次/平方公里, 吨标准煤/万元 end, whose first part ends at *end*."""
    rate = _RATE.match(half, end)
    if rate is None:
        return end
    if rate["known"]:
        return rate.end()
    stop = _listed_end(half, rate.end())
    if stop is None:
        latin = _LATIN.match(half, rate.end())
        opened = latin or _OPEN.match(half, rate.end())
        stop = None if opened is None or _NO_UNIT.match(opened[0]) else opened.end()
    return end if stop is None else stop


_RARE = 2e-6
"""Words of the dictionary that hardly anybody uses (家规)."""


def _is_whole(half: str, end: int) -> bool:
    """Whether a unit ends where a word does: 单 of 单位, 家 of 家长 are none, 名 of 名医生 is one."""
    last, after = half[end - 1], half[end : end + 1]
    if last == "个" or not ("\u4e00" <= last <= "\u9fff" and "\u4e00" <= after <= "\u9fff"):
        return True
    if frequency(last + after) < _RARE:
        return True
    return any(frequency(half[end : end + length]) for length in (2, 3) if end + length <= len(half))
