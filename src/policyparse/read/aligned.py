"""Rows and columns of a table that no rulings part: where its text stands alone says what belongs together.

Columns are the white strips that hardly any row crosses; rows are what overlaps in height, a wrapped line joined to the
row that it stands nearer to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.read.glyphs import Run, cut, lines_of
from policyparse.read.grid import is_number
from policyparse.read.heading import find_mark, starts_item
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

_PARTING = 0.15  # of the type size: a gap between two characters over a strip that makes two cells
_STRIP = 0.3  # of the type size: the narrowest white strip between columns
_CROSSING = 0.1  # of the rows, which may run across a strip
_ONE_COLUMN_GAP = 1e9
_FULL_ROW = 0.6  # of the columns that a row fills which is no wrapped line
_USUAL = 0.75  # of the gaps between lines are no wider than that between rows
_WIDER = 0.8  # points by which the gap between rows is wider than that between the lines of a cell
_WORD = 2.5  # of the type size that a line may end short of its column: a word that goes to the next line
_NEAR = 0.75  # of the usual gap between rows: a line nearer than that belongs to the row

Stretch = tuple[float, float]  # left and right
Placed = dict[tuple[int, int], list[Run]]  # the runs of a row by the first and last column that they fill


class Row(NamedTuple):
    """Runs that overlap in height."""

    top: float
    bottom: float
    runs: list[Run]

    @property
    def text(self) -> str:
        return " ".join(run.text for run in sorted(self.runs, key=lambda run: run.box.x0))


class PlacedRow(NamedTuple):
    """A row whose runs have their columns."""

    top: float
    bottom: float
    placed: Placed


def rows_of(runs: Iterable[Run]) -> list[Row]:
    """Runs that overlap in height, from the top down."""
    rows: list[Row] = []
    for run in sorted(runs, key=lambda run: run.box.top):
        if rows and run.box.top < rows[-1].bottom - 1:
            rows[-1].runs.append(run)
            rows[-1] = rows[-1]._replace(bottom=max(rows[-1].bottom, run.box.bottom))
        else:
            rows.append(Row(run.box.top, run.box.bottom, [run]))
    return rows


def columns_of(rows: Sequence[Row]) -> list[Stretch]:
    """The left and right ends of the columns: stretches between strips that hardly any row crosses."""
    sizes = [run.size for row in rows for run in row.runs]
    narrowest = _STRIP * (median(sizes) if sizes else 0.0)
    ends = sorted({edge for row in rows for run in row.runs for edge in (run.box.x0, run.box.x1)})
    allowed = int(_CROSSING * len(rows))
    spans = [covered(row.runs, narrowest) for row in rows]
    columns: list[Stretch] = []
    for left, right in pairwise(ends):
        middle = (left + right) / 2
        crossing = sum(any(x0 < middle < x1 for x0, x1 in span) for span in spans)
        if crossing <= allowed:
            continue
        if columns and left - columns[-1][1] < narrowest:
            columns[-1] = (columns[-1][0], right)
        else:
            columns.append((left, right))
    return columns


def covered(runs: Iterable[Run], narrowest: float) -> list[Stretch]:
    """The stretches of a row that its runs cover, narrow gaps filled."""
    spans: list[Stretch] = []
    for run in sorted(runs, key=lambda run: run.box.x0):
        if spans and run.box.x0 - spans[-1][1] < narrowest:
            spans[-1] = (spans[-1][0], max(spans[-1][1], run.box.x1))
        else:
            spans.append((run.box.x0, run.box.x1))
    return spans


def border(left: float, right: float, header: Iterable[Run]) -> float:
    """The middle of the widest part of a strip that the header leaves white; of all of it where that leaves none."""
    best = (0.0, (left + right) / 2)
    start = left
    for run in sorted(header, key=lambda run: run.box.x0):
        if run.box.x1 > left and run.box.x0 < right:
            best = max(best, (run.box.x0 - start, (run.box.x0 + start) / 2))
            start = max(start, run.box.x1)
    return max(best, (right - start, (right + start) / 2))[1]


def place_of(run: Run, edges: Sequence[float]) -> tuple[int, int]:
    """The first and last column that a run reaches into by more than half a character; ``edges`` are sorted."""
    x0, x1 = run.box.x0, run.box.x1
    slack = min(run.size, x1 - x0) / 2
    first, last = max(bisect_right(edges, x0) - 1, 0), min(bisect_left(edges, x1), len(edges) - 1) - 1
    while first <= last and min(x1, edges[first + 1]) - max(x0, edges[first]) <= slack:
        first += 1
    while first <= last and min(x1, edges[last + 1]) - max(x0, edges[last]) <= slack:
        last -= 1
    return (first, last) if first <= last else (0, 0)


def whole_rows(rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """Rows with wrapped lines joined: as the gaps between lines tell, else each to the full row that it stands near."""
    parted = _parted_by_gaps(rows, edges)
    rows = parted if len(parted) < len(rows) else _with_wrapped(rows, edges)
    full = [_is_full(row, edges) for row in rows]
    if sum(full) < 2:
        return [joined(rows)] if rows else []
    gaps = sorted(lower.top - upper.bottom for upper, lower in pairwise(rows))
    usual = gaps[int(_USUAL * len(gaps))]
    whole: list[Row] = []
    pending: list[Row] = []
    for index, row in enumerate(rows):
        above = row.top - rows[index - 1].bottom if index else float("inf")
        below = rows[index + 1].top - row.bottom if index + 1 < len(rows) else float("inf")
        loose = not full[index] and min(above, below) <= _NEAR * usual
        begins = _starts_row(row, edges)
        if loose and above <= below and whole and not pending and not begins:
            whole[-1] = joined([whole[-1], row])
            continue
        if pending and begins:
            whole.append(joined(pending))
            pending = []
        pending.append(row)
        if not loose:
            whole.append(joined(pending))
            pending = []
    return [*whole, joined(pending)] if pending else whole


def _starts_row(row: Row, edges: Sequence[float]) -> bool:
    """Whether the label of a row is numbered, so that it is none of the lines of the label above."""
    first = min(row.runs, key=lambda run: run.box.x0)
    return place_of(first, edges)[0] == 0 and find_mark(first.text) is not None


def _parted_by_gaps(rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """The lines of a body as its rows, where the gaps between rows are wider than those between a cell's lines."""
    gaps = [lower.top - upper.bottom for upper, lower in pairwise(rows)]
    kinds = sorted(gaps)
    best = (one_line_share(rows, edges), 0.0, list(rows))
    for narrow, wide in pairwise(kinds):
        if wide - narrow < _WIDER:
            continue
        within = (narrow + wide) / 2
        groups = [[rows[0]]]
        for row, gap in zip(rows[1:], gaps, strict=True):
            if gap < within:
                groups[-1].append(row)
            else:
                groups.append([row])
        parted = [joined(group) for group in groups]
        found = (one_line_share(parted, edges), within, parted)
        if found[0] >= best[0] and not any(stacks_numbers(row, edges) for row in parted):
            best = found
    return best[2]


