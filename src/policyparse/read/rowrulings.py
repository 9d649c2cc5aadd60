"""Level rulings that the rows of a table imply: between the rows of column rules, and where a page break cuts a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from policyparse.read.aligned import Row, joined, place_of, rows_of, whole_rows
from policyparse.read.glyphs import Run
from policyparse.read.grid import is_number
from policyparse.read.lattice import Ruling, Rulings
from policyparse.read.levels import MISSED, SAME_END, is_inside, is_on, level_groups, with_rulings
from policyparse.source import Box

_FEWEST_WHOLE = 3  # rules of a table that a page break cuts
_SHORTEST_CUT = 6.0  # points of a row that it cuts
_FEWEST_ROWS = 4  # that column rules alone part
_LOWEST = 36.0  # points of so many rows
_KEPT = 0.6  # of the rows between column rules have a label and values
_DRAWN = 0.8  # of the borders between rows are drawn in a column that rulings part
_SHARED = 0.4  # of the rows print something in a column that no rulings part
_LEVEL = 0.3  # of the type size that a label may stand off its values


def close_breaks(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings with a level one at the common end of uprights that stick out of a table: a page break cut its row."""
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        for edge, down in ((rules[0], False), (rules[-1], True)):
            end = _cut_end(edge, rulings, down=down) if len(rules) >= _FEWEST_WHOLE else None
            if end is not None:
                box = Box(edge.start, min(end, edge.at), edge.end, max(end, edge.at))
                if any(is_inside(run, box) for run in runs):
                    added.append(Ruling(end, edge.start, edge.end))
    return with_rulings(rulings, level=added)


def _cut_end(edge: Ruling, rulings: Rulings, *, down: bool) -> float | None:
    """Where the sides of a table and the uprights between them end beyond its outermost rule, if all do so alike."""
    ends = [
        (rule.at, rule.end if down else rule.start)
        for rule in rulings.vertical
        if is_on(rule, edge) and rule.start <= edge.at + MISSED and rule.end >= edge.at - MISSED
    ]
    beyond = [(x, end) for x, end in ends if (end - edge.at if down else edge.at - end) >= _SHORTEST_CUT]
    if len(beyond) < 3 or len(beyond) < len(ends):
        return None
    reached = [end for _, end in beyond]
    sides = beyond[0][0] <= edge.start + SAME_END and beyond[-1][0] >= edge.end - SAME_END
    if not sides or max(reached) - min(reached) > MISSED:
        return None
    end = sum(reached) / len(reached)
    low, high = sorted((edge.at, end))
    crossed = any(low + MISSED < rule.at < high + MISSED and _is_beside(rule, edge) for rule in rulings.horizontal)
    return None if crossed else end


def _is_beside(rule: Ruling, edge: Ruling) -> bool:
    return rule.start < edge.end and rule.end > edge.start


