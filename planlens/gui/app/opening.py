"""Opening what the user chose or dropped: projects as they are, documents as a new project."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from planlens import workflow
from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.model import PlanlensError
from planlens.project.files import EXTENSION
from planlens.project.office.address import Address, Place
from planlens.project.project import Project
from planlens.views.items import ShownRows
from planlens.views.overview import Overview
from planlens.workflow import office


def open_paths(tools: Tools, paths: Sequence[Place]) -> None:
    """Open the project among *paths*, or import all of them as documents."""
    if not paths or tools.session.busy:
        return
    files = [path for path in paths if isinstance(path, Path)]
    ledgers = [path for path in paths if isinstance(path, Address)]
    project = next((path for path in files if path.suffix.lower() == EXTENSION), None)
    if ledgers:
        open_ledger(tools, ledgers[0])
    elif project is not None:
        open_file(tools, project)
    else:
        from planlens.gui.importing import importing  # noqa: PLC0415 (only once it is needed)

        writable = tools.session.project is not None and not tools.session.read_only
        importing.start(tools, files, into_project=writable)


def open_file(tools: Tools, path: Path, *, read_only: bool = False) -> None:
    """Open a project in the background and show it; offers to read where somebody else writes."""
    session = tools.session
    if _is_open(session.path, path) and session.read_only == read_only:
        session.notice.emit("这个项目已经打开。")
        return
    session.close()
    session.begin(f"正在打开“{path.stem}”…")
    who, today = tools.settings.who, session.today()

    def work(report: Callable[[float, str], None]) -> tuple[Project, ShownRows, Overview]:
        project = workflow.open_project(path, who, read_only=read_only)
        return _as_opened(project, today)

    job = tools.jobs.run(work)

    def failed(error: PlanlensError) -> None:
        session.busy = False
        if error.code in {"in-use", "read-only"} and not read_only:
            if dialogs.ask(tools.window, "以只读方式打开？", error.message, "以只读方式打开"):
                open_file(tools, path, read_only=True)
        elif error.code == "damaged" and not read_only:
            from planlens.gui.copies.recovery import offer_newest  # noqa: PLC0415 (hardly ever)

            offer_newest(tools, path, error)
        else:
            session.problem.emit(error)

    def done(opened: tuple[Project, ShownRows, Overview]) -> None:
        session.take_next(*opened)
        if opened[0].warning:
            from planlens.gui.copies.recovery import offer_newest  # noqa: PLC0415 (hardly ever)

            offer_newest(tools, path, PlanlensError("unsound", opened[0].warning))

    job.done.connect(done)
    job.failed.connect(failed)


def open_ledger(tools: Tools, address: Address, secret: str = "") -> None:
    """Open an office's ledger in the background and show it; asks for a password where the server wants one.

    Args:
        tools: the window's.
        address: where it is.
        secret: what the user has typed, "" for what the keyring or libpq knows.
    """
    session = tools.session
    if session.place == address:
        session.notice.emit("这个台账已经打开。")
        return
    session.close()
    session.begin(f"正在连接办公台账“{address.name}”…")
    today = session.today()

    def work(report: Callable[[float, str], None]) -> tuple[Project, ShownRows, Overview]:
        project = workflow.open_project(address.with_secret(secret or office.remembered(address)), "")
        return _as_opened(project, today)

    def failed(error: PlanlensError) -> None:
        session.busy = False
        if error.code != "wrong-password":
            session.problem.emit(error)
            return
        answer = dialogs.ask_password(tools.window, address, again=bool(secret))
        if answer is not None:
            open_ledger(tools, address, answer)

    tools.jobs.run(work).then(lambda opened: session.take_next(*opened), failed)


def _as_opened(project: Project, today: date) -> tuple[Project, ShownRows, Overview]:
    """Return a project with what is shown of it."""
    rows = ShownRows(project.state)
    return project, rows, Overview(rows.state, today)


def _is_open(now: Path | None, wanted: Path) -> bool:
    try:
        return now is not None and now.samefile(wanted)
    except OSError:
        return False
