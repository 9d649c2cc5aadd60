"""Two plans → what changed: raised, lowered, kept, redefined, quantified, new, dropped.

Every number is exact and computed here; templates only lay it out. A difference is stated only where indicator,
measure, unit and place are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import cast

from policyparse.brief.change import (
    KINDS,
    Bearing,
    Change,
    ChangeKind,
    Comparison,
    Note,
    Observation,
    Side,
    Target,
    ends_of,
)
from policyparse.brief.counting import count_scale
from policyparse.brief.definitions import definition_state, population_moved
from policyparse.brief.good import good_of
from policyparse.brief.observed import find_observations
from policyparse.brief.pairing import find_successor, pair_targets, promises_of
from policyparse.brief.reach import first_year, is_flow, is_total, reach, years
from policyparse.brief.redefinition import Likeness, Plans
from policyparse.brief.targets import due_at, find_targets
from policyparse.figure import Aim, Comparator, Direction, Extraction
from policyparse.language.indicators import redefined
from policyparse.period import last_day, years_from

_FLOORS: dict[Comparator, int] = {">": 3, ">=": 2, "=": 1, "~": 0}
_CEILINGS: dict[Comparator, int] = {"<": 3, "<=": 2, "=": 1, "~": 0}
_SAME_REASONS = {
    "identical": "definition_identical",
    "reworded": "definition_reworded",
    "one_sided": "definition_one_sided",
    "none": "definition_none",
}
Since = tuple[int | None, int | None]
"""The first year of the old and of the new plan."""
_RESERVATIONS = frozenset(
    {
        "definition_reworded",
        "definition_one_sided",
        "meaning_changed",
        "place_differs",
        "span_differs",
        "old_figures_disagree",
        "new_figures_disagree",
    }
)
"""Caveats that touch the difference itself, not only its reading."""


def compare(old: Extraction, new: Extraction, *, observed: Iterable[Extraction] = ()) -> Comparison:
    """What the new plan changed of the old plan's targets, with what ``observed`` documents report of them."""
    plans = Plans.of(*promises_of(find_targets(old), find_targets(new)))
    since = first_year(old.head), first_year(new.head)
    shift = _horizon_shift(plans)
    pairing = pair_targets(plans.old, plans.new, old.aims)
    sources = (old, new, *observed)

    def seen(target: Target, against: Side) -> tuple[Observation, ...]:
        return find_observations(target, against, sources, new.head, since[0])

    taken = {id(two) for _, two, _ in pairing.redefined}
    free = replace(plans, new=tuple(target for target in plans.new if id(target) not in taken))
    heirs = {id(target): find_successor(target, free) for target in pairing.dropped}
    changes = [
        *(
            _same(one, two, seen(two, "new"), since, shift)
            for one, two in (reaching_alike(*pair, since) for pair in pairing.same)
        ),
        *(
            _redefined(one, two, likeness, seen(two, "new") or seen(one, "old"))
            for one, two, likeness in pairing.redefined
        ),
        *(_quantified(aim, two, likeness, seen(two, "new")) for aim, two, likeness in pairing.quantified),
        *(_new(target, _ancestor(target, heirs, pairing.dropped), seen(target, "new")) for target in pairing.new),
        *(_dropped(target, heirs[id(target)], seen(target, "old")) for target in pairing.dropped),
    ]
    changes.sort(key=_reading_order)
    return Comparison(
        old=old.head,
        new=new.head,
        caveats=(*_draft_caveats(old, new), *_empty_caveats(old, new)),
        changes=tuple(changes),
    )


def _reading_order(change: Change) -> tuple[int, int]:
    """By kind, then where the new plan (for a dropped target the old) prints it."""
    target = change.new or change.old
    if target is None:
        raise ValueError(f"change of {change.indicator!r} has no target")
    return KINDS.index(change.kind), min(figure.source.start for figure in target.figures)


def _draft_caveats(old: Extraction, new: Extraction) -> tuple[Note, ...]:
    sides = (("old_draft", old.head), ("new_draft", new.head))
    return tuple(Note(code=code, words=(head.title or head.name,)) for code, head in sides if head.status == "draft")


def _empty_caveats(old: Extraction, new: Extraction) -> tuple[Note, ...]:
    """A side without any target, such as a bulletin: what the other promises is then no news."""
    sides = (("old_promises_nothing", old), ("new_promises_nothing", new))
    return tuple(
        Note(code=code, words=(one.head.title or one.head.name,)) for code, one in sides if not find_targets(one)
    )


