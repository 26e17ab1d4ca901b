"""Names of units from what was typed, and words shared with duties."""

import pytest

from planlens.language.unit_names import KnownUnit, completions, likely, names_meant, resolved, shared_words, short_for

USED = {"市财政局": 5, "市教育局": 2, "市发展改革委": 1, "各区人民政府": 1}
KNOWN = (
    KnownUnit("市发展改革委", ("发改委", "发改局")),
    KnownUnit("市住房城乡建设局", ("住建局", "建设局")),
    KnownUnit("市工业和信息化局", ("工信局", "经信局")),
    KnownUnit("市人力资源社会保障局", ("人社局",)),
    KnownUnit("市市场监管局", ("市场监督管理局",)),
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("发改委", ["市发展改革委"]),
        ("市发改委", ["市发展改革委"]),
        ("住建", ["市住房城乡建设局"]),
        ("市住建局", ["市住房城乡建设局"]),
        ("工信", ["市工业和信息化局"]),
        ("经信局", ["市工业和信息化局"]),
        ("人社", ["市人力资源社会保障局"]),
        ("市场监管", ["市市场监管局"]),
        ("市监局", ["市市场监管局"]),
        ("财政", ["市财政局"]),
        (" 财 政 ", ["市财政局"]),
        ("省财政厅", []),
        ("各区", ["各区人民政府"]),
        ("", []),
        ("航天", []),
        ("省教育", []),
    ],
)
def test_abbreviations_find_full_names(typed, names):
    assert completions(typed, USED, KNOWN) == names


def test_names_in_use_come_first_and_frequent_ones_before_rare_ones():
    assert completions("市", USED, KNOWN, most=4) == ["市财政局", "市教育局", "市发展改革委", "市住房城乡建设局"]


def test_a_name_typed_in_full_is_the_first():
    assert completions("教育局", {"教育局": 1, "市教育局": 7})[0] == "教育局"


def test_words_that_a_task_shares_with_duties():
    duties = "推进数据资源整合、共享、开放，建设政务云、城市大脑，推进一网通办和便民热线"
    text = "建设城市大脑，推动政务数据资源共享，深化“一网通办”改革。"
    assert shared_words(text, duties) == ["城市大脑", "政务", "数据资源", "一网通办"]
    assert shared_words(text, duties, most=2) == ["城市大脑", "数据资源"]
    assert shared_words("发展林业", duties) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("发改委", "市发展改革委"),
        ("市发改委", "市发展改革委"),
        ("市财政局", "市财政局"),
        ("市大数据中心", "市大数据中心"),
        ("建设", "建设"),
        ("财政局", "市财政局"),
        ("人力资源社会保障局", "市人力资源社会保障局"),
        ("省财政厅", "省财政厅"),
        ("财政", "财政"),
        (" ", ""),
    ],
)
def test_only_what_stands_for_one_unit_is_replaced(typed, name):
    assert resolved(typed, USED, KNOWN) == name


@pytest.mark.parametrize(
    ("typed", "used", "meant"),
    [
        ("公安局", {"市财政局": 3, "县水利局": 1}, "市公安局"),  # the level of the document's own units
        ("教育厅", {"省财政厅": 2}, "省教育厅"),
        ("市公安局", {"市财政局": 3}, ""),  # written out: it is meant
        ("团省委", {"省财政厅": 2}, ""),  # never 省团省委
        ("市财政局", {"市财政局": 3}, ""),
        ("云山集团", {"市财政局": 3}, ""),
        ("财政", {"市财政局": 3}, "市财政局"),
        ("公安局", {"云山集团": 2}, ""),
    ],
)
def test_a_name_that_nobody_knows_has_a_likely_one(typed: str, used: dict[str, int], meant: str) -> None:
    assert likely(typed, used) == meant


def test_a_whole_body_is_not_short_for_its_office() -> None:
    assert likely("市委", {"市财政局": 3}, (KnownUnit("市委办公室"),)) == ""
    assert likely("市政府", {"市财政局": 3}, (KnownUnit("市政府办公室"),)) == ""


@pytest.mark.parametrize(
    ("typed", "name", "short"),
    [
        ("工信局", "市工业和信息化局", True),
        ("市工信局", "市工业和信息化局", True),
        ("省工信厅", "市工业和信息化局", False),
        ("住建局", "市住房城乡建设局", True),
        ("财政局", "市财政局", True),
        ("信息局", "市工业和信息化局", False),
        ("工信", "市工业和信息化局", False),
        ("教育局", "市公安局", False),
    ],
)
def test_short_names_stand_for_whole_ones(typed: str, name: str, short: bool) -> None:
    assert short_for(typed, name) is short


def test_other_names_of_offices_are_meant_too() -> None:
    known = (KnownUnit("市发展和改革委员会", ("发改委",)),)
    assert names_meant("发改委", ["市发展和改革委员会", "市财政局"], known) == {"市发展和改革委员会"}
    assert names_meant("委", ["市发展和改革委员会"], known) == frozenset()
