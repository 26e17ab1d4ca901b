"""What every project to come begins with."""

import errno
from contextlib import closing
from pathlib import Path

import pytest

from planlens.model import FieldKind, LightRules, PlanlensError
from planlens.project import defaults
from planlens.project.edits import AddField
from planlens.project.files import new_project
from planlens.project.ledger import own_fields
from planlens.project.settings import LIGHTS, STATUS_NAMES, light_rules


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path))
    return tmp_path


def file_below(home: Path) -> Path:
    return next(home.rglob(defaults.FILE))


def test_what_is_settled_is_the_first_action_of_a_new_project(tmp_path: Path) -> None:
    defaults.keep(LIGHTS, LightRules(yellow_days=15).as_dict())
    defaults.keep(STATUS_NAMES, {"behind": "未达时序"})
    with new_project(tmp_path / "督办.planlens", "张三") as project:
        defaults.settle(project)
        assert light_rules(project.state).yellow_days == 15
        assert project.undo().label == "采用本机的默认设置"
        assert light_rules(project.state) == LightRules()


def test_nothing_settled_is_no_action(tmp_path: Path) -> None:
    defaults.keep(LIGHTS, LightRules(yellow_days=15).as_dict())
    defaults.keep(LIGHTS, None)
    assert defaults.load() == {}
    with new_project(tmp_path / "督办.planlens", "张三") as project:
        defaults.settle(project)
        assert project.undo_label is None


@pytest.mark.parametrize(
    "text", ["", "5", "[1]", "{", '{"lights": {"yellow_days": "很多"}}', '{"start": "2025-01-01"}']
)
def test_what_cannot_be_used_is_left_out(home: Path, text: str) -> None:
    defaults.keep(STATUS_NAMES, {"behind": "未达时序"})
    file_below(home).write_text(text, "utf-8")
    assert defaults.load() == {}


def test_a_value_that_cannot_be_is_refused() -> None:
    with pytest.raises(PlanlensError, match="状态名称应为文字"):
        defaults.keep(STATUS_NAMES, {"behind": ""})
    assert defaults.load() == {}


def test_a_folder_that_cannot_be_written_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults.keep(STATUS_NAMES, {"behind": "未达时序"})
    path = file_below(home)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(PlanlensError, match="无法保存新项目的默认设置"):
        defaults.keep(STATUS_NAMES, None)
    assert defaults.load() == {STATUS_NAMES: {"behind": "未达时序"}}
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_an_office_s_own_fields_for_projects_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANLENS_HOME", str(tmp_path))
    with closing(new_project(tmp_path / "一.planlens", "张三")) as project:
        project.apply(AddField("总投资", FieldKind.NUMBER))
        project.apply(AddField("专班", FieldKind.CHOICE, ("数字", "政务")))
        defaults.keep(defaults.FIELDS, defaults.fields_of(project.state))
    defaults.keep("reporting", {"every": "month", "by": 25})
    with closing(new_project(tmp_path / "二.planlens", "张三")) as project:
        defaults.settle(project)
        assert [(row.title, row.kind, row.options) for row in own_fields(project.state)] == [
            ("总投资", "number", ()),
            ("专班", "choice", ("数字", "政务")),
        ]
        assert project.undo_label == "采用本机的默认设置"
    for wrong in ([{"kind": "text"}], [{"title": "甲", "kind": "odd"}], [{"title": "甲"}, {"title": "甲"}], 5):
        with pytest.raises(PlanlensError):
            defaults.keep(defaults.FIELDS, wrong)
