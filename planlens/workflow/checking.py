"""Use cases of the check-up (交办前体检): what should be mended before tasks are sent out, and how that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.checkup import Finding
    from planlens.model import Plan
    from planlens.project.office.address import Place
    from planlens.project.state import State
    from planlens.views.cells import Table


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What a check-up of a project has found, and what users have said is fine."""

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...] = ()

    @property
    def short(self) -> str:
        """How many findings there are, in a few words."""
        return f"体检发现 {len(self.findings)} 处问题。" if self.findings else "体检没有发现问题。"

    @property
    def words(self) -> str:
        """How many findings there are of each kind, in a line."""
        counts = Counter(finding.title for finding in self.findings)
        told = "，".join(f"{title} {count}" for title, count in counts.items())
        fine = f"；已忽略 {len(self.waived)} 处" if self.waived else ""
        return f"体检发现 {len(self.findings)} 处问题：{told}{fine}。" if told else f"体检没有发现问题{fine}。"


def check_plan(plan: Plan) -> list[Finding]:
    """Return what should be mended in a plan that was only read, before its tasks are sent out."""
    from planlens.insight.checkup import check

    return check([plan])


def check_up(state: State) -> CheckUp:
    """Return what should be mended in a project's plans before tasks are sent out."""
    from planlens.insight.checkup import check
    from planlens.project.edits.papers import is_waived
    from planlens.project.found import plan_of

    documents = state.documents()
    found = check([plan_of(state, row.id) for row in documents])
    # What is said of a plan as a whole is about its document.
    found = [item if item.items else replace(item, items=(documents[item.document].id,)) for item in found]
    fine = [is_waived(state, item.rule, item.items) for item in found]
    told, waived = ([item for item, so in zip(found, fine, strict=True) if so is which] for which in (False, True))
    return CheckUp(tuple(told), tuple(waived))


def check_state(state: State, *, waived: bool = False) -> list[Finding]:
    """Return what should be mended in a project's plans before tasks are sent out.

    Args:
        state: the project's rows.
        waived: whether to return what users have said is fine instead.
    """
    found = check_up(state)
    return list(found.waived if waived else found.findings)


def check_file(project: Place, report: Callable[[float, str], None] = lambda _fraction, _text: None) -> CheckUp:
    """Return the check-up of a project file that another process may have open.

    Raises:
        PlanlensError: the project cannot be read.
    """
    from planlens.project import files

    report(0.0, "体检")
    with files.open_project(project, "", read_only=True) as opened:
        return check_up(opened.state)


def checkup_table(found: Sequence[Finding], documents: Sequence[str]) -> Table:
    """Return findings as a table for people; a row's key is its place.

    Args:
        found: the findings.
        documents: the names of the project's documents; that of a finding is told where there are several.
    """
    from planlens.views.cells import Column, Row, Table, lines

    columns = [Column("rule", "问题", 30), Column("words", "说明", 120), Column("evidence", "依据", 60)]
    many = len(documents) > 1
    columns += [Column("document", "文件", 50)] if many else []
    rows = []
    for place, item in enumerate(found):
        told = [item.title, item.words, item.evidence, *([documents[item.document]] if many else [])]
        rows.append(Row(str(place), None, tuple(lines([words]) for words in told)))
    return Table("体检", "交办前体检", (f"注：共{len(rows)}处。",), tuple(columns), tuple(rows))
