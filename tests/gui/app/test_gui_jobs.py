"""Jobs: results, progress, errors and cancelling all come in the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from planlens import workflow
from planlens.gui.app.jobs import Job, Jobs
from planlens.model import PlanlensError
from planlens.paths import samples

Report = Callable[[float, str], None]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    found = Jobs()
    yield found
    found.stop()


def heard(job: Job) -> list[str]:
    """Everything that a job tells, as it comes; ``!`` where it came in another thread."""
    log: list[str] = []
    here = threading.get_ident()

    def note(text: str) -> None:
        log.append(text if threading.get_ident() == here else f"{text}!")

    job.progressed.connect(lambda fraction, text: note(f"{fraction:.1f} {text}"))
    job.done.connect(lambda result: note(f"done {result}"))
    job.failed.connect(lambda error: note(f"failed {error.code}"))
    job.ended.connect(lambda: note("ended"))
    return log


def test_work_in_the_thread(jobs: Jobs, qtbot: QtBot) -> None:
    def work(number: int, report: Report) -> int:
        report(0.5, "一半")
        return number * 2

    job = jobs.run(work, 21)
    log = heard(job)
    with qtbot.waitSignal(job.ended):
        pass
    assert log == ["0.5 一半", "done 42", "ended"]


@pytest.mark.parametrize(("error", "code"), [(PlanlensError("full", "满了"), "full"), (ValueError("x"), "internal")])
def test_errors_are_told(error: Exception, code: str, jobs: Jobs, qtbot: QtBot) -> None:
    def work(report: Report) -> None:
        raise error

    crashes: list[str] = []
    jobs.crashed.connect(crashes.append)
    job = jobs.run(work)
    log = heard(job)
    with qtbot.waitSignal(job.ended):
        pass
    assert log == [f"failed {code}", "ended"]
    assert [("ValueError" in text) for text in crashes] == ([True] if code == "internal" else [])


def test_cancelled_work_tells_nothing_more(jobs: Jobs, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(report: Report) -> str:
        begun.set()
        go_on.wait(10)
        report(0.9, "太晚")
        return "太晚"

    job = jobs.run(work)
    log = heard(job)
    assert begun.wait(10)
    with qtbot.waitSignal(job.ended):
        job.cancel()
        go_on.set()
    assert log == ["ended"]


def test_background_process(jobs: Jobs, qtbot: QtBot) -> None:
    plan = min(samples().glob("*.docx"), key=lambda path: path.stat().st_size)
    job = jobs.process(workflow.read_plan, plan)
    found: list[object] = []
    job.done.connect(found.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert found[0].title  # type: ignore[attr-defined]
    missing = jobs.process(workflow.read_plan, Path("没有.docx"))
    log = heard(missing)
    with qtbot.waitSignal(missing.ended):
        pass
    assert log[-2:] == ["failed file-missing", "ended"]


def test_a_cancelled_process_is_killed_and_another_one_started(jobs: Jobs, qtbot: QtBot) -> None:
    plan = max(samples().glob("*.docx"), key=lambda path: path.stat().st_size)
    first = jobs.process(workflow.read_plan, plan)
    second = jobs.process(workflow.read_plan, plan)
    log = heard(second)
    first.progressed.connect(first.cancel)
    with qtbot.waitSignal(first.ended):
        pass
    with qtbot.waitSignal(second.ended):
        pass
    assert log[-2].startswith("done")


def test_cancelling_a_job_that_waits_leaves_the_one_that_runs(jobs: Jobs, qtbot: QtBot) -> None:
    plan = max(samples().glob("*.docx"), key=lambda path: path.stat().st_size)
    first, second = jobs.process(workflow.read_plan, plan), jobs.process(workflow.read_plan, plan)
    ran, waited = heard(first), heard(second)
    first.progressed.connect(second.cancel)
    with qtbot.waitSignal(second.ended):
        pass
    assert ran[-2].startswith("done")
    assert waited == ["ended"]


def test_a_killed_process_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    job = jobs.process(workflow.read_plan, max(samples().glob("*.docx"), key=lambda path: path.stat().st_size))
    log = heard(job)

    def kill() -> None:
        process = jobs.worker
        assert process is not None
        process.kill()

    job.progressed.connect(kill)
    with qtbot.waitSignal(job.ended):
        pass
    assert log[-2:] == ["failed reader-gone", "ended"]
