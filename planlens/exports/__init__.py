"""Exports: every module here that has an ``EXPORTER`` is one, found by itself and picked by the file's ending."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from planlens.exports.base import Exporter
from planlens.exports.choice import Look
from planlens.exports.saving import save
from planlens.model import Plan, PlanlensError
from planlens.views.cells import Table
from planlens.views.fields.work import Tracking

__all__ = ["Exporter", "Tracking", "all_exporters", "export_plan", "export_tables", "render", "render_tables"]


@cache
def all_exporters() -> tuple[Exporter, ...]:
    """Return every exporter in this package, ordered by format."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    exporters = [module.EXPORTER for module in modules if hasattr(module, "EXPORTER")]
    return tuple(sorted(exporters, key=lambda exporter: exporter.format))


def export_plan(
    plan: Plan,
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 (the word users know)
    columns: Sequence[str] | None = None,
    tracking: Tracking | None = None,
    look: Look | None = None,
) -> Path:
    """Write a plan's task table to a file; an older file at *path* stays whole if anything fails.

    Args:
        plan: the plan.
        path: the file to write; its ending tells the format.
        format: the format's short name; if *path* does not end as the format does, its ending is added.
        columns: keys of the columns in the wanted order, None for the usual ones.
        tracking: how the work on the plan stands, see :func:`planlens.views.tracking.tracking_of`.
        look: how it shall look on paper.

    Returns:
        The path of the file written.

    Raises:
        PlanlensError: the format or a column is unknown, or the file cannot be written.
    """
    exporter = _exporter(path, format)
    target = path if path.suffix.lower() == exporter.extension else path.with_name(path.name + exporter.extension)
    save(target, lambda: exporter.write(plan, columns, tracking, look))
    return target


def export_tables(tables: Sequence[Table], path: Path, *, format: str | None = None) -> Path:  # noqa: A002 (as above)
    """Write any tables to a file, as :func:`export_plan` writes a plan's.

    Raises:
        PlanlensError: the format is unknown or cannot hold tables, or the file cannot be written.
    """
    exporter = _exporter(path, format)
    write = _writer(exporter)
    target = path if path.suffix.lower() == exporter.extension else path.with_name(path.name + exporter.extension)
    save(target, lambda: write(tables))
    return target


def render_tables(tables: Sequence[Table], format: str) -> bytes:  # noqa: A002 (the word users know)
    """Return any tables in the format with this short name, as the bytes of a file.

    Raises:
        PlanlensError: the format is unknown or cannot hold tables.
    """
    return _writer(_exporter(Path(), format))(tables)


def _writer(exporter: Exporter) -> Callable[[Sequence[Table]], bytes]:
    if exporter.write_tables is None:
        known = "、".join(item.extension for item in all_exporters() if item.write_tables)
        raise PlanlensError("unknown-export", f"{exporter.label}不能写这张表。请将文件名的结尾改为以下之一：{known}。")
    return exporter.write_tables


def render(plan: Plan, format: str) -> bytes:  # noqa: A002 (the word users know)
    """Return a plan in the format with this short name, as the bytes of a file.

    Raises:
        PlanlensError: the format is unknown.
    """
    return _exporter(Path(), format).write(plan, None)


def _exporter(path: Path, file_format: str | None) -> Exporter:
    for exporter in all_exporters():
        if exporter.format == file_format or (file_format is None and exporter.extension == path.suffix.lower()):
            return exporter
    known = "、".join(f"{exporter.label}（{exporter.extension}）" for exporter in all_exporters())
    wrong = f"无法导出为“{file_format}”格式" if file_format else f"无法从文件名判断导出格式：{path.name}"
    raise PlanlensError("unknown-export", f"{wrong}。请将文件名的结尾改为以下之一：{known}。")
