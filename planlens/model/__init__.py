"""What a plan is, as frozen dataclasses; imports nothing but the standard library."""

from planlens.model.document import Block, BlockKind, CellPlace, Document, Source, Span
from planlens.model.errors import Clash, PlanlensError
from planlens.model.formats import FileFormat, Formats
from planlens.model.judgement import Judgement, Verdict
from planlens.model.ledger import FieldKind, LifeStage, LinkKind, Node, Person, PersonKind, SlipKind
from planlens.model.lights import Light, LightRules, Signal
from planlens.model.plan import (
    ONGOING,
    Assignment,
    Deadline,
    Evidence,
    Op,
    Origin,
    Plan,
    Role,
    Section,
    StatedProgress,
    Target,
    Task,
    UnitRole,
    is_deadline,
)
from planlens.model.reading import Reading
from planlens.model.tracking import Status

__all__ = [
    "ONGOING",
    "Assignment",
    "Block",
    "BlockKind",
    "CellPlace",
    "Clash",
    "Deadline",
    "Document",
    "Evidence",
    "FieldKind",
    "FileFormat",
    "Formats",
    "Judgement",
    "LifeStage",
    "Light",
    "LightRules",
    "LinkKind",
    "Node",
    "Op",
    "Origin",
    "Person",
    "PersonKind",
    "Plan",
    "PlanlensError",
    "Reading",
    "Role",
    "Section",
    "Signal",
    "SlipKind",
    "Source",
    "Span",
    "StatedProgress",
    "Status",
    "Target",
    "Task",
    "UnitRole",
    "Verdict",
    "is_deadline",
]
