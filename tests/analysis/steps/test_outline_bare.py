"""Headings without a number: lines that open a series or a text, and those that lost their number."""

from textwrap import dedent

from tests.analysis.pictures import headings

LONG = "建设产业园区，完善配套设施，提升承载能力，吸引企业集聚发展，延伸产业链条。"


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


def test_a_number_lost_in_the_middle_of_a_series():
    check(
        f"""
        一、重点任务
        （一）建设园区
        {LONG}
        强化人才支撑
        引进青年人才和团队，完善住房、教育、医疗等方面的服务保障措施。
        （三）优化营商环境
        深化审批制度改革，推行一窗受理，压缩办理时间，提升服务的水平。
        """,
        """
        一、 重点任务
          （一） 建设园区
          强化人才支撑
          （三） 优化营商环境
        """,
    )


def test_chapters_that_lost_their_numbers_open_a_series():
    check(
        f"""
        云山市产业发展规划
        总体要求
        （一）指导思想
        {LONG}
        （二）基本原则
        {LONG}
        主要任务
        （一）建设园区
        {LONG}
        （二）引进企业
        {LONG}
        """,
        """
        总体要求
          （一） 指导思想
          （二） 基本原则
        主要任务
          （一） 建设园区
          （二） 引进企业
        """,
    )


def test_a_line_alone_over_its_text_is_a_heading():
    check(
        f"""
        一、保障措施
        加强组织领导
        成立领导小组，统筹推进各项工作，定期研究解决重大问题和困难。
        严格督查考核
        建立通报制度，定期开展督查，将结果纳入年度综合考核评价体系。
        二、附则
        {LONG}
        """,
        """
        一、 保障措施
          加强组织领导
          严格督查考核
        二、 附则
        """,
    )


def test_a_number_lost_in_the_gap_of_a_short_series():
    check(
        """
        一、重点任务
        （一）加强领导
        成立工作专班，统筹推进。
        强化资金保障
        设立专项资金，支持项目。
        （三）严格考核
        建立通报制度，定期督查。
        """,
        """
        一、 重点任务
          （一） 加强领导
          强化资金保障
          （三） 严格考核
        """,
    )


def test_the_first_number_of_a_series_lost():
    check(
        f"""
        一、重点任务
        壮大产业集群
        {LONG}
        （二）培育创新主体
        {LONG}
        （三）优化营商环境
        {LONG}
        """,
        """
        一、 重点任务
          壮大产业集群
          （二） 培育创新主体
          （三） 优化营商环境
        """,
    )


def test_lines_between_two_numbered_levels():
    check(
        f"""
        一、总体要求
        {LONG}
        二、重点任务
        产业集群建设
        （一）建设园区
        {LONG}
        （二）引进企业
        {LONG}
        创新主体培育
        （一）培育企业
        {LONG}
        （二）建设平台
        {LONG}
        """,
        """
        一、 总体要求
        二、 重点任务
          产业集群建设
            （一） 建设园区
            （二） 引进企业
          创新主体培育
            （一） 培育企业
            （二） 建设平台
        """,
    )


def test_a_line_with_a_colon_over_its_items():
    check(
        """
        一、主要做法
        建设园区，完善配套设施，提升承载能力。
        具体措施：
        1.建设标准厂房，完善园区配套。
        2.引进龙头企业，延伸产业链条。
        """,
        """
        一、 主要做法
          具体措施
        """,
    )


def test_the_title_of_another_document_in_the_file_is_no_heading():
    check(
        f"""
        云山市产业发展规划
        一、总体要求
        {LONG}
        二、主要任务
        {LONG}
        云山市人才发展行动方案（2024—2026年）
        一、工作目标
        {LONG}
        二、重点工作
        {LONG}
        """,
        """
        一、 总体要求
        二、 主要任务
        一、 工作目标
        二、 重点工作
        """,
    )
