"""Explain: everything about how one figure was read, for somebody who doubts it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policyparse.cli.messages import say
from policyparse.cli.output import INDENT, underlined, visible, write, write_table
from policyparse.cli.show import page_text, value_text, write_figures
from policyparse.document import Head
from policyparse.figure import Definition, Extraction, Figure
from policyparse.registry import open_registry


def explain(reference: str, target: str) -> None:
    """Write where the figure stands, its quote with the number marked, its record, and what else is said of it."""
    with open_registry(target, create=False) as registry:
        figure = registry.figure(reference)
        extraction = registry.extraction(figure.document)
        definitions = registry.definitions(figure)
        siblings = registry.siblings(figure)
        names = {entry.head.id: entry.head.name for entry in registry.documents()}
    write(_text(_standing(figure, extraction.head)))
    write(_text(["", *marked_quote(figure, extraction), ""]))
    _write_record(figure)
    write(_text(_meaning(definitions, names)))
    if siblings:
        write(_text(["", say("explain.siblings", count=len(siblings)), ""]))
        write_figures(siblings, names)


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{visible(line).rstrip()}\n" for line in lines)


def _standing(figure: Figure, head: Head) -> Iterator[str]:
    """The figure in a word, then its document and its place there."""
    yield f"{figure.indicator}  {value_text(figure)}"
    yield ""
    source = figure.source
    box = " ".join(f"{edge:g}" for edge in source.bbox) if source.bbox else None
    for key, value in (
        ("document", " ".join(filter(None, (head.title, head.number)))),
        ("file", f"{head.name}  sha256 {head.id}"),
        ("page", page_text(figure.page)),
        ("box", box),
        ("section", figure.section),
        ("table", source.table),
        ("row", source.row),
        ("column", source.column),
        ("span", f"{source.start}–{source.end}"),
    ):
        if value:
            yield f"{INDENT}{say(f'explain.{key}')}  {value}"


def marked_quote(figure: Figure, extraction: Extraction) -> list[str]:
    """The quote in lines that fit a terminal, with carets under the number.

    Where the quote prints the same number several times, the figure's turn among those read there decides; where that
    is not clear nothing is marked, and the last line says so.
    """
    span = _printed_span(figure, extraction)
    lines = list(underlined(figure.quote, span or (0, 0)))
    return lines if span else [*lines, f"{INDENT}{say('explain.unmarked', printed=figure.printed)}"]


def _printed_span(figure: Figure, extraction: Extraction) -> tuple[int, int] | None:
    """Where the quote prints the figure; white space apart, and not inside a longer number (5% in 85%)."""
    characters = r"\s*".join(re.escape(character) for character in figure.printed if not character.isspace())
    spans = [match.span() for match in re.finditer(rf"(?<![\d.]){characters}", figure.quote)]
    if len(spans) == 1:
        return spans[0]
    twins = sorted(
        other.source.start
        for other in extraction.figures
        if (other.quote, other.printed) == (figure.quote, figure.printed)
    )
    return spans[twins.index(figure.source.start)] if len(spans) == len(twins) else None


def _write_record(figure: Figure) -> None:
    """Every field of the record, and whether its clause prints it or it came from the context."""
    record = figure.model_dump(mode="json", exclude={"quote", "source", "inherited", "section", "page"})
    rows = (
        (field, "—" if value is None else value, say("explain.inherited") if field in figure.inherited else "")
        for field, value in record.items()
    )
    write_table([say("header.field"), say("header.reading"), ""], rows)


def _meaning(definitions: Sequence[Definition], names: dict[str, str]) -> Iterator[str]:
    """What the documents of the registry say the indicator means."""
    yield ""
    if not definitions:
        yield say("explain.undefined")
        return
    yield say("explain.definitions")
    for definition in definitions:
        place = " ".join(filter(None, (names[definition.document], page_text(definition.page))))
        yield f"{INDENT}{definition.indicator}：{definition.text}（{place}）"
