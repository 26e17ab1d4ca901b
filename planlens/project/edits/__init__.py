"""Everything that a user can do to a project, each as a frozen dataclass; every one can be taken back."""

from planlens.project.edits.adopt import AdoptDocument
from planlens.project.edits.fields import (
    AddTarget,
    SetDeadline,
    SetNumber,
    SetPlace,
    SetRole,
    SetSetting,
    SetTarget,
    SetText,
)
from planlens.project.edits.merging import Merge
from planlens.project.edits.review import Accept, Reject
from planlens.project.edits.sentences import SettleSentences, UnsettleSentences
from planlens.project.edits.tracking import (
    AddNote,
    Attach,
    EditNote,
    Flag,
    SetActual,
    SetProgress,
    SetStatus,
    SetWeight,
    Together,
)
from planlens.project.edits.tree import AddSection, AddTask, Delete, Indent, Move, Outdent, Split
from planlens.project.edits.units import Assign, LeadFirst, RenameUnit, SetUnitRole, Unassign
from planlens.project.edits.version import AdoptVersion

__all__ = [
    "Accept",
    "AddNote",
    "AddSection",
    "AddTarget",
    "AddTask",
    "AdoptDocument",
    "AdoptVersion",
    "Assign",
    "Attach",
    "Delete",
    "EditNote",
    "Flag",
    "Indent",
    "LeadFirst",
    "Merge",
    "Move",
    "Outdent",
    "Reject",
    "RenameUnit",
    "SetActual",
    "SetDeadline",
    "SetNumber",
    "SetPlace",
    "SetProgress",
    "SetRole",
    "SetSetting",
    "SetStatus",
    "SetTarget",
    "SetText",
    "SetUnitRole",
    "SetWeight",
    "SettleSentences",
    "Split",
    "Together",
    "Unassign",
    "UnsettleSentences",
]
