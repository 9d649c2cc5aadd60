"""COUNT and REF of a document's outline: points announced with their number, lists of aspects, titles of attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding, Reading, Verdict
from policyparse.audit.titles import bare_title
from policyparse.figure import Extraction, Mention
from policyparse.language.indicators import fold

SHARED_ASPECTS = (3, 5)
"""Two lists are one where at least three items in five of the shorter are in both."""
SHORTEST_ITEM = 4
"""An aspect of fewer characters (工业, 能源) is in too many headings."""
ALIKE = 0.7
"""Titles of one attachment at least so alike are two printings of one; others are numbered otherwise."""


def check_outlines(case: Case) -> Iterator[Finding]:
    """Points against the number that announces them, lists of aspects against each other, attachments against their list."""
    lists = [m for e in case.evidence.extractions for m in e.mentions if m.kind == "aspects" and len(m.items) > 2]
    sections = [m for e in case.evidence.extractions for m in e.mentions if m.kind == "outline"]
    for extraction in case.evidence.extractions:
        for mention in extraction.mentions:
            if mention.kind in ("announced", "parted"):
                yield _announced(case, mention)
        yield from _attachments(case, extraction)
    yield from _same_aspects(case, lists, sections)


def _announced(case: Case, mention: Mention) -> Finding:
    """Numbered points that follow a count at once are what it counts; where they are paragraphs, one may be lost."""
    n = len(mention.items)
    fits, sure = n == int(mention.value), mention.kind == "announced"
    return case.finding(
        "COUNT", "consistent" if fits else "contradiction" if sure else "cannot_decide", "info" if fits else "medium",
        reason=None if fits or sure else "extraction_noise", figures=(mention,),
        title=case.words.say("count_list_title", stated=mention.printed, n=n),
        formula=case.words.say("count_formula", stated=mention.value, n=n, items=case.words.joined(mention.items)),
    )  # fmt: skip


def _same_aspects(case: Case, lists: list[Mention], sections: list[Mention]) -> Iterator[Finding]:
    """Lists of aspects that share most of their items, with each other and with the points of a section.

    Each is compared with the first that shares an item, so that the work grows with the number of lists.
    """
    homes: dict[str, Mention] = {}
    for mention in lists:
        items = [fold(item) for item in mention.items]
        first = next((homes[item] for item in items if item in homes), None)
        if first is not None:
            both = set(items) & {fold(item) for item in first.items}
            yield from _compared(case, first, mention, len(both))
        for item in items:
            homes.setdefault(item, mention)
    named = _points_by_beginning(sections)
    for mention in _once(lists):
        held: dict[str, tuple[Mention, int]] = {}
        for item in map(fold, mention.items):
            for section in named.get(item[:SHORTEST_ITEM], {}).values():
                if any(item in fold(point) for point in section.items):
                    held[section.id] = (section, held.get(section.id, (section, 0))[1] + 1)
        for section, shared in held.values():
            yield from _compared(case, section, mention, shared)


def _points_by_beginning(sections: list[Mention]) -> dict[str, dict[str, Mention]]:
    """Sections by every stretch of their points that an item may begin with."""
    named: dict[str, dict[str, Mention]] = {}
    for section in sections:
        for point in map(fold, section.items):
            for start in range(len(point) - SHORTEST_ITEM + 1):
                named.setdefault(point[start : start + SHORTEST_ITEM], {})[section.id] = section
    return named


def _once(lists: Iterable[Mention]) -> tuple[Mention, ...]:
    """One list of each set of aspects."""
    return tuple({frozenset(mention.items): mention for mention in lists}.values())


def _compared(case: Case, one: Mention, other: Mention, shared: int) -> Iterator[Finding]:
    few = min(len(one.items), len(other.items))
    if shared < SHARED_ASPECTS[0] or shared * SHARED_ASPECTS[1] < few * SHARED_ASPECTS[0]:
        return
    same = len(one.items) == len(other.items)
    yield case.finding(
        "COUNT", "consistent" if same else "cannot_decide", "info" if same else "low",
        reason=None if same else "possible_truncation", figures=(one, other),
        title=case.words.say("aspects_title", n=len(one.items), m=len(other.items)),
        formula=case.words.say("aspects_formula", one=case.words.joined(one.items), other=case.words.joined(other.items),
                               shared=shared),
    )  # fmt: skip


def _attachments(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """The title of an attachment in the list, and over the attachment; a little apart, they are a slip of wording."""
    heads = {mention.items[0]: mention for mention in reversed(extraction.mentions) if mention.kind == "annexed"}
    for listed in (mention for mention in extraction.mentions if mention.kind == "attached"):
        head = heads.get(listed.items[0])
        if head is None:
            continue
        one, other = bare_title(listed.value), bare_title(head.value)
        if SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE:
            yield _attached(case, listed, head, one == other, shortens(*sorted((one, other), key=len)))


def _attached(case: Case, listed: Mention, head: Mention, same: bool, shortened: bool) -> Finding:
    """Other words are a slip; a list may leave words out, so that only one reading of a shorter title is contradicted."""
    verdict: Verdict = "consistent" if same else "cannot_decide" if shortened else "contradiction"
    formula = case.words.say("bodies_formula", one=listed.value, other=head.value)
    readings = (
        Reading(name=case.words.say("reading_short_title"), verdict="consistent", formula=formula),
        Reading(name=case.words.say("reading_whole_title"), verdict="contradiction", formula=formula),
    )
    return case.finding(
        "REF", verdict, "info" if same else "low", reason="version" if verdict == "cannot_decide" else None,
        figures=(listed, head), readings=readings if verdict == "cannot_decide" else (),
        title=case.words.say("attached_title", number=listed.items[0], one=listed.value, other=head.value),
        formula=formula,
    )  # fmt: skip


def shortens(short: str, long: str) -> bool:
    """Whether one title is the other with words left out.

    >>> shortens("总结情况报告", "总结评估情况报告"), shortens("总结情况报告", "评估情况报告")
    (True, False)
    """
    letters = iter(long)
    return all(letter in letters for letter in short)
