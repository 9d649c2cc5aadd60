"""A number that stands alone, in any way that Chinese writes one: a table cell, a field, an amount of money in words.

Running text needs the guards of ``numerals``; here the whole string is known to be one number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from policyparse.language.characters import informal, narrow
from policyparse.language.spelling import read_spelled, read_spread


class Written(NamedTuple):
    """The value of a number; ``rate`` where it is written as one, in percent (百分之五, 六成, 七折)."""

    value: Fraction
    rate: bool = False


_FOLD = str.maketrans("，／－−–＋＾圆", ",/---+^元")
_SUFFIXES = {"k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}
_COLLECTIVES = {"打": 12, "对": 2, "双": 2}
_HEDGES = re.compile(r"零?几|[余多]")

_MIXED = re.compile(r"(?P<sign>-?)(?P<whole>\d+) +(?P<above>\d+)/(?P<below>\d+)")  # 1 3/5
_FORMS = re.compile(
    r"""
    (?P<percent>.+?)(?:%|个?百分点)                                             # 22%, 六个百分点
  | (?P<parts>(?P<parts_of>[百千万]+)分之(?P<part>.+))                          # 百分之二点四, 百万分之五
  | (?P<fraction>(?:(?P<whole>.+)又)?(?P<below>.+?)[分份]之?(?P<above>-?[^角]+))   # 三又四分之三, 十份十一
  | (?P<slash>(?P<slash_above>\d+)/(?P<slash_below>\d+))                        # 16/5
  | (?P<tenths>(?P<tenth>.+)成(?P<twentieth>.?))                                # 七成六, 2.5成
  | 打?(?P<sale>.+)折                                                          # 九九折, 对折
  | (?P<power>(?P<base>[\d.]+)(?P<raised>\^|e)(?P<exponent>[-+]*\d+))           # 2^5, 2e5
  | (?P<suffixed>.+)(?P<suffix>[kmgt])                                         # 3.2k
  | (?P<half>[一1]?半[个半]?)                                                   # 一半
  | (?P<collective>.+)(?P<of>[打对双])                                          # 五打
  | (?P<money>(?:(?P<yuan>[^元]+)元)?(?:(?P<jiao>[^元角]+)角)?(?:(?P<fen>[^角分]+)分)?(?<=[元角分])[整正]?)  # 壹拾壹元壹角整
    """,
    re.VERBOSE,
)


def parse_number(text: str) -> Written:
    """The value of a string that is one number. Raises ValueError where it is none.

    >>> parse_number("壹拾壹元壹角").value, parse_number("三又四分之三").value, parse_number("七成六")
    (Fraction(111, 10), Fraction(15, 4), Written(value=Fraction(76, 1), rate=True))
    """
    spaced = narrow(unicodedata.normalize("NFKC", text)).translate(_FOLD).strip().lower()
    mixed = _MIXED.fullmatch(spaced)
    if mixed:
        value = int(mixed["whole"]) + Fraction(int(mixed["above"]), int(mixed["below"]))
        return Written(-value if mixed["sign"] else value)
    return _parse(informal("".join(spaced.split())))


def _parse(text: str) -> Written:
    """The value of a number in everyday characters without spaces."""
    if text.startswith(("-", "负")):
        written = _parse(text[1:])
        return Written(-written.value, written.rate)
    match = _FORMS.fullmatch(text)
    if match:
        return next(read(match) for group, read in _READERS if match[group])
    return Written(_plain(text))


def _plain(text: str) -> Fraction:
    """Digits and units, with a hedge left out and 个 behind; 半百 is fifty."""
    plain = _HEDGES.sub("", text.removesuffix("个"))
    if plain == "半百":
        return Fraction(50)
    if plain in ("万", "亿", "兆", "万万", "亿亿", "") or read_spread(plain):
        raise ValueError(f"{text!r} is no one number")
    return read_spelled(plain).value


def _parts(match: re.Match[str]) -> Written:
    """百分之五 is 5 percent; the denominator of 百万万分之七 is read by multiplying its units."""
    below = Fraction(1)
    for unit in match["parts_of"]:
        below *= read_spelled(unit).value
    return Written(_parse(match["part"]).value * 100 / below, rate=True)


def _fraction(match: re.Match[str]) -> Written:
    whole = _plain(match["whole"]) if match["whole"] else Fraction(0)
    above = _parse(match["above"]).value
    return Written(whole + above / _plain(match["below"]))


def _slash(match: re.Match[str]) -> Written:
    return Written(Fraction(int(match["slash_above"]), int(match["slash_below"])))


def _tenths(match: re.Match[str]) -> Written:
    """七成六 is 76%, 三成半 35%, 半成 5%."""
    tenths = Fraction(1, 2) if match["tenth"] == "半" else _plain(match["tenth"])
    last = match["twentieth"]
    below = Fraction(0) if not last else Fraction(5) if last == "半" else _plain(last)
    return Written(tenths * 10 + below, rate=True)


def _sale(match: re.Match[str]) -> Written:
    """九折 is 90%, 九九折 99%, 对折 half."""
    if match["sale"] in ("对", "半"):
        return Written(Fraction(50), rate=True)
    value = _plain(match["sale"])
    return Written(value if value >= 10 else value * 10, rate=True)


def _power(match: re.Match[str]) -> Written:
    sign = -1 if "-" in match["exponent"].replace("--", "") else 1
    exponent = sign * int(match["exponent"].lstrip("+-"))
    base = Fraction(match["base"])
    return Written(base**exponent if match["raised"] == "^" else base * Fraction(10) ** exponent)


def _money(match: re.Match[str]) -> Written:
    parts = ((match["yuan"], 1), (match["jiao"], 10), (match["fen"], 100))
    return Written(sum((_plain(text) / share for text, share in parts if text), Fraction(0)))


_READERS: tuple[tuple[str, Callable[[re.Match[str]], Written]], ...] = (
    ("percent", lambda match: Written(_parse(match["percent"]).value, rate=True)),
    ("parts", _parts),
    ("fraction", _fraction),
    ("slash", _slash),
    ("tenths", _tenths),
    ("sale", _sale),
    ("power", _power),
    ("suffixed", lambda match: Written(_plain(match["suffixed"]) * _SUFFIXES[match["suffix"]])),
    ("half", lambda match: Written(Fraction(1, 2))),
    ("collective", lambda match: Written(_plain(match["collective"]) * _COLLECTIVES[match["of"]])),
    ("money", _money),
)
