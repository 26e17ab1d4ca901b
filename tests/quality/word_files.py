"""Writes a plain text as .docx, with its numbers typed or counted by Word, and converts it with LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

from docx_builder import abstract, docx, item, lvl, num, p

from planlens.language.numerals import chinese_number
from planlens.readers.word.numformat import format_number

OFFICE = shutil.which("soffice")
_COUNTED = (
    (re.compile("第([一二三四五六七八九十百]+)章"), "第%1章", "chineseCountingThousand"),
    (re.compile("第([一二三四五六七八九十百]+)节"), "第%1节", "chineseCountingThousand"),
    (re.compile("([一二三四五六七八九十百]+)、"), "%1、", "chineseCountingThousand"),
    (re.compile("（([一二三四五六七八九十百]+)）"), "（%1）", "chineseCountingThousand"),
    (re.compile(r"(\d{1,3})．"), "%1．", "decimal"),
    (re.compile(r"(\d{1,3})\.(?!\d)"), "%1.", "decimal"),
    (re.compile("（([0-9]{1,3})）"), "（%1）", "decimal"),
)
"""How headings and items are numbered: the printed number, Word's level text and number format."""


def typed_docx(text: str) -> bytes:
    """Return a .docx with a paragraph a line."""
    return docx("".join(p(escape(line)) for line in text.split("\n")))


def counted_docx(text: str) -> bytes:
    """Return the same with the numbers of headings and items counted by Word: it prints what the text says."""
    lists: list[str] = []
    running: dict[str, tuple[int, int]] = {}
    body = []
    for line in text.split("\n"):
        found = _number(line.strip())
        if found is None:
            body.append(p(escape(line)))
            continue
        value, level_text, number_format, rest = found
        list_id, last = running.get(level_text, (0, -1))
        if value != last + 1:
            list_id = len(lists) + 1
            extra = '<w:suff w:val="nothing"/>'
            lists.append(abstract(list_id, lvl(0, level_text, number_format, extra, start=value)))
        running[level_text] = (list_id, value)
        body.append(item(escape(rest), list_id))
    numbers = "".join(num(place, place) for place in range(1, len(lists) + 1))
    return docx("".join(body), numbering="".join(lists) + numbers)


def convert(files: Iterable[Path], suffix: str, profile: Path) -> None:
    """Convert files with LibreOffice; the results stand beside them.

    Args:
        files: the files.
        suffix: ending of the results, without dot.
        profile: a folder for LibreOffice's settings.
    """
    assert OFFICE is not None
    files = list(files)
    command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix]
    command += ["--outdir", str(files[0].parent), *map(str, files)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)


def _number(line: str) -> tuple[int, str, str, str] | None:
    for pattern, level_text, number_format in _COUNTED:
        found = pattern.match(line)
        value = None if found is None else int(found[1]) if found[1].isdecimal() else chinese_number(found[1])
        if found and value and format_number(value, number_format) == found[1]:
            return value, level_text, number_format, line[found.end() :]
    return None
