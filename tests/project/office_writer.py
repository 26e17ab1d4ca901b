"""A program that writes into a ledger and says of each action when it is kept: started, and killed, by tests.

``python office_writer.py ADDRESS NAME COUNT``: prints the text of each note that was acknowledged, and at the end a
digest of the state that this writer sees.
"""

from __future__ import annotations

import hashlib
import random
import sys
import time

from planlens.model import PlanlensError
from planlens.project import edits
from planlens.project.files import open_project
from planlens.project.office.address import address_of
from planlens.project.project import Edit, Project
from planlens.project.rows import NoteRow, values


def digest(project: Project) -> str:
    """Return a digest of all rows."""
    rows = sorted(repr((row.table, values(row))) for row in project.state)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def edit_of(project: Project, text: str, chance: random.Random) -> Edit:
    """Return an edit that leaves *text* in the ledger, and mostly something that others may be changing too."""
    task = chance.choice(project.state.tasks()).id
    also: list[Edit] = [
        edits.SetProgress((task,), float(chance.randrange(100))),
        edits.SetDeadline((task,), str(chance.randrange(2025, 2035))),
        edits.Flag((task,), chance.random() < 0.5),
    ]
    return edits.Together((edits.AddNote(task, text), *chance.sample(also, chance.randrange(3))))


def write(project: Project, text: str, chance: random.Random) -> None:
    """Leave a text in the ledger, however often it is refused."""
    while True:
        try:
            project.apply(edit_of(project, text, chance))
            return
        except PlanlensError as error:
            if error.code == "office-unsure":
                if is_there(project, text):
                    return
            elif error.code not in {"clash", "office-lost", "busy", "read-only"}:
                raise
            time.sleep(0.02)


def is_there(project: Project, text: str) -> bool:
    """Look, once the server is there again, whether a text was kept: what a person is told to do."""
    while True:
        try:
            project.catch_up()
            return any(note.done == text for note in project.state.all(NoteRow))
        except PlanlensError:
            time.sleep(0.02)


def main() -> None:
    """Write."""
    address, name, count = sys.argv[1:]
    chance = random.Random(name)
    project = open_project(address_of(address), "")
    for number in range(int(count)):
        text = f"{name}-{number}"
        write(project, text, chance)
        print(text, flush=True)
    print("written", flush=True)
    sys.stdin.readline()  # until all others have written too
    is_there(project, "")  # the server may have been away meanwhile
    print(digest(project), flush=True)
    project.close()


if __name__ == "__main__":
    main()
