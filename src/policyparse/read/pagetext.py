"""A page as it goes into the document's text: line by line, row by row, and where each thing stands in it.

Places are counted from the beginning of the page's own text, so that a page can be written before those ahead of it are
read, by this process or by another.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import NamedTuple

from policyparse.document import Cell
from policyparse.lines import Lines
from policyparse.read.aside import in_box
from policyparse.read.clean import clean, is_clean
from policyparse.read.glyphs import PrintedLine
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box, Edges, Passage

ACROSS, LEFT, RIGHT, BOX = "across", "left", "right", "box"


class PageContent(NamedTuple):
    """What a page prints: its lines outside tables, its tables, and the gutter of a page in two columns.

    ``engine`` is the library that read it, ``doubts`` what is uncertain about it, ``boxes`` the framed boxes (专栏).
    """

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[RuledTable, ...]
    gutter: float | None = None
    engine: str = ""
    doubts: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()

    def side(self, line: PrintedLine) -> str:
        """The column that a line stands in: left, right or across; or a framed box."""
        if self.boxes and in_box(line, self.boxes):
            return BOX
        if self.gutter is None or line.box.x0 < self.gutter < line.box.x1:
            return ACROSS
        return LEFT if line.box.x1 <= self.gutter else RIGHT


class TableText(NamedTuple):
    """A table as written on a page, its cells row by row and packed: the i-th of each tuple belongs to the i-th cell.

    ``texts`` are cleaned, ``starts`` where they begin; ``scattered`` holds the offsets of texts whose characters do not
    follow each other, by the cell's index. ``boxes`` has four numbers a cell. The rest is as in ``RuledTable``.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    heights: tuple[int, ...]
    widths: tuple[int, ...]
    texts: tuple[str, ...]
    starts: tuple[int, ...]
    scattered: dict[int, Sequence[int]]
    boxes: array[float]
    edges: tuple[float, ...]
    height: int
    box: Box
    open: bool

    @property
    def width(self) -> int:
        return len(self.edges) - 1

    def row(self, number: int) -> list[tuple[int, str]]:
        """Column and text of each cell that begins in a row."""
        part = slice(bisect_left(self.rows, number), bisect_right(self.rows, number))
        return list(zip(self.columns[part], self.texts[part], strict=True))

    def cells(self, page: int, start: int, down: int = 0) -> list[Cell]:
        """The cells on a page whose text begins at ``start`` in the document's, moved ``down`` so many rows."""
        boxes = iter(self.boxes)
        passages = [
            Passage(text, range(start + at, start + at + len(text))) if text else None
            for text, at in zip(self.texts, self.starts, strict=True)
        ]
        for number, offsets in self.scattered.items():
            passages[number] = Passage(self.texts[number], tuple([start + offset for offset in offsets]))
        return [
            Cell(row + down, column, height, width, passage, page, box)
            for row, column, height, width, passage, box in zip(
                self.rows,
                self.columns,
                self.heights,
                self.widths,
                passages,
                map(Box, boxes, boxes, boxes, boxes),
                strict=True,
            )
        ]


class PageText(NamedTuple):
    """A page's ``text``, its printed ``lines`` there, and what it is made of.

    ``content`` is the page without its tables and the edges of characters; the line ``content.lines[i]`` begins at
    ``starts[i]``. ``order`` names lines by their index and tables by theirs less than zero (~0 is the first).
    """

    content: PageContent
    text: str
    lines: Lines
    starts: tuple[int, ...]
    tables: tuple[TableText, ...]
    order: tuple[int, ...]


def write_page(content: PageContent) -> PageText:
    """The text of a page, top down: a printed line a line, a row of a table a line with tabs between its cells."""
    writer = _Writer()
    starts: list[int] = []
    tables: list[TableText] = []
    order: list[int] = []
    for item in _in_order(content):
        if isinstance(item, RuledTable):
            order.append(~len(tables))
            tables.append(writer.table(item))
        else:
            order.append(len(starts))
            starts.append(writer.line(item, "\n"))
    plain = tuple([PrintedLine(line.text, (), *line[2:]) for line in content.lines])
    return PageText(
        content._replace(lines=plain, tables=()),
        writer.text(),
        writer.lines(content.number),
        tuple(starts),
        tuple(tables),
        tuple(order),
    )


def _in_order(page: PageContent) -> Iterator[PrintedLine | RuledTable]:
    """Lines and tables from the top down."""
    waiting = sorted(page.tables, key=lambda table: table.box.top)
    for line in page.lines:
        while waiting and waiting[0].box.top < line.box.top:
            yield waiting.pop(0)
        yield line
    yield from waiting


class _Writer:
    """The growing text of a page, and the lines printed in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._printed: list[PrintedLine] = []
        self._starts: list[int] = []

    def text(self) -> str:
        return "".join([*self._pieces, "\f"])

    def lines(self, page: int) -> Lines:
        printed = self._printed
        ends = [start + len(line.text) for start, line in zip(self._starts, printed, strict=True)]
        edges = [line.edges if isinstance(line.edges, Edges) else Edges.of(line.edges) for line in printed]
        sizes, bold = [line.size for line in printed], [line.bold for line in printed]
        return Lines.on_page(page, (self._starts, ends), [line.box for line in printed], edges, sizes, bold)

    def line(self, line: PrintedLine, after: str) -> int:
        """Write a line and what follows it; where it begins."""
        start = self._length
        self._printed.append(line)
        self._starts.append(start)
        self._pieces += (line.text, after)
        self._length = start + len(line.text) + len(after)
        return start

    def table(self, table: RuledTable) -> TableText:
        cells = sorted(table.cells, key=attrgetter("row"))
        texts: list[str] = []
        starts: list[int] = []
        scattered: dict[int, Sequence[int]] = {}
        last_in_row = [cell.row != after.row for cell, after in pairwise(cells)]
        for number, (cell, is_last) in enumerate(zip(cells, [*last_in_row, True], strict=True)):
            text, start, offsets = self._cell(cell, "\n" if is_last else "\t")
            texts.append(text)
            starts.append(start)
            if offsets is not None:
                scattered[number] = offsets
        rows, columns, heights, widths = zip(*[cell[:4] for cell in cells], strict=True)
        boxes = array("d", chain.from_iterable([cell.box for cell in cells]))
        return TableText(rows, columns, heights, widths, tuple(texts), tuple(starts), scattered, boxes, *table[1:])

    def _cell(self, cell: RuledCell, after: str) -> tuple[str, int, Sequence[int] | None]:
        """Write a cell, line by line: its text cleaned, where it begins, and its offsets if it has gaps."""
        if not cell.lines:
            self._pieces.append(after)
            self._length += len(after)
            return "", 0, None
        start = self._length
        for line in cell.lines[:-1]:
            self.line(line, "\n")
        self.line(cell.lines[-1], after)
        printed = cell.lines[0].text if len(cell.lines) == 1 else "\n".join([line.text for line in cell.lines])
        if is_clean(printed):
            return printed, start, None
        passage = clean(printed, [(0, len(printed))], start)
        if not passage.text:
            return "", 0, None
        return passage.text, passage.start, None if isinstance(passage.offsets, range) else passage.offsets
