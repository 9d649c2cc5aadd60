"""A figure while it is being read, and the making of the record once it is complete."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from policyparse.document import Document
from policyparse.figure import (
    Binding,
    Comparator,
    Direction,
    Figure,
    FigureKind,
    Measure,
    Statistic,
    figure_id,
)
from policyparse.interval import exact
from policyparse.language.indicators import indicator_id
from policyparse.language.places import place_code
from policyparse.language.quantities import Quantity
from policyparse.read.clean import bare
from policyparse.source import Source


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was understood of one quantity.

    ``span`` is its place in ``Document.text``, ``printed`` what cleaning left of it, ``inherited`` the fields that its own
    clause does not print. ``table``, ``row`` and ``column`` are set for a table cell.
    """

    quantity: Quantity
    span: tuple[int, int]
    printed: str
    quote: str
    indicator: str
    place: str
    kind: FigureKind
    period: str
    section: str
    measure: Measure = "level"
    direction: Direction | None = None
    basis: str | None = None
    binding: Binding | None = None
    statistic: Statistic | None = None
    inherited: tuple[str, ...] = ()
    table: str | None = None
    row: str | None = None
    column: str | None = None


def finish(draft: Draft, document: Document) -> Figure:
    """The figure record of a draft. A growth or delta keeps its sign in ``direction`` and its magnitude in ``value``."""
    quantity = draft.quantity
    low, high, direction = quantity.low, quantity.high, draft.direction
    if draft.measure != "level":
        if low < 0:
            direction = "down"
        low, high = abs(low), abs(high)
    ranged = quantity.shape == "range"
    start, end = _unbroken(document.text, draft.span, draft.printed)
    printed = document.text[start:end]
    page, bbox = document.locate(start, start + len(printed.partition("\n")[0]))  # where it begins, if it wraps
    return Figure(
        id=figure_id(document.head.id, start, end, f"{draft.indicator}|{draft.place}|{draft.period}|{printed}"),
        document=document.head.id,
        printed=printed,
        quote=draft.quote,
        page=page,
        source=Source(start=start, end=end, table=draft.table, row=draft.row, column=draft.column, bbox=bbox),
        indicator=draft.indicator,
        indicator_id=indicator_id(draft.indicator),
        place=draft.place,
        place_code=place_code(draft.place, int(draft.period[:4]) if draft.period else None),
        kind=draft.kind,
        measure=draft.measure,
        direction=direction if draft.measure != "level" else None,
        comparator=_comparator(quantity),
        value=None if ranged else _written(quantity, low),
        low=exact(low) if ranged else None,
        high=exact(high) if ranged else None,
        unit=quantity.unit,
        period=draft.period,
        basis=draft.basis,
        binding=draft.binding,
        statistic=draft.statistic,
        step=exact(quantity.step),
        section=draft.section,
        inherited=draft.inherited,
    )


def _unbroken(text: str, span: tuple[int, int], printed: str) -> tuple[int, int]:
    """The span without what a page break put into it: ``495.8万`` where the foot of the page parts it from its ``个``."""
    start, end = span
    wanted = bare(printed)
    for cut in range(end, start, -1):
        if wanted.startswith(bare(text[start:cut])):
            return start, start + len(text[start:cut].rstrip())
    return span


def _written(quantity: Quantity, value: Fraction) -> str:
    """三分之二 stays a fraction, whether or not its decimals end."""
    return f"{value.numerator}/{value.denominator}" if quantity.form == "fraction" else exact(value)


def _comparator(quantity: Quantity) -> Comparator:
    return "range" if quantity.shape == "range" else quantity.comparator
