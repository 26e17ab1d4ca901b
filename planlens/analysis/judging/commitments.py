"""Whether a sentence commits somebody to act, or is a fact, a definition, a lead-in, an outcome, a bare target."""

from __future__ import annotations

import re
from functools import cache

from planlens.analysis.notes.note_grammar import convention
from planlens.language.dates import only_time, time_opening
from planlens.language.lexicon import word_list
from planlens.language.numerals import narrow
from planlens.language.sentences import clauses

_LEAD_IN = re.compile(r".*(如下|以下|下列|下述|以下几?个?方面)?[:：]$", re.DOTALL)  # 重点做好以下工作：
_DEFINITION = re.compile(  # 首位度是指…… / 本规划所称企业……
    r"[^，。]{1,30}(是指|指的是|泛指|系指|是对)|.{0,12}(本|该)?(规划|方案|意见|计划|办法|措施|政策|通知|细则|规定)(中)?(所称|所指)|包括但不限于"
)
_LIST = re.compile(r"(其中)?(主要)?包括|([^，。；、]{1,8}、){8}")
"""Opens a sentence that only says what belongs to something, or lists names."""
_FORCE = re.compile(  # 本办法自2026年1月1日起施行
    r"(本|该)(规划|方案|意见|计划|办法|措施|政策|通知|细则|规定|行动计划).{0,12}(自.{0,20}(起|之日).{0,6}(施行|实施|执行|生效)|有效期)|^自.{2,24}起(施行|实施|执行)|有效期(为|至|\d|[一二三四五])|由.{2,20}负责解释"
)
_FACT = re.compile(  # 园区是产业发展的重要载体 / 目前，……
    r"(是|成为)[^。；]{0,50}的?(重要|关键|根本|基本|核心|必然|有力|有效|主要|必要|迫切)(的)?[^，。；]{0,12}"
    r"(举措|支撑|保障|保证|组成|手段|途径|载体|基础|前提|条件|要求|内容|力量|任务|抓手|领域|环节|体现|标志|引擎|路径|阵地|"
    r"方面|窗口|平台|依据|因素|选择|资源|动力|战略|来源|方向)[。；]?$|"
    r"，是[^，。]{4,40}的(基础|前提|保障|关键|核心|抓手|途径|举措|要求|需要|体现|保证|工作)|"
    r"具有(十分|非常|极其|重大|重要|深远|积极|很强)[^，。]{0,16}(意义|作用|影响)(?![的、])|意义(重大|深远)|事关[^，。]{2,30}[。；]?$|"
    r"^(目前|当前|近年来|多年来|长期以来|截至|截止|过去|回顾|这[一三五]年|[一三五]年来|总的看|总体看|反映|体现了|表明|标志着|随着|据统计|"
    r"经分析|今年是|明年是|20\d{2}年是|建成后)|"
    r"^[^，。是]{2,24}(平台|系统|体系|制度|机制|行业|产业|规划|中心)是(?!否)[^，。]{4,}的[^，。]{2,12}[，。]?|"
    r"(规划|方案|计划|工程|项目|体系|系统|平台)(全面)?(实施|建成)后，?(将|可|通过)?|总体上(有利于|可行)|"
    r"^符合[^，。]{0,40}(要求|规划|规定|思路|政策)，|(均|都)?符合[^，。]{0,40}(要求|规划|规定|标准|条件)([，；][^。]*(前列|领先|水平))?[。；]?$|"
    r"^[^，。]{2,16}(能够|具备)[^。]*功能$|不存在[^，。]{2,30}因素|^[^，。]{0,20}(总体要求|总体思路|指导思想|预期目标|主要目标|基本思路)是"
)
_COPULA = re.compile(
    r"(?!.*(要|必须|应当|应该|须|重点是|关键是|任务是))([^，。]{2,24}，)?[^，。是]{2,24}(?<!特别)(?<!尤其)(?<![不就还总凡但于只或若])是(?!否|指)[^，。是]{2,20}|"
    r"[^，。]{2,24}(还有|仍有|存在)(很大|较大|巨大|广阔)[^，。]{0,6}空间"
)
"""A whole sentence that only says what something is (产业兴旺是重点)."""
_NOUN_TAIL = re.compile(r"(用地|能力|水平|强度|效率|效益|成效|指数|机构(?!编制|改革)|建筑|[\u4e00-\u9fff]?率)")
"""What makes a noun of a verb before it (建设用地, 创新能力)."""
_PAST = re.compile(  # 已建成厂房12栋 / 增长了5%
    r"(已|已经|曾)(累计|经|基本|全面|全部|初步|先后|连续)?"
    r"(完成|建成|形成|实现|达到|成为|取得|开展|启动|建立|出台|有(?=\d)|成功|覆盖|投入)|同比(增长|下降|提高|增加)|"
    r"(完成|实现|建成|新增|达到|增长|取得|获得|荣获)了|位居|名列|高于全国平均"
)
_ATTRIBUTE = re.compile(r"(?:已经?|曾经?)[^，。；、的]{1,10}的(?=[\u4e00-\u9fff]{2})")
"""落细已出台的办法: what is past of the thing, and not of the sentence."""
_OUTCOME = re.compile(  # 承载能力显著提升
    r"(明显|显著|大幅|大幅度|持续|不断|进一步|稳步|全面|基本|更加|更为|日益|逐步|初步|有效|切实|极大|充分|普遍|总体|有力|明确)?(地)?"
    r"(增强|提升|提高|改善|优化|完善|健全|形成|建立|建成|实现|扩大|壮大|降低|下降|减少|缓解|遏制|消除|合理|优良|显现|凸显|突破|巩固|稳定|加快|向好|成熟|凸出|拓展|释放|激发|丰富|繁荣|规范|畅通|协调|均衡|普及|深化|延伸|加强|领先|一流|先进水平|前列|新台阶|新高|翻番|跨越|好转|新突破|新成效|新进展|新提升|新局面|达标|满意)"
    r"(了)?(成效|效果|进展|突破|目标|格局|体系|水平|局面)?$"
)
_ADVERB = re.compile(  # 环境更加优美
    r"(明显|显著|大幅|稳步|基本|更加|更为|日益|初步|极大|普遍|总体|全面|持续|不断|进一步|有效)(地|得到|得以)?[\u4e00-\u9fff]{2,6}$"
)
_ANNOUNCED = re.compile(
    r"[^，。；]{0,20}(抓|做|办|推进|完成|开展|落实)好?"
    r"((以下|下列|如下)([一二三四五六七八九十]{1,3}|\d{1,2})?(个|大)?(方面|项|件|类|条)?|([一二三四五六七八九十]{1,3}|\d{1,2})(个|大)?方面)"
    r"的?(重点|主要)?(工作|任务|事项)"
)
"""Announces the items that follow (重点做好十方面工作)."""
_APPEAL = re.compile(
    r"^(各位代表|同志们|让我们|我们(坚信|深知|相信)|现印发|特此|请认真|请结合|展望未来|征程万里|蓝图(已|绘)|奋进正?当?时|[^，。]{2,6}(正当时|在路上|启新程)[，。！]?)"
)
"""同志们，蓝图已经绘就！展望未来，前景令人鼓舞。"""
_ASIDE = re.compile(r"(针对|围绕|关于|鉴于)[^，。；]{2,40}(问题|情况|短板|不足|需求)?")
"""针对企业用工难问题: no more than what an action would be about."""


