"""What a unit note says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planlens.analysis.notes.note_grammar import convention, read
from planlens.analysis.notes.note_places import closing_note, is_note, notes_in
from planlens.analysis.notes.running_notes import running_note
from planlens.analysis.notes.units import names
from planlens.model import UnitRole
from tests.analysis.pictures import WORDS
from tests.growing import LINEAR, exponent


def said(reading) -> str:
    """Write the units of a reading: 牵头 市科技局；配合 市财政局、市教育局."""
    text, last = "", None
    for name, role in reading.units:
        text += f"、{name}" if role is last else f"；{WORDS[role]} {name}"
        last = role
    return text.removeprefix("；")


@pytest.mark.parametrize(
    ("content", "units"),
    [
        ("责任单位：市科技局", "责任 市科技局"),
        ("责任单位：市科技局、市财政局", "责任 市科技局、市财政局"),
        ("责任部门:市科技局", "责任 市科技局"),
        ("牵头单位：市科技局；配合单位：市财政局、市教育局", "牵头 市科技局；配合 市财政局、市教育局"),
        ("牵头单位：市科技局，配合单位：市财政局", "牵头 市科技局；配合 市财政局"),
        ("牵头部门：市科技局；参与部门：市财政局", "牵头 市科技局；配合 市财政局"),
        ("主办单位：市科技局；协办单位：市财政局", "牵头 市科技局；配合 市财政局"),
        ("市科技局牵头", "牵头 市科技局"),
        ("市科技局牵头，市财政局、市教育局配合", "牵头 市科技局；配合 市财政局、市教育局"),
        ("市科技局主办，市财政局协办", "牵头 市科技局；配合 市财政局"),
        ("市科技局负总责，市财政局参与", "牵头 市科技局；配合 市财政局"),
        ("市科技局负责", "责任 市科技局"),
        ("由市科技局负责", "责任 市科技局"),
        ("市科技局、市财政局分别负责", "责任 市科技局、市财政局"),
        ("市科技局、市财政局按职责分工负责", "责任 市科技局、市财政局"),
        ("市科技局具体实施", "责任 市科技局"),
        ("市科技局牵头，市财政局、市教育局按职责分工负责", "牵头 市科技局；责任 市财政局、市教育局"),
        ("市科技局、市财政局", "责任 市科技局、市财政局"),
        ("市科技局", "责任 市科技局"),
        ("国家能源局、教育部、科技部按职责分工负责", "责任 国家能源局、教育部、科技部"),
    ],
)
def test_roles(content, units):
    reading = read(content)
    assert reading is not None
    assert said(reading) == units


@pytest.mark.parametrize(
    ("content", "deadline"),
    [
        ("牵头单位：市科技局；完成时限：2025年6月底前", "2025-06"),
        ("责任单位：市科技局；完成时限：2025年12月31日前", "2025-12-31"),
        ("责任单位：市科技局；完成时间：2026年第三季度", "2026-09"),
        ("责任单位：市科技局；完成时限：长期坚持", "ongoing"),
        ("市科技局牵头，2025年12月底前完成", "2025-12"),
        ("责任单位：市科技局", None),
    ],
)
def test_time_limits_in_a_note(content, deadline):
    reading = read(content)
    assert reading is not None
    assert reading.deadline("2025") == deadline
    assert {name for name, _ in reading.units} == {"市科技局"}


@pytest.mark.parametrize("content", ["", "一期", "含筹建", "见附件", "总投资3亿元", "分管副市长"])
def test_what_names_nobody(content):
    reading = read(content)
    assert reading is None or reading.units == ()


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("建设平台。（市科技局）", ["（市科技局）"]),
        ("建设平台（责任单位：市科技局）。", ["（责任单位：市科技局）"]),
        ("建设平台。【责任单位：市科技局】", ["【责任单位：市科技局】"]),
        ("建设平台。(责任单位:市科技局)", ["(责任单位:市科技局)"]),
        ("建设平台。（市科技局）引进人才。（市财政局）", ["（市科技局）", "（市财政局）"]),
        ("建设平台。（责任单位：市科技局（市外专局））", ["（责任单位：市科技局（市外专局））"]),
        ("建设智慧校园。（基教处、教科院、各区市）", ["（基教处、教科院、各区市）"]),
        ("建设智慧校园（基教处、教科院）。", []),
        ("建设智慧校园。（见附件）", []),
        ("建设云山大桥（一期）工程。", []),
        ("建设数据中心（含机房）、智能工厂（车间）。", []),
    ],
)
def test_notes_in_brackets(text, notes):
    assert [text[start:end] for start, end, _ in notes_in(text)] == notes


def test_where_the_closing_notes_begin():
    assert closing_note("建设平台。（市科技局）（市财政局）") == 5
    assert closing_note("建设平台（市科技局）。") == 4
    assert closing_note("（市科技局）建设平台。") is None


@pytest.mark.parametrize(
    "text", ["责任单位：市科技局", "（责任单位：市科技局）", "牵头单位：市科技局", "完成时限：2025年底前"]
)
def test_paragraphs_that_are_notes(text):
    assert is_note(text)


@pytest.mark.parametrize("text", ["建设平台。（市科技局）", "各责任单位要加强协作。", "（一）建设平台"])
def test_paragraphs_that_are_none(text):
    assert not is_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "列第一位的为牵头单位，下同",
        "（排在第一位的为牵头单位，下同）",
        "责任单位中列首位的为牵头单位",
        "列第一位的为牵头单位，其他为配合单位",
        "列第一位的为牵头单位，其余为配合单位，下同",
    ],
)
def test_the_first_unit_leads(text):
    assert convention(text)


def test_a_list_alone_is_no_convention():
    assert not convention("市科技局、市财政局按职责分工负责")


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("由市科技局牵头，会同市财政局制定办法。", "牵头 市科技局；配合 市财政局"),
        ("由市科技局负责组织申报。", "责任 市科技局"),
        ("由市科技局主办系列活动。", "牵头 市科技局"),
    ],
)
def test_units_in_running_text(sentence, units):
    found = running_note(sentence)
    assert found is not None
    assert said(found[2]) == units


@pytest.mark.parametrize("sentence", ["各行业协会要加强自律。", "建立部门负责人联席会议。", "落实牵头单位责任。"])
def test_a_mere_subject_is_no_note(sentence):
    assert running_note(sentence) is None


@given(
    st.text(st.sampled_from("市科技局财政各区人民政府牵头配合负责单位责任：；，、（）【】由会同2025年底前长期坚持。"))
)
def test_any_text_is_read_without_error(text):
    for reading in (read(text), *(found[2] for found in notes_in(text))):
        if reading is not None:
            assert all(name and isinstance(role, UnitRole) for name, role in reading.units)
    running_note(text)


@pytest.mark.parametrize(
    ("sentence", "units"),
    [
        ("各区负责组织实施。", "责任 各区"),
        ("加强统筹，各县（市、区）负责落实。", "责任 各县（市、区）"),
        ("市科技局要负责制定细则。", "责任 市科技局"),
        ("由市财政局牵头，市科技局、市教育局等部门配合，推进共享。", "牵头 市财政局；配合 市科技局、市教育局"),
        ("由涉灾相关区负责。", "责任 涉灾相关区"),
        ("恢复重建工作由市有关部门各负其责。", "责任 市有关部门"),
        ("幼儿园负责通知家长。", "责任 幼儿园"),
        ("市应急局承担日常工作，负责综合管理预案。", "责任 市应急局"),
        ("由市水务局主抓，会同市财政局制定办法。", "牵头 市水务局；配合 市财政局"),
    ],
)
def test_units_in_a_sentence(sentence, units):
    found = running_note(sentence)
    assert found is not None
    assert said(found[2]) == units


def test_a_system_of_duties_names_nobody():
    assert running_note("建立各区负责、部门协同的机制。") is None


def test_a_place_in_brackets_is_no_unit():
    assert notes_in("建设标准厂房，完善服务功能。（东部片区）") == ()


@pytest.mark.parametrize(
    ("content", "units"),
    [
        ("主抓单位：市水务局", "牵头 市水务局"),
        ("领办部门：市水务局；会办部门：市财政局、审计局", "牵头 市水务局；配合 市财政局、市审计局"),
        ("主体责任处室：综合科、法规科", "责任 综合科、法规科"),
        ("推进单位：市水务局，督办单位：市政府督查室", "责任 市水务局"),
        ("市级牵头领导：刘某某；市级牵头单位：市数据局；市级责任单位：市财政局", "牵头 市数据局；责任 市财政局"),
        ("责任单位：市数据局（牵头）、市财政局", "牵头 市数据局；责任 市财政局"),
        ("责任单位：市水利局 市财政局", "责任 市水利局、市财政局"),
        ("牵头单位：市水务局配合单位：市财政局", "牵头 市水务局；配合 市财政局"),
        ("【牵头单位】市水务局【配合单位】市财政局", "牵头 市水务局；配合 市财政局"),
        ("市水务局总牵头，各成员单位分头实施", "牵头 市水务局；责任 各成员单位"),
        ("市水务局、财政局按任务分工落实", "责任 市水务局、市财政局"),
        ("市应急局主抓，市水务局会办", "牵头 市应急局；配合 市水务局"),
        ("市水务局牵头市财政局配合", "牵头 市水务局；配合 市财政局"),
        ("市国资委及各市属国有企业按职责分工负责", "责任 市国资委、各市属国有企业"),
        ("市商务局、市消委会等按各自职责抓好落实", "责任 市商务局、市消委会"),
        ("综合科具体负责", "责任 综合科"),
        ("6月底取得阶段性成效并持续推进，牵头考核单位：市水务局", "牵头 市水务局"),
        ("由市水务局牵头，各区政府配合，年底前完成", "牵头 市水务局；配合 各区政府"),
        ("市水务局、市财政局，2026年10月底前", "责任 市水务局、市财政局"),
        ("责任单位：市水务局2026年9月底前完成", "责任 市水务局"),
    ],
)
def test_notes_by_composition(content, units):
    reading = read(content)
    assert reading is not None
    assert said(reading) == units


@pytest.mark.parametrize(
    ("content", "deadline"),
    [
        ("6月底完成，牵头单位：市水务局", "2025-06"),
        ("9月取得明显成效，牵头单位：市水务局", "2025-09"),
        ("持续优化，牵头单位：市水务局", "ongoing"),
        ("5月底取得阶段性成效并持续推进，牵头单位：市水务局", "2025-05"),
        ("牵头单位：市水务局；完成时限：第三季度", "2025-09"),
        ("牵头单位：市水务局；办结期限：11月", "2025-11"),
        ("市水务局牵头，年底前完成", "2025"),
        ("市水务局，2026年9月—12月", "2026-12"),
        ("市水务局、市财政局，2026.10.31前", "2026-10-31"),
        ("责任单位：市水务局；完成时限：每月底", None),
    ],
)
def test_time_limits_that_take_the_documents_year(content, deadline):
    reading = read(content)
    assert reading is not None
    assert reading.deadline("2025") == deadline


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("更新机房2个，配备设施。责任单位：市教育局。", ["责任单位：市教育局。"]),
        ("建成中心。牵头单位：市教育局；时限：年底。", ["牵头单位：市教育局；时限：年底。"]),
        ("新建泵站，开展清淤。（3分）（主管部门：市城管局）", ["（主管部门：市城管局）"]),
        ("建设平台。（分工：市科技局、市财政局）", ["（分工：市科技局、市财政局）"]),
        ("建设平台。（市科技局、望澜水务、市财政局）", ["（市科技局、望澜水务、市财政局）"]),
        ("建设平台。（含市政府办公室、市公安局大楼）", []),
        ("建设平台。（联系单位：市科技局）", []),
        ("具体措施：建设平台。", []),
        ("建设要求：市科技局要加强指导。", []),
    ],
)  # fmt: skip
def test_where_notes_stand(text, notes):
    assert [text[start:end] for start, end, _ in notes_in(text)] == notes


@pytest.mark.parametrize(
    "sentence",
    [
        "成员由教育部、民政部等部门负责同志组成。",
        "由于市科技局负责人变动，调整分工。",
        "由企业自行负责日常维护。",
        "坚持分级负责、属地管理。",
        "健全党委统一领导、政府负责的体制。",
        "本平台负责汇聚数据。",
    ],
)
def test_running_words_that_name_no_responsible_unit(sentence):
    assert running_note(sentence) is None


def test_notes_of_a_long_text_are_all_found():
    text = "建设平台。（责任单位：市科技局；完成时限：6月底）" * 3000
    assert len(notes_in(text)) == 3000


@pytest.mark.parametrize(
    ("find", "piece"),
    [
        (running_note, "由市科技局负责"),
        (read, "市科技局牵头，"),
        (read, "责任：市"),
        (names, "市科技局、各区、"),
        (names, "市科技局和"),
        (notes_in, "责任单位：市科技局。"),
    ],
)
def test_the_time_grows_with_the_text(find, piece):
    assert exponent(lambda times: find(piece * times)) < LINEAR


def test_a_slot_for_the_time_limit_wins_and_the_last_date_counts():
    reading = read("5月底取得成效，10月底完成，持续推进，牵头单位：市水务局")
    assert reading is not None
    assert reading.deadline("2025") == "2025-10"
    slotted = read("6月底启动，牵头单位：市水务局；完成时限：三季度")
    assert slotted is not None
    assert slotted.deadline("2025") == "2025-09"


def test_bodies_of_the_whole_country_are_units_in_running_text() -> None:
    found = running_note("中国云屏研究院、中国泵站协会要牵头设立数字专班。")
    assert found is not None
    assert found[2].units == (("中国云屏研究院", UnitRole.LEAD), ("中国泵站协会", UnitRole.LEAD))
