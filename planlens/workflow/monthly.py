"""Use cases of the periodical report: made out of the ledger, put into a writer's words, written as a document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.model import PlanlensError

if TYPE_CHECKING:
    from planlens.exports.official import Piece
    from planlens.model.reporting import ReportingPeriod
    from planlens.project.changes import Changes
    from planlens.project.office.address import Place
    from planlens.project.project import Edit, Project
    from planlens.project.state import State
    from planlens.views.monthly.charts import BarChart
    from planlens.views.monthly.parts import PeriodReport
    from planlens.views.overview import Overview

Report = Callable[[float, str], None]


def _silent_report(fraction: float, text: str) -> None:
    del fraction, text


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """Which report is wanted.

    Attributes:
        day: the last day that is told of.
        period: its name, by default that of the period.
        first: its first day, by default that of the period.
        today: the day of now, by default the computer's: an earlier day tells of the ledger as it was then.
        sections: the keys of its sections in their order (``views/monthly/sections.py``), none for those that the
            project keeps.
    """

    day: date
    period: str = ""
    first: date | None = None
    today: date | None = None
    sections: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A report with its charts, and each chart as a picture (PNG) with its title; *lacking* says why there is none."""

    report: PeriodReport
    pictures: tuple[tuple[str, bytes], ...] = ()
    lacking: str = ""


def make_report(project: Project, asked: ReportAsked) -> PeriodReport:
    """Return the report of a period, in a writer's words where the project keeps some.

    Where the project has a rhythm, the period is that of the rhythm which the day is in, and who has not reported is
    told; else it is the month of the day.

    Raises:
        PlanlensError: ``bad-date``, it ends before it begins; ``unknown-section``.
    """
    from planlens.views.ledger.calendar import reporting_period
    from planlens.views.ledger.differences import differences
    from planlens.views.monthly.report import ReportBasis, moved_lines, period_report
    from planlens.workflow.circle import period_of

    day = asked.day
    _check_sections(asked.sections)
    overview = _overview(project, asked)
    known = reporting_period(project.state, day)
    begin = asked.first or (known.start if known else day.replace(day=1))
    if begin > day:
        raise PlanlensError("bad-date", "报告期的第一天不能晚于最后一天，请重新选择日期。")
    eve = begin - timedelta(1)
    before = _as_reported(project, eve, asked.today or date.today())
    silent = _silent(project, known, day) if known and asked.first is None else None
    moved = moved_lines(differences(before, overview)) if before.state.tasks() else []
    name = asked.period.strip() or (known.name if known and asked.first is None else period_of(day))
    basis = ReportBasis(overview, before, name, begin.isoformat(), silent, moved, asked.sections, project.state)
    return period_report(basis)


def _check_sections(keys: Sequence[str]) -> None:
    from planlens.views.monthly.sections import SECTIONS, known_sections

    if unknown := sorted({*keys} - {*known_sections(keys)}):
        names = "、".join(f"{key}（{title}）" for key, title in SECTIONS.items())
        raise PlanlensError("unknown-section", f"报告没有这样的章节：{'、'.join(unknown)}。可用的有：{names}。")


def _overview(project: Project, asked: ReportAsked) -> Overview:
    return _as_reported(project, asked.day, asked.today or date.today())


def _as_reported(project: Project, day: date, today: date) -> Overview:
    """Return where the work stood on a day, as far as is known by the day on which answers for it were due."""
    from planlens.views.items.shown import as_shown
    from planlens.views.overview import Overview

    until = _answered_until(project.state, day)
    return Overview(as_shown(project.state if until >= today else project.as_of(until.isoformat())), day)


def _answered_until(state: State, day: date) -> date:
    """Return the last day on which answers that tell of *day* are taken.

    Units report on November in December (次月5日前): a report up to 30 November has what they answered by then.
    """
    from planlens.project.settings import setting
    from planlens.views.ledger.calendar import reporting_period
    from planlens.workflow.circle import SENT

    until, period, sent = day, reporting_period(state, day), setting(state, SENT)
    if period is not None and day >= min(period.end, period.due):
        until = max(until, period.limit)
    if isinstance(sent, dict) and sent.get("day") == day.isoformat():
        until = max(until, date.fromisoformat(str(sent["due"])) if sent.get("due") else date.max)
    return until


def draft_report(project: Project, asked: ReportAsked) -> ReportDraft:
    """Return the report of a period with its charts.

    Raises:
        PlanlensError: as :func:`make_report`.
    """
    from planlens.views.monthly.charts import report_charts

    return _drawn(make_report(project, asked), report_charts(_overview(project, asked)))


def _drawn(report: PeriodReport, charts: Sequence[BarChart]) -> ReportDraft:
    from planlens.exports.charts import NO_FONT, bar_picture

    pictures = [(chart.title, data) for chart in charts if (data := bar_picture(chart)) is not None]
    return ReportDraft(report, tuple(pictures), "" if len(pictures) == len(charts) else NO_FONT)


def draft_of_file(path: Place, asked: ReportAsked, report: Report = _silent_report) -> ReportDraft:
    """Return the report of a project file that another process may have open, as :func:`draft_report`.

    Raises:
        PlanlensError: the project cannot be read, or as :func:`make_report`.
    """
    from planlens.project import files

    report(0.0, "汇总台账")
    with files.open_project(path, "", read_only=True) as opened:
        return draft_report(opened, asked)


