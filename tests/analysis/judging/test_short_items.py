"""Lists of short items: numbered lines without any text below them that name deeds are tasks, not headings."""

from tests.analysis.pictures import outline, tasks


def test_a_list_of_things_to_do():
    lines = ["云山市2032年十件民生实事", "一、新建小学2所", "二、新增停车位3000个", "三、改造农村公路60公里"]
    assert outline("\n".join(lines)) == ""
    assert tasks("\n".join(lines)) == lines[1:]


def test_items_under_chapters():
    lines = ["云山市2032年清单", "一、教育", "1.新建小学2所", "2.新增学位1200个", "二、养老", "3.新增床位500张"]
    assert outline("\n".join(lines)).splitlines() == ["一、 教育 [task]", "二、 养老 [task]"]
    assert tasks("\n".join(lines)) == ["1.新建小学2所", "2.新增学位1200个", "3.新增床位500张"]


def test_titles_over_text_stay_headings():
    lines = [
        "一、重点任务",
        "（一）建设园区",
        "完善配套设施，引进企业。",
        "（二）改造老城",
        "更新管网。",
        "（三）培育人才",
    ]
    assert len(outline("\n".join([*lines, "引进团队。"])).splitlines()) == 4


def test_names_without_deeds_stay_headings():
    lines = ["一、重点任务", "建设园区，完善配套。", "二、组织机构", "三、经费来源", "四、进度要求"]
    assert len(outline("\n".join(lines)).splitlines()) == 4
