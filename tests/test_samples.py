"""The sample documents: they are what ``sample_docs/build.py`` makes of its sources, and as long as real plans."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "sample_docs"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

FIVE_YEAR_PLAN = "青岚区数字经济发展规划.docx"
ACTION_PLAN = "望澜市先进制造业集群三年行动方案.docx"
WORK_POINTS = "云屏区2025年政府重点工作要点.txt"
PDF_TEXT = "霁川县文化和旅游业发展规划_PDF文本.txt"
LENGTHS = {
    FIVE_YEAR_PLAN: (12_000, 17_000),
    ACTION_PLAN: (6_000, 8_000),
    WORK_POINTS: (5_000, 7_000),
    PDF_TEXT: (6_000, 8_000),
}


def part(name: str, inner: str) -> ElementTree.Element:
    with zipfile.ZipFile(SAMPLES / name) as archive:
        return ElementTree.fromstring(archive.read(inner))


def text_of(name: str) -> str:
    if name.endswith(".docx"):
        return "".join(part(name, "word/document.xml").itertext())
    return (SAMPLES / name).read_text(encoding="gb18030" if name == WORK_POINTS else "utf-8")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, SAMPLES / "build.py", "--out", folder], check=True)
    return folder


@pytest.mark.parametrize("name", LENGTHS)
def test_building_again_gives_the_same_bytes(name, rebuilt):
    assert (rebuilt / name).read_bytes() == (SAMPLES / name).read_bytes()


def test_nothing_else_is_built(rebuilt):
    assert {path.name for path in rebuilt.iterdir()} == set(LENGTHS)


@pytest.mark.parametrize(("name", "bounds"), LENGTHS.items())
def test_a_sample_is_as_long_as_a_real_plan(name, bounds):
    least, most = bounds
    assert least <= len(re.sub(r"\s", "", text_of(name))) <= most


@pytest.mark.parametrize(("name", "levels"), [(FIVE_YEAR_PLAN, 5), (ACTION_PLAN, 2)])
def test_the_headings_of_a_word_sample_are_numbered_by_word(name, levels):
    used = {style.get(f"{W}val") for style in part(name, "word/document.xml").iter(f"{W}pStyle")}
    linked = {style.get(f"{W}val") for style in part(name, "word/numbering.xml").iter(f"{W}pStyle")}
    assert linked == {str(level) for level in range(1, levels + 1)}
    assert linked <= used


@pytest.mark.parametrize("name", [FIVE_YEAR_PLAN, ACTION_PLAN])
@pytest.mark.parametrize("tag", ["tbl", "vMerge", "ins", "del"])
def test_a_word_sample_holds_tables_merged_cells_and_tracked_changes(name, tag):
    assert part(name, "word/document.xml").find(f".//{W}{tag}") is not None


@pytest.mark.parametrize("tag", ["txbxContent", "sdt", "gridSpan", "footnoteReference"])
def test_the_five_year_plan_holds_what_readers_stumble_over(tag):
    assert part(FIVE_YEAR_PLAN, "word/document.xml").find(f".//{W}{tag}") is not None


def test_every_footnote_mark_has_its_footnote():
    notes = {note.get(f"{W}id") for note in part(FIVE_YEAR_PLAN, "word/footnotes.xml")}
    marks = {mark.get(f"{W}id") for mark in part(FIVE_YEAR_PLAN, "word/document.xml").iter(f"{W}footnoteReference")}
    assert notes - marks == {"-1", "0"}  # the two separators every Word file has
    assert marks <= notes


def test_a_heading_number_is_lost_in_the_pdf_text():
    lines = text_of(PDF_TEXT).splitlines()
    assert "发展目标" in lines
    assert any(line.startswith("（二）发展目标 ....") for line in lines)
