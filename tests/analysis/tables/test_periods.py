"""Heads that are nothing but times."""

import pytest

from planlens.analysis.tables.periods import period_of_head


@pytest.mark.parametrize(
    ("head", "time"),
    [
        ("2024年", "2024"),
        ("2025年度建设任务", "2025"),
        ("２０２６年", "2026"),
        ("2026年上半年", "2026-06"),
        ("2026年三季度", "2026-09"),
        ("第二季度", "-06"),
        ("十一月", "-11"),
        ("3月份工作", "-03"),
        ("2024年现状", None),
        ("一季度进展", None),
        ("年度目标", None),
        ("十三月", None),
        ("", None),
    ],
)
def test_heads(head, time):
    assert period_of_head(head) == time
