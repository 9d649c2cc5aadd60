"""How an indicator's name is built, and how much two names share.

A name is qualifiers + thing + way of counting + measure (大型工业企业5G应用 / 渗透率; 5G物联网终端 / 用户 / 年均增长率).
Likeness is counted in pairs of characters; pairs that most indicators of the two plans have (5G in a 5G plan) show
nothing and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from policyparse.indicator import normal_name
from policyparse.vocabulary import load

_RUN = re.compile(r"[A-Za-z0-9.+/]+|[㐀-鿿]+")
_PARTICLES = frozenset("在的对和与及于")

COMMON_SHARE = 3
"""A pair of characters is common where one name in so many has it …"""
COMMON_NAMES = 4
"""… and at least so many names do."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``thing`` is what the name is about, ``counted`` what it is counted by, ``measure`` empty for a plain count.

    >>> phrase = find_phrase("5G物联网终端用户数年均增长率")
    >>> phrase.thing, phrase.counted, phrase.measure
    ('5G物联网终端', '用户', '年均增长率')
    """

    name: str
    thing: str
    counted: str
    measure: str

    @property
    def object(self) -> str:
        """What is counted, and its counter."""
        return self.thing + self.counted


@cache
def find_phrase(text: str) -> Phrase:
    """The parts of an indicator's printed name."""
    words = load("phrases")
    name = normal_name(text)
    measure = _suffix(name, words["measures"])
    stem = name.removesuffix(measure)
    stem = stem.removesuffix(_suffix(stem, words["counts"]))
    counted = _suffix(stem, words["counted"])
    return Phrase(name, stem.removesuffix(counted), counted, measure)


def shared_head(one: Phrase, other: Phrase) -> str:
    """The noun that both objects end with, at least two characters; empty where they end differently.

    >>> shared_head(find_phrase("重点行业标准"), find_phrase("5G融合应用标准"))
    '标准'
    """
    length = 0
    while length < min(len(one.object), len(other.object)) and one.object[-length - 1] == other.object[-length - 1]:
        length += 1
    tail = one.object[len(one.object) - length :]
    return tail if len(tail) > 1 else ""


def role(phrase: Phrase) -> tuple[str, ...]:
    """The row of nouns of one role that the object's last noun belongs to; empty where none."""
    for row in load("phrases")["roles"]:
        if phrase.object.endswith(tuple(row)):
            return tuple(row)
    return ()


def letters(text: str) -> Counter[str]:
    """The characters of a name without particles, with their counts."""
    return Counter(letter for letter in text if letter not in _PARTICLES)


@cache
def pairs(text: str) -> frozenset[str]:
    """Neighbouring characters; letters and digits in one run are one, and so is a compound (二氧化碳).

    >>> sorted(pairs("5G应用标准")), sorted(pairs("二氧化碳排放"))
    (['5G', '应用', '标准', '用标'], ['二氧化碳', '排放'])
    """
    compounds = load("phrases")["compounds"]
    found: set[str] = set()
    for part in re.split(f"({'|'.join(compounds)})", text):
        for run in [part] if part in compounds else _RUN.findall(part):
            if run in compounds or run[0].isascii() or len(run) == 1:
                found.add(run)
            else:
                found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def common_pairs(names: Iterable[str]) -> frozenset[str]:
    """The pairs of characters that say nothing since so many of ``names`` have them."""
    every = {normal_name(name) for name in names}
    counts = Counter(pair for name in every for pair in pairs(name))
    return frozenset(
        pair for pair, count in counts.items() if count >= COMMON_NAMES and count * COMMON_SHARE >= len(every)
    )


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two sets have in common, 0 to 1 (Dice); 0 where one is empty.

    >>> share(frozenset({"大型", "企业"}), frozenset({"中型", "企业"}))
    0.5
    """
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def _suffix(text: str, words: list[str]) -> str:
    """The first of ``words`` that ends ``text`` and leaves at least two characters before it; else empty."""
    for word in words:
        if text.endswith(word) and len(text) >= len(word) + 2:
            return word
    return ""
