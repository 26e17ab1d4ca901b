"""Time limits in the words of table cells."""

import pytest

from planlens.language.table_dates import cell_deadline


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025/6/30", "2025-06-30"),
        ("45838", "2025-06-30"),
        ("2025-06-30", "2025-06-30"),
        ("2025.6", "2025-06"),
        ("2025.10", "2025-10"),
        ("20250630", "2025-06-30"),
        ("202506", "2025-06"),
        ("2025", "2025"),
        ("2024-2026", "2026"),
        ("2024—2026年", "2026"),
        ("2025年1-6月", "2025-06"),
        ("2025年1月至12月", "2025-12"),
        ("2025.1-2025.6", "2025-06"),
        ("2025年6月底前", "2025-06"),
        ("2025年第二季度", "2025-06"),
        ("“十四五”末", "2025"),
        ("长期坚持", "ongoing"),
        ("常态化", "ongoing"),
        ("每月底", None),
        ("立行立改", None),
        ("按序时进度", None),
        ("12345", None),
        ("2025-13", None),
        ("/", None),
        ("", None),
    ],
)
def test_cells_that_say_all(text, value):
    found = cell_deadline(text, None)
    assert (found[0] if found else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6月底", "2025-06"),
        ("12月31日", "2025-12-31"),
        ("四季度", "2025-12"),
        ("1季度", "2025-03"),
        ("一至三季度", "2025-09"),
        ("1-6月", "2025-06"),
        ("上半年", "2025-06"),
        ("年底", "2025"),
        ("全年", "2025"),
        ("6月底前完成初稿，12月底前完成", "2025-12"),
        ("9月15日前报送；长期", "2025-09-15"),
    ],
)
def test_cells_that_mean_the_documents_year(text, value):
    found = cell_deadline(text, "2025")
    assert found is not None
    assert found[0] == value
    without = cell_deadline(text, None)
    assert without is None or without[0] == "ongoing"


@pytest.mark.parametrize(
    ("text", "place"),
    [("于2025年6月30日前", "2025年6月30日"), ("3月启动，6月底", "6月底"), ("分两年，2025/6", "2025/6")],
)
def test_places(text, place):
    found = cell_deadline(text, "2025")
    assert found is not None
    assert text[found[1] : found[2]].startswith(place)
