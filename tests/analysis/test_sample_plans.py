"""The sample documents through the whole pipeline, against figures counted by reading their sources."""

from __future__ import annotations

from collections import Counter

import pytest

from planlens.model import Origin, Plan, Role, Section, UnitRole
from planlens.paths import samples
from tests.analysis.contract import check
from tests.analysis.pictures import units

FIVE_YEAR_PLAN = "青岚区数字经济发展规划.docx"
ACTION_PLAN = "望澜市先进制造业集群三年行动方案.docx"
WORK_POINTS = "云屏区2025年政府重点工作要点.txt"
PDF_TEXT = "霁川县文化和旅游业发展规划_PDF文本.txt"

TITLES = {
    FIVE_YEAR_PLAN: "澄州市青岚区“十四五”数字经济发展规划",
    ACTION_PLAN: "望澜市推动先进制造业集群高质量发展三年行动方案（2024—2026年）",
    WORK_POINTS: "2025年区政府重点工作要点",
    PDF_TEXT: "霁川县文化和旅游业高质量发展规划（2023—2027年）",
}


@pytest.fixture
def five_year(plan_of) -> Plan:
    return plan_of(samples() / FIVE_YEAR_PLAN)


@pytest.fixture
def action(plan_of) -> Plan:
    return plan_of(samples() / ACTION_PLAN)


@pytest.fixture
def points(plan_of) -> Plan:
    return plan_of(samples() / WORK_POINTS)


@pytest.fixture
def pdf_text(plan_of) -> Plan:
    return plan_of(samples() / PDF_TEXT)


def titles(plan: Plan, parent: str | None = None) -> list[str]:
    """Return the titles below the section with this title, or those of the first level."""
    above = None if parent is None else named(plan, parent).id
    return [section.title for section in plan.sections if section.parent == above]


def named(plan: Plan, title: str) -> Section:
    return next(section for section in plan.sections if section.title == title)


def test_every_sample_is_a_proper_plan(sample, plan_of):
    check(plan_of(sample))


@pytest.mark.parametrize("name", TITLES)
def test_titles(name, plan_of):
    assert plan_of(samples() / name).title == TITLES[name]


def test_headings_of_the_action_plan(action):
    assert Counter(section.level for section in action.sections) == {1: 4, 2: 19, 3: 29}
    assert titles(action) == ["总体要求", "重点任务", "保障措施", "望澜市推动先进制造业集群高质量发展重点任务分解表"]
    assert titles(action, "工作目标") == [
        "规模效益再上台阶",
        "创新能力明显提升",
        "转型步伐显著加快",
        "企业梯队更加健全",
    ]
    assert titles(action, "保障措施") == [
        "加强组织领导",
        "加大政策支持",
        "强化要素协同",
        "严格督导考核",
        "营造良好氛围",
    ]
    numbers = [section.number for section in action.sections if section.level == 3 and section.number]
    assert numbers == [f"{number}." for number in range(1, 26)]


def test_roles_of_the_action_plan(action):
    assert [section.role for section in action.sections if section.level == 1] == [
        Role.PRINCIPLE,
        Role.TASK,
        Role.SAFEGUARD,
        Role.TASK,
    ]
    assert named(action, "工作目标").role is Role.GOAL


def test_every_row_of_the_unit_table_is_a_task_with_its_units_and_its_time(action):
    table = named(action, "望澜市推动先进制造业集群高质量发展重点任务分解表")
    groups = [section for section in action.sections if section.parent == table.id]
    assert [group.title for group in groups] == [
        "集群能级提升行动",
        "创新驱动赋能行动",
        "数智绿色转型行动",
        "企业梯度培育行动",
        "有效投资扩增行动",
        "要素保障强化行动",
    ]
    rows = [task for task in action.tasks if task.section in {group.id for group in groups}]
    assert len(rows) == 18
    for task in rows:
        roles = [unit.role for unit in task.assignments]
        assert roles[0] is UnitRole.LEAD
        assert set(roles[1:]) == {UnitRole.SUPPORT}
    assert sum(task.deadline is not None for task in rows) == 16  # two rows say 每年
    assert units(rows[4].assignments) == "牵头 市科技局；配合 市工业和信息化局、市发展改革委"
    assert [task.deadline.value for task in rows[:4] if task.deadline] == ["2025-06", "2025-12", "2025", "2026-06"]


