"""Decisions: findings put out of sight, and a person's word on which figures belong together."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import typer

from policyparse.audit.correct import correction_of
from policyparse.audit.link import EXACT, FEWEST, takes
from policyparse.audit.mute import identity, mute_of
from policyparse.cli.audit import audited, find_finding
from policyparse.cli.messages import say
from policyparse.cli.output import visible, write, write_table
from policyparse.cli.show import SHORT_ID
from policyparse.decision import Mute
from policyparse.errors import NotInRegistry
from policyparse.figure import Figure
from policyparse.registry import open_registry
from policyparse.unit import unit_scale

LinkKind = Literal["same", "growth", "part", "share"]


def mute(
    finding: str | None, files: Sequence[Path], target: str, *, reason: str | None, by: str | None, undo: bool,
    rules: Path | None,
) -> None:  # fmt: skip
    """Mute a finding, hear it again, or list what is muted."""
    if finding is None:
        _list_mutes(files, target, rules)
    elif undo:
        known = _unmute(finding, files, target, rules)
        write(f"{visible(say('mute.undone', id=known.identity[:SHORT_ID], title=known.title))}\n")
    else:
        _mute(finding, files, target, _reason(reason), by, rules)


def _mute(reference: str, files: Sequence[Path], target: str, reason: str, by: str | None, rules: Path | None) -> None:
    found = find_finding(audited(files, target, rules=rules).findings, reference)
    kept = mute_of(found, reason=reason, by=by or _who(), at=_now())
    with open_registry(target) as registry:
        registry.mute(kept)
    write(f"{visible(say('mute.done', id=kept.identity[:SHORT_ID], title=kept.title))}\n")


def _unmute(reference: str, files: Sequence[Path], target: str, rules: Path | None) -> Mute:
    """Forget a mute, named by its own id or by that of the finding it mutes."""
    with open_registry(target, create=False) as registry:
        try:
            return registry.unmute(reference)
        except NotInRegistry as unknown:
            found = [
                one for one in audited(files, target, rules=rules).findings if one.id.startswith(reference.lower())
            ]
            if len(found) != 1 or not found[0].muted:
                raise unknown from None
            return registry.unmute(identity(found[0]))


def _list_mutes(files: Sequence[Path], target: str, rules: Path | None) -> None:
    done = audited(files, target, rules=rules)
    if not done.mutes:
        write(f"{say('mute.none')}\n")
        return
    holding = {identity(finding) for finding in done.findings}
    header = [say(f"header.{name}") for name in ("id", "title", "reason", "by", "at", "status")]
    write_table(header, [
        (one.identity[:SHORT_ID], f"{one.check} {one.title}", one.reason, one.by, one.at,
         say("mute.holds" if one.identity in holding else "mute.lapsed"))
        for one in done.mutes
    ])  # fmt: skip


def link(
    figures: Sequence[str], target: str, *, kind: LinkKind, apart: bool, reason: str | None, by: str | None, undo: bool
) -> None:
    """Say that figures belong together or do not, take it back, or list what was said."""
    if not figures:
        _list_corrections(target)
    elif undo:
        with open_registry(target, create=False) as registry:
            for reference in figures:
                write(f"{say('link.undone', id=registry.uncorrect(reference).id[:SHORT_ID])}\n")
    else:
        _link(figures, target, kind, _reason(reason), by, apart=apart)


def _link(figures: Sequence[str], target: str, kind: LinkKind, reason: str, by: str | None, *, apart: bool) -> None:
    with open_registry(target, create=False) as registry:
        named = [registry.figure(reference) for reference in figures]
        members = tuple(dict.fromkeys(figure.id for figure in named))
        if len(members) < FEWEST["same"] if apart else not takes(kind, len(members)):
            code = "link.exact" if kind in EXACT else "link.few"
            raise typer.BadParameter(say(code, kind=say(f"link.{kind}"), count=FEWEST[kind]))
        units = dict.fromkeys(figure.unit for figure in named)
        if not apart and kind == "same" and any(unit_scale(named[0].unit, unit) != 1 for unit in units):
            raise typer.BadParameter(say("link.units", units="、".join(units)))
        kept = correction_of(kind, members, apart=apart, reason=reason, by=by or _who(), at=_now())
        registry.correct(kept)
    write(f"{say('link.done', id=kept.id[:SHORT_ID])}\n")


def _list_corrections(target: str) -> None:
    with open_registry(target, create=False) as registry:
        kept = registry.corrections()
        known = {figure.id: figure for figure in registry.figures()} if kept else {}
    if not kept:
        write(f"{say('link.none')}\n")
        return
    header = [say(f"header.{name}") for name in ("id", "kind", "figures", "reason", "by", "at")]
    write_table(header, [
        (one.id[:SHORT_ID], " ".join([*([say("link.apart")] if one.apart else []), say(f"link.{one.kind}")]),
         "\n".join(_named(member, known.get(member)) for member in one.members), one.reason, one.by, one.at)
        for one in kept
    ])  # fmt: skip


def _named(member: str, figure: Figure | None) -> str:
    """A figure by id, and by its words where the registry still holds it."""
    if figure is None:
        return f"{member[:SHORT_ID]} —"
    return f"{member[:SHORT_ID]} {figure.place} {figure.indicator} {figure.printed}"


def _reason(reason: str | None) -> str:
    if reason is None or not reason.strip():
        raise typer.BadParameter(say("mute.reason"))
    return reason.strip()


def _who() -> str:
    """The user who is logged in; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
