"""Outlines that fit a whole document: what the numbers around a line say of it."""

from textwrap import dedent

import pytest

from tests.analysis.pictures import draft_of, headings, outline

TEXT = "更换老旧管网，安装智能水表，改造加压泵站，建设监测平台，完善供水服务体系。"


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


def test_a_chapter_without_its_number_takes_the_next_one():
    check(
        f"""
        一、发展基础
        {TEXT}
        建设骨干水网
        （一）更换管网
        {TEXT}
        （二）改造泵站
        {TEXT}
        三、保障措施
        {TEXT}
        """,
        """
        一、 发展基础
        建设骨干水网
          （一） 更换管网
          （二） 改造泵站
        三、 保障措施
        """,
    )


def test_a_title_over_items_that_are_numbered_through():
    check(
        """
        一、推广节水
        专栏一 节水工程
        改造灌区：
        1.渠道衬砌：衬砌干渠和支渠，减少渗漏，提高输水的效率和水平。
        2.滴灌设备：在果园和大棚安装滴灌设备，建设远程控制站。
        服务农户：
        3.上门检修：组织专业队伍上门检修，推广管道冬季保养。
        4.用水指导：开展用水指导，指导农户按需浇水，减少浪费。
        """,
        """
        一、 推广节水
          专栏一 节水工程
            改造灌区
              1. 渠道衬砌
              2. 滴灌设备
            服务农户
              3. 上门检修
              4. 用水指导
        """,
    )


@pytest.mark.parametrize("line", ["主要任务是：", "总体要求是：", "重点抓好以下工作：", "具体安排如下："])
def test_a_lead_in_is_no_heading_of_the_chapters_below_it(line):
    check(
        f"""
        霁川市节水工作要点
        {line}
        一、更换管网
        {TEXT}
        二、改造泵站
        {TEXT}
        """,
        """
        一、 更换管网
        二、 改造泵站
        """,
    )


@pytest.mark.parametrize("garbled", ["总体要求-、", "总体要求、", "总体要求—."])
def test_what_is_left_of_a_number_behind_its_title(garbled):
    check(f"{garbled}\n{TEXT}\n二、改造泵站\n{TEXT}", "总体要求\n二、 改造泵站")


def test_titles_that_a_lost_break_glued_to_their_text():
    titles = ["打造智慧供水高地", "建设节水示范基地", "打造海绵城市先行地", "建设再生水利用基地"]
    lines = [f"（{'一二三四'[k]}）{title}\n{TEXT}" for k, title in enumerate(titles)]
    lines[2] = lines[2].replace("\n", "依托中心城区，")
    assert headings("\n".join(["一、重点任务", *lines])).splitlines()[1:] == [
        f"  （{'一二三四'[k]}） {title}" for k, title in enumerate(titles)
    ]


@pytest.mark.parametrize(
    "chapters",
    [
        [
            "一、总体要求",
            "（一）指导思想",
            TEXT,
            "（二）基本原则",
            TEXT,
            "（一）更换管网",
            TEXT,
            "（二）改造泵站",
            TEXT,
        ],
        ["一、总体要求", TEXT, "（一）更换管网", TEXT, "（二）改造泵站", TEXT, "三、其他", TEXT],
        ["一、总体要求", "1.1 指导思想", TEXT, "2.1 更换管网", TEXT, "2.2 改造泵站", TEXT],
    ],
)
def test_sections_whose_chapter_heading_is_lost_stray(chapters):
    found = [heading.title for heading in draft_of("\n".join(chapters)).headings if heading.strays]
    assert found == ["更换管网", "改造泵站"]


def test_sections_that_stray_do_not_inherit_the_role_of_the_chapter_above():
    lines = ["一、发展基础", TEXT, "（一）更换管网", TEXT, "（二）改造泵站", TEXT, "三、保障措施", TEXT]
    assert "  （一） 更换管网 [task]" in outline("\n".join(lines)).splitlines()


def test_the_contents_tell_a_chapter_without_a_number():
    text = f"目录\n第一章 总体要求\n第二章 改造泵站\n第三章 其他\n第一章 总体要求\n{TEXT}\n改造泵站\n{TEXT}\n第三章 其他\n{TEXT}"
    assert headings(text) == "第一章 总体要求\n改造泵站\n第三章 其他"
