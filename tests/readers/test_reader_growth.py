"""Files that want to harm: time and memory grow with their size and no faster, or they are refused at once."""

from __future__ import annotations

import sys

import pytest
from growth import Cost, costs
from hostile import HOSTILE

from planlens.background.budget import MEMORY, SECONDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are measured as Linux tells of them")

MOST = 2.3
"""How much more a file of twice the size may take."""
SECONDS_APART, MEGABYTES_APART = 0.1, 20.0
"""Less than this is not compared."""
NAMES = list(HOSTILE)


@pytest.fixture(scope="module")
def measured() -> dict[str, list[Cost]]:
    """Return what each hostile file costs at n, 2n and 4n."""
    found = costs([data for name in NAMES for data in growing(name)])
    return {name: found[3 * place : 3 * place + 3] for place, name in enumerate(NAMES)}


def growing(name: str) -> list[bytes]:
    attack = HOSTILE[name]
    return [attack.build(attack.small * factor) for factor in (1, 2, 4)]


def is_linear(found: list[Cost]) -> bool:
    """Whether a file four times as large takes no more than two doublings allow, or is refused."""
    one, _, four = found
    return four.result == "too-large" or (
        four.seconds <= MOST**2 * max(one.seconds, SECONDS_APART)
        and four.megabytes <= MOST**2 * max(one.megabytes, MEGABYTES_APART)
    )


@pytest.mark.parametrize("name", NAMES)
def test_growth(name: str, measured: dict[str, list[Cost]]) -> None:
    found = measured[name]
    assert [cost for cost in found if not cost.result.replace("-", "").isalpha()] == []
    for _ in range(4):  # what else runs only makes it longer: the least of some tries counts
        if is_linear(found):
            return
        found = [least(*pair) for pair in zip(found, costs(growing(name)), strict=True)]
    assert is_linear(found), found


def least(one: Cost, other: Cost) -> Cost:
    return Cost(one.result, min(one.seconds, other.seconds), min(one.megabytes, other.megabytes))


QUICK = [
    "empty_paragraphs", "attributes", "pieces_of_one_line", "text_of_a_level", "zeros_of_a_number",
    "one_page_embedded_again_and_again", "a_bomb_embedded", "a_header_that_lies", "another_compression",
    "entries_of_a_zip", "one_string_in_many_cells", "one_sheet_listed_again_and_again", "blanks_in_a_sheet_name",
    "one_template_again_and_again", "comments_before_a_page", "parameters_of_a_header", "a_long_text", "a_long_title",
    "form_in_itself", "forms_that_draw_the_next_one_twice", "one_form_again_and_again", "packed_lines_of_a_pdf",
    "one_content_again_and_again",
]  # fmt: skip
"""Those that cost an attacker's reader hardly anything at full size."""


@pytest.mark.parametrize("name", QUICK)
def test_full_size(name: str) -> None:
    attack = HOSTILE[name]
    (cost,) = costs([attack.build(attack.large)])
    assert cost.result.replace("-", "").isalpha()
    assert cost.seconds < SECONDS / 4
    assert cost.megabytes < MEMORY / 1024**2 / 4
