"""A PDF's pages by pdfium: characters, rulings and fonts read from its page objects."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import atan2, hypot, pi
from typing import Any, NamedTuple, Self

import pypdfium2
import pypdfium2.raw as raw
from PIL.Image import Image

from policyparse.read import pdfiumcalls as calls
from policyparse.read.glyphs import UNREADABLE, Glyph, Run, Type, plain_character, runs_of
from policyparse.read.hidden import Unseen, part_hidden
from policyparse.read.pathwalk import walk
from policyparse.read.printedpage import Frame, PrintedPage
from policyparse.source import Box, Edges

ENGINE = "pdfium"
_MAP_ERRORS = 0.1  # of the sampled characters, above which the font's missing map is the other engine's business
_SAMPLED = 40  # characters of a page
_FIRST_CHINESE = "\u2e80"
_BLANKS = frozenset([*map(chr, (0, 1, *range(3, 33))), "\xa0", "\u3000"])  # 2 is a hyphen at a line's end
_PLAIN = {2: "-"} | {code: plain_character(chr(code)) for code in range(0x2E80, 0x2FE0)}
_INK, _LATIN = r"[^\x00\x01\x03-\x20\xa0\u3000]", r"[\x21-\x7e\xa1-\u2e7f]"
_WORD = re.compile(rf"{_INK}+")
_WORDS = re.compile(rf"{_INK}+(?:(?<={_LATIN})[ ](?={_LATIN}){_INK}+)*")  # 全年增长, GDP per capita
_SHORTEST_RECKONED = 4  # characters
_WIDEST_BLANK = 0.6  # of the type size, between words
_JUSTIFIED = 0.15  # of the type size that a character may stand further from the next to fill a line
_OFF = 0.6  # points by which a reckoned character may be off
_UPRIGHT = 0  # quarter turns
_LEVEL = 0.1  # radians that text may rise and still be level
_ABOVE, _BELOW = 0.88, 0.12  # of the type size: an ideograph's body over and under the baseline


Rectangle = tuple[float, float, float, float]  # left, low, right, high in the file's coordinates


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
        self._text_page = text_page
        self._handle = calls.handle_of(text_page)
        self._number = number
        self._fonts: dict[int, _Font] = {}
        self._sizes: dict[tuple[int, str, float], tuple[float, float]] = {}
        self._foreign: list[int] = []  # characters in fonts that the file does not hold
        self._widths: dict[float, dict[str, float]] = {}  # by the box's height, how far a character's next is from it
        rectangle = raw.FS_RECTF()
        self._rectangle = memoryview(rectangle).cast("B").cast("f")
        self._rectangle_pointer = ctypes.byref(rectangle)
        self._slanted: set[int] = set()  # characters whose boxes are made from their origins
        self._frame = Frame(0.0, 0.0, 0.0, 0.0)

    def read(self) -> PrintedPage:
        text = self._text()
        drawn, has_text, blank, white, count = walk(self._page)
        if has_text and not text.strip():
            raise Unsure("pdfium 读不出文字")
        self._check_map(text)
        runs, frame = self._runs(text)
        if any(text[index] >= _FIRST_CHINESE for index in self._foreign):
            raise Unsure("中文字体未嵌入", sum(len(run.text) - run.text.count(" ") for run in runs))
        rulings = drawn.on(frame)
        unseen = Unseen(tuple(frame.box(*box) for box in blank), tuple(frame.box(*box) for box in white))
        seen, doubts = part_hidden(runs, rulings, unseen, frame.width, frame.height)
        return PrintedPage(self._number, frame.width, frame.height, tuple(seen), rulings, ENGINE, doubts, count)

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
        errors = sum(calls.has_map_error(self._handle, index) > 0 for index in sampled)
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

    def _runs(self, text: str) -> tuple[list[Run], Frame]:
        """The runs on the page turned upright; of a page whose text runs up or down only those that do."""
        shown = raw.FPDFPage_GetRotation(self._page) % 4
        if not shown and not self._any_slanting(text):
            self._frame = Frame(*self._corners(), _UPRIGHT)
            return self._level_runs(text), self._frame
        boxes = self._boxes(text)
        turns: dict[int, int] = {}
        for index, box in enumerate(boxes):
            if box:
                boxes[index], turns[index] = self._turned(index, box)
        ways = [list(turns.values()).count(turn) for turn in range(4)]
        most = ways.index(max(ways)) if max(ways) * 2 > len(turns) else shown
        if most != shown:
            for index, turn in turns.items():
                boxes[index] = boxes[index] if turn == most else None
        self._frame = Frame(*self._corners(), most)
        return runs_of(self._on(self._frame, text, boxes), self._type), self._frame

    def _level_runs(self, text: str) -> list[Run]:
        """The runs of a page whose text runs to the right.

        A word's first, middle and last character are measured. Where the widths known of its characters agree with
        them, the others are reckoned from those widths; where not, every character is measured.
        """
        runs: list[Run] = []
        for found in _WORDS.finditer(text):
            start, end = found.span()
            run = self._reckoned(text, start, end)
            if run is not None:
                runs.append(run)
                continue
            for word in _WORD.finditer(text, start, end):
                runs += self._word(text, *word.span())
            blank = text.find(" ", start, end)
            if blank > 0:
                self._learn_blank(blank)
        return runs

    def _word(self, text: str, start: int, end: int) -> list[Run]:
        run = self._reckoned(text, start, end)
        if run is not None:
            return [run]
        boxes = [self._box(index) for index in range(start, end)]
        self._learn(text[start:end], boxes)
        before = text[start - 1] if start else ""
        return runs_of(self._on(self._frame, text[start:end], boxes, start, before), self._type)

    def _reckoned(self, text: str, start: int, end: int) -> Run | None:
        """A word of known widths as a run; None where they don't agree with where its characters stand."""
        if end - start < _SHORTEST_RECKONED:
            return None
        first = self._box(start)
        height = first[3] - first[1]
        widths = self._widths.get(round(height, 1))
        if widths is None:
            return None
        word, left = text[start:end], self._frame.x0
        try:
            edges = list(accumulate(map(widths.__getitem__, word), initial=first[0] - left))
        except KeyError:
            return None
        last = self._box(end - 1)
        middle = (end - start) // 2
        wider = (last[0] - left - edges[-2]) / (end - start - 1)
        stands = self._box(start + middle)[0] - left
        off = abs(stands - edges[middle] - wider * middle)
        if abs(wider) > _JUSTIFIED * height or off > _OFF or last[1] > first[3] or last[3] < first[1]:
            return None
        if abs(wider) > 0.001:
            edges = [edge + wider * index for index, edge in enumerate(edges)]
        edges[-1] = last[2] - left
        size, bold, top, bottom = self._typeset(start, word[0], self._frame.y1 - first[3], self._frame.y1 - first[1])
        box = Box(round(edges[0], 3), round(top, 3), round(edges[-1], 3), round(bottom, 3))
        return Run(
            word.translate(_PLAIN), Edges.touching(edges), box, round(size * 2) / 2, bold, self._is_spaced(text, start)
        )

    def _learn(self, word: str, boxes: Sequence[Rectangle]) -> None:
        """Remember how far each character of a measured word is from the next."""
        widths = self._widths.setdefault(round(boxes[0][3] - boxes[0][1], 1), {})
        for char, box, after in zip(word, boxes, boxes[1:], strict=False):
            if 0 < after[0] - box[0] < 2 * (box[3] - box[1]):
                widths[char] = after[0] - box[0]
        widths.setdefault(word[-1], boxes[-1][2] - boxes[-1][0])

    def _learn_blank(self, blank: int) -> None:
        before, after = self._box(blank - 1), self._box(blank + 1)
        height, width = before[3] - before[1], after[0] - before[2]
        if 0 < width < _WIDEST_BLANK * height:
            self._widths.setdefault(round(height, 1), {}).setdefault(" ", width)

    def _box(self, index: int) -> Rectangle:
        calls.loose_char_box(self._handle, index, self._rectangle_pointer)
        left, high, right, low = self._rectangle.tolist()
        return left, low, right, high

    def _any_slanting(self, text: str) -> bool:
        """Whether any of some characters does not run to the right."""
        printed = [word.start() for word in _WORD.finditer(text)]
        sampled = printed[:: max(1, len(printed) // _SAMPLED)]
        return any(_LEVEL < calls.char_angle(self._handle, index) < 2 * pi - _LEVEL for index in sampled)

    def _boxes(self, text: str) -> list[Rectangle | None]:
        """The box of each character that is no blank."""
        return [None if char in _BLANKS else self._box(index) for index, char in enumerate(text)]

    def _on(
        self, frame: Frame, text: str, boxes: Sequence[Rectangle | None], first: int = 0, before: str = ""
    ) -> Iterator[Glyph]:
        """The characters from the ``first`` on; ``before`` is what stands before that."""
        blank = before in _BLANKS
        latest = ""
        for index, box in enumerate(boxes, start=first):
            char = text[index - first]
            if box is None or char in _BLANKS:
                blank = True
                continue
            spaced = blank and index > 0 and self._is_space(latest, index - 1, char)
            blank, latest = False, char
            yield Glyph(char.translate(_PLAIN), *frame.box(*box), spaced, index)

    def _is_spaced(self, text: str, start: int) -> bool:
        if not start or text[start - 1] not in _BLANKS:
            return False
        return self._is_space(text[start - 2 : start - 1], start - 1, text[start])

    def _is_space(self, before: str, blank: int, after: str) -> bool:
        """Whether a blank is one of the text: pdfium adds its own, also where Chinese meets figures."""
        if before < _FIRST_CHINESE and after < _FIRST_CHINESE:
            return True
        return bool(calls.is_generated(self._handle, blank) != 1)

    def _turned(self, index: int, box: Rectangle) -> tuple[Rectangle, int]:
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
        calls.char_matrix(self._handle, index, ctypes.byref(matrix))
        return matrix

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        calls.char_origin(self._handle, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def _size(self, index: int, matrix: Any) -> float:
        """The type size in points."""
        return float(calls.font_size(self._handle, index) * hypot(matrix.c, matrix.d))

    # Fonts -----------------------------------------------------------------------------------------------------------

    def _type(self, glyph: Glyph) -> Type:
        return self._typeset(glyph.key, glyph.text, glyph.top, glyph.bottom)

    def _typeset(self, key: int, char: str, top: float, bottom: float) -> Type:
        """How a character is set; one in a font that the file does not hold is remembered."""
        text_object = calls.text_object(self._handle, key)
        address = calls.font_address(text_object) if text_object else None
        height = bottom - top
        if not address:
            return Type(height, False, top, bottom)
        font = self._fonts.get(address)
        if font is None:
            font = self._fonts[address] = _font(ctypes.cast(address, raw.FPDF_FONT))
        if not font.embedded:
            self._foreign.append(key)
        if self._frame.turns or key in self._slanted:
            return Type(height, font.bold, top, bottom)
        setting = (address, char, round(height, 2))
        known = self._sizes.get(setting)
        if known is None:
            known = self._sizes[setting] = self._size_and_drop(key, top, bottom)
        size, drop = known
        baseline = bottom - drop
        return Type(size, font.bold, baseline - _ABOVE * size, baseline + _BELOW * size)

    def _size_and_drop(self, key: int, top: float, bottom: float) -> tuple[float, float]:
        """A character's type size, and how far its box reaches below the baseline; equal wherever it is set alike."""
        size = self._size(key, self._matrix(key))
        drop = bottom - (self._frame.y1 - self._origin(key)[1])
        return (size, drop) if size else (bottom - top, _BELOW * (bottom - top))


def _font(handle: Any) -> _Font:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    return _Font("bold" in name or "hei" in name, raw.FPDFFont_GetIsEmbedded(handle) == 1)
