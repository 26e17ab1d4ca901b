"""What opens or follows the words of a clause without naming what is measured: times, wishes, comparisons."""

from __future__ import annotations

import re
from functools import cache

from planlens.language.dates import times
from planlens.language.lexicon import word_list
from planlens.language.words import frequency

_ITEM = re.compile(
    r"^(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、](?!\d)|[①-⑳]|第?[一二三四五六七八九十]是)\s?"
)
"""The number of an item in front (（一）, ④, 一是)."""
_TIME = re.compile(
    r"^(力争|争取|确保|努力|计划(?!投资)|预计|全省|在)?(到|至|从|截至|在)?[“\"]?"
    r"(20\d{2}年?(底|末|前|年底|年末)?(前|之前)?|“?十[一二三四五六]五”?|规划)(期间|时期|期末|末期?|底|前|内)?"
    r"(\d{1,2}月(\d{1,2}日)?(底|末|中旬|上旬|下旬)?(前|之前)?)?[，,]?(每年)?"
)
# 力争实现
_LEADING = re.compile(
    r"(同时|其中|力争|争取|确保|保证|努力|预计|计划(?!投资)|实现|基本(?=建成|形成|完成|实现|消除|达到)|率先|进一步|积极|大力|加快|推动|推进|"
    r"促进|使得|力促|带动|拉动|助力|切实|全面|着力|全力|今年|全年(?!日|空气)|年内)+(?=[\u4e00-\u9fffA-Z“\d])"
)
_LEADING_CHARACTER = re.compile(r"[并且使要应须可将共再拟先](?=[\u4e00-\u9fff])")
"""What leads too where it begins no longer word (将 of 将新增, not 应 of 应用型)."""
# 比上年同期, 较2025年底; a time behind the subject (今年)
_AGAINST = re.compile(
    r"[比较](上一?年|去年|(19|20)\d{2}年)(年初预算|同期|底|末)?|(今年|(?<![一二两三四五六七八九十\d])年内)$"
)
_STARTS_FROM = re.compile(r"在[^，。；、在]{1,12}的?基础上")  # (办理时限)在法定时限基础上(压减)
_SPAN = r"(?:用|在)?[一二两三四五六七八九十\d]{1,2}年(?:左右)?(?:的?时间)?内?"
_BEFORE_FEAST = re.compile(r"^[\u4e00-\u9fff]{1,4}(?:节|期|季|冬|春|假|学)[以之]?前")  # 春节前, 汛期前
_LASTED = re.compile(rf"(?<=[\u4e00-\u9fff]){_SPAN}$")  # (利用外资规模)三年(翻一番)


@cache
def verbs() -> str:
    """Return the verbs of doing that set a count, as alternatives of a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, word_list("target-verbs")), key=len, reverse=True))


@cache
def _lasts() -> re.Pattern[str]:
    """Return a span of time that opens a clause: 三年 of 三年轮训, the whole of 3年内."""
    return re.compile(rf"^{_SPAN}(?=$|{verbs()})")


def without_opening(text: str) -> str:
    """Return the words before a number without item number, time, wish (力争, 实现) and comparison (较2025年)."""
    text = _ITEM.sub("", text.strip("，,、；;。 "))
    text = _STARTS_FROM.sub("", _AGAINST.sub("", text))
    previous = None
    while previous != text:
        previous = text
        text = _BEFORE_FEAST.sub("", _without_time(text))
        text = _TIME.sub("", _LEADING.sub("", text, count=1) if _LEADING.match(text) else text)
        text = _LASTED.sub("", _lasts().sub("", text))
        if _LEADING_CHARACTER.match(text) and not _begins_word(text):
            text = text[1:]
    return text


def _without_time(text: str) -> str:
    """Take a time off the start of a phrase, in all forms that the grammar of times knows (三季度末, 上半年)."""
    found = times(text[:24], "2000") if text[:1] in _TIMES else ()
    return text[found[0].end :].lstrip("，,") if found and found[0].start == 0 else text


_TIMES = frozenset("0123456789一二三四五六七八九十第前上下年本今明岁全Q“")
"""What a time begins with."""


def _begins_word(text: str) -> bool:
    """Whether the first character of a text belongs to a longer word (应用, 可支配)."""
    return any(frequency(text[:length]) for length in (2, 3) if length <= len(text))
