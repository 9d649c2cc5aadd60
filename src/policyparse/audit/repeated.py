"""DUP: one indicator of one place and period stated more than once, in one document or in several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations, pairwise

from policyparse.audit.case import Case
from policyparse.audit.clause import holds_both, is_one_passage, modifiers, names_itself, place_is_printed
from policyparse.audit.evidence import Evidence, is_cell
from policyparse.audit.finding import Explanation, Finding, Reading, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import clusters, is_telling, place_key, relation, same_thing
from policyparse.audit.meaning import common, nearest, point, stands_for, truncated
from policyparse.audit.slips import NEAR
from policyparse.audit.words import said
from policyparse.figure import Figure
from policyparse.interval import Interval
from policyparse.period import days, relate

MOST_VALUES = 3
"""More different numbers than this under one name say that the name lost its qualifiers in reading."""

REVISED = Fraction(1, 10)
"""Later documents revise figures by up to this share; a larger difference is no revision."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check_repeated(case: Case) -> Iterator[Finding]:
    """Every indicator that is stated at least twice for one place: for one period, and for several.

    Figures that a person ties are one indicator, place and period, whatever their names say.
    """
    figures = {figure.id: figure for figure in case.evidence.figures}
    for link in case.corrections.of("same"):
        known = tuple(figures[member] for member in link.members if member in figures)
        if len(known) == len(link.members) > 1:
            yield _judge(case, known, sure=True)
    for cluster in clusters(_candidates(case.evidence)):
        for statements in _by_period(cluster):
            if len(statements) > 1:
                yield _judge(case, statements)
                yield from (_judge(case, same) for same in _equal_ones(statements))
        yield from _other_dates(case, cluster)


def check_reworded(case: Case) -> Iterator[Finding]:
    """One number of one place and date that a document states again under a slightly longer name."""
    found: dict[tuple[object, ...], list[Figure]] = {}
    for figure in case.evidence.figures:
        if not is_cell(figure) and figure.value is not None and len(figure.value.strip("0")) + len(figure.unit) > 1:
            key = (figure.document, place_key(figure), figure.kind, figure.measure, figure.value, figure.comparator,
                   figure.unit, figure.period)  # fmt: skip
            found.setdefault(key, []).append(figure)
    for figures in found.values():
        for one, other in pairwise(figures):
            if not same_thing(one, other) and relation(one, other) != "different":
                yield _judge(case, (one, other))


def _equal_ones(statements: tuple[Figure, ...]) -> Iterator[tuple[Figure, ...]]:
    """Among statements that differ, those of one document that print one number."""
    numbers: dict[tuple[object, ...], list[Figure]] = {}
    for figure in statements:
        numbers.setdefault((figure.document, figure.value, figure.comparator), []).append(figure)
    yield from (tuple(same) for same in numbers.values() if 1 < len(same) < len(statements))


def _candidates(evidence: Evidence) -> Iterator[Figure]:
    """Prose, and cells of tables by indicator; columns of places, annexes and tables of budgets are told apart elsewhere."""
    of_places = {cell.id for column in evidence.columns for cell in column.cells}
    for extraction in evidence.extractions:
        budget = extraction.head.kind == "budget"
        for figure in extraction.figures:
            if is_cell(figure) and (budget or figure.kind != "reported" or figure.id in of_places):
                continue
            yield figure


def _by_period(cluster: Iterable[Figure]) -> tuple[tuple[Figure, ...], ...]:
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in cluster:
        if figure.period:
            groups.setdefault(days(figure.period), []).append(figure)
    return tuple(tuple(group) for group in groups.values())


