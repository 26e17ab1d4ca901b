"""Use cases of the periodical report: made out of the ledger, put into a writer's words, written as a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.exports.official import Piece
    from planlens.model.reporting import ReportingPeriod
    from planlens.project.changes import Changes
    from planlens.project.project import Project
    from planlens.project.state import State
    from planlens.views.monthly.parts import PeriodReport


def make_report(project: Project, day: date, period: str = "", first: date | None = None) -> PeriodReport:
    """Return the report of a period, in a writer's words where the project keeps some.

    Where the project has a rhythm, the period is that of the rhythm which the day is in, and who has not reported is
    told; else it is the month of the day.

    Args:
        project: the open project.
        day: the last day that is told of.
        period: its name, by default that of the period.
        first: its first day, by default that of the period.

    Raises:
        PlanlensError: ``bad-date``, it ends before it begins.
    """
    from planlens.views.ledger.differences import differences
    from planlens.views.monthly.report import ReportBasis, moved_lines, period_report
    from planlens.views.overview import overview_on
    from planlens.workflow.circle import period_of

    overview = overview_on(project, day if day < date.today() else None, day)
    known = _reporting_period(overview.state, day)
    begin = first or (known.start if known else day.replace(day=1))
    if begin > day:
        raise PlanlensError("bad-date", "报告期的第一天不能晚于最后一天，请重新选择日期。")
    eve = begin - timedelta(1)
    before = overview_on(project, eve)
    silent = _silent(project, known, day) if known and first is None else None
    moved = moved_lines(differences(before, overview)) if before.state.tasks() else []
    name = period.strip() or (known.name if known and first is None else period_of(day))
    return period_report(ReportBasis(overview, before, name, begin.isoformat(), silent, moved))


def _reporting_period(state: State, day: date) -> ReportingPeriod | None:
    """Return the period of the project's rhythm that a day is in, None without a rhythm."""
    from planlens.project.settings import rhythm_of
    from planlens.views.ledger.calendar import workdays

    rhythm = rhythm_of(state)
    return rhythm.period_at(day, workdays(state)) if rhythm is not None else None


def _silent(project: Project, period: ReportingPeriod, day: date) -> dict[str, int]:
    """Return the units that have not reported for a period, with the number of their tasks."""
    from planlens.views.ledger.periods import collected_in

    units = collected_in(project, period, day).units
    return {unit.name: len(unit.missing) for unit in units if unit.missing}


def keep_words(project: Project, report: PeriodReport, words: Mapping[str, str]) -> Changes:
    """Keep a writer's words for passages of a report, with the figures that hold now; no words take them back.

    Args:
        project: the open project.
        report: the report as it was made.
        words: the words by the passages' keys.
    """
    from planlens.project.edits import SetSetting
    from planlens.views.monthly.report import kept_words

    kept = dict(kept_words(project.state, report.setting))
    figures = {passage.key: dict(passage.figures) for passage in report.passages}
    for key, text in words.items():
        if text.strip():
            kept[key] = {"text": text.strip(), "figures": figures.get(key, {})}
        else:
            kept.pop(key, None)
    return project.apply(SetSetting(report.setting, kept or None))


def write_report(report: PeriodReport, path: Path, *, sender: str = "", stale: bool = False) -> Path:
    """Write a report as a Word document in the form of GB/T 9704-2012.

    Args:
        report: the report.
        path: the file to write.
        sender: who signs, "" for nobody.
        stale: whether to write it although sentences hold figures that no longer are true; they are marked red.

    Raises:
        PlanlensError: ``stale-figures``, or the file cannot be written.
    """
    from planlens.exports.official import written
    from planlens.exports.saving import save

    if report.stale and not stale:
        told = "；".join(f"“{sentence}”（{wrong}）" for sentence, wrong in report.stale[:3])
        message = f"有 {len(report.stale)} 句话里的数字与台账不符：{told}。请修改后再生成。"
        raise PlanlensError("stale-figures", message)
    target = path if path.suffix else path.with_suffix(".docx")
    save(target, lambda: written(_pieces(report, sender)))
    return target


def _pieces(report: PeriodReport, sender: str) -> Sequence[Piece]:
    from planlens.exports.official import Heading, Sheet, Text, Title, signature
    from planlens.model.wording import deadline_words
    from planlens.views.monthly.parts import Counted, Head

    pieces: list[Piece] = [Title(report.title)]
    for part in report.parts:
        match part:
            case Head(level=level, text=text):
                pieces.append(Heading(level, text))
            case Counted():
                centered = frozenset(range(part.first, len(part.heads)))
                pieces.append(Sheet(part.heads, part.rows, part.widths, part.title, centered))
            case _:
                wrong = [sentence for sentence, _ in part.stale]
                lines = part.text.split("\n")
                pieces += [Text(line, marked=any(sentence in line for sentence in wrong)) for line in lines]
    return [*pieces, *signature(sender, deadline_words(report.day))]
