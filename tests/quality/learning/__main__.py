"""Make the tables of weights and measure them on documents left out: ``python tests/quality/learning [LESSON …]``."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learning import lessons
from learning.fit import AnyLesson, left_out, report, save
from learning.gold import FOLDERS, marked


def main() -> None:
    """Learn the named lessons, or all of them."""
    known = sorted(module.name for module in iter_modules(lessons.__path__))
    parser = argparse.ArgumentParser(prog="python tests/quality/learning", description=__doc__)
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help=f"{', '.join(known)}; all where none is named")
    parser.add_argument(
        "--gold", action="append", type=Path, default=list(FOLDERS), help="a folder of marked documents"
    )
    parser.add_argument("--no-report", action="store_true", help="do not measure: faster")
    options = parser.parse_args()
    documents = marked(options.gold)
    for name in options.lessons or known:
        lesson: AnyLesson = import_module(f"learning.lessons.{name}").LESSON
        taught = [list(lesson.taught(document)) for document in documents]
        last = ""
        if not options.no_report:
            for last in report([document.name for document in documents], left_out(lesson, taught)):
                print(last, flush=True)
        save(name, lesson.learn(taught), f"{len(documents)} documents. {' '.join(last.split())}".strip())


if __name__ == "__main__":
    main()
