"""Which of several numbers is whose: a list of numbers shared out to the places, subjects or items listed before it."""

from __future__ import annotations

import re

from policyparse.extract.carry import is_of_each
from policyparse.extract.complete import shares_measure
from policyparse.extract.front import Memory
from policyparse.extract.subject import Subject
from policyparse.language import phrases
from policyparse.language.quantities import RATES, Quantity

_DOES = re.compile(r"^(?:实现|完成|达到|达)+(?=.{2})")
_SECTORS = ("第一产业", "第二产业", "第三产业")


def distribute(
    subject: Subject, group: list[Quantity], memory: Memory, *, respectively: bool
) -> list[tuple[str, str | None]]:
    """Indicator and place of each number of a list.

    ``中山、珠海分别达到123.4%、120.0%`` gives each its place, ``高技术产业和装备制造业增加值分别增长10.6%和9.1%`` each its
    subject; a ratio list names its parts; ``respectively`` (分别) shares them out to the last subjects of the sentence. Where no
    list before them fits, all are of the one subject.
    """
    count = len(group)
    name, place, front = subject.indicator, subject.place, subject.front
    if group[0].shape == "part":
        parts = _SECTORS if count == 3 and "产业" in name else [f"第{n}项" for n in range(1, count + 1)]
        return [(f"{name}（{part}）", place) for part in parts]
    if count == len(_SECTORS) and "三次产业" in name and group[0].unit in (*RATES, "百分点"):
        return [(name.replace("三次产业", sector), place) for sector in _SECTORS]  # 贡献率分别为
    by_sector = len(memory.items) == count and all(item[:4] in _SECTORS for item in memory.items)
    if count > 1 and by_sector and "拉动" in name:
        return [(item[:4] + name.removeprefix("分别"), place) for item in memory.items]  # 分别拉动经济增长
    if count > 1:
        if len(front.places) == count:
            return [(name, each) for each in front.places]
        if not front.tokens and len(memory.recent) >= count and (respectively or len(memory.recent) == count):
            return [(item, place) for item in memory.recent[-count:]]  # 货运量3亿吨，周转量6亿吨公里，分别增长7%和9%
        if respectively and is_of_each(phrases.text_of(front.tokens)) and len(memory.recent) >= count:
            rate = phrases.text_of(front.tokens)
            return [(item + rate, place) for item in memory.recent[-count:]]
        whose, _, done = phrases.text_of(front.tokens).partition("分别")
        doers = phrases.listed(whose, count) if done else ()
        if len(doers) == count:  # 地铁和轮渡分别完成客运量3亿人和2亿人
            return [(item + _DOES.sub("", done), place) for item in doers]
        named = phrases.listed(phrases.text_of(front.tokens), count) if front.tokens else ()
        items = tuple(phrases.without_verb_between(item) for item in named)
        if len(items) == count:
            tail = memory.tail if shares_measure(group[0], front, memory) else ""
            bare = not any(phrases.MEASURE_NOUN.search(item) for item in items)
            return [(item + tail if bare else item, place) for item in items]
        if len(front.tokens) <= 2 and len(memory.places) == count:
            return [(name, each) for each in memory.places]
        if len(front.tokens) <= 2 and len(memory.items) == count:
            return [(item, place) for item in memory.items]
    return [(name, place)] * count
