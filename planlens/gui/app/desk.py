"""Fills the window: session, jobs, menus, panels; opens and closes projects."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from planlens import workflow
from planlens.gui.app import dialogs, opening
from planlens.gui.app.jobs import Garbage, Job, Jobs
from planlens.gui.app.keys import keys_text, set_keys
from planlens.gui.app.log import scrubbed
from planlens.gui.app.parts import EDIT, MENUS, VIEW, Command, Need, Panel, Tools, all_commands
from planlens.gui.app.session import Session
from planlens.gui.app.settings import Settings
from planlens.gui.app.toolbar import Toolbar
from planlens.gui.app.window import GEOMETRY, TITLE, Window
from planlens.gui.app.workspace import Workspace
from planlens.gui.widgets.job_progress import JobProgress
from planlens.gui.widgets.plain import plain_tip
from planlens.model import Formats, PlanlensError
from planlens.project.files import is_backup
from planlens.project.office.address import Address, Place, place_of
from planlens.project.project import Project

if TYPE_CHECKING:
    from planlens.gui.office.company import Company

LOG = logging.getLogger(__name__)


class Desk(QObject):
    """Everything behind the window.

    Args:
        window: the window, painted or not.
        settings: the user's.
        today: the day that lights are computed for.
    """

    def __init__(self, window: Window, settings: Settings, today: Callable[[], date] = date.today) -> None:
        super().__init__(window)
        self.window = window
        self.session = Session(self, today)
        self.jobs = Jobs(self)
        self._garbage = Garbage(self)
        hands = (self.open_paths, self.show_panel, self.reset_layout, self.follow, self.formats)
        self.tools = Tools(self.session, self.jobs, settings, window, *hands)
        self._formats: Formats | None = None
        self._said = ""
        self.company: Company | None = None
        self.workspace: Workspace | None = None
        self._made: dict[str, QWidget] = {}
        self.commands: dict[str, tuple[Command, QAction]] = {}
        window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._make_menus()
        self._make_status_bar()
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        session, window, start = self.session, self.window, self.window.start
        session.opened.connect(self._show_project)
        session.closed.connect(self._show_start)
        session.changed.connect(self._refresh)
        session.busy_changed.connect(self.say_busy)
        session.problem.connect(self._show_problem)
        session.notice.connect(lambda text: window.statusBar().showMessage(text, 8000))
        self.jobs.crashed.connect(lambda text: LOG.error("a job crashed\n%s", scrubbed(text)))
        window.dropped.connect(self.open_paths)
        window.may_close = self._may_close
        start.import_wanted.connect(self.commands["import"][1].trigger)
        start.open_wanted.connect(self.commands["open"][1].trigger)
        start.sample_wanted.connect(self.commands["sample"][1].trigger)
        start.recent_wanted.connect(lambda path: self.open_paths([path]))
        start.office_wanted.connect(self.commands["office"][1].trigger)
        start.show_recent(self.tools.settings)
        window.listen()

    # Menus

    def _make_menus(self) -> None:
        self.menus = {title: self.window.menuBar().addMenu(title) for title in MENUS}
        self.toolbar = toolbar = Toolbar(self.window)
        self.window.addToolBar(toolbar)
        self.undo = self._action(EDIT, "撤销", "undo", self.session.undo)
        self.redo = self._action(EDIT, "重做", "redo", self.session.redo)
        ten = {EDIT: 1}
        for command in all_commands():
            if ten.setdefault(command.menu, command.order // 10) != command.order // 10:
                self.menus[command.menu].addSeparator()
                ten[command.menu] = command.order // 10
            action = self._action(command.menu, command.text, command.key, self._runner(command))
            self.commands[command.key] = (command, action)
            if command.toolbar:
                toolbar.add_short(command.key, command.toolbar, action)
        toolbar.addSeparator()
        toolbar.add("undo", self.undo)
        toolbar.add("redo", self.redo)
        toolbar.paint_pictures()

    def _action(self, menu: str, text: str, key: str, run: Callable[[], object]) -> QAction:
        action = QAction(text, self.window)
        set_keys(action, f"window.{key}")

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        self.menus[menu].addAction(action)
        return action

    def _runner(self, command: Command) -> Callable[[], None]:
        def run() -> None:
            self.session.settle()
            command.run(self.tools)

        return run

    def _make_status_bar(self) -> None:
        self.progress = JobProgress()
        self.window.statusBar().addPermanentWidget(self.progress)

    def say_busy(self) -> None:
        """Say what the window is busy with, at once and as long as it is; the start page begins nothing meanwhile."""
        words, bar = self.session.busy_with, self.window.statusBar()
        self.window.start.wait(on=self.session.busy, words=words)
        if words:
            bar.showMessage(words)
        elif bar.currentMessage() == self._said:
            bar.clearMessage()
        self._said = words
        self._refresh()

    def _refresh(self) -> None:
        project, writable = self.session.project, not self.session.read_only and not self.session.busy
        for command, action in self.commands.values():
            enabled = command.needs is Need.NOTHING or project is not None
            action.setEnabled(enabled and (command.needs is not Need.WRITABLE or writable))
        for action, verb, label in (
            (self.undo, "撤销", project.undo_label if project else None),
            (self.redo, "重做", project.redo_label if project else None),
        ):
            action.setEnabled(bool(label) and writable)
            action.setText(f"{verb}{f'：{label}' if label else ''}")
            action.setIconText(verb)
            action.setToolTip(plain_tip(f"{action.text()}（{keys_text(action)}）"))

    # Projects

    def open_paths(self, paths: Sequence[Place | str]) -> None:
        """Open a project or an office's ledger (a text is its address), or import documents into a new project."""
        try:
            places = [place_of(path) if isinstance(path, str) else path for path in paths]
        except PlanlensError as error:
            self._show_problem(error)
        else:
            opening.open_paths(self.tools, places)

    def prepare(self, panel: Panel) -> None:
        """Make a panel before a project is open, so that the first one opens faster."""
        if self.workspace is None and panel.key not in self._made:
            self._made[panel.key] = panel.create(self.tools)

    def come_forward(self, paths: Sequence[Place | str] = ()) -> None:
        """Bring the window to the front and open files, once no dialog and no work is in the way."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._open_when_free(paths)

    def _open_when_free(self, paths: Sequence[Place | str]) -> None:
        if self.session.busy or QApplication.activeModalWidget() is not None:
            QTimer.singleShot(300, self, lambda: self._open_when_free(paths))
        else:
            self.open_paths(paths)

    def show_panel(self, key: str) -> None:
        """Bring a panel to the front."""
        if self.workspace is not None:
            self.workspace.show_panel(key)

    def reset_layout(self) -> None:
        """Put all panels back where they stand at the first start."""
        if self.workspace is not None:
            self.workspace.reset_layout()

    def warm_up(self) -> None:
        """Let the background process load what it needs, and ask it for the file formats."""
        self.jobs.warm_up()
        self.jobs.process(workflow.formats).done.connect(self._set_formats)

    @Slot(object)
    def _set_formats(self, formats: Formats) -> None:
        self._formats = formats

    def formats(self) -> Formats:
        """Return the file formats that are read and written."""
        if self._formats is None:  # asked before the background process has told them
            self._formats = workflow.formats()
        return self._formats

    def take(self, project: Project) -> None:
        """Show an open project."""
        self.session.take(project)

    def follow(self, job: Job) -> None:
        """Show a job's progress in the status bar."""
        self.progress.follow(job)

    def furnish(self) -> Workspace:
        """Put the panels into the window, hidden until a project is open."""
        if self.workspace is None:
            self.workspace = Workspace(self.tools, self.menus, self.menus[VIEW], self._made)
            self._made = {}
            if self.session.project is None:  # what is shown for the first time is styled and laid out: done by then
                self.workspace.show_in(self.window)
                self.window.show_page(self.window.start)
                self.workspace.hide_from(self.window)
        return self.workspace

    def _show_project(self) -> None:
        self.window.setUpdatesEnabled(False)  # thousands of rows are laid out in this turn and painted in the next
        QTimer.singleShot(0, self, lambda: self.window.setUpdatesEnabled(True))
        self.furnish().show_in(self.window)
        place, project = self.session.place, self.session.project
        if isinstance(place, Address) or (place is not None and not is_backup(place)):
            self.tools.settings.add_recent(place, project.store.made if project else ("", ""))
        name = place.stem if place else ""
        self.window.setWindowTitle(f"{name}{'（只读）' if self.session.read_only else ''} – {TITLE}")
        self._refresh()
        if self.session.shared:
            self._follow_others()

    def _follow_others(self) -> None:
        """Show in the status bar who is here, what they do, and whether the server can be reached."""
        if self.company is None:
            from planlens.gui.office.company import Company  # noqa: PLC0415 (only for an office's ledger)

            self.company = Company(self.session, self._refresh, self)
            self.window.statusBar().addPermanentWidget(self.company.label)
        self.company.begin()

    def _show_start(self) -> None:
        if self.workspace is not None:
            self.workspace.hide_from(self.window)
        self.window.start.show_recent(self.tools.settings)
        self.window.show_page(self.window.start)
        self.window.setWindowTitle(TITLE)
        self._refresh()

    def _show_problem(self, error: PlanlensError) -> None:
        LOG.warning("refused: %s", error.code)
        if error.clashes:
            if dialogs.ask(self.window, "别人刚才改过", error.message, "仍按我的修改", "保留对方的修改"):
                self.session.insist()
            return
        dialogs.show_problem(self.window, error)

    def _may_close(self) -> bool:
        question = "还有一项处理没有完成，现在退出将取消它。"
        if self.session.busy and not dialogs.ask(self.window, "正在处理", question, "退出"):
            return False
        self.close()
        return True

    def close(self) -> None:
        """Let go of the project and of the background process."""
        if self.workspace is not None:
            self.workspace.keep_layout(self.window)
        self.tools.settings.set_bytes(GEOMETRY, self.window.saveGeometry())
        self.jobs.stop()
        self._garbage.end()
        self.session.close()
        self.tools.settings.sync()
