"""Numbers as Chinese documents print them: ``1,234.5``, ``１２``, ``1.62万``, ``十三点五``, ``百分之四十``, ``六成``, ``三分之二``.

A numeral carries its exact value and its step: the value of one unit in the last place that is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
TENS = {"十": 10, "百": 100, "千": 1000}
MULTIPLIERS = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "万亿": 10**12,
    "亿万": 10**12,
}
MINUS = "-−﹣－"

Form = Literal["plain", "percent", "fraction", "vague"]
Hedge = Literal["more", "at_least", "nearly", "several", ""]

_WIDE = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord("．"): ord("."),
    ord("％"): ord("%"),
    ord("："): ord(":"),
    ord("　"): ord(" "),
    ord("～"): ord("~"),
}
_TRADITIONAL = str.maketrans("萬億點負兩貳", "万亿点负两二")


def narrow(text: str) -> str:
    """Full-width digits and signs made half-width, one character for one, so that every offset stays."""
    return text.translate(_WIDE).translate(_TRADITIONAL)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in ``text[start:end]``. ``form`` tells how it was written; ``hedge`` what the number itself leaves open
    (``300多`` is more than, ``上万`` at least, ``近千`` nearly, ``两三个`` and ``数百`` several).
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    form: Form = "plain"
    hedge: Hedge = ""
    high: Fraction | None = None
    chinese: bool = False


_D = "[一二两三四五六七八九十百千万]"
_MORE = "[余多](?![样元种边层方维点端云媒功])"  # 300多家, but 多元化
_NO_TENTH = "[为立长果员就本交效熟套都型品因分份列功]"  # 三成, but 三成立

NUMERAL = re.compile(
    rf"""
    # 百分之四十, 百分之零点九
    (?P<hundredths>百分之(?P<hundredth_value>[一二两三四五六七八九十百千零〇点\d.]+))
    # 六成, 三成半
  | (?P<tenths>(?P<tenth_value>[一二两三四五六七八九]|\d(?:\.\d+)?)(?P<half_tenth>成半|成)(?!{_NO_TENTH}))
    # 三分之二
  | (?P<fraction>(?P<below>{_D}+|\d+)分之(?P<above>{_D}+|\d+))
    # 超过一半
  | (?P<half>一半|半数|过半(?=[数，。；以]))
    # 1,234.5; －0.4; 1.62万; 20多万; 300多家
  | (?P<arabic>(?<![\d%‰.\w）)])[-−﹣－](?=[\d.])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?
      |(?<![\d.])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)
    (?P<more_before>[余多])?\s?(?P<arabic_multiplier>万亿|亿万|千万|百万|万|亿|[百千](?=[个家人名项多余]))?
    (?P<more_after>{_MORE})?
    # 上千万家庭, 数百
  | (?P<rough>[上数成](?P<rough_unit>百万|千万|万亿|十亿|百亿|千亿|百|千|万|亿)(?![千百万]))
    # 十三点五, 三百余, 十几万
  | (?P<chinese>(?![百千]分[点之])负?[一二两三四五六七八九十百千][〇零○一二两三四五六七八九十百千万亿]*
      (?:点[〇零一二三四五六七八九]+)?[万亿]*(?P<chinese_more>几|{_MORE})?(?P<tail_multiplier>[万亿]+)?)
    """,
    re.VERBOSE,
)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in ``text``, left to right, whatever it means. ``text`` must be ``narrow``."""
    found = (_read(match) for match in NUMERAL.finditer(text))
    return tuple(numeral for numeral in found if numeral is not None)


def parse_chinese(text: str) -> Fraction:
    """The value of a Chinese number. Raises ValueError for anything else.

    >>> parse_chinese("十三点五"), parse_chinese("三亿二千万"), parse_chinese("二〇二五")
    (Fraction(27, 2), Fraction(320000000, 1), Fraction(2025, 1))
    """
    negative = text.startswith("负")
    whole, _, decimals = text.removeprefix("负").partition("点")
    value = Fraction(_whole(whole))
    for place, digit in enumerate(decimals, start=1):
        value += Fraction(_digit(digit), 10**place)
    return -value if negative else value


