"""How findings are put into Chinese words: dates, targets, headings and titles."""

from __future__ import annotations

import re

from planlens.model import Deadline, Op, Role, StatedProgress, Target
from planlens.model.wording import ONGOING_TEXT, deadline_words, heading_text, unit_role_text

__all__ = [
    "ONGOING_TEXT",
    "day_text",
    "deadline_text",
    "fit_text",
    "heading_text",
    "progress_lines",
    "role_text",
    "table_title",
    "target_indicator",
    "target_text",
    "target_unit",
    "target_value",
    "unit_role_text",
    "year_text",
]

_ROLES = {
    Role.PREFACE: "前言",
    Role.BACKGROUND: "现状形势",
    Role.PRINCIPLE: "总体要求",
    Role.GOAL: "发展目标",
    Role.TASK: "重点任务",
    Role.SAFEGUARD: "保障措施",
    Role.APPENDIX: "附录",
}

_SPECIAL = {
    ("quantity:cover", "100"): "全覆盖",
    ("quantity:zero", "0"): "清零",
    ("quantity:fold", "2"): "翻一番",
    ("quantity:fold", "4"): "翻两番",
}
"""Values that documents put into words, by the rule that found them and the value."""

# Words that already tell the direction; 增加值 is an indicator, not a direction.
_RISES = re.compile("增长|增加(?!值)|新增|提高|提升|上升|增幅|增速|扩大|翻番")
_FALLS = re.compile("下降|降低|减少|压减|降幅|缩短|削减|下调")
_AT_LEAST = re.compile("(?:不低于|不少于|不小于|超过|高于|大于)$")
_AT_MOST = re.compile("(?<!不)(?:不超过|不高于|不多于|不大于|低于|少于|小于)$")
_REACHES = re.compile("(?:达到|达|为|至|到)$")


def deadline_text(deadline: Deadline | None) -> str:
    """Return ``2025年6月30日`` for ``2025-06-30``, ``长期坚持`` for no end, "" for None."""
    return deadline_words(deadline.value) if deadline is not None else ""


FITS = 0.3
"""A suggested unit with at least this score fits rather well: measured, the first one is right in four of five."""
_FITS_WELL = 0.4  # right in nine of ten, see tests/quality/suggested_units.py


def fit_text(score: float) -> str:
    """Return how well a suggested unit fits: ``很匹配``, ``较匹配`` or ``可参考``; no figure."""
    return "很匹配" if score >= _FITS_WELL else "较匹配" if score >= FITS else "可参考"


def day_text(day: str) -> str:
    """Return ``2025年6月30日`` for an ISO date."""
    return deadline_words(day)


def role_text(role: Role) -> str:
    """Return what a section is for, in the words of plans: ``保障措施``."""
    return _ROLES[role]


def year_text(year: str | None) -> str:
    """Return the year with 年 after it, "" for None."""
    if not year:
        return ""
    return f"{year}年" if year[-1].isdigit() else year


def target_text(target: Target) -> str:
    """Return a target as one phrase: ``森林覆盖率达到42%以上（2025年，约束性）``.

    The document's own clause is used where it holds the indicator; a table's cell or the rest of a list (、800亿元)
    is put into words.
    """
    phrase = _own_words(target)
    if phrase is None:
        indicator, before, after = _parts(target)
        phrase = f"{indicator}{before}{_amount(target)}{after}"
    year = "" if target.year and target.year in phrase else year_text(target.year)
    remarks = "，".join(part for part in (year, target.nature) if part)
    return phrase + (f"（{remarks}）" if remarks else "")


def _own_words(target: Target) -> str | None:
    """Return the document's clause if it names the indicator and the number by itself."""
    text = "".join(target.text.split())
    pairs = {target.indicator[k : k + 2] for k in range(len(target.indicator) - 1)}
    named = sum(pair in text for pair in pairs)
    return text if pairs and named >= 0.8 * len(pairs) and len(text) > len(target.indicator) else None


