"""Kinds of texts that offices write besides plans with numbered chapters, each a few lines long."""

from textwrap import dedent

from tests.analysis.pictures import plan_of, tree


def check(text: str, picture: str) -> None:
    assert tree(dedent(text).strip()) == dedent(picture).strip()


def test_chapters_whose_numbers_have_no_mark():
    check(
        """
        云山县电商发展规划（2026—2030年）
        1 现实条件
        1.1 发展基础
        全县现有电商企业86家，网络零售额达到12亿元。
        2 目标愿景
        2.1 总体目标
        到2030年，网络零售额突破30亿元。
        3 功能布局
        建设县城电商集聚区，改造乡镇快递站点。
        4 重点工程
        4.1 品牌工程
        建设电商直播基地，引进龙头企业。
        """,
        """
        1 现实条件 [background]
          1.1 发展基础 [background]
        2 目标愿景 [goal]
          2.1 总体目标 [goal]
            * 网络零售额 >= 30 亿元 2030
        3 功能布局 [task]
          - 建设县城电商集聚区，改造乡镇快递站点。
        4 重点工程 [task]
          4.1 品牌工程 [task]
            - 建设电商直播基地，引进龙头企业。
        """,
    )


def test_names_in_brackets_open_the_sections():
    check(
        """
        望澜区助餐服务工作方案
        【总体目标】到2027年，建成社区食堂30家。
        【重点举措】
        ※扩大供给：新建社区食堂12家，支持餐饮企业参与；
        ※强化监管：开展食品安全检查，公开检查结果。
        【任务分工】
        区民政局牵头制定服务规范；区财政局落实补助资金。
        """,
        """
        总体目标 [goal]
          * 社区食堂 = 30 家 2027
        重点举措 [task]
          扩大供给 [task]
            - 新建社区食堂12家，支持餐饮企业参与；
            * 社区食堂 = 12 家
          强化监管 [task]
            - 开展食品安全检查，公开检查结果。
        任务分工 [task]
          - 区民政局牵头制定服务规范； 〔牵头 区民政局〕
          - 区财政局落实补助资金。
        """,
    )


def test_usual_names_of_chapters_before_a_colon_where_nothing_has_a_number():
    check(
        """
        2026年度档案工作方案
        总体要求：坚持服务大局，提升档案管理水平。
        重点任务：
        完成馆藏档案数字化，建设查询平台。
        开展档案执法检查。
        保障措施：
        加强组织领导，明确专人负责。
        """,
        """
        总体要求 [principle]
        重点任务 [task]
          - 完成馆藏档案数字化，建设查询平台。
          - 开展档案执法检查。
        保障措施 [safeguard]
          - 加强组织领导，明确专人负责。
        """,
    )


def test_letters_with_numbers_count_below_letters():
    check(
        """
        关于支持青年来云就业的意见
        A.岗位开发
        A1.开发一批公益岗位。
        A2.举办专场招聘会。
        B.安居支持
        B1.提供人才公寓。
        B2.发放租房补贴。
        """,
        """
        A. 岗位开发 [task]
          - A1.开发一批公益岗位。
          - A2.举办专场招聘会。
        B. 安居支持 [task]
          - B1.提供人才公寓。
          - B2.发放租房补贴。
        """,
    )


def test_what_a_meeting_settled():
    check(
        """
        关于推进流域治理工作的会议纪要
        会议议定：
        一、由县水务局牵头，5月20日前完成治理方案修订。
        二、县财政局安排专项资金600万元，于6月拨付到位。
        三、县委宣传部把护河内容纳入宣讲计划。
        """,
        """
        会议议定 [task]
          - 一、由县水务局牵头，5月20日前完成治理方案修订。 〔牵头 县水务局〕
          - 二、县财政局安排专项资金600万元，于6月拨付到位。
          - 三、县委宣传部把护河内容纳入宣讲计划。
        """,
    )


def test_a_notice_orders_with_subjects_first():
    check(
        """
        霁川县教育局关于做好2026年研学工作的通知
        一、工作安排
        各校要摸排研学需求，4月10日前上报计划。
        县教育局将于9月组织检查，检查结果全县通报。
        二、有关事项
        联系人：周某，电话：8800000。
        """,
        """
        一、 工作安排 [task]
          - 各校要摸排研学需求，4月10日前上报计划。 〔2026-04-10〕
          - 县教育局将于9月组织检查，检查结果全县通报。 〔2026-09〕
        二、 有关事项 [task]
        """,
    )


def test_crumbs_and_buttons_of_a_page_on_the_web():
    plan = plan_of(
        dedent(
            """
            首页 > 政务公开 > 专项规划
            霁川县绿道建设实施方案
            一、主要任务
            建设滨河绿道，完善驿站设施。
            打印 收藏 关闭
            """
        ).strip()
    )
    assert plan.title == "霁川县绿道建设实施方案"
    assert [task.text for task in plan.tasks] == ["建设滨河绿道，完善驿站设施。"]


def test_the_title_comes_again_at_the_top_of_a_page():
    plan = plan_of(
        dedent(
            """
            霁川县绿道建设实施方案
            一、主要任务
            建设滨河绿道，完善驿站设施。
            －2－
            霁川县绿道建设实施方案
            二、保障措施
            成立工作专班，定期调度。
            """
        ).strip()
    )
    assert [task.text for task in plan.tasks] == ["建设滨河绿道，完善驿站设施。", "成立工作专班，定期调度。"]


def test_a_report_whose_chapters_have_no_numbers():
    check(
        """
        政府工作报告
        各位代表：
        现在，我代表县人民政府向大会报告工作。
        2025年工作回顾
        2025年，全县生产总值增长5.1%，建成水库3座，新增企业80家。
        2026年重点任务
        新建学校，改造老旧小区，开通城乡公交线路。
        """,
        """
        2025年工作回顾 [background]
        2026年重点任务 [task]
          - 新建学校，改造老旧小区，开通城乡公交线路。
        """,
    )
