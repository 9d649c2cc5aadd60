"""What the clause of a figure itself says, and what the figure took from elsewhere."""

from __future__ import annotations

import re

from policyparse.figure import Figure
from policyparse.language.indicators import fold

_SPACE = re.compile(r"\s+")
_MODIFIERS = re.compile(
    r"""
    年均 | 平均 | 累计 | 合计 | 同比 | 环比 | 当月 | 当年 | 当季 | 本级 | 净增 | 新增 | 名义 | 实际 | 可比 | 预计 | 其中 | 分别 | 期间
    | [近过]去?[一二三四五六七八九十\d]+年 | [一二三四五六七八九十\d]+年(?:来|间|累计) | [“"]?[一二三四五六七八九十]+五[”"]?
    """,
    re.VERBOSE,
)  # GDP年均增长7.8% is not GDP增长6.9%

_LIMIT = re.compile(r"不含|不包括|扣除|剔除|除外|[（(]含[^）)]*[）)]|口径")

SENTENCE = 60
"""Figures within so many characters are taken to stand in one sentence."""


def unspaced(text: str) -> str:
    """A text without its layout: ``2700 万个`` is printed in one document with its space, in another without."""
    return _SPACE.sub("", text)


def is_one_passage(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one clause or sentence, where two numbers are two things."""
    if one.document != other.document:
        return False
    short, long = sorted((unspaced(one.quote), unspaced(other.quote)), key=len)
    apart = abs(one.source.start - other.source.start)
    return apart <= SENTENCE or (short in long and apart <= len(long))


def holds_both(one: Figure, other: Figure) -> bool:
    """Whether the clause of one prints the number of the other too: a sentence that is repeated repeats all its numbers."""
    mine, theirs = unspaced(one.printed), unspaced(other.printed)
    return mine != theirs and (theirs in unspaced(one.quote) or mine in unspaced(other.quote))


def names_itself(figure: Figure) -> bool:
    """Whether the clause prints the whole name of the indicator; an elliptical clause leaves part of it to its neighbours."""
    name = fold(figure.indicator)
    return bool(name) and name in fold(figure.quote)


def modifiers(figure: Figure) -> frozenset[str]:
    """The words of the clause that turn one quantity of an indicator into another (年均, 累计, 五年来)."""
    text = unspaced(figure.quote)
    at = text.find(unspaced(figure.printed))
    return frozenset(_MODIFIERS.findall(text[: at if at >= 0 else None]))


def place_is_printed(figure: Figure) -> bool:
    """Whether the clause itself says whose figure it is."""
    return "place" not in figure.inherited


def limits(figure: Figure) -> frozenset[str]:
    """The words of the clause that take something out of the indicator or in (``不含储能``)."""
    return frozenset(_LIMIT.findall(unspaced(figure.quote)))
