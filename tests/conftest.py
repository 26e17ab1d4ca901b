"""The sample documents, understood once for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from planlens.model import Plan
from planlens.paths import samples
from planlens.workflow import read_plan

# Where a landing depends on the outcome, the examples are the same each time; at home they are new in every run.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

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
