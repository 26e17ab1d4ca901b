"""Papers that go out on tasks: 交办单, 催办单, 督办单, and the notice that goes with the packets."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from planlens.exports.official import Form, OfficialText, Piece, Sheet, Title, signature, written
from planlens.model import Light, PlanlensError
from planlens.model.wording import deadline_words
from planlens.views.cells import clean
from planlens.views.wording import SLIP_REQUIREMENTS


@dataclass(frozen=True, slots=True)
class Item:
    """A task on a paper, in words."""

    text: str
    lead: str
    support: str
    deadline: str
    progress: str
    light: str
    reason: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A paper on tasks of one unit.

    Attributes:
        kind: what it is: 交办单, 催办单, 督办单.
        number: its number.
        day: the ISO date on it.
        unit: whom it goes to.
        person: who is responsible there, "" for nobody named.
        due: by when, as deadlines are written; None for what the tasks say.
        requirement: 工作要求.
        items: the tasks.
        sender: who sends it.
    """

    kind: str
    number: str
    day: str
    unit: str
    items: tuple[Item, ...]
    person: str = ""
    due: str | None = None
    requirement: str = ""
    sender: str = ""


def slip_words(slip: Slip) -> dict[str, str]:
    """Return what a template can ask for: ``{督办事项}`` and the like."""
    first = slip.items[0]
    many = len(slip.items) > 1
    numbered = [f"{place}．{item.text}" for place, item in enumerate(slip.items, start=1)]
    deadlines = dict.fromkeys(item.deadline for item in slip.items if item.deadline)
    support = dict.fromkeys(filter(None, (item.support for item in slip.items)))
    return {
        "类型": slip.kind,
        "编号": slip.number,
        "日期": deadline_words(slip.day),
        "责任单位": slip.unit,
        "配合单位": "、".join(support),
        "责任人": slip.person,
        "督办事项": "\n".join(numbered) if many else first.text,
        "工作要求": slip.requirement or SLIP_REQUIREMENTS.get(slip.kind, ""),
        "时限要求": deadline_words(slip.due) if slip.due else "、".join(deadlines),
        "目前进展": "\n".join(filter(None, (item.progress for item in slip.items))),
        "预警": "；".join(filter(None, dict.fromkeys(item.light for item in slip.items))),
        "预警原因": "；".join(filter(None, dict.fromkeys(item.reason for item in slip.items))),
        "发出单位": slip.sender,
    }


def slip_pieces(slip: Slip) -> list[Piece]:
    """Return a slip as planlens lays it out."""
    words = slip_words(slip)
    one = len(slip.items) == 1
    rows = _form_rows(words | {"时限要求": words["时限要求"] or "按任务分工要求"}, one=one)
    annex: list[Piece] = [] if one else [OfficialText("附件", indent=False, annex=True), _list(slip)]
    return [Title(slip.kind), Form(rows), *signature(slip.sender, words["日期"]), *annex]


