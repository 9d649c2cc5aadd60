"""A PDF's pages by pdfium: characters, rulings and fonts read from its page objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from math import atan2, hypot, pi
from typing import Any, NamedTuple, Self

import pypdfium2
import pypdfium2.raw as raw
from PIL.Image import Image

from policyparse.read.glyphs import UNREADABLE, Glyph, Type, plain_character, runs_of
from policyparse.read.pathwalk import walk
from policyparse.read.printedpage import Frame, PrintedPage

ENGINE = "pdfium"
_MAP_ERRORS = 0.1  # of the sampled characters, above which the font's missing map is the other engine's business
_SAMPLED = 40  # characters of a page
_FIRST_CHINESE = "\u2e80"
_HYPHEN = "\x02"  # how pdfium prints a hyphen at a line's end
_UPRIGHT = 0  # quarter turns
_LEVEL = 0.1  # radians that text may rise and still be level
_ABOVE, _BELOW = 0.88, 0.12  # of the type size: an ideograph's body over and under the baseline


class Unsure(Exception):
    """pdfium can't be trusted with this page; the message says why. ``characters`` is how many it read."""

    def __init__(self, why: str, characters: int = 0) -> None:
        super().__init__(why)
        self.characters = characters


class Encrypted(Exception):
    """The file wants a password."""


class _Font(NamedTuple):
    bold: bool
    embedded: bool


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
        """The page as it prints, ``scale`` pixels a point."""
        page = self._document[index]
        try:
            return page.render(scale=scale).to_pil()
        finally:
            page.close()


