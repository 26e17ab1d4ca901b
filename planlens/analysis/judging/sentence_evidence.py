"""What speaks for and against a sentence being a task: where it stands, how it begins, what it may be instead."""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import pairwise

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.judging.calendars import TIME_RULE
from planlens.analysis.judging.commitments import acts, acts_first, reason_against
from planlens.analysis.judging.section_evidence import voice
from planlens.analysis.judging.years import own_year
from planlens.analysis.notes.note_places import notes_in
from planlens.analysis.notes.running_notes import running_note
from planlens.analysis.outline.markers import Style, marker_of
from planlens.language.dates import time_opening
from planlens.language.sentences import STOPS
from planlens.language.weights import Features
from planlens.model import Role

_ITEMS = (Style.ARABIC, Style.ARABIC_PAREN)
ACTING = (Role.TASK, Role.SAFEGUARD)
# 云山市水务局
_OFFICE = re.compile(r"[^，。；：、]{2,40}(局|委|委员会|办公室|政府|人民法院|检察院|厅|部|署|领导小组)。?")
_LABEL = re.compile(r"[^，。；：、]{1,8}[:：](?!.*[，。；])")  # 组长：王甲
_PICTURE = re.compile(r"[^，。；：]{2,40}(示意|分布|布局|结构|规划|流程|关系|框架)图")  # 云山市空间布局图
_TABLE = re.compile(
    r"[^，。；：]{2,40}((分工|分解|一览|指标|情况|安排|计划|任务|项目|汇总|统计|进展|进度)表|台账)"  # 重点项目一览表
)
_REMARK = re.compile(r"(注|资料来源|数据来源|备注|说明)\s?[:：]|[图表]\s?\d|①")  # 注：数据为初步统计
_REACHES = re.compile(
    r"达|实现|突破|超|过[\d百千万亿]|增|提高|提升|降|减|控制|保持|稳定|占|为|[高低大小多少]于|力争|具备|形成|成为|率"
)
"""Without any of these a dated sentence with a count is done by somebody: 到2026年，汇编30个实例."""
_ATTACHED = re.compile(r"附(件|表|录)?\d?[:：]")  # 附：重点任务清单
_CONTACT = re.compile(r"(联系|咨询|监督|举报)?(人|电话|邮箱|地址|方式|传真)[:：]")  # 联系人：宋某，电话：8800
_FORMULA = re.compile(r"[^，。；]{2,30}=[^=]{2,}")  # 考评得分=日常得分×60%+年终得分×40%
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[)）]。?")  # （粮食站）
_STANDING = re.compile(r"作为[^，。；]{2,40}，")  # 作为特色学校，
_WHO = ("单位", "部门", "主体", "专家", "负责人", "联系人")


def evidence(draft: Draft) -> list[Features]:
    """Return the evidence for each of the draft's sentences, in their order."""
    year = own_year(draft)
    voices = [voice(sentence.flow.text) for sentence in draft.sentences]
    reasons = [reason_against(sentence.flow.text, year) for sentence in draft.sentences]
    sizes = Counter(sentence.heading for sentence in draft.sentences)
    doing = Counter(s.heading for s, told in zip(draft.sentences, voices, strict=True) if told["acts"])
    listed, chained = _listed_first(draft), _chained(draft)
    divided = {heading.chapter for heading in draft.headings}
    found = []
    for index, sentence in enumerate(draft.sentences):
        text = sentence.flow.text
        features = dict(voices[index])
        if _in_calendar(draft, sentence):
            features["calendar"] = 1.0
        else:
            features[f"against:{reasons[index]}{_how(reasons[index], text, voices[index])}"] = 1.0
        if sentence.paragraph in listed:
            features["listed-first"] = 1.0
        if sentence.heading is not None and sentence.heading in divided:
            features["introduces&acts" if acts_first(text) else "introduces"] = 1.0
        if index in chained:
            features["chained&acts" if acts_first(text) else "chained"] = 1.0
        features |= _place(draft, sentence)
        features |= _kind(draft, sentence)
        size, active = sizes[sentence.heading], doing[sentence.heading]
        features["section-acts"] = active / (size + 2)
        features["section-rests"] = (size - active) / (size + 2)
        if acts(text):
            features["acts-anywhere"] = 1.0
        found.append(features)
    return found


