"""进展跟踪表: a plan's targets with how far they have come, laid out for a template; every printed number is cited."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.brief.change import Note
from policyparse.brief.citations import Citations, SourceView, named
from policyparse.brief.frame import document_views, unread_cautions, value_view
from policyparse.brief.labels import Labels
from policyparse.brief.span_text import pace_text, shortfall_text, span_text
from policyparse.brief.tracking import STATES, Forecast, Point, Track, Tracking, TrackState
from policyparse.brief.view import DocumentView, Value
from policyparse.brief.wording import period_text
from policyparse.figure import Figure

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class AsideView(BaseModel):
    """A reported figure that may not be held against the target."""

    model_config = _FROZEN

    indicator: str = Field(description="its indicator as printed")
    value: Value = Field(description="the reported figure, cited")
    reason: str = Field(description="why it may not be compared")


class TrackView(BaseModel):
    """One target in words."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as the plan prints it")
    state: str = Field(description="the state in words")
    target: Value = Field(description="the target with its deadline, cited")
    last: Value | None = Field(description="the latest report, cited; none where nothing comparable is reported")
    first_met: Value | None = Field(description="the first report that meets the target, cited; none where none does")
    gap: str = Field(description="what is still to go or by how much it is passed; empty without a report")
    required: str = Field(description="yearly pace still required; empty where none can be given")
    actual: str = Field(description="yearly pace so far; empty under two reports")
    forecast: str = Field(description="the band at the deadline, said to be a forecast, with its method; empty without")
    reason: str = Field(description="why it is in this state")
    series: tuple[Value, ...] = Field(description="all reports, oldest first, cited")
    asides: tuple[AsideView, ...] = Field(description="reports under another definition")


class StateView(BaseModel):
    """The targets in one state."""

    model_config = _FROZEN

    kind: TrackState = Field(description="the code of the state")
    label: str = Field(description="the state in words")
    note: str = Field(description="what the state means")
    rows: tuple[TrackView, ...] = Field(description="its targets, in the plan's order")


class ProgressView(BaseModel):
    """Everything that a progress sheet prints."""

    model_config = _FROZEN

    lead: str = Field(description="the sentence that sums up")
    as_of: str = Field(description="the day that the states hold for; empty where nothing is dated")
    documents: tuple[DocumentView, ...] = Field(description="the plan, then the reports")
    cautions: tuple[str, ...] = Field(description="how to use the sheet, and what could not be read")
    states: tuple[StateView, ...] = Field(description="the targets by state")
    sources: tuple[SourceView, ...] = Field(description="the places cited, numbered")
    version: str = Field(description="the parser and its version")


def lay_out_progress(tracking: Tracking, labels: Labels) -> ProgressView:
    """The sheet in the words of one language."""
    heads = (tracking.plan, *tracking.reports)
    citations = Citations({head.id: head for head in heads}, labels)
    states = tuple(
        StateView(
            kind=state,
            label=labels.message("track_states", state),
            note=labels.message("track_notes", state),
            rows=tuple(_track(track, labels, citations) for track in tracking.of_state(state)),
        )
        for state in STATES
        if tracking.of_state(state)
    )
    cautions = (*(note_text("track_caveats", note, labels) for note in tracking.caveats), labels.word("forecast_rule"))
    return ProgressView(
        lead=_lead(tracking, labels),
        as_of=period_text(tracking.as_of, labels),
        documents=document_views(heads, labels),
        cautions=(*cautions, *unread_cautions(heads, labels)),
        states=states,
        sources=citations.entries(),
        version=labels.message("messages", "version", __version__),
    )


def _lead(tracking: Tracking, labels: Labels) -> str:
    parts = [
        labels.message("messages", "lead_part", labels.message("track_states", state), str(count))
        for state in STATES
        if (count := len(tracking.of_state(state)))
    ]
    said = labels.word("lead_joint").join(parts) or labels.word("nothing")
    day = labels.message("messages", "as_of", period_text(tracking.as_of, labels)) if tracking.as_of else ""
    return labels.message("messages", "lead_progress", named(tracking.plan), str(len(tracking.tracks)), day, said)


def _track(track: Track, labels: Labels, citations: Citations) -> TrackView:
    def cited(figure: Figure) -> Value:
        return value_view(figure, (figure,), labels, citations)

    def point(one: Point | None) -> Value | None:
        return cited(one.figure) if one else None

    table = "reasons" if track.state == "not_comparable" else "track_reasons"
    reason = note_text(table, track.reason, labels)
    unit = track.target.unit
    return TrackView(
        indicator=track.indicator,
        state=labels.message("track_states", track.state),
        target=value_view(track.target, track.target.figures, labels, citations),
        last=point(track.last),
        first_met=point(track.first_met),
        gap=shortfall_text(track, labels),
        required=pace_text(track.required, unit, labels),
        actual=pace_text(track.actual, unit, labels),
        forecast=_forecast(track.forecast, unit, labels),
        reason=reason + (labels.word("sharper_reading") if track.sharper else ""),
        series=tuple(cited(one.figure) for one in track.points),
        asides=tuple(
            AsideView(
                indicator=aside.figure.indicator,
                value=cited(aside.figure),
                reason=note_text("reasons", aside.reason, labels),
            )
            for aside in track.asides
        ),
    )


def _forecast(ahead: Forecast | None, unit: str, labels: Labels) -> str:
    if ahead is None:
        return ""
    method = labels.message("forecast_methods", ahead.method)
    band = span_text(ahead.span.interval, unit, labels)
    return labels.message("messages", "forecast", period_text(ahead.date[:4], labels), band, method, str(ahead.points))


def note_text(table: str, note: Note, labels: Labels) -> str:
    """A reason or caveat in words; ISO days and periods among its words are written out."""
    words = (
        period_text(word, labels) if word[:4].isdigit() and word[4:5] in ("", "-", "/") else word for word in note.words
    )
    return labels.message(table, note.code, *words)
