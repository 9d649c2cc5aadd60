"""A plan's targets against what was reported of them: met, on track, behind, missed, not yet due, or not comparable.

A stock or rate (a level) is judged by its latest point, a flow of one year (新增就业, a growth) only by that year's own. Whether
a point meets the target is decided by the interval that its printed number stands for; where that reaches over the bar, by the
closer reading, and the track says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from policyparse.brief.change import Note, Target, ends_of
from policyparse.brief.good import good_of
from policyparse.brief.pace import forecast, scale_of, yearly_pace, years_apart
from policyparse.brief.reach import first_year, is_flow, is_total
from policyparse.brief.redefinition import Plans
from policyparse.brief.series import find_asides, find_series, readings, stands_for
from policyparse.brief.span import Span
from policyparse.brief.targets import find_targets, standing_targets
from policyparse.brief.tracking import STATES, Aside, Forecast, Method, Pace, Point, Track, Tracking, TrackState
from policyparse.document import Head
from policyparse.figure import Direction, Extraction
from policyparse.interval import Interval, exact
from policyparse.period import last_day
from policyparse.vocabulary import load

WHOLE = Fraction(100)
"""What a share of a whole cannot pass, in per cent."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The state of a target, why, and whether it took a closer reading."""

    state: TrackState
    reason: Note
    sharper: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A target as what meets it: the wanted numbers, which way is better, and the printed number that distances count from."""

    wanted: Interval
    good: Direction
    end: Fraction


def progress(plan: Extraction, reports: Iterable[Extraction], *, as_of: str | None = None) -> Tracking:
    """Every target of ``plan`` against the reported figures of ``reports`` and of the plan itself.

    ``as_of`` is the day that the states hold for, ISO 8601; else the last day that a report speaks of or was written on.
    """
    sources = tuple({report.head.id: report for report in (*reports, plan)}.values())
    targets = standing_targets(find_targets(plan))
    plans = Plans.of((), targets)
    series = [(target, find_series(target, sources)) for target in targets]
    day = last_day(as_of) if as_of else _latest_day(sources, (points for _, points in series))
    since = first_year(plan.head)
    tracks = [
        _track(target, points, () if points else find_asides(target, sources, plans), day, since)
        for target, points in series
    ]
    tracks.sort(key=lambda track: STATES.index(track.state))
    heads = tuple(source.head for source in sources if source.head.id != plan.head.id)
    return Tracking(plan=plan.head, reports=heads, as_of=day, caveats=_caveats(plan.head), tracks=tuple(tracks))


def _caveats(plan: Head) -> tuple[Note, ...]:
    return (Note(code="plan_draft", words=(plan.title or plan.name,)),) if plan.status == "draft" else ()


def _latest_day(sources: Iterable[Extraction], series: Iterable[Sequence[Point]]) -> str:
    days = [last_day(date) for source in sources for date in (source.head.written, source.head.published) if date]
    days += [point.date for points in series for point in points]
    return max(days, default="")


def _track(target: Target, points: tuple[Point, ...], asides: tuple[Aside, ...], day: str, since: int | None) -> Track:
    bound, deadline = bound_of(target), last_day(target.period)
    flow = is_flow(target)
    judging = tuple(point for point in points if point.date[:4] == deadline[:4]) if flow else points
    if flow and is_total(target, since):
        judging = tuple(
            point for point in points if point.figure.basis and point.figure.basis == target.figures[0].basis
        )
    last = judging[-1] if judging else None
    ahead = _ahead(target, points, deadline) if not flow else None
    judged = _judge(target, bound, last, asides, deadline, day, ahead)
    first_met = next((point for point in judging if _meets(point, bound, target.unit)[0]), None)
    if judged.state == "met" and first_met is not None and deadline and first_met.date > deadline:
        judged = replace(judged, reason=Note(code="reached_late", words=(first_met.date,)))
    return Track(
        indicator=target.indicator,
        target=target,
        deadline=deadline,
        good=bound.good,
        wanted=Span.of(bound.wanted),
        state=judged.state,
        sharper=judged.sharper,
        reason=judged.reason,
        points=points,
        last=last,
        asides=asides,
        gap=None if last is None else Span.of(_gap(bound, last.span.interval)),
        gap_nominal=None if last is None or target.value is None else exact(_short_of(bound, Fraction(last.value))),
        required=None if flow or last is None else _required(target, bound, last, deadline),
        actual=None if flow else _actual(target, points),
        forecast=ahead,
        first_met=first_met,
    )


def bound_of(target: Target) -> Bound:
    """What meets a target. 达45% is met from 45 up where more is better; 左右 gives one unit of the last printed place.

    A cut (下降15%) is met by a larger cut. Where nobody says which way is better, more is.
    """
    good = _better_number(target)
    low, high = ends_of(target)
    slack = Fraction(target.figures[0].step) if target.comparator == "~" else Fraction(0)
    if good == "up":
        return Bound(Interval(low - slack, None, open_low=target.comparator == ">"), good, low)
    return Bound(Interval(None, high + slack, open_high=target.comparator == "<"), good, high)


def _better_number(target: Target) -> Direction:
    """Which way the printed number is better: by its word of comparison, else by what is good of the indicator."""
    if target.comparator in (">", ">="):
        return "up"
    if target.comparator in ("<", "<="):
        return "down"
    good = good_of(target) or ("down" if target.direction == "down" else "up")
    return good if target.direction != "down" else ("up" if good == "down" else "down")


def _meets(point: Point, bound: Bound, unit: str) -> tuple[bool, bool]:
    """Whether a point meets the target, and whether it took the closer reading to say so; 不足56% never shows 55% met."""
    interval = point.span.interval
    if interval.within(bound.wanted):
        return True, False
    if not interval.meets(bound.wanted):
        return False, False
    closer = stands_for(point.figure, unit, sharper=True)
    if closer.within(bound.wanted) or not closer.meets(bound.wanted):
        return closer.within(bound.wanted), True
    if point.figure.comparator != "=":
        return False, True
    return Interval.exactly(Fraction(point.value)).within(bound.wanted), True


def _judge(
    target: Target,
    bound: Bound,
    last: Point | None,
    asides: tuple[Aside, ...],
    deadline: str,
    day: str,
    ahead: Forecast | None,
) -> Judged:
    """The state of a target by its last admissible point, the deadline, and where the points lead."""
    if last is None:
        if asides:
            return Judged("not_comparable", asides[-1].reason)
        if not deadline:
            return Judged("unreported", Note(code="never_reported"))
        due = Note(code="not_due_unreported", words=(target.period,))
        return (
            Judged("not_yet_due", due) if day and day < deadline else Judged("unreported", Note(code="never_reported"))
        )
    met, sharper = _meets(last, bound, target.unit)
    if met:
        return Judged("met", Note(code="reached", words=(last.date,)), sharper)
    if not deadline:
        return Judged("not_yet_due", Note(code="no_deadline"), sharper)
    if last.date >= deadline:
        code = "short_at_deadline" if last.date == deadline else "short_after_deadline"
        return Judged("missed", Note(code=code, words=(last.date,)), sharper)
    if day >= deadline:
        return Judged("unreported", Note(code="deadline_unreported", words=(last.date,)))
    if ahead is None:
        return Judged("not_yet_due", Note(code="single_point"), sharper)
    return _by_forecast(ahead, bound)


def _by_forecast(ahead: Forecast, bound: Bound) -> Judged:
    """On track where the whole band meets the target, behind where it does not wholly."""
    band = ahead.span.interval
    if band.within(bound.wanted):
        return Judged("on_track", Note(code="band_meets"))
    code = "band_straddles" if band.meets(bound.wanted) else "band_misses"
    return Judged("behind", Note(code=code))


def _gap(bound: Bound, reached: Interval) -> Interval:
    """What is still to go, from the most to the least that was reached; negative where it is passed."""
    if bound.good == "up":
        return Interval(
            None if reached.high is None else bound.end - reached.high,
            None if reached.low is None else bound.end - reached.low,
            reached.open_high,
            reached.open_low,
        )
    return Interval(
        None if reached.low is None else reached.low - bound.end,
        None if reached.high is None else reached.high - bound.end,
        reached.open_low,
        reached.open_high,
    )


def _short_of(bound: Bound, value: Fraction) -> Fraction:
    return bound.end - value if bound.good == "up" else value - bound.end


def _required(target: Target, bound: Bound, last: Point, deadline: str) -> Pace | None:
    """The pace from the last point to the deadline; none where that has come."""
    if last.date >= deadline:
        return None
    reached, wanted = next(readings((last,), target.unit)), Interval.exactly(bound.end)
    scale = scale_of(target.unit, (reached, wanted))
    span = yearly_pace(scale, reached, wanted, years_apart(last.date, deadline))
    return Pace(scale=scale, span=Span.of(span), since=last.date, until=deadline)


def _actual(target: Target, points: tuple[Point, ...]) -> Pace | None:
    """The pace from the first point to the last."""
    if len(points) < 2:
        return None
    first, last = readings((points[0], points[-1]), target.unit)
    scale = scale_of(target.unit, (first, last))
    span = yearly_pace(scale, first, last, years_apart(points[0].date, points[-1].date))
    return Pace(scale=scale, span=Span.of(span), since=points[0].date, until=points[-1].date)


def _ahead(target: Target, points: tuple[Point, ...], deadline: str) -> Forecast | None:
    """The band at the deadline; none under two points or where the deadline has come."""
    if len(points) < 2 or not deadline or points[-1].date >= deadline:
        return None
    intervals = tuple(readings(points, target.unit))
    scale = scale_of(target.unit, intervals)
    band = forecast(scale, tuple(zip((point.date for point in points), intervals, strict=True)), deadline)
    if _is_share(target, intervals):
        band = Interval(max(band.low or Fraction(0), Fraction(0)), min(band.high or WHOLE, WHOLE))
    method: Method = "linear_and_compound" if scale == "growth" else "linear"
    return Forecast(method=method, points=len(points), date=deadline, span=Span.of(band))


def _is_share(target: Target, intervals: Iterable[Interval]) -> bool:
    """Whether a number is a share of a whole: a level in per cent that nobody saw above 100 and no catalogued ratio."""
    ratio = any(entry["id"] == target.indicator_id and entry.get("ratio") for entry in load("indicators")["indicators"])
    below = all(interval.high is not None and interval.high <= WHOLE for interval in intervals)
    return target.unit == "%" and target.measure == "level" and not ratio and below
