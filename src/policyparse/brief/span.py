"""An interval in a form that is saved and exchanged: exact ends as strings, open ends told from closed ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from policyparse.figure import Number
from policyparse.interval import Interval, exact


class Span(BaseModel):
    """The numbers from ``low`` to ``high``; None is unbounded.

    >>> Span.of(Interval(Fraction(85), None, open_low=True))
    Span(low='85', high=None, open_low=True, open_high=False)
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    low: Number | None = Field(description="lower end, exact; none where unbounded")
    high: Number | None = Field(description="upper end, exact; none where unbounded")
    open_low: bool = Field(default=False, description="whether the lower end itself is left out")
    open_high: bool = Field(default=False, description="whether the upper end itself is left out")

    @classmethod
    def of(cls, interval: Interval) -> Self:
        """The interval as it is saved."""
        return cls(
            low=None if interval.low is None else exact(interval.low),
            high=None if interval.high is None else exact(interval.high),
            open_low=interval.open_low,
            open_high=interval.open_high,
        )

    @property
    def interval(self) -> Interval:
        """The interval to compute with."""
        return Interval(
            None if self.low is None else Fraction(self.low),
            None if self.high is None else Fraction(self.high),
            self.open_low,
            self.open_high,
        )
