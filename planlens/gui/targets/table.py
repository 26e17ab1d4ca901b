"""The targets as a table: base, target, actual value of each year, judgement; numbers are typed in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from planlens.gui.app import theme
from planlens.gui.app.session import Session
from planlens.gui.widgets.plain import plain_tip
from planlens.language.typed_target import typed_value
from planlens.model.judgement import Judgement, Verdict
from planlens.model.outlook import NO_FORECAST, Forecast, Outlook
from planlens.project.edits import SetActual, SetTarget
from planlens.project.found import target_of
from planlens.project.project import Edit
from planlens.project.rows import SectionRow, TargetRow
from planlens.project.settings import start_of
from planlens.views.overview import Overview
from planlens.views.targets import measured
from planlens.views.wording import target_value

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, what it says of a target, and the edit that a text typed into it makes (None: fixed)."""

    title: str
    width: int
    text: Callable[[Line], str]
    edit: Callable[[Line, str], Edit] | None = None
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A target with what the table says of it."""

    row: TargetRow
    actuals: Mapping[int, float]
    verdict: Verdict
    forecast: Forecast
    section: str

    @property
    def words(self) -> str:
        """All that a search looks at."""
        return " ".join([self.row.indicator, self.row.text, self.section])


def typed_number(text: str, unit: str = "") -> float | None:
    """Return the number that a user typed, in a target's *unit* (4.2万 is 42000 of 人), None for an empty text.

    Raises:
        ValueError: it is no number, or one of another unit.
    """
    if not text.strip():
        return None
    value = typed_value(text, unit)
    if value is None:
        raise ValueError(text)
    return value


def _typed_year(text: str) -> int | None:
    year = typed_number(text.strip().removesuffix("年"))
    return None if year is None else int(year)


def shown(value: float | None) -> str:
    """Return a number without useless digits, "" for none."""
    return "" if value is None else f"{value:.10g}"


def lines_of(overview: Overview) -> list[Line]:
    """Return every target of a project in the order of the documents."""
    state = overview.state
    titles: dict[str, str] = {}
    order: dict[str, int] = {}
    for place, (_, item) in enumerate(state.walk()):
        order[item.id] = place
        titles[item.id] = item.number + item.title if isinstance(item, SectionRow) else titles.get(item.owner, "")
    rows = sorted(state.all(TargetRow), key=lambda row: (order.get(row.owner, -1), row.start or 0, len(row.id), row.id))
    found = [(row, measured(state, row, overview.today)) for row in rows]
    return [Line(row, known.actuals, known.verdict, known.forecast, titles.get(row.owner, "")) for row, known in found]


def years_of(overview: Overview, lines: Sequence[Line]) -> list[int]:
    """Return the years whose actual values the table asks for: from the plan's first year to its last target."""
    today = overview.today.year
    starts = [day.year for row in overview.state.documents() if (day := start_of(overview.state, row.id))]
    ends = [int(line.row.year[:4]) for line in lines if line.row.year and line.row.year[:4].isdigit()]
    known = [year for line in lines for year in line.actuals]
    first = min([*starts, *known, today])
    last = max([today, *known, *(end for end in ends if end <= first + 10)])
    return list(range(max(first, last - 9), last + 1))


def _base(line: Line, text: str) -> Edit:
    return SetTarget(line.row.id, "base", typed_number(text, line.row.unit))


def _base_year(line: Line, text: str) -> Edit:
    return SetTarget(line.row.id, "base_year", _typed_year(text))


def _year(line: Line, text: str) -> Edit:
    year = _typed_year(text)
    return SetTarget(line.row.id, "year", None if year is None else str(year))


def _actual(year: int) -> Column:
    return Column(
        f"{year}年实际",
        76,
        lambda line: shown(line.actuals.get(year)),
        lambda line, text: SetActual(line.row.id, year, typed_number(text, line.row.unit)),
        numeric=True,
    )


_JUDGEMENT, _OUTLOOK = "判断", "期末预计"


