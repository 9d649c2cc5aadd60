"""Tables that a text keeps in columns: lines parted by tabs or wide spaces, and Markdown tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from policyparse.document import Table
from policyparse.read.clean import Span
from policyparse.read.grid import RawCell, build_table, is_number
from policyparse.read.textline import TextLine

FEWEST_ROWS = 2
_FEWEST_SPACED = 3  # rows, and columns, that only spaces part; fewer may be a list or contents
_FEWEST_COLUMNS = 3
_COLUMN = re.compile(r"\S+(?:[ \u3000]\S+)*")  # what stands between two blanks or more
_BREAKS = "\n\r\f"
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")  # |---|:---:|
_MARKS = re.compile(r"^(?:\*\*|__|`)+|(?:\*\*|__|`)+$")

Row = list[Span]


def find_delimited(text: str, lines: Sequence[TextLine]) -> dict[int, tuple[int, Table]]:
    """Tables by the index of their first line, with the index after their last."""
    found: dict[int, tuple[int, Table]] = {}
    index = 0
    while index < len(lines):
        after, rows = _tab_rows(text, lines, index)
        if not rows:
            after, rows = _pipe_rows(lines, index)
        if not rows:
            after, rows = _spaced_rows(lines, index)
            rows = rows if len(rows) >= _FEWEST_SPACED and _are_numbers(text, rows) else []
            after = after if rows else index
        table = build_table(text, _cells(rows)) if len(rows) >= FEWEST_ROWS else None
        if table is not None:
            found[index] = after, table
        index = max(after, index + 1)
    return found


def _tab_rows(text: str, lines: Sequence[TextLine], index: int) -> tuple[int, list[Row]]:
    """The run of lines with tabs from ``index``; a first row may begin with empty cells, so line starts count."""
    rows: list[Row] = []
    while index < len(lines) and "\t" in text[_line_start(text, lines[index]) : lines[index].end]:
        rows.append(list(_split(text, _line_start(text, lines[index]), _line_end(text, lines[index]), "\t")))
        index += 1
    return index, rows


def _pipe_rows(lines: Sequence[TextLine], index: int) -> tuple[int, list[Row]]:
    if index + 1 >= len(lines) or "|" not in lines[index].text or not _RULE.fullmatch(lines[index + 1].text):
        return index, []
    rows: list[Row] = []
    while index < len(lines) and "|" in lines[index].text:
        line = lines[index]
        if not _RULE.fullmatch(line.text):
            first = 1 if line.text.startswith("|") else 0
            inner_end = line.end - 1 if line.text.endswith("|") and len(line.text) > 1 else line.end
            rows.append(list(_split(line.text, first, inner_end - line.start, "|", offset=line.start)))
        index += 1
    return index, rows


def _spaced_rows(lines: Sequence[TextLine], index: int) -> tuple[int, list[Row]]:
    """The run of lines from ``index`` that wide spaces part into as many columns, most of them numbers."""
    rows: list[Row] = []
    while index < len(lines):
        line = lines[index]
        row = [(line.start + found.start(), line.start + found.end()) for found in _COLUMN.finditer(line.text)]
        if len(row) < _FEWEST_COLUMNS or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
        index += 1
    return index, rows


def _are_numbers(text: str, rows: Sequence[Row]) -> bool:
    """Whether most cells under the first row and beside the first column are numbers."""
    values = [text[start:end] for row in rows[1:] for start, end in row[1:]]
    return 2 * sum(map(is_number, values)) > len(values)


def _line_start(text: str, line: TextLine) -> int:
    start = line.start
    while start > 0 and text[start - 1] not in _BREAKS:
        start -= 1
    return start


def _line_end(text: str, line: TextLine) -> int:
    end = line.end
    while end < len(text) and text[end] not in _BREAKS:
        end += 1
    return end


def _split(text: str, start: int, end: int, mark: str, *, offset: int = 0) -> Iterator[Span]:
    """The spans between marks, in the document's offsets, Markdown emphasis left out."""
    while start <= end:
        cut = text.find(mark, start, end)
        cut = end if cut < 0 else cut
        piece = text[start:cut]
        body = piece.strip()
        first = start + (piece.index(body) if body else 0)
        while body and (found := _MARKS.search(body)) and len(found[0]) < len(body):
            first += len(found[0]) if found.start() == 0 else 0
            body = body[found.end() :] if found.start() == 0 else body[: found.start()]
        yield offset + first, offset + first + len(body)
        start = cut + 1


def _cells(rows: Sequence[Row]) -> Iterator[RawCell]:
    """One cell a span. Empty leading places of a row belong to the cells above them, which are merged downward."""
    height: dict[tuple[int, int], int] = {}
    origin: dict[int, tuple[int, int]] = {}
    for row, spans in enumerate(rows):
        leading = True
        for column, (start, end) in enumerate(spans):
            leading = leading and start == end
            if leading and row > 1 and column in origin and len(spans) > column + 1:
                height[origin[column]] += 1
            elif start < end:
                origin[column] = (row, column)
                height[row, column] = 1
    for (row, column), rows_high in height.items():
        yield RawCell(row, column, rows_high, 1, (rows[row][column],))
