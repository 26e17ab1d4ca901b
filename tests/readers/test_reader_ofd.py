"""OFD files: the same pages as PDF, and files that are refused."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from ofd_builder import NS, ofd
from pdf_builder import Sheet

from planlens.model import Document, PlanlensError
from planlens.readers.ofd import READER
from planlens.readers.pages.ofd_values import deltas

FILLER = "各有关部门要加强协调配合完善工作机制落实各项措施按时完成任务"


def read(*sheets: Sheet) -> Document:
    return READER.read(ofd(*sheets), "规划.ofd")


def texts(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def part_of(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def page(head: str = "") -> Sheet:
    """Two paragraphs of three and two lines, 28 characters a line."""
    sheet = Sheet().put(200, 50, head, 10) if head else Sheet()
    for number, (x, text) in enumerate(
        ((112, FILLER[:25]), (80, FILLER[:27]), (80, "到期完成。"), (112, FILLER[:25]), (80, "按月调度。"))
    ):
        sheet.put(x, 120 + 28 * number, text)
    return sheet


def test_lines_become_whole_paragraphs() -> None:
    sheet = page().put(80, 300, FILLER[:27])
    expected = [FILLER[:25] + FILLER[:27] + "到期完成。", FILLER[:25] + "按月调度。", FILLER[:27]]
    assert texts(read(sheet)) == expected


def test_running_heads_and_page_numbers_are_left_out() -> None:
    sheets = [page("云屏市规划").put(280, 800, f"— {number} —", 12) for number in range(1, 5)]
    text = read(*sheets).text
    assert "云屏市" not in text
    assert "—" not in text


def test_ruled_lines_become_cells() -> None:
    sheet = page().grid([80, 200, 400], [300, 330, 360]).put(85, 320, "任务", 12).put(205, 350, "市住建局", 12)
    document = read(sheet)
    cells = [(b.cell.row, b.cell.column, b.span.of(document.text)) for b in document.blocks if b.cell]
    assert cells == [(0, 0, "任务"), (1, 1, "市住建局")]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_turned_pages_are_read_as_others(turn: int) -> None:
    sheet = page().grid([80, 200, 400], [300, 330, 360]).put(85, 320, "任务", 12).put(205, 350, "市住建局", 12)
    document = READER.read(ofd(sheet, turn=turn), "规划.ofd")
    assert document.text == read(sheet).text
    assert document.blocks == read(sheet).blocks


def test_turned_notes_beside_the_text_are_left_out() -> None:
    matrix = 'Boundary="10 20 200 200" CTM="0 -1 1 0 0 0" Size="5"'
    note = f'<ofd:TextObject {matrix}><ofd:TextCode X="0" Y="0" DeltaX="g 2 5">装订线</ofd:TextCode></ofd:TextObject>'
    vertical = (
        '<ofd:TextObject Boundary="10 20 200 200" Size="5">'
        '<ofd:TextCode X="0" Y="0" DeltaY="g 2 5">装订线</ofd:TextCode></ofd:TextObject>'
    )
    sheet = page()
    for extra in (note, vertical):
        content = part_of(ofd(sheet), "Doc_0/Pages/P0/Content.xml").replace("</ofd:Layer>", f"{extra}</ofd:Layer>")
        data = ofd(sheet, raw={"Doc_0/Pages/P0/Content.xml": content.encode()})
        assert texts(READER.read(data, "规划.ofd")) == texts(read(sheet))


def test_groups_are_read_where_they_stand() -> None:
    sheet = page().grid([80, 200, 400], [300, 330, 360]).put(85, 320, "任务", 12)
    assert READER.read(ofd(sheet, grouped=True), "规划.ofd").blocks == read(sheet).blocks


def test_groups_within_themselves_end() -> None:
    loop = '<ofd:CompositeObject Boundary="0 0 210 297" ResourceID="a"/>'
    unit = f'<ofd:Res {NS}><ofd:CompositeGraphicUnit ID="a">{loop * 30}</ofd:CompositeGraphicUnit></ofd:Res>'
    content = part_of(ofd(page()), "Doc_0/Pages/P0/Content.xml").replace("</ofd:Layer>", f"{loop * 20}</ofd:Layer>")
    data = ofd(page(), raw={"Doc_0/PublicRes.xml": unit.encode(), "Doc_0/Pages/P0/Content.xml": content.encode()})
    with pytest.raises(PlanlensError, match="内容过多"):
        READER.read(data, "规划.ofd")


def test_invisible_objects_are_left_out() -> None:
    content = part_of(ofd(page()), "Doc_0/Pages/P0/Content.xml")
    hidden = content.replace("<ofd:TextObject ", '<ofd:TextObject Visible="false" ', 1)
    data = ofd(page(), raw={"Doc_0/Pages/P0/Content.xml": hidden.encode()})
    assert READER.read(data, "规划.ofd").text == read(page()).text.replace(FILLER[:25], "", 1)


@pytest.mark.parametrize(
    ("text", "steps"), [("g 3 5 2", [5.0, 5.0, 5.0, 2.0]), ("1 2.5", [1.0, 2.5]), ("g 9", [9.0]), (None, [])]
)
def test_steps_between_characters(text: str | None, steps: list[float]) -> None:
    assert deltas(text) == steps


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd(page())[:-60], "broken-file"),
        (ofd(page(), raw={"OFD.xml": b"<x"}), "broken-file"),
        (ofd(page(), raw={"OFD.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}), "broken-file"),
        (ofd(page(), raw={"Encryptions.xml": b"<x/>"}), "encrypted"),
        (ofd(Sheet(picture=True)), "scanned"),
    ],
)
def test_unusable_files_are_refused(data: bytes, code: str) -> None:
    assert READER.accepts(data)
    with pytest.raises(PlanlensError) as caught:
        READER.read(data, "x.ofd")
    assert caught.value.code == code


def test_files_that_unpack_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planlens.readers.ooxml.package.MAX_UNPACKED", 500)
    with pytest.raises(PlanlensError, match="解压后超过"):
        read(page())


def test_mutated_files_are_read_or_refused() -> None:
    chance = random.Random(3)
    xml = ofd(page())
    outcomes = set()
    for _ in range(60):
        data = bytearray(xml)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            outcomes.add(type(READER.read(bytes(data), "x.ofd")).__name__)
        except PlanlensError as error:
            outcomes.add(error.code)
    assert outcomes & {"Document", "broken-file"}
