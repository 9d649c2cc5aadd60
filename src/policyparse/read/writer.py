"""Builds a document's text line by line, for the formats that have no text of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyparse.document import Table
from policyparse.lines import Lines
from policyparse.read.clean import Span
from policyparse.read.grid import RawCell, build_table
from policyparse.read.reading import Part, Strand


class CellText(NamedTuple):
    """A cell before it stands in a text: its place in the grid and its paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: tuple[str, ...]
    header: bool = False


class Writer:
    """A growing text, and the lines, paragraphs and tables that point into it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.parts: list[Part] = []
        self._lines: list[Span] = []

    def text(self) -> str:
        return "".join(self._pieces)

    def lines(self) -> Lines:
        return Lines([start for start, _ in self._lines], [end for _, end in self._lines])

    def paragraph(self, printed: str, *, level: int = 0) -> None:
        """A whole paragraph, as the format marks it."""
        body = printed.strip()
        if body:
            start, end = self._put(body, "\n")
            self._lines.append((start, end))
            self.parts.append(Strand(start, end, whole=True, level=level))

    def table(self, cells: Sequence[CellText]) -> None:
        """A table: one line of text a row, its cells parted by tabs."""
        raw: list[RawCell] = []
        for row in sorted({cell.row for cell in cells}):
            raw.extend(self._row([cell for cell in cells if cell.row == row]))
        table = build_table(self.text() if raw else "", raw)
        if isinstance(table, Table):
            self.parts.append(table)

    def _row(self, cells: Iterable[CellText]) -> list[RawCell]:
        raw: list[RawCell] = []
        start = self._length
        for cell in cells:
            span = self._put("\n".join(cell.paragraphs), "\t")
            raw.append(RawCell(cell.row, cell.column, cell.rows, cell.columns, (span,), header=cell.header))
        self._put("", "\n")
        self._lines.append((start, self._length - 1))
        return raw

    def _put(self, printed: str, after: str) -> tuple[int, int]:
        start = self._length
        self._pieces.extend((printed, after))
        self._length += len(printed) + len(after)
        return start, start + len(printed)
