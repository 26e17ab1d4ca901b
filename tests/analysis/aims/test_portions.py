"""Portions of things that something is done to."""

import pytest

from planlens.analysis.aims.portions import portion_of


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("各县每年要对本行政区域内", "以上的村开展质量抽查", "各县每年质量抽查的村"),
        ("市级部门每年对", "的县（市、区）和5%以上的镇进行实地评估", "市级部门每年实地评估的县（市、区）"),
        ("力争对", "以上的企业、30%以上的园区实施诊断", "诊断的企业"),
        ("推动", "以上的事项下沉办理", None),
        ("对考核优秀的", "以上的企业给予奖励", None),
    ],
)
def test_what_a_portion_is_one_of(before, after, found):
    assert portion_of(before, after) == found
