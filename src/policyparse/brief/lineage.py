"""A chain of plans → each target followed from plan to plan: what it was, what became of it, where it was left out.

Every plan is compared with the one before it; a target that a plan leaves out and a later one takes up again is one line,
and the gap shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from policyparse.brief.change import Change, Comparison, Target
from policyparse.brief.compare import compare
from policyparse.document import Head
from policyparse.figure import Extraction

FEWEST_PLANS = 2

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Step(BaseModel):
    """What became of a target from the plan at place ``old`` to that at ``new``; not the next one where a plan left it out."""

    model_config = _FROZEN

    old: int
    new: int
    change: Change


class Line(BaseModel):
    """One target through the plans: its promise in each, None where the plan has none."""

    model_config = _FROZEN

    indicator: str
    targets: tuple[Target | None, ...]
    steps: tuple[Step, ...]

    @property
    def plans(self) -> tuple[int, ...]:
        """The places of the plans that promise it."""
        return tuple(place for place, target in enumerate(self.targets) if target)


class Lineage(BaseModel):
    """A chain of plans, each compared with the one before it, and every target followed through all of them."""

    model_config = _FROZEN

    heads: tuple[Head, ...]
    comparisons: tuple[Comparison, ...]
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Open:
    """A line while it is followed."""

    targets: dict[int, Target]
    steps: list[Step] = field(default_factory=list)

    @property
    def last(self) -> int:
        return max(self.targets)


def trace(plans: Sequence[Extraction]) -> Lineage:
    """The targets of plans given from the oldest to the newest, each followed. Raises ValueError for fewer than two."""
    if len(plans) < FEWEST_PLANS:
        raise ValueError(f"a chain has at least two plans, not {len(plans)}")
    compared = {
        (old, new): compare(plans[old], plans[new]) for new in range(1, len(plans)) for old in reversed(range(new))
    }
    lines = [_Open({0: change.old}) for change in compared[0, 1].changes if change.old]
    for place in range(1, len(plans)):
        _follow(lines, place, compared)
    lines.sort(key=lambda line: (-line.last, _reading_order(line)))
    return Lineage(
        heads=tuple(plan.head for plan in plans),
        comparisons=tuple(compared[place - 1, place] for place in range(1, len(plans))),
        lines=tuple(_closed(line, len(plans)) for line in lines),
    )


def _follow(lines: list[_Open], place: int, compared: dict[tuple[int, int], Comparison]) -> None:
    """Lay the targets of the plan at ``place`` to the lines that they continue, the latest plan first; the rest begin lines."""
    taken: set[str] = set()
    for before in reversed(range(place)):
        for change in compared[before, place].changes:
            if change.old is None or change.new is None or taken & _ids(change.new):
                continue
            line = next(
                (one for one in lines if one.last == before and _ids(one.targets[before]) & _ids(change.old)), None
            )
            if line is not None:
                line.targets[place] = change.new
                line.steps.append(Step(old=before, new=place, change=change))
                taken |= _ids(change.new)
    for change in compared[place - 1, place].changes:
        if change.new and not taken & _ids(change.new):
            begun = [Step(old=place - 1, new=place, change=change)] if change.kind == "quantified" else []
            lines.append(_Open({place: change.new}, begun))


def _ids(target: Target) -> set[str]:
    """The figures that print a promise, for whatever deadline."""
    return {figure.id for figure in (*target.figures, *target.disagreeing, *target.elsewhen)}


def _reading_order(line: _Open) -> int:
    return min(figure.source.start for figure in line.targets[line.last].figures)


def _closed(line: _Open, plans: int) -> Line:
    return Line(
        indicator=line.targets[line.last].indicator,
        targets=tuple(line.targets.get(place) for place in range(plans)),
        steps=tuple(line.steps),
    )
