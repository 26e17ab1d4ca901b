"""Portions of things that something is done to: 对30%以上的市和5%以上的县开展抽查 aims at two of them.

What is measured is then the thing with the deed before it (抽查的市), not the words before the number.
"""

from __future__ import annotations

import re

from planlens.analysis.aims.openings import without_opening
from planlens.language.words import conjunctions

# 省级部门每年要对本区域内
_DONE_TO = re.compile(r"(?P<actor>[^，。；：对]*?)(?:[要应须将]|分别)?对(?:于|全[省市区县])?[^，。；：、对]{0,16}$")
# (县级)开展质量抽查
_DEED = re.compile(r"(?:组织|分批)?(?:开展|进行|实施)(?P<deed>[\u4e00-\u9fff]{2,12})$")
_BOUND = re.compile(r"(?:及?以上|左右|以下|以内)?的")  # 以上的
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")  # 市（地、州、盟）
_NEXT = re.compile(r"[、，,]|\d")  # 5 of 市和5%以上的县
_LONGEST = 40
"""Characters that the thing and the deed have at most."""


def portion_of(before: str, after: str) -> str | None:
    """Return what a portion is one of (每年质量抽查的市), None where nothing is done to portions.

    Args:
        before: the words of the clause before its first number.
        after: the words behind the number, up to the clause's end.
    """
    lead, bound, deed = _DONE_TO.match(before), _BOUND.match(after), _DEED.search(after[-_LONGEST:])
    if lead is None or bound is None or deed is None:
        return None
    rest = after[bound.end() :].removesuffix(deed[0])
    following = _NEXT.search(_BRACKETED.sub(lambda found: "＊" * len(found[0]), rest))
    if following is not None:
        joints = [start for start, _ in conjunctions(rest[: following.start()])]
        rest = rest[: joints[-1] if joints else following.start()]
    named = 0 < len(rest) <= _LONGEST
    return f"{without_opening(lead['actor'] + deed['deed'])}的{rest}" if named else None
