"""When two figures speak of the same thing: the first question of every check.

Names are compared by :mod:`policyparse.indicator`; a name that says everything the other says and more is *narrower*,
which is a reason not to compare, never a contradiction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from policyparse.figure import Figure
from policyparse.indicator import normal_name, qualifiers, same_indicator
from policyparse.language.indicators import fold
from policyparse.language.nlp import find_tokens
from policyparse.language.places import NATION_CODE, find_places, is_group, place_code
from policyparse.unit import unit_scale

NameRelation = Literal["same", "narrower", "different"]

TELLING_NAME = 5
"""A name of fewer characters (成交金额, 新增门店) may have lost its subject to the sentence before."""

SHORTEST_CORE = 4
"""A name of fewer characters (收入, 面积) is in too many others to be called the wider of two."""

_TOTAL = re.compile(r"(?:总数量|总规模|总数|总量|合计|规模|个数|数量|数)$")
_NATION = frozenset({"全国", "我国", "中国", NATION_CODE})


def place_key(figure: Figure) -> str:
    """The place by its code, so that 石家庄 and 石家庄市 are one; a group by its name without quotes and spaces."""
    return _place_code(figure) or fold(figure.place)


def place_key_across(figure: Figure) -> str:
    """The key of a place among those of all documents.

    Many cities have a 高新区, and every table its 合计: a name that is neither coded nor a group's is of its document only.
    """
    key = place_key(figure)
    return key if key.isdecimal() or is_group(figure.place) else f"{figure.document} {key}"


def is_place(figure: Figure) -> bool:
    """Whether the figure is about one known place, be its name that of several counties (鼓楼区); 市本级 is none."""
    return _place_code(figure) is not None or _is_name_of_place(figure.place)


def stem(place: str) -> str:
    """What the keys of all places within a place begin with, its own too.

    >>> stem("500000"), stem("411000"), stem("130102"), stem("100000")
    ('50', '4110', '130102', '')
    """
    if place == NATION_CODE:
        return ""
    return place[:2] if place.endswith("0000") else place[:4] if place.endswith("00") else place


def _place_code(figure: Figure) -> str | None:
    return NATION_CODE if figure.place in _NATION else figure.place_code or place_code(figure.place)


@cache
def _is_name_of_place(name: str) -> bool:
    return [(place.start, place.end) for place in find_places(name)] == [(0, len(name))]


@cache
def shared_ending(one: str, other: str) -> str:
    """The longest ending of both names that is whole words in each; empty where there is none.

    >>> shared_ending("国家级示范区", "首批示范区"), shared_ending("移动互联网", "移动联网")
    ('示范区', '')
    """
    sizes = [size for size in _word_endings(one) & _word_endings(other) if one[-size:] == other[-size:]]
    return one[-max(sizes) :] if sizes else ""


def _word_endings(name: str) -> frozenset[int]:
    """How many characters the last word of a name has, the last two, and so on."""
    return frozenset(len(name) - token.start for token in find_tokens(name))


def same_thing(one: Figure, other: Figure) -> bool:
    """Whether two figures measure one indicator in one way and in comparable units."""
    return (
        one.measure == other.measure
        and unit_scale(one.unit, other.unit) == 1
        and same_indicator(one.indicator, other.indicator, one_id=one.indicator_id, other_id=other.indicator_id)
    )


@cache
def name_relation(one: str, other: str) -> NameRelation:
    """``narrower`` where one name has every character of the other in order and both end alike.

    >>> name_relation("获奖项目总量", "“绽放杯”大赛全国赛获奖项目数量"), name_relation("5G用户数", "5G物联网终端连接数")
    ('narrower', 'different')
    """
    mine, theirs = _core(one), _core(other)
    if mine == theirs:
        return "same"
    short, long = sorted((mine, theirs), key=len)
    if len(short) >= SHORTEST_CORE and short[-2:] == long[-2:] and _is_within(short, long):
        return "narrower"
    return "different"


def relation(one: Figure, other: Figure) -> NameRelation:
    """How the indicators of two figures stand to each other, by catalogue where it knows both, else by name."""
    if same_indicator(one.indicator, other.indicator, one_id=one.indicator_id, other_id=other.indicator_id):
        return "same"
    told = name_relation(one.indicator, other.indicator)
    if told != "same":
        return told
    return "same" if qualifiers(_core(one.indicator)) == qualifiers(_core(other.indicator)) else "narrower"


def is_telling(figure: Figure) -> bool:
    """Whether the name is special enough that equal names mean one indicator: the catalogue knows it, or it is long."""
    return figure.indicator_id is not None or len(normal_name(figure.indicator)) >= TELLING_NAME


def names_of(figure: Figure) -> tuple[object, ...]:
    """What an equal indicator would share: its normal name, or its catalogue entry with its qualifiers."""
    name = normal_name(figure.indicator)
    if figure.indicator_id is None:
        return (name,)
    return name, (figure.indicator_id, qualifiers(figure.indicator))


def clusters(figures: Iterable[Figure]) -> tuple[tuple[Figure, ...], ...]:
    """Figures of one place, kind, measure, basis and indicator together; in the order of their first member."""
    groups: list[list[Figure]] = []
    homes: dict[tuple[object, ...], list[list[Figure]]] = {}
    for figure in figures:
        state = (place_key_across(figure), figure.kind, figure.measure, figure.basis, _aggregate(figure))
        names = [(*state, name) for name in names_of(figure)]
        known = (group for name in names for group in homes.get(name, ()) if same_thing(group[0], figure))
        home = next(known, None)
        if home is None:
            home = []
            groups.append(home)
        for name in names:
            if not any(group is home for group in homes.setdefault(name, [])):
                homes[name].append(home)
        home.append(figure)
    return tuple(tuple(group) for group in groups)


def missing_words(short: str, long: str) -> str:
    """What the longer name says beyond the shorter one, for messages.

    >>> missing_words("大赛获奖项目总量", "大赛全国赛获奖项目数量")
    '全国赛'
    """
    mine, rest = list(_core(short)), []
    for letter in _core(long):
        if mine and mine[0] == letter:
            mine.pop(0)
        else:
            rest.append(letter)
    return "".join(rest)


def _aggregate(figure: Figure) -> str | None:
    """A rank or share of something is another thing than its level; a mean or total of one place is not."""
    return figure.statistic if figure.statistic in ("rank", "share") else None


def _core(name: str) -> str:
    return _TOTAL.sub("", normal_name(name))


def _is_within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
