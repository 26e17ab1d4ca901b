"""Use cases of insight: questions over plans and projects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.mentions import Mention, Reading
    from planlens.model import Plan
    from planlens.project.edits import AddNote, SetProgress, Together
    from planlens.project.office.address import Place
    from planlens.project.project import Project
    from planlens.project.state import State


def plans_of(state: State) -> list[Plan]:
    """Return the plans of a project, as users have left them."""
    from planlens.project.found import plan_of

    return [plan_of(state, row.id) for row in state.documents()]


def plan_with_id(state: State, document: str) -> Plan:
    """Return the plan of a document of a project, as users have left it.

    Raises:
        PlanlensError: ``no-document``.
    """
    from planlens.model import PlanlensError
    from planlens.project.found import plan_of

    if not any(row.id == document for row in state.documents()):
        known = "、".join(f"{row.id}（{row.title or row.name}）" for row in state.documents())
        raise PlanlensError("no-document", f"项目中没有编号为“{document}”的文件。项目中的文件：{known}。")
    return plan_of(state, document)


def read_report(plans: Sequence[Plan], report: Plan, least: float | None = None) -> Reading:
    """Return which tasks of plans a report speaks of, sentence by sentence, and which it does not mention.

    Args:
        plans: the plans.
        report: the report, read as a plan is.
        least: how sure a sentence must be, None for the usual.
    """
    from planlens.insight.mentions import DEFAULT, mentions, sentences_of

    return mentions(plans, sentences_of(report), DEFAULT if least is None else least)


def read_report_file(
    project: Place, file: Path, report: Callable[[float, str], None] = lambda _fraction, _text: None
) -> Reading:
    """Read a report and return what it says of a project file that another process may have open.

    Raises:
        PlanlensError: the report or the project cannot be read.
    """
    from planlens.project import files
    from planlens.workflow import read_plan

    told = read_plan(file, lambda fraction, text: report(0.7 * fraction, text))
    report(0.7, "对照任务")
    with files.open_project(project, "", read_only=True) as opened:
        return read_report(plans_of(opened.state), told)


def reading_words(reading: Reading, source: str) -> str:
    """Return what a report says of a project, in a line."""
    if not reading.sentences:
        return f"“{source}”中没有读到句子。"
    spoken = len({item.sentence for item in reading.mentions})
    tasks = len({item.task for item in reading.mentions})
    head = f"“{source}”共 {len(reading.sentences)} 句，{spoken} 句说到 {tasks} 项任务"
    return (
        f"{head}，{len(reading.unmentioned)} 项任务没有提到。" if reading.sentences else f"“{source}”中没有读到句子。"
    )


def take_mentions(project: Project, reading: Reading, source: str, chosen: Sequence[Mention] | None = None) -> int:
    """Add what a report says of tasks to their progress notes, as one action that can be taken back.

    See :func:`mentions_taken`.

    Returns:
        How many notes were added.
    """
    found = mentions_taken(project.state, reading, source, chosen)
    if found is None:
        return 0
    project.apply(found)
    return len(found.edits)


def mentions_taken(
    state: State,
    reading: Reading,
    source: str,
    chosen: Sequence[Mention] | None = None,
    *,
    progress: bool = False,
) -> Together | None:
    """Return the edit that adds what a report says of tasks to their progress notes; None where there is nothing new.

    A sentence that a note of the task has already is not added again, and of a task that is gone nothing is.

    Args:
        state: the project's rows.
        reading: what the report says.
        source: the report's name, which the notes and the history tell.
        chosen: the mentions to take, None for all.
        progress: whether the percentages that sentences give are taken as the tasks' progress too, the highest one.
    """
    from planlens.project.edits import AddNote, SetProgress, Together

    told: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in reading.mentions if chosen is None else chosen:
        if mention.task in state:
            told[mention.task].append(mention)
    edits: list[AddNote | SetProgress] = []
    for task, found in told.items():
        note = _note(state, task, found, reading, source)
        edits += [note] if note else []
        percents = [mention.percent for mention in found if mention.percent is not None]
        edits += [SetProgress((task,), max(percents))] if progress and percents else []
    if not edits:
        return None
    tasks = len({edit.id if isinstance(edit, AddNote) else edit.ids[0] for edit in edits})
    return Together(tuple(edits), f"采纳“{source}”中的进展，共{tasks}项任务")


def _note(state: State, task: str, found: Sequence[Mention], reading: Reading, source: str) -> AddNote | None:
    """Return the note that tells what a report says of a task, None where its notes say that already."""
    from planlens.insight.mentions import Claim
    from planlens.project.edits import AddNote
    from planlens.project.rows import NoteRow

    known = "\n".join(f"{row.done}\n{row.problems}\n{row.next_steps}" for row in state.children(task, NoteRow))
    texts: dict[Claim, list[str]] = {Claim.DONE: [], Claim.PROBLEM: [], Claim.PLANNED: []}
    for mention in found:
        text = reading.sentences[mention.sentence].text
        if text not in known:
            texts[mention.claim if mention.claim in texts else Claim.DONE].append(text)
    told = ["".join(dict.fromkeys(texts[claim])) for claim in (Claim.DONE, Claim.PROBLEM, Claim.PLANNED)]
    if not any(told):
        return None
    first = next(place for place, text in enumerate(told) if text)
    told[first] += f"（据“{source}”）"
    return AddNote(task, *told)
