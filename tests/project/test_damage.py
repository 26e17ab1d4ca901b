"""Bytes of a project that a disk lost: what they change is noticed, by opening it, by its daily copy and by verifying.

PLANLENS_DAMAGES=706 python -m pytest tests/project/test_damage.py
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from build_fixture import build

from planlens.model import PlanlensError
from planlens.project.files import backup_folder, backups, is_good, newest_good, open_project, restore
from planlens.project.sqlite.store import SqliteStore

DAMAGES = int(os.environ.get("PLANLENS_DAMAGES", "120"))
"""How many damages are tried."""
PAGE, SECTOR = 4096, 512
TODAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("完好") / "督办.planlens"
    build(path)
    return path


def damages(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what a file becomes: a bit is another, a page or a sector is empty, a sector is a copy of another one."""
    choice = random.Random(5)
    for number in range(DAMAGES):
        kind = ("bit", "bit", "bit", "page", "sector", "copy")[number % 6]
        size = {"bit": 1, "page": PAGE}.get(kind, SECTOR)
        at = choice.randrange(len(data) // size) * size
        other = choice.randrange(len(data) // SECTOR) * SECTOR
        new = {"bit": bytes([data[at] ^ 1 << number % 8]), "copy": data[other : other + SECTOR]}.get(kind, bytes(size))
        yield f"{kind} at {at}", data[:at] + new + data[at + size :]


@dataclass(frozen=True)
class Seen:
    """What is in a file, as text; None of what is refused."""

    rows: str | None
    rest: str | None
    told: bool = False


def seen(path: Path) -> Seen:
    """Open a file and return what it says, and whether anything is told."""
    rows = rest = None
    told = True
    with suppress(PlanlensError), closing(SqliteStore(path, read_only=True)) as store:
        loaded = store.load()
        rows, told = repr(sorted(loaded.rows, key=lambda row: row.id)), bool(loaded.problems or loaded.differences)
        with suppress(PlanlensError):
            digests = sorted({row.sha256 for row in loaded.rows if hasattr(row, "sha256")})
            rest = repr([*store.history(), *store.changes(), *map(store.file, digests)])
    return Seen(rows, rest, told)


def told_in_the_morning(path: Path) -> bool:
    """Open a file to write on a new day; whether anything is told."""
    try:
        with closing(open_project(path, "李四", today=TODAY)) as project:
            return project.warning is not None
    except PlanlensError:
        return True


def test_what_damage_changes_is_noticed(sound: Path, tmp_path: Path) -> None:
    right = seen(sound)
    assert (right.told, is_good(sound)) == (False, True)
    path = tmp_path / "坏.planlens"
    wrong = []
    changed = 0
    for what, data in damages(sound.read_bytes()):
        path.write_bytes(data)
        found = seen(path)
        if (found.rows, found.rest) == (right.rows, right.rest):
            continue
        changed += 1
        if found.rows != right.rows and not found.told:
            wrong.append(f"{what}: rows")
        if is_good(path):
            wrong.append(f"{what}: is good")
        if not told_in_the_morning(path):
            wrong.append(f"{what}: not told in the morning")
        shutil.rmtree(backup_folder(path), ignore_errors=True)
    assert wrong == []
    assert changed > DAMAGES / 10


def flipped(path: Path, text: str, other: str) -> None:
    """Change a text in all places of a file, to one as long."""
    data = path.read_bytes()
    assert text.encode() in data
    assert len(text.encode()) == len(other.encode())
    path.write_bytes(data.replace(text.encode(), other.encode()))


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path))


def test_a_changed_row_is_named_at_every_opening_and_work_goes_on(path: Path) -> None:
    data = path.read_bytes()
    for kept in range(data.count("已上线120项".encode())):  # in the row, in the history
        head, *tails = data.split("已上线120项".encode())
        parts = [head, *tails]
        joins = ["已上线120项".encode()] * (len(parts) - 1)
        joins[kept] = "已上线150项".encode()
        path.write_bytes(b"".join(part for pair in zip(parts, [*joins, b""], strict=True) for part in pair))
        with closing(open_project(path, "李四", today=TODAY + timedelta(kept))) as project:
            assert project.warning is not None
            assert "与操作历史不同" in project.warning
            assert not project.store.read_only  # type: ignore[attr-defined]


def test_text_that_is_no_text_is_called_damage_of_the_history(path: Path) -> None:
    with closing(open_project(path, "李四", read_only=True)) as project:
        label = list(project.history())[-2].label
    data = path.read_bytes()
    at = data.index(label.encode())
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    with closing(open_project(path, "李四", today=TODAY)) as project:
        with pytest.raises(PlanlensError) as error:
            list(project.history())
        assert error.value.code == "unsound-history"


def test_a_damaged_project_takes_no_good_copy_away(path: Path) -> None:
    for day in range(30):
        open_project(path, "李四", today=TODAY + timedelta(day)).close()
    before = set(backups(path))
    assert len(before) < 12
    flipped(path, "个别部门", "某个部门")
    for day in range(30, 40):
        open_project(path, "李四", today=TODAY + timedelta(day)).close()
    assert before < set(backups(path))
    good = newest_good(path)
    assert good == max(before)
    restore(path)
    assert is_good(path)


def test_where_every_copy_is_damaged_the_newest_that_opens_is_offered(path: Path) -> None:
    flipped(path, "个别部门", "某个部门")
    open_project(path, "李四", today=date(2026, 11, 1)).close()
    open_project(path, "李四", today=date(2026, 11, 2)).close()
    assert newest_good(path) == backup_folder(path) / "2026-11-02.planlens"
    assert not is_good(backup_folder(path) / "2026-11-02.planlens")
