"""Importing documents: read in the background, then made into a project."""

from __future__ import annotations

from pathlib import Path

from planlens.gui.panel import Tools


def start(tools: Tools, paths: list[Path]) -> None:
    """Read documents and make a project of them."""
    raise NotImplementedError
