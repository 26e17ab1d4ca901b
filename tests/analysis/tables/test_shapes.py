"""What cells look like, whatever stands above them."""

import pytest

from planlens.analysis.tables.shapes import Shape, shape_of, shares


@pytest.mark.parametrize(
    ("shape", "cells"),
    [
        (Shape.EMPTY, "—|/|无|"),
        (Shape.MARK, "1|2—3|3.1.2|（二）|三、|④"),
        (Shape.TIME, "2031年3月底前|8月底|全年|每月|寒假前|一季度|2031-06-30|长期坚持|印发暑假前，实施全年"),
        (Shape.UNITS, "党政办|党政办 总务处|各科室、各年级|市科技局|各区（县）政府|市水利局牵头"),
        (Shape.PERSONS, "周一鸣|林晓|周一鸣 林晓|林 晓|甲副市长"),
        (Shape.FIGURE, "58.3|≥95%|45/66.5|12左右|1,200|700—750"),
        (Shape.MEASURE, "万元|%|个"),
        (Shape.NATURE, "约束性"),
        (Shape.CONTACT, "www.example.cn|a@example.cn"),
        (Shape.TITLE, "规范会议管理|支部党建|数据平台建设"),
        (Shape.TEXT, "制定管理办法，编制清单。|建设覆盖全市的公共数据资源共享交换平台"),
    ],
)
def test_shapes(shape, cells):
    assert {cell: shape_of(cell) for cell in cells.split("|")} == dict.fromkeys(cells.split("|"), shape)


def test_shares_leave_empty_cells_out():
    assert shares(["1", "2", "", "—", "年底"]) == {Shape.MARK: 2 / 3, Shape.TIME: 1 / 3}
    assert shares([]) == {}
