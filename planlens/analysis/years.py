"""Which years a document is about."""

from __future__ import annotations

import re

from planlens.analysis.draft import Draft
from planlens.language.dates import FULL, MONTH, PERIOD, year_of
from planlens.language.numerals import narrow

_TITLE_YEAR = re.compile(r"(20\d{2}|19\d{2})(?:年|[-—–~～至])")
_STARTS = {"十": "2001", "十一": "2006", "十二": "2011", "十三": "2016", "十四": "2021", "十五": "2026", "十六": "2031"}


def own_year(draft: Draft) -> str | None:
    """Return the document's own year: that of its title, its colophon's date, its file name, or the first year of its period."""
    for text in (draft.title or "", *_colophon_dates(draft), draft.document.source.name):
        found = _TITLE_YEAR.search(narrow(text))
        if found is not None:
            return found[1]
    for text in (draft.title or "", draft.document.source.name):
        period = PERIOD.search(text)
        if period is not None and period["p"] in _STARTS:
            return _STARTS[period["p"]]
    return None


def stated_year(draft: Draft) -> str | None:
    """Return the year that 年底前 without a year means: that of the date below the document, or the only one in its title."""
    dates = _colophon_dates(draft)
    if dates:
        return dates[0][:4]
    years = re.findall(r"(?:19|20)\d{2}", narrow(draft.title or ""))
    return years[0] if len(set(years)) == 1 else None


def _colophon_dates(draft: Draft) -> list[str]:
    dates = []
    first = next((heading.paragraph for heading in draft.headings), 0)
    for index, paragraph in enumerate(draft.paragraphs):
        if (paragraph.colophon or index < min(first, 8)) and len(paragraph.flow) <= 50:
            found = FULL.search(narrow(paragraph.text)) or MONTH.search(narrow(paragraph.text))
            if found is not None and year_of(found["y"]):
                dates.append(f"{year_of(found['y'])}年")
    return dates[-1:]
