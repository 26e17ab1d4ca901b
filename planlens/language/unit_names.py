"""Names of units as people type them: abbreviations find full names, and the words that a duty shares with a task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from planlens.language.lexicon import word_list

_LEVEL = re.compile(r"^(?:自治区|[省市州盟区县旗])(?!场|容|域|委会)")  # 市 of 市科技局


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """An office: its full name (市财政局), other names for the same one, its duties ("" if they do not matter)."""

    name: str
    others: tuple[str, ...] = ()
    duties: str = ""


def level_word(name: str) -> str:
    """Return the word for the level that a name begins with, "" for none."""
    found = _LEVEL.match(name)
    return found[0] if found else ""


def bare_name(name: str) -> str:
    """Return a name without the word for the level before it (市财政局 as 财政局)."""
    return _LEVEL.sub("", name) or name


def completions(typed: str, used: Mapping[str, int], known: Sequence[KnownUnit] = (), most: int = 8) -> list[str]:
    """Return full names that may be meant by what somebody has typed, the likeliest first.

    A name fits where it begins with what was typed, holds it, or holds its characters in their order (住建局 for
    市住房城乡建设局); an office also where one of its other names (发改委) does. Better fits come first; among
    equals names that the project uses, the most frequent before the others, then offices in the order given.

    Args:
        typed: the beginning of a name or an abbreviation; nothing is found for nothing.
        used: the names in the project, with the number of tasks of each.
        known: offices that may not be in use yet.
        most: how many names are returned at most.
    """
    wanted = "".join(typed.split())
    if not wanted:
        return []
    fits = {name: _fit(wanted, name) for name in used}
    for unit in known:
        best = min(_fit(wanted, unit.name), _fit_of_others(wanted, unit))
        fits[unit.name] = min(best, fits.get(unit.name, _NO_FIT))
    found = [name for name, fit in fits.items() if fit < _NO_FIT]
    found.sort(key=lambda name: (fits[name], -used.get(name, 0)))
    return found[:most]


def resolved(typed: str, used: Collection[str], known: Sequence[KnownUnit] = ()) -> str:
    """Return the full name that a short one stands for: 财政局 or 发改委; for anything else what was typed.

    A name in use, or an office's own, stays as it is. Then come the names in use without the level's word, other
    names of offices, and the offices' own names without it (of the level of the first office): each only if it is
    the only one.
    """
    wanted = "".join(typed.split())
    if not wanted or wanted in used or any(unit.name == wanted for unit in known):
        return wanted
    own = [unit for unit in known if level_word(unit.name) == level_word(known[0].name)]
    for names in (
        [name for name in used if _fit(wanted, name) <= 1],
        [unit.name for unit in own if _fit_of_others(wanted, unit) <= 1],
        [unit.name for unit in own if _fit(wanted, unit.name) <= 1],
    ):
        if names:
            return names[0] if len(names) == 1 else wanted
    return wanted


def short_for(typed: str, name: str) -> bool:
    """Whether what was typed is another way to write a whole name: 财政局, 工信局 for 市工业和信息化局.

    An abbreviation is one of an office: it ends as offices do, begins as the name does (without the level's word), and
    its characters stand in the name in their order.
    """
    wanted = bare_name("".join(typed.split()))
    if _fit("".join(typed.split()), name) <= 1:
        return True
    fits = _fit("".join(typed.split()), name) < _NO_FIT and wanted[:1] == bare_name(name)[:1]
    return fits and len(wanted) > 2 and bool(_OFFICE.search(wanted)) and not name.startswith(typed)


def names_meant(typed: str, names: Iterable[str], known: Sequence[KnownUnit] = ()) -> frozenset[str]:
    """Return which of these names something typed stands for as a whole, by itself or as an office's other name."""
    wanted = "".join(typed.split())
    if len(wanted) < 2:
        return frozenset()
    offices = {unit.name for unit in known if _fit_of_others(wanted, unit) <= 1}
    return frozenset(name for name in names if name in offices or short_for(wanted, name))


# 公安局, 教育厅, 统战部, 团委, 信访办: the end of an office's name
_OFFICE = re.compile(r"[局委厅办部署处院队社](?:室)?$")
# 团(省)委, 人民银行(市)分行: a name that tells its level itself
_TOLD = re.compile(r"[省市州盟区县旗]")


_WHOLE = re.compile(r"(?:自治区|[省市州盟区县旗])(?:委|政府|人大|政协)")  # 市委: not short for another


def likely(typed: str, used: Mapping[str, int], known: Sequence[KnownUnit] = ()) -> str:
    """Return the unit that is probably meant by a name that nobody knows, "" for none or a name that is known.

    An office of the document's own level whose name has what was typed in it; where no office is known, the name of an
    office typed without its level gets that of most units in use (公安局 beside 市财政局: 市公安局).
    """
    wanted = "".join(typed.split())
    if not wanted or wanted in used or _WHOLE.fullmatch(wanted) or any(unit.name == wanted for unit in known):
        return ""
    level = level_word(known[0].name) if known else ""
    if not level:
        levels = Counter({name: count for name, count in used.items() if level_word(name)})
        level = level_word(levels.most_common(1)[0][0]) if levels else ""
    found = [name for name in completions(wanted, used, known) if level_word(name) == level or name in used]
    if found:
        return found[0]
    return f"{level}{wanted}" if level and _OFFICE.search(wanted) and not _TOLD.search(wanted) else ""


_NO_FIT = 9


def _fit(wanted: str, name: str) -> int:
    """Return how well a name fits: 0 the same, then without the level's word, its beginning, a part, its characters."""
    bare_wanted, bare = bare_name(wanted), bare_name(name)
    if wanted == name:
        return 0
    if bare_wanted != wanted and wanted[0] != name[0]:  # of different levels
        return _NO_FIT
    if bare_wanted == bare:
        return 1
    if name.startswith(wanted) or bare.startswith(bare_wanted):
        return 2
    if bare_wanted in bare:
        return 3
    return 4 if len(bare_wanted) > 1 and _in_order(bare_wanted, bare) else _NO_FIT


def _fit_of_others(wanted: str, unit: KnownUnit) -> int:
    """Return how well the other names of a unit fit; they have no level's word, so its own is put before them."""
    level = level_word(unit.name)
    return min((_fit(wanted, other if level_word(other) else level + other) for other in unit.others), default=_NO_FIT)


def _in_order(wanted: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in wanted)


def shared_words(text: str, duties: str, most: int = 5) -> list[str]:
    """Return the longest words that a task's text has in common with an office's duties, in the text's order.

    A word here is a run of two or more Chinese characters, letters and digits; verbs that any plan uses (推进, 建设)
    and stop words do not count.
    """
    found: list[str] = []
    for run in re.findall(r"[\u4e00-\u9fffA-Za-z0-9]+", text):  # 市科技局
        start = 0
        while start < len(run) - 1:
            end = start + 2
            if run[start:end] not in duties:
                start += 1
                continue
            while end < len(run) and run[start : end + 1] in duties:
                end += 1
            found.append(run[start:end])
            start = end
    words = (_without_verb(word) for word in found)
    return _longest(dict.fromkeys(word for word in words if len(word) > 1 and word not in _common()), most)


def _without_verb(word: str) -> str:
    """Return a word without a verb of plans that it begins with (建设城市大脑 as 城市大脑)."""
    return next((word[size:] for size in (4, 3, 2) if len(word) > size and word[:size] in _common()), word)


@cache
def _common() -> frozenset[str]:
    return frozenset(word for name in ("action-verbs", "doing-verbs", "stopwords") for word in word_list(name))


def _longest(words: Iterable[str], most: int) -> list[str]:
    listed = list(words)
    kept = sorted(listed, key=lambda word: -len(word))[:most]
    return [word for word in listed if word in kept]
