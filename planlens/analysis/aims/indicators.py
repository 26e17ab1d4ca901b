"""Read one target out of the clause around a quantity: what is measured, and how the value is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planlens.analysis.aims.openings import verbs, without_opening
from planlens.analysis.aims.subjects import is_measure
from planlens.language.lexicon import word_list
from planlens.language.quantities import Quantity
from planlens.language.words import cut, is_nominal, is_verb
from planlens.model import Op

_ABOUT = re.compile(r"^(左右|上下|前后)")
_LEAST_AFTER = re.compile(r"^(及?以上|及其以上|＋|\+)")
_MOST_AFTER = re.compile(r"^(及?以下|及?以内|之内|内(?=[完办审答响到放受反处])|以里)")
_ABOUT_BEFORE = re.compile(r"((?<![签节预合违履契条公特])约|大概|近|接近)$")
_LEAST = (
    "不低于|不少于|不小于|不得低于|不得少于|不短于|大于等于|至少|最少|突破|≥|>|＞|≧|"
    "(?<![不得])(?:高于|大于|多于|超过|超)|(?<![不得超经通])过"
)
_MOST = (
    "不超过|不高于|不大于|不多于|不得超过|不得高于|最多|小于等于|控制在|控制到|(?<![不得])(?:低于|小于|少于)|"
    "压缩至|压缩到|缩短至|缩短到|缩减至|缩减到|≤|<|＜|≦"
)
_TO_WORDS = (
    "达到|达|实现|保持在?|稳定在|维持在|提高到|提升到|提升至|提高至|增加到|增加至|增长到|增至|上升到|升至|扩大到|"
    "跃升至|跃升到|迈向|迈上|跻身|拟?按照?|降到|降至|降低到|降低至|下降到|下降至|减少到|减少至|减至|发展到|扩充到|拓展到|接近|占|为|(?<![签节预合违履契条公特])约|近|到|至|(?<=[均都皆率])在"
)
_LEAST_BEFORE = re.compile(rf"({_LEAST})了?$")
_MOST_BEFORE = re.compile(rf"({_MOST})$")
_TO = re.compile(r"(达到|达|为|至|到|实现|保持在?|稳定在|维持在|占|增至|升至|降至|是)$")
_UP = re.compile(r"(增长|提高|提升|增加|上升|增速|递增|上浮|扩大|增幅)(?:了|约|速度)?$")
_DOWN = re.compile(r"(下降|降低|减少|压减|压降|缩短|压缩|削减|缩减|减低|下调|消减|减量)(?:了|约)?$")
_FALLS_FIRST = re.compile(r"(?:压减|压降|压缩|削减|缩减|减少|降低)(?![^，]*(?:到|至|为)$)")  # (压减)一般性支出5%
_WHOLE = re.compile(r"^(?:[\u4e00-\u9fff]{2})?全[国省市区县州盟旗域]$")  # 动员全县
_PER = re.compile(r"每[十百千万]?(?:[人户家个台辆亩套名]|常住人口|居民|(?:平方)?公里)$")  # 超每千人6批次
_RATED = re.compile(r"%|百分点|倍|元|分|位|‰|岁|年")
"""Units of what can rise (提升5%); a count of things behind 整治提升 is no rise."""
_WISH = "力争|争取|确保|努力|要|将|可|应|基本|总体|全面|总数|数量"
REACH = re.compile(rf"({_WISH})*({_LEAST}|{_MOST}|{_TO_WORDS})+(了)?$")
"""The words of reaching right before a number (力争达到, 不低于)."""
_BOUND = re.compile(r"(不少于|不低于|不超过|超过|超|逾|至少|最少|约|近|达到?|突破|总计|共计?)+$")  # 支持超
_KEPT = re.compile(r"(每年|年均|每[\d一二两三四五]年|每月|每季度|累计|新增)")
_OBJECT_STOP = re.compile(
    r"^(的)?(目标|水平|标准|要求|规模|比例|大关|台阶|左右|以上|以下|以内|速度|增速|任务)?[。；，,;]?$"
)
_CHANGE = re.compile(r"(年均|同比)?(增长|提高|提升|增加|上升|下降|降低|减少|减量|压减|缩短|压缩)(了|约)?$")
_PLACED = re.compile(
    r"(力争|努力|持续|稳定)*(位居|位列|进入|跻身|稳居|居|排名|保持在?|列|走在|迈入|达到|处于|进)?(在|于)?"
    r"(全国|全球|全省|世界|全市|国内|中部|西部|东部|同类|[^，]{1,4}(地区|城市))*(的)?(排名|位次)?$|(?<![促推改引先增])进入?[\u4e00-\u9fff]{0,8}$"
)
_RANKED_BESIDE = re.compile(r"^[^，]*(领先|一流|前列|第一|提升|提高|改善)(和|及|与|、)")  # 指标全市领先和
_BEFORE_VERB = re.compile(
    r"((力争|争取|确保|努力|基本|全部|总体|平均|分别|总数|均|都|要|应|将|再|共|继续)|"
    r"(由|从)[^，由从]{0,12}\d[^，由从]{0,6}|(比|较)((19|20)\d{2}年|上年|去年)(底|末)?)$"
)
_DANGLING = r"([、，,：:；的]|(?<![共总饱温调缓柔祥中谐])和|(?<!人|平)均|拟(按|安排)?|再|分别|一律)"
_FIXED_OP = ("grade", "cover", "zero", "fold")


@dataclass(frozen=True, slots=True)
class Clause:
    """The words before and after a quantity that belong to it."""

    before: str
    after: str


def ends_with_verb(text: str) -> bool:
    """Whether a text ends with a verb of doing (新培育, 建好)."""
    known = word_list("target-verbs")
    return text.endswith((*known, "好")) or (text.endswith(("了", "出", "约")) and text[:-1].endswith(known))


def acts_last(text: str) -> bool:
    """Whether a text ends with a verb that no list has (优选)."""
    word = cut(text[-6:])[-1] if text else ""
    return re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word) is not None and is_verb(word)


def suffix_length(after: str) -> int:
    """Return how many characters of *after* still belong to the number (以上, 左右)."""
    for pattern in (_ABOUT, _LEAST_AFTER, _MOST_AFTER):
        found = pattern.match(after)
        if found is not None:
            return found.end()
    return 0


def op_of(quantity: Quantity, clause: Clause, object_after: bool) -> Op:
    """Say how a value is to be read; a bound beats a change, and 左右 beats both (不超过10%左右 is ~)."""
    head, after = without_per(clause.before).rstrip("了"), clause.after
    if _ABOUT.match(after) or _ABOUT_BEFORE.search(head):
        return Op.ABOUT
    if _LEAST_AFTER.match(after):
        return Op.AT_LEAST
    if quantity.kind == "rank" or _MOST_AFTER.match(after):
        return Op.AT_MOST
    if _LEAST_BEFORE.search(head) and not (object_after and head.endswith("突破")):
        return Op.AT_LEAST
    if _MOST_BEFORE.search(head):
        return Op.AT_MOST
    if object_after and re.search(r"(至少|不少于|不低于)[^，]{0,6}$", head):
        return Op.AT_LEAST
    if quantity.kind not in _FIXED_OP and not object_after and not _TO.search(head):
        rises = _UP.search(head)
        measured = rises is not None and is_measure(head[: rises.start()])  # 吞吐能力
        if rises and (measured or _RATED.search(quantity.unit) or not head.endswith(("提升", "提高", "扩大"))):
            return Op.INCREASE
        if _DOWN.search(head):
            return Op.DECREASE
        if not object_after and _FALLS_FIRST.match(without_opening(head)):
            return Op.DECREASE
    return Op.EQUAL


def without_per(text: str) -> str:
    """Take 每千人 off the end of a clause (超每千人6批次)."""
    return _PER.sub("", text)


def has_object_after(clause: Clause) -> bool:
    """Whether the thing counted stands behind the number (培育5家企业) rather than before it (企业达到5家)."""
    before, after = clause.before, clause.after
    rest = after[suffix_length(after) :]
    if not rest or _OBJECT_STOP.match(rest) or rest[0] in "，。；、）)或":
        return False
    plain = _BOUND.sub("", without_opening(before))
    if rest[0] in "和及与":  # 1000个和美乡村, but 企业20家和园区
        return len(rest) > 2 and (not plain or ends_with_verb(plain)) and re.search(r"\d", rest) is None
    if rest.startswith("的"):
        return suffix_length(after) == 0 and re.match(verbs(), plain) is not None
    if (
        plain == ""
        or plain.endswith(("为", "给", "向", "对"))
        or ends_with_verb(plain)
        or _KEPT.search(plain[-4:]) is not None
    ):
        return True
    return not (REACH.search(before) and _WHOLE.sub("", _noun(_without_verb(plain))))


def indicator_of(clause: Clause, object_after: bool) -> str:
    """Return the thing measured in the document's words, without time, 力争 and 达到."""
    before = without_opening(clause.before)
    after = clause.after[suffix_length(clause.after) :]
    if object_after:
        plain = _BOUND.sub("", before)
        subject = "" if ends_with_verb(plain) else _noun(_without_verb(plain))
        kept = _KEPT.search(plain)
        prefix = plain[kept.start() :] if kept is not None and not subject else subject
        return _tidy(_described(prefix, after) if after.startswith("的") else prefix + _object(after))
    bound = _LEAST_AFTER.match(clause.after) or _MOST_AFTER.match(clause.after)
    subject = _subject(before, falls=bound is not None)
    goes_on = after.startswith("的") and not _OBJECT_STOP.match(after)
    return _tidy(_described(subject, after) if goes_on else subject)


