"""Table cells → a table: merged cells, header rows, and caption, unit and notes that stand inside the grid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from policyparse.document import Cell, Table
from policyparse.read.clean import Span, clean
from policyparse.source import Box, Passage

MOST_COLUMNS = 1000
MOST_ROWS = 10_000
MOST_CELLS = 200_000
_MOST_HEADER_ROWS = 5
_LONGEST_HEADING = 60

NUMBER = re.compile(
    r"""
    [（(〔\[]?[＞<＜>≥≤约超近]*\s*[-+－−]?\s*
    \d[\d,，\s]*(?:[.．:：]\s*\d+)*\s*            # 1,234.5   6.0:55.0:39.0
    (?:[-~～—–]\s*\d[\d,.]*)?                      # 10-20
    \s*[%％‰万亿千百个人家元项吨户条座件所]*[）)〕\]*＊]*
    (?:以上|以下|以内|左右)?
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"[（(]?(?:19|20)\d\d\s*(?:年\S*)?[）)]?")  # 2025年目标
_ORDINALS = re.compile(r"(?:栏次|[甲乙丙丁戊]|[（(]?\d{1,2}[）)]?|\d+=\S+)")  # 甲 乙 1 2 3
_TOTAL_ROW = re.compile(r"(?:备\s*注|注|说明|资料来源|数据来源)\s*\d*\s*[：:]|\*|＊")
_TOP_LINE = re.compile(r"(?:附?表\s*[\d一二三四五六七八九十]|.*单位\s*[：:]|.*表[）)]?$|.*情况$)")


class RawCell(NamedTuple):
    """A cell as a reader found it; ``spans`` are its printed lines in the document's text."""

    row: int
    column: int
    rows: int
    columns: int
    spans: tuple[Span, ...]
    header: bool = False
    page: int | None = None
    box: Box | None = None


def build_table(text: str, cells: Iterable[RawCell], *, page: int | None = None) -> Table | None:
    """The table of these cells, spans clamped to the grid; None where no cell holds text."""
    raw = [cell for cell in cells if _is_placed(cell)][:MOST_CELLS]
    marked = {cell.row for cell in raw if cell.header} - {cell.row for cell in raw if not cell.header}
    return table_of([_cell(text, cell) for cell in raw], marked=marked, page=page)


def table_of(cells: Iterable[Cell], *, marked: Iterable[int] = (), page: int | None = None) -> Table | None:
    """The table of cleaned cells, as ``build_table`` makes it; the format says that the rows ``marked`` are headers."""
    made = [cell for cell in cells if _is_placed(cell)][:MOST_CELLS]
    filled = [cell.column for cell in made if cell.passage]
    if not filled:
        return None
    height, width = max([cell.row for cell in made]) + 1, max(filled) + 1
    table = _lift_lines(Table(_clamp(made, height, width), height, width, header_rows=0, page=page))
    lifted = height - table.height if table.caption or table.unit else 0
    return replace(table, header_rows=_header_rows(table, {row - lifted for row in marked}))


def _is_placed(cell: RawCell | Cell) -> bool:
    return cell.row < MOST_ROWS and cell.column < MOST_COLUMNS


def _cell(text: str, cell: RawCell) -> Cell:
    row, column, rows, columns, spans, _, page, box = cell
    passage = clean(text, spans)
    return Cell(row, column, max(rows, 1), max(columns, 1), passage if passage.text else None, page, box)


def _clamp(cells: Sequence[Cell], height: int, width: int) -> tuple[Cell, ...]:
    if max([cell.row + cell.rows for cell in cells]) <= height and max([c.column + c.columns for c in cells]) <= width:
        return tuple(cells)
    return tuple(
        replace(cell, rows=min(cell.rows, height - cell.row), columns=min(cell.columns, width - cell.column))
        for cell in cells
        if cell.row < height and cell.column < width
    )


def is_number(text: str) -> bool:
    """Whether a cell prints a value and nothing else: 82.8%, 1,234, 10-20个, 〔17.7〕.

    >>> [is_number(cell) for cell in ("66.41", "7万个", "〔17.7〕", "2025年", "指标值")]
    [True, True, True, False, False]
    """
    return NUMBER.fullmatch(text) is not None


