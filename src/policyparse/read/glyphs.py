"""Characters on a page → runs as the file prints them → printed lines, each character with its edges."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from policyparse.source import Box, Edge, Edges

SPACE = 0.3  # of the type size: a wider gap between two characters is a space
_RUN_GAP = 0.8  # of the type size: a wider gap ends a run, since a gutter or a ruling may stand in it
_COLUMN_GAP = 3.0  # of the type size: a wider gap parts columns
SAME_LINE = 0.4  # of the smaller character's height that two characters of a line share
TWIN = 1.0  # points between the two printings of a character made bold by printing it twice
UNREADABLE = "\ufffd"  # a glyph that the font gives no character for


class Glyph(NamedTuple):
    """One character as printed; edges in points from the top left corner of the page.

    ``spaced`` says that a blank was printed before it; ``key`` is what the engine knows it by.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    spaced: bool
    key: int


class PrintedLine(NamedTuple):
    """A line of text as printed, or a run of it; ``edges[i]`` belongs to ``text[i]``. ``size`` is in points.

    ``spaced`` says that a blank was printed before it.
    """

    text: str
    edges: Sequence[Edge]
    box: Box
    size: float
    bold: bool
    spaced: bool = False


Run = PrintedLine


class Type(NamedTuple):
    """How a character is set: its size in points, whether bold, and the top and bottom of its line."""

    size: float
    bold: bool
    top: float
    bottom: float


def runs_of(glyphs: Iterable[Glyph], type_of: Callable[[Glyph], Type]) -> list[Run]:
    """The stretches of characters that follow each other to the right without a wide gap, in the file's order.

    ``type_of`` is asked for one character of each.
    """
    runs: list[Run] = []
    members: list[Glyph] = []
    last_x0 = last_x1 = last_top = last_bottom = 0.0
    for glyph in glyphs:
        text, x0, top, x1, bottom, _, _ = glyph
        if members:
            height, last_height = bottom - top, last_bottom - last_top
            shared = (bottom if bottom < last_bottom else last_bottom) - (top if top > last_top else last_top)
            gap = x0 - last_x1
            if abs(x0 - last_x0) < TWIN and abs(top - last_top) < TWIN and text == members[-1].text:
                continue
            if (
                x0 < last_x0
                or shared < SAME_LINE * (height if height < last_height else last_height)
                or gap > _RUN_GAP * (height if height > last_height else last_height)
            ):
                runs.append(_run(members, type_of))
                members = []
        members.append(glyph)
        last_x0, last_x1, last_top, last_bottom = x0, x1, top, bottom
    if members:
        runs.append(_run(members, type_of))
    return runs


def _run(members: Sequence[Glyph], type_of: Callable[[Glyph], Type]) -> Run:
    size, bold, top, bottom = type_of(members[len(members) // 2])
    space = SPACE * size
    text: list[str] = []
    edges: list[Edge] = []
    before = furthest = 0.0
    for printed, x0, _, x1, _, spaced, _ in members:
        if text and x0 > before and (spaced or x0 - before > space):
            text.append(" ")
            edges.append((before, x0))
        text.append(printed)
        if len(printed) == 1:
            edges.append((x0, x1))
        else:
            edges.extend(_parted(printed, x0, x1))
        before = x1
        if x1 > furthest:
            furthest = x1
    box = Box(round(members[0].x0, 3), round(top, 3), round(furthest, 3), round(bottom, 3))
    return Run("".join(text), Edges.of(edges), box, round(size * 2) / 2, bold, members[0].spaced)


def _parted(printed: str, x0: float, x1: float) -> Iterator[Edge]:
    """The edges of a glyph's characters (a ligature has several), its width shared out among them."""
    step = (x1 - x0) / len(printed)
    for index in range(len(printed)):
        yield x0 + index * step, x0 + (index + 1) * step


def lines_of(runs: Iterable[Run], *, column_gap: float = _COLUMN_GAP) -> list[PrintedLine]:
    """The printed lines of these runs from the top down, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.box.top + run.box.bottom, run.box.x0)):
        home = next((row for row in reversed(rows[-3:]) if _shares_line(row[0].box, run.box)), None)
        if home is None:
            rows.append([run])
        else:
            home.append(run)
    rows.sort(key=lambda row: min([run.box.top for run in row]))
    return [row[0] if len(row) == 1 else _line(row, column_gap) for row in rows]


def _shares_line(first: Box, second: Box) -> bool:
    shared = min(first.bottom, second.bottom) - max(first.top, second.top)
    return shared >= SAME_LINE * min(first.bottom - first.top, second.bottom - second.top)


def _line(row: Iterable[Run], column_gap: float) -> PrintedLine:
    runs = _untangled(sorted(row, key=lambda run: run.box.x0))
    text = [runs[0].text]
    edges = list(runs[0].edges)
    for left, right in pairwise(runs):
        blank = _blank(left, right, column_gap)
        if blank:
            text.append(blank)
            edges.append((left.box.x1, max(right.box.x0, left.box.x1)))
        text.append(right.text)
        edges.extend(right.edges)
    box = Box(
        runs[0].box.x0,
        min([run.box.top for run in runs]),
        max([run.box.x1 for run in runs]),
        max([run.box.bottom for run in runs]),
    )
    longest = max(runs, key=lambda run: len(run.text))
    return PrintedLine("".join(text), Edges.of(edges), box, longest.size, longest.bold)


def _untangled(runs: list[Run]) -> list[Run]:
    """Runs of a row that lie over each other, taken apart into characters; a character printed twice only once."""
    if all(right.box.x0 - left.edges[-1][0] >= TWIN for left, right in pairwise(runs)):
        return runs
    singles = sorted((single for run in runs for single in _singles(run)), key=lambda run: run.box.x0)
    kept: list[Run] = []
    for single in singles:
        twins = (one for one in kept[-3:] if one.text == single.text and single.box.x0 - one.box.x0 < TWIN)
        if not any(abs(one.box.top - single.box.top) < TWIN for one in twins):
            kept.append(single)
    return kept


def _singles(run: Run) -> Iterator[Run]:
    for char, (x0, x1) in zip(run.text, run.edges, strict=True):
        if char not in " \t":
            yield Run(char, ((x0, x1),), Box(x0, run.box.top, x1, run.box.bottom), run.size, run.bold)


def _blank(left: Run, right: Run, column_gap: float) -> str:
    gap = (right.box.x0 - left.box.x1) / max(left.size, right.size, 1.0)
    if gap > column_gap:
        return "\t"
    return " " if gap > SPACE or (right.spaced and gap > 0) else ""


def cut(run: Run, start: int, end: int) -> Run:
    """The characters ``start`` to ``end`` of a run, blanks at their ends left out; ``end`` > ``start``."""
    while end > start + 1 and run.text[end - 1] in " \t":
        end -= 1
    while start < end - 1 and run.text[start] in " \t":
        start += 1
    edges = run.edges[start:end]
    return run._replace(
        text=run.text[start:end], edges=edges, box=Box(edges[0][0], run.box.top, edges[-1][1], run.box.bottom)
    )


def plain_character(printed: str) -> str:
    """A printed character as text: a Kangxi radical as its ideograph, an unmapped glyph as U+FFFD.

    >>> plain_character("⼈"), plain_character("(cid:123)"), plain_character("％")
    ('人', '\ufffd', '％')
    """
    if printed.startswith("(cid:"):
        return UNREADABLE
    return "".join(unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char for char in printed)
