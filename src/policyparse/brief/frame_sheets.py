"""The sheets that every workbook ends with: the documents read, the sources of its numbers, and its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyparse.brief.citations import Citation, SourceView
from policyparse.brief.labels import Labels
from policyparse.brief.sheet import CellValue, Sheet
from policyparse.brief.view import DocumentView


def frame_sheets(
    documents: Sequence[DocumentView],
    sources: Sequence[SourceView],
    parameters: Sequence[tuple[str, str]],
    labels: Labels,
) -> tuple[Sheet, ...]:
    """Documents, sources and parameters."""
    return (
        _documents(documents, labels),
        _sources(sources, labels),
        Sheet(
            labels.word("parameters"),
            (labels.word("parameter"), labels.word("content")),
            tuple(parameters),
            (20, 90),
        ),
    )


def cited(citations: Iterable[Citation]) -> str:
    """Numbers of the sources sheet: ``[1][3]``."""
    return "".join(f"[{citation.number}]" for citation in citations)


def _documents(documents: Sequence[DocumentView], labels: Labels) -> Sheet:
    order = "order" if documents and documents[0].side.isdigit() else "side"
    header = (order, "document", "number", "date", "status", "file", "unread")
    rows: list[tuple[CellValue, ...]] = [
        (each.side, each.title, each.number, each.date, each.status, each.file, labels.word("joint").join(each.unread))
        for each in documents
    ]
    return Sheet(labels.word("documents"), _words(header, labels), tuple(rows), (10, 50, 22, 16, 12, 30, 60))


def _sources(sources: Sequence[SourceView], labels: Labels) -> Sheet:
    header = ("source", "document", "number", "page", "place", "heading", "quote", "printed")
    rows: list[tuple[CellValue, ...]] = [
        (
            source.number,
            source.title,
            source.document_number,
            source.page,
            labels.word("comma").join(part for part in (source.place, source.cell) if part),
            source.heading,
            f"{source.quote.before}{source.quote.printed}{source.quote.after}",
            source.quote.printed,
        )
        for source in sources
    ]
    return Sheet(labels.word("sources"), _words(header, labels), tuple(rows), (8, 44, 22, 10, 36, 36, 80, 14))


def _words(keys: Iterable[str], labels: Labels) -> tuple[str, ...]:
    return tuple(labels.word(key) for key in keys)
