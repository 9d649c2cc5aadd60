"""What a scorecard says: places against bars, their ranks, and an index of them with its sensitivity to the weights.

Numbers are exact; a rank is shared by equals and counts those before it (1, 2, 2, 4).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from policyparse.brief.change import Note
from policyparse.brief.span import Span
from policyparse.document import Head
from policyparse.figure import Comparator, Direction, Figure, Number

Verdict = Literal["pass", "fail", "boundary", "unknown"]
Normalisation = Literal["min_max", "z_score", "target_ratio"]
Missing = Literal["leave_out", "reweight", "zero"]

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Rank(BaseModel):
    """A place's rank; equals share it, and the next one counts them all."""

    model_config = _FROZEN

    number: int = Field(description="1 is best")
    tied: bool = Field(description="whether another place has the same rank")
    of: int = Field(description="how many places were ranked")


class Bar(BaseModel):
    """A threshold that places must meet, as a notice prints it."""

    model_config = _FROZEN

    figure: Figure = Field(description="the threshold with its place")
    head: Head = Field(description="the document that sets it")
    comparator: Comparator = Field(description="as printed; a bar without a word of comparison is a minimum")
    value: Number = Field(description="the bar in the column's unit")
    wanted: Span = Field(description="the numbers that meet it")
    in_force: bool = Field(description="whether it was set for the round that the column reports")


class Mark(BaseModel):
    """One place in one column. Without a bar in force there is no verdict, and the distance is for information only."""

    model_config = _FROZEN

    figure: Figure | None = Field(description="the reported figure with its place; none where none is reported")
    value: Number | None = Field(description="the printed number in the column's unit")
    verdict: Verdict | None = Field(description="pass, fail, boundary or unknown; none without a bar in force")
    otherwise: Verdict | None = Field(description="what a bar of another round would say; none with a bar in force")
    distance: Number | None = Field(description="value less bar, in the column's unit; none without a bar")
    rank: Rank | None = Field(description="rank in the column; none where no number is reported")


class Column(BaseModel):
    """One indicator over all places."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as the table prints it")
    indicator_id: str | None = Field(description="the catalogue's id; none where it knows none")
    unit: str = Field(description="the unit of its numbers")
    period: str = Field(description="the period that it reports, ISO 8601")
    good: Direction = Field(description="which way is better: up or down")
    bar: Bar | None = Field(description="the bar that its places are held against; none where no document sets one")
    low: Number = Field(description="the smallest number")
    high: Number = Field(description="the largest number")
    mean: Number = Field(description="the mean of the numbers reported, each place counting once")
    passed: int = Field(description="how many places pass; 0 without a bar in force")
    failed: int = Field(description="how many fail")
    boundary: int = Field(description="how many stand on the bar or straddle it")
    unknown: int = Field(description="how many report no number")


class Standing(BaseModel):
    """One place over all columns."""

    model_config = _FROZEN

    place: str = Field(description="the place as printed")
    place_code: str | None = Field(description="its GB/T 2260 code; none where it has none")
    marks: tuple[Mark, ...] = Field(description="one a column, in their order")
    passed: int = Field(description="bars in force that it passes")
    failed: int = Field(description="bars in force that it fails")
    undecided: int = Field(description="bars in force on which it stands or for which it reports nothing")


class Part(BaseModel):
    """One indicator of an index."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as the table prints it")
    weight: Number = Field(description="its weight; the weights of an index add to 1")
    normalisation: Normalisation = Field(description="min_max, z_score or target_ratio")
    good: Direction = Field(description="which way is better: up or down")
    target: Number | None = Field(description="what target_ratio divides by; none for the others")


class Score(BaseModel):
    """A place's index and where other weights would put it."""

    model_config = _FROZEN

    place: str = Field(description="the place as printed")
    place_code: str | None = Field(description="its GB/T 2260 code; none where it has none")
    parts: tuple[Number | None, ...] = Field(description="the normalised numbers, one a part; none where missing")
    score: Number | None = Field(
        description="the index, 0 to 100 by min_max; none where a part is missing and left out"
    )
    rank: Rank | None = Field(description="its rank by the index; none without a score")
    best: int | None = Field(description="the best rank under the weights tried")
    worst: int | None = Field(description="the worst rank under the weights tried")


class Shift(BaseModel):
    """What the ranks do when one weight is changed and the others make room in proportion."""

    model_config = _FROZEN

    indicator: str = Field(description="the part whose weight is changed")
    factor: Number = Field(description="what its weight is multiplied by")
    weight: Number = Field(description="the weight that it then has, all weights adding to 1")
    moved: int = Field(description="how many places change rank")
    largest: int = Field(description="the largest change of a rank")
    leader: str = Field(description="the place or places that then lead")


class Index(BaseModel):
    """A composite index: its weights and normalisation stated, its ranks with their sensitivity to the weights."""

    model_config = _FROZEN

    name: str = Field(description="the index's name")
    parts: tuple[Part, ...] = Field(description="its indicators with their weights")
    missing: Missing = Field(description="what is done where a number is missing: leave_out, reweight or zero")
    scores: tuple[Score, ...] = Field(description="the places, best first; those without a score last")
    swing: Number = Field(description="by what part each weight is raised and lowered to try the ranks (1/5)")
    shifts: tuple[Shift, ...] = Field(description="the ranks under each changed weight")


class Tile(BaseModel):
    """One province on the tile grid: a square at a column and row, no map."""

    model_config = _FROZEN

    code: str = Field(description="GB/T 2260 code of the province")
    name: str = Field(description="its short name")
    column: int = Field(description="column from the left, from 0")
    row: int = Field(description="row from the top, from 0")
    places: int = Field(description="how many places of the scorecard lie in it")
    value: Number | None = Field(description="mean of its places' index, else of the first column; none without places")


class Scorecard(BaseModel):
    """Places compared over the indicators of a table, against the bars that documents set."""

    model_config = _FROZEN

    table: Head = Field(description="the document that reports the places")
    title: str = Field(description="the caption of the table, else the document's title")
    bars: tuple[Head, ...] = Field(description="the documents searched for bars")
    caveats: tuple[Note, ...] = Field(description="what holds for the whole card, such as bars of another round")
    columns: tuple[Column, ...] = Field(description="the indicators, in the table's order")
    standings: tuple[Standing, ...] = Field(description="the places, in the table's order")
    loose: tuple[Bar, ...] = Field(description="bars for which the table has no column")
    index: Index | None = Field(description="the composite index; none where none was asked for")
    tiles: tuple[Tile, ...] = Field(description="the tile grid of the provinces")
