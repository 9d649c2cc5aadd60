"""Which catalogue entry a name stands for. Exact aliases only: a near name is another indicator until a person says so."""

from __future__ import annotations

import re
from functools import cache

from policyparse.vocabulary import load

_LAYOUT = re.compile(r"[\s“”\"'‘’《》]|(?<=.)的(?=.)")
_UNIT_TAIL = re.compile(r"[（(][^（）()]{1,8}[）)]$")


def fold(name: str) -> str:
    """A name without the marks that printings of one name differ in: spaces, quotes, 的, a unit in parentheses.

    >>> fold("大型工业企业的 5G 应用渗透率（%）")
    '大型工业企业5G应用渗透率'
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
