"""Rulings that a table implies but does not draw, and strays that it draws but nobody sees as a line.

Sides left open, columns that go on through a row without fill, rows between column rules, a double frame that the rules
inside do not reach, and the padding that Word shades beside a cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from policyparse.read.aligned import Row, joined, place_of, rows_of, whole_rows
from policyparse.read.glyphs import Run
from policyparse.read.grid import is_number
from policyparse.read.lattice import Ruling, Rulings, join_rulings
from policyparse.source import Box

CAPTION = re.compile(r"(?:附|续)?\s*表\s*[\d一二三四五六七八九十]+(?!\d*[中内])")  # 表5 主要产品产量
SAME_END = 6.0  # points by which the ends of a table's rules may differ
_SHORTEST = 100.0  # points of a rule that may belong to a table
_LONE = 0.6  # of a table's width that the one cell of a row between rules may take
_FEWEST_WHOLE = 3  # rules of a table that a page break cuts
_SHORTEST_CUT = 6.0  # points of a row that it cuts
_MISSED = 3.0  # points by which a ruling may miss another
_REACHED = 6.0  # points by which it may miss the outer line of a double frame
_MOST_ROWS = 3.0  # of the filled row beside it that a row without fill is high
_PADDING = 8.0  # points of a cell's padding; Word shades it apart from what the cell prints
_FEWEST_ROWS = 4  # that column rules alone part
_LOWEST = 36.0  # points of so many rows
_KEPT = 0.6  # of the rows between column rules have a label and values
_DRAWN = 0.8  # of the borders between rows are drawn in a column that rulings part
_SHARED = 0.4  # of the rows print something in a column that no rulings part
_LEVEL = 0.3  # of the type size that a label may stand off its values


def add_implied(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings of a page as a reader sees them; ``runs`` are what it prints."""
    if not rulings.horizontal or not rulings.vertical:
        return rulings
    rulings = close_breaks(reach_frame(drop_padding(rulings, runs)), runs)
    return close_sides(rule_rows(close_ends(join_bands(rulings, runs)), runs), runs)


def _with(rulings: Rulings, upright: Sequence[Ruling] = (), level: Sequence[Ruling] = ()) -> Rulings:
    if not upright and not level:
        return rulings
    return join_rulings(Rulings((*rulings.vertical, *upright), (*rulings.horizontal, *level)))


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
    return rulings._replace(vertical=tuple(rule for number, rule in enumerate(upright) if number not in dropped))


def _padding(number: int, others: Iterable[int], upright: Sequence[Ruling], runs: Sequence[Run]) -> int | None:
    """The nearest ruling that runs all along this one, where an empty strip no wider than padding parts them."""
    rule = upright[number]
    for index in others:
        other = upright[index]
        if abs(other.at - rule.at) > _PADDING:
            return None
        if other.start <= rule.start + _MISSED and other.end >= rule.end - _MISSED:
            middle = (other.at + rule.at) / 2
            held = any(run.box.x0 < middle < run.box.x1 and rule.start < run.box.top < rule.end for run in runs)
            return None if held else index
    return None


def reach_frame(rulings: Rulings) -> Rulings:
    """The rulings with level ones drawn up to the outermost upright at their end that they just miss."""
    ats = [rule.at for rule in rulings.vertical]
    level: list[Ruling] = []
    for at, start, end in rulings.horizontal:
        missed = _any_between(ats, start - _REACHED, start - _MISSED) or _any_between(
            ats, end + _MISSED, end + _REACHED
        )
        crossed = [x for x, top, low in rulings.vertical if top - _MISSED <= at <= low + _MISSED] if missed else []
        left, right = min(crossed, default=start), max(crossed, default=end)
        level.append(
            Ruling(
                at,
                left if _MISSED < start - left <= _REACHED else start,
                right if _MISSED < right - end <= _REACHED else end,
            )
        )
    return rulings._replace(horizontal=tuple(level))


