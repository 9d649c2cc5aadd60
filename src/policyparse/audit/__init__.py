"""Which printed figures cannot all be right. The audit never says which of them is wrong.

A check is a generator of findings over a case; all of them stand in CHECKS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyparse.audit.above import check_group_above
from policyparse.audit.aggregate import check_aggregates
from policyparse.audit.annex import check_annexes, check_listed_in_annex
from policyparse.audit.bounds import check_ranges
from policyparse.audit.case import Case
from policyparse.audit.count import check_counts
from policyparse.audit.defined import check_defined_rates
from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import SEVERITIES, Check, Explanation, Finding, Imbalance, Input, Reading
from policyparse.audit.growth import check_growth
from policyparse.audit.link import NO_CORRECTIONS, Corrections, Link
from policyparse.audit.listing import check_fulfilled, check_listings
from policyparse.audit.named import check_above_base, check_leaders, check_named_places
from policyparse.audit.nearby import check_bare_shares
from policyparse.audit.noise import check_noise
from policyparse.audit.outline import check_outlines
from policyparse.audit.pairs import check_pairs
from policyparse.audit.parts import check_among, check_named_parts
from policyparse.audit.progress import check_progress
from policyparse.audit.ratio import check_implied
from policyparse.audit.reference import check_references
from policyparse.audit.repeated import check_repeated, check_reworded
from policyparse.audit.rest import check_rest
from policyparse.audit.restate import check_definitions, check_restated
from policyparse.audit.ruled import check_rules
from policyparse.audit.rules import Rule
from policyparse.audit.series import check_borrowed_dates, check_series
from policyparse.audit.share import check_parts, check_shares
from policyparse.audit.stock import check_running_totals, check_stocks
from policyparse.audit.tablesum import check_table_sums
from policyparse.audit.tally import check_tallies
from policyparse.audit.threshold import check_thresholds
from policyparse.audit.timetable import check_timetable
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
    Checker(("AGG-REST",), "a statement of a group of known size and some of its members", check_rest),
    Checker(("RANK",), "places called the first, and their column", check_leaders),
    Checker(("RANK",), "values of named places and their column", check_named_places),
    Checker(("CMP",), "a figure said to be above the nation's, and the nation's", check_above_base),
    Checker(("CMP",), "a group said to be above the nation, and its figures", check_group_above),
    Checker(("COUNT",), "a count with a list beside it or a table of its members", check_counts),
    Checker(("COUNT",), "a count behind its list, n of m, bodies and regions that are named", check_listings),
    Checker(("RATIO",), "totals and amounts per head of one place", check_implied),
    Checker(("RATIO",), "a share, its part and its whole", check_shares),
    Checker(("RATIO",), "a bare share, the part before it and a whole before that", check_bare_shares),
    Checker(("RATIO",), "a rate and the amounts that it is made of", check_defined_rates),
    Checker(("PART-WHOLE",), "a whole and all its parts", check_parts),
    Checker(("PART-WHOLE",), "a whole and named parts that are all of it", check_named_parts),
    Checker(("PART-WHOLE",), "a whole and two parts that one pair of words tells apart", check_pairs),
    Checker(("PART-WHOLE",), "terms that a sentence adds up, or income, expense and what is left", check_tallies),
    Checker(("PART-WHOLE",), "a whole and a part after 其中", check_among),
    Checker(("PART-WHOLE",), "a row 合计 and the rows it adds up", check_table_sums),
    Checker(("GROWTH",), "a change, its level and the level before", check_growth),
    Checker(("DUP",), "two statements of one indicator, place and period", check_repeated),
    Checker(("DUP",), "one number under two wordings of a name", check_reworded),
    Checker(("SERIES",), "a date taken from the clause before", check_borrowed_dates),
    Checker(("SERIES",), "levels of one indicator at two dates", check_series),
    Checker(("SERIES",), "a level and its change since the last year's end", check_stocks),
    Checker(("SERIES",), "amounts since January in two months", check_running_totals),
    Checker(("RESTATE",), "a target in two documents", check_restated),
    Checker(("RESTATE",), "a name that two documents define", check_definitions),
    Checker(("PROGRESS",), "a target and an observation of its indicator", check_progress),
    Checker(("PROGRESS",), "a claim that a goal was met", check_fulfilled),
    Checker(("REF",), "titles, days and bodies that are mentioned", check_references),
    Checker(("REF",), "stages of a timetable, or deadlines", check_timetable),
    Checker(("COUNT", "REF"), "points behind their number, lists of aspects, or attachments", check_outlines),
    Checker(("NOISE",), "a lost sign, or a column of rates", check_noise),
    Checker(("BODY-ANNEX",), "a target in the text and in a table", check_annexes),
    Checker(("BODY-ANNEX",), "indicators listed with their count, and the tables", check_listed_in_annex),
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
    found = [*(checker.find(case) for checker in CHECKS), check_rules(case, rules)]
    seen: set[str] = set()
    ranked = []
    for n, findings in enumerate(found):
        for finding in findings:
            if finding.id in seen or case.corrections.forbid(finding.link):
                continue
            seen.add(finding.id)
            if everything or finding.matters:
                first = finding.inputs[0]
                rank = (SEVERITIES.index(finding.severity), n, first.name, first.document, first.start, finding.id)
                ranked.append((rank, finding))
    ranked.sort(key=lambda entry: entry[0])
    stated = {link.id: link for link in case.corrections.added}
    return tuple(_as_stated(finding, stated) for _, finding in ranked)


def _as_stated(finding: Finding, stated: Mapping[str, Link]) -> Finding:
    """The finding with the person who tied its figures named, where one did."""
    if finding.link.id not in stated:
        return finding
    link = stated[finding.link.id].model_copy(update={"evidence": finding.link.evidence})
    return finding.model_copy(update={"link": link})
