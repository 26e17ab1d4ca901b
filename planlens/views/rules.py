"""Plain Chinese names of the rules that find things, and of how sure they are: ``resources/words/rules.tsv``."""

from __future__ import annotations

from functools import cache

from planlens.language.lexicon import table
from planlens.project.rows import SURE

UNKNOWN = "程序规则"
"""What a rule is called that the table does not name."""


@cache
def _names() -> dict[str, str]:
    return {row[0]: row[1] for row in table("words/rules.tsv") if len(row) > 1}


def rule_name(rule: str) -> str:
    """Return what users read for a rule (``note:label``): its own name, else its family's, else :data:`UNKNOWN`."""
    names = _names()
    return names.get(rule) or names.get(rule.partition(":")[0]) or UNKNOWN


def sureness(confidence: float) -> str:
    """Return how sure a finding is, from 0 to 1, in words and percent; one below :data:`SURE` waits for review."""
    word = "把握大" if confidence >= 0.9 else "较有把握" if confidence >= SURE else "把握不大，请核对"
    return f"{word}（{confidence:.0%}）"
