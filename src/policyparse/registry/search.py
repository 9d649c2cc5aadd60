"""Questions to a registry. Every answer is in one order: documents by date and id, records in reading order."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, or_, select

from policyparse.document import Head
from policyparse.errors import NotInRegistry
from policyparse.figure import Aim, Definition, Extraction, Figure, FigureKind, Mention
from policyparse.registry.schema import AIMS, DEFINITIONS, DOCUMENTS, FIGURES, MENTIONS, searchable
from policyparse.registry.store import number_key
from policyparse.vocabulary import load_rows

_CANDIDATES_NAMED = 5
"""How many candidates an ambiguous match lists."""

_HEX_PREFIX = re.compile(r"[0-9a-f]{6,64}")
"""The beginning of an id, long enough to be meant as one: ``6ecbba63``."""


class Entry(NamedTuple):
    """A document of the registry, the parser version that read it, and how many figures it gave."""

    head: Head
    parser: str
    figures: int


class FigureQuery(NamedTuple):
    """What is asked of figures; None asks nothing.

    ``indicator`` and ``place`` are parts of the words; ``place`` also finds the same place by its other name or its
    GB/T 2260 code. ``period`` is the period, one that lies in it (``2025`` finds ``2025-09``), or a span that begins
    or ends in it (``2021/2025``). ``value`` is the value or an end of a range. ``document`` is a full document id.
    """

    indicator: str | None = None
    indicator_id: str | None = None
    place: str | None = None
    period: str | None = None
    kind: FigureKind | None = None
    document: str | None = None
    value: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The question as conditions on the table of figures."""
        figures = FIGURES.c
        found: list[ColumnElement[bool]] = []
        if self.indicator is not None:
            found.append(figures.indicator_folded.contains(searchable(self.indicator), autoescape=True))
        if self.place is not None:
            named = figures.place_folded.contains(searchable(self.place), autoescape=True)
            found.append(or_(named, figures.place_code.in_(_codes(self.place))))
        if self.period is not None:
            found.append(_in_period(self.period))
        if self.value is not None:
            number = number_key(self.value)
            found.append(or_(figures.value == number, figures.low == number, figures.high == number))
        for column, wanted in (
            (figures.indicator_id, self.indicator_id),
            (figures.kind, self.kind),
            (figures.document, self.document),
        ):
            if wanted is not None:
                found.append(column == wanted)
        return found


ALL_FIGURES = FigureQuery()


def _codes(place: str) -> list[str]:
    """The codes that a name or code may mean.

    >>> _codes("石家庄"), _codes("石家庄市"), _codes("130100")
    (['130100'], ['130100'], ['130100'])
    """
    return sorted({row["code"] for row in load_rows("places") if place in (row["name"], row["short"], row["code"])})


def _in_period(period: str) -> ColumnElement[bool]:
    column = FIGURES.c.period
    starts = [column == period, *(column.startswith(f"{period}{mark}", autoescape=True) for mark in "-/")]
    ends = [column.endswith(f"/{period}", autoescape=True), column.contains(f"/{period}-", autoescape=True)]
    return or_(*starts, *ends)


def find_figures(connection: Connection, query: FigureQuery) -> tuple[Figure, ...]:
    """The figures that meet every condition of the query."""
    rows = connection.scalars(_read(FIGURES.c.record).where(*query.conditions()))
    return tuple(Figure.model_validate_json(row) for row in rows)


def find_definitions(connection: Connection, figure: Figure) -> tuple[Definition, ...]:
    """What the registry's documents say the figure's indicator means."""
    rows = connection.scalars(_read(DEFINITIONS.c.record).where(_same_indicator(DEFINITIONS, figure)))
    return tuple(Definition.model_validate_json(row) for row in rows)


def find_siblings(connection: Connection, figure: Figure) -> tuple[Figure, ...]:
    """The other figures of the same indicator."""
    others = FIGURES.c.id != figure.id
    rows = connection.scalars(_read(FIGURES.c.record).where(_same_indicator(FIGURES, figure), others))
    return tuple(Figure.model_validate_json(row) for row in rows)


def _same_indicator(table: Table, figure: Figure) -> ColumnElement[bool]:
    """Of one catalogue entry; where the catalogue knows none, of the same words."""
    if figure.indicator_id is not None:
        return table.c.indicator_id == figure.indicator_id
    return table.c.indicator_folded == searchable(figure.indicator)


