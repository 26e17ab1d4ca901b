"""Every key of the program, once: menus, tool tips, buttons, messages and the help take it from here.

A name is the place where a key works, a point, and what it does: ``window`` is everywhere, the others are pages,
dialogs and fields that have the keyboard. Several keys for one thing are parted by ``"; "``, the one that is told comes
first; "" is no key as yet.
"""

from __future__ import annotations

import re

KEYS = {
    # the menus
    "window.import": "Ctrl+N",
    "window.paste": "Ctrl+Shift+V",
    "window.open": "Ctrl+O",
    "window.office": "",
    "window.sample": "",
    "window.add": "",
    "window.adopt-version": "",
    "window.save-copy": "Ctrl+Shift+S",
    "window.backups": "",
    "window.export": "Ctrl+E",
    "window.print": "Ctrl+P",
    "window.close": "Ctrl+W",
    "window.quit": "Ctrl+Q",
    "window.undo": "Ctrl+Z",
    "window.redo": "Ctrl+Y",
    "window.retitle": "",
    "window.history": "Ctrl+H",
    "window.preferences": "Ctrl+,",
    "window.file-type": "",
    "window.collecting": "",
    "window.changes": "",
    "window.statistics": "",
    "window.rhythm": "",
    "window.checking": "",
    "window.mentions": "",
    "window.compare": "",
    "window.align": "",
    "window.search": "Ctrl+Alt+F",
    "window.similar": "",
    "window.assigning": "",
    "window.sending": "",
    "window.slips": "",
    "window.returning": "",
    "window.help": "F1",
    "window.diagnose": "",
    "window.log": "",
    "window.about": "",
    # the pages
    "window.tasks": "Alt+1",
    "window.overview": "Alt+2",
    "window.targets": "Alt+3",
    "window.units": "Alt+4",
    "window.timeline": "Alt+5",
    "window.monthly": "Alt+6",
    "window.detail": "F4",
    "window.source": "F6",
    "window.review": "F7",
    "window.missed": "F8",
    # the tree of tasks
    "tasks.find": "Ctrl+F",
    "tasks.copy": "Ctrl+C",
    "tasks.copy-titled": "Ctrl+Shift+C",
    "tasks.copy-cells": "Ctrl+Alt+C",
    "tasks.paste": "Ctrl+V",
    "tasks.fill": "Ctrl+D",
    "tasks.add": "Ctrl+Enter",
    "tasks.add-heading": "",
    "tasks.edit": "F2",
    "tasks.cell-left": "Ctrl+Left",
    "tasks.cell-right": "Ctrl+Right",
    "tasks.range-left": "Ctrl+Shift+Left",
    "tasks.range-right": "Ctrl+Shift+Right",
    "tasks.number": "Shift+F2",
    "tasks.lead": "Ctrl+L",
    "tasks.support": "Ctrl+Shift+L",
    "tasks.lead-first": "",
    "tasks.deadline": "Ctrl+T",
    "tasks.progress": "Ctrl+J",
    "tasks.report": "F9",
    "tasks.status-1": "Ctrl+1",
    "tasks.status-2": "Ctrl+2",
    "tasks.status-3": "Ctrl+3",
    "tasks.status-4": "Ctrl+4",
    "tasks.status-5": "Ctrl+5",
    "tasks.status-6": "Ctrl+6",
    "tasks.status-7": "Ctrl+7",
    "tasks.flag": "Ctrl+B",
    "tasks.accept": "Ctrl+U",
    "tasks.indent": "Alt+Shift+Right",
    "tasks.outdent": "Alt+Shift+Left",
    "tasks.up": "Alt+Up",
    "tasks.down": "Alt+Down",
    "tasks.split": "Ctrl+Shift+Enter",
    "tasks.merge": "Ctrl+M",
    "tasks.merge-section": "Ctrl+Shift+M",
    "tasks.delete": "Del",
    "tasks.source": "Ctrl+Space",
    "tasks.open-all": "Ctrl+Shift+E",
    "tasks.close-all": "Ctrl+Shift+W",
    "tasks.by-sentence": "Ctrl+Alt+1",
    "tasks.by-item": "Ctrl+Alt+2",
    # filling in progress
    "report.next": "Enter; Ctrl+Enter",
    "report.line": "Shift+Enter",
    "report.skip": "Alt+Down; PgDown",
    "report.back": "Alt+Up; PgUp",
    "report.last": "Ctrl+D",
    "report.leave": "Esc",
    # the source
    "source.task": "Ctrl+1",
    "source.target": "Ctrl+2",
    "source.units": "Ctrl+3",
    "source.deadline": "Ctrl+4",
    "source.text": "Ctrl+5",
    "source.settle": "Ctrl+6",
    "source.copy": "Ctrl+C; Ctrl+Ins",
    "source.all": "Ctrl+A",
    "source.find": "Ctrl+F",
    "source.next": "F3",
    "source.previous": "Shift+F3",
    "source.missed-back": "Shift+F8",
    "source.zoom-in": "Ctrl++; Ctrl+=",
    "source.zoom-out": "Ctrl+-",
    "source.zoom-reset": "Ctrl+0",
    # the review
    "review.accept": "Enter",
    "review.reject": "R; Del",
    "review.edit": "F2; E",
    "review.source": "S",
    "review.skip": "Right; Space",
    "review.back": "Left; Backspace",
    "review.many": "A",
    # what units returned
    "returning.accept": "A; Enter",
    "returning.reject": "R; Del",
    "returning.all": "Ctrl+Shift+A",
    # the check-up
    "checking.go": "Enter",
    "checking.mend": "F2; E",
    "checking.waive": "R; Del",
    # lists of what is proposed
    "choices.accept": "A; Enter",
    "choices.reject": "R; Del",
    "choices.all": "Ctrl+Shift+A",
    "choices.go": "S",
    # the other pages, dialogs and fields
    "units.show": "Enter",
    "units.merge": "Ctrl+M",
    "table.copy": "Ctrl+C",
    "table.copy-titled": "Ctrl+Shift+C",
    "table.paste": "Ctrl+V",
    "table.fill": "Ctrl+D",
    "targets.delete": "Del",
    "columns.up": "Alt+Up",
    "columns.down": "Alt+Down",
    "sheet.remove": "Del",
    "words.save": "Ctrl+Enter",
    "words.leave": "Esc",
    "deadline.calendar": "Alt+Down",
}
"""The keys as Qt writes them, by what they do."""

