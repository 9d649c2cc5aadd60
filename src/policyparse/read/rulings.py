"""Ruled cells of a page → places in a grid, and tables that run over pages → one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyparse.read.clean import Span
from policyparse.read.glyphs import Glyph, PrintedLine, lines_of
from policyparse.read.grid import is_number
from policyparse.source import Box

_TOLERANCE = 3.0  # points within which two rulings are one
_SAME_COLUMN = 6.0  # points by which a column's edge may move from page to page
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
    """A ruled table on one page. ``edges`` are the left edges of its columns and the right edge of the last."""

    cells: tuple[RuledCell, ...]
    edges: tuple[float, ...]
    height: int
    box: Box

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    def row(self, number: int) -> list[RuledCell]:
        return [cell for cell in self.cells if cell.row == number]


def build_ruled(boxes: Iterable[Box], glyphs: Sequence[Glyph]) -> RuledTable | None:
    """The table of these cell boxes, filled with the characters in them; None for a mere frame or a single column."""
    cells = [box for box in boxes if box.x1 - box.x0 > _TOLERANCE and box.bottom - box.top > _TOLERANCE]
    columns = _edges([box.x0 for box in cells] + [box.x1 for box in cells])
    rows = _edges([box.top for box in cells] + [box.bottom for box in cells])
    if len(columns) < 3 or len(rows) < 3 or len(cells) < 3:
        return None
    placed = tuple(
        RuledCell(
            row := _index(rows, box.top),
            column := _index(columns, box.x0),
            max(_index(rows, box.bottom) - row, 1),
            max(_index(columns, box.x1) - column, 1),
            tuple(lines_of(_inside(glyphs, box), column_gap=_ONE_COLUMN_GAP)),
            box,
        )
        for box in sorted(cells, key=lambda box: (box.top, box.x0))
    )
    if not any(cell.lines for cell in placed):
        return None
    return RuledTable(placed, tuple(columns), len(rows) - 1, Box(columns[0], rows[0], columns[-1], rows[-1]))


def _edges(values: Iterable[float]) -> list[float]:
    """Positions of rulings; those within the tolerance of the one before are the same."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _TOLERANCE:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return max(bisect_left(edges, value + _TOLERANCE) - 1, 0)


def _inside(glyphs: Iterable[Glyph], box: Box) -> list[Glyph]:
    return [
        glyph
        for glyph in glyphs
        if box.x0 <= (glyph.x0 + glyph.x1) / 2 < box.x1 and box.top <= (glyph.top + glyph.bottom) / 2 < box.bottom
    ]


def continues_table(first: RuledTable, second: RuledTable) -> bool:
    """Whether a table at the top of a page has the columns of the one that ended the page before."""
    if first.width != second.width:
        return False
    shift = second.edges[0] - first.edges[0]
    return all(abs(b - a - shift) <= _SAME_COLUMN for a, b in zip(first.edges, second.edges, strict=True))


def join_tables(first: RuledTable, second: RuledTable) -> RuledTable:
    """One table of two parts: a header repeated on the second page is dropped, a row that the break split is joined."""
    skipped = _repeated_rows(first, second)
    cells = list(first.cells)
    joined = 0
    if skipped < second.height and _is_split_row(second, skipped):
        cells = _extend_row(cells, first.height - 1, second.row(skipped))
        joined = 1
    offset = first.height - skipped - joined
    for cell in second.cells:
        if cell.row >= skipped + joined:
            cells.append(cell._replace(row=cell.row + offset))
    height = first.height + second.height - skipped - joined
    return RuledTable(tuple(_merge_down(cells, first.height)), first.edges, height, first.box)


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


def _merge_down(cells: Sequence[RuledCell], boundary: int) -> list[RuledCell]:
    """Let a cell of the label columns that ends at the page break take in an empty one that begins below it."""
    empty = {cell.column: cell for cell in cells if cell.row == boundary and not cell.lines and cell.column == 0}
    merged: list[RuledCell] = []
    for cell in cells:
        below = empty.get(cell.column)
        if below and cell.lines and cell.row + cell.rows == boundary and cell.columns == below.columns:
            merged.append(cell._replace(rows=cell.rows + below.rows))
        elif cell not in empty.values() or not _has_upper(cells, cell, boundary):
            merged.append(cell)
    return merged


def _has_upper(cells: Iterable[RuledCell], lower: RuledCell, boundary: int) -> bool:
    return any(
        cell.column == lower.column
        and cell.columns == lower.columns
        and cell.lines
        and cell.row + cell.rows == boundary
        for cell in cells
    )
