"""One document as a page of HTML: its text in order, every figure marked where it is printed, what was read beside it.

The page fetches nothing and runs no script. A figure's fields open on hover and on keyboard focus; kinds are switched on
and off by checkboxes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, get_args

from policyparse.brief.template import fill_page, template_folders
from policyparse.cli.faults import faults_of, warn
from policyparse.cli.files import save
from policyparse.cli.messages import current, name, say
from policyparse.cli.output import visible, write
from policyparse.cli.show import page_text, value_text
from policyparse.document import Document, Paragraph, Table
from policyparse.extract import extract
from policyparse.figure import Extraction, Figure, FigureKind
from policyparse.read import read
from policyparse.source import Passage

TEMPLATE = "highlight.html.j2"

_FIELDS = ("indicator", "place", "period", "value", "measure", "basis", "binding", "statistic", "source", "inherited")


class Field(NamedTuple):
    """One line of what was read: its word and its text."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """What was read of one figure. ``id`` is that of its element on the page."""

    id: str
    kind: FigureKind
    fields: tuple[Field, ...]


class Piece(NamedTuple):
    """A stretch of text between two edges of figures, and the figures that print it; ``first`` that begin with it."""

    text: str
    cards: tuple[Card, ...]
    first: tuple[Card, ...]


Pieces = tuple[Piece, ...]


class Row(NamedTuple):
    """A row of a table: whether it is a header, and its cells with the rows and columns that they cover."""

    header: bool
    cells: tuple[tuple[Pieces, int, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (``level`` 1 to 6), a paragraph (0) or a table with what is printed round it."""

    level: int
    text: Pieces
    rows: tuple[Row, ...] = ()
    unit: Pieces = ()
    notes: tuple[Pieces, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document ready to be laid out. ``counts`` has the kinds with their words and numbers of figures."""

    title: str
    name: str
    blocks: tuple[Block, ...]
    counts: tuple[tuple[str, str, int], ...]
    warnings: tuple[str, ...]


def highlight(path: Path, out: Path | None) -> None:
    """Write the page of a file to ``out``, else to standard output."""
    with faults_of(path):
        document = read(path)
        extraction = extract(document)
    warn(extraction.head)
    page = render_marked(mark(document, extraction))
    if out is None:
        write(page)
    else:
        save(out, page)
        write(f"{say('saved', path=out)}\n")


def render_marked(marked: Marked) -> str:
    """The page, every text of the document escaped."""
    words = {"show": say("highlight.show"), "table": say("highlight.table")}
    return fill_page(TEMPLATE, template_folders(None), {"marked": marked, "lang": current(), "words": words})


def mark(document: Document, extraction: Extraction) -> Marked:
    """A document with its figures at their exact spans."""
    figures = sorted(extraction.figures, key=lambda figure: (figure.source.start, figure.source.end))
    cards = [(f.source.start, f.source.end, _card(number, f)) for number, f in enumerate(figures, start=1)]
    counted = Counter(figure.kind for figure in figures)
    return Marked(
        title=visible(document.head.title),
        name=visible(document.head.name),
        blocks=tuple(_blocks(document, cards)),
        counts=tuple((kind, name("kind", kind), counted[kind]) for kind in get_args(FigureKind)),
        warnings=tuple(map(visible, extraction.head.warnings)),
    )


Placed = Sequence[tuple[int, int, Card]]
"""Cards by the start and end of their figures in the document's text, in order."""


def _blocks(document: Document, cards: Placed) -> Iterable[Block]:
    page: int | None = None
    for block in document.blocks:
        turned = page_text(block.page) if block.page != page else ""
        page = block.page
        if isinstance(block, Paragraph):
            yield Block(min(block.level, 6), _pieces(block.passage, cards), page=turned)
        else:
            yield _table(block, cards, turned)


def _table(table: Table, cards: Placed, page: str) -> Block:
    rows: list[list[tuple[Pieces, int, int]]] = [[] for _ in range(table.height)]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        rows[cell.row].append((_pieces(cell.passage, cards), cell.rows, cell.columns))
    return Block(
        0,
        _pieces(table.caption, cards),
        rows=tuple(Row(number < table.header_rows, tuple(row)) for number, row in enumerate(rows)),
        unit=_pieces(table.unit, cards),
        notes=tuple(_pieces(note, cards) for note in table.notes),
        page=page,
    )


def _pieces(passage: Passage | None, cards: Placed) -> Pieces:
    """A passage cut at the edges of the figures that it prints; figures that overlap share the piece between."""
    if passage is None or not passage.text:
        return ()
    first = bisect_left(cards, passage.start, key=lambda card: card[0])
    last = bisect_left(cards, passage.end, key=lambda card: card[0])
    here = [
        (bisect_left(passage.offsets, start), bisect_left(passage.offsets, end), card)
        for start, end, card in cards[first:last]
    ]
    edges = sorted({0, len(passage.text), *(edge for start, end, _ in here for edge in (start, end))})
    return tuple(
        Piece(
            visible(passage.text[start:end]),
            tuple(card for low, high, card in here if low <= start and end <= high),
            tuple(card for low, _, card in here if low == start),
        )
        for start, end in pairwise(edges)
    )


def _card(number: int, figure: Figure) -> Card:
    table = " · ".join(filter(None, (figure.source.table, figure.source.row, figure.source.column)))
    texts = {
        "value": value_text(figure),
        "measure": name("measure", figure.measure),
        "statistic": name("statistic", figure.statistic) if figure.statistic else "",
        "source": " ".join(filter(None, (page_text(figure.page), table or figure.section))),
        "inherited": say("highlight.comma").join(say(f"highlight.{field}") for field in figure.inherited),
    }
    lines = ((say(f"highlight.{field}"), texts.get(field, getattr(figure, field, None))) for field in _FIELDS)
    return Card(f"f{number}", figure.kind, tuple(Field(word, visible(text)) for word, text in lines if text))
