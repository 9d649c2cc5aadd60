"""Tables saved as text (CSV, TSV), as a spreadsheet writes one sheet: title and unit above the table, notes below it."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from policyparse.errors import BrokenFile, NoText
from policyparse.read.encoding import decode
from policyparse.read.grid import MOST_COLUMNS, is_number
from policyparse.read.reading import Reading
from policyparse.read.writer import CellText, Writer

_SEPARATORS = "\t,;"
_SAMPLE = 20  # lines from which the separator is told
_LONGEST_CELL = 1_000_000  # characters

Row = list[str]


def read_separated(data: bytes, name: str) -> Reading:
    """The rows of a file in UTF-8, UTF-16, GB18030 or Big5. Raises BrokenFile where a quotation never ends."""
    text, warnings = decode(data, name)
    rows = [row for row in _rows(text, name) if any(row)]
    if not rows:
        raise NoText(name, "表格是空的", remedy="请重新导出。")
    top = next((index for index, row in enumerate(rows) if _filled(row) > 1), len(rows))
    bottom = len(rows) - next((index for index, row in enumerate(reversed(rows)) if _filled(row) > 1), 0)
    writer = Writer()
    for row in rows[:top]:
        writer.paragraph("".join(row))
    if top < bottom:
        writer.table(_cells(rows[top:bottom]))
    for row in rows[max(top, bottom) :]:
        writer.paragraph("".join(row))
    return Reading(
        text=writer.text(),
        parts=tuple(writer.parts),
        lines=writer.lines(),
        warnings=(*warnings, *writer.warnings()),
    )


def _rows(text: str, name: str) -> list[Row]:
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.replace("\x00", "").splitlines(keepends=True)
    sample = "".join(lines[:_SAMPLE])
    separator = max(_SEPARATORS, key=sample.count)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise BrokenFile(
            name,
            "引号没有配对，或单元格过长",
            place=f"第 {reader.line_num} 行",
            remedy="请用表格软件打开后另存为 CSV。",
        ) from error


def _filled(row: Row) -> int:
    return sum(map(bool, row))


def _cells(rows: Sequence[Row]) -> list[CellText]:
    """One cell a value, and blanks as the merged cells that a spreadsheet leaves them of.

    In a header a blank belongs to the cell above it, or to the one on its left where something stands below; under the
    header a blank at the left belongs to the cell above it.
    """
    body = next((index for index, row in enumerate(rows) if any(map(is_number, row[1:]))), 1)
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    ends: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        for column, printed in enumerate(row[:MOST_COLUMNS]):
            place = number, column
            if printed:
                origin[place] = place
            elif (
                number < body
                and (number, column - 1) in origin
                and _has(rows, number + 1, column)
                and number + 1 < body
            ):
                origin[place] = origin[number, column - 1]
            elif number < body or not any(row[: column + 1]):
                origin[place] = origin.get((number - 1, column), place)
            else:
                origin[place] = place
            ends[origin[place]] = place
    return [
        CellText(*first, last[0] - first[0] + 1, last[1] - first[1] + 1, _lines(rows[first[0]][first[1]]))
        for first, last in ends.items()
    ]


def _has(rows: Sequence[Row], number: int, column: int) -> bool:
    return number < len(rows) and column < len(rows[number]) and bool(rows[number][column])


def _lines(printed: str) -> tuple[str, ...]:
    return tuple(line for line in printed.splitlines() if line.strip())