_WORDS = {
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Space": "空格",
    "Del": "Delete",
    "Ins": "Insert",
    "Return": "Enter",
}
"""How keys are called that people know by another name."""

_NAMED = re.compile(r"\{([a-z]+\.[a-z0-9-]+)(\*?)\}")
"""A key in a text: ``按 {tasks.add} 新增任务``, with an asterisk all that do the same."""


def key_words(key: str) -> str:
    """Return a key as people read it: ``Alt+Shift+→`` for ``Alt+Shift+Right``."""
    before, plus, last = key.rpartition("+")
    return before + plus + _WORDS.get(last, last)


def key_text(name: str) -> str:
    """Return the key of an action as people read it, "" where it has none.

    Raises:
        KeyError: no action is called so.
    """
    return key_words(KEYS[name].partition("; ")[0])


def with_key(text: str, name: str) -> str:
    """Return a text with the key of an action behind it: ``打开项目（Ctrl+O）``."""
    key = key_text(name)
    return f"{text}（{key}）" if key else text


def with_keys(text: str) -> str:
    """Return a text with the keys for the actions that it names in braces.

    Raises:
        KeyError: no action is called so.
    """

    def written(found: re.Match[str]) -> str:
        name, every = found.groups()
        return " 或 ".join(map(key_words, KEYS[name].split("; "))) if every else key_text(name)

    return _NAMED.sub(written, text)
