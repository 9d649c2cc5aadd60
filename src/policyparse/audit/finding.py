"""What a check says: a verdict on a set of printed figures, with the arithmetic that led to it.

A finding never says which figure is wrong. Its verdict belongs to the claim; each formula that could have been meant is a
reading with a verdict of its own. An explanation needs facts from outside the documents and changes no verdict.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict

from policyparse.audit.link import Link, LinkKind
from policyparse.decision import Mute
from policyparse.figure import Number
from policyparse.interval import Interval

Check = Literal[
    "AGG-SUM",
    "AGG-MEAN",
    "AGG-HULL",
    "RANK",
    "CMP",
    "COUNT",
    "RATIO",
    "DUP",
    "BODY-ANNEX",
    "THRESHOLD",
    "RANGE",
    "PART-WHOLE",
    "AGG-REST",
    "RESTATE",
    "SERIES",
    "GROWTH",
    "PROGRESS",
    "REF",
    "NOISE",
    "RULE",
]
Verdict = Literal["consistent", "consistent_after_rounding", "contradiction", "cannot_decide", "not_comparable"]
Reason = Literal[
    # not comparable: the figures do not mean the same thing
    "definition", "date", "scope", "version", "different_indicator",
    # cannot be decided: something that the arithmetic needs is not printed
    "missing_weights", "missing_column", "missing_baseline", "one_sided_value", "date_incomplete", "extraction_noise",
    "possible_truncation", "scope_ambiguous", "missing_target",
    # consistent, and worth a word
    "annex_only", "body_only", "not_yet_due", "met", "missed", "comparator",
]  # fmt: skip
Severity = Literal["critical", "high", "medium", "low", "info"]

LINK_OF: dict[Check, LinkKind] = {
    "AGG-SUM": "aggregate",
    "AGG-MEAN": "aggregate",
    "AGG-HULL": "aggregate",
    "AGG-REST": "aggregate",
    "RANK": "rank",
    "CMP": "above",
    "COUNT": "count",
    "RATIO": "share",
    "DUP": "same",
    "BODY-ANNEX": "promise",
    "RESTATE": "restated",
    "SERIES": "series",
    "GROWTH": "growth",
    "PROGRESS": "progress",
    "THRESHOLD": "bar",
    "RANGE": "bounds",
    "PART-WHOLE": "part",
    "REF": "reference",
    "NOISE": "bounds",
    "RULE": "rule",
}
"""What ties the figures of a check's findings, where the check does not say otherwise."""

SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low", "info")
"""From the one to read first."""

CRITICAL_SLACKS = 10
"""A contradiction is critical where the gap is over so many times the slack of rounding …"""
CRITICAL_SHARE = Fraction(1, 10)
"""… and over this share of the stated number."""

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Input(BaseModel):
    """One figure that the check used: what is printed, where, how it was read, and the numbers it stands for.

    ``value`` is the record's, exact and in full units; None for a range. ``table``, ``row`` and ``column`` are set for
    a cell.
    """

    model_config = _FROZEN

    figure: str
    document: str
    name: str
    quote: str
    printed: str
    interval: str
    page: int | None
    start: int
    end: int
    indicator: str = ""
    place: str = ""
    period: str = ""
    value: Number | None = None
    unit: str = ""
    table: str | None = None
    row: str | None = None
    column: str | None = None


class Imbalance(BaseModel):
    """Computed less stated, in full units (never 万), and as a percentage of what is stated where that is not zero.

    ``slack`` is how much of it rounding alone may account for.
    """

    model_config = _FROZEN

    amount: Number
    unit: str
    percent: Number | None
    slack: Number | None = None


class Reading(BaseModel):
    """One way to understand the claim (a formula or a way of rounding), and what follows from it."""

    model_config = _FROZEN

    name: str
    verdict: Verdict
    reason: Reason | None = None
    formula: str


class Explanation(BaseModel):
    """A hypothesis that would account for the gap, with the remainder it would imply. It never changes a verdict."""

    model_config = _FROZEN

    text: str
    residual: str | None = None


class Finding(BaseModel):
    """What one check says of a few figures.

    ``computed`` and ``stated`` are intervals as text. ``compatible``: they meet; ``entailed``: every computed number is
    a stated one. Both are None where no arithmetic was done. ``link`` says why the figures belong together; a person
    may forbid it. ``rule`` and ``note`` are set by a rule of the user's own. ``muted``: a person put it out of sight;
    ``lapsed``: one did, when the numbers were others.
    """

    model_config = _FROZEN

    id: str
    check: Check
    verdict: Verdict
    reason: Reason | None
    severity: Severity
    title: str
    formula: str
    inputs: tuple[Input, ...]
    computed: str | None = None
    stated: str | None = None
    compatible: bool | None = None
    entailed: bool | None = None
    imbalance: Imbalance | None = None
    readings: tuple[Reading, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    link: Link
    rule: str | None = None
    note: str | None = None
    muted: Mute | None = None
    lapsed: Mute | None = None

    @property
    def matters(self) -> bool:
        """Whether a reader should see it unasked: a contradiction, or an open question of some weight, not muted."""
        if self.muted is not None:
            return False
        if self.verdict == "contradiction" or self.reason == "missed":
            return True
        return self.verdict in ("cannot_decide", "not_comparable") and self.severity in ("critical", "high", "medium")

    @property
    def agrees(self) -> bool:
        """Whether the check found nothing wrong."""
        return self.verdict in ("consistent", "consistent_after_rounding")

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that it is about, in the order of its inputs."""
        return tuple(dict.fromkeys(figure.document for figure in self.inputs))


def finding_id(
    check: Check, verdict: Verdict, reason: Reason | None, figures: tuple[str, ...], rule: str | None = None
) -> str:
    """An id hashed from what is said of which figures; neither language nor order of the inputs changes it.

    >>> finding_id("DUP", "consistent", None, ("b", "a")) == finding_id("DUP", "consistent", None, ("a", "b"))
    True
    """
    ruled = () if rule is None else (f"rule {rule}",)
    said = "\0".join((check, verdict, reason or "", *ruled, *sorted(figures)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def slack(*intervals: Interval) -> Fraction:
    """How much rounding alone may move the difference: the half widths together; an open side adds nothing."""
    total = Fraction(0)
    for interval in intervals:
        if interval.low is not None and interval.high is not None:
            total += (interval.high - interval.low) / 2
    return total


def gravity(gap: Fraction, allowed: Fraction, stated: Fraction) -> Severity:
    """How heavy a contradiction is: critical where the gap is beyond any rounding and large, else high."""
    far = abs(gap) > CRITICAL_SLACKS * allowed
    large = stated != 0 and abs(gap) > CRITICAL_SHARE * abs(stated)
    return "critical" if far and large else "high"
