"""REF: what documents say of each other and of themselves: titles and numbers cited, days, names of bodies in repeated
sentences. Their stages and deadlines are in ``timetable``, their points and attachments in ``outline``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding
from policyparse.audit.titles import bare_number, bare_title
from policyparse.document import Head
from policyparse.figure import Extraction, Mention

_DAY = re.compile(r"(?P<year>\d{4})\s*[年-]\s*(?:(?P<month>\d{1,2})\s*[月-]?\s*(?P<day>\d{1,2}\s*日?|底)?)?")
_MONTH_OF = re.compile(r"(?:(?P<year>(?:19|20)\d\d)\s*年)?\s*(?P<month>\d{1,2})\s*月")
_BODY_ENDS = frozenset("部局厅委办署院会")

SHORTEST_TITLE = 8
"""A title of fewer characters (行动计划, 通知) may be of any document."""


def check_references(case: Case) -> Iterator[Finding]:
    """Titles against the documents at hand; days of signature and issue; days and lists of bodies said twice."""
    numbered = _by_number(case)
    for extraction in case.evidence.extractions:
        yield from _titles(case, extraction)
        yield from _own_title(case, extraction)
        yield from _numbers(case, extraction, numbered)
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
            own = case.evidence.mentions_of(head.id, "draft")[:1] if draft else _borne(case, head, title)
            yield from _shared_days(case, extraction, head)
            yield from _issued(case, extraction, mentions, head)
            yield case.finding(
                "REF", "cannot_decide" if draft else "consistent", "medium" if draft else "info",
                reason="version" if draft else None, figures=(*mentions, *own),
                title=case.words.say("title_cited", title=mentions[0].value),
                formula=case.words.say("title_draft" if draft else "title_found", title=head.title),
            )  # fmt: skip


def _borne(case: Case, head: Head, title: str) -> tuple[Mention, ...]:
    """Where a document first prints the title it is cited by: over its text, and in the title of what issues it."""
    issued = [m for m in case.evidence.mentions_of(head.id, "title") if bare_title(m.value) == title]
    return (*case.evidence.mentions_of(head.id, "own")[:1], *issued[:1])


def _own_title(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """The title that a document bears more than once, in its fields and over its text."""
    own = _of_kind(extraction, "own")
    if len(own) > 1:
        yield case.finding(
            "REF", "consistent", "info", figures=own,
            title=case.words.say("own_title", title=extraction.head.title, n=len(own)),
            formula=case.words.say("day_formula", printed=case.words.joined(dict.fromkeys(m.printed for m in own))),
        )  # fmt: skip


def _issued(case: Case, extraction: Extraction, cited: list[Mention], head: Head) -> Iterator[Finding]:
    """When and by how many bodies a document is said to be issued, against what that document prints."""
    quotes = {mention.quote for mention in cited}
    months = {day[:7] for day in (head.written, head.published) if day}
    own = tuple(m for m in case.evidence.mentions_of(head.id, "date") if day_of(m.value)[:7] in months)
    for mention in _of_kind(extraction, "issued"):
        month = _MONTH_OF.search(mention.value)
        if mention.quote in quotes and month and own:
            fits = _fits(month, months)
            yield case.finding(
                "REF", "consistent" if fits else "cannot_decide", "info" if fits else "medium",
                reason=None if fits else "date", figures=(mention, *own),
                title=case.words.say("issued_title", title=head.title, said=mention.value),
                formula=case.words.say("issued_formula", said=mention.value, days=case.words.joined(map(case.words.period, sorted(months)))),
            )  # fmt: skip
    theirs = [m for m in case.evidence.mentions_of(head.id, "bodies") if m.quote in head.title]
    for mention in _of_kind(extraction, "bodies"):
        if mention.quote in quotes and theirs:
            fits = mention.value == theirs[0].value
            yield case.finding(
                "REF", "consistent" if fits else "contradiction", "info" if fits else "medium",
                figures=(mention, *theirs),
                title=case.words.say("issuers_title", title=head.title, said=mention.printed),
                formula=case.words.say("issuers_formula", one=mention.value, other=theirs[0].value),
            )  # fmt: skip


def _fits(month: re.Match[str], months: set[str]) -> bool:
    """Whether a month, with its year or without, is one of several."""
    year = f"{month['year']}-" if month["year"] else ""
    return any(known.startswith(year) and known.endswith(f"-{int(month['month']):02}") for known in months)


def _by_number(case: Case) -> dict[str, list[Head]]:
    """The documents at hand by the year and serial number of their numbers."""
    found: dict[str, list[Head]] = {}
    for head in (e.head for e in case.evidence.extractions if e.head.number):
        found.setdefault(_serial(head.number or ""), []).append(head)
    return found


def _serial(number: str) -> str:
    """The year and serial number of a document's number, without the word of who issues it.

    >>> _serial("市政发〔2023〕12 号")
    '202312号'
    """
    return re.sub(r"^\D+", "", bare_number(number))


def _numbers(case: Case, extraction: Extraction, numbered: dict[str, list[Head]]) -> Iterator[Finding]:
    """A document's number where it stands more than once or is cited; its own is of the year in which it was signed."""
    found: dict[str, tuple[Head, list[Mention]]] = {}
    for mention in _of_kind(extraction, "number"):
        for head in numbered.get(_serial(mention.value), ()):
            if bare_number(mention.value).endswith(bare_number(head.number or "")):
                found.setdefault(head.id, (head, []))[1].append(mention)
    for head, mentions in found.values():
        own = head.id == extraction.head.id
        others = () if own else case.evidence.mentions_of(head.id, "number")
        same = tuple(m for m in others if _serial(m.value) == _serial(head.number or ""))
        if len(mentions) + len(same) > 1:
            yield case.finding(
                "REF", "consistent", "info", figures=(*mentions, *same),
                title=case.words.say("number_title", number=head.number, n=len(mentions) + len(same)),
                formula=case.words.say("title_found", title=head.title),
            )  # fmt: skip
        if own and head.written:
            yield from _year_of_number(case, extraction, mentions, head.written)


