"""Plans in the formats that LibreOffice writes from a .docx."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from as_docx import automatic, printed, typed
from format_base import Format
from plan_items import Item

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, ending: str) -> bytes:
    """Return a .docx as LibreOffice converts it; *ending* is a format of its ``--convert-to``."""
    assert SOFFICE is not None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
        subprocess.run([*command, "--outdir", folder, source], check=True, capture_output=True, timeout=120)
        return source.with_suffix(f".{ending}").read_bytes()


def _pdf(items: Sequence[Item], name: str) -> bytes:
    return converted(printed(items, name), "pdf")


def _word(ending: str, numbers: Callable[[Sequence[Item]], bytes]) -> Callable[[Sequence[Item], str], bytes]:
    return lambda items, _name: converted(numbers(items), ending)


FORMATS = [
    Format("pdf by LibreOffice", ".pdf", 2, _pdf, slow=True, available=SOFFICE is not None),
    *[
        Format(
            f"{ending} by LibreOffice, {name} numbers",
            f".{ending}",
            1,
            _word(ending, numbers),
            slow=True,
            available=SOFFICE is not None,
        )
        for ending in ("doc", "rtf")
        for name, numbers in (("typed", typed), ("automatic", automatic))
    ],
]
