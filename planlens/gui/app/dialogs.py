"""Small dialogs: choosing files, questions, and errors in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from planlens.gui.app.parts import Tools
from planlens.gui.widgets.layouts import in_column
from planlens.gui.widgets.plain import DialogButtons
from planlens.model import FileFormat, PlanlensError
from planlens.project.edits import SetActual, SetTarget, Together
from planlens.project.office.address import Address
from planlens.project.project import Edit
from planlens.project.state import State
from planlens.views.targets import doubt_of

PROJECTS = "planlens 项目 (*.planlens)"


def choose_documents(tools: Tools, title: str = "选择规划文件", *, many: bool = True) -> list[Path]:
    """Let the user choose documents to import; empty when cancelled."""
    return _choose(tools, title, document_filter(tools.formats().read), many=many)


def choose_project(tools: Tools) -> list[Path]:
    """Let the user choose a project; empty when cancelled."""
    return _choose(tools, "打开项目", f"{PROJECTS};;所有文件 (*)", many=False)


def document_filter(formats: Iterable[FileFormat]) -> str:
    """Return the filter of a file dialog for every format that is read."""
    known = [(item.label, " ".join(f"*{ending}" for ending in item.extensions)) for item in formats]
    endings = " ".join(dict.fromkeys(" ".join(pattern for _, pattern in known).split()))
    each = [f"{label} ({pattern})" for label, pattern in known]
    return ";;".join([f"能读取的文件 ({endings})", *each, "所有文件 (*)"])


def _choose(tools: Tools, title: str, wanted: str, *, many: bool) -> list[Path]:
    folder = str(tools.settings.get("folder", ""))
    pick = QFileDialog.getOpenFileNames if many else QFileDialog.getOpenFileName
    found = pick(tools.window, title, folder, wanted)[0]
    names: Iterable[str] = found if isinstance(found, list) else [found]
    paths = [Path(name) for name in names if name]
    if paths:
        tools.settings.set("folder", str(paths[0].parent))
    return paths


def choose_new_file(tools: Tools, title: str, suggested: Path, wanted: str) -> Path | None:
    """Let the user choose where to save; the file dialog asks before an older file is replaced."""
    name, _ = QFileDialog.getSaveFileName(tools.window, title, str(suggested), wanted)
    if not name:
        return None
    tools.settings.set("folder", str(Path(name).parent))
    return Path(name)


def _box(icon: QMessageBox.Icon, title: str, text: str, parent: QWidget | None) -> QMessageBox:
    """Return a box whose text, which may hold words of a document, is shown as it stands."""
    box = QMessageBox(icon, title, text, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def show_problem(parent: QWidget | None, error: PlanlensError) -> None:
    """Tell what has happened and what to do."""
    box = _box(QMessageBox.Icon.Warning, "未能完成", error.message, parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def choose(parent: QWidget | None, title: str, question: str, answers: Sequence[str]) -> int | None:
    """Let the user choose one of some answers, the first by Enter; return its place, None for 取消 and Escape."""
    box = _box(QMessageBox.Icon.Question, title, question, parent)
    buttons = [box.addButton(answer, QMessageBox.ButtonRole.AcceptRole) for answer in answers]
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    chosen = box.clickedButton()
    return next((place for place, button in enumerate(buttons) if button is chosen), None)


def ask_password(parent: QWidget | None, address: Address, *, again: bool) -> str | None:
    """Ask for the password of an office's ledger; None when cancelled. It is kept nowhere but in the keyring."""
    from planlens.workflow import office  # noqa: PLC0415 (hardly ever)

    box = QDialog(parent)
    box.setWindowTitle("打开办公台账")
    said = QLabel(f"{'密码不对，请再输入一次。' if again else '服务器要求输入密码。'}\n{address}")
    said.setTextFormat(Qt.TextFormat.PlainText)
    secret = QLineEdit()
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.setAccessibleName("密码")
    keep = QCheckBox("记住密码（存入本机系统的密码库）")
    buttons = DialogButtons(box, "打开", box.accept)
    in_column(said, secret, keep, buttons, on=box)
    if box.exec() != QDialog.DialogCode.Accepted:
        return None
    if keep.isChecked() and not office.remember(address, secret.text()):
        show_problem(parent, PlanlensError("no-keyring", "本机没有可用的密码库，密码没有记住，下次还要输入。"))
    return secret.text()


def ask(parent: QWidget | None, title: str, question: str, yes: str, no: str = "取消") -> bool:
    """Ask a question; *no* is what Escape and Enter choose."""
    box = _box(QMessageBox.Icon.Question, title, question, parent)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refused = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refused)
    box.setEscapeButton(refused)
    box.exec()
    return box.clickedButton() is agreed


def clarified(parent: QWidget | None, state: State, edit: Edit) -> Edit | None:
    """Ask whether an actual value is a level or growth, where that is unclear; None where the user would rather not."""
    found = doubt_of(state, edit)
    if found is None or not isinstance(edit, SetActual):
        return edit
    total = None if found.total is None else float(f"{found.total:.6g}")
    first = "是总量，填写基期值…" if total is None else f"是比基期的增幅，折算为总量 {total:g}"
    other = "是增幅，照此保存" if total is None else "是总量，照此保存"
    answer = choose(parent, "填的是总量还是增幅？", found.words + "。", [first, other])
    if answer != 0:
        return None if answer is None else edit
    if total is not None:
        return replace(edit, value=total)
    base, agreed = QInputDialog.getDouble(parent, "基期值", "基期值（规划前一年的总量）：", decimals=4)
    return Together((SetTarget(edit.id, "base", base), edit), "填写基期值和实际值") if agreed and base else None
