"""Lead phrases: short sentences without a number that open paragraphs and name them."""

from textwrap import dedent

import pytest

from tests.analysis.pictures import headings


def check(text: str, picture: str) -> None:
    assert headings(dedent(text).strip()) == dedent(picture).strip()


def test_phrases_behind_a_dash_name_their_paragraphs():
    check(
        """
        一、发展目标
        ——结构更优。服务业增加值占比达到55%。
        ——活力更足。新增市场主体1万户。
        """,
        """
        一、 发展目标
          结构更优
          活力更足
        """,
    )


@pytest.mark.parametrize(
    "line", ["——形成大中小企业融通发展的良好局面，企业活力明显增强。", "——到2025年，产值达到100亿元。"]
)
def test_whole_sentences_behind_a_dash_are_no_headings(line):
    check(f"一、发展目标\n{line}\n——结构更优。服务业增加值占比达到55%。", "一、 发展目标\n  结构更优")


def test_runs_of_phrases_name_their_paragraphs():
    check(
        """
        一、发展目标
        产业规模稳步提升。到2025年，规上工业企业达到160家。
        创新能力显著增强。到2025年，高新技术企业达到90家。
        二、主要任务
        智慧教育。建设智慧校园20所，推动优质课程资源共享。
        智慧医疗。建设健康信息平台，推进检验结果互认。
        智慧养老。建设养老服务平台，为老年人安装监测设备。
        """,
        """
        一、 发展目标
          产业规模稳步提升
          创新能力显著增强
        二、 主要任务
          智慧教育
          智慧医疗
          智慧养老
        """,
    )


def test_pairs_of_slogans_name_their_paragraphs():
    check(
        """
        一、基本原则
        创新引领，应用牵引。把创新作为第一动力，推动技术和应用相互促进。
        融合发展，重点突破。发挥制造业的基础优势，集中力量培育特色集群。
        政府引导，市场主导。发挥市场在资源配置中的作用，激发主体的活力。
        """,
        """
        一、 基本原则
          创新引领，应用牵引
          融合发展，重点突破
          政府引导，市场主导
        """,
    )


def test_labels_with_a_colon_name_their_paragraphs():
    check(
        """
        一、空间布局
        一带：沿青岚湾数字产业带，串联沿线园区和商务楼宇。
        两核：滨港智造核和南屏软件核，重点发展软件。
        三片：港航服务片、商务应用片和数字乡村片。
        """,
        """
        一、 空间布局
          一带
          两核
          三片
        """,
    )


def test_phrases_that_begin_alike_glued_into_one_paragraph():
    check(
        """
        一、基本原则
        坚持创新驱动。把创新作为第一动力，推动技术和应用相互促进。坚持统筹协调。发挥各方面的积极性，形成工作的合力。
        坚持安全可控。守住安全的底线，健全风险防范的机制。
        """,
        """
        一、 基本原则
          坚持创新驱动
          坚持统筹协调
          坚持安全可控
        """,
    )


def test_slogans_glued_into_one_paragraph():
    check(
        """
        一、基本原则
        创新引领，应用牵引。推动技术和应用相互促进。融合发展，重点突破。集中力量培育特色集群。
        """,
        """
        一、 基本原则
          创新引领，应用牵引
          融合发展，重点突破
        """,
    )


STOPPED = """
一、发展基础
路网骨架基本成型。
“十四五”以来，全市新建公路三百多公里，所有乡镇在半小时内上高速，运输时间明显缩短。
客运服务持续改善。
城乡公交线路延伸到每个行政村，换乘更加方便，群众的满意度逐年提高。
二、基本原则
——政府引导、市场运作。
发挥规划的作用，把握建设的时序，激发各类主体的活力，形成多元投入的格局。
——安全为先。
把安全放在首位，完善应急预案，提高处置突发事件的能力和水平。
三、重点任务
改造农村公路。
对等级低、路况差的农村公路分批改造，完善安全设施，建立管养的长效机制。
"""


def test_titles_with_a_full_stop_alone_above_their_texts_are_headings():
    check(
        STOPPED,
        """
        一、 发展基础
          路网骨架基本成型
          客运服务持续改善
        二、 基本原则
          政府引导、市场运作
          安全为先
        三、 重点任务
          改造农村公路
        """,
    )


def test_a_short_sentence_above_a_longer_one_is_a_task_where_nothing_alternates():
    check(
        """
        一、重点任务
        改造农村公路。
        对等级低、路况差的农村公路分批改造，完善安全设施，建立管养的长效机制。
        建设客运站。
        新建码头。
        二、保障措施
        成立专班。
        """,
        """
        一、 重点任务
        二、 保障措施
        """,
    )
