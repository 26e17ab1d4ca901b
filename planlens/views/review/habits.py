"""What an office's corrections have taught, in words: ``resources/words/signs.tsv``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from planlens.language.lexicon import table
from planlens.model import Role
from planlens.views.wording import role_text


class Taught(Protocol):
    """A habit of an office, see :class:`planlens.analysis.judging.habits.Habit`."""

    @property
    def lesson(self) -> str:
        """``tasks`` or ``roles``."""

    @property
    def held(self) -> str:
        """What the shipped weights say."""

    @property
    def meant(self) -> str:
        """What the office says."""

    @property
    def signs(self) -> frozenset[str]:
        """Of what kind it is."""

    @property
    def changed(self) -> int:
        """How many were decided otherwise."""

    @property
    def of(self) -> int:
        """Of how many."""


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in table("words/signs.tsv") if len(row) > 1}


def habit_words(habit: Taught) -> str:
    """Return what was learnt, in a sentence: 在小标题之前总起的句子：不算任务（12句中有11句这样更正）."""
    of_sections = habit.lesson == "roles"
    kind = "、".join(_kind_words(habit.signs)) + ("的章节" if of_sections else "的句子")
    what = (
        f"由“{_role(habit.held)}”改为“{_role(habit.meant)}”" if of_sections else "算任务" if habit.meant else "不算任务"
    )
    count = "处" if of_sections else "句"
    return f"{kind}：{what}（{habit.of}{count}中有{habit.changed}{count}这样更正）"


def _kind_words(signs: Iterable[str]) -> list[str]:
    """Return the words of signs, those of the place first."""
    return [_sign_words(sign) for sign in sorted(signs, key=lambda sign: (not sign.startswith("in:"), sign))]


def _sign_words(sign: str) -> str:
    name, _, value = sign.partition(":")
    if name == "begins":
        return f"标题以“{value}”开头"
    if name == "ends":
        return f"标题以“{value}”结尾"
    return _names().get(sign, sign)


def _role(value: str) -> str:
    return role_text(Role(value)) if value in {role.value for role in Role} else value
