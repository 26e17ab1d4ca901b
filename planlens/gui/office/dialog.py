"""Where an office's ledger is: server, ledger and account, or the address as a whole."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit

from planlens.gui.app.parts import Tools
from planlens.gui.widgets.layouts import STRETCH, in_column
from planlens.gui.widgets.plain import DialogButtons, wrapped_label
from planlens.gui.widgets.sizes import fit
from planlens.model import PlanlensError
from planlens.project.office.address import Address, address_of, address_with

_LAST = "office/last"
_EXPLAINED = (
    "办公台账放在单位内网的服务器上，多人同时查看和填写。地址、名称和账号请向管理员索取；"
    "需要密码时，连接后再输入。打开后本程序只与这台服务器连接。"
)


class LedgerDialog(QDialog):
    """Asks for server, ledger and account; the address can also be pasted as a whole."""

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools.window)
        self.setWindowTitle("打开办公台账")
        fit(self, 480, 280)
        self._settings = tools.settings
        self.server, self.ledger, self.account = QLineEdit(), QLineEdit(), QLineEdit()
        self.server.setPlaceholderText("如 10.1.1.5，或整个地址 postgresql://…")
        self.ledger.setPlaceholderText("如 督办")
        self.account.setPlaceholderText("管理员给您的账号")
        last = tools.settings.get(_LAST, {})
        for line, key in ((self.server, "server"), (self.ledger, "ledger"), (self.account, "account")):
            line.setText(str(last.get(key, "")) if isinstance(last, dict) else "")
        self.told = wrapped_label("")
        self.address: Address | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        explained = wrapped_label(_EXPLAINED)
        form = QFormLayout()
        form.addRow("服务器(&S)", self.server)
        form.addRow("台账名称(&N)", self.ledger)
        form.addRow("账号(&U)", self.account)
        buttons = DialogButtons(self, "打开", self._take)
        self.go = buttons.yes
        in_column(explained, form, self.told, STRETCH, buttons, on=self)

    @Slot()
    def _take(self) -> None:
        """Understand what was typed, or say what is wrong with it."""
        server, ledger, account = (line.text().strip() for line in (self.server, self.ledger, self.account))
        try:
            self.address = address_of(server) if "://" in server else address_with(server, ledger, account)
        except PlanlensError as error:
            self.told.setText(error.message)
            return
        if "://" not in server:
            self._settings.set(_LAST, {"server": server, "ledger": ledger, "account": account})
        self.accept()


def choose_ledger(tools: Tools) -> Address | None:
    """Let the user say which ledger to open; None when cancelled."""
    dialog = LedgerDialog(tools)
    return dialog.address if dialog.exec() == QDialog.DialogCode.Accepted else None
