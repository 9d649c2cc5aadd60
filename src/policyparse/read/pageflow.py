"""Printed lines of pages → strands: margins, columns, page furniture."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.read.furniture import is_bare_number, is_page_number
from policyparse.read.glyphs import PrintedLine
from policyparse.read.layout import ends_sentence

_ZONE = 0.12  # of the page's height, at top and bottom, that page furniture keeps to
_OUTERMOST = 3  # lines from the edge of the page
_SAME_PLACE = 8.0  # points by which a repeated header may move
_REPEAT_SHARE = 0.2  # of the pages that a header stands on
_TABLE_LINE = re.compile(r"^(?:附|续)?表|表(?:[（(].*[）)])?$|单位\s*[：:]")  # printed again over each page of a table
_SAME_MARGIN = 3.0  # points
_RAGGED = 1.5  # of the type size that lines set ragged may end short of each other
_PROSE = 20.0  # of the type size: a line of prose, which headings that end alike are told from
_INDENT = 1.2  # of the type size
_FULL = 2.0  # of the type size that a full line may leave at the right
_FULL_AT_STOP = 0.8  # the same where the line ends its sentence
_CENTRE = 1.0  # of the type size


class Margins(NamedTuple):
    """Left and right edge of the text, in points."""

    left: float
    right: float


class Placed(NamedTuple):
    """How a line stands between its margins; ``room`` is the white at its right, of the type size."""

    full: bool
    indented: bool
    centred: bool
    room: float


def find_margins(lines: Sequence[PrintedLine]) -> Margins:
    """The edges that at least two lines keep to, else the outermost; at the right as near as a word is long."""
    size = median(line.size for line in lines)
    lefts = sorted(line.box.x0 for line in lines)
    rights = sorted((line.box.x1 for line in lines), reverse=True)
    right, furthest = _kept(rights, _SAME_MARGIN), _kept(rights, _RAGGED * size)
    right = right if furthest - right <= _RAGGED * size else furthest
    prose = [line.box.x1 for line in lines if line.box.x1 - line.box.x0 >= _PROSE * size]
    if prose and max(prose) > right and not any(abs(end - right) <= _RAGGED * size for end in prose):
        right = max(prose)
    return Margins(_kept(lefts, _SAME_MARGIN), right)


def _kept(values: Sequence[float], near: float) -> float:
    """The first of these values that the next comes so near."""
    return next((first for first, second in pairwise(values) if abs(first - second) <= near), values[0])


def place(line: PrintedLine, before: PrintedLine | None, margins: Margins) -> Placed:
    """Whether a line is full, indented and centred; one set under a line with the same indent is not a first line."""
    left, right = line.box.x0 - margins.left, margins.right - line.box.x1
    room = _FULL_AT_STOP if ends_sentence(line.text) else _FULL
    under = before is not None and abs(before.box.x0 - line.box.x0) < line.size / 2 and not ends_sentence(before.text)
    tabular = "\t" in line.text
    return Placed(
        full=right <= room * line.size and not tabular,
        indented=left >= _INDENT * line.size and not under,
        centred=abs(left - right) <= 2 * _CENTRE * line.size and min(left, right) > 2 * line.size,
        room=right / line.size,
    )


def find_page_furniture(pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]) -> set[tuple[int, int]]:
    """The (page, line) indexes of headers, footers and page numbers.

    A header is a line near the page's edge that stands, but for its digits, at the same place on several pages.
    """
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for index in _outer(lines, height):
            line = lines[index]
            if is_page_number(line.text) or is_bare_number(line.text):
                found.add((number, index))
            if not _TABLE_LINE.search(line.text.strip()):
                places[re.sub(r"\d+|\s", "#", line.text)].append((number, index, line.box.top))
    fewest = max(2, round(_REPEAT_SHARE * len(pages)))
    for standing in places.values():
        tops = Counter(round(top / _SAME_PLACE) for _, _, top in standing)
        found |= {
            (number, index)
            for number, index, top in standing
            if sum(tops[round(top / _SAME_PLACE) + step] for step in (-1, 0, 1)) >= fewest
        }
    return found


def _outer(lines: Sequence[PrintedLine], height: float) -> set[int]:
    first, last = _ZONE * height, (1 - _ZONE) * height
    top = {i for i in range(min(_OUTERMOST, len(lines))) if lines[i].box.bottom <= first}
    bottom = {i for i in range(max(len(lines) - _OUTERMOST, 0), len(lines)) if lines[i].box.top >= last}
    return top | bottom


def body_size(lines: Iterable[PrintedLine]) -> float:
    """The type size that most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
