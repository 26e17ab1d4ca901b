"""Rows that lost cells, put under their columns."""

import pytest

from planlens.analysis.tables.aligning import aligned


def laid(header: str, *rows: str) -> list[str]:
    """Return heads and rows with a dot in every column that has no cell."""
    heads = header.split("|")
    found, places = aligned(heads, [row.split("|") for row in rows])
    drawn = ["|".join("." if head is None else heads[head] for head in found)]
    for row, place in zip(rows, places, strict=True):
        cells = dict(zip(place or [], row.split("|"), strict=place is not None))
        drawn.append("|".join(cells.get(column, ".") or "." for column in range(len(found))))
    return drawn


def test_merged_cells_that_were_lost_at_the_start():
    header = "序号|类别|工作|谁来办|办完时间"
    rows = ["1|党建|开展主题活动，学习理论。|机关党委|3月底前", "召开组织生活会，查摆问题。|人事处|6月底前"]
    assert laid(header, *rows)[1:] == [rows[0], f".|.|{rows[1]}"]


def test_an_empty_cell_that_was_lost_inside():
    rows = ["1|建设园区，完善配套。|市工信局|市财政局|年底", "2|引进团队，搭建平台。|市科技局|9月底前"]
    assert laid("号|事|谁|帮手|期限", *rows)[2] == "2|引进团队，搭建平台。|市科技局|.|9月底前"


def test_cells_lost_at_the_end():
    rows = ["1|修订制度。|办公室|年底|周一鸣", "2|开展培训。|人事处"]
    assert laid("序号|任务|责任处室|时限|责任人", *rows)[2] == "2|开展培训。|人事处|.|."


def test_one_head_over_a_number_and_its_name():
    rows = [
        "1|治理|1—1|会议|制定办法，编制清单。|年底",
        "1—2|值班|修订办法，公布名单。|7月底前",
        "2|党建|2—1|支部|调整架构，配强书记。|全年",
    ]
    assert laid("序号|项目|子项目|措施|时间", *rows) == [
        "序号|项目|.|子项目|措施|时间", rows[0], f".|.|{rows[1]}", rows[2]
    ]  # fmt: skip


def test_figures_stay_under_their_years():
    rows = ["宜居|绿地率（%）|38|42", "供水普及率（%）|97|99", "宜业|就业人数（万人）|3|5"]
    assert laid("一级|二级|2030年|2035年", *rows)[2] == ".|供水普及率（%）|97|99"


@pytest.mark.parametrize("rows", [[], ["甲|乙|丙|丁|戊|己"]])
def test_nothing_to_align(rows):
    assert laid("一|二", *rows)[0] == "一|二"
