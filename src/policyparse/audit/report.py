"""Findings as text for people: grouped by severity, one cause once, each with its arithmetic, quotes and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyparse.audit.finding import SEVERITIES, Finding, Input, Severity
from policyparse.audit.group import Group, group_findings
from policyparse.audit.words import Words

SHORT_ID = 8
"""Characters of an id that a text shows; enough to name a finding or figure among millions."""

INPUTS_SHOWN = 4
"""Inputs of a finding that the text names; a column of a table may have hundreds."""

INDENT = "    "


def report_lines(findings: Sequence[Finding], words: Words, *, documents: int, hidden: int = 0) -> Iterator[str]:
    """All findings under the headings of their severities, and a line that counts them.

    ``hidden`` findings are known and not among these. Muted ones come last and say so.
    """
    for severity, groups in by_severity(findings):
        count = sum(len(group.findings) for group in groups)
        yield words.say("report_severity", severity=words.say(f"severity.{severity}"), count=count)
        for group in groups:
            yield from group_lines(group, words)
    yield count_line(findings, words, documents=documents, hidden=hidden)


def by_severity(findings: Sequence[Finding]) -> Iterator[tuple[Severity, tuple[Group, ...]]]:
    """The groups of each severity that there is, from the one to read first; within it what is muted comes last."""
    groups = group_findings(findings)
    for severity in SEVERITIES:
        found = [group for group in groups if group.head.severity == severity]
        if found:
            yield severity, tuple(sorted(found, key=lambda group: group.head.muted is not None))


def count_line(findings: Sequence[Finding], words: Words, *, documents: int, hidden: int = 0) -> str:
    """How many documents, findings and contradictions there are, and how many of them are muted or not shown."""
    heard = [finding for finding in findings if finding.muted is None]
    contradictions = sum(finding.verdict == "contradiction" for finding in heard)
    line = words.say("report_sum", documents=documents, findings=len(heard), contradictions=contradictions)
    muted = len(findings) - len(heard)
    silent = words.say("report_muted_count", muted=muted) if muted else ""
    return line + silent + (words.say("report_hidden", hidden=hidden) if hidden else "")


def group_lines(group: Group, words: Words) -> Iterator[str]:
    """The gravest finding in full, then the others that its cause may explain, a line each."""
    yield from finding_lines(group.head, words)
    if group.others:
        yield INDENT + cause_line(group, words)
        for other in group.others:
            yield f"{INDENT}· {headline(other, words)}"
    yield ""


def cause_line(group: Group, words: Words) -> str:
    """How many findings share the cause, and which figures they share."""
    shared = [f"{one.place}{one.indicator}“{plain(one.printed)}”" for one in group.shared[:INPUTS_SHOWN]]
    if len(group.shared) > INPUTS_SHOWN:
        shared.append(words.say("report_more", count=len(group.shared) - INPUTS_SHOWN))
    return words.say("report_cause", count=len(group.others), figures=words.joined(shared))


def headline(finding: Finding, words: Words) -> str:
    """Verdict, reason, check, id and title in one line."""
    return f"{verdict_text(finding, words)} {finding.check} {finding.id[:SHORT_ID]}  {finding.title}"


def verdict_text(finding: Finding, words: Words) -> str:
    """The verdict, with its reason in parentheses where it has one."""
    reason = words.bracketed(words.say(f"reason.{finding.reason}") if finding.reason else "")
    return f"{words.say(f'verdict.{finding.verdict}')}{reason}"


def finding_lines(finding: Finding, words: Words) -> Iterator[str]:
    """A finding as a paragraph: what it says, the arithmetic, the figures and their places, what might account for it."""
    yield f"[{words.say(f'severity.{finding.severity}')}] {headline(finding, words)}"
    if finding.formula:
        yield INDENT + finding.formula
    for reading in finding.readings:
        verdict = words.say(f"verdict.{reading.verdict}")
        yield INDENT + words.say("report_reading", reading=reading.name, verdict=verdict, formula=reading.formula)
    for one in finding.inputs[:INPUTS_SHOWN]:
        yield f"{INDENT}{one.figure[:SHORT_ID]} {one.interval}  {place_text(one, words)}：{plain(one.quote)}"
    if len(finding.inputs) > INPUTS_SHOWN:
        yield INDENT + words.say("report_more", count=len(finding.inputs) - INPUTS_SHOWN)
    for explanation in finding.explanations:
        yield INDENT + words.say("report_explanation", text=explanation.text)
    yield from (INDENT + remark for remark in remarks(finding, words))


def remarks(finding: Finding, words: Words) -> Iterator[str]:
    """What a person said of it: the note of the rule, why it is muted or was."""
    if finding.note:
        yield words.say("report_note", note=finding.note)
    if finding.muted:
        yield words.say("report_muted", reason=finding.muted.reason, by=finding.muted.by, at=finding.muted.at)
    if finding.lapsed:
        yield words.say("report_lapsed", reason=finding.lapsed.reason, by=finding.lapsed.by, at=finding.lapsed.at)


def place_text(one: Input, words: Words) -> str:
    """The file, and the page where the format has pages."""
    return one.name if one.page is None else f"{one.name} {words.say('report_page', page=one.page)}"


def plain(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())
