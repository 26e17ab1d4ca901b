"""Part a list of subjects that share a predicate, and give each the words that only one of them has."""

from __future__ import annotations

import re

from planlens.language.lexicon import word_list
from planlens.language.words import conjunctions, cut, frequency, is_verb

_MEASURE = re.compile(
    r"(率|占比|比重|比例|总量|总额|数量|产量|产值|增加值|收入|面积|规模|能力|水平|强度|指数|人数|次数|时间|标准|浓度|投资)$"
)
"""The end of what can be measured (参保率)."""


def is_measure(text: str) -> bool:
    """Whether a text names something that can be measured (参保率, 总产值)."""
    return _MEASURE.search(text) is not None


def subjects(text: str) -> list[str]:
    """Return the subjects of a list, each whole.

    The measure that stands once at the end belongs to all (基本养老保险、基本医疗保险参保率), and so does the thing
    that stands once at the beginning (茶园除草、施肥机械化率). What the two share is told word by word: the first
    subject's last word answers to the last subject's first one, all of its words where both begin alike.
    """
    *others, last = text.split("、")
    parts = [*others, *_pair(last)]
    if len(parts) < 2 or not _MEASURE.search(parts[-1]) or any(map(_MEASURE.search, parts[:-1])):
        return parts
    alike = len(parts) == 2 and (len(parts[0]) <= 2 * len(cut(parts[-1])[0]) or _deeds(*parts))
    head, tail = _shared(parts[0], parts[-1]) if alike else ("", _tail(parts))
    if not _MEASURE.search(tail):
        return parts
    names = [part + tail for part in parts[:-1]] + [parts[-1]]
    return [names[0], *(head + name for name in names[1:])] if head else names


def _deeds(first: str, last: str) -> bool:
    """Whether a subject ends with what is done and the next begins with it: 茶叶采摘、修剪机械化率."""
    return _is_done(cut(first)[-1], cut(last)[0])


def _is_done(first: str, second: str) -> bool:
    return len(first) == len(second) > 1 and is_verb(first) and is_verb(second)


def _pair(text: str) -> list[str]:
    """Part 甲和乙; a text with more conjunctions, or with 及其, stays whole."""
    joined = [(start, end) for start, end in conjunctions(text) if not text.startswith("其", end)]
    if len(joined) != 1 or not 0 < joined[0][0] <= joined[0][1] < len(text):
        return [text]
    return [text[: joined[0][0]], text[joined[0][1] :]]


def _tail(parts: list[str]) -> str:
    """Return what the last of several subjects lends to the others: what leaves it as long as they are.

    智能装备、生物医药、新材料产业规模: the others have four and four characters, so 产业规模 belongs to all.
    """
    length = sum(map(len, parts[:-1])) / (len(parts) - 1)
    last, words = parts[-1], cut(parts[-1])
    named = [count for count in range(1, len(words)) if words[count - 1] not in word_list("target-verbs")]
    ends = [end for end in (len("".join(words[:count])) for count in named) if len(last) - end > 1]
    return last[min(ends, key=lambda end: abs(end - length), default=len(last)) :]


def _shared(first: str, last: str) -> tuple[str, str]:
    """Return what the first subject lends to the others, and what the last one lends to them."""
    closing = last.find(first[-1:], 0, len(first) + 2)
    if closing >= 0:  # 东区、西区空气优良率
        return "", last[closing + 1 :]
    words, end = cut(first), cut(last)
    if len(words) > 1 and _is_done(words[-1], end[0]):  # 名优茶采摘、修剪机械化率
        return "".join(words[:-1]), "".join(end[1:])
    if words[0] == end[0]:
        return "", "".join(end[min(len(words), len(end) - 1) :])
    head = "".join(words[:-1])
    own = len(words[-1])
    if len(end[0]) > own + 1 and frequency(end[0][:own]):  # 农村居民 answers to 城镇 with its first word only
        return "", last[own:]
    return (head if len(head) > 1 and own > 1 else ""), "".join(end[1:])
