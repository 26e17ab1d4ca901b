"""The file of keys: no two meanings of a key, and nobody else who tells one."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import planlens
from planlens.views.keys import KEYS, key_text, with_key, with_keys

ROOT = Path(planlens.__file__).parent
TOLD = re.compile(r"\b(?:Ctrl|Alt|Shift|Meta)\+[\w+,.←→↑↓-]|\bF\d{1,2}\b")
"""A key in a text: ``按 Ctrl+Z 撤销``, ``修改 F2``."""
OTHERS = re.compile(r"Ctrl\+(?:滚轮|A\b)")
"""What is Qt's own, ``Ctrl+A 全选``, or no key: ``Ctrl+滚轮缩放``."""


def pressed(place: str) -> list[str]:
    return [key for name, keys in KEYS.items() if name.startswith(f"{place}.") and keys for key in keys.split("; ")]


def places() -> set[str]:
    return {name.partition(".")[0] for name in KEYS}


@pytest.mark.parametrize("place", sorted(places()))
def test_a_key_means_one_thing_in_one_place(place: str) -> None:
    assert [key for key, count in Counter(pressed(place)).items() if count > 1] == []


@pytest.mark.parametrize("place", sorted(places() - {"window"}))
def test_no_place_hides_a_key_of_the_whole_window(place: str) -> None:
    assert set(pressed(place)) & set(pressed("window")) == set()


def told(path: Path) -> list[str]:
    """Return the texts of a module that tell a key; docstrings are for developers."""
    tree = ast.parse(path.read_text("utf-8"))
    words = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        f"{path.relative_to(ROOT)}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in words
        if TOLD.search(OTHERS.sub("", node.value))
    ]


def test_no_other_module_tells_a_key() -> None:
    modules = [path for room in ("gui", "views") for path in (ROOT / room).rglob("*.py") if path.name != "keys.py"]
    assert [text for path in modules for text in told(path)] == []


def test_no_other_module_makes_a_shortcut() -> None:
    makers = {"setShortcut", "setShortcuts", "QShortcut", "QKeySequence"}
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "gui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in makers
    }
    assert found == {"gui/app/keys.py"}


def test_the_help_names_what_is_done_and_not_the_key() -> None:
    pages = list((ROOT.parent / "resources" / "help").glob("*.md"))
    assert len(pages) > 5
    for page in pages:
        text = OTHERS.sub("", page.read_text("utf-8"))
        assert TOLD.search(text) is None, page.name
        assert "{" not in with_keys(text)


def test_keys_as_people_read_them() -> None:
    assert key_text("tasks.indent") == "Alt+Shift+→"
    assert key_text("source.zoom-in") == "Ctrl++"
    assert key_text("tasks.source") == "Ctrl+空格"
    assert with_key("打开项目", "window.open") == "打开项目（Ctrl+O）"
    assert with_key("打开示例", "window.sample") == "打开示例"
    assert with_keys("按 {tasks.add} 新增") == "按 Ctrl+Enter 新增"
    assert with_keys("{review.edit}；{review.edit*}") == "F2；F2 或 E"


def test_who_names_an_action_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        with_keys("按 {tasks.fly} 起飞")
