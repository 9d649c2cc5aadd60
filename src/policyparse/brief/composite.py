"""A composite index of places and what other weights would make of it. Exact; a standard deviation is rounded to 12 decimals.

Normalisation: ``min_max`` puts the worst place at 0 and the best at 100 (all at 100 where they are equal); ``z_score`` is the
distance from the mean in standard deviations of the places themselves; ``target_ratio`` the per cent of a target reached (of a
bad, target ⁄ number), not cut off at 100. Sensitivity: each weight in turn is raised and lowered by the swing, the others
making room in proportion, and the places are ranked anew. Source: OECD/JRC, Handbook on Constructing Composite Indicators
(2008), steps 5 to 7.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from policyparse.brief.change import Note
from policyparse.brief.indexplan import IndexPlan, PlannedPart, is_of
from policyparse.brief.pace import power
from policyparse.brief.ranks import rank_all
from policyparse.brief.standing import Column, Index, Missing, Normalisation, Part, Rank, Score, Shift, Standing
from policyparse.figure import Direction
from policyparse.interval import exact

FULL = Fraction(100)
Row = tuple[Fraction | None, ...]
"""A place's normalised numbers, one a part."""


def make_index(
    plan: IndexPlan, columns: tuple[Column, ...], standings: tuple[Standing, ...]
) -> tuple[Index | None, tuple[Note, ...]]:
    """The index of the places and what it could not hold; None where the table has none of its indicators."""
    found = [(part, _column_of(part, columns)) for part in plan.indicators]
    notes = [Note(code="index_part_missing", words=(part.indicator,)) for part, at in found if at is None]
    used = [(part, at) for part, at in found if at is not None]
    unreachable = [
        (part, at) for part, at in used if part.normalisation == "target_ratio" and not _goal(part, columns[at])
    ]
    notes += [Note(code="index_target_missing", words=(part.indicator,)) for part, _ in unreachable]
    used = [pair for pair in used if pair not in unreachable]
    if not used:
        return None, tuple(notes)
    weights = _shares([Fraction(part.weight) for part, _ in used])
    parts = tuple(_part(part, columns[at], weight) for (part, at), weight in zip(used, weights, strict=True))
    rows = _rows(parts, [at for _, at in used], standings)
    return _index(plan, parts, weights, rows, standings), tuple(notes)


def _column_of(part: PlannedPart, columns: Sequence[Column]) -> int | None:
    return next((at for at, one in enumerate(columns) if is_of(part, one.indicator, one.indicator_id)), None)


def _goal(part: PlannedPart, column: Column) -> str | None:
    """What target_ratio divides by: the plan's own target, else the bar."""
    return part.target or (column.bar.value if column.bar else None)


def _part(part: PlannedPart, column: Column, weight: Fraction) -> Part:
    return Part(
        indicator=column.indicator,
        weight=exact(weight),
        normalisation=part.normalisation,
        good=part.good or column.good,
        target=_goal(part, column) if part.normalisation == "target_ratio" else None,
    )


