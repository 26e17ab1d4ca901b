"""The same random edits on a file and on an office's server: both hold the same after every step."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from office_server import OWNER, Server
from test_random_edits import RandomEdits

from planlens.model import PlanlensError
from planlens.project.changes import Changes, Entry
from planlens.project.office.postgres_store import PostgresStore
from planlens.project.project import Edit, Project

EXAMPLES = int(os.environ.get("PLANLENS_OFFICE_EXAMPLES", "3"))
"""How many random histories are tried on both; hundreds by hand."""

SECOND = "2026-03-01T09:00:00+08:00"


def told(project: Project) -> list[tuple[Entry, str]]:
    """All that a project's history says, without whose it is: a file has another name for them."""
    return [(replace(entry, who=""), project.store.entry(entry.seq)[1]) for entry in project.history()]


class OnBoth:
    """Two projects as one: whatever is done to the file is done on the server too, and must end the same."""

    def __init__(self, file: Project, ledger: Project) -> None:
        self.file, self.ledger = file, ledger
        for project in (file, ledger):
            project.clock = lambda: SECOND

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def _both(self, act: Callable[[Project], Changes]) -> Changes:
        outcomes: list[Changes | str] = []
        for project in (self.file, self.ledger):
            try:
                outcomes.append(act(project))
            except PlanlensError as error:
                outcomes.append(error.code)
        assert outcomes[0] == outcomes[1]
        if isinstance(outcomes[0], str):
            raise PlanlensError(outcomes[0], "")
        return outcomes[0]

    def apply(self, edit: Edit) -> Changes:
        return self._both(lambda project: project.apply(edit))

    def undo(self) -> Changes:
        return self._both(lambda project: project.undo())

    def redo(self) -> Changes:
        return self._both(lambda project: project.redo())

    def close(self) -> None:
        self.file.close()
        self.ledger.close()


def machine(server: Server) -> type[RandomEdits]:
    """Return the machine of random edits on a file and on a ledger of this server."""

    class BothStores(RandomEdits):
        def make(self) -> Project:
            self.name = server.ledger()
            return self.both(super().make())

        def both(self, file: Project) -> Project:
            ledger = server.open(self.name, OWNER)
            file.who = ledger.who
            return OnBoth(file, ledger)  # type: ignore[return-value]

        def reopen(self) -> None:
            super().reopen()
            self.project = self.both(self.project)

        def teardown(self) -> None:
            ledger = self.project.ledger  # type: ignore[attr-defined]
            try:
                assert told(ledger) == told(self.project.file)  # type: ignore[attr-defined]
                assert ledger.store.verify().problems == ()
            finally:  # hypothesis goes on with other examples, and a server has so many connections
                super().teardown()

        def saved(self) -> list[Any]:
            reader = PostgresStore(server.address(self.name, "mayor"))
            rows = reader.load().rows
            reader.close()
            return [*super().saved(), rows]

    return BothStores


def test_random_edits_leave_the_same_in_a_file_and_on_a_server(office_server: Server) -> None:
    run_state_machine_as_test(
        machine(office_server),
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


def test_a_difference_would_be_seen(office_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = PostgresStore.append

    def forgetful(self: PostgresStore, entry: Entry, rows: Any, files: Any, counters: Any) -> None:
        kept(self, entry, rows[1:], files, counters)

    monkeypatch.setattr(PostgresStore, "append", forgetful)
    with pytest.raises((AssertionError, KeyError, PlanlensError)):
        run_state_machine_as_test(
            machine(office_server),
            settings=settings(
                max_examples=1, stateful_step_count=2, deadline=None, database=None, phases=(Phase.generate,)
            ),
        )