def _with_wrapped(rows: Sequence[Row], edges: Sequence[float]) -> list[Row]:
    """Rows joined to the one above where they only go on with cells that fill their columns there."""
    placed = [{place_of(run, edges): run for run in row.runs} for row in rows]
    ends: dict[tuple[int, int], list[float]] = {}
    for cells in placed:
        for place, run in cells.items():
            ends.setdefault(place, []).append(run.box.x1)
    limits = {place: sorted(reached)[-2] for place, reached in ends.items() if len(reached) > 1}
    whole: list[Row] = []
    for index, row in enumerate(rows):
        above = placed[index - 1] if index else {}
        goes_on = len(placed[index]) < len(above) and all(
            place in above and place in limits and _wraps(above[place], run, limits[place])
            for place, run in placed[index].items()
        )
        if goes_on:
            placed[index] = above | placed[index]
            whole[-1] = joined([whole[-1], row])
        else:
            whole.append(row)
    return whole


def _wraps(above: Run, below: Run, limit: float) -> bool:
    """Whether a line of a cell may be the next of one that ran up to the column's end."""
    if above.box.x1 < limit - _WORD * above.size or above.bold != below.bold or above.size != below.size:
        return False
    starts = abs(above.box.x0 - below.box.x0), abs(above.box.x0 + above.box.x1 - below.box.x0 - below.box.x1) / 2
    return min(starts) <= 1 and not is_number(below.text) and not starts_item(below.text)


def one_line_share(rows: Sequence[Row], edges: Sequence[float]) -> float:
    """Of these rows, how many print just one line in the column that does so most often: all, where they are rows."""
    columns = len(edges) - 1
    counts = [0] * columns
    for row in rows:
        lines = Counter(column for column, _ in _lines_by_column(row, edges))
        for column, count in lines.items():
            counts[column] += count == 1
    return max(counts, default=0) / len(rows) if rows else 0.0


