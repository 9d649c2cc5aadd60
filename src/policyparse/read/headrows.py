"""The header of a table whose cells no rulings part: one row, or headings that stand over several columns' own.

A heading that spans columns is set over their middle and may stand right above one of them, so that its own width does
not tell what it spans; what tells is which columns have headings below it and none at its height.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from policyparse.read.aligned import PlacedRow, place_of
from policyparse.read.glyphs import Run

_CENTRED = 1.0  # of the type size that a heading may stand off the middle of the columns under it
_Anchor = Literal["middle", "right", "left"]
_ANCHORS: tuple[_Anchor, ...] = ("middle", "right", "left")
_BARE = 0.5  # of the type size
_MOST_LEVELS = 3


class Heading(NamedTuple):
    """A heading of one or more lines."""

    runs: list[Run]
    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


class _Split(NamedTuple):
    """A level of a header: what stands on it, what stands below, and how far the upper headings are set off the lower."""

    top: dict[tuple[int, int], list[Run]]
    below: list[Run]
    off: float


def header_rows(runs: Sequence[Run], edges: Sequence[float]) -> list[PlacedRow]:
    """The rows of a header: several where headings stand over several columns' own headings."""
    rows: list[PlacedRow] = []
    left = list(runs)
    while left and len(rows) < _MOST_LEVELS - 1 and (split := _first_split(left, edges)):
        above = [run for inside in split.top.values() for run in inside]
        rows.append(_row(above, split.top))
        left = split.below
    if left:
        rows.append(_row(left, _in_columns(left, edges)))
    return [_cut_short(upper, rows[number + 1 :]) for number, upper in enumerate(rows)]


def _row(runs: Sequence[Run], placed: dict[tuple[int, int], list[Run]]) -> PlacedRow:
    return PlacedRow(min(run.box.top for run in runs), max(run.box.bottom for run in runs), placed)


def _cut_short(row: PlacedRow, below: Sequence[PlacedRow]) -> PlacedRow:
    """A row that ends where the next begins, though a heading that reaches down over both stands in its middle."""
    return row._replace(bottom=min(row.bottom, below[0].top)) if below else row


def _in_columns(runs: Sequence[Run], edges: Sequence[float]) -> dict[tuple[int, int], list[Run]]:
    """Headings by the column that their middle stands in, or by all that they reach over."""
    placed: dict[tuple[int, int], list[Run]] = {}
    for heading in headings_of(runs):
        widest = max(heading.runs, key=lambda run: run.box.x1 - run.box.x0)
        first, last = place_of(widest, edges)
        if first < last and widest.box.x1 - widest.box.x0 <= (edges[first + 1] - edges[first]):
            first = last = _column(heading.middle, edges)
        taken = next((key for key in placed if key[0] <= last and first <= key[1]), None)
        if taken is not None:
            first, last = min(first, taken[0]), max(last, taken[1])
            heading = heading._replace(runs=[*placed.pop(taken), *heading.runs])
        placed[first, last] = heading.runs
    return dict(sorted(placed.items()))


def _column(across: float, edges: Sequence[float]) -> int:
    return max(0, min(sum(edge <= across for edge in edges) - 1, len(edges) - 2))


def headings_of(runs: Iterable[Run]) -> list[Heading]:
    """Runs that stand over each other, as one heading each, from left to right."""
    headings: list[Heading] = []
    for run in sorted(runs, key=lambda run: run.box.x0):
        if headings and run.box.x0 < headings[-1].x1 - run.size / 4:
            last = headings[-1]
            headings[-1] = Heading([*last.runs, run], last.x0, max(last.x1, run.box.x1))
        else:
            headings.append(Heading([run], run.box.x0, run.box.x1))
    return headings


def _first_split(runs: Sequence[Run], edges: Sequence[float]) -> _Split | None:
    """The topmost height that parts headings over several columns from those columns' own."""
    for height in sorted({run.box.bottom for run in runs}):
        above = [run for run in runs if run.box.bottom <= height + 1]
        lower = [run for run in runs if run.box.top >= height - 1 and run not in above]
        lowest = max((run.box.top for run in lower), default=0.0)
        below = [run for run in lower if run.box.bottom > lowest + run.size / 4 or _is_stacked(run, runs)]
        across = [run for run in runs if run not in above and run not in below]
        splits = [_split(above, below, across, edges, anchor) for anchor in _ANCHORS if below]
        if found := [split for split in splits if split]:
            return min(found, key=lambda split: split.off)
    return None


def _is_stacked(run: Run, runs: Iterable[Run]) -> bool:
    """Whether another heading, or another line of this one, stands over or under it."""
    return any(other is not run and other.box.x0 < run.box.x1 and other.box.x1 > run.box.x0 for other in runs)


