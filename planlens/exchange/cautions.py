"""What somebody should know of answers before taking them: another period, two files, cells that were not theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from planlens.exchange.asked_cells import is_behind, may_fill, same_words, sent_words, was_asked
from planlens.exchange.packet import plain
from planlens.exchange.returned import Ledger, ReturnedRow, ReturnProblem
from planlens.views.fields.field import Use
from planlens.views.fields.seen import InProject


def other_periods(answers: Sequence[ReturnedRow], period: str) -> Iterator[ReturnProblem]:
    """Tell of workbooks that were sent for another period."""
    named = {(answer.file, answer.unit, answer.kept.period) for answer in answers if answer.kept}
    for file, unit, other in sorted(named):
        if period and other != period:
            yield ReturnProblem(file, f"这是{other}的填报表，不是{period}的，请核对后再采纳。", unit=unit)


def sent_twice(answers: Sequence[ReturnedRow]) -> Iterator[ReturnProblem]:
    """Tell of units that have sent more than one file."""
    files: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for answer in answers:
        if answer.unit:
            files[answer.unit].setdefault(answer.file)
    for unit, names in files.items():
        if len(names) > 1:
            same = len({_said(answers, unit, name) for name in names}) == 1
            then = "内容相同，只收取一次。" if same else "内容不同的请逐条核对。"
            yield ReturnProblem([*names][-1], f"{unit}报来了{len(names)}份：{'、'.join(names)}。{then}", unit=unit)


def _said(answers: Sequence[ReturnedRow], unit: str, file: str) -> frozenset[tuple[object, ...]]:
    """Return all that a unit says in a file."""
    rows = [answer for answer in answers if (answer.unit, answer.file) == (unit, file)]
    return frozenset((row.sentences, key, plain(words)) for row in rows for key, words in row.cells.items())


def not_theirs(answer: ReturnedRow, task: InProject, ledger: Ledger) -> Iterator[ReturnProblem]:
    """Tell of what a supporting unit says of state and percent; what was sent so, or is behind, was left standing."""
    told = []
    for key, words in answer.cells.items():
        field = ledger.fields[key]
        if field.edit is None or not words or not was_asked(answer, key) or may_fill(answer, task, field):
            continue
        sent, stands = sent_words(answer, key), field.words(task)
        if (
            not same_words(field, words, stands)
            and not same_words(field, words, sent or "")
            and not is_behind(field, words, stands)
        ):
            told.append(f"{field.title_in(Use.LEDGER)}“{words}”")
    if told:
        words = f"{answer.unit}是配合单位，{'、'.join(told)}未收取，由牵头单位填报。"
        yield ReturnProblem(answer.file, words, answer.sheet, answer.row, answer.unit, answer.task)
