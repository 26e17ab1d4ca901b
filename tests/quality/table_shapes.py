"""The shapes of tables that a plain text lost, told by those who saw the document: they make its tables whole again.

A row lists its cells: how many lines of the text it takes, ``v3`` for three rows merged into it, ``h4`` for four
columns; ``^`` is a place that a cell above covers.
"""

from __future__ import annotations

SHAPES: dict[tuple[str, int], list[str]] = {
    ("zhejiang-waterlogging-145", 0): ["1 1 1 2 2 1", *["1 1 1 1 1 1"] * 8, "1 1 1 1 2 1"],
    ("zhejiang-waterlogging-145", 1): ["1 1 1 1", "1h4", *["1 1 1 1"] * 6, "1h4", *["1 1 1 1"] * 15],
    ("zhejiang-waterlogging-145", 2): [
        "1 1 1 1 1 2",
        "1 2v3 1 1 1 1",
        "1 ^ 1 1 1 1",
        "1 ^ 1 1 1 1",
        "1 2 1 1 1 1",
        "1 2v2 1 1 1 1",
        "1 ^ 1 1 2 1",
        "1 2 1 2 2 1",
    ],
}
"""By document and the table's number in it."""
