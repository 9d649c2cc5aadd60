"""A printed number stands for an interval. Exact rationals; open and closed ends are kept apart.

Source: XBRL Calculations 1.1 (interval consistency), Brown & Heathers' GRIM and statcheck for the idea that a printed
2.35 means [2.345, 2.355].
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple, Self

Word = Literal["=", ">", ">=", "<", "<=", "~", "range"]

POWERS = ((Fraction(10**12), "万亿"), (Fraction(10**8), "亿"), (Fraction(10**4), "万"))
"""The powers of ten thousand that large numbers are written in, from the largest."""

_PLACES = 4
"""Decimals that a number in 万, 亿 or 万亿 may have and still be shorter to read than the whole number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` to ``high``; None is unbounded. ``open_low`` and ``open_high`` leave that end out."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False

    @classmethod
    def exactly(cls, value: Fraction) -> Self:
        return cls(value, value)

    @classmethod
    def of(cls, word: Word, value: Fraction, step: Fraction) -> Self:
        """What a printed ``value`` with ``step`` in its last place stands for under a word of comparison.

        >>> Interval.of("=", Fraction("73.4"), Fraction("0.1"))
        [73.35, 73.45]
        >>> Interval.of(">", Fraction("2700"), Fraction(1))
        (2700, ∞)
        """
        half = step / 2
        if word == ">":
            return cls(value, None, open_low=True)
        if word == ">=":
            return cls(value, None)
        if word == "<":
            return cls(None, value, open_high=True)
        if word == "<=":
            return cls(None, value)
        if word == "~":
            return cls(value - step, value + step)
        if word == "range":
            raise ValueError("a range has two values: build it with Interval(low, high)")
        return cls(value - half, value + half)

    @classmethod
    def sharper(cls, word: Word, value: Fraction, step: Fraction) -> Self:
        """The closer reading of the same words, reported only where it would flip an answer.

        ``超2700万`` is [2700, 2701)万, ``近2000`` is (1800, 2000); a plain number is read as truncated, [v, v + step).
        """
        if word in (">", ">=", "="):
            return cls(value, value + step, open_high=True)
        if word == "<":
            return cls(value * Fraction(9, 10), value, open_low=True, open_high=True)
        return cls.of(word, value, step)

    def meets(self, other: Interval) -> bool:
        """Whether some number lies in both."""
        return _reaches(self, other) and _reaches(other, self)

    def within(self, other: Interval) -> bool:
        """Whether every number of this lies in the other."""
        low_ok = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low)))
        )
        high_ok = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.open_high or not other.open_high)))
        )
        return low_ok and high_ok

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.open_low or other.open_low,
            self.open_high or other.open_high,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.open_high,
            self.open_low,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The products of a number of this and a number of ``other``, whatever their signs.

        >>> Interval(Fraction(-1), Fraction(2)) * Interval(Fraction(3), None, open_low=True)
        (−∞, ∞)
        >>> Interval(Fraction(2), Fraction(3), open_low=True) * Interval(Fraction(-1), Fraction(4))
        [-3, 12]
        """
        products = [_times(one, two) for one in _corners(self) for two in _corners(other)]
        low = min(products, key=lambda corner: (corner.place, corner.open))
        high = max(products, key=lambda corner: (corner.place, not corner.open))
        return Interval(low.value, high.value, low.open, high.open)

    def __truediv__(self, other: Interval) -> Interval:
        """The ratios of a number of this to a number of ``other``, which may not hold zero. Raises ZeroDivisionError.

        >>> Interval(Fraction(-1), Fraction(2)) / Interval(Fraction(4), None)
        [-0.25, 0.5]
        """
        if other.meets(Interval.exactly(Fraction(0))):
            raise ZeroDivisionError(f"{other} holds zero")
        return self * other._inverse()

    def _inverse(self) -> Interval:
        """One over each number; an end at infinity or zero becomes an open end at zero or infinity."""
        low, open_low = _inverse_end(self.high, self.open_high)
        high, open_high = _inverse_end(self.low, self.open_low)
        return Interval(low, high, open_low, open_high)

    def scaled(self, factor: Fraction) -> Interval:
        """Every number of this times a positive ``factor``."""
        if factor <= 0:
            raise ValueError(f"factor {factor} is not positive")
        return Interval(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
            self.open_low,
            self.open_high,
        )

    def over(self, other: Interval) -> Interval:
        """The ratios of a number of this to a number of ``other``; both must be positive.

        >>> Interval(Fraction(1), Fraction(2)).over(Interval(Fraction(4), None))
        (0, 0.5]
        """
        if (self.low is not None and self.low < 0) or other.low is None or other.low <= 0:
            raise ValueError("a ratio of intervals needs positive numbers")
        bounded = self.low is not None and other.high is not None
        return Interval(
            self.low / other.high if self.low is not None and other.high is not None else Fraction(0),
            None if self.high is None else self.high / other.low,
            self.open_low or other.open_high or not bounded,
            self.open_high or other.open_low,
        )

    def intersection(self, other: Interval) -> Interval | None:
        """The numbers in both; None where there are none."""
        if not self.meets(other):
            return None
        lower = self if _later_low(self, other) else other
        upper = self if _earlier_high(self, other) else other
        return Interval(lower.low, upper.high, lower.open_low, upper.open_high)

    def __repr__(self) -> str:
        left = "(" if self.open_low or self.low is None else "["
        right = ")" if self.open_high or self.high is None else "]"
        low = "−∞" if self.low is None else decimal_text(self.low)
        high = "∞" if self.high is None else decimal_text(self.high)
        return f"{left}{low}, {high}{right}"


class _Corner(NamedTuple):
    """An end of an interval: its number, None at infinity, on which side, and whether it is left out."""

    value: Fraction | None
    sign: int
    open: bool

    @property
    def place(self) -> tuple[int, Fraction]:
        """What corners sort by: all finite ones lie between the two infinite ones."""
        return (self.sign, Fraction(0)) if self.value is None else (0, self.value)


def _corners(interval: Interval) -> tuple[_Corner, _Corner]:
    low, high = interval.low, interval.high
    return _Corner(low, -1, interval.open_low), _Corner(high, 1, interval.open_high)


def _times(one: _Corner, two: _Corner) -> _Corner:
    """The product of two ends; zero times anything is zero, and reached where a zero is in its interval."""
    zeros = [corner for corner in (one, two) if corner.value == 0]
    if zeros:
        return _Corner(Fraction(0), 0, all(zero.open for zero in zeros))
    if one.value is not None and two.value is not None:
        return _Corner(one.value * two.value, 0, one.open or two.open)
    return _Corner(None, _sign_of(one) * _sign_of(two), False)


def _sign_of(corner: _Corner) -> int:
    if corner.value is None:
        return corner.sign
    return 1 if corner.value > 0 else -1


def _inverse_end(end: Fraction | None, is_open: bool) -> tuple[Fraction | None, bool]:
    if end is None:
        return Fraction(0), True
    return (None, False) if end == 0 else (1 / end, is_open)


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether ``one`` begins no later than ``other`` ends."""
    if one.low is None or other.high is None:
        return True
    return one.low < other.high or (one.low == other.high and not one.open_low and not other.open_high)


def _later_low(one: Interval, other: Interval) -> bool:
    if one.low is None:
        return False
    return other.low is None or one.low > other.low or (one.low == other.low and one.open_low)


def _earlier_high(one: Interval, other: Interval) -> bool:
    if one.high is None:
        return False
    return other.high is None or one.high < other.high or (one.high == other.high and one.open_high)


def decimal_text(value: Fraction, places: int = _PLACES) -> str:
    """A fraction as people write it: exact where it ends, else rounded half up to ``places`` decimals.

    >>> decimal_text(Fraction(792530, 20000)), decimal_text(Fraction(1, 3)), decimal_text(Fraction(-1, 3))
    ('39.6265', '0.3333', '-0.3333')
    """
    sign = "-" if value < 0 else ""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"{sign}{text}" if text != "0" else "0"


def exact(value: Fraction) -> str:
    """A rational as the record writes it: a decimal where it ends, else ``a/b``.

    >>> exact(Fraction("33.4")), exact(Fraction(2, 3)), exact(Fraction(16200))
    ('33.4', '2/3', '16200')
    """
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return decimal_text(value, 18) if rest == 1 else f"{value.numerator}/{value.denominator}"


def common_power(*values: Fraction) -> tuple[Fraction, str]:
    """The largest of 万亿, 亿 and 万 that the largest number reaches and in which all of them end after a few decimals.

    Numbers that end nowhere (thirds) are not asked; 1 and no word where there is no such power.

    >>> common_power(Fraction(27000000), Fraction(9170600))[1], common_power(Fraction(2 * 10**12), Fraction(123456))[1]
    ('万', '万')
    """
    reached = [(power, word) for power, word in POWERS if max(map(abs, values), default=0) >= power]
    powers = [*reached, (Fraction(1), "")]
    asked = [value for value in values if any(_ends_in(value, power) for power, _ in powers)]
    return next(entry for entry in powers if all(_ends_in(value, entry[0]) for value in asked))


def scaled_text(value: Fraction) -> str:
    """A number in the largest of 万亿, 亿 and 万 in which it ends after a few decimals; any other as it is, never rounded.

    >>> scaled_text(Fraction(16200)), scaled_text(Fraction(1300000000000)), scaled_text(Fraction("12345.678"))
    ('1.62万', '1.3万亿', '12345.678')
    """
    power, word = common_power(value)
    return f"{decimal_text(value / power)}{word}" if _ends_in(value, power) else exact(value)


def _ends_in(value: Fraction, power: Fraction) -> bool:
    return bool(10**_PLACES % (value / power).denominator == 0)