def _split(
    above: list[Run], below: list[Run], across: list[Run], edges: Sequence[float], anchor: _Anchor
) -> _Split | None:
    """Above and below as two levels; None where nothing above spans several columns below.

    What stands ``across`` both, and what has nothing above or below it, belongs to the upper.
    """
    lower: dict[int, list[Run]] = {}
    for run in below:
        lower.setdefault(_column((run.box.x0 + run.box.x1) / 2, edges), []).append(run)
    top = _in_columns(across, edges) if across else {}
    headings: list[Heading] = []
    for heading in headings_of(above):
        column = _column(heading.middle, edges)
        if column in lower or _between(heading, lower) or place_of(heading.runs[0], edges) != (column, column):
            headings.append(heading)
        else:
            top.setdefault((column, column), []).extend(heading.runs)
    own = {column for first, last in top for column in range(first, last + 1)}
    shared = _share_columns(headings, sorted(set(lower) - own), edges, lower, anchor)
    if not shared or not any(first < last for first, last in shared):
        return None
    spanned = {column for first, last in shared if first < last for column in range(first, last + 1)}
    for (first, last), heading in shared.items():
        top[first, last] = [*heading.runs, *(lower[first] if first == last else ())]
    bare = set(lower) - spanned - {first for first, _ in shared}
    for column in bare:
        top[column, column] = [*top.get((column, column), ()), *lower[column]]
    off = sum(_off(heading, lower, *columns, anchor) for columns, heading in shared.items())
    under = [run for column in sorted(spanned & set(lower)) for run in lower[column]]
    return _Split(dict(sorted(top.items())), under, off + _BARE * below[0].size * len(bare))


def _between(heading: Heading, lower: dict[int, list[Run]]) -> bool:
    """Whether headings stand below to the left and to the right, so that this one may span them."""
    boxes = [run.box for runs in lower.values() for run in runs]
    return any(box.x1 <= heading.middle for box in boxes) and any(box.x0 >= heading.middle for box in boxes)


def _share_columns(
    headings: Sequence[Heading],
    columns: Sequence[int],
    edges: Sequence[float],
    lower: dict[int, list[Run]],
    anchor: _Anchor,
) -> dict[tuple[int, int], Heading]:
    """The upper headings by the columns that they stand over; none where one of them finds no place."""
    shared: dict[tuple[int, int], Heading] = {}
    for stretch in _stretches(columns):
        inside = [one for one in headings if edges[stretch[0]] <= one.middle <= edges[stretch[-1] + 1]]
        if inside and stretch[0] == 0 and inside[0].x0 >= edges[1]:
            stretch = stretch[1:]
        if len(inside) > len(stretch):
            return {}
        places = _shared_out(inside, stretch, lower, anchor) if inside else []
        shared |= dict(zip(places, inside, strict=True))
    fitting = all(first == last or _spans(one, lower, first, last, anchor) for (first, last), one in shared.items())
    return shared if fitting and len(shared) == len(headings) else {}


def _stretches(columns: Sequence[int]) -> list[list[int]]:
    """Columns side by side."""
    together = groupby(enumerate(columns), key=lambda pair: pair[1] - pair[0])
    return [[column for _, column in group] for _, group in together]


_Shares = tuple[float, list[tuple[int, int]]]  # how far headings are set off, and the columns of each


def _shared_out(
    headings: Sequence[Heading], columns: Sequence[int], lower: dict[int, list[Run]], anchor: _Anchor
) -> list[tuple[int, int]]:
    """The columns that each of these headings stands over, so that each is set as near over them as can be.

    A column that none stands over counts as a heading set off by ``_BARE``.
    """
    bare = _BARE * headings[0].runs[0].size
    best: dict[int, _Shares] = {end: (bare * end, []) for end in range(len(columns) + 1)}
    for heading in headings:
        reached: dict[int, _Shares] = {}
        for end in range(1, len(columns) + 1):
            ways = [
                (cost + _off(heading, lower, columns[start], columns[end - 1], anchor), start, before)
                for start, (cost, before) in best.items()
                if start < end
            ]
            if ways:
                cost, start, before = min(ways)
                reached[end] = (cost, [*before, (columns[start], columns[end - 1])])
            if end - 1 in reached and (end not in reached or reached[end - 1][0] + bare < reached[end][0]):
                reached[end] = (reached[end - 1][0] + bare, reached[end - 1][1])
        best = reached
    return best[len(columns)][1]


def _off(heading: Heading, lower: dict[int, list[Run]], first: int, last: int, anchor: _Anchor) -> float:
    """How far a heading is set off these columns' own headings."""
    left, right = min(run.box.x0 for run in lower[first]), max(run.box.x1 for run in lower[last])
    return {
        "middle": abs(heading.middle - (left + right) / 2),
        "right": abs(heading.x1 - right),
        "left": abs(heading.x0 - left),
    }[anchor]


def _spans(heading: Heading, lower: dict[int, list[Run]], first: int, last: int, anchor: _Anchor) -> bool:
    """Whether a heading is set over these columns' own headings, or reaches over the ends of both."""
    reaches = heading.x0 < max(run.box.x1 for run in lower[first]) and heading.x1 > min(
        run.box.x0 for run in lower[last]
    )
    allowed = _CENTRED * heading.runs[0].size * (last - first if anchor == "middle" else 1)
    return reaches or _off(heading, lower, first, last, anchor) <= allowed
