"""A PDF's pages by pdfplumber and pdfminer: slower than pdfium, but reads some fonts and files that it does not."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Self

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import dedupe_chars

from policyparse.read.glyphs import Glyph, Type, plain_character, runs_of
from policyparse.read.printedpage import Drawn, Frame, PrintedPage
from policyparse.read.wordspace import SpacedPage

ENGINE = "pdfminer"
logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it finds amiss is for who asks, not for stderr
_TWIN = 2.0  # points: a character printed again within them is bold
_LONGEST_CHAIN = 10  # references to references
_FAULTS = (  # what pdfminer raises on files that break the rules
    PdfminerException,
    PDFException,
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Encrypted(Exception):
    """The file wants a password."""


class Unreadable(Exception):
    """pdfminer cannot read the file or the page."""


class PlumberFile:
    """An open PDF."""

    def __init__(self, data: bytes) -> None:
        """Raises Encrypted and Unreadable."""
        self._pdf: Any = _guarded(lambda: pdfplumber.open(io.BytesIO(data)))
        self._paged = False

    def __len__(self) -> int:
        self._paged = True
        pages: list[Any] = _guarded(lambda: self._pdf.pages)
        return len(pages)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._paged:  # pdfplumber makes every page in order to close it
            self._pdf.close()

    def count(self) -> int:
        """How many pages the page tree holds, counted without reading them. Raises Unreadable."""
        number: int = _guarded(lambda: sum(1 for _ in _leaves(self._pdf.doc)))
        return number

    def characters(self, index: int) -> int:
        """How many characters a page prints, those made bold by printing them twice once. Raises Unreadable."""
        number: int = _guarded(lambda: _count_characters(self._pdf, index))
        return number

    def page(self, index: int) -> PrintedPage:
        """One page, counted from 0. Raises Unreadable."""
        self._paged = True
        printed = _guarded(lambda: _Printed(SpacedPage(self._pdf, self._pdf.pages[index].page_obj, index + 1)))
        return _read(printed)


def _guarded(act: Callable[[], Any]) -> Any:
    """What ``act`` gives, pdfminer's many faults made one."""
    try:
        return act()
    except _FAULTS as error:
        causes = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
            raise Encrypted from error
        raise Unreadable(str(error)) from error


def _leaves(document: Any) -> Iterator[Any]:
    """The page objects of a document. Raises PDFException for a reference that never ends, which pdfminer follows on."""
    waiting, seen = [document.catalog.get("Pages")], set()
    while waiting:
        reference = waiting.pop()
        number = getattr(reference, "objid", None)
        node = resolve1(reference)
        if not isinstance(node, dict) or (number is not None and number in seen):
            continue
        seen.add(number)
        for box in ("MediaBox", "CropBox"):
            _check_end(node.get(box))
        children = resolve1(node.get("Kids"))
        if isinstance(children, list):
            waiting.extend(children)
        else:
            yield node


def _check_end(value: Any) -> None:
    for _ in range(_LONGEST_CHAIN):
        if not isinstance(value, PDFObjRef):
            return
        value = value.resolve()
    raise PDFException("a reference that never ends")


def _count_characters(pdf: Any, index: int) -> int:
    found = next(islice(PDFPage.create_pages(pdf.doc), index, None))
    page = Page(pdf, found, page_number=index + 1)
    try:
        turned = _turns(page.chars) > 0
        chars = (char for char in page.chars if char["upright"] != turned)
        places = {(char["text"].strip(), round(char["x0"] / _TWIN), round(char["top"] / _TWIN)) for char in chars}
        return sum(len(text) for text, _, _ in places)
    finally:
        page.close()


class _Placed(list[Any]):
    """Characters whose places are known: ``dedupe_chars`` asks for each, and a list would compare it with all before."""

    def __init__(self, chars: Iterable[Any]) -> None:
        super().__init__(chars)
        self._places = {id(char): place for place, char in enumerate(self)}

    def index(self, char: Any, *_: Any) -> int:
        return self._places[id(char)]


class _Printed:
    """What pdfplumber finds on a page; its faults are raised here, so that no fault of ours is taken for one."""

    def __init__(self, page: Any) -> None:
        try:
            self.number: int = page.page_number
            self.bbox: tuple[float, float, float, float] = page.bbox
            self.chars: list[Any] = dedupe_chars(_Placed(page.chars), tolerance=1)
            self.lines: list[Any] = page.lines
            self.rects: list[Any] = page.rects
            self.curves: list[Any] = page.curves
        finally:
            page.close()


def _read(page: _Printed) -> PrintedPage:
    """A page whose text runs up or down is read as if it were turned upright."""
    chars = page.chars
    turns = _turns(chars)
    if turns:
        chars = [char for char in chars if not char["upright"]]
    left, top, right, bottom = page.bbox
    frame = Frame(0.0, 0.0, float(right - left), float(bottom - top), turns)
    runs = runs_of(_glyphs(chars, frame, left, top), lambda glyph: _type(glyph, chars[glyph.key]))
    rulings = _drawn(page, left, top, frame.y1).on(frame)
    return PrintedPage(page.number, frame.width, frame.height, tuple(runs), rulings, ENGINE)


def _turns(chars: list[Any]) -> int:
    sideways = [char for char in chars if not char["upright"]]
    if len(sideways) * 2 <= len(chars):
        return 0
    return 1 if sum(char["matrix"][1] > 0 for char in sideways) * 2 > len(sideways) else 3


def _glyphs(chars: list[Any], frame: Frame, left: float, top: float) -> Iterator[Glyph]:
    spaced = False
    for index, char in enumerate(chars):
        if not char["text"].strip():
            spaced = True
            continue
        low, high = frame.y1 - (char["bottom"] - top), frame.y1 - (char["top"] - top)
        box = frame.box(char["x0"] - left, low, char["x1"] - left, high)
        yield Glyph(plain_character(char["text"]), *box, spaced, index)
        spaced = False


def _type(glyph: Glyph, char: Any) -> Type:
    name = char["fontname"].lower()
    return Type(float(char["size"]), "bold" in name or "hei" in name, glyph.top, glyph.bottom)


def _drawn(page: _Printed, left: float, top: float, height: float) -> Drawn:
    drawn = Drawn([], [])
    for line in page.lines:
        level = line["top"] == line["bottom"]
        y0, y1 = height - (line["top"] - top), height - (line["bottom"] - top)
        drawn.add_line(line["x0"] - left, y0, line["x1"] - left, y0 if level else y1)
    for rect in page.rects:
        drawn.add_rectangle(
            rect["x0"] - left, height - (rect["bottom"] - top), rect["x1"] - left, height - (rect["top"] - top)
        )
    for curve in page.curves:
        drawn.add_outline([(x - left, height - (y - top)) for x, y in curve["pts"]])
    return drawn
