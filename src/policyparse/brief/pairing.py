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

from policyparse.brief.change import Confidence, Note, Target
from policyparse.brief.phrase import Phrase, common_pairs, find_phrase, pairs, role, share, shared_head
from policyparse.brief.targets import lay_beside, plan_place
from policyparse.figure import Aim
from policyparse.indicator import normal_name, qualifiers, same_indicator
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

ALIKE = 0.3
"""Share of a name's telling pairs of characters from which two qualified nouns speak of one thing."""
ALIKE_GENERAL = 0.5
"""The same of whole names that end in a noun that could be anything's (中心, 企业, 项目)."""
MUCH_ALIKE = 0.6
"""The share from which they plainly do."""
SUCCESSOR_ALIKE = 0.5
"""The share from which one is worth a reader's look as the other's heir."""
LONG_NAME = 4
"""Characters from which a name may end a longer one and still be the same."""
_RATIOS = frozenset({"人均", "户均", "单位", "占比", "比重"})
"""Qualifiers that make a ratio, which is no heir of the thing itself: 单位国内生产总值能耗 and 国内生产总值."""
_ORDERED = re.compile(r"[占比对每与和向到由至]")
"""Words round which the order of a name's parts means something: 进口占出口比重 is not 出口占进口比重."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two promises belong together and how surely; ``score`` orders rival pairs."""

    score: float
    confidence: Confidence
    note: Note


@dataclass(frozen=True, slots=True)
class Pairing:
    """The promises of two plans put together. ``dropped`` and ``new`` are what found no partner."""

    same: tuple[tuple[Target, Target], ...]
    redefined: tuple[tuple[Target, Target, Likeness], ...]
    quantified: tuple[tuple[Aim, Target, Likeness], ...]
    dropped: tuple[Target, ...]
    new: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """Both plans' promises and what their names have in common throughout."""

    old: tuple[Target, ...]
    new: tuple[Target, ...]
    common: frozenset[str]
    homes: tuple[str, str]

    @classmethod
    def of(cls, old: tuple[Target, ...], new: tuple[Target, ...]) -> Plans:
        common = common_pairs(target.indicator for target in (*old, *new))
        return cls(old, new, common, (plan_place(old), plan_place(new)))

    def telling(self, text: str) -> frozenset[str]:
        """The pairs of characters of ``text`` that not most indicators have."""
        return pairs(text) - self.common


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
            if _same_measure(target, other) and _same_place(target, other, homes) and _same_name(target, other):
                free.remove(other)
                yield target, other
                break


def _same_name(old: Target, new: Target) -> bool:
    return any(
        same_indicator(one.indicator, two.indicator, one_id=one.indicator_id, other_id=two.indicator_id)
        or is_reordered(normal_name(one.indicator), normal_name(two.indicator))
        for one, two in product(old.figures, new.figures)
    )


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


def _same_measure(old: Target, new: Target) -> bool:
    return old.measure == new.measure and old.direction == new.direction and unit_scale(old.unit, new.unit) is not None


def _same_place(old: Target, new: Target, homes: tuple[str, str]) -> bool:
    return old.place == new.place or (old.place, new.place) == homes


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


def find_redefinition(old: Target, new: Target, plans: Plans) -> Likeness | None:
    """Why ``new`` is ``old`` with another population, qualifier or measure; None where nothing says so."""
    if not _same_place(old, new, plans.homes):
        return None
    found = [
        likeness
        for one, two in product(_phrases(old), _phrases(new))
        if (likeness := _redefinition(old, one, new, two, plans)) is not None
    ]
    return max(found, key=lambda likeness: likeness.score, default=None)


def _phrases(target: Target) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(find_phrase(figure.indicator) for figure in target.figures))


