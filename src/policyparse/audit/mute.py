"""Mutes: findings that a person has looked at and wants out of sight, for a reason that is kept and shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from policyparse.audit.finding import Finding, Input
from policyparse.decision import Mute


def mute_of(finding: Finding, *, reason: str, by: str, at: str) -> Mute:
    """The mute of a finding."""
    return Mute(
        identity=identity(finding), subject=subject(finding), check=finding.check, title=finding.title,
        reason=reason, by=by, at=at,
    )  # fmt: skip


def identity(finding: Finding) -> str:
    """A hash of the check and of the numbers with what they are numbers of; where they stand plays no part."""
    return _hash(finding, (f"{_meaning(one)}\0{''.join(one.printed.split())}\0{one.value}" for one in finding.inputs))


def subject(finding: Finding) -> str:
    """The same without the numbers: equal subjects with other identities are findings whose numbers have changed."""
    return _hash(finding, map(_meaning, finding.inputs))


def mark_muted(findings: Iterable[Finding], mutes: Sequence[Mute]) -> tuple[Finding, ...]:
    """The findings in their order, each with the mute that holds for it, or the one that has lapsed."""
    if not mutes:
        return tuple(findings)
    holding = {mute.identity: mute for mute in mutes}
    lapsed = {mute.subject: mute for mute in mutes}
    return tuple(_marked(finding, holding, lapsed) for finding in findings)


def _marked(finding: Finding, holding: dict[str, Mute], lapsed: dict[str, Mute]) -> Finding:
    mute = holding.get(identity(finding))
    if mute is not None:
        return finding.model_copy(update={"muted": mute})
    return finding.model_copy(update={"lapsed": lapsed.get(subject(finding))})


def _meaning(one: Input) -> str:
    return "\0".join((one.indicator, one.place, one.period, one.unit, one.row or "", one.column or ""))


def _hash(finding: Finding, parts: Iterable[str]) -> str:
    said = "\1".join((finding.check, finding.rule or "", *sorted(parts)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
