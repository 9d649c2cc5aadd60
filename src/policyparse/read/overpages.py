"""Tables that run over pages → one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policyparse.document import Cell
from policyparse.read.clean import joined
from policyparse.read.glyphs import PrintedLine
from policyparse.read.grid import is_number
from policyparse.read.pagetext import TableText
from policyparse.source import Passage

_SAME_COLUMN = 6.0  # points by which a column's edge may move from page to page
_SHARED_WIDTH = 0.9  # of the narrower part of an open table over pages, which the other has too


class TableOverPages:
    """A table and its parts on the pages that follow."""

    def __init__(self, part: TableText, page: int, start: int) -> None:
        """``part`` stands on ``page``, whose text begins at ``start`` in the document's."""
        self.page = page
        self._first = self._latest = part
        self._done: list[Cell] = []  # cells that no later part changes
        self._open = part.cells(page, start)
        self._height = part.height

    @property
    def cells(self) -> list[Cell]:
        return [*self._done, *self._open]

    def goes_on_in(self, part: TableText) -> bool:
        """Whether a table at the top of a page has the columns of the part that ended the page before."""
        before = self._latest
        if before.width != part.width:
            return False
        shift = part.edges[0] - before.edges[0]
        if before.open and part.open:
            same_ends = abs(part.edges[-1] - before.edges[-1] - shift) <= _SAME_COLUMN
            return _interleave(before.edges, part.edges) and (same_ends or _goes_on_within(before, part))
        return all(abs(b - a - shift) <= _SAME_COLUMN for a, b in zip(before.edges, part.edges, strict=True))

    def repeats(self, line: PrintedLine) -> bool:
        """Whether a line is the label of merged cells that end the table, printed again over their rows on the next page."""
        ending = [cell for cell in self._open if cell.row + cell.rows == self._height and cell.rows > 1]
        return any(
            cell.text == line.text.strip() and cell.box.x0 <= line.box.x0 and line.box.x1 <= cell.box.x1
            for cell in ending
            if cell.box is not None
        )

    def add(self, part: TableText, page: int, start: int) -> None:
        """Go on with a part: a header printed again is dropped, a row that the page break split is joined."""
        skipped = _repeated_rows(self._first, part)
        split = skipped < part.height and _is_split_row(part.row(skipped))
        top = self._height - split  # the row that the part's first new row becomes
        cells = [cell for cell in part.cells(page, start, top - skipped) if cell.row >= top]
        if split:
            self._open = _extend_row(self._open, top, [cell for cell in cells if cell.row == top])
            cells = [cell for cell in cells if cell.row > top]
        kept, cells = _merge_down(self._open, cells, self._height)
        self._done += kept
        self._open = cells
        self._height = top - skipped + part.height
        self._latest = part


def _interleave(first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether each inner edge of one stands between the neighbours of its like in the other."""
    return all(first[i - 1] < second[i] < first[i + 1] for i in range(1, len(first) - 1))


def _goes_on_within(first: TableText, second: TableText) -> bool:
    """Whether an open table without a header of its own, or with the first's, stands in the width of the first."""
    shared = min(first.edges[-1], second.edges[-1]) - max(first.edges[0], second.edges[0])
    narrower = min(table.edges[-1] - table.edges[0] for table in (first, second))
    headless = any(is_number(text) for column, text in second.row(0) if column)
    return shared >= _SHARED_WIDTH * narrower and (headless or _repeated_rows(first, second) > 0)


def _repeated_rows(first: TableText, second: TableText) -> int:
    """How many top rows of the second part print the first's header again."""
    count = 0
    while count < min(first.height, second.height - 1):
        row = second.row(count)
        if row != first.row(count) or not any(text for _, text in row):
            break
        count += 1
    return count


def _is_split_row(row: Sequence[tuple[int, str]]) -> bool:
    """Whether a page's first row only goes on with the text of the last: nothing in its first column, no value."""
    filled = [text for _, text in row if text]
    starts_empty = bool(row) and row[0] == (0, "")
    return starts_empty and bool(filled) and not any(map(is_number, filled))


def _extend_row(cells: Iterable[Cell], number: int, more: Iterable[Cell]) -> list[Cell]:
    below = {cell.column: cell.passage for cell in more}
    return [
        replace(cell, passage=_with(cell.passage, below.get(cell.column)))
        if cell.row + cell.rows - 1 == number
        else cell
        for cell in cells
    ]


def _with(first: Passage | None, second: Passage | None) -> Passage | None:
    return joined(first, second) if first and second else first or second


def _merge_down(upper: list[Cell], lower: list[Cell], boundary: int) -> tuple[list[Cell], list[Cell]]:
    """Let each label cell that ends at the page break take in the empty part of it that begins below."""
    grown: dict[int, Cell] = {}
    emptied: set[int] = set()
    for above in upper:
        if above.row + above.rows != boundary or not above.passage:
            continue
        below = next((cell for cell in lower if cell.row == boundary and cell.column == above.column), None)
        if below is None:
            more = _open_places(above, lower, boundary)
        else:
            more = below.rows if _is_rest_of(above, below, [*upper, *lower]) else 0
            emptied |= {id(below)} if more else set()
        if more:
            grown[id(above)] = replace(above, rows=above.rows + more)
    return [grown.get(id(cell), cell) for cell in upper], [cell for cell in lower if id(cell) not in emptied]


def _open_places(above: Cell, lower: Iterable[Cell], boundary: int) -> int:
    """How many rows at the top of a page have no cell in the column of a label that ended the page before."""
    if is_number(above.text) or not any(cell.passage for cell in lower if cell.row == boundary):
        return 0
    return min((cell.row for cell in lower if _share_column(above, cell)), default=boundary) - boundary


def _share_column(first: Cell, second: Cell) -> bool:
    return first.column < second.column + second.columns and second.column < first.column + first.columns


def _is_rest_of(above: Cell, below: Cell, cells: Iterable[Cell]) -> bool:
    """Whether an empty cell goes on with the label above the page break.

    Right of the first column one of them spans rows, and no other cell of the column is empty.
    """
    if below.passage or below.columns != above.columns:
        return False
    if above.column == 0:
        return True
    spans = above.rows > 1 or below.rows > 1
    filled = all(cell.passage for cell in cells if cell.column == above.column and cell is not below)
    return spans and filled and not is_number(above.text)
