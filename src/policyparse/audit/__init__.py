"""Which printed figures cannot all be right. The audit never says which of them is wrong.

A check is a generator of findings over a case; all of them stand in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from policyparse.audit.aggregate import check_aggregates
from policyparse.audit.annex import check_annexes
from policyparse.audit.bounds import check_ranges
from policyparse.audit.case import Case
from policyparse.audit.count import check_counts
from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import SEVERITIES, Explanation, Finding, Imbalance, Input, Reading
from policyparse.audit.named import check_above_base, check_named_places
from policyparse.audit.ratio import check_implied
from policyparse.audit.repeated import check_repeated
from policyparse.audit.share import check_parts, check_shares
from policyparse.audit.threshold import check_thresholds
from policyparse.audit.words import Lang, Words
from policyparse.figure import Extraction

__all__ = ["CHECKS", "Explanation", "Finding", "Imbalance", "Input", "Reading", "audit"]

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_aggregates,  # AGG-SUM, AGG-MEAN, AGG-HULL
    check_named_places,  # RANK
    check_above_base,  # CMP
    check_counts,  # COUNT
    check_implied,  # RATIO
    check_shares,  # RATIO
    check_parts,  # PART-WHOLE
    check_repeated,  # DUP
    check_annexes,  # BODY-ANNEX
    check_thresholds,  # THRESHOLD
    check_ranges,  # RANGE
)


def audit(extractions: Iterable[Extraction], *, everything: bool = False, lang: Lang = "zh") -> tuple[Finding, ...]:
    """The findings on the figures of one or more documents, the gravest first, whatever the order of the input.

    Without ``everything`` only those that a reader should see unasked: contradictions, and open questions of at least
    medium severity.
    """
    case = Case(Evidence.of(extractions), Words(lang))
    unique: dict[str, tuple[tuple[int, int, str, str, int, str], Finding]] = {}
    for n, check in enumerate(CHECKS):
        for finding in check(case):
            first = finding.inputs[0]
            rank = (SEVERITIES.index(finding.severity), n, first.name, first.document, first.start, finding.id)
            unique.setdefault(finding.id, (rank, finding))
    ranked = sorted(unique.values(), key=lambda entry: entry[0])
    return tuple(finding for _, finding in ranked if everything or finding.matters)
