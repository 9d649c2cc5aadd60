"""SERIES: one indicator of one place over dates; a number a power of ten away from its neighbours is a slip of its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from statistics import median

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding
from policyparse.audit.identity import clusters, is_telling
from policyparse.audit.meaning import common, point, stands_for
from policyparse.audit.scope import is_cumulative
from policyparse.audit.slips import find_slip
from policyparse.figure import Figure
from policyparse.period import days, last_day, relate, years_between

STEADY = 3
"""Neighbours of a suspected slip lie within this factor of each other."""


NEARBY = 160
"""A date is borrowed from the clause before over so many characters at most."""

NEIGHBOUR_YEARS = 3
"""Numbers further apart in time than this are no neighbours."""


def check_series(case: Case) -> Iterator[Finding]:
    """Every indicator with levels at two dates at least, each date with one number; budgets are left out."""
    levels = (
        figure
        for extraction in case.evidence.extractions if extraction.head.kind != "budget"
        for figure in extraction.figures
        if figure.measure == "level" and figure.kind == "reported" and figure.value is not None and figure.period
        and is_telling(figure)
    )  # fmt: skip
    for cluster in clusters(levels):
        series, statements = _by_date(cluster)
        if len(series) > 1:
            yield _judge(case, series, statements)


def check_borrowed_dates(case: Case) -> Iterator[Finding]:
    """Numbers of a news item whose date comes from the clause before, where most of the item is of another date."""
    for extraction in case.evidence.extractions:
        told = [f for f in case.evidence.of_document(extraction.head.id) if f.kind == "reported" and f.period]
        if extraction.head.kind != "news" or not told:
            continue
        usual = Counter(figure.period for figure in told).most_common(1)[0][0]
        lent: list[Figure] = []
        for before, figure in pairwise(told):
            if (
                "period" in figure.inherited
                and figure.period == before.period != usual
                and figure.source.start - before.source.start <= NEARBY
            ):
                lent += [before, figure]
        if lent:
            yield case.finding(
                "SERIES", "cannot_decide", "low", reason="date_incomplete", figures=lent,
                title=case.words.say("borrowed_title", indicator=lent[1].indicator, period=case.words.period(lent[1].period)),
                formula=case.words.say("borrowed_formula", usual=case.words.period(usual), period=case.words.period(lent[1].period)),
            )  # fmt: skip


def _by_date(cluster: tuple[Figure, ...]) -> tuple[list[Figure], list[Figure]]:
    """One figure for each date in order, and all statements of these; dates with several numbers, or within others, are left out."""
    dated: dict[tuple[str, str], list[Figure]] = {}
    for figure in cluster:
        dated.setdefault(days(figure.period), []).append(figure)
    single = [group[0] for group in dated.values() if common(map(stands_for, group)) is not None]
    single.sort(key=lambda figure: (last_day(figure.period), figure.period))
    kept: list[Figure] = []
    for figure in single:
        if not kept or relate(kept[-1].period, figure.period) == "apart":
            kept.append(figure)
    return kept, [other for figure in kept for other in dated[days(figure.period)]]


def _judge(case: Case, series: list[Figure], statements: list[Figure]) -> Finding:
    first = series[0]
    values = case.words.joined(case.words.dated(figure) for figure in series)
    title = case.words.say("series_title", indicator=first.indicator, place=first.place, values=values)
    for figure in series:
        others = [
            point(other)
            for other in series
            if other is not figure and years_between(other.period, figure.period) <= NEIGHBOUR_YEARS
        ]
        slip = _slip(point(figure), others)
        if slip is not None:
            near = case.words.scale(*others).amount(median(others), figure.unit)
            return case.finding(
                "SERIES", "cannot_decide", "medium", reason="extraction_noise", figures=statements, title=title,
                formula=case.words.say("series_slip", value=case.words.dated(figure), near=near),
                explanations=(case.explain("slip", slip=case.words.say(slip)),),
            )  # fmt: skip
    fallen = is_cumulative(first) and any(
        stands_for(now).high is not None
        and (low := stands_for(then).low) is not None
        and (stands_for(now).high or low) < low
        for then, now in pairwise(series)
    )
    return case.finding(
        "SERIES", "cannot_decide" if fallen else "consistent", "medium" if fallen else "info",
        reason="scope_ambiguous" if fallen else None, figures=statements, title=title,
        formula=case.words.say("series_fallen" if fallen else "series_formula", values=values),
    )  # fmt: skip


def _slip(value: Fraction, others: list[Fraction]) -> str | None:
    """The slip that sets a number apart from at least two others that are near each other."""
    if len(others) < 2 or min(others) <= 0 or max(others) > STEADY * min(others):
        return None
    return find_slip(value, median(others))