def reason_against(text: str, year: str | None) -> str | None:
    """Return why a sentence of a task section is no task, None if it is one.

    Args:
        text: the sentence.
        year: the document's own year, to tell what is past; None if not known.
    """
    bare = re.sub(r"^[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]\s?", "", text).rstrip("。；;！!？?")  # 1.建设平台
    if only_time(bare, "2000") is not None:
        return "time"
    if len(bare) < 3 or (len(bare) < 5 and not acts_first(bare)):
        return "short"
    if _ASIDE.fullmatch(bare) and not acts_first(bare, 2):
        return "lead-in"
    if _LEAD_IN.fullmatch(text) or _ANNOUNCED.fullmatch(bare) or (convention(text) and len(text) < 60):
        return "lead-in"
    if _DEFINITION.match(bare) or "包括但不限于" in bare[:30] or (_LIST.match(bare) and not acts(bare)):
        return "definition"
    if _FORCE.search(bare):
        return "entry-into-force"
    if _APPEAL.match(bare) or (any(word in bare for word in word_list("slogans")) and not acts(bare)):
        return "appeal"
    if _fact(bare, year):
        return "fact"
    if _pure_target(bare):
        return "target"
    return "outcome" if _outcome(bare) else None


def _fact(text: str, year: str | None) -> bool:
    # 2020年产值达到
    past = [found for found in re.findall(r"(20\d{2}|19\d{2})年", narrow(text)) if year is not None and found < year]
    if (
        past
        and re.search(r"(达到|达|为|增长|完成|实现|建成|超过|突破|占)", text)  # 2020年产值达到
        and not re.search(r"(到|至)20\d{2}年", text)  # 到2020年
    ):
        return not acts_first(text)
    stated = _FACT.search(text)
    if stated is not None and not (acts_first(text) and re.match("成为|具有|意义|事关", stated[0])):  # 成为 / 事关
        return (
            not re.search(r"(要|必须|应当|应)(进一步|切实|加快|加强|全面|把|坚持|以)", text)  # 要进一步加强
            or re.match(r"目前|近年来|(今年|明年|20\d{2}年)是", text) is not None  # 今年是
        )
    said = {0, text.find("是") + 1, *(start for start, _ in clauses(text))}
    if _COPULA.fullmatch(text) is not None and not any(acts_first(text, start) for start in said):
        return True
    return _PAST.search(predicates(text)) is not None and not acts_first(text)


