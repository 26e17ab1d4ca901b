"""The goals of matching a report's sentences with tasks: precision 0.9 and F1 0.85, on sentences written by us."""

from __future__ import annotations

from tests.quality.report_sentences import REPORTS, Score, measured, together


def test_the_sentences_are_enough_and_three_in_ten_are_about_nothing_in_the_plan() -> None:
    lines = [line for path in REPORTS.glob("*.tsv") for line in path.read_text(encoding="utf-8").splitlines()]
    told = [line for line in lines if "\t" in line]
    assert len(told) >= 200
    assert sum(line.endswith("\t-") for line in told) >= 0.28 * len(told)


def test_report_sentences_are_matched() -> None:
    scores: list[Score] = [measured(path) for path in sorted(REPORTS.glob("*.tsv"))]
    whole = together(scores)
    assert whole.precision >= 0.92
    assert whole.f1 >= 0.9
    assert min(score.f1 for score in scores) >= 0.88
