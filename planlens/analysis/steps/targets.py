"""Find the numbers that the plan wants to reach: sentence by sentence, then in the tables of indicators.

All of this is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planlens.analysis.aims.aim_reader import AimReader, Setting
from planlens.analysis.draft import Draft, Sentence
from planlens.analysis.judging.years import LeadYears, own_year, stated_year
from planlens.analysis.tables.columns import columns_of
from planlens.analysis.tables.table_targets import table_targets
from planlens.language.quantities import Quantity
from planlens.language.weights import Features
from planlens.model import Role, Target

_TELLS = re.compile(
    r"(过去|回顾|这|近|[一三五]年来|去年|上年)([一二三四五六]年|一年)?|[^，。]{0,16}是(极不|很不)(平凡|寻常)的"
)
"""How a paragraph begins that tells what was (过去五年，…… / 2025年是极不平凡的一年)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may be an aim: where it stands in the document, and what speaks for it."""

    quantity: Quantity
    offset: int
    features: Features


def run(draft: Draft) -> None:
    """Fill ``draft.targets``."""
    paragraph, row = None, []  # the targets found so far in the tasks of one row of a table
    for sentence, setting in settings(draft):
        found = AimReader(sentence, setting).targets()
        draft.targets += _printed(draft, sentence, found)
        row = (row if sentence.paragraph == paragraph else []) + found
        paragraph = sentence.paragraph
        for aim in sentence.beside:
            known = {(target.value, target.unit) for target in row}
            aims = AimReader(aim, setting).targets()
            draft.targets += _printed(draft, aim, [each for each in aims if (each.value, each.unit) not in known])
    for grid in draft.grids:
        columns = columns_of(grid, draft.text)
        if columns is not None and columns.is_ledger:
            continue  # its aims stand beside its tasks
        heading = draft.heading_before(grid.span.start)
        facts = heading is not None and draft.role_of(heading) in (Role.BACKGROUND, Role.APPENDIX)
        if not facts or "目标" in grid.caption:
            draft.targets += table_targets(grid, None if heading is None else f"s{heading + 1}")


def settings(draft: Draft) -> Iterator[tuple[Sentence, Setting]]:
    """Yield every sentence in reading order, and what its place says of its numbers."""
    year, this_year = own_year(draft), stated_year(draft)
    leads = LeadYears(draft, this_year)
    told, paragraph = False, None
    for sentence in draft.sentences:
        told = (told and sentence.paragraph == paragraph) or _TELLS.match(sentence.flow.text) is not None
        paragraph = sentence.paragraph
        title = "" if sentence.heading is None else draft.headings[sentence.heading].title
        yield sentence, Setting(year, this_year, leads.for_sentence(sentence), _role(draft, sentence), title, told)


def _role(draft: Draft, sentence: Sentence) -> Role:
    """Return what a sentence's section is for; one of principles that calls itself aims (建设目标) holds aims."""
    role, heading = draft.role_of(sentence.heading), sentence.heading
    while role is Role.PRINCIPLE and heading is not None:
        if re.search("目标|指标", draft.headings[heading].title):
            return Role.GOAL
        heading = draft.headings[heading].parent
    return role


def _printed(draft: Draft, sentence: Sentence, found: Sequence[Target]) -> list[Target]:
    """Return targets with their words as the document prints them: (PUE) where the flow reads （PUE）."""
    own = sentence.flow.text
    printed = draft.printed(sentence.flow) if found else own
    if printed == own:
        return list(found)
    marks = {mark: shown for mark, shown in zip(own, printed, strict=True) if mark != shown}
    table = str.maketrans(marks)

    def words(text: str) -> str:
        place = own.find(text)
        return printed[place : place + len(text)] if place >= 0 else text.translate(table)

    return [replace(target, text=words(target.text), indicator=words(target.indicator)) for target in found]


def candidates(draft: Draft) -> Iterator[Candidate]:
    """Yield every quantity of the sentences with the evidence for its being an aim: what weights are learnt from."""
    for sentence, setting in settings(draft):
        for quantity, features in AimReader(sentence, setting).weighed():
            yield Candidate(quantity, sentence.flow.at[quantity.start], features)
