"""AGG-SUM, AGG-MEAN, AGG-HULL: what is stated of a group of places against the table column of its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import Column, group_counts, is_cell, is_column_of
from policyparse.audit.finding import (
    Check,
    Explanation,
    Finding,
    Reading,
    Reason,
    Severity,
    Verdict,
    gravity,
    slack,
)
from policyparse.audit.identity import missing_words, place_key, relation, stem
from policyparse.audit.listed import Listed, find_counts
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.words import Scale, at, percent_text, said, signed_text
from policyparse.figure import Extraction, Figure
from policyparse.interval import Interval
from policyparse.language.places import is_group
from policyparse.period import relate
from policyparse.unit import unit_scale


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing stated of a group, however often, and the column that it can be held against.

    ``whole``: the rows are known to be all of the group. ``counts``: stated numbers of members that the rows may lack.
    """

    statements: tuple[Figure, ...]
    column: Column
    whole: bool
    counts: tuple[Figure, ...]

    @property
    def stated(self) -> Figure:
        """The first of the statements."""
        return self.statements[0]

    @property
    def rows(self) -> int:
        """How many rows the column has."""
        return len(self.column.cells)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The statements and the cells."""
        return (*self.statements, *self.column.cells)


def check_aggregates(case: Case) -> Iterator[Finding]:
    """Every group total, mean or ratio of a document against its tables; every row 合计 against its column."""
    for extraction in case.evidence.extractions:
        yield from _without_column(case, extraction)
        lists = {figure.id: listed for figure, listed in find_counts(extraction.figures) if listed is not None}
        for column in case.evidence.columns_of(extraction.head.id):
            for claim in _claims(extraction, column, lists):
                yield _judge(case, claim)
            if column.total is not None and not is_ratio(column.head):
                yield _total_row(case, column, column.total)


def _without_column(case: Case, extraction: Extraction) -> Iterator[Finding]:
    """Statements of a group whose members the tables list, of an indicator that no column holds; equal ones together."""
    columns = case.evidence.columns_of(extraction.head.id)
    stated: dict[tuple[object, ...], list[Figure]] = {}
    for figure in extraction.figures if columns else ():
        if _is_of_group(figure) and figure.measure == "level" and not is_cell(figure):
            stated.setdefault((place_key(figure), figure.indicator, figure.value, figure.comparator), []).append(figure)
    for figures in stated.values():
        first = figures[0]
        table = next((c for c in columns if is_column_of(c, first.place, extraction.figures)), None)
        if table is None or any(_can_be_held_against(first, column) for column in columns):
            continue
        yield case.finding(
            "AGG-SUM", "cannot_decide", "low", reason="missing_column", figures=figures,
            title=case.words.say("sum_missing", indicator=first.indicator, place=first.place),
            formula=case.words.say("sum_missing_formula", stated=case.words.worded(first)),
        )  # fmt: skip


def _is_of_group(figure: Figure) -> bool:
    return is_group(figure.place) and figure.kind == "reported" and figure.value is not None


def _claims(extraction: Extraction, column: Column, lists: Mapping[str, Listed]) -> Iterator[Claim]:
    """The group's statements on the column's indicator, equal ones together."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for figure in extraction.figures:
        if _can_be_held_against(figure, column):
            key = (place_key(figure), figure.value, figure.comparator, figure.period, relation(figure, column.head))
            found.setdefault(key, []).append(figure)
    for statements in found.values():
        place = statements[0].place
        yield Claim(
            statements=tuple(statements),
            column=column,
            whole=is_column_of(column, place, extraction.figures),
            counts=tuple(
                count
                for count in group_counts(place, extraction.figures)
                if not _is_of_rows(count, lists.get(count.id), column)
            ),
        )


def _is_of_rows(count: Figure, listed: Listed | None, column: Column) -> bool:
    """Whether a count is of rows of the column: it lists them, or is of a part of the country that the rows exceed."""
    if listed is not None and listed.codes is not None and column.places.issuperset(listed.codes):
        return True
    return not is_group(count.place) and len(column.within(stem(place_key(count)))) < len(column.cells)


def _can_be_held_against(figure: Figure, column: Column) -> bool:
    head = column.head
    comparable = figure.measure == head.measure and unit_scale(figure.unit, head.unit) == 1
    if (
        is_cell(figure)
        or not is_group(figure.place)
        or figure.kind != head.kind
        or not comparable
        or figure.value is None
    ):
        return False
    return relation(figure, head) != "different"


def _judge(case: Case, claim: Claim) -> Finding:
    if is_ratio(claim.column.head):
        return _judge_mean(case, claim)
    return _judge_sum(case, claim)


