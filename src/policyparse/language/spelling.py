"""The value of a spelled number: Chinese digits and units, Arabic digits, or both (``三亿二千万``, ``7万5千4百``, ``1,234.5``).

A value goes with its step: the value of one unit in the last place that is printed.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
SCALES = {"兆": 10**12, "亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_PLACES = "千百十"
_TWENTIES = {"廿": "二十", "卅": "三十", "卌": "四十"}
_TO_ARABIC = str.maketrans({char: str(digit) for char, digit in DIGITS.items()} | {"点": "."})
_LONGEST = 200  # characters; a run of 十 over pages is no number
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?")
_LONE_DIGIT = re.compile(r"[一二两三四五六七八九1-9](?=$|[点.])")
_SPREAD = re.compile(
    r"(?P<head>(?:.*[十百千万亿])?)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<unit>[十百千万亿]*)"
)


class Spelled(NamedTuple):
    """A value and the value of one unit in its last printed place."""

    value: Fraction
    step: Fraction


def read_spelled(text: str) -> Spelled:
    """Value and step of a number without sign, spaces or hedges. Raises ValueError for anything else.

    A last digit without its unit stands one place below the unit before it: 三百二 is 320.

    >>> read_spelled("7万5千4百")
    Spelled(value=Fraction(75400, 1), step=Fraction(100, 1))
    """
    if len(text) > _LONGEST:
        raise ValueError(f"{text[:_LONGEST]!r}… is longer than any number")
    for short, full in _TWENTIES.items():
        text = text.replace(short, full)
    for mark, scale in SCALES.items():
        head, found, tail = text.rpartition(mark)
        if found:
            return _joined(_multiplied(head, mark, scale), tail, scale)
    return _digits(text)


def _multiplied(head: str, mark: str, scale: int) -> Spelled:
    """What stands before a unit times that unit; nothing there counts one (十五, 百三)."""
    if head in ("", "零", "〇"):
        return Spelled(Fraction(scale), Fraction(scale))
    value, step = read_spelled(head)
    if mark in _PLACES and value >= 10 and not head.isascii():
        raise ValueError(f"more than a digit before {mark} in {head + mark!r}")
    return Spelled(value * scale, step * scale)


def _joined(upper: Spelled, tail: str, scale: int) -> Spelled:
    """The part down to a unit and the part below it."""
    if not tail:
        return upper
    rest = tail.lstrip("零〇")
    lower = read_spelled(rest)
    if lower.value >= scale or upper.step < scale:
        raise ValueError(f"{tail!r} does not fit below a unit of {scale}")
    if rest == tail and scale > 10 and _LONE_DIGIT.match(tail):
        digit = int(lower.value)
        step = lower.step if lower.step < 1 else Fraction(scale, 10)
        return Spelled(upper.value + digit * scale // 10 + (lower.value - digit), step)
    return Spelled(upper.value + lower.value, lower.step)


def _digits(text: str) -> Spelled:
    plain = text.translate(_TO_ARABIC)
    if not plain or not _PLAIN.fullmatch(plain):
        raise ValueError(f"{text!r} is no number")
    plain = plain.replace(",", "")
    return Spelled(Fraction(plain), Fraction(1, 10 ** len(plain.partition(".")[2])))


def read_spread(text: str) -> tuple[Spelled, Spelled] | None:
    """The ends of a number with two neighbouring digits in one place (两三, 十五六万, 三四百); None for any other.

    >>> [int(end.value) for end in read_spread("十五六万") or ()]
    [150000, 160000]
    """
    match = _SPREAD.fullmatch(text)
    if not match or DIGITS[match["high"]] - DIGITS[match["low"]] != 1:
        return None
    low, high = (read_spelled(match["head"] + match[end] + match["unit"]) for end in ("low", "high"))
    return low, high


def spell(number: int) -> str:
    """An integer from 0 to 10**16 - 1 in Chinese characters, the inverse of ``read_spelled``.

    >>> spell(320), spell(10_040), spell(15)
    ('三百二十', '一万零四十', '十五')
    """
    if not 0 <= number < 10**16:
        raise ValueError(f"{number} is not between 0 and 10**16 - 1")
    if number >= 10**8:
        return _above_and_below(number, 10**8, "亿")
    if number >= 10**4:
        return _above_and_below(number, 10**4, "万")
    return _below_ten_thousand(number)


def _above_and_below(number: int, scale: int, mark: str) -> str:
    above, below = divmod(number, scale)
    zero = "零" if 0 < below < scale // 10 else ""
    return spell(above) + mark + (zero + _with_one(below) if below else "")


def _with_one(number: int) -> str:
    """Inside a number 十 is 一十 (一万零一十)."""
    text = spell(number)
    return f"一{text}" if text.startswith("十") else text


def _below_ten_thousand(number: int) -> str:
    if number < 10:
        return "零一二三四五六七八九"[number]
    parts, gap = "", False
    for scale, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            parts += ("零" if gap and parts else "") + "零一二三四五六七八九"[digit] + mark
        gap = not digit
    return parts.removeprefix("一") if number < 20 else parts
