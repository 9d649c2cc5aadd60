"""Words that make two numbers of one name differ in what they count or how: prices, populations, versions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from policyparse.audit.clause import unspaced
from policyparse.figure import Figure
from policyparse.vocabulary import load


def way_of_counting(figures: Iterable[Figure], *, growth: Figure) -> frozenset[str]:
    """The words for which a growth need not be the quotient of two levels.

    Its level is at current prices and the growth real (增加值), the population changes each year (规模以上), or the clause
    says so (同口径, 可比价).
    """
    told = {word for figure in figures for word in _found("levels_apart", figure.indicator)}
    return frozenset(
        told
        | set(_found("clause_apart", unspaced(growth.quote)))
        | set(_found("clause_apart", growth.source.column or ""))
    )


def version_words(figures: Iterable[Figure]) -> frozenset[str]:
    """The words that call a number preliminary, revised or expected: 初步核算, 最终核实, 快报."""
    return frozenset(word for figure in figures for word in _found("versions", unspaced(figure.quote)))


def is_revised(level: Figure) -> bool:
    """Whether numbers of this kind are settled only after they were first printed (财政支出, 保费收入, 事故)."""
    return bool(_found("revised_later", level.indicator))


def _found(kind: str, text: str) -> list[str]:
    return _pattern(kind).findall(text)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(load("scopes")[kind], key=len, reverse=True)))


def is_cumulative(figure: Figure) -> bool:
    """Whether a number only ever grows: what has been built or passed since the beginning (累计)."""
    return "累计" in figure.indicator
