"""REF: what documents say of each other and of themselves: titles cited, days, names of bodies in repeated sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding
from policyparse.audit.titles import bare_title
from policyparse.document import Head
from policyparse.figure import Extraction, Mention

_DAY = re.compile(r"(?P<year>\d{4})\s*[年-]\s*(?:(?P<month>\d{1,2})\s*[月-]?\s*(?P<day>\d{1,2}\s*日?|底)?)?")
_BODY_ENDS = frozenset("部局厅委办署院会")

SHORTEST_TITLE = 8
"""A title of fewer characters (行动计划, 通知) may be of any document."""


def check_references(case: Case) -> Iterator[Finding]:
    """Titles against the documents at hand; days of signature and issue; days and lists of bodies said twice."""
    for extraction in case.evidence.extractions:
        yield from _titles(case, extraction)
        yield from _own_days(case, extraction)
        yield from _days_said_twice(case, extraction)
        yield from _bodies_said_twice(case, extraction)


def _of_kind(extraction: Extraction, kind: str) -> list[Mention]:
    return [mention for mention in extraction.mentions if mention.kind == kind]


def _titles(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """A title cited, and the document that bears it; one finding for each title."""
    cited: dict[str, list[Mention]] = {}
    for mention in _of_kind(extraction, "title"):
        if len(bare_title(mention.value)) >= SHORTEST_TITLE:
            cited.setdefault(bare_title(mention.value), []).append(mention)
    for title, mentions in cited.items():
        for head in case.evidence.titled(title):
            if head.id == extraction.head.id:
                continue
            draft = head.status == "draft"
            own = case.evidence.mentions_of(head.id, "draft" if draft else "title")[:1]
            yield from _shared_days(case, extraction, head)
            yield case.finding(
                "REF", "cannot_decide" if draft else "consistent", "medium" if draft else "info",
                reason="version" if draft else None, figures=(*mentions, *own),
                title=case.words.say("title_cited", title=mentions[0].value),
                formula=case.words.say("title_draft" if draft else "title_found", title=head.title),
            )  # fmt: skip


def _shared_days(case: Case, citing: Extraction, cited: Head) -> Iterator[Finding]:
    """The days and deadlines that a document has in common with one that it cites."""
    theirs: dict[str, list[Mention]] = {}
    for mention in case.evidence.mentions_of(cited.id, "date"):
        theirs.setdefault(day_of(mention.value), []).append(mention)
    for mention in _of_kind(citing, "date"):
        day = day_of(mention.value)
        same = theirs.get(day, [])
        if same:
            printed = case.words.joined(dict.fromkeys("".join(m.value.split()) for m in (mention, *same)))
            yield case.finding(
                "REF", "consistent", "info", figures=(mention, *same),
                title=case.words.say("day_title", day=day, n=1 + len(same)),
                formula=case.words.say("day_formula", printed=printed),
            )  # fmt: skip


def _own_days(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """The day of signature is no later than the day of issue, and is the day printed under the text."""
    head = extraction.head
    days = [m for m in _of_kind(extraction, "date") if day_of(m.value) in {head.written, head.published} - {None}]
    if head.written is None or head.published is None or not days:
        return
    ordered = head.written <= head.published
    yield case.finding(
        "REF", "consistent" if ordered else "cannot_decide", "info" if ordered else "medium",
        reason=None if ordered else "extraction_noise", figures=days,
        title=case.words.say("days_title", written=head.written, published=head.published),
        formula=case.words.say("days_formula", written=head.written, sign="≤" if ordered else ">", published=head.published),
    )  # fmt: skip


def day_of(text: str) -> str:
    """A printed day, month or year in ISO 8601; the end of a year or month is that year or month.

    >>> day_of("2023年11月7日"), day_of("2023-11-17"), day_of("2025 年 9 月底"), day_of("2023年底")
    ('2023-11-07', '2023-11-17', '2025-09', '2023')
    """
    match = _DAY.search(text)
    if match is None:
        return ""
    digits = re.sub(r"\D", "", match["day"] or "")
    parts = (match["year"], *(f"{int(part):02}" for part in (match["month"], digits) if part))
    return "-".join(parts)


def _days_said_twice(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """Days and deadlines that a document prints more than once are one day, however printed."""
    days: dict[str, list[Mention]] = {}
    for mention in _of_kind(extraction, "date"):
        days.setdefault(day_of(mention.value), []).append(mention)
    for day, mentions in days.items():
        if len(mentions) > 1:
            printed = case.words.joined(dict.fromkeys("".join(mention.value.split()) for mention in mentions))
            yield case.finding(
                "REF", "consistent", "info", figures=mentions,
                title=case.words.say("day_title", day=day, n=len(mentions)),
                formula=case.words.say("day_formula", printed=printed),
            )  # fmt: skip


def _bodies_said_twice(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """A list of bodies that a document repeats with one body changed in its last character (局, 部)."""
    seen: dict[tuple[str, ...], Mention] = {}
    for mention in _of_kind(extraction, "names"):
        key = tuple(item[:-1] for item in mention.items)
        first = seen.setdefault(key, mention)
        apart = [pair for pair in zip(first.items, mention.items, strict=True) if pair[0] != pair[1]]
        if len(apart) == 1 and {apart[0][0][-1], apart[0][1][-1]} <= _BODY_ENDS:
            yield case.finding(
                "REF", "contradiction", "low", figures=(first, mention),
                title=case.words.say("bodies_title", one=apart[0][0], other=apart[0][1]),
                formula=case.words.say("bodies_formula", one=first.printed, other=mention.printed),
            )  # fmt: skip
