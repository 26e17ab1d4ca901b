"""What somebody decides about each answer that came back: nothing at first, then accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planlens.exchange.comparing import Reply, ReplyState


class Decisions:
    """Decisions about a comparison's changes, by their places.

    An answer that the ledger does not understand cannot be accepted. Of answers that exclude each other accepting one
    rejects the others.
    """

    def __init__(self, changes: Sequence[Reply] = ()) -> None:
        self.changes = tuple(changes)
        self._made: dict[int, bool] = {}

    def of(self, place: int) -> bool | None:
        """Return whether a change is accepted, None where nothing is decided."""
        return self._made.get(place)

    def may_accept(self, place: int) -> bool:
        """Whether a change can be accepted at all."""
        return self.changes[place].state is not ReplyState.UNCLEAR

    def accept(self, places: Iterable[int]) -> None:
        """Accept changes, as far as they can be."""
        for place in places:
            if self.may_accept(place):
                self._made |= dict.fromkeys(self._against(place), False)
                self._made[place] = True

    def reject(self, places: Iterable[int]) -> None:
        """Reject changes."""
        self._made |= dict.fromkeys(places, False)

    def sound(self, places: Iterable[int]) -> list[int]:
        """Return those of some places that nothing speaks against and about which nothing is decided."""
        return [place for place in places if self.changes[place].state is ReplyState.NEW and place not in self._made]

    @property
    def accepted(self) -> list[Reply]:
        """The accepted changes in their order."""
        return [change for place, change in enumerate(self.changes) if self._made.get(place)]

    @property
    def left(self) -> int:
        """How many can be accepted and are not decided."""
        return sum(self.may_accept(place) and place not in self._made for place in range(len(self.changes)))

    def _against(self, place: int) -> list[int]:
        """Return the places of what cannot stand beside a change: another answer for the same cell of the ledger."""
        return [other for other, change in enumerate(self.changes) if change.excludes(self.changes[place])]
