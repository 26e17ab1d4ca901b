"""What a project holds, as flat rows: one frozen class a table, one field a column.

Every row has an id that is never used again and an owner: the row above it in the tree (a task's section, a note's
task). Ids are a letter for the table and a number (``t17``). Enumerations are kept as their plain values, so that the
tables read well in any SQLite tool.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, ClassVar, TypeVar

from planlens.model import Origin
from planlens.model.wording import heading_text

BY_HAND = "by-hand"
"""The rule of all that a user adds."""


SURE = 0.75
"""A finding that is less sure than this waits for review."""

SENTENCE = "sentence"
"""The kind of a :class:`DismissedRow` that holds a sentence of which planlens made nothing, and rightly so."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of any table: *id* is unique in the project, *owner* the id of the row above it, "" for none."""

    table: ClassVar[str] = ""
    letter: ClassVar[str] = ""
    id: str
    owner: str


@dataclass(frozen=True, slots=True)
class DocumentRow(Row):
    """A document as it was adopted.

    *blocks*, *findings* and *warnings* are JSON: the reader's blocks, what planlens found (see
    :mod:`planlens.project.findings`), and what could not be read. *adopted* is an ISO time. *sha256* is "" where the
    document's own file was lost.
    """

    table: ClassVar[str] = "documents"
    letter: ClassVar[str] = "d"
    place: float
    name: str
    format: str
    sha256: str
    title: str
    text: str
    blocks: str
    findings: str
    warnings: str
    adopted: str


@dataclass(frozen=True, slots=True)
class SectionRow(Row):
    """A heading; *start* and *end* count characters of the text of *document*, None for one added by hand."""

    table: ClassVar[str] = "sections"
    letter: ClassVar[str] = "s"
    place: float
    number: str
    title: str
    role: str
    document: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    keywords: str
    reviewed: bool = False

    @property
    def heading(self) -> str:
        """Number and title as people read them."""
        return heading_text(self.number, self.title)


@dataclass(frozen=True, slots=True)
class TaskRow(Row):
    """A task and where it stands.

    Attributes:
        progress: percent from 0 to 100, None where nobody has said.
        weight: how much it counts among its siblings.
        orphan: the sentence is no longer in the document's newest version.
    """

    table: ClassVar[str] = "tasks"
    letter: ClassVar[str] = "t"
    place: float
    number: str
    text: str
    document: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    keywords: str
    deadline: str | None = None
    deadline_start: int | None = None
    deadline_end: int | None = None
    deadline_rule: str = ""
    status: str = "not-started"
    progress: float | None = None
    weight: float = 1.0
    flagged: bool = False
    reviewed: bool = False
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class UnitRow(Row):
    """A unit of a task; *decision* of a suggested one is "", ``accepted`` or ``rejected``."""

    table: ClassVar[str] = "units"
    letter: ClassVar[str] = "u"
    place: float
    name: str
    role: str
    origin: str
    score: float
    rule: str
    confidence: float
    start: int | None
    end: int | None
    decision: str = ""

    @property
    def stands(self) -> bool:
        """Whether nobody has rejected it."""
        return self.decision != "rejected"

    @property
    def is_proposed(self) -> bool:
        """Whether planlens proposes it and nobody has decided yet."""
        return self.origin == Origin.SUGGESTED and not self.decision

    @property
    def is_responsible(self) -> bool:
        """Whether it is responsible for its task: stated, assigned or accepted."""
        return self.stands and not self.is_proposed


@dataclass(frozen=True, slots=True)
class TargetRow(Row):
    """A target of a task, a section or a document; *base* is the value that *base_year* began with."""

    table: ClassVar[str] = "targets"
    letter: ClassVar[str] = "g"
    place: float
    text: str
    indicator: str
    op: str
    value: str
    unit: str
    year: str | None
    nature: str | None
    document: str
    start: int | None
    end: int | None
    rule: str
    confidence: float
    base: float | None = None
    base_year: int | None = None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class ActualRow(Row):
    """The value that a target had reached at the end of a year."""

    table: ClassVar[str] = "actuals"
    letter: ClassVar[str] = "a"
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class NoteRow(Row):
    """A dated progress note: 进展情况, 存在问题, 下一步措施; *date* is an ISO date."""

    table: ClassVar[str] = "notes"
    letter: ClassVar[str] = "n"
    date: str
    done: str
    problems: str
    next_steps: str
    author: str


