"""First letters of pinyin: tables, symbols, patterns."""

from __future__ import annotations

import subprocess
import sys

import pytest

from planlens.language.pinyin import Initials, first_letters


@pytest.fixture(scope="module")
def initials() -> Initials:
    return Initials(first_letters())


@pytest.mark.parametrize(
    ("text", "typed", "fits"),
    [
        ("推进重点任务", "zdrw", True),
        ("推进重点任务", "cdrw", True),  # 重 is also chóng
        ("推进重点任务", "ZDRW", True),
        ("新建5G基站", "xj5gjz", True),
        ("市发展改革委", "sfzggw", True),
        ("长期坚持", "cqjc", True),
        ("推进重点任务", "zdw", False),
        ("会计行业", "kjhy", True),
        ("〇年𠀀", "ln", True),
    ],
)
def test_letters_find_texts(initials: Initials, text: str, typed: str, fits: bool) -> None:
    pattern = initials.pattern(typed)
    assert pattern is not None
    assert (pattern.search(initials.of(text)) is not None) == fits


@pytest.mark.parametrize("typed", ["", "z", "重点", "12", "a-b", "z d"])
def test_what_is_no_initials(initials: Initials, typed: str) -> None:
    assert initials.pattern(typed) is None


def test_a_text_keeps_its_length(initials: Initials) -> None:
    for text in ("“十四五”规划（2021—2025年）", "ABC重庆", ""):
        assert len(initials.of(text)) == len(text)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, planlens.language.pinyin; print('pypinyin' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
