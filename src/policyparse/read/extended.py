"""What a grid of rulings leaves out of its table: cells that a page break opened, rows that no fill or rule marks.

A table with coloured fills rules only the rows that are filled: every second one, or the header alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from policyparse.read.aligned import PlacedRow, Row, covered, place_of, place_row, rows_of, table_of, whole_rows
from policyparse.read.glyphs import Run, lines_of
from policyparse.read.grid import is_number
from policyparse.read.headrows import header_rows
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

_VALUES = 0.5  # of the places beside the label that print a value in a row that belongs to a table
_WIDE = 0.7  # of the table's width that no run of such a row takes
_ONE_COLUMN_GAP = 1e9
_SAME_EDGE = 3.0  # points
_FILLED = 0.6  # of the columns that a row of words and values fills
_MOST_HEADER_LINES = 6
_LONGEST_HEADING = 24  # characters
_NO_HEADING = re.compile(r"单位\s*[：:]|(?:附|续)?\s*表\s*[\d一二三四五六七八九十]|[。；：:，]$")


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
        table, rest = _with_rows(table, *_rows_above(table, above), rest)
        ceiling = after.box.top if after else float("inf")
        below = [run for run in beside if run.box.top >= table.box.bottom - 1 and run.box.bottom <= ceiling + 1]
        table, rest = _with_rows(table, [], _rows_below(table, below), rest)
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
    while kept < len(rows) and (_keeps_columns(rows[kept], table) or _fills_columns(rows[kept], table)):
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


def _fills_columns(row: Row, table: RuledTable) -> bool:
    """Whether a row has a label, a value, and something in most columns, each in one."""
    places = [place_of(run, table.edges) for run in row.runs]
    filled = {first for first, last in places if first == last}
    valued = any(is_number(run.text) for run, (first, _) in zip(row.runs, places, strict=True) if first)
    apart = all(first == last for first, last in places)
    return apart and valued and 0 in filled and len(filled) > _FILLED * table.width


def _rows_above(table: RuledTable, runs: Sequence[Run]) -> tuple[list[Row], list[Row]]:
    """The lines of a table's header and the rows of values under it, both over a table whose first row is no header."""
    first_row = [cell for cell in table.row(0) if cell.lines]
    if not any(is_number(cell.text) for cell in first_row if cell.column):
        return [], []
    height = (table.box.bottom - table.box.top) / table.height
    near: list[Row] = []
    top = table.box.top
    for row in reversed(rows_of(runs)):
        if top - row.bottom > height:
            break
        near.insert(0, row)
        top = row.top
    values = len(near)
    while values and _keeps_columns(near[values - 1], table):
        values -= 1
    first = values
    while first and values - first < _MOST_HEADER_LINES and _may_head(near[first - 1], table):
        first -= 1
    names = _names_columns(near[first:values], table)
    return (near[first:values], near[values:]) if names else ([], [])


def _may_head(row: Row, table: RuledTable) -> bool:
    """Whether a line over a table may be one of its header: headings that leave white between them, no value."""
    if any(is_number(run.text) or len(run.text) > _LONGEST_HEADING for run in row.runs) or _NO_HEADING.search(row.text):
        return False
    spans = covered(row.runs, row.runs[0].size / 2)
    if len(spans) > 1:
        return True
    left, right = spans[0]
    off = abs(left + right - table.box.x0 - table.box.x1) / 2
    return right - left <= _WIDE * _width(table) and off > row.runs[0].size


def _names_columns(lines: Sequence[Row], table: RuledTable) -> bool:
    """Whether these lines are a header that names nearly every column, most of them by a heading of their own."""
    placed = [place for row in _header(lines, table) for place in row.placed]
    named = {column for first, last in placed for column in range(first, last + 1)}
    single = {first for first, last in placed if first == last}
    return len(named) >= max(2, table.width - 1) and len(single) * 2 >= table.width


def _header(lines: Sequence[Row], table: RuledTable) -> list[PlacedRow]:
    return header_rows([run for line in lines for run in line.runs], table.edges)


def _with_rows(
    table: RuledTable, header: Sequence[Row], rows: Sequence[Row], runs: list[Run]
) -> tuple[RuledTable, list[Run]]:
    """The table with a header and rows added above or below, and the runs that are in none of them."""
    lines = [*header, *rows]
    if not lines:
        return table, runs
    upper = lines[0].top < table.box.top
    top, bottom = (lines[0].top, table.box.top) if upper else (table.box.bottom, lines[-1].bottom)
    box = Box(table.box.x0, top, table.box.x1, bottom)
    head = _header(header, table) if header else []
    placed = [*head, *(place_row(row, table.edges, list(pairwise(table.edges))) for row in rows)]
    added = table_of(placed, table.edges, box, headed=len(head))._replace(open=table.open)
    taken = {id(run) for row in lines for run in row.runs}
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
