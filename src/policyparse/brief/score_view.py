"""城市对标表: places against bars, their ranks and an index, laid out for a template; every printed number is cited."""

from __future__ import annotations

from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.brief.citations import Citations, SourceView
from policyparse.brief.frame import document_views, unread_cautions, value_view
from policyparse.brief.labels import Labels
from policyparse.brief.progress_view import note_text
from policyparse.brief.span_text import amount
from policyparse.brief.standing import Bar, Column, Index, Mark, Rank, Score, Scorecard, Shift, Standing, Tile, Verdict
from policyparse.brief.view import DocumentView, Value
from policyparse.brief.wording import amount_text, number_text, period_text, significant

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class BarView(BaseModel):
    """A bar in words."""

    model_config = _FROZEN

    indicator: str = Field(description="its indicator as printed")
    value: Value = Field(description="the bar, cited")
    note: str = Field(description="that it is of another round; empty where it is in force")


class ColumnView(BaseModel):
    """One indicator in words."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as printed")
    unit: str = Field(description="its unit")
    period: str = Field(description="the period reported")
    better: str = Field(description="which way is better, in words")
    bar: BarView | None = Field(description="the bar; none where no document sets one")
    outcome: str = Field(
        description="how many pass, fail, stand on the bar or report nothing; empty without a bar in force"
    )
    spread: str = Field(description="smallest, mean and largest number")


class CellView(BaseModel):
    """One place in one column."""

    model_config = _FROZEN

    value: Value | None = Field(description="the number, cited; none where none is reported")
    rank: str = Field(description="the rank, marked where shared; empty where none")
    kind: Verdict | None = Field(description="the code of the verdict; none without a bar in force")
    verdict: str = Field(
        description="the verdict in words; of a bar of another round said to be so; empty without a bar"
    )
    distance: str = Field(description="signed distance to the bar with its unit; empty without a bar")


class PlaceView(BaseModel):
    """One place over all columns."""

    model_config = _FROZEN

    place: str = Field(description="the place as printed")
    cells: tuple[CellView, ...] = Field(description="one a column")
    passed: str = Field(description="how many bars in force it passes, of how many")


class PartView(BaseModel):
    """One indicator of the index."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as printed")
    weight: str = Field(description="its weight in per cent")
    method: str = Field(description="its normalisation in words, with the target where it has one")


class ScoreView(BaseModel):
    """One place in the index."""

    model_config = _FROZEN

    place: str = Field(description="the place as printed")
    score: str = Field(description="the index; empty without one")
    rank: str = Field(description="the rank; empty without one")
    ranks: str = Field(description="best to worst rank under the weights tried")


class ShiftView(BaseModel):
    """What one changed weight does."""

    model_config = _FROZEN

    indicator: str = Field(description="whose weight is changed")
    weight: str = Field(description="the weight that it then has, in per cent")
    moved: str = Field(description="how many places change rank, and by how much at most")
    leader: str = Field(description="who then leads")


class IndexView(BaseModel):
    """The index in words."""

    model_config = _FROZEN

    name: str = Field(description="its name")
    method: str = Field(description="how it is made and what is done where a number is missing")
    parts: tuple[PartView, ...] = Field(description="its indicators")
    scores: tuple[ScoreView, ...] = Field(description="the places, best first")
    sensitivity: str = Field(description="how the weights were tried")
    shifts: tuple[ShiftView, ...] = Field(description="the ranks under each changed weight")


class TileView(BaseModel):
    """One province on the tile grid."""

    model_config = _FROZEN

    name: str = Field(description="short name")
    column: int = Field(description="column from the left, from 0")
    row: int = Field(description="row from the top, from 0")
    value: str = Field(description="mean of its places; empty without places")


class ScorecardView(BaseModel):
    """Everything that a scorecard prints."""

    model_config = _FROZEN

    lead: str = Field(description="the sentence that sums up")
    title: str = Field(description="the caption of the table")
    documents: tuple[DocumentView, ...] = Field(description="the table's document, then those that set bars")
    cautions: tuple[str, ...] = Field(description="bars of another round, what the index lacks, what could not be read")
    columns: tuple[ColumnView, ...] = Field(description="the indicators")
    places: tuple[PlaceView, ...] = Field(description="the places, in the table's order")
    loose: tuple[BarView, ...] = Field(description="bars that the table has no column for")
    index: IndexView | None = Field(description="the index; none where none was asked for")
    tiles: tuple[TileView, ...] = Field(description="the tile grid of the provinces")
    sources: tuple[SourceView, ...] = Field(description="the places cited, numbered")
    version: str = Field(description="the parser and its version")


