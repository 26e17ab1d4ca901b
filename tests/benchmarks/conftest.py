"""Whether this run measures: an ordinary one only shows, on little, that every benchmark still runs."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def is_measured(request: pytest.FixtureRequest) -> bool:
    """Whether benchmarks were asked for (``--benchmark-enable``): on much, each goal asserted."""
    return bool(request.config.getoption("benchmark_enable"))
