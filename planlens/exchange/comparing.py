"""What was sent, what stands now and what came back, side by side, with what would change and what has to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from planlens.exchange.asked_cells import has_begun, is_behind, may_fill, said, same_words, sent_words, was_asked
from planlens.exchange.cautions import not_theirs, other_periods, sent_twice
from planlens.exchange.packet import mark_of, plain, told_anew
from planlens.exchange.returned import Ledger, Returned, ReturnedRow, ReturnProblem
from planlens.model import PlanlensError, Status
from planlens.model.tracking import status_of
from planlens.project.project import Edit
from planlens.project.rows import TABLES, NoteRow
from planlens.project.state import Draft
from planlens.views.fields import answers
from planlens.views.fields.answers import Desk
from planlens.views.fields.field import Field, Use
from planlens.views.fields.seen import InProject, Seen
from planlens.views.fields.typed import percent
from planlens.views.items.meaning import meant
from planlens.views.items.shown import as_one


class ReplyState(StrEnum):
    """What is to be done with an answer."""

    NEW = "new"
    CONFLICT = "conflict"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The word for people."""
        return {"new": "可采纳", "conflict": "有冲突", "unclear": "待核实"}[self.value]


@dataclass(frozen=True, slots=True)
class Reply:
    """One cell that says something else than the ledger.

    Attributes:
        file, sheet, row: where it came back.
        unit: whose answer it is.
        sentences: the ids of the tasks that it is about: one, or those of an item (条), the first one first.
        text: what the task says, the item's whole text.
        field: what it tells of the task.
        sent: what was sent, None where nobody knows.
        stands: what the ledger says now.
        returned: what came back.
        state: what is to be done with it.
        why: what speaks against taking it, or has to be known, in Chinese; "" for nothing.
        day: the day of a note (ISO date).
    """

    file: str
    sheet: str
    row: int
    unit: str
    sentences: tuple[str, ...]
    text: str
    field: Field[Seen]
    sent: str | None
    stands: str
    returned: str
    state: ReplyState
    why: str = ""
    day: str = ""

    @property
    def task(self) -> str:
        """The id of the task, of an item's first one."""
        return self.sentences[0]

    @property
    def key(self) -> str:
        """What tells it from other changes of the same comparison."""
        return f"{'+'.join(self.sentences)}:{self.field.key}:{self.unit}"

    @property
    def cell(self) -> str:
        """What of a task it is about; words of units stand beside each other."""
        return f"{self.field.key}:{self.unit}" if told_anew(self.field) else self.field.key

    def excludes(self, other: Reply) -> bool:
        """Whether it cannot stand beside another answer: both are about the same of a task and say different things."""
        same = self.cell == other.cell and not {*self.sentences}.isdisjoint(other.sentences)
        return self is not other and same and mark_of(self.returned) != mark_of(other.returned)


@dataclass(frozen=True, slots=True)
class Replies:
    """What came back against the ledger.

    Attributes:
        changes: what would change, in the order of the ledger.
        problems: what was not taken and why, file by file.
        unfilled: the tasks of which a unit said nothing new: (file, unit, task).
        files: how many files were read.
        answered: the units that have answered anything.
        missing: the units that were asked for the period, of which nothing came back, now or before.
    """

    changes: tuple[Reply, ...]
    problems: tuple[ReturnProblem, ...]
    unfilled: tuple[tuple[str, str, str], ...]
    files: int
    answered: tuple[str, ...]
    missing: tuple[str, ...] = ()

    def of(self, state: ReplyState) -> list[Reply]:
        """Return the changes of a state."""
        return [change for change in self.changes if change.state is state]


def compared(returned: Returned, ledger: Ledger, desk: Desk, files: int, period: str = "") -> Replies:
    """Return what returned rows would change.

    Args:
        returned: the rows.
        ledger: the tasks as they stand.
        desk: what typed text is read with; its day is that of notes whose workbook names none.
        files: how many files were read.
        period: the period that is collected; workbooks of another one are told. "" for any.
    """
    problems = [*returned.problems, *other_periods(returned.answers, period), *sent_twice(returned.answers)]
    changes: list[Reply] = []
    unfilled: list[tuple[str, str, str]] = []
    filled: set[tuple[str, str]] = set()
    places = {key: place for place, key in enumerate(ledger.tasks)}
    for answer in sorted(returned.answers, key=lambda found: places[found.task]):
        task = ledger.stands(answer.sentences)
        found = list(_changes_of(answer, task, ledger, desk))
        if _is_answered(answer, task, ledger):
            filled |= {(answer.unit, key) for key in answer.sentences}
        else:
            unfilled.append((answer.file, answer.unit, answer.task))
        changes += found
        problems += not_theirs(answer, task, ledger)
    unfilled += _lost_rows(returned.answers, ledger)
    unfilled = [lost for lost in dict.fromkeys(unfilled) if lost[1:] not in filled]
    changes = _joined(_without_repeats(changes))
    changes = _disagreeing(changes)
    changes = [change for change in _all_tried(changes, desk) if _changes_anything(change, desk)]
    answered = dict.fromkeys(answer.unit for answer in returned.answers if answer.unit)
    return Replies(tuple(changes), tuple(problems), tuple(unfilled), files, tuple(answered))


