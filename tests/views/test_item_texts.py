"""The text of an item, typed anew: every sentence gets its part, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.project.joining import joined_text
from planlens.views.items.texts import parted

TEXTS = ("新建学校3所。", "开展教师培训", "提高待遇。")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("新建学校3所。开展教师培训。提高待遇。", [*TEXTS]),
        ("新建学校5所。开展教师培训。提高待遇。", ["新建学校5所。", *TEXTS[1:]]),
        ("新建学校3所。持续开展教师培训。提高待遇。", ["新建学校3所。", "持续开展教师培训", "提高待遇。"]),
        ("新建学校3所。扩建2所。开展教师培训。提高待遇。", ["新建学校3所。扩建2所。", *TEXTS[1:]]),
        ("新建学校3所。开展教师培训。提高教师待遇，落实津贴。", [*TEXTS[:2], "提高教师待遇，落实津贴。"]),
        ("新建学校3所，开展教师培训，提高待遇。", ["新建学校3所，", "开展教师培训，", "提高待遇。"]),
        ("新建学校3所。提高待遇。", ["新建学校3所。", "", "提高待遇。"]),
        ("修建公路。治理河道。植树。", ["修建公路。", "治理河道", "植树。"]),
    ],
)
def test_each_sentence_gets_its_part(typed: str, parts: list[str]) -> None:
    assert parted(TEXTS, typed) == parts


SENTENCE = (
    st.text("建设学校提高待遇，5", min_size=1, max_size=8)
    .map(lambda text: text.strip("，") or "建")
    .flatmap(lambda text: st.sampled_from([text, f"{text}。", f"{text}；"]))
)


@given(texts=st.lists(SENTENCE, min_size=1, max_size=4), typed=st.text("建设学校提高待遇，。5", max_size=30))
def test_nothing_that_is_typed_is_lost(texts: list[str], typed: str) -> None:
    parts = parted(texts, typed)
    assert len(parts) == len(texts)
    assert "".join(parts).replace("。", "") == typed.replace("。", "")
    assert parted(texts, joined_text(texts)) == texts


@given(texts=st.lists(SENTENCE, min_size=2, max_size=4), data=st.data())
def test_a_change_within_a_sentence_changes_no_other_one(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    middle = data.draw(st.integers(0, len(texts[place]) - 1))
    new = [*texts]
    new[place] = f"{texts[place][:middle]}甲乙{texts[place][middle:]}"
    assert parted(texts, joined_text(new)) == new
