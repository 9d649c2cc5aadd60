"""PDF files with a text layer: lines, ruled tables, and paragraphs that run over pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from policyparse.document import Line, Page, Table
from policyparse.errors import BrokenFile, EncryptedFile, NoText, TooLarge
from policyparse.read.clean import Span
from policyparse.read.columns import find_gutter, lines_in_columns
from policyparse.read.glyphs import UNREADABLE, Glyph, PrintedLine, lines_of, plain_character
from policyparse.read.grid import RawCell, build_table
from policyparse.read.pageflow import Placed, body_size, find_margins, find_page_furniture, place
from policyparse.read.reading import Part, Reading, Strand
from policyparse.read.rulings import RuledCell, RuledTable, build_ruled, continues_table, join_tables
from policyparse.source import Box
from policyparse.vocabulary import load

MOST_PAGES = 5000
_FAULTS = (PdfminerException, PDFException, PSException, ValueError, KeyError, TypeError, IndexError, AttributeError)
_UNREADABLE_SHARE = 0.01  # of the characters, above which a font's missing mapping is reported
_LARGER = 1.15  # a title's type over the body's
_CAPTION_LINES = 4  # lines above a table that the next page may print again
_TITLE_LINES = 25  # lines from the top that a title stands in
_BODY_PAGES = 5  # pages that show what the body's type is
_LIKE = 1.4  # ratio of two sizes of type that may make one title
_NO_TITLE = re.compile(r"文件$|\d\s*号$|^[（(].*[）)]$|\d\s*日[）)]?$")
_CONTINUED = re.compile(r"(?:续\s*表.*|.*[（(]\s*续(?:表)?\s*[）)])")  # 续表1


class PageContent(NamedTuple):
    """What a page prints: its lines outside tables, its tables, and the gutter of a page in two columns."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    tables: tuple[RuledTable, ...]
    gutter: float | None = None

    def side(self, line: PrintedLine) -> str:
        """The column that a line stands in: left, right or across."""
        if self.gutter is None or line.box.x0 < self.gutter < line.box.x1:
            return "across"
        return "left" if line.box.x1 <= self.gutter else "right"


def read_pdf(data: bytes, name: str) -> Reading:
    """The text layer of a PDF. Raises EncryptedFile, BrokenFile, TooLarge, and NoText for a scan."""
    expected = _count_pages(data, name)
    pages = list(_pages(data, name))
    if not pages:
        raise BrokenFile(name, "PDF 中没有可读的页面", remedy="请重新下载，或用浏览器另存为 PDF。")
    empty = [page.number for page in pages if not page.lines and not page.tables]
    if len(empty) == len(pages):
        raise NoText(name, "PDF 没有文字层（可能是扫描件）", remedy="请先做文字识别（OCR）。")
    flow = _Flow(pages)
    return Reading(
        text=flow.text(),
        parts=tuple(flow.parts),
        lines=tuple(flow.lines),
        pages=tuple(flow.pages),
        warnings=tuple(_warnings(pages, empty, expected, flow.text())),
        title=_title(pages),
    )


