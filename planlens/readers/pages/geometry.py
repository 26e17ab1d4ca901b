"""Matrices that place things on pages: (a, b, c, d, e, f) takes (x, y) to (a x + c y + e, b x + d y + f)."""

from __future__ import annotations

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def times(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies *m*, then *n*."""
    e, f = apply(n, m[4], m[5])
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        e,
        f,
    )


def apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix takes a point."""
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def quarter(x: float, y: float) -> int | None:
    """Return how many quarters a direction is turned from the x-axis towards the y-axis, None where it is slanted.

    Eleven degrees are allowed: watermarks are slanted by 30 or 45.
    """
    if min(abs(x), abs(y)) > 0.2 * max(abs(x), abs(y)):
        return None
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 2
    return 1 if y > 0 else 3


def upright(turn: int, width: float, height: float) -> Matrix:
    """Return the matrix that turns a page, y growing downwards, so that what is turned by *turn* quarters is level."""
    turned: tuple[Matrix, ...] = (
        IDENTITY,
        (0, -1, 1, 0, 0, width),
        (-1, 0, 0, -1, width, height),
        (0, 1, -1, 0, height, 0),
    )
    return turned[turn]
