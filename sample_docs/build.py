"""Builds the sample documents from the texts in ``source/``.

All places, offices and figures in them are invented. Run it after changing a source::

    python sample_docs/build.py [--out FOLDER]

The same sources give the same bytes on every machine.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from pdf_text import copied_from_pdf
from word.body import Body
from word.numbering import ARTICLE_LEVELS, CHAPTER_LEVELS, HeadingLevel, numbering
from word.package import core_properties, packed
from word.styles import styles

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"


@dataclass(frozen=True, slots=True)
class WordSample:
    """What a Word file needs besides its source text."""

    title: str
    creator: str
    created: str
    levels: tuple[HeadingLevel, ...]


WORD_SAMPLES = {
    "青岚区数字经济发展规划": WordSample(
        "澄州市青岚区“十四五”数字经济发展规划", "青岚区发展改革局", "2021-11-05T02:20:00Z", CHAPTER_LEVELS
    ),
    "望澜市先进制造业集群三年行动方案": WordSample(
        "望澜市推动先进制造业集群高质量发展三年行动方案", "望澜市工业和信息化局", "2024-03-18T01:00:00Z", ARTICLE_LEVELS
    ),
}
WORK_POINTS = "云屏区2025年政府重点工作要点"
PDF_TEXT = "霁川县文化和旅游业发展规划_PDF文本"


def main() -> None:
    """Write all samples into the folder given on the command line, or beside this file."""
    parser = argparse.ArgumentParser(description="Build the sample documents.")
    parser.add_argument("--out", type=Path, default=HERE, help="folder to write to")
    folder: Path = parser.parse_args().out
    for name, sample in WORD_SAMPLES.items():
        (folder / f"{name}.docx").write_bytes(word_file(_source(f"{name}.md"), sample))
    (folder / f"{WORK_POINTS}.txt").write_bytes(notepad_file(_source(f"{WORK_POINTS}.txt")))
    (folder / f"{PDF_TEXT}.txt").write_bytes(copied_from_pdf(_source(f"{PDF_TEXT}.md")).encode())


def word_file(source: str, sample: WordSample) -> bytes:
    """Return the bytes of a .docx."""
    body = Body(source)
    return packed(
        body.document(),
        body.footnotes(),
        styles(sample.levels),
        numbering(sample.levels, body.local_lists),
        core_properties(sample.title, sample.creator, sample.created),
    )


def notepad_file(source: str) -> bytes:
    """Return the text as a Chinese Windows editor saves it: GB18030, lines ended by CR LF."""
    return source.replace("\n", "\r\n").encode("gb18030")


def _source(name: str) -> str:
    # read_text turns the line ends of a Windows checkout into \n
    return (SOURCES / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
