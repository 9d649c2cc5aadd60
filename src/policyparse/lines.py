"""The printed lines of a document, packed: where each stands in the text and on its page."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Self, overload

from policyparse.source import Box, Edge, Edges


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. ``edges[i]`` is the left and right edge of its i-th character, where the format has boxes."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    edges: Sequence[Edge] = ()
    size: float | None = None
    bold: bool = False


class Lines(Sequence[Line]):
    """The lines of a text, ordered by their place in it: the tuple of them, packed.

    Few of a document's lines are ever asked for, since a figure's box needs one or two; a table of three hundred pages
    has 77,000. Packed, they take little room, and a process hands them to another as they are.
    """

    __slots__ = ("_bold", "_boxes", "_edges", "_ends", "_pages", "_reach", "_sizes", "_starts", "_steps")

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = ()) -> None:
        """Lines of a text without pages. Those of ``on_page`` have their boxes too."""
        self._starts = array("q", starts)
        self._ends = array("q", ends)
        self._pages = array("l")
        self._boxes = array("d")
        self._sizes = array("d")
        self._bold = b""
        self._edges = b""
        self._reach = array("q")  # where each line's edges end in all of them
        self._steps = b""

    @classmethod
    def on_page(
        cls,
        page: int,
        spans: tuple[Sequence[int], Sequence[int]],
        boxes: Iterable[Box],
        edges: Sequence[Edges],
        sizes: Iterable[float],
        bold: Iterable[bool],
    ) -> Self:
        """The lines of a page: their starts and ends in the text, and how each is printed. All in the same order."""
        lines = cls(*spans)
        lines._pages = array("l", [page]) * len(lines)
        lines._boxes = array("d", chain.from_iterable(boxes))
        lines._sizes = array("d", sizes)
        lines._bold = bytes(bold)
        packed = [line.packed for line in edges]
        lines._edges = b"".join(packed)
        lines._reach = array("q", accumulate(map(len, packed)))
        lines._steps = bytes([line.step for line in edges])
        return lines

    @classmethod
    def joined(cls, parts: Iterable[tuple[Lines, int]]) -> Self:
        """The lines of texts that follow each other, each with the place where its text begins in the whole."""
        lines = cls()
        bold, edges, steps = [], [], []
        reached = 0
        for part, start in parts:
            lines._starts.extend([place + start for place in part._starts])
            lines._ends.extend([place + start for place in part._ends])
            lines._pages.extend(part._pages)
            lines._boxes.extend(part._boxes)
            lines._sizes.extend(part._sizes)
            lines._reach.extend([end + reached for end in part._reach])
            reached += len(part._edges)
            bold.append(part._bold)
            edges.append(part._edges)
            steps.append(part._steps)
        lines._bold, lines._edges, lines._steps = b"".join(bold), b"".join(edges), b"".join(steps)
        return lines

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, place: int | slice) -> Line | tuple[Line, ...]:
        if isinstance(place, slice):
            return tuple(map(self._line, range(*place.indices(len(self)))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        return self._line(place % len(self))

    def _line(self, place: int) -> Line:
        start, end = self._starts[place], self._ends[place]
        if not self._pages:
            return Line(start, end)
        edges = self._edges[self._reach[place - 1] if place else 0 : self._reach[place]]
        return Line(
            start,
            end,
            self._pages[place],
            Box(*self._boxes[4 * place : 4 * place + 4]),
            Edges(edges, self._steps[place]),
            self._sizes[place],
            bool(self._bold[place]),
        )

    def within(self, start: int, end: int) -> Iterator[Line]:
        """The lines that print something of ``text[start:end]``, in order."""
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(self) and self._starts[place] < end:
            if self._ends[place] > start:
                yield self._line(place)
            place += 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lines) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash((self._starts.tobytes(), self._ends.tobytes()))

    def __repr__(self) -> str:
        return f"Lines({len(self)})"
