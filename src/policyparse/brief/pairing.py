"""Which promise of the new plan answers which of the old: by indicator, never by number.

First the same indicator; then what the old plan named without a number; then, among what is left, the pairs whose
name keeps its thing or head noun, strongest evidence first, each promise in one pair at most. The rest is new or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from policyparse.brief.change import Note, Target
from policyparse.brief.counting import count_scale
from policyparse.brief.naming import LONG_NAME, names_one
from policyparse.brief.phrase import Phrase, find_phrase, pairs, role, share, shared_head
from policyparse.brief.redefinition import Likeness, Plans, find_redefinition, phrases_of, same_place
from policyparse.brief.targets import lay_beside
from policyparse.figure import Aim
from policyparse.indicator import normal_name, qualifiers
from policyparse.vocabulary import load

SUCCESSOR_ALIKE = 0.5
"""The share from which one is worth a reader's look as the other's heir."""
_RATIOS = frozenset({"人均", "户均", "单位", "占比", "比重"})
"""Qualifiers that make a ratio, which is no heir of the thing itself: 单位国内生产总值能耗 and 国内生产总值."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """The promises of two plans put together. ``dropped`` and ``new`` are what found no partner."""

    same: tuple[tuple[Target, Target], ...]
    redefined: tuple[tuple[Target, Target, Likeness], ...]
    quantified: tuple[tuple[Aim, Target, Likeness], ...]
    dropped: tuple[Target, ...]
    new: tuple[Target, ...]


One = TypeVar("One", Target, Aim)


def promises_of(old: tuple[Target, ...], new: tuple[Target, ...]) -> tuple[tuple[Target, ...], tuple[Target, ...]]:
    """Both plans' promises; a growth printed with its level is one of its own only where the other plan promises it too."""

    def answered(target: Target, others: tuple[Target, ...]) -> bool:
        return any(_same_measure(target, other) and _same_name(target, other) for other in others)

    return lay_beside(old, lambda target: answered(target, new)), lay_beside(new, lambda target: answered(target, old))


def pair_targets(old: tuple[Target, ...], new: tuple[Target, ...], aims: tuple[Aim, ...]) -> Pairing:
    """The promises of two plans, each in one pair at most; ``aims`` are the old plan's promises without a number."""
    plans = Plans.of(old, new)
    same = tuple(_same_pairs(old, new, plans.homes))
    left_old = _without(old, (pair[0] for pair in same))
    left_new = _without(new, (pair[1] for pair in same))
    named = _assign(aims, left_new, _find_named)
    left_new = _without(left_new, (target for _, target, _ in named))
    redefined = _assign(left_old, left_new, lambda one, two: find_redefinition(one, two, plans))
    left_old = _without(left_old, (target for target, _, _ in redefined))
    left_new = _without(left_new, (target for _, target, _ in redefined))
    meant = _assign(aims, left_new, lambda aim, target: _find_meant(aim, target, plans))
    left_new = _without(left_new, (target for _, target, _ in meant))
    return Pairing(same, redefined, (*named, *meant), left_old, left_new)


def _without(targets: Sequence[Target], taken: Iterable[Target]) -> tuple[Target, ...]:
    gone = {id(target) for target in taken}
    return tuple(target for target in targets if id(target) not in gone)


def _same_pairs(
    old: tuple[Target, ...], new: tuple[Target, ...], homes: tuple[str, str]
) -> Iterable[tuple[Target, Target]]:
    """The pairs of one indicator, measured alike, for one place (each plan's own place counts as one)."""
    free = list(new)
    for target in old:
        for other in free:
            if _same_measure(target, other) and same_place(target, other, homes) and _same_name(target, other):
                free.remove(other)
                yield target, other
                break


def _same_name(old: Target, new: Target) -> bool:
    return any(names_one(one, two) for one, two in product(old.figures, new.figures))


def _same_measure(old: Target, new: Target) -> bool:
    return old.measure == new.measure and old.direction == new.direction and count_scale(old.unit, new.unit) is not None


