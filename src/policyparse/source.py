"""Where a thing stands: a character span of the document's text, a table cell, a box on a page.

Every span is half-open and counts characters of ``Document.text``, so ``text[start:end]`` is what is printed there.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from struct import Struct
from typing import NamedTuple, Self, overload

from pydantic import BaseModel, ConfigDict, model_serializer


class Box(NamedTuple):
    """A rectangle in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )


Edge = tuple[float, float]
_PAIR = Struct("2d")


class Edges(Sequence[Edge]):
    """The left and right edges of a line's characters in points: the tuple of these pairs, packed.

    A document of three hundred pages has a million of them; as tuples of floats each takes over a hundred bytes, here
    sixteen, or eight where each character ends where the next begins.
    """

    __slots__ = ("_packed", "_step")

    def __init__(self, packed: bytes = b"", step: int = 2) -> None:
        """``packed`` holds doubles; the pair of the i-th character begins at the one numbered ``step * i``."""
        self._packed = packed
        self._step = step

    @classmethod
    def of(cls, pairs: Iterable[Edge]) -> Self:
        return cls(array("d", chain.from_iterable(pairs)).tobytes())

    @classmethod
    def touching(cls, bounds: Sequence[float]) -> Self:
        """Those of characters that leave no gap: where each begins, and where the last ends."""
        return cls(array("d", bounds).tobytes(), 1)

    @property
    def packed(self) -> bytes:
        return self._packed

    @property
    def step(self) -> int:
        return self._step

    def __len__(self) -> int:
        return (len(self._packed) - _PAIR.size) // (8 * self._step) + 1 if self._packed else 0

    @overload
    def __getitem__(self, place: int) -> Edge: ...
    @overload
    def __getitem__(self, place: slice) -> Edges: ...
    def __getitem__(self, place: int | slice) -> Edge | Edges:
        if isinstance(place, slice):
            return self._part(place)
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        left, right = _PAIR.unpack_from(self._packed, 8 * self._step * place)
        return left, right

    def _part(self, part: slice) -> Edges:
        start, stop, step = part.indices(len(self))
        if step != 1:
            return Edges.of(tuple(self)[part])
        if stop <= start:
            return Edges()
        unit = 8 * self._step
        return Edges(self._packed[unit * start : unit * (stop - 1) + _PAIR.size], self._step)

    def __iter__(self) -> Iterator[Edge]:
        values = memoryview(self._packed).cast("d").tolist()
        return pairwise(values) if self._step == 1 else zip(values[::2], values[1::2], strict=True)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Edges | tuple):
            return tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[Self], tuple[bytes, int]]:
        return type(self), (self._packed, self._step)


class Source(BaseModel):
    """The place of a figure or definition in its document.

    ``start`` and ``end`` span ``Document.text``. ``table``, ``row`` and ``column`` (caption, row label, column header
    path joined by `` > ``) are set for a table cell; ``bbox`` where the format has pages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: int
    end: int
    table: str | None = None
    row: str | None = None
    column: str | None = None
    bbox: Box | None = None

    @model_serializer
    def _only_what_is_set(self) -> dict[str, object]:
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: list(v) if isinstance(v, Box) else v for name, v in fields.items() if v is not None}


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A stretch of text cleaned for reading, each character of which knows its place in ``Document.text``.

    ``offsets[i]`` is where ``text[i]`` stands. Line breaks, layout spaces and page furniture that cleaning removed
    simply have no character here; characters are never reordered, so offsets increase. They are a range where nothing
    was removed, which most cells of a table need not spell out.
    """

    text: str
    offsets: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """A passage printed without any cleaning at ``start``."""
        return cls(text, range(start, start + len(text)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Passage):
            return NotImplemented
        return self.text == other.text and tuple(self.offsets) == tuple(other.offsets)

    def __hash__(self) -> int:
        return hash((self.text, *self.offsets[:1]))

    @property
    def start(self) -> int:
        return self.offsets[0]

    @property
    def end(self) -> int:
        return self.offsets[-1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of ``Document.text`` that ``self.text[start:end]`` was cleaned from."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> Passage:
        """``self.text[start:end]`` as a passage of its own."""
        return Passage(self.text[start:end], self.offsets[start:end])
