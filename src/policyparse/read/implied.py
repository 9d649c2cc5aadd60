"""Rulings that a table implies but does not draw, and strays that it draws but nobody sees as a line.

Sides left open, columns that go on through a row without fill, rows between column rules, a double frame that the rules
inside do not reach, and the padding that Word shades beside a cell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policyparse.read.aligned import place_of, rows_of
from policyparse.read.glyphs import Run
from policyparse.read.grid import is_number
from policyparse.read.lattice import Ruling, Rulings, join_rulings
from policyparse.read.levels import CAPTION, MISSED, SAME_END, is_inside, is_on, is_short, level_groups, with_rulings
from policyparse.read.rowrulings import close_breaks, rule_rows
from policyparse.source import Box

_REACHED = 6.0  # points by which it may miss the outer line of a double frame
_MOST_ROWS = 3.0  # of the filled row beside it that a row without fill is high
_PADDING = 8.0  # points of a cell's padding; Word shades it apart from what the cell prints
_LEVEL_PADDING = 14.0  # points of it over and under that; rows are higher


def add_implied(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings of a page as a reader sees them; ``runs`` are what it prints."""
    if not rulings.horizontal or not rulings.vertical:
        return rulings
    rulings = close_breaks(reach_frame(drop_padding(rulings, runs)), runs)
    return close_sides(rule_rows(close_ends(join_bands(rulings, runs)), runs), runs)


