"""Ruled cells of a page → places in a grid, and tables that run over pages → one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policyparse.read.clean import Span
from policyparse.read.glyphs import PrintedLine, Run, cut, lines_of
from policyparse.read.grid import is_number
from policyparse.source import Box

_TOLERANCE = 3.0  # points within which two rulings are one
_SAME_COLUMN = 6.0  # points by which a column's edge may move from page to page
_SHARED_WIDTH = 0.9  # of the narrower part of an open table over pages, which the other has too
_ONE_COLUMN_GAP = 1e9  # inside a cell no gap parts columns


class RuledCell(NamedTuple):
    """A cell of a ruled table, with its printed lines and, once they are written, their spans in the text."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[PrintedLine, ...]
    box: Box
    spans: tuple[Span, ...] = ()
    page: int | None = None

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)


class RuledTable(NamedTuple):
    """A table on one page. ``edges`` are the left edges of its columns and the right edge of the last.

    An ``open`` one has no rulings between its columns, so that their edges depend on what is printed.
    """

    cells: tuple[RuledCell, ...]
    edges: tuple[float, ...]
    height: int
    box: Box
    open: bool = False

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    def row(self, number: int) -> list[RuledCell]:
        return [cell for cell in self.cells if cell.row == number]


def build_ruled(boxes: Iterable[Box], runs: Iterable[Run]) -> tuple[RuledTable | None, list[Run]]:
    """The table of these cell boxes, filled with the characters in them, and the runs that are left over.

    None and all runs for a mere frame, a single column, or a grid without text.
    """
    runs = list(runs)
    cells = sorted((box for box in boxes if _is_cell(box)), key=lambda box: (box.top, box.x0))
    columns = _edges([box.x0 for box in cells] + [box.x1 for box in cells])
    rows = _edges([box.top for box in cells] + [box.bottom for box in cells])
    if len(columns) < 3 or len(rows) < 3 or len(cells) < 3:
        return None, runs
    held, rest = share_out(runs, cells)
    if not any(held):
        return None, runs
    row_of = {edge: _index(rows, edge) for edge in {edge for box in cells for edge in (box.top, box.bottom)}}
    column_of = {edge: _index(columns, edge) for edge in {edge for box in cells for edge in (box.x0, box.x1)}}
    placed = tuple(
        RuledCell(
            row := row_of[box.top],
            column := column_of[box.x0],
            max(row_of[box.bottom] - row, 1),
            max(column_of[box.x1] - column, 1),
            tuple(lines_of(inside, column_gap=_ONE_COLUMN_GAP) if len(inside) > 1 else inside),
            box,
        )
        for box, inside in zip(cells, held, strict=True)
    )
    return RuledTable(placed, tuple(columns), len(rows) - 1, Box(columns[0], rows[0], columns[-1], rows[-1])), rest


def _is_cell(box: Box) -> bool:
    return box.x1 - box.x0 > _TOLERANCE and box.bottom - box.top > _TOLERANCE


def share_out(runs: Iterable[Run], cells: Sequence[Box]) -> tuple[list[list[Run]], list[Run]]:
    """The runs in each cell, by the middle of each character, and those in none; a run over a border is cut there."""
    held: list[list[Run]] = [[] for _ in cells]
    rest: list[Run] = []
    bands = _Bands(cells)
    for run in runs:
        row = bands.row((run.box.top + run.box.bottom) / 2)
        if not row.cells:
            rest.append(run)
            continue
        whole = row.holder(run)
        if whole is not None:
            held[whole].append(run)
            continue
        for number, part in _cut_at_cells(run, row):
            (rest if number is None else held[number]).append(part)
    return held, rest


class _Row(NamedTuple):
    """The cells that cross one height, from left to right, by index."""

    cells: tuple[int, ...] = ()
    lefts: tuple[float, ...] = ()
    rights: tuple[float, ...] = ()

    def cell(self, across: float) -> int | None:
        place = bisect_right(self.lefts, across) - 1
        return self.cells[place] if place >= 0 and across < self.rights[place] else None

    def holder(self, run: Run) -> int | None:
        """The cell that both ends of a run stand in."""
        place = bisect_right(self.lefts, run.box.x0) - 1
        if place >= 0 and run.box.x1 < self.rights[place]:
            return self.cells[place]
        (x0, x1), (last_x0, last_x1) = run.edges[0], run.edges[-1]
        first = self.cell((x0 + x1) / 2)
        return first if first is not None and first == self.cell((last_x0 + last_x1) / 2) else None


class _Bands:
    """The cells of a table by the heights between which no border stands."""

    def __init__(self, cells: Sequence[Box]) -> None:
        self._tops = sorted({edge for box in cells for edge in (box.top, box.bottom)})
        members: list[list[int]] = [[] for _ in self._tops]
        for number, box in sorted(enumerate(cells), key=lambda pair: pair[1].x0):
            for band in range(bisect_left(self._tops, box.top), bisect_left(self._tops, box.bottom)):
                members[band].append(number)
        self._rows = [
            _Row(tuple(row), tuple(cells[number].x0 for number in row), tuple(cells[number].x1 for number in row))
            for row in members
        ]

    def row(self, down: float) -> _Row:
        band = bisect_right(self._tops, down) - 1
        return self._rows[band] if band >= 0 else _Row()


