"""The sentences that became nothing: gone through one after another, and settled where they hold no task."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from planlens.gui.panel import Tools
from planlens.gui.source.buttons import action_of
from planlens.gui.source.contents import Contents
from planlens.gui.source.view import SourceView
from planlens.model import Span
from planlens.project.coverage import Coverage
from planlens.project.edits import Dismiss, Recall


class Missed(QObject):
    """Two actions and what they need.

    Args:
        tools: the window's.
        view: where the sentences are shown.
        contents: knows the document.
        come: brings the source to the front.

    Attributes:
        onward: the action that goes to the next one.
        settle: the action that says that one holds no task, or takes that back.
    """

    def __init__(self, tools: Tools, view: SourceView, contents: Contents, come: Callable[[], None]) -> None:
        super().__init__(view)
        self._session, self._view, self._contents, self._come = tools.session, view, contents, come
        self._coverage = Coverage()
        self.onward = action_of(view, "下一处未识别(&M)", "F8", self.next)
        self.settle = action_of(view, "没有任务(&K)", "F9", self.settle_one)
        self.settle.setIconText("没有任务 F9")
        self.settle.setToolTip("确认这句未识别的话没有任务；已确认的改回未识别（F9）")

    def show(self, found: Coverage | None) -> None:
        """Know what became nothing; None while that is being found."""
        self._coverage = found or Coverage()
        self.update()

    def update(self) -> None:
        """Allow what is possible now."""
        session, found = self._session, self._coverage
        writable = session.project is not None and not session.read_only and not session.busy
        self.onward.setEnabled(bool(found.missed))
        self.settle.setEnabled(writable and bool(found.missed or found.settled))

    def next(self, *, back: bool = False) -> None:
        """Select the next sentence that became nothing, the first one behind the last."""
        self._come()
        missed = self._coverage.missed
        if not missed:
            self._session.notice.emit("没有未识别的句子。")
            return
        view = self._view
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        here = view.selection.start if view.selection is not None else view.caret - 1
        behind = bisect_right(missed, here, key=lambda span: span.start)
        before = bisect_left(missed, here, key=lambda span: span.start) - 1
        index = before % len(missed) if back else behind % len(missed)
        view.select(missed[index])
        self._session.notice.emit(f"未识别的第{index + 1}处，共{len(missed)}处")

    def settle_one(self) -> None:
        """Say that the sentence at the selection or caret holds no task, and go on; or take that back."""
        place = self._view.selection or Span(self._view.caret, self._view.caret + 1)
        found, key = self._coverage, self._contents.key
        missed = next((span for span in found.missed if span.overlaps(place)), None)
        settled = next((span for span in found.settled if span.overlaps(place)), None)
        if missed is not None:
            if self._session.apply(Dismiss(key, missed.start, missed.end)) and len(found.missed) > 1:
                self.next()
        elif settled is not None:
            self._session.apply(Recall(key, settled.start, settled.end))
        else:
            self._session.notice.emit("请先选中一句未识别的话（F8 跳到下一处）。")
