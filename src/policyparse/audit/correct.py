"""A person's word on which figures belong together, as the audit takes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import get_args

from policyparse.audit.link import Corrections, Link, LinkKind, link_id
from policyparse.decision import Correction


def correction_of(kind: LinkKind, members: Sequence[str], *, apart: bool, reason: str, by: str, at: str) -> Correction:
    """A correction; one of the same kind on the same figures takes its place."""
    return Correction(
        id=link_id(kind, members), kind=kind, members=tuple(members), apart=apart, reason=reason, by=by, at=at
    )


def corrections_of(records: Iterable[Correction]) -> Corrections:
    """What the registry keeps, as the audit takes it: links to add, and pairs of figures that are two things."""
    kept = tuple(records)
    added = tuple(
        Link.stated(kind, record.members, why=record.reason)
        for record in kept
        if not record.apart
        for kind in get_args(LinkKind)
        if kind == record.kind
    )
    return Corrections(
        added=added,
        forbidden=frozenset(record.id for record in kept if record.apart),
        apart=frozenset(frozenset(record.members) for record in kept if record.apart),
    )
