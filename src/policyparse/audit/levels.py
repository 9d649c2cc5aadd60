"""Levels by what they measure, where and when, so that a check finds its figures by key and never by trying all pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policyparse.audit.identity import names_of, place_key_across
from policyparse.figure import Figure
from policyparse.period import days
from policyparse.unit import unit_scale

_YEAR = re.compile(r"\d{4}")
_YEARLY = frozenset({"上年", "上年末", "上年同期", "去年", "去年同期", "同期", "上年底", "年初"})


@dataclass(frozen=True, slots=True)
class Levels:
    """Every level with a value, by place, name and days."""

    _by_key: Mapping[tuple[object, ...], tuple[Figure, ...]]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Levels:
        """The levels among these figures."""
        found: dict[tuple[object, ...], list[Figure]] = {}
        for figure in figures:
            if figure.measure == "level" and figure.value is not None and figure.period:
                for name in names_of(figure):
                    found.setdefault((place_key_across(figure), name, days(figure.period)), []).append(figure)
        return cls({key: tuple(levels) for key, levels in found.items()})

    def like(self, figure: Figure, period: str) -> tuple[Figure, ...]:
        """The levels of a figure's indicator and place at a period, each once, in reading order."""
        near = {
            level.id: level
            for name in names_of(figure)
            for level in self._by_key.get((place_key_across(figure), name, days(period)), ())
        }
        return tuple(near.values())

    def named(self, figure: Figure, name: str) -> tuple[Figure, ...]:
        """The levels of another name, of a figure's place and period."""
        return self._by_key.get((place_key_across(figure), name, days(figure.period)), ())

    def before(self, level: Figure, basis: str | None) -> Iterator[Figure]:
        """The levels that a change of ``level`` against its basis starts from, in its unit."""
        start = base_period(level.period, basis)
        for other in () if start is None else self.like(level, start):
            if (
                other.kind == "reported"
                and other.statistic == level.statistic
                and unit_scale(other.unit, level.unit) == 1
            ):
                yield other


def base_period(period: str, basis: str | None) -> str | None:
    """The period that a growth is measured against; None where its basis is no earlier year.

    >>> base_period("2024", "上年"), base_period("2025-01/2025-09", "同期"), base_period("2025", "2020"), base_period("2024", None)
    ('2023', '2024-01/2024-09', '2020', None)
    """
    if basis is not None and _YEAR.fullmatch(basis):
        return basis if basis < period[:4] else None
    if basis not in _YEARLY:
        return None
    earlier = _YEAR.sub(lambda match: str(int(match[0]) - 1), period)
    return earlier.replace("-02-29", "-02-28")
