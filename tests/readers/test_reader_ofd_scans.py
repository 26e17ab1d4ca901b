"""OFD pages that are pictures: drawn as they stand on the page, and read with a recogniser as scanned PDFs are."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from ofd_builder import MM, NS, ofd
from pdf_builder import HEIGHT, WIDTH, Sheet

from planlens.model import PlanlensError
from planlens.readers.ofd import READER, recognise
from planlens.readers.recognition import Picture, SeenText

images = pytest.importorskip("PIL.Image")
LONG = "到规划期末建成综合公园三十六座改造道路若干条方便群众出行"
PAGE = "Doc_0/Pages/P0/Content.xml"
FULL = f'Boundary="0 0 {WIDTH * MM} {HEIGHT * MM}"'
"""A picture over the whole page, without a matrix of its own."""


def encoded(kind: str = "PNG", mode: str = "RGB", width: int = 400) -> bytes:
    """A white picture, half as high as wide, with a black mark in its upper left quarter."""
    bitmap = images.new(mode, (width, width // 2), "white" if mode != "RGBA" else (0, 0, 0, 0))
    bitmap.paste("black", (0, 0, width // 2, width // 4))
    with io.BytesIO() as file:
        bitmap.save(file, kind)
        return file.getvalue()


def scan(*placed: str, file: bytes | None = None, folder: str = "Res") -> bytes:
    """An OFD of one page with pictures of these attributes and no text."""
    objects = "".join(f'<ofd:ImageObject ResourceID="7" {attributes}/>' for attributes in placed or [FULL])
    media = '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>scan.png</ofd:MediaFile></ofd:MultiMedia>'
    resources = f'<ofd:Res {NS} BaseLoc="{folder}"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
    parts = {
        PAGE: f"<ofd:Page {NS}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>".encode(),
        "Doc_0/DocumentRes.xml": resources.encode(),
        "Doc_0/Res/scan.png": encoded() if file is None else file,
    }
    return ofd(Sheet(), raw=parts)


def see(_picture: Picture) -> Sequence[SeenText]:
    """See a heading and a paragraph of two lines."""
    lines = [(311, "一、总体要求"), (311, LONG[:26]), (222, LONG[26:] + "。")]
    return [SeenText(text, x, 80 * y, x + 44 * len(text), 80 * y + 53) for y, (x, text) in enumerate(lines, 4)]


def marks(data: bytes) -> list[str]:
    """What is black of the page: eight rows of six fields."""
    pictures: list[Picture] = []

    def keep(picture: Picture) -> Sequence[SeenText]:
        pictures.append(picture)
        return see(picture)

    recognise(data, "x.ofd", keep)
    (page,) = pictures
    assert (page.width / page.height) == pytest.approx(WIDTH / HEIGHT, rel=0.01)
    fields = [[(page.width * (2 * x + 1) // 12, page.height * (2 * y + 1) // 16) for x in range(6)] for y in range(8)]
    return ["".join("■" if page.pixels[(y * page.width + x) * 3] < 100 else "·" for x, y in row) for row in fields]


def test_a_scan_is_read_with_a_recogniser() -> None:
    document = recognise(scan(), "扫描.ofd", see)
    assert document.text == f"一、总体要求\n{LONG}。"
    assert document.warnings == ("第 1 页的文字是识别出来的（共 1 页），可能有错漏，请对照原件核对。",)


@pytest.mark.parametrize(
    ("kind", "mode", "width"),
    [("PNG", "RGB", 400), ("PNG", "RGBA", 400), ("PNG", "1", 400), ("JPEG", "L", 4800), ("TIFF", "1", 400)],
)
def test_a_picture_fills_its_boundary(kind: str, mode: str, width: int) -> None:
    upper_left = ["■■■···"] * 4 + ["······"] * 4
    assert marks(scan(file=encoded(kind, mode, width))) == upper_left


def test_a_picture_stands_where_its_matrix_puts_it() -> None:
    wide, high = WIDTH * MM, HEIGHT * MM
    turned = f'{FULL} CTM="0 {high} {-wide} 0 {wide} 0"'  # a quarter to the right: the mark goes to the upper right
    assert marks(scan(turned)) == ["···■■■"] * 4 + ["······"] * 4
    strips = [f'Boundary="0 {y} {wide} {high / 2}" CTM="{wide} 0 0 {high / 2} 0 0"' for y in (0, high / 2)]
    assert marks(scan(*strips)) == [*["■■■···"] * 2, *["······"] * 2] * 2


def test_resources_may_lie_anywhere_in_the_file() -> None:
    assert marks(scan(folder="/Doc_0/Res"))[0] == "■■■···"


@pytest.mark.parametrize(
    "data",
    [
        scan(file=b""),
        scan(file=b"GBIG2 data"),
        scan(file=encoded()[:60]),
        scan(folder="elsewhere"),
        scan(f'{FULL} CTM="0 0 0 0 0 0"'),
        ofd(Sheet(picture=True)),
    ],
    ids=["empty", "unknown", "cut", "missing", "flat", "no resource"],
)
def test_pictures_that_cannot_be_drawn_are_refused_with_advice(data: bytes) -> None:
    with pytest.raises(PlanlensError, match=r"扫描件.*planlens\[ocr\]") as caught:
        recognise(data, "x.ofd", see)
    assert caught.value.code == "scanned"


def test_only_pages_without_text_are_recognised() -> None:
    def never(_picture: Picture) -> Sequence[SeenText]:
        raise AssertionError

    page = Sheet(picture=True).put(112, 120, "前言").put(80, 160, "市住建局牵头建设公园三十六座。")
    assert recognise(ofd(page), "x.ofd", never).text == READER.read(ofd(page), "x.ofd").text


def test_without_a_recogniser_the_refusal_tells_how_to_get_one() -> None:
    with pytest.raises(PlanlensError, match=r"planlens\[ocr\]"):
        READER.read(scan(), "x.ofd")
