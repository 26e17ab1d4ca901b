"""What the user has chosen, kept between starts in one INI file.

The window's place is read from it before anything is painted: json is loaded when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, QSettings

from planlens.paths import is_address, settings_folder, user_name

if TYPE_CHECKING:
    from planlens.project.office.address import Place

RECENT = 10
"""Projects that the list of recent ones holds."""


class Settings:
    """Reads and writes the user's settings.

    Args:
        path: the INI file, None for the user's own.
    """

    def __init__(self, path: Path | None = None) -> None:
        folder = settings_folder()
        chosen = path or (folder / "planlens.ini" if folder else Path("planlens.ini"))
        self._store = QSettings(str(chosen), QSettings.Format.IniFormat)
        self._watchers: dict[str, list[Callable[[], None]]] = {}

    def get(self, name: str, usual: Any = None) -> Any:
        """Return a setting (anything that JSON can hold), *usual* where it has not been set or cannot be read."""
        text = self._store.value(name)
        if text is None:
            return usual
        import json  # noqa: PLC0415 (5 ms)

        try:
            return json.loads(str(text))
        except ValueError:
            return usual

    def set(self, name: str, value: Any) -> None:
        """Keep a setting; None takes it back."""
        import json  # noqa: PLC0415 (same)

        if value is None:
            self._store.remove(name)
        else:
            self._store.setValue(name, json.dumps(value, ensure_ascii=False))
        for follow in self._watchers.get(name, ()):
            follow()

    def watch(self, name: str, follow: Callable[[], None], owner: QObject) -> None:
        """Call *follow* whenever a setting is set, as long as there is an *owner*."""
        watchers = self._watchers.setdefault(name, [])
        watchers.append(follow)
        owner.destroyed.connect(lambda: watchers.remove(follow))

    def bytes(self, name: str) -> QByteArray:
        """Return what Qt has made of a layout, empty where nothing was kept."""
        value = self._store.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Keep what Qt made of a layout."""
        self._store.setValue(name, value)

    def names(self, prefix: str) -> list[str]:
        """Return the names of the settings that begin with *prefix*."""
        return [name for name in self._store.allKeys() if name.startswith(prefix)]

    @property
    def who(self) -> str:
        """The user's name for the history."""
        return str(self.get("who") or user_name())

    @property
    def recent(self) -> list[Path | str]:
        """The projects opened last, the newest first: files that are still there, addresses of ledgers as texts."""
        known = [name if is_address(name) else Path(name) for name in self.get("recent", [])]
        return [place for place in known if isinstance(place, str) or place.is_file()]

    def made_by(self, place: Path | str) -> tuple[str, str]:
        """Return which versions of planlens made a recent project and wrote into it last, "" for not known."""
        first, last = self.get("recent-made", {}).get(str(place), ("", ""))
        return str(first), str(last)

    def add_recent(self, place: Place, made: tuple[str, str] = ("", "")) -> None:
        """Put a project at the head of the recent ones, with the versions that made it and wrote into it last."""
        self._keep_recent(place)
        known = {**self.get("recent-made", {}), self.get("recent", [])[0]: made}
        self.set("recent-made", {name: known[name] for name in self.get("recent", []) if name in known})

    def _keep_recent(self, place: Place) -> None:
        known = [str(place.resolve() if isinstance(place, Path) else place), *self.get("recent", [])]
        self.set("recent", list(dict.fromkeys(known))[:RECENT])

    def sync(self) -> None:
        """Write everything to disk."""
        self._store.sync()
