"""Characters on a page → printed lines, each character with its edges."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from policyparse.source import Box

_SPACE = 0.3  # of the type size: a wider gap between two characters is a space
_COLUMN_GAP = 3.0  # of the type size: a wider gap parts columns
_SAME_LINE = 0.5  # of the smaller character's height that two characters of a line share
UNREADABLE = "\ufffd"  # a glyph that the font gives no character for


class Glyph(NamedTuple):
    """One character as printed; edges in points from the top left corner of the page."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    spaced: bool  # a blank was printed before it


class PrintedLine(NamedTuple):
    """A line of text as printed; ``edges[i]`` belongs to ``text[i]``. ``size`` is the type's, in points."""

    text: str
    edges: tuple[tuple[float, float], ...]
    box: Box
    size: float
    bold: bool


def lines_of(glyphs: Iterable[Glyph], *, column_gap: float = _COLUMN_GAP) -> list[PrintedLine]:
    """The printed lines of these characters from the top down, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.top + glyph.bottom, glyph.x0)):
        home = next((row for row in reversed(rows[-3:]) if _shares_line(row[0], glyph)), None)
        if home is None:
            rows.append([glyph])
        else:
            home.append(glyph)
    rows.sort(key=lambda row: min(glyph.top for glyph in row))
    return [_line(sorted(row, key=lambda glyph: glyph.x0), column_gap) for row in rows]


def _shares_line(first: Glyph, second: Glyph) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared >= _SAME_LINE * min(first.bottom - first.top, second.bottom - second.top)


def _line(row: Sequence[Glyph], column_gap: float) -> PrintedLine:
    text: list[str] = []
    edges: list[tuple[float, float]] = []
    for index, glyph in enumerate(row):
        if index and (blank := _blank(row[index - 1], glyph, column_gap)):
            text.append(blank)
            edges.append((row[index - 1].x1, max(glyph.x0, row[index - 1].x1)))
        for part, edge in _parted(glyph):
            text.append(part)
            edges.append(edge)
    box = Box(
        min(glyph.x0 for glyph in row),
        min(glyph.top for glyph in row),
        max(glyph.x1 for glyph in row),
        max(glyph.bottom for glyph in row),
    )
    bold = sum(glyph.bold for glyph in row) * 2 > len(row)
    return PrintedLine("".join(text), tuple(edges), box, round(median(glyph.size for glyph in row) * 2) / 2, bold)


def _blank(left: Glyph, right: Glyph, column_gap: float) -> str:
    gap = (right.x0 - left.x1) / max(left.size, right.size, 1.0)
    if gap > column_gap:
        return "\t"
    return " " if gap > _SPACE or (right.spaced and gap > 0) else ""


def _parted(glyph: Glyph) -> Iterator[tuple[str, tuple[float, float]]]:
    """The characters of a glyph (a ligature has several), its width shared out among them."""
    step = (glyph.x1 - glyph.x0) / len(glyph.text)
    for index, char in enumerate(glyph.text):
        yield char, (glyph.x0 + index * step, glyph.x0 + (index + 1) * step)


def plain_character(printed: str) -> str:
    """A printed character as text: a Kangxi radical as its ideograph, an unmapped glyph as U+FFFD.

    >>> plain_character("⼈"), plain_character("(cid:123)"), plain_character("％")
    ('人', '\ufffd', '％')
    """
    if printed.startswith("(cid:"):
        return UNREADABLE
    return "".join(unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char for char in printed)
