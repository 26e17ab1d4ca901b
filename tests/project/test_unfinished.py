"""What killed programs left is found again and removed, and what running ones write is not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import gethostname

import pytest
from project_builder import project_in

from planlens.exports.saving import save
from planlens.model import PlanlensError
from planlens.project.files import open_project
from planlens.project.lock import TemporaryFolder, beside, birth_of, is_running, swept

linux = pytest.mark.skipif(sys.platform != "linux", reason="only there it is known when a process was born")
posix = pytest.mark.skipif(os.name == "nt", reason="only an old file is nobody's there")


def names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


def left_by_another(folder: Path) -> Path:
    """Let another process begin a file, and be killed."""
    script = (
        "import os, sys; from pathlib import Path; from planlens.project.lock import beside;"
        "path = beside(Path(sys.argv[1])); path.write_text('x'); print(path.name, flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder / "x")], stdout=subprocess.PIPE, check=False)
    return folder / done.stdout.decode().strip()


@contextmanager
def somebody() -> Iterator[int]:
    """The number of another process that runs."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        yield child.pid
        child.communicate(b"\n")


@posix
def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    left = left_by_another(tmp_path)
    for suffix in ("-journal", ".lock"):
        left.with_name(left.name + suffix).touch()
    save(tmp_path / "表.csv", lambda: b"new")
    assert names(tmp_path) == ["表.csv"]


@posix
def test_what_a_killed_export_left_goes_when_a_project_there_is_opened(tmp_path: Path) -> None:
    with project_in(tmp_path):
        pass
    left_by_another(tmp_path)
    open_project(tmp_path / "督办.planlens", "张三").close()
    assert names(tmp_path) == ["督办.planlens", "督办.备份"]


@posix
def test_folders_of_copies_are_removed_too(tmp_path: Path) -> None:
    left = left_by_another(tmp_path)
    left.unlink()
    (left / "abc").mkdir(parents=True)
    copy = left / "abc" / "批复.pdf"
    copy.touch()
    copy.chmod(0o400)
    swept(tmp_path)
    assert names(tmp_path) == []


def test_what_running_programs_write_stays(tmp_path: Path) -> None:
    mine = beside(tmp_path / "表.xlsx")
    mine.touch()
    with somebody() as process:
        theirs = tmp_path / mine.name.replace(str(os.getpid()), str(process), 1).replace(
            birth_of(os.getpid()) or "?", birth_of(process)
        )
        theirs.touch()
        foreign = tmp_path / mine.name.replace(gethostname()[:24], "elsewhere")
        foreign.touch()
        (tmp_path / ".planlens-x.tmp").touch()
        before = names(tmp_path)
        swept(tmp_path)
        assert names(tmp_path) == before


@linux
def test_a_number_given_to_another_program_keeps_no_file(tmp_path: Path) -> None:
    with somebody() as process:
        (tmp_path / f".planlens-{gethostname()[:24]}-{process}-0123abcd-0123456789ab.tmp").touch()
        swept(tmp_path)
    assert names(tmp_path) == []


@linux
def test_a_number_given_to_another_program_keeps_no_project_in_use(tmp_path: Path) -> None:
    with project_in(tmp_path) as project:
        path, store = project.store.path, project.store  # type: ignore[attr-defined]
        with somebody() as process:

            def held_by(birth: str) -> None:
                host, _, *file, _ = json.loads(store._holder.split("\n")[1])
                text = f"李四\n{json.dumps([host, process, *file, birth])}"
                store._connection.execute("UPDATE holder SET text = ?", (text,))

            store._lock.release()  # as if its file had been removed
            held_by(birth_of(process))
            with pytest.raises(PlanlensError, match=r"李四.*正在使用"):
                open_project(path, "王五")
            held_by("0123abcd")
            with closing(open_project(path, "王五")) as again:
                assert not again.store.read_only  # type: ignore[attr-defined]


@linux
def test_every_process_has_a_birth_of_its_own() -> None:
    with somebody() as process:
        assert is_running(process)
        assert is_running(process, birth_of(process))
        assert not is_running(process, birth_of(os.getpid()))
        assert birth_of(process) == birth_of(process) != birth_of(os.getpid())
    assert not is_running(process)
    assert birth_of(process) == ""


def test_a_temporary_folder_goes_with_all_that_is_in_it() -> None:
    folder = TemporaryFolder()
    (folder.path / "a").mkdir()
    (folder.path / "a" / "批复.pdf").touch()
    assert os.name == "nt" or folder.path.stat().st_mode & 0o777 == 0o700
    folder.remove()
    assert not folder.path.exists()
    folder.remove()
