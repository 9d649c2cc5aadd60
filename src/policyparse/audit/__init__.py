"""Which printed figures cannot all be right. The audit never says which of them is wrong.

A check is a generator of findings over a case; all of them stand in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from policyparse.audit.aggregate import check_aggregates
from policyparse.audit.annex import check_annexes
from policyparse.audit.bounds import check_ranges
from policyparse.audit.case import Case
from policyparse.audit.count import check_counts
from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import SEVERITIES, Check, Explanation, Finding, Imbalance, Input, Reading
from policyparse.audit.growth import check_growth
from policyparse.audit.link import NO_CORRECTIONS, Corrections, Link
from policyparse.audit.named import check_above_base, check_named_places
from policyparse.audit.ratio import check_implied
from policyparse.audit.repeated import check_repeated
from policyparse.audit.ruled import check_rules
from policyparse.audit.rules import Rule
from policyparse.audit.share import check_parts, check_shares
from policyparse.audit.threshold import check_thresholds
from policyparse.audit.words import Lang, Words
from policyparse.figure import Extraction

__all__ = ["CHECKS", "Corrections", "Explanation", "Finding", "Imbalance", "Input", "Link", "Reading", "audit"]


class Checker(NamedTuple):
    """One check: the codes of its findings, what it needs to find in the documents, and the generator itself."""

    codes: tuple[Check, ...]
    needs: str
    find: Callable[[Case], Iterator[Finding]]


CHECKS: tuple[Checker, ...] = (
    Checker(
        ("AGG-SUM", "AGG-MEAN", "AGG-HULL"), "a statement of a group and a column of its members", check_aggregates
    ),
    Checker(("RANK",), "values of named places and their column", check_named_places),
    Checker(("CMP",), "a figure said to be above the nation's, and the nation's", check_above_base),
    Checker(("COUNT",), "a count with a list beside it or a table of its members", check_counts),
    Checker(("RATIO",), "totals and amounts per head of one place", check_implied),
    Checker(("RATIO",), "a share, its part and its whole", check_shares),
    Checker(("PART-WHOLE",), "a whole and all its parts", check_parts),
    Checker(("GROWTH",), "a change, its level and the level before", check_growth),
    Checker(("DUP",), "two statements of one indicator, place and period", check_repeated),
    Checker(("BODY-ANNEX",), "a target in the text and in a table", check_annexes),
    Checker(("THRESHOLD",), "a bar and a column of its indicator", check_thresholds),
    Checker(("RANGE",), "a share of a whole", check_ranges),
)
"""Every check, in the order in which findings of equal weight are shown."""


def audit(
    extractions: Iterable[Extraction],
    *,
    everything: bool = False,
    lang: Lang = "zh",
    corrections: Corrections | None = None,
    rules: Sequence[Rule] = (),
) -> tuple[Finding, ...]:
    """The findings on the figures of one or more documents, the gravest first, whatever the order of the input.

    Without ``everything`` only those that a reader should see unasked: contradictions, and open questions of at least
    medium severity. ``corrections`` are a person's word on which figures belong together, ``rules`` relations
    of their own.
    """
    case = Case(Evidence.of(extractions), Words(lang), corrections or NO_CORRECTIONS)
    unique: dict[str, tuple[tuple[int, int, str, str, int, str], Finding]] = {}
    found = [*(checker.find(case) for checker in CHECKS), check_rules(case, rules)]
    for n, findings in enumerate(found):
        for finding in findings:
            if case.corrections.forbid(finding.link):
                continue
            first = finding.inputs[0]
            rank = (SEVERITIES.index(finding.severity), n, first.name, first.document, first.start, finding.id)
            unique.setdefault(finding.id, (rank, finding))
    ranked = sorted(unique.values(), key=lambda entry: entry[0])
    return tuple(finding for _, finding in ranked if everything or finding.matters)