def _assign(
    ones: Sequence[One], twos: Sequence[Target], find: Callable[[One, Target], Likeness | None]
) -> tuple[tuple[One, Target, Likeness], ...]:
    """One-to-one pairs, the strongest evidence first and reading order among equals."""
    rivals = [
        (likeness, i, j)
        for (i, one), (j, two) in product(enumerate(ones), enumerate(twos))
        if (likeness := find(one, two)) is not None
    ]
    rivals.sort(key=lambda rival: (-rival[0].score, rival[1], rival[2]))
    taken_ones: set[int] = set()
    taken_twos: set[int] = set()
    chosen = []
    for likeness, i, j in rivals:
        if i not in taken_ones and j not in taken_twos:
            taken_ones.add(i)
            taken_twos.add(j)
            chosen.append((ones[i], twos[j], likeness))
    return tuple(chosen)


def _find_named(aim: Aim, target: Target) -> Likeness | None:
    """The old plan named this very thing, maybe with more words before it."""
    named = normal_name(aim.indicator)
    for phrase in phrases_of(target):
        if (
            named == phrase.name
            or (named.endswith(phrase.name) and len(phrase.name) >= LONG_NAME)
            or _is_made(phrase.name, named)
        ):
            return Likeness(1.0, "high", Note(code="aim_named", words=(aim.indicator,)))
    return None


def _is_made(name: str, thing: str) -> bool:
    """Whether a name is the thing with nothing but verbs of making before it (培养引进/专业人才).

    >>> _is_made("培养引进专业人才", "专业人才"), _is_made("高水平专业人才", "专业人才")
    (True, False)
    """
    makes = "|".join(load("phrases")["makes"])
    return name.endswith(thing) and bool(re.fullmatch(f"(?:{makes})+", name.removesuffix(thing)))


def _find_meant(aim: Aim, target: Target, plans: Plans) -> Likeness | None:
    """The old plan named a thing of the same head, or of a role for which this name stands."""
    one = find_phrase(_noun(aim.indicator))
    for two in (find_phrase(_noun(figure.indicator)) for figure in target.figures):
        head = shared_head(one, two)
        nouns = role(one)
        if not head and not (nouns and nouns == role(two) and two.object.endswith(nouns[0])):
            continue
        alike = share(plans.telling(_qualifier(one, head)), plans.telling(_qualifier(two, head)))
        if alike >= SUCCESSOR_ALIKE:
            return Likeness(alike, "medium", Note(code="aim_meant", words=(aim.indicator, target.indicator)))
    return None


def _noun(name: str) -> str:
    """The name without a description before it (特色鲜明的/应用创新载体)."""
    described, _, noun = name.rpartition("的")
    return noun if described and len(noun) >= LONG_NAME else name


def _qualifier(phrase: Phrase, head: str) -> str:
    """The object without its head, or without the noun of its role."""
    noun = head or max((noun for noun in role(phrase) if phrase.object.endswith(noun)), key=len)
    return phrase.object.removesuffix(noun)


def find_successor(dropped: Target, plans: Plans) -> Target | None:
    """The new plan's promise that a reader may take for the heir of a dropped one; None where none is near."""
    rated = [(_heirship(one, two, plans), target) for one, two, target in _candidates(dropped, plans)]
    best = max(rated, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= SUCCESSOR_ALIKE else None


def _candidates(dropped: Target, plans: Plans) -> Iterable[tuple[Phrase, Phrase, Target]]:
    for target in plans.new:
        for one, two in product(phrases_of(dropped), phrases_of(target)):
            yield one, two, target


def _heirship(one: Phrase, two: Phrase, plans: Plans) -> float:
    """0 to 1: the same object measured otherwise, its maker or holder, another noun of its role, a like name."""
    if one.object == two.object:
        return 1.0
    if two.object.startswith(one.object) and len(one.object) >= LONG_NAME and plans.telling(one.object):
        return 0.9
    if qualifiers(one.name) & _RATIOS != qualifiers(two.name) & _RATIOS:
        return 0.0
    alike = share(plans.telling(one.object), plans.telling(two.object))
    if role(one) and role(one) == role(two):
        return max(alike, SUCCESSOR_ALIKE + share(pairs(one.object), pairs(two.object)) / 10)
    return alike
