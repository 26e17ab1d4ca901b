"""Work that lets the window breathe: in turns, to the end, begun anew by itself, and over after an error."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from planlens.gui.app.piecemeal import Piecemeal


def worker(left: list[int], done: list[int]) -> Callable[[], bool]:
    def step() -> bool:
        done.append(left.pop(0))
        return bool(left)

    return step


def test_one_piece_a_turn_lets_others_work_between(qtbot: QtBot, qapp: QObject) -> None:
    done: list[int] = []
    work = Piecemeal(worker([1, 2, 3], done), qapp, turn_over=lambda: QTimer.singleShot(0, lambda: done.append(0)))
    work.begin()
    assert (work.busy, done) == (True, [])
    qtbot.waitUntil(lambda: done.count(0) == 3)
    assert not work.busy
    assert [number for number in done if number] == [1, 2, 3]
    assert done != [1, 2, 3, 0, 0, 0]


def test_small_pieces_share_a_turn(qtbot: QtBot, qapp: QObject) -> None:
    done: list[int] = []
    turns: list[int] = []
    work = Piecemeal(worker([1, 2, 3], done), qapp, 5, lambda: turns.append(len(done)))
    work.begin()
    qtbot.waitUntil(lambda: not work.busy)
    assert turns == [3]


def test_it_waits_first_and_can_be_stopped(qtbot: QtBot, qapp: QObject) -> None:
    done: list[int] = []
    work = Piecemeal(worker([1, 2], done), qapp)
    start = time.monotonic()
    work.begin(30)
    qtbot.waitUntil(lambda: done == [1, 2])
    assert time.monotonic() - start >= 0.025
    assert not work.busy
    work.begin(60_000)
    work.stop()
    assert not work.busy


def test_a_piece_may_begin_other_work_though_it_is_the_last(qtbot: QtBot, qapp: QObject) -> None:
    left, done = [1], list[int]()

    def step() -> bool:
        done.append(left.pop())
        if done == [1]:
            left.append(2)
            work.begin()
        return False

    work = Piecemeal(step, qapp)
    work.begin()
    qtbot.waitUntil(lambda: done == [1, 2])
    assert not work.busy


def test_an_error_ends_the_work(qtbot: QtBot, qapp: QObject) -> None:
    def step() -> bool:
        raise LookupError

    work = Piecemeal(step, qapp)
    with qtbot.captureExceptions() as errors:
        work.begin()
        qtbot.waitUntil(lambda: bool(errors))
        QTimer.singleShot(20, lambda: errors.append(None))
        qtbot.waitUntil(lambda: None in errors)
    assert len(errors) == 2
    assert not work.busy
