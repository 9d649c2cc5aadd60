"""SERIES of stocks and running totals: what a level and its change since the last year say of that year's end, a change
beyond its level, and a sum since January that falls from one month to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby, pairwise

from policyparse.audit.case import Case
from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding
from policyparse.audit.identity import clusters, is_telling, place_key_across
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.slips import find_slip
from policyparse.audit.words import said
from policyparse.figure import Figure
from policyparse.interval import Interval

BESIDE = 60
"""A change stands at most so many characters behind its level."""

_YEAR_END = frozenset({"上年", "上年末", "上年底", "年初"})
_STOCK = re.compile(r"余额|存款|贷款|用户|人口|里程|保有量|总数|容量|面积|人数|户数|库存|存栏")
_RUNNING = re.compile(r"^(?P<year>\d{4})-01/(?P=year)-(?P<month>\d\d)$")


def check_stocks(case: Case) -> Iterator[Finding]:
    """Every level with its change since the end of last year."""
    implied: dict[tuple[object, ...], list[tuple[Figure, Figure]]] = {}
    for extraction in case.evidence.extractions:
        for level, change in pairwise(case.evidence.of_document(extraction.head.id)):
            if _is_change_of(level, change):
                if change.direction == "up" and point(change) > point(level) > 0:
                    yield _beyond(case, level, change)
                key = (place_key_across(level), level.indicator, level.unit, level.period[:4])
                implied.setdefault(key, []).append((level, change))
    for pairs in implied.values():
        if len({level.period for level, _ in pairs}) > 1:
            yield _one_base(case, pairs)


def check_running_totals(case: Case) -> Iterator[Finding]:
    """Every amount since January of one year, from month to month."""
    running = (
        figure
        for figure in case.evidence.figures
        if figure.measure == "level" and figure.kind == "reported" and figure.value is not None and is_telling(figure)
        and _RUNNING.match(figure.period) and not is_ratio(figure) and not is_cell(figure)
    )  # fmt: skip
    for cluster in clusters(running):
        months = sorted(cluster, key=lambda figure: figure.period)
        for _, group in groupby(months, key=lambda figure: figure.period[:4]):
            told = list({figure.period: figure for figure in group}.values())
            if len(told) > 1:
                yield _rising(case, told)


def _is_change_of(level: Figure, change: Figure) -> bool:
    return (
        change.measure == "delta"
        and change.basis in _YEAR_END
        and level.measure == "level"
        and level.kind == change.kind == "reported"
        and None not in (level.value, change.value)
        and (level.indicator, level.unit, level.period, level.place) == (change.indicator, change.unit, change.period, change.place)
        and change.source.start - level.source.start <= BESIDE
        and bool(_STOCK.search(level.indicator))
        and not is_cell(level)
        and not is_ratio(level)
        and "净" not in level.indicator
        and unspaced(level.printed) in unspaced(change.quote)
    )  # fmt: skip


def _beyond(case: Case, level: Figure, change: Figure) -> Finding:
    """A stock that grew by more than it is was negative before, which no count and no balance is; a unit may have slipped."""
    slip = find_slip(point(level), point(change) * 10)
    return case.finding(
        "SERIES", "contradiction", "critical", figures=(level, change),
        title=case.words.say("beyond_title", indicator=level.indicator, place=level.place, level=said(level), change=said(change)),
        formula=case.words.say("beyond_formula", level=said(level), change=said(change)),
        explanations=() if slip is None else (case.explain("slip", slip=case.words.say(slip)),),
    )  # fmt: skip


def _one_base(case: Case, pairs: list[tuple[Figure, Figure]]) -> Finding:
    """Levels less their changes since the last year's end are all of that day; it may have been revised in between."""
    before = [stands_for(level) - stands_for(change) for level, change in pairs]
    shared: Interval | None = Interval(None, None)
    for interval in before:
        shared = None if shared is None else shared.intersection(interval)
    level = pairs[0][0]
    scale = case.words.scale(*(point(one) - point(other) for one, other in pairs))
    terms = case.words.listed(
        f"{case.words.dated(one)} − {said(other)} = {scale.amount(point(one) - point(other), one.unit)}"
        for one, other in pairs
    )
    return case.finding(
        "SERIES", "cannot_decide" if shared is None else "consistent_after_rounding", "medium" if shared is None else "info",
        reason="version" if shared is None else None, figures=[figure for pair in pairs for figure in pair],
        title=case.words.say("one_base_title", indicator=level.indicator, place=level.place, n=len(pairs)),
        formula=terms,
    )  # fmt: skip


def _rising(case: Case, months: list[Figure]) -> Finding:
    """What is summed from January on does not fall, where nothing in it is negative."""
    fallen = [now for then, now in pairwise(months) if point(now) < point(then) and point(then) > Fraction(0)]
    values = case.words.joined(map(case.words.dated, months))
    return case.finding(
        "SERIES", "cannot_decide" if fallen else "consistent", "medium" if fallen else "info",
        reason="extraction_noise" if fallen else None, figures=months,
        title=case.words.say("series_title", indicator=months[0].indicator, place=months[0].place, values=values),
        formula=case.words.say("running_fallen" if fallen else "series_formula", values=values),
    )  # fmt: skip
