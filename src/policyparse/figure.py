"""The figure record: one printed number that states something about the world, and what goes with it.

The fields are those that ``extract --format jsonl`` writes, in this order. Values are decimal strings taken from the
printed string, never floats.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from policyparse.document import Head
from policyparse.source import Source

FigureKind = Literal["target", "reported", "threshold"]
Measure = Literal["level", "growth", "delta"]
Direction = Literal["up", "down"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~", "range"]
Binding = Literal["约束性", "预期性"]
Statistic = Literal["mean", "total", "count", "rank", "share"]


def _check_number(text: str) -> str:
    Fraction(text)
    return text


Number = Annotated[str, AfterValidator(_check_number)]
"""An exact number as a string: ``16200``, ``33.4``, ``-1.2`` or ``2/3``."""


class Figure(BaseModel):
    """One printed number with what it measures, where, by when, and whether it is a promise.

    ``step`` is the value of one unit in the last printed place (``1.62万`` → 100), which gives the interval that the
    printed number stands for. ``inherited`` names the fields that its clause does not print and that were taken from
    the sentence before, a heading, a header or the issuer; ``section`` is the path of headings above it.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: str
    document: str
    printed: str
    quote: str
    page: int | None
    source: Source
    indicator: str
    indicator_id: str | None
    place: str
    place_code: str | None
    kind: FigureKind
    measure: Measure
    direction: Direction | None
    comparator: Comparator
    value: Number | None
    low: Number | None
    high: Number | None
    unit: str
    period: str
    basis: str | None
    binding: Binding | None
    statistic: Statistic | None
    step: Number
    section: str
    inherited: tuple[str, ...]


class Definition(BaseModel):
    """What a document says an indicator means, from a note or a definition column."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    document: str
    indicator: str
    indicator_id: str | None
    text: str
    page: int | None
    source: Source


class Aim(BaseModel):
    """A promise without a number (``培育一批…供应商``): what a later plan may quantify."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    document: str
    indicator: str
    quote: str
    page: int | None
    source: Source


MentionKind = Literal[
    "title", "date", "listed", "bodies", "names", "above", "fulfilled", "among", "parts", "draft", "definition",
    "number", "stage", "due", "issued", "aspects", "outline", "announced", "parted", "attached", "annexed", "own", "rounding",
]  # fmt: skip


class Mention(BaseModel):
    """What a document says that is no figure and can still be checked against others.

    ``value`` is what is mentioned: a title without its brackets, a day as printed, a count (of ``items``, of bodies, of
    the ``whole``), the words of a claim, the text of a definition, the number of a document, a span of months.
    ``quote`` is its sentence.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: str
    document: str
    kind: MentionKind
    printed: str
    quote: str
    page: int | None
    source: Source
    value: str
    items: tuple[str, ...] = ()
    whole: str | None = None


class Extraction(BaseModel):
    """All that was taken out of one document, in reading order. What the registry stores and the audit reads."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    head: Head
    figures: tuple[Figure, ...]
    definitions: tuple[Definition, ...] = ()
    aims: tuple[Aim, ...] = ()
    mentions: tuple[Mention, ...] = ()


def figure_id(document: str, start: int, end: int, reading: str) -> str:
    """An id hashed from the document, the place in it and the reading: the same text read the same way keeps its id.

    >>> figure_id("ab", 0, 3, "5G基站总数=414") == figure_id("ab", 0, 3, "5G基站总数=414")
    True
    """
    return hashlib.sha256(f"{document}\0{start}\0{end}\0{reading}".encode()).hexdigest()[:16]
