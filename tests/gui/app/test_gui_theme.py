"""Every text of the window can be read on its ground, in both palettes."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from planlens.gui.app.theme import DARK, LIGHT, Colours, palette_of
from planlens.model.tracking import Status

FINDINGS = ("section", "task", "target", "unit", "deadline", "nothing")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_keep_a_contrast_of_four_and_a_half(colours: Colours) -> None:
    grounds = (colours.window, colours.base, colours.alternate)
    texts = (
        colours.text,
        colours.muted,
        colours.link,
        colours.green,
        colours.blue,
        colours.yellow,
        colours.red,
        colours.grey,
    )
    pairs = [(text, ground) for text in (*texts, *colours.status.values()) for ground in grounds]
    pairs += [(colours.text, getattr(colours, name)) for name in FINDINGS]
    pairs += [(colours.accent_text, colours.accent), (colours.hit_text, colours.hit)]
    assert [(text, ground, contrast(text, ground)) for text, ground in pairs if contrast(text, ground) < 4.5] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_status_has_its_colour(colours: Colours) -> None:
    assert colours.status.keys() == set(Status)
    names = [field.name for field in fields(colours) if field.name != "status"]
    assert [name for name in names if not QColor(getattr(colours, name)).isValid()] == []
    assert palette_of(colours).window().color().name() == colours.window
