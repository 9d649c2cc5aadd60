"""THRESHOLD: a bar that places must meet, against the table of what they reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.audit.case import Case
from policyparse.audit.evidence import Column
from policyparse.audit.finding import Finding, Reason, Severity, Verdict
from policyparse.audit.identity import same_thing
from policyparse.audit.meaning import point, stands_for
from policyparse.audit.words import at, said
from policyparse.figure import Figure
from policyparse.interval import Interval
from policyparse.period import relate


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of a table by what the bar says of them. ``boundary`` rows pass by nothing, or straddle the bar."""

    passing: tuple[Figure, ...]
    failing: tuple[Figure, ...]
    boundary: tuple[Figure, ...]


def check_thresholds(case: Case) -> Iterator[Finding]:
    """Every bar of every document against every column of its indicator; bars without a column beside others that have one."""
    bars = [figure for figure in case.evidence.figures if figure.kind == "threshold" and figure.value is not None]
    columns = [column for column in case.evidence.columns if column.head.kind == "reported"]
    measured = set()
    for bar in bars:
        for column in columns:
            if same_thing(bar, column.head):
                measured.add((bar.document, bar.indicator))
                yield _judge(case, bar, column)
    tested = {document for document, _ in measured}
    for bar in bars:
        if bar.document in tested and (bar.document, bar.indicator) not in measured:
            yield _missing(case, bar)


def weigh(bar: Figure, column: Column) -> Outcome:
    """Each row as passing, failing, or on the bar. A bar without a word of comparison is a minimum."""
    limit = point(bar)
    at_most = bar.comparator in ("<", "<=")
    passing, failing, boundary = [], [], []
    for cell in column.cells:
        interval = stands_for(cell)
        if point(cell) == limit or _straddles(interval, bar):
            boundary.append(cell)
        if (point(cell) <= limit) if at_most else (point(cell) >= limit):
            passing.append(cell)
        elif not _straddles(interval, bar):
            failing.append(cell)
    return Outcome(tuple(passing), tuple(failing), tuple(boundary))


def _straddles(interval: Interval, bar: Figure) -> bool:
    limit = point(bar)
    return interval.low is not None and interval.high is not None and interval.low < limit < interval.high


def _judge(case: Case, bar: Figure, column: Column) -> Finding:
    outcome = weigh(bar, column)
    verdict, reason, severity = _decide(bar, column, outcome)
    words = case.words
    bar_document = case.evidence.head(bar.document)
    note = case.explain(
        "threshold_round", bar_period=words.period(bar.period), bar_document=words.called(bar_document),
        table_period=words.period(column.head.period),
    )  # fmt: skip
    return case.finding(
        "THRESHOLD", verdict, severity, reason=reason, figures=(bar, *column.cells),
        title=words.say("threshold_title", indicator=bar.indicator, bar=said(bar), n=len(column.cells),
                        passed=len(outcome.passing), failed=len(outcome.failing)),
        formula=words.say("threshold_formula", failing=words.joined(map(at, outcome.failing)),
                          boundary=words.joined(map(at, outcome.boundary)), lowest=at(min(column.cells, key=point))),
        explanations=(note,) if reason == "date" else (),
    )  # fmt: skip


def _decide(bar: Figure, column: Column, outcome: Outcome) -> tuple[Verdict, Reason | None, Severity]:
    if not outcome.failing:
        return "consistent", None, "info"
    if relate(bar.period, column.head.period) in ("equal", "nested"):
        return "contradiction", None, "high"
    return "not_comparable", "date", "high"


def _missing(case: Case, bar: Figure) -> Finding:
    return case.finding(
        "THRESHOLD", "cannot_decide", "low", reason="missing_column", figures=(bar,),
        title=case.words.say("threshold_missing_title", indicator=bar.indicator, bar=said(bar)),
        formula=case.words.say("threshold_missing_formula"),
    )  # fmt: skip
