"""RANK and CMP: values that the text gives for named places, against the cells of the table and against the nation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import Column, is_cell
from policyparse.audit.finding import Explanation, Finding, Reading, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import place_key, same_thing
from policyparse.audit.meaning import nearest, point, stands_for, truncated
from policyparse.audit.words import at, said, signed_text
from policyparse.figure import Extraction, Figure
from policyparse.language.places import NATION_CODE
from policyparse.period import relate

_LEADING = re.compile(
    r"(?:居|列|位居|位列|排名|排在|排)(?:全[国省市])?前(?:[一二两三四五六七八九十]|\d+)|前[一二两三四五六七八九十\d]+[位名]"
)
_ABOVE = re.compile(
    r"(?P<above>高于|远超|超过|超出|优于|领先于?|快于|大于|好于)\s*(?P<base>全国)(?:总体|平均|整体)*水?平?"
)


FEWEST_EXAMPLES = 3
"""So many places in falling order may be meant as the first ones."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A place's value in the text, as often as it stands there, and its cell in the table."""

    statements: tuple[Figure, ...]
    cell: Figure

    @property
    def stated(self) -> Figure:
        """The first of the statements."""
        return self.statements[0]

    @property
    def rounds(self) -> bool:
        """Whether the value is the cell rounded."""
        return nearest(self.stated).meets(nearest(self.cell))

    @property
    def cuts_off(self) -> bool:
        """Whether the value is the cell cut off."""
        return truncated(self.stated).meets(nearest(self.cell))


def check_named_places(case: Case) -> Iterator[Finding]:
    """Each value of a named place against its cell; a list of places without a column is noted as not checkable."""
    for extraction in case.evidence.extractions:
        columns = case.evidence.columns_of(extraction.head.id)
        pairs = tuple(_pairs(extraction, columns))
        note = _way_of_rounding(case, pairs)
        yield from (_judge(case, pair, pairs, note) for pair in pairs)
        if columns:
            yield from _without_column(case, extraction, columns)


def check_leaders(case: Case) -> Iterator[Finding]:
    """``A、B、C居前三位``: the places that a clause calls the first are the highest of their column, in its order.

    Places named in falling order without that word are examples: others may be above them.
    """
    for extraction in case.evidence.extractions:
        lists: dict[tuple[str, str], dict[str, Pair]] = {}
        for pair in _pairs(extraction, case.evidence.columns_of(extraction.head.id)):
            lists.setdefault((pair.stated.quote, pair.cell.source.column or ""), {})[place_key(pair.cell)] = pair
        for (quote, _), pairs in lists.items():
            column = next(c for c in case.evidence.columns_of(extraction.head.id) if pairs.keys() <= c.places
                          and c.head.source.column == next(iter(pairs.values())).cell.source.column)  # fmt: skip
            told = tuple(pairs.values())
            if len(told) > 1 and _LEADING.search(quote):
                yield _judge_leaders(case, told, column, claimed=True)
            elif len(told) >= FEWEST_EXAMPLES and "分别" in quote and _is_falling(told):
                yield _judge_leaders(case, told, column, claimed=False)


def _is_falling(pairs: tuple[Pair, ...]) -> bool:
    return all(point(one.stated) > point(other.stated) for one, other in pairwise(pairs))


def _judge_leaders(case: Case, pairs: tuple[Pair, ...], column: Column, *, claimed: bool) -> Finding:
    """Where they are ``claimed`` the first, contradicted if a place that is not named is surely above one that is, or the
    names are surely out of order.
    """
    named = {place_key(pair.cell) for pair in pairs}
    lowest = min((pair.cell for pair in pairs), key=point)
    above = [cell for cell in column.cells if place_key(cell) not in named and _surely_above(cell, lowest)]
    turned = [b.cell for a, b in pairwise(pairs) if _surely_above(b.cell, a.cell)]
    odd = above or turned
    verdict: Verdict = "consistent" if not odd else "contradiction" if claimed else "cannot_decide"
    return case.finding(
        "RANK", verdict, "high" if odd and claimed else "info",
        reason="scope_ambiguous" if odd and not claimed else None,
        figures=(*(pair.stated for pair in pairs), *column.cells),
        title=case.words.say("leaders_title", indicator=column.head.indicator, k=len(pairs),
                             names=case.words.joined(pair.cell.place for pair in pairs)),
        formula=case.words.say("leaders_turned" if turned and not above else "leaders_formula",
                               above=case.words.joined(map(at, odd)), lowest=at(lowest)),
    )  # fmt: skip


def _surely_above(one: Figure, other: Figure) -> bool:
    low, high = stands_for(one).low, stands_for(other).high
    return low is not None and high is not None and low > high


def check_above_base(case: Case) -> Iterator[Finding]:
    """``高于全国平均水平``: each figure of such a clause against the nation's of the same date; repeated ones together."""
    for extraction in case.evidence.extractions:
        claims: dict[tuple[object, ...], tuple[list[Figure], Figure]] = {}
        for figure in extraction.figures:
            if is_cell(figure) or place_key(figure) == NATION_CODE or not _ABOVE.search(figure.quote):
                continue
            base = base_of(figure, extraction)
            if base is not None:
                key = (place_key(figure), figure.indicator, figure.value, figure.comparator, base.value)
                claims.setdefault(key, ([], base))[0].append(figure)
        yield from (_judge_above(case, figures, base) for figures, base in claims.values())


