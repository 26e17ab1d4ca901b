"""What holds for every file: no error but the user's kind, and blocks that fit the text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_builder import abstract, docx, lvl, num
from docx_seeds import everything as sample
from fuzz import check
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planlens.model import Document, PlanlensError
from planlens.readers import all_readers, read_document

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf", b""


def read_any(data: bytes) -> Document | None:
    """Read bytes as ``read_document`` would; None when they are refused."""
    for reader in all_readers():
        if reader.accepts(data):
            try:
                return reader.read(data, "x")
            except PlanlensError:
                return None
    return None


@SLOW
@given(st.sampled_from(MARKS), st.binary(max_size=300))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    document = read_any(start + rest)
    if document is not None:
        check(document)


@SLOW
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=20))
def test_docx_with_changed_bytes(changes: list[tuple[int, int]]) -> None:
    data = bytearray(sample())
    for place, value in changes:
        data[place % len(data)] = value
    document = read_any(bytes(data))
    if document is not None:
        check(document)


@SLOW
@given(st.integers(0, 10**6))
def test_docx_cut_off(length: int) -> None:
    document = read_any(sample()[: length % len(sample())])
    if document is not None:
        check(document)


TAGS = re.findall(
    r"\w+",
    """p r t br tab tbl tr tc pPr rPr numPr numId ilvl sdt sdtContent ins del vanish fldChar footnoteReference drawing
    txbxContent vMerge gridSpan tcPr trPr hMerge pStyle sectPr ruby rubyBase outlineLvl jc customXml""",
)
ATTRIBUTES = [
    "",
    ' w:val="1"',
    ' w:val="-5"',
    ' w:val="a"',
    ' w:fldCharType="begin"',
    ' w:fldCharType="end"',
    ' w:id="1"',
]
NODES = st.recursive(
    st.sampled_from(["文字", "（一）", "", " "]),
    lambda inner: st.builds(
        lambda tag, attribute, children: f"<w:{tag}{attribute}>{''.join(children)}</w:{tag}>",
        st.sampled_from(TAGS),
        st.sampled_from(ATTRIBUTES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@SLOW
@given(st.lists(NODES, max_size=6), st.lists(NODES, max_size=3))
def test_any_elements_in_any_order(body: list[str], numbering: list[str]) -> None:
    lists = abstract(0, lvl(0, "%1、"), *numbering) + num(1, 0, "".join(numbering))
    document = read_any(docx("".join(body), numbering=lists, styles="".join(numbering)))
    assert document is not None
    check(document)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of public plans is not here")
def test_public_text_files() -> None:
    for path in sorted((CORPUS / "text").iterdir()):
        document = read_document(path)
        assert document.source.format == "txt", path.name
        assert document.text.encode() in path.read_bytes(), path.name
        assert document.warnings == (), path.name
        check(document)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of public plans is not here")
def test_public_files_in_other_formats() -> None:
    for path in sorted((CORPUS / "files").iterdir()):
        if path.suffix in {".txt", ".ofd", ".doc", ".html", ".xls"} or "brokenfont" in path.name:
            document = read_document(path)
            check(document)
            share = 0.2 if path.suffix == ".xls" else 0.5  # the rest of it are numbers
            assert len(re.findall("[一-龥]", document.text)) > len(document.text) * share, path.name
        else:
            with pytest.raises(PlanlensError) as caught:
                read_document(path)
            expected = "scanned" if "notext" in path.name else "unsupported-"
            assert caught.value.code.startswith(expected), path.name