def close_breaks(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings with a level one at the common end of uprights that stick out of a table: a page break cut its row."""
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        for edge, down in ((rules[0], False), (rules[-1], True)):
            end = _cut_end(rules, edge, rulings, down=down) if len(rules) >= _FEWEST_WHOLE else None
            if end is not None:
                box = Box(edge.start, min(end, edge.at), edge.end, max(end, edge.at))
                if any(is_inside(run, box) for run in runs):
                    added.append(Ruling(end, edge.start, edge.end))
    return _with(rulings, level=added)


def _cut_end(rules: Sequence[Ruling], edge: Ruling, rulings: Rulings, *, down: bool) -> float | None:
    """Where the sides of a table and the uprights between them end beyond its outermost rule, if all do so alike."""
    ends = [
        (rule.at, rule.end if down else rule.start)
        for rule in rulings.vertical
        if _is_on(rule, edge) and rule.start <= edge.at + _MISSED and rule.end >= edge.at - _MISSED
    ]
    beyond = [(x, end) for x, end in ends if (end - edge.at if down else edge.at - end) >= _SHORTEST_CUT]
    if len(beyond) < 3 or len(beyond) < len(ends):
        return None
    reached = [end for _, end in beyond]
    sides = beyond[0][0] <= edge.start + SAME_END and beyond[-1][0] >= edge.end - SAME_END
    if not sides or max(reached) - min(reached) > _MISSED:
        return None
    end = sum(reached) / len(reached)
    low, high = sorted((edge.at, end))
    crossed = any(low + _MISSED < rule.at < high + _MISSED and _is_beside(rule, edge) for rule in rulings.horizontal)
    return None if crossed else end


def _is_beside(rule: Ruling, edge: Ruling) -> bool:
    return rule.start < edge.end and rule.end > edge.start


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
                rule for rule in free if above.at < rule.start < below.at < rule.end + _MISSED and _is_on(rule, above)
            ]
            if not begun:
                continue
            whole = [
                rule.at
                for rule in rulings.vertical
                if rule.start <= above.at + _MISSED and rule.end > below.at - _MISSED and _is_on(rule, above)
            ]
            sides = sorted({above.start, *whole, above.end})
            for x, top, _ in begun:
                place = bisect_left(sides, x)
                if 0 < place < len(sides):
                    added.append(Ruling(top, sides[place - 1], sides[place]))
    return _with(rulings, level=added)


def _meets(rule: Ruling, level: Sequence[Ruling], ats: Sequence[float]) -> bool:
    """Whether the upper end of an upright stands on a level ruling; ``ats`` are where those stand."""
    near = level[bisect_left(ats, rule.start - _MISSED) : bisect_left(ats, rule.start + _MISSED)]
    return any(other.start - _MISSED <= rule.at <= other.end + _MISSED for other in near)


def _is_on(rule: Ruling, level: Ruling) -> bool:
    return level.start - _MISSED <= rule.at <= level.end + _MISSED


def rule_rows(rulings: Rulings, runs: Sequence[Run]) -> Rulings:
    """The rulings with level ones between the rows that column rules alone part, each a label and its values."""
    added: list[Ruling] = []
    for rules in level_groups(rulings.horizontal):
        for above, below in pairwise(rules):
            if below.at - above.at < _LOWEST:
                continue
            lines = rows_of(run for run in runs if is_inside(run, Box(above.start, above.at, above.end, below.at)))
            edges = _columns_between(above, below, rulings.vertical) if len(lines) >= _FEWEST_ROWS else []
            if len(edges) > 2:
                drawn = [rule for rule in rulings.horizontal if _is_between_rules(rule, above, below)]
                added += (Ruling(at, above.start, above.end) for at in _row_borders(lines, edges, drawn))
    return _with(rulings, level=added)


def _columns_between(above: Ruling, below: Ruling, upright: Iterable[Ruling]) -> list[float]:
    """Where uprights run through most of the height between two level rules, and the ends of those."""
    tall = (below.at - above.at) / 2
    inside = [
        rule.at
        for rule in upright
        if min(rule.end, below.at) - max(rule.start, above.at) > tall and _is_on(rule, above)
    ]
    return sorted({*inside, *(x for x in (above.start, above.end) if all(abs(x - y) > SAME_END for y in inside))})


def _is_between_rules(rule: Ruling, above: Ruling, below: Ruling) -> bool:
    return above.at < rule.at < below.at and rule.start < above.end and rule.end > above.start


def _row_borders(lines: Sequence[Row], edges: Sequence[float], drawn: Sequence[Ruling]) -> list[float]:
    """The heights between the rows that lines print in these columns; none where they are no rows.

    ``drawn`` are the rulings that part some columns.
    """
    first = next((number for number, row in enumerate(lines) if _is_valued(row, edges)), len(lines))
    rows = _drawn_rows(lines[first:], edges, drawn) or whole_rows(lines[first:], edges)
    valued = [row for row in rows if _is_valued(row, edges)]
    if len(valued) < _FEWEST_ROWS or len(valued) < _KEPT * len(rows):
        return []
    undivided = _undivided(len(rows), edges, drawn)
    printed = {place_of(run, edges)[0] for row in rows for run in row.runs}
    if not printed & set(undivided) or not all(_is_shared_out(column, rows, edges) for column in undivided):
        return []
    parts = [Row(lines[0].top, lines[first - 1].bottom, []), *rows] if first else rows
    gaps = [(upper.bottom, lower.top) for upper, lower in pairwise(parts)]
    heights = sorted(rule.at for rule in drawn)
    return [next((at for at in heights if top - 1 <= at <= low + 1), (top + low) / 2) for top, low in gaps]


def _drawn_rows(lines: Sequence[Row], edges: Sequence[float], drawn: Sequence[Ruling]) -> list[Row]:
    """The lines as the rows that rulings part in each column with values; none where they part no such rows."""
    valued = {place_of(run, edges)[0] for row in lines for run in row.runs if is_number(run.text)}
    middles = [(edges[column] + edges[column + 1]) / 2 for column in valued]
    through = [[rule.at for rule in drawn if rule.start < middle < rule.end] for middle in middles]
    if not through or len(through[0]) < _FEWEST_ROWS - 1:
        return []
    borders = [at for at in through[0] if all(any(abs(at - x) <= _MISSED for x in others) for others in through[1:])]
    parted = groupby(lines, key=lambda row: bisect_left(borders, (row.top + row.bottom) / 2))
    return [joined(list(rows)) for _, rows in parted] if len(borders) >= _FEWEST_ROWS - 1 else []


def _undivided(count: int, edges: Sequence[float], drawn: Sequence[Ruling]) -> list[int]:
    """The columns that fewer rulings part than so many rows have between them."""
    middles = [(left + right) / 2 for left, right in pairwise(edges)]
    return [
        column
        for column, middle in enumerate(middles)
        if sum(rule.start < middle < rule.end for rule in drawn) < _DRAWN * (count - 1)
    ]


def _is_shared_out(column: int, rows: Sequence[Row], edges: Sequence[float]) -> bool:
    """Whether what an undivided column prints stands row by row beside the others, as a cell merged down does not."""
    level = filled = 0
    for row in rows:
        here = [run for run in row.runs if place_of(run, edges) == (column, column)]
        others = [run for run in row.runs if place_of(run, edges) != (column, column)]
        if here:
            filled += 1
            level += not others or abs(_middle(here) - _middle(others)) <= _LEVEL * here[0].size
    return not filled or (filled >= _SHARED * len(rows) and level >= _KEPT * filled)


def _is_valued(row: Row, edges: Sequence[float]) -> bool:
    """Whether a row fills several columns, each run in one, and prints a value right of the first."""
    places = [place_of(run, edges) for run in row.runs]
    valued = any(first and is_number(run.text) for run, (first, _) in zip(row.runs, places, strict=True))
    return valued and len(set(places)) > 1 and all(first == last for first, last in places)


def _middle(runs: Sequence[Run]) -> float:
    return (min(run.box.top for run in runs) + max(run.box.bottom for run in runs)) / 2


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
            broken = _any_between(ends, above.at - _MISSED, above.at + _MISSED) and _any_between(
                starts, below.at - _MISSED, below.at + _MISSED
            )
            if not broken or below.at - above.at > _MOST_ROWS * _beside(rules, number):
                continue
            for edges in _carried(above, below, rulings.vertical):
                if _is_row(runs, Box(edges[0], above.at, edges[-1], below.at), edges):
                    added.extend(Ruling(x, above.at, below.at) for x in edges)
                    break
    return _with(rulings, upright=added)


def _beside(rules: Sequence[Ruling], number: int) -> float:
    """The height of the higher of the bands above and below the one that begins at a rule."""
    bands = [rules[number - 1 : number + 1] if number else [], rules[number + 1 : number + 3]]
    return max((band[1].at - band[0].at for band in bands if len(band) > 1), default=0.0)


def _carried(above: Ruling, below: Ruling, upright: Sequence[Ruling]) -> list[list[float]]:
    """Where rulings end at the upper or go on at the lower of two level rules, and where they do both, from side to side.

    None where they do both at the sides alone or nowhere.
    """
    ending = [x for x, top, bottom in upright if abs(bottom - above.at) <= _MISSED and top < above.at - _MISSED]
    going = [x for x, top, bottom in upright if abs(top - below.at) <= _MISSED and bottom > below.at + _MISSED]
    shared = sorted(x for x in ending if any(abs(x - other) <= _MISSED for other in going))
    if len(shared) < 3 or shared[0] > above.start + SAME_END or shared[-1] < above.end - SAME_END:
        return []
    others = {x for x in (*ending, *going) if shared[0] < x < shared[-1]}
    either = sorted((*shared, *(x for x in others if all(abs(x - other) > _MISSED for other in shared))))
    return [either, shared] if all(right - left > _MISSED for left, right in pairwise(either)) else [shared]


def _is_row(runs: Iterable[Run], box: Box, edges: Sequence[float]) -> bool:
    """Whether what stands in a box keeps to its columns and fills several."""
    places = [place_of(run, edges) for run in runs if is_inside(run, box)]
    return len(set(places)) > 1 and all(first == last for first, last in places)


def level_groups(rules: Iterable[Ruling]) -> list[list[Ruling]]:
    """Long rules that begin and end alike, from the top down."""
    groups: list[list[Ruling]] = []
    for rule in sorted(rules):
        if rule.end - rule.start < _SHORTEST:
            continue
        for group in groups:
            if abs(group[0].start - rule.start) <= SAME_END and abs(group[0].end - rule.end) <= SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def is_short(runs: Sequence[Run], rule: Ruling) -> bool:
    """Whether a band prints a label or a section only, as a row without values does."""
    wide = max(run.box.x1 for run in runs) - min(run.box.x0 for run in runs) > _LONE * (rule.end - rule.start)
    return not wide and not any(run.text.endswith(("。", "；")) for run in runs)


def is_inside(run: Run, box: Box) -> bool:
    middle = (run.box.top + run.box.bottom) / 2
    return box.top <= middle <= box.bottom and run.box.x1 > box.x0 and run.box.x0 < box.x1