def _pairs(extraction: Extraction, columns: tuple[Column, ...]) -> Iterator[Pair]:
    found: dict[tuple[str, ...], list[Figure]] = {}
    cells: dict[tuple[str, ...], Figure] = {}
    for figure in extraction.figures:
        if is_cell(figure) or figure.value is None:
            continue
        for column in columns:
            cell = column.cell_of(place_key(figure)) if same_thing(figure, column.head) else None
            if (
                cell is not None
                and figure.kind == cell.kind
                and relate(figure.period, cell.period) in ("equal", "nested")
            ):
                key = (cell.id, figure.value, figure.comparator)
                found.setdefault(key, []).append(figure)
                cells[key] = cell
    yield from (Pair(tuple(found[key]), cells[key]) for key in found)


def _way_of_rounding(case: Case, pairs: tuple[Pair, ...]) -> Explanation | None:
    """What the pairs say of how this document shortens numbers; None where both ways fit, or each fails once."""
    rounding = [pair for pair in pairs if pair.rounds and not pair.cuts_off]
    cutting = [pair for pair in pairs if pair.cuts_off and not pair.rounds]
    if bool(rounding) == bool(cutting):
        return None
    example = (rounding or cutting)[0]
    text = f"{said(example.cell)}→{said(example.stated)}"
    return case.explain("rank_rounding" if rounding else "rank_truncating", example=text)


def _judge(case: Case, pair: Pair, pairs: tuple[Pair, ...], note: Explanation | None) -> Finding:
    stated, cell, words = pair.stated, pair.cell, case.words
    sides = Sides(stands_for(cell), stands_for(stated), stated.unit or cell.unit, point(cell), point(stated))
    verdict, reason, severity = _decide(pair, sides, pairs)
    scale = words.scale(*sides.numbers)
    formula = words.say(
        "rank_formula", cell=said(cell), computed=scale.interval(sides.computed, sides.unit),
        stated=said(stated), interval=scale.interval(sides.stated, sides.unit),
        gap=signed_text(scale.amount(sides.gap, case.words.gap_unit(sides.unit))),
    )  # fmt: skip
    return case.finding(
        "RANK", verdict, severity, reason=reason, figures=(*pair.statements, cell), sides=sides, formula=formula,
        title=words.say("rank_title", indicator=stated.indicator, place=stated.place, stated=said(stated),
                        cell=said(cell)),
        readings=_readings(case, pair), explanations=() if note is None else (note,),
    )  # fmt: skip


def _decide(pair: Pair, sides: Sides, pairs: tuple[Pair, ...]) -> tuple[Verdict, Reason | None, Severity]:
    verdict = sides.verdict()
    if verdict != "contradiction":
        return verdict, None, "info"
    if pair.cuts_off and not any(other.rounds and not other.cuts_off for other in pairs):
        return "consistent_after_rounding", None, "info"
    if relate(pair.stated.period, pair.cell.period) != "equal":
        return "cannot_decide", "date_incomplete", "medium"
    return verdict, None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _readings(case: Case, pair: Pair) -> tuple[Reading, ...]:
    cell = nearest(pair.cell)
    ways = (
        ("reading_nearest", pair.rounds, nearest(pair.stated)),
        ("reading_truncated", pair.cuts_off, truncated(pair.stated)),
    )
    return tuple(
        Reading(
            name=case.words.say(code),
            verdict="consistent_after_rounding" if fits else "contradiction",
            formula=f"{cell} ∩ {interval}",
        )
        for code, fits, interval in ways
    )


def _without_column(case: Case, extraction: Extraction, columns: tuple[Column, ...]) -> Iterator[Finding]:
    """Lists of at least two places of the table whose indicator no column of it holds."""
    members = frozenset(place for column in columns for place in column.places)
    lists: dict[str, list[Figure]] = {}
    for figure in extraction.figures:
        if not is_cell(figure) and place_key(figure) in members and figure.kind == columns[0].head.kind:
            lists.setdefault(figure.indicator, []).append(figure)
    for figures in lists.values():
        known = any(same_thing(figures[0], column.head) for column in columns)
        if known or len({place_key(figure) for figure in figures}) < 2:
            continue
        values = case.words.joined(dict.fromkeys(map(at, figures)))
        yield case.finding(
            "RANK", "cannot_decide", "low", reason="missing_column", figures=figures,
            title=case.words.say("rank_missing", indicator=figures[0].indicator, place=figures[0].place),
            formula=case.words.say("rank_missing_formula", values=values),
        )  # fmt: skip


def base_of(figure: Figure, extraction: Extraction) -> Figure | None:
    """The nation's figure of the same indicator and date; None where there is none, or more than one number."""
    bases = [
        other
        for other in extraction.figures
        if place_key(other) == NATION_CODE
        and other.kind == figure.kind
        and other.value is not None
        and same_thing(other, figure)
        and relate(other.period, figure.period) == "equal"
    ]
    return bases[0] if len({(base.value, base.comparator) for base in bases}) == 1 else None


def _judge_above(case: Case, figures: list[Figure], base: Figure) -> Finding:
    figure = figures[0]
    mine, theirs = stands_for(figure), nearest(base)
    above = theirs.low is None or mine.high is None or mine.high > theirs.low
    scale = case.words.scale(point(figure), mine.low, mine.high, theirs.low, theirs.high)
    return case.finding(
        "CMP", "consistent" if above else "contradiction", "info" if above else "high", figures=(*figures, base),
        title=case.words.say("cmp_title", indicator=figure.indicator, place=figure.place, stated=said(figure),
                             base_place=base.place, base=said(base)),
        formula=case.words.say("cmp_formula", stated=said(figure), base=said(base),
                               interval=scale.interval(mine, figure.unit), base_interval=scale.interval(theirs, base.unit)),
    )  # fmt: skip
