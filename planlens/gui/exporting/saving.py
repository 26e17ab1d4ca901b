"""Tables that a page shows, written to a file of the user's choice."""

from __future__ import annotations

from pathlib import Path

from planlens.exports import all_exporters, export_tables
from planlens.gui.app import dialogs
from planlens.gui.app.parts import Tools
from planlens.gui.exporting.exported import Exported
from planlens.views.cells import Table


def save_tables(tools: Tools, tables: list[Table]) -> None:
    """Let the user choose a file and write tables to it, behind the window's back."""
    kinds = [exporter for exporter in all_exporters() if exporter.write_tables]
    kinds.sort(key=lambda exporter: (exporter.extension != ".xlsx", exporter.extension != ".docx"))
    wanted = ";;".join(f"{exporter.label} (*{exporter.extension})" for exporter in kinds)
    folder = Path(tools.settings.get("folder", ""))
    suggested = folder / f"{tables[0].title}.xlsx"
    path = dialogs.choose_new_file(tools, "导出", suggested, wanted)
    if path is None:
        return
    if path.suffix.lower() not in {exporter.extension for exporter in kinds}:
        path = path.with_name(path.name + ".xlsx")
    job = tools.jobs.run(lambda report: export_tables(tables, path))
    job.done.connect(lambda written: Exported(written, tools.window).open())
    job.failed.connect(tools.session.problem)
