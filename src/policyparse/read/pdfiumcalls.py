"""pdfium's getters that are asked for every character or path, called without ctypes' conversions.

pypdfium2 declares the types of each function's arguments, and ctypes then converts and checks them at every call, which
costs more than the call. Here the same functions are called as they are: a handle must come as ``c_void_p``, a place to
write to as ``byref``. They hold the interpreter's lock, since each takes less time than to give it up.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

Handle = ctypes.c_void_p


class Pointer(ctypes.c_void_p):
    """A pointer that a call gives, fit to be handed to the next; ctypes would make a plain ``c_void_p`` an int."""


def handle_of(pointer: Any) -> Handle:
    """What a typed pointer of pypdfium2 points to, for the calls of this module."""
    return ctypes.cast(pointer, ctypes.c_void_p)


def _direct(name: str, result: Any = ctypes.c_int) -> Any:
    address = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(result)(address)


loose_char_box = _direct("FPDFText_GetLooseCharBox")
text_object = _direct("FPDFText_GetTextObject", Pointer)
font_address = _direct("FPDFTextObj_GetFont", ctypes.c_void_p)
is_generated = _direct("FPDFText_IsGenerated")
glyph_width = _direct("FPDFFont_GetGlyphWidth")
char_angle = _direct("FPDFText_GetCharAngle", ctypes.c_float)
has_map_error = _direct("FPDFText_HasUnicodeMapError")
font_size = _direct("FPDFText_GetFontSize", ctypes.c_double)
char_matrix = _direct("FPDFText_GetMatrix")
char_origin = _direct("FPDFText_GetCharOrigin")
page_object = _direct("FPDFPage_GetObject", Pointer)
object_kind = _direct("FPDFPageObj_GetType")
object_bounds = _direct("FPDFPageObj_GetBounds")
object_fill = _direct("FPDFPageObj_GetFillColor")
text_mode = _direct("FPDFTextObj_GetTextRenderMode")
object_matrix = _direct("FPDFPageObj_GetMatrix")
segments = _direct("FPDFPath_CountSegments")
segment = _direct("FPDFPath_GetPathSegment", Pointer)
segment_point = _direct("FPDFPathSegment_GetPoint")
segment_kind = _direct("FPDFPathSegment_GetType")
segment_closes = _direct("FPDFPathSegment_GetClose")
form_objects = _direct("FPDFFormObj_CountObjects")
form_object = _direct("FPDFFormObj_GetObject", Pointer)
