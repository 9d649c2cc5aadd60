"""Tables without a full grid: rules above, under the header and below (三线表), or rules between rows, and no sides.

Columns are the white strips that hardly any row crosses; rows are what overlaps in height, a wrapped line joined to the
row that it stands nearer to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.read.furniture import is_page_number
from policyparse.read.glyphs import Run, cut, lines_of
from policyparse.read.grid import is_number
from policyparse.read.lattice import Ruling, Rulings, join_rulings
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

_CAPTION = re.compile(r"(?:附|续)?\s*表\s*[\d一二三四五六七八九十]+(?!\d*[中内])")  # 表5 主要产品产量
_SHORTEST = 100.0  # points of a rule that may belong to a table
_SAME_END = 6.0  # points by which the ends of a table's rules may differ
_PARTING = 0.15  # of the type size: a gap between two characters over a strip that makes two cells
_STRIP = 0.5  # of the type size: the narrowest white strip between columns
_CROSSING = 0.1  # of the rows, which may run across a strip
_ONE_COLUMN_GAP = 1e9
_FULL_ROW = 0.6  # of the columns that a row fills which is no wrapped line
_USUAL = 0.75  # of the gaps between lines are no wider than that between rows
_NEAR = 0.75  # of the usual gap between rows: a line nearer than that belongs to the row
_FAR = 3.0  # of the usual gap between rows: a line further off than that ends an open table
_WIDE = 0.3  # of a table's width that a lone cell of a row may take
_FEWEST_GROWN = 3  # rows under a header that has no rule below
_PROSE = 12  # characters of a cell that reads like prose
_NUMBERS = 0.2  # of the cells: fewer numbers make a table of two columns doubtful


class _Band(NamedTuple):
    """What stands between two rules."""

    top: float
    bottom: float
    runs: list[Run]


class _Row(NamedTuple):
    """Runs that overlap in height."""

    top: float
    bottom: float
    runs: list[Run]


def close_sides(rulings: Rulings) -> Rulings:
    """The rulings with outer sides added between level rules that an inner ruling joins but no side does."""
    added: list[Ruling] = []
    for rules in _level_groups(rulings.horizontal):
        for above, below in pairwise(rules):
            joining = [x for x, top, bottom in rulings.vertical if top < above.at + 3 and bottom > below.at - 3]
            if any(above.start + _SAME_END < x < above.end - _SAME_END for x in joining):
                open_sides = (
                    side for side in (above.start, above.end) if not any(abs(x - side) <= _SAME_END for x in joining)
                )
                added.extend(Ruling(side, above.at, below.at) for side in open_sides)
    if not added:
        return rulings
    return join_rulings(Rulings((*rulings.vertical, *added), rulings.horizontal))


def split_rows(table: RuledTable) -> RuledTable:
    """The table with each row that no rule parts but that prints several rows of figures one under another parted."""
    reached = {row for cell in table.cells if cell.rows > 1 for row in range(cell.row, cell.row + cell.rows)}
    stacked = {cell.row for cell in table.cells if _stacks_figures(cell)} - reached
    if not stacked:
        return table
    cells: list[RuledCell] = []
    added = 0
    for number in range(table.height):
        row = [cell._replace(row=number + added) for cell in table.row(number)]
        parts = _parted_row(row, table.edges) if number in stacked else []
        cells += parts or row
        added = max((cell.row for cell in parts), default=number + added) - number
    return table._replace(cells=tuple(cells), height=table.height + added)


def _stacks_figures(cell: RuledCell) -> bool:
    return cell.column > 0 and len(cell.lines) > 1 and all(is_number(line.text) for line in cell.lines)


def _parted_row(row: Sequence[RuledCell], edges: Sequence[float]) -> list[RuledCell]:
    """The cells of a row as those of the several rows that they print; none where they print one."""
    rows = _whole_rows(_rows([line for cell in row for line in cell.lines]), edges)
    several = sum(len({_place(run, edges)[0] for run in part.runs}) > 1 for part in rows)
    if len(rows) < 2 or several * 2 < len(rows):
        return []
    top, bottom = row[0].box.top, row[0].box.bottom
    borders = [top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), bottom]
    return [
        cell._replace(
            row=cell.row + number,
            lines=tuple(line for line in cell.lines if above <= (line.box.top + line.box.bottom) / 2 < below),
            box=Box(cell.box.x0, above, cell.box.x1, below),
        )
        for number, (above, below) in enumerate(pairwise(borders))
        for cell in row
    ]


def find_open_tables(runs: Sequence[Run], rulings: Rulings, taken: Iterable[Box]) -> tuple[list[RuledTable], list[Run]]:
    """The tables between level rules outside the boxes ``taken``, and the runs that are left over."""
    boxes = list(taken)
    free = [rule for rule in rulings.horizontal if not any(_is_on(rule, box) for box in boxes)]
    tables: list[RuledTable] = []
    rest = list(runs)
    for rules in _level_groups(free):
        for bands in _stretches(rules, rest):
            table = _build(bands, rest, rules[0])
            if table is not None:
                tables.append(table)
                rest = [run for run in rest if not _is_inside(run, table.box)]
    return tables, rest


def _is_on(rule: Ruling, box: Box) -> bool:
    return box.top - 3 <= rule.at <= box.bottom + 3 and rule.start < box.x1 and rule.end > box.x0


def _is_inside(run: Run, box: Box) -> bool:
    middle = (run.box.top + run.box.bottom) / 2
    return box.top <= middle <= box.bottom and run.box.x1 > box.x0 and run.box.x0 < box.x1


def _level_groups(rules: Iterable[Ruling]) -> list[list[Ruling]]:
    """Long rules that begin and end alike, from the top down."""
    groups: list[list[Ruling]] = []
    for rule in sorted(rules):
        if rule.end - rule.start < _SHORTEST:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= _SAME_END and abs(group[0].end - rule.end) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _stretches(rules: Sequence[Ruling], runs: Sequence[Run]) -> Iterator[list[_Band]]:
    """The bands between rules, parted where one is empty or prints prose from side to side."""
    bands: list[_Band] = []
    for above, below in pairwise(rules):
        within = [run for run in runs if _is_inside(run, Box(above.start, above.at, above.end, below.at))]
        captioned = any(_CAPTION.match(run.text) for run in within)
        if within and not captioned and len(_columns(_rows(within))) > 1:
            bands.append(_Band(above.at, below.at, within))
            continue
        if bands:
            yield bands
        bands = []
    if bands:
        yield bands


def _rows(runs: Iterable[Run]) -> list[_Row]:
    """Runs that overlap in height, from the top down."""
    rows: list[_Row] = []
    for run in sorted(runs, key=lambda run: run.box.top):
        if rows and run.box.top < rows[-1].bottom - 1:
            rows[-1].runs.append(run)
            rows[-1] = rows[-1]._replace(bottom=max(rows[-1].bottom, run.box.bottom))
        else:
            rows.append(_Row(run.box.top, run.box.bottom, [run]))
    return rows


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """The left and right ends of the columns: stretches between strips that hardly any row crosses."""
    sizes = [run.size for row in rows for run in row.runs]
    narrowest = _STRIP * (median(sizes) if sizes else 0.0)
    ends = sorted({edge for row in rows for run in row.runs for edge in (run.box.x0, run.box.x1)})
    allowed = int(_CROSSING * len(rows))
    spans = [_covered(row.runs, narrowest) for row in rows]
    columns: list[tuple[float, float]] = []
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


def _covered(runs: Iterable[Run], narrowest: float) -> list[tuple[float, float]]:
    """The stretches of a row that its runs cover, narrow gaps filled."""
    spans: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.box.x0):
        if spans and run.box.x0 - spans[-1][1] < narrowest:
            spans[-1] = (spans[-1][0], max(spans[-1][1], run.box.x1))
        else:
            spans.append((run.box.x0, run.box.x1))
    return spans


def _build(bands: Sequence[_Band], runs: Sequence[Run], rule: Ruling) -> RuledTable | None:
    """The table of these bands, the first of which is its header; one band alone may head rows without a rule."""
    if len(bands) == 1:
        grown = _grow(bands[0], runs, rule)
        if grown:
            bands = [bands[0], grown]
    header, body = (bands[0].runs, bands[1:]) if len(bands) > 1 else ([], bands)
    loose = [_rows(band.runs) for band in body]
    columns = _columns([row for rows in loose for row in rows])
    if len(columns) < 2:
        return None
    heads = [run for run in header if not _heads_several(run, header)]
    edges = [rule.start, *(_border(left[1], right[0], heads) for left, right in pairwise(columns)), rule.end]
    rows = [row for band in loose for row in _whole_rows(band, edges)]
    if header:
        rows = [*_header_rows(header, edges), *rows]
    if len(rows) < 2 or not _is_believed(rows, edges):
        return None
    return _table(rows, edges, columns, Box(rule.start, bands[0].top, rule.end, bands[-1].bottom))


def _heads_several(run: Run, header: Iterable[Run]) -> bool:
    """Whether headings stand under this one to its left and its right, and none right under it."""
    below = [lower.box for lower in header if lower.box.top >= run.box.bottom - 1]
    left, right = (box.x1 <= run.box.x0 for box in below), (box.x0 >= run.box.x1 for box in below)
    return any(left) and any(right) and not any(box.x0 < run.box.x1 and box.x1 > run.box.x0 for box in below)


def _border(left: float, right: float, header: Iterable[Run]) -> float:
    """The middle of the widest part of a strip that the header leaves white; of all of it where that leaves none."""
    best = (0.0, (left + right) / 2)
    start = left
    for run in sorted(header, key=lambda run: run.box.x0):
        if run.box.x1 > left and run.box.x0 < right:
            best = max(best, (run.box.x0 - start, (run.box.x0 + start) / 2))
            start = max(start, run.box.x1)
    return max(best, (right - start, (right + start) / 2))[1]


def _grow(header: _Band, runs: Sequence[Run], rule: Ruling) -> _Band | None:
    """The rows under a header that no rule closes below: as far as lines keep to columns."""
    below = [
        run for run in runs if run.box.top > header.bottom - 1 and run.box.x1 > rule.start and run.box.x0 < rule.end
    ]
    rows: list[_Row] = []
    for row in _rows(below):
        text = " ".join(run.text for run in row.runs)
        gaps = [lower.top - upper.bottom for upper, lower in pairwise(rows)]
        far = len(gaps) > 1 and row.top - rows[-1].bottom > _FAR * max(median(gaps), 3.0)
        spans = _covered(row.runs, median(run.size for run in row.runs))
        wide = len(spans) < 2 and spans[0][1] - spans[0][0] > _WIDE * (rule.end - rule.start)
        if far or wide or is_page_number(text) or _CAPTION.match(text):
            break
        if rows and len(_columns([*rows, row])) < min(3, len(_columns(rows))):
            break
        rows.append(row)
    if len(rows) < _FEWEST_GROWN:
        return None
    return _Band(header.bottom, rows[-1].bottom + 1, [run for row in rows for run in row.runs])


def _place(run: Run, edges: Sequence[float]) -> tuple[int, int]:
    """The first and last column that a run reaches into by more than half a character."""
    slack = run.size / 2
    inside = [
        column
        for column, (left, right) in enumerate(pairwise(edges))
        if min(run.box.x1, right) - max(run.box.x0, left) > min(slack, (run.box.x1 - run.box.x0) / 2)
    ]
    return (inside[0], inside[-1]) if inside else (0, 0)


def _whole_rows(rows: Sequence[_Row], edges: Sequence[float]) -> list[_Row]:
    """Rows with wrapped lines joined: a line that fills few columns belongs to the full row that it stands near."""
    full = [_is_full(row, edges) for row in rows]
    if sum(full) < 2:
        return [_joined(rows)] if rows else []
    gaps = sorted(lower.top - upper.bottom for upper, lower in pairwise(rows))
    usual = gaps[int(_USUAL * len(gaps))]
    whole: list[_Row] = []
    pending: list[_Row] = []
    for index, row in enumerate(rows):
        above = row.top - rows[index - 1].bottom if index else float("inf")
        below = rows[index + 1].top - row.bottom if index + 1 < len(rows) else float("inf")
        if not full[index] and min(above, below) <= _NEAR * usual:
            if above <= below and whole and not pending:
                whole[-1] = _joined([whole[-1], row])
            else:
                pending.append(row)
            continue
        whole.append(_joined([*pending, row]))
        pending = []
    return [*whole, _joined(pending)] if pending else whole


def _is_full(row: _Row, edges: Sequence[float]) -> bool:
    filled = {_place(run, edges)[0] for run in row.runs}
    numbers = any(is_number(run.text) and _place(run, edges)[0] > 0 for run in row.runs)
    return numbers or len(filled) >= _FULL_ROW * (len(edges) - 1)


def _joined(rows: Sequence[_Row]) -> _Row:
    return _Row(rows[0].top, rows[-1].bottom, [run for row in rows for run in row.runs])


def _header_rows(runs: Sequence[Run], edges: Sequence[float]) -> list[_Row]:
    """One header row, or two where a heading stands over several columns' own headings."""
    over = [run for run in runs if _place(run, edges)[0] < _place(run, edges)[1]]
    lower = [run for run in runs if any(_stands_over(upper, run, edges) for upper in over)]
    if not over or not lower:
        return [_Row(min(run.box.top for run in runs), max(run.box.bottom for run in runs), list(runs))]
    middle = (max(run.box.bottom for run in over) + min(run.box.top for run in lower)) / 2
    top = [run for run in runs if run not in lower]
    return [
        _Row(min(run.box.top for run in runs), middle, top),
        _Row(middle, max(run.box.bottom for run in runs), lower),
    ]


