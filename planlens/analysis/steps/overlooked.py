"""Look at what became nothing: say in plain words where tasks may have been overlooked, and in how many sentences.

A section's role decides for all that stands in it; where its sentences speak otherwise (the weights ``voices``)
people should look. So they should where a long document has hardly a task. What is told here changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.judging.section_evidence import voice
from planlens.analysis.judging.sentence_evidence import ACTING
from planlens.language.weights import weights

LIKELY = 0.8
"""From this chance on a sentence sounds like one of a section of tasks."""
LEAST, SHARE = 6, 0.5
"""A chapter is told of where at least so many of its sentences sound so, and at least this part of them."""
MATTER, MANY = 0.2, 25
"""They matter where they are this part of the tasks that were found, or so many: principles sound like tasks, too."""
LONG, FEW = 2000, 5
"""A document of so many characters with fewer tasks than that is told of."""
TITLE = 24
"""So many characters of a title are quoted."""


def run(draft: Draft) -> None:
    """Set :attr:`Draft.doubts`."""
    draft.doubts = (*_sections(draft), *_sparse(draft))


def _sections(draft: Draft) -> Iterator[str]:
    inside: dict[int, list[Sentence]] = {}
    for sentence in draft.sentences:
        chapter = _idle_chapter(draft, sentence.heading)
        if chapter is not None:
            inside.setdefault(chapter, []).append(sentence)
    found = sum(sentence.task is not None for sentence in draft.sentences)
    least = max(LEAST, min(MANY, round(MATTER * found)))
    for chapter, sentences in sorted(inside.items()):
        alike = sum(sentence.task is None and _sounds_like_a_task(sentence) for sentence in sentences)
        if alike >= least and alike >= SHARE * len(sentences):
            heading = draft.headings[chapter]
            title = f"{heading.number}{heading.title}"
            short = title if len(title) <= TITLE else f"{title[:TITLE]}…"
            yield (
                f"“{short}”没有当作任务部分，其中有 {alike} 句像是任务。"
                "如果是任务，请把它的类型改为“重点任务”，再重新识别本节。"
            )


def _idle_chapter(draft: Draft, index: int | None) -> int | None:
    """Return the highest section around a sentence of which nothing is taken for tasks, None where there is none."""
    found = None
    while index is not None:
        if draft.headings[index].role in ACTING:
            return found
        found, index = index, draft.headings[index].parent
    return found


def _sounds_like_a_task(sentence: Sentence) -> bool:
    chances = weights("voices").chances(voice(sentence.flow.text))
    return sum(chances[role.value] for role in ACTING) >= LIKELY


def _sparse(draft: Draft) -> Iterator[str]:
    length = sum(len(paragraph.text) for paragraph in draft.paragraphs)
    tasks = sum(sentence.task is not None for sentence in draft.sentences)
    if length >= LONG and tasks < FEW:
        what = f"只识别出 {tasks} 项任务" if tasks else "没有识别出任务"
        yield f"正文约 {length} 字，{what}。如果文件部署了工作，请核对各章节的类型，或在原文中选中文字设为任务。"