def _described(measure: str, after: str) -> str:
    """Join what is measured and what has it: (总规模20亿元)的基金 is 基金总规模, (推动80%)的事项下沉 is 事项下沉."""
    if is_measure(measure) and len(measure) <= _SHORT:
        return _object(after) + measure
    return _object(after) if re.fullmatch(verbs(), measure) else measure + after


_SHORT = 6
"""Characters of a measure that needs its thing (年处理能力)."""


def done_to(verb: str, subject: str) -> str:
    """Return the subject under another verb: the 竣工 of 新开工项目200个、竣工150个 is 竣工项目."""
    lead = re.match(rf"({verbs()})+", subject)
    return subject if lead is None or not verb else verb + subject[lead.end() :]


def grade_indicator(clause: Clause) -> str:
    """Return what a size grade is set for (打造新能源千亿级产业集群)."""
    before = re.sub(r"^.*?(打造|建设|形成|培育|构建|建成|迈向)", "", clause.before)
    before = re.sub(rf"^({verbs()}|一批|若干|[个家条]|\d+)+", "", before)  # 1家
    following = re.match(r"[^，。；、]*", clause.after)
    if following is not None and not _OBJECT_STOP.match(following[0]):
        return before + following[0]
    before = re.sub(r"(\d+|[一二两三四五六七八九十]+)个$", "", clause.before)  # 打造1个
    return _tidy(_without_verb(_subject(without_opening(before), falls=False)))