def test_every_note_of_the_action_plan_reaches_its_tasks(action):
    items = {section.id: section.number for section in action.sections if section.level == 3 and section.number}
    without = {"5.", "7.", "14."}  # these name units in their running text only
    for task in action.tasks:
        if task.section in items and items[task.section] not in without:
            assert [unit.origin for unit in task.assignments][:1] == [Origin.STATED], task.text


def test_the_targets_of_the_action_plan(action):
    found = {(target.op.value, target.value, target.unit, target.year) for target in action.targets}
    assert {
        (">=", "8", "%", "2026"),
        (">=", "32", "%", "2026"),
        ("+", "1.2", "个百分点", "2026"),
        ("=", "2.3", "%", "2026"),
        ("=", "300", "项", "2026"),
        ("=", "90", "%", "2026"),
        ("-", "9", "%", "2026"),
        ("=", "450", "家", "2026"),
        ("=", "5~8", "家", "2026"),
    } <= found


def test_headings_of_the_five_year_plan(five_year):
    numbers = [section.number for section in five_year.sections]
    assert [number for number in numbers if number.endswith("章")] == [f"第{digit}章" for digit in "一二三四五六七八"]
    assert sum(number.endswith("节") for number in numbers) == 28
    assert sum(number.endswith("、") for number in numbers) == 39
    assert sum(number in {"（一）", "（二）", "（三）", "（四）", "(一)", "(二)", "(三)"} for number in numbers) == 16
    assert [section.title for section in five_year.sections if section.number.startswith("附件")] == [
        "名词解释",
        "“十四五”数字经济重点项目表",
    ]
    assert {section.level for section in five_year.sections if section.number.endswith("节")} == {2}


def test_boxes_of_the_five_year_plan(five_year):
    boxes = [section for section in five_year.sections if section.number.startswith("专栏")]
    assert [(box.number, box.title) for box in boxes] == [
        ("专栏1", "数字基础设施重点工程"),
        ("专栏2", "数字经济核心产业重点工程"),
        ("专栏3", "产业数字化重点工程"),
        ("专栏4", "数字治理与公共服务重点工程"),
    ]
    assert [len(titles(five_year, box.title)) for box in boxes] == [4, 4, 4, 3]
    chapters = [five_year.path(box.id)[0].number for box in boxes]
    assert chapters == ["第三章", "第四章", "第五章", "第六章"]


def test_phrases_that_name_paragraphs_of_the_five_year_plan(five_year):
    assert titles(five_year, "基本原则") == [
        "创新引领，应用牵引",
        "融合发展，重点突破",
        "政府引导，市场主导",
        "以人为本，共建共享",
        "守牢底线，安全可控",
    ]
    assert titles(five_year, "发展目标") == [
        "产业能级实现跃升",
        "基础设施全面升级",
        "融合水平显著提高",
        "数字治理高效协同",
        "安全保障坚实有力",
    ]
    assert titles(five_year, "提供普惠便捷的数字服务")[:4] == ["智慧教育", "智慧医疗", "智慧养老", "智慧文旅"]


def test_roles_of_the_five_year_plan(five_year):
    assert [section.role for section in five_year.sections if section.level == 1] == [
        Role.PREFACE,
        Role.BACKGROUND,
        Role.PRINCIPLE,
        *[Role.TASK] * 5,
        Role.SAFEGUARD,
        Role.APPENDIX,
        Role.TASK,
    ]
    assert named(five_year, "发展目标").role is Role.GOAL


def test_every_row_of_the_indicator_table_is_a_target(five_year):
    rows = [target for target in five_year.targets if target.nature is not None]
    assert [(row.op.value, row.value) for row in rows] == [
        ("=", "175"), ("~", "14.5"), ("=", "220"), ("=", "3200"), ("=", "45"), ("<=", "1.3"), ("=", "4.2"), ("=", "20"),
        ("=", "80"), ("=", "68"), ("=", "130"), (">=", "98"), ("=", "99"), ("=", "100"), ("=", "0"),
    ]  # fmt: skip
    assert {row.year for row in rows} == {"2025"}
    assert [row.nature for row in rows].count("约束性") == 4
    assert rows[0].indicator == "数字经济核心产业增加值"


def test_every_project_of_the_attached_table_is_a_task(five_year):
    table = named(five_year, "“十四五”数字经济重点项目表")
    assert sum(task.section == table.id for task in five_year.tasks) == 10


