"""Extractions into the tables: one document whole or not at all, and nothing changes when nothing is new."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal, NamedTuple

from packaging.version import Version
from sqlalchemy import Connection, delete, func, insert, select

from policyparse.document import Head
from policyparse.errors import RegistryError
from policyparse.figure import Aim, Definition, Extraction, Figure, Mention
from policyparse.registry.schema import AIMS, DEFINITIONS, DOCUMENTS, FIGURES, MENTIONS, searchable

StoreStatus = Literal["added", "unchanged", "superseded"]


class Stored(NamedTuple):
    """What became of an extraction: the document as the registry holds it, and how many figures it holds of it.

    ``unchanged`` means that the registry already holds a reading by this parser version or a newer one, and was not
    touched; ``superseded`` that an older reading was replaced.
    """

    status: StoreStatus
    head: Head
    figures: int


def store(connection: Connection, extraction: Extraction, *, parser: str, where: str) -> Stored:
    """Write an extraction inside the connection's transaction, which the caller commits."""
    _check(extraction, where)
    head = extraction.head
    current = find_current(connection, head.id, parser)
    if current is not None:
        return current
    replaced = connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == head.id)).rowcount
    _insert(connection, extraction, parser)
    return Stored("superseded" if replaced else "added", head, len(extraction.figures))


def find_current(connection: Connection, document: str, parser: str) -> Stored | None:
    """The reading of a document that version ``parser`` would not replace; None where there is none."""
    figures = select(func.count()).where(FIGURES.c.document == document).scalar_subquery()
    wanted = select(DOCUMENTS.c.parser, DOCUMENTS.c.record, figures).where(DOCUMENTS.c.id == document)
    held = connection.execute(wanted).one_or_none()
    if held is None or is_older(held[0], parser):
        return None
    return Stored("unchanged", Head.model_validate_json(held[1]), held[2])


def is_older(held: str, parser: str) -> bool:
    """Whether a reading by version ``held`` gives way to one by version ``parser``.

    >>> is_older("0.9.0", "0.10.0"), is_older("0.1.0", "0.1.0"), is_older("0.2.0", "0.1.0")
    (True, False, False)
    """
    return Version(held) < Version(parser)


def _check(extraction: Extraction, where: str) -> None:
    """Refuse an extraction with a record of another document; storing the rest would hide the fault."""
    head = extraction.head
    records: tuple[Figure | Definition | Aim | Mention, ...] = (
        *extraction.figures, *extraction.definitions, *extraction.aims, *extraction.mentions,
    )  # fmt: skip
    for record in records:
        if record.document != head.id:
            raise RegistryError(
                where,
                f"{head.name} 的提取结果里混有另一份文件的记录：{_name(record)}",
                remedy="请重新提取这份文件。",
            )


def _name(record: Figure | Definition | Aim | Mention) -> str:
    return record.printed if isinstance(record, Mention) else record.indicator


def _insert(connection: Connection, extraction: Extraction, parser: str) -> None:
    head = extraction.head
    connection.execute(
        insert(DOCUMENTS).values(
            id=head.id,
            parser=parser,
            name=head.name,
            title=head.title,
            number=head.number,
            date=head.published or head.written or "",
            record=head.model_dump_json(),
        )
    )
    for table, rows in (
        (FIGURES, [_figure_row(figure) for figure in extraction.figures]),
        (DEFINITIONS, [_definition_row(definition) for definition in extraction.definitions]),
        (AIMS, [_plain_row(aim) for aim in extraction.aims]),
        (MENTIONS, [_plain_row(mention) for mention in extraction.mentions]),
    ):
        if rows:
            connection.execute(insert(table), [row | {"position": position} for position, row in enumerate(rows)])


def _figure_row(figure: Figure) -> dict[str, Any]:
    return {
        "document": figure.document,
        "id": figure.id,
        "indicator_folded": searchable(figure.indicator),
        "indicator_id": figure.indicator_id,
        "place_folded": searchable(figure.place),
        "place_code": figure.place_code,
        "period": figure.period,
        "kind": figure.kind,
        "value": number_key(figure.value),
        "low": number_key(figure.low),
        "high": number_key(figure.high),
        "record": figure.model_dump_json(),
    }


def _definition_row(definition: Definition) -> dict[str, Any]:
    return {
        "document": definition.document,
        "indicator_folded": searchable(definition.indicator),
        "indicator_id": definition.indicator_id,
        "record": definition.model_dump_json(),
    }


def _plain_row(record: Aim | Mention) -> dict[str, Any]:
    return {"document": record.document, "record": record.model_dump_json()}


def number_key(number: str | None) -> str | None:
    """A number in the one form in which equal numbers are equal strings.

    >>> number_key("82.80") == number_key("82.8"), number_key("82.8"), number_key(None)
    (True, '414/5', None)
    """
    return None if number is None else str(Fraction(number))
