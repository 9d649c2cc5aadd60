"""Which catalogue entry a name stands for. Exact aliases only: a near name is another indicator until a person says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policyparse.vocabulary import load

_LAYOUT = re.compile(r"[\s“”\"'‘’《》\u2460-\u2473]|(?<=.)的(?=.)")  # ① … ⑳ are marks of footnotes
_UNIT_TAIL = re.compile(r"[（(][^（）()]{1,8}[）)]$")


def fold(name: str) -> str:
    """A name without the marks that printings of one name differ in: spaces, quotes, 的, marks of footnotes, a unit in parentheses.

    >>> fold("大型工业企业的 5G 应用渗透率（%）")
    '大型工业企业5G应用渗透率'
    >>> fold("生产总值②")
    '生产总值'
    """
    return _LAYOUT.sub("", _UNIT_TAIL.sub("", name.strip()))


@cache
def _aliases() -> dict[str, str]:
    names: dict[str, str] = {}
    for indicator in load("indicators")["indicators"]:
        for name in (indicator["name"], *indicator.get("aliases", ())):
            names[fold(name)] = indicator["id"]
    return names


def indicator_id(name: str) -> str | None:
    """The id of the catalogue entry that bears this name; None where the catalogue knows none.

    >>> indicator_id("每万人拥有 5G 基站数"), indicator_id("大中小型企业渗透率")
    ('5g_base_stations_per_10k', None)
    """
    return _aliases().get(fold(name))


@dataclass(frozen=True, slots=True)
class Version:
    """One meaning of an indicator: the year from which it holds (0 where none is known before it), who gave it, its words."""

    since: int
    by: str
    says: str


@cache
def _versions() -> dict[str, tuple[Version, ...]]:
    return {
        indicator["id"]: tuple(
            Version(given.get("since", 0), given["by"], given["says"]) for given in indicator["definitions"]
        )
        for indicator in load("indicators")["indicators"]
        if "definitions" in indicator
    }


def definition_in(indicator: str, year: int) -> Version | None:
    """What the catalogue entry with this id meant in ``year``; None where the catalogue does not know.

    >>> definition_in("energy_per_gdp", 2024).says
    '能源消费总量扣除原料用能和非化石能源消费量后与国内生产总值之比'
    """
    held = [version for version in _versions().get(indicator, ()) if version.since <= year]
    return held[-1] if held else None


def redefined(indicator: str, one: int, other: int) -> tuple[Version, Version] | None:
    """The two meanings of an indicator in two years, where its definition changed between them.

    >>> redefined("energy_per_gdp", 2019, 2020) is None, redefined("energy_per_gdp", 2021, 2024) is None
    (True, False)
    """
    before, after = definition_in(indicator, one), definition_in(indicator, other)
    return (before, after) if before and after and before != after else None
