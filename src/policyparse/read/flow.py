"""Pages, one after another → the document's text, its strands and its tables."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate

from policyparse.document import Page
from policyparse.lines import Lines
from policyparse.read.aside import box_margins, find_footnotes, titled_boxes
from policyparse.read.glyphs import PrintedLine
from policyparse.read.grid import table_of
from policyparse.read.heading import find_mark
from policyparse.read.overpages import TableOverPages
from policyparse.read.pageflow import Placed, body_size, find_margins, find_page_furniture, place
from policyparse.read.pagetext import BOX, PageContent, PageText, TableText
from policyparse.read.reading import Part, Strand
from policyparse.source import Box

_NOTE = "note"  # the side of lines that stand under the text
_SECTION = 3  # the lowest rank of heading, （一）, before which a box is put
_CAPTION_LINES = 4  # lines above a table that the next page may print again
_CONTINUED = re.compile(r"(?:续\s*表.*|.*[（(]\s*续(?:表)?\s*[）)])")  # 续表1


class Flow:
    """Pages as one document: its ``text``, and the lines, parts and pages that point into it."""

    def __init__(self, pages: Sequence[PageText]) -> None:
        self._parts: list[Strand | TableOverPages] = []  # tables are built when they are whole
        self.pages: list[Page] = []
        self._open_table: TableOverPages | None = None  # the table that may go on
        self._above: deque[str] = deque(maxlen=_CAPTION_LINES)  # the last lines before this place
        self._caption: set[str] = set()  # the lines above the open table
        self._asides: dict[str, list[Strand]] = {_NOTE: [], BOX: []}  # what follows the section that it stands in
        self._body = body_size(line for page in pages for line in page.content.lines)
        contents = [page.content for page in pages]
        self._furniture = find_page_furniture([page.lines for page in contents], [page.height for page in contents])
        starts = list(accumulate((len(page.text) for page in pages), initial=0))
        for index, page in enumerate(pages):
            self._add_page(index, page, starts[index])
        self._close_table()
        self._close_asides()
        self.text = "".join([page.text for page in pages])
        self.lines = Lines.joined((page.lines, start) for page, start in zip(pages, starts, strict=False))
        self.parts: list[Part] = list(self._built())

    def _add_page(self, index: int, written: PageText, start: int) -> None:
        page = written.content._replace(boxes=self._boxes(written.content))
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
            margins[BOX] = box_margins(page.boxes[0], page.lines)
        before: dict[str, PrintedLine] = {}
        first = True
        for number in written.order:
            if number < 0:
                self._add_table(written.tables[~number], page.number, start, first=first)
                before, first = {}, False
                continue
            line = page.lines[number]
            if (index, number) in self._furniture or (first and self._repeats_table(line)):
                continue
            side = sides[number]
            placed = place(line, before.get(side), margins[side])
            strand = _strand(line, start + written.starts[number], placed, page.number)
            before[side] = line
            if side in self._asides:
                self._asides[side].append(strand)
                continue
            self._close_table()
            self._close_asides(line.text)
            self._parts.append(strand)
            self._above.append(line.text)
            first = False
        end = start + len(written.text) - 1
        self.pages.append(Page(page.number, start, end, page.width, page.height, page.engine, page.doubts))

    def _boxes(self, page: PageContent) -> tuple[Box, ...]:
        """The boxes of a page: those with a title, and all where the page before ended in a box, which may go on."""
        if not page.boxes:
            return ()
        latest = self._asides[BOX][-1].page if self._asides[BOX] else None
        return page.boxes if latest == page.number - 1 else tuple(titled_boxes(page.boxes, page.lines))

    def _close_asides(self, line: str | None = None) -> None:
        """Let footnotes and boxes follow the section that they stand in: before its next heading, or at the end."""
        if not any(self._asides.values()):
            return
        mark = find_mark(line.strip()) if line is not None else None
        if line is None or (mark and mark.level <= _SECTION):
            for strands in self._asides.values():
                self._parts += strands
                strands.clear()

    def _repeats_table(self, line: PrintedLine) -> bool:
        """Whether a line at the top of a page says again what stands above or in the table that ended the page before."""
        printed = line.text.strip()
        if self._open_table is None:
            return False
        return printed in self._caption or _CONTINUED.fullmatch(printed) is not None or self._open_table.repeats(line)

    def _add_table(self, table: TableText, page: int, start: int, *, first: bool) -> None:
        """Add a table; the first thing on a page may go on from the table that ended the page before."""
        if first and self._open_table is not None and self._open_table.goes_on_in(table):
            self._open_table.add(table, page, start)
            return
        self._close_table()
        self._open_table = TableOverPages(table, page, start)
        self._caption = {line.strip() for line in self._above}

    def _close_table(self) -> None:
        if self._open_table is not None:
            self._parts.append(self._open_table)
            self._open_table = None

    def _built(self) -> Iterator[Part]:
        for part in self._parts:
            table = part if isinstance(part, Strand) else table_of(part.cells, page=part.page)
            if table is not None:
                yield table


def _strand(line: PrintedLine, start: int, placed: Placed, page: int) -> Strand:
    return Strand(
        start,
        start + len(line.text),
        full=placed.full,
        indented=placed.indented,
        centred=placed.centred,
        room=placed.room,
        page=page,
        size=line.size,
    )
