"""Reviews: the audit of documents against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from policyparse.audit import audit as audit_extractions
from policyparse.audit.finding import SEVERITIES, Finding, Input, Severity
from policyparse.cli.faults import FAIL_ON, SOME_FAILED
from policyparse.cli.messages import current, name, say
from policyparse.cli.output import visible, write, write_jsonl
from policyparse.cli.show import SHORT_ID, page_text
from policyparse.cli.sources import readable, whole_registry

_INPUTS_SHOWN = 4
"""Inputs of a finding that the text names; a column of a table may have hundreds. ``--format jsonl`` has all."""

_INDENT = "    "


def audit(
    files: Sequence[Path],
    target: str,
    *,
    as_jsonl: bool,
    everything: bool,
    fail_on: Severity | None,
) -> None:
    """Write the findings on these files, or on the whole registry where none are given.

    Ends with FAIL_ON where a finding is as severe as ``fail_on``, else with SOME_FAILED where a file was bad.
    """
    extractions = readable(files) if files else whole_registry(target)
    findings = audit_extractions(extractions, everything=True, lang=current())
    shown = findings if everything else tuple(finding for finding in findings if finding.matters)
    if as_jsonl:
        write_jsonl(shown)
    else:
        write_findings(shown, documents=len(extractions), hidden=len(findings) - len(shown))
    if fail_on is not None and any(reaches(finding, fail_on) for finding in findings):
        raise SystemExit(FAIL_ON)
    if len(extractions) < len(files):
        raise SystemExit(SOME_FAILED)


def reaches(finding: Finding, level: Severity) -> bool:
    """Whether the finding is as severe as ``level``; one that found nothing wrong never is."""
    if finding.verdict in ("consistent", "consistent_after_rounding"):
        return False
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)


def write_findings(findings: Sequence[Finding], *, documents: int, hidden: int) -> None:
    """Findings as text in their order, and a line that counts them."""
    for finding in findings:
        write("".join(f"{visible(line)}\n" for line in finding_lines(finding)))
    contradictions = sum(finding.verdict == "contradiction" for finding in findings)
    count = say("audit.sum", documents=documents, findings=len(findings), contradictions=contradictions)
    write(f"{count}{say('audit.hidden', hidden=hidden) if hidden else ''}\n")


def finding_lines(finding: Finding) -> Iterator[str]:
    """A finding as a paragraph: what it says, the arithmetic, the figures and their places, what might account for it."""
    verdict = name("verdict", finding.verdict)
    reason = f"（{name('reason', finding.reason)}）" if finding.reason else ""
    yield f"[{name('severity', finding.severity)}] {verdict}{reason} {finding.check}  {finding.title}"
    if finding.formula:
        yield f"{_INDENT}{finding.formula}"
    for reading in finding.readings:
        yield _INDENT + say(
            "audit.reading", reading=reading.name, verdict=name("verdict", reading.verdict), formula=reading.formula
        )
    yield from (_INDENT + _input_line(one) for one in finding.inputs[:_INPUTS_SHOWN])
    if len(finding.inputs) > _INPUTS_SHOWN:
        yield _INDENT + say("audit.more", count=len(finding.inputs) - _INPUTS_SHOWN)
    for explanation in finding.explanations:
        yield _INDENT + say("audit.explanation", text=explanation.text)
    yield ""


def _input_line(one: Input) -> str:
    place = " ".join(filter(None, (one.name, page_text(one.page))))
    return f"{one.figure[:SHORT_ID]} {one.interval}  {place}：{' '.join(one.quote.split())}"