def _how(reason: str | None, text: str, told: Features) -> str:
    """Return what makes a reason against a task doubtful: 到2026年，汇编30个实例 counts what is done."""
    if reason != "target":
        return ""
    if _REACHES.search(text) is None:
        return "-counted"
    return "-done" if any(name.startswith("order:") for name in told) else ""


def _place(draft: Draft, sentence: Sentence) -> Features:
    """Return how likely the section is one where something is to be done, as log odds within ±4."""
    if not draft.headings:
        return {"no-sections": 1.0}
    if sentence.heading is None:
        return {"before-sections": 1.0}
    roles = draft.headings[sentence.heading].roles
    share = min(max(sum(roles.get(role, 0.0) for role in ACTING), 0.018), 0.982)
    features = {f"role:{role}": chance for role, chance in roles.items() if role not in ACTING and chance >= 0.05}
    return {**features, "acting-section": math.log(share / (1 - share))}


def _kind(draft: Draft, sentence: Sentence) -> Features:
    """Return what the form of a sentence tells: its end, its paragraph, whether it is a caption, a label or a name."""
    text, paragraph = sentence.flow.text, draft.paragraphs[sentence.paragraph]
    names = {f"stop:{text[-1]}" if text[-1] in STOPS or text[-1] in ":：" else "stop:none"}
    if notes_in(paragraph.text):
        names.add("noted")
    if running_note(text) is not None:
        names.add("charges")
    if paragraph.marker is not None:
        names.add("marked")
    if not acts(text) and (_OFFICE.fullmatch(text) or _asked_for(draft, sentence)):
        names.add("names-office")
    if _LABEL.match(text) and not acts(text):
        names.add("label")
    if _PICTURE.fullmatch(text) or _TABLE.fullmatch(text) or _ATTACHED.match(text):
        names.add("caption")
    if _REMARK.match(text) and marker_of(text) is None:
        names.add("caption")
    standing = _STANDING.match(text)
    if standing is not None and not acts_first(text, standing.end()):
        names.add("says-what-it-is")
    if _CONTACT.match(text) or _FORMULA.match(text) or _IN_BRACKETS.fullmatch(text):
        names.add("aside")
    return dict.fromkeys(names, 1.0)


def _listed_first(draft: Draft) -> set[int]:
    """Return the items (1. 2. …) that a document lists before its first heading: they are what it asks for."""
    first = min((heading.paragraph for heading in draft.headings), default=0)
    paragraphs = ((k, paragraph) for k, paragraph in enumerate(draft.paragraphs[:first]) if not paragraph.colophon)
    items = [k for k, paragraph in paragraphs if paragraph.marker is not None and paragraph.marker.style in _ITEMS]
    return set(items) if len(items) > 1 else set()


def _chained(draft: Draft) -> set[int]:
    """Return the sentences behind a semicolon of one that says how things will be by a year.

    到2028年，误差小于1%；漏点定位成功率高于90%：what follows is meant for that year too.
    """
    found: set[int] = set()
    for index, (before, sentence) in enumerate(pairwise(draft.sentences), 1):
        follows = before.paragraph == sentence.paragraph and before.flow.text[-1] in ";；"
        if follows and (index - 1 in found or _dated_state(before.flow.text)):
            found.add(index)
    return found


def _dated_state(text: str) -> bool:
    opened = time_opening(text, None)
    return opened > 0 and not acts_first(text, opened)


def _in_calendar(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence without a full stop is an item of a calendar: what stands under a month is to be done then."""
    if sentence.heading is None or sentence.flow.text[-1] == "。":
        return False
    return draft.headings[sentence.heading].evidence.rule == TIME_RULE


def _asked_for(draft: Draft, sentence: Sentence) -> bool:
    """Whether the heading asks who takes part (试点单位：云山大学)."""
    if sentence.heading is None:
        return False
    return draft.headings[sentence.heading].title.rstrip("。：:").endswith(_WHO)
