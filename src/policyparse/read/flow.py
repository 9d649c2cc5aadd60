"""Pages, one after another → the document's text, its strands and its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from policyparse.document import Line, Page
from policyparse.read.aside import box_margins, find_footnotes, in_box, titled_boxes
from policyparse.read.clean import Span
from policyparse.read.glyphs import PrintedLine
from policyparse.read.grid import RawCell, build_table
from policyparse.read.heading import find_mark
from policyparse.read.pageflow import Placed, body_size, find_margins, find_page_furniture, place
from policyparse.read.reading import Part, Strand
from policyparse.read.rulings import RuledCell, RuledTable, continues_table, join_tables
from policyparse.source import Box

_NOTE, _BOX = "note", "box"  # sides of lines that stand apart from the text
_SECTION = 3  # the lowest rank of heading, （一）, before which a box is put
_CAPTION_LINES = 4  # lines above a table that the next page may print again
_CONTINUED = re.compile(r"(?:续\s*表.*|.*[（(]\s*续(?:表)?\s*[）)])")  # 续表1


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
            return _BOX
        if self.gutter is None or line.box.x0 < self.gutter < line.box.x1:
            return "across"
        return "left" if line.box.x1 <= self.gutter else "right"


class Flow:
    """Pages as one document: its ``text``, and the lines, parts and pages that point into it."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self._parts: list[Strand | list[RawCell]] = []  # tables are built when the text is whole
        self.pages: list[Page] = []
        self._open_table: list[RuledTable] = []  # the parts of the table that may go on
        self._above: list[str] = []  # the last lines before this place
        self._caption: set[str] = set()  # the lines above the open table
        self._asides: dict[str, list[Strand]] = {_NOTE: [], _BOX: []}  # what follows the section that it stands in
        self._body = body_size(line for page in pages for line in page.lines)
        self._furniture = find_page_furniture([page.lines for page in pages], [page.height for page in pages])
        for index, page in enumerate(pages):
            self._add_page(index, page)
        self._close_table()
        self._close_asides()
        self.text = "".join(self._pieces)
        self.parts: list[Part] = list(self._built())

    def _add_page(self, index: int, page: PageContent) -> None:
        start = self._length
        page = page._replace(boxes=self._boxes(page))
        notes = find_footnotes(page.lines, page.height, self._body)
        sides = [_NOTE if number in notes else page.side(line) for number, line in enumerate(page.lines)]
        body = [
            (side, line)
            for number, (side, line) in enumerate(zip(sides, page.lines, strict=True))
            if (index, number) not in self._furniture
        ]
        margins = {
            side: find_margins([line for place, line in body if place == side]) for side in {side for side, _ in body}
        }
        if page.boxes:
            margins[_BOX] = box_margins(page.boxes[0], page.lines)
        before: dict[str, PrintedLine] = {}
        first = True
        for number, item in _in_order(page):
            if isinstance(item, RuledTable):
                self._add_table(item, page.number, first=first)
                before, first = {}, False
                continue
            span = self._put_line(item, page.number, "\n")
            if (index, number) in self._furniture or (first and self._repeats_caption(item)):
                continue
            side = sides[number]
            strand = _strand(item, span, place(item, before.get(side), margins[side]), page.number)
            before[side] = item
            if side in self._asides:
                self._asides[side].append(strand)
                continue
            self._close_table()
            self._close_asides(item.text.strip())
            self._parts.append(strand)
            self._above = [*self._above[1 - _CAPTION_LINES :], item.text]
            first = False
        self._put("", "\f")
        self.pages.append(Page(page.number, start, self._length - 1, page.width, page.height, page.engine, page.doubts))

    def _boxes(self, page: PageContent) -> tuple[Box, ...]:
        """The boxes of a page: those with a title, and all where the page before ended in a box, which may go on."""
        if not page.boxes:
            return ()
        latest = self._asides[_BOX][-1].page if self._asides[_BOX] else None
        return page.boxes if latest == page.number - 1 else tuple(titled_boxes(page.boxes, page.lines))

    def _close_asides(self, line: str | None = None) -> None:
        """Let footnotes and boxes follow the section that they stand in: before its next heading, or at the end."""
        if not any(self._asides.values()):
            return
        mark = find_mark(line) if line is not None else None
        if line is None or (mark and mark.level <= _SECTION):
            for strands in self._asides.values():
                self._parts += strands
                strands.clear()

    def _repeats_caption(self, line: PrintedLine) -> bool:
        """Whether a line at the top of a page says again what stands above the table that the page before ended with."""
        printed = line.text.strip()
        return bool(self._open_table) and (printed in self._caption or _CONTINUED.fullmatch(printed) is not None)

    def _put(self, printed: str, after: str) -> Span:
        start = self._length
        end = start + len(printed)
        self._pieces += (printed, after)
        self._length = end + len(after)
        return start, end

    def _put_line(self, line: PrintedLine, page: int, after: str) -> Span:
        start, end = self._put(line.text, after)
        self.lines.append(Line(start, end, page, line.box, line.edges, line.size, line.bold))
        return start, end

    def _add_table(self, table: RuledTable, page: int, *, first: bool) -> None:
        """Write a table, row by row; the first thing on a page may go on from the table that ended the page before."""
        written: list[RuledCell] = []
        for _, row in groupby(sorted(table.cells, key=lambda cell: cell.row), key=lambda cell: cell.row):
            cells = list(row)
            for number, cell in enumerate(cells):
                after = "\n" if number == len(cells) - 1 else "\t"
                spans = self._put_cell(cell, page, after)
                written.append(RuledCell(*cell[:6], spans, page))
        placed = table._replace(cells=tuple(written))
        if first and self._open_table and continues_table(self._open_table[-1], placed):
            self._open_table.append(placed)
            return
        self._close_table()
        self._open_table = [placed]
        self._caption = {line.strip() for line in self._above}

    def _put_cell(self, cell: RuledCell, page: int, after: str) -> tuple[Span, ...]:
        if not cell.lines:
            self._put("", after)
            return ()
        above = [self._put_line(line, page, "\n") for line in cell.lines[:-1]]
        return (*above, self._put_line(cell.lines[-1], page, after))

    def _built(self) -> Iterator[Part]:
        for part in self._parts:
            table = part if isinstance(part, Strand) else build_table(self.text, part, page=part[0].page)
            if table is not None:
                yield table

    def _close_table(self) -> None:
        if not self._open_table:
            return
        cells = join_tables(self._open_table).cells
        self._parts.append([RawCell(*cell[:4], cell.spans, False, cell.page, cell.box) for cell in cells])
        self._open_table = []


def _in_order(page: PageContent) -> Iterator[tuple[int, PrintedLine | RuledTable]]:
    """Lines with their index and tables (index -1), from the top down."""
    waiting = sorted(page.tables, key=lambda table: table.box.top)
    for number, line in enumerate(page.lines):
        while waiting and waiting[0].box.top < line.box.top:
            yield -1, waiting.pop(0)
        yield number, line
    for table in waiting:
        yield -1, table


def _strand(line: PrintedLine, span: Span, placed: Placed, page: int) -> Strand:
    start, end = span
    return Strand(
        start,
        end,
        full=placed.full,
        indented=placed.indented,
        centred=placed.centred,
        room=placed.room,
        page=page,
        size=line.size,
    )
