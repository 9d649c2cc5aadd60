"""What was reported of a target's indicator: a series of points, and the figures of a like name that may not join it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from policyparse.brief.change import Note, Target, ends_of
from policyparse.brief.counting import count_scale
from policyparse.brief.observed import Sighting, find_sightings, is_measured_alike
from policyparse.brief.redefinition import Plans, find_redefinition
from policyparse.brief.span import Span
from policyparse.brief.targets import place_of, target_of
from policyparse.brief.tracking import Aside, Point
from policyparse.figure import Extraction, Figure
from policyparse.interval import Interval
from policyparse.period import last_day


def find_series(target: Target, reports: Iterable[Extraction]) -> tuple[Point, ...]:
    """The reported points, oldest first; of one date the one that prints its number most closely."""
    of_date: dict[str, Sighting] = {}
    for sighting in find_sightings(target, reports):
        date = last_day(sighting[0].period)
        known = of_date.get(date)
        if known is None or _closeness(sighting[0]) < _closeness(known[0]):
            of_date[date] = sighting
    return tuple(_point(of_date[date], target.unit) for date in sorted(of_date))


def find_asides(target: Target, reports: Iterable[Extraction], plans: Plans) -> tuple[Aside, ...]:
    """Reported figures of the target under another definition, or of what it redefines (大型 for 大中型), by date; none twice."""
    asides: dict[tuple[str, str, str], Aside] = {}
    for report in reports:
        for figure in report.figures:
            reason = _why_apart(figure, target, report, plans) if figure.kind == "reported" and figure.period else None
            if reason is not None:
                told = (figure.indicator, figure.period, figure.printed.replace(" ", ""))
                asides.setdefault(told, Aside(figure=figure, head=report.head, reason=reason))
    return tuple(sorted(asides.values(), key=lambda aside: last_day(aside.figure.period)))


def _why_apart(figure: Figure, target: Target, report: Extraction, plans: Plans) -> Note | None:
    if place_of(figure) != target.place or figure.statistic in ("rank", "share"):
        return None
    if is_measured_alike(figure, target):
        definition = target_of((figure,), report.definitions).definition
        if definition is None or target.definition is None or definition.text == target.definition.text:
            return None
        return Note(code="definition_reworded")
    likeness = find_redefinition(target_of((figure,), ()), target, plans)
    return likeness.note if likeness is not None and likeness.confidence == "high" else None


def _closeness(figure: Figure) -> tuple[bool, Fraction, int]:
    return figure.comparator != "=", Fraction(figure.step), figure.source.start


def _point(sighting: Sighting, unit: str) -> Point:
    figure, head = sighting
    low, _ = ends_of(figure)
    return Point(
        figure=figure,
        head=head,
        date=last_day(figure.period),
        span=Span.of(stands_for(figure, unit)),
        value=str(low * _scale(figure, unit)),
    )


def stands_for(figure: Figure, unit: str, *, sharper: bool = False) -> Interval:
    """The numbers that a printed one stands for, in ``unit``; ``sharper`` for the closer reading of 超 and 近."""
    low, high = ends_of(figure)
    if figure.comparator == "range" or low != high:
        return Interval(low, high).scaled(_scale(figure, unit))
    read = Interval.sharper if sharper else Interval.of
    return read(figure.comparator, low, Fraction(figure.step)).scaled(_scale(figure, unit))


def readings(points: Iterable[Point], unit: str) -> Iterator[Interval]:
    """Each point as a bounded interval: a one-sided number (超82.8%) by its closer reading."""
    for point in points:
        interval = point.span.interval
        bounded = interval.low is not None and interval.high is not None
        yield interval if bounded else stands_for(point.figure, unit, sharper=True)


def _scale(figure: Figure, unit: str) -> Fraction:
    scale = count_scale(figure.unit, unit)
    if scale is None:
        raise ValueError(f"{figure.unit!r} and {unit!r} of {figure.indicator!r} may not be compared")
    return scale
