"""RULE: relations of an analyst's own (:mod:`policyparse.audit.rules`), wherever their figures are given.

A rule is tried for every place, period and kind (target or reported) for which the figures that it names are found. One
document that has them all is judged by itself; only where none has, figures of several documents are taken together. Two
values of one indicator that cannot both be meant decide nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import Evidence
from policyparse.audit.expression import Literally, Minus, Operation, Reference, Term
from policyparse.audit.finding import Explanation, Finding, Reading, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import names_of, place_key
from policyparse.audit.meaning import common, is_count, stands_for, truncated
from policyparse.audit.quantity import (
    BARE,
    DERIVED,
    RATIO,
    Quantity,
    UnitsDiffer,
    holds,
    holds_as_printed,
    in_one_unit,
    is_open,
    is_sure,
    value_of,
)
from policyparse.audit.rules import Rule
from policyparse.audit.words import said, signed_text
from policyparse.figure import Figure
from policyparse.indicator import normal_name, qualifiers
from policyparse.interval import Interval
from policyparse.language.indicators import fold, indicator_id
from policyparse.language.places import NATION_CODE, place_code
from policyparse.period import days, relate
from policyparse.vocabulary import load

_NATION = frozenset({"全国", "我国", "中国", NATION_CODE})


class Key(NamedTuple):
    """What the figures of one trial share. None: every reference of the rule fixes it itself."""

    place: str | None
    period: tuple[str, str] | None
    kind: str | None


Slots = Mapping[Reference, tuple[Figure, ...]]


def check_rules(case: Case, rules: Sequence[Rule]) -> Iterator[Finding]:
    """What each rule says of the figures that it names; nothing for a rule whose figures are nowhere given."""
    index = _Index.of(case.evidence)
    for rule in rules:
        for slots in _trials(rule, index):
            yield _judge(case, rule, slots)


def idle_rules(evidence: Evidence, rules: Iterable[Rule]) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules of which some indicator is nowhere in the evidence, with the names of those indicators."""
    index = _Index.of(evidence)
    missing = ((rule, tuple(ref.name for ref in rule.relation.references if not index.figures(ref))) for rule in rules)
    return tuple((rule, names) for rule, names in missing if names)


