"""Contradictions with one root cause, printed once: a wrong cell breaks the sum, the mean and the share alike.

Which figure is wrong nobody knows, but a figure that stands in several contradictions explains them all at once. The
fewest such figures that explain every contradiction make the groups; where several figures would do equally, the one
in fewer checks that agree comes first, since those vouch for their figures.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policyparse.audit.finding import Finding, Input


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that one cause may explain: ``head`` is the gravest, ``shared`` the figures that all of them use.

    A finding that shares its cause with no other is a group of its own, without ``others`` and ``shared``.
    """

    head: Finding
    others: tuple[Finding, ...] = ()
    shared: tuple[Input, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The grave one first, then the others."""
        return (self.head, *self.others)


def group_findings(findings: Sequence[Finding]) -> tuple[Group, ...]:
    """Every finding in one group, in the order of the heads; the order within a group is that of the findings."""
    wrong = [finding for finding in findings if finding.verdict == "contradiction" and finding.muted is None]
    vouched = Counter(one.figure for finding in findings if finding.agrees for one in finding.inputs)
    groups: dict[str, Group] = {}
    for members in _explained(wrong, vouched):
        groups[members[0].id] = Group(members[0], tuple(members[1:]), _shared(members, vouched))
    grouped = {member.id for group in groups.values() for member in group.others}
    return tuple(groups.get(f.id, Group(f)) for f in findings if f.id not in grouped)


def _explained(wrong: Sequence[Finding], vouched: Mapping[str, int]) -> Iterator[list[Finding]]:
    """The contradictions that the most telling figure explains, then of the rest those of the next, and so on.

    A heap whose counts are brought up to date when they are taken, so that the work grows with the inputs.
    """
    users: dict[str, list[int]] = defaultdict(list)
    for n, finding in enumerate(wrong):
        for figure in dict.fromkeys(one.figure for one in finding.inputs):
            users[figure].append(n)
    heap = [(-len(found), vouched.get(figure, 0), figure) for figure, found in users.items() if len(found) > 1]
    heapq.heapify(heap)
    open_ones = set(range(len(wrong)))
    while heap:
        negative, trust, figure = heapq.heappop(heap)
        left = [n for n in users[figure] if n in open_ones]
        users[figure] = left
        if len(left) < -negative:
            if len(left) > 1:
                heapq.heappush(heap, (-len(left), trust, figure))
            continue
        open_ones.difference_update(left)
        yield [wrong[n] for n in left]


def _shared(members: Sequence[Finding], vouched: Mapping[str, int]) -> tuple[Input, ...]:
    """The figures in all the members, those in the fewest checks that agree."""
    common = set.intersection(*({one.figure for one in member.inputs} for member in members))
    fewest = min(vouched.get(figure, 0) for figure in common)
    return tuple(one for one in members[0].inputs if one.figure in common and vouched.get(one.figure, 0) == fewest)
