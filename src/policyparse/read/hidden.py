"""Text that a page holds but does not show: it may be the layer under a scan, or words slipped in to be read by machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policyparse.read.glyphs import Run
from policyparse.read.lattice import Ruling, Rulings
from policyparse.source import Box

_SMALLEST = 2.0  # points of type that can be read
_MOST = 0.5  # of a page's characters: hidden ones beyond that are a scan's own text
_SLACK = 1.0  # points


class Unseen(NamedTuple):
    """Where text objects print nothing (``blank``) or white."""

    blank: tuple[Box, ...] = ()
    white: tuple[Box, ...] = ()


def part_hidden(
    runs: Sequence[Run], rulings: Rulings, unseen: Unseen, width: float, height: float
) -> tuple[list[Run], tuple[str, ...]]:
    """The runs that a reader of the page sees, and doubts that say what was left out.

    A page whose text is mostly invisible is a scan with its text laid under it, and keeps it.
    """
    hidden = [
        run
        for run in runs
        if run.size < _SMALLEST
        or run.box.x1 < 0
        or run.box.x0 > width
        or run.box.bottom < 0
        or run.box.top > height
        or (unseen.blank and _is_in(run, unseen.blank))
        or (unseen.white and _is_in(run, unseen.white) and not _is_on_fill(run, rulings))
    ]
    if not hidden:
        return list(runs), ()
    count, every = (sum(len(run.text) for run in part) for part in (hidden, runs))
    if count > _MOST * every:
        return list(runs), (f"此页文字不可见，可能是扫描件的文字层（{count} 字）",)
    left_out = set(map(id, hidden))
    return [run for run in runs if id(run) not in left_out], (f"此页有 {count} 个看不见的字，未读取",)


def _is_in(run: Run, boxes: Sequence[Box]) -> bool:
    across, down = (run.box.x0 + run.box.x1) / 2, (run.box.top + run.box.bottom) / 2
    return any(
        box.x0 - _SLACK <= across <= box.x1 + _SLACK and box.top - _SLACK <= down <= box.bottom + _SLACK
        for box in boxes
    )


def _is_on_fill(run: Run, rulings: Rulings) -> bool:
    """Whether rulings stand on both sides of a run, so that it may be white on a coloured field."""
    across, down = (run.box.x0 + run.box.x1) / 2, (run.box.top + run.box.bottom) / 2
    beside = [rule.at for rule in rulings.vertical if _holds(rule, down)]
    around = [rule.at for rule in rulings.horizontal if _holds(rule, across)]
    return min(beside, default=across) < across < max(beside, default=across) and min(
        around, default=down
    ) < down < max(around, default=down)


def _holds(rule: Ruling, place: float) -> bool:
    return rule.start - _SLACK <= place <= rule.end + _SLACK
