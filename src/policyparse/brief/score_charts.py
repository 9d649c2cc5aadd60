"""The charts of a scorecard: places against the bar, places in order, and the provinces as a grid of tiles, which is no map."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from policyparse.brief.chart import DOWN, INK, MARK, SAME, SOFT, UP, WIDTH, Chart, altair, rows_of
from policyparse.brief.labels import Labels
from policyparse.brief.standing import Column, Scorecard, Verdict
from policyparse.brief.wording import number_text, significant

TILE = 34
ROW = 15
"""Pixels of a place's row: two charts of twenty places stand on one page."""
MOST_COLUMNS = 4
"""Columns without a bar that are drawn as ranked bars."""

_COLOURS: dict[Verdict | None, str] = {"pass": MARK, "fail": DOWN, "boundary": UP}


def score_charts(card: Scorecard, labels: Labels) -> tuple[Chart, ...]:
    """A dumbbell for each column with a bar, ranked bars of the index or else of the first columns, the tile grid."""
    barred = [(n, column) for n, column in enumerate(card.columns) if column.bar is not None]
    charts = [_dumbbell(card, n, column, labels) for n, column in barred]
    if card.index is not None:
        charts.append(_index_bars(card, labels))
    else:
        plain = [(n, column) for n, column in enumerate(card.columns) if column.bar is None][:MOST_COLUMNS]
        charts += [_ranked(card, n, column, labels) for n, column in plain]
    if any(tile.places for tile in card.tiles):
        charts.append(_tiles(card, labels))
    return tuple(charts)


def _amount(value: str, column: Column, labels: Labels) -> str:
    return number_text(Fraction(value), labels.numerals) + column.unit


def _numbers(card: Scorecard, n: int, labels: Labels) -> list[dict[str, Any]]:
    """The places of one column that report a number, best first."""
    column = card.columns[n]
    marked = [(standing.place, standing.marks[n]) for standing in card.standings]
    rows = [
        {
            "place": place,
            "value": float(Fraction(mark.value)),
            "rank": mark.rank.number if mark.rank else 0,
            "text": _amount(mark.value, column, labels),
            "colour": _COLOURS.get(mark.verdict, SAME),
        }
        for place, mark in marked
        if mark.value is not None
    ]
    return sorted(rows, key=lambda row: (row["rank"], row["place"]))


def _alt(rows: list[dict[str, Any]], labels: Labels) -> str:
    return labels.word("lead_joint").join(f"{row['place']} {row['text']}" for row in rows)


def _dumbbell(card: Scorecard, n: int, column: Column, labels: Labels) -> Chart:
    """Each place's number joined to the bar, coloured by its verdict."""
    alt = altair()
    rows = _numbers(card, n, labels)
    bar = float(Fraction(column.bar.value)) if column.bar else 0.0
    for row in rows:
        row["bar"], row["end"] = bar, max(bar, row["value"])
    base = alt.Chart(alt.InlineData(**rows_of(rows))).encode(
        y=alt.Y("place:N", sort=[row["place"] for row in rows], title=None)
    )
    colour = alt.Color("colour:N", scale=None)
    x = alt.X("value:Q", axis=None, scale=alt.Scale(zero=False, padding=40))
    made = alt.layer(
        base.mark_rule(strokeWidth=2.5).encode(x=x, x2="bar:Q", color=colour),
        base.mark_tick(color=INK, thickness=2, size=14).encode(x=alt.X("bar:Q", axis=None)),
        base.mark_point(filled=True, size=70, opacity=1).encode(x=x, color=colour),
        base.mark_text(align="left", dx=8, color=SOFT).encode(x=alt.X("end:Q", axis=None), text="text:N"),
    ).properties(width=WIDTH - 100, height=alt.Step(ROW))
    bar_text = _amount(column.bar.value, column, labels) if column.bar else ""
    caption = labels.message("charts", "dumbbell", column.indicator, bar_text)
    return Chart(f"dumbbell{n}", caption, _alt(rows, labels), dict(made.to_dict()))


def _ranked(card: Scorecard, n: int, column: Column, labels: Labels) -> Chart:
    rows = _numbers(card, n, labels)
    caption = labels.message("charts", "ranked", column.indicator)
    return Chart(f"ranked{n}", caption, _alt(rows, labels), _bars(rows))


def _index_bars(card: Scorecard, labels: Labels) -> Chart:
    scores = card.index.scores if card.index else ()
    rows = [
        {
            "place": each.place,
            "value": float(Fraction(each.score)),
            "text": significant(Fraction(each.score)),
            "colour": UP,
        }
        for each in scores
        if each.score is not None
    ]
    name = card.index.name if card.index else ""
    return Chart("index", labels.message("charts", "ranked", name), _alt(rows, labels), _bars(rows))


def _bars(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Bars in the order of the rows, each number at its end."""
    alt = altair()
    base = alt.Chart(alt.InlineData(**rows_of(rows))).encode(
        y=alt.Y("place:N", sort=[row["place"] for row in rows], title=None), x=alt.X("value:Q", title=None)
    )
    made = alt.layer(
        base.mark_bar(size=11).encode(color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dx=4, color=SOFT).encode(text="text:N"),
    ).properties(width=WIDTH - 100, height=alt.Step(ROW))
    return dict(made.to_dict())


def _tiles(card: Scorecard, labels: Labels) -> Chart:
    """Every province a square; those with places are shaded by their number, the others left pale."""
    alt = altair()
    rows = [
        {
            "name": tile.name,
            "column": tile.column,
            "row": tile.row,
            "value": None if tile.value is None else float(Fraction(tile.value)),
            "text": "" if tile.value is None else significant(Fraction(tile.value)),
        }
        for tile in card.tiles
    ]
    columns, lines = max(tile.column for tile in card.tiles) + 1, max(tile.row for tile in card.tiles) + 1
    base = alt.Chart(alt.InlineData(**rows_of(rows))).encode(
        x=alt.X("column:O", axis=None), y=alt.Y("row:O", axis=None)
    )
    square = {"cornerRadius": 3, "stroke": "#ffffff", "strokeWidth": 2}
    known = base.transform_filter("isValid(datum.value)")
    shade = alt.Color("value:Q", legend=None, scale=alt.Scale(range=["#cfe3f2", "#5b9ccb"], zero=False))
    made = alt.layer(
        base.mark_rect(color="#eef0f2", **square),
        known.mark_rect(**square).encode(color=shade),
        base.mark_text(dy=-5, fontSize=10).encode(text="name:N"),
        known.mark_text(dy=8, fontSize=9).encode(text="text:N"),
    ).properties(width=columns * TILE, height=lines * TILE)
    what = card.index.name if card.index else card.columns[0].indicator
    alt_text = labels.word("lead_joint").join(f"{row['name']} {row['text']}" for row in rows if row["text"])
    return Chart("tiles", labels.message("charts", "tiles", what), alt_text, dict(made.to_dict()))
