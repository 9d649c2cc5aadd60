"""The characters of a page as pdfium knows them, by their index: where each stands and how it is set."""

from __future__ import annotations

import ctypes
from math import atan2, hypot, pi
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from policyparse.read import pdfiumcalls as calls
from policyparse.read.glyphs import UNREADABLE, plain_character

FIRST_CHINESE = "\u2e80"
BLANKS = frozenset([*map(chr, (0, 1, *range(3, 33))), "\xa0", "\u3000"])  # 2 is a hyphen at a line's end
PLAIN = {2: "-"} | {code: plain_character(chr(code)) for code in range(0x2E80, 0x2FE0)}
_ABOVE, _BELOW = 0.88, 0.12  # of the type size: an ideograph's body over and under the baseline

Rectangle = tuple[float, float, float, float]  # left, low, right, high in the file's coordinates


class Advances(dict[str, float]):
    """How far the next character stands from one, in points, in a font and size; asked of the font when first needed.

    Raises KeyError for a character that the font gives no width for.
    """

    def __init__(self, font: int, across: float) -> None:
        """``font`` is its address, ``across`` the width of its em in points."""
        super().__init__()
        self._font = ctypes.c_void_p(font)
        self._across = across
        self._width = ctypes.c_float()
        self._pointer = ctypes.byref(self._width)

    def __missing__(self, char: str) -> float:
        if not calls.glyph_width(self._font, ctypes.c_uint(ord(char)), ctypes.c_float(1.0), self._pointer):
            raise KeyError(char)
        width = self._width.value * self._across
        if width <= 0:
            raise KeyError(char)
        self[char] = width
        return width


class Font(NamedTuple):
    """What is asked of a font; one that is not ``embedded`` is not held by the file."""

    bold: bool
    embedded: bool


class Setting(NamedTuple):
    """How a character is set: its type size in points, whether bold, and the widths of its font's characters.

    Its line reaches from ``foot`` to ``head`` points over the low edge of its box, as an ideograph's body would.
    """

    size: float
    bold: bool
    foot: float
    head: float
    embedded: bool
    advances: Advances