def _count_pages(data: bytes, name: str) -> int | None:
    """The number of pages that pdfium finds; None where it cannot open the file."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
        return None
    try:
        count = len(document)
    finally:
        document.close()
    if count > MOST_PAGES:
        raise TooLarge(name, f"PDF 超过 {MOST_PAGES} 页", remedy="请拆分文件后重试。")
    return count


def _pages(data: bytes, name: str) -> Iterator[PageContent]:
    number = 0
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                number = page.page_number
                yield _page(page)
                page.close()
    except PDFPasswordIncorrect as error:
        raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
    except _FAULTS as error:
        if isinstance(error.__cause__ or error.__context__, PDFPasswordIncorrect) or _is_password(error):
            raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
        place_ = f"第 {number + 1} 页" if number else None
        raise BrokenFile(name, "PDF 文件损坏", place=place_, remedy="请重新下载，或用浏览器另存为 PDF。") from error


def _is_password(error: BaseException) -> bool:
    return any(isinstance(argument, PDFPasswordIncorrect) for argument in error.args)


def _page(page: Any) -> PageContent:
    """The page's lines and tables. A page whose text runs up or down is read as if it were turned upright."""
    glyphs, turned = _glyphs(page)
    width, height = float(page.width), float(page.height)
    tables: list[RuledTable] = []
    for found in page.find_tables():
        boxes = [_turned(Box(*cell), turned, width, height) for cell in found.cells]
        table = build_ruled(boxes, glyphs)
        if table is not None:
            tables.append(table)
            glyphs = [glyph for glyph in glyphs if not _is_in(glyph, table)]
    if turned:
        width, height = height, width
    gutter = find_gutter(glyphs, width)
    lines = lines_of(glyphs) if gutter is None else lines_in_columns(glyphs, gutter)
    return PageContent(page.page_number, width, height, tuple(lines), tuple(tables), gutter)


def _is_in(glyph: Glyph, table: RuledTable) -> bool:
    across, down = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return any(cell.box.x0 <= across < cell.box.x1 and cell.box.top <= down < cell.box.bottom for cell in table.cells)


def _glyphs(page: Any) -> tuple[list[Glyph], int]:
    """The page's characters, a bold one printed twice only once, and the quarter turns that set them upright."""
    chars = page.dedupe_chars(tolerance=1).chars
    sideways = [char for char in chars if not char["upright"]]
    turned = 0
    if len(sideways) * 2 > len(chars):
        turned = 1 if sum(char["matrix"][1] > 0 for char in sideways) * 2 > len(sideways) else -1
        chars = sideways
    glyphs: list[Glyph] = []
    spaced = False
    for char in chars:
        if not char["text"].strip():
            spaced = True
            continue
        box = _turned(Box(char["x0"], char["top"], char["x1"], char["bottom"]), turned, page.width, page.height)
        bold = "bold" in char["fontname"].lower() or "hei" in char["fontname"].lower()
        glyphs.append(Glyph(plain_character(char["text"]), *box, float(char["size"]), bold, spaced))
        spaced = False
    return glyphs, turned


def _turned(box: Box, turned: int, width: float, height: float) -> Box:
    """A box on a page turned so that text running up (1) or down (-1) runs to the right."""
    if turned == 1:
        return Box(height - box.bottom, box.x0, height - box.top, box.x1)
    if turned == -1:
        return Box(box.top, width - box.x1, box.bottom, width - box.x0)
    return box


# The flow of pages --------------------------------------------------------------------------------------------------


