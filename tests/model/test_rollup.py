"""What parts say of the whole."""

from __future__ import annotations

import pytest

from planlens.model import Light, Status, rollup
from planlens.model.rollup import Part


def parts(*words: str) -> list[Part]:
    """Parts of these states."""
    return [Part(Status(word), 0.0) for word in words]


def test_completion_is_the_weighted_mean_without_what_is_cancelled() -> None:
    found = [Part(Status.DONE, 100), Part(Status.IN_PROGRESS, 20, weight=3), Part(Status.CANCELLED, 0, weight=9)]
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
    lights = [Part(Status.DONE, 100, light=light) for light in (Light.GREEN, Light.YELLOW)]
    assert rollup.light(lights) is Light.YELLOW
    assert rollup.light([]) is Light.NONE
