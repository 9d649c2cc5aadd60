"""Whether two printed names are one indicator's, for which a difference may be stated."""

from __future__ import annotations

import re
from functools import cache

from policyparse.figure import Figure
from policyparse.indicator import normal_name, qualifiers, same_indicator
from policyparse.language.indicators import indicator_id
from policyparse.vocabulary import load

LONG_NAME = 4
"""Characters from which a name may end a longer one and still be the same."""
_FORMS = frozenset({"占比", "比重", "总量"})
"""Qualifiers that two names of one catalogue entry may differ in: 非化石能源占能源消费总量比重, 非化石能源消费占比."""
_ORDERED = re.compile(r"[占比对每与和向到由至]")
"""Words round which the order of a name's parts means something: 进口占出口比重 is not 出口占进口比重."""


def names_one(one: Figure, two: Figure) -> bool:
    """Whether two figures' names mean one indicator: by name, by catalogue entry, or with one word moved."""
    mine, theirs = plain_name(one.indicator), plain_name(two.indicator)
    if same_indicator(mine, theirs, one_id=one.indicator_id, other_id=two.indicator_id):
        return True
    entry = indicator_id(one.indicator)
    if entry is not None and entry == indicator_id(two.indicator):
        return qualifiers(mine) ^ qualifiers(theirs) <= _FORMS
    return is_reordered(normal_name(mine), normal_name(theirs))


@cache
def plain_name(name: str) -> str:
    """The name without words of praise that narrow nothing, and with the usual word for what has several.

    >>> plain_name("建成集中连片、旱涝保收的高标准农田"), plain_name("具有国际竞争力的企业")
    ('建成高标准农田', '具有国际竞争力的企业')
    >>> plain_name("万元国内生产总值能源消耗") == plain_name("单位GDP能耗")
    True
    """
    plain = _praise().sub("", name)
    for usual, others in load("phrases")["synonyms"].items():
        plain = re.sub("|".join(others), usual, plain)
    return plain


@cache
def _praise() -> re.Pattern[str]:
    words = "|".join(load("phrases")["praise"])
    return re.compile(f"(?:(?:{words})[、，和]?)+的")


def is_reordered(one: str, other: str) -> bool:
    """Whether two names are the same words with one moved (新增城镇就业, 城镇新增就业), and no order in them means anything.

    >>> is_reordered("新增城镇就业", "城镇新增就业"), is_reordered("进口占出口比重", "出口占进口比重")
    (True, False)
    """
    if len(one) != len(other) or len(one) < LONG_NAME or one == other or _ORDERED.search(one):
        return False
    same = 0
    while one[-1 - same] == other[-1 - same]:
        same += 1
    if same < 2:
        return False
    mine, theirs = one[: len(one) - same], other[: len(other) - same]
    return any(mine[cut:] + mine[:cut] == theirs for cut in range(2, len(mine) - 1))
