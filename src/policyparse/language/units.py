"""Units and counters as statistics print them: behind a number, in a header's parentheses, on a line over a table."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from policyparse.vocabulary import load

RATES = ("%", "‰", "百分点", "千分点", "倍", "番")

_PARENTHESIS = re.compile(r"[（(]\s*(?P<unit>[^（）()\d]{1,12})\s*[）)]")
_NAME = re.compile(r"[A-Za-z/一-龥]{1,8}")
_POINTS = re.compile(r"\s*(?:个\s{0,3})?(?P<of>[百千])\s{0,3}分\s{0,3}点")  # layout parts it: 3个百 分点
_SPACE = re.compile(r"\s*")
_SCALED = re.compile(r"(?P<scale>万亿|千亿|百亿|亿|百万|千万|万|百|十)?(?P<unit>.*)")
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "百": 100,
    "十": 10,
}  # fmt: skip


class _Table(NamedTuple):
    """Every unit, longest first, as one pattern; printed form → name; what may not follow; units that end a clause."""

    pattern: re.Pattern[str]
    names: dict[str, str]
    barred: dict[str, re.Pattern[str]]
    last: frozenset[str]


@cache
def _units() -> _Table:
    table: dict[str, Any] = load("units")
    names = {unit: facts.get("as", unit) for unit, facts in table["units"].items()}
    names.update({counter: counter for counter in table["counters"]})
    longest = sorted(names, key=len, reverse=True)
    return _Table(
        re.compile("|".join(map(re.escape, longest))),
        names,
        {c: re.compile("|".join(map(re.escape, words))) for c, words in table["not_before"].items()},
        frozenset(unit for unit, facts in table["units"].items() if facts.get("last")),
    )


@cache
def _counters() -> frozenset[str]:
    return frozenset(load("units")["counters"])


def is_counter(unit: str) -> bool:
    """Whether a unit counts whole things (个, 家) rather than measures."""
    return unit in _counters()


def is_known(unit: str) -> bool:
    """Whether the table holds a unit or counter; others stand as printed and are compared with nothing but themselves."""
    return unit in _units().names


def find_unit(text: str, at: int) -> tuple[str, int] | None:
    """The name of the unit printed at ``at`` (a space may stand before it) and where it ends; None where none is."""
    table = _units()
    points = _POINTS.match(text, at)
    if points:
        return f"{points['of']}分点", points.end()
    space = _SPACE.match(text, at)
    start = space.end() if space else at
    found = table.pattern.match(text, start)
    for length in range(len(found[0]) if found else 0, 0, -1):
        unit, end = text[start : start + length], start + length
        if unit in table.names and _may_end(unit, text, end):
            return table.names[unit], end
    return None


def _may_end(unit: str, text: str, end: int) -> bool:
    """Whether a unit may end there: not inside a word (5部门), a Latin one not inside letters (5Gbpsx)."""
    table, follows = _units(), text[end : end + 1]
    if unit in table.barred and table.barred[unit].match(text, end):
        return False
    if unit in table.last and follows.isalnum():
        return False
    return not (unit[-1].isascii() and unit[-1].isalpha() and follows.isascii() and follows.isalnum())


def parse_unit(text: str) -> tuple[str, Fraction] | None:
    """Unit and multiplier of a header or caption (``万个`` → 个, 10000; ``%`` → %, 1). None where it is no unit.

    A line that says 单位：, or a multiplier before a word that the table lacks, names a unit all the same; it is kept as printed.

    >>> parse_unit("万元"), parse_unit("%"), parse_unit("指标值"), parse_unit("单位：万摞")
    (('元', Fraction(10000, 1)), ('%', Fraction(1, 1)), None, ('摞', Fraction(10000, 1)))
    >>> parse_unit("万标准瓶"), parse_unit("亿元以上")
    (('标准瓶', Fraction(10000, 1)), None)
    """
    plain = text.strip()
    declared = plain.startswith("单位")
    plain = plain.removeprefix("单位").lstrip(":： ").rstrip("）)")
    match = _SCALED.fullmatch(plain)
    if not match or not plain:
        return None
    scale = Fraction(_SCALES.get(match["scale"], 1))
    if not match["unit"]:
        return "", scale
    found = find_unit(match["unit"], 0)
    if found and found[1] == len(match["unit"]):
        return found[0], scale
    scaled = match["scale"] in ("万", "亿", "万亿") and found is None and len(match["unit"]) > 1
    return (match["unit"], scale) if (declared or scaled) and _NAME.fullmatch(match["unit"]) else None


def header_unit(text: str) -> tuple[str, Fraction] | None:
    """The unit in the parentheses of a header or row label: ``5G基站数（万个）`` → 个 and 10000.

    >>> header_unit("5G网络接入流量占比(%)")
    ('%', Fraction(1, 1))
    """
    for match in reversed(list(_PARENTHESIS.finditer(text))):
        unit = parse_unit(match["unit"])
        if unit:
            return unit
    return None


@cache
def _prefixed() -> tuple[re.Pattern[str], dict[str, str]]:
    signs: dict[str, str] = load("units")["prefixed"]
    longest = sorted(signs, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})\s?$"), signs


def prefixed_unit(text: str, at: int) -> tuple[str, int] | None:
    """The unit whose sign stands right before ``at`` (``$20``) and where the sign begins; None where none does."""
    pattern, signs = _prefixed()
    match = pattern.search(text[max(0, at - 4) : at])
    return (signs[match[0].strip()], at - len(match[0])) if match else None


def coin_share(unit: str, text: str, at: int) -> tuple[Fraction, int] | None:
    """What share of ``unit`` the coin printed at ``at`` is (角 of 元 is 1/10) and where it ends; None where none is."""
    for coin, share in sorted(load("units")["coins"].get(unit, {}).items(), key=lambda pair: -len(pair[0])):
        if text.startswith(coin, at):
            return Fraction(share), at + len(coin)
    return None
