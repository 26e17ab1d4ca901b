"""What both kinds of chip share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planlens.gui.app import theme
from planlens.gui.widgets.chips import Chip, ChipFrame, NameChip

KINDS = pytest.mark.parametrize(
    "make",
    [lambda: Chip("状态"), lambda: NameChip("市财政局", "牵头单位 市财政局", removable=True)],
    ids=["filter", "name"],
)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in light colours, and light again afterwards."""
    theme.wear(qapp, theme.Scheme.LIGHT)
    yield qapp
    theme.wear(qapp, theme.Scheme.LIGHT)


@KINDS
def test_colours_are_followed(make: Callable[[], ChipFrame], app: QApplication, qtbot: QtBot) -> None:
    chip = make()
    qtbot.addWidget(chip)
    assert theme.LIGHT.line in chip.styleSheet()
    theme.wear(app, theme.Scheme.DARK)
    QApplication.processEvents()
    assert theme.DARK.line in chip.styleSheet()
    assert theme.LIGHT.line not in chip.styleSheet()
