"""PART-WHOLE by name: parts that are all of a whole (城镇 and 乡村), and parts that 其中 introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from policyparse.audit import rounding
from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import limits, unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import shared_ending
from policyparse.audit.meaning import is_count, is_ratio, point, stands_for
from policyparse.audit.noise import sign_is_lost
from policyparse.audit.scope import version_words
from policyparse.audit.slips import NEAR
from policyparse.audit.words import said, signed_text
from policyparse.figure import Extraction, Figure, Mention
from policyparse.indicator import normal_name
from policyparse.interval import Interval
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

SAME_PASSAGE = 500
"""A whole and its parts further apart than so many characters may be of two levels or two reports."""

AFTER_WHOLE = 120
"""其中 speaks of a whole at most so many characters before it."""

RIGHT_BEFORE = 40
"""A count at most so many characters before 其中 is what it speaks of."""

_AMONG = re.compile(r"^[，,；;（(]*其中[，,：:]?")


def check_named_parts(case: Case) -> Iterator[Finding]:
    """Every whole of which all the parts of one partition are printed for the same place and period."""
    figures = {figure.id: figure for figure in case.evidence.figures}
    for link in case.corrections.of("part"):
        known = [figures[member] for member in link.members if member in figures]
        if len(known) == len(link.members) > 2:
            yield judge_sum(case, known[0], known[1:], sure=True)
    for first in case.evidence.figures:
        if first.measure == "level" and first.value is not None and first.period and not is_cell(first):
            for whole_name, names in _partitions(normal_name(first.indicator)):
                parts = [first, *(part for name in names if (part := _only(case, first, name)) is not None)]
                whole = _only(case, first, whole_name)
                if whole is not None and len(parts) == len(names) + 1 and _add_up(whole, parts):
                    yield judge_sum(case, whole, parts, sure=_are_sure(case, whole, parts))


def check_among(case: Case) -> Iterator[Finding]:
    """``A 100亿元，其中 B 120亿元``: a part above every whole that it could be a part of."""
    for extraction in case.evidence.extractions:
        before: list[Figure] = []
        for figure in _levels(extraction):
            if _is_among(figure) and not is_ratio(figure):
                wholes = [whole for whole in before if _could_hold(whole, figure)] or _counted_right_before(
                    before, figure
                )
                if wholes and not _is_of_another(figure, wholes, before):
                    yield _judge_among(case, figure, wholes)
            before = [whole for whole in before if figure.source.start - whole.source.start <= AFTER_WHOLE]
            before.append(figure)


def _is_of_another(part: Figure, wholes: list[Figure], before: list[Figure]) -> bool:
    """Whether a part above all wholes of its name fits a nearer amount of another name (民营企业进出口额…，其中出口…)."""
    least, last = point(part), max(whole.source.start for whole in wholes)
    return all(point(whole) < least for whole in wholes) and any(
        figure.unit == part.unit and point(figure) >= least and figure.source.start > last for figure in before
    )


def _counted_right_before(before: list[Figure], part: Figure) -> list[Figure]:
    """The count right before 其中 that counts in the same unit (景区44家，其中4A级11家), whatever its name."""
    whole = before[-1] if before else None
    if whole is None or not is_count(whole) or not is_count(part) or (whole.unit, whole.kind) != (part.unit, part.kind):
        return []
    near = 0 < part.source.start - whole.source.start <= RIGHT_BEFORE and not _AMONG.match(unspaced(whole.quote))
    return [whole] if near and whole.period == part.period else []


def judge_sum(case: Case, whole: Figure, parts: list[Figure], *, sure: bool, told: bool = False) -> Finding:
    """The parts added up against their whole; ``sure`` where nothing but arithmetic is left to ask.

    ``told``: the text says itself that these are added, so neither their scopes nor their versions are in question.
    """
    computed = sum((stands_for(part) for part in parts), start=Interval.exactly(Fraction(0)))
    total = sum(map(point, parts), Fraction(0))
    sides = Sides(computed, stands_for(whole), whole.unit, total, point(whole))
    note = rounding.note_of(case, whole)
    verdict, reason, severity = _decide_told(sides, note) if told else _decide(whole, parts, sides, note, sure=sure)
    scale = case.words.scale(*sides.numbers)
    return case.finding(
        "PART-WHOLE", verdict, severity, reason=reason, figures=(whole, *parts), sides=sides,
        explanations=rounding.told(case, sides, note),
        title=case.words.say("parts_title", indicator=whole.indicator, place=whole.place, period=case.words.period(whole.period),
                             sum=scale.amount(total, whole.unit), stated=said(whole)),
        formula=case.words.say(
            "parts_formula", terms=" + ".join(said(part) for part in parts), sum=scale.amount(total, whole.unit),
            computed=scale.interval(computed, whole.unit), interval=scale.interval(sides.stated, whole.unit),
            gap=signed_text(scale.amount(sides.gap, whole.unit))),
    )  # fmt: skip


def _decide_told(sides: Sides, note: Mention | None) -> tuple[Verdict, Reason | None, Severity]:
    verdict = rounding.eased(sides, note)
    weight = gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)
    return verdict, None, weight if verdict == "contradiction" else "info"


def _decide(
    whole: Figure, parts: list[Figure], sides: Sides, note: Mention | None, *, sure: bool
) -> tuple[Verdict, Reason | None, Severity]:
    verdict = rounding.eased(sides, note)
    if verdict != "contradiction":
        return verdict, None, "info"
    if len({limits(figure) for figure in (whole, *parts)}) > 1:
        return "not_comparable", "definition", "low"
    if version_words((whole, *parts)) and not all(version_words((figure,)) for figure in (whole, *parts)):
        return "not_comparable", "version", "low"
    if any(map(sign_is_lost, parts)):
        return "cannot_decide", "extraction_noise", "medium"
    if not sure:
        return "cannot_decide", "scope_ambiguous", "low"
    return verdict, None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _partitions(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The wholes of which a name is the first part, each with its other parts."""
    for whole, first, others in _patterns():
        match = first.fullmatch(name)
        if match:
            x = match.groupdict().get("x", "")
            yield normal_name(whole.format(x=x)), tuple(normal_name(other.format(x=x)) for other in others)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (entry["whole"], re.compile(_pattern(entry["parts"][0])), tuple(entry["parts"][1:]))
        for entry in load("partitions")["partitions"]
    )


