"""Colours and pens of the source, made once for each palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from planlens.gui.app.theme import Colours
from planlens.views.source.marks import Kind

STROKES = {
    Kind.TARGET: Qt.PenStyle.SolidLine,
    Kind.UNIT: Qt.PenStyle.DashLine,
    Kind.DEADLINE: Qt.PenStyle.DashDotLine,
    Kind.MISSED: Qt.PenStyle.DotLine,
    Kind.SETTLED: Qt.PenStyle.DotLine,
}
"""The lines below the words, so that kinds can be told without their colours; tasks have a bar at their side,
what is no task a tick."""


class Inks:
    """What the source is painted with.

    Args:
        colours: those of the window.
    """

    def __init__(self, colours: Colours) -> None:
        names = {
            Kind.SECTION: colours.section,
            Kind.TASK: colours.task,
            Kind.TARGET: colours.target,
            Kind.UNIT: colours.unit,
            Kind.DEADLINE: colours.deadline,
            Kind.MISSED: colours.nothing,
            Kind.SETTLED: colours.base,
        }
        dark = QColor(colours.base).lightness() < 128
        self.grounds = {kind: QColor(name) for kind, name in names.items()}
        self.strong = {kind: _strong(QColor(name), dark) for kind, name in names.items()}
        self.strong[Kind.SETTLED] = QColor(colours.muted)
        self.lines = {kind: QPen(self.strong[kind], 1.4, style) for kind, style in STROKES.items()}
        self.base, self.text, self.muted = (QColor(name) for name in (colours.base, colours.text, colours.muted))
        self.border = QPen(QColor(colours.line), 1)
        self.frame = QPen(QColor(colours.accent), 1.6)
        self.tick = QPen(QColor(colours.muted), 1.6)
        self.caret = QPen(QColor(colours.text), 1.4)
        self.hit = QPen(QColor(colours.yellow), 1.2)
        self.selection = QColor(colours.accent)
        self.selection.setAlphaF(0.45 if dark else 0.3)
        self.found = QColor(colours.yellow)
        self.found.setAlphaF(0.35)


def _strong(ground: QColor, dark: bool) -> QColor:
    """Return the colour of a line or bar on a ground: the same hue, with enough contrast to the page."""
    hue = max(0.0, ground.hslHueF())
    return QColor.fromHslF(hue, 0.55, 0.66 if dark else 0.4)
