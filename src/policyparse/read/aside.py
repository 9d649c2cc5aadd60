"""What stands apart from the text of a page: framed boxes (专栏), and footnotes at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyparse.read.furniture import is_bare_number, is_page_number
from policyparse.read.glyphs import PrintedLine, Run
from policyparse.read.lattice import Ruling, Rulings
from policyparse.read.pageflow import Margins
from policyparse.source import Box

_BOX_TITLE = re.compile(r"\s*(?:专\s*栏|案\s*例|延伸阅读|链\s*接)")
_NARROWEST = 0.4  # of the page's width that a framed box takes
_LOWEST = 30.0  # points of its height
_MOST_WIDE = 60  # wide rulings outside tables; a page has room for twenty boxes
_CORNER = 4.0  # points by which a frame's rulings may miss its corners
_NOTE = re.compile(
    r"\s*(?:[①-⑳]|[\[［〔(（]\d{1,2}[\]］〕)）]|[*＊※]|注\s*\d*\s*[：:]|\d{1,2}\s?(?=[\u4e00-\u9fff“《]))"
)
_SMALLER = 0.92  # of the body's type size
_FOOT = 0.55  # of the page's height: footnotes stand below


def find_boxes(rulings: Rulings, runs: Sequence[Run], width: float, taken: Iterable[Box]) -> list[Box]:
    """The frames whose first line says that a box begins (专栏1 …), and those at the head of a page, which may go on."""
    if len(rulings.vertical) < 2 or len(rulings.horizontal) < 2:
        return []
    held = list(taken)
    free = [rule for rule in rulings.horizontal if not any(_is_at(rule, box) for box in held)]
    boxes: list[Box] = []
    for frame in _frames(free, rulings.vertical, width):
        inside = [run for run in runs if _is_in(run, frame)]
        if not inside or any(_overlap(frame, box) for box in (*held, *boxes)):
            continue
        first = min(inside, key=lambda run: (round(run.box.top), run.box.x0))
        heads_page = not any(run.box.bottom <= frame.top and not is_page_number(run.text) for run in runs)
        if _BOX_TITLE.match(first.text) or heads_page:
            boxes.append(frame)
    return boxes


def _is_at(rule: Ruling, table: Box) -> bool:
    return table.top - _CORNER <= rule.at <= table.bottom + _CORNER and rule.start < table.x1 and rule.end > table.x0


def _frames(level: Iterable[Ruling], upright: Sequence[Ruling], width: float) -> list[Box]:
    """Rectangles with a ruling on each side, the largest first; none on a page that is all lines."""
    wide = [rule for rule in level if rule.end - rule.start >= _NARROWEST * width]
    if len(wide) > _MOST_WIDE:
        return []
    frames = [
        Box(upper.start, upper.at, upper.end, lower.at)
        for number, upper in enumerate(wide)
        for lower in wide[number + 1 :]
        if lower.at - upper.at >= _LOWEST
        and abs(upper.start - lower.start) <= _CORNER
        and abs(upper.end - lower.end) <= _CORNER
        and all(_has_side(upright, x, upper.at, lower.at) for x in (upper.start, upper.end))
    ]
    return sorted(frames, key=lambda box: box.top - box.bottom)


def _has_side(rules: Iterable[Ruling], x: float, top: float, bottom: float) -> bool:
    return any(
        abs(rule.at - x) <= _CORNER and rule.start <= top + _CORNER and rule.end >= bottom - _CORNER for rule in rules
    )


def _is_in(run: Run, box: Box) -> bool:
    middle = (run.box.top + run.box.bottom) / 2
    return box.top <= middle <= box.bottom and box.x0 <= run.box.x0 and run.box.x1 <= box.x1 + _CORNER


def _overlap(first: Box, second: Box) -> bool:
    down = min(first.bottom, second.bottom) - max(first.top, second.top)
    return down > _CORNER and first.x0 < second.x1 and second.x0 < first.x1


def titled_boxes(boxes: Iterable[Box], lines: Sequence[PrintedLine]) -> list[Box]:
    """The boxes that begin with a title of their own."""
    return [
        box
        for box in boxes
        if (first := next((line for line in lines if _is_in(line, box)), None)) and _BOX_TITLE.match(first.text)
    ]


def in_box(line: PrintedLine, boxes: Sequence[Box]) -> bool:
    """Whether a line stands in one of these boxes."""
    return bool(boxes) and any(_is_in(line, box) for box in boxes)


def box_margins(box: Box, lines: Sequence[PrintedLine]) -> Margins:
    """The edges of the text in a box, which is set in as far at the right as at the left."""
    left = min((line.box.x0 for line in lines if _is_in(line, box)), default=box.x0)
    return Margins(left, box.x1 - (left - box.x0))


def find_footnotes(lines: Sequence[PrintedLine], height: float, body: float) -> set[int]:
    """The indexes of the lines at the foot of a page that are footnotes: smaller than the body, the first one marked."""
    found: set[int] = set()
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if is_page_number(line.text) or is_bare_number(line.text):
            continue
        if line.box.top < _FOOT * height or line.size > _SMALLER * body:
            break
        found.add(index)
    while found and not _NOTE.match(lines[min(found)].text):
        found.discard(min(found))
    return found
