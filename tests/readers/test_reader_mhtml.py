"""Web archives: the page in them, whatever wrote them."""

from __future__ import annotations

import base64
import quopri

import pytest
from web_builder import PROSE, texts

from planlens.model import PlanlensError
from planlens.readers.html import READER as HTML
from planlens.readers.mhtml import READER

PAGE = f"<html><head><meta charset=utf-8></head><body><p>一、总体要求</p><p>{PROSE}</p></body></html>"
FRAME = "<html><body><p>导航</p></body></html>"


def part(kind: str, body: str, encoding: str = "quoted-printable", charset: str = "utf-8") -> str:
    """Return a part of a message."""
    data = body.encode(charset)
    coded = quopri.encodestring(data) if encoding == "quoted-printable" else base64.encodebytes(data)
    return f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{coded.decode('ascii')}\r\n"


def archive(*parts: str, head: str = "From: <Saved by Blink>\r\nSubject: x\r\n") -> bytes:
    """Return a web archive of these parts."""
    kind = 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="B"\r\n\r\n'
    return f"{head}MIME-Version: 1.0\r\n{kind}{''.join(parts)}--B--\r\n".encode()


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("head", ["", "From: <Saved by Blink>\r\nSubject: x\r\n"])
def test_an_archive(encoding: str, charset: str, head: str) -> None:
    data = archive(part("text/html", PAGE, encoding, charset), part("text/css", "p {}"), head=head)
    assert READER.accepts(data)
    assert not HTML.accepts(data)
    document = READER.read(data, "页.mht")
    assert texts(document) == ["一、总体要求", PROSE]
    assert document.source.format == "mhtml"


def test_of_several_frames_the_one_with_the_text_is_read() -> None:
    data = archive(part("text/html", FRAME), part("text/html", PAGE), part("image/png", "x"))
    assert texts(READER.read(data, "页.mht"))[0] == "一、总体要求"


def test_an_archive_that_is_cut_off() -> None:
    whole = archive(part("text/html", PAGE))
    assert texts(READER.read(whole[: len(whole) // 2], "页.mht"))[0] == "一、总体要求"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([part("text/plain", "文字")], "broken-file"),
        ([part("text/html", "<html><script>x</script></html>")], "no-text"),
        (["--B\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n" * 300], "too-large"),
    ],
)
def test_unusable_archives_are_refused(parts: list[str], code: str) -> None:
    with pytest.raises(PlanlensError) as caught:
        READER.read(archive(*parts), "页.mht")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text", ["标题：规划\n正文", "Subject: x\n\n正文", "MIME-Version: 1.0\nContent-Type: text/plain\n\nx"]
)
def test_other_texts_are_no_archives(text: str) -> None:
    assert not READER.accepts(text.encode())
