"""PDF files with a text layer: lines, tables, and paragraphs that run over pages.

pdfium reads the pages; a page that it cannot be trusted with is read by pdfminer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Self

from policyparse.errors import BrokenFile, NoText
from policyparse.read.aside import find_boxes
from policyparse.read.borderless import find_borderless
from policyparse.read.columns import find_gutter, lines_in_columns
from policyparse.read.dotted import join_dots
from policyparse.read.engines import Engines
from policyparse.read.extended import extend_tables, fill_holes
from policyparse.read.flow import Flow
from policyparse.read.glyphs import UNREADABLE, PrintedLine, Run, lines_of
from policyparse.read.implied import add_implied
from policyparse.read.lattice import MOST_RULINGS, Rulings, find_cells, join_rulings
from policyparse.read.openruled import find_open_tables, split_rows
from policyparse.read.pageflow import body_size
from policyparse.read.pagejobs import map_ranges
from policyparse.read.pagetext import PageContent, PageText, write_page
from policyparse.read.printedpage import PrintedPage
from policyparse.read.reading import Reading
from policyparse.read.rulings import RuledTable, build_ruled
from policyparse.vocabulary import load

_UNREADABLE_SHARE = 0.01  # of the characters, above which a font's missing mapping is reported
_DRAWING = "线条过多，当作图画，未找其中的表格"
_MOST_PAIRS = 2_000_000  # of a level ruling and a run on one page; a dense table has a twentieth
_TOLD = ("两个引擎", "此页", _DRAWING)  # doubts that the reader of the document should know of
_LARGER = 1.15  # a title's type over the body's
_TITLE_LINES = 25  # lines from the top that a title stands in
_BODY_PAGES = 5  # pages that show what the body's type is
_LIKE = 1.4  # ratio of two sizes of type that may make one title
_NO_TITLE = re.compile(r"文件$|\d\s*号$|^[（(].*[）)]$|\d\s*日[）)]?$")


def read_pdf(data: bytes, name: str, *, jobs: int = 1) -> Reading:
    """The text layer of a PDF. Raises EncryptedFile, BrokenFile, TooLarge, and NoText for a scan.

    With several ``jobs`` as many processes read ranges of its pages; the result is the same.
    """
    pages = list(map(write_page, read_pages(data, name)) if jobs == 1 else _in_processes(data, name, jobs))
    if not pages:
        raise BrokenFile(name, "PDF 中没有可读的页面", remedy="请重新下载，或用浏览器另存为 PDF。")
    contents = [page.content for page in pages]
    empty = [page.content.number for page in pages if not page.order]
    if len(empty) == len(pages):
        raise NoText(name, "PDF 没有文字层（可能是扫描件）", remedy="请先做文字识别（OCR）。")
    flow = Flow(pages)
    return Reading(
        text=flow.text,
        parts=tuple(flow.parts),
        lines=flow.lines,
        pages=tuple(flow.pages),
        warnings=tuple(_warnings(contents, empty, flow.text)),
        title=_title(contents),
    )


def read_pages(data: bytes, name: str, numbers: range | None = None) -> Iterator[PageContent]:
    """The pages one by one, so that a long document needs the memory of one page. Raises as ``read_pdf`` does.

    ``numbers`` are the indexes, from 0, of the pages to read; None for all.
    """
    for page in printed_pages(data, name, numbers):
        yield lay_out(page)


def printed_pages(data: bytes, name: str, numbers: range | None = None) -> Iterator[PrintedPage]:
    """The runs and rulings of each page, by the engine that reads it best."""
    with Engines(data, name) as engines:
        every = range(len(engines))
        for index in every if numbers is None else every[numbers.start : numbers.stop]:
            yield engines.page(index)


class _PageReader:
    """Reads ranges of a file's pages; each process opens the file once."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        self._engines: Engines | None = None

    def __call__(self, numbers: range) -> list[PageText]:
        if self._engines is None:
            self._engines = Engines(self._data, self._name)
        return [write_page(lay_out(self._engines.page(index))) for index in numbers]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._engines is not None:
            self._engines.close()

    def __reduce__(self) -> tuple[type[Self], tuple[bytes, str]]:
        return type(self), (self._data, self._name)


def _in_processes(data: bytes, name: str, jobs: int) -> Iterator[PageText]:
    with Engines(data, name) as engines:
        count = len(engines)
    with _PageReader(data, name) as reader:
        for pages in map_ranges(reader, count, jobs):
            yield from pages


def lay_out(page: PrintedPage) -> PageContent:
    """A page's tables, and the lines outside them in reading order."""
    drawing = _is_drawing(page)
    doubts = (*page.doubts, _DRAWING) if drawing else page.doubts
    rulings = Rulings() if drawing else join_rulings(join_dots(page.rulings))
    tables, rest = find_tables(page.runs, rulings)
    gutter = find_gutter(rest, page.width)
    lines = lines_of(rest) if gutter is None else lines_in_columns(rest, gutter)
    borderless, rest = find_borderless(rest, lines)
    if borderless:
        tables, lines = [*tables, *borderless], lines_of(rest)
    boxes = find_boxes(rulings, rest, page.width, [table.box for table in tables])
    return PageContent(
        page.number, page.width, page.height, tuple(lines), tuple(tables), gutter, page.engine, doubts, tuple(boxes)
    )


def _is_drawing(page: PrintedPage) -> bool:
    """Whether a page draws so many lines, for what it prints, that to look for tables would take minutes."""
    pieces = len(page.rulings.vertical) + len(page.rulings.horizontal)
    if pieces <= MOST_RULINGS and pieces * len(page.runs) <= _MOST_PAIRS:
        return False
    vertical, horizontal = join_rulings(page.rulings)
    return len(vertical) + len(horizontal) > MOST_RULINGS or len(horizontal) * len(page.runs) > _MOST_PAIRS


def find_tables(runs: Sequence[Run], rulings: Rulings) -> tuple[list[RuledTable], list[Run]]:
    """The tables that the rulings of a page draw, and the runs outside them."""
    tables: list[RuledTable] = []
    rest = list(runs)
    for boxes in find_cells(add_implied(rulings, runs)):
        table, rest = build_ruled(boxes, rest)
        if table is not None:
            table, rest = fill_holes(split_rows(table), rest)
            tables.append(table)
    opened, rest = find_open_tables(rest, rulings, [table.box for table in tables])
    tables += opened
    return extend_tables(tables, rest) if tables and rest else (tables, rest)


# What is said and what is doubtful ----------------------------------------------------------------------------------


def _warnings(pages: Sequence[PageContent], empty: Sequence[int], text: str) -> Iterator[str]:
    if empty:
        yield f"第 {'、'.join(map(str, empty))} 页没有文字层，未读取"
    for page in pages:
        yield from (f"第 {page.number} 页：{doubt}" for doubt in page.doubts if doubt.startswith(_TOLD))
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
