"""Read one target out of the clause around a quantity: what is measured, and how the value is to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planlens.language.quantities import Quantity
from planlens.model import Op

_ABOUT = re.compile(r"^(左右|上下|前后)")
_LEAST_AFTER = re.compile(r"^(及?以上|及其以上|＋|\+)")
_MOST_AFTER = re.compile(r"^(及?以下|及?以内|之内|内(?=[完办审答响到放受反处])|以里)")
_ABOUT_BEFORE = re.compile(r"(约|大约|大概|近|接近)$")
_LEAST_BEFORE = re.compile(
    r"(不低于|不少于|不小于|不得低于|不得少于|不短于|不高于以下|大于等于|至少|最少|高于|大于|多于|超过|突破|超|过|≥|>|＞|≧)了?$"
)
_MOST_BEFORE = re.compile(
    r"(不超过|不高于|不大于|不多于|不得超过|不得高于|最多|小于等于|控制在|控制到|低于|小于|少于|压缩至|压缩到|缩短至|缩短到|缩减至|缩减到|≤|<|＜|≦)$"
)
_TO = re.compile(r"(达到|达|为|至|到|实现|保持在?|稳定在|维持在|占|增至|升至|降至|是)$")
_UP = re.compile(r"(增长|提高|提升|增加|上升|增速|递增|上浮|新增|扩大|增幅)(?:了|约|速度)?$")
_DOWN = re.compile(r"(下降|降低|减少|压减|压降|缩短|压缩|削减|缩减|减低|下调|消减)(?:了|约)?$")
_REACH = (
    r"(力争|争取|确保|努力|要|将|可|应|基本|总体|全面|总数|数量)*(达到|达|突破|超过|实现|保持在?|稳定在|维持在|控制在|提高到|提升到|提升至|提高至|增加到|增加至|"
    r"增长到|增至|上升到|升至|扩大到|降到|降至|降低到|降低至|下降到|下降至|压缩至|压缩到|缩短至|缩短到|减少到|减少至|减至|发展到|扩充到|拓展到|"
    r"不低于|不少于|不小于|不得低于|不得少于|至少|不超过|不高于|不大于|不得超过|高于|低于|大于|小于|接近|占比?达?到?|为|过|超|约|近|到|至|≥|≤|>|<|＞|＜)+(了)?$"
)
REACH = re.compile(_REACH)
_TIME = re.compile(
    r"^(力争|争取|确保|努力|计划|预计|全省|在)?(到|至|从|截至|在)?[“\"]?(20\d{2}年?(底|末|前|年底|年末)?(前|之前)?|“?十[一二三四五六]五”?|规划)(期间|时期|期末|末期?|底|前|内)?[，,]?(每年)?"
)
_LEADING = re.compile(
    r"^(并|且|同时|其中|使|力争|争取|确保|努力|预计|计划|要|应|须|可|将|实现|基本|率先|进一步|积极|大力|加快|推动|推进|促进|使得|力促|切实|全面|共|再|新|着力)+(?=[\u4e00-\u9fff])"
)
_KEPT = re.compile(r"(每年|年均|每[\d一二两三四五]年|每月|每季度|累计|新增)")
VERBS = (
    "培育壮大", "培育引进", "引进培育", "培育", "培养", "建设改造", "建设运营", "建设", "建成投用", "建成", "新建改建", "新建", "改建", "扩建", "改造提升", "改造", "打造", "形成", "建立",
    "构建", "搭建", "组建", "设立", "成立", "制修订", "制定", "制订", "编制", "修订", "出台", "发布", "研制", "研发", "开发", "攻克", "突破", "实施", "开展", "组织", "举办",
    "承办", "引进", "引育", "引导", "招引", "吸引", "支持", "扶持", "推动", "推进", "推广", "推选", "遴选", "评选", "选树", "选派", "选聘", "认定", "命名", "创建", "争创", "完成", "启动",
    "新增", "增加", "净增", "累计", "达到", "拥有", "聚集", "集聚", "汇聚", "布局", "落地", "转化", "培训", "孵化", "服务", "完善", "升级", "更新", "整治", "治理", "清淤", "修复", "种植",
    "发放", "提供", "安排", "招聘", "储备", "应用", "部署", "安装", "配备", "建强", "做强", "壮大", "落实", "征集", "梳理", "策划", "谋划", "申报", "争取", "获得", "培优", "选取", "选择", "扩大", "覆盖",
    "投放", "投用", "开通", "打通", "贯通", "规划建设", "高标准建设", "创新", "总结", "宣传", "表彰", "帮扶", "惠及", "解决", "盘活", "淘汰", "关停", "加快建设", "支持建设", "推动建设", "划定", "保护", "供应", "筹集", "供给", "改扩建", "绿化", "建造", "出栏", "发展", "招收", "招录", "实现", "创作", "推出", "生产", "打击", "办理", "受理", "新开工", "开工建设", "开工", "竣工", "组织实施", "扩容", "复垦", "整理", "建有", "设置", "开设", "开办", "开辟", "对接", "签约", "创办", "培植", "扶优", "推介", "力争", "争取",
)  # fmt: skip
VERB_END = re.compile(rf"({'|'.join(sorted(map(re.escape, VERBS), key=len, reverse=True))})(了|出|约)?$")
_OBJECT_STOP = re.compile(
    r"^(的)?(目标|水平|标准|要求|规模|比例|大关|台阶|左右|以上|以下|以内|速度|增速|任务)?[。；，,;]?$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words before and after a quantity that belong to it."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a quantity sets: the indicator, how to read the value, and where the words around it end."""

    indicator: str
    op: Op
    object_after: bool


