"""Rulings of a page → the cells between them → tables, with pdfplumber's rules and tolerances.

The results are those of pdfplumber's ``TableFinder`` with its default settings; a test holds them equal. It snaps
rulings that nearly share a line, joins their pieces, finds where they cross, and takes the smallest rectangle that hangs
from each crossing (Nurminen, Algorithmic Extraction of Data in Tables in PDF Documents, 2013).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from policyparse.source import Box

MOST_RULINGS = 4000  # on one page after joining; a drawing has more
MOST_CROSSINGS = 50_000  # of them; at the smallest type a page has room for 20,000 cells
_TOLERANCE = 3.0  # points
_SHORTEST = 1.0  # points of a piece that may be joined to others
_SHORTEST_JOINED = 3.0  # points


class Ruling(NamedTuple):
    """A straight line along one axis: where it stands on the other axis, and its two ends. In points."""

    at: float
    start: float
    end: float


class Rulings(NamedTuple):
    """The lines of a page: ``at`` is x for vertical ones and the distance from the top for horizontal ones."""

    vertical: tuple[Ruling, ...] = ()
    horizontal: tuple[Ruling, ...] = ()


class _Crossing(NamedTuple):
    """The rulings that meet at a point: a bit for each."""

    vertical: int
    horizontal: int


_NOWHERE = _Crossing(0, 0)


def join_rulings(rulings: Rulings) -> Rulings:
    """Rulings snapped to their common line and joined where their ends meet; short ones left out."""
    return Rulings(tuple(_joined(rulings.vertical)), tuple(_joined(rulings.horizontal)))


def find_cells(rulings: Rulings) -> list[list[Box]]:
    """The cells of each table that these joined rulings draw, tables from the top down; none for a drawing."""
    if len(rulings.vertical) + len(rulings.horizontal) > MOST_RULINGS:
        return []
    crossings = _crossings(rulings)
    return _tables(list(_cells(crossings))) if len(crossings) <= MOST_CROSSINGS else []


def _joined(rulings: Iterable[Ruling]) -> Iterator[Ruling]:
    pieces = sorted((ruling for ruling in rulings if ruling.end - ruling.start >= _SHORTEST), key=attrgetter("at"))
    for line in _snapped(pieces):
        start, end = line[0].start, line[0].end
        for piece in line[1:]:
            if piece.start > end + _TOLERANCE:
                if end - start >= _SHORTEST_JOINED:
                    yield Ruling(piece.at, start, end)
                start, end = piece.start, piece.end
            else:
                end = max(end, piece.end)
        if end - start >= _SHORTEST_JOINED:
            yield Ruling(line[0].at, start, end)


def _snapped(pieces: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Pieces that nearly share a line, moved to their mean and sorted along it."""
    first = 0
    for index in range(1, len(pieces) + 1):
        if index < len(pieces) and pieces[index].at <= pieces[index - 1].at + _TOLERANCE:
            continue
        cluster = pieces[first:index]
        mean = sum(piece.at for piece in cluster) / len(cluster)
        yield sorted((Ruling(mean, start, end) for _, start, end in cluster), key=attrgetter("start"))
        first = index


def _crossings(rulings: Rulings) -> dict[tuple[float, float], _Crossing]:
    crossings: dict[tuple[float, float], _Crossing] = {}
    heights = [line.at for line in rulings.horizontal]
    for number, (x, top, bottom) in enumerate(rulings.vertical):
        for index in range(bisect_left(heights, top - _TOLERANCE), bisect_right(heights, bottom + _TOLERANCE)):
            y, start, end = rulings.horizontal[index]
            if start - _TOLERANCE <= x <= end + _TOLERANCE:
                upright, level = crossings.get((x, y), _NOWHERE)
                crossings[x, y] = _Crossing(upright | 1 << number, level | 1 << index)
        if len(crossings) > MOST_CROSSINGS:
            break
    return crossings


def _cells(crossings: dict[tuple[float, float], _Crossing]) -> Iterator[Box]:
    """For each crossing the smallest rectangle that has it as its top left corner and rulings on all four sides."""
    columns: dict[float, list[float]] = defaultdict(list)
    rows: dict[float, list[float]] = defaultdict(list)
    for x, y in sorted(crossings):
        columns[x].append(y)
        rows[y].append(x)
    for x, column in columns.items():
        for place, y in enumerate(column, start=1):
            row = rows[y]
            corner = _far_corner(crossings, x, y, row[bisect_right(row, x) :], column[place:])
            if corner:
                yield Box(x, y, *corner)


def _far_corner(
    crossings: dict[tuple[float, float], _Crossing], x: float, y: float, right: Sequence[float], below: Sequence[float]
) -> tuple[float, float] | None:
    here = crossings[x, y]
    for low in below:
        under = crossings[x, low]
        if not here.vertical & under.vertical:
            break
        for far in right:
            beside = crossings[far, y]
            if not here.horizontal & beside.horizontal:
                break
            corner = crossings.get((far, low), _NOWHERE)
            if corner.vertical & beside.vertical and corner.horizontal & under.horizontal:
                return far, low
    return None


def _tables(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells that share corners, as tables; a cell that stands alone is none."""
    corners = [_corners(cell) for cell in cells]
    at_corner: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, four in enumerate(corners):
        for corner in four:
            at_corner[corner].append(index)
    tables: list[list[Box]] = []
    taken = bytearray(len(cells))
    for index in range(len(cells)):
        group, waiting = [], [index]
        while waiting:
            member = waiting.pop()
            if taken[member]:
                continue
            taken[member] = True
            group.append(cells[member])
            for corner in corners[member]:
                if corner in at_corner:
                    waiting += at_corner.pop(corner)
        tables.append(group)
    tables = [sorted(group, key=lambda cell: (cell.top, cell.x0)) for group in tables if len(group) > 1]
    return sorted(tables, key=lambda group: (group[0].top, group[0].x0))


def _corners(cell: Box) -> tuple[tuple[float, float], ...]:
    return (cell.x0, cell.top), (cell.x0, cell.bottom), (cell.x1, cell.top), (cell.x1, cell.bottom)
