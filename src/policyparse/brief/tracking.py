"""What a progress sheet says: each target of a plan against the series of what was reported of it.

Numbers are exact and in the target's unit; a printed number is the interval that it stands for, so a gap, a pace and a
forecast are intervals too. Reasons are codes of the message catalogue beside the templates.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from policyparse.brief.change import Note, Target
from policyparse.brief.span import Span
from policyparse.document import Head
from policyparse.figure import Direction, Figure, Number

TrackState = Literal["met", "on_track", "behind", "missed", "not_yet_due", "not_comparable", "unreported"]
Scale = Literal["points", "growth", "amount"]
Method = Literal["linear", "linear_and_compound"]

STATES: tuple[TrackState, ...] = (
    "missed",
    "behind",
    "on_track",
    "met",
    "not_yet_due",
    "not_comparable",
    "unreported",
)
"""The states in the order in which a sheet lists them: what needs a reader's attention first."""

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Point(BaseModel):
    """One reported figure of a target's indicator."""

    model_config = _FROZEN

    figure: Figure = Field(description="the reported figure with its place")
    head: Head = Field(description="the document that reports it")
    date: str = Field(description="last day of its period, ISO 8601")
    span: Span = Field(description="the numbers that the printed one stands for, in the target's unit")
    value: Number = Field(description="the printed number in the target's unit; of a range its lower end")


class Aside(BaseModel):
    """A reported figure of a like name that may not be held against the target, and why."""

    model_config = _FROZEN

    figure: Figure = Field(description="the reported figure with its place")
    head: Head = Field(description="the document that reports it")
    reason: Note = Field(description="why it may not be compared")


class Pace(BaseModel):
    """A yearly pace: percentage points, a compound growth rate in per cent, or an amount, by ``scale``."""

    model_config = _FROZEN

    scale: Scale = Field(description="points, growth (compound, in per cent a year) or amount")
    span: Span = Field(description="the pace a year, as an interval")
    since: str = Field(description="the day from which it is counted")
    until: str = Field(description="the day to which it is counted")


class Forecast(BaseModel):
    """Where the reported points lead by the deadline if they go on as they did; a band, never a promise."""

    model_config = _FROZEN

    method: Method = Field(description="linear, or the hull of linear and compound")
    points: int = Field(description="how many reported points it rests on")
    date: str = Field(description="the deadline it is made for")
    span: Span = Field(description="the band, in the target's unit")


class Track(BaseModel):
    """One target and how far it has come."""

    model_config = _FROZEN

    indicator: str = Field(description="the target's indicator as its plan prints it")
    target: Target = Field(description="the promise with every figure that states it")
    deadline: str = Field(description="last day of the target's period")
    good: Direction = Field(description="which way is better: up or down")
    wanted: Span = Field(description="the numbers that meet the target")
    state: TrackState = Field(
        description="met, on_track, behind, missed, not_yet_due, not_comparable (definition) or unreported"
    )
    sharper: bool = Field(description="whether the state rests on the closer reading of a one-sided number (超82.8%)")
    reason: Note = Field(description="why it is in this state")
    points: tuple[Point, ...] = Field(description="the reported series, oldest first")
    last: Point | None = Field(description="the latest point; none where nothing comparable is reported")
    asides: tuple[Aside, ...] = Field(
        description="reported figures of a like name under another definition, looked for where no point is"
    )
    gap: Span | None = Field(description="target less the latest point, in the target's unit; positive is still to go")
    gap_nominal: Number | None = Field(description="the same between the two printed numbers; none for a range")
    required: Pace | None = Field(description="pace a year from the latest point to the deadline")
    actual: Pace | None = Field(description="pace a year from the first point to the latest")
    forecast: Forecast | None = Field(description="where the points lead by the deadline; none under two points")
    first_met: Point | None = Field(description="the first reported point that meets the target")


class Tracking(BaseModel):
    """Every target of one plan against what the other documents report."""

    model_config = _FROZEN

    plan: Head = Field(description="the plan whose targets are tracked")
    reports: tuple[Head, ...] = Field(description="the documents searched for reported figures")
    as_of: str = Field(description="the day as of which the states hold, ISO 8601; empty where nothing is dated")
    caveats: tuple[Note, ...] = Field(description="what holds for every target, such as that the plan is a draft")
    tracks: tuple[Track, ...] = Field(description="the targets, in the order of their states, then of the plan")

    def of_state(self, state: TrackState) -> tuple[Track, ...]:
        """The targets in one state."""
        return tuple(track for track in self.tracks if track.state == state)
