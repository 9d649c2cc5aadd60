"""All figures of the documents under audit, in one fixed order, and the table columns that they form."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from policyparse.audit.identity import is_place, place_key, shared_ending, stem
from policyparse.audit.levels import Levels
from policyparse.audit.meaning import is_count, point
from policyparse.audit.titles import titles_of
from policyparse.document import Head
from policyparse.figure import Extraction, Figure, Mention, MentionKind
from policyparse.language.indicators import fold

SMALLEST_COLUMN = 3
"""Fewer rows than this are no column to add up."""

_TOTAL_ROW = re.compile(r"^(?:合计|总计|总和)$")
_PART_OF_GROUP = re.compile(
    r"(?:部分|主要|典型|代表性?|前[十\d]+[名位个]?)(?=※|城市|地区|[省市县区])"
)  # 部分重点城市, 前10位城市
PLACE_NOUN = re.compile(
    r"(?:城市|省份?|省区市|地区|市|县|区|旗|州|市县|市州|地市|县区|县市区|城区|乡镇|街道|国家|行政区)$"
)
"""The end of a name of places that are counted."""

GROUP_NOUN = 3
"""The noun that tells a group (示范区, 重点城市) has at least so many characters."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table whose rows are places that do not lie in one another: the figures of its cells, by row.

    ``total`` is the cell of the row 合计, if the table has one.
    """

    cells: tuple[Figure, ...]
    total: Figure | None = None

    @property
    def head(self) -> Figure:
        """The cell of the first row, which speaks for indicator, unit and header."""
        return self.cells[0]

    @property
    def caption(self) -> str:
        """The table's caption and the column's header."""
        return f"{self.head.source.table or ''} {self.head.source.column or ''}"

    @property
    def places(self) -> frozenset[str]:
        """The keys of the places that have a row."""
        return frozenset(place_key(cell) for cell in self.cells)

    def within(self, scope: str) -> tuple[Figure, ...]:
        """The cells of the places whose keys begin with ``scope``."""
        return tuple(cell for cell in self.cells if place_key(cell).startswith(scope))

    def cell_of(self, place: str) -> Figure | None:
        """The cell of a place by its key."""
        return next((cell for cell in self.cells if place_key(cell) == place), None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Every document once, ordered by name and id; every figure once, in reading order. Heads and columns by document."""

    extractions: tuple[Extraction, ...]
    figures: tuple[Figure, ...]
    columns: tuple[Column, ...]
    levels: Levels
    _ordered: Mapping[str, tuple[Figure, ...]]
    _heads: Mapping[str, Head]
    _columns: Mapping[str, tuple[Column, ...]]
    _titled: Mapping[str, tuple[Head, ...]]
    _mentions: Mapping[str, tuple[Mention, ...]]

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> Evidence:
        """What the checks look up in these documents, each counted once."""
        unique = {extraction.head.id: extraction for extraction in extractions}
        ordered = tuple(sorted(unique.values(), key=lambda e: (e.head.name, e.head.id)))
        columns = {extraction.head.id: find_columns(extraction.figures) for extraction in ordered}
        heads = {extraction.head.id: extraction.head for extraction in ordered}
        figures = tuple(figure for extraction in ordered for figure in extraction.figures)
        placed = {e.head.id: tuple(sorted(e.figures, key=lambda figure: figure.source.start)) for e in ordered}
        titled: dict[str, list[Head]] = {}
        for title, head in titles_of(heads.values()):
            titled.setdefault(title, []).append(head)
        return cls(
            extractions=ordered,
            figures=figures,
            columns=tuple(chain.from_iterable(columns.values())),
            levels=Levels.of(figures),
            _ordered=placed,
            _heads=heads,
            _columns=columns,
            _titled={title: tuple(found) for title, found in titled.items()},
            _mentions={extraction.head.id: extraction.mentions for extraction in ordered},
        )

    def titled(self, title: str) -> tuple[Head, ...]:
        """The documents that bear a bare title."""
        return self._titled.get(title, ())

    def mentions_of(self, document: str, kind: MentionKind) -> tuple[Mention, ...]:
        """The mentions of one kind in a document."""
        return tuple(mention for mention in self._mentions[document] if mention.kind == kind)

    def beside(self, figure: Figure, reach: int) -> tuple[Figure, ...]:
        """The figures of the same document that stand at most ``reach`` characters before or after, without itself."""
        placed, start = self._ordered[figure.document], figure.source.start
        low = bisect_left(placed, start - reach, key=lambda other: other.source.start)
        high = bisect_right(placed, start + reach, key=lambda other: other.source.start)
        return tuple(other for other in placed[low:high] if other.id != figure.id)

    def head(self, document: str) -> Head:
        """A document's title, date and the like."""
        return self._heads[document]

    def of_document(self, document: str) -> tuple[Figure, ...]:
        """The figures of a document in reading order."""
        return self._ordered[document]

    def columns_of(self, document: str) -> tuple[Column, ...]:
        """The columns of places in a document's tables."""
        return self._columns.get(document, ())


def is_cell(figure: Figure) -> bool:
    """Whether a figure stands in a table."""
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
    if len(rows) < SMALLEST_COLUMN or len(set(keys)) != len(keys) or not all(is_place(cell) for cell in rows):
        return None
    if _is_nested(keys):
        return None
    return Column(tuple(rows), totals[0] if len(totals) == 1 else None)


def _is_nested(places: list[str]) -> bool:
    """Whether one of several places lies in another; a county of no certain code may lie in anything that is no county.

    >>> _is_nested(["130100", "130000"]), _is_nested(["130100", "130900"]), _is_nested(["鼓楼区", "350100"])
    (True, False, True)
    """
    coded = [place for place in places if place.isdigit()]
    wide = {stem(place) for place in coded} - set(coded)
    if wide and len(coded) < len(places):
        return True
    return any(place[:size] in wide and place[:size] != stem(place) for place in coded for size in (0, 2, 4))


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
    return tuple(
        figure
        for figure in figures
        if not is_cell(figure) and is_count(figure) and point(figure) >= 2 and _is_like(group, figure.indicator)
    )


def _is_like(group: str, counted: str) -> bool:
    """Whether what is counted ends in the noun of a group, which is more than a word for places.

    >>> _is_like("5G应用“扬帆”行动重点城市", "首批重点城市"), _is_like("5G应用“扬帆”行动重点城市", "取得突破的城市")
    (True, False)
    """
    noun = shared_ending(fold(group), fold(counted).removesuffix("数"))
    return len(noun) >= GROUP_NOUN and PLACE_NOUN.fullmatch(noun) is None