def target_value(target: Target) -> str:
    """Return a target's value with the word that says how to read it, without the unit: ``不低于42``."""
    special = _SPECIAL.get((target.evidence.rule, target.value))
    if special is not None:
        return special
    if target.evidence.rule == "quantity:rank":
        return f"前{target.value}位"
    _, before, after = _parts(target)
    return f"{before.removeprefix('为')}{_readable(target.value)}{after}"


def target_unit(target: Target) -> str:
    """Return a target's unit, "" where its value is a word that needs none (全覆盖)."""
    return "" if (target.evidence.rule, target.value) in _SPECIAL else target.unit


def target_indicator(target: Target) -> str:
    """Return the thing measured, without a verb left over before the number (``达到``)."""
    return _parts(target)[0]


def table_title(plan_title: str | None, name: str) -> str:
    """Return ``《规划》任务分解表``; book-title marks inside a title become single (GB/T 15834-2011)."""
    title = " ".join((plan_title or "").split())
    if title.startswith("《") and title.find("》") == len(title) - 1:
        title = title[1:-1]
    if not title or title.endswith(name):
        return title or name
    return f"《{title.replace('《', '〈').replace('》', '〉')}》{name}"


def _parts(target: Target) -> tuple[str, str, str]:
    """Return the indicator, the word before and the word after the number; no word is said twice."""
    indicator = _REACHES.sub("", target.indicator)
    match target.op:
        case Op.AT_LEAST:
            before = "" if _AT_LEAST.search(indicator) else "不低于"
        case Op.AT_MOST if indicator.endswith("控制在"):
            return indicator, "", "以内"
        case Op.AT_MOST:
            before = "" if _AT_MOST.search(indicator) else "不超过"
        case Op.INCREASE:
            before = "" if _RISES.search(indicator) else _rise_word(target.unit)
        case Op.DECREASE:
            before = "" if _FALLS.search(indicator) else "下降"
        case _:
            before = ""
    if not before and indicator[-1:].isascii():
        before = "为"  # PM2.5 and 35 must not run together
    return indicator, before, "左右" if target.op is Op.ABOUT else ""


def _rise_word(unit: str) -> str:
    if "百分点" in unit:
        return "提高"
    return "增长" if unit in {"%", "％", "倍", "‰"} else "增加"


def _amount(target: Target) -> str:
    """Return value and unit; a percent sign stands at both ends of a range (GB/T 15835-2011)."""
    low, mark, high = target.value.partition("~")
    if not mark:
        return f"{_readable(target.value)}{target.unit}"
    first_unit = target.unit if target.unit in {"%", "％", "‰"} else ""
    return f"{_readable(low)}{first_unit}～{_readable(high)}{target.unit}"


def _readable(value: str) -> str:
    """Return large round numbers with 万 (1800000 as 180万), ranges with ～."""
    parts = value.split("~")
    if all(re.fullmatch(r"\d+00", part) and int(part) >= 10000 for part in parts):
        parts = [f"{int(part) / 10000:.2f}".rstrip("0").rstrip(".") + "万" for part in parts]
    return "～".join(parts)


def progress_lines(progress: StatedProgress | None) -> list[str]:
    """Return what a file said of a task's progress, a line each; nothing where it said nothing."""
    if progress is None:
        return []
    percent = "" if progress.percent is None else f"完成{progress.percent:g}%"
    return [
        "，".join(filter(None, [progress.status, percent])),
        progress.done,
        f"存在问题：{progress.problems}" if progress.problems else "",
        f"下一步措施：{progress.next_steps}" if progress.next_steps else "",
    ]


SLIP_REQUIREMENTS = {
    "交办单": "请按照职责分工抓紧组织实施，明确责任人和时间表，按期办结，并按要求报送进展。",
    "催办单": "以上事项已临近或超过完成时限，请抓紧办理，说明原因和下一步措施，并书面反馈。",
    "督办单": "以上事项列入督办，请主要负责同志亲自研究，限期办结，并书面报告办理结果。",
}
"""What a paper of each kind asks for, where the office says nothing else."""