def _whole(text: str) -> int:
    """A Chinese integer: read by position (``二〇二五``) or by units (``三千二百``)."""
    if not text:
        raise ValueError("no digits")
    if len(text) > 1 and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    for mark, scale in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(mark)
        if found:
            rest = tail.lstrip("零〇")
            below = _whole(rest) if rest else 0
            if len(rest) == 1 and rest in DIGITS and not tail.startswith(("零", "〇")):
                below *= scale // 10
            return _whole(head) * scale + below
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    total, digit, last = 0, None, 1
    for char in text:
        if char in TENS:
            total += (1 if digit is None else digit) * TENS[char]
            digit, last = None, TENS[char]
        elif char in "零〇":
            digit, last = None, 1
        else:
            if digit is not None:
                raise ValueError(f"two digits together in {text!r}")
            digit = _digit(char)
    if digit is not None:
        total += digit * (last // 10 if last > 10 and len(text) > 1 else 1)
    return total


def _digit(char: str) -> int:
    if char not in DIGITS:
        raise ValueError(f"{char!r} is no Chinese digit")
    return DIGITS[char]


def _read(match: re.Match[str]) -> Numeral | None:
    """The numeral of a match; None where the characters turn out to be no number (``千百``)."""
    start, end = match.span()
    try:
        if match["hundredths"]:
            value, step = _plain(match["hundredth_value"])
            return Numeral(start, end, value, step, "percent", chinese=True)
        if match["tenths"]:
            value, _ = _plain(match["tenth_value"])
            half = Fraction(5) if match["half_tenth"] == "成半" else Fraction(0)
            return Numeral(start, end, value * 10 + half, Fraction(5 if half else 10), "percent", chinese=True)
        if match["fraction"]:
            below, above = _plain(match["below"])[0], _plain(match["above"])[0]
            return Numeral(start, end, above / below, Fraction(0), "fraction", chinese=True) if below else None
        if match["half"]:
            hedge: Hedge = "more" if match["half"] == "过半" else ""
            return Numeral(start, end, Fraction(50), Fraction(10), "percent", hedge, chinese=True)
        if match["arabic"]:
            return _arabic(match)
        if match["rough"]:
            value = parse_chinese(_with_one(match["rough_unit"]))
            hedge = "at_least" if match[0].startswith("上") else "several"
            return Numeral(start, end, value, value, "vague", hedge, chinese=True)
        return _chinese(match)
    except ValueError:
        return None


def _with_one(unit: str) -> str:
    return unit if unit.startswith("十") else f"一{unit}"


def _plain(text: str) -> tuple[Fraction, Fraction]:
    """Value and step of digits, Arabic or Chinese, without a multiplier."""
    if re.fullmatch(r"[\d.,]+", text):
        plain = text.replace(",", "")
        return Fraction(plain), Fraction(1, 10 ** len(plain.partition(".")[2]))
    return parse_chinese(text), Fraction(1, 10 ** len(text.partition("点")[2]))


def _arabic(match: re.Match[str]) -> Numeral:
    digits = match["arabic"]
    sign = -1 if digits[0] in MINUS else 1
    value, step = _plain(digits.lstrip(MINUS))
    scale = MULTIPLIERS[match["arabic_multiplier"]] if match["arabic_multiplier"] else 1
    hedge: Hedge = "more" if match["more_before"] or match["more_after"] else ""
    end = (
        match.end()
        if match["arabic_multiplier"] or match["more_after"] or match["more_before"]
        else match.end("arabic")
    )
    return Numeral(match.start(), end, sign * value * scale, step * scale, hedge=hedge)


def _chinese(match: re.Match[str]) -> Numeral | None:
    text = match["chinese"]
    more = match["chinese_more"]
    tail = match["tail_multiplier"] or ""
    core = text.removesuffix(tail).removesuffix(more) if more else text
    scale = MULTIPLIERS.get(tail, 1) if more else 1
    spread = _spread(core)
    if spread:
        low, high = (value * scale for value in spread)
        return Numeral(match.start(), match.end(), low, Fraction(scale), "vague", "several", high, chinese=True)
    value = parse_chinese(core) * scale
    hedge: Hedge = "more" if more else ""
    return Numeral(match.start(), match.end(), value, _chinese_step(core) * scale, hedge=hedge, chinese=True)


def _spread(text: str) -> tuple[Fraction, Fraction] | None:
    """``两三`` is 2 to 3, ``三四百`` 300 to 400; None for any other number."""
    match = re.fullmatch(r"(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<unit>[十百千万亿]*)", text)
    if not match or DIGITS[match["high"]] - DIGITS[match["low"]] != 1:
        return None
    unit = parse_chinese(_with_one(match["unit"])) if match["unit"] else Fraction(1)
    return DIGITS[match["low"]] * unit, DIGITS[match["high"]] * unit


def _chinese_step(text: str) -> Fraction:
    """One unit in the last place that a Chinese number prints: ``三百`` counts in hundreds, ``十三点五`` in tenths."""
    _, _, decimals = text.partition("点")
    if decimals:
        return Fraction(1, 10 ** len(decimals.rstrip("万亿")))
    step = 1
    for char in reversed(text):
        if char in DIGITS:
            break
        step *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[char]
    return Fraction(step)
