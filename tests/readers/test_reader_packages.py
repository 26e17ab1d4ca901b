"""Files that are broken, encrypted, hostile or something else."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_builder import docx, p, part, zipped

from planlens.model import PlanlensError
from planlens.readers import all_readers, compound, limits, read_document
from planlens.readers.docx import READER
from planlens.readers.ooxml import package
from planlens.readers.ooxml.body import BodyReader

OLE = compound.MAGIC


def code_of(data: bytes, folder: Path) -> str:
    path = folder / "计划.docx"
    path.write_bytes(data)
    with pytest.raises(PlanlensError) as caught:
        read_document(path)
    assert caught.value.message.endswith("。")
    return caught.value.code


def ole(stream: str) -> bytes:
    return OLE + bytes(512) + stream.encode("utf-16-le") + bytes(512)


def stored(parts: dict[str, bytes]) -> bytes:
    """Return the bytes of a zip without compression."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: docx(p("甲"))[:-40], "broken-file"),
        (lambda: docx(p("甲"), {"word/document.xml": b"<w:document"}), "broken-file"),
        (lambda: docx("", {"word/document.xml": part("other", "")}), "broken-file"),
        (lambda: docx("", {"word/document.xml": part("document", "")}), "broken-file"),
        (lambda: docx(p("")), "no-text"),
        (lambda: ole("EncryptedPackage"), "encrypted"),
        (lambda: ole("PowerPoint Document"), "unsupported-slides"),
        (lambda: ole("Contents"), "unsupported-ole"),
        (lambda: zipped({"xl/workbook.bin": b"x"}), "unsupported-sheet"),
        (lambda: stored({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "unsupported-sheet"),
        (lambda: zipped({"ppt/presentation.xml": b"<x/>"}), "unsupported-slides"),
        (lambda: zipped({"OFD.xml": b"<x/>"}), "scanned"),
        (lambda: zipped({"mimetype": b"", "content.xml": b"<x/>"}), "unsupported-odt"),
        (lambda: zipped({"计划.txt": b"x"}), "unsupported-archive"),
        (lambda: b"PK\x03\x04" + bytes(100), "unsupported-archive"),
    ],
)
def test_codes(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    assert code_of(make(), tmp_path) == code


def test_old_word_advice_names_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "旧.wps"
    path.write_bytes(ole("Contents"))
    with pytest.raises(PlanlensError, match=r"另存为 \.docx"):
        read_document(path)


def test_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(docx(p("甲")))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(start)
        while place >= 0:
            data[place + (6 if start == b"PK\x03\x04" else 8)] |= 1
            place = data.find(start, place + 4)
    assert code_of(bytes(data), tmp_path) == "encrypted"


def test_part_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 2000)
    assert code_of(docx(p("甲" * 2000)), tmp_path) == "too-large"


def test_size_in_the_header_is_not_believed_too_low() -> None:
    data = bytearray(docx(p("甲" * 5000)))
    info = zipfile.ZipFile(io.BytesIO(bytes(data))).getinfo("word/document.xml")
    true_size = info.file_size.to_bytes(4, "little")
    data = bytearray(bytes(data).replace(true_size, (100).to_bytes(4, "little")))
    with pytest.raises(PlanlensError):
        READER.read(bytes(data), "x.docx")


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(codec: str, tmp_path: Path) -> None:
    inner = part("document", f"<w:body>{p('&a;')}</w:body>").decode().split("?>", 1)[1]
    laughs = "".join(f'<!ENTITY {name} "{"&" + before + ";" if before else "ha"}">' for name, before in ("b ", "ab"))
    data = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE x [{laughs}]>{inner}'.encode(codec)
    assert code_of(docx("", {"word/document.xml": data}), tmp_path) == "broken-file"


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "秘密.txt"
    secret.write_text("secret", encoding="utf-8")
    data = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'.encode() + b"<x>&a;</x>"
    assert code_of(docx("", {"word/document.xml": data}), tmp_path) == "broken-file"


@pytest.mark.parametrize("depth", [200, 3000])
def test_deep_nesting_is_an_error_not_a_crash(depth: int, tmp_path: Path) -> None:
    inner = "<w:sdt><w:sdtContent>" * depth + p("甲") + "</w:sdtContent></w:sdt>" * depth
    assert code_of(docx(inner), tmp_path) in {"too-deep", "broken-file"}  # libxml2's own limit differs by version


