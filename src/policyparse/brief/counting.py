"""Which units two promises of one indicator may be printed in and still be compared."""

from __future__ import annotations

from fractions import Fraction

from policyparse.unit import unit_scale
from policyparse.vocabulary import load


def count_scale(unit: str, other: str) -> Fraction | None:
    """How many of ``other`` one ``unit`` is, where both are of one indicator; None where they may not be compared.

    Counters that plans use for one thing count alike: 2座 and 20个非遗馆, 2名 and 3人全科医生.

    >>> count_scale("座", "个"), count_scale("名", "人"), count_scale("座", "人"), count_scale("万户", "户")
    (Fraction(1, 1), Fraction(1, 1), None, None)
    """
    scale = unit_scale(unit, other)
    if scale is None and any(unit in row and other in row for row in load("phrases")["counters"]):
        return Fraction(1)
    return scale
