"""The measurement of what corrections teach, and that on some documents at hand they help and never harm."""

from __future__ import annotations

import pytest

from planlens.language.weights import weights
from tests.quality import judging_memory
from tests.quality.judging_memory import FOLDERS, Phrase, held_by, kind_of, marked, measured, sentences

NAMES = ("cn-bigdata-center-2020", "cn-elderly-digital-2023", "cn-smart-inspection-2023", "nmpa-smart-supervision-2019")


def sentence(*signs: str, task: bool) -> Phrase:
    return Phrase({}, frozenset(signs), "task", task)


def test_an_office_that_has_a_habit_is_followed_and_one_without_is_left_alone() -> None:
    rows = [*[sentence("introduces", task=True)] * 5, *[sentence("marked", task=True)] * 15]
    told = {f"{name}-report": rows for name in "abcde"}
    assert measured(told, "reports", "introductions are none").gains[3] == pytest.approx(
        dict.fromkeys(told, 100 - 200 * 15 / 35)
    )
    assert measured(told, "reports", "as marked").gains[3] == dict.fromkeys(told, 0.0)


def test_documents_are_of_one_kind_each() -> None:
    assert [kind_of(name) for name in ("hailar-report-2013", "jinan-ai-2024", "cn-elderly-2023", "sx-edu-145")] == [
        *("reports", "shandong", "ministries", "others")
    ]


@pytest.mark.skipif(not FOLDERS[0].exists(), reason="the marked documents are not here")
def test_corrections_help_where_an_office_has_a_habit_and_harm_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging_memory, "CORRECTED", (0, 3))
    found = {document.name: sentences(document) for document in marked() if document.name in NAMES}
    told = {name: held_by(weights("tasks"), rows) for name, rows in found.items()}
    gains = measured(told, "ministries", "safeguards are none").gains[3]
    assert sum(gains.values()) > 5
    assert min(gains.values()) > -0.1
    assert min(measured(told, "ministries", "as marked").gains[3].values()) > -0.1
