"""Everything that a user can do to a project, each as a frozen dataclass; every one can be taken back."""

from planlens.project.edits.adopt import AdoptDocument
from planlens.project.edits.decisions import MoveLimit, SetStage
from planlens.project.edits.fields import (
    AddTarget,
    SetDeadline,
    SetNumber,
    SetPlace,
    SetRole,
    SetSetting,
    SetTarget,
    SetText,
    SetTitle,
)
from planlens.project.edits.merging import Merge
from planlens.project.edits.nodes import AddNode, EditNode, MarkNodes, SetNodes
from planlens.project.edits.own_fields import AddField, EditField, SetValue
from planlens.project.edits.papers import LinkTasks, MakeSlip, UnlinkTasks, UnwaiveFinding, WaiveFinding
from planlens.project.edits.people import AddPerson, EditPerson, SetPeople
from planlens.project.edits.periods import ClosePeriod, ReopenPeriod
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
    "AddField",
    "AddNode",
    "AddNote",
    "AddPerson",
    "AddSection",
    "AddTarget",
    "AddTask",
    "AdoptDocument",
    "AdoptVersion",
    "Assign",
    "Attach",
    "ClosePeriod",
    "Delete",
    "EditField",
    "EditNode",
    "EditNote",
    "EditPerson",
    "Flag",
    "Indent",
    "LeadFirst",
    "LinkTasks",
    "MakeSlip",
    "MarkNodes",
    "Merge",
    "Move",
    "MoveLimit",
    "Outdent",
    "Reject",
    "RenameUnit",
    "ReopenPeriod",
    "SetActual",
    "SetDeadline",
    "SetNodes",
    "SetNumber",
    "SetPeople",
    "SetPlace",
    "SetProgress",
    "SetRole",
    "SetSetting",
    "SetStage",
    "SetStatus",
    "SetTarget",
    "SetText",
    "SetTitle",
    "SetUnitRole",
    "SetValue",
    "SetWeight",
    "SettleSentences",
    "Split",
    "Together",
    "Unassign",
    "UnlinkTasks",
    "UnsettleSentences",
    "UnwaiveFinding",
    "WaiveFinding",
]
