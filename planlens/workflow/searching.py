"""Use cases of searching: sentences of plans, files and projects of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planlens.insight.searching import Hit
    from planlens.model import Plan


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


def search_plans(plans: Sequence[tuple[str, Plan]], asked: str, most: int = 20) -> list[Hit]:
    """Return the sentences of plans, each with its file's name, that fit words best."""
    from planlens.insight.searching import Index, of_plan

    return Index(item for source, plan in plans for item in of_plan(plan, source)).search(asked, most)


def topics_of(plans: Sequence[tuple[str, Plan]]) -> list[tuple[str, list[str]]]:
    """Return the words that set each plan apart from the others."""
    from planlens.insight.searching import topics

    found = topics([plan for _, plan in plans])
    return [(source, told) for (source, _), told in zip(plans, found, strict=True)]
