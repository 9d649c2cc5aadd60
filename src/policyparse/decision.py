"""What a person decided about findings and figures; the registry keeps it, the audit honours and shows it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

_FROZEN = ConfigDict(frozen=True, strict=True, extra="forbid")


class Mute(BaseModel):
    """A finding that a person wants out of sight.

    ``identity`` is hashed from what the finding says of which numbers, so that the mute holds when a document is read
    again and lapses when a number changes; ``subject`` leaves the numbers out. ``at`` is UTC, ISO 8601.
    """

    model_config = _FROZEN

    identity: str
    subject: str
    check: str
    title: str
    reason: str
    by: str
    at: str


class Correction(BaseModel):
    """A person's word on figures: that they belong together as ``kind`` says, or (``apart``) that they do not.

    ``members`` are figure ids in the order of their roles: for ``same`` any, for ``growth`` the change, the level and
    the level before, for ``part`` the whole and its parts.
    """

    model_config = _FROZEN

    id: str
    kind: str
    members: tuple[str, ...]
    apart: bool
    reason: str
    by: str
    at: str
