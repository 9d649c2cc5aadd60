"""RATIO by definition: a rate of the vocabulary over the amounts that it is made of (城镇化率, 存贷比, 人均生产总值, 出生率)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import place_key
from policyparse.audit.meaning import nearest, point, stands_for
from policyparse.audit.words import said
from policyparse.figure import Figure
from policyparse.indicator import normal_name
from policyparse.interval import Interval, decimal_text
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

PASSAGE = 2000
"""A rate and the amounts that it is made of stand at most so many characters apart."""


class Defined(NamedTuple):
    """A rate, its part and its whole by name, times what, and how far a mean over the year may be from the year's end."""

    rate: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    times: Fraction
    about: Fraction


def check_defined_rates(case: Case) -> Iterator[Finding]:
    """Every rate whose part and whole are printed near it, each with one number; budgets speak of several levels at once."""
    for extraction in case.evidence.extractions:
        if extraction.head.kind == "budget":
            continue
        figures = [figure for figure in case.evidence.of_document(extraction.head.id) if _is_level(figure)]
        named = [(figure, normal_name(figure.indicator)) for figure in figures]
        for rate, name in named:
            for entry in _defined():
                if entry.rate.fullmatch(name):
                    parts, wholes = (_named(rate, named, pattern) for pattern in (entry.part, entry.whole))
                    if len(parts) == 1 and (entry.times != 1 or unit_scale(parts[0].unit, rate.unit) == 1):
                        yield from _judge(case, rate, parts[0], wholes, entry)


@cache
def _defined() -> tuple[Defined, ...]:
    return tuple(
        Defined(re.compile(entry["rate"]), re.compile(entry["part"]), re.compile(entry["whole"]), Fraction(entry["times"]),
                Fraction(entry.get("about", "0")))
        for entry in load("ratios")["ratios"]
    )  # fmt: skip


def _is_level(figure: Figure) -> bool:
    plain = figure.measure == "level" and figure.kind == "reported" and figure.comparator == "="
    return plain and figure.value is not None and not is_cell(figure)


def _named(rate: Figure, named: list[tuple[Figure, str]], pattern: re.Pattern[str]) -> list[Figure]:
    """The levels of a name near a rate, of its place and period, one for each number."""
    found = {
        figure.value: figure for figure, name in named
        if pattern.fullmatch(name) and figure.period == rate.period and place_key(figure) == place_key(rate)
        and abs(figure.source.start - rate.source.start) <= PASSAGE and point(figure) > 0
    }  # fmt: skip
    return list(found.values())


def _judge(case: Case, rate: Figure, part: Figure, wholes: list[Figure], entry: Defined) -> Iterator[Finding]:
    """A rate may be of any whole of its name that is printed beside it (常住人口, 户籍人口): where one fits, it is meant."""
    judged = [(whole, sides := _sides(rate, part, whole, entry), _decide(sides, entry.about, rate)) for whole in wholes]
    judged.sort(key=lambda one: one[2][0] in ("contradiction", "cannot_decide"))
    for whole, sides, (verdict, reason, severity) in judged[:1]:
        if severity != "info" and len(judged) > 1:
            verdict, reason, severity = "cannot_decide", "scope_ambiguous", "low"
        blanks = {"part": said(part), "whole": said(whole)}
        yield case.finding(
            "RATIO", verdict, severity, reason=reason, figures=(rate, part, whole), sides=sides,
            title=case.words.say("share_title", share=rate.indicator, stated=said(rate), **blanks),
            formula=case.words.say("rate_formula", value=f"{decimal_text(sides.computed_point, 2)}{rate.unit}",
                                   computed=f"{sides.computed}{rate.unit}", interval=f"{sides.stated}{rate.unit}", **blanks),
        )  # fmt: skip


def _sides(rate: Figure, part: Figure, whole: Figure, entry: Defined) -> Sides:
    computed = stands_for(part).over(stands_for(whole)).scaled(entry.times)
    return Sides(computed, stands_for(rate), rate.unit, point(part) / point(whole) * entry.times, point(rate))


def _decide(sides: Sides, about: Fraction, rate: Figure) -> tuple[Verdict, Reason | None, Severity]:
    """A rate over the mean of a year is near the one over its end, and no more."""
    verdict = sides.verdict()
    if verdict != "contradiction":
        return verdict, None, "info"
    if about == 0:
        return verdict, None, gravity(sides.gap, slack(sides.computed, nearest(rate)), sides.stated_point)
    wider = Interval(sides.stated_point * (1 - about), sides.stated_point * (1 + about))
    if sides.computed.meets(wider):
        return "consistent_after_rounding", None, "info"
    return "cannot_decide", "scope_ambiguous", "medium"
