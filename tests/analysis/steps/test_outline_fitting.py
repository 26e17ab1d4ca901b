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


@pytest.mark.parametrize("second", ["2031年工作安排", "提升供水能力，建设节水城市"])
def test_a_chapter_that_is_the_only_one_with_a_number_lost_its_fellow(second):
    text = ["一、过去一年工作回顾", TEXT, second, TEXT, "（一）更换管网", TEXT, "（二）改造泵站", TEXT]
    picture = f"一、 过去一年工作回顾\n{second}\n  （一） 更换管网\n  （二） 改造泵站"
    assert headings("\n".join(text)) == picture


def test_sections_that_go_on_counting_below_a_chapter_without_its_number():
    lines = ["一、发展基础", "（一）水源", TEXT, "（二）管网", TEXT, "建设骨干水网", "（三）更换管网", TEXT]
    assert headings("\n".join([*lines, "三、保障措施", TEXT])).splitlines() == [
        "一、 发展基础",
        "  （一） 水源",
        "  （二） 管网",
        "建设骨干水网",
        "  （三） 更换管网",
        "三、 保障措施",
    ]


def test_a_chapter_without_its_number_over_sections_that_name_it():
    lines = [
        "一、发展基础",
        "1.1 水源",
        TEXT,
        "1.2 管网",
        TEXT,
        "建设骨干水网",
        "2.1 更换管网",
        TEXT,
        "2.2 改造泵站",
        TEXT,
    ]
    assert [line for line in headings("\n".join(lines)).splitlines() if line[0] != " "] == [
        "一、 发展基础",
        "建设骨干水网",
    ]


def test_a_line_between_texts_is_no_chapter_where_no_number_is_missing():
    lines = ["一、发展基础", TEXT, "建设骨干水网", TEXT, "二、保障措施", TEXT]
    assert "\n  建设骨干水网\n" in headings("\n".join(lines))


def test_a_short_item_of_a_document_whose_items_are_sentences_is_one_too():
    first, second = "1.建设监测平台并联通水厂和泵站，", "2.更换老旧管网，改造加压泵站，"
    lists = [f"（{number}）水务\n{first}{TEXT}\n{second}{TEXT}" for number in "一二三"]
    lists.append(f"（四）节水\n1.编制节水清单。{TEXT}\n{second}{TEXT}")
    assert "编制节水清单" not in headings("\n".join(["一、重点任务", *lists]))


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


@pytest.mark.parametrize("garbled", ["总体要求-、", "总体要求、", "总体要求—.", "治水总纲-、"])
def test_what_is_left_of_a_number_behind_its_title(garbled):
    check(f"{garbled}\n{TEXT}\n二、改造泵站\n{TEXT}", f"{garbled.rstrip('-—、.')}\n二、 改造泵站")


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
    chapters = ["第一章 总体要求", "第二章 改造泵站", "第三章 其他"]
    body = [chapters[0], TEXT, "改造泵站", TEXT, chapters[2], TEXT]
    assert headings("\n".join(["目录", *chapters, *body])) == "第一章 总体要求\n改造泵站\n第三章 其他"


def test_leads_that_a_text_of_its_own_leads_in_to_leave_the_last_of_sections_without_leads():
    check(
        f"""
        一、工作回顾
        （一）供水稳步扩大。{TEXT}
        （二）水质持续改善。{TEXT}
        （三）节水深入推进。{TEXT}
        五年来，我市水务走过了不平凡的历程。
        管网建设实现新跨越。{TEXT}
        水源保护取得新成效。{TEXT}
        二、工作安排
        {TEXT}
        """,
        """
        一、 工作回顾
          （一） 供水稳步扩大
          （二） 水质持续改善
          （三） 节水深入推进
          管网建设实现新跨越
          水源保护取得新成效
        二、 工作安排
        """,
    )


def test_short_sentences_alone_that_begin_alike_are_titles():
    years = ["这是管网提速更新的五年。", "这是水质持续改善的五年。", "这是服务提质增效的五年。"]
    text = "\n".join(["一、工作回顾", *[line for year in years for line in (year, TEXT)]])
    assert headings(text).splitlines() == ["一、 工作回顾", *[f"  {year[:-1]}" for year in years]]


def test_a_line_that_says_is_names_the_paragraph_below_it_only():
    check(
        f"""
        一、工作安排
        今年工作的总体要求是：
        {TEXT}
        （一）更换管网
        {TEXT}
        （二）改造泵站
        {TEXT}
        """,
        """
        一、 工作安排
          今年工作的总体要求是
          （一） 更换管网
          （二） 改造泵站
        """,
    )


def test_a_saying_at_the_end_of_a_section_is_no_lead():
    leads = [f"更新老旧管网。{TEXT}", f"改造加压泵站。{TEXT}", f"行程万里不忘来路，饮水千家更思源头。{TEXT}"]
    assert "行程万里" not in headings("\n".join(["一、工作安排", "（一）保障供水", *leads]))


def test_blanks_that_stand_for_a_lost_break():
    assert headings(f"一、工作安排\n更新老旧管网。{TEXT} 改造加压泵站。{TEXT}").splitlines() == [
        "一、 工作安排",
        "  更新老旧管网",
        "  改造加压泵站",
    ]
