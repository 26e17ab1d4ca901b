"""Plans built by hand from headings and sentences."""

from __future__ import annotations

from planlens.model import Assignment, Document, Evidence, Plan, Role, Section, Source, Span, Task

BY_HAND = Evidence("by-hand")


def build(title: str | None, *chapters: tuple[str, list[str]], assigned: tuple[Assignment, ...] = ()) -> Plan:
    """Return a plan with one section per chapter (its heading and its tasks); the first task gets *assigned*."""
    text, sections, tasks = "", [], []
    for heading, sentences in chapters:
        span = Span(len(text), len(text) + len(heading))
        section = Section(f"s{len(sections) + 1}", None, 1, "", heading, Role.TASK, span, BY_HAND)
        sections.append(section)
        text += heading + "\n"
        for sentence in sentences:
            span = Span(len(text), len(text) + len(sentence))
            mine = assigned if not tasks else ()
            tasks.append(Task(f"t{len(tasks) + 1}", section.id, span, sentence, BY_HAND, assignments=mine))
            text += sentence + "\n"
    document = Document(Source("plan.txt", "txt", "0" * 64), text, ())
    return Plan(document, title, tuple(sections), tuple(tasks))
