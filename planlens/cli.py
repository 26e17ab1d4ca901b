"""The command line: ``planlens extract`` and ``planlens export``."""

from __future__ import annotations

from planlens import workflow