def _stands_over(upper: Run, lower: Run, edges: Sequence[float]) -> bool:
    first, last = _place(upper, edges)
    left, right = _place(lower, edges)
    return upper is not lower and upper.box.bottom <= lower.box.top + 1 and first <= left and right <= last


def _is_believed(rows: Sequence[_Row], edges: Sequence[float]) -> bool:
    """Whether these rows are a table rather than prose between two rules."""
    cells = [run for row in rows for run in row.runs]
    numbers = sum(is_number(run.text) for run in cells)
    prose = sum(len(run.text) > _PROSE for run in cells)
    several = sum(len({_place(run, edges)[0] for run in row.runs}) > 1 for row in rows)
    if several * 2 < len(rows):
        return False
    return numbers >= _NUMBERS * len(cells) or (len(edges) > 3 and prose * 2 < len(cells))


def _table(
    rows: Sequence[_Row], edges: Sequence[float], columns: Sequence[tuple[float, float]], box: Box
) -> RuledTable | None:
    borders = [box.top, *((upper.bottom + lower.top) / 2 for upper, lower in pairwise(rows)), box.bottom]
    cells: list[RuledCell] = []
    for number, row in enumerate(rows):
        placed: dict[tuple[int, int], list[Run]] = {}
        for run in row.runs:
            for part in _cut_at_strips(run, columns):
                placed.setdefault(_place(part, edges), []).append(part)
        merged = _merged(placed)
        for (first, last), inside in sorted(merged.items()):
            place = Box(edges[first], borders[number], edges[last + 1], borders[number + 1])
            lines = tuple(lines_of(inside, column_gap=_ONE_COLUMN_GAP))
            cells.append(RuledCell(number, first, 1, last - first + 1, lines, place))
        covered = {column for first, last in merged for column in range(first, last + 1)}
        for column in sorted(set(range(len(edges) - 1)) - covered):
            place = Box(edges[column], borders[number], edges[column + 1], borders[number + 1])
            cells.append(RuledCell(number, column, 1, 1, (), place))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return RuledTable(tuple(cells), tuple(edges), len(rows), box, open=True)


def _cut_at_strips(run: Run, columns: Sequence[tuple[float, float]]) -> Iterator[Run]:
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


def _merged(placed: dict[tuple[int, int], list[Run]]) -> dict[tuple[int, int], list[Run]]:
    """Stretches of columns that overlap, as one."""
    merged: dict[tuple[int, int], list[Run]] = {}
    for (first, last), runs in sorted(placed.items()):
        if merged:
            (left, right), before = next(reversed(merged.items()))
            if first <= right:
                del merged[left, right]
                merged[left, max(right, last)] = before + runs
                continue
        merged[first, last] = runs
    return merged