def _form_rows(words: Mapping[str, str], *, one: bool) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the form: of *one* task with the task itself, of several without."""
    rows: list[tuple[str, ...]] = [
        ("编　　号", words["编号"], "日　　期", words["日期"]),
        ("责任单位", words["责任单位"], "责 任 人", words["责任人"]),
    ]
    if one:
        rows += [("配合单位", words["配合单位"])] if words["配合单位"] else []
        rows.append((_matters(words["类型"]), words["督办事项"]))
    else:
        rows.append((_matters(words["类型"]), f"见附件：{_matters(words['类型'])}清单"))
    rows += [("时限要求", words["时限要求"]), ("工作要求", words["工作要求"])]
    if one and words["目前进展"]:
        rows.append(("目前进展", words["目前进展"]))
    return (*rows, ("签 收 人", "", "签收日期", ""), ("办理情况", "\n\n\n"))


def slip_sample(kind: str) -> bytes:
    """Return planlens's layout as a template to make one's own of: with ``{督办事项}`` and the like where things go."""
    item = Item("", "", "", "", "", "", "")
    names = slip_words(Slip(kind, "", "2026-01-01", "", (item,)))
    words = {name: f"{{{name}}}" for name in names}
    pieces = [Title(words["类型"]), Form(_form_rows(words, one=True)), *signature(words["发出单位"], words["日期"])]
    return written(pieces, f"{kind}模板")


def _list(slip: Slip) -> Sheet:
    rows = tuple(
        (str(place), item.text, item.support, item.deadline, _standing(item))
        for place, item in enumerate(slip.items, start=1)
    )
    matters = _matters(slip.kind)
    heads = ("序号", matters, "配合单位", "完成时限", "目前进展")
    return Sheet(heads, rows, (1.1, 6, 3, 2.4, 4), f"{matters}清单", frozenset({0, 3}))


def _matters(kind: str) -> str:
    """Return what a paper calls its tasks: 交办事项, 催办事项, 督办事项."""
    return f"{kind.removesuffix('单')}事项"


def _standing(item: Item) -> str:
    """Return how a task stands: that its light is green is no news of it."""
    light = item.light if item.light != Light.GREEN.label else ""
    return "\n".join(filter(None, (light, item.progress)))


def slip_file(slip: Slip, template: bytes | None = None) -> bytes:
    """Return a slip as the bytes of a .docx file.

    Args:
        slip: what it says.
        template: an office's own layout, a .docx with ``{督办事项}`` and the like where things go; None for planlens's.

    Raises:
        PlanlensError: ``bad-template``.
    """
    if template is None:
        return written(slip_pieces(slip), f"{slip.kind} {slip.number}")
    return filled(template, slip_words(slip))


def filled(template: bytes, words: Mapping[str, str]) -> bytes:
    """Return a .docx with everything in braces that *words* knows replaced; what it does not know stays.

    Raises:
        PlanlensError: ``bad-template``, it is no .docx, or names nothing that is known.
    """
    try:
        document = docx.Document(io.BytesIO(template))
    except Exception as error:  # python-docx raises whatever zipfile and lxml do
        raise PlanlensError(
            "bad-template", "模板不是完好的 Word 文档（.docx）。请用 Word 或 WPS 另存后再试。"
        ) from error
    if not sum([_replace(paragraph, words) for paragraph in _paragraphs(document)]):
        names = "、".join(f"{{{name}}}" for name in words)
        raise PlanlensError("bad-template", f"模板里没有可以填写的位置。请在要填的地方写：{names}。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yield all paragraphs, those of tables, heads and feet too."""
    yield from document.paragraphs
    for table in document.tables:
        yield from _in_table(table)
    for section in document.sections:
        for part in (section.header, section.footer):
            yield from part.paragraphs


def _in_table(table: object) -> Iterator[Paragraph]:
    for cell in {cell._tc: cell for row in table.rows for cell in row.cells}.values():  # type: ignore[attr-defined]
        yield from cell.paragraphs
        for inner in cell.tables:
            yield from _in_table(inner)


def _replace(paragraph: Paragraph, words: Mapping[str, str]) -> bool:
    """Replace what is in braces; the first of the runs that it stands in keeps its looks."""
    if not any(f"{{{name}}}" in paragraph.text for name in words):
        return False
    text = "".join(run.text for run in paragraph.runs)
    for name, said in words.items():
        text = text.replace(f"{{{name}}}", clean(said))
    for place, run in enumerate(paragraph.runs):
        run.text = text if place == 0 else ""
    return True


def notice_file(
    unit_counts: Mapping[str, int],
    period: str,
    days: tuple[str, str],
    until: str,
    filled: Sequence[str],
    sender: str = "",
) -> bytes:
    """Return the covering notice of packets.

    Args:
        unit_counts: the units with the number of their tasks.
        period: the period in words.
        days: the day up to which is reported, and the one that the notice bears (ISO dates).
        until: by when answers are wanted, in words; "" for as usual.
        filled: the titles of the columns to fill in.
        sender: who sends it.
    """
    total = sum(unit_counts.values())
    due = f"于{until}前" if until else "按规定时间"
    how = f"请在填报表的黄色单元格中填写{'、'.join(filled)}，不改动其他内容，"
    rows = tuple((str(place), unit, str(count)) for place, (unit, count) in enumerate(unit_counts.items(), start=1))
    pieces: list[Piece] = [
        Title(f"关于报送{period}重点任务进展情况的通知"),
        OfficialText("各有关单位：", indent=False),
        OfficialText(
            f"为及时掌握重点任务推进情况，现将{period}填报表发给你们（共{len(unit_counts)}个单位、{total}项次）。"
        ),
        OfficialText(f"{how}进展截至{deadline_words(days[0])}，{due}以原文件报回。逾期未报的将予以通报。"),
        OfficialText("", indent=False),
        OfficialText("附件：填报单位清单"),
        *signature(sender, deadline_words(days[1])),
        OfficialText("附件", indent=False, annex=True),
        Sheet(("序号", "单位", "任务数"), rows, (1, 5, 1.5), "填报单位清单", frozenset({0, 2})),
    ]
    return written(pieces)


def grouped(items: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    """Return items by the unit that each goes to, in their order."""
    found: dict[str, list[Item]] = {}
    for unit, item in items:
        found.setdefault(unit, []).append(item)
    return {unit: tuple(mine) for unit, mine in found.items()}


def titles(slips: Sequence[Slip]) -> list[str]:
    """Return how slips are called: ``督办单 2026-003``."""
    return [f"{slip.kind} {slip.number}" for slip in slips]
