"""Every rule of the analysis has a plain Chinese name."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import planlens.analysis
from planlens.analysis.outline.markers import Style
from planlens.analysis.steps.suggest import RULE
from planlens.model import Plan
from planlens.paths import samples
from planlens.project.rows import BY_HAND
from planlens.views.rules import UNKNOWN, rule_name, sureness
from planlens.workflow import read_plan

KINDS = ("number", "percent", "fold", "cover", "zero", "rank", "grade", "ratio", "bare")


def rules_of(plan: Plan) -> set[str]:
    found = {item.evidence.rule for item in (*plan.sections, *plan.tasks, *plan.targets)}
    for task in plan.tasks:
        found |= {unit.evidence.rule for unit in task.assignments}
        found |= {task.deadline.evidence.rule} if task.deadline else set()
    return found


def rules_in_code() -> set[str]:
    """The rules that the search for bare headings names (the names of word lists are none)."""
    tree = ast.parse((Path(planlens.analysis.__file__).parent / "outline" / "bare.py").read_text("utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z]+)*", text) and not text.endswith("-names")}


@pytest.mark.parametrize(
    "path", sorted([*samples().glob("*.docx"), *samples().glob("*.txt")]), ids=lambda path: path.stem
)
def test_rules_of_the_samples_have_names(path: Path) -> None:
    assert {rule for rule in rules_of(read_plan(path)) if rule_name(rule) == UNKNOWN} == set()


def test_rules_in_the_code_have_names() -> None:
    rules = {f"number:{style.name.lower()}" for style in Style if style < Style.BOX} | rules_in_code()
    rules |= {f"quantity:{kind}" for kind in KINDS} | {RULE, BY_HAND, "note:list", "note:running", "date:inherited"}
    assert "lost-number" in rules
    assert {rule for rule in rules if rule_name(rule) == UNKNOWN} == set()
    assert len({rule_name(rule) for rule in rules}) == len(rules)


def test_a_rule_without_a_name_has_its_family_s() -> None:
    assert rule_name("quantity:new") == rule_name("quantity") != UNKNOWN
    assert rule_name("new") == UNKNOWN


def test_how_sure() -> None:
    assert [sureness(value) for value in (1.0, 0.8, 0.6)] == [
        "把握大（100%）",
        "较有把握（80%）",
        "把握不大，请核对（60%）",
    ]
