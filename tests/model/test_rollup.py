"""What parts say of the whole."""

from __future__ import annotations

import pytest

from planlens.model import Light, Status, rollup
from planlens.model.rollup import Share


def parts(*words: str) -> list[Share]:
    """Parts of these states."""
    return [Share(Status(word), 0.0) for word in words]


def test_completion_is_the_weighted_mean_without_what_is_cancelled() -> None:
    found = [Share(Status.DONE, 100), Share(Status.IN_PROGRESS, 20, weight=3), Share(Status.CANCELLED, 0, weight=9)]
    assert rollup.completion(found) == 40
    assert rollup.completion(found[2:]) is None
    assert rollup.completion([]) is None


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("done done", "done"),
        ("done cancelled", "done"),
        ("cancelled cancelled", "cancelled"),
        ("done mostly-done", "mostly-done"),
        ("done not-started", "in-progress"),
        ("not-started not-started", "not-started"),
        ("not-started paused", "not-started"),
        ("paused paused", "paused"),
        ("done paused", "in-progress"),
        ("done behind", "behind"),
        ("in-progress", "in-progress"),
    ],
)
def test_state(words: str, whole: str) -> None:
    assert rollup.status(parts(*words.split())) == whole


def test_state_of_nothing() -> None:
    assert rollup.status([]) is None


def test_light_is_the_worst() -> None:
    lights = [Share(Status.DONE, 100, light=light) for light in (Light.GREEN, Light.YELLOW)]
    assert rollup.light(lights) is Light.YELLOW
    assert rollup.light([]) is Light.NONE