class _Flow:
    """The text of a document as it grows page by page."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.lines: list[Line] = []
        self.parts: list[Part] = []
        self.pages: list[Page] = []
        self._open_table: RuledTable | None = None
        self._above: list[str] = []  # the last lines before this place
        self._caption: set[str] = set()  # the lines above the open table
        self._furniture = find_page_furniture([page.lines for page in pages], [page.height for page in pages])
        for index, page in enumerate(pages):
            self._add_page(index, page)
        self._close_table()

    def text(self) -> str:
        return "".join(self._pieces)

    def _add_page(self, index: int, page: PageContent) -> None:
        start = self._length
        body = [line for number, line in enumerate(page.lines) if (index, number) not in self._furniture]
        sides = {page.side(line) for line in body}
        margins = {side: find_margins([line for line in body if page.side(line) == side]) for side in sides}
        before: PrintedLine | None = None
        first = True
        for number, item in _in_order(page):
            if isinstance(item, RuledTable):
                self._add_table(item, page.number, first=first)
                before, first = None, False
                continue
            span = self._put_line(item, page.number, "\n")
            if (index, number) in self._furniture or (first and self._repeats_caption(item)):
                continue
            self._close_table()
            self.parts.append(_strand(item, span, place(item, before, margins[page.side(item)]), page.number))
            self._above = [*self._above[1 - _CAPTION_LINES :], item.text]
            before, first = item, False
        self._put("\f")
        self.pages.append(Page(page.number, start, self._length - 1, page.width, page.height))

    def _repeats_caption(self, line: PrintedLine) -> bool:
        """Whether a line at the top of a page says again what stands above the table that the page before ended with."""
        printed = line.text.strip()
        return self._open_table is not None and (printed in self._caption or _CONTINUED.fullmatch(printed) is not None)

    def _put(self, printed: str) -> Span:
        start = self._length
        self._pieces.append(printed)
        self._length += len(printed)
        return start, self._length

    def _put_line(self, line: PrintedLine, page: int, after: str) -> Span:
        start, end = self._put(line.text)
        self._put(after)
        self.lines.append(Line(start, end, page, line.box, line.edges, line.size, line.bold))
        return start, end

    def _add_table(self, table: RuledTable, page: int, *, first: bool) -> None:
        """Write a table, row by row; the first thing on a page may go on from the table that ended the page before."""
        written: list[RuledCell] = []
        for row in range(table.height):
            cells = table.row(row)
            for number, cell in enumerate(cells):
                after = "\n" if number == len(cells) - 1 else "\t"
                written.append(cell._replace(spans=tuple(self._put_cell(cell, page, after)), page=page))
        placed = table._replace(cells=tuple(written))
        if first and self._open_table and continues_table(self._open_table, placed):
            self._open_table = join_tables(self._open_table, placed)
            return
        self._close_table()
        self._open_table = placed
        self._caption = {line.strip() for line in self._above}

    def _put_cell(self, cell: RuledCell, page: int, after: str) -> Iterator[Span]:
        for number, line in enumerate(cell.lines):
            yield self._put_line(line, page, after if number == len(cell.lines) - 1 else "\n")
        if not cell.lines:
            self._put(after)

    def _close_table(self) -> None:
        if self._open_table is None:
            return
        cells = [
            RawCell(cell.row, cell.column, cell.rows, cell.columns, cell.spans, page=cell.page, box=cell.box)
            for cell in self._open_table.cells
        ]
        table = build_table(self.text(), cells, page=cells[0].page)
        if isinstance(table, Table):
            self.parts.append(table)
        self._open_table = None


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
        page=page,
        size=line.size,
    )


# What is said and what is doubtful ----------------------------------------------------------------------------------


def _warnings(pages: Sequence[PageContent], empty: Sequence[int], expected: int | None, text: str) -> Iterator[str]:
    if empty:
        yield f"第 {'、'.join(map(str, empty))} 页没有文字层，未读取"
    if expected is not None and expected != len(pages):
        yield f"两个引擎读出的页数不同：{len(pages)} 与 {expected}"
    if text.count(UNREADABLE) > _UNREADABLE_SHARE * len(text):
        yield f"有 {text.count(UNREADABLE)} 个字的字体没有文字编码，无法读取"


def _title(pages: Sequence[PageContent]) -> str | None:
    """The first page's lines in large type: those that end like a title, else the largest.

    Lines of like size stand together; a letterhead (…文件), a date or a bracketed （征求意见稿） parts them.
    """
    size = body_size(line for page in pages[:_BODY_PAGES] for line in page.lines)
    groups: list[list[PrintedLine]] = [[]]
    for line in pages[0].lines[:_TITLE_LINES]:
        if line.size < _LARGER * size or _NO_TITLE.search(line.text.strip()):
            groups.append([])
        elif groups[-1] and not 1 / _LIKE < groups[-1][-1].size / line.size < _LIKE:
            groups.append([line])
        else:
            groups[-1].append(line)
    groups = sorted((group for group in groups if group), key=lambda group: -max(line.size for line in group))
    titles = ["".join(line.text for line in group) for group in groups]
    ends = load("documents")["title_words"]
    return next((title for title in titles if re.search(ends, re.sub(r"\s", "", title))), next(iter(titles), None))
