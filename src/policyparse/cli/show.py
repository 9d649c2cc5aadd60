"""Figures as rows of a table, and the words for their parts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from policyparse.cli.messages import name, say
from policyparse.cli.output import write_table
from policyparse.figure import Figure
from policyparse.interval import scaled_text

SHORT_ID = 8
"""Characters of an id that a table shows; enough to name a figure among millions."""

_SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈", "range": ""}
_ARROWS = {"up": "↑", "down": "↓", None: ""}


def value_text(figure: Figure) -> str:
    """The number as it binds: an arrow for a change, a sign for a bound, the value and its unit (``↓≥65%``)."""
    ends = (figure.low, figure.high) if figure.value is None else (figure.value,)
    number = "–".join(scaled_text(Fraction(end)) for end in ends if end is not None)
    return f"{_ARROWS[figure.direction]}{_SIGNS[figure.comparator]}{number}{figure.unit}"


def page_text(page: int | None) -> str:
    """``第3页``; empty where the format has no pages."""
    return "" if page is None else say("page", page=page)


def write_figures(figures: Iterable[Figure], names: dict[str, str] | None = None) -> None:
    """A table of figures; ``names`` maps document ids to file names where they are of several documents."""
    columns = ["id", "indicator", "place", "period", "value", "kind", *(["document"] if names else []), "page"]
    rows = (_row(figure, [names[figure.document]] if names else []) for figure in figures)
    write_table([say(f"header.{column}") for column in columns], rows)


def _row(figure: Figure, document: list[str]) -> tuple[str, ...]:
    return (
        figure.id[:SHORT_ID],
        figure.indicator,
        figure.place,
        figure.period,
        value_text(figure),
        name("kind", figure.kind),
        *document,
        page_text(figure.page),
    )
