"""No damaged file crashes, hangs or fills the memory: it is read, or refused with a reason (``fuzz.py``)."""

from __future__ import annotations

import os

import pytest
from fuzz import read_all, report, run, seeds

from planlens.readers import all_readers

COUNT = int(os.environ.get("PLANLENS_FUZZ", "40"))
"""Damaged files for each format; the long run has 2,000."""


@pytest.mark.parametrize("file_format", [reader.format for reader in all_readers()])
def test_damaged_files(file_format: str) -> None:
    originals = seeds(file_format, corpus=COUNT > 100)
    assert originals, f"no seed files for {file_format}: add tests/readers/{file_format}_seeds.py"
    outcomes = list(run(file_format, originals, COUNT))
    assert not [outcome for outcome in outcomes if outcome.failed], report(outcomes)


@pytest.mark.parametrize("file_format", [reader.format for reader in all_readers()])
def test_seed_files_are_read_whole(file_format: str) -> None:
    outcomes = list(read_all(seeds(file_format)))
    assert [outcome.result for outcome in outcomes] == ["ok"] * len(outcomes)
