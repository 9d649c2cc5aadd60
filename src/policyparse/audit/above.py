"""CMP of a group: ``显著优于全国平均水平`` read city by city and as a group, for every column that it may be about."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.audit.case import Case
from policyparse.audit.evidence import Column
from policyparse.audit.finding import Finding, Reading, Reason, Severity, Verdict
from policyparse.audit.identity import same_thing
from policyparse.audit.meaning import is_ratio, nearest, point, stands_for
from policyparse.audit.named import base_of
from policyparse.audit.words import at, said
from policyparse.figure import Extraction, Figure, Mention
from policyparse.language.places import is_group


def check_group_above(case: Case) -> Iterator[Finding]:
    """Each document that calls a group better than the nation, against its own tables and the group's own figures."""
    for extraction in case.evidence.extractions:
        claims = [mention for mention in extraction.mentions if mention.kind == "above"]
        if not claims:
            continue
        for column in case.evidence.columns_of(extraction.head.id):
            if column.head.kind == "reported" and column.head.measure == "level":
                yield _judge_column(case, extraction, claims, column)
        columns = case.evidence.columns_of(extraction.head.id)
        stated = [f for f in extraction.figures if is_group(f.place) and f.kind == "reported" and f.value is not None]
        seen: set[tuple[str, str | None]] = set()
        for figure in stated:
            base = base_of(figure, extraction)
            held = any(same_thing(figure, column.head) for column in columns)
            if base is not None and not held and is_ratio(figure) and (figure.indicator, figure.value) not in seen:
                seen.add((figure.indicator, figure.value))
                yield _judge_group(case, claims, figure, base)


def _judge_column(case: Case, extraction: Extraction, claims: list[Mention], column: Column) -> Finding:
    """City by city is one reading only: the claim itself may be about the group, so it is not contradicted by a city."""
    base = base_of(column.head, extraction) if is_ratio(column.head) else None
    if base is None:
        return _finding(case, claims, column, "cannot_decide", "missing_baseline", "low", ())
    below = [cell for cell in column.cells if point(cell) < point(base)]
    if base.comparator != "=":
        return _finding(case, claims, column, "cannot_decide", "one_sided_value", "low", (), base)
    each = Reading(
        name=case.words.say("reading_each"),
        verdict="contradiction" if below else "consistent",
        formula=case.words.say("above_each", base=said(base), below=case.words.joined(map(at, below))),
    )
    above = 2 * len(below) < len(column.cells)
    group = Reading(
        name=case.words.say("reading_group"),
        verdict="consistent" if above else "cannot_decide",
        formula=case.words.say("above_group", n=len(column.cells), m=len(column.cells) - len(below), base=said(base)),
    )
    verdict: Verdict = "consistent" if above else "cannot_decide"
    severity: Severity = "medium" if below else "info"
    reason: Reason | None = None if above else "scope_ambiguous"
    return _finding(case, claims, column, verdict, reason, severity, (group, each), base)


def _finding(
    case: Case, claims: list[Mention], column: Column, verdict: Verdict, reason: Reason | None, severity: Severity,
    readings: tuple[Reading, ...], base: Figure | None = None,
) -> Finding:  # fmt: skip
    lowest = min(column.cells, key=point)
    return case.finding(
        "CMP", verdict, severity, reason=reason, readings=readings,
        figures=(*claims, *column.cells, *(() if base is None else (base,))),
        title=case.words.say("above_title", indicator=column.head.indicator, claim=claims[0].printed, n=len(column.cells)),
        formula=case.words.say("above_formula", lowest=at(lowest),
                               base=case.words.say("none") if base is None else case.words.worded(base)),
    )  # fmt: skip


def _judge_group(case: Case, claims: list[Mention], figure: Figure, base: Figure) -> Finding:
    """A group's own figure against the nation's; a base that is only bounded from below decides where it is far below."""
    mine, theirs = stands_for(figure), nearest(base)
    above = mine.high is None or theirs.low is None or mine.high > theirs.low
    return case.finding(
        "CMP", "consistent" if above else "cannot_decide", "info" if above else "medium",
        reason=None if above else "scope_ambiguous", figures=(*claims, figure, base),
        title=case.words.say("cmp_title", indicator=figure.indicator, place=figure.place, stated=said(figure),
                             base_place=base.place, base=said(base)),
        formula=case.words.say("above_formula", lowest=at(figure), base=case.words.worded(base)),
    )  # fmt: skip