def test_background_preface_and_glossary_hold_no_tasks(five_year):
    idle = {Role.PREFACE, Role.BACKGROUND, Role.PRINCIPLE, Role.GOAL, Role.APPENDIX}
    sections = {section.id for section in five_year.sections if section.role in idle}
    assert not [task.text for task in five_year.tasks if task.section in sections]


def test_headings_of_the_work_points(points):
    assert Counter(section.level for section in points.sections) == {1: 8, 2: 33}
    assert points.sections[0].title == "全力以赴稳增长扩投资"
    assert titles(points, "2025年区政府重点工作季度节点安排") == ["一季度", "二季度", "三季度", "四季度"]
    items = [section for section in points.sections if section.level == 2 and section.number]
    assert len(items) == 29
    assert items[-1].title == "强化督查考核"


def test_the_eighteen_sentences_of_the_attached_list_are_tasks(points):
    numbered = [task.text for task in points.tasks if task.text[:2].rstrip(".").isdigit()]
    assert [text.split(".")[0] for text in numbered] == [str(number) for number in range(1, 19)]


def test_leading_and_supporting_units_of_the_work_points(points):
    found = {task.text: units(task.assignments) for task in points.tasks}
    drained = "9.汛前完成19处易涝点治理，开展防汛综合演练1次以上。"
    traded = "支持企业拓展多元化市场，帮助不少于60家企业参加境外展会。"
    assert found[drained] == "牵头 区水利局；配合 区应急局、区住房城乡建设局"
    assert found[traded] == "牵头 区商务局；配合 区财政局"


def test_headings_of_the_pdf_text(pdf_text):
    assert titles(pdf_text) == ["发展基础", "总体要求", "优化发展布局", "重点任务", "保障措施"]
    assert titles(pdf_text, "总体要求") == ["指导思想", "发展目标"]
    assert titles(pdf_text, "发展目标") == [
        "产业规模快速壮大",
        "产品供给不断丰富",
        "公共服务更加完善",
        "市场秩序持续规范",
    ]
    assert titles(pdf_text, "优化发展布局") == ["一江", "两岭", "多点"]
    assert titles(pdf_text, "重点任务") == [
        "打造核心产品",
        "推动文旅融合",
        "做强乡村旅游",
        "完善基础设施",
        "培育市场主体",
        "规范市场秩序",
    ]
    assert titles(pdf_text, "保障措施") == ["加强组织领导", "强化要素保障", "加强生态保护", "严格监督考核"]


def test_items_and_boxes_of_the_pdf_text(pdf_text):
    tasks = named(pdf_text, "重点任务").id
    items = [
        s for s in pdf_text.sections if s.level == 3 and s.number.endswith(".") and pdf_text.path(s.id)[0].id == tasks
    ]
    assert len(items) == 22
    assert named(pdf_text, "文旅融合重点项目").number == "专栏1"


def test_lost_numbers_of_the_pdf_text(pdf_text):
    assert [named(pdf_text, title).number for title in ("发展目标", "加强生态保护")] == ["", ""]
    assert [named(pdf_text, title).level for title in ("发展目标", "加强生态保护")] == [2, 2]


def test_sentences_over_a_page_break_are_whole(pdf_text):
    assert not [task.text for task in pdf_text.tasks if "霁川县文化和旅游业高质量发展规划（2023—2027年）" in task.text]


def test_the_targets_of_the_pdf_text(pdf_text):
    figures = {(target.op.value, target.value, target.unit) for target in pdf_text.targets}
    assert {(">=", "56", "亿元"), ("~", "15", "%"), ("=", "40", "%"), ("=", "9~10", "%"), (">=", "90", "%")} <= figures
    dated = {(target.op.value, target.value, target.unit, target.year) for target in pdf_text.targets}
    assert {
        ("=", "4", "家", "2025"),
        ("=", "9", "家", "2025"),
        ("=", "22000", "张", "2027"),
        (">=", "20", "%", "2027"),
    } <= dated


def test_every_task_of_the_work_points_has_a_unit_that_leads(points):
    items = {s.id for s in points.sections if s.number.startswith("（") and s.title != "强化督查考核"}
    for task in points.tasks:
        if task.section in items:
            assert [unit.role for unit in task.assignments][:1] == [UnitRole.LEAD], task.text
