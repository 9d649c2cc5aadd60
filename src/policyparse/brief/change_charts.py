"""The chart of a comparison: one small slope an indicator, from the old target to the new."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policyparse.brief.change import Change, Comparison, Target, ends_of
from policyparse.brief.chart import DOWN, SAME, UP, Chart, altair, rows_of
from policyparse.brief.labels import Labels
from policyparse.brief.wording import magnitude_text, period_text

COLUMNS = 4
PANEL = 118
MOST_PANELS = 12
"""Slopes in one chart; the table has the others."""

_COLOURS = {"raised": UP, "lowered": DOWN}


def change_charts(comparison: Comparison, labels: Labels) -> tuple[Chart, ...]:
    """The slopes of the targets that may be compared; none where there is no such target."""
    shown = [change for change in comparison.changes if _is_comparable(change)][:MOST_PANELS]
    if not shown:
        return ()
    records = [record for change in shown for record in _records(change, labels)]
    alt = labels.word("joint").join(_in_words(change, labels) for change in shown)
    caption = labels.message("charts", "slope")
    return (Chart("slope", caption, alt, _slopes(records)),)


def _is_comparable(change: Change) -> bool:
    return (
        bool(change.old and change.new) and change.kind != "redefined" and change.comparable in ("yes", "with_caveat")
    )


def _text(target: Target, labels: Labels) -> str:
    return magnitude_text(ends_of(target), target.unit, target.comparator, labels)


def _in_words(change: Change, labels: Labels) -> str:
    return f"{change.indicator} " + " → ".join(_text(target, labels) for target in (change.old, change.new) if target)


def _records(change: Change, labels: Labels) -> Iterator[dict[str, Any]]:
    """The two ends of one slope, each as a share of the larger, so that every panel has the same height."""
    ends = [(side, target, ends_of(target)) for side, target in ((0, change.old), (1, change.new)) if target]
    largest = max(abs(high) for _, _, (_, high) in ends) or Fraction(1)
    for side, target, (low, _) in ends:
        yield {
            "indicator": change.indicator,
            "side": side,
            "height": float(low / largest),
            "text": _text(target, labels),
            "period": period_text(target.period, labels),
            "colour": _COLOURS.get(change.kind, SAME),
        }


def _slopes(records: list[dict[str, Any]]) -> dict[str, Any]:
    alt = altair()
    x = alt.X("side:Q", axis=None, scale=alt.Scale(domain=[-0.6, 1.6]))
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[-0.25, 1.25]))
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart().encode(x=x, y=y)
    line = base.mark_line(strokeWidth=2.5).encode(color=colour)
    dots = base.mark_point(filled=True, size=60, opacity=1).encode(color=colour)
    value = base.mark_text(dy=-13, fontWeight="bold").encode(text="text:N")
    period = base.mark_text(dy=15, color="#5c5f66", fontSize=10).encode(text="period:N")
    layers = alt.layer(line, dots, value, period).properties(width=PANEL, height=90)
    order = list(dict.fromkeys(record["indicator"] for record in records))
    made = layers.facet(
        facet=alt.Facet("indicator:N", title=None, sort=order), columns=COLUMNS, data=alt.InlineData(**rows_of(records))
    )
    return dict(made.to_dict())
