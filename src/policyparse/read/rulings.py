"""Ruled cells of a page → places in a grid."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policyparse.read.glyphs import PrintedLine, Run, cut, lines_of
from policyparse.source import Box

_TOLERANCE = 3.0  # points within which two rulings are one
_ONE_COLUMN_GAP = 1e9  # inside a cell no gap parts columns


class RuledCell(NamedTuple):
    """A cell of a ruled table, with its printed lines."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[PrintedLine, ...]
    box: Box

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
