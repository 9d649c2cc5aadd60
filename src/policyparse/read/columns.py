"""Pages set in two columns of prose: where the gutter is, and the lines in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from policyparse.read.glyphs import PrintedLine, Run, lines_of
from policyparse.read.stacked import read_stacked

_STEP = 2.0  # points of a strip that is looked at for a gutter
_MIDDLE = (0.35, 0.65)  # of the page's width, where a gutter may stand
_NARROWEST = 0.9  # of the type size
_CROSSING = 0.04  # of the page's lines that may run across a gutter: titles
_FEWEST_LINES = 8  # in each column
_PROSE = 10  # characters of a line of prose
_REACHING = 0.5  # of the left column's lines that run up to the gutter


def find_gutter(runs: Sequence[Run], width: float) -> float | None:
    """The middle of the white strip between two columns of prose; None for a page in one column."""
    if len(runs) < 2 * _FEWEST_LINES:
        return None
    size = median(run.size for run in runs) or 1.0
    rows = len({round((run.box.top + run.box.bottom) / 2 / size) for run in runs})
    characters = sum(len(run.text) for run in runs)
    strip = _widest_strip(runs, width, most_crossing=max(2 * _FEWEST_LINES, round(_CROSSING * characters)))
    if strip is None or strip[1] - strip[0] < _NARROWEST * size or rows < _FEWEST_LINES:
        return None
    middle = (strip[0] + strip[1]) / 2
    left = lines_of(run for run in runs if run.box.x1 <= middle)
    right = lines_of(run for run in runs if run.box.x0 >= middle)
    prose = min(len(left), len(right)) >= _FEWEST_LINES and all(_is_prose(side) for side in (left, right))
    reaching = sum(line.box.x1 >= strip[0] - 2 * size for line in left) >= _REACHING * len(left)
    return middle if prose and reaching else None


def _is_prose(lines: Sequence[PrintedLine]) -> bool:
    return median(len(line.text) for line in lines) >= _PROSE and not any("\t" in line.text for line in lines)


def _widest_strip(runs: Iterable[Run], width: float, *, most_crossing: int) -> tuple[float, float] | None:
    """The widest strip in the middle of the page that hardly a run stands in."""
    first, last = (int(share * width / _STEP) for share in _MIDDLE)
    covered = [0] * (last + 1)
    for run in runs:
        for step in range(max(int(run.box.x0 / _STEP), first), min(int(run.box.x1 / _STEP), last) + 1):
            covered[step] += 1
    best: tuple[float, float] | None = None
    start = first
    for step in range(first, last + 1):
        if covered[step] > most_crossing // 4:
            start = step + 1
        elif best is None or step - start > (best[1] - best[0]) / _STEP:
            best = (start * _STEP, (step + 1) * _STEP)
    return best


def lines_in_columns(runs: Sequence[Run], gutter: float) -> list[PrintedLine]:
    """The lines in reading order: a line across the gutter parts what stands above it from what stands below."""
    across = [run for run in runs if run.box.x0 < gutter < run.box.x1]
    bands = [(line.box.top, line.box.bottom) for line in lines_of(across)]
    ordered: list[PrintedLine] = []
    top = float("-inf")
    for band_top, band_bottom in [*bands, (float("inf"), float("inf"))]:
        between = [run for run in runs if top <= _middle(run) < band_top]
        left = lines_of(run for run in between if run.box.x1 <= gutter)
        right = lines_of(run for run in between if run.box.x0 >= gutter)
        ordered += read_stacked(left, right)
        ordered += lines_of(run for run in runs if band_top <= _middle(run) < band_bottom)
        top = band_bottom
    return ordered


def _middle(run: Run) -> float:
    return (run.box.top + run.box.bottom) / 2
