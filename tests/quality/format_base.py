"""What a way to write plans is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plan_items import Item


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a plan.

    Modules ``tests/quality/as_*.py`` list theirs in ``FORMATS``; nothing else has to know them.

    Attributes:
        name: what the table of differences calls it.
        suffix: the ending of its files.
        allowance: how many points of F1 any measure may differ from the clean text's.
        write: turns the paragraphs and tables of a plan, and a name for it, into a file's bytes.
        slow: whether it needs LibreOffice or many seconds; then it is left out of the short run.
        available: whether it can be written on this machine.
    """

    name: str
    suffix: str
    allowance: float
    write: Callable[[Sequence[Item], str], bytes]
    slow: bool = False
    available: bool = True