def _redefinition(old: Target, one: Phrase, new: Target, two: Phrase, plans: Plans) -> Likeness | None:
    names = (old.indicator, new.indicator)
    if one.object == two.object and plans.telling(one.object):
        return Likeness(1.0, "high", Note(code="measure_changed", words=names))
    if one.thing == two.thing and one.counted and two.counted and plans.telling(one.thing):
        return Likeness(0.95, "high", Note(code="counting_changed", words=names))
    if one.measure != two.measure:
        return None
    if one.measure:
        return _qualified(share(plans.telling(one.object), plans.telling(two.object)), one.measure, names)
    head = shared_head(one, two)
    return _counted_redefinition(old, one, new, two, head, plans) if is_noun(head) else None


def is_noun(head: str) -> bool:
    """Whether the letters that two names end with are a noun, and not what is done (拟安排) or whom it is for (每人).

    >>> is_noun("标准"), is_noun("将安排"), is_noun("每人"), is_noun("")
    (True, False, False, False)
    """
    return bool(head) and not head.startswith("每") and not head.endswith(tuple(load("phrases")["verbs"]))


def _counted_redefinition(
    old: Target, one: Phrase, new: Target, two: Phrase, head: str, plans: Plans
) -> Likeness | None:
    """Two counts of things that end in one noun: by shared qualifiers, else by a noun that stands for one thing.

    A noun that could be anything's speaks only where one name is the other with a qualifier more. Any other noun alone
    speaks where neither plan counts anything else under it; where one does, the words around the figures must point from one
    to the other.
    """
    if not _counted_alike(old, new):
        return None
    names = (old.indicator, new.indicator)
    if head.removesuffix("等").endswith(tuple(load("phrases")["general"])):
        alike = share(plans.telling(one.object), plans.telling(two.object))
        return _qualified(alike, head, names, least=ALIKE_GENERAL) if is_widened(one.object, two.object) else None
    mine = plans.telling(one.object.removesuffix(head))
    theirs = plans.telling(two.object.removesuffix(head))
    likeness = _qualified(share(mine, theirs), head, names)
    if likeness is not None:
        return likeness
    if _counts(head, plans.old) == 1 and _counts(head, plans.new) == 1:
        return Likeness(0.2, "medium", Note(code="head_kept", words=(head, *names)))
    near = max(_mentions(old, theirs), _mentions(new, mine))
    if near >= ALIKE:
        return Likeness(near / 10, "low", Note(code="head_in_context", words=(head, *names)))
    return None


def _counted_alike(old: Target, new: Target) -> bool:
    """Whether both count things, or both measure in units that convert: 4项基金 is not 0.5亿元基金."""
    known = load("units")["units"]
    return unit_scale(old.unit, new.unit) is not None or not {old.unit, new.unit} & known.keys()


def is_widened(one: str, other: str) -> bool:
    """Whether one name is the other with a qualifier more or less, its letters in the same order.

    >>> is_widened("政府性基金预算收入", "政府性基金收入"), is_widened("一般公共服务支出", "一般公共预算支出")
    (True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


def _qualified(alike: float, head: str, names: tuple[str, str], *, least: float = ALIKE) -> Likeness | None:
    if alike < least:
        return None
    confidence: Confidence = "high" if alike >= MUCH_ALIKE else "medium"
    return Likeness(alike, confidence, Note(code="qualifier_changed", words=(head, *names)))


def _counts(head: str, targets: tuple[Target, ...]) -> int:
    """How many promises count something under the noun ``head``."""
    return sum(any(phrase.object.endswith(head) for phrase in _phrases(target)) for target in targets)


def _mentions(target: Target, telling: frozenset[str]) -> float:
    """What part of ``telling`` stands in the clauses and headings that carry the target."""
    if not telling:
        return 0.0
    around = pairs("，".join(text for figure in target.figures for text in (figure.quote, figure.section)))
    return len(telling & around) / len(telling)


def _find_named(aim: Aim, target: Target) -> Likeness | None:
    """The old plan named this very thing, maybe with more words before it."""
    named = normal_name(aim.indicator)
    for phrase in _phrases(target):
        if named == phrase.name or (named.endswith(phrase.name) and len(phrase.name) >= LONG_NAME):
            return Likeness(1.0, "high", Note(code="aim_named", words=(aim.indicator,)))
    return None


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
        for one, two in product(_phrases(dropped), _phrases(target)):
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
