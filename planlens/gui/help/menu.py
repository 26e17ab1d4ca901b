"""The help menu."""

from __future__ import annotations

from planlens.gui.app.parts import HELP, Command, Need, Tools


def _help(tools: Tools) -> None:
    from planlens.gui.help.window import HelpWindow, help_window  # noqa: PLC0415 (only once it is chosen)

    window = tools.window.findChild(HelpWindow)
    if window is None:
        window = help_window(tools.window, tools.window.menuBar())
    window.show()
    window.raise_()
    window.activateWindow()


def _about(tools: Tools) -> None:
    from planlens.gui.help.window import AboutDialog  # noqa: PLC0415 (only once it is chosen)

    AboutDialog(tools.window).exec()


def _diagnose(tools: Tools) -> None:
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 (only once it is chosen)

    from planlens.gui.help.diagnosis import diagnosis  # noqa: PLC0415 (same)

    QGuiApplication.clipboard().setText(diagnosis(tools))
    tools.session.notice.emit("诊断信息已复制，不含文件内容，可以粘贴给开发者。")


def _show_log(tools: Tools) -> None:
    from planlens.gui.exporting.exported import open_with_system  # noqa: PLC0415 (only once it is chosen)
    from planlens.paths import log_folder  # noqa: PLC0415 (same)

    folder = log_folder()
    if folder is not None:
        open_with_system(folder)


COMMANDS = (
    Command("help", HELP, 10, "使用帮助(&H)", Need.NOTHING, _help),
    Command("diagnose", HELP, 80, "复制诊断信息(&D)", Need.NOTHING, _diagnose),
    Command("log", HELP, 81, "打开日志文件夹(&L)", Need.NOTHING, _show_log),
    Command("about", HELP, 90, "关于 planlens(&A)", Need.NOTHING, _about),
)