def write_of_file(
    path: Place,
    asked: ReportAsked,
    target: Path,
    sender: str = "",
    stale: bool = False,
    report: Report = _silent_report,
) -> tuple[Path, str]:
    """Reckon the report of a project file anew and write it, as :func:`write_report`.

    Returns:
        The path written, and why charts are missing ("" where none is).

    Raises:
        PlanlensError: the project cannot be read, or as :func:`write_report`.
    """
    draft = draft_of_file(path, asked, report)
    report(0.8, f"写出 {target.name}")
    return write_report(draft, target, sender=sender, stale=stale), draft.lacking


def _silent(project: Project, period: ReportingPeriod, day: date) -> dict[str, int]:
    """Return the units that have not reported for a period, with the number of their tasks."""
    from planlens.views.ledger.periods import collected_in

    units = collected_in(project, period, day).units
    return {unit.name: len(unit.missing) for unit in units if unit.missing}


def words_edit(state: State, report: PeriodReport, words: Mapping[str, str]) -> Edit | None:
    """Return the edit that keeps a writer's words for passages of a report, with the figures that hold now.

    Args:
        state: the project's rows.
        report: the report as it was made.
        words: the words by the passages' keys, ``parts.TITLE`` for the title; none, or what the ledger says by
            itself, takes a writer's words back.

    Returns:
        None where nothing would change.
    """
    from planlens.project.edits import SetSetting
    from planlens.views.monthly.parts import TITLE, Told
    from planlens.views.monthly.report import kept_words

    kept = dict(kept_words(state, report.setting))
    passages = {passage.key: passage for passage in report.passages} | {TITLE: Told(TITLE, report.usual_title)}
    for key, text in words.items():
        passage = passages.get(key, Told(key, ""))
        automatic = passage.automatic if passage.edited else passage.text
        if text.strip() and text.strip() != automatic:
            kept[key] = {"text": text.strip(), "figures": dict(passage.figures)}
        else:
            kept.pop(key, None)
    if kept == kept_words(state, report.setting):
        return None
    return SetSetting(report.setting, kept or None)


def sections_edit(state: State, keys: Sequence[str]) -> Edit | None:
    """Return the edit by which a project's reports have these sections in this order; None where they have them.

    Raises:
        PlanlensError: ``no-sections``, none is left.
    """
    from planlens.project.edits import SetSetting
    from planlens.views.monthly.sections import KEPT, kept_choice, known_sections, sections_of

    if not known_sections(keys):
        raise PlanlensError("no-sections", "报告至少要有一个章节，请勾选后再确定。")
    if known_sections(keys) == sections_of(state):
        return None
    return SetSetting(KEPT, kept_choice(keys))


def keep_words(project: Project, report: PeriodReport, words: Mapping[str, str]) -> Changes | None:
    """Keep a writer's words for passages of a report, as :func:`words_edit`."""
    edit = words_edit(project.state, report, words)
    return project.apply(edit) if edit is not None else None


def write_report(draft: ReportDraft, path: Path, *, sender: str = "", stale: bool = False) -> Path:
    """Write a report as a Word document in the form of GB/T 9704-2012.

    Args:
        draft: the report with its charts.
        path: the file to write.
        sender: who signs, "" for nobody.
        stale: whether to write it although sentences hold figures that no longer are true; they are marked red.

    Raises:
        PlanlensError: ``stale-figures``, or the file cannot be written.
    """
    from planlens.exports.official import written
    from planlens.exports.saving import save

    report = draft.report
    if report.stale and not stale:
        told = "；".join(f"“{sentence}”（{wrong}）" for sentence, wrong in report.stale[:3])
        message = f"有 {len(report.stale)} 句话里的数字与台账不符：{told}。请修改后再生成。"
        raise PlanlensError("stale-figures", message)
    target = path if path.suffix else path.with_suffix(".docx")
    save(target, lambda: written(_pieces(draft, sender)))
    return target


def _pieces(draft: ReportDraft, sender: str) -> Sequence[Piece]:
    from planlens.exports.official import Illustration, OfficialHeading, OfficialText, Sheet, Title, signature
    from planlens.model.wording import deadline_words
    from planlens.views.monthly.parts import Counted, Head, Shown

    report = draft.report
    pieces: list[Piece] = [Title(report.title)]
    for part in report.parts:
        match part:
            case Head(level=level, text=text):
                pieces.append(OfficialHeading(level, text))
            case Counted():
                centered = frozenset(range(part.first, len(part.heads)))
                pieces.append(Sheet(part.heads, part.rows, part.widths, part.title, centered))
            case Shown(chart=chart):
                pieces += [Illustration(data, title) for title, data in draft.pictures[chart : chart + 1]]
            case _:
                wrong = [sentence for sentence, _ in part.stale]
                lines = part.text.split("\n")
                pieces += [OfficialText(line, marked=any(sentence in line for sentence in wrong)) for line in lines]
    return [*pieces, *signature(sender, deadline_words(report.day))]
