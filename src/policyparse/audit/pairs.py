"""PART-WHOLE by pairs of words that divide a whole in two: 出口 and 进口, 城镇 and 乡村, 税收 and 非税."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from policyparse.audit.case import Case
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.parts import judge_sum
from policyparse.audit.slips import NEAR
from policyparse.figure import Figure
from policyparse.indicator import normal_name
from policyparse.language.indicators import fold
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

WHOLE_BEFORE = 120
"""A whole stands at most so many characters before its first part."""
APART = 80
"""Two parts stand at most so many characters apart."""
LOOK_BACK = 4
"""The whole is among the last so many levels before its first part."""


class Pair(NamedTuple):
    """The words of the two parts, and a word that names a third one, with which the two are not all."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    third: re.Pattern[str] | None


def check_pairs(case: Case) -> Iterator[Finding]:
    """Two amounts that stand behind each other and divide what stands before them."""
    for extraction in case.evidence.extractions:
        if extraction.head.kind == "budget":
            continue
        told = [f for f in case.evidence.of_document(extraction.head.id) if _is_amount(f)]
        for measure in ("level", "delta"):
            figures = [figure for figure in told if figure.measure == measure]
            used: set[str] = set()
            for n in range(1, len(figures)):
                for finding in _divided(case, figures, n, used):
                    used |= {one.figure for one in finding.inputs}
                    yield finding


def _is_amount(figure: Figure) -> bool:
    return figure.value is not None and figure.comparator == "=" and not is_cell(figure) and not is_ratio(figure)


def _divided(case: Case, figures: list[Figure], n: int, used: set[str]) -> Iterator[Finding]:
    """The n-th figure as the second part: the first one right before it, or one before that, which it has a part of.

    What is a part of one whole (``used``) is no part of another.
    """
    second = figures[n]
    for at in range(n - 1, max(-1, n - 3), -1):
        first = figures[at]
        pair = _pair_of(first.indicator, second.indicator)
        if pair is None or first.id in used or second.source.start - first.source.start > APART:
            continue
        if not _are_alike(first, second) or any(point(f) > point(first) for f in figures[at + 1 : n]):
            continue
        before = figures[max(0, at - LOOK_BACK) : at]
        whole = next((f for f in reversed(before) if _could_be_whole(f, first, second, pair)), None)
        if whole is not None and _is_near_sum(whole, first, second):
            sure = pair.third is None or not any(
                pair.third.search(f.indicator) for f in (*before, *figures[at : n + 3])
            )
            yield judge_sum(case, whole, [first, second], sure=sure and not _another_sum(case, whole, first, second))
        return


@cache
def _pairs() -> tuple[Pair, ...]:
    def any_of(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))

    return tuple(
        Pair(any_of(entry["one"]), any_of(entry["other"]), any_of(entry["third"]) if "third" in entry else None)
        for entry in load("partitions")["pairs"]
    )


def _pair_of(one: str, other: str) -> Pair | None:
    """The pair whose words two names hold, in either order, where the names are alike but for them."""
    for pair in _pairs():
        for mine, theirs in ((pair.one, pair.other), (pair.other, pair.one)):
            if mine.search(one) and theirs.search(other) and not theirs.search(one.replace(_held(mine, one), "")):
                return pair
    return None


def _held(pattern: re.Pattern[str], name: str) -> str:
    match = pattern.search(name)
    return match[0] if match else ""


def _are_alike(one: Figure, other: Figure) -> bool:
    same = (one.kind, one.period, one.place) == (other.kind, other.period, other.place)
    return same and unit_scale(one.unit, other.unit) == 1


def _could_be_whole(whole: Figure, first: Figure, second: Figure, pair: Pair) -> bool:
    """Whether a figure stands right before two parts, is in no part itself, and names all that both do beside their words."""
    words = re.compile(f"{pair.one.pattern}|{pair.other.pattern}")
    near = 0 < first.source.start - whole.source.start <= WHOLE_BEFORE
    name = fold(whole.indicator)
    divided = _holds_one(pair, name) or not _are_alike(whole, first)
    return near and not divided and all(_rest(part, words) <= set(_bare(whole)) for part in (first, second))


def _holds_one(pair: Pair, name: str) -> bool:
    """Whether a name is itself of one part only (出口 is, 进出口 is not)."""
    left = name.replace("进出口", "")
    return bool(pair.one.search(left)) != bool(pair.other.search(left))


def _bare(figure: Figure) -> str:
    return normal_name(figure.indicator) + figure.indicator


def _rest(part: Figure, words: re.Pattern[str]) -> set[str]:
    """The characters of a part's name beside the words of its pair and those that any name may have."""
    return set(re.sub(_ANY, "", words.sub("", fold(part.indicator))))


_ANY = re.compile(r"地方|行业|居民|总额|总值|总量|合计|[额值量数]")


def _is_near_sum(whole: Figure, first: Figure, second: Figure) -> bool:
    """Whether the parts come near their whole; deltas may have signs of their own and come near nothing."""
    if whole.measure == "delta":
        return True
    low, high = sorted((point(first) + point(second), point(whole)))
    return 0 < low <= high <= low * NEAR


def _another_sum(case: Case, whole: Figure, first: Figure, second: Figure) -> bool:
    """Whether another number nearby is what the two parts add up to."""
    total = stands_for(first) + stands_for(second)
    return any(
        other.unit == whole.unit and other.id not in (first.id, second.id) and total.meets(stands_for(other))
        for other in case.evidence.beside(whole, WHOLE_BEFORE + APART)
        if other.measure == whole.measure and other.value is not None and point(other) != Fraction(0)
    )
