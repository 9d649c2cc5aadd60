"""BODY-ANNEX: what the goals of a plan promise against the table of targets at its end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from policyparse.audit.case import Case, Sides
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Explanation, Finding, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import names_of, place_key, same_thing
from policyparse.audit.meaning import as_printed, point, stands_for
from policyparse.audit.words import said
from policyparse.figure import Aim, Figure, Mention
from policyparse.indicator import normal_name
from policyparse.period import relate
from policyparse.unit import unit_scale

_UP = frozenset({">", ">="})
_DOWN = frozenset({"<", "<="})

_LEAD = re.compile(r"^[^，。；]*?(?:包括|包含|涵盖)")
"""What leads to a list of indicators (评估内容包括…), and is no part of the first one's name."""
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
"""What a row says in brackets inside its name (重点行业（5个及以上）渗透率), and a sentence may leave out."""


def check_annexes(case: Case) -> Iterator[Finding]:
    """Each target of a table against the sentences that promise it, then what only one of the two has.

    The tables of a budget are no annex of targets: their rows are told apart by level and stage.
    """
    for extraction in case.evidence.extractions:
        if extraction.head.kind == "budget":
            continue
        targets = [figure for figure in extraction.figures if figure.kind == "target"]
        annex = _stated_once([figure for figure in targets if is_cell(figure)])
        body = [figure for figure in targets if not is_cell(figure)]
        named = _by_name(body)
        aims = {normal_name(aim.indicator): aim for aim in reversed(extraction.aims)}
        matched = set()
        for cell in annex:
            promises = _promises(cell, named)
            matched |= {promise.id for promise in promises}
            if promises:
                yield from (_judge(case, promise, cell) for promise in _distinct(promises))
            else:
                yield _annex_only(case, cell, aims.get(normal_name(cell.indicator)))
        unmatched = [figure for figure in body if figure.id not in matched]
        if annex and unmatched:
            yield _body_only(case, annex, unmatched)


def check_listed_in_annex(case: Case) -> Iterator[Finding]:
    """Indicators that a sentence lists with their count, where the tables hold some of those that are so listed.

    The table may have lost the rows of the others, or these have no number.
    """
    for extraction in case.evidence.extractions:
        cells = [figure for figure in extraction.figures if is_cell(figure) and figure.kind in ("target", "threshold")]
        rows = {name for cell in cells for name in _row_names(cell)}
        lists = [mention for mention in extraction.mentions if mention.kind == "listed" and "指标" in mention.printed]
        held = {mention.id: [item for item in mention.items if _is_row(item, rows)] for mention in lists}
        if not any(held.values()):
            continue
        for mention in lists:
            yield _judge_list(case, mention, held[mention.id], cells)


def _judge_list(case: Case, mention: Mention, held: list[str], cells: list[Figure]) -> Finding:
    """Whether every indicator that is listed has its row."""
    lacking = [item for item in mention.items if item not in held]
    rows = [cell for cell in cells if any(_is_row(item, _row_names(cell)) for item in held)]
    return case.finding(
        "BODY-ANNEX", "cannot_decide" if lacking else "consistent", "medium" if lacking else "info",
        reason="possible_truncation" if lacking else None, figures=(mention, *(rows or cells)),
        title=case.words.say("annex_without_title" if lacking else "annex_with_title",
                             names=case.words.joined(_LEAD.sub("", item) for item in lacking or mention.items)),
        formula=case.words.say("listed_rows_formula", rows=len(held), n=len(mention.items)),
    )  # fmt: skip


def _row_names(cell: Figure) -> set[str]:
    """The name of a row, with and without what it says in brackets."""
    return {normal_name(cell.indicator), normal_name(_BRACKETS.sub("", cell.indicator))}


def _is_row(item: str, rows: set[str]) -> bool:
    """Whether a row bears the name that an item ends with (包括5G个人用户普及率)."""
    name = normal_name(item)
    return any(name.endswith(row) for row in rows if row)


def _stated_once(cells: list[Figure]) -> list[Figure]:
    """The cells whose indicator and period the tables state once; rows of one name are told apart by what is lost here."""
    printed = Counter((name, cell.measure, cell.period, cell.unit) for cell in cells for name in names_of(cell))
    units = {cell.unit for cell in cells}

    def times(name: object, cell: Figure) -> int:
        alike = (unit for unit in units if unit_scale(cell.unit, unit) == 1)
        return sum(printed[name, cell.measure, cell.period, unit] for unit in alike)

    return [cell for cell in cells if all(times(name, cell) == 1 for name in names_of(cell))]