def _lost_rows(answers: Iterable[ReturnedRow], ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Yield the tasks that were sent and have no row any more: the file, the unit, the task."""
    there: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    records = {}
    for answer in answers:
        there[answer.file, answer.unit] |= {*answer.sentences}
        if answer.kept is not None:
            records[answer.file, answer.unit] = answer.kept
    for whose, kept in records.items():
        yield from ((*whose, key) for key in kept.lines if key in ledger.tasks and key not in there[whose])


def _changes_of(answer: ReturnedRow, task: InProject, ledger: Ledger, desk: Desk) -> Iterator[Reply]:
    for key, typed_in in answer.cells.items():
        field = ledger.fields[key]
        words = said(field, typed_in)
        if field.edit is None or not was_asked(answer, key) or not may_fill(answer, task, field):
            continue
        change = _note(answer, task, field, words, desk) if told_anew(field) else _kept(answer, task, field, words)
        if key in answer.formulas:
            why = "单元格里的公式没有结果或出错，请向单位核实。"
            change = _made(answer, task, field, None, "", "", ReplyState.UNCLEAR, why)
        if change is not None:
            yield change


def _kept(answer: ReturnedRow, task: InProject, field: Field[Seen], words: str) -> Reply | None:
    """Return the change of a field that is kept up to date (状态, 进度)."""
    sent, stands = sent_words(answer, field.key), field.words(task)
    if field.key == "status" and status_of(words) is Status.NOT_STARTED and has_begun(answer):
        return None  # it was left standing beside a percent
    if not words or same_words(field, words, stands) or (sent is not None and same_words(field, words, sent)):
        return None
    decided = answers.merged(field.merge, stands if sent is None else sent, stands, words)
    if decided.open and not same_words(field, sent or "", stands):
        why = f"发出后台账已由“{sent or '空'}”改为“{stands or '空'}”，单位填的是“{words}”，请选择。"
        return _made(answer, task, field, sent, stands, words, ReplyState.CONFLICT, why)
    if sent is None and is_behind(field, words, stands):
        why = f"台账已是“{stands}”；这份文件没有发出记录，填的“{words}”可能是旧的，请选择。"
        return _made(answer, task, field, sent, stands, words, ReplyState.CONFLICT, why)
    return _made(answer, task, field, sent, stands, words, ReplyState.NEW)


def _note(answer: ReturnedRow, task: InProject, field: Field[Seen], words: str, desk: Desk) -> Reply | None:
    """Return the change of what is told anew: a note of this unit, on the packet's day."""
    day = answer.kept.day if answer.kept else desk.today.isoformat()
    said = [text for note in own_notes(task, answer.unit, day) if (text := getattr(note, field.key))]
    if not words or plain(words) in _told_before(said) or _only_repeats(answer, task, field, words):
        return None
    if said and answer.unit:
        why = f"{answer.unit}本期已报送过，采纳后以这次的为准。"
        return _made(answer, task, field, "", "\n".join(said), words, ReplyState.CONFLICT, why, day)
    last = answer.sent.last if answer.sent else ""
    why = "与上期填报相同。" if len(plain(words)) > 3 and plain(words) in plain(last) else ""
    return _made(answer, task, field, "", "", words, ReplyState.NEW, why, day)


def _told_before(said: Sequence[str]) -> set[str]:
    """Return what notes say, as a whole and line by line: several rows of one task became one note."""
    return {plain(part) for text in said for part in (text, *text.split("\n"))}


def _only_repeats(answer: ReturnedRow, task: InProject, field: Field[Seen], words: str) -> bool:
    """Whether a table that is no packet says of a task what the ledger's own tables say: it was exported."""
    if answer.kept is not None:
        return False
    return plain(words) in {plain(field.words(task)), plain("".join(line.text for line in field.cell(task)))}


def own_notes(task: InProject, unit: str, day: str) -> list[NoteRow]:
    """Return the notes of a task for a day that a unit has written, or anybody where the unit is unknown."""
    notes = task.state.children(task.id, NoteRow)
    return [note for note in notes if note.date == day and (not unit or note.author == unit)]


def _made(
    answer: ReturnedRow,
    task: InProject,
    field: Field[Seen],
    sent: str | None,
    stands: str,
    words: str,
    state: ReplyState,
    why: str = "",
    day: str = "",
) -> Reply:
    place = (answer.file, answer.sheet, answer.row, answer.unit, answer.sentences, task.text)
    return Reply(*place, field, sent, stands, words, state, why, day)


def _is_answered(answer: ReturnedRow, task: InProject, ledger: Ledger) -> bool:
    """Whether a unit has said anything of a task: a word of progress, or another value than it was sent."""
    for key, words in answer.cells.items():
        field = ledger.fields[key]
        if field.edit is None or not words or not was_asked(answer, key) or not may_fill(answer, task, field):
            continue
        if told_anew(field) and not _only_repeats(answer, task, field, words):
            return True
        if not told_anew(field) and not same_words(field, words, sent_words(answer, key) or field.words(task)):
            return True
    return False


def _without_repeats(changes: Iterable[Reply]) -> list[Reply]:
    """Return the changes, the same answer of the same unit in two files only once."""
    found: dict[tuple[str, str], Reply] = {}
    for change in changes:
        found.setdefault((change.key, plain(change.returned)), change)
    return [*found.values()]


def _joined(changes: Iterable[Reply]) -> list[Reply]:
    """Return the changes, what a unit says of one task in several rows of a sheet as one."""
    found: dict[tuple[str, ...], Reply] = {}
    for change in changes:
        row = "" if told_anew(change.field) else str(change.row)
        where = (change.file, change.sheet, change.key, row)
        if (first := found.get(where)) is not None and first.row != change.row:
            why = "同一任务填了多行，已合在一起。"
            found[where] = replace(first, returned=f"{first.returned}\n{change.returned}", why=why)
        else:
            found[where] = change
    return [*found.values()]


def _disagreeing(changes: Sequence[Reply]) -> list[Reply]:
    """Return the changes, those in conflict with each other marked."""
    answers: Mapping[tuple[str, str], list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        for task in change.sentences:
            answers[task, change.cell].append(place)
    others: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for same in answers.values():
        if len({mark_of(changes[place].returned) for place in same}) > 1:
            for place in same:
                others[place] |= dict.fromkeys(other for other in same if other != place)
    return [_against(change, [changes[other] for other in others[place]]) for place, change in enumerate(changes)]


def _against(change: Reply, others: Sequence[Reply]) -> Reply:
    """Return a change, marked as one in conflict with others where there are any."""
    if not others:
        return change
    said = "，".join(f"{item.unit or item.file}填“{item.returned}”" for item in others)
    return replace(change, state=ReplyState.CONFLICT, why=f"填报不一致：{said}。")


def _all_tried(changes: Sequence[Reply], desk: Desk) -> list[Reply]:
    """Return the changes, states tried first: the same unit's percent has to suit its state."""
    states = {(item.sentences, item.unit): _tried(item, desk) for item in changes if item.field.key == "status"}
    sound = {key: change for key, change in states.items() if change.state is ReplyState.NEW}
    found = []
    for change in changes:
        whose = (change.sentences, change.unit)
        is_state = change.field.key == "status"
        found.append(states[whose] if is_state else _tried(change, desk, sound.get(whose)))
    return found


def _tried(change: Reply, desk: Desk, state: Reply | None = None) -> Reply:
    """Return the change, as one to be asked about where the ledger does not understand what came back.

    *state* is what the same unit says of the task's state, where that is understood: a percent must suit it.
    """
    if change.state is ReplyState.UNCLEAR:
        return change
    if change.field.key == "progress" and _is_part(change):
        why = f"“{change.returned}”是 {percent(change.returned) * 100:g}% 还是 {change.returned}%？请核实。"
        return replace(change, state=ReplyState.UNCLEAR, why=why)
    if told_anew(change.field):
        return change
    draft = Draft(desk.state, {kind.letter: 10**9 for kind in TABLES}, desk.today.isoformat())
    try:
        for one in filter(None, (state, change)):
            if (edit := typed(one, desk)) is not None:
                edit.run(draft)
    except PlanlensError as error:
        return replace(change, state=ReplyState.UNCLEAR, why=error.message)
    finally:
        draft.rollback()
    return change


def _changes_anything(change: Reply, desk: Desk) -> bool:
    """Whether a sound answer means something else than stands: 未开工 says the same as 未启动."""
    return change.state is not ReplyState.NEW or told_anew(change.field) or typed(change, desk) is not None


def _is_part(change: Reply) -> bool:
    """Whether a percent may have been meant as a part of 1: 0.4, and 1 where more than that was done already."""
    if "%" in change.returned or "％" in change.returned:
        return False
    try:
        found = percent(change.returned)
        return 0 < found < 1 or (found == 1 and percent(change.stands or "0") > 1)
    except PlanlensError:
        return False


def typed(change: Reply, desk: Desk) -> Edit | None:
    """Return the edit that a change means where it is not a note; None where nothing would change.

    What is said of an item is done to its tasks as if it had been typed into the item's row.
    """
    assert change.field.edit is not None
    if len(change.sentences) == 1:
        return change.field.edit(desk, change.sentences, change.returned)
    rows = as_one(desk.state, change.sentences)
    edit = change.field.edit(replace(desk, state=rows.state), (change.task,), change.returned)
    return meant(edit, rows) if edit is not None else None


def day_of(change: Reply, today: date) -> str:
    """Return the day of the note that a change is."""
    return change.day or today.isoformat()


def titles(changes: Iterable[Reply]) -> list[str]:
    """Return the titles of the fields that changes are about, each once."""
    return [*dict.fromkeys(change.field.title_in(Use.LEDGER) for change in changes)]