def _rows(table: Table, count: int) -> list[list[Cell]]:
    """The cells with text of the first ``count`` rows."""
    rows: list[list[Cell]] = [[] for _ in range(min(count, table.height))]
    for cell in table.cells:
        if cell.row < count and cell.passage:
            rows[cell.row].append(cell)
    return rows


def _lift_lines(table: Table) -> Table:
    """Take a caption or unit line out of the top rows, and read notes in the last rows, where one cell fills a row."""
    rows = _rows(table, table.height)
    top = 0
    caption = unit = None
    while top < len(rows) - 1 and (line := _lone(rows[top], table.width)) and _heads(line, rows[top], table.width):
        title, unit_part = split_unit(line)
        caption, unit = caption or title, unit or unit_part
        top += 1
    bottom = len(rows)
    while bottom > top + 1 and (line := _lone(rows[bottom - 1], table.width)) and _TOTAL_ROW.match(line.text):
        bottom -= 1
    notes = tuple(row[0].passage for row in rows[bottom:] if row and row[0].passage)
    if not top and bottom == len(rows):
        return table
    kept = [replace(cell, row=cell.row - top) for cell in table.cells if top <= cell.row < bottom]
    height = bottom - top
    return replace(
        table, cells=_clamp(kept, height, table.width), height=height, caption=caption, unit=unit, notes=notes
    )


def _heads(line: Passage, row: Sequence[Cell], width: int) -> bool:
    """Whether the one cell of a top row is a caption or unit line rather than a first section of the body."""
    spread = row[0].columns == width and len(line.text) <= _LONGEST_HEADING and line.text[-1] not in "。；"
    return spread or _TOP_LINE.match(line.text) is not None


def _lone(row: Sequence[Cell], width: int) -> Passage | None:
    """The text of a row that is one cell over (nearly) the whole width."""
    lone = row[0] if len(row) == 1 and width > 1 and row[0].column == 0 else None
    return lone.passage if lone and (lone.columns >= width - 1 or lone.columns == 1) else None


_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:][^）)]*[）)]?\s*$")  # 单位：万元


def split_unit(line: Passage) -> tuple[Passage | None, Passage | None]:
    """A line above a table as its caption and its unit line, either of which may be missing."""
    found = _UNIT.search(line.text)
    if found is None:
        return line, None
    unit = line.slice(found.start(), len(line.text))
    before = len(line.text[: found.start()].rstrip())
    return (line.slice(0, before) if before else None), unit


def _header_rows(table: Table, marked: set[int]) -> int:
    """How many rows on top are headers: those the format marks, else those that hold no value.

    The first row is a header unless it holds values; rows below it belong to the header where a cell of it reaches
    down or a cell is split below it, and where a row numbers the columns (甲 乙 1 2).
    """
    if marked and 0 in marked:
        run = next((row for row in range(table.height) if row not in marked), table.height)
        return min(run, _MOST_HEADER_ROWS) if run < table.height else 1
    rows = _rows(table, _MOST_HEADER_ROWS + 1)
    if not rows or _has_values(rows[0]) or table.height == 1:
        return 0
    count = 1
    while count < min(table.height - 1, _MOST_HEADER_ROWS) and _goes_on(rows, count, table.width):
        count += 1
    return count


def _has_values(row: Iterable[Cell]) -> bool:
    return any(is_number(cell.text) and not _YEAR.fullmatch(cell.text) for cell in row)


def _goes_on(rows: Sequence[Sequence[Cell]], count: int, width: int) -> bool:
    row = rows[count]
    if len(row) > 1 and all(_ORDINALS.fullmatch(cell.text) for cell in row):
        return {cell.text for cell in row} != {"1"} and len(row) == width
    if _has_values(row) or not row:
        return False
    reached = any(above.row + above.rows > count for upper in rows[:count] for above in upper)
    split = any(1 < cell.columns < width for cell in rows[count - 1])
    hollow = row[0].column > 0 and count == 1
    return reached or split or hollow