def _same(
    old: Target,
    new: Target,
    observed: tuple[Observation, ...],
    since: Since,
    shift: int,
) -> Change:
    """One indicator in both plans; a flow's one year against several years' total is a redefinition, and so are
    definitions that count another population.

    Where one plan does not say when it starts, only spans that are printed tell a total.
    """
    first, second = since if None not in since else (None, None)
    if is_flow(new) and is_total(old, first) is not is_total(new, second):
        note = Note(code="span_changed", words=(old.period, new.period))
        return _redefined(old, new, Likeness(1.0, "high", note), observed)
    if moved := population_moved(old.definition, new.definition):
        note = Note(code="population_changed", words=tuple(words or "—" for words in moved))
        return _redefined(old, new, Likeness(1.0, "high", note), observed)
    state = definition_state(old.definition, new.definition)
    caveats = _caveats(old, new)
    reserved = any(caveat.code in _RESERVATIONS for caveat in caveats)
    unsure = _direction_unsure(old, new)
    points, factor = (None, None) if unsure else _difference(old, new)
    kind, good = _movement(old, new, since, shift), good_of(new) or good_of(old)
    return Change(
        kind=kind,
        indicator=new.indicator,
        old=old,
        new=new,
        good=good,
        bearing=_bearing(kind, good, old, new),
        definitions=state,
        points=points,
        factor=factor,
        comparable="no" if unsure else "with_caveat" if reserved else "yes",
        caveats=caveats,
        observed=observed,
        confidence="low" if unsure else "medium" if old.disagreeing or new.disagreeing else "high",
        reason=Note(code=_SAME_REASONS[state]),
    )


def _ends(old: Target, new: Target) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """The ends of both promises in the new one's unit."""
    scale = count_scale(old.unit, new.unit)
    if scale is None:
        raise ValueError(f"{old.unit!r} and {new.unit!r} of {new.indicator!r} may not be compared")
    low, high = old.ends
    return (low * scale, high * scale), new.ends


def _direction_unsure(old: Target, new: Target) -> bool:
    """Whether another of the numbers that a document prints for the promise would have it move the other way."""
    scale = count_scale(old.unit, new.unit)
    if scale is None or not (old.disagreeing or new.disagreeing):
        return False
    before, after = (
        [
            ends_of(figure)[0] * (count_scale(figure.unit, target.unit) or 1)
            for figure in (*target.figures, *target.disagreeing)
        ]
        for target in (old, new)
    )
    moves = {
        (after_one > before_one * scale) - (after_one < before_one * scale)
        for before_one in before
        for after_one in after
    }
    return len(moves) > 1


def _movement(old: Target, new: Target, since: Since, shift: int) -> ChangeKind:
    """Where the number went; of a range the lower end, which is what must be reached, then the upper.

    A number that stayed may be bound by another word, or be due earlier or later than the plan's own shift explains.
    """
    before, after = _ends(old, new)
    if before != after:
        return "raised" if after > before else "lowered"
    if _binding(old.comparator, new.comparator) is not None:
        return "comparator_changed"
    ahead = [reach(target.period, first) for target, first in zip((old, new), since, strict=True)]
    explained = years_from(old.period, new.period) == shift or (ahead[0] is not None and ahead[0] == ahead[1])
    return "kept" if explained else "deadline_moved"


def _horizon_shift(plans: Plans) -> int:
    """By how many years the deadline of most promises moved from one plan to the other; 0 where either has none."""
    if not plans.old or not plans.new:
        return 0
    old, new = (Counter(target.period for target in targets).most_common(1)[0][0] for targets in (plans.old, plans.new))
    return years_from(old, new)


def reaching_alike(old: Target, new: Target, since: Since) -> tuple[Target, Target]:
    """The two promises for those of their deadlines that lie equally far ahead, the farthest such; else as they are."""
    if None in since or not (old.elsewhen or new.elsewhen):
        return old, new
    olds, news = (
        {reach(figure.period, first): figure.period for figure in (*target.figures, *target.elsewhen)}
        for target, first in zip((old, new), since, strict=True)
    )
    alike = max((ahead for ahead in olds.keys() & news.keys() if ahead is not None), default=None)
    if alike is None:
        return old, new
    return due_at(old, olds[alike].split("/")[-1]), due_at(new, news[alike].split("/")[-1])


def _bearing(kind: ChangeKind, good: Direction | None, old: Target, new: Target) -> Bearing | None:
    """Whether more or less is asked: a lower ceiling of a bad and a larger cut of it are both tightened."""
    if kind in ("raised", "lowered"):
        if good is None:
            return None
        level_rises = (kind == "raised") is not (new.direction == "down")
        return "tightened" if level_rises is (good == "up") else "loosened"
    if kind == "comparator_changed":
        bound = {"comparator_hardened": "tightened", "comparator_softened": "loosened"}
        return cast(Bearing | None, bound.get(_binding(old.comparator, new.comparator) or ""))
    if kind == "deadline_moved":
        return "tightened" if last_day(new.period) < last_day(old.period) else "loosened"
    return None


