"""Ranks with ties: equals share a rank, and the next one counts them all (1, 2, 2, 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from policyparse.brief.standing import Rank
from policyparse.figure import Direction


def rank_all(numbers: Sequence[Fraction | None], good: Direction = "up") -> tuple[Rank | None, ...]:
    """The rank of each number among those that are known; None for an unknown one.

    >>> [rank and rank.number for rank in rank_all([Fraction(5), None, Fraction(9), Fraction(5)])]
    [2, None, 1, 2]
    """
    known = [number for number in numbers if number is not None]
    better: Mapping[Fraction, int] = {
        one: sum(other > one if good == "up" else other < one for other in known) for one in set(known)
    }
    return tuple(
        None if one is None else Rank(number=better[one] + 1, tied=known.count(one) > 1, of=len(known))
        for one in numbers
    )