def _year_of_number(case: Case, extraction: Extraction, numbers: list[Mention], written: str) -> Iterator[Finding]:
    """A document numbered in one year is signed in it, or early in the next."""
    year = re.search(r"\d{4}", numbers[0].value)
    days = [m for m in _of_kind(extraction, "date") if day_of(m.value) == written]
    if year is None or not days:
        return
    fits = int(written[:4]) - int(year[0]) in (0, 1)
    yield case.finding(
        "REF", "consistent" if fits else "cannot_decide", "info" if fits else "medium",
        reason=None if fits else "date", figures=(*numbers, *days),
        title=case.words.say("number_year_title", number=numbers[0].value, written=case.words.period(written)),
        formula=case.words.say("number_year_formula", year=year[0], written=case.words.period(written)),
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
                title=case.words.say("day_title", day=case.words.period(day), n=1 + len(same)),
                formula=case.words.say("day_formula", printed=printed),
            )  # fmt: skip


def _own_days(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """The day of signature is no later than the day of issue, and is the day printed under the text."""
    head = extraction.head
    days = [m for m in _of_kind(extraction, "date") if day_of(m.value) in {head.written, head.published} - {None}]
    if head.written is None or head.published is None or not days:
        return
    ordered = head.written <= head.published
    dates = {"written": case.words.period(head.written), "published": case.words.period(head.published)}
    yield case.finding(
        "REF", "consistent" if ordered else "cannot_decide", "info" if ordered else "medium",
        reason=None if ordered else "extraction_noise", figures=days,
        title=case.words.say("days_title", **dates),
        formula=case.words.say("days_in_order" if ordered else "days_turned", **dates),
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
                title=case.words.say("day_title", day=case.words.period(day), n=len(mentions)),
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
