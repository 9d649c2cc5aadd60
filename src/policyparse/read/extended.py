"""What a grid of rulings leaves out of its table: cells that a page break opened, rows that no fill or rule marks.

A table with coloured fills rules only the rows that are filled: every second one, or the header alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from policyparse.read.aligned import Row, place_of, place_row, rows_of, table_of, whole_rows
from policyparse.read.glyphs import Run, lines_of
from policyparse.read.grid import is_number
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

_VALUES = 0.5  # of the places beside the label that print a value in a row that belongs to a table
_WIDE = 0.7  # of the table's width that no run of such a row takes
_ONE_COLUMN_GAP = 1e9
_SAME_EDGE = 3.0  # points


def fill_holes(table: RuledTable, runs: Sequence[Run]) -> tuple[RuledTable, list[Run]]:
    """The table with a cell for each place inside it that no cell covers but that prints something."""
    inside = [run for run in runs if _is_inside(run, table.box)]
    if not inside:
        return table, list(runs)
    taken = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    }
    heights = _heights(table)
    found: list[RuledCell] = []
    for column, (left, right) in enumerate(pairwise(table.edges)):
        free = [row for row in range(table.height) if (row, column) not in taken]
        for _, group in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
            rows = [row for _, row in group]
            box = Box(left, heights[rows[0]], right, heights[rows[-1] + 1])
            if held := [run for run in inside if _is_inside(run, box)]:
                lines = tuple(lines_of(held, column_gap=_ONE_COLUMN_GAP))
                found.append(RuledCell(rows[0], column, len(rows), 1, lines, box))
                inside = [run for run in inside if run not in held]
    filled = {id(line) for cell in found for line in cell.lines}
    if not filled:
        return table, list(runs)
    kept = set(map(id, inside))
    rest = [run for run in runs if id(run) in kept or not _is_inside(run, table.box)]
    cells = sorted((*table.cells, *found), key=lambda cell: (cell.row, cell.column))
    return table._replace(cells=tuple(cells)), rest


def _is_inside(run: Run, box: Box) -> bool:
    """Whether the middle of a run stands in a box."""
    across, down = (run.box.x0 + run.box.x1) / 2, (run.box.top + run.box.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom


def _heights(table: RuledTable) -> list[float]:
    """The top of each row and the bottom of the last."""
    tops = {cell.row: cell.box.top for cell in table.cells}
    bottoms = {cell.row + cell.rows: cell.box.bottom for cell in table.cells}
    heights = [tops.get(row, bottoms.get(row, table.box.top)) for row in range(table.height)]
    return [*heights, table.box.bottom]


def extend_tables(tables: Sequence[RuledTable], runs: Sequence[Run]) -> tuple[list[RuledTable], list[Run]]:
    """The tables of a page with the rows that print on above and below them in their columns, and the runs left over.

    Two of them with the same columns and only such rows between are one.
    """
    rest = list(runs)
    done: list[RuledTable] = []
    ordered = sorted(tables, key=lambda table: table.box.top)
    for table, after in zip(ordered, [*ordered[1:], None], strict=True):
        floor = done[-1].box.bottom if done else float("-inf")
        beside = [run for run in rest if run.box.x1 > table.box.x0 and run.box.x0 < table.box.x1]
        above = [run for run in beside if floor <= run.box.top and run.box.bottom <= table.box.top + 1]
        table, rest = _with_rows(table, _rows_above(table, above), rest)
        ceiling = after.box.top if after else float("inf")
        below = [run for run in beside if run.box.top >= table.box.bottom - 1 and run.box.bottom <= ceiling + 1]
        table, rest = _with_rows(table, _rows_below(table, below), rest)
        if done and _is_one(done[-1], table):
            table = _stacked(done.pop(), table)
        done.append(table)
    return done, rest


def _rows_below(table: RuledTable, runs: Sequence[Run]) -> list[Row]:
    """The rows under a table that keep to its columns and print values in most of them."""
    near = _near(rows_of(runs), table)
    several = sum(_keeps_columns(row, table) for row in near) > 1
    rows = whole_rows(near, table.edges) if several else near
    kept = 0
    while kept < len(rows) and _keeps_columns(rows[kept], table):
        kept += 1
    return rows[:kept]


def _near(rows: Sequence[Row], table: RuledTable) -> list[Row]:
    """The rows that follow each other as closely as those of the table."""
    height = (table.box.bottom - table.box.top) / table.height
    bottom = table.box.bottom
    near: list[Row] = []
    for row in rows:
        if row.top - bottom > height or any(run.box.x1 - run.box.x0 > _WIDE * _width(table) for run in row.runs):
            break
        near.append(row)
        bottom = row.bottom
    return near


def _width(table: RuledTable) -> float:
    return table.box.x1 - table.box.x0


def _keeps_columns(row: Row, table: RuledTable) -> bool:
    """Whether a row has a label and values, each in one column."""
    places = [place_of(run, table.edges) for run in row.runs]
    values = {first for run, (first, _) in zip(row.runs, places, strict=True) if first and is_number(run.text)}
    apart = all(first == last for first, last in places)
    return apart and any(first == 0 for first, _ in places) and len(values) >= max(1, _VALUES * (table.width - 1))


def _rows_above(table: RuledTable, runs: Sequence[Run]) -> list[Row]:
    """The rows of values right over a table, and its header over those, where its first row is none."""
    first_row = [cell for cell in table.row(0) if cell.lines]
    if not any(is_number(cell.text) for cell in first_row if cell.column):
        return []
    height = (table.box.bottom - table.box.top) / table.height
    top = table.box.top
    found: list[Row] = []
    for row in reversed(rows_of(runs)):
        headed = not _keeps_columns(row, table)
        if top - row.bottom > height or (headed and not _heads(row, table)):
            break
        found.insert(0, row)
        top = row.top
        if headed:
            break
    return found if found and _heads(found[0], table) else []


def _heads(row: Row, table: RuledTable) -> bool:
    """Whether a row is a header: a heading in nearly every column, none of them a value."""
    places = [place_of(run, table.edges) for run in row.runs]
    filled = {first for first, last in places if first == last}
    return len(filled) >= max(2, table.width - 1) and not any(is_number(run.text) for run in row.runs)


def _with_rows(table: RuledTable, rows: Sequence[Row], runs: list[Run]) -> tuple[RuledTable, list[Run]]:
    """The table with rows added above or below, and the runs that are in none of them."""
    if not rows:
        return table, runs
    upper = rows[0].top < table.box.top
    top, bottom = (rows[0].top, table.box.top) if upper else (table.box.bottom, rows[-1].bottom)
    box = Box(table.box.x0, top, table.box.x1, bottom)
    columns = list(pairwise(table.edges))
    added = table_of([place_row(row, table.edges, columns) for row in rows], table.edges, box)._replace(open=table.open)
    taken = {id(run) for row in rows for run in row.runs}
    first, second = (added, table) if upper else (table, added)
    return _stacked(first, second), [run for run in runs if id(run) not in taken]


def _stacked(upper: RuledTable, lower: RuledTable) -> RuledTable:
    """Two tables of the same columns as one."""
    cells = (*upper.cells, *(cell._replace(row=cell.row + upper.height) for cell in lower.cells))
    box = upper.box.union(lower.box)
    return RuledTable(cells, upper.edges, upper.height + lower.height, box, upper.open)


def _is_one(upper: RuledTable, lower: RuledTable) -> bool:
    """Whether two tables have the same columns and stand closer than a row is high."""
    if upper.width != lower.width:
        return False
    same = all(abs(a - b) <= _SAME_EDGE for a, b in zip(upper.edges, lower.edges, strict=True))
    height = (lower.box.bottom - lower.box.top) / lower.height
    return same and lower.box.top - upper.box.bottom < height / 2
