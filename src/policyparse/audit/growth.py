"""GROWTH: a level, its growth or change, and the level that it started from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import SENTENCE, modifiers, names_itself
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Explanation, Finding, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import is_telling
from policyparse.audit.meaning import point, stands_for
from policyparse.audit.repeated import REVISED
from policyparse.audit.scope import is_revised, version_words, way_of_counting
from policyparse.audit.slips import NEAR, find_slip
from policyparse.audit.words import said, signed_text
from policyparse.figure import Figure
from policyparse.indicator import normal_name
from policyparse.interval import Interval, decimal_text
from policyparse.unit import unit_scale

FEWEST_ROWS = 3
"""A table shows which columns its changes compare by so many rows …"""
FITTING_SHARE = Fraction(4, 5)
"""… and by this share of them."""

_PER_YEAR = frozenset({"年均", "平均", "环比", "累计"})
_POWERS = {"%": Fraction(1), "倍": Fraction(100)}


@dataclass(frozen=True, slots=True)
class Step:
    """A stated change from one level to another."""

    change: Figure
    level: Figure
    previous: Figure

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in the order of their roles."""
        return (self.change, self.level, self.previous)

    @property
    def columns(self) -> tuple[str | None, ...]:
        """The headers of both levels, where they stand in tables."""
        return (self.level.source.column, self.previous.source.column)

    @property
    def is_growth(self) -> bool:
        """Whether the change is relative."""
        return self.change.measure == "growth"


def check_growth(case: Case) -> Iterator[Finding]:
    """Every change whose level and the level before are printed; the readings of one change together."""
    figures = {figure.id: figure for figure in case.evidence.figures}
    for link in case.corrections.of("growth"):
        known = [figures[member] for member in link.members if member in figures]
        if len(known) == len(link.members) == 3:
            yield _judge(case, [Step(*known)], sure=True)
    in_tables: dict[tuple[str | None, ...], list[list[Step]]] = {}
    for change in case.evidence.figures:
        steps = _steps(case, change)
        if steps and is_cell(change):
            in_tables.setdefault((change.document, change.source.table, change.source.column), []).append(steps)
        elif steps:
            yield _judge(case, steps, sure=False)
    for rows in in_tables.values():
        formula = _columns_of(rows)
        for steps in rows:
            chosen = [step for step in steps if step.columns == formula] if formula else _fitting(steps)
            if chosen:
                yield _judge(case, chosen, sure=False)


def _steps(case: Case, change: Figure) -> list[Step]:
    """The ways to understand a change: its levels, each with what came before, in sides that can be computed."""
    if not _is_step(change):
        return []
    found = {}
    for level in _levels_of(case, change):
        for previous in case.evidence.levels.before(level, change.basis):
            step = Step(change, level, previous)
            if _belongs(step) and _sides(step) is not None:
                found[step.columns, point(level), point(previous)] = step
    return list(found.values())


def _columns_of(rows: list[list[Step]]) -> tuple[str | None, ...] | None:
    """The two columns that a column of changes is reckoned from: those that fit nearly every row; None where none do.

    A table of a budget has several columns for one year; which of them a change compares is not said, but its rows show it.
    """
    fits: Counter[tuple[str | None, ...]] = Counter()
    seen: Counter[tuple[str | None, ...]] = Counter()
    for steps in rows:
        for step in steps:
            seen[step.columns] += 1
            fits[step.columns] += step in _fitting([step])
    best = max(fits, key=lambda columns: fits[columns], default=None)
    if best is None or fits[best] < FEWEST_ROWS or fits[best] < FITTING_SHARE * seen[best]:
        return None
    return best


def _fitting(steps: list[Step]) -> list[Step]:
    return [step for step in steps if (sides := _sides(step)) is not None and sides.computed.meets(sides.stated)]


def _is_step(change: Figure) -> bool:
    return (
        change.measure != "level"
        and change.value is not None
        and bool(change.period)
        and (change.measure == "delta" or change.unit in _POWERS)
        and not modifiers(change) & _PER_YEAR
    )


def _levels_of(case: Case, change: Figure) -> list[Figure]:
    """The levels of the change's own indicator: in its row, or right before it in its sentence, else in the document."""
    levels = [
        level
        for level in case.evidence.levels.like(change, change.period)
        if level.document == change.document and level.kind == change.kind and _fits_unit(change, level)
        and level.statistic == change.statistic and normal_name(level.indicator) == normal_name(change.indicator)
    ]  # fmt: skip
    beside = [level for level in levels if _is_beside(level, change)]
    return beside or ([] if is_cell(change) else levels)


def _is_beside(level: Figure, change: Figure) -> bool:
    if is_cell(change):
        return _row(level) == _row(change)
    return not is_cell(level) and 0 < change.source.start - level.source.start <= SENTENCE


def _row(figure: Figure) -> tuple[str | None, ...] | None:
    return (figure.document, figure.source.table, figure.source.row, figure.quote) if is_cell(figure) else None


def _fits_unit(change: Figure, level: Figure) -> bool:
    if change.measure == "growth":
        return unit_scale(level.unit, "%") is None
    points = change.unit == "百分点" and level.unit == "%"
    return points or (level.unit != "" and unit_scale(change.unit, level.unit) == 1)


