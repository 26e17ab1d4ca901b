"""What happens once the window has been painted, in small steps between which it answers to the user."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTimer, QTranslator, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from planlens.gui.app import log
from planlens.gui.app.instance import Instance
from planlens.gui.app.piecemeal import Piecemeal
from planlens.gui.app.settings import Settings
from planlens.gui.app.window import Window
from planlens.paths import shipped_resource

_MODULES = ("planlens.gui.app.theme", "planlens.project.files", "planlens.views.overview", "planlens.gui.app.session")
"""What the desk imports, piece by piece: the whole would hold the window for a tenth of a second."""

_LATER = 400
"""Milliseconds before the background process is started: not while the first project is being opened."""


class Filling(QObject):
    """Fills the window.

    Signals:
        done: everything is there.

    Args:
        app, window, settings: as they are.
        folder: the user's for settings, None where there is none.
        advice: what the user should know of the desktop, "" for nothing.
        paths: what to open.
    """

    done = Signal()

    def __init__(
        self,
        app: QApplication,
        window: Window,
        settings: Settings,
        folder: Path | None,
        advice: str,
        paths: Sequence[Path | str],
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._settings, self._folder = app, window, settings, folder
        self._advice, self._paths = advice, paths
        self._filling = Piecemeal(self._next, self)
        self._steps: list[Callable[[], object]] = [
            self._begin_log,
            self._speak_chinese,
            *(self._importer(name) for name in _MODULES),
            self._dress,
            self._furnish,
            self._listen,
            self._open,
            self._advise,
            self._plan_panels,
            self._settle,
        ]

    def begin(self) -> None:
        """Do one step after the other."""
        self._filling.begin()

    def _next(self) -> bool:
        step = self._steps.pop(0)
        step()
        return bool(self._steps)

    def _begin_log(self) -> None:
        log.start()
        log.watch(self._tell_of_error, self._explain)

    def _explain(self, error: Exception) -> None:
        from planlens.gui.app.dialogs import show_problem  # noqa: PLC0415 (hardly ever)
        from planlens.model import PlanlensError  # noqa: PLC0415

        if isinstance(error, PlanlensError):
            show_problem(self._window, error)

    def _tell_of_error(self) -> None:
        from planlens.gui.app.dialogs import show_problem  # noqa: PLC0415 (hardly ever)
        from planlens.model import PlanlensError  # noqa: PLC0415

        message = (
            "程序出现内部错误，已记入日志；此前的操作都已保存。"
            "如果某项功能不能用了，请重新打开程序；"
            "仍有问题时，请用“帮助”菜单中的“复制诊断信息”告诉开发者。"
        )
        show_problem(self._window, PlanlensError("internal", message))

    def _speak_chinese(self) -> None:
        """Put Qt's own buttons and dates into Chinese."""
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        translator = QTranslator(self._app)
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._app.installTranslator(translator)

    @staticmethod
    def _importer(name: str) -> Callable[[], object]:
        return lambda: importlib.import_module(name)

    def _dress(self) -> None:
        from planlens.gui.app import theme  # noqa: PLC0415

        theme.dress(self._app, self._settings.get(theme.SCHEME), self._settings.get(theme.POINTS))
        self._app.setWindowIcon(QIcon(str(shipped_resource("icons/planlens.svg"))))

    def _furnish(self) -> None:
        from planlens.gui.app.desk import Desk  # noqa: PLC0415

        self.desk = Desk(self._window, self._settings)

    def _listen(self) -> None:
        """Be the only instance, unless another one has begun in the same moment or does not answer."""
        if self._folder is None:
            return
        self._instance = Instance(self._folder, self)
        if self._instance.claim():
            self._instance.asked.connect(self.desk.come_forward)
            self._instance.listen()
            self._app.aboutToQuit.connect(self._instance.release)

    def _open(self) -> None:
        if self._paths:
            self.desk.open_paths(self._paths)
            self.desk.say_busy()  # or that nothing is, where there is nothing to be opened
        QTimer.singleShot(_LATER, self.desk.warm_up)

    def _advise(self) -> None:
        from planlens.gui.app.advice import advise  # noqa: PLC0415

        advise(self.desk.tools, self._advice)

    def _plan_panels(self) -> None:
        """Let the panels be loaded and made next, one a step, so that the first project opens at once."""
        from planlens.gui.app.parts import panel_modules  # noqa: PLC0415

        self._steps[:0] = [*(self._importer(name) for name in panel_modules()), self._plan_making]

    def _plan_making(self) -> None:
        from planlens.gui.app.parts import Panel, all_panels  # noqa: PLC0415

        def maker(panel: Panel) -> Callable[[], object]:
            return lambda: self.desk.prepare(panel)

        self._steps[:0] = [*(maker(panel) for panel in all_panels()), self.desk.furnish]

    def _settle(self) -> None:
        gc.freeze()  # what is there now stays: it need not be looked through again
        self.done.emit()
