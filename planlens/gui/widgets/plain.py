"""Plain widgets in one call; what looks like HTML in the words of a document is neither formatted nor loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QProgressBar, QPushButton


def plain_label(text: str = "") -> QLabel:
    """Return a label that never takes its text for HTML."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def wrapped_label(text: str = "") -> QLabel:
    """Return a plain label that takes as many lines as its text needs."""
    label = plain_label(text)
    label.setWordWrap(True)
    return label


def plain_tip(text: str) -> str:
    """Return a text for a tool tip, which Qt would take for HTML by its look: such a text is told as it stands."""
    if "<" not in text:
        return text
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>'


def plain_button(text: str, tip: str = "", run: Callable[[], object] | SignalInstance | None = None) -> QPushButton:
    """Return a button that Enter does not press unless it has the focus."""
    button = QPushButton(text)
    button.setAutoDefault(False)
    button.setToolTip(tip)
    if run is not None:
        button.clicked.connect(run)
    return button


def waiting_bar() -> QProgressBar:
    """Return a bar from 0 to 100 that is seen once something is under way."""
    bar = QProgressBar()
    bar.setRange(0, 100)
    bar.setVisible(False)
    return bar


def read_text(name: str, height: int) -> QPlainTextEdit:
    """Return a place of so many pixels or more where a text can be read and copied; *name* is for screen readers."""
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setAccessibleName(name)
    text.setMinimumHeight(height)
    text.setTabChangesFocus(True)
    return text


def choice_box(name: str = "", entries: Iterable[tuple[str, object]] = (), *, room: int | None = None) -> QComboBox:
    """Return a box to choose from.

    Args:
        name: for screen readers, where no label of a form stands before it.
        entries: the words and what they stand for.
        room: so many characters are shown, whatever the words are; as many as they need where it is not said.
    """
    box = QComboBox()
    box.setAccessibleName(name)
    for words, value in entries:
        box.addItem(words, value)
    if room is not None:
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(room)
    return box


class DialogButtons(QDialogButtonBox):
    """The two answers of a dialog, of which *no* closes it.

    Args:
        dialog: whose answers they are.
        yes: what Enter does, and what is run then.
    """

    def __init__(self, dialog: QDialog, yes: str, run: Callable[[], object], no: str = "取消") -> None:
        super().__init__()
        self.yes = self.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        self.no = self.addButton(no, QDialogButtonBox.ButtonRole.RejectRole)
        self.accepted.connect(run)
        self.rejected.connect(dialog.reject)
