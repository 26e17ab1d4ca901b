"""One web page with a plan's table or a project's ledger, for leaders who have no planlens.

Everything is in the one file: no script, font or picture comes from anywhere else, and nothing is sent anywhere (the
page forbids it itself). Without its script it is a table under its headings, to be read and printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from planlens.exports.base import LIGHT_COLOURS, Exporter
from planlens.exports.choice import Look
from planlens.exports.page_parts import SCRIPT, STYLE
from planlens.exports.table import all_tables
from planlens.model import Light, Origin, Plan, Status
from planlens.model.lights import LAMPS
from planlens.views.cells import Cell, Row, Table
from planlens.views.fields.work import Tracking

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"
"""What the page may load: only what is written in it (Content Security Policy Level 3)."""

_MOST_UNITS = 8
"""Units in the chart; the list of the filter has all."""


def _write(
    plan: Plan, columns: Sequence[str] | None, tracking: Tracking | None = None, look: Look | None = None
) -> bytes:
    """Return the page in UTF-8."""
    del look  # a page is as wide as its window
    tables = all_tables(plan, columns, tracking)
    units = _units(plan)
    parts = [
        *_top(tables[0]),
        *_figures(plan, units, tracking),
        *_controls(units, tracking),
        *_task_table(tables[0], units, tracking),
        *(line for table in tables[1:] for line in _plain_table(table)),
        f"<script>{SCRIPT}</script></body></html>",
    ]
    return "\n".join(parts).encode("utf-8", "replace")


def _units(plan: Plan) -> dict[str, list[str]]:
    """Return the names of the units of each task, without those that are only proposed."""
    return {
        task.id: [*dict.fromkeys(unit.name for unit in task.assignments if unit.origin is not Origin.SUGGESTED)]
        for task in plan.tasks
    }


def _top(table: Table) -> Iterator[str]:
    yield '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(table.title)}</title><style>{STYLE}</style></head><body>"
    yield f"<h1>{escape(table.title)}</h1>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)


def _figures(plan: Plan, units: dict[str, list[str]], tracking: Tracking | None) -> Iterator[str]:
    """Yield the counts of states, lights and units as bars."""
    yield '<section class="figures">'
    if tracking is None:
        yield _bars("概况", [("任务", len(plan.tasks), ""), ("目标指标", len(plan.targets), "")])
    else:
        known = [tracking.tasks[task.id] for task in plan.tasks if task.id in tracking.tasks]
        names = {work.status: work.status_text for work in known}
        states = Counter(work.status for work in known)
        yield _bars("状态", [(names[item], states[item], "") for item in Status if states[item]])
        lights = Counter(work.signal.light for work in known if work.status is not Status.CANCELLED)
        shown = [(light.label, lights[light], LIGHT_COLOURS.get(light, "999999")) for light in LAMPS if lights[light]]
        yield _bars("预警", shown)
    count = Counter(name for task in plan.tasks for name in units[task.id])
    most = count.most_common(_MOST_UNITS)
    if most:
        rest = f"（前 {_MOST_UNITS} 个，共 {len(count)} 个）" if len(count) > _MOST_UNITS else ""
        yield _bars(f"责任单位{rest}", [(name, many, "") for name, many in most])
    yield "</section>"


def _bars(title: str, bars: Sequence[tuple[str, int, str]]) -> str:
    most = max((count for _, count, _ in bars), default=0) or 1
    rows = []
    for name, count, colour in bars:
        look = f"width:{100 * count / most:.1f}%" + (f";background:#{colour}" if colour else "")
        rows.append(f'<tr><th scope="row">{escape(name)}</th><td><i style="{look}"></i></td><td>{count}</td></tr>')
    return f'<table class="bars"><caption>{escape(title)}</caption>{"".join(rows)}</table>'


def _controls(units: dict[str, list[str]], tracking: Tracking | None) -> Iterator[str]:
    """Yield what the script shows: search, filters, how the rows are laid out."""
    names = [name for name, _ in Counter(name for mine in units.values() for name in mine).most_common()]
    yield '<form id="controls" hidden>'
    yield '<input id="words" type="search" placeholder="搜索内容、单位、章节…" aria-label="搜索">'
    yield _choice("unit", "全部单位", [(name, name) for name in names])
    if tracking is not None:
        lights = [(light.value, light.label) for light in (*reversed(LAMPS), Light.NONE)]
        yield _choice("light", "全部预警", [pair for pair in dict.fromkeys(lights) if _is_used(pair[0], tracking)])
        states = dict.fromkeys((work.status.value, work.status_text) for work in tracking.tasks.values())
        yield _choice("status", "全部状态", [*states])
    yield '<button type="button" id="tree">按章节</button><button type="button" id="clear">清除筛选</button>'
    yield '<output id="count"></output></form>'


def _is_used(light: str, tracking: Tracking) -> bool:
    return any(work.signal.light.value == light for work in tracking.tasks.values())


def _choice(name: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    found = "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in options)
    return f'<select id="{name}" aria-label="{everything}"><option value="">{everything}</option>{found}</select>'


def _task_table(table: Table, units: dict[str, list[str]], tracking: Tracking | None) -> Iterator[str]:
    """Yield the rows under their headings, with what the filters ask of them as attributes."""
    path = next((place for place, column in enumerate(table.columns) if column.merged), None)
    kept_for_list = ' class="path"'
    heads = (
        f'<th scope="col" data-column="{place}"{kept_for_list if place == path else ""}>{escape(column.title)}</th>'
        for place, column in enumerate(table.columns)
    )
    grouped = "" if path is None or not any(row.cells[path] for row in table.rows) else ' class="grouped"'
    yield f'<table id="tasks"{grouped}><thead><tr>{"".join(heads)}</tr></thead>'
    for group in table.groups():
        rows = [table.rows[index] for index in group]
        heading = " ／ ".join(line.text for line in rows[0].cells[path]) if path is not None else ""
        yield "<tbody>"
        if heading:
            yield f'<tr class="group"><th colspan="{len(table.columns)}" scope="rowgroup">{escape(heading)}</th></tr>'
        yield from (_task_row(table, row, units, tracking) for row in rows)
        yield "</tbody>"
    yield "</table>"


def _task_row(table: Table, row: Row, units: dict[str, list[str]], tracking: Tracking | None) -> str:
    work = tracking.tasks.get(row.key) if tracking else None
    told = {"units": "|" + "|".join(units.get(row.key, ())) + "|"}
    if work is not None:
        told |= {"light": work.signal.light.value, "status": work.status.value}
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items())
    cells = []
    for column, cell in zip(table.columns, row.cells, strict=True):
        kind = " ".join(name for name, holds in (("mid", column.centered), ("path", column.merged)) if holds)
        cells.append(f"<td{f' class={chr(34)}{kind}{chr(34)}' if kind else ''}>{_cell(cell)}</td>")
    return f'<tr class="task"{attributes}>{"".join(cells)}</tr>'


def _cell(cell: Cell) -> str:
    found = []
    for line in cell:
        text = escape(line.text).replace("\n", "<br>")
        if line.light in LIGHT_COLOURS:
            text = f'<b style="color:#{LIGHT_COLOURS[line.light]}">{text}</b>'
        found.append(f"<em>{text}</em>" if line.suggested else text)
    return "<br>".join(found)


def _plain_table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(column.title)}</th>' for column in table.columns)
    yield f"<h2>{escape(table.title)}</h2><table><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        yield f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row.cells)}</tr>"
    yield "</tbody></table>"


EXPORTER = Exporter(format="html", label="网页（单个文件）", extension=".html", write=_write)