def _belongs(step: Step) -> bool:
    """Whether the level before is of the same row, or of the same full name in the same kind of place."""
    if is_cell(step.change):
        return _row(step.previous) == _row(step.change)
    same_name = normal_name(step.level.indicator) == normal_name(step.previous.indicator)
    return same_name and is_telling(step.level) and not is_cell(step.previous)


def _sides(step: Step) -> Sides | None:
    """What the two levels give beside what is stated; None where a level may be zero or less."""
    now, then = stands_for(step.level), stands_for(step.previous)
    if then.low is None or then.low <= 0 or now.low is None or now.low < 0 or now.high is None or then.high is None:
        return None
    if not step.is_growth:
        rise = Interval(
            now.low - then.high, now.high - then.low, now.open_low or then.open_high, now.open_high or then.open_low
        )
        unit = "百分点" if step.level.unit == "%" else step.level.unit
        return Sides(rise, stands_for(step.change), unit, point(step.level) - point(step.previous), point(step.change))
    ratio = now.over(then)
    assert ratio.low is not None and ratio.high is not None
    percent = Interval((ratio.low - 1) * 100, (ratio.high - 1) * 100, ratio.open_low, ratio.open_high)
    power = _POWERS[step.change.unit]
    computed = (point(step.level) / point(step.previous) - 1) * 100
    return Sides(percent, stands_for(step.change).scaled(power), "%", computed, point(step.change) * power)


def _judge(case: Case, steps: list[Step], *, sure: bool) -> Finding:
    """The reading that fits best speaks for the change: it is contradicted only if every reading fails."""
    sided = [(step, sides) for step in steps if (sides := _sides(step)) is not None]
    step, sides = min(sided, key=lambda pair: (not pair[1].computed.meets(pair[1].stated), abs(pair[1].gap)))
    verdict, reason, severity = _decide(case, step, sides, sure=sure)
    blanks = {
        "level": said(step.level), "previous": said(step.previous), "change": said(step.change),
        "period": case.words.period(step.level.period), "before": case.words.period(step.previous.period),
    }  # fmt: skip
    return case.finding(
        "GROWTH", verdict, severity, reason=reason, figures=step.figures, sides=sides,
        title=case.words.say("growth_title", indicator=step.level.indicator, place=step.level.place, way=_way(case, step), **blanks),
        formula=case.words.say(
            "growth_formula" if step.is_growth else "delta_formula",
            value=decimal_text(sides.computed_point, 2), computed=f"{sides.computed}{sides.unit}",
            interval=f"{sides.stated}{sides.unit}", gap=signed_text(decimal_text(sides.gap, 2)) + case.words.gap_unit(sides.unit),
            **blanks),
        explanations=tuple(_notes(case, step, verdict, reason)),
    )  # fmt: skip


def _way(case: Case, step: Step) -> str:
    return case.words.say("growth_down" if step.change.direction == "down" else "growth_up")


def _decide(case: Case, step: Step, sides: Sides, *, sure: bool) -> tuple[Verdict, Reason | None, Severity]:
    verdict = sides.verdict()
    if verdict != "contradiction":
        return verdict, None, "info"
    if sure:
        return verdict, None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)
    if way_of_counting(step.figures, growth=step.change):
        return "not_comparable", "definition", "low"
    if version_words(step.figures):
        return "not_comparable", "version", "low"
    if case.evidence.head(step.change.document).kind == "budget" and not is_cell(step.change):
        return "cannot_decide", "scope_ambiguous", "low"
    if is_revised(step.level):
        return "not_comparable", "version", "medium"
    if step.level.document != step.previous.document and _is_revision(step):
        return "not_comparable", "version", "medium"
    if not is_cell(step.change) and not (names_itself(step.level) and names_itself(step.previous)):
        return "cannot_decide", "extraction_noise", "low"
    if not _is_near(step) and find_slip(_implied(step), point(step.previous)) is None:
        return "cannot_decide", "extraction_noise", "low"
    return verdict, None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _implied(step: Step) -> Fraction:
    """The level before, as the stated change implies it."""
    if not step.is_growth:
        return point(step.level) - point(step.change)
    ratio = 1 + point(step.change) * _POWERS[step.change.unit] / 100
    return point(step.level) / ratio if ratio > 0 else Fraction(0)


def _is_revision(step: Step) -> bool:
    previous = point(step.previous)
    return abs(_implied(step) - previous) <= REVISED * previous


def _is_near(step: Step) -> bool:
    low, high = sorted((_implied(step), point(step.previous)))
    return low > 0 and high <= low * NEAR


def _notes(case: Case, step: Step, verdict: Verdict, reason: Reason | None) -> Iterator[Explanation]:
    if verdict in ("consistent", "consistent_after_rounding"):
        return
    if reason == "definition":
        words = case.words.joined(sorted(way_of_counting(step.figures, growth=step.change)))
        yield case.explain("growth_definition", words=words)
    unit = step.previous.unit
    implied, previous = _implied(step), point(step.previous)
    scale = case.words.scale(previous)
    residual = scale.amount(implied, unit)
    yield case.explain("growth_implied", residual=residual, implied=residual, previous=scale.amount(previous, unit))
    slip = find_slip(implied, previous)
    if slip is not None:
        yield case.explain("slip", slip=case.words.say(slip))
