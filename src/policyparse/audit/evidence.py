"""All figures of the documents under audit, in one fixed order, and the table columns that they form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from policyparse.audit.identity import is_group, place_key
from policyparse.audit.meaning import is_count, point
from policyparse.document import Head
from policyparse.figure import Extraction, Figure
from policyparse.language.indicators import fold
from policyparse.language.places import NATION_CODE

SMALLEST_COLUMN = 3
"""Fewer rows than this are no column to add up."""

_TOTAL_ROW = re.compile(r"^(?:合计|总计|总和)$")
_PART_OF_GROUP = re.compile(
    r"(?:部分|主要|典型|代表性?|前[十\d]+[名位个]?)(?=※|城市|地区|[省市县区])"
)  # 部分重点城市, 前10位城市
_TAIL = 4


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table whose rows are places that do not lie in one another: the figures of its cells, by row.

    ``total`` is the cell of the row 合计, if the table has one.
    """

    cells: tuple[Figure, ...]
    total: Figure | None = None

    @property
    def head(self) -> Figure:
        return self.cells[0]

    @property
    def caption(self) -> str:
        return f"{self.head.source.table or ''} {self.head.source.column or ''}"

    @property
    def places(self) -> frozenset[str]:
        return frozenset(place_key(cell) for cell in self.cells)

    def cell_of(self, place: str) -> Figure | None:
        """The cell of a place by its key."""
        return next((cell for cell in self.cells if place_key(cell) == place), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every document once, ordered by name and id; every figure once, in reading order."""

    extractions: tuple[Extraction, ...]
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Evidence:
        unique = {extraction.head.id: extraction for extraction in extractions}
        ordered = tuple(sorted(unique.values(), key=lambda e: (e.head.name, e.head.id)))
        columns = tuple(column for extraction in ordered for column in find_columns(extraction.figures))
        return cls(ordered, columns)

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(figure for extraction in self.extractions for figure in extraction.figures)

    def head(self, document: str) -> Head:
        return next(extraction.head for extraction in self.extractions if extraction.head.id == document)

    def columns_of(self, document: str) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.head.document == document)


def is_cell(figure: Figure) -> bool:
    return figure.source.row is not None or figure.source.column is not None


def find_columns(figures: Iterable[Figure]) -> tuple[Column, ...]:
    """The columns whose rows are known places, each place once, none inside another; totals set apart."""
    columns: dict[tuple[str | None, ...], list[Figure]] = {}
    for figure in figures:
        if is_cell(figure) and figure.value is not None:
            key = (figure.source.table, figure.source.column, figure.indicator, figure.unit, figure.measure)
            columns.setdefault(key, []).append(figure)
    return tuple(column for cells in columns.values() if (column := _column(cells)))


def _column(cells: list[Figure]) -> Column | None:
    totals = [cell for cell in cells if _TOTAL_ROW.match(fold(cell.source.row or ""))]
    rows = [cell for cell in cells if cell not in totals]
    keys = [place_key(cell) for cell in rows]
    if len(rows) < SMALLEST_COLUMN or len(set(keys)) != len(keys) or any(is_group(cell) for cell in rows):
        return None
    if any(_lies_in(one, other) for one in keys for other in keys if one != other):
        return None
    return Column(tuple(rows), totals[0] if len(totals) == 1 else None)


def _lies_in(one: str, other: str) -> bool:
    """Whether the place of one code lies in that of the other.

    >>> _lies_in("130100", "130000"), _lies_in("130100", "100000"), _lies_in("130100", "130900")
    (True, True, False)
    """
    if other == NATION_CODE:
        return True
    stem = other[:2] if other.endswith("0000") else other[:4] if other.endswith("00") else other
    return one.startswith(stem)


def group_tail(group: str) -> str:
    """The noun that a group's name ends with: ``5G应用“扬帆”行动重点城市`` → ``重点城市``."""
    return fold(group)[-_TAIL:]


def is_column_of(column: Column, group: str, figures: Iterable[Figure]) -> bool:
    """Whether the rows are known to be the whole of a named group.

    Either the table names the group, and not a part of it, or a stated count of the group equals the number of rows.
    """
    caption = fold(column.caption)
    if _PART_OF_GROUP.search(caption.replace(fold(group), "※")):
        return False
    if fold(group) in caption:
        return True
    return any(point(count) == len(column.cells) for count in group_counts(group, figures))


def group_counts(group: str, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The stated numbers of members of a group, or of groups that end in the same noun (``首批16个重点城市``)."""
    tail = group_tail(group)
    return tuple(
        figure
        for figure in figures
        if not is_cell(figure) and is_count(figure) and fold(figure.indicator).endswith(tail) and point(figure) >= 2
    )
