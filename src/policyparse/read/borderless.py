"""Tables without any ruling: lines whose parts keep to the same columns one under another.

Values in most places, a caption (表1…) or a unit line (单位：…) above make a table; running prose, a contents list, labels
with colons (地址：…) and formulas do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from policyparse.read.aligned import Row, Stretch, columns_of, covered, rows_of
from policyparse.read.furniture import is_contents_line, is_page_number
from policyparse.read.glyphs import PrintedLine, Run
from policyparse.read.grid import is_number
from policyparse.read.opentable import build_open
from policyparse.read.rulings import RuledTable
from policyparse.source import Box

_FEWEST_TABBED = 2  # lines of a page parted by a wide gap, without which it has no such table
_FEWEST_ROWS = 3
_MOST_TRIED = 4  # first lines that are no part of the table under them
_GAP = 0.6  # of the type size: a wider one parts two cells
_FAR = 3.5  # of the usual gap between rows: a line further off than that ends the table
_LONE = 0.6  # of the width so far that a line of one part may take
_PROSE = 26  # characters of a part that is prose
_VALUES = 0.5  # of the places beside the labels that print a value where nothing else speaks for a table
_CAPTIONED_VALUES = 0.2
_ALIGNED = 0.6  # of a column's cells whose left edges, right edges or middles agree
_GOOD_COLUMNS = 0.7  # of the columns are aligned so
_MOST_HEADER_LINES = 6
_CENTRED = 1.5  # of the type size that a caption may stand off the middle of its table
_DEPTHS = 3  # depths that labels are set in at
_SAME_EDGE = 2.5  # points
_CAPTION = re.compile(r"(?:附|续)?\s*表\s*[\d一二三四五六七八九十]+(?!\d*[中内])|专栏\s*\d|.*[表]\s*(?:[（(].*[）)])?$")
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:]")
_PROSE_END = re.compile(r"[。；：:，]$")
_NO_VALUE = re.compile(
    r"0?\d{2,3}-\d{7,8}|1\d{10}|\d{6}|[（(]\d{1,2}[）)]|[-—－]+"
)  # telephone, postcode, number of a formula
_LABELLED = re.compile(r"[：:]\S|[：:]$|=")
_WHOLE = re.compile(r"\d{1,3}")


class _Line(NamedTuple):
    """A printed line, and the texts that wide gaps part it into."""

    row: Row
    parts: tuple[str, ...]
    spans: tuple[Stretch, ...]

    @property
    def width(self) -> float:
        return self.spans[-1][1] - self.spans[0][0]


def find_borderless(runs: Sequence[Run], lines: Sequence[PrintedLine]) -> tuple[list[RuledTable], list[Run]]:
    """The tables among ``runs`` that stand as ``lines``, and the runs that are left over."""
    rest = list(runs)
    if sum("\t" in line.text for line in lines) < _FEWEST_TABBED:
        return [], rest
    rows = [_line(row) for row in rows_of(runs)]
    tables: list[RuledTable] = []
    index = tried = 0
    while index < len(rows):
        stretch = _stretch(rows, index)
        table = _build(stretch, rows[:index]) if len(stretch) > 1 else None
        if table is None:
            tried = tried + 1 if len(stretch) > 1 else 0
            index += 1 if tried < _MOST_TRIED else max(len(stretch), 1)
            continue
        tried = 0
        tables.append(table)
        taken = {id(run) for line in stretch for run in line.row.runs}
        rest = [run for run in rest if id(run) not in taken]
        index += len(stretch)
    return tables, rest


def _line(row: Row) -> _Line:
    size = median(run.size for run in row.runs)
    spans = covered(row.runs, _GAP * size)
    parts = ["" for _ in spans]
    for run in sorted(row.runs, key=lambda run: (run.box.x0, run.box.top)):
        place = next(number for number, (_, right) in enumerate(spans) if run.box.x0 <= right)
        parts[place] += run.text
    return _Line(row, tuple(parts), tuple(spans))


def _stretch(rows: Sequence[_Line], start: int) -> list[_Line]:
    """The lines from ``start`` that may be one table: those of several parts, and short ones among them."""
    if not _is_parted(rows[start]) and not _may_head(rows, start):
        return []
    stretch = [rows[start]]
    gaps: list[float] = []
    for line in rows[start + 1 :]:
        gap = line.row.top - stretch[-1].row.bottom
        if gap > _FAR * max(median(gaps) if gaps else gap, line.row.bottom - line.row.top) or not _goes_on(
            line, stretch
        ):
            break
        gaps.append(max(gap, 0.5))
        stretch.append(line)
    while stretch and not _is_parted(stretch[-1]) and not _wraps(stretch):
        stretch.pop()
    return stretch


def _is_parted(line: _Line) -> bool:
    if len(line.parts) < 2 or is_contents_line(line.row.text):
        return False
    return max(map(len, line.parts)) <= _PROSE or sum(map(_is_value, line.parts[1:])) * 2 >= len(line.parts) - 1


def _may_head(rows: Sequence[_Line], index: int) -> bool:
    """Whether a line of one part is a heading over several columns of the next line, right of its first.

    One set over the middle of the whole line is a caption.
    """
    line, after = rows[index], rows[index + 1] if index + 1 < len(rows) else None
    if after is None or not _is_parted(after) or _ends_table(line):
        return False
    (left, right), size = line.spans[0], line.row.runs[0].size
    off = abs(left + right - after.spans[0][0] - after.spans[-1][1]) / 2
    return left > after.spans[0][1] and right < after.spans[-1][1] + 1 and off > _CENTRED * size


def _ends_table(line: _Line) -> bool:
    text = line.row.text.strip()
    return bool(_CAPTION.match(text) or _UNIT.match(text) or _PROSE_END.search(text)) or is_page_number(text)


def _goes_on(line: _Line, stretch: Sequence[_Line]) -> bool:
    if _is_parted(line):
        return True
    left, right = min(one.spans[0][0] for one in stretch), max(one.spans[-1][1] for one in stretch)
    return len(line.parts) == 1 and line.width <= _LONE * (right - left) and not _ends_table(line)


def _wraps(stretch: Sequence[_Line]) -> bool:
    """Whether the last line stands as near to the one before as no rows of the table do."""
    gaps = [lower.row.top - upper.row.bottom for upper, lower in pairwise(stretch)]
    return len(gaps) > 1 and gaps[-1] < 0.7 * median(gaps)


def _build(stretch: Sequence[_Line], before: Sequence[_Line]) -> RuledTable | None:
    """The table of these lines, if they are to be believed."""
    parted = [line for line in stretch if _is_parted(line)]
    announced = any(_announces(line) for line in before[-2:])
    first = next((number for number, line in enumerate(stretch) if _has_values(line)), 1)
    body = [line for line in stretch[first:] if _is_parted(line)]
    judged = body if 0 < first <= _MOST_HEADER_LINES and len(body) >= _FEWEST_ROWS else parted
    if len(parted) < _FEWEST_ROWS or not _is_tabular(judged, announced=announced):
        return None
    header = [run for line in stretch[:first] for run in line.row.runs]
    below = [run for line in stretch[first:] for run in line.row.runs]
    box = Box(
        min(line.spans[0][0] for line in stretch) - 1,
        stretch[0].row.top - 1,
        max(line.spans[-1][1] for line in stretch) + 1,
        stretch[-1].row.bottom + 1,
    )
    return build_open(header, [below], box)


def _announces(line: _Line) -> bool:
    text = line.row.text.strip()
    return bool(_CAPTION.match(text) or "单位：" in text or "单位:" in text) and not _PROSE_END.search(text)


def _has_values(line: _Line) -> bool:
    return any(_is_value(part) for part in line.parts[1:])


def _is_value(part: str) -> bool:
    printed = part.strip()
    return (
        is_number(printed)
        and _NO_VALUE.fullmatch(printed) is None
        and not re.fullmatch(r"(?:19|20)\d\d\s*年?", printed)
    )


def _is_tabular(lines: Sequence[_Line], *, announced: bool) -> bool:
    columns = columns_of([line.row for line in lines])
    if len(columns) < 2:
        return False
    beside = [part for line in lines for part in line.parts[1:]]
    values = sum(map(_is_value, beside))
    labelled = sum(bool(_LABELLED.search(part)) for line in lines for part in line.parts)
    if labelled > len(lines) / 2 or _is_contents(lines):
        return False
    if values < (_CAPTIONED_VALUES if announced else _VALUES) * len(beside) and not (announced and len(columns) > 2):
        return False
    return _is_aligned(lines, columns)


def _is_contents(lines: Sequence[_Line]) -> bool:
    """Whether the only numbers are whole, small and never fall: the pages of a contents list."""
    last = [line.parts[-1].strip() for line in lines]
    pages = [int(part) for part in last if _WHOLE.fullmatch(part)]
    others = any(_is_value(part) for line in lines for part in line.parts[1:-1])
    return len(pages) >= 0.8 * len(last) and not others and all(a <= b for a, b in pairwise(pages))


def _is_aligned(lines: Sequence[_Line], columns: Sequence[Stretch]) -> bool:
    """Whether the cells of most columns stand one under another; labels may be set in at several depths."""
    places = [
        [span for line in lines for span in line.spans if left <= (span[0] + span[1]) / 2 <= right]
        for left, right in columns
    ]
    depths = Counter(round(left / _SAME_EDGE) for left, _ in places[0])
    labels = sum(count for _, count in depths.most_common(_DEPTHS)) >= _ALIGNED * len(places[0])
    good = (labels or _agree(places[0])) + sum(map(_agree, places[1:]))
    return good >= _GOOD_COLUMNS * len(columns)


def _agree(spans: Sequence[Stretch]) -> bool:
    """Whether most of these have their left edges, their right edges or their middles in common."""
    edges = zip(*((left, right, (left + right) / 2) for left, right in spans), strict=True)
    return any(
        sum(abs(value - middle) <= _SAME_EDGE for value in values) >= _ALIGNED * len(spans)
        for values in edges
        for middle in [median(values)]
    )
