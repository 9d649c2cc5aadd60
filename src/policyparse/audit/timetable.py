"""REF: the stages of a document's timetable against each other, and its deadlines against them and its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from policyparse.audit.case import Case
from policyparse.audit.finding import Finding
from policyparse.audit.reference import day_of
from policyparse.figure import Extraction, Mention

STAGE_TEXT = 600
"""A deadline further than so many characters behind the name of a stage is not of that stage."""

_SPAN = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:\D+(?:(?P<last_year>\d{4})年)?(?P<last>\d{1,2})月)?")


class Stage(NamedTuple):
    """A stage with its first and last month (``2024-04``)."""

    mention: Mention
    first: str
    last: str


def check_timetable(case: Case) -> Iterator[Finding]:
    """Stages that follow each other; deadlines inside their stage, and not before the document was signed."""
    for extraction in case.evidence.extractions:
        stages = [
            stage for mention in case.evidence.mentions_of(extraction.head.id, "stage") if (stage := _stage(mention))
        ]
        if len(stages) > 1:
            yield _in_order(case, stages)
        for due in case.evidence.mentions_of(extraction.head.id, "due"):
            stage = _stage_of(due, stages)
            if stage is not None:
                yield _within(case, due, stage)
            yield from _after_signature(case, extraction, due)


def _stage(mention: Mention) -> Stage | None:
    """The months of a stage; a last month without a year is of the first one's year."""
    match = _SPAN.search("".join(mention.value.split()))
    if match is None:
        return None
    first = f"{match['year']}-{int(match['month']):02}"
    last = f"{match['last_year'] or match['year']}-{int(match['last']):02}" if match["last"] else first
    return Stage(mention, first, last)


def _in_order(case: Case, stages: list[Stage]) -> Finding:
    """No stage ends before it begins, or begins before the one before it; which month is wrong nobody can say."""
    turned = [stage.mention.value for stage in stages if stage.last < stage.first]
    turned += [b.mention.value for a, b in pairwise(stages) if b.first < a.first]
    return case.finding(
        "REF", "contradiction" if turned else "consistent", "medium" if turned else "info",
        figures=(stage.mention for stage in stages),
        title=case.words.say("stages_title", n=len(stages)),
        formula=case.words.say("stages_formula", turned=case.words.joined(dict.fromkeys(turned)),
                               stages=case.words.joined(stage.mention.value for stage in stages)),
    )  # fmt: skip


def _stage_of(due: Mention, stages: list[Stage]) -> Stage | None:
    """The last stage named before a deadline, not far from it."""
    before = [s for s in stages if 0 <= due.source.start - s.mention.source.end <= STAGE_TEXT]
    return before[-1] if before else None


def _within(case: Case, due: Mention, stage: Stage) -> Finding:
    day, words = day_of(due.value), case.words
    inside = stage.first <= day[:7] <= stage.last
    return case.finding(
        "REF", "consistent" if inside else "cannot_decide", "info" if inside else "medium",
        reason=None if inside else "date", figures=(due, stage.mention),
        title=words.say("due_title", due=due.value, stage=stage.mention.value),
        formula=words.say("due_inside" if inside else "due_outside", day=words.period(day), first=words.period(stage.first),
                          last=words.period(stage.last)),
    )  # fmt: skip


def _after_signature(case: Case, extraction: Extraction, due: Mention) -> Iterator[Finding]:
    """Nobody is asked to hand something in before the day on which he is asked."""
    written, day = extraction.head.written, day_of(due.value)
    dates = case.evidence.mentions_of(extraction.head.id, "date")
    signed = [mention for mention in dates if day_of(mention.value) == written]
    if written is None or not signed or len(written) != len(day):
        return
    late = day < written
    yield case.finding(
        "REF", "contradiction" if late else "consistent", "high" if late else "info", figures=(due, *signed),
        title=case.words.say("due_signed_title", due=due.value, written=case.words.period(written)),
        formula=case.words.say("due_turned" if late else "due_in_order", written=case.words.period(written),
                               due=case.words.period(day)),
    )  # fmt: skip