def _by_name(figures: list[Figure]) -> dict[tuple[str, object], list[Figure]]:
    """Figures by place and each name that an equal indicator would share."""
    named: dict[tuple[str, object], list[Figure]] = {}
    for figure in figures:
        for name in names_of(figure):
            named.setdefault((place_key(figure), name), []).append(figure)
    return named


def _promises(cell: Figure, body: dict[tuple[str, object], list[Figure]]) -> list[Figure]:
    """The sentences that promise what a cell does, in reading order."""
    near = {figure.id: figure for name in names_of(cell) for figure in body.get((place_key(cell), name), ())}
    found = [figure for figure in near.values() if _same_promise(figure, cell)]
    return sorted(found, key=lambda figure: figure.source.start)


def _same_promise(promise: Figure, cell: Figure) -> bool:
    return same_thing(promise, cell) and relate(promise.period, cell.period) in ("equal", "nested", "unknown")


def _distinct(promises: list[Figure]) -> list[Figure]:
    """One sentence for each number promised."""
    return list({(p.value, p.low, p.high, p.comparator): p for p in reversed(promises)}.values())[::-1]


def _judge(case: Case, promise: Figure, cell: Figure) -> Finding:
    sides = Sides(stands_for(promise), stands_for(cell), cell.unit or promise.unit, point(promise), point(cell))
    verdict, reason, severity = _decide(promise, cell, sides)
    scale = case.words.scale(*sides.numbers)
    blanks = {"body": case.words.worded(promise), "annex": case.words.worded(cell)}
    return case.finding(
        "BODY-ANNEX", verdict, severity, reason=reason, figures=(promise, cell), sides=sides,
        title=case.words.say("annex_title", indicator=cell.indicator, **blanks),
        formula=case.words.say("annex_formula", body_interval=scale.interval(sides.computed, sides.unit),
                               annex_interval=scale.interval(sides.stated, sides.unit), **blanks),
        explanations=tuple(_notes(case, promise, cell, reason)),
    )  # fmt: skip


def _decide(promise: Figure, cell: Figure, sides: Sides) -> tuple[Verdict, Reason | None, Severity]:
    """Equal numbers agree unless their words exclude each other; unequal ones that do not are left to a person."""
    opposed = {promise.comparator, cell.comparator} & _UP and {promise.comparator, cell.comparator} & _DOWN
    same = (promise.low, promise.high) == (cell.low, cell.high) and sides.gap == 0
    if same and not opposed:
        return "consistent", None, "info"
    if as_printed(promise).meets(as_printed(cell)) and not opposed:
        return "consistent_after_rounding", None, "info"
    if relate(promise.period, cell.period) != "equal":
        return "cannot_decide", "date_incomplete", "medium"
    if sides.computed.meets(sides.stated):
        return "cannot_decide", "one_sided_value", "medium"
    return "contradiction", None, gravity(sides.gap, slack(sides.computed, sides.stated), sides.stated_point)


def _notes(case: Case, promise: Figure, cell: Figure, reason: Reason | None) -> Iterator[Explanation]:
    if reason == "one_sided_value":
        yield case.explain("annex_magnitude")
    elif promise.comparator != cell.comparator:
        yield case.explain("annex_comparator", body=promise.comparator, annex=cell.comparator)


def _annex_only(case: Case, cell: Figure, aim: Aim | None) -> Finding:
    return case.finding(
        "BODY-ANNEX", "consistent", "info", reason="annex_only", figures=(cell,),
        title=case.words.say("annex_only_title", indicator=cell.indicator, annex=said(cell)),
        formula=f"{cell.indicator} = {said(cell)}",
        explanations=() if aim is None else (case.explain("annex_aim", quote=aim.quote),),
    )  # fmt: skip


def _body_only(case: Case, annex: list[Figure], unmatched: list[Figure]) -> Finding:
    names = list(dict.fromkeys(figure.indicator for figure in unmatched))
    return case.finding(
        "BODY-ANNEX", "consistent", "info", reason="body_only", figures=unmatched,
        title=case.words.say("body_only_title", names=case.words.joined(names)),
        formula=case.words.say("coverage_formula", rows=len(annex), n=len(names)),
    )  # fmt: skip
