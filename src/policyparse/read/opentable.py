"""A table whose columns no rulings part, from the runs of its header and of its body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from policyparse.read.aligned import (
    PlacedRow,
    Row,
    Stretch,
    border,
    columns_of,
    covered,
    joined,
    one_line_share,
    place_of,
    place_row,
    rows_of,
    stacks_numbers,
    table_of,
    whole_rows,
)
from policyparse.read.glyphs import Run
from policyparse.read.grid import is_number
from policyparse.read.heading import find_mark
from policyparse.read.headrows import header_rows, headings_of
from policyparse.read.rulings import RuledTable
from policyparse.source import Box

_PROSE = 12  # characters of a cell that reads like prose
_FEWEST_BANDS = 3  # of the body between rules that may be its rows
_BANDED = 0.8  # of the bands print one line in one of the columns
_CENTRED = 1.0  # of the type size that a section's line may stand off the middle of its table
_SECTION = 3  # the lowest rank of its numbering, （一）
_NUMBERS = 0.2  # of the cells: fewer numbers make a table of two columns doubtful


def build_open(header: Sequence[Run], bands: Sequence[Sequence[Run]], box: Box) -> RuledTable | None:
    """The table in ``box``: its header, and its body in the bands that rules part; None where it reads like prose."""
    loose = [rows_of(band) for band in bands]
    lines = [row for rows in loose for row in rows]
    columns = _columns([row for row in lines if not _is_section(row, box)] or lines, header)
    if len(columns) < 2:
        return None
    heads = [run for run in header if not _heads_several(run, header)]
    edges = [box.x0, *(border(left[1], right[0], heads) for left, right in pairwise(columns)), box.x1]
    body = _body_rows(loose, edges)
    if len(body) + bool(header) < 2 or not _is_believed([*rows_of(header), *body], edges):
        return None
    head: list[PlacedRow] = header_rows(header, edges) if header else []
    placed = [_across(row, edges) if _is_section(row, box) else place_row(row, edges, columns) for row in body]
    return table_of([*head, *placed], edges, box, headed=len(head))


def _is_section(row: Row, box: Box) -> bool:
    """Whether a row is one numbered line (一、经济发展) set over the middle of its table."""
    size = row.runs[0].size
    spans = covered(row.runs, size)
    off = abs(spans[0][0] + spans[-1][1] - box.x0 - box.x1) / 2
    mark = find_mark(row.text) if len(spans) == 1 and off <= _CENTRED * size else None
    return mark is not None and mark.level <= _SECTION


def _across(row: Row, edges: Sequence[float]) -> PlacedRow:
    """A row whose text stands over all columns."""
    return PlacedRow(row.top, row.bottom, {(0, len(edges) - 2): row.runs})


def _body_rows(bands: Sequence[Sequence[Row]], edges: Sequence[float]) -> list[Row]:
    """The rows of a body: its bands, where rules part row from row, else what the lines in them make."""
    lines = [row for rows in bands for row in rows]
    if len(bands) < len(lines) and len(bands) >= _FEWEST_BANDS:
        rows = [joined(rows) for rows in bands]
        if not any(stacks_numbers(row, edges) for row in rows) and one_line_share(rows, edges) >= _BANDED:
            return rows
    return [row for rows in bands for row in whole_rows(rows, edges)]


def _columns(body: Sequence[Row], header: Sequence[Run]) -> list[Stretch]:
    """The columns of the body, each widened to its heading where there is one heading for each."""
    columns = columns_of(body)
    headings = headings_of(run for run in header if not _heads_several(run, header))
    if len(headings) != len(columns):
        return columns
    headed = [(min(x0, one.x0), max(x1, one.x1)) for (x0, x1), one in zip(columns, headings, strict=True)]
    return headed if all(left[1] < right[0] for left, right in pairwise(headed)) else columns


def _heads_several(run: Run, header: Iterable[Run]) -> bool:
    """Whether this heading stands over several, or over the white between headings to its left and its right."""
    below = [lower.box for lower in header if lower.box.top >= run.box.bottom - 1]
    under = sum(box.x0 < run.box.x1 and box.x1 > run.box.x0 for box in below)
    if under:
        return under > 1
    return any(box.x1 <= run.box.x0 for box in below) and any(box.x0 >= run.box.x1 for box in below)


def _is_believed(rows: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether these rows are a table rather than prose between two rules."""
    cells = [run for row in rows for run in row.runs]
    numbers = sum(is_number(run.text) for run in cells)
    prose = sum(len(run.text) > _PROSE for run in cells)
    several = sum(len({place_of(run, edges)[0] for run in row.runs}) > 1 for row in rows)
    if several * 2 < len(rows):
        return False
    return numbers >= _NUMBERS * len(cells) or (len(edges) > 3 and prose * 2 < len(cells))