def rule_rows(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings with level ones between the rows that column rules alone part, each a label and its values."""
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        for above, below in pairwise(rules):
            if below.at - above.at < _LOWEST:
                continue
            lines = rows_of(run for run in runs if is_inside(run, Box(above.start, above.at, above.end, below.at)))
            edges = _columns_between(above, below, rulings.vertical) if len(lines) >= _FEWEST_ROWS else []
            if len(edges) > 2:
                drawn = [rule for rule in rulings.horizontal if _is_between_rules(rule, above, below)]
                added += (Ruling(at, above.start, above.end) for at in _row_borders(lines, edges, drawn))
    return with_rulings(rulings, level=added)


def _columns_between(above: Ruling, below: Ruling, upright: Iterable[Ruling]) -> list[float]:
    """Where uprights run through most of the height between two level rules, and the ends of those."""
    tall = (below.at - above.at) / 2
    inside = [
        rule.at for rule in upright if min(rule.end, below.at) - max(rule.start, above.at) > tall and is_on(rule, above)
    ]
    return sorted({*inside, *(x for x in (above.start, above.end) if all(abs(x - y) > SAME_END for y in inside))})


def _is_between_rules(rule: Ruling, above: Ruling, below: Ruling) -> bool:
    return above.at < rule.at < below.at and rule.start < above.end and rule.end > above.start


def _row_borders(lines: Sequence[Row], edges: Sequence[float], drawn: Sequence[Ruling]) -> list[float]:
    """The heights between the rows that lines print in these columns; none where they are no rows.

    ``drawn`` are the rulings that part some columns.
    """
    if not _undivided(len(lines), edges, drawn):
        return []
    first = next((number for number, row in enumerate(lines) if _is_valued(row, edges)), len(lines))
    rows = _drawn_rows(lines[first:], edges, drawn) or whole_rows(lines[first:], edges)
    valued = [row for row in rows if _is_valued(row, edges)]
    if len(valued) < _FEWEST_ROWS or len(valued) < _KEPT * len(rows):
        return []
    undivided = _undivided(len(rows), edges, drawn)
    printed = {place_of(run, edges)[0] for row in rows for run in row.runs}
    if not printed & set(undivided) or not all(_is_shared_out(column, rows, edges) for column in undivided):
        return []
    parts = [Row(lines[0].top, lines[first - 1].bottom, []), *rows] if first else rows
    gaps = [(upper.bottom, lower.top) for upper, lower in pairwise(parts)]
    heights = sorted(rule.at for rule in drawn)
    return [next((at for at in heights if top - 1 <= at <= low + 1), (top + low) / 2) for top, low in gaps]


def _drawn_rows(lines: Sequence[Row], edges: Sequence[float], drawn: Sequence[Ruling]) -> list[Row]:
    """The lines as the rows that rulings part in each column with values; none where they part no such rows."""
    valued = {place_of(run, edges)[0] for row in lines for run in row.runs if is_number(run.text)}
    middles = [(edges[column] + edges[column + 1]) / 2 for column in valued]
    through = [[rule.at for rule in drawn if rule.start < middle < rule.end] for middle in middles]
    if not through or len(through[0]) < _FEWEST_ROWS - 1:
        return []
    borders = [at for at in through[0] if all(any(abs(at - x) <= MISSED for x in others) for others in through[1:])]
    parted = groupby(lines, key=lambda row: bisect_left(borders, (row.top + row.bottom) / 2))
    return [joined(list(rows)) for _, rows in parted] if len(borders) >= _FEWEST_ROWS - 1 else []


def _undivided(count: int, edges: Sequence[float], drawn: Sequence[Ruling]) -> list[int]:
    """The columns that fewer rulings part than so many rows have between them."""
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    return [
        column
        for column, middle in enumerate(middles)
        if sum(rule.start < middle < rule.end for rule in drawn) < _DRAWN * (count - 1)
    ]


def _is_shared_out(column: int, rows: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether what an undivided column prints stands row by row beside the others, as a cell merged down does not."""
    level = filled = 0
    for row in rows:
        here = [run for run in row.runs if place_of(run, edges) == (column, column)]
        others = [run for run in row.runs if place_of(run, edges) != (column, column)]
        if here:
            filled += 1
            level += not others or abs(_middle(here) - _middle(others)) <= _LEVEL * here[0].size
    return not filled or (filled >= _SHARED * len(rows) and level >= _KEPT * filled)


def _is_valued(row: Row, edges: Sequence[float]) -> bool:
    """Whether a row fills several columns, each run in one, and prints a value right of the first."""
    places = [place_of(run, edges) for run in row.runs]
    valued = any(first and is_number(run.text) for run, (first, _) in zip(row.runs, places, strict=True))
    return valued and len(set(places)) > 1 and all(first == last for first, last in places)


def _middle(runs: Sequence[Run]) -> float:
    return (min(run.box.top for run in runs) + max(run.box.bottom for run in runs)) / 2