def _outlook_text(forecast: Forecast) -> str:
    """Return the answer to 预计期末能否完成; nothing where no actual value is known yet."""
    return "—" if forecast == NO_FORECAST else forecast.word.label


def columns_of(years: Sequence[int]) -> list[Column]:
    """Return the columns, one for each of these years among them."""
    return [
        Column("指标", 210, lambda line: line.row.indicator or line.row.text, _plain("indicator")),
        Column("目标值", 92, lambda line: target_value(target_of(line.row)), numeric=True),
        Column("单位", 56, lambda line: line.row.unit, _plain("unit")),
        Column("目标年", 56, lambda line: line.row.year or "", _year, numeric=True),
        Column("属性", 60, lambda line: line.row.nature or "", _plain("nature")),
        Column("基期值", 66, lambda line: shown(line.row.base), _base, numeric=True),
        Column("基期年", 56, lambda line: shown(line.row.base_year), _base_year, numeric=True),
        *(_actual(year) for year in years),
        Column(_JUDGEMENT, 96, lambda line: line.verdict.word.label if line.verdict.word else "—"),
        Column(_OUTLOOK, 108, lambda line: _outlook_text(line.forecast)),
        Column("所在章节", 150, lambda line: line.section),
    ]


def _plain(field: str) -> Callable[[Line, str], Edit]:
    return lambda line, text: SetTarget(line.row.id, field, text.strip() or (None if field == "nature" else ""))


class TargetsModel(QAbstractTableModel):
    """Follows the session; every typed value is an edit."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.lines: list[Line] = []
        self.columns: list[Column] = columns_of([])
        self._wanted = ""

    def refresh(self) -> None:
        """Show the targets of now; only what is different is told where the table keeps its shape."""
        overview = self._session.overview
        lines = [line for line in lines_of(overview) if self._wanted in line.words]
        columns = columns_of(years_of(overview, lines))
        same_rows = [line.row.id for line in lines] == [line.row.id for line in self.lines]
        if same_rows and [c.title for c in columns] == [c.title for c in self.columns]:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self.lines, self.columns = lines, columns
        self.endResetModel()

    def search(self, text: str) -> None:
        """Show only the targets that have this text in them."""
        self._wanted = text.strip()
        self.refresh()

    def row_of(self, key: str) -> int:
        """Return the row of a target, -1 where it is not shown."""
        return next((row for row, line in enumerate(self.lines) if line.row.id == key), -1)

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name and default)
        """Return the number of targets."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (same)
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802 (same)
        """Return a column's title or a row's number."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title if orientation == Qt.Orientation.Horizontal else str(section + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return column.text(line)
        if role == Qt.ItemDataRole.TextAlignmentRole and column.numeric:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            why = {_JUDGEMENT: line.verdict.reason, _OUTLOOK: line.forecast.reason}
            return plain_tip(why.get(column.title, f"{line.row.text}\n{line.section}"))
        if role == Qt.ItemDataRole.ForegroundRole and column.title == _JUDGEMENT:
            return QColor(_colour(line.verdict))
        if role == Qt.ItemDataRole.ForegroundRole and column.title == _OUTLOOK:
            worn = theme.colours()
            return QColor({Outlook.UNLIKELY: worn.red, Outlook.LIKELY: worn.green}.get(line.forecast.word, worn.muted))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let numbers be typed where a column takes them."""
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].edit and not self._session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 (same)
        """Make an edit of what was typed."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role != Qt.ItemDataRole.EditRole or column.edit is None or str(value) == column.text(line):
            return False
        try:
            edit = column.edit(line, str(value))
        except ValueError:
            self._session.notice.emit(f"“{value}”不是数字，没有修改。")
            return False
        return self._session.apply(edit) is not None


def _colour(verdict: Verdict) -> str:
    colours = theme.colours()
    if verdict.word is None:
        return colours.muted
    known = {Judgement.BEHIND: colours.red, Judgement.ON_COURSE: colours.accent}
    return known.get(verdict.word, colours.green)
