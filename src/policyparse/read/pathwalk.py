"""The straight pieces that a page draws, from pdfium's path objects, sorted into shapes as pdfminer sorts them."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from policyparse.read import pdfiumcalls as calls
from policyparse.read.printedpage import Drawn

MOST_OBJECTS = 100_000  # of a page
MOST_SEGMENTS = 5_000  # of a path; a drawing has more
MOST_PIECES = 200_000  # segments of a page's paths together; what comes after them is not looked at
_DEEPEST_FORM = 8  # forms in forms; exponential nesting is an attack

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, low, right, high in the file's coordinates
_WHITE = 250  # of 255 in red, green and blue
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Walked(NamedTuple):
    """A page's paths as straight pieces, what it says of its text, and how many objects and segments it has."""

    drawn: Drawn
    has_text: bool
    blank: list[Rectangle]
    white: list[Rectangle]
    size: int


def walk(page: Any) -> Walked:
    """What a loaded page draws, whether it has any text object, and where text prints nothing or white."""
    walker = _Walker()
    walker.walk_page(page)
    return Walked(walker.drawn, walker.has_text, walker.blank, walker.white, walker.size)


class _Walker:
    def __init__(self) -> None:
        self.drawn = Drawn([], [])
        self.has_text = False
        self.size = 0
        self.blank: list[Rectangle] = []
        self.white: list[Rectangle] = []
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._colour_pointers = [ctypes.byref(part) for part in self._colour]
        self._left = MOST_OBJECTS
        self._pieces_left = MOST_PIECES
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._x_pointer, self._y_pointer = ctypes.byref(self._x), ctypes.byref(self._y)
        matrix = raw.FS_MATRIX()
        self._raw_matrix = memoryview(matrix).cast("B").cast("f")
        self._matrix_pointer = ctypes.byref(matrix)

    def walk_page(self, page: Any) -> None:
        get, kind_of, add = calls.page_object, calls.object_kind, self._add
        handle = calls.handle_of(page)
        for index in range(min(raw.FPDFPage_CountObjects(page), self._left)):
            found = get(handle, index)
            add(found, kind_of(found), _IDENTITY, 0)

    def _add(self, found: Any, kind: int, outer: Matrix, depth: int) -> None:
        self._left -= 1
        self.size += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.has_text = True
            if depth == 0:
                self._look_at(found)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._add_path(found, outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _product(self._matrix(found), outer)
            for index in range(calls.form_objects(found)):
                if self._left <= 0:
                    return
                member = calls.form_object(found, ctypes.c_ulong(index))
                self._add(member, calls.object_kind(member), inner, depth + 1)

    def _look_at(self, text: Any) -> None:
        """Remember a text object that no reader of the page sees."""
        if calls.text_mode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            self.blank.append(_bounds(text))
            return
        if not calls.object_fill(text, *self._colour_pointers):
            return
        red, green, blue, opaque = self._colour
        if opaque.value == 0:
            self.blank.append(_bounds(text))
        elif red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE:
            self.white.append(_bounds(text))

    def _matrix(self, found: Any) -> Matrix:
        calls.object_matrix(found, self._matrix_pointer)
        a, b, c, d, e, f = self._raw_matrix.tolist()
        return a, b, c, d, e, f

    def _add_path(self, path: Any, outer: Matrix) -> None:
        count = calls.segments(path)
        self.size += count
        if not 2 <= count <= min(MOST_SEGMENTS, self._pieces_left):
            return
        self._pieces_left -= count
        matrix = self._matrix(path)
        if outer is not _IDENTITY:
            matrix = _product(matrix, outer)
        if count in (2, 5):
            first = self._points(path, min(count, 4), matrix)
            if count == 2:
                self.drawn.add_line(*first[0], *first[1])
                return
            if _is_upright(first):
                self.drawn.add_rectangle(*first[0], *first[2])
                return
        for shape, points in self._parts(path, count, matrix):
            self._add_shape(shape, points)

    def _points(self, path: Any, count: int, matrix: Matrix) -> list[Point]:
        a, b, c, d, e, f = matrix
        segment_at, point_of = calls.segment, calls.segment_point
        points: list[Point] = []
        for index in range(count):
            point_of(segment_at(path, index), self._x_pointer, self._y_pointer)
            x, y = self._x.value, self._y.value
            points.append((a * x + c * y + e, b * x + d * y + f))
        return points

    def _parts(self, path: Any, count: int, matrix: Matrix) -> list[tuple[str, list[Point]]]:
        """The path's pieces, each begun by a move: operators (m, l, c, h) and the points that they lead to."""
        parts: list[tuple[str, list[Point]]] = []
        bend = 0
        for index, point in enumerate(self._points(path, count, matrix)):
            segment = calls.segment(path, index)
            kind = calls.segment_kind(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
                parts.append(("m", [point]))
                continue
            shape, points = parts[-1]
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                bend += 1
                if bend % 3:
                    continue
                shape += "c"
            else:
                shape += "l"
            points.append(point)
            if calls.segment_closes(segment):
                shape += "h"
                points.append(points[0])
            parts[-1] = (shape, points)
        return parts

    def _add_shape(self, shape: str, points: list[Point]) -> None:
        if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
            shape, points = shape[:-2] + "h", points[:-1]
        if shape in ("ml", "mlh"):
            self.drawn.add_line(*points[0], *points[1])
        elif shape in ("mlllh", "mllll") and points[0] == points[4] and _is_upright(points):
            self.drawn.add_rectangle(*points[0], *points[2])
        else:
            self.drawn.add_outline(points)


def _bounds(found: Any) -> Rectangle:
    edges = [ctypes.c_float() for _ in range(4)]
    calls.object_bounds(found, *map(ctypes.byref, edges))
    left, low, right, high = (edge.value for edge in edges)
    return left, low, right, high


def _is_upright(points: list[Point]) -> bool:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points[:4]
    return (x0 == x1 and y1 == y2 and x2 == x3 and y3 == y0) or (y0 == y1 and x1 == x2 and y2 == y3 and x3 == x0)


def _product(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that applies ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
