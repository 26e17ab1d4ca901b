"""The targets' table: what its words are coloured by, and what its tool tips say."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QWidget

from planlens.gui.app import theme
from planlens.gui.app.session import Session
from planlens.gui.widgets.field_table import FieldModel, FieldTable
from planlens.model.judgement import Judgement
from planlens.model.outlook import Outlook
from planlens.views.fields.field import Field, Fields
from planlens.views.fields.seen_targets import SeenTarget, targets_in, years_asked
from planlens.views.fields.targets import with_years


def targets_table(parent: QWidget, session: Session) -> FieldTable:
    """Return the table of a project's targets: base, target, actual value of each year, judgement."""

    def shown() -> tuple[list[SeenTarget], Fields[SeenTarget]]:
        found = targets_in(session.overview)
        return found, with_years(session.target_fields, years_asked(session.overview, found))

    table = FieldTable("目标指标", FieldModel(parent, session, shown, _tip, _colour))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setWordWrap(False)
    return table


def _tip(field: Field[Any], seen: SeenTarget) -> str:
    match field.key, seen.measured:
        case "judgement", found if found:
            return found.verdict.reason
        case "outlook", found if found:
            return found.forecast.reason
    return f"{seen.target.text}\n{seen.section}"


def _colour(field: Field[Any], seen: SeenTarget) -> str:
    worn, found = theme.colours(), seen.measured
    if found is None or field.key not in {"judgement", "outlook"}:
        return ""
    if field.key == "outlook":
        return {Outlook.UNLIKELY: worn.red, Outlook.LIKELY: worn.green}.get(found.forecast.word, worn.muted)
    if found.verdict.word is None:
        return worn.muted
    return {Judgement.BEHIND: worn.red, Judgement.ON_COURSE: worn.accent}.get(found.verdict.word, worn.green)
