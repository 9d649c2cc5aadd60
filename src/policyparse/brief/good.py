"""Which way an indicator is better: a lower 失业率, a higher 普及率. Neither where nobody says so."""

from __future__ import annotations

from functools import cache

from policyparse.brief.change import Target
from policyparse.figure import Comparator, Direction, Figure
from policyparse.vocabulary import load

_BY_WORD: dict[Comparator, Direction] = {"<": "down", "<=": "down", ">": "up", ">=": "up"}


def good_of(number: Target | Figure) -> Direction | None:
    """Which way the indicator's level is better: by the catalogue, its name, or the word of comparison of a level.

    A promise to cut (``下降13.5%``) wants a lower level, one to grow by more than so much a higher one.
    """
    known = _catalogued(number.indicator_id) or named_good(number.indicator)
    if known is not None:
        return known
    if number.measure != "level":
        return "down" if number.direction == "down" else _BY_WORD.get(number.comparator)
    return _BY_WORD.get(number.comparator)


@cache
def named_good(name: str) -> Direction | None:
    """What the words of a name say of it; the longest of them decides.

    >>> named_good("城镇调查失业率"), named_good("年减排量"), named_good("绿道里程")
    ('down', 'up', None)
    """
    words = load("good")
    found: list[tuple[int, Direction]] = [(len(word), "down") for word in words["bads"] if word in name]
    found += [(len(word), "up") for word in words["goods"] if word in name]
    return max(found)[1] if found else None


@cache
def _catalogue() -> dict[str, Direction | None]:
    return {entry["id"]: entry.get("good") for entry in load("indicators")["indicators"]}


def _catalogued(indicator_id: str | None) -> Direction | None:
    return _catalogue().get(indicator_id) if indicator_id else None
