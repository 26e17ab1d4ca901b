"""Boxes (专栏) in the outline."""

from textwrap import dedent

from tests.analysis.pictures import headings, table, tree


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


def test_boxes_between_items_belong_to_the_item_above():
    check(
        """
        一、重点任务
        1.建设载体。建设产业园区，完善配套设施。
        专栏1 园区工程
        （1）云山园区。建设标准厂房。
        （2）青岭园区。建设冷链仓库。
        2.引进企业。引进龙头企业，延伸产业链条。
        专栏2 企业工程
        （1）龙头企业。引进龙头企业5家。
        3.培育人才。培训技能人才，提高技能水平。
        """,
        """
        一、 重点任务
          1. 建设载体
            专栏1 园区工程
              （1） 云山园区
              （2） 青岭园区
          2. 引进企业
            专栏2 企业工程
              （1） 龙头企业
          3. 培育人才
        """,
    )


def test_a_box_that_closes_a_section_belongs_to_the_section_it_speaks_of():
    check(
        """
        一、重点任务
        （一）建设载体
        1.建设园区。建设产业园区，完善配套设施，提升承载能力。
        2.引进企业。引进龙头企业，延伸产业链条，壮大产业集群。
        专栏1 载体建设重点工程
        建设标准厂房10万平方米。
        （二）培育人才
        1.培训人才。培训技能人才，提高技能水平。
        2.引进人才。引进青年人才，完善服务保障。
        """,
        """
        一、 重点任务
          （一） 建设载体
            1. 建设园区
            2. 引进企业
            专栏1 载体建设重点工程
          （二） 培育人才
            1. 培训人才
            2. 引进人才
        """,
    )


def test_the_numbers_in_a_box_begin_anew_and_do_not_end_the_section():
    check(
        """
        第一章 重点任务
        第一节 建设载体
        一、建设园区
        建设产业园区，完善配套设施，提升承载能力。
        专栏1：园区工程
        1.云山园区
        建设标准厂房10万平方米。
        2.青岭园区
        建设冷链仓库5万平方米。
        二、引进企业
        引进龙头企业，延伸产业链条，壮大产业集群。
        """,
        """
        第一章 重点任务
          第一节 建设载体
            一、 建设园区
              专栏1 园区工程
                1. 云山园区
                2. 青岭园区
            二、 引进企业
        """,
    )


def test_the_title_of_a_box_may_stand_on_the_next_line():
    check(
        """
        一、重点任务
        建设产业园区，完善配套设施，提升承载能力。
        专栏2
        企业培育工程
        引进龙头企业5家，培育高新技术企业20家。
        """,
        """
        一、 重点任务
          专栏2 企业培育工程
        """,
    )


def test_a_frame_drawn_as_a_table_of_one_cell_is_a_box():
    document = table(
        ["一、重点任务", "（一）建设载体", "建设产业园区，完善配套设施。"],
        ["专栏1 园区工程", "1．云山园区。建设标准厂房。", "2．青岭园区。建设冷链仓库。"],
        ["（二）培育人才", "培训技能人才，提高技能水平。"],
    )
    assert tree(document) == dedent("""\
        一、 重点任务 [task]
          （一） 建设载体 [task]
            - 建设产业园区，完善配套设施。
            专栏1 园区工程 [task]
              1． 云山园区 [task]
                - 建设标准厂房。
              2． 青岭园区 [task]
                - 建设冷链仓库。
          （二） 培育人才 [task]
            - 培训技能人才，提高技能水平。""")
