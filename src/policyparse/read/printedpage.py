"""What an engine finds on a page, whichever engine it is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from policyparse.read.glyphs import Run
from policyparse.read.lattice import Ruling, Rulings
from policyparse.source import Box


class PrintedPage(NamedTuple):
    """A page's runs of characters and its rulings, both from the top left corner of the page turned upright.

    ``engine`` is the library that read them; ``doubts`` say where the two engines disagree and what could not be read,
    ``drawn`` counts the objects that were drawn and their segments, where the engine counts them.
    """

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rulings: Rulings
    engine: str
    doubts: tuple[str, ...] = ()
    drawn: int = 0


class Frame(NamedTuple):
    """The page's corners in the file's coordinates (y upward), and the quarter turns its text makes to the left.

    Text that runs to the right has 0 turns, upward 1, to the left 2, downward 3.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    turns: int = 0

    @property
    def width(self) -> float:
        return self.y1 - self.y0 if self.turns % 2 else self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.x1 - self.x0 if self.turns % 2 else self.y1 - self.y0

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        """A rectangle of the file on the page turned so that its text runs to the right."""
        if self.turns == 0:
            return Box(left - self.x0, self.y1 - high, right - self.x0, self.y1 - low)
        if self.turns == 1:
            return Box(low - self.y0, left - self.x0, high - self.y0, right - self.x0)
        if self.turns == 2:
            return Box(self.x1 - right, low - self.y0, self.x1 - left, high - self.y0)
        return Box(self.y1 - high, self.x1 - right, self.y1 - low, self.x1 - left)


class Drawn(NamedTuple):
    """Straight pieces that a page draws, each as left, low, right, high in the file's coordinates."""

    vertical: list[tuple[float, float, float, float]]
    horizontal: list[tuple[float, float, float, float]]

    def add_rectangle(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, right = (x0, x1) if x0 < x1 else (x1, x0)
        low, high = (y0, y1) if y0 < y1 else (y1, y0)
        self.vertical.extend(((left, low, left, high), (right, low, right, high)))
        self.horizontal.extend(((left, high, right, high), (left, low, right, low)))

    def add_line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroke of its own; pdfplumber counts a slanting one as vertical, and so does this."""
        piece = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        (self.horizontal if y0 == y1 else self.vertical).append(piece)

    def add_outline(self, points: list[tuple[float, float]]) -> None:
        """The sides of any other shape, of which only upright and level ones count."""
        for (x0, y0), (x1, y1) in pairwise(points):
            if x0 == x1 or y0 == y1:
                piece = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                (self.vertical if x0 == x1 else self.horizontal).append(piece)

    def on(self, frame: Frame) -> Rulings:
        """These pieces as rulings of a page."""
        upright, level = self.vertical, self.horizontal
        if frame.turns % 2:
            upright, level = level, upright
        return Rulings(tuple(_upright(frame, upright)), tuple(_level(frame, level)))


def _upright(frame: Frame, pieces: Iterable[tuple[float, float, float, float]]) -> Iterable[Ruling]:
    for piece in pieces:
        x0, top, _, bottom = frame.box(*piece)
        yield Ruling(round(x0, 3), round(top, 3), round(bottom, 3))


def _level(frame: Frame, pieces: Iterable[tuple[float, float, float, float]]) -> Iterable[Ruling]:
    for piece in pieces:
        x0, top, x1, _ = frame.box(*piece)
        yield Ruling(round(top, 3), round(x0, 3), round(x1, 3))
