"""Use cases of corrections that teach: a sentence made a task, a task rejected, a section's type changed.

What people decide in a project is kept in the office's memory (:mod:`planlens.workflow.memory`) as counts of evidence,
of the document only the two characters at the ends of titles:
``判断, project, document, lesson, held, meant, count, signs``. What is always decided otherwise than the shipped
weights say becomes a habit, which new documents are read by; what people have decided is never changed by it. A
habit that was taken back is kept as ``不用, lesson, held, meant, signs``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from planlens.workflow import memory

if TYPE_CHECKING:
    from planlens.analysis.judging.habits import Habit, Judged
    from planlens.project.office.address import Place
    from planlens.project.state import State

_JUDGED, _OFF = "判断", "不用"
_COUNT = re.compile(r"[0-9]{1,9}")  # 12

MOST = 20_000
"""Lines of judgements that are kept; the oldest documents are forgotten first."""


@dataclass(frozen=True, slots=True)
class OfficeHabits:
    """What the corrections of an office have taught.

    Attributes:
        habits: what it decides otherwise, those that were taken back too.
        off: those that were taken back.
        documents: how many corrected documents are remembered.
        corrections: how many corrections.
    """

    habits: tuple[Habit, ...]
    off: frozenset[Habit]
    documents: int
    corrections: int

    @property
    def used(self) -> tuple[Habit, ...]:
        """Those that new documents are read by."""
        return tuple(habit for habit in self.habits if habit not in self.off)


def learnt() -> OfficeHabits:
    """Return what the kept corrections teach."""
    return _learnt(tuple(line for line in memory.lines() if line[0] in {_JUDGED, _OFF}))


def known_habits() -> tuple[Habit, ...]:
    """Return the habits that new documents are read by, none where nothing is remembered."""
    return learnt().used if memory.remembers() else ()


@lru_cache(maxsize=2)
def _learnt(lines: tuple[memory.Line, ...]) -> OfficeHabits:
    from planlens.analysis.judging.habits import learn

    judged = [item for line in lines if (item := _judged(line)) is not None]
    back = {(line[1], line[2], line[3], _signs(line[4])) for line in lines if line[0] == _OFF and len(line) == 5}
    habits = learn(judged) if judged else ()
    return OfficeHabits(
        habits,
        frozenset(habit for habit in habits if habit.key in back),
        len({item.document for item in judged}),
        sum(item.count for item in judged if item.meant != item.held),
    )


def _judged(line: memory.Line) -> Judged | None:
    from planlens.analysis.judging.habits import Judged

    if line[0] != _JUDGED or len(line) != 8 or not _COUNT.fullmatch(line[6]):
        return None
    _, project, document, lesson, held, meant, count, signs = line
    if not {held, meant} <= _answers(lesson):
        return None
    return Judged(f"{project}\t{document}", lesson, held, meant, _signs(signs), int(count))


def _answers(lesson: str) -> frozenset[str]:
    """Return what can be held in a lesson."""
    from planlens.model import Role

    return frozenset({"tasks": ("", "task"), "roles": tuple(role.value for role in Role)}.get(lesson, ()))


def _signs(text: str) -> frozenset[str]:
    return frozenset(text.split())


def words_of(habit: Habit) -> str:
    """Return what was learnt, in a sentence."""
    from planlens.views.review.habits import habit_words

    return habit_words(habit)


def told(report: Callable[[float, str], None] = lambda _fraction, _text: None) -> tuple[OfficeHabits, tuple[str, ...]]:
    """Return what the kept corrections teach, and each of it in words; for front-ends that load nothing themselves."""
    report(0.0, "读取推荐记忆")
    found = learnt()
    return found, tuple(map(words_of, found.habits))


def take_back(habit: Habit, *, off: bool = True) -> None:
    """Read new documents by a habit no longer, or again.

    Raises:
        PlanlensError: ``not-written``.
    """
    line = (_OFF, habit.lesson, habit.held, habit.meant, " ".join(sorted(habit.signs)))
    kept = [known for known in memory.lines() if known != line]
    memory.write([*kept, line] if off else kept)


def remember_corrections(project: str, state: State) -> int:
    """Keep how people have corrected a project's documents instead of what was kept of it; return how many times.

    Documents that nobody has corrected or confirmed anything in say nothing.

    Args:
        project: the project's name.
        state: its rows, by sentence.

    Raises:
        PlanlensError: ``not-written``, or a document of the project is damaged.
    """
    found = [item for row in state.documents() for item in judged_in(state, row.id)]
    own = [
        (
            _JUDGED,
            project,
            item.document,
            item.lesson,
            item.held,
            item.meant,
            str(item.count),
            " ".join(sorted(item.signs)),
        )
        for item in found
    ]
    lines = memory.lines()
    others = [line for line in lines if line[0] == _JUDGED and line[1:2] != (project,)]
    memory.write([*(line for line in lines if line[0] != _JUDGED), *[*others, *own][-MOST:]])
    return sum(item.count for item in found if item.meant != item.held)


def remember_file(place: Place, report: Callable[[float, str], None] = lambda _fraction, _text: None) -> int:
    """Keep what was decided in a project that another process may have open; return how many corrections there are.

    Args:
        place: the project.
        report: told of the progress.

    Raises:
        PlanlensError: the project cannot be read, or ``not-written``.
    """
    from planlens.project import files

    report(0.0, "记住更正")
    name = memory.name_of(place)
    with files.open_project(place, "", read_only=True) as opened:
        memory.remember(name, opened.state)
        corrections = remember_corrections(name, opened.state)
    learnt()
    return corrections


def judged_in(state: State, document: str) -> list[Judged]:
    """Return how the sentences and sections of a document were judged; nothing where no person has decided anything."""
    from planlens.analysis.held import held_in
    from planlens.analysis.judging.habits import Judged
    from planlens.project.edits.sentences import squeezed
    from planlens.project.found import document_of
    from planlens.project.rows import DocumentRow
    from planlens.project.versions import decided_roles

    roles = {place: role.value for place, role in decided_roles(state, document).items()}
    tasks = _decided_sentences(state, document)
    if not roles and not tasks:
        return []
    row = state.get(document, DocumentRow)
    counts: Counter[tuple[str, str, str, frozenset[str]]] = Counter()
    for item in held_in(document_of(row), decided_roles(state, document)):
        if item.lesson == "roles":
            meant = roles.get(item.span.start, item.answer)
        else:
            decided = tasks.get(squeezed(item.span.of(row.text)))
            meant = item.answer if decided is None else "task" if decided else ""
        counts[item.lesson, item.answer, meant, item.signs] += 1
    return [Judged(row.name, *key, count) for key, count in counts.items()]


def _decided_sentences(state: State, document: str) -> dict[str, bool]:
    """Return whether sentences are tasks, by their words without white space, where a person has said so."""
    from planlens.project.edits.sentences import settled_sentences, squeezed
    from planlens.project.findings import found_words
    from planlens.project.rows import BY_HAND

    decided = dict.fromkeys(settled_sentences(state, document), False)
    for row in state.tasks():
        if row.document == document and (row.reviewed or row.rule == BY_HAND):
            decided[squeezed(found_words(state, row))] = True
    return decided