def drop_padding(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings without those that part an empty strip of padding from a wider cell."""
    upright = rulings.vertical
    dropped: set[int] = set()
    for number in range(1, len(upright) - 1):
        left = _padding(number, range(number - 1, -1, -1), upright, runs)
        right = _padding(number, range(number + 1, len(upright)), upright, runs)
        beside = left if left is not None else right
        if (left is None) != (right is None) and beside not in dropped:
            dropped.add(number)
    if not dropped:
        return rulings
    shaded = [upright[number] for number in dropped]
    return Rulings(
        tuple(rule for number, rule in enumerate(upright) if number not in dropped),
        tuple(rule for rule in rulings.horizontal if not _ends_shading(rule, shaded, rulings.horizontal, runs)),
    )


def _ends_shading(rule: Ruling, shaded: Sequence[Ruling], level: Sequence[Ruling], runs: Sequence[Run]) -> bool:
    """Whether a level ruling parts an empty strip over or under what ``shaded`` uprights enclose from its cell."""
    for upright in shaded:
        if not is_on(upright, rule) or min(abs(upright.start - rule.at), abs(upright.end - rule.at)) > MISSED:
            continue
        above = abs(upright.start - rule.at) <= MISSED
        for other in level:
            off = rule.at - other.at if above else other.at - rule.at
            if MISSED < off <= _LEVEL_PADDING and other.start <= rule.start + MISSED and other.end >= rule.end - MISSED:
                low, high = sorted((rule.at, other.at))
                return not any(is_inside(run, Box(rule.start, low, rule.end, high)) for run in runs)
    return False


def _padding(number: int, others: Iterable[int], upright: Sequence[Ruling], runs: Sequence[Run]) -> int | None:
    """The nearest ruling that runs all along this one, where an empty strip no wider than padding parts them."""
    rule = upright[number]
    for index in others:
        other = upright[index]
        if abs(other.at - rule.at) > _PADDING:
            return None
        if other.start <= rule.start + MISSED and other.end >= rule.end - MISSED:
            middle = (other.at + rule.at) / 2
            held = any(run.box.x0 < middle < run.box.x1 and rule.start < run.box.top < rule.end for run in runs)
            return None if held else index
    return None


def reach_frame(rulings: Rulings) -> Rulings:
    """The rulings with level ones drawn up to the outermost upright at their end that they just miss."""
    ats = [rule.at for rule in rulings.vertical]
    level: list[Ruling] = []
    for at, start, end in rulings.horizontal:
        missed = _any_between(ats, start - _REACHED, start - MISSED) or _any_between(ats, end + MISSED, end + _REACHED)
        crossed = [x for x, top, low in rulings.vertical if top - MISSED <= at <= low + MISSED] if missed else []
        left, right = min(crossed, default=start), max(crossed, default=end)
        level.append(
            Ruling(
                at,
                left if MISSED < start - left <= _REACHED else start,
                right if MISSED < right - end <= _REACHED else end,
            )
        )
    return rulings._replace(horizontal=tuple(level))


def _any_between(values: Sequence[float], low: float, high: float) -> bool:
    """Whether any of these values, sorted, lies between two others."""
    return bisect_left(values, low) < bisect_left(values, high)


def close_ends(rulings: Rulings) -> Rulings:
    """The rulings with a level one where an upright between two others begins below the rule that those reach."""
    ats = [rule.at for rule in rulings.horizontal]
    free = [rule for rule in rulings.vertical if not _meets(rule, rulings.horizontal, ats)]
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal) if free else ():
        for above, below in pairwise(rules):
            begun = [
                rule for rule in free if above.at < rule.start < below.at < rule.end + MISSED and is_on(rule, above)
            ]
            if not begun:
                continue
            whole = [
                rule.at
                for rule in rulings.vertical
                if rule.start <= above.at + MISSED and rule.end > below.at - MISSED and is_on(rule, above)
            ]
            sides = sorted({above.start, *whole, above.end})
            for x, top, _ in begun:
                place = bisect_left(sides, x)
                if 0 < place < len(sides):
                    added.append(Ruling(top, sides[place - 1], sides[place]))
    return with_rulings(rulings, level=added)


def _meets(rule: Ruling, level: Sequence[Ruling], ats: Sequence[float]) -> bool:
    """Whether the upper end of an upright stands on a level ruling; ``ats`` are where those stand."""
    near = level[bisect_left(ats, rule.start - MISSED) : bisect_left(ats, rule.start + MISSED)]
    return any(other.start - MISSED <= rule.at <= other.end + MISSED for other in near)


def close_sides(rulings: Rulings, runs: Sequence[Run] = ()) -> Rulings:
    """The rulings with outer sides added between level rules that an inner ruling joins but no side does.

    A band without inner rulings between two such bands gets them where ``runs`` show that it is a section of the table.
    """
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        bands = list(pairwise(rules))
        joining = [
            [x for x, top, bottom in rulings.vertical if top < above.at + 3 and bottom > below.at - 3]
            for above, below in bands
        ]
        inner = [
            any(above.start + SAME_END < x < above.end - SAME_END for x in uprights)
            for (above, _), uprights in zip(bands, joining, strict=True)
        ]
        for number, (above, below) in enumerate(bands):
            if inner[number] or (_is_between(inner, number) and _is_section(runs, *bands[number : number + 2])):
                open_sides = (
                    side
                    for side in (above.start, above.end)
                    if not any(abs(x - side) <= SAME_END for x in joining[number])
                )
                added.extend(Ruling(side, above.at, below.at) for side in open_sides)
    if not added:
        return rulings
    return join_rulings(Rulings((*rulings.vertical, *added), rulings.horizontal))


def _is_between(inner: Sequence[bool], number: int) -> bool:
    return 0 < number < len(inner) - 1 and inner[number - 1] and inner[number + 1]


def _is_section(runs: Sequence[Run], band: tuple[Ruling, Ruling], after: tuple[Ruling, Ruling]) -> bool:
    """Whether a band prints one short line, no caption, and the next one values: no header, as after a caption."""
    (above, below), (_, end) = band, after
    held = [run for run in runs if is_inside(run, Box(above.start, above.at, above.end, below.at))]
    lines = rows_of(held)
    if len(lines) != 1 or not is_short(held, above) or CAPTION.match(lines[0].text) or "单位" in lines[0].text:
        return False
    return any(is_number(run.text) for run in runs if is_inside(run, Box(above.start, below.at, above.end, end.at)))


def join_bands(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings with the columns of two filled rows carried through the row without fill between them."""
    ends = sorted(rule.end for rule in rulings.vertical)
    starts = sorted(rule.start for rule in rulings.vertical)
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        for number, (above, below) in enumerate(pairwise(rules)):
            broken = _any_between(ends, above.at - MISSED, above.at + MISSED) and _any_between(
                starts, below.at - MISSED, below.at + MISSED
            )
            if not broken or below.at - above.at > _MOST_ROWS * _beside(rules, number):
                continue
            for edges in _carried(above, below, rulings.vertical):
                if _is_row(runs, Box(edges[0], above.at, edges[-1], below.at), edges):
                    added.extend(Ruling(x, above.at, below.at) for x in edges)
                    break
    return with_rulings(rulings, upright=added)


def _beside(rules: Sequence[Ruling], number: int) -> float:
    """The height of the higher of the bands above and below the one that begins at a rule."""
    bands = [rules[number - 1 : number + 1] if number else [], rules[number + 1 : number + 3]]
    return max((band[1].at - band[0].at for band in bands if len(band) > 1), default=0.0)


def _carried(above: Ruling, below: Ruling, upright: Sequence[Ruling]) -> list[list[float]]:
    """Where rulings end at the upper or go on at the lower of two level rules, and where they do both, from side to side.

    None where they do both at the sides alone or nowhere.
    """
    ending = [x for x, top, bottom in upright if abs(bottom - above.at) <= MISSED and top < above.at - MISSED]
    going = [x for x, top, bottom in upright if abs(top - below.at) <= MISSED and bottom > below.at + MISSED]
    shared = sorted(x for x in ending if any(abs(x - other) <= MISSED for other in going))
    if len(shared) < 3 or shared[0] > above.start + SAME_END or shared[-1] < above.end - SAME_END:
        return []
    others = {x for x in (*ending, *going) if shared[0] < x < shared[-1]}
    either = sorted((*shared, *(x for x in others if all(abs(x - other) > MISSED for other in shared))))
    return [either, shared] if all(right - left > MISSED for left, right in pairwise(either)) else [shared]


def _is_row(runs: Iterable[Run], box: Box, edges: Sequence[float]) -> bool:
    """Whether what stands in a box keeps to its columns and fills several."""
    places = [place_of(run, edges) for run in runs if is_inside(run, box)]
    return len(set(places)) > 1 and all(first == last for first, last in places)
