"""Use cases of searching: sentences of plans, files and projects of a folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from planlens.paths import is_address
from planlens.project.office.address import Address
from planlens.workflow import memory
from planlens.workflow.search_store import Renewed, kept, renewed

if TYPE_CHECKING:
    from planlens.insight.searching import Findable, Hit, Index
    from planlens.model import Plan
    from planlens.project.office.address import Place
    from planlens.views.cells import Table

A_TURN = 1
"""Files that are read before something else gets its turn."""

MOST_FILES = 5000
"""Files of a folder that are searched."""

Report = Callable[[float, str], None]


def _silent(fraction: float, text: str) -> None:
    del fraction, text


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder says to words: what was asked, the sentences, and the words that each has in common with it.

    *like* is whether sentences about the same thing were asked for.
    """

    asked: str
    hits: tuple[Hit, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    like: bool = False


def plan_files(places: Sequence[Path]) -> list[Path]:
    """Return the files to search: those given, and all that can be read in the folders that are given, each once.

    Raises:
        PlanlensError: ``no-file``, a place is not there.
    """
    from planlens.model import PlanlensError
    from planlens.readers import all_readers

    endings = {ending for reader in all_readers() for ending in reader.extensions} | {".planlens"}
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = (path for path in sorted(place.rglob("*")) if path.is_file() and path.suffix.lower() in endings)
            found += [path for path in inside if not any(part.endswith(".备份") for part in path.parts)]
        elif place.exists():
            found.append(place)
        else:
            raise PlanlensError("no-file", f"找不到“{place}”。请检查文件或文件夹的名称。")
    return list(dict.fromkeys(found))


def plans_at(
    paths: Sequence[Path], read: Callable[[Path], list[Plan]], failed: Callable[[Path, str], None]
) -> Iterator[tuple[str, Plan]]:
    """Yield the plans of files with the names of these; one that cannot be read is told and stops nothing."""
    from planlens.model import PlanlensError

    for path in paths:
        try:
            plans = read(path)
        except PlanlensError as error:
            failed(path, error.message)
            continue
        yield from ((path.name, plan) for plan in plans)


def index_folder(folder: Path, report: Report = _silent, most: int = A_TURN) -> Renewed:
    """Read what is new in a folder or has changed, at most so many files in this turn; what was read is kept.

    Raises:
        PlanlensError: ``no-file``, the folder is not there.
    """
    return renewed(folder, plan_files([folder])[:MOST_FILES], _plans_in, report, most)


def find_in(
    folder: Path,
    asked: str,
    stamp: str,
    report: Report = _silent,
    *,
    most: int = 100,
    like: bool = False,
    ledger: Place | None = None,
) -> Found:
    """Return the sentences of a folder, as far as it has been read, and of an open ledger, that fit words best.

    Args:
        folder: the folder.
        asked: the words, or with *like* a whole task.
        stamp: that of what is kept now: the sentences are made ready once for each.
        report: told nothing; answers come at once.
        most: how many sentences.
        like: whether sentences are wanted that are about the same thing, in whatever words.
        ledger: an office's ledger; what it says is never kept on this computer.

    Raises:
        PlanlensError: the ledger cannot be read.
    """
    del report
    index = _index(folder, stamp, ledger)
    hits = index.like(asked, most) if like else index.search(asked, most)
    shared = (tuple(index.shared(asked, hit.found.text)[:6]) for hit in hits)
    return Found(asked, tuple(hits), tuple(shared), like)


@lru_cache(maxsize=1)
def _index(folder: Path, stamp: str, ledger: Place | None) -> Index:
    from planlens.insight.searching import Index, of_plan
    from planlens.language.relevance import spoken

    del stamp
    found, words = kept(folder)
    theirs = [item for plan in _plans_in(ledger) for item in of_plan(plan, str(ledger))] if ledger else []
    return Index([*found, *theirs], [*words, *(spoken(item.text) for item in theirs)])


def source_name(source: str) -> str:
    """Return what people call the file or the ledger that a sentence stands in."""
    return memory.name_of(Address(source)) if is_address(source) else Path(source).name


def _plans_in(path: Place) -> list[Plan]:
    """Return the plans of a file: one, or those of a project that another process may have open."""
    from planlens.project import files
    from planlens.workflow import read_plan
    from planlens.workflow.asking import plans_of

    if isinstance(path, Path) and not files.is_project(path):
        return [read_plan(path)]
    with files.open_project(path, "", read_only=True) as opened:
        return plans_of(opened.state)


def found_table(found: Found) -> Table:
    """Return what was found as a table for people; a row's key is its place."""
    from planlens.views.cells import Column, Row, Table, lines

    columns = [Column("text", "句子", 130), Column("place", "章节", 60), Column("source", "文件", 50)]
    columns += [Column("words", "相同的词", 50)] if found.like else []
    rows = tuple(
        Row(str(number), None, tuple(lines([text]) for text in _told(hit, words)[: len(columns)]))
        for number, (hit, words) in enumerate(zip(found.hits, found.words, strict=True))
    )
    return Table("检索", f"检索“{found.asked[:20]}”", (f"注：共{len(rows)}句。",), tuple(columns), rows)


def _told(hit: Hit, words: Sequence[str]) -> tuple[str, str, str, str]:
    return hit.found.text, hit.found.place, source_name(hit.found.source), "、".join(words)


def search_at(
    places: Sequence[Path],
    asked: str,
    read: Callable[[Path], list[Plan]],
    failed: Callable[[Path, str], None],
    most: int = 20,
) -> tuple[list[Hit], int]:
    """Return the sentences of files and folders that fit words best, and the number of files that could be read.

    What was read of a folder is kept for the next time.

    Raises:
        PlanlensError: ``no-file``, a place is not there, or ``no-index``.
    """
    from planlens.insight.searching import Index, of_plan
    from planlens.language.relevance import spoken

    sentences: list[Findable] = []
    words: list[Collection[str]] = []
    count = 0
    for place in places:
        files = plan_files([place])
        if place.is_dir():
            state = renewed(place, files, read, _silent, len(files))
            for path, why in state.failed:
                failed(Path(path), why)
            found, theirs = kept(place)
            words += theirs
            count += len(files) - len(state.failed)
        else:
            plans = list(plans_at(files, read, failed))
            found = [item for source, plan in plans for item in of_plan(plan, source)]
            words += [spoken(item.text) for item in found]
            count += bool(plans)
        sentences += found
    return Index(sentences, words).search(asked, most), count


def topics_of(plans: Sequence[tuple[str, Plan]]) -> list[tuple[str, list[str]]]:
    """Return the words that set each plan apart from the others."""
    from planlens.insight.searching import topics

    found = topics([plan for _, plan in plans])
    return [(source, told) for (source, _), told in zip(plans, found, strict=True)]
