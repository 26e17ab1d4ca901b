"""Which known document a document is a new version of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.insight.likeness import Known, nearest

NETWORK = "推进千兆光网进村入户。新建5G基站三千个以上。推动高频事项一网通办。"
CARE = "新建社区养老服务中心四十个。完善居家养老补贴制度。"
KNOWN = [Known("d1", "云山市数字经济发展规划", NETWORK), Known("d2", "", CARE)]


def picture(title: str, text: str) -> str:
    found = nearest(KNOWN, title, text)
    return f"{found.id} {'=' if found.same_title else '≠'} {found.share:.0%}" if found else "-"


@pytest.mark.parametrize(
    ("title", "text", "likeness"),
    [
        ("云山市数字经济发展规划", NETWORK, "d1 = 100%"),
        ("云山市数字经济发展规划（征求意见稿）", "制定实施方案并开展评估。", "d1 = 0%"),
        ("云山市 数字经济发展规划【2024年修订版】", NETWORK + CARE, "d1 = 73%"),
        ("云山市数字经济发展规划实施方案", "制定实施方案并开展评估。", "-"),
        ("智慧城市方案", "\n".join(NETWORK.replace("。", "；")), "d1 ≠ 100%"),  # lines broken otherwise
        ("智慧城市方案", NETWORK[:11] + CARE + CARE.replace("养老", "托幼"), "d2 ≠ 58%"),
        ("", "", "-"),  # without titles nothing is the same
    ],
)
def test_titles_and_equal_sentences(title: str, text: str, likeness: str) -> None:
    assert picture(title, text) == likeness


@given(st.text("规划任务。；\n 5A（稿）", max_size=40), st.text("规划任务。；\n 5A（稿）", max_size=40))
def test_shares_are_shares_and_the_same_text_is_the_same(one: str, other: str) -> None:
    found = nearest([Known("d1", one, other)], one, other)
    assert found is None or found.share in {0.0, 1.0}
    crossed = nearest([Known("d1", one, one)], one, other)
    assert crossed is None or 0 <= crossed.share <= 1
