"""Yearly paces and the band that reported points lead to. Exact, but for roots, which are enclosed to twelve decimals.

A share or rate moves in percentage points a year; a count that is positive throughout by a compound rate; anything else by an
amount. The forecast is a band: the hull of the straight lines through the first and the last point and through the last two,
and for a count of the compound curves through the same, each drawn from the ends of the intervals that the printed numbers
stand for. It says where the points lead if nothing changes; it is no probability. Source: linear and compound extrapolation as in
"年均增长率" of the statistical yearbooks (the geometric mean of yearly growth).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from fractions import Fraction

from policyparse.brief.tracking import Scale
from policyparse.interval import Interval

DAYS_A_YEAR = Fraction(1461, 4)
ROOT_DECIMALS = 12
"""Decimals to which a root is enclosed."""
_DIGITS = 50
"""Digits that roots are computed with."""


def years_apart(since: str, until: str) -> Fraction:
    """Years from one day to another, a year being 365¼ days.

    >>> years_apart("2021-12-31", "2025-12-31")
    Fraction(4, 1)
    """
    return Fraction((date.fromisoformat(until) - date.fromisoformat(since)).days) / DAYS_A_YEAR


def scale_of(unit: str, intervals: Sequence[Interval]) -> Scale:
    """How a series of this unit moves: in points, by a rate, or by an amount where a number is not positive."""
    if unit in ("%", "百分点", "‰"):
        return "points"
    return "growth" if all(interval.low is not None and interval.low > 0 for interval in intervals) else "amount"


def yearly_pace(scale: Scale, before: Interval, after: Interval, years: Fraction) -> Interval:
    """What must be added, or the per cent that it must grow by, each year to come from one number to the other.

    >>> yearly_pace("points", Interval.exactly(Fraction(60)), Interval.exactly(Fraction(75)), Fraction(5, 2))
    [6, 6]
    >>> yearly_pace("growth", Interval.exactly(Fraction(100)), Interval.exactly(Fraction(121)), Fraction(2))
    [10, 10]
    """
    if years <= 0:
        raise ValueError("a pace needs time to pass")
    if scale != "growth":
        return Interval(_less(after.low, before.high, years), _less(after.high, before.low, years))
    low = None if after.low is None or before.high is None else power(after.low / before.high, 1 / years).low
    high = None if after.high is None or before.low is None else power(after.high / before.low, 1 / years).high
    return Interval(_percent(low), _percent(high))


def forecast(scale: Scale, dated: Sequence[tuple[str, Interval]], until: str) -> Interval:
    """The band at ``until`` of two or more bounded points, oldest first; see the module for the method."""
    last_date, last = dated[-1]
    bands = []
    for first_date, first in {dated[0], dated[-2]}:
        ahead = years_apart(last_date, until) / years_apart(first_date, last_date)
        bands.append(_straight(first, last, ahead))
        if scale == "growth":
            bands.append(_compound(first, last, ahead))
    return hull(bands)


def hull(intervals: Sequence[Interval]) -> Interval:
    """The smallest closed interval that holds bounded ones."""
    return Interval(min(_bound(one.low) for one in intervals), max(_bound(one.high) for one in intervals))


def _straight(first: Interval, last: Interval, ahead: Fraction) -> Interval:
    """last + (last − first)·ahead, from the ends that make it least and most."""
    return Interval(
        _bound(last.low) * (1 + ahead) - _bound(first.high) * ahead,
        _bound(last.high) * (1 + ahead) - _bound(first.low) * ahead,
    )


def _compound(first: Interval, last: Interval, ahead: Fraction) -> Interval:
    """last·(last ⁄ first)^ahead, from the ends that make it least and most."""
    low = power(_bound(last.low) / _bound(first.high), ahead)
    high = power(_bound(last.high) / _bound(first.low), ahead)
    return Interval(_bound(last.low) * _bound(low.low), _bound(last.high) * _bound(high.high))


def power(base: Fraction, exponent: Fraction) -> Interval:
    """A positive base to any exponent, enclosed to twelve decimals; a whole result is found exactly.

    >>> power(Fraction(121, 100), Fraction(1, 2)), power(Fraction(2), Fraction(1, 2)).low
    ([1.1, 1.1], Fraction(1414213562373, 1000000000000))
    """
    if base <= 0:
        raise ValueError(f"the base {base} is not positive")
    with localcontext() as context:
        context.prec = _DIGITS
        root = (Decimal(base.numerator) / base.denominator) ** (Decimal(exponent.numerator) / exponent.denominator)
        near = round(root, ROOT_DECIMALS)
        if abs(root - near) < Decimal(10) ** (ROOT_DECIMALS - _DIGITS):
            return Interval.exactly(Fraction(near))
        unit = Decimal(1).scaleb(-ROOT_DECIMALS)
        return Interval(Fraction(root.quantize(unit, ROUND_FLOOR)), Fraction(root.quantize(unit, ROUND_CEILING)))


def _bound(end: Fraction | None) -> Fraction:
    if end is None:
        raise ValueError("a band needs bounded numbers: read one-sided ones closely first")
    return end


def _less(end: Fraction | None, start: Fraction | None, years: Fraction) -> Fraction | None:
    return None if end is None or start is None else (end - start) / years


def _percent(factor: Fraction | None) -> Fraction | None:
    return None if factor is None else (factor - 1) * 100