def _cut_at_cells(run: Run, row: _Row) -> Iterator[tuple[int | None, Run]]:
    x0, x1 = run.edges[0]
    place = row.cell((x0 + x1) / 2)
    start = 0
    for end, (x0, x1) in enumerate(run.edges):
        here = row.cell((x0 + x1) / 2)
        if here != place and run.text[end] not in " \t":
            if start < end:
                yield place, cut(run, start, end)
            start, place = end, here
    yield place, cut(run, start, len(run.text))


def _edges(values: Iterable[float]) -> list[float]:
    """Positions of rulings; those within the tolerance of the one before are the same."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return max(bisect_left(edges, value + _TOLERANCE) - 1, 0)


def continues_table(first: RuledTable, second: RuledTable) -> bool:
    """Whether a table at the top of a page has the columns of the one that ended the page before."""
    if first.width != second.width:
        return False
    shift = second.edges[0] - first.edges[0]
    if first.open and second.open:
        same_ends = abs(second.edges[-1] - first.edges[-1] - shift) <= _SAME_COLUMN
        return _interleave(first.edges, second.edges) and (same_ends or _goes_on_within(first, second))
    return all(abs(b - a - shift) <= _SAME_COLUMN for a, b in zip(first.edges, second.edges, strict=True))


def _interleave(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether each inner edge of one stands between the neighbours of its like in the other."""
    return all(first[i - 1] < second[i] < first[i + 1] for i in range(1, len(first) - 1))


def _goes_on_within(first: RuledTable, second: RuledTable) -> bool:
    """Whether an open table without a header of its own, or with the first's, stands in the width of the first."""
    shared = min(first.edges[-1], second.edges[-1]) - max(first.edges[0], second.edges[0])
    narrower = min(table.edges[-1] - table.edges[0] for table in (first, second))
    headless = any(is_number(cell.text) for cell in second.row(0) if cell.column)
    return shared >= _SHARED_WIDTH * narrower and (headless or _repeated_rows(first, second) > 0)


def join_tables(parts: Sequence[RuledTable]) -> RuledTable:
    """One table of its parts: a header printed again is dropped, a row that a page break split is joined."""
    first = parts[0]
    done: list[RuledCell] = []
    latest, height = list(first.cells), first.height
    for part in parts[1:]:
        skipped = _repeated_rows(first, part)
        joined = int(skipped < part.height and _is_split_row(part, skipped))
        if joined:
            latest = _extend_row(latest, height - 1, part.row(skipped))
        offset = height - skipped - joined
        fresh = [RuledCell(cell.row + offset, *cell[1:]) for cell in part.cells if cell.row >= skipped + joined]
        latest, fresh = _merge_down(latest, fresh, height)
        done += latest
        latest, height = fresh, offset + part.height
    return first._replace(cells=(*done, *latest), height=height)


def _repeated_rows(first: RuledTable, second: RuledTable) -> int:
    """How many top rows of the second part print the first's header again."""
    count = 0
    while count < min(first.height, second.height - 1):
        texts = [(cell.column, cell.text) for cell in second.row(count)]
        if texts != [(cell.column, cell.text) for cell in first.row(count)] or not any(text for _, text in texts):
            break
        count += 1
    return count


def _is_split_row(table: RuledTable, number: int) -> bool:
    """Whether a page's first row only goes on with the text of the last: nothing in its first column, no value."""
    row = table.row(number)
    filled = [cell for cell in row if cell.lines]
    starts_empty = bool(row) and row[0].column == 0 and not row[0].lines
    return starts_empty and bool(filled) and not any(is_number(cell.text) for cell in filled)


def _extend_row(cells: Sequence[RuledCell], number: int, more: Iterable[RuledCell]) -> list[RuledCell]:
    below = {cell.column: cell for cell in more}
    extended: list[RuledCell] = []
    for cell in cells:
        rest = below.get(cell.column) if cell.row + cell.rows - 1 == number else None
        extended.append(cell._replace(lines=cell.lines + rest.lines, spans=cell.spans + rest.spans) if rest else cell)
    return extended


def _merge_down(
    upper: Sequence[RuledCell], lower: Sequence[RuledCell], boundary: int
) -> tuple[list[RuledCell], list[RuledCell]]:
    """Let the label cell that ends at the page break take in an empty one that begins below it."""
    below = next((cell for cell in lower if cell.row == boundary and cell.column == 0 and not cell.lines), None)
    above = next((cell for cell in upper if cell.column == 0 and cell.row + cell.rows == boundary and cell.lines), None)
    if below is None or above is None or below.columns != above.columns:
        return list(upper), list(lower)
    merged = above._replace(rows=above.rows + below.rows)
    return [merged if cell is above else cell for cell in upper], [cell for cell in lower if cell is not below]
