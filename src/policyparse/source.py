"""Where a thing stands: a character span of the document's text, a table cell, a box on a page.

Every span is half-open and counts characters of ``Document.text``, so ``text[start:end]`` is what is printed there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

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


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text cleaned for reading, each character of which knows its place in ``Document.text``.

    ``offsets[i]`` is where ``text[i]`` stands. Line breaks, layout spaces and page furniture that cleaning removed
    simply have no character here; characters are never reordered, so offsets increase.
    """

    text: str
    offsets: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.offsets):
            raise ValueError(f"{len(self.text)} characters but {len(self.offsets)} offsets")

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """A passage printed without any cleaning at ``start``."""
        return cls(text, tuple(range(start, start + len(text))))

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
