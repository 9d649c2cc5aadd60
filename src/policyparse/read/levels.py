"""Level rules that belong together, and what is printed between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from policyparse.read.glyphs import Run
from policyparse.read.lattice import Ruling, Rulings, join_rulings
from policyparse.source import Box

CAPTION = re.compile(r"(?:附|续)?\s*表\s*[\d一二三四五六七八九十]+(?!\d*[中内])")  # 表5 主要产品产量
SAME_END = 6.0  # points by which the ends of a table's rules may differ
_SHORTEST = 100.0  # points of a rule that may belong to a table
_LONE = 0.6  # of a table's width that the one cell of a row between rules may take
MISSED = 3.0  # points by which a ruling may miss another


def with_rulings(rulings: Rulings, upright: Sequence[Ruling] = (), level: Sequence[Ruling] = ()) -> Rulings:
    """The rulings with others added."""
    if not upright and not level:
        return rulings
    return join_rulings(Rulings((*rulings.vertical, *upright), (*rulings.horizontal, *level)))


def is_on(rule: Ruling, level: Ruling) -> bool:
    """Whether an upright stands between the ends of a level rule."""
    return level.start - MISSED <= rule.at <= level.end + MISSED


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
    """Whether a run stands at the height of a box and reaches into it."""
    middle = (run.box.top + run.box.bottom) / 2
    return box.top <= middle <= box.bottom and run.box.x1 > box.x0 and run.box.x0 < box.x1