def rank_indicator(clause: Clause) -> str:
    """Return what is to be ranked (经济总量保持全省前三)."""
    subject = _RANKED_BESIDE.sub("", _PLACED.sub("", clause.before))
    return indicator_of(Clause(subject, ""), False) or clause.before


@cache
def _several_verbs() -> re.Pattern[str]:
    """Return the verbs that open a text: 建设, 新建、改建, 新（改、扩）建."""
    verb = rf"(?:{verbs()}|新[（(][改迁扩、]+[）)]建)"
    return re.compile(rf"{verb}+(?:[、和及]{verb}+)*(?=[\u4e00-\u9fff“A-Za-z\d])")


def _led_by_verbs(text: str) -> int:
    """Return how many characters the verbs of doing take that open a text; no word is cut (服务器, 生产总值)."""
    lead = _several_verbs().match(text)
    if lead is None:
        return 0
    start = 0
    for word in cut(text[:40]):
        end = start + len(word)
        if end > lead.end() > start:
            return start
        if end >= lead.end():
            break
        start = end
    return lead.end()


def _subject(text: str, *, falls: bool) -> str:
    """Return the subject of 规上企业达到160家, or the object of 建设实验室20家 without its verb.

    The verb of a change goes (it is the target's op), but for a bounded one (降低不少于1个百分点) and, where *falls*,
    a fall before a bound (压缩30%以上): there the op says nothing of the direction.
    """
    whole, previous = text, None
    while previous != text:
        previous = text
        text = REACH.sub("", text)
        text = _BEFORE_VERB.sub("", text)
        text = re.sub(r"(达到|达)(每[\u4e00-\u9fff]{1,3})$", r"\2", text)
    if re.fullmatch(verbs(), text):
        counted = re.match(rf"{re.escape(text)}(总数|数量)", whole)  # 服务数量
        return text if counted is None else counted[0]
    bounded = re.search(rf"({_LEAST}|{_MOST})$", whole) is not None
    bounded = bounded or (falls and _DOWN.search(text) is not None)
    changed = text if bounded else _CHANGE.sub(lambda found: found[0] if found[1] else "", text)
    changed = changed if bounded else _FALLS_FIRST.sub("", changed)
    return text if not changed else changed if changed != whole else _without_verb(changed)


def _without_verb(text: str) -> str:
    """Take the verbs of doing off the start of a phrase, where enough is left of it.

    What grows (研发经费年均增长) is a thing, whatever verb its name begins with.
    """
    length = _led_by_verbs(text)
    if (
        not length
        or _CHANGE.search(text)
        or text.startswith(("累计", "新增"))
        or _KEPT.match(text)
        or len(text) - length < 3
    ):
        return text
    return text[length:]


def _noun(text: str) -> str:
    """Take the words that name nothing (动员全省, 精准) off the start of a phrase."""
    start = 0
    for word in cut(text):
        if is_nominal(word) or not re.match(r"[\u4e00-\u9fff]{2}", word) or _PLACE.match(text, start + len(word)):
            break
        start += len(word)
    return text[start:]


_PLACE = re.compile(r"[镇乡县区市村街路桥]")  # 奋斗镇


def _object(text: str) -> str:
    return re.sub(r"^(的|(及其?)?以[上下内]|左右)", "", re.sub(r"[。；;，,].*$", "", text))


def _tidy(text: str) -> str:
    return re.sub(rf"^[、，,：:；和及与并的]+|{_DANGLING}+$", "", text.strip())