def test_nesting_too_deep_for_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(BodyReader, "read", too_deep)
    assert code_of(docx(p("甲")), tmp_path) == "too-deep"


def test_nesting_as_deep_as_people_make_it() -> None:
    inner = "<w:sdt><w:sdtContent>" * 40 + p("甲") + "</w:sdtContent></w:sdt>" * 40
    assert READER.read(docx(inner), "深.docx").text == "甲"


def test_strict_documents() -> None:
    strict = part("document", f"<w:body>{p('甲')}</w:body>").replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document.xml"/>'
        b"</Relationships>"
    )
    data = docx("", {"word/document.xml": strict, "_rels/.rels": relations})
    assert READER.read(data, "严格.docx").text == "甲"


def test_main_part_with_another_name() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="Word/document2.xml"/></Relationships>'
    )
    types = (
        b'<Types><Override PartName="/word/document2.xml" '
        b'ContentType="application/vnd.ms-word.document.wordprocessingml.document.main+xml"/></Types>'
    )
    body = part("document", f"<w:body>{p('甲')}</w:body>")
    data = zipped({"[Content_Types].xml": types, "_rels/.rels": relations, "word\\document2.xml": body})
    assert READER.accepts(data)
    assert READER.read(data, "x.docx").text == "甲"


def test_package_without_relations() -> None:
    data = zipped({"word/document.xml": part("document", f"<w:body>{p('甲')}</w:body>")})
    assert READER.read(data, "x.docx").text == "甲"


def test_utf16_part() -> None:
    xml = part("document", f"<w:body>{p('甲')}</w:body>").decode().replace("UTF-8", "UTF-16")
    assert READER.read(docx("", {"word/document.xml": xml.encode("utf-16")}), "x.docx").text == "甲"


def test_source_names_the_format_and_the_digest() -> None:
    source = READER.read(docx(p("甲")), "计划.docx").source
    assert (source.name, source.format, len(source.sha256)) == ("计划.docx", "docx", 64)


def test_readers_are_found_and_text_comes_last() -> None:
    formats = [reader.format for reader in all_readers()]
    assert "docx" in formats
    assert formats[-1] == "txt"


def test_the_readme_states_the_limits() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    stated = [
        f"文件大小 | {limits.MAX_BYTES // 1024**2} MB",
        f"正文 | {limits.MAX_CHARACTERS // 10_000} 万字",
        f"段落 | {limits.MAX_PARAGRAPHS // 10_000} 万段",
        f"表格 | {limits.MAX_CELLS // 10_000} 万个单元格",
        f"{limits.MAX_PAGES} 页，其中需要识别文字的 {limits.MAX_RECOGNISED} 页",
        f"线条和图片 | {limits.MAX_DRAWN // 10_000} 万个",
        f"PDF 一页的绘图指令（重复调用的按次数算） | {limits.MAX_DRAWING // 1024**2} MB",
        f"压缩包（.docx、.xlsx、.ofd）中的文件 | {limits.MAX_ENTRIES // 10_000} 万个",
        f"其中各部分解压后 | 各 {limits.MAX_PART // 1024**2} MB、{limits.MAX_TAGS // 10_000} 万个标记，"
        f"合计 {limits.MAX_UNPACKED // 1024**2} MB",
        f"嵌入文件合计 | {limits.MAX_EMBEDDED // 1024**2} MB",
        f"字符 {limits.MAX_PAGE_CHARACTERS // 10_000} 万个、{limits.MAX_PAGE_NODES // 10_000} 万个元素、"
        f"{limits.MAX_PAGE_DEPTH} 层嵌套",
        f"粘贴的内容 | {limits.MAX_PASTED // 1024**2} MB",
    ]
    assert [limit for limit in stated if limit not in readme] == []


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are any bytes there")
def test_names_that_are_no_text_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"\xb9\xe6\xbb\xae.txt")  # in GB18030, on a system that is in UTF-8
    path.write_text("一、建设公共服务平台。", "utf-8")
    document = read_document(path)
    assert document.source.name.endswith(".txt")
    assert document.source.name.encode("utf-8")
