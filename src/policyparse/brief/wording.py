"""Numbers, dates and differences as people write them: 7万个, 超85%, 2024年10月, +45个百分点, 为原来的23.3倍."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from policyparse.brief.labels import Labels
from policyparse.brief.phrase import find_phrase
from policyparse.figure import Comparator, Direction, Measure
from policyparse.interval import decimal_text, exact, scaled_text
from policyparse.period import period_words

Numerals = Literal["chinese", "grouped"]

_PLACES = 4
_SIGNIFICANT = 3
"""Digits of a factor or growth worth printing."""
_GROWTHS: dict[Direction, tuple[str, ...]] = {
    "up": ("增长率", "增长速度", "增速", "增长", "增幅", "涨幅"),
    "down": ("降幅", "减幅", "下降率", "降低率"),
}
"""Endings of names that say themselves which way a growth goes."""


def number_text(value: Fraction, numerals: Numerals) -> str:
    """A value without its unit, by powers of ten thousand where that is exact, or with grouped digits.

    >>> number_text(Fraction(4141000), "chinese"), number_text(Fraction(3000), "chinese")
    ('414.1万', '3000')
    >>> number_text(Fraction(70000), "grouped"), number_text(Fraction(2, 3), "chinese")
    ('70,000', '2/3')
    """
    if numerals == "chinese":
        return scaled_text(value)
    text = exact(value)
    return text if "/" in text else f"{Decimal(text):,}"


def significant(value: Fraction) -> str:
    """A computed number to three digits, whole ones in full.

    >>> significant(Fraction(70, 3)), significant(Fraction(17, 8)), significant(Fraction(7000, 3)), significant(Fraction(0))
    ('23.3', '2.13', '2333', '0')
    """
    places = 0
    while places < _PLACES and abs(value) * 10**places < 10 ** (_SIGNIFICANT - 1) and value:
        places += 1
    return decimal_text(value, places) if places else str(int(abs(value) + Fraction(1, 2)) * (-1 if value < 0 else 1))


def amount_text(value: Fraction, unit: str, labels: Labels) -> str:
    """A value with its unit: ``7万个``, ``85%``; English keeps the printed unit after a space."""
    number = number_text(value, labels.numerals)
    return number + unit if unit in ("%", "‰", "") else f"{number}{labels.word('unit_gap')}{unit}"


def magnitude_text(ends: tuple[Fraction, Fraction], unit: str, comparator: Comparator, labels: Labels) -> str:
    """What is promised or reported, with its word of comparison: ``超85%``, ``10—20个``."""
    low, high = ends
    if comparator == "range":
        return labels.message(
            "comparators", "range", number_text(low, labels.numerals), amount_text(high, unit, labels)
        )
    return labels.message("comparators", comparator, amount_text(low, unit, labels))


def movement_text(magnitude: str, indicator: str, measure: Measure, direction: Direction | None, labels: Labels) -> str:
    """The magnitude with the word of its direction, unless the name of a growth already ends in it (居民消费价格涨幅).

    A change of such a growth keeps its word: 涨幅 that 减少0.3个百分点.
    """
    if direction is None or measure == "level":
        return magnitude
    if measure == "growth" and find_phrase(indicator).name.endswith(_GROWTHS[direction]):
        return magnitude
    return labels.message("directions", f"{measure}_{direction}", magnitude)


def period_text(period: str, labels: Labels) -> str:
    """An ISO period in words: ``2027年``, ``2024年10月``, ``2021—2025年``, ``2025年1—9月``; empty for none."""
    return period_words(period, lambda form, *parts: labels.message("dates", form, *parts))


def points_text(points: Fraction, labels: Labels) -> str:
    """A signed difference in percentage points: ``+45个百分点``."""
    return labels.message("differences", "points", _signed(points, significant(abs(points))))


def factor_text(factor: Fraction, labels: Labels) -> str:
    """How many times the old number the new one is: ``为原来的23.3倍``."""
    return labels.message("differences", "factor", significant(factor))


def gap_text(points: str | None, growth: str | None, labels: Labels) -> str:
    """How far a target lies from a reported figure; empty where no difference may be stated."""
    printed = points if points is not None else growth
    if printed is None:
        return ""
    gap = Fraction(printed)
    if gap == 0:
        return labels.message("differences", "gap_none")
    side = "above" if gap > 0 else "below"
    form = "points" if points is not None else "growth"
    return labels.message("differences", f"gap_{form}_{side}", _gap_size(abs(gap), form))


def _gap_size(gap: Fraction, form: str) -> str:
    """A gap in points to its printed decimals; a growth in whole percent from ten up, else to one decimal."""
    if form == "points":
        return decimal_text(gap, _PLACES)
    percent = gap * 100
    return decimal_text(percent, 1) if percent < 10 else str(int(percent + Fraction(1, 2)))


def signed_amount(value: Fraction, unit: str, labels: Labels) -> str:
    """A computed difference with its sign and unit: ``−1783.3万``."""
    number = number_text(abs(value), labels.numerals)
    size = significant(abs(value)) if "/" in number else number
    return _signed(value, size + (unit if unit in ("%", "‰", "") else f"{labels.word('unit_gap')}{unit}"))


def _signed(value: Fraction, text: str) -> str:
    return text if value == 0 else f"{'+' if value > 0 else '−'}{text}"
