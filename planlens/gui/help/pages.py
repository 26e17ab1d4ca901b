"""The pages of the help, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from planlens import __version__
from planlens.gui.app.parts import MENUS
from planlens.paths import shipped_resource
from planlens.views.keys import with_keys

SHORTCUTS = "快捷键"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: its title and its text in Markdown."""

    title: str
    text: str


def shipped_pages() -> list[HelpPage]:
    """Return the pages of ``resources/help/``, with the keys of now, in order of their names (``1-十分钟上手.md``)."""
    paths = sorted(shipped_resource("help").glob("*.md"))
    return [HelpPage(path.stem.partition("-")[2], with_keys(path.read_text(encoding="utf-8"))) for path in paths]


def shortcuts_page(entries: Iterable[tuple[str, str, str]]) -> HelpPage:
    """Return the page of shortcuts: (menu, what it does, key), the menus in their order."""
    lines = [f"# {SHORTCUTS}", "", "| 菜单 | 操作 | 按键 |", "|---|---|---|"]
    known = [menu.partition("(")[0] for menu in MENUS]
    ordered = sorted(dict.fromkeys(entries), key=lambda entry: known.index(entry[0]) if entry[0] in known else 99)
    lines += [f"| {menu} | {text} | {key} |" for menu, text, key in ordered]
    return HelpPage(SHORTCUTS, "\n".join(lines))


def found(pages: Iterable[HelpPage], words: str) -> list[HelpPage]:
    """Return the pages that hold all the words, those that have them in the title first."""
    wanted = words.lower().split()
    fitting = [page for page in pages if all(word in (page.title + page.text).lower() for word in wanted)]
    return sorted(fitting, key=lambda page: not all(word in page.title.lower() for word in wanted))


LIBRARIES = (
    "PySide6-Essentials",
    "jieba",
    "scikit-learn",
    "pandas",
    "pyqtgraph",
    "chinesecalendar",
    "click",
    "icalendar",
    "joblib",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "olefile",
    "openpyxl",
    "pillow",
    "platformdirs",
    "pypdfium2",
    "pypinyin",
    "python-docx",
    "selectolax",
    "xlrd",
    "XlsxWriter",
)
"""What the program stands on, as ``pyproject.toml`` names it; what is installed with these is not named."""

OFFICE = ("psycopg", "keyring")
"""What an office's ledger needs besides, named where it is installed."""


def about() -> str:
    """Return the text of the about dialog in Markdown: the version, the licence, and those of the libraries."""
    lines = [
        f"## planlens {__version__}",
        "规划解析与任务跟踪。全程离线，MIT 许可证。",
        "",
        "| 使用的开源软件 | 版本 | 许可证 |",
        "|---|---|---|",
    ]
    for name in (*LIBRARIES, *OFFICE):
        try:
            known = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        lines.append(f"| {name} | {known['Version']} | {_licence(known)} |")
    return "\n".join(lines)


def _licence(known: metadata.PackageMetadata) -> str:
    """Return the short name of a licence; the field of old packages may hold its whole text."""
    named = next((text for name in ("License-Expression", "License") for text in known.get_all(name) or () if text), "")
    if not named or "\n" in named or len(named) > 60:
        lines = known.get_all("Classifier") or ()
        named = "、".join(line.rpartition(" :: ")[2] for line in lines if line.startswith("License")) or "见软件包"
    return named.replace("|", "/")
