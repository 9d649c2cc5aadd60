"""PDF files with a text layer: lines, tables, and paragraphs that run over pages.

pdfium reads the pages; a page that it cannot be trusted with is read by pdfminer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from multiprocessing import get_context
from typing import Self

from policyparse.errors import BrokenFile, EncryptedFile, NoText, TooLarge
from policyparse.read import pdfium, plumber
from policyparse.read.aside import find_boxes
from policyparse.read.borderless import find_borderless
from policyparse.read.columns import find_gutter, lines_in_columns
from policyparse.read.dotted import join_dots
from policyparse.read.extended import extend_tables, fill_holes
from policyparse.read.flow import Flow, PageContent
from policyparse.read.glyphs import UNREADABLE, PrintedLine, Run, lines_of
from policyparse.read.lattice import Rulings, find_cells, join_rulings
from policyparse.read.openruled import close_sides, find_open_tables, split_rows
from policyparse.read.pageflow import body_size
from policyparse.read.printedpage import PrintedPage
from policyparse.read.reading import Reading
from policyparse.read.rulings import RuledTable, build_ruled
from policyparse.vocabulary import load

MOST_PAGES = 5000
_UNREADABLE_SHARE = 0.01  # of the characters, above which a font's missing mapping is reported
_DISAGREE = 0.02  # of a page's characters that one engine finds and the other does not
_COMPARED = 2  # index of the page, or the last, on which both engines count the characters
_FEW = 3  # characters that make no disagreement
_TOLD = ("两个引擎", "此页")  # doubts that the reader of the document should know of
_LARGER = 1.15  # a title's type over the body's
_TITLE_LINES = 25  # lines from the top that a title stands in
_BODY_PAGES = 5  # pages that show what the body's type is
_LIKE = 1.4  # ratio of two sizes of type that may make one title
_NO_TITLE = re.compile(r"文件$|\d\s*号$|^[（(].*[）)]$|\d\s*日[）)]?$")


def read_pdf(data: bytes, name: str, *, jobs: int = 1) -> Reading:
    """The text layer of a PDF. Raises EncryptedFile, BrokenFile, TooLarge, and NoText for a scan.

    With several ``jobs`` as many processes read ranges of its pages; the result is the same.
    """
    pages = list(read_pages(data, name) if jobs == 1 else _in_processes(data, name, jobs))
    if not pages:
        raise BrokenFile(name, "PDF 中没有可读的页面", remedy="请重新下载，或用浏览器另存为 PDF。")
    empty = [page.number for page in pages if not page.lines and not page.tables]
    if len(empty) == len(pages):
        raise NoText(name, "PDF 没有文字层（可能是扫描件）", remedy="请先做文字识别（OCR）。")
    flow = Flow(pages)
    text = flow.text()
    return Reading(
        text=text,
        parts=tuple(flow.parts),
        lines=tuple(flow.lines),
        pages=tuple(flow.pages),
        warnings=tuple(_warnings(pages, empty, text)),
        title=_title(pages),
    )


def read_pages(data: bytes, name: str, numbers: range | None = None) -> Iterator[PageContent]:
    """The pages one by one, so that a long document needs the memory of one page. Raises as ``read_pdf`` does.

    ``numbers`` are the indexes, from 0, of the pages to read; None for all.
    """
    for page in printed_pages(data, name, numbers):
        yield lay_out(page)


def _in_processes(data: bytes, name: str, jobs: int) -> Iterator[PageContent]:
    step = -(-_count(data, name) // jobs)
    ranges = [range(job * step, (job + 1) * step) for job in range(jobs)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for pages in pool.map(_read_range, repeat(data), repeat(name), ranges):
            yield from pages


def _read_range(data: bytes, name: str, numbers: range) -> list[PageContent]:
    return list(read_pages(data, name, numbers))


def _count(data: bytes, name: str) -> int:
    with _faults_named(name):
        try:
            with pdfium.PdfiumFile(data) as file:
                return len(file)
        except pdfium.Unsure:
            with plumber.PlumberFile(data) as other:
                return len(other)


def printed_pages(data: bytes, name: str, numbers: range | None = None) -> Iterator[PrintedPage]:
    """The runs and rulings of each page, by the engine that reads it best."""
    with _faults_named(name):
        yield from _by_pdfium(data, name, numbers)


@contextmanager
def _faults_named(name: str) -> Iterator[None]:
    """Turns what an engine raises into the faults that name the file."""
    try:
        yield
    except (pdfium.Encrypted, plumber.Encrypted) as error:
        raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
    except plumber.Unreadable as error:
        raise BrokenFile(name, "PDF 文件损坏", remedy="请重新下载，或用浏览器另存为 PDF。") from error


def _by_pdfium(data: bytes, name: str, numbers: range | None) -> Iterator[PrintedPage]:
    try:
        file = pdfium.PdfiumFile(data)
    except pdfium.Unsure:
        yield from _by_pdfminer(data, name, numbers)
        return
    with file, _Second(data, len(file)) as second:
        for index in _indexes(len(file), name, numbers):
            try:
                page = file.page(index)
            except pdfium.Unsure as doubt:
                yield second.page(index, doubt)
                continue
            yield second.compared(page) if index == min(_COMPARED, len(file) - 1) else page


def _by_pdfminer(data: bytes, name: str, numbers: range | None) -> Iterator[PrintedPage]:
    with plumber.PlumberFile(data) as file:
        for index in _indexes(len(file), name, numbers):
            yield file.page(index)


def _indexes(count: int, name: str, numbers: range | None) -> range:
    if count > MOST_PAGES:
        raise TooLarge(name, f"PDF 超过 {MOST_PAGES} 页", remedy="请拆分文件后重试。")
    return range(count) if numbers is None else range(numbers.start, min(numbers.stop, count))


class _Second:
    """The second engine, opened when the first is unsure of a page."""

    def __init__(self, data: bytes, count: int) -> None:
        self._data = data
        self._count = count
        self._file: plumber.PlumberFile | None = None

    def page(self, index: int, doubt: pdfium.Unsure) -> PrintedPage:
        """The page as the second engine reads it; empty, with the reason, where that fails too."""
        doubts = [str(doubt)]
        try:
            if self._file is None:
                self._file = plumber.PlumberFile(self._data)
            if len(self._file) != self._count:
                doubts.append(f"两个引擎读出的页数不同：{self._count} 与 {len(self._file)}")
            page = self._file.page(index)
        except plumber.Unreadable as error:
            return PrintedPage(index + 1, 0.0, 0.0, (), Rulings(), "", (*doubts, f"此页无法读取：{error}"))
        found = sum(len(run.text) - run.text.count(" ") for run in page.runs)
        if doubt.characters and abs(found - doubt.characters) > _DISAGREE * max(found, doubt.characters):
            doubts.append(f"两个引擎读出的字数不同：{doubt.characters} 与 {found}")
        return page._replace(doubts=tuple(doubts))

    def compared(self, page: PrintedPage) -> PrintedPage:
        """A page of the first engine, with a doubt where the second counts other pages or other characters on it."""
        try:
            if self._file is None:
                self._file = plumber.PlumberFile(self._data)
            count, found = self._file.count(), self._file.characters(page.number - 1)
        except (plumber.Unreadable, plumber.Encrypted) as error:
            return page._replace(doubts=(*page.doubts, f"无法与 pdfminer 比对：{error}"))
        doubts = [f"两个引擎读出的页数不同：{self._count} 与 {count}"] if count != self._count else []
        read = sum(len(run.text) - run.text.count(" ") for run in page.runs)
        if not page.doubts and abs(found - read) > max(_DISAGREE * max(found, read), _FEW):
            doubts.append(f"两个引擎读出的字数不同：{read} 与 {found}")
        return page._replace(doubts=(*page.doubts, *doubts))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.__exit__()


def lay_out(page: PrintedPage) -> PageContent:
    """A page's tables, and the lines outside them in reading order."""
    rulings = join_rulings(join_dots(page.rulings))
    tables, rest = find_tables(page.runs, rulings)
    gutter = find_gutter(rest, page.width)
    lines = lines_of(rest) if gutter is None else lines_in_columns(rest, gutter)
    borderless, rest = find_borderless(rest, lines)
    if borderless:
        tables, lines = [*tables, *borderless], lines_of(rest)
    boxes = find_boxes(rulings, rest, page.width, [table.box for table in tables])
    return PageContent(
        page.number,
        page.width,
        page.height,
        tuple(lines),
        tuple(tables),
        gutter,
        page.engine,
        page.doubts,
        tuple(boxes),
    )


def find_tables(runs: Sequence[Run], rulings: Rulings) -> tuple[list[RuledTable], list[Run]]:
    """The tables that the rulings of a page draw, and the runs outside them."""
    tables: list[RuledTable] = []
    rest = list(runs)
    for boxes in find_cells(close_sides(rulings)):
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
