"""A newly published notice and the plan before it: the latest earlier document that promises the same indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from policyparse.brief.change import Comparison, Target
from policyparse.brief.compare import compare
from policyparse.brief.targets import find_targets
from policyparse.document import Head
from policyparse.figure import Extraction
from policyparse.period import last_day

FEWEST_SHARED = 2
"""So many indicators must two plans share before one is taken for the other's successor."""

RETOLD = ("news", "bulletin")
"""Documents that retell the plans of others."""

_PAIRED = ("raised", "lowered", "kept", "redefined", "comparator_changed", "deadline_moved")


@dataclass(frozen=True, slots=True)
class Digest:
    """A notice, its promises, and the comparison with the plan before it where there is one."""

    extraction: Extraction
    targets: tuple[Target, ...]
    comparison: Comparison | None


def digest(extraction: Extraction, others: Iterable[Extraction] = ()) -> Digest:
    """What a notice promises, held against the plan before it among ``others``; what they report is shown beside."""
    held = [other for other in others if other.head.id != extraction.head.id]
    previous = find_previous(extraction, held)
    comparison = None
    if previous is not None:
        rest = [other for other in held if other.head.id != previous.head.id]
        comparison = compare(previous, extraction, observed=rest)
    return Digest(extraction, find_targets(extraction), comparison)


def find_previous(extraction: Extraction, others: Iterable[Extraction]) -> Extraction | None:
    """The latest earlier document that promises at least ``FEWEST_SHARED`` of the same indicators; None for none.

    Both are of one kind, and neither is news, which retells the plans of others. Earlier is by the deadlines of its
    promises, then by its own date: a draft without a date is still a plan before.
    """
    if extraction.head.kind in RETOLD or not (deadline := _deadline(extraction)):
        return None
    kind = extraction.head.kind
    earlier = [other for other in others if other.head.kind == kind and "" < _deadline(other) < deadline]
    alike = [other for other in earlier if _shared(other, extraction) >= FEWEST_SHARED]
    return max(alike, key=lambda other: (_deadline(other), _date(other.head), other.head.id), default=None)


def _deadline(extraction: Extraction) -> str:
    """The day by which most of its promises are due; empty for a document that promises nothing."""
    days = [last_day(target.period) for target in find_targets(extraction) if target.period]
    return max(sorted(set(days)), key=days.count, default="")


def _date(head: Head) -> str:
    return head.written or head.published or ""


def _shared(old: Extraction, new: Extraction) -> int:
    return sum(change.kind in _PAIRED for change in compare(old, new).changes)
