"""What a printed figure stands for in arithmetic: its interval, and whether such figures add up or average out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from policyparse.figure import Figure
from policyparse.interval import Interval
from policyparse.language.quantities import is_counter

RATIO_UNITS = frozenset({"%", "‰", "百分点", "千分点", "倍", "番"})
_PER = re.compile(
    r"""
    ^(?:平均)?每[\w]{0,6}?(?:人|户|家|平方公里|公里|个|重点)   # 每万人拥有5G基站数
  | 人均 | 户均 | 亩均 | 地均 | 单位\w*能耗                    # 人均可支配收入
  | (?:率|比|比重|占比|比例|强度|密度|指数|系数|结构|浓度|均价|单产|速度|寿命|年限)$  # 覆盖率, 人口密度
    """,
    re.VERBOSE,
)
_TRAILING = re.compile(r"[1-9](0+)\D*$")


def is_ratio(figure: Figure) -> bool:
    """Whether figures of this indicator average rather than add: a share, a rate, an amount per head."""
    return figure.unit in RATIO_UNITS or "/" in figure.unit or bool(_PER.search(figure.indicator.replace(" ", "")))


def is_count(figure: Figure) -> bool:
    """Whether the figure counts whole things one by one (``1039个``, not ``1.62万个`` or ``29个`` for every 万人)."""
    whole = figure.measure == "level" and is_counter(figure.unit) and Fraction(figure.step) == 1
    return whole and figure.statistic != "mean" and not is_ratio(figure)


def point(figure: Figure) -> Fraction:
    """The number as printed, with its sign; the middle of a range."""
    if figure.value is not None:
        return _sign(figure) * Fraction(figure.value)
    if figure.low is None or figure.high is None:
        raise ValueError(f"figure {figure.id} has neither a value nor a range")
    return _sign(figure) * (Fraction(figure.low) + Fraction(figure.high)) / 2


def stands_for(figure: Figure) -> Interval:
    """The numbers that the words allow. A decrease lies below zero; a plain count of whole things is exact.

    ``约2000`` leaves out the last digit that is not zero, not the last zero.
    """
    if figure.value is None:
        return _signed(figure, Interval(_end(figure.low), _end(figure.high)))
    value, step = Fraction(figure.value), Fraction(figure.step)
    if figure.comparator == "=" and is_count(figure):
        return _signed(figure, Interval.exactly(value))
    if figure.comparator == "~":
        step *= _roundness(figure.printed)
    return _signed(figure, Interval.of(figure.comparator, value, step))


def nearest(figure: Figure) -> Interval:
    """The printed number as rounded, its word of comparison left aside: ``超过414.1万`` is [414.05, 414.15]万."""
    if figure.value is None:
        return stands_for(figure)
    return _signed(figure, Interval.of("=", Fraction(figure.value), Fraction(figure.step)))


def as_printed(figure: Figure) -> Interval:
    """The printed number, its word of comparison left aside: as rounded, and exactly where it counts whole things."""
    return Interval.exactly(point(figure)) if figure.value is not None and is_count(figure) else nearest(figure)


def truncated(figure: Figure) -> Interval:
    """The printed number as cut off: ``超过414.1万`` is [414.1, 414.2)万."""
    if figure.value is None:
        return stands_for(figure)
    return _signed(figure, Interval.sharper("=", Fraction(figure.value), Fraction(figure.step)))


def common(intervals: Iterable[Interval]) -> Interval | None:
    """The numbers that lie in every interval; None where there are none."""
    shared: Interval | None = Interval(None, None)
    for interval in intervals:
        shared = None if shared is None else shared.intersection(interval)
    return shared


def _end(text: str | None) -> Fraction:
    if text is None:
        raise ValueError("a range needs both ends")
    return Fraction(text)


def _sign(figure: Figure) -> int:
    return -1 if figure.measure != "level" and figure.direction == "down" else 1


def _signed(figure: Figure, interval: Interval) -> Interval:
    if _sign(figure) > 0:
        return interval
    low, high = interval.low, interval.high
    return Interval(
        None if high is None else -high, None if low is None else -low, interval.open_high, interval.open_low
    )


def _roundness(printed: str) -> int:
    """1 for a number that ends in a digit, 10, 100 … for one that ends in zeros: ``约2000款`` → 1000.

    >>> _roundness("2000款"), _roundness("5.6万亿元"), _roundness("120.0%")
    (1000, 1, 1)
    """
    digits = re.sub(r"[\s,，]", "", printed)
    match = None if "." in digits else _TRAILING.search(digits)
    return 10 ** len(match[1]) if match else 1