def _shares(weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    total = sum(weights, Fraction(0))
    return tuple(weight / total for weight in weights)


def _rows(parts: Sequence[Part], columns: Sequence[int], standings: Sequence[Standing]) -> tuple[Row, ...]:
    by_part = [
        normalise(
            [None if (value := one.marks[at].value) is None else Fraction(value) for one in standings],
            part.normalisation,
            part.good,
            None if part.target is None else Fraction(part.target),
        )
        for part, at in zip(parts, columns, strict=True)
    ]
    return tuple(zip(*by_part, strict=True))


def normalise(
    numbers: Sequence[Fraction | None], normalisation: Normalisation, good: Direction, target: Fraction | None = None
) -> Row:
    """One indicator's numbers on a common scale, more being better; unknown ones stay so.

    >>> [str(one) for one in normalise([Fraction(60), Fraction(70), Fraction(80)], "min_max", "up")]
    ['0', '50', '100']
    """
    known = [number for number in numbers if number is not None]
    if not known:
        return tuple(numbers)
    if normalisation == "target_ratio":
        if target is None:
            raise ValueError("target_ratio needs a target")
        return tuple(None if one is None else _ratio(one, target, good) for one in numbers)
    sign = 1 if good == "up" else -1
    if normalisation == "z_score":
        mean = sum(known, Fraction(0)) / len(known)
        spread = _root(sum(((one - mean) ** 2 for one in known), Fraction(0)) / len(known))
        return tuple(
            None if one is None else sign * (one - mean) / spread if spread else Fraction(0) for one in numbers
        )
    worst, best = (min(known), max(known)) if good == "up" else (max(known), min(known))
    return tuple(
        None if one is None else FULL if best == worst else (one - worst) / (best - worst) * FULL for one in numbers
    )


def _ratio(number: Fraction, target: Fraction, good: Direction) -> Fraction | None:
    """Per cent of the target reached; None for a bad that is 0 or less, of which no ratio can be taken."""
    if good == "up":
        return number / target * FULL
    return target / number * FULL if number > 0 else None


def _root(number: Fraction) -> Fraction:
    """The square root to 12 decimals."""
    return power(number, Fraction(1, 2)).low or Fraction(0) if number else Fraction(0)


def _index(
    plan: IndexPlan, parts: tuple[Part, ...], weights: tuple[Fraction, ...], rows: tuple[Row, ...],
    standings: tuple[Standing, ...],
) -> Index:  # fmt: skip
    scores = [_score(row, weights, plan.missing) for row in rows]
    ranks = rank_all(scores)
    tried = list(_tried(weights, Fraction(plan.swing)))
    outcomes = [rank_all([_score(row, other, plan.missing) for row in rows]) for _, _, other in tried]
    shifts = tuple(
        _shift(parts[at].indicator, factor, other[at], ranks, outcome, standings)
        for (at, factor, other), outcome in zip(tried, outcomes, strict=True)
    )
    placed = [
        Score(
            place=one.place,
            place_code=one.place_code,
            parts=tuple(None if number is None else exact(number) for number in row),
            score=None if score is None else exact(score),
            rank=rank,
            best=min(_numbers(at, ranks, outcomes), default=None),
            worst=max(_numbers(at, ranks, outcomes), default=None),
        )
        for at, (one, row, score, rank) in enumerate(zip(standings, rows, scores, ranks, strict=True))
    ]
    placed.sort(key=lambda one: one.rank.number if one.rank else len(standings) + 1)
    return Index(
        name=plan.name, parts=parts, missing=plan.missing, scores=tuple(placed), swing=plan.swing, shifts=shifts
    )


def _score(row: Row, weights: Sequence[Fraction], missing: Missing) -> Fraction | None:
    """The weighted mean of a place's numbers; None where one is missing and left out, or none is known."""
    pairs = [(number, weight) for number, weight in zip(row, weights, strict=True) if number is not None]
    if not pairs or (missing == "leave_out" and len(pairs) < len(row)):
        return None
    total = sum((number * weight for number, weight in pairs), Fraction(0))
    return total / sum(weight for _, weight in pairs) if missing == "reweight" else total


def _tried(weights: tuple[Fraction, ...], swing: Fraction) -> Iterator[tuple[int, Fraction, tuple[Fraction, ...]]]:
    """Each weight lowered and raised by the swing: its place, the factor, and all the weights then. A lone weight stays."""
    for at, weight in enumerate(weights):
        for factor in (1 - swing, 1 + swing):
            changed = min(weight * factor, Fraction(1))
            if weight < 1 and swing:
                room = (1 - changed) / (1 - weight)
                yield at, factor, tuple(changed if i == at else one * room for i, one in enumerate(weights))


def _shift(
    indicator: str, factor: Fraction, weight: Fraction, before: Sequence[Rank | None], after: Sequence[Rank | None],
    standings: Sequence[Standing],
) -> Shift:  # fmt: skip
    moves = [abs(one.number - two.number) for one, two in zip(before, after, strict=True) if one and two]
    leaders = [one.place for one, rank in zip(standings, after, strict=True) if rank and rank.number == 1]
    return Shift(
        indicator=indicator,
        factor=exact(factor),
        weight=exact(weight),
        moved=sum(move > 0 for move in moves),
        largest=max(moves, default=0),
        leader="、".join(leaders),
    )


def _numbers(at: int, ranks: Sequence[Rank | None], outcomes: Sequence[Sequence[Rank | None]]) -> list[int]:
    return [rank.number for rank in (ranks[at], *(outcome[at] for outcome in outcomes)) if rank is not None]
