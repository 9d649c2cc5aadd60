"""The whole chain of one finding, for somebody who doubts it: from the printed figures to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from policyparse.audit.finding import Finding, Imbalance
from policyparse.audit.report import INDENT, SHORT_ID, place_text, plain, remarks, verdict_text
from policyparse.audit.words import Words, signed_text
from policyparse.figure import Figure


def chain_lines(finding: Finding, figures: Mapping[str, Figure], words: Words) -> Iterator[str]:
    """Every step in order; ``figures`` by id are those of the documents, for what was taken from the context."""
    yield f"{finding.check} {finding.id}  {finding.title}"
    steps = (
        (words.say("explain_figures", count=len(finding.inputs)), _figures(finding, figures, words)),
        (_link(finding, words), iter(())),
        (words.say("explain_formula"), _arithmetic(finding, words)),
        (words.say("explain_readings"), _readings(finding, words)),
        (words.say("explain_explanations"), _explanations(finding, words)),
        (_verdict(finding, words), iter(())),
        (_severity(finding, words), _codes(finding, words)),
    )
    for n, (heading, lines) in enumerate(steps, start=1):
        told = list(lines)
        yield ""
        yield words.say("explain_chain", n=n, what=heading)
        yield from (INDENT + line for line in told or ([words.say("none")] if n in (4, 5) else []))


def _figures(finding: Finding, figures: Mapping[str, Figure], words: Words) -> Iterator[str]:
    for one in finding.inputs:
        yield f"{one.figure[:SHORT_ID]} “{plain(one.printed)}”  {place_text(one, words)}：{plain(one.quote)}"
        value = f"{one.value or '—'}{one.unit}"
        yield INDENT + words.say(
            "explain_reading",
            indicator=one.indicator,
            place=one.place,
            period=words.period(one.period) or "—",
            value=value,
            interval=one.interval,
        )
        if one.table or one.row or one.column:
            cell = {"table": one.table or "—", "row": one.row or "—", "column": one.column or "—"}
            yield INDENT + words.say("explain_cell", **cell)
        figure = figures.get(one.figure)
        if figure is not None and figure.inherited:
            yield INDENT + words.say(
                "explain_inherited", fields=words.joined(words.say(f"field_{field}") for field in figure.inherited)
            )


def _link(finding: Finding, words: Words) -> str:
    link = finding.link
    why = (
        words.say("explain_by_person", why=link.why)
        if link.origin == "person"
        else link.why or words.say("explain_found")
    )
    return words.say("explain_link", kind=words.say(f"link.{link.kind}"), why=why)


def _arithmetic(finding: Finding, words: Words) -> Iterator[str]:
    if finding.formula:
        yield finding.formula
    if finding.computed is not None and finding.stated is not None:
        yield words.say(
            "explain_bounds",
            computed=finding.computed,
            stated=finding.stated,
            meet=words.say("explain_meet" if finding.compatible else "explain_apart"),
            inside=words.say("explain_inside" if finding.entailed else "explain_not_inside"),
        )
    if finding.imbalance is not None:
        yield _gap(finding.imbalance, words)


def _gap(imbalance: Imbalance, words: Words) -> str:
    amount, slack = Fraction(imbalance.amount), Fraction(imbalance.slack or 0)
    scale, unit = words.scale(amount, slack), words.gap_unit(imbalance.unit)
    percent = "—" if imbalance.percent is None else f"{signed_text(imbalance.percent)}%"
    return words.say(
        "explain_gap", gap=signed_text(scale.amount(amount, unit)), percent=percent, slack=scale.amount(slack, unit)
    )


def _readings(finding: Finding, words: Words) -> Iterator[str]:
    for reading in finding.readings:
        verdict = words.say(f"verdict.{reading.verdict}")
        yield words.say("report_reading", reading=reading.name, verdict=verdict, formula=reading.formula)


def _explanations(finding: Finding, words: Words) -> Iterator[str]:
    for explanation in finding.explanations:
        yield f"{explanation.text}{words.bracketed(explanation.residual or '')}"


def _verdict(finding: Finding, words: Words) -> str:
    return words.say("explain_verdict", verdict=verdict_text(finding, words))


def _severity(finding: Finding, words: Words) -> str:
    severity = words.say(f"severity.{finding.severity}")
    return words.say("explain_severity", severity=severity, why=words.say(f"why_{finding.severity}"))


def _codes(finding: Finding, words: Words) -> Iterator[str]:
    yield words.say("explain_codes", check=finding.check, verdict=finding.verdict, reason=finding.reason or "")
    yield from remarks(finding, words)
