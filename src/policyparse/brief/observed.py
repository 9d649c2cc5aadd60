"""What had been reached already: the latest reported figure of a target's indicator before and after the new plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from policyparse.brief.change import Observation, Side, Target
from policyparse.brief.counting import count_scale
from policyparse.brief.definitions import definition_state
from policyparse.brief.naming import names_one
from policyparse.brief.reach import is_flow, is_part_year, spans_years, years
from policyparse.brief.targets import find_definition, place_of
from policyparse.document import Head
from policyparse.figure import Extraction, Figure
from policyparse.period import last_day

Sighting = tuple[Figure, Head]


def find_observations(
    target: Target, against: Side, extractions: Iterable[Extraction], plan: Head, since: int | None = None
) -> tuple[Observation, ...]:
    """The latest figure reported for a date up to the new plan's own and the latest after it, where there are any.

    ``plan`` is the new plan's head; without a date of its own, nothing can be put before or after it. What was reported of
    years before ``since``, the old plan's first, was known to both plans and shows no progress.
    """
    dated = plan.written or plan.published
    if dated is None:
        return ()
    sightings = sorted(find_sightings(target, extractions), key=lambda sighting: last_day(sighting[0].period))
    sightings = [seen for seen in sightings if since is None or int(last_day(seen[0].period)[:4]) >= since]
    before = [sighting for sighting in sightings if last_day(sighting[0].period) <= last_day(dated)]
    after = sightings[len(before) :]
    return tuple(
        _observation(target, against, _latest(found), before=found is before) for found in (before, after) if found
    )


def find_sightings(target: Target, extractions: Iterable[Extraction]) -> Iterator[Sighting]:
    """Every reported figure that may be held against a target, with the head of its document."""
    for extraction in extractions:
        for figure in extraction.figures:
            if figure.kind == "reported" and figure.period and _measures(figure, target, extraction):
                yield figure, extraction.head


def _measures(figure: Figure, target: Target, extraction: Extraction) -> bool:
    """Whether a reported figure is of the target's indicator, place and measure, and not under another definition.

    What sums up or averages several years (五年年均), or part of a year's flow, says nothing of a year's target.
    """
    if figure.statistic in ("rank", "share") or place_of(figure) != target.place:
        return False
    if spans_years(figure) and not years(target.period):
        return False
    if is_flow(target) and target.measure == "level" and is_part_year(figure.period):
        return False
    if not is_measured_alike(figure, target):
        return False
    return definition_state(find_definition((figure,), extraction.definitions), target.definition) != "reworded"


def is_measured_alike(figure: Figure, target: Target) -> bool:
    """Whether a figure is of the target's indicator and measure, in a unit that converts into its."""
    if (figure.measure, figure.direction) != (target.measure, target.direction):
        return False
    if count_scale(figure.unit, target.unit) is None:
        return False
    return any(names_one(figure, stated) for stated in target.figures)


def _latest(sightings: list[Sighting]) -> Sighting:
    """The last by date; of one date, the one that prints the number most closely."""
    end = last_day(sightings[-1][0].period)
    of_date = [sighting for sighting in sightings if last_day(sighting[0].period) == end]
    return min(of_date, key=lambda sighting: (sighting[0].comparator != "=", Fraction(sighting[0].step)))


def _observation(target: Target, against: Side, sighting: Sighting, *, before: bool) -> Observation:
    figure, head = sighting
    points, growth = None, None
    scale = count_scale(figure.unit, target.unit)
    if target.value is not None and figure.value is not None and scale is not None:
        promised, seen = Fraction(target.value), Fraction(figure.value) * scale
        if target.unit in ("%", "百分点"):
            points = str(promised - seen)
        elif seen > 0:
            growth = str(promised / seen - 1)
    return Observation(figure=figure, head=head, against=against, before=before, points=points, growth=growth)
