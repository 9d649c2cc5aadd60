"""COUNT and PROGRESS of what is told in words: lists with their count, n of m, bodies that issue, regions, goals met."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding, Reason, Severity, Verdict
from policyparse.audit.identity import place_key
from policyparse.figure import Extraction, Mention
from policyparse.vocabulary import load


def check_listings(case: Case) -> Iterator[Finding]:
    """Every count that stands behind its list, every n of m, every number of issuing bodies, every claim of regions."""
    for extraction in case.evidence.extractions:
        for mention in extraction.mentions:
            if mention.kind == "listed":
                yield _listed(case, mention)
            elif mention.kind == "among":
                yield _among(case, mention)
            elif mention.kind == "bodies":
                yield from _bodies(case, extraction, mention)
            elif mention.kind == "parts":
                yield from _regions(case, extraction, mention)


def check_fulfilled(case: Case) -> Iterator[Finding]:
    """Claims that a goal was met, which name no number that could be tested; those of one document together."""
    for extraction in case.evidence.extractions:
        claims = [mention for mention in extraction.mentions if mention.kind == "fulfilled"]
        if claims:
            yield case.finding(
                "PROGRESS", "cannot_decide", "low", reason="missing_target", figures=claims,
                title=case.words.say("fulfilled_title", claim=claims[0].printed),
                formula=case.words.say("fulfilled_formula"),
            )  # fmt: skip


def _listed(case: Case, mention: Mention) -> Finding:
    """The list may begin before what was read of it, so a count that does not fit is left open."""
    n = len(mention.items)
    fits = n == int(mention.value)
    return _count(case, mention, n, "consistent" if fits else "cannot_decide", None if fits else "extraction_noise")


def _among(case: Case, mention: Mention) -> Finding:
    whole = int(mention.whole or 0)
    fits = int(mention.value) <= whole
    return case.finding(
        "COUNT", "consistent" if fits else "contradiction", "info" if fits else "high", figures=(mention,),
        title=case.words.say("among_count_title", printed=mention.printed),
        formula=case.words.say("among_count_formula", part=mention.value, sign="≤" if fits else ">", whole=whole),
    )  # fmt: skip


def _bodies(case: Case, extraction: Extraction, mention: Mention) -> Iterator[Finding]:
    """The number of bodies in the title against those that sign; a list of signatures runs together in reading."""
    n = len(extraction.head.issuers)
    if n > 1 and mention.quote in extraction.head.title:
        fits = n == int(mention.value)
        yield _count(
            case, mention, n, "consistent" if fits else "cannot_decide", None if fits else "extraction_noise",
            items=extraction.head.issuers,
        )  # fmt: skip


def _count(
    case: Case, mention: Mention, n: int, verdict: Verdict, reason: Reason | None, items: tuple[str, ...] | None = None
) -> Finding:
    severity: Severity = "info" if reason is None else "low"
    told = case.words.joined(mention.items if items is None else items)
    return case.finding(
        "COUNT", verdict, severity, reason=reason, figures=(mention,),
        title=case.words.say("count_list_title", stated=mention.value, n=n),
        formula=case.words.say("count_formula", stated=mention.value, n=n, items=told),
    )  # fmt: skip


def _regions(case: Case, extraction: Extraction, mention: Mention) -> Iterator[Finding]:
    """``覆盖东、中、西部及东北地区``: some row of the largest table of places lies in each region that is named."""
    columns = case.evidence.columns_of(extraction.head.id)
    if not columns:
        return
    column = max(columns, key=lambda column: len(column.cells))
    provinces = {place_key(cell)[:2] for cell in column.cells}
    named = [region for region in load("groups")["regions"] if re.search(region["said"], mention.value)]
    missing = [region["name"] for region in named if not provinces & set(map(str, region["codes"]))]
    yield case.finding(
        "COUNT", "cannot_decide" if missing else "consistent", "medium" if missing else "info",
        reason="possible_truncation" if missing else None, figures=(mention, *column.cells),
        title=case.words.say("regions_title", claim=mention.printed, n=len(column.cells)),
        formula=case.words.say("regions_formula", missing=case.words.joined(missing),
                               names=case.words.joined(region["name"] for region in named)),
    )  # fmt: skip
