"""The review queue: unsure findings and suggested units one after another, decided by one key each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QProgressBar, QStackedWidget

from planlens.gui.app.keys import code_of, codes
from planlens.gui.app.parts import Area, Panel, Tools
from planlens.gui.app.unit_book import unit_book
from planlens.gui.review.card import StepCard
from planlens.gui.review.controls import DecisionRow, KindRow, choice_menu
from planlens.gui.review.follower import Follower
from planlens.gui.review.remembering import Remembering
from planlens.gui.widgets.late import LateWidget
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import wrapped_label
from planlens.project.edits import Accept, Reject, Together
from planlens.project.project import Edit, Project
from planlens.project.rows import Finding
from planlens.views.review.bulk import choices
from planlens.views.review.context import end_text
from planlens.views.review.steps import Step, StepKind


class ReviewPanel(LateWidget):
    """Asks about one step at a time; selects it everywhere while the panel has the keyboard."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._session = tools.session
        self.follower = Follower(tools, self)
        Remembering(tools)
        self.queue = self.follower.queue
        self._project: Project | None = None
        self._asked = ""
        self.menu: QMenu | None = None
        self.bar = QProgressBar()
        self.bar.setAccessibleName("核对进度")
        self.kinds = KindRow()
        self.card = StepCard(tools.session, unit_book(tools))
        self.end = wrapped_label()
        self.end.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.end)
        self.decisions = DecisionRow([self._here(run) for run in self._runs()])
        self._lay_out()
        self._connect()

    def _runs(self) -> tuple[Callable[[], None], ...]:
        return (
            self.accept_step,
            self.reject_step,
            self.edit_step,
            self.show_source,
            self.go_back,
            self.go_on,
            self.open_menu,
        )

    def _here(self, run: Callable[[], None]) -> Callable[[], None]:
        """Return what also gives the keyboard to the panel."""

        def clicked() -> None:
            self.setFocus()
            run()

        return clicked

    def _lay_out(self) -> None:
        in_column(self.bar, self.kinds, (self.stack, 1), self.decisions, margins=(8, 6, 8, 8), on=self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        session = self._session
        for signal in (session.opened, session.closed, session.changed, session.busy_changed):
            signal.connect(self.mark_stale)
        unit_book(self._tools).learned.connect(self.mark_stale)
        session.current_changed.connect(self._follow)
        self.follower.ready.connect(self._show)
        self.kinds.changed.connect(self._choose_kinds)
        self.card.ticked.connect(self._tell_buttons)

    # Showing

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        """Select the step everywhere, now that the user works here."""
        super().focusInEvent(event)
        self.refresh_now()
        if not self.follower.busy:
            self._ask()

    def refresh(self) -> None:
        """Take over what has changed; the steps of another project are looked for little by little."""
        if self._project is not self._session.project:
            self._project, self._asked = self._session.project, ""
        self.follower.update()

    def catch_up(self) -> None:
        """Show everything as it is now: the user acts upon it."""
        self.refresh_now()
        self.follower.catch_up()

    def _show(self) -> None:
        queue, step = self.queue, self.queue.current
        done, total = self.follower.count()
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done if total else 1)
        self.bar.setFormat(f"已核对 {done} / {total}" if total else "没有需要核对的内容")
        self.kinds.count(queue.all)
        if step is None:
            self.end.setText(end_text(len(queue.all), total) if self._session.project else "")
            self.stack.setCurrentWidget(self.end)
        else:
            self.follower.remember()
            self.card.show_step(step, writable=self._writable)
            self.stack.setCurrentWidget(self.card)
        self._tell_buttons()
        if self._has_keyboard():
            self._ask()

    def _tell_buttons(self) -> None:
        step, chosen = self.queue.current, len(self.card.chosen())
        self.decisions.tell(step, chosen, writable=self._writable, any_left=bool(self.queue.shown))

    @property
    def _writable(self) -> bool:
        session = self._session
        return session.project is not None and not session.read_only and not session.busy

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is self or (focused is not None and self.isAncestorOf(focused))

    def _ask(self) -> None:
        """Select the step everywhere, once; the source follows where it can be seen."""
        step = self.queue.current
        if step is None or step.key == self._asked:
            return
        self._asked = step.key
        self._session.select([step.item])

    def _follow(self, key: str) -> None:
        """Go to the step of an item that was selected elsewhere, once all steps are known."""
        step = self.queue.current
        if not self.isVisible() or self._has_keyboard() or (step is not None and step.item == key):
            return
        self.refresh_now()
        if self.follower.busy:
            return
        found = next((each for each in self.queue.shown if each.item == key), None)
        if found is not None:
            self.queue.go_to(found.key)
            self._asked = found.key
            self._show()

    # Deciding

    def accept_step(self) -> None:
        """Accept the finding, or the ticked units and reject the others, and go on."""
        step = self._step()
        if step is None:
            return
        if step.kind is not StepKind.UNITS:
            self._decide(Accept(step.ids))
            return
        chosen = self.card.chosen()
        rest = tuple(key for key in step.ids if key not in chosen)
        if not chosen:
            self._session.notice.emit("没有勾选单位；都不采纳请按 R。")
        elif rest:
            self._decide(Together((Accept(chosen), Reject(rest))))
        else:
            self._decide(Accept(chosen))

    def reject_step(self) -> None:
        """Reject the finding or all suggested units, and go on."""
        step = self._step()
        if step is not None:
            self._decide(Reject(step.ids))

    def _step(self) -> Step | None:
        """Return the step that is shown, None where nothing can be decided now."""
        self.catch_up()
        return self.queue.current if self._writable else None

    def _decide(self, edit: Edit) -> None:
        self._session.apply(edit)
        self.catch_up()

    def edit_step(self) -> None:
        """Change the item in the detail panel."""
        self.catch_up()
        if self.queue.current is not None:
            self._ask()
            self._tools.show_panel("detail")

    def show_source(self) -> None:
        """Bring the source to the front, at the step."""
        self.catch_up()
        step = self.queue.current
        row = self._session.state.find(step.item) if step is not None else None
        if isinstance(row, Finding) and row.start is not None and row.end is not None:
            self._ask()
            self._tools.show_panel("source")
            self._session.source_requested.emit(row.document, row.start, row.end)

    def go_on(self) -> None:
        """Leave the step for later."""
        self._move(1)

    def go_back(self) -> None:
        """Go to the step before."""
        self._move(-1)

    def _move(self, by: int) -> None:
        self.catch_up()
        if self.queue.move(by) and len(self.queue) > 1:
            self._session.notice.emit("已到末尾，从头继续。" if by > 0 else "已到开头，从末尾继续。")
        self._show()

    def _choose_kinds(self) -> None:
        self.catch_up()
        self.queue.choose(self.kinds.chosen())
        self.setFocus()
        self._show()

    def open_menu(self) -> None:
        """Offer what can be decided at once."""
        self.catch_up()
        if not self._writable:
            self._session.notice.emit("现在不能修改：项目以只读方式打开，或正在处理。")
            return
        found = choices(self._session.state, self.queue.shown, self.queue.current)
        if not found:
            self._session.notice.emit("没有可以一次决定的内容；上面不勾选的种类不在其内。")
            return
        self.menu = choice_menu(self, found, self._decide)
        self.menu.popup(self.decisions.many.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """One key for each decision."""
        pressed = code_of(event)
        run = self._keys().get(pressed)
        if run is not None:
            run()
        elif Qt.Key.Key_1.value <= pressed <= Qt.Key.Key_9.value:
            self.card.tick(pressed - Qt.Key.Key_0.value)
        else:
            super().keyPressEvent(event)

    def _keys(self) -> dict[int, Callable[[], None]]:
        runs = {
            "accept": self.accept_step,
            "reject": self.reject_step,
            "edit": self.edit_step,
            "skip": self.go_on,
            "back": self.go_back,
            "source": self.show_source,
            "many": self.open_menu,
        }
        return {code: run for name, run in runs.items() for code in codes(f"review.{name}")}


PANEL = Panel("review", "核对", Area.SIDE, 30, ReviewPanel)
