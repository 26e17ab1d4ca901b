"""The sample documents, understood once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from planlens.model import Plan
from planlens.paths import samples
from planlens.workflow import read_plan

SAMPLES = sorted(path for path in samples().iterdir() if path.suffix in {".docx", ".txt"})


@pytest.fixture(params=SAMPLES, ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Path:
    """Each sample document in turn."""
    path: Path = request.param
    return path


@pytest.fixture(scope="session")
def plan_of() -> Callable[[Path], Plan]:
    """A function that reads a plan; each file is read once in all tests."""
    return cache(read_plan)