def lay_out_scorecard(card: Scorecard, labels: Labels) -> ScorecardView:
    """The card in the words of one language."""
    heads = (card.table, *card.bars)
    citations = Citations({head.id: head for head in heads}, labels)
    columns = tuple(_column(column, labels, citations) for column in card.columns)
    places = tuple(_place(standing, card, labels, citations) for standing in card.standings)
    return ScorecardView(
        lead=_lead(card, labels),
        title=card.title,
        documents=document_views(heads, labels),
        cautions=(
            *(note_text("score_caveats", note, labels) for note in card.caveats),
            *unread_cautions(heads, labels),
        ),
        columns=columns,
        places=places,
        loose=tuple(_bar(bar, labels, citations, note=labels.word("bar_loose")) for bar in card.loose),
        index=_index(card.index, labels) if card.index else None,
        tiles=tuple(_tile(tile, labels) for tile in card.tiles),
        sources=citations.entries(),
        version=labels.message("messages", "version", __version__),
    )


def _lead(card: Scorecard, labels: Labels) -> str:
    bound = [column for column in card.columns if column.bar and column.bar.in_force]
    counts = map(str, (len(card.standings), len(card.columns), len(bound)))
    code = "lead_scorecard" if bound else "lead_scorecard_unbound"
    return labels.message("messages", code, card.title, *counts)


def _column(column: Column, labels: Labels, citations: Citations) -> ColumnView:
    bar = column.bar
    counts = (column.passed, column.failed, column.boundary, column.unknown)
    numbers = (amount(Fraction(one), labels) for one in (column.low, column.mean, column.high))
    note = "" if bar is None or bar.in_force else labels.word("other_round")
    return ColumnView(
        indicator=column.indicator,
        unit=column.unit,
        period=period_text(column.period, labels),
        better=labels.message("better", column.good),
        bar=_bar(bar, labels, citations, note=note) if bar else None,
        outcome=labels.message("messages", "outcome", *map(str, counts)) if bar and bar.in_force else "",
        spread=labels.message("messages", "spread", *numbers),
    )


def _bar(bar: Bar, labels: Labels, citations: Citations, *, note: str) -> BarView:
    return BarView(
        indicator=bar.figure.indicator,
        value=value_view(bar.figure, (bar.figure,), labels, citations),
        note=note,
    )


def _place(standing: Standing, card: Scorecard, labels: Labels, citations: Citations) -> PlaceView:
    bound = sum(column.bar is not None and column.bar.in_force for column in card.columns)
    cells = (_cell(mark, column, labels, citations) for mark, column in zip(standing.marks, card.columns, strict=True))
    return PlaceView(place=standing.place, cells=tuple(cells), passed=f"{standing.passed}/{bound}" if bound else "")


def _cell(mark: Mark, column: Column, labels: Labels, citations: Citations) -> CellView:
    said = mark.verdict or mark.otherwise
    words = labels.message("score_verdicts", said) if said else ""
    return CellView(
        value=value_view(mark.figure, (mark.figure,), labels, citations) if mark.figure else None,
        rank=_rank(mark.rank, labels),
        kind=mark.verdict,
        verdict=labels.message("messages", "other_round_verdict", words) if mark.otherwise else words,
        distance=_signed(mark.distance, column.unit, labels),
    )


def _signed(number: str | None, unit: str, labels: Labels) -> str:
    if number is None:
        return ""
    value = Fraction(number)
    shown = labels.message("spans", "points_unit") if unit == "%" else unit
    return ("−" if value < 0 else "+" if value else "") + amount_text(abs(value), shown, labels)


def _rank(rank: Rank | None, labels: Labels) -> str:
    if rank is None:
        return ""
    return labels.message("ranks", "tied" if rank.tied else "alone", str(rank.number))


def _index(index: Index, labels: Labels) -> IndexView:
    return IndexView(
        name=index.name,
        method=labels.message("missings", index.missing),
        parts=tuple(
            PartView(
                indicator=part.indicator,
                weight=_percent(part.weight),
                method=labels.message(
                    "normalisations", part.normalisation, number_text(Fraction(part.target or 0), labels.numerals)
                ),
            )
            for part in index.parts
        ),
        scores=tuple(_score(score, labels) for score in index.scores),
        sensitivity=labels.message("messages", "sensitivity", _percent(index.swing)),
        shifts=tuple(_shift(shift, labels) for shift in index.shifts),
    )


def _score(score: Score, labels: Labels) -> ScoreView:
    ranks = (
        "" if score.best is None else f"{score.best}—{score.worst}" if score.best != score.worst else f"{score.best}"
    )
    return ScoreView(
        place=score.place,
        score="" if score.score is None else significant(Fraction(score.score)),
        rank=_rank(score.rank, labels),
        ranks=ranks,
    )


def _shift(shift: Shift, labels: Labels) -> ShiftView:
    return ShiftView(
        indicator=shift.indicator,
        weight=_percent(shift.weight),
        moved=labels.message("messages", "moved", str(shift.moved), str(shift.largest)),
        leader=shift.leader,
    )


def _percent(part: str) -> str:
    return f"{significant(Fraction(part) * 100)}%"


def _tile(tile: Tile, labels: Labels) -> TileView:
    value = "" if tile.value is None else amount(Fraction(tile.value), labels)
    return TileView(name=tile.name, column=tile.column, row=tile.row, value=value)
