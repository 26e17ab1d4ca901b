"""The type of project files: registered for the user, on Linux and on Windows."""

from __future__ import annotations

import configparser
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from planlens.gui.app import file_type
from planlens.model import PlanlensError
from planlens.paths import shipped_resource


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs of the desktop that would have been run."""
    found: list[list[str]] = []
    monkeypatch.setattr(file_type.subprocess, "run", lambda arguments, **_: found.append(arguments))
    return found


def test_on_linux_everything_is_below_the_users_data(tmp_path: Path, runs: list[list[str]]) -> None:
    file_type.register_on_linux(["/opt/规 划/planlens"], tmp_path)
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(tmp_path / "applications/planlens.desktop", "utf-8")
    main = entry["Desktop Entry"]
    assert main["Exec"] == '"/opt/规 划/planlens" %F'
    assert main["MimeType"] == f"{file_type.MIME};"
    root = ET.parse(tmp_path / "mime/packages/planlens.xml").getroot()
    assert [node.get("type") for node in root] == [file_type.MIME]
    assert [node.get("pattern") for node in root.iter() if node.tag.endswith("glob")] == ["*.planlens"]
    assert (tmp_path / "icons/hicolor/scalable/apps" / f"{main['Icon']}.svg").is_file()
    assert [run[0] for run in runs] == ["update-mime-database", "update-desktop-database", "xdg-mime"]


def test_signs_in_the_command_are_escaped(tmp_path: Path, runs: list[list[str]]) -> None:
    file_type.register_on_linux(['/a/100%"$/p', "-m"], tmp_path)
    text = (tmp_path / "applications/planlens.desktop").read_text("utf-8")
    assert r'Exec="/a/100%%\\"\\$/p" "-m" %F' in text


class Registry:
    """What is written into the registry of Windows."""

    HKEY_CURRENT_USER, REG_SZ = "user", 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def SetValue(self, root: str, key: str, kind: int, value: str) -> None:  # noqa: N802 (winreg's)
        assert (root, kind) == ("user", 1)
        self.values[key] = value


def test_on_windows_the_users_classes_are_written() -> None:
    registry = Registry()
    file_type.register_on_windows([r"C:\Program Files\planlens\planlens-window.exe"], registry)
    assert registry.values[r"Software\Classes\.planlens"] == "planlens.project"
    assert registry.values[r"Software\Classes\planlens.project\shell\open\command"] == (
        r'"C:\Program Files\planlens\planlens-window.exe" "%1"'
    )


def test_other_systems_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(PlanlensError, match="打开方式"):
        file_type.register(["planlens"])


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(file_type, "data_home", lambda: blocked)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(PlanlensError, match="未能关联"):
        file_type.register(["planlens"])


def test_the_command_starts_the_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "__main__.py")])
    done = subprocess.run([*file_type.own_command(), "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("planlens")
    script = tmp_path / "planlens"
    script.touch(0o755)
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert file_type.own_command() == [str(script)]


def test_the_icon_is_a_picture(qtbot: object) -> None:
    image = QImage(str(shipped_resource("icons/planlens.svg")))
    assert not image.isNull()
