"""Tables without a full grid: rules above, under the header and below (三线表), or rules between rows, and no sides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.read.aligned import Row, columns_of, covered, place_of, rows_of, whole_rows
from policyparse.read.furniture import is_page_number
from policyparse.read.glyphs import Run
from policyparse.read.grid import is_number
from policyparse.read.lattice import Ruling, Rulings
from policyparse.read.levels import CAPTION, is_inside, is_short, level_groups
from policyparse.read.opentable import build_open
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

_FAR = 3.0  # of the usual gap between rows: a line further off than that ends an open table
_WIDE = 0.3  # of a table's width that a lone cell of a row may take
_TOLD = re.compile(r"\s*(?:[（(]?\s*(?:计量)?单位\s*[：:]|注\s*\d*\s*[：:]|(?:资料|数据)来源)")  # between two tables
_FEWEST_GROWN = 3  # rows under a header that has no rule below


class _Band(NamedTuple):
    """What stands between two rules."""

    top: float
    bottom: float
    runs: list[Run]


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
    rows = whole_rows(rows_of([line for cell in row for line in cell.lines]), edges)
    several = sum(len({place_of(run, edges)[0] for run in part.runs}) > 1 for part in rows)
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
    for rules in level_groups(free):
        reached = float("-inf")
        for bands in _stretches(rules, rest):
            table = _build(bands, rest, rules[0]) if bands[0].top >= reached - 1 else None
            if table is not None:
                tables.append(table)
                reached = table.box.bottom
                rest = [run for run in rest if not is_inside(run, table.box)]
    return tables, rest


def _is_on(rule: Ruling, box: Box) -> bool:
    return box.top - 3 <= rule.at <= box.bottom + 3 and rule.start < box.x1 and rule.end > box.x0


def _stretches(rules: Sequence[Ruling], runs: Sequence[Run]) -> Iterator[list[_Band]]:
    """The bands between rules, parted where one is empty, prints prose from side to side or announces another table."""
    pieces = [Box(above.start, above.at, above.end, below.at) for above, below in pairwise(rules)]
    whole = [_Band(box.top, box.bottom, [run for run in runs if is_inside(run, box)]) for box in pieces]
    bands: list[_Band] = []
    for number, band in enumerate(whole):
        told = bool(bands) and number + 2 < len(whole) and _announces(band, whole[number + 1])
        if not told and _may_belong(band, rules[0], started=bool(bands)):
            bands.append(band)
            continue
        if bands:
            yield bands
        bands = []
    if bands:
        yield bands


def _may_belong(band: _Band, rule: Ruling, *, started: bool) -> bool:
    """Whether a band prints cells, or a section of a table that has begun, and no caption."""
    lines = rows_of(band.runs)
    if not lines or any(CAPTION.match(line.text) for line in lines):
        return False
    return len(columns_of(lines)) > 1 or (started and is_short(band.runs, rule))


def _announces(band: _Band, after: _Band) -> bool:
    """Whether a band without values prints a note, a caption or a unit line, and the band after it a header."""
    if any(is_number(run.text) for run in (*band.runs, *after.runs)) or not after.runs:
        return False
    lines = rows_of(band.runs)
    told = any(_TOLD.match(run.text) for run in band.runs)
    return told or all(len(covered(line.runs, line.runs[0].size)) == 1 for line in lines)


def _build(bands: Sequence[_Band], runs: Sequence[Run], rule: Ruling) -> RuledTable | None:
    """The table of these bands, the first of which is its header; one band alone may head rows without a rule."""
    if len(bands) == 1:
        grown = _grow(bands[0], runs, rule)
        if grown:
            bands = [bands[0], grown]
    header, body = (bands[0].runs, bands[1:]) if len(bands) > 1 else _parted_band(bands[0])
    return build_open(header, [band.runs for band in body], Box(rule.start, bands[0].top, rule.end, bands[-1].bottom))


def _parted_band(band: _Band) -> tuple[list[Run], list[_Band]]:
    """The header that a band prints over its first row of values, if any, and what is below it."""
    rows = rows_of(band.runs)
    first = next((number for number, row in enumerate(rows) if any(is_number(run.text) for run in row.runs)), 0)
    if len(rows) - first < _FEWEST_GROWN:
        return [], [band]
    header = [run for row in rows[:first] for run in row.runs]
    return header, [band._replace(runs=[run for row in rows[first:] for run in row.runs])]


def _grow(header: _Band, runs: Sequence[Run], rule: Ruling) -> _Band | None:
    """The rows under a header that no rule closes below: as far as lines keep to columns."""
    rows: list[Row] = []
    for whole in rows_of(run for run in runs if run.box.top > header.bottom - 1):
        row = whole._replace(runs=[run for run in whole.runs if run.box.x1 > rule.start and run.box.x0 < rule.end])
        if not row.runs:
            continue
        gaps = [lower.top - upper.bottom for upper, lower in pairwise(rows)]
        far = len(gaps) > 1 and row.top - rows[-1].bottom > _FAR * max(median(gaps), 3.0)
        spans = covered(row.runs, median(run.size for run in row.runs))
        wide = len(spans) < 2 and spans[0][1] - spans[0][0] > _WIDE * (rule.end - rule.start)
        if far or wide or is_page_number(whole.text) or CAPTION.match(row.text):
            break
        if rows and len(columns_of([*rows, row])) < min(3, len(columns_of(rows))):
            break
        rows.append(row)
    if len(rows) < _FEWEST_GROWN:
        return None
    return _Band(header.bottom, rows[-1].bottom + 1, [run for row in rows for run in row.runs])
