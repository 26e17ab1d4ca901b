"""A plan gives the same whether it comes as text, .docx, .doc or .rtf, with its numbers typed or counted by Word.

Needs LibreOffice, which makes the files, and the collection of public plans with what people found in them. By default
a few short plans are read; ``PLANLENS_QUALITY=all`` reads all of them.
"""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from word_files import OFFICE, convert, counted_docx, typed_docx

from planlens.exports.json_plan import as_json
from planlens.workflow import read_plan

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
SHORT = ("cn-building-materials-2021", "sd-industrial-bigdata", "sd-industry-chain-2024")
WRITERS: dict[str, Callable[[str], bytes]] = {"typed": typed_docx, "counted": counted_docx}
TOLERANCE = 1.0
"""Points that a measure may lose against the text file."""

pytestmark = [
    pytest.mark.skipif(not EVAL.is_dir(), reason="the collection of public plans is not here"),
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed"),
]


def names() -> list[str]:
    everything = sorted(path.stem for path in (EVAL / "gold").glob("*.json"))
    return everything if os.environ.get("PLANLENS_QUALITY") == "all" else [name for name in everything if name in SHORT]


@cache
def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def measures(file: Path) -> dict[str, float | None]:
    """Return the measures of one file, in percent."""
    gold = json.loads((EVAL / "gold" / f"{file.stem}.json").read_text("utf-8"))
    text = (EVAL / "docs" / f"{file.stem}.txt").read_text("utf-8")
    row, _ = scorer().score(gold, as_json(read_plan(file)), text)
    return dict(row)


@pytest.fixture(scope="module", params=WRITERS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plans in all formats, their numbers typed or counted."""
    place = tmp_path_factory.mktemp(request.param)
    for name in names():
        text = (EVAL / "docs" / f"{name}.txt").read_text("utf-8")
        (place / f"{name}.docx").write_bytes(WRITERS[request.param](text))
    for suffix in ("doc", "rtf"):
        convert(sorted(place.glob("*.docx")), suffix, tmp_path_factory.getbasetemp() / "office")
    return place


@pytest.mark.parametrize("suffix", ["docx", "doc", "rtf"])
def test_measures_are_those_of_the_text(folder: Path, suffix: str) -> None:
    lost = []
    for name in names():
        expected = measures(EVAL / "docs" / f"{name}.txt")
        found = measures(folder / f"{name}.{suffix}")
        for column, value in expected.items():
            if value is not None and (found[column] or 0.0) < value - TOLERANCE:
                lost.append(f"{name} {column}: {found[column]} instead of {value}")
    assert lost == []
