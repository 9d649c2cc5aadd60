"""A PDF's pages by pdfium: characters, rulings and fonts read from its page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import pi
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as raw
from PIL.Image import Image

from policyparse.read.characters import BLANKS, FIRST_CHINESE, PLAIN, Characters, Rectangle
from policyparse.read.glyphs import Glyph, Run, Type, runs_of
from policyparse.read.hidden import Unseen, part_hidden
from policyparse.read.pathwalk import walk
from policyparse.read.printedpage import Frame, PrintedPage
from policyparse.read.words import WORD, Words

ENGINE = "pdfium"
_MAP_ERRORS = 0.1  # of the sampled characters, above which the font's missing map is the other engine's business
_SAMPLED = 40  # characters of a page
_UPRIGHT = 0  # quarter turns
_LEVEL = 0.1  # radians that text may rise and still be level


class Unsure(Exception):
    """pdfium can't be trusted with this page; the message says why. ``characters`` is how many it read."""

    def __init__(self, why: str, characters: int = 0) -> None:
        super().__init__(why)
        self.characters = characters


class Encrypted(Exception):
    """The file wants a password."""


class PdfiumFile:
    """An open PDF; pages are read one at a time and closed again, so that memory stays flat."""

    def __init__(self, data: bytes) -> None:
        """Raises Encrypted, and Unsure for a file that pdfium cannot open."""
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower():
                raise Encrypted from error
            raise Unsure(str(error)) from error

    def __len__(self) -> int:
        return len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, index: int) -> PrintedPage:
        """One page, counted from 0. Raises Unsure where the other engine must read it."""
        page = raw.FPDF_LoadPage(self._document, index)
        if not page:
            raise Unsure("pdfium 打不开此页")
        try:
            text_page = raw.FPDFText_LoadPage(page)
            if not text_page:
                raise Unsure("pdfium 读不出文字")
            try:
                return _Page(page, text_page, index + 1).read()
            finally:
                raw.FPDFText_ClosePage(text_page)
        finally:
            raw.FPDF_ClosePage(page)

    def picture(self, index: int, *, scale: float) -> Image:
        """The page as it prints, ``scale`` pixels a point. Raises IndexError where the file has no such page."""
        if not 0 <= index < len(self):
            raise IndexError(index)
        page = self._document[index]
        try:
            picture: Image = page.render(scale=scale).to_pil()
            return picture
        finally:
            page.close()


class _Page:
    """One loaded page."""

    def __init__(self, page: Any, text_page: Any, number: int) -> None:
        self._page = page
        self._characters = Characters(text_page)
        self._number = number

    def read(self) -> PrintedPage:
        text = self._characters.text
        drawn, has_text, blank, white, count = walk(self._page)
        if has_text and not text.strip():
            raise Unsure("pdfium 读不出文字")
        self._check_map()
        runs, frame = self._runs()
        if any(text[index] >= FIRST_CHINESE for index in self._characters.foreign):
            raise Unsure("中文字体未嵌入", sum(len(run.text) - run.text.count(" ") for run in runs))
        rulings = drawn.on(frame)
        unseen = Unseen(tuple(frame.box(*box) for box in blank), tuple(frame.box(*box) for box in white))
        seen, doubts = part_hidden(runs, rulings, unseen, frame.width, frame.height)
        return PrintedPage(self._number, frame.width, frame.height, tuple(seen), rulings, ENGINE, doubts, count)

    def _check_map(self) -> None:
        text = self._characters.text
        sampled = range(0, len(text), max(1, len(text) // _SAMPLED))
        errors = sum(map(self._characters.has_map_error, sampled))
        if errors > _MAP_ERRORS * len(sampled):
            raise Unsure("字体没有文字编码", len(text.split()))

    def _corners(self) -> tuple[float, float, float, float]:
        corners = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPage_GetMediaBox(self._page, *corners):
            x0, y0, x1, y1 = (corner.value for corner in corners)
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self._page, bounds)
        return bounds.left, bounds.bottom, bounds.right, bounds.top

    def _runs(self) -> tuple[list[Run], Frame]:
        """The runs on the page turned upright; of a page whose text runs up or down only those that do."""
        shown = raw.FPDFPage_GetRotation(self._page) % 4
        if not shown and not self._any_slanting():
            frame = Frame(*self._corners(), _UPRIGHT)
            return Words(self._characters, frame).runs(), frame
        return self._turned_runs(shown)

    def _any_slanting(self) -> bool:
        """Whether any of some characters does not run to the right."""
        printed = [word.start() for word in WORD.finditer(self._characters.text)]
        sampled = printed[:: max(1, len(printed) // _SAMPLED)]
        return any(_LEVEL < self._characters.angle(index) < 2 * pi - _LEVEL for index in sampled)

    def _turned_runs(self, shown: int) -> tuple[list[Run], Frame]:
        """The runs of a page that is ``shown`` with so many turns, or whose text is turned."""
        characters = self._characters
        boxes: dict[int, Rectangle] = {}
        turns: dict[int, int] = {}
        made: set[int] = set()
        for index, char in enumerate(characters.text):
            if char not in BLANKS:
                boxes[index], turns[index], is_made = characters.turned(index, characters.box(index))
                if is_made:
                    made.add(index)
        ways = [list(turns.values()).count(turn) for turn in range(4)]
        most = ways.index(max(ways)) if max(ways) * 2 > len(turns) else shown
        if most != shown:
            boxes = {index: box for index, box in boxes.items() if turns[index] == most}
        frame = Frame(*self._corners(), most)

        def type_of(glyph: Glyph) -> Type:
            font = characters.font(glyph.key)
            setting = None if most or glyph.key in made or not font else characters.setting(glyph.key, boxes[glyph.key])
            if setting is None:
                return Type(glyph.bottom - glyph.top, bool(font and font.bold), glyph.top, glyph.bottom)
            return Type(setting.size, setting.bold, glyph.bottom - setting.head, glyph.bottom - setting.foot)

        return runs_of(self._glyphs(frame, boxes), type_of), frame

    def _glyphs(self, frame: Frame, boxes: dict[int, Rectangle]) -> Iterator[Glyph]:
        text = self._characters.text
        blank = False
        latest = ""
        for index, char in enumerate(text):
            box = boxes.get(index)
            if box is None:
                blank = True
                continue
            spaced = blank and index > 0 and self._characters.is_space(latest, index)
            blank, latest = False, char
            yield Glyph(char.translate(PLAIN), *frame.box(*box), spaced, index)