def _judge(case: Case, statements: tuple[Figure, ...], *, sure: bool = False) -> Finding:
    verdict, reason, severity = _decide(case.evidence, statements, sure=sure)
    first, words = statements[0], case.words
    intervals = [stands_for(figure) for figure in statements]
    scale = words.scale(
        *map(point, statements), *(end for interval in intervals for end in (interval.low, interval.high))
    )
    shared = common(intervals)
    terms = {
        said(figure): scale.interval(interval, first.unit)
        for figure, interval in zip(statements, intervals, strict=True)
    }
    return case.finding(
        "DUP", verdict, severity, reason=reason, figures=statements,
        title=words.say("dup_title", indicator=first.indicator, place=first.place, period=words.period(first.period), n=len(statements),
                        values=words.joined(terms)),
        formula=words.say(
            "dup_formula",
            terms=words.listed(words.say("dup_term", printed=printed, interval=text) for printed, text in terms.items()),
            common=words.say("empty") if shared is None else scale.interval(shared, first.unit)),
        readings=_readings(case, statements), explanations=tuple(_reasons(case, statements, reason)),
    )  # fmt: skip


def _decide(
    evidence: Evidence, statements: tuple[Figure, ...], *, sure: bool
) -> tuple[Verdict, Reason | None, Severity]:
    """``sure``: a person says that they are one thing, so nothing is left but arithmetic."""
    if _agree_as_printed(statements):
        return "consistent", None, "info"
    if any(common(map(reading, statements)) for reading in (stands_for, _cut_off)):
        return "consistent_after_rounding", None, "info"
    worst = _worst_pair(statements)
    gap = point(worst[0]) - point(worst[1])
    weight = gravity(gap, slack(*map(nearest, worst)), point(worst[1]))
    if sure:
        return "contradiction", None, weight
    if len({point(figure) for figure in statements}) > MOST_VALUES:
        return "cannot_decide", "extraction_noise", "low"
    if _is_noise(worst):
        return "cannot_decide", "extraction_noise", "low"
    if any(_date_is_borrowed(evidence, figure) for figure in worst):
        return "cannot_decide", "date_incomplete", "low"
    if not all(_scope_is_sure(evidence, figure) for figure in worst):
        return "cannot_decide", "scope_ambiguous", "low"
    reason = _version(evidence, worst)
    if reason is not None:
        told = worst[0].kind == "reported" and not any(_year_is_assumed(evidence, figure) for figure in worst)
        return "not_comparable", reason, "medium" if told else "info"
    if worst[0].kind == "target" and worst[0].document != worst[1].document:
        return "not_comparable", "version", "info"
    return "contradiction", None, weight


def _agree_as_printed(statements: tuple[Figure, ...]) -> bool:
    """Whether all print one number, whatever the words of comparison, unless these exclude each other (超, 不足)."""
    numbers = {
        tuple(number and Fraction(number) for number in (figure.value, figure.low, figure.high))
        for figure in statements
    }
    directions = {figure.direction for figure in statements}
    sides = {figure.comparator[0] for figure in statements}
    return len(numbers) == len(directions) == 1 and not {"<", ">"} <= sides


def _cut_off(figure: Figure) -> Interval:
    """A plain number read as cut off; 超 and 不足 keep their meaning."""
    return truncated(figure) if figure.comparator == "=" else stands_for(figure)


def _worst_pair(statements: tuple[Figure, ...]) -> tuple[Figure, Figure]:
    apart = [pair for pair in combinations(statements, 2) if not stands_for(pair[0]).meets(stands_for(pair[1]))]
    return max(apart or combinations(statements, 2), key=lambda pair: abs(point(pair[0]) - point(pair[1])))


def _is_noise(worst: tuple[Figure, Figure]) -> bool:
    """Whether the difference says more about the reading than about the figures.

    A fact stated twice is stated in full twice: each clause prints the whole of a telling name, with the same words of
    time and manner, and the numbers are near. Two numbers of one clause or table are two things.
    """
    one, other = worst
    together = (
        is_one_passage(one, other)
        or holds_both(one, other)
        or (one.document == other.document and is_cell(one) and is_cell(other))
    )
    in_full = all(is_telling(figure) and (is_cell(figure) or names_itself(figure)) for figure in worst)
    alike = modifiers(one) == modifiers(other)
    return together or not (in_full and alike and _are_near(point(one), point(other)))