@dataclass(frozen=True, slots=True)
class _Index:
    """The figures by every name that they may be asked for."""

    named: Mapping[object, list[Figure]]
    found: dict[Reference, tuple[Figure, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, evidence: Evidence) -> _Index:
        named: dict[object, list[Figure]] = defaultdict(list)
        for figure in evidence.figures:
            for name in names_of(figure):
                named[name].append(figure)
        return cls(named)

    def figures(self, reference: Reference) -> tuple[Figure, ...]:
        """The figures that a reference means, of whatever place and period where it fixes none."""
        if reference not in self.found:
            candidates = {f.id: f for name in _names(reference.name) for f in self.named.get(name, ())}
            self.found[reference] = tuple(f for f in candidates.values() if _is_meant(reference, f))
        return self.found[reference]


def _names(name: str) -> tuple[object, ...]:
    entries = {entry["id"]: entry["name"] for entry in load("indicators")["indicators"]}
    known = entries.get(name, name)
    entry = name if name in entries else indicator_id(known)
    return (normal_name(known),) if entry is None else (normal_name(known), (entry, qualifiers(known)))


def _is_meant(reference: Reference, figure: Figure) -> bool:
    kinds = ("reported", "target") if reference.kind is None else (reference.kind,)
    return (
        figure.measure == reference.measure
        and figure.kind in kinds
        and figure.statistic != "rank"
        and figure.period != ""
        and (reference.period is None or relate(figure.period, reference.period) == "equal")
        and (reference.place is None or place_key(figure) == _place_named(reference.place))
    )


def _place_named(name: str) -> str:
    return NATION_CODE if name in _NATION else place_code(name) or fold(name)


def _trials(rule: Rule, index: _Index) -> Iterator[Slots]:
    """The figures of each trial, by reference: those of one document, or of several where none has all."""
    tables = {ref: _by_key(ref, index.figures(ref)) for ref in rule.relation.references}
    for key in _keys(rule, tables):
        slots = {ref: tables[ref].get(_seen_from(ref, key), ()) for ref in tables}
        if len(slots) == 1:
            yield from ({ref: (figure,)} for ref, figures in slots.items() for figure in figures)
        else:
            yield from _by_document(slots)


def _by_key(reference: Reference, figures: Iterable[Figure]) -> dict[Key, tuple[Figure, ...]]:
    found: dict[Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        key = Key(place_key(figure), _shifted(days(figure.period), -reference.shift), figure.kind)
        found[_seen_from(reference, key)].append(figure)
    return {key: tuple(found[key]) for key in found}


def _seen_from(reference: Reference, key: Key) -> Key:
    """The part of a key that a reference leaves open."""
    return Key(
        key.place if reference.place is None else None,
        key.period if reference.period is None else None,
        key.kind if reference.kind is None else None,
    )


def _keys(rule: Rule, tables: Mapping[Reference, Mapping[Key, object]]) -> list[Key]:
    """The keys to try: those of the references that leave most open, within the places and the time of the rule."""
    known = dict.fromkeys(key for table in tables.values() for key in table)
    most = max(map(_openness, known), default=0)
    keys = [key for key in known if _openness(key) == most]
    places = {_place_named(place) for place in rule.places}
    return [
        key
        for key in keys
        if (not places or key.place is None or key.place in places)
        and (not rule.period or key.period is None or _lies_in(key.period, days(rule.period)))
    ]


def _openness(key: Key) -> int:
    return sum(part is not None for part in key)


def _lies_in(inner: tuple[str, str], outer: tuple[str, str]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _shifted(span: tuple[str, str], years: int) -> tuple[str, str]:
    """A span some years later; the last day of February stays the last.

    >>> _shifted(("2024-01-01", "2024-02-29"), 1)
    ('2025-01-01', '2025-02-28')
    """
    first, last = span
    begin, end = f"{int(first[:4]) + years:04}{first[4:]}", f"{int(last[:4]) + years:04}{last[4:7]}"
    return (begin, days(end)[1] if days(last[:7])[1] == last else end + last[7:]) if years else span


def _by_document(slots: Slots) -> Iterator[Slots]:
    documents = dict.fromkeys(figure.document for figures in slots.values() for figure in figures)
    whole = False
    for document in documents:
        own = {ref: tuple(f for f in figures if f.document == document) for ref, figures in slots.items()}
        if all(own.values()):
            whole = True
            yield own
    if not whole:
        yield slots


def _judge(case: Case, rule: Rule, slots: Slots) -> Finding:
    figures = [figure for found in slots.values() for figure in found]
    if not all(slots.values()):
        missing = case.words.joined(ref.name for ref, found in slots.items() if not found)
        return _undecided(case, rule, figures, "missing_column", case.explain("rule_missing", names=missing))
    chosen = {ref: _one(found) for ref, found in slots.items()}
    known = {ref: figure for ref, figure in chosen.items() if figure is not None}
    if len(known) < len(chosen):
        doubtful = case.words.joined(ref.name for ref, figure in chosen.items() if figure is None)
        return _undecided(case, rule, figures, "scope_ambiguous", case.explain("rule_several", names=doubtful))
    if rule.in_force and any(relate(figure.period, rule.in_force) == "apart" for figure in known.values()):
        explanation = case.explain("rule_other_round", period=case.words.period(rule.in_force))
        return _undecided(case, rule, known.values(), "date", explanation, "not_comparable")
    try:
        return _compared(case, rule, known)
    except UnitsDiffer as error:
        explanation = case.explain("rule_units", one=_unit_text(error.one), other=_unit_text(error.other))
        return _undecided(case, rule, known.values(), "definition", explanation, "not_comparable")
    except ZeroDivisionError:
        return _undecided(case, rule, known.values(), "missing_baseline", case.explain("rule_zero"))


def _one(figures: Sequence[Figure]) -> Figure | None:
    """The most exactly printed of figures that can all be meant at once; None where they cannot."""
    if common(map(stands_for, figures)) is None:
        return None
    return min(figures, key=lambda figure: (figure.comparator != "=", Fraction(figure.step)))


def _compared(case: Case, rule: Rule, figures: Mapping[Reference, Figure]) -> Finding:
    left, right = _sides(rule, figures, stands_for)
    verdict, reason, readings = _decide(case, rule, figures, (left, right))
    sides = Sides(left.interval, right.interval, _unit_text(right.unit), left.point, right.point)
    return case.finding(
        "RULE", verdict, _severity(rule, verdict, sides), reason=reason, figures=figures.values(), sides=sides,
        title=_title(case, rule, figures.values()), formula=_formula(case, rule, figures, sides),
        readings=readings, rule=rule.name, note=rule.note,
    )  # fmt: skip


def _sides(
    rule: Rule, figures: Mapping[Reference, Figure], reading: Callable[[Figure], Interval]
) -> tuple[Quantity, Quantity]:
    relation = rule.relation
    left, right = in_one_unit(value_of(relation.left, figures, reading), value_of(relation.right, figures, reading))
    if right.unit == RATIO and any(figure.unit == "%" for figure in figures.values()):
        return left.times(Fraction(100), "%"), right.times(Fraction(100), "%")
    return left, right


def _decide(
    case: Case, rule: Rule, figures: Mapping[Reference, Figure], sides: tuple[Quantity, Quantity]
) -> tuple[Verdict, Reason | None, tuple[Reading, ...]]:
    """A relation fails only if it fails whether the numbers were rounded or cut off.

    超六成 may be above 70% or not: a bound on one side settles no inequality that it does not imply.
    """
    relation = rule.relation
    if (
        relation.comparison != "="
        and any(map(is_open, sides))
        and holds(relation, *sides)
        and not is_sure(relation, *sides)
    ):
        return "cannot_decide", "one_sided_value", ()
    if holds_as_printed(relation, *sides) or is_sure(relation, *sides):
        return "consistent", None, ()
    nearest, cut = holds(relation, *sides), holds(relation, *_sides(rule, figures, _cut_off))
    if nearest or not cut:
        return ("consistent_after_rounding" if nearest else "contradiction"), None, ()
    readings = (
        Reading(name=case.words.say("reading_nearest"), verdict="contradiction", formula=rule.text),
        Reading(name=case.words.say("reading_truncated"), verdict="consistent_after_rounding", formula=rule.text),
    )
    return "cannot_decide", "possible_truncation", readings


def _cut_off(figure: Figure) -> Interval:
    """A plain number read as cut off; a count, 超 and 不足 keep their meaning."""
    return truncated(figure) if figure.comparator == "=" and not is_count(figure) else stands_for(figure)


def _severity(rule: Rule, verdict: Verdict, sides: Sides) -> Severity:
    """That of the rule; else an equation by its gap, and an inequality is a threshold, which is high."""
    if verdict == "cannot_decide":
        return "medium"
    if verdict != "contradiction":
        return "info"
    if rule.relation.comparison != "=":
        return rule.severity or "high"
    return rule.severity or gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _undecided(
    case: Case, rule: Rule, figures: Iterable[Figure], reason: Reason, why: Explanation,
    verdict: Verdict = "cannot_decide",
) -> Finding:  # fmt: skip
    used = tuple(figures)
    return case.finding(
        "RULE", verdict, "low", reason=reason, figures=used, title=_title(case, rule, used), formula=rule.text,
        explanations=(why,), rule=rule.name, note=rule.note,
    )  # fmt: skip


def _title(case: Case, rule: Rule, figures: Iterable[Figure]) -> str:
    used = tuple(figures)
    places = case.words.joined(dict.fromkeys(figure.place for figure in used))
    periods = case.words.joined(dict.fromkeys(case.words.period(figure.period) for figure in used))
    return case.words.say("rule_title", name=rule.name, place=places, period=periods)


def _formula(case: Case, rule: Rule, figures: Mapping[Reference, Figure], sides: Sides) -> str:
    scale, unit = case.words.scale(*sides.numbers), sides.unit
    relation = rule.relation
    return case.words.say(
        "rule_formula", rule=rule.text, left=_written(relation.left, figures), mark=relation.comparison,
        right=_written(relation.right, figures), computed=scale.interval(sides.computed, unit),
        stated=scale.interval(sides.stated, unit), gap=signed_text(scale.amount(sides.gap, case.words.gap_unit(unit))),
    )  # fmt: skip


def _written(term: Term, figures: Mapping[Reference, Figure], *, within: str = "") -> str:
    """A term with the printed numbers in it, in as few parentheses as it needs."""
    if isinstance(term, Literally):
        return term.text
    if isinstance(term, Reference):
        return said(figures[term])
    if isinstance(term, Minus):
        return f"-{_written(term.term, figures, within='*')}"
    text = (
        f"{_written(term.left, figures, within=term.operator)} {_SIGNS[term.operator]} "
        f"{_written(term.right, figures, within=f'{term.operator} right')}"
    )
    return f"({text})" if _needs_parentheses(term, within) else text


_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}


def _needs_parentheses(term: Operation, within: str) -> bool:
    if term.operator in "+-":
        return within[:1] in ("*", "/") or within == "- right"
    return within == "/ right"


def _unit_text(unit: str) -> str:
    """A unit as a finding prints it; none for a plain number."""
    return "" if unit in (BARE, RATIO, DERIVED) else unit
