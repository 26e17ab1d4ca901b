"""What every section of the detail panel is, and what it can show."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPalette
from PySide6.QtWidgets import QLabel, QLayout, QToolButton, QWidget

from planlens.gui.app.parts import Tools
from planlens.gui.app.session import Session
from planlens.gui.widgets.fields import LineField, TextField
from planlens.project.project import Edit
from planlens.project.rows import DocumentRow, SectionRow, TargetRow, TaskRow


class Chosen(Enum):
    """What is chosen."""

    NOTHING = auto()
    TASK = auto()
    MANY = auto()
    SECTION = auto()
    TARGET = auto()
    DOCUMENT = auto()


def chosen(session: Session) -> tuple[Chosen, tuple[str, ...]]:
    """Return what the selection is and the ids that its fields are of: of several items the tasks that they mean."""
    state = session.state
    known = [key for key in session.selected if key in state]
    if len(known) > 1:
        tasks = tuple(session.tasks_meant(known))
        return (Chosen.MANY, tasks) if tasks else (Chosen.NOTHING, ())
    for key in known:
        match state.find(key):
            case TaskRow():
                return Chosen.TASK, (key,)
            case SectionRow():
                return Chosen.SECTION, (key,)
            case TargetRow():
                return Chosen.TARGET, (key,)
            case DocumentRow():
                return Chosen.DOCUMENT, (key,)
    return Chosen.NOTHING, ()


class DetailPart(QWidget):
    """A part of the detail panel.

    Attributes:
        title: its heading in Chinese, "" for none; a section with a heading can be folded away.
        kinds: what it has fields for.
    """

    title: str = ""
    kinds: ClassVar[frozenset[Chosen]] = frozenset({Chosen.TASK})

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.session = tools.session
        self.kind = Chosen.NOTHING
        self.ids: tuple[str, ...] = ()
        self.writable = False
        self.on_summary: Callable[[str], None] = lambda text: None

    def show_items(self, kind: Chosen, ids: tuple[str, ...], *, writable: bool) -> None:
        """Show the fields of items; the panel has called :meth:`settle` before others come."""
        anew = ids != self.ids
        self.kind, self.ids, self.writable = kind, ids, writable
        self.fill(anew=anew)

    def useful(self) -> bool:
        """Whether the project has anything to fill in here."""
        return True

    def fill(self, *, anew: bool) -> None:
        """Show the fields of :attr:`ids`; *anew* where these are other items than before."""
        raise NotImplementedError

    def settle(self) -> None:
        """Send what is half typed."""

    def leave(self) -> None:
        """Forget the items; :meth:`settle` has been called."""
        self.ids = ()

    def tasks(self) -> list[TaskRow]:
        """Return the rows of the chosen tasks."""
        return [row for key in self.ids if isinstance(row := self.session.state.find(key), TaskRow)]

    def send(self, edit: Edit, field: LineField | TextField | None = None) -> bool:
        """Do an edit; False where it was refused, which the session has told: *field* keeps what was typed then."""
        done = self.session.apply(edit) is not None
        if field is not None and not done:
            field.refused()
        return done


def small_button(
    text: str, tip: str, run: Callable[[], object], *, checkable: bool = False, flat: bool = True
) -> QToolButton:
    """Return a button with a short text, flat or framed; *tip* is also its name for screen readers."""
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoRaise(flat)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def clicked() -> None:
        run()

    button.clicked.connect(clicked)
    return button


def muted(text: str = "") -> QLabel:
    """Return a label for what is less important, which wraps."""
    label = QLabel(text)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class ClickLabel(QLabel):
    """Words that wrap and can be clicked.

    Signals:
        clicked: with the left button.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell of a click."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it once it is safe to do so."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        inner = item.layout()
        if inner is not None:
            clear(inner)
