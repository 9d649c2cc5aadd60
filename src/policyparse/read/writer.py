"""Builds a document's text line by line, for the formats that have no text of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from policyparse.document import Table
from policyparse.lines import Lines
from policyparse.read.clean import Span
from policyparse.read.grid import MOST_ROWS, RawCell, build_table
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
        self._cut = False
        self.parts: list[Part] = []
        self._lines: list[Span] = []

    def warnings(self) -> tuple[str, ...]:
        """What was too much to be kept."""
        return (f"表格超过 {MOST_ROWS} 行，其余各行未读取",) if self._cut else ()

    def text(self) -> str:
        """All that was written so far."""
        return "".join(self._pieces)

    def lines(self) -> Lines:
        """Where each printed line begins and ends."""
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
        self._cut |= any(cell.row >= MOST_ROWS for cell in cells)
        raw: list[RawCell] = []
        for _, row in groupby(sorted(cells, key=attrgetter("row")), key=attrgetter("row")):
            raw.extend(self._row(row))
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