def predicates(text: str) -> str:
    """Return a text without what is said to be past of its nouns: 落细办法 of 落细已出台的办法."""
    return _ATTRIBUTE.sub("", text)


@cache
def _openers() -> tuple[frozenset[str], tuple[int, ...]]:
    """Return the verbs of doing, and the lengths that they have."""
    verbs = frozenset((*word_list("action-verbs"), *word_list("title-verbs")))
    return verbs, tuple(sorted({len(verb) for verb in verbs}))


def acts_first(text: str, start: int = 0) -> bool:
    """Whether a text, or what of it begins at *start*, begins with a verb of doing."""
    verbs, lengths = _openers()
    return any(text[start : start + length] in verbs for length in lengths)


def acts(text: str) -> bool:
    """Whether a text holds a verb of doing."""
    return any(acts_first(text, start) for start in range(len(text)))


def _pure_target(text: str) -> bool:
    """Whether a sentence only sets figures or states for a time: 到2025年，产值达到100亿元."""
    opened = time_opening(text, None)
    rest = text[opened:]
    quantified = re.search(r"\d|翻一番|全覆盖|清零", narrow(rest)) is not None  # 12个 / 全覆盖
    if not (opened or quantified):
        return False
    pieces = [rest[start:end] for start, end in clauses(rest)]
    if not pieces:
        return False
    if not opened:
        return all(_figure_only(piece) for piece in pieces)
    return not any(_does(piece) for piece in pieces)


def _figure_only(clause: str) -> bool:
    """Whether a clause states a figure of a subject: X达到N, X增长N%; nobody does anything in it."""
    half = narrow(clause)
    figure = re.search(  # 产值达到100亿元
        r"(达到|达|突破|超过|增长|提高到?|下降|降低|控制在|保持在|不低于|不少于|为|占|实现|涨幅|增幅|增速|失业率|赤字率)"
        r"[^，]{0,14}(\d|全覆盖|翻一番|清零)",
        half,
    )
    # 的企业给予奖励
    if figure is not None and re.match(r"[^，的]{0,6}的[^，]{2,12}(给予|予以|实行|进行|实施)", half[figure.end() :]):
        return False
    return figure is not None and not _does(clause) and not acts_first(clause)


def _does(clause: str) -> bool:
    """Whether a clause has a verb of doing as its predicate."""
    start = re.sub(  # 力争全市建成
        r"^(力争|争取|确保|计划|拟|基本|全面|累计|全省|全市|全区|全县|全国|全域|每年|并|同时|共|再|要|应|重点|各地区?|各级|各市|各县|各部门|分别|积极|大力|加快|推动|持续|逐步|初步|率先)+",
        "",
        clause[time_opening(clause, None) :],
    )
    if re.search(r"[前内底](?:完成|办结|举行|召开|建成|投用|启动)", clause):  # 于7月中旬前完成
        return True
    opened = re.match("|".join(sorted(word_list("doing-verbs"), key=len, reverse=True)), start)  # 建成 / 开展
    if opened is not None and not _NOUN_TAIL.match(start, opened.end()):
        return True
    return bool(
        re.search(
            rf"(累计|全部|全面|新|并|要|应|将|可|共|须|必须|积极|分批|逐步|重点)({'|'.join(word_list('doing-verbs'))})",
            clause,
        )
    )


def _outcome(text: str) -> bool:
    """Whether every clause only says how things will be (…能力显著增强), and none what is done."""
    pieces = [text[start:end] for start, end in clauses(text)]
    if not pieces or acts_first(text):
        return False
    return all(_state(piece) or _figure_only(piece) for piece in pieces) or text.startswith(
        ("最终实现", "从而实现", "进而实现")
    )


def _state(clause: str) -> bool:
    if re.search(r"(与|同|和)[^，]{2,16}(基本)?同步$|达到上级要求$", clause):  # 与经济增长基本同步
        return True
    bare = re.sub(r"^(有效|使|让|从而|进而)", "", clause)  # 有效提升
    if acts_first(bare) or re.search(r"(要|必须|应当?|须|由|对|将|把|向|按照?|通过|依托|围绕)", bare[:8]):  # 由市水务局
        return False
    return _OUTCOME.search(bare) is not None and (
        _ADVERB.search(bare) is not None
        or re.search(r"得到|取得|达到|实现|走在|位居|处于|领先|前列", bare) is not None  # 走在全省前列
    )
