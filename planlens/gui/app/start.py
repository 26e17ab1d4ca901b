"""What the window shows without a project: what to do first, a sample, and the projects opened last.

It is painted before anything else is loaded, so it uses as little of Qt as it can: Qt's namespace alone takes 16 ms.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, SignalInstance
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planlens.gui.widgets.layouts import STRETCH, in_row
from planlens.views.keys import with_key

if TYPE_CHECKING:
    from planlens.gui.app.settings import Settings

SOON = "马上就好…\n"
"""What is said where something is chosen before the program is there; as high as :data:`HINT`."""

HINT = "把规划、方案、要点或工作报告拖到这里，自动找出任务、目标、责任单位和完成时限。\n全程离线，文件不离开本机。"


def enlarged(font: QFont, times: float) -> QFont:
    """Return a font so many times as large, whether its size is in points or, as some desktops have it, in pixels."""
    found = QFont(font)
    if font.pointSizeF() > 0:
        found.setPointSizeF(times * font.pointSizeF())
    else:
        found.setPixelSize(round(times * font.pixelSize()))
    return found


class StartPage(QWidget):
    """The empty state.

    Signals:
        import_wanted, open_wanted, office_wanted, sample_wanted: the user has clicked a button.
        recent_wanted: a recent project was chosen; carries its path, or the address of a ledger.
    """

    import_wanted = Signal()
    open_wanted = Signal()
    office_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("开始")
        self._doors: list[QWidget] = []
        self._heard = False
        self._early: SignalInstance | None = None
        outer = in_row(STRETCH, on=self)
        outer.addLayout(self._middle(), 0)
        outer.addStretch(1)

    def _middle(self) -> QVBoxLayout:
        self._column = column = QVBoxLayout()
        column.addStretch(2)
        self._title = title = QLabel("规划解析与任务跟踪")
        self._size_title()
        self.hint = hint = QLabel(HINT)
        column.addWidget(title)
        column.addSpacing(8)
        column.addWidget(hint)
        column.addSpacing(20)
        column.addLayout(self._buttons())
        column.addSpacing(24)
        column.addStretch(3)
        return column

    def _size_title(self) -> None:
        font = enlarged(self.font(), 2.4)
        font.setBold(True)
        self._title.setFont(font)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Give the title the size that goes with the other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_title"):
            self._size_title()

    def _buttons(self) -> QHBoxLayout:
        row = in_row(spacing=12)
        for text, tip, signal in (
            ("导入规划文件…", with_key("从一份或多份文件新建项目", "window.import"), self.import_wanted),
            ("打开项目…", with_key("打开已有的 .planlens 项目", "window.open"), self.open_wanted),
            ("打开办公台账…", "打开单位服务器上多人共用的台账", self.office_wanted),
            ("打开示例", "用虚构的示例规划试一试", self.sample_wanted),
        ):
            button = QPushButton(text)
            button.setMinimumSize(150, 44)
            button.setToolTip(tip)
            button.setDefault(signal is self.import_wanted)
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._choose, signal))
            row.addWidget(button)
            self._doors.append(button)
        row.addStretch(1)
        return row

    def _choose(self, signal: SignalInstance) -> None:
        """Tell what was chosen, once somebody is there to hear it."""
        if self._heard:
            signal.emit()
        else:
            self._early = signal
            self.hint.setText(SOON)

    def listen(self) -> None:
        """Tell from now on what is chosen; what was chosen before is told in the next turn."""
        self._heard = True
        if self._early is not None:
            self.hint.setText(HINT)
            QTimer.singleShot(0, self, self._early.emit)
            self._early = None

    def wait(self, *, on: bool, words: str = "") -> None:
        """Begin nothing while something is under way, and say in *words* what it is."""
        self.hint.setText(f"{words}\n" if on and words else HINT)
        for door in self._doors:
            door.setEnabled(not on)

    def show_recent(self, settings: Settings) -> None:
        """List the projects opened last, and which version made each; without any the list is not shown."""
        if not hasattr(self, "recent"):
            from planlens.gui.widgets.recent import RecentList  # noqa: PLC0415 (not before the window is painted)

            self.recent = RecentList()
            self.recent.chosen.connect(self.recent_wanted)
            self._column.insertWidget(self._column.count() - 1, self.recent)
            self._doors.append(self.recent)
        self.recent.show_paths(settings.recent, settings.made_by)
