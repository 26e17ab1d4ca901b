"""Getting a project back from a copy, after its file was damaged or when the user wants an older state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planlens.gui.app import dialogs
from planlens.gui.app.jobs import Job
from planlens.gui.app.parts import Tools
from planlens.gui.copies.sound_part import SOUND_PART, save_sound_part
from planlens.model import PlanlensError
from planlens.project.files import newest_good, restore

_WEEKDAYS = "一二三四五六日"


def day_of(copy: Path) -> date:
    """Return the day of a copy, by which it is named."""
    return date.fromisoformat(copy.stem)


def day_text(day: date, today: date) -> str:
    """Return a day as 2026年11月20日 星期五（5 天前）."""
    ago = (today - day).days
    when = {0: "今天", 1: "昨天"}.get(ago, f"{ago} 天前")
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}（{when}）"


def put_back(tools: Tools, path: Path, copy: Path) -> Job:
    """Put a copy in the project's place, which is moved aside, and open it."""
    tools.session.close()
    tools.session.begin(f"正在恢复 {copy.stem} 的备份…")
    job = tools.jobs.run(lambda report: restore(path, copy))

    def done(_: object) -> None:
        tools.session.busy = False
        tools.session.notice.emit(f"已恢复 {copy.stem} 的备份，原来的文件已改名保留。")
        tools.open_paths([path])

    def failed(error: PlanlensError) -> None:
        tools.session.busy = False
        tools.session.problem.emit(error)

    job.done.connect(done)
    job.failed.connect(failed)
    return job


def offer_newest(tools: Tools, path: Path, error: PlanlensError) -> None:
    """Tell that a project is damaged; offer the newest good copy, and a new file of what is sound in this one."""
    job = tools.jobs.run(lambda report: newest_good(path))

    def found(copy: Path | None) -> None:
        text, answers = error.message, [SOUND_PART]
        if copy is not None:
            text += f"\n最近的完好备份是 {day_text(day_of(copy), tools.session.today())}。"
            answers.insert(0, "恢复这份备份")
        chosen = dialogs.choose(tools.window, "项目文件已损坏", text, answers)
        if chosen is None:
            return
        if answers[chosen] == SOUND_PART:
            save_sound_part(tools, path)
        elif copy is not None:
            put_back(tools, path, copy)

    job.done.connect(found)
