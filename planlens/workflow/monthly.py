"""Use cases of the periodical report: made out of the ledger, put into a writer's words, written as a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.exports.official import Piece
    from planlens.project.changes import Changes
    from planlens.project.project import Project
    from planlens.views.monthly.parts import PeriodReport


def make_report(project: Project, day: date, period: str = "", first: date | None = None) -> PeriodReport:
    """Return the report of a period, in a writer's words where the project keeps some.

    Args:
        project: the open project.
        day: the last day of the period.
        period: its name, by default the month of the day.
        first: its first day, by default that of the month.
    """
    from planlens.views.monthly.report import ReportBasis, period_report
    from planlens.views.overview import Overview, overview_on
    from planlens.workflow.circle import period_of

    begin = first or day.replace(day=1)
    if begin > day:
        raise PlanlensError("bad-date", "报告期的第一天不能晚于最后一天，请重新选择日期。")
    eve = begin - timedelta(1)
    overview = overview_on(project, day if day < date.today() else None, day)
    before = Overview(project.as_of(eve.isoformat()), eve)
    basis = ReportBasis(overview, before, period.strip() or period_of(day), begin.isoformat())
    return period_report(basis)


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
