"""Which printed units may be compared, and by what factor."""

from __future__ import annotations

from fractions import Fraction

from policyparse.vocabulary import load


def unit_scale(unit: str, other: str) -> Fraction | None:
    """How many of ``other`` one ``unit`` is; None where they may not be compared. A counter may go unprinted.

    >>> unit_scale("吉瓦", "千瓦"), unit_scale("个", ""), unit_scale("%", ""), unit_scale("个", "项")
    (Fraction(1000000, 1), Fraction(1, 1), None, None)
    """
    if unit == other:
        return Fraction(1)
    known = load("units")["units"]
    one, two = known.get(unit), known.get(other)
    if one is None and two is None:
        return Fraction(1) if "" in (unit, other) else None
    if one is None or two is None or one["dimension"] != two["dimension"] or "factor" not in one or "factor" not in two:
        return None
    return Fraction(one["factor"]) / Fraction(two["factor"])
