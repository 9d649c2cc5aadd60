"""RESTATE: a target that a later document or a news item repeats, and definitions that two documents give of one name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from policyparse.audit.byname import ByName, bare_name
from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import names_itself
from policyparse.audit.finding import Finding, Reason, Severity, Verdict, gravity, slack
from policyparse.audit.identity import is_telling
from policyparse.audit.meaning import as_printed, point, stands_for
from policyparse.audit.progress import SHORTEST_BARE
from policyparse.figure import Definition, Figure, Mention, figure_id
from policyparse.indicator import normal_name, same_indicator, same_wording
from policyparse.period import relate
from policyparse.unit import unit_scale

MOST_DOCUMENTS = 24
"""Of a target that very many documents state, so many statements are compared with each, which keeps the work linear."""


def check_restated(case: Case) -> Iterator[Finding]:
    """Each target against the same one in every other document, the older first; then those that only look alike."""
    promised = [
        figure
        for extraction in case.evidence.extractions if extraction.head.kind != "budget"
        for figure in extraction.figures
        if figure.kind in ("target", "threshold") and figure.period and is_telling(figure)
    ]  # fmt: skip
    named = ByName.of(promised)
    told: set[tuple[str | None, ...]] = set()
    for target in promised:
        for other in _one_a_document(named.like(target)):
            if target.document < other.document and _measured_alike(target, other):
                yield _judge(case, target, other)
        if len(bare_name(target.indicator, target.indicator_id)) >= SHORTEST_BARE:
            for other in _one_a_document(named.akin(target)):
                pairs = _pairs(target, other)
                if target.document < other.document and target.measure == other.measure and not told & pairs:
                    told |= pairs
                    severity: Severity = "high" if _bare(target) == _bare(other) else "info"
                    yield _finding(
                        case, *_in_order(case, target, other), "not_comparable", "definition", severity, None
                    )


def check_definitions(case: Case) -> Iterator[Finding]:
    """Every name that two documents define: in the same words, or in others; names that differ in what they count."""
    found: dict[str, dict[str, Definition]] = {}
    akin: dict[str, dict[str, Definition]] = {}
    for extraction in case.evidence.extractions:
        for definition in extraction.definitions:
            name = definition.indicator_id or normal_name(definition.indicator)
            found.setdefault(name, {}).setdefault(definition.document, definition)
            bare = bare_name(definition.indicator, definition.indicator_id)
            if len(bare) >= SHORTEST_BARE:
                akin.setdefault(bare, {}).setdefault(definition.document, definition)
    for by_document in found.values():
        for one, other in pairwise(by_document.values()):
            yield _judge_definitions(case, one, other)
    for by_document in akin.values():
        for one, other in pairwise(by_document.values()):
            if not same_indicator(one.indicator, other.indicator, one_id=one.indicator_id, other_id=other.indicator_id):
                yield _judge_definitions(case, one, other)


def _one_a_document(figures: tuple[Figure, ...]) -> Iterator[Figure]:
    """One figure for each number of each document."""
    unique = {(f.document, f.value, f.low, f.comparator, f.period): f for f in reversed(figures)}
    yield from list(unique.values())[:MOST_DOCUMENTS]


def _pairs(target: Figure, other: Figure) -> set[tuple[str | None, ...]]:
    """What makes two pairs of figures one story: the same two names, or the same two numbers in text and annex."""
    names = (normal_name(target.indicator), normal_name(other.indicator))
    numbers = (target.value, target.period, other.value, other.period)
    return {(target.document, other.document, *names), (target.document, other.document, _bare(target), *numbers)}


def _measured_alike(one: Figure, other: Figure) -> bool:
    return one.measure == other.measure and unit_scale(one.unit, other.unit) == 1


def _bare(figure: Figure) -> str:
    return bare_name(figure.indicator, figure.indicator_id)


def _in_order(case: Case, one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """The figure of the older document first; of documents without dates, the plan before the news."""

    def rank(figure: Figure) -> tuple[str, bool, str]:
        head = case.evidence.head(figure.document)
        return (head.published or head.written or "9999", head.kind == "news", head.name)

    first, second = sorted((one, other), key=rank)
    return first, second


def _judge(case: Case, one: Figure, other: Figure) -> Finding:
    first, again = _in_order(case, one, other)
    sides = Sides(stands_for(again), stands_for(first), first.unit or again.unit, point(again), point(first))
    return _finding(case, first, again, *_decide(case, first, again, sides), sides)


def _decide(case: Case, first: Figure, again: Figure, sides: Sides) -> tuple[Verdict, Reason | None, Severity]:
    """Identity first: a bar is no goal, another deadline is another target, a later plan may set a new number."""
    if first.kind != again.kind:
        return "not_comparable", "scope", "low"
    if relate(first.period, again.period) == "apart":
        return "not_comparable", "date", "info"
    same = (first.low, first.high) == (again.low, again.high) and sides.gap == 0
    if same and first.comparator == again.comparator:
        return "consistent", None, "info"
    if same or as_printed(first).meets(as_printed(again)):
        return "consistent_after_rounding", "comparator", "low"
    heads = [case.evidence.head(figure.document) for figure in (first, again)]
    repeats = heads[1].kind == "news" and heads[0].status == "issued" and heads[0].kind in ("plan", "notice")
    sure = relate(first.period, again.period) == "equal" and names_itself(first) and names_itself(again)
    if repeats and sure and not sides.computed.meets(sides.stated):
        return "contradiction", None, gravity(sides.gap, slack(*map(as_printed, (first, again))), sides.stated_point)
    return "not_comparable", "version", "info"


def _finding(
    case: Case,
    first: Figure,
    again: Figure,
    verdict: Verdict,
    reason: Reason | None,
    severity: Severity,
    sides: Sides | None,
) -> Finding:
    words = case.words
    blanks = {
        "first": words.worded(first), "again": words.worded(again),
        "due": words.period(first.period), "due_again": words.period(again.period),
        "document": words.called(case.evidence.head(first.document)),
        "later": words.called(case.evidence.head(again.document)),
    }  # fmt: skip
    return case.finding(
        "RESTATE", verdict, severity, reason=reason, figures=(first, again), sides=sides,
        title=case.words.say("restate_title", one=first.indicator, other=again.indicator, **blanks),
        formula=case.words.say(f"restate_{reason}" if reason else "restate_formula", **blanks),
    )  # fmt: skip


def _judge_definitions(case: Case, one: Definition, other: Definition) -> Finding:
    same_name = same_indicator(one.indicator, other.indicator, one_id=one.indicator_id, other_id=other.indicator_id)
    same = same_wording(one.text, other.text)
    how = "same" if same else "differ"
    verdict: Verdict = "not_comparable" if not same_name else "consistent" if same else "cannot_decide"
    return case.finding(
        "RESTATE", verdict, "info" if verdict == "consistent" else "medium",
        reason=None if verdict == "consistent" else "definition", figures=(as_mention(one), as_mention(other)),
        title=case.words.say(f"definitions_title_{how}", indicator=case.words.joined(dict.fromkeys((one.indicator, other.indicator)))),
        formula=case.words.say(f"definitions_{how}", one=one.text, other=other.text),
    )  # fmt: skip


def as_mention(definition: Definition) -> Mention:
    """A definition as what a finding can cite."""
    source = definition.source
    return Mention(
        id=figure_id(definition.document, source.start, source.end, "definition"),
        document=definition.document, kind="definition", printed=definition.indicator, quote=definition.text,
        page=definition.page, source=source, value=definition.text,
    )  # fmt: skip
