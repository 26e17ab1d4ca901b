"""How the rows of a project read."""

from __future__ import annotations

from planlens.project.rows import SectionRow
from planlens.views.row_wording import heading_words


def test_headings() -> None:
    head = ("s1", "d1", 1.0, "（一）", "发展目标", "goal", "d1", None, None, "x", 1.0, "")
    assert heading_words(SectionRow(*head)) == "（一）发展目标"
    assert heading_words(SectionRow(*head[:3], "1", *head[4:])) == "1 发展目标"
