"""PROGRESS: what was promised against what was observed, of one definition only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from policyparse.audit.byname import ByName, bare_name
from policyparse.audit.case import Case, Sides
from policyparse.audit.finding import Finding, Reason, Severity, Verdict
from policyparse.audit.identity import is_telling, names_of, place_key
from policyparse.audit.meaning import as_printed, point, stands_for
from policyparse.figure import Figure
from policyparse.interval import Interval
from policyparse.period import last_day, relate
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

SHORTEST_BARE = 4
"""A bare name of fewer characters (收入, 面积) says too little to call two indicators akin."""


def check_progress(case: Case) -> Iterator[Finding]:
    """Each target of a plan against the latest numbers observed, at all and in time, and against those of another definition.

    Budgets are left out: their plans and outturns stand row by row in tables of their own.
    """
    observed = ByName.of(
        figure
        for extraction in case.evidence.extractions if extraction.head.kind != "budget"
        for figure in extraction.figures
        if figure.kind == "reported" and figure.period and figure.value is not None and figure.statistic != "rank"
    )  # fmt: skip
    promised: dict[tuple[object, ...], list[Figure]] = {}
    for extraction in case.evidence.extractions:
        for target in extraction.figures if extraction.head.kind != "budget" else ():
            if target.kind == "target" and target.period and is_telling(target):
                key = (
                    *names_of(target)[-1:],
                    place_key(target),
                    target.value,
                    target.low,
                    target.period,
                    target.comparator,
                )
                promised.setdefault(key, []).append(target)
    for targets in promised.values():
        target = targets[0]
        for seen in _telling([other for other in observed.like(target) if _alike(target, other)], target.period):
            yield _judge(case, targets, seen)
        yield from _of_other_definition(case, targets, observed)


def _alike(target: Figure, other: Figure) -> bool:
    same = target.measure == other.measure and unit_scale(target.unit, other.unit) == 1
    return same and (target.measure == "level" or relate(target.period, other.period) == "equal")


def _telling(figures: list[Figure], due: str) -> Iterator[list[Figure]]:
    """The latest figures, the latest up to the day when the target was due, and without those the first after it."""
    end = last_day(due)
    within = [figure for figure in figures if last_day(figure.period) <= end]
    first = min((last_day(figure.period) for figure in figures), default="")
    chosen = (figures, within or [figure for figure in figures if last_day(figure.period) == first])
    told: set[str] = set()
    for group in (statements for found in chosen for statements in _latest(found)):
        if group[0].id not in told:
            told.add(group[0].id)
            yield group


def _latest(figures: Iterable[Figure]) -> list[list[Figure]]:
    """The figures of the last date, those of one number together."""
    found = list(figures)
    end = max((last_day(figure.period) for figure in found), default="")
    numbers: dict[tuple[str | None, str], list[Figure]] = {}
    for figure in found:
        if last_day(figure.period) == end:
            numbers.setdefault((figure.value, figure.comparator), []).append(figure)
    return list(numbers.values())


def _judge(case: Case, targets: list[Figure], statements: list[Figure]) -> Finding:
    target, seen = targets[0], statements[0]
    verdict, reason, severity = _decide(target, seen, goal := _goal(target))
    sides = Sides(stands_for(seen), goal or stands_for(target), target.unit or seen.unit, point(seen), point(target))
    return _finding(case, targets, statements, verdict, reason, severity, sides)


def _goal(target: Figure) -> Interval | None:
    """What meets a target: the promised number or better; None where nobody says which side is better.

    The words of comparison say it, else the catalogue (a rate of unemployment is the better the lower). 左右 and a plain
    number of an unknown indicator leave it open.
    """
    if target.value is None or target.comparator in ("<", "<=", ">", ">="):
        return stands_for(target)
    good = _good().get(target.indicator_id)
    if good is None or target.measure != "level":
        return None
    ends = stands_for(target)
    return Interval(ends.low, None) if good == "up" else Interval(None, ends.high)


@cache
def _good() -> dict[str | None, str]:
    return {entry["id"]: entry["good"] for entry in load("indicators")["indicators"] if "good" in entry}


def _decide(target: Figure, seen: Figure, goal: Interval | None) -> tuple[Verdict, Reason | None, Severity]:
    """A document that promises a number for a year cannot report that year's: its date was lost in reading.

    ``超82.8%`` may be any number above it, and does not meet ``超85%`` for that.
    """
    end, now = last_day(target.period), last_day(seen.period)
    if now > end:
        return "cannot_decide", "date", "low"
    if now == end and target.document == seen.document:
        return "cannot_decide", "date_incomplete", "low"
    aim = stands_for(target) if goal is None else goal
    if stands_for(seen).within(aim) or as_printed(seen).meets(aim):
        return "consistent", "met", "info"
    if now < end:
        return "consistent", "not_yet_due", "info"
    if goal is None or stands_for(seen).meets(aim):
        return "cannot_decide", "one_sided_value", "low"
    return "consistent", "missed", "high"


def _of_other_definition(case: Case, targets: list[Figure], observed: ByName) -> Iterator[Finding]:
    """Numbers whose names differ from the target's in what they count, and levels that a promised rate starts from."""
    target = targets[0]
    if len(bare_name(target.indicator, target.indicator_id)) >= SHORTEST_BARE:
        akin = [
            o for o in observed.akin(target) if o.measure == target.measure and unit_scale(o.unit, target.unit) == 1
        ]
        for seen in _latest(other for other in akin if last_day(other.period) <= last_day(target.period)):
            yield _finding(case, targets, seen, "not_comparable", "definition", "medium", None)
    for seen in _latest(observed.levels_of_growth(target)):
        yield _finding(case, targets, seen, "cannot_decide", "missing_baseline", "low", None)


def _finding(
    case: Case,
    targets: list[Figure],
    statements: list[Figure],
    verdict: Verdict,
    reason: Reason | None,
    severity: Severity,
    sides: Sides | None,
) -> Finding:
    words, target, seen = case.words, targets[0], statements[0]
    blanks = {"target": words.worded(target), "due": words.period(target.period), "seen": words.worded(seen),
              "when": words.period(seen.period),
              "one": target.indicator, "other": seen.indicator}  # fmt: skip
    return case.finding(
        "PROGRESS", verdict, severity, reason=reason, figures=(*targets, *statements), sides=sides,
        title=words.say("progress_title", indicator=target.indicator, place=target.place, **blanks),
        formula=words.say(f"progress_{reason}", **blanks),
    )  # fmt: skip
