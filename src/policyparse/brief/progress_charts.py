"""The chart of a progress sheet: one bullet a target, in per cent of what the target asks for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from policyparse.brief.change import ends_of
from policyparse.brief.chart import DOWN, INK, MARK, SAME, SOFT, UP, WIDTH, Chart, altair, rows_of
from policyparse.brief.labels import Labels
from policyparse.brief.tracking import Track, Tracking, TrackState
from policyparse.brief.wording import magnitude_text, number_text

MOST_BULLETS = 20
FURTHEST = 200
"""Per cent of the target at which a bar is cut; its number still says the whole."""

_COLOURS: dict[TrackState, str] = {"met": MARK, "on_track": UP, "not_yet_due": UP, "behind": DOWN, "missed": DOWN}


def progress_charts(tracking: Tracking, labels: Labels) -> tuple[Chart, ...]:
    """The bullets of the targets that something comparable is reported of; none where there is none."""
    shown = [track for track in tracking.tracks if _asked(track) and track.last is not None][:MOST_BULLETS]
    if not shown:
        return ()
    records = [record for track in shown for record in _records(track, labels)]
    alt = labels.word("joint").join(f"{record['indicator']} {record['text']}" for record in records)
    return (Chart("bullets", labels.message("charts", "bullets"), alt, _bullets(records)),)


def _asked(track: Track) -> Fraction | None:
    """What the target asks for; None for nothing that a length could be a share of."""
    low, high = ends_of(track.target)
    asked = low if track.good == "up" else high
    return asked if asked > 0 else None


def _records(track: Track, labels: Labels) -> Iterator[dict[str, Any]]:
    asked = _asked(track)
    if asked is None or track.last is None:
        return
    band = track.forecast.span if track.forecast else None
    promised = magnitude_text(ends_of(track.target), track.target.unit, track.target.comparator, labels)
    reached = number_text(Fraction(track.last.value), labels.numerals) + track.target.unit
    yield {
        "indicator": track.indicator,
        "reached": _share(track.last.value, asked),
        "low": _share(band.low, asked) if band else None,
        "high": _share(band.high, asked) if band else None,
        "asked": 100.0,
        "text": labels.message("charts", "reached", reached, promised),
        "colour": _COLOURS.get(track.state, SAME),
    }


def _share(number: str | None, asked: Fraction) -> float | None:
    return None if number is None else float(min(Fraction(number) / asked * 100, Fraction(FURTHEST)))


def _bullets(records: list[dict[str, Any]]) -> dict[str, Any]:
    """A bar of what is reached, a tick of what is asked, a pale band of the forecast, and both numbers at the end."""
    alt = altair()
    order = [record["indicator"] for record in records]
    y = alt.Y("indicator:N", sort=order, title=None)
    scale = alt.Scale(domain=[0, FURTHEST + 60])
    ticks = alt.Axis(values=[0, 50, 100, 150, FURTHEST], labelExpr="datum.value + '%'")
    base = alt.Chart(alt.InlineData(**rows_of(records))).encode(y=y)
    reached = base.mark_bar(size=12).encode(
        x=alt.X("reached:Q", scale=scale, axis=ticks, title=None), color=alt.Color("colour:N", scale=None)
    )
    band = (
        base.transform_filter("isValid(datum.low) && isValid(datum.high)")
        .mark_bar(size=22, opacity=0.35, color=SAME)
        .encode(x="low:Q", x2="high:Q")
    )
    asked = base.mark_tick(thickness=3, size=24, color=INK).encode(x="asked:Q")
    text = base.mark_text(align="left", color=SOFT).encode(x=alt.datum(FURTHEST + 4), text="text:N")
    made = alt.layer(band, reached, asked, text).properties(width=WIDTH - 120, height=alt.Step(30))
    return dict(made.to_dict())
