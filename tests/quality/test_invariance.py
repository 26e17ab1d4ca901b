"""A plan is the same plan in every format: its score against the marked collection hardly differs (``invariance.py``).

Set ``PLANLENS_QUALITY=1`` for all documents in all formats; two documents in the quick formats are in every run.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from format_base import Format
from invariance import EVAL, Figures, all_formats, differences, documents, figures_of, mean, written

LONG = bool(os.environ.get("PLANLENS_QUALITY"))
SHORT_RUN = ["sd-industrial-bigdata", "zhejiang-waterlogging-145"]
"""One with responsible units, one with tables and boxes."""
FORMATS = [item for item in all_formats() if LONG or not item.slow]

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the collection of marked plans is not here")


@cache
def clean(name: str) -> Figures:
    return figures_of(name, EVAL / "docs" / f"{name}.txt")[0]


@pytest.mark.parametrize("target", FORMATS, ids=lambda item: item.name)
def test_a_format_scores_as_the_clean_text(target: Format, tmp_path: Path) -> None:
    names = documents() if LONG else SHORT_RUN
    if not target.available:
        pytest.skip(f"{target.name} cannot be written on this machine")
    figures = [figures_of(name, path)[0] for name, path in written(names, target, tmp_path)]
    lost = differences(mean(figures), mean([clean(name) for name in names]))
    assert {measure: value for measure, value in lost.items() if value < -target.allowance} == {}
