"""A document as every later stage sees it, whatever format it came from.

``Document.text`` is the text as the reader found it, line by line in reading order, page after page; every other part
points into it. For a text file it is the decoded file itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

from policyparse.lines import Line, Lines
from policyparse.source import Box, Passage

Status = Literal["issued", "draft"]
Kind = Literal["plan", "notice", "report", "bulletin", "budget", "news", "other"]


class Head(BaseModel):
    """What a document says of itself; the part of it that is stored and exchanged.

    ``id`` is the SHA-256 of the file's bytes. Dates are ISO 8601 (``written`` 成文日期, ``published`` 发布日期).
    ``status`` is ``draft`` for a 征求意见稿 or 草案. ``pages`` is 0 for formats without pages. ``warnings`` name what
    could not be read or is doubtful.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    format: str
    title: str
    issuers: tuple[str, ...] = ()
    number: str | None = None
    written: str | None = None
    published: str | None = None
    status: Status = "issued"
    kind: Kind = "other"
    pages: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``text[start:end]`` is what stands on it. Sizes in points.

    ``engine`` is the library that read a PDF page, ``doubts`` why it was chosen over another and where they disagree.
    """

    number: int
    start: int
    end: int
    width: float
    height: float
    engine: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading. ``level`` is 0 for body text, 1 for the title, 2 for 一、, 3 for （一）, 4 for 1. …

    A heading that runs into its own text (``3. 推广应用。加快…``) is one paragraph with ``heading_end`` at the end of
    the heading part; a heading that stands alone has ``heading_end == len(passage.text)``.
    """

    passage: Passage
    level: int = 0
    heading_end: int = 0
    page: int | None = None

    @property
    def text(self) -> str:
        return self.passage.text


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell at its origin; it covers ``rows`` × ``columns`` grid places from (``row``, ``column``)."""

    row: int
    column: int
    rows: int
    columns: int
    passage: Passage | None
    page: int | None = None
    box: Box | None = None

    @property
    def text(self) -> str:
        return self.passage.text if self.passage else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells, how many of its top rows are headers, and the caption, unit line and notes tied to it."""

    cells: tuple[Cell, ...]
    height: int
    width: int
    header_rows: int
    caption: Passage | None = None
    unit: Passage | None = None
    notes: tuple[Passage, ...] = ()
    page: int | None = None

    def grid(self) -> tuple[tuple[Cell | None, ...], ...]:
        """Rows of cells, a merged cell standing in every place that it covers; None where no cell is."""
        places: list[list[Cell | None]] = [[None] * self.width for _ in range(self.height)]
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.rows, self.height)):
                for column in range(cell.column, min(cell.column + cell.columns, self.width)):
                    places[row][column] = cell
        return tuple(tuple(row) for row in places)


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. ``blocks`` are its paragraphs and tables in reading order, page furniture left out."""

    head: Head
    text: str
    blocks: tuple[Block, ...]
    lines: Lines = field(default_factory=Lines)
    pages: tuple[Page, ...] = ()

    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def locate(self, start: int, end: int) -> tuple[int | None, Box | None]:
        """The page of ``text[start:end]`` and the box round its part on that page; None where the format has none."""
        page: int | None = None
        box: Box | None = None
        for line in self.lines.within(start, end):
            if line.page is None or (page is not None and line.page != page):
                continue
            part = _part_box(line, start, end)
            if part is not None:
                page = line.page
                box = part if box is None else box.union(part)
        return page, box


def _part_box(line: Line, start: int, end: int) -> Box | None:
    """The box of the characters of ``line`` that lie in the span."""
    if line.box is None:
        return None
    edges = line.edges[max(start - line.start, 0) : end - line.start]
    if not edges:
        return line.box
    return Box(min(left for left, _ in edges), line.box.top, max(right for _, right in edges), line.box.bottom)
