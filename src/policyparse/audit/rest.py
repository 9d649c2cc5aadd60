"""AGG-REST: what a stated total or mean of a group leaves for the members that are not named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from policyparse.audit.bounds import is_share
from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import group_counts, is_cell
from policyparse.audit.finding import Finding, gravity, slack
from policyparse.audit.identity import place_key, same_thing
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.words import at, said
from policyparse.figure import Extraction, Figure
from policyparse.interval import Interval
from policyparse.language.places import is_group
from policyparse.period import days, relate
from policyparse.vocabulary import load


@dataclass(frozen=True, slots=True)
class Rest:
    """A statement of a group of ``size`` members, and the named members' figures, fewer than all."""

    stated: Figure
    named: tuple[Figure, ...]
    size: int

    @property
    def unnamed(self) -> int:
        """How many members are not given."""
        return self.size - len(self.named)


def check_rest(case: Case) -> Iterator[Finding]:
    """Every total of a group, and every mean of rates that says so, of which some members are given and their number is known."""
    for extraction in case.evidence.extractions:
        for stated in extraction.figures:
            if (
                not is_cell(stated)
                and stated.value is not None
                and stated.kind == "reported"
                and stated.measure == "level"
            ):
                rest = _rest(case, extraction, stated)
                if rest is not None:
                    yield _judge(case, rest)


def _rest(case: Case, extraction: Extraction, stated: Figure) -> Rest | None:
    members = _members(stated.place, days(stated.period)[0][:4] if stated.period else None)
    if members is None and not is_group(stated.place):
        return None
    if is_ratio(stated) and stated.statistic != "mean":
        return None
    if members is not None:
        named = _once(f for f in extraction.figures if place_key(f) in members and _is_member(f, stated))
        size = len(members)
        return Rest(stated, named, size) if 0 < len(named) < size else None
    sizes = {int(point(count)) for count in group_counts(stated.place, extraction.figures)}
    for column in case.evidence.columns_of(extraction.head.id):
        if len(sizes) == 1 and len(column.cells) < min(sizes) and _is_member(column.head, stated):
            return Rest(stated, column.cells, sizes.pop())
    return None


@cache
def _members(group: str, year: str | None) -> tuple[str, ...] | None:
    """The codes of a known group's members: a province ends in four zeros, a city in two. None before it was so made up."""
    for entry in load("groups")["groups"]:
        if group in entry["names"] and (year is None or int(year) >= entry["since"]):
            return tuple(str(code).ljust(6, "0") for code in entry["codes"])
    return None


def _is_member(figure: Figure, stated: Figure) -> bool:
    return (
        figure.value is not None
        and figure.kind == stated.kind
        and figure.comparator == "="
        and same_thing(figure, stated)
        and relate(figure.period, stated.period) == "equal"
    )


def _once(figures: Iterator[Figure]) -> tuple[Figure, ...]:
    """One figure a place; a place with two numbers is left out."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        found.setdefault(place_key(figure), []).append(figure)
    return tuple(group[0] for group in found.values() if len({figure.value for figure in group}) == 1)


def _judge(case: Case, rest: Rest) -> Finding:
    """The rest must lie in the bounds of the indicator: nothing negative, no share above 100."""
    stated = rest.stated
    times = Fraction(rest.size if is_ratio(stated) else 1)
    total = stands_for(stated).scaled(times)
    named = sum((stands_for(cell) for cell in rest.named), start=Interval.exactly(Fraction(0)))
    left = Interval(
        None if total.low is None or named.high is None else (total.low - named.high) / rest.unnamed,
        None if total.high is None or named.low is None else (total.high - named.low) / rest.unnamed,
    )
    each = (point(stated) * times - sum(map(point, rest.named), Fraction(0))) / rest.unnamed
    bounds = Interval(Fraction(0), Fraction(100) if is_share(stated) else None)
    fits = left.meets(bounds)
    edge = max(each, Fraction(0)) if bounds.high is None else min(max(each, Fraction(0)), Fraction(100))
    sides = Sides(left, bounds, stated.unit, each, edge)
    scale = case.words.scale(each, point(stated))
    return case.finding(
        "AGG-REST", "consistent" if fits else "contradiction",
        "info" if fits else gravity(sides.gap, slack(left), point(stated)),
        figures=(stated, *rest.named), sides=sides,
        title=case.words.say("rest_title", indicator=stated.indicator, place=stated.place, stated=said(stated),
                             n=rest.size, k=len(rest.named)),
        formula=case.words.say("rest_formula", m=rest.unnamed, each=scale.amount(each, stated.unit),
                               named=case.words.joined(map(at, rest.named)),
                               bounds=scale.interval(bounds, stated.unit)),
    )  # fmt: skip
