"""RATIO and PART-WHOLE within one document: a is c% of b, and parts add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from policyparse.audit import rounding
from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import limits, place_is_printed
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Explanation, Finding, Reading, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import is_telling, place_key
from policyparse.audit.meaning import nearest, point, stands_for
from policyparse.audit.nearby import in_short
from policyparse.audit.words import said, signed_text
from policyparse.figure import Extraction, Figure
from policyparse.indicator import same_indicator
from policyparse.interval import Interval, decimal_text
from policyparse.language.indicators import indicator_id
from policyparse.language.places import NATION_CODE
from policyparse.unit import unit_scale
from policyparse.vocabulary import load

SAME_PASSAGE = 500
"""A share and its whole further apart than so many characters may be of two levels or two reports."""
NEAR_ENOUGH = 400
"""A share this near to its part and whole is of them, whoever they belong to."""
SECTORS_TOGETHER = 120
"""The shares of the three industries stand within so many characters."""

_SHARE = re.compile(
    r"""
    ^(?P<part>.{2,}?)占(?P<whole>.{2,}?)的?(?:比重|比例|份额|比)?$   # 高技术产业投资占固定资产投资比重
    """,
    re.VERBOSE,
)
_OF_NATION = re.compile(r"^(?:全国|我国)(?:的?(?:总量|总数|总额|总产量))?$")
_SECTOR = re.compile(r"^第(?P<part>[一二三])产业(?:增加值)?(?=(?:占.*)?(?:比重|占比)$|.*贡献率$)")  # 第二产业增加值比重
_STRUCTURE = re.compile(
    r"^(?P<whole>[^（(]*(?:结构|比例|构成|之比))[（(](?P<part>[^）)]+)[）)]$"
)  # 三次产业结构（第一产业）


def check_shares(case: Case) -> Iterator[Finding]:
    """Every stated share whose part and whole are both printed, each with one number; repeated ones together.

    A share, its part and its whole that a person ties belong together, whatever their names say.
    """
    figures = {figure.id: figure for figure in case.evidence.figures}
    for link in case.corrections.of("share"):
        known = [figures[member] for member in link.members if member in figures]
        if len(known) == len(link.members) == 3:
            yield from _judge_share(case, known[:1], *known[1:], sure=True)
    for extraction in case.evidence.extractions:
        claims: dict[tuple[object, ...], tuple[list[Figure], Figure, Figure]] = {}
        for share in extraction.figures:
            match = _SHARE.match(share.indicator)
            if match is None or share.unit != "%" or share.measure != "level" or is_cell(share) or not share.period:
                continue
            told = case.evidence.of_document(extraction.head.id)
            part = _only(_named(extraction, share, match["part"], place_key(share))) or _only(
                in_short(told, share, match["part"])
            )
            whole = _only(_whole(extraction, share, match)) or _only(
                in_short((figure for figure in told if figure != part), share, match["whole"])
            )
            if (
                part is not None
                and whole is not None
                and part.id != whole.id
                and unit_scale(part.unit, whole.unit) == 1
            ):
                key = (share.value, share.comparator, part.id, whole.id)
                claims.setdefault(key, ([], part, whole))[0].append(share)
        for shares, part, whole in claims.values():
            yield from _judge_share(case, shares, part, whole)


def check_parts(case: Case) -> Iterator[Finding]:
    """Wholes of the catalogue against their parts, and structures (6.0:55.0:39.0) against 100."""
    for extraction in case.evidence.extractions:
        yield from _catalogue_parts(case, extraction)
        yield from _structures(case, extraction)
        yield from _sector_shares(case, extraction)


def _named(extraction: Extraction, share: Figure, name: str, place: str) -> Iterator[Figure]:
    """The levels of one place, kind and period that bear a name."""
    for figure in extraction.figures:
        if (
            figure.measure == "level"
            and figure.kind == share.kind
            and figure.value is not None
            and figure.period == share.period
            and place_key(figure) == place
            and unit_scale(figure.unit, "%") is None
            and same_indicator(figure.indicator, name, one_id=figure.indicator_id, other_id=indicator_id(name))
        ):
            yield figure


def _whole(extraction: Extraction, share: Figure, match: re.Match[str]) -> Iterator[Figure]:
    """The whole: another indicator of the same place, or the same indicator of the nation."""
    if not _OF_NATION.match(match["whole"]):
        return _named(extraction, share, match["whole"].removeprefix("全部"), place_key(share))
    parts = tuple(_named(extraction, share, match["part"], place_key(share)))
    names = {figure.indicator_id for figure in parts} - {None}
    return (
        figure
        for figure in extraction.figures
        if place_key(figure) == NATION_CODE
        and figure.measure == "level"
        and figure.kind == share.kind
        and figure.value is not None
        and figure.period == share.period
        and (figure.indicator_id in names or any(same_indicator(figure.indicator, part.indicator) for part in parts))
    )


def _only(figures: Iterable[Figure]) -> Figure | None:
    """The figure where all print one number; None where there is none or the choice is open."""
    found = list(figures)
    return found[0] if len({(figure.value, figure.comparator) for figure in found}) == 1 else None


def _judge_share(
    case: Case, shares: list[Figure], part: Figure, whole: Figure, *, sure: bool = False
) -> Iterator[Finding]:
    share = shares[0]
    below, above = stands_for(whole), stands_for(part)
    if below.low is None or below.low <= 0 or above.low is None or above.low < 0:
        return
    value = point(part) / point(whole) * 100
    sides = Sides(above.over(below).scaled(Fraction(100)), stands_for(share), "%", value, point(share))
    verdict, reason, severity = _decide_share(share, part, whole, sides, sure=sure)
    blanks = {"part": said(part), "whole": said(whole)}
    yield case.finding(
        "RATIO", verdict, severity, reason=reason, figures=(*shares, part, whole), sides=sides,
        explanations=_share_notes(case, part, whole, reason), readings=_share_readings(case, part, whole, sides),
        title=case.words.say("share_title", share=share.indicator, stated=said(share), **blanks),
        formula=case.words.say("share_formula", value=decimal_text(value, 2), computed=f"{sides.computed}%",
                               interval=f"{sides.stated}%", **blanks),
    )  # fmt: skip


def _decide_share(
    share: Figure, part: Figure, whole: Figure, sides: Sides, *, sure: bool
) -> tuple[Verdict, Reason | None, Severity]:
    verdict = sides.verdict()
    if verdict != "contradiction":
        return verdict, None, "info"
    weight = gravity(sides.gap, slack(sides.computed, nearest(share)), sides.stated_point)
    if sure:
        return verdict, None, weight
    if limits(part) != limits(whole):
        return "not_comparable", "definition", "medium"
    named = place_is_printed(whole) and is_telling(whole)
    if not (_is_near(share, part, whole, NEAR_ENOUGH) or (named and _is_near(share, part, whole, SAME_PASSAGE))):
        return "cannot_decide", "scope_ambiguous", "low"
    return verdict, None, weight


def _share_readings(case: Case, part: Figure, whole: Figure, sides: Sides) -> tuple[Reading, ...]:
    """What the printed numbers give, and what those give that are only bounded (``累计超6.4万个``), where the two differ."""
    open_ends = None in (stands_for(part).high, stands_for(whole).high)
    if not open_ends or sides.computed.within(sides.stated) or not sides.computed.meets(sides.stated):
        return ()
    printed = nearest(part).over(nearest(whole)).scaled(Fraction(100))
    fits: Verdict = "consistent" if printed.meets(sides.stated) else "contradiction"
    return (
        Reading(name=case.words.say("reading_printed"), verdict=fits, formula=f"{printed}% ∩ {sides.stated}%"),
        Reading(name=case.words.say("reading_bound"), verdict="cannot_decide", reason="one_sided_value",
                formula=f"{sides.computed}% ∩ {sides.stated}%"),
    )  # fmt: skip


def _share_notes(case: Case, part: Figure, whole: Figure, reason: Reason | None) -> tuple[Explanation, ...]:
    if reason == "definition":
        words = case.words.joined(sorted(limits(part) ^ limits(whole)))
        return (case.explain("share_scope", words=words),)
    return (case.explain("dup_scope"),) if reason == "scope_ambiguous" else ()


def _is_near(share: Figure, part: Figure, whole: Figure, reach: int) -> bool:
    return all(abs(share.source.start - other.source.start) <= reach for other in (part, whole))


def _catalogue_parts(case: Case, extraction: Extraction) -> Iterator[Finding]:
    for whole_id, part_ids in _wholes().items():
        for whole in _states(extraction, whole_id):
            parts = [_only(_states(extraction, part_id, like=whole)) for part_id in part_ids]
            known = [part for part in parts if part is not None]
            if len(known) == len(part_ids):
                yield _judge_parts(case, whole.indicator, known, stands_for(whole), point(whole), whole)


def _wholes() -> dict[str, list[str]]:
    """The parts of each whole of the catalogue, which are all of it."""
    wholes: dict[str, list[str]] = {}
    for indicator in load("indicators")["indicators"]:
        if "part_of" in indicator:
            wholes.setdefault(indicator["part_of"], []).append(indicator["id"])
    return wholes


def _states(extraction: Extraction, name: str, *, like: Figure | None = None) -> Iterator[Figure]:
    """The levels of a catalogue entry, of the place, kind, unit and period of another figure where one is given."""
    seen = set()
    for figure in extraction.figures:
        alike = like is None or (figure.place, figure.kind, figure.unit, figure.period) == (
            like.place, like.kind, like.unit, like.period,
        )  # fmt: skip
        if figure.indicator_id == name and figure.measure == "level" and figure.value is not None and alike:
            if like is None and (figure.place, figure.kind, figure.period, figure.value) in seen:
                continue
            seen.add((figure.place, figure.kind, figure.period, figure.value))
            yield figure


def _sector_shares(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """Three shares of the three industries that stand behind each other (第二产业增加值比重为36.5%) are all of the whole."""
    shares = [
        (match["part"], figure)
        for figure in case.evidence.of_document(extraction.head.id)
        if figure.unit == "%" and figure.measure == "level" and figure.value is not None and not is_cell(figure)
        and (match := _SECTOR.match(figure.indicator))
    ]  # fmt: skip
    for three in zip(shares, shares[1:], shares[2:], strict=False):
        figures = [figure for _, figure in three]
        alike = len({(f.place, f.period, f.kind, _SECTOR.sub("", f.indicator)[-2:]) for f in figures}) == 1
        near = figures[-1].source.start - figures[0].source.start <= SECTORS_TOGETHER
        if {part for part, _ in three} == set("一二三") and near and alike:
            name = figures[-1].indicator
            yield _judge_parts(case, name, figures, Interval.exactly(Fraction(100)), Fraction(100), None)


def _structures(case: Case, extraction: Extraction) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str, str], dict[str, Figure]] = {}
    for figure in extraction.figures:
        match = _STRUCTURE.match(figure.indicator)
        if match and figure.measure == "level" and figure.value is not None:
            key = (match["whole"], figure.place, figure.period, figure.quote)
            groups.setdefault(key, {}).setdefault(match["part"], figure)
    for (name, *_), parts in groups.items():
        if len(parts) > 2:
            yield _judge_parts(case, name, list(parts.values()), Interval.exactly(Fraction(100)), Fraction(100), None)


def _judge_parts(
    case: Case, name: str, parts: list[Figure], stated: Interval, stated_point: Fraction, whole: Figure | None
) -> Finding:
    computed = sum((stands_for(part) for part in parts), start=Interval.exactly(Fraction(0)))
    first = parts[0]
    sides = Sides(computed, stated, first.unit, sum(map(point, parts), Fraction(0)), stated_point)
    note = rounding.note_of(case, first)
    verdict = rounding.eased(sides, note)
    scale = case.words.scale(*sides.numbers)
    total = scale.amount(sides.computed_point, first.unit)
    severity = gravity(sides.gap, slack(computed, stated), stated_point)
    return case.finding(
        "PART-WHOLE", verdict, severity if verdict == "contradiction" else "info", sides=sides,
        figures=parts if whole is None else (whole, *parts), explanations=rounding.told(case, sides, note),
        title=case.words.say("parts_title", indicator=name, place=first.place, period=case.words.period(first.period), sum=total,
                             stated=scale.amount(stated_point, first.unit)),
        formula=case.words.say(
            "parts_formula", terms=" + ".join(said(part) for part in parts), sum=total,
            computed=scale.interval(computed, first.unit), interval=scale.interval(stated, first.unit),
            gap=signed_text(scale.amount(sides.gap, first.unit))),
    )  # fmt: skip
