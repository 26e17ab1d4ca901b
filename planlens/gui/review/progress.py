"""How far the review of a project is, and where it was left: kept with the user's settings."""

from __future__ import annotations

from typing import Any

from planlens.gui.app.parts import Tools

NAME = "review/projects"

MOST = 50
"""Projects that are remembered."""


class Progress:
    """Counts steps; what was rejected is gone from the rows, so the greatest number seen is remembered."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    def place(self) -> str:
        """Return the key of the step where the review was left, "" for the beginning."""
        return str(self._kept().get("place", ""))

    def remember(self, key: str) -> None:
        """Keep the step that is asked now."""
        self._keep("place", key)

    def count(self, decided: int, waiting: int) -> tuple[int, int]:
        """Return how many steps are decided, and how many there are."""
        seen = decided + waiting
        total = max(seen, int(self._kept().get("total", 0)))
        self._keep("total", total)
        return total - waiting, total

    @property
    def _project(self) -> str:
        path = self._tools.session.path
        return str(path.resolve()) if path is not None else ""

    def _all(self) -> dict[str, dict[str, Any]]:
        found = self._tools.settings.get(NAME, {})
        return found if isinstance(found, dict) else {}

    def _kept(self) -> dict[str, Any]:
        return self._all().get(self._project, {})

    def _keep(self, name: str, value: object) -> None:
        if not self._project or self._kept().get(name) == value:
            return
        known = self._all()
        mine = {**known.pop(self._project, {}), name: value}
        newest = {**known, self._project: mine}
        self._tools.settings.set(NAME, dict(list(newest.items())[-MOST:]))
