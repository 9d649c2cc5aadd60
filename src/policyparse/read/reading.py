"""What a reader hands over: the text, and its printed lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from policyparse.document import Page, Table
from policyparse.lines import Lines


@dataclass(frozen=True, slots=True)
class Strand:
    """One printed line, or one whole paragraph where the format marks those (``whole``).

    ``full`` says that the line runs to the right margin, so that its sentence may go on in the next; ``indented`` that
    it begins further in than the lines of its paragraph would. ``level`` is a heading level that the format itself
    gives (a style, an ``h2``), 0 where it gives none. ``size`` is in points, ``room`` the white at the right of a line, of
    its size, where the reader knows it.
    """

    start: int
    end: int
    full: bool = False
    indented: bool = False
    centred: bool = False
    whole: bool = False
    level: int = 0
    page: int | None = None
    size: float | None = None
    room: float | None = None


Part = Strand | Table


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as its format gave it; ``title`` and ``fields`` (发文字号 → …) are what the format says of it."""

    text: str
    parts: tuple[Part, ...]
    lines: Lines = field(default_factory=Lines)
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
