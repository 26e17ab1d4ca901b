"""Everything that a user can do to a project, each as a frozen dataclass; every one can be taken back."""

from planlens.project.edits.adopt import AdoptDocument
from planlens.project.edits.fields import SetDeadline, SetNumber, SetRole, SetSetting, SetTarget, SetText
from planlens.project.edits.review import Accept, Reject
from planlens.project.edits.tracking import (
    AddNote,
    Attach,
    Flag,
    SetActual,
    SetProgress,
    SetStatus,
    SetWeight,
    Together,
)
from planlens.project.edits.tree import AddSection, AddTask, Delete, Indent, Merge, Move, Outdent, Split
from planlens.project.edits.units import Assign, SetUnitRole, Unassign

__all__ = [
    "Accept",
    "AddNote",
    "AddSection",
    "AddTask",
    "AdoptDocument",
    "Assign",
    "Attach",
    "Delete",
    "Flag",
    "Indent",
    "Merge",
    "Move",
    "Outdent",
    "Reject",
    "SetActual",
    "SetDeadline",
    "SetNumber",
    "SetProgress",
    "SetRole",
    "SetSetting",
    "SetStatus",
    "SetTarget",
    "SetText",
    "SetUnitRole",
    "SetWeight",
    "Split",
    "Together",
    "Unassign",
]