@dataclass(frozen=True, slots=True)
class AttachmentRow(Row):
    """A file kept as evidence of a task's progress; its bytes are stored by *sha256*."""

    table: ClassVar[str] = "attachments"
    letter: ClassVar[str] = "e"
    name: str
    sha256: str
    size: int
    added: str


@dataclass(frozen=True, slots=True)
class DismissedRow(Row):
    """Words that a user has said are nothing: a new version of the document does not bring them back.

    *kind* is the letter of the table of the finding that was deleted: ``t`` for a task, ``s`` for a section, ``g`` for
    a target; :data:`SENTENCE` for a sentence that is no task, without white space.
    """

    table: ClassVar[str] = "dismissed"
    letter: ClassVar[str] = "x"
    text: str
    kind: str = "t"


@dataclass(frozen=True, slots=True)
class SettingRow(Row):
    """A setting of the project, its value as JSON; the id is the letter, a colon and the setting's name."""

    table: ClassVar[str] = "settings"
    letter: ClassVar[str] = "c"
    value: str


@dataclass(frozen=True, slots=True)
class PersonRow(Row):
    """A person of a task; without an owner of a *unit*, wherever that takes part.

    *kind* is a :class:`~planlens.model.PersonKind`; *rule* is that by which a document was read, or by hand.
    """

    table: ClassVar[str] = "people"
    letter: ClassVar[str] = "p"
    place: float
    kind: str
    name: str
    post: str = ""
    telephone: str = ""
    unit: str = ""
    rule: str = BY_HAND


@dataclass(frozen=True, slots=True)
class NodeRow(Row):
    """A dated step of a task, see :class:`~planlens.model.Node`; nodes stand in the order of their days."""

    table: ClassVar[str] = "nodes"
    letter: ClassVar[str] = "m"
    due: str
    text: str
    done: str | None = None
    note: str = ""
    percent: float | None = None
    rule: str = BY_HAND


@dataclass(frozen=True, slots=True)
class FieldRow(Row):
    """A field of the office's own; *kind* is a :class:`~planlens.model.FieldKind`, *choices* a JSON list of texts."""

    table: ClassVar[str] = "fields"
    letter: ClassVar[str] = "f"
    place: float
    title: str
    kind: str
    choices: str = "[]"

    @property
    def options(self) -> tuple[str, ...]:
        """The values that can be chosen."""
        return tuple(json.loads(self.choices))


@dataclass(frozen=True, slots=True)
class ValueRow(Row):
    """What a task has in a field of the office's own (*field* is its id): a text, a number's digits, an ISO date."""

    table: ClassVar[str] = "field_values"
    letter: ClassVar[str] = "v"
    field: str
    value: str
    rule: str = BY_HAND


@dataclass(frozen=True, slots=True)
class PeriodRow(Row):
    """A reporting period that is closed: what was reported for it does not change any more.

    Attributes:
        first, last, due: ISO dates, see :class:`~planlens.model.reporting.ReportingPeriod`.
        closed: the day on which it was closed.
        seq: the number of the action that closed it: the ledger as it was reported is that after this action.
        notes: the number of the last progress note that there was: this one and those before stay as they are.
    """

    table: ClassVar[str] = "periods"
    letter: ClassVar[str] = "q"
    name: str
    first: str
    last: str
    due: str
    closed: str
    seq: int
    notes: int = 0


@dataclass(frozen=True, slots=True)
class LimitRow(Row):
    """A decision that moved a task's time limit: *old* and *new* as deadlines are written, *day* an ISO date."""

    table: ClassVar[str] = "limits"
    letter: ClassVar[str] = "h"
    day: str
    old: str | None
    new: str | None
    reason: str
    approved: str


