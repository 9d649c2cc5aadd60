"""A PDF opened by pdfium and, where pdfium is unsure of the file or of a page, by pdfminer too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from policyparse.errors import BrokenFile, EncryptedFile, TooLarge
from policyparse.read import collector, pdfium, plumber
from policyparse.read.lattice import Rulings
from policyparse.read.printedpage import PrintedPage

MOST_PAGES = 5000
_KEPT = 16  # pages of the second engine that may lie about unused: they refer to themselves, at some 2 MB a page
_DISAGREE = 0.02  # of a page's characters that one engine finds and the other does not
_COMPARED = 2  # index of the page, or the last, on which both engines count the characters
_MOST_DRAWN = 20_000  # objects and segments of a page that both engines read; pdfminer takes minutes for a map
_FEW = 3  # characters that make no disagreement


class Engines:
    """The pages of a PDF, each by the engine that reads it best; the second engine is opened when first needed."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises EncryptedFile, BrokenFile, and TooLarge for more than MOST_PAGES."""
        self._data = data
        self._name = name
        self._first: pdfium.PdfiumFile | None = None
        self._second: plumber.PlumberFile | None = None
        self._seconds = 0  # pages that the second engine has read
        with _faults_named(name):
            try:
                self._first = pdfium.PdfiumFile(data)
            except pdfium.Unsure:
                self._second = plumber.PlumberFile(data)
            self._count = len(self._first or self._opened())
        if self._count > MOST_PAGES:
            self.close()
            raise TooLarge(name, f"PDF 超过 {MOST_PAGES} 页", remedy="请拆分文件后重试。")

    def __len__(self) -> int:
        return self._count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._first is not None:
            self._first.__exit__()
        if self._second is not None:
            self._second.__exit__()

    def page(self, index: int) -> PrintedPage:
        """One page, counted from 0. Raises BrokenFile where neither engine reads the file."""
        with _faults_named(self._name):
            if self._first is None:
                return self._by_second(index)
            try:
                page = self._first.page(index)
            except pdfium.Unsure as doubt:
                return self._doubted(index, doubt)
        is_sample = index == min(_COMPARED, self._count - 1) and page.drawn <= _MOST_DRAWN
        return self._compared(page) if is_sample else page

    def _opened(self) -> plumber.PlumberFile:
        if self._second is None:
            self._second = plumber.PlumberFile(self._data)
        return self._second

    def _by_second(self, index: int) -> PrintedPage:
        page = self._opened().page(index)
        self._seconds += 1
        if self._seconds % _KEPT == 0:
            collector.collect_young()
        return page

    def _doubted(self, index: int, doubt: pdfium.Unsure) -> PrintedPage:
        """The page as the second engine reads it; empty, with the reason, where that fails too."""
        doubts = [str(doubt)]
        try:
            other = len(self._opened())
            if other != self._count:
                doubts.append(f"两个引擎读出的页数不同：{self._count} 与 {other}")
            page = self._by_second(index)
        except plumber.Unreadable as error:
            return PrintedPage(index + 1, 0.0, 0.0, (), Rulings(), "", (*doubts, f"此页无法读取：{error}"))
        found = _count(page)
        if doubt.characters and abs(found - doubt.characters) > _DISAGREE * max(found, doubt.characters):
            doubts.append(f"两个引擎读出的字数不同：{doubt.characters} 与 {found}")
        return page._replace(doubts=tuple(doubts))

    def _compared(self, page: PrintedPage) -> PrintedPage:
        """A page of the first engine, with a doubt where the second counts other pages or other characters on it."""
        try:
            second = self._opened()
            count, found = second.count(), second.characters(page.number - 1)
        except (plumber.Unreadable, plumber.Encrypted) as error:
            return page._replace(doubts=(*page.doubts, f"无法与 pdfminer 比对：{error}"))
        doubts = [f"两个引擎读出的页数不同：{self._count} 与 {count}"] if count != self._count else []
        read = _count(page)
        if not page.doubts and abs(found - read) > max(_DISAGREE * max(found, read), _FEW):
            doubts.append(f"两个引擎读出的字数不同：{read} 与 {found}")
        return page._replace(doubts=(*page.doubts, *doubts))


def _count(page: PrintedPage) -> int:
    """The characters of a page, blanks apart."""
    return sum(len(run.text) - run.text.count(" ") for run in page.runs)


@contextmanager
def _faults_named(name: str) -> Iterator[None]:
    """Turns what an engine raises into the faults that name the file."""
    try:
        yield
    except (pdfium.Encrypted, plumber.Encrypted) as error:
        raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
    except plumber.Unreadable as error:
        raise BrokenFile(name, "PDF 文件损坏", remedy="请重新下载，或用浏览器另存为 PDF。") from error
