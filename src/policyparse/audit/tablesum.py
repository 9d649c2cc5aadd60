"""PART-WHOLE in tables: the rows that add up to the row 合计, told by the columns of the table that do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policyparse.audit.case import Case
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.parts import judge_sum
from policyparse.figure import Extraction, Figure
from policyparse.interval import Interval
from policyparse.language.indicators import fold
from policyparse.vocabulary import load

FEWEST_PARTS = 2
WITNESSES = 2
"""So many columns of a table must add up before another of its columns can fail to."""

_FIRST_RANK = re.compile(r"^[一二三四五六七八九十]+[、.．]")


@dataclass(frozen=True, slots=True)
class Sum:
    """The cell of a total row and the cells that may be its parts, in one column."""

    whole: Figure
    parts: tuple[Figure, ...]

    @property
    def fits(self) -> bool:
        """Whether the parts may add up to the whole."""
        computed = sum((stands_for(part) for part in self.parts), start=Interval.exactly(Fraction(0)))
        return computed.meets(stands_for(self.whole))


def check_table_sums(case: Case) -> Iterator[Finding]:
    """Each table with one total row: all other rows, or its rows 一、二、三、, whichever its columns show to be the parts."""
    known = {column.total.id for column in case.evidence.columns if column.total is not None}
    for extraction in case.evidence.extractions:
        for columns in _tables(extraction).values():
            schemes = ([s for c in columns if (s := _numbered(c))], [s for c in columns if (s := _flat(c))])
            for sums in schemes:
                fitting = [each for each in sums if each.fits]
                if len(fitting) >= min(WITNESSES, len(columns)) and 2 * len(fitting) > len(sums):
                    sure = len(fitting) >= WITNESSES and len(fitting) == len(sums) - 1
                    yield from (
                        judge_sum(case, each.whole, list(each.parts), sure=sure)
                        for each in sums
                        if each.whole.id not in known
                    )
                    break


def _tables(extraction: Extraction) -> dict[str | None, list[list[Figure]]]:
    """The columns of amounts of each table."""
    cells: dict[str | None, dict[tuple[str | None, ...], list[Figure]]] = {}
    for figure in extraction.figures:
        if is_cell(figure) and figure.measure == "level" and figure.value is not None and not is_ratio(figure):
            key = (figure.source.column, figure.unit, figure.kind)
            cells.setdefault(figure.source.table, {}).setdefault(key, []).append(figure)
    return {table: list(columns.values()) for table, columns in cells.items()}


def _flat(column: list[Figure]) -> Sum | None:
    return _sum(column, [cell for cell in column if not _is_total(cell)])


def _numbered(column: list[Figure]) -> Sum | None:
    return _sum(column, [cell for cell in column if _FIRST_RANK.match(fold(cell.source.row or ""))])


def _sum(column: list[Figure], parts: list[Figure]) -> Sum | None:
    totals = [cell for cell in column if _is_total(cell)]
    rows = [cell.source.row for cell in parts]
    if len(totals) != 1 or len(parts) < FEWEST_PARTS or len(set(rows)) != len(rows) or point(totals[0]) == 0:
        return None
    return Sum(totals[0], tuple(parts))


def _is_total(cell: Figure) -> bool:
    return fold(cell.source.row or "") in load("partitions")["total_rows"]