@dataclass(frozen=True, slots=True)
class StageRow(Row):
    """When a task reached a step of its life, a :class:`~planlens.model.LifeStage`; *day* is an ISO date."""

    table: ClassVar[str] = "stages"
    letter: ClassVar[str] = "y"
    stage: str
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlipRow(Row):
    """A paper that was sent out on tasks, a :class:`~planlens.model.SlipKind`.

    Attributes:
        day: the ISO date on it.
        due: the time limit on it, as deadlines are written.
        unit: whom it went to.
        tasks: the ids of the tasks, between blanks; some may be gone by now.
        requirement: 工作要求.
    """

    table: ClassVar[str] = "slips"
    letter: ClassVar[str] = "z"
    kind: str
    number: str
    day: str
    due: str | None
    unit: str
    tasks: str
    requirement: str = ""


@dataclass(frozen=True, slots=True)
class LinkRow(Row):
    """A task of one document (the owner) that carries out, or is the same as, one of another (*to*, may be gone)."""

    table: ClassVar[str] = "links"
    letter: ClassVar[str] = "l"
    to: str
    kind: str


@dataclass(frozen=True, slots=True)
class WaivedRow(Row):
    """A finding of the check-up that users have said is fine: its *rule*, and the *items* between blanks."""

    table: ClassVar[str] = "waived"
    letter: ClassVar[str] = "w"
    rule: str
    items: str
    note: str = ""


Item = SectionRow | TaskRow
"""What the tree shows."""

Finding = SectionRow | TaskRow | TargetRow
"""What planlens finds in a document, surely or not."""


def waits(row: Row) -> bool:
    """Whether a row waits for review: an undecided suggestion, or an unsure finding."""
    if isinstance(row, UnitRow):
        return row.is_proposed
    return isinstance(row, Finding) and row.confidence < SURE and not row.reviewed


def was_decided(row: Row) -> bool:
    """Whether a row waited once and does no more; rejected findings are gone and cannot be told."""
    if isinstance(row, UnitRow):
        return row.origin == Origin.SUGGESTED and bool(row.decision)
    return isinstance(row, Finding) and row.confidence < SURE and row.reviewed


TABLES: tuple[type[Row], ...] = (
    DocumentRow,
    SectionRow,
    TaskRow,
    UnitRow,
    TargetRow,
    ActualRow,
    NoteRow,
    AttachmentRow,
    DismissedRow,
    SettingRow,
    PersonRow,
    NodeRow,
    FieldRow,
    ValueRow,
    PeriodRow,
    LimitRow,
    StageRow,
    SlipRow,
    LinkRow,
    WaivedRow,
)


R = TypeVar("R", bound=Row)

_COLUMNS = {kind.table: tuple(field.name for field in fields(kind)) for kind in TABLES}
_FLAGS = {kind.table: tuple(k for k, field in enumerate(fields(kind)) if field.type == "bool") for kind in TABLES}
_FLOATS = {
    kind.table: tuple(field.name for field in fields(kind) if str(field.type).partition(" | ")[0] == "float")
    for kind in TABLES
}


def columns(kind: type[Row]) -> tuple[str, ...]:
    """Return the names of a table's columns in the order of the class's arguments."""
    return _COLUMNS[kind.table]


def flags(kind: type[Row]) -> tuple[int, ...]:
    """Return the places of the columns that hold true or false."""
    return _FLAGS[kind.table]


def floats(kind: type[Row]) -> tuple[str, ...]:
    """Return the names of the columns that hold numbers with a fraction."""
    return _FLOATS[kind.table]


def without_negative_zero(row: R) -> R:
    """Return a row whose zeros have no sign: a file keeps it in the history and loses it in the table."""
    signed: dict[str, Any] = {
        name: 0.0 for name in floats(type(row)) if getattr(row, name) == 0 and math.copysign(1, getattr(row, name)) < 0
    }
    return replace(row, **signed) if signed else row


@cache
def kind_of(key: str) -> type[Row]:
    """Return the class of the row with this id."""
    return next(kind for kind in TABLES if kind.letter == key[:1])


def values(row: Row) -> tuple[Any, ...]:
    """Return the row's fields in the order of its columns."""
    return tuple(getattr(row, name) for name in columns(type(row)))