def suffix_length(after: str) -> int:
    """Return how many characters of *after* still belong to the number (以上, 左右)."""
    for pattern in (_ABOUT, _LEAST_AFTER, _MOST_AFTER):
        found = pattern.match(after)
        if found is not None:
            return found.end()
    return 0


def op_of(quantity: Quantity, before: str, after: str, object_after: bool) -> Op:
    """Say how a value is to be read; a bound beats a change, and 左右 beats both (annotation guide, targets)."""
    head = before.rstrip("了")
    about_after, about_before = _ABOUT.match(after), _ABOUT_BEFORE.search(head)
    if about_after or about_before:
        return Op.ABOUT
    if quantity.kind == "rank":
        return Op.AT_MOST
    if _LEAST_AFTER.match(after):
        return Op.AT_LEAST
    if _MOST_AFTER.match(after):
        return Op.AT_MOST
    if _LEAST_BEFORE.search(head) and not (object_after and head.endswith("突破")):
        return Op.AT_LEAST
    if _MOST_BEFORE.search(head):
        return Op.AT_MOST
    if quantity.kind in ("grade", "cover", "zero", "fold"):
        return Op.EQUAL
    if object_after or _TO.search(head):
        return Op.EQUAL
    if _UP.search(head) and not head.endswith("新增"):
        return Op.INCREASE
    return Op.DECREASE if _DOWN.search(head) else Op.EQUAL


def has_object_after(before: str, after: str) -> bool:
    """Whether the thing counted stands behind the number (培育5家企业) rather than before it (企业达到5家)."""
    rest = after[suffix_length(after) :]
    if not rest or _OBJECT_STOP.match(rest) or rest[0] in "，。；、）)和及或与":
        return False
    plain = _BOUND.sub("", _strip_time(before))
    if rest.startswith("的"):
        return suffix_length(after) == 0 and plain.startswith(VERBS)
    if not plain or VERB_END.search(plain) is not None or _KEPT.search(plain[-4:]) is not None:
        return True
    return not REACH.search(before)


_BOUND = re.compile(r"(不少于|不低于|不超过|超过|至少|最少|约|近|达到?|突破|总计|共计?)+$")


def indicator_of(clause: Clause, object_after: bool) -> str:
    """Return the thing measured in the document's words, without time, 力争 and 达到."""
    before = _strip_time(clause.before)
    after = clause.after[suffix_length(clause.after) :]
    if object_after:
        plain = _BOUND.sub("", before)
        subject = _without_verb(plain) if VERB_END.search(plain) is None else ""
        kept = _KEPT.search(plain)
        prefix = plain[kept.start() :] if kept is not None and not subject else subject
        return _tidy(prefix + _object(after))
    subject = _subject(before)
    rest = after
    if rest.startswith("的") and not _OBJECT_STOP.match(rest):
        return _tidy(subject + rest)
    return _tidy(subject)


def _strip_time(text: str) -> str:
    text = _TIME.sub("", text.strip("，,、；;。 "))
    return _LEADING.sub("", text)


def _subject(text: str) -> str:
    previous = None
    while previous != text:
        previous = text
        text = REACH.sub("", text)
        text = re.sub(r"(力争|争取|确保|努力|基本|全部|总体|平均|分别|总数|均|都|要|应|将|再|共|由[\d.%]+)$", "", text)
    found = VERB_END.match(text)
    if found is not None and found.end() == len(text):
        return text
    changed = re.sub(
        r"(年均|同比)?(增长|提高|提升|增加|上升|下降|降低|减少|压减|缩短|压缩)(了|约)?$",
        lambda m: m[0] if m[1] else "",
        text,
    )
    return _without_verb(changed or text)


def _without_verb(text: str) -> str:
    """Take the verbs of doing off the start of a phrase, where enough is left of it."""
    lead = re.match(
        rf"({'|'.join(sorted(map(re.escape, VERBS), key=len, reverse=True))})+(?=[\u4e00-\u9fff“A-Za-z\d])", text
    )
    if lead is None or text.startswith(("累计", "新增")) or _KEPT.match(text) or len(text) - lead.end() < 3:
        return text
    return text[lead.end() :]


def _object(text: str) -> str:
    text = re.sub(r"[。；;，,].*$", "", text)
    return re.sub(r"^(的|以上|左右)", "", text)


def _tidy(text: str) -> str:
    return re.sub(r"^[、，,：:；和及与并的]+|[、，,：:；的]+$", "", text.strip())
