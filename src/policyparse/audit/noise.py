"""NOISE: signs that a number was misread rather than misprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from statistics import median

from policyparse.audit.case import Case
from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding
from policyparse.audit.meaning import is_ratio, point
from policyparse.audit.words import at, said
from policyparse.figure import Figure

FEWEST_CELLS = 5
"""A column of fewer cells shows no usual size."""
SPREAD = 3
"""Rates of one column lie within this factor of their median, or the column has no usual size."""
OUTLIER = 10
"""A rate so many times the median of such a column is suspected."""

_MINUS = "-−－﹣–"
_SIGNED = re.compile(rf"[\u4e00-\u9fff][{_MINUS}]$")


def check_noise(case: Case) -> Iterator[Finding]:
    """Lost signs, and cells ten times the others of a column of rates that are else alike."""
    for figure in case.evidence.figures:
        if sign_is_lost(figure):
            yield _finding(case, "noise_sign", figure)
    for column in case.evidence.columns:
        if is_ratio(column.head) and column.head.measure == "level" and len(column.cells) >= FEWEST_CELLS:
            yield from (_finding(case, "noise_cell", cell) for cell in _outliers(column.cells))


def sign_is_lost(figure: Figure) -> bool:
    """Whether the clause prints a minus right before a level that was read as positive (自然增长率-0.57‰).

    A dash between two numbers is a range, one before 增 or at the start of a line a list mark.
    """
    if (
        figure.measure != "level"
        or figure.value is None
        or is_cell(figure)
        or not any(c in figure.quote for c in _MINUS)
    ):
        return False
    before, found, _ = unspaced(figure.quote).partition(unspaced(figure.printed))
    return bool(found) and Fraction(figure.value) > 0 and bool(_SIGNED.search(before))


def _outliers(cells: tuple[Figure, ...]) -> Iterator[Figure]:
    usual = median(map(point, cells))
    odd = [cell for cell in cells if usual > 0 and (point(cell) >= OUTLIER * usual or point(cell) * OUTLIER <= usual)]
    rest = [point(cell) for cell in cells if cell not in odd]
    if len(odd) == 1 and min(rest) * SPREAD >= usual and max(rest) <= usual * SPREAD:
        yield odd[0]


def _finding(case: Case, code: str, figure: Figure) -> Finding:
    return case.finding(
        "NOISE", "cannot_decide", "medium", reason="extraction_noise", figures=(figure,),
        title=case.words.say(f"{code}_title", indicator=figure.indicator, place=figure.place, printed=said(figure)),
        formula=case.words.say(f"{code}_formula", cell=at(figure), quote=figure.quote),
    )  # fmt: skip
