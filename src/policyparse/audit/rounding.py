"""What a document says of its own rounding: ``部分数据因四舍五入，存在总计与分项合计不等的情况``."""

from __future__ import annotations

from policyparse.audit.case import Case, Sides
from policyparse.audit.finding import Explanation, Verdict, slack
from policyparse.figure import Figure, Mention

EASED = 2
"""A sum that a document warns of may miss its parts by so many times the slack of rounding: each part may be a whole unit off."""


def note_of(case: Case, figure: Figure) -> Mention | None:
    """The first note of a figure's document that says that sums and parts may differ by rounding."""
    return next(iter(case.evidence.mentions_of(figure.document, "rounding")), None)


def eased(sides: Sides, note: Mention | None) -> Verdict:
    """The verdict on a sum; under a note, a gap of whole units is rounding too. Counts of whole things have no slack."""
    verdict = sides.verdict()
    within = abs(sides.gap) <= EASED * slack(sides.computed, sides.stated)
    return "consistent_after_rounding" if verdict == "contradiction" and note is not None and within else verdict


def told(case: Case, sides: Sides, note: Mention | None) -> tuple[Explanation, ...]:
    """The note, where the intervals do not meet: that it accounts for the gap, or that the gap is too large for it."""
    if note is None or sides.verdict() != "contradiction":
        return ()
    enough = eased(sides, note) != "contradiction"
    return (case.explain("rounding_told" if enough else "rounding_too_far", note=note.printed),)
