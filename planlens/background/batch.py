"""Thousands of documents in parallel: each in a process of its own with limits, so that none stops the others.

joblib gives them to processes of this computer, or to the workers of a Dask cluster that is already there; the results
come back as bytes and are written here, so that both give the same. What was done is remembered line by line: a run
that was broken off goes on where it ended.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from planlens.background.apart import read_apart
from planlens.model import PlanlensError
from planlens.model.file_errors import reason
from planlens.workflow import library
from planlens.workflow.library import Understood

JOURNAL = ".planlens-batch.jsonl"
"""The file in the output folder that remembers what was done."""

Report = Callable[[int, int, Understood], None]
"""Told after each document: how many are done, of how many, and what came of this one."""
Result = tuple[Understood, dict[str, bytes]]


def run(
    folder: Path,
    output: Path,
    forms: Sequence[str],
    report: Report,
    jobs: int = -1,
    dask: str | None = None,
) -> list[Understood]:
    """Understand all documents below a folder and write their tables below another one.

    Args:
        folder: where the documents are.
        output: where the tables go, in folders as those of the documents.
        forms: the formats of the tables (``xlsx``, ``json`` …).
        report: told after each document.
        jobs: how many at once, -1 for as many as there are processors.
        dask: the address of a Dask scheduler, None for this computer.

    Returns:
        What came of each document, in the order of their names.

    Raises:
        PlanlensError: there is no document, the folder cannot be written, or Dask cannot be had.
    """
    files = library.documents_in(folder)
    output.mkdir(parents=True, exist_ok=True)
    done = {item.name: item for item in _remembered(output / JOURNAL)}
    names = {path: path.relative_to(folder).as_posix() for path in files}
    todo = [path for path in files if not _is_done(path, done.get(names[path]), output, forms)]
    found = {names[path]: done[names[path]] for path in files if path not in set(todo)}
    with (output / JOURNAL).open("a", encoding="utf-8") as journal:
        for path, (item, contents) in _understood(todo, forms, jobs, dask):
            named = replace(item, name=names[path])
            for form, data in contents.items():
                _write(output / f"{names[path]}.{form}", data)
            journal.write(json.dumps(named.as_dict(), ensure_ascii=False) + "\n")
            journal.flush()
            found[named.name] = named
            report(len(found), len(files), named)
    return [found[names[path]] for path in files]


def _understood(
    files: Sequence[Path], forms: Sequence[str], jobs: int, dask: str | None
) -> Iterator[tuple[Path, Result]]:
    """Yield what came of files, as it comes."""
    import joblib  # noqa: PLC0415 (only here, and heavy)

    with _workers(dask):
        parallel = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered", pre_dispatch="4*n_jobs")
        yield from parallel(joblib.delayed(_one)(path, tuple(forms)) for path in files)


@contextmanager
def _workers(dask: str | None) -> Iterator[None]:
    """Within, joblib gives work to a Dask cluster; to this computer without one."""
    if dask is None:
        yield
        return
    try:
        import joblib  # noqa: PLC0415
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        message = '没有安装 Dask。请先安装：pip install "planlens[dask]"。'
        raise PlanlensError("no-dask", message) from error
    try:
        client = Client(dask, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        raise PlanlensError("no-dask", f"连不上 Dask 调度器 {dask}：{error}。请检查地址后再试。") from error
    with client, joblib.parallel_config(backend="dask"):
        yield


def _one(path: Path, forms: tuple[str, ...]) -> tuple[Path, Result]:
    """Understand one document in a process of its own; whatever becomes of it is a result."""
    begun = time.perf_counter()
    contents: dict[str, bytes] = {}
    try:
        state = path.stat()
        found, contents = read_apart(partial(library.understand, forms=forms), path)
        found = replace(found, size=state.st_size, changed=state.st_mtime_ns)
    except PlanlensError as error:
        found = Understood(path.name, error=error.message)
    except OSError as error:
        found = Understood(path.name, error=f"无法读取：{reason(error)}")
    except Exception as error:
        found = Understood(path.name, error=f"程序内部错误：{type(error).__name__}：{error}")
    return path, (replace(found, seconds=round(time.perf_counter() - begun, 2)), contents)


def _remembered(journal: Path) -> Iterator[Understood]:
    """Yield what a journal says was done; a line that was broken off is left out."""
    if not journal.is_file():
        return
    for line in journal.read_text("utf-8", "replace").splitlines():
        try:
            yield Understood(**json.loads(line))
        except (ValueError, TypeError):
            continue


def _is_done(path: Path, known: Understood | None, output: Path, forms: Sequence[str]) -> bool:
    if known is None or known.error:
        return False
    state = path.stat()
    there = all((output / f"{known.name}.{form}").is_file() for form in forms)
    return there and (known.size, known.changed) == (state.st_size, state.st_mtime_ns)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)