class _Page:
    """One loaded page."""

    def __init__(self, page: Any, text_page: Any, number: int) -> None:
        self._page = page
        self._text_page = text_page
        self._number = number
        self._fonts: dict[int, _Font] = {}
        self._foreign: list[int] = []  # characters in fonts that the file does not hold
        self._slanted: set[int] = set()  # characters whose boxes are made from their origins
        self._frame = Frame(0.0, 0.0, 0.0, 0.0)

    def read(self) -> PrintedPage:
        text = self._text()
        drawn, has_text = walk(self._page)
        if has_text and not text.strip():
            raise Unsure("pdfium 读不出文字")
        self._check_map(text)
        glyphs, frame = self._glyphs(text)
        runs = runs_of(glyphs, self._type)
        if any(text[index] >= _FIRST_CHINESE for index in self._foreign):
            raise Unsure("中文字体未嵌入", sum(len(run.text) - run.text.count(" ") for run in runs))
        return PrintedPage(self._number, frame.width, frame.height, tuple(runs), drawn.on(frame), ENGINE)

    def _text(self) -> str:
        """The page's characters, one a glyph, blanks and line ends that pdfium adds among them."""
        count = raw.FPDFText_CountChars(self._text_page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = raw.FPDFText_GetText(self._text_page, 0, count, buffer)
        text = bytes(buffer).decode("utf-16-le", "replace")[:-1]
        if written == count + 1 and len(text) == count:
            return text
        codes = (raw.FPDFText_GetUnicode(self._text_page, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else UNREADABLE for code in codes)

    def _check_map(self, text: str) -> None:
        sampled = range(0, len(text), max(1, len(text) // _SAMPLED))
        errors = sum(raw.FPDFText_HasUnicodeMapError(self._text_page, index) > 0 for index in sampled)
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

    # Characters ------------------------------------------------------------------------------------------------------

    def _glyphs(self, text: str) -> tuple[Iterator[Glyph], Frame]:
        """The characters on the page turned upright; of a page whose text runs up or down only those that do."""
        boxes = self._boxes(text)
        shown = raw.FPDFPage_GetRotation(self._page) % 4
        if not shown and not self._any_slanting(boxes):
            frame = Frame(*self._corners(), _UPRIGHT)
            return self._on(frame, text, boxes), frame
        turns: dict[int, int] = {}
        for index, box in enumerate(boxes):
            if box:
                boxes[index], turns[index] = self._turned(index, box)
        ways = [list(turns.values()).count(turn) for turn in range(4)]
        most = ways.index(max(ways)) if max(ways) * 2 > len(turns) else shown
        if most != shown:
            for index, turn in turns.items():
                boxes[index] = boxes[index] if turn == most else None
        frame = Frame(*self._corners(), most)
        return self._on(frame, text, boxes), frame

    def _any_slanting(self, boxes: Sequence[tuple[float, float, float, float] | None]) -> bool:
        """Whether any of some characters, or any whose box is empty, does not run to the right."""
        printed = [index for index, box in enumerate(boxes) if box]
        sampled = printed[:: max(1, len(printed) // _SAMPLED)]
        empty = (index for index in printed if boxes[index][0] >= boxes[index][2] or boxes[index][1] >= boxes[index][3])
        angle_of = raw.FPDFText_GetCharAngle
        return any(_LEVEL < angle_of(self._text_page, index) < 2 * pi - _LEVEL for index in (*sampled, *empty))

    def _boxes(self, text: str) -> list[tuple[float, float, float, float] | None]:
        """The box of each character that is no blank: left, low, right, high in the file's coordinates."""
        text_page, find = self._text_page, raw.FPDFText_GetLooseCharBox
        rectangle = raw.FS_RECTF()
        pointer = ctypes.byref(rectangle)
        boxes: list[tuple[float, float, float, float] | None] = []
        for index, char in enumerate(text):
            if char <= " " and char != _HYPHEN or char in "\xa0\u3000":
                boxes.append(None)
                continue
            find(text_page, index, pointer)
            boxes.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        return boxes

    def _on(
        self, frame: Frame, text: str, boxes: Sequence[tuple[float, float, float, float] | None]
    ) -> Iterator[Glyph]:
        self._frame = frame
        upright, left_edge, top_edge = frame.turns == _UPRIGHT, frame.x0, frame.y1
        before = ""
        for index, box in enumerate(boxes):
            if box is None:
                continue
            char = text[index]
            spaced = index > 0 and boxes[index - 1] is None and self._is_space(before, index - 1, char)
            before = char
            if "\u2e80" <= char <= "\u2fdf" or char < " ":
                char = "-" if char == _HYPHEN else plain_character(char)
            if upright:
                left, low, right, high = box
                yield Glyph(
                    char, left - left_edge, top_edge - high, right - left_edge, top_edge - low, spaced, index
                )
            else:
                yield Glyph(char, *frame.box(*box), spaced, index)

    def _is_space(self, before: str, blank: int, after: str) -> bool:
        """Whether a blank is one of the text: pdfium adds its own, also where Chinese meets figures."""
        if before < _FIRST_CHINESE and after < _FIRST_CHINESE:
            return True
        return raw.FPDFText_IsGenerated(self._text_page, blank) != 1

    def _turned(
        self, index: int, box: tuple[float, float, float, float]
    ) -> tuple[tuple[float, float, float, float], int]:
        """The box of a character and its quarter turns.

        That of one that does not run to the right reaches from its origin to the far end of its ink, and a type size
        across its line.
        """
        matrix = self._matrix(index)
        turns = round(atan2(matrix.b, matrix.a) * 2 / pi) % 4
        if turns == _UPRIGHT and box[0] < box[2] and box[1] < box[3]:
            return box, turns
        self._slanted.add(index)
        x, y = self._origin(index)
        ink = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(self._text_page, index, *ink)
        left, right, low, high = (edge.value for edge in ink)
        size = self._size(index, matrix)
        above, below = _ABOVE * size, _BELOW * size
        if turns == 0:
            return (min(x, left), y - below, max(right, left + 0.01), y + above), turns
        if turns == 1:
            return (x - above, min(y, low), x + below, max(high, low + 0.01)), turns
        if turns == 2:
            return (min(left, right - 0.01), y - above, max(x, right), y + below), turns
        return (x - below, min(low, high - 0.01), x + above, max(y, high)), turns

    def _matrix(self, index: int) -> Any:
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._text_page, index, matrix)
        return matrix

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(self._text_page, index, x, y)
        return x.value, y.value

    def _size(self, index: int, matrix: Any) -> float:
        """The type size in points."""
        return float(raw.FPDFText_GetFontSize(self._text_page, index) * hypot(matrix.c, matrix.d))

    # Fonts -----------------------------------------------------------------------------------------------------------

    def _type(self, glyph: Glyph) -> Type:
        """How a character is set; one in a font that the file does not hold is remembered."""
        font = self._font_of(glyph.key)
        if font is None:
            return Type(glyph.bottom - glyph.top, False, glyph.top, glyph.bottom)
        if not font.embedded:
            self._foreign.append(glyph.key)
        size = self._size(glyph.key, self._matrix(glyph.key))
        if self._frame.turns or glyph.key in self._slanted or not size:
            return Type(glyph.bottom - glyph.top, font.bold, glyph.top, glyph.bottom)
        baseline = self._frame.y1 - self._origin(glyph.key)[1]
        return Type(size, font.bold, baseline - _ABOVE * size, baseline + _BELOW * size)

    def _font_of(self, index: int) -> _Font | None:
        text_object = raw.FPDFText_GetTextObject(self._text_page, index)
        handle = raw.FPDFTextObj_GetFont(text_object) if text_object else None
        if not handle:
            return None
        address = ctypes.addressof(handle.contents)
        if address not in self._fonts:
            self._fonts[address] = _font(handle)
        return self._fonts[address]


def _font(handle: Any) -> _Font:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    return _Font("bold" in name or "hei" in name, raw.FPDFFont_GetIsEmbedded(handle) == 1)
