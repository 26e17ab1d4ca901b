"""The toolbar: pictures and words, enabled as the menus are."""

from __future__ import annotations

from planlens.gui.app.desk import Desk


def drawn(desk: Desk) -> str:
    """The buttons; what cannot be used now in brackets."""
    actions = [action for action in desk.toolbar.actions() if not action.isSeparator()]
    assert not any(action.icon().isNull() for action in actions)
    return " ".join(action.iconText() if action.isEnabled() else f"({action.iconText()})" for action in actions)


def test_buttons_follow_the_project(desk: Desk, project) -> None:  # type: ignore[no-untyped-def]
    assert drawn(desk) == "导入 打开 (导出) (撤销) (重做)"
    desk.take(project)
    assert drawn(desk) == "导入 打开 导出 撤销 (重做)"
    desk.session.undo()
    assert drawn(desk) == "导入 打开 导出 (撤销) 重做"


def test_tips_name_the_shortcut(desk: Desk) -> None:
    tips = [action.toolTip() for action in desk.toolbar.actions() if not action.isSeparator()]
    assert tips[0] == "导入规划文件，新建项目（Ctrl+N）"
    assert all("Ctrl+" in tip for tip in tips)
