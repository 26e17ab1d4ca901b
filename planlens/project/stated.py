"""What a file itself says of a task's progress (a 督办台账), taken into the project so that none of it is lost."""

from __future__ import annotations

from planlens.model import StatedProgress, Status
from planlens.model.tracking import status_of
from planlens.project.rows import NoteRow
from planlens.project.state import Draft


def stated(progress: StatedProgress | None) -> tuple[Status, float | None]:
    """Return the state and the percentage that a file tells.

    已完成 is 100 % whatever else is written; without a word for the state it follows from the percentage, 100 %
    being 已完成 and anything above 0 进行中.
    """
    if progress is None:
        return Status.NOT_STARTED, None
    percent = progress.percent if progress.percent is not None and 0 <= progress.percent <= 100 else None
    status = status_of(progress.status)
    if status is Status.DONE or (status is None and percent == 100):
        return Status.DONE, 100.0
    if status is None:
        return (Status.IN_PROGRESS if percent else Status.NOT_STARTED), percent
    return status, percent


def put_stated_note(draft: Draft, progress: StatedProgress, task: str, source: str) -> None:
    """Add the words of a file as a note of *source*, with what :func:`stated` could not tell; not the same twice."""
    texts = (_with_rest(progress), progress.problems.strip(), progress.next_steps.strip())
    known = {(note.done, note.problems, note.next_steps) for note in draft.state.children(task, NoteRow)}
    if any(texts) and texts not in known:
        draft.put(NoteRow(draft.new_id(NoteRow), task, draft.now[:10], *texts, source))


def _with_rest(progress: StatedProgress) -> str:
    """Return 进展情况 with the words for the state and the percentage that have no place of their own before it."""
    _, percent = stated(progress)
    rest = []
    word = progress.status.strip()
    if word and status_of(word) is None:
        rest.append(f"状态：{word}。")
    if progress.percent is not None and progress.percent != percent:
        rest.append(f"完成率：{progress.percent:g}%。")
    return "".join([*rest, progress.done.strip()])
