"""What a page of the settings dialog is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.model import PlanlensError
from planlens.project import defaults
from planlens.project.edits import SetSetting, Together
from planlens.project.settings import setting


class Page(QWidget):
    """A page: shows settings when it is made, keeps them in :meth:`save`."""

    title = ""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools

    def save(self) -> bool:
        """Keep what has been changed; False where something cannot be kept, which the page has told."""
        return True


class ProjectValues:
    """Settings that are kept in the project, and beforehand for those to come; what a page of them has in common.

    Without a project the page shows and keeps what new ones begin with. It shows :attr:`before` when it is made.

    Args:
        page: the page.
        names: its settings.
        values: returns the values that it says by name, None for the usual ones.

    Attributes:
        open: whether there is a project.
        scope: says which of the two it is.
        also: whether new projects are to begin so too.
        before: the values as the page was made, None for the usual ones.
    """

    def __init__(self, page: Page, names: Sequence[str], values: Callable[[], dict[str, Any]]) -> None:
        self._page, self._values = page, values
        session = page.tools.session
        self.open = session.project is not None
        settled = defaults.load()
        self.before = {name: setting(session.state, name) if self.open else settled.get(name) for name in names}
        self.scope = QLabel("只用于当前项目，随项目保存。" if self.open else "没有打开项目：这里设置新项目的默认值。")
        self.also = QCheckBox("新建的项目也这样设置")
        if not self.open:  # to show one that stands nowhere yet would show it as a window
            self.also.hide()
        page.setEnabled(not session.read_only)

    def begin(self) -> None:
        """Take what the page shows now for unchanged."""
        self.before = self._values()

    def save(self) -> bool:
        """Keep what has been changed: in the project, as one edit, and for new ones; False where that cannot be."""
        values = self._values()
        changed = {name: value for name, value in values.items() if value != self.before[name]}
        if self.open and changed:
            edits = tuple(SetSetting(name, value) for name, value in changed.items())
            if self._page.tools.session.apply(Together(edits)) is None:
                return False
        self.before = values
        return self._settle(values if self.also.isChecked() else {} if self.open else changed)

    def _settle(self, values: Mapping[str, Any]) -> bool:
        try:
            for name, value in values.items():
                if name in defaults.NAMES:
                    defaults.keep(name, value)
        except PlanlensError as error:
            dialogs.show_problem(self._page, error)
            return False
        return True
