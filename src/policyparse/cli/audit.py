"""The audit: findings on files or a registry, as text, JSON lines, HTML or Excel; the whole chain of one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from policyparse.audit import audit as audit_extractions
from policyparse.audit.chain import chain_lines
from policyparse.audit.correct import corrections_of
from policyparse.audit.evidence import Evidence
from policyparse.audit.finding import SEVERITIES, Finding, Severity
from policyparse.audit.link import NO_CORRECTIONS, Corrections
from policyparse.audit.mute import mark_muted
from policyparse.audit.report import report_lines
from policyparse.audit.ruled import idle_rules
from policyparse.audit.rules import Rule, read_rules
from policyparse.audit.words import Words
from policyparse.brief.findings import render_findings
from policyparse.brief.findings_sheet import findings_sheet
from policyparse.cli.faults import FAIL_ON, SOME_FAILED
from policyparse.cli.files import save, save_bytes
from policyparse.cli.messages import current, say
from policyparse.cli.output import visible, warn_line, write, write_jsonl
from policyparse.cli.sources import readable, whole_registry
from policyparse.decision import Mute
from policyparse.errors import NotInRegistry, RenderError
from policyparse.figure import Extraction
from policyparse.registry import open_registry

AuditFormat = Literal["text", "jsonl", "html", "xlsx"]

_SUFFIXES: dict[str, AuditFormat] = {".html": "html", ".htm": "html", ".xlsx": "xlsx", ".jsonl": "jsonl"}


class Audited(NamedTuple):
    """What was audited, and every finding on it, the muted ones marked."""

    extractions: tuple[Extraction, ...]
    findings: tuple[Finding, ...]
    mutes: tuple[Mute, ...]


def audit(
    files: Sequence[Path],
    target: str,
    *,
    format: AuditFormat | None,
    out: Path | None,
    everything: bool,
    fail_on: Severity | None,
    rules: Path | None,
    explained: str | None,
) -> None:
    """Write the findings on these files, or on the whole registry where none are given.

    Ends with FAIL_ON where a finding that is not muted is as severe as ``fail_on``, else with SOME_FAILED where a file
    was bad.
    """
    done = audited(files, target, rules=rules)
    if explained is not None:
        write_chain(done, explained)
        return
    shown = tuple(finding for finding in done.findings if everything or finding.matters or finding.muted)
    _write_all(shown, done, format or _SUFFIXES.get(out.suffix if out else "", "text"), out)
    if fail_on is not None and any(reaches(finding, fail_on) for finding in done.findings):
        raise SystemExit(FAIL_ON)
    if len(done.extractions) < len(files):
        raise SystemExit(SOME_FAILED)


def audited(files: Sequence[Path], target: str, *, rules: Path | None = None) -> Audited:
    """Audit files or the registry, under the rules given and the decisions that the registry keeps."""
    own_rules = read_rules(rules) if rules else ()
    return audit_under(readable(files) if files else whole_registry(target), target, own_rules)


def audit_under(extractions: tuple[Extraction, ...], target: str, own_rules: Sequence[Rule] = ()) -> Audited:
    """Audit documents under the decisions that the registry ``target`` keeps."""
    corrections, mutes = _decisions(target)
    found = audit_extractions(extractions, everything=True, lang=current(), corrections=corrections, rules=own_rules)
    _tell_idle(extractions, own_rules)
    return Audited(extractions, mark_muted(found, mutes), mutes)


def find_finding(findings: Sequence[Finding], reference: str) -> Finding:
    """The finding whose id is or begins with ``reference``. Raises NotInRegistry where it is not one."""
    found = [finding for finding in findings if reference and finding.id.startswith(reference.lower())]
    if len(found) == 1:
        return found[0]
    code = "audit.ambiguous" if found else "audit.unknown"
    raise NotInRegistry("audit", say(code, id=reference, count=len(found)), remedy=say("audit.unknown.remedy"))


def write_chain(done: Audited, reference: str) -> None:
    """Write everything that led to one finding."""
    finding = find_finding(done.findings, reference)
    figures = {figure.id: figure for extraction in done.extractions for figure in extraction.figures}
    write("".join(f"{visible(line)}\n" for line in chain_lines(finding, figures, Words(current()))))


def reaches(finding: Finding, level: Severity) -> bool:
    """Whether the finding is as severe as ``level``; one that found nothing wrong or is muted never is."""
    if finding.agrees or finding.muted is not None:
        return False
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(level)


def write_findings(findings: Sequence[Finding], *, documents: int, hidden: int) -> None:
    """Findings as text."""
    lines = report_lines(findings, Words(current()), documents=documents, hidden=hidden)
    write("".join(f"{visible(line)}\n" for line in lines))


def _write_all(shown: tuple[Finding, ...], done: Audited, format: AuditFormat, out: Path | None) -> None:
    documents, hidden = len(done.extractions), len(done.findings) - len(shown)
    if format == "xlsx":
        if out is None:
            raise RenderError("--format xlsx", say("audit.binary"), remedy=say("audit.binary.remedy"))
        save_bytes(out, findings_sheet(shown, lang=current()))
    elif out is None and format == "text":
        write_findings(shown, documents=documents, hidden=hidden)
    elif out is None and format == "jsonl":
        write_jsonl(shown)
    else:
        text = _text(shown, format, documents=documents, hidden=hidden)
        if out is None:
            write(text)
        else:
            save(out, text)
    if out is not None:
        write(f"{say('saved', path=out)}\n")


def _text(shown: tuple[Finding, ...], format: AuditFormat, *, documents: int, hidden: int) -> str:
    if format == "html":
        return render_findings(shown, documents=documents, hidden=hidden, lang=current())
    if format == "jsonl":
        return "".join(f"{finding.model_dump_json()}\n" for finding in shown)
    lines = report_lines(shown, Words(current()), documents=documents, hidden=hidden)
    return "".join(f"{visible(line)}\n" for line in lines)


def _tell_idle(extractions: Sequence[Extraction], rules: Sequence[Rule]) -> None:
    """Say which rules name an indicator that is nowhere given: a misspelt name would otherwise pass for agreement."""
    if rules:
        for rule, names in idle_rules(Evidence.of(extractions), rules):
            warn_line(say("audit.idle", name=rule.name, indicators="、".join(names)))


def _decisions(target: str) -> tuple[Corrections, tuple[Mute, ...]]:
    """What the registry keeps of persons' decisions; none where there is no registry."""
    if "://" not in target and not Path(target).exists():
        return NO_CORRECTIONS, ()
    with open_registry(target, create=False) as registry:
        return corrections_of(registry.corrections()), registry.mutes()
