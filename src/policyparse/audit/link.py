"""Which figures speak of each other: the record that a finding rests on, and that a person may add or forbid.

A link says *these figures belong together in this way*; a check then says whether their numbers can all be right. Links
are found by the checks; a person's corrections come first: a forbidden link carries no finding, an added one is taken
as it stands, whatever the names say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict

LinkKind = Literal[
    "same",  # statements of one indicator, place and period
    "series",  # one indicator and place over dates, the earliest first
    "growth",  # a growth or change, its level, the level before
    "part",  # a whole, then its parts
    "share",  # a share, its part, its whole
    "aggregate",  # statements of a group, then its members' cells
    "rank",  # statements of named places, then their cells
    "above",  # statements said to be above a base, then the base
    "count",  # a count, then what is counted
    "implied",  # totals and their amounts per head
    "bar",  # a threshold, then the cells under it
    "promise",  # a target in the text, then in the annex
    "restated",  # a target as repeated, then as first set
    "progress",  # a target, then what was observed
    "bounds",  # figures that lie within bounds of their kind
    "reference",  # documents, numbers and dates that are cited
    "rule",  # the figures of a rule of the user's own, as it names them
]
Origin = Literal["found", "person"]

FEWEST: dict[LinkKind, int] = {"same": 2, "growth": 3, "part": 3, "share": 3}
"""How many figures a link of each kind that a person may add ties at least; the checks take such links as they stand."""
EXACT: frozenset[LinkKind] = frozenset({"growth", "share"})
"""The kinds that tie no more figures than these."""


class Place(BaseModel):
    """Where a member of a link is printed."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    document: str
    quote: str
    page: int | None
    start: int
    end: int


class Link(BaseModel):
    """Figures that belong together, by id, in the order of their roles (see LinkKind), and where each is printed.

    ``why`` says in a few words what ties them, or what the person who added the link wrote.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    id: str
    kind: LinkKind
    members: tuple[str, ...]
    evidence: tuple[Place, ...] = ()
    origin: Origin = "found"
    why: str = ""

    @classmethod
    def stated(cls, kind: LinkKind, members: Iterable[str], *, why: str) -> Self:
        """A link that a person adds; its evidence is looked up from the figures."""
        told = tuple(members)
        return cls(id=link_id(kind, told), kind=kind, members=told, origin="person", why=why)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person says of links: those to add, the ids of those to forbid, and pairs of figures that are two things.

    Raises ValueError for an added link that no check would read.
    """

    added: tuple[Link, ...] = ()
    forbidden: frozenset[str] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        for link in self.added:
            if not takes(link.kind, len(link.members)):
                kinds = ", ".join(f"{kind} ({fewest}{'' if kind in EXACT else '+'})" for kind, fewest in FEWEST.items())
                raise ValueError(
                    f"no check reads a link {link.kind!r} of {len(link.members)} figures; {kinds} may be added"
                )

    def forbid(self, link: Link) -> bool:
        """Whether no finding may rest on a link: it is forbidden, or holds two figures that are to be kept apart."""
        return link.id in self.forbidden or any(pair.issubset(link.members) for pair in self.apart)

    def of(self, kind: LinkKind) -> tuple[Link, ...]:
        """The added links of one kind that are not forbidden at the same time."""
        return tuple(link for link in self.added if link.kind == kind and link.id not in self.forbidden)


def takes(kind: LinkKind, count: int) -> bool:
    """Whether a person may tie so many figures by a link of a kind.

    >>> takes("part", 4), takes("growth", 4), takes("rank", 2)
    (True, False, False)
    """
    fewest = FEWEST.get(kind)
    return fewest is not None and (count == fewest if kind in EXACT else count >= fewest)


NO_CORRECTIONS = Corrections()


def link_id(kind: LinkKind, members: Iterable[str]) -> str:
    """An id hashed from the kind and the members; the order of the members changes nothing.

    >>> link_id("same", ("b", "a")) == link_id("same", ("a", "b")), link_id("same", ("a",)) == link_id("part", ("a",))
    (True, False)
    """
    return hashlib.sha256("\0".join((kind, *sorted(set(members)))).encode()).hexdigest()[:16]