def _difference(old: Target, new: Target) -> tuple[str | None, str | None]:
    """New − old in percentage points and new ⁄ old; None for a range or spans of unlike length; a factor needs positive numbers."""
    if old.value is None or new.value is None or years(old.period) != years(new.period):
        return None, None
    (before, _), (after, _) = _ends(old, new)
    points = str(after - before) if new.unit in ("%", "百分点") else None
    factor = str(after / before) if before > 0 and after > 0 else None
    return points, factor


def _caveats(old: Target, new: Target) -> tuple[Note, ...]:
    """What a reader must know before quoting the difference."""
    notes = []
    state = definition_state(old.definition, new.definition)
    if state in ("reworded", "one_sided"):
        notes.append(Note(code=_SAME_REASONS[state]))
    if meanings := _changed_meaning(old, new):
        notes.append(Note(code="meaning_changed", words=meanings))
    if old.place != new.place:
        notes.append(Note(code="place_differs", words=(old.figures[0].place, new.figures[0].place)))
    for target, code in ((old, "old_figures_disagree"), (new, "new_figures_disagree")):
        if target.disagreeing:
            notes.append(Note(code=code, words=tuple(figure.printed for figure in target.disagreeing)))
    binding = _binding(old.comparator, new.comparator)
    if binding and old.measure == new.measure and count_scale(old.unit, new.unit) is not None:
        notes.append(Note(code=binding, words=(old.comparator, new.comparator)))
    if years(old.period) != years(new.period):
        notes.append(Note(code="span_differs", words=(old.period, new.period)))
    elif last_day(old.period) != last_day(new.period):
        notes.append(Note(code="deadline_moved", words=(old.period, new.period)))
    return tuple(notes)


def _changed_meaning(old: Target, new: Target) -> tuple[str, ...]:
    """What the catalogue says that the indicator meant in the years of the two deadlines, where that is not the same."""
    dates = last_day(old.period), last_day(new.period)
    if new.indicator_id is None or not all(dates):
        return ()
    one, other = (int(date[:4]) for date in dates)
    return tuple(f"{version.says}（{version.by}）" for version in redefined(new.indicator_id, one, other) or ())


def _binding(old: Comparator, new: Comparator) -> str | None:
    """Whether the word before the number binds less or more than it did (超过 → 达 binds less)."""
    for scale in (_FLOORS, _CEILINGS):
        if old in scale and new in scale:
            if scale[old] == scale[new]:
                return None
            return "comparator_softened" if scale[new] < scale[old] else "comparator_hardened"
    return "comparator_changed" if old != new else None


def _redefined(old: Target, new: Target, likeness: Likeness, observed: tuple[Observation, ...]) -> Change:
    return Change(
        kind="redefined",
        indicator=new.indicator,
        old=old,
        new=new,
        definitions=definition_state(old.definition, new.definition),
        comparable="no",
        caveats=_caveats(old, new),
        observed=observed,
        confidence=likeness.confidence,
        reason=likeness.note,
    )


def _quantified(aim: Aim, new: Target, likeness: Likeness, observed: tuple[Observation, ...]) -> Change:
    return Change(
        kind="quantified",
        indicator=new.indicator,
        old=None,
        new=new,
        aim=aim,
        comparable="n/a",
        observed=observed,
        confidence=likeness.confidence,
        reason=likeness.note,
    )


def _new(target: Target, ancestor: Target | None, observed: tuple[Observation, ...]) -> Change:
    return Change(
        kind="new",
        indicator=target.indicator,
        old=None,
        new=target,
        comparable="n/a",
        observed=observed,
        successor=ancestor.indicator if ancestor else None,
        confidence="medium" if ancestor else "high",
        reason=Note(code="not_in_old"),
    )


def _dropped(target: Target, heir: Target | None, observed: tuple[Observation, ...]) -> Change:
    return Change(
        kind="dropped",
        indicator=target.indicator,
        old=target,
        new=None,
        comparable="n/a",
        observed=observed,
        successor=heir.indicator if heir else None,
        confidence="medium" if heir else "high",
        reason=Note(code="not_in_new"),
    )


def _ancestor(target: Target, heirs: dict[int, Target | None], dropped: tuple[Target, ...]) -> Target | None:
    """The dropped promise whose heir this new one may be."""
    return next((old for old in dropped if heirs[id(old)] is target), None)
