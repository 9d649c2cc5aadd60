"""Questions to the registry: its figures, its documents."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

import typer

from policyparse.cli.messages import say
from policyparse.cli.output import write, write_csv, write_jsonl, write_table
from policyparse.cli.show import SHORT_ID, write_figures
from policyparse.document import Head
from policyparse.figure import Figure, FigureKind
from policyparse.registry import FigureQuery, open_registry
from policyparse.source import Source

_SOURCE = tuple(Source.model_fields)
_FIELDS = tuple(field for field in Figure.model_fields if field != "source")


class Question(NamedTuple):
    """What the user asks of figures, as typed; ``document`` is an id, file name, 文号 or part of a title."""

    indicator: str | None
    place: str | None
    period: str | None
    kind: FigureKind | None
    value: str | None
    document: str | None


def figures(target: str, asked: Question, format: str) -> None:
    """Write the figures that meet every condition, in the registry's order."""
    _check_number(asked.value)
    with open_registry(target, create=False) as registry:
        document = None if asked.document is None else registry.document(asked.document).id
        found = registry.figures(FigureQuery(**asked._replace(document=document)._asdict()))
        heads = {entry.head.id: entry.head for entry in registry.documents()}
    if format == "jsonl":
        write_jsonl(found)
    elif format == "csv":
        _write_csv(found, heads)
    elif found:
        write_figures(found, {head.id: head.name for head in heads.values()})
        write(f"{say('figures.sum', count=len(found))}\n")
    else:
        write(f"{say('figures.none')}\n")


def _check_number(value: str | None) -> None:
    try:
        Fraction(value or "0")
    except (ValueError, ZeroDivisionError) as error:
        raise typer.BadParameter(say("option.number", value=value), param_hint="--value") from error


def _write_csv(found: Sequence[Figure], heads: dict[str, Head]) -> None:
    """The fields of the record; those of its source and the document's name and title at the end."""
    header = (*_FIELDS, *(f"source_{field}" for field in _SOURCE), "document_name", "document_title")
    write_csv(header, (_csv_row(figure, heads[figure.document]) for figure in found))


def _csv_row(figure: Figure, head: Head) -> list[object]:
    record = figure.model_dump(mode="json")
    source = record.pop("source")
    record["inherited"] = " ".join(figure.inherited)
    box = source.get("bbox")
    source["bbox"] = " ".join(map(str, box)) if box else None
    return [*(record[field] for field in _FIELDS), *(source.get(field) for field in _SOURCE), head.name, head.title]


def documents(target: str) -> None:
    """Write a table of the documents."""
    with open_registry(target, create=False) as registry:
        entries = registry.documents()
    if not entries:
        write(f"{say('documents.none')}\n")
        return
    header = [say(f"header.{column}") for column in ("id", "file", "title", "number", "date", "figures")]
    rows = (
        (head.id[:SHORT_ID], head.name, head.title, head.number, head.published or head.written, figures)
        for head, _, figures in entries
    )
    write_table(header, rows)
