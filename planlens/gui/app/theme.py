"""Colours and fonts: one palette for light and one for dark, and the colours of findings, statuses and lights."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from planlens.gui.app.desktop import FONTS
from planlens.gui.widgets.worn import worn
from planlens.model.lights import Light
from planlens.model.tracking import Status


class Scheme(StrEnum):
    """Which colours the window wears."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of the window, as ``#rrggbb``; text on its ground keeps a contrast of at least 4.5 (WCAG 2.1 AA).

    Attributes:
        section, task, target, unit, deadline: grounds of the findings in the source.
        hit, hit_text: what a search looks for, on any ground, a chosen row's too.
        green, blue, yellow, red: the warning lights; always shown with a shape or word beside the colour.
    """

    window: str
    base: str
    alternate: str
    text: str
    muted: str
    line: str
    accent: str
    accent_text: str
    link: str
    section: str
    task: str
    target: str
    unit: str
    deadline: str
    nothing: str
    hit: str
    hit_text: str
    green: str
    blue: str
    yellow: str
    red: str
    grey: str
    status: dict[Status, str]

    def lamp(self, light: Light) -> str:
        """Return the colour of a warning light."""
        return {Light.RED: self.red, Light.YELLOW: self.yellow, Light.BLUE: self.blue, Light.GREEN: self.green}.get(
            light, self.grey
        )


LIGHT = Colours(
    window="#f4f5f7",
    base="#ffffff",
    alternate="#f8fafc",
    text="#1f2329",
    muted="#5f6773",
    line="#d5d9e0",
    accent="#1f5fbf",
    accent_text="#ffffff",
    link="#1a56b0",
    section="#dbe7fb",
    task="#dff3e1",
    target="#fdebc8",
    unit="#ecdff7",
    deadline="#d3f0f2",
    nothing="#f3d9d9",
    hit="#ffdf7a",
    hit_text="#1f2329",
    green="#1f7a3a",
    blue="#1d4ed8",
    yellow="#8a5a00",
    red="#c0261d",
    grey="#636a77",
    status={
        Status.NOT_STARTED: "#5f6773",
        Status.IN_PROGRESS: "#1f5fbf",
        Status.DONE: "#1f7a3a",
        Status.MOSTLY_DONE: "#287559",
        Status.BEHIND: "#c0261d",
        Status.PAUSED: "#8a5a00",
        Status.CANCELLED: "#636a77",
    },
)

DARK = Colours(
    window="#22252a",
    base="#1b1d21",
    alternate="#202328",
    text="#e8eaed",
    muted="#a6adb8",
    line="#3d424b",
    accent="#8ab4f8",
    accent_text="#10213d",
    link="#9ec1fa",
    section="#233b63",
    task="#1f4427",
    target="#55400f",
    unit="#472f5c",
    deadline="#16474b",
    nothing="#5a2b2b",
    hit="#e3b341",
    hit_text="#14161a",
    green="#6fcf8b",
    blue="#7ea8ff",
    yellow="#f0c04a",
    red="#ff8a80",
    grey="#a6adb8",
    status={
        Status.NOT_STARTED: "#a6adb8",
        Status.IN_PROGRESS: "#8ab4f8",
        Status.DONE: "#6fcf8b",
        Status.MOSTLY_DONE: "#7fd3b6",
        Status.BEHIND: "#ff8a80",
        Status.PAUSED: "#f0c04a",
        Status.CANCELLED: "#a6adb8",
    },
)


def colours(app: QApplication | None = None) -> Colours:
    """Return the colours that the application wears now."""
    found = app or QApplication.instance()
    dark = isinstance(found, QApplication) and found.palette().color(QPalette.ColorRole.Base).lightness() < 128
    return DARK if dark else LIGHT


SCHEME, POINTS = "appearance/scheme", "appearance/points"
"""The names of the user's settings."""


def dress(app: QApplication, scheme: object = None, points: object = None) -> None:
    """Give the application what the user's settings say; None for the usual."""
    known = scheme in set(Scheme)
    wear(app, Scheme(str(scheme)) if known else Scheme.SYSTEM)
    set_font(app, points if isinstance(points, int | float) and 6 <= points <= 40 else None)


def wear(app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
    """Give the application its style, palette and font; *scheme* system follows the desktop's choice."""
    app.setStyle("Fusion")
    dark = scheme is Scheme.DARK
    if scheme is Scheme.SYSTEM:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _wear(app, scheme, dark=dark)


def _wear(app: QApplication, scheme: Scheme, *, dark: bool) -> None:
    if app.property(SCHEME) is None:
        app.styleHints().colorSchemeChanged.connect(_follow_system)
    app.setProperty(SCHEME, scheme.value)
    app.setPalette(palette_of(DARK if dark else LIGHT))
    worn().tell()


def _follow_system(wanted: Qt.ColorScheme) -> None:
    """Wear at once what the desktop has changed to, where the user wants that."""
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.property(SCHEME) == Scheme.SYSTEM:
        _wear(app, Scheme.SYSTEM, dark=wanted == Qt.ColorScheme.Dark)


@contextmanager
def on_paper() -> Iterator[None]:
    """Let what is made meanwhile wear the light colours, whatever the window wears: paper is white."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    worn_now = app.palette()
    app.setPalette(palette_of(LIGHT))
    try:
        yield
    finally:
        app.setPalette(worn_now)


def palette_of(wanted: Colours) -> QPalette:
    """Return Qt's palette of these colours."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    plain = {
        role.Window: wanted.window,
        role.WindowText: wanted.text,
        role.Base: wanted.base,
        role.AlternateBase: wanted.alternate,
        role.Text: wanted.text,
        role.Button: wanted.window,
        role.ButtonText: wanted.text,
        role.BrightText: wanted.red,
        role.ToolTipBase: wanted.base,
        role.ToolTipText: wanted.text,
        role.PlaceholderText: wanted.muted,
        role.Highlight: wanted.accent,
        role.HighlightedText: wanted.accent_text,
        role.Link: wanted.link,
        role.LinkVisited: wanted.link,
        role.Mid: wanted.line,
    }
    for key, value in plain.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, key, QColor(wanted.grey))
    return palette


def has_chinese_font() -> bool:
    """Whether any installed font can show Chinese."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))


def usual_points(app: QApplication) -> float:
    """Return the size of the text in points that the system had before anybody changed it."""
    kept = app.property("usual-points")
    if kept is None:
        kept = app.font().pointSizeF()
        app.setProperty("usual-points", kept)
    return float(kept)


def set_font(app: QApplication, points: float | None = None) -> None:
    """Choose a font with Chinese characters of even weight, and its size in points (None: the system's)."""
    usual = usual_points(app)
    font = QFont(app.font())
    known = set(QFontDatabase.families())
    if sys.platform != "darwin":  # macOS's own font falls back well
        family = next((name for name in FONTS if name in known), None)
        if family:
            font.setFamilies([family])
    font.setPointSizeF(points or usual)
    app.setFont(font)
    worn().tell()