def _scope_is_sure(evidence: Evidence, figure: Figure) -> bool:
    """Whether nothing but the clause says whose figure it is, or the indicator is a known one.

    A budget states every item for several levels (全市, 市级) and stages (执行, 预算), told apart by headings alone.
    """
    if evidence.head(figure.document).kind == "budget":
        return False
    return place_is_printed(figure) or figure.indicator_id is not None


def _date_is_borrowed(evidence: Evidence, figure: Figure) -> bool:
    """Whether the date comes from the title of a document that names several years, such as two bulletins in one file."""
    head = evidence.head(figure.document)
    return "period" in figure.inherited and len(set(_YEAR.findall(f"{head.title} {head.name}"))) > 1


def _year_is_assumed(evidence: Evidence, figure: Figure) -> bool:
    """Whether a report on the year before gives no date: its clause may speak of that year or of its own."""
    return "period" in figure.inherited and evidence.head(figure.document).kind == "report"


def _are_near(one: Fraction, other: Fraction) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return one * other >= 0 and high <= low * NEAR


def _version(evidence: Evidence, worst: tuple[Figure, Figure]) -> Reason | None:
    """``version`` where one document is a draft, or the later of two may have revised the earlier."""
    if worst[0].document == worst[1].document:
        return None
    one, other = (evidence.head(figure.document) for figure in worst)
    if one.status != other.status:
        return "version"
    dates = {head.published or head.written for head in (one, other)}
    small = abs(point(worst[0]) - point(worst[1])) <= abs(point(worst[1])) * REVISED
    return "version" if len(dates) == 2 and small else None


def _reasons(case: Case, statements: tuple[Figure, ...], reason: Reason | None) -> Iterator[Explanation]:
    if reason == "extraction_noise":
        yield case.explain("dup_noise")
    if reason == "scope_ambiguous":
        yield case.explain("dup_scope")
    if reason == "version":
        drafts = any(case.evidence.head(figure.document).status == "draft" for figure in statements)
        yield case.explain("dup_draft" if drafts else "dup_version")


def _readings(case: Case, statements: tuple[Figure, ...]) -> tuple[Reading, ...]:
    """Rounded and cut off, where the two ways to read the printed digits give different answers."""
    found = {
        "reading_nearest": common(map(stands_for, statements)),
        "reading_truncated": common(map(_cut_off, statements)),
    }
    if len({interval is None for interval in found.values()}) == 1:
        return ()
    return tuple(
        Reading(
            name=case.words.say(code),
            verdict="contradiction" if interval is None else "consistent_after_rounding",
            formula=case.words.say("empty") if interval is None else f"{interval}",
        )
        for code, interval in found.items()
    )


def _other_dates(case: Case, cluster: tuple[Figure, ...]) -> Iterator[Finding]:
    """One finding for the values of one document that differ because their dates do.

    It matters where a reader may take the dates for one: months of a level that each clause names in full.
    """
    for document in dict.fromkeys(figure.document for figure in cluster):
        dated = [f for f in cluster if f.document == document and f.kind == "reported" and f.period and not is_cell(f)]
        periods = {f.period: f for f in reversed(dated)}
        shown = [periods[period] for period in sorted(periods)]
        if len(shown) < 2 or any(relate(a.period, b.period) != "apart" for a, b in combinations(shown, 2)):
            continue
        close = all(len(figure.period) > len("2025") for figure in shown)
        in_full = all(is_telling(figure) and names_itself(figure) for figure in shown)
        values = case.words.joined(
            f"{said(figure)}{case.words.bracketed(case.words.period(figure.period))}" for figure in shown
        )
        first = shown[0]
        yield case.finding(
            "DUP", "not_comparable", "medium" if close and in_full and first.measure == "level" else "info", reason="date",
            figures=shown,
            title=case.words.say("dup_date_title", indicator=first.indicator, place=first.place, values=values),
            formula=case.words.say("dup_date_formula", values=values),
        )  # fmt: skip
