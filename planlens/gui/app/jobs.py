"""Work behind the window's back: in the background process, or in a thread where no heavy library is needed.

Only one job runs at a time; others wait. All signals come in the window's own thread.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, ParamSpec

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from planlens import workflow
from planlens.background import budget
from planlens.background.frames import receive, send
from planlens.background.packing import unpack
from planlens.background.worker import READING, UseCase
from planlens.model import PlanlensError
from planlens.model.file_errors import file_error
from planlens.paths import PACKAGE, frozen_program

WORKER_FLAG = "--worker"
"""The argument that makes a frozen application the background process."""


class Cancelled(Exception):  # noqa: N818 (no error)
    """Raised inside a thread's work once the user has cancelled it."""


class Job(QObject):
    """A piece of work under way.

    Signals:
        progressed: fraction done (0 to 1) and what is being done, in Chinese.
        done: the result.
        failed: a :class:`PlanlensError`.
        ended: after any outcome, also after a cancel.
    """

    progressed = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cancelled = False
        self.on_cancel: Callable[[], None] = lambda: None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def then(
        self,
        done: Callable[..., object] | None = None,
        failed: Callable[[PlanlensError], object] | SignalInstance | None = None,
        *,
        progressed: Callable[[float, str], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> Job:
        """Have functions called as it goes on, see the signals of their names; return the job."""
        wanted = ((self.done, done), (self.failed, failed), (self.progressed, progressed), (self.ended, ended))
        for signal, run in wanted:
            if run is not None:
                signal.connect(run)
        return self

    def cancel(self) -> None:
        """Stop the work; neither ``done`` nor ``failed`` comes any more."""
        if not self.cancelled:
            self.cancelled = True
            self.on_cancel()

    def report(self, fraction: float, text: str) -> None:
        """Tell how far the work is, from its own thread.

        Raises:
            Cancelled: the user wants no more of it.
        """
        if self.cancelled:
            raise Cancelled
        self.post("progress", fraction, text)

    def post(self, kind: str, *values: Any) -> None:
        """Send a message to the window's thread; from any thread. Nobody may be left to hear it."""
        with suppress(RuntimeError):
            self._arrived.emit((kind, *values))

    @Slot(object)
    def _deliver(self, message: tuple[Any, ...]) -> None:
        kind, *values = message
        if kind == "ended":
            self.ended.emit()
        elif self.cancelled:
            return
        elif kind == "progress":
            self.progressed.emit(*values)
        elif kind == "done":
            self.done.emit(*values)
        else:
            self.failed.emit(values[0])


class _Watch:
    """Ends the background process where a step of reading takes too long; without *seconds* it may take any time."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: int | None) -> None:
        self.seconds = seconds
        self.expired = False
        self.worker = process
        self._timer: threading.Timer | None = None

    def begin(self) -> None:
        """Begin a step."""
        self.end()
        if self.seconds is not None:
            self._timer = threading.Timer(budget.patience(self.seconds), self._expire)
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """End the last step."""
        if self._timer is not None:
            self._timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        self.worker.kill()


Work = Callable[[Job], Any]
Parameters = ParamSpec("Parameters")


class Jobs(QObject):
    """Runs jobs one after another in a thread of its own; owns the background process.

    Signals:
        crashed: a traceback of planlens's own mistake, for the log.
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[tuple[Job, Work] | None] = SimpleQueue()
        self.worker: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None
        self._running: Job | None = None

    def process(
        self, function: Callable[Parameters, object], *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Job:
        """Run a function of :mod:`planlens.workflow` in the background process; it gets ``report`` as well."""
        job = self._new(lambda running: self._ask(running, function, arguments, named))
        job.on_cancel = lambda: self._kill() if self._running is job else None
        return job

    def run(self, function: Callable[..., Any], *arguments: Any) -> Job:
        """Run a pure-Python function in the job thread; it gets ``report`` as its last argument."""
        return self._new(lambda running: function(*arguments, running.report))

    def warm_up(self) -> Job:
        """Start the background process and let it load what it will need."""
        return self.process(workflow.warm_up)

    def renew(self) -> Job:
        """Start the background process anew once the jobs before are done: word lists have changed."""

        def work(_report: Callable[[float, str], None]) -> None:
            self._kill()

        self.run(work)
        return self.warm_up()

    def stop(self) -> None:
        """End the thread and the process; nothing is reported any more."""
        self._queue.put(None)
        self._kill()
        if self._thread is not None:
            self._thread.join(timeout=5)
            self._thread = None
        self._kill()

    def _new(self, work: Work) -> Job:
        job = Job(self)
        job.ended.connect(job.deleteLater)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="planlens-jobs", daemon=True)
            self._thread.start()
        self._queue.put((job, work))
        return job

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            job, work = item
            self._running = job
            try:
                if not job.cancelled:
                    job.post("done", work(job))
            except Cancelled:
                pass
            except PlanlensError as error:
                job.post("failed", error)
            except Exception as error:
                job.post("failed", self._told(error))
            self._running = None
            job.post("ended")

    def _told(self, error: Exception) -> PlanlensError:
        """Return what to tell of an error that nobody has foreseen: one of a file is none of the program."""
        if isinstance(error, OSError) and error.filename:
            return file_error(error)
        with suppress(RuntimeError):
            self.crashed.emit(traceback.format_exc())
        return PlanlensError("internal", "程序内部错误。请用“帮助”菜单中的“复制诊断信息”告诉开发者。")

    def _ask(self, job: Job, function: UseCase, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
        process = self._ready()
        if job.cancelled:
            raise Cancelled
        assert process.stdin is not None
        assert process.stdout is not None
        watch = _Watch(process, budget.seconds_for(arguments) if function in READING else None)
        try:
            send(process.stdin, (function, arguments, named))
            watch.begin()
            while (frame := receive(process.stdout)) is not None and frame[0] == "progress":
                watch.begin()
                job.report(*frame[1:])
        except (OSError, EOFError):
            frame = None
        finally:
            watch.end()
        if job.cancelled:
            raise Cancelled
        if frame is None:
            self._kill()  # one that has ended keeps its own status
            if watch.seconds is not None:
                raise budget.ended(None if watch.expired else process.returncode, watch.seconds)
            raise PlanlensError("worker-gone", "后台处理意外中断（可能是内存不足）。请关闭其他程序后再试。")
        if frame[0] == "error":
            raise PlanlensError(frame[1], frame[2])
        if frame[0] == "crash":
            raise RuntimeError(frame[1])
        return unpack(frame[1])

    def _ready(self) -> subprocess.Popen[bytes]:
        """Return the background process, started anew where there is none."""
        if self.worker is None or self.worker.poll() is not None:
            if getattr(sys, "frozen", False):
                command = [str(frozen_program(sys.executable)), WORKER_FLAG]
            else:
                command = [sys.executable, "-P", "-m", "planlens.background.worker"]
            paths = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
            self.worker = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self.worker

    def _kill(self) -> None:
        process, self.worker = self.worker, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()


class Newest(QObject):
    """Asks for something again and again; one question at a time, and of those that wait only the newest is asked.

    Signals:
        answered: the result of a question behind which no other one waits.
        failed: the :class:`PlanlensError` that ended such a question.
    """

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: Callable[[], Job] | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is being waited for."""
        return self._job is not None

    def ask(self, begin: Callable[[], Job]) -> None:
        """Ask by beginning a job, at once or after the one that is under way."""
        if self._job is not None:
            self._next = begin
            return
        self._job = job = begin()
        job.done.connect(self._take)  # no lambda: who asked may be gone before the answer comes
        job.failed.connect(self._refuse)

    def stop(self) -> None:
        """Want no answer any more."""
        job, self._job, self._next = self._job, None, None
        if job is not None:
            job.cancel()

    @Slot(object)
    def _take(self, result: object) -> None:
        self._told(self.answered, result)

    @Slot(object)
    def _refuse(self, error: object) -> None:
        self._told(self.failed, error)

    def _told(self, how: Any, outcome: object) -> None:
        begin, self._job, self._next = self._next, None, None
        if begin is None:
            how.emit(outcome)
        else:
            self.ask(begin)


_LOOK = 700
"""Milliseconds between two looks at what has gathered."""


class Garbage(QObject):
    """Collects garbage in the window's thread only, instead of Python's own collector, which is off until :meth:`end`.

    Widgets that stand in a circle of references are let go of by the collector, in whichever thread it happens to run:
    in the jobs' thread that takes the program down, for Qt's objects belong to the thread that made them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation of which enough has gathered, and those younger than it."""
        limits, counts = gc.get_threshold(), gc.get_count()
        full = [level for level, (count, limit) in enumerate(zip(counts, limits, strict=True)) if count > limit > 0]
        if full:
            gc.collect(full[-1])

    def end(self) -> None:
        """Let Python collect again."""
        self._timer.stop()
        gc.enable()
