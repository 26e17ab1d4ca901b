"""The log file: what went wrong and where, never a word of a document."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from planlens import __version__
from planlens.model import PlanlensError
from planlens.paths import log_folder

LOG = logging.getLogger("planlens")
NAME = "planlens.log"
_BYTES, _OLD = 512 * 1024, 3

_FRAME = re.compile(r'^\s*File "(?P<file>[^"]*)", line (?P<line>\d+), in (?P<name>[\w<>.]+)')
_ERROR = re.compile(r"^(?P<type>[\w.]+(?:Error|Exception|Interrupt|Exit|Iteration|Warning)|\w+)(?:: (?P<message>.*))?$")
_HOME = re.compile(r"^.*[\\/](?=(?:planlens|site-packages|lib)[\\/])")
_NOT_ASCII = re.compile(r"[^\x20-\x7e\t]+")

_PLAIN = {
    *("AttributeError", "TypeError", "NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError"),
    *("RecursionError", "MemoryError", "ZeroDivisionError", "NotImplementedError", "IndexError", "RuntimeError"),
}
"""Errors whose message names things of the program; those of others may quote what was worked on."""


def scrubbed(text: str) -> str:
    """Return a printed traceback with its places and kinds of errors only: no message that may quote a document."""
    kept = []
    for line in text.splitlines():
        if frame := _FRAME.match(line):
            kept.append(f"  {_HOME.sub('', frame['file'])}:{frame['line']} {frame['name']}")
        elif (error := _ERROR.match(line)) and error["type"].endswith(("Error", "Exception", "Interrupt", "Exit")):
            plain = error["type"].rpartition(".")[2] in _PLAIN and error["message"]
            kept.append(error["type"] + (f": {ascii_only(error['message'])}" if plain else ""))
    return "\n".join(kept)


def ascii_only(text: str) -> str:
    """Return a text without whatever may be Chinese."""
    return _NOT_ASCII.sub("…", text)


def start() -> Path | None:
    """Begin to write the log and return its path; None where none can be written."""
    folder = log_folder()
    LOG.setLevel(logging.INFO)
    if folder is None:
        return None
    path = folder / NAME
    try:
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_OLD, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    LOG.addHandler(handler)
    LOG.info("planlens %s on %s", __version__, sys.platform)
    return path


def watch(tell: Callable[[], None], explain: Callable[[Exception], None] = lambda error: None) -> None:
    """Log every error that nobody catches, and all that Qt warns of.

    Args:
        tell: called once, at the first error.
        explain: called with one that says itself what to do: an office's server may be gone whenever it is asked.
    """
    told: list[bool] = []

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, PlanlensError):
            LOG.warning("refused: %s", error.code)
            explain(error)
            return
        LOG.error("uncaught\n%s", scrubbed("".join(traceback.format_exception(kind, error, trace))))
        if sys.stderr is not None:
            sys.__excepthook__(kind, error, trace)
        if not told:
            told.append(True)
            tell()

    sys.excepthook = caught
    qInstallMessageHandler(from_qt)


def from_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    """Log what Qt says, without the names of files; a handler for ``qInstallMessageHandler``."""
    del context
    levels = {QtMsgType.QtInfoMsg: logging.INFO, QtMsgType.QtDebugMsg: logging.DEBUG}
    level = levels.get(kind, logging.WARNING if kind is QtMsgType.QtWarningMsg else logging.ERROR)
    LOG.log(level, "Qt: %s", ascii_only(message or ""))


def last_lines(path: Path, count: int) -> list[str]:
    """Return the end of the log."""
    try:
        return path.read_text("utf-8", "replace").splitlines()[-count:]
    except OSError:
        return []
