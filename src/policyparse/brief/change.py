"""What a comparison says: the targets of two plans, put together indicator by indicator.

A *target* here is one indicator's promise in one plan, with every figure that states it: the sentence of the goals and
the cell of the annex are one promise. Numbers are exact (``Fraction`` as a string); words come from the message
catalogue beside the templates, so a note is a code and the words that fill it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from policyparse.document import Head
from policyparse.figure import Aim, Comparator, Definition, Direction, Figure, Measure, Number

ChangeKind = Literal[
    "raised",
    "lowered",
    "comparator_changed",
    "deadline_moved",
    "kept",
    "redefined",
    "quantified",
    "new",
    "dropped",
]
Bearing = Literal["tightened", "loosened"]
Comparable = Literal["yes", "with_caveat", "no", "n/a"]
Confidence = Literal["high", "medium", "low"]
DefinitionState = Literal["identical", "reworded", "one_sided", "none"]
Side = Literal["old", "new"]

KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
"""The kinds in the order in which a brief lists them."""

UNMOVED: tuple[ChangeKind, ...] = ("kept", "comparator_changed", "deadline_moved")
"""The kinds that leave the number as it was."""

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Note(BaseModel):
    """A reason or caveat: a code of the message catalogue and the words that fill its blanks ``{0}``, ``{1}`` …"""

    model_config = _FROZEN

    code: str
    words: tuple[str, ...] = ()


class Target(BaseModel):
    """One indicator's promise in one plan, as its figures put it together.

    ``comparator`` is the strictest that a figure of the promise prints (``超40%`` in the goals and ``40`` in the annex
    are ``>`` 40). ``value`` is None for a range, which has ``low`` and ``high``. ``disagreeing`` are figures of the same
    indicator and deadline that print another magnitude; ``elsewhen`` those for other deadlines; ``beside`` the growth
    printed with a level (``3.9万亿元，比上年增加1000亿元``), which is no promise of its own.
    """

    model_config = _FROZEN

    indicator: str
    indicator_id: str | None
    place: str
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str
    period: str
    figures: tuple[Figure, ...]
    disagreeing: tuple[Figure, ...] = ()
    elsewhen: tuple[Figure, ...] = ()
    beside: tuple[Figure, ...] = ()
    definition: Definition | None = None

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The lower and upper end of what is promised; equal unless it is a range."""
        return ends_of(self)


def ends_of(number: Target | Figure) -> tuple[Fraction, Fraction]:
    """The lower and upper end of a printed number; equal unless it is a range. Raises ValueError where there is none."""
    low = number.low if number.value is None else number.value
    high = number.high if number.value is None else number.value
    if low is None or high is None:
        raise ValueError(f"{number.indicator!r} has no number")
    return Fraction(low), Fraction(high)


class Observation(BaseModel):
    """The latest reported figure of a target's indicator on one side of the new plan's date.

    ``against`` says which plan's target it is measured by. ``points`` is target − observed in percentage points,
    ``growth`` target ⁄ observed − 1; both None where they would say nothing (a range, a zero).
    """

    model_config = _FROZEN

    figure: Figure
    head: Head
    against: Side
    before: bool
    points: Number | None
    growth: Number | None


class Change(BaseModel):
    """What happened to one indicator between the two plans.

    ``comparator_changed`` and ``deadline_moved`` keep the number; the latter only where the deadline moved otherwise than
    the plan's own did. ``good`` is which way the indicator is better, ``bearing`` what the change means by it: a lower
    ceiling of 能耗 is ``tightened``. ``points`` is new − old in percentage points, ``factor`` new ⁄ old; both None where no difference may be stated.
    ``aim`` is what the old plan promised without a number. ``successor`` only suggests what a reader may look at next.
    """

    model_config = _FROZEN

    kind: ChangeKind
    indicator: str
    old: Target | None
    new: Target | None
    good: Direction | None = None
    bearing: Bearing | None = None
    aim: Aim | None = None
    definitions: DefinitionState = "none"
    points: Number | None = None
    factor: Number | None = None
    comparable: Comparable
    caveats: tuple[Note, ...] = ()
    observed: tuple[Observation, ...] = ()
    successor: str | None = None
    confidence: Confidence
    reason: Note


class Comparison(BaseModel):
    """Everything that changed from one plan to another. ``caveats`` hold for every change."""

    model_config = _FROZEN

    old: Head
    new: Head
    caveats: tuple[Note, ...]
    changes: tuple[Change, ...]

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind, in their order."""
        return tuple(change for change in self.changes if change.kind == kind)
