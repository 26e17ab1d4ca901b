"""Everything that is told of a target, one field each.

The judgement and the outlook say nothing where they cannot be told; tables leave the outlook out as long as no actual
value is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from planlens.model import Judgement, Op
from planlens.model.course import number
from planlens.model.outlook import NO_FORECAST, Outlook
from planlens.views.cells import Cell, lines
from planlens.views.fields import typed_targets as typed
from planlens.views.fields.answers import Merge
from planlens.views.fields.field import TABLES, Field, Fields, Kind, Use, plain
from planlens.views.fields.seen_targets import SeenTarget
from planlens.views.wording import target_indicator, target_unit, target_value, year_text

NOTHING = "—"
"""What a page says where a target cannot be judged."""

_JUDGEMENTS = {word: place for place, word in enumerate(Judgement)}
_OUTLOOKS = {word: place for place, word in enumerate(Outlook)}
_PAGE, _JSON = frozenset({Use.PAGE}), frozenset({Use.JSON})
_FRAME, _HISTORY = frozenset({Use.FRAME}), frozenset({Use.HISTORY})
_VALUES = frozenset({Use.LEDGER, Use.FRAME, Use.JSON})


def _measured(part: str, otherwise: Any = None) -> Callable[[SeenTarget], Any]:
    """Return what tells a part of how a target stands."""
    return lambda seen: getattr(seen.measured, part) if seen.measured else otherwise


def _base(seen: SeenTarget) -> Cell:
    found = seen.measured
    if found is None or found.base is None:
        return ()
    return lines([plain(found.base), f"（{found.base_year}年）" if found.base_year else ""])


def _newest(seen: SeenTarget) -> float | None:
    return seen.measured.actuals[seen.newest] if seen.measured and seen.newest is not None else None


def _newest_lines(seen: SeenTarget) -> Cell:
    return () if seen.newest is None else lines([plain(_newest(seen)), f"（{seen.newest}年）"])


def _judgement(seen: SeenTarget) -> Judgement | None:
    return seen.measured.verdict.word if seen.measured else None


def _judged(seen: SeenTarget) -> str | None:
    word = _judgement(seen)
    return word.label if word else None


def _judged_order(seen: SeenTarget) -> int | None:
    word = _judgement(seen)
    return _JUDGEMENTS[word] if word else None


def _outlook(seen: SeenTarget) -> str | None:
    return seen.measured.forecast.word.label if seen.measured else None


def _outlook_lines(seen: SeenTarget) -> Cell:
    return lines([_outlook(seen) or ""]) if seen.newest is not None else ()


def _is_forecast(seen: SeenTarget) -> bool:
    return seen.measured is not None and seen.measured.forecast != NO_FORECAST


def _actuals(seen: SeenTarget) -> dict[str, float]:
    known = seen.measured.actuals if seen.measured else {}
    return {str(year): known[year] for year in sorted(known)}


def _due(seen: SeenTarget) -> str | None:
    return seen.measured.year if seen.measured else seen.target.year


def _in_words(value: str | None) -> str:
    return typed.OPS[Op(value)] if value else ""


TARGETS: Fields[SeenTarget] = Fields(
    (
        Field(
            *("ordinal", "序号", lambda seen: seen.ordinal),
            kind=Kind.COUNT,
            named="number",
            weight=12,
            centered=True,
            numeric=True,
            searched=False,
            merge=Merge.KEEP,
            uses=TABLES,
        ),
        Field("document", "文件", lambda seen: seen.document, searched=False, merge=Merge.KEEP, uses=_FRAME),
        Field("task", "任务", lambda seen: seen.task, searched=False, merge=Merge.KEEP, uses=_FRAME),
        Field(
            *("indicator", "指标", lambda seen: seen.target.indicator),
            lines=lambda seen: lines([target_indicator(seen.target)]),
            brief=lambda seen: seen.name,
            searched=lambda seen: [seen.target.indicator, seen.target.text],
            edit=typed.keeping("indicator", typed.line),
            width=15,
            weight=73,
            uses=TABLES | _PAGE | _FRAME | _HISTORY,
        ),
        Field(
            *("op", "要求", lambda seen: seen.target.op.value),
            says=_in_words,
            searched=False,
            edit=typed.keeping("op", typed.op),
            uses=_FRAME | _HISTORY,
        ),
        Field(
            *("value", "目标值", lambda seen: seen.target.value),
            lines=lambda seen: lines([target_value(seen.target)]),
            order=lambda seen: number(seen.target.value),
            searched=False,
            edit=typed.value,
            centered=True,
            width=6.6,
            weight=30,
            uses=TABLES | _PAGE | _FRAME | _HISTORY,
        ),
        Field(
            *("unit", "单位", lambda seen: seen.target.unit),
            lines=lambda seen: lines([target_unit(seen.target)]),
            brief=lambda seen: seen.target.unit,
            searched=False,
            edit=typed.keeping("unit", typed.line),
            titles={Use.HISTORY: "计量单位"},
            centered=True,
            width=4,
            weight=26,
            uses=TABLES | _PAGE | _FRAME | _HISTORY,
        ),
        Field(
            *("year", "年份", _due),
            lines=lambda seen: lines([year_text(seen.target.year)]),
            brief=lambda seen: seen.target.year or "",
            assumed=lambda seen: _due(seen) or "",
            searched=False,
            edit=typed.keeping("year", typed.year),
            titles={Use.PAGE: "目标年"},
            centered=True,
            width=4,
            weight=20,
            uses=TABLES | _PAGE | _FRAME | _HISTORY,
        ),
        Field(
            *("nature", "属性", lambda seen: seen.target.nature),
            searched=False,
            edit=typed.keeping("nature", typed.line_or_none),
            centered=True,
            width=4.3,
            weight=20,
            uses=TABLES | _PAGE | _FRAME | _HISTORY,
        ),
        Field(
            *("base", "基期值", _measured("base")),
            kind=Kind.NUMBER,
            lines=_base,
            brief=lambda seen: plain(_measured("base")(seen)),
            searched=False,
            edit=typed.keeping("base", typed.amount),
            centered=True,
            width=4.7,
            weight=24,
            uses=_VALUES | _PAGE | _HISTORY,
        ),
        Field(
            *("base_year", "基期年", _measured("base_year")),
            kind=Kind.YEAR,
            brief=lambda seen: plain(seen.base_year),
            assumed=lambda seen: plain(_measured("base_year")(seen)),
            searched=False,
            edit=typed.keeping("base_year", typed.base_year),
            width=4,
            uses=_PAGE | _FRAME | _HISTORY | _JSON,
        ),
        Field(
            "actuals", "各年实际值", _actuals, Kind.LIST, searched=False, merge=Merge.KEEP, uses=frozenset({Use.JSON})
        ),
        Field(
            *("actual", "最新实际值", _newest),
            kind=Kind.NUMBER,
            lines=_newest_lines,
            searched=False,
            merge=Merge.KEEP,
            centered=True,
            weight=28,
            uses=frozenset({Use.LEDGER, Use.FRAME}),
        ),
        Field(
            *("actual_year", "实际值年份", lambda seen: seen.newest),
            kind=Kind.YEAR,
            searched=False,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        Field(
            *("expected", "应达到", lambda seen: seen.measured.verdict.expected if seen.measured else None),
            kind=Kind.NUMBER,
            searched=False,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        Field(
            *("judgement", "进展评价", _judged),
            brief=lambda seen: _judged(seen) or NOTHING,
            order=_judged_order,
            searched=False,
            merge=Merge.KEEP,
            titles={Use.PAGE: "判断"},
            centered=True,
            width=6.9,
            weight=30,
            uses=_VALUES | _PAGE,
        ),
        Field(
            *("reason", "判断依据", lambda seen: seen.measured.verdict.reason if seen.measured else None),
            searched=False,
            merge=Merge.KEEP,
            uses=_FRAME,
        ),
        Field(
            *("outlook", "期末预计", _outlook),
            lines=_outlook_lines,
            brief=lambda seen: _outlook(seen) or "" if _is_forecast(seen) else NOTHING,
            order=lambda seen: _OUTLOOKS[seen.measured.forecast.word] if seen.measured else None,
            searched=False,
            merge=Merge.KEEP,
            centered=True,
            width=7.7,
            weight=30,
            uses=_VALUES | _PAGE,
        ),
        Field(
            *("path", "所在章节", lambda seen: list(seen.headings)),
            kind=Kind.LIST,
            lines=lambda seen: lines(seen.headings),
            brief=lambda seen: seen.section,
            separator="／",
            merged=True,
            merge=Merge.KEEP,
            width=10.7,
            weight=44,
            uses=TABLES | _PAGE | _FRAME,
        ),
        Field(
            *("text", "原文", lambda seen: seen.target.text),
            searched=False,
            edit=typed.keeping("text", typed.clause),
            titles={Use.HISTORY: "内容"},
            uses=_HISTORY,
        ),
    ),
    {
        use: tuple(keys.split())
        for use, keys in {
            Use.PAGE: "indicator value unit year nature base base_year judgement outlook path",
            Use.TABLE: "ordinal indicator value unit year nature path",
            Use.LEDGER: "ordinal indicator value unit year nature base actual judgement outlook path",
            Use.JSON: "base base_year actuals judgement outlook",
            Use.HISTORY: "text indicator op value unit year nature base base_year",
            Use.FRAME: "document task path indicator op value unit year nature base base_year actual actual_year "
            "expected judgement reason outlook",
        }.items()
    },
)
"""The fields of targets that planlens has by itself."""


def actual_field(year: int) -> Field[SeenTarget]:
    """Return the field of the value that a year ended with."""
    return Field(
        *(f"actual-{year}", f"{year}年实际", lambda seen: _actuals(seen).get(str(year))),
        kind=Kind.NUMBER,
        searched=False,
        edit=typed.actual(year),
        width=5.4,
        uses=_PAGE,
    )


def with_years(fields: Fields[SeenTarget], years: Iterable[int]) -> Fields[SeenTarget]:
    """Return fields with the actual values of years, on a page behind the base year."""
    added = tuple(map(actual_field, years))
    page = fields.usual[Use.PAGE]
    place = page.index("base_year") + 1
    shown = (*page[:place], *(field.key for field in added), *page[place:])
    return Fields((*fields.all, *added), {**fields.usual, Use.PAGE: shown})