def _lines_by_column(row: Row, edges: Sequence[float]) -> list[tuple[int, Row]]:
    """The lines of each column of a row, each with its column."""
    inside: dict[int, list[Run]] = {}
    for run in row.runs:
        inside.setdefault(place_of(run, edges)[0], []).append(run)
    return [(column, line) for column, runs in inside.items() for line in rows_of(runs)]


def stacks_numbers(row: Row, edges: Sequence[float]) -> bool:
    """Whether a column of a row prints one value under another, as two rows do."""
    values = Counter(column for column, line in _lines_by_column(row, edges) if is_number(line.text))
    return any(count > 1 for count in values.values())


def _is_full(row: Row, edges: Sequence[float]) -> bool:
    filled = {place_of(run, edges)[0] for run in row.runs}
    numbers = any(is_number(run.text) and place_of(run, edges)[0] > 0 for run in row.runs)
    return numbers or len(filled) >= _FULL_ROW * (len(edges) - 1)


def joined(rows: Sequence[Row]) -> Row:
    """Several rows as one."""
    return Row(rows[0].top, rows[-1].bottom, [run for row in rows for run in row.runs])


def place_row(row: Row, edges: Sequence[float], columns: Sequence[Stretch]) -> PlacedRow:
    """A row of the body: its runs parted between columns, those that overlap put together.

    A run that reaches over a border into the white strip beside its column stays in its column.
    """
    placed: Placed = {}
    for run in row.runs:
        for part in _cut_at_strips(run, columns):
            first, last = place_of(part, edges)
            if first < last:
                first, last = _reached(part, columns) or (first, last)
            placed.setdefault((first, last), []).append(part)
    return PlacedRow(row.top, row.bottom, _merged(placed))


def _reached(run: Run, columns: Sequence[Stretch]) -> tuple[int, int] | None:
    inside = [
        number
        for number, (left, right) in enumerate(columns)
        if min(run.box.x1, right) - max(run.box.x0, left) > run.size / 2
    ]
    return (inside[0], inside[-1]) if inside else None


def _cut_at_strips(run: Run, columns: Sequence[Stretch]) -> Iterator[Run]:
    """A run parted where its widest gap in the strip between two columns shows that it is two cells' text."""
    start = 0
    for (_, left), (right, _) in pairwise(columns):
        gaps = [
            (run.edges[index][0] - run.edges[index - 1][1], index)
            for index in range(start + 1, len(run.text))
            if left - 1 <= run.edges[index][0] and run.edges[index - 1][1] <= right + 1
        ]
        blanks = [(x1 - x0, index) for index, (x0, x1) in enumerate(run.edges) if run.text[index] == " "]
        gaps += [
            gap
            for gap in blanks
            if start < gap[1] and left - 1 <= run.edges[gap[1]][1] and run.edges[gap[1]][0] <= right + 1
        ]
        widest, index = max(gaps, default=(0.0, 0))
        if widest > _PARTING * run.size:
            yield cut(run, start, index)
            start = index
    yield cut(run, start, len(run.text)) if start else run


def _merged(placed: Placed) -> Placed:
    """Stretches of columns that overlap, as one."""
    merged: Placed = {}
    for (first, last), runs in sorted(placed.items()):
        if merged:
            (left, right), before = next(reversed(merged.items()))
            if first <= right:
                del merged[left, right]
                merged[left, max(right, last)] = before + runs
                continue
        merged[first, last] = runs
    return merged


def table_of(rows: Sequence[PlacedRow], edges: Sequence[float], box: Box, *, headed: int = 0) -> RuledTable:
    """The table of these rows, borders drawn half-way between them; a heading reaches down to the next one below.

    ``headed`` of the rows are the header.
    """
    borders = [box.top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), box.bottom]
    cells: list[RuledCell] = []
    open_places = {(row, column) for row in range(len(rows)) for column in range(len(edges) - 1)}
    for number, row in enumerate(rows):
        for (first, last), inside in row.placed.items():
            low = number + 1
            while low < headed and not any(key[0] <= last and first <= key[1] for key in rows[low].placed):
                low += 1
            place = Box(edges[first], borders[number], edges[last + 1], borders[low])
            lines = tuple(lines_of(inside, column_gap=_ONE_COLUMN_GAP))
            cells.append(RuledCell(number, first, low - number, last - first + 1, lines, place))
            open_places -= {(covered, column) for covered in range(number, low) for column in range(first, last + 1)}
    for number, column in open_places:
        place = Box(edges[column], borders[number], edges[column + 1], borders[number + 1])
        cells.append(RuledCell(number, column, 1, 1, (), place))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(tuple(cells), tuple(edges), len(rows), box, open=True)
