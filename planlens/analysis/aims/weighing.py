"""Weigh a number: does the plan want to reach it, or is it a fact, a name, a condition, a sum that a rule pays?

Nothing here decides alone. What stands right before and behind a number, in its clause, in its sentence and what the
section is for become named evidence; ``resources/weights/aims.tsv`` says how much each piece counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planlens.analysis.aims.indicators import acts_last, ends_with_verb, suffix_length, without_per
from planlens.analysis.aims.openings import verbs
from planlens.analysis.aims.subjects import is_measure
from planlens.analysis.judging.years import YEAR_NUMBER
from planlens.language.lexicon import word_list
from planlens.language.quantities import Quantity
from planlens.language.weights import Features
from planlens.model import Role

NEAR = 60
"""Characters before and behind a number that are looked at: the time stays linear."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a number stands.

    Attributes:
        before: the words of its clause before it, at most some sixty characters.
        after: the words of its clause behind it.
        lead: what stands in the sentence before the clause.
        role: what its section is for.
        task: whether its sentence is a task.
        depth: how many brackets and quotes it stands in.
        year: the document's first year, None if not known.
        due: the year by which, from the sentence or what leads it, None if nothing says.
        paid: whether the sentence speaks of payments.
        followed: the next quantity of its clause, with the words between them.
        counted: the quantity right before it (12个 of 12个千亿级集群), None if there is none.
        told: whether its paragraph has begun to tell what was (过去五年，……).
    """

    before: str
    after: str
    lead: str
    role: Role
    task: bool
    depth: int
    year: str | None
    due: str | None
    paid: bool
    followed: tuple[str, Quantity] | None
    counted: Quantity | None
    told: bool = False


_BEFORE = (
    ("before:reaches", r"(达到|达|实现|为|占|至|到|保持在?|稳定在|维持在|[跨迈跃登]上)$"),  # 产值达到
    (
        "before:least",
        r"(不[得应能]?[低少小]于|(?<!不)(?<!不[得应能])(超过?|[高大]于)|突破|至少|≥|>|＞|(?<![经通])过)$",
    ),  # 不得低于
    (
        "before:most",
        r"(控制在|不[得应能]?(超过|[高大多]于)|(?<!不)(?<!不[得应能])[低小少]于|以内|缩短[至到]|压缩至|降[至到]|≤|<|＜)$",
    ),  # 控制在
    (
        "before:changes",
        r"(增长|提高|提升|增加|上升|下降|降低|减少|减量|压减|缩短|压缩|增速|增幅)(了|约|到|至)?$",
    ),  # 增长
    ("before:about", r"(约|近|大概)$"),  # 约
    ("before:done", r"了$"),  # 设置了29项
    ("before:life", r"(寿命|年龄|年限)[^，。；]{0,12}$"),  # 预期寿命达到
    ("before:etc", r"等$"),  # 等8个
    ("before:total", r"(总?规模|总额|总量)(不少于|不低于|达到?|超过|为|约)?$"),  # 总规模不少于
    ("before:has", r"(?<![拥持占享具没约还])有$"),  # 全市有
    ("before:owns", r"(拥有|已有|现有|共有)$"),  # 拥有
    ("before:from", r"(由|从)(现状|现在|目前|当前|现有|(19|20)\d{2}年)?的?$"),  # 由2023年的
    ("before:each", r"(每|平均)[^年月季度，]{0,3}$"),  # 每
    ("before:shown", r"(这|上述|以下|下列|前述|分|下设|其他|另外?)$"),  # 以下
    (
        "before:sum",
        r"(总投资(额|约|为|达)?|(计划|预计|拟|概算)投资(约|达)?|(占地|全长|总长|总?建筑面积)(约|达)?)$",
    ),  # 总投资
    (
        "before:grade",
        r"(年产|单体|单套|单线|时速|直径|口径|功率|载重|排量|吨位|面积|收入|产值|营收|规模|投资)$",
    ),  # 年产
    (
        "before:works",
        r"((?<![可予])以(?![上下内外前后来及])|(?<![应利使信采公通适作费])用|围绕|聚焦|依托|按照|结合|立足|贯彻)[^，]{0,20}$",
    ),  # 围绕
    ("before:uses", r"(发挥|用好|用足)[^，]{0,12}$"),  # 发挥青河、白河
    ("before:serves", r"(针对|面向)[^，]{0,20}$"),  # 面向
    ("before:of", r"的$"),  # 关税为零的
    ("before:scope", r"(范围|区划|界线|边界)(为|是|包括|涉及)[^，。；]{0,12}$"),  # 规划范围为市域
    ("before:may", r"(可|只能|仅限|限|不得(?!超过|[高大多低少小]于))[^，。；]{0,8}$"),  # 只能选择
    ("before:age", r"(年满|满|年龄|周岁)$"),  # 年满
    ("before:pays", r"(给予|奖励|补助|补贴|最高|资助|奖补|罚款)[^，]{0,12}$"),  # 最高
    ("before:case", r"(对|凡|符合|满足)[^，]{0,40}$"),  # 对投资
    ("before:basis", r"(按照?|根据)[^，]{2,50}的$"),  # 按合同金额的
    ("before:standard", r"(补助|补贴|养老金|低保|医保|保障|基准)[^，]{0,6}标准[^，]{0,10}$"),  # 财政补助标准提高
)
_CLAUSE = (
    ("clause:yearly", r"每年|每季度|每月|年均"),  # 每年
    ("clause:adds", r"新增|累计|净增"),  # 新增
    ("clause:wishes", r"力争|争取|确保|努力|计划|预计|拟|将|要(?!求|素|点|闻|害|件)"),  # 力争
    ("clause:this-year", r"今年|年内|全年|年底"),  # 年内
    ("clause:goal-year", r"(到|至|力争)(19|20)\d{2}年"),  # 到2027年
    ("clause:past", r"已(?!知)|截至|目前|现有|去年|上年|以来|近年|过去|[一三五]年来|同比|曾|先后"),  # 截至
    ("clause:until", r"直[至到]"),  # 直至招生比例达到
    ("clause:basically", r"基本(实现|达到|建立)?[^，。]{0,8}$"),  # 基本实现
    ("clause:build", r"建立|完善|健全|形成|构建"),  # 健全
)
_LEAD = (
    ("lead:goal-year", r"(到|至)(19|20)\d{2}年|(十[四五六])五[”\"]?(期间|末|时期)"),  # 到2027年
    ("lead:scope", r"范围(为|是|包括|涉及)"),  # 规划范围为市域
    ("lead:this-year", r"今年|预期目标|主要目标|目标是"),  # 今年
    ("lead:past", r"已(?!知)|截至|目前|去年|上年|以来|近年|过去|[一三五]年来|同比|曾|先后|成功"),  # 过去五年
)
_AFTER = (
    ("after:least", r"(及其?)?以上"),  # 以上
    ("after:most", r"(及其?)?(以内|以下)|之?内"),  # 及以下
    ("after:about", r"左右|上下"),  # 左右
)
_REST = (
    ("then:end", r"[，。；、）)]|$"),  # 20家。
    ("then:of", r"的"),  # 20亿元的
    ("then:listed-of", r"[、和][^，。；]{1,24}的"),  # 业务全覆盖、流程全贯通的体系
    ("then:goal", r"的?(目标|任务|水平|大关)"),  # 的目标
    ("then:reached", r"[^，。；、]{0,14}(达到?|突破|超过|提高到|提升[到至]|控制在|不低于|\d)"),  # 级企业达到
    ("then:grade", r"[一二三四五六七八九十百千万亿]*级|量级|规模级"),  # 级
    ("then:size", r"规模|级别|口径|宽|长|高|深|厚|范围|半径"),  # 规模的
    (
        "then:holder",
        r"(规上|规模以上|工业|服务业|商贸|重点|存量|大型|小型)*(企业|单位|人员|团队|机构|产品|居民|群众|人群)",
    ),  # 企业
    ("then:work", r"[^，。；、的]{0,10}(项目|工程|装置|生产线|机组|管道|线路)"),  # 乙烯项目
    ("then:action", r"[^，。；、]{0,16}(行动|计划|工程)(?=[，。；、]|$)"),  # 斤粮食产能提升行动
    (
        "then:checks",
        r"[^，。；、]{2,20}(确认|复核|复查|复评|评估|座谈会?|交流会?)(?=[，。；、]|$)",
    ),  # 所示范校复核
    ("then:abstract", r"(方面|大类|领域|环节|维度|层面|部分|步骤|阶段|重点任务|专题|路径|原则|主线|底线|大局)"),  # 领域
    (
        "then:basis",
        r"[^。；]{0,40}为[^，。；]{0,2}(抓手|重点|载体|基础|核心|引领|支撑|依托|主体|节点|龙头|牵引)",
    ),  # 为重点
    ("then:ground", r"[^。；]{0,40}(的?基础上|为基础)"),  # 项服务的基础上
    ("then:projects", r"[^。；]{0,60}等[^，。；]{0,10}(项目|工程)"),  # 万吨大麦芽二期等重点项目
    ("then:given", r"(规模|给予|予以|的?补助|的?奖励|的?补贴|的?比例)"),  # 给予
    ("then:shared", r"的?比例[^，]{0,4}(负担|分担|承担|配套|配资|出资|安排)"),  # 比例负担
    ("then:case", r"[^，。；]{0,24}的$"),  # 的，
    ("then:circle", r"[^，。；、的]{0,12}圈"),  # 15分钟便民生活圈
)
_UNITS = (
    ("unit:percent", r"%|‰"),  # %
    ("unit:points", r".*百分点"),  # 个百分点
    ("unit:money", r"[万亿]?(美?元)|.*元/.*"),  # 亿元
    ("unit:scale", r"[万亿]"),  # 亿
    ("unit:span", r"天|小时|分钟|秒|毫秒|个?工作日|周|年"),  # 小时
    ("unit:age", r"周?岁"),  # 岁
    (
        "unit:size",
        r"蒸?吨(/.*)?|毫米|厘米|千伏|伏|纳米|微米|英寸|千瓦|兆瓦|吉瓦|立方米|(?i:[mc]m|kv|[kmg]w)",
    ),  # 蒸吨/小时
    ("unit:length", r"米|公里|千米|平方米|平方公里|亩|公顷"),  # 公里
    ("unit:people", r"人|名|位|人次|户"),  # 人
    ("unit:piece", r"个|项|类|种|批|件|次|场|期"),  # 个
    ("unit:thing", r"家|座|所|处|条|台|套|辆|架|艘|栋|支|只|头|株"),  # 家
    ("unit:times", r"倍|成"),  # 倍
    ("unit:none", r""),  # 指数达到125
)


_TOGETHER = (
    ("says-a-measure", {"before:measure", "then:end"}),  # 粮食产量1150万吨。
    ("totals-what-is-graded", {"before:etc", "followed:joined:grade"}),  # 等4个千亿级产业
    ("is-a-means", {"before:works", "then:basis"}),  # 以3个园区为抓手
    ("case-of-a-payment", {"sentence:pays", "then:case"}),  # 超过300平方米的，给予
    ("share-of-a-cost", {"kind:ratio", "then:shared"}),  # 按1：1比例负担
    ("one-of-a-grade", {"value:one", "followed:at-once"}),  # 1个千亿级
    ("describes-by-a-sum", {"unit:money", "then:of"}),  # 产值达到10亿元的企业
    ("class-of-what-is-counted", {"after:least", "followed:joined"}),  # 20人以上团队4个
    ("class-of-a-size", {"unit:size", "after:least", "then:of"}),  # 年运量150万吨以上的园区
    ("class-of-a-sum", {"unit:money", "after:least", "then:of"}),  # 投资5亿元以上的项目
    ("class-below-a-size", {"unit:size", "after:most"}),  # 10蒸吨及以下锅炉
    ("share-that-is-paid", {"unit:percent", "sentence:pays", "before:basis"}),  # 按合同金额的30%，给予补助
    ("standard-that-rises", {"before:standard", "before:changes"}),  # 补助标准提高30元
    ("sized-by-a-total", {"before:total", "then:of"}),  # 总规模20亿元的基金
    ("describes-by-a-rank", {"kind:rank", "then:of"}),  # 排名前10的企业
    ("describes-by-cover", {"kind:cover", "then:of"}),  # 全覆盖的监测体系
    ("lists-by-cover", {"kind:cover", "then:listed-of"}),  # 业务全覆盖、流程全贯通的体系
    ("name-of-an-action", {"value:chinese", "then:action"}),  # 千亿斤粮食产能提升行动
    ("builds-for-something", {"before:works", "before:verb"}),  # 围绕新材料等领域建设2个
    ("only-says-how-many", {"before:has", "then:end"}),  # 项目有66个。
    ("where-it-comes-from", {"before:from", "followed:reached"}),  # 从77%提高到80%
    ("within-some-minutes", {"unit:span", "then:circle"}),  # 15分钟便民生活圈
    ("age-of-people", {"unit:age", "after:least"}),  # 65岁以上老人
    ("life-of-people", {"unit:age", "before:life"}),  # 预期寿命达到82岁
)
"""What only tells together."""
_PARTS_ONLY = frozenset({"before:etc", "then:basis"})
"""What tells nothing alone."""


_REACHED = {"before:reaches", "before:least", "before:most", "before:about", "after:least", "after:most"}


@cache
def _compiled() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    tables = {"before": _BEFORE, "clause": _CLAUSE, "lead": _LEAD, "after": _AFTER, "rest": _REST, "unit": _UNITS}
    return {part: tuple((name, re.compile(pattern)) for name, pattern in rows) for part, rows in tables.items()}


@cache
def payment() -> re.Pattern[str]:
    """Return the words of rules that pay a sum (给予, 一次性)."""
    words = "|".join(map(re.escape, word_list("payment")))
    return re.compile(rf"{words}|每家(最高|不超过)|按照?.{{0,12}}(比例|标准).{{0,6}}(给|补|奖)")


def evidence(quantity: Quantity, place: Surroundings) -> Features:
    """Return what speaks for or against a number being an aim."""
    names = [f"kind:{quantity.kind}", f"role:{place.role.value}", f"role:{place.role.value}+task:{place.task}"]
    names += [f"role:{place.role.value}+due:{_due(place)}", f"due:{_due(place)}"]
    if place.told:
        names.append("paragraph:past")
    names += _value(quantity)
    found = _compiled()
    suffix = suffix_length(place.after)
    rest = place.after[suffix:]
    names += [name for name, pattern in found["unit"] if pattern.fullmatch(quantity.unit)] or ["unit:other"]
    reached = without_per(place.before)
    names += [name for name, pattern in found["before"] if pattern.search(reached)]
    names += [name for name, pattern in found["clause"] if pattern.search(place.before)]
    names += [name for name, pattern in found["lead"] if pattern.search(place.lead)]
    names += [name for name, pattern in found["after"] if pattern.match(place.after)]
    names += [name for name, pattern in found["rest"] if pattern.match(rest)]
    names += _words(place, rest, quantity.kind, quantity.value)
    names += [name for name, parts in _TOGETHER if parts <= set(names)]
    if quantity.kind == "number" and _is_within_a_name(names, place, rest):
        names += ["within-a-name", *(f"within-a-name:{name}" for name in names if name.startswith("unit:"))]
    if quantity.kind == "bare":
        names.append("bare:reached" if _REACHED & set(names) else "bare:loose")
    return dict.fromkeys((name for name in names if name not in _PARTS_ONLY), 1.0)


def _is_within_a_name(names: list[str], place: Surroundings, rest: str) -> bool:
    """Whether a number stands within a name or behind what it sums up, neither counted nor reached.

    推进云山5万千瓦风电, 保护青河、白河两条水系.
    """
    counted = {"before:verb", "before:acts", "clause:adds", "then:of", "then:end"} | _REACHED
    listed = place.before[-1:] in ("、", "和", "与", "及", "等", "")
    return not listed and rest[:1] not in ("", "、", "和") and not counted & set(names)


def _due(place: Surroundings) -> str:
    if place.due is None or place.year is None:
        return "none" if place.due is None else "some"
    return "past" if place.due < place.year else "own" if place.due == place.year else "ahead"


def _value(quantity: Quantity) -> list[str]:
    names = ["value:chinese"] if quantity.chinese else []
    if (quantity.value, quantity.unit) == ("24", "小时"):
        names.append("value:around-the-clock")
    if quantity.kind == "number" and "~" not in quantity.value:
        amount = float(quantity.value)
        one = amount == 1 and re.match(r"亿(?!元|$)", quantity.unit) is None  # 1亿亩 is no single thing
        names += [f"value:{'one' if one else 'zero' if amount == 0 else 'small' if amount < 12 else 'large'}"]
        if quantity.chinese:
            size = "one" if amount == 1 else "small" if amount < 12 else "large"
            names.append(f"chinese:{size}:{'thing' if _THING.fullmatch(quantity.unit) else 'other'}")
            if quantity.value in _ROUND and quantity.unit[:1] not in ("", "万", "亿"):
                names.append("chinese:round")
    return names


_COMPARED = re.compile(r"(比|较|与|由|从)(19|20)\d{2}年|在?(19|20)\d{2}年的?(?=基础上|水平上)")  # 比2022年
_ROUND = frozenset({"100", "1000", "10000", "100000", "1000000"})  # 万名干部, 千家企业
_UNPAID = frozenset({"cover", "zero", "fold", "rank", "grade"})
"""Kinds of numbers that no rule pays."""
_THING = re.compile(r"[条座所家处栋幢台辆艘户名]")  # 三座
_LISTED = re.compile(r"等\d+个$")  # 新能源等4个


def _counts_its_list(before: str, value: str) -> bool:
    """Whether a number says how many things stand before it (甲河、乙河两条水系): it only sums them up."""
    return "、" in before and value == str(1 + len(_PARTED.findall(_LAST_LIST.sub("", before))))


_PARTED = re.compile(r"[、和与及](?=[^、和与及]{2})")  # 甲河、乙河
_LAST_LIST = re.compile(r"^.*[，。；：:]")  # 统筹三区：


def _words(place: Surroundings, rest: str, kind: str, value: str) -> list[str]:
    names = [] if place.before else ["before:nothing"]
    if is_measure(place.before):
        names.append("before:measure")
    if ends_with_verb(place.before):
        names.append("before:verb")
    elif acts_last(place.before):
        names.append("before:acts")
    elif re.match(rf"[^，]{{0,6}}(?:{verbs()})", place.before):
        names.append("clause:verb")
    names += ["in-brackets"] if place.depth else []
    names += ["counts-its-list"] if _counts_its_list(place.before, value) else []
    names += ["sentence:pays"] if place.paid and kind not in _UNPAID else []
    years = [found["y"] for found in YEAR_NUMBER.finditer(_COMPARED.sub("", place.before))]
    years = years or [found["y"] for found in YEAR_NUMBER.finditer(place.lead)]
    if place.year is not None and years:
        names.append("year:past" if years[-1] < place.year else "year:own" if years[-1] == place.year else "year:ahead")
    if place.counted is not None and not _LISTED.search(place.before):
        names.append("counted:one" if place.counted.value == "1" else "counted")
    if place.followed is not None:
        between, after = place.followed
        between = between[suffix_length(between) :]
        joined = re.search(r"[、，；]|和|及|与|以及", between) is None
        if joined:
            names.append("followed:joined")
            if not between:
                names.append("followed:at-once")
            if after.kind != "number" or after.unit == "%":
                names.append(f"followed:joined:{after.kind if after.unit != '%' else 'percent'}")
            if re.search(r"(达到?|突破|超过|[到至]|控制在|不低于|增长|为|占)$", between):
                names.append("followed:reached")
    return names
