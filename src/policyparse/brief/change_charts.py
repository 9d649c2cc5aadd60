"""The chart of a comparison: one small slope an indicator that moved, from the old target to the new."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policyparse.brief.change import Change, Comparison, Target, ends_of
from policyparse.brief.chart import DOWN, SOFT, UP, Chart, altair, rows_of
from policyparse.brief.labels import Labels
from policyparse.brief.wording import magnitude_text, period_text

COLUMNS = 3
PANEL = 180
MOST_PANELS = 12
"""Slopes in one chart; the table has the others."""

_COLOURS = {"raised": UP, "lowered": DOWN}


def change_charts(comparison: Comparison, labels: Labels) -> tuple[Chart, ...]:
    """The slopes of the targets that moved and may be compared; none where there is no such target."""
    shown = [change for change in comparison.changes if _has_slope(change)][:MOST_PANELS]
    if not shown:
        return ()
    records = [record for change in shown for record in _records(change, labels)]
    alt = labels.word("joint").join(_in_words(change, labels) for change in shown)
    caption = labels.message("charts", "slope")
    return (Chart("slope", caption, alt, _slopes(records)),)


def _has_slope(change: Change) -> bool:
    return change.kind in _COLOURS and change.comparable in ("yes", "with_caveat")


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
            "colour": _COLOURS[change.kind],
        }


def _slopes(records: list[dict[str, Any]]) -> dict[str, Any]:
    """A panel an indicator: the old target on the left with its deadline under it, the new one on the right."""
    alt = altair()
    x = alt.X("side:Q", axis=None, scale=alt.Scale(domain=[-1.4, 2.4]))
    y = alt.Y("height:Q", axis=None, scale=alt.Scale(domain=[-0.3, 1.2]))
    colour = alt.Color("colour:N", scale=None)
    base = alt.Chart().encode(x=x, y=y)
    layers = [
        base.mark_line(strokeWidth=2.5).encode(color=colour),
        base.mark_point(filled=True, size=60, opacity=1).encode(color=colour),
    ]
    for side, align, shift in ((0, "right", -8), (1, "left", 8)):
        beside = base.transform_filter(f"datum.side == {side}")
        layers.append(beside.mark_text(align=align, dx=shift, fontWeight="bold").encode(text="text:N"))
        layers.append(beside.mark_text(align=align, dx=shift, dy=14, color=SOFT, fontSize=10).encode(text="period:N"))
    panels = alt.layer(*layers).properties(width=PANEL, height=80)
    order = list(dict.fromkeys(record["indicator"] for record in records))
    by_indicator = alt.Facet("indicator:N", title=None, sort=order)
    made = panels.facet(facet=by_indicator, columns=COLUMNS, data=alt.InlineData(**rows_of(records)))
    return dict(made.to_dict())
