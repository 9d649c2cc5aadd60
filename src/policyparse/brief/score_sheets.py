"""The workbook of a scorecard: one row a place, the indicators with their bars, and the index with its weights."""

from __future__ import annotations

from fractions import Fraction

from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.score_view import CellView, PlaceView, ScorecardView
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.standing import Column, Index, Mark, Scorecard, Standing

_NARROW, _NUMBER, _WIDE = 10, 14, 34


def score_sheets(card: Scorecard, view: ScorecardView, labels: Labels) -> tuple[Sheet, ...]:
    """Places, indicators, the index where there is one, documents, sources, parameters."""
    parameters = [("", view.lead), *((labels.word("cautions"), caution) for caution in view.cautions)]
    if view.index:
        parameters += [(view.index.name, view.index.method), (view.index.name, view.index.sensitivity)]
    parameters.append((labels.word("made_by"), view.version))
    index = _index_sheets(card.index, labels) if card.index else ()
    return (
        _places(card, view, labels),
        _columns(card, view, labels),
        *index,
        *frame_sheets(view.documents, view.sources, parameters, labels),
    )


def _places(card: Scorecard, view: ScorecardView, labels: Labels) -> Sheet:
    """Number, rank, verdict, distance and sources of each place in each column."""
    header, widths = [labels.word("for_place")], [_NUMBER]
    for column in card.columns:
        header += [
            column.indicator,
            *(labels.message("columns", key) for key in ("rank", "verdict", "distance", "target_sources")),
        ]
        widths += [_NUMBER, _NARROW, _NUMBER, _NUMBER, _NARROW]
    rows = [_place(standing, row, card.columns) for standing, row in zip(card.standings, view.places, strict=True)]
    return Sheet(labels.word("places_compared"), tuple(header), tuple(rows), tuple(widths))


def _place(standing: Standing, row: PlaceView, columns: tuple[Column, ...]) -> tuple[CellValue, ...]:
    cells: list[CellValue] = [standing.place]
    for mark, cell, column in zip(standing.marks, row.cells, columns, strict=True):
        cells += _mark(mark, cell, column)
    return tuple(cells)


def _mark(mark: Mark, cell: CellView, column: Column) -> list[CellValue]:
    return [
        None if mark.value is None else Amount(Fraction(mark.value), column.unit),
        mark.rank.number if mark.rank else None,
        cell.verdict,
        None if mark.distance is None else Amount(Fraction(mark.distance)),
        cited(cell.value.citations) if cell.value else "",
    ]


def _columns(card: Scorecard, view: ScorecardView, labels: Labels) -> Sheet:
    keys = (("indicator", _WIDE), ("unit", _NARROW), ("period", _NUMBER), ("bar", _NUMBER), ("bar_note", _WIDE),
            ("low", _NUMBER), ("mean", _NUMBER), ("high", _NUMBER), ("outcome", _WIDE))  # fmt: skip
    rows: list[tuple[CellValue, ...]] = [
        (
            column.indicator,
            column.unit,
            row.period,
            Amount(Fraction(column.bar.value), column.unit) if column.bar else None,
            row.bar.note if row.bar else "",
            Amount(Fraction(column.low), column.unit),
            Amount(Fraction(column.mean), column.unit),
            Amount(Fraction(column.high), column.unit),
            row.outcome,
        )
        for column, row in zip(card.columns, view.columns, strict=True)
    ]
    header = tuple(labels.message("columns", key) for key, _ in keys)
    return Sheet(labels.word("indicators_and_bars"), header, tuple(rows), tuple(width for _, width in keys))


def _index_sheets(index: Index, labels: Labels) -> tuple[Sheet, ...]:
    """The scores with their normalised parts, and the weights tried."""
    said = {key: labels.word(key) for key in ("for_place", "index_score", "rank", "indicator", "weight", "leader")}
    best, worst = (labels.message("columns", key) for key in ("best_rank", "worst_rank"))
    scores: list[tuple[CellValue, ...]] = [
        (
            score.place,
            None if score.score is None else Amount(Fraction(score.score)),
            score.rank.number if score.rank else None,
            score.best,
            score.worst,
            *(None if part is None else Amount(Fraction(part)) for part in score.parts),
        )
        for score in index.scores
    ]
    parts = tuple(part.indicator for part in index.parts)
    header = (said["for_place"], said["index_score"], said["rank"], best, worst, *parts)
    weights: list[tuple[CellValue, ...]] = [
        (part.indicator, Amount(Fraction(part.weight) * 100, "%"), None, "") for part in index.parts
    ]
    weights += [
        (shift.indicator, Amount(Fraction(shift.weight) * 100, "%"), shift.moved, shift.leader)
        for shift in index.shifts
    ]
    moved = labels.message("columns", "ranks_moved")
    return (
        Sheet(index.name, header, tuple(scores), (_NUMBER,) * len(header)),
        Sheet(
            said["weight"],
            (said["indicator"], said["weight"], moved, said["leader"]),
            tuple(weights),
            (_WIDE, _NUMBER, _NUMBER, _WIDE),
        ),
    )