def _pattern(part: str) -> str:
    return "(?P<x>.{2,})".join(re.escape(piece) for piece in part.split("{x}")) if "{x}" in part else normal_name(part)


def _only(case: Case, like: Figure, name: str) -> Figure | None:
    """The level of a name in the document, place, period and unit of another; None where several differ."""
    found = [
        figure
        for figure in case.evidence.levels.named(like, name)
        if figure.document == like.document
        and figure.kind == like.kind
        and not is_cell(figure)
        and unit_scale(figure.unit, like.unit) == 1
    ]
    return found[0] if len({(figure.value, figure.comparator) for figure in found}) == 1 else None


def _add_up(whole: Figure, parts: list[Figure]) -> bool:
    """Whether the partition is one of amounts; incomes per head average, rates of one base (出生率) add."""
    return not is_ratio(whole) or (whole.unit == "‰" and len({part.unit for part in (whole, *parts)}) == 1)


def _are_sure(case: Case, whole: Figure, parts: list[Figure]) -> bool:
    """Whether whole and parts stand in one passage and near each other, and no other number there is what the parts add up to.

    Further apart they may be of two levels of government; another sum between them (限额以上) is their whole.
    """
    starts = [figure.source.start for figure in (whole, *parts)]
    total = sum(map(point, parts), Fraction(0))
    low, high = sorted((total, point(whole)))
    if max(starts) - min(starts) > SAME_PASSAGE or low <= 0 or high > low * NEAR:
        return False
    computed = sum((stands_for(part) for part in parts), start=Interval.exactly(Fraction(0)))
    return not any(
        other.unit == whole.unit and computed.meets(stands_for(other))
        for other in case.evidence.beside(whole, SAME_PASSAGE)
        if other.measure == "level" and other.value is not None and not is_cell(other)
    )


def _levels(extraction: Extraction) -> Iterator[Figure]:
    for figure in sorted(extraction.figures, key=lambda figure: figure.source.start):
        if figure.measure == "level" and figure.value is not None and not is_cell(figure):
            yield figure


def _is_among(figure: Figure) -> bool:
    """Whether 其中 speaks of the figure: it does to the next semicolon (其中普通高中8万人；在校生32万人)."""
    quote = unspaced(figure.quote)
    opening = _AMONG.match(quote)
    return opening is not None and not re.search("[；;]", quote[opening.end() : quote.rfind(unspaced(figure.printed))])


def _could_hold(whole: Figure, part: Figure) -> bool:
    return (
        whole.unit == part.unit != ""
        and whole.kind == part.kind
        and whole.period == part.period
        and not is_ratio(whole)
        and not _AMONG.match(unspaced(whole.quote))
        and bool(shared_ending(normal_name(whole.indicator), normal_name(part.indicator)))
        and 0 < part.source.start - whole.source.start <= AFTER_WHOLE
    )


def _judge_among(case: Case, part: Figure, wholes: list[Figure]) -> Finding:
    """The largest whole before 其中 speaks for all: a part may be of any of them."""
    whole = max(wholes, key=point)
    mine, theirs = stands_for(part), stands_for(whole)
    fits = mine.low is None or theirs.high is None or mine.low <= theirs.high
    scale = case.words.scale(point(part), point(whole))
    blanks = {"part": scale.amount(point(part), part.unit), "whole": scale.amount(point(whole), whole.unit)}
    return case.finding(
        "PART-WHOLE", "consistent" if fits else "cannot_decide", "info" if fits else "medium",
        reason=None if fits else "scope_ambiguous", figures=(whole, part),
        title=case.words.say("among_title", indicator=part.indicator, of=whole.indicator, **blanks),
        formula=case.words.say("among_formula", **blanks),
    )  # fmt: skip
