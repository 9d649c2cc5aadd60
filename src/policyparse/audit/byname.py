"""Figures by place and name: the same indicator under any date, and the same words but for what narrows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from policyparse.audit.identity import names_of, place_key_across
from policyparse.figure import Figure
from policyparse.indicator import normal_name, qualifiers
from policyparse.vocabulary import load

SHORTEST_PREFIX = 6
"""A name of fewer characters begins too many others."""

_SAME_THING = re.compile(r"(?:总水平|总量|总额|总数)?(?:涨幅|增幅|增速|增长率|增长速度)?")  # 居民消费价格/总水平涨幅
_LEFT_OUT = frozenset({"新增", "新建", "累计", "全部"})
_AND = frozenset("和与及")
_RATE = re.compile(r"(?:年均|平均)?(?:增长率|增长速度|增速|增幅)$")


@dataclass(frozen=True, slots=True)
class ByName:
    """Figures under each of their names, and under their bare name, for one place."""

    _named: Mapping[tuple[object, ...], tuple[Figure, ...]]
    _bare: Mapping[tuple[object, ...], tuple[Figure, ...]]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> ByName:
        """The figures looked up by their names."""
        named: dict[tuple[object, ...], list[Figure]] = {}
        bare: dict[tuple[object, ...], list[Figure]] = {}
        for figure in figures:
            place = place_key_across(figure)
            for name in names_of(figure):
                named.setdefault((place, name), []).append(figure)
            bare.setdefault((place, bare_name(figure.indicator, figure.indicator_id)), []).append(figure)
        return cls(
            {key: tuple(found) for key, found in named.items()}, {key: tuple(found) for key, found in bare.items()}
        )

    def like(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures that share a name and the place with another."""
        place = place_key_across(figure)
        near = {other.id: other for name in names_of(figure) for other in self._named.get((place, name), ())}
        return tuple(near.values())

    def akin(self, figure: Figure) -> tuple[Figure, ...]:
        """The figures whose names differ from another's only in the words that narrow what is counted, or end before it.

        ``解决方案供应商`` is no ``解决方案``.
        """
        same, place = {other.id for other in self.like(figure)}, place_key_across(figure)
        found = list(self._bare.get((place, bare_name(figure.indicator, figure.indicator_id)), ()))
        name = normal_name(figure.indicator)
        for size in range(SHORTEST_PREFIX, len(name)):
            if name[size] not in _AND and not _SAME_THING.fullmatch(name, size):
                found += self._named.get((place, name[:size]), ())
        return tuple(other for other in found if other.id not in same and _is_told_apart(figure, other))

    def levels_of_growth(self, figure: Figure) -> tuple[Figure, ...]:
        """The levels of which a rate of growth (``用户数年均增长率``) is stated."""
        name = _RATE.sub("", figure.indicator.replace(" ", ""))
        if figure.measure != "growth" and name == figure.indicator.replace(" ", ""):
            return ()
        return tuple(
            f for f in self._named.get((place_key_across(figure), normal_name(name)), ()) if f.measure == "level"
        )


def _is_told_apart(one: Figure, other: Figure) -> bool:
    """Whether the catalogue does not know two names as one, and they differ by more than a verb that a list leaves out.

    ``新增高标准农田…、节水灌溉面积…`` says 新增 once for both.
    """
    if one.indicator_id is not None and one.indicator_id == other.indicator_id:
        return False
    apart = qualifiers(one.indicator) ^ qualifiers(other.indicator)
    return not apart or bool(apart - _LEFT_OUT)


@cache
def bare_name(name: str, known_as: str | None = None) -> str:
    """A name, or the catalogue's where it knows one, without the words that narrow what is counted.

    >>> bare_name("大型工业企业5G应用渗透率") == bare_name("大中型工业企业5G应用渗透率")
    True
    """
    words = sorted(load("qualifiers")["guards"], key=len, reverse=True)
    return re.sub("|".join(words), "", normal_name(_catalogue().get(known_as, name)))


@cache
def _catalogue() -> dict[str | None, str]:
    return {entry["id"]: entry["name"] for entry in load("indicators")["indicators"]}