def _judge_sum(case: Case, claim: Claim) -> Finding:
    sides, scale = _sum_sides(case, claim)
    verdict, reason, severity = _decide(claim, sides)
    words, n = case.words, claim.rows
    explanations: list[Explanation] = list(_reasons(case, claim, reason))
    if relation(claim.stated, claim.column.head) == "narrower":
        narrower = missing_words(*sorted((claim.stated.indicator, claim.column.head.indicator), key=len))
        gap = scale.amount(abs(sides.gap), sides.unit)
        explanations.append(case.explain("sum_narrower", words=narrower, gap=gap))
    if verdict == "contradiction" or reason in ("scope_ambiguous", "definition"):
        explanations += _rest_of_sum(case, claim, sides, scale)
    return case.finding(
        "AGG-SUM", verdict, severity, reason=reason, figures=claim.figures, sides=sides,
        title=words.say("sum_title", indicator=claim.column.head.indicator, place=claim.stated.place,
                        stated=case.words.worded(claim.stated), n=n, sum=scale.amount(sides.computed_point, sides.unit)),
        formula=_sum_formula(case, n, sides, scale),
        explanations=tuple(explanations),
    )  # fmt: skip


def _total_row(case: Case, column: Column, total: Figure) -> Finding:
    claim = Claim((total,), column, whole=True, counts=())
    sides, scale = _sum_sides(case, claim)
    verdict = sides.verdict()
    severity = gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)
    return case.finding(
        "AGG-SUM", verdict, severity if verdict == "contradiction" else "info", figures=claim.figures, sides=sides,
        title=case.words.say("total_row_title", indicator=column.head.indicator, stated=said(total),
                             n=claim.rows, sum=scale.amount(sides.computed_point, sides.unit)),
        formula=_sum_formula(case, claim.rows, sides, scale),
    )  # fmt: skip


def _sum_sides(case: Case, claim: Claim) -> tuple[Sides, Scale]:
    cells = claim.column.cells
    total = sum((stands_for(cell) for cell in cells), start=Interval.exactly(Fraction(0)))
    sides = Sides(
        total, stands_for(claim.stated), _unit(claim), sum(map(point, cells), Fraction(0)), point(claim.stated)
    )
    return sides, case.words.scale(*sides.numbers)


def _sum_formula(case: Case, n: int, sides: Sides, scale: Scale) -> str:
    ratio = abs(sides.stated_point / sides.computed_point) if sides.computed_point else None
    return case.words.say(
        "sum_formula", n=n, sum=scale.amount(sides.computed_point, sides.unit), slack=scale.amount(slack(sides.computed), ""),
        computed=scale.interval(sides.computed, sides.unit), interval=scale.interval(sides.stated, sides.unit),
        gap=signed_text(scale.amount(sides.gap, sides.unit)), percent=_percent(sides),
        ratio="—" if ratio is None else Scale(Fraction(1), "").number(ratio),
    )  # fmt: skip


def _decide(claim: Claim, sides: Sides) -> tuple[Verdict, Reason | None, Severity]:
    """Identity, then inputs, then arithmetic."""
    if relation(claim.stated, claim.column.head) == "narrower":
        return "not_comparable", "definition", "high" if not sides.computed.meets(sides.stated) else "low"
    when = relate(claim.stated.period, claim.column.head.period)
    if when == "apart":
        return "not_comparable", "date", "medium"
    verdict = sides.verdict()
    if verdict != "contradiction":
        return verdict, None, "info"
    if when != "equal":
        return "cannot_decide", "date_incomplete", "medium"
    if not claim.whole:
        return "cannot_decide", "scope_ambiguous", "medium"
    return verdict, None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _reasons(case: Case, claim: Claim, reason: Reason | None) -> Iterator[Explanation]:
    if reason in ("date", "date_incomplete"):
        one, other = claim.stated.period, claim.column.head.period
        yield case.explain("period_apart", one=case.words.period(one), other=case.words.period(other))
    if reason == "scope_ambiguous":
        yield case.explain("scope_unknown", place=claim.stated.place)
    if reason == "missing_weights":
        yield case.explain("missing_weights")


def _rest_of_sum(case: Case, claim: Claim, sides: Sides, scale: Scale) -> Iterator[Explanation]:
    """What the stated total means per member, and what members outside the table would have to make up."""
    n, unit = claim.rows, sides.unit
    mean = sides.stated_point / n
    above = case.words.joined(at(cell) for cell in claim.column.cells if point(cell) >= mean)
    yield case.explain("sum_mean", n=n, mean=scale.amount(mean, unit), above=above)
    rest = sides.stated_point - sides.computed_point
    for count in _other_counts(claim):
        if rest > 0:
            total, each = scale.amount(rest, unit), scale.amount(rest / point(count), unit)
            blanks = {"m": _whole(count), "quote": _named(count), "rest": total, "each": each}
            yield case.explain("hypothesis_rest", residual=each, **blanks)


