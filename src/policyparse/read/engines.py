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
                return self._first.page(index)
            except pdfium.Unsure as doubt:
                return self._doubted(index, doubt)

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
        found = sum(len(run.text) - run.text.count(" ") for run in page.runs)
        if doubt.characters and abs(found - doubt.characters) > _DISAGREE * max(found, doubt.characters):
            doubts.append(f"两个引擎读出的字数不同：{doubt.characters} 与 {found}")
        return page._replace(doubts=tuple(doubts))


@contextmanager
def _faults_named(name: str) -> Iterator[None]:
    """Turns what an engine raises into the faults that name the file."""
    try:
        yield
    except (pdfium.Encrypted, plumber.Encrypted) as error:
        raise EncryptedFile(name, "PDF 已加密", remedy="请取消密码后重试。") from error
    except plumber.Unreadable as error:
        raise BrokenFile(name, "PDF 文件损坏", remedy="请重新下载，或用浏览器另存为 PDF。") from error