class Characters:
    """The characters of a loaded page; ``text`` has one for each, blanks and line ends that pdfium adds among them."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._handle = calls.handle_of(text_page)
        self._fonts: dict[int, Font] = {}
        self._settings: dict[tuple[int, str, float], Setting] = {}
        self._advances: dict[tuple[int, float], Advances] = {}
        rectangle = raw.FS_RECTF()
        self._rectangle = memoryview(rectangle).cast("B").cast("f")
        self._rectangle_pointer = ctypes.byref(rectangle)
        self.foreign: list[int] = []  # characters in fonts that the file does not hold, as far as they were asked for
        self.text = self._read()

    def _read(self) -> str:
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

    def box(self, index: int) -> Rectangle:
        """A character's box as high as its font's, from where it begins to where the next may."""
        calls.loose_char_box(self._handle, index, self._rectangle_pointer)
        left, high, right, low = self._rectangle.tolist()
        return left, low, right, high

    def boxes(self, start: int, end: int) -> list[Rectangle]:
        """The boxes of the characters ``start`` to ``end``."""
        ask, handle, pointer, answer = calls.loose_char_box, self._handle, self._rectangle_pointer, self._rectangle
        boxes: list[Rectangle] = []
        for index in range(start, end):
            ask(handle, index, pointer)
            left, high, right, low = answer
            boxes.append((left, low, right, high))
        return boxes

    def has_map_error(self, index: int) -> bool:
        return bool(calls.has_map_error(self._handle, index) > 0)

    def angle(self, index: int) -> float:
        """How far a character is turned to the left, in radians."""
        return float(calls.char_angle(self._handle, index))

    def is_spaced(self, index: int) -> bool:
        """Whether a blank of the text is printed before a character."""
        if not index or self.text[index - 1] not in BLANKS:
            return False
        return self.is_space(self.text[index - 2 : index - 1], index)

    def is_space(self, before: str, index: int) -> bool:
        """Whether the blank between ``before`` and a character is of the text.

        pdfium adds blanks of its own, also where Chinese meets figures.
        """
        if before < FIRST_CHINESE and self.text[index] < FIRST_CHINESE:
            return True
        return not self.is_generated(index - 1)

    def is_generated(self, index: int) -> bool:
        """Whether pdfium added a character, to part what stands apart."""
        return bool(calls.is_generated(self._handle, index) == 1)

    def setting(self, index: int, box: Rectangle) -> Setting | None:
        """How a character that runs to the right is set; None where pdfium knows no font."""
        address = self._font_address(index)
        if not address:
            return None
        key = (address, self.text[index], round(box[3] - box[1], 2))
        known = self._settings.get(key)
        if known is None:
            known = self._settings[key] = self._look_up(index, address, box)
        if not known.embedded:
            self.foreign.append(index)
        return known

    def _look_up(self, index: int, address: int, box: Rectangle) -> Setting:
        """A character's setting, which is that of each like it in a box as high."""
        matrix = self.matrix(index)
        scale = float(calls.font_size(self._handle, index))
        size, across = scale * hypot(matrix.c, matrix.d), scale * hypot(matrix.a, matrix.b)
        advances = self._advances.setdefault((address, across), Advances(address, across))
        font = self._font(address)
        height = box[3] - box[1]
        if not size:
            return Setting(height, font.bold, 0.0, height, font.embedded, advances)
        drop = self.origin(index)[1] - box[1]
        return Setting(size, font.bold, drop - _BELOW * size, drop + _ABOVE * size, font.embedded, advances)

    def font(self, index: int) -> Font | None:
        """The font of a character; None where pdfium knows none."""
        address = self._font_address(index)
        font = self._font(address) if address else None
        if font and not font.embedded:
            self.foreign.append(index)
        return font

    def _font_address(self, index: int) -> int | None:
        text_object = calls.text_object(self._handle, index)
        return calls.font_address(text_object) if text_object else None

    def _font(self, address: int) -> Font:
        font = self._fonts.get(address)
        if font is None:
            font = self._fonts[address] = _describe(ctypes.cast(address, raw.FPDF_FONT))
        return font

    def matrix(self, index: int) -> Any:
        matrix = raw.FS_MATRIX()
        calls.char_matrix(self._handle, index, ctypes.byref(matrix))
        return matrix

    def origin(self, index: int) -> tuple[float, float]:
        """Where a character begins on its baseline."""
        x, y = ctypes.c_double(), ctypes.c_double()
        calls.char_origin(self._handle, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value

    def turned(self, index: int, box: Rectangle) -> tuple[Rectangle, int, bool]:
        """The box of a character, its quarter turns to the left, and whether the box was made from its origin.

        That of one that does not run to the right reaches from its origin to the far end of its ink, and a type size
        across its line.
        """
        matrix = self.matrix(index)
        turns = round(atan2(matrix.b, matrix.a) * 2 / pi) % 4
        if turns == 0 and box[0] < box[2] and box[1] < box[3]:
            return box, turns, False
        x, y = self.origin(index)
        ink = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(self._text_page, index, *ink)
        left, right, low, high = (edge.value for edge in ink)
        size = float(calls.font_size(self._handle, index)) * hypot(matrix.c, matrix.d)
        above, below = _ABOVE * size, _BELOW * size
        if turns == 0:
            return (min(x, left), y - below, max(right, left + 0.01), y + above), turns, True
        if turns == 1:
            return (x - above, min(y, low), x + below, max(high, low + 0.01)), turns, True
        if turns == 2:
            return (min(left, right - 0.01), y - above, max(x, right), y + below), turns, True
        return (x - below, min(low, high - 0.01), x + above, max(y, high)), turns, True


def _describe(handle: Any) -> Font:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(handle, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    return Font("bold" in name or "hei" in name, raw.FPDFFont_GetIsEmbedded(handle) == 1)