def _judge_mean(case: Case, claim: Claim) -> Finding:
    cells, n, words = claim.column.cells, claim.rows, case.words
    sides, _ = _sum_sides(case, claim)
    total = sides.computed_point
    simple = Sides(sides.computed.scaled(Fraction(1, n)), sides.stated, sides.unit, total / n, sides.stated_point)
    low, high = min(cells, key=point), max(cells, key=point)
    hull = Interval(stands_for(low).low, stands_for(high).high)
    scale = words.scale(*simple.numbers, hull.low, hull.high)
    simple_formula = words.say(
        "mean_formula", sum=scale.number(total), n=n, mean=scale.amount(simple.computed_point, ""),
        computed=scale.interval(simple.computed, sides.unit), interval=scale.interval(sides.stated, sides.unit),
        gap=signed_text(scale.amount(simple.gap, case.words.gap_unit(sides.unit))), percent=_percent(simple),
    )  # fmt: skip
    hull_formula = words.say(
        "hull_formula", hull=scale.interval(hull, sides.unit), lowest=at(low), highest=at(high),
        interval=scale.interval(sides.stated, sides.unit),
    )  # fmt: skip
    says_mean = claim.stated.statistic == "mean"
    readings = _mean_readings(case, simple, hull, says_mean, simple_formula, hull_formula)
    check, verdict, reason, severity = _decide_mean(claim, simple, readings, says_mean)
    explanations = list(_reasons(case, claim, reason))
    if not says_mean:
        mean, gap = (
            scale.amount(simple.computed_point, sides.unit),
            scale.amount(abs(simple.gap), case.words.gap_unit(sides.unit)),
        )
        explanations.append(case.explain("share_not_mean", mean=mean, gap=gap))
    if verdict not in ("consistent", "consistent_after_rounding"):
        explanations += _rest_of_mean(case, claim, sides)
    return case.finding(
        check, verdict, severity, reason=reason, figures=claim.figures, sides=simple, readings=readings,
        title=words.say("mean_title", indicator=claim.column.head.indicator, place=claim.stated.place,
                        stated=case.words.worded(claim.stated), n=n),
        formula=simple_formula if says_mean else hull_formula, explanations=tuple(explanations),
    )  # fmt: skip


def _mean_readings(
    case: Case, simple: Sides, hull: Interval, says_mean: bool, simple_formula: str, hull_formula: str
) -> tuple[Reading, Reading]:
    """The simple mean, which only a text that says 平均 can mean, and any weighted mean."""
    one = Reading(
        name=case.words.say("reading_simple"),
        verdict=simple.verdict() if says_mean else "not_comparable",
        reason=None if says_mean else "definition",
        formula=simple_formula,
    )
    possible = hull.meets(simple.stated)
    other = Reading(
        name=case.words.say("reading_weighted"),
        verdict="cannot_decide" if possible else "contradiction",
        reason="missing_weights" if possible else None,
        formula=hull_formula,
    )
    return one, other


def _decide_mean(
    claim: Claim, simple: Sides, readings: tuple[Reading, Reading], says_mean: bool
) -> tuple[Check, Verdict, Reason | None, Severity]:
    check: Check = "AGG-MEAN" if says_mean else "AGG-HULL"
    identity, reason, severity = _decide(claim, simple)
    if identity == "not_comparable" or reason is not None:
        return check, identity, reason, severity
    if says_mean and readings[0].verdict != "contradiction":
        return check, readings[0].verdict, None, "info"
    if readings[1].verdict == "contradiction":
        return "AGG-HULL", "contradiction", None, severity if severity != "info" else "high"
    return check, "cannot_decide", "missing_weights", "low" if simple.computed.meets(simple.stated) else "medium"


def _rest_of_mean(case: Case, claim: Claim, sides: Sides) -> Iterator[Explanation]:
    for count in _other_counts(claim):
        m, n = point(count), claim.rows
        each = (sides.stated_point * (m + n) - sides.computed_point) / m
        text = case.words.scale(each).amount(each, sides.unit)
        blanks = {"all": _whole(count, n), "m": _whole(count), "quote": _named(count), "each": text}
        yield case.explain("hypothesis_rest_mean", residual=text, **blanks)


def _other_counts(claim: Claim) -> tuple[Figure, ...]:
    """Stated numbers of members other than the rows of the table, one for each number."""
    unique = {point(count): count for count in reversed(claim.counts) if point(count) != claim.rows}
    return tuple(unique[number] for number in sorted(unique))


def _unit(claim: Claim) -> str:
    return claim.stated.unit or claim.column.head.unit


def _percent(sides: Sides) -> str:
    text = percent_text(sides.gap, sides.stated_point)
    return "—" if text is None else f"{signed_text(text)}%"


def _named(count: Figure) -> str:
    return f"{said(count)}{count.indicator}"


def _whole(count: Figure, more: int = 0) -> str:
    return str(int(point(count)) + more)
