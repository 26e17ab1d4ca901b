"""Who does what: the ways in which a clause orders something, besides a verb at its very beginning.

A clause may name who acts (各区要…, 市财政局安排…), put a duty first (应当, 不得, 请), or lead its verb by an object
(为…提供, 将…纳入, 对…进行). None of these decides; each is evidence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from planlens.analysis.notes.units import suffixes
from planlens.language.dates import time_opening
from planlens.language.weights import Features

_NEAR = 32
"""Characters of a clause in which its subject stands."""
_MUST = re.compile(
    r"(?:必须|应当|应该|务必|一律|不得|不准|严禁|禁止|切实|(?<![主需重摘概紧纪只])要(?![求素点闻害件]|不是)|(?<![相适反响供])应(?![用急对该变收届])|(?<!必)须(?!知))"
)
"""各校要摸清需求, 留样食品应冷藏保存, 不得擅自改变."""
_ASKS = re.compile(r"请(?=[\u4e00-\u9fff])(?!示|予审议)")
"""请各单位报送, 请相应推迟."""
_WILL = re.compile(r"(?<![即必])将(?=[在于从对把为由继续会全面组织进按以]|\d)|拟(?=[于在建])|统一于")
"""市教育局将于6月组织督导."""
_OBJECT = re.compile(
    r"(?:为(?!了|期|主|[达到约\d.]+[%％亿])|把|将(?![于在对从继会])|对(?!于|应)|向|给|由|按|依|以|与)(?=[^，。；]{2,})"
)
"""为老年人免费体检, 把成效纳入考核."""
_THEN = re.compile(
    r"进行|实施|开展|给予|予以|提供|纳入|列入|报送|上报|推迟|延[期后]|调整|安装|发放|免费|办理|移交|追究|问责|处理|约谈|通报|拨付|划转|落实到|配备|保存|接种|改造|公布|公开|备案"
)
"""What people do behind an object: 对…实施改造, 于二季度拨付到位."""
_MODAL = re.compile(r"(?:必须|应当|应该|要|应|须|将|拟|请)(?:于|在)?")
"""县卫健局将于6月份组织抽测: what may stand between a subject and its verb."""
_DUTY = re.compile(
    r"(?:具体|统一|共同|分别|统筹|主要)?(?:负责|牵头|承担|会同|联合|协调|统筹|组织|配合|协助|督促|指导|报|安排|拨付|督查)"
)
"""市城管局负责绿化管护, 市商务局会同邮政公司建设."""
_ANYBODY = re.compile(r"各|每|全[省市区县体]|有关|相关|任何|所有")
"""各县区, 每校, 有关部门: who acts without the name of an office."""
_KIND = re.compile(
    r"校|区|县|市|州|旗|镇|乡|街道|地|部门|单位|企业|园|村|社区|班|科|处|室|级|方|者|人|[）)]",
)
"""乡, 镇 of 各乡镇: what such a name may end with."""
_ROLE = re.compile(
    r"学校|幼儿园|企业|单位|部门|机构|校长|园长|专班|我们|财政|政府|党委|物业|业主|经营者|领导小组|办公室|公司"
)
"""学校, 专班, 各燃气公司: who acts, named by what it is."""


def deeds(bare: str, parts: list[str], acts_first: Callable[[str, int], bool]) -> Features:
    """Return how the clauses of a sentence order something, by the ways listed above.

    Args:
        bare: the sentence without its ordinal and its stop.
        parts: its clauses.
        acts_first: whether a text has a verb of doing at a place.
    """
    found: Features = {}
    for part in parts:
        head = part[:_NEAR]
        start = time_opening(head, None)
        ends = _subject_ends(head, start)
        acting = any(_predicate(part, end, acts_first) for end in ends)
        if acting:
            found["order:actor"] = 1.0
        if _MUST.search(head) is not None:
            found["order:must-actor" if ends else "order:must"] = 1.0
        if _ASKS.search(head) is not None:
            found["order:asks"] = 1.0
        if _WILL.search(head) is not None:
            found["order:will"] = 1.0
        led = _OBJECT.match(part, start) or next((m for end in ends if (m := _OBJECT.match(part, end))), None)
        if led is not None:
            found["order:object" if _done_behind(part, led.end(), acts_first) else "order:led"] = 1.0
        if start and acts_first(part, start):
            found["order:dated"] = 1.0
    if bare and _THEN.search(bare):
        found["order:then"] = 1.0
    return found


def _predicate(part: str, end: int, acts_first: Callable[[str, int], bool]) -> bool:
    """Whether what stands behind a subject is done by it."""
    modal = _MODAL.match(part, end)
    later = modal.end() if modal is not None else end
    later += time_opening(part[later : later + _NEAR], None)
    return _DUTY.match(part, later) is not None or acts_first(part, later)


def _done_behind(part: str, start: int, acts_first: Callable[[str, int], bool]) -> bool:
    return _THEN.search(part, start) is not None or any(acts_first(part, k) for k in range(start + 1, len(part) - 1))


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?:{suffixes()})(?:（[^（）]*）)?(?:等(?:部门|单位)?)?")  # 市财政局等部门


@lru_cache(maxsize=4096)
def _subject_ends(head: str, start: int) -> tuple[int, ...]:
    """Return where a subject may end that a clause begins with behind the time."""
    ends = {found.end() for found in _offices().finditer(head, start + 2)}
    anybody = _ANYBODY.match(head, start)
    if anybody is not None:
        ends |= {found.end() for found in _KIND.finditer(head, anybody.end(), anybody.end() + 12)}
    role = _ROLE.match(head, start)
    if role is not None:
        ends.add(role.end())
    return tuple(sorted(ends))
