"""The workbook of a progress sheet: one row a target, one row a report, exact numbers in cells of their own."""

from __future__ import annotations

from fractions import Fraction

from policyparse.brief.change import ends_of
from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.progress_view import ProgressView, TrackView
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.span import Span
from policyparse.brief.tracking import Pace, Track, Tracking

_COLUMNS = (
    ("state", 12), ("indicator", 34), ("unit", 8), ("bound", 10), ("value", 14), ("upper", 12), ("deadline", 14),
    ("last", 14), ("last_period", 16), ("gap_target", 16), ("pace_unit", 14), ("required_low", 14), ("required_high", 14),
    ("actual_low", 14), ("actual_high", 14), ("forecast_low", 14), ("forecast_high", 14), ("first_met", 16),
    ("reason", 50), ("target_sources", 12), ("last_sources", 12),
)  # fmt: skip

_POINTS = (("indicator", 34), ("period", 16), ("value", 14), ("unit", 8), ("document", 50), ("page", 8), ("quote", 70))


def progress_sheets(tracking: Tracking, view: ProgressView, labels: Labels) -> tuple[Sheet, ...]:
    """Targets, reports, documents, sources, parameters."""
    pairs = [
        (track, row)
        for state in view.states
        for track, row in zip(tracking.of_state(state.kind), state.rows, strict=True)
    ]
    parameters = [("", view.lead), (labels.word("as_of"), view.as_of)]
    parameters += [(labels.word("cautions"), caution) for caution in view.cautions]
    parameters.append((labels.word("made_by"), view.version))
    return (
        _sheet("tracks", _COLUMNS, [_track(track, row, labels) for track, row in pairs], labels),
        _sheet("series", _POINTS, [row for track, _ in pairs for row in _points(track)], labels),
        *frame_sheets(view.documents, view.sources, parameters, labels),
    )


def _sheet(name: str, columns: tuple[tuple[str, int], ...], rows: list[tuple[CellValue, ...]], labels: Labels) -> Sheet:
    header = tuple(labels.message("columns", key) for key, _ in columns)
    return Sheet(labels.word(name), header, tuple(rows), tuple(width for _, width in columns))


def _track(track: Track, row: TrackView, labels: Labels) -> tuple[CellValue, ...]:
    target = track.target
    low, high = ends_of(target)
    gap = Amount(Fraction(track.gap_nominal)) if track.gap_nominal is not None else None
    return (
        row.state,
        row.indicator,
        target.unit,
        labels.message("comparator_names", target.comparator),
        Amount(low, target.unit),
        Amount(high, target.unit) if target.comparator == "range" else None,
        row.target.period,
        Amount(Fraction(track.last.value), target.unit) if track.last else None,
        row.last.period if row.last else "",
        gap,
        _pace_unit(track, labels),
        *_ends(track.required.span if track.required else None),
        *_ends(track.actual.span if track.actual else None),
        *_ends(track.forecast.span if track.forecast else None, target.unit),
        row.first_met.period if row.first_met else "",
        row.reason,
        cited(row.target.citations),
        cited(row.last.citations) if row.last else "",
    )


def _pace_unit(track: Track, labels: Labels) -> str:
    pace: Pace | None = track.required or track.actual
    return labels.message("pace_units", pace.scale, track.target.unit) if pace else ""


def _ends(span: Span | None, unit: str = "") -> tuple[CellValue, CellValue]:
    if span is None:
        return (None, None)
    low, high = (None if end is None else Amount(Fraction(end), unit) for end in (span.low, span.high))
    return (low, high)


def _points(track: Track) -> list[tuple[CellValue, ...]]:
    return [
        (
            point.figure.indicator,
            point.figure.period,
            Amount(Fraction(point.value), track.target.unit),
            track.target.unit,
            point.head.title or point.head.name,
            point.figure.page,
            point.figure.quote,
        )
        for point in track.points
    ]
