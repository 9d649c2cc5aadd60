"""Whether a new promise is an old one with another population, qualifier or measure.

Such a pair keeps the thing or the head noun of its name; both readings are shown, and no difference.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from policyparse.brief.change import Confidence, Note, Target
from policyparse.brief.counting import count_scale
from policyparse.brief.naming import LONG_NAME, plain_name
from policyparse.brief.phrase import Phrase, common_pairs, find_phrase, pairs, share, shared_head
from policyparse.brief.targets import plan_place
from policyparse.vocabulary import load

ALIKE = 0.3
"""Share of a name's telling pairs of characters from which two qualified nouns speak of one thing."""
ALIKE_GENERAL = 0.5
"""The same of whole names that end in a noun that could be anything's (中心, 企业, 项目)."""
ALIKE_THROUGHOUT = 0.75
"""The same of two such names of which neither is the other with a qualifier more."""
MUCH_ALIKE = 0.6
"""The share from which they plainly do."""
_SHARE_OF = "占"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two promises belong together and how surely; ``score`` orders rival pairs."""

    score: float
    confidence: Confidence
    note: Note


@dataclass(frozen=True, slots=True)
class Plans:
    """Both plans' promises and what their names have in common throughout."""

    old: tuple[Target, ...]
    new: tuple[Target, ...]
    common: frozenset[str]
    homes: tuple[str, str]

    @classmethod
    def of(cls, old: tuple[Target, ...], new: tuple[Target, ...]) -> Plans:
        """The promises of both plans."""
        common = common_pairs(target.indicator for target in (*old, *new))
        return cls(old, new, common, (plan_place(old), plan_place(new)))

    def telling(self, text: str) -> frozenset[str]:
        """The pairs of characters of ``text`` that not most indicators have."""
        return pairs(text) - self.common


def find_redefinition(old: Target, new: Target, plans: Plans) -> Likeness | None:
    """Why ``new`` is ``old`` with another population, qualifier or measure; None where nothing says so."""
    if not same_place(old, new, plans.homes):
        return None
    found = [
        likeness
        for one, two in product(phrases_of(old), phrases_of(new))
        if (likeness := _redefinition(old, one, new, two, plans)) is not None
    ]
    return max(found, key=lambda likeness: likeness.score, default=None)


def phrases_of(target: Target) -> tuple[Phrase, ...]:
    """The names that a promise is printed under, in their parts."""
    return tuple(dict.fromkeys(find_phrase(plain_name(figure.indicator)) for figure in target.figures))


def _redefinition(old: Target, one: Phrase, new: Target, two: Phrase, plans: Plans) -> Likeness | None:
    names = (old.indicator, new.indicator)
    if one.object == two.object and plans.telling(one.object):
        return Likeness(1.0, "high", Note(code="measure_changed", words=names))
    if one.thing == two.thing and one.counted and two.counted and plans.telling(one.thing):
        return Likeness(0.95, "high", Note(code="counting_changed", words=names))
    if one.measure != two.measure or are_siblings(one.name, two.name):
        return None
    if one.measure:
        return _measured_redefinition(one, two, names, plans)
    head = shared_head(one, two)
    return _counted_redefinition(old, one, new, two, head, plans) if is_noun(head) else None


def are_siblings(one: str, other: str) -> bool:
    """Whether two names speak of two parts of one whole (铁路 and 水路), of which neither is the other defined anew.

    >>> are_siblings("铁路货运量", "水路货运量"), are_siblings("城镇登记失业率", "城镇调查失业率")
    (True, False)
    """
    for row in load("phrases")["siblings"]:
        mine, theirs = ({word for word in row if word in name} for name in (one, other))
        if mine and theirs and not mine & theirs:
            return True
    return False


def _measured_redefinition(one: Phrase, two: Phrase, names: tuple[str, str], plans: Plans) -> Likeness | None:
    """Two rates or shares of one measure: what they are of has enough in common, or ends in a noun that stands for one thing.

    A share is of what stands before 占; what it is a share of shows nothing: 煤炭占能源消费 is not 电能占能源消费.
    """
    mine, theirs = (plans.telling(phrase.object.partition(_SHARE_OF)[0]) for phrase in (one, two))
    if _SHARE_OF in one.object and _SHARE_OF in two.object and not mine & theirs:
        return None
    likeness = _qualified(share(plans.telling(one.object), plans.telling(two.object)), one.measure, names)
    head = shared_head(one, two)
    if likeness is not None or not is_noun(head) or _is_general(head):
        return likeness
    if all(_counts(head, targets, one.measure) == 1 for targets in (plans.old, plans.new)):
        return Likeness(0.2, "medium", Note(code="head_kept", words=(head + one.measure, *names)))
    return None


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

    A noun that could be anything's speaks only where one name is the other with a qualifier more, or where one qualifier
    stands for another (市级以上, 省级以上) in names alike throughout. Any other noun alone
    speaks where neither plan counts anything else under it; where one does, the words around the figures must point from one
    to the other.
    """
    if not _counted_alike(old, new):
        return None
    names = (old.indicator, new.indicator)
    if _is_general(head):
        alike = share(plans.telling(one.object), plans.telling(two.object))
        least = ALIKE_GENERAL if is_widened(one.object, two.object) else ALIKE_THROUGHOUT
        return _qualified(alike, head, names, least=least)
    mine = plans.telling(one.object.removesuffix(head))
    theirs = plans.telling(two.object.removesuffix(head))
    likeness = _qualified(share(mine, theirs), head, names)
    if likeness is not None:
        return likeness
    if _is_whole(head, one, two):
        return Likeness(0.25, "medium", Note(code="qualifier_changed", words=(head, *names)))
    if _counts(head, plans.old) == 1 and _counts(head, plans.new) == 1:
        return Likeness(0.2, "medium", Note(code="head_kept", words=(head, *names)))
    near = max(_mentions(old, theirs), _mentions(new, mine))
    if near >= ALIKE:
        return Likeness(near / 10, "low", Note(code="head_in_context", words=(head, *names)))
    return None


def _is_general(head: str) -> bool:
    return head.removesuffix("等").endswith(tuple(load("phrases")["general"]))


def _counted_alike(old: Target, new: Target) -> bool:
    """Whether both count things, or both measure in units that convert: 4项基金 is not 0.5亿元基金."""
    known = load("units")["units"]
    return count_scale(old.unit, new.unit) is not None or not {old.unit, new.unit} & known.keys()


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


def _is_whole(head: str, one: Phrase, two: Phrase) -> bool:
    """Whether ``head`` is all that one of the names says: 工业机器人年产量 is 自主品牌工业机器人年产量 without its qualifier."""
    return head in (one.object, two.object) and len(head) >= LONG_NAME


def _counts(head: str, targets: tuple[Target, ...], measure: str = "") -> int:
    """How many promises count or, with ``measure``, measure something under the noun ``head``."""
    return sum(
        any(phrase.object.endswith(head) and phrase.measure == measure for phrase in phrases_of(target))
        for target in targets
    )


def _mentions(target: Target, telling: frozenset[str]) -> float:
    """What part of ``telling`` stands in the clauses and headings that carry the target."""
    if not telling:
        return 0.0
    around = pairs("，".join(text for figure in target.figures for text in (figure.quote, figure.section)))
    return len(telling & around) / len(telling)


def same_place(old: Target, new: Target, homes: tuple[str, str]) -> bool:
    """Whether both promise for one place; each plan's own place counts as one."""
    return old.place == new.place or (old.place, new.place) == homes