def find_figure(connection: Connection, reference: str, where: str) -> Figure:
    """The figure with this id, or the only one whose id begins so."""
    matches = FIGURES.c.id.startswith(reference.lower(), autoescape=True)
    rows = connection.scalars(_read(FIGURES.c.record).where(matches)).all() if reference else []
    found = [Figure.model_validate_json(row) for row in rows]
    figures = list({figure.id: figure for figure in found}.values())
    if len(figures) == 1:
        return figures[0]
    if not figures:
        raise NotInRegistry(where, f"没有编号以“{reference}”开头的数字", remedy="可用 policyparse figures 查看编号。")
    names = [f"{figure.id} {figure.indicator} {figure.printed}" for figure in figures]
    raise _ambiguous(where, f"有 {len(figures)} 条数字的编号以“{reference}”开头", names)


def find_document(connection: Connection, reference: str, where: str) -> Head:
    """The document that a person means by an id or its beginning, a file name, a 文号 or a part of a title.

    A whole id, name, number or title is asked for first, then a part. Where two documents match, neither is taken.
    """
    wanted = searchable(reference)
    heads = [Head.model_validate_json(row) for row in connection.scalars(_in_order(select(DOCUMENTS.c.record)))]
    matches = [head for head in heads if wanted in _names(head)] or [
        head for head in heads if wanted and _mentions(head, wanted)
    ]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise NotInRegistry(where, f"没有叫“{reference}”的文件", remedy="可用 policyparse documents 查看。")
    names = [f"{head.id[:12]} {head.title}" for head in matches]
    raise _ambiguous(where, f"有 {len(matches)} 份文件与“{reference}”相符", names)


def _names(head: Head) -> tuple[str, ...]:
    return head.id, searchable(head.name), searchable(head.title), searchable(head.number or head.id)


def _mentions(head: Head, wanted: str) -> bool:
    if _HEX_PREFIX.fullmatch(wanted) and head.id.startswith(wanted):
        return True
    return any(wanted in name for name in _names(head)[1:])


def _ambiguous(where: str, what: str, names: list[str]) -> NotInRegistry:
    listed = "；".join(names[:_CANDIDATES_NAMED])
    more = "；…" if len(names) > _CANDIDATES_NAMED else ""
    return NotInRegistry(where, f"{what}：{listed}{more}", remedy="请写得更完整，或用编号。")


def list_documents(connection: Connection) -> tuple[Entry, ...]:
    """Every document."""
    count = select(func.count()).where(FIGURES.c.document == DOCUMENTS.c.id).scalar_subquery()
    rows = connection.execute(_in_order(select(DOCUMENTS.c.record, DOCUMENTS.c.parser, count)))
    return tuple(Entry(Head.model_validate_json(record), parser, figures) for record, parser, figures in rows)


def load_extraction(connection: Connection, document: str, where: str) -> Extraction:
    """The extraction of the document with this id."""
    found = _load(connection, [DOCUMENTS.c.id == document])
    if not found:
        raise NotInRegistry(where, f"没有编号为 {document} 的文件", remedy="可用 policyparse documents 查看。")
    return found[0]


def load_extractions(connection: Connection) -> tuple[Extraction, ...]:
    """Every extraction."""
    return _load(connection, [])


def _load(connection: Connection, wanted: list[ColumnElement[bool]]) -> tuple[Extraction, ...]:
    heads = connection.scalars(_in_order(select(DOCUMENTS.c.record)).where(*wanted)).all()
    figures, definitions, aims, mentions = (
        _by_document(connection, table, wanted) for table in (FIGURES, DEFINITIONS, AIMS, MENTIONS)
    )
    return tuple(
        Extraction(
            head=head,
            figures=tuple(Figure.model_validate_json(row) for row in figures[head.id]),
            definitions=tuple(Definition.model_validate_json(row) for row in definitions[head.id]),
            aims=tuple(Aim.model_validate_json(row) for row in aims[head.id]),
            mentions=tuple(Mention.model_validate_json(row) for row in mentions[head.id]),
        )
        for head in map(Head.model_validate_json, heads)
    )


def _by_document(connection: Connection, table: Table, wanted: list[ColumnElement[bool]]) -> dict[str, list[str]]:
    """The records of each document in reading order."""
    found: dict[str, list[str]] = defaultdict(list)
    for document, record in connection.execute(_read(table.c.document, table.c.record).where(*wanted)):
        found[document].append(record)
    return found


def _read(*columns: Column[str]) -> Select[*tuple[str, ...]]:
    """Columns of a table of records, in order."""
    table = columns[0].table
    return _in_order(select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == table.c.document)).order_by(table.c.position)


def _in_order(rows: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return rows.order_by(DOCUMENTS.c.date, DOCUMENTS.c.id)
