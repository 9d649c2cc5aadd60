"""Intervals, paces and gaps in words: 14.4%—19.1%, 至多2.2个百分点, 年均5.83%."""

from __future__ import annotations

from fractions import Fraction

from policyparse.brief.labels import Labels
from policyparse.brief.tracking import Pace, Track
from policyparse.brief.wording import number_text, significant
from policyparse.interval import Interval


def shortened(value: Fraction) -> Fraction:
    """A computed number to three digits, whole ones in full."""
    return Fraction(significant(value))


def amount(value: Fraction, labels: Labels) -> str:
    """A computed number by powers of ten thousand, to three digits behind which nothing is known.

    A number of four digits and more keeps three of them and zeros: 87155 is 8.72万.
    """
    power = 1
    while abs(value) / power >= 1000:
        power *= 10
    return number_text(shortened(value / power) * power, labels.numerals)


def span_text(interval: Interval, unit: str, labels: Labels) -> str:
    """An interval with its unit; one number where both ends read alike."""
    low, high = (None if end is None else amount(end, labels) for end in (interval.low, interval.high))
    gap = "" if unit in ("%", "‰", "") else labels.word("unit_gap")
    if low is not None and high is not None:
        return labels.message("spans", "one" if low == high else "both", *dict.fromkeys((low, high)), gap + unit)
    if low is not None:
        return labels.message("spans", "from", low, gap + unit)
    return labels.message("spans", "to", high, gap + unit) if high is not None else labels.word("none")


def pace_text(pace: Pace | None, unit: str, labels: Labels) -> str:
    """A yearly pace; empty where there is none."""
    if pace is None:
        return ""
    units = {"points": labels.message("spans", "points_unit"), "growth": "%", "amount": unit}
    return labels.message("paces", pace.scale, span_text(pace.span.interval, units[pace.scale], labels))


def shortfall_text(track: Track, labels: Labels) -> str:
    """How far the latest point is from the target: still to go, reached, or passed; empty without a point.

    Where less is better, what passes a target is below it.
    """
    if track.gap is None or track.gap_nominal is None:
        return ""
    gap, unit = Fraction(track.gap_nominal), _gap_unit(track, labels)
    text = number_text(abs(gap), labels.numerals)
    if gap == 0:
        return labels.message("shortfalls", "none")
    code = "short" if gap > 0 else "passed" if track.good == "up" else "below"
    one_sided = track.gap.low is None or track.gap.high is None
    return labels.message("shortfalls", f"{code}_one_sided" if one_sided else code, text, unit)


def _gap_unit(track: Track, labels: Labels) -> str:
    unit = track.target.unit
    return labels.message("spans", "points_unit") if unit == "%" else unit
