"""COUNT: a stated number of places against the list beside it and against the rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from policyparse.audit.case import Case
from policyparse.audit.evidence import PLACE_NOUN, Column
from policyparse.audit.finding import Explanation, Finding, Reason, Severity, Verdict
from policyparse.audit.identity import place_key, stem
from policyparse.audit.listed import Listed, find_counts
from policyparse.audit.meaning import point
from policyparse.audit.words import said
from policyparse.figure import Figure
from policyparse.language.indicators import fold
from policyparse.language.places import is_group

NAMED_GROUP = 6
"""A group's name is recognised in a caption by at least so many characters (5G应用扬帆行动重点城市, not 重点城市)."""


def check_counts(case: Case) -> Iterator[Finding]:
    """Every exact count of whole things that has a list before it or a table of its members."""
    for extraction in case.evidence.extractions:
        tables = _tables(case.evidence.columns_of(extraction.head.id))
        for figure, listed in find_counts(extraction.figures):
            if listed is not None:
                yield from _against_list(case, figure, listed, tables)
            else:
                yield from _against_rows(case, figure, tables)


def _tables(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """One column for each table: its rows are what counts."""
    return tuple({(column.head.source.table, column.places): column for column in columns}.values())


def _against_list(case: Case, figure: Figure, listed: Listed, tables: tuple[Column, ...]) -> Iterator[Finding]:
    n, codes = len(listed.items), listed.codes
    certain = codes is not None and bool(PLACE_NOUN.search(figure.indicator))
    fits = n <= point(figure) if listed.open else n == point(figure)
    if not fits and not (certain or listed.whole):
        return
    verdict, reason, severity = _decide_list(fits, certain)
    rows: tuple[Figure, ...] = ()
    notes: tuple[Explanation, ...] = ()
    if fits and certain and codes is not None and not listed.open:
        verdict, reason, severity, rows, notes = _with_rows(case, listed, frozenset(codes), tables)
    yield case.finding(
        "COUNT", verdict, severity, reason=reason, figures=(figure, *rows), explanations=notes,
        title=case.words.say("count_list_title", stated=said(figure), n=n),
        formula=case.words.say("count_formula", stated=said(figure), n=n, items=case.words.joined(listed.items)),
    )  # fmt: skip


def _decide_list(fits: bool, certain: bool) -> tuple[Verdict, Reason | None, Severity]:
    if fits:
        return "consistent", None, "info"
    if certain:
        return "contradiction", None, "high"
    return "cannot_decide", "extraction_noise", "low"


def _with_rows(
    case: Case, listed: Listed, codes: frozenset[str], tables: tuple[Column, ...]
) -> tuple[Verdict, Reason | None, Severity, tuple[Figure, ...], tuple[Explanation, ...]]:
    """A list that fits its number, held against the rows of its part of the country in the table that has most of its members.

    A list that does not say that it is all may be some of the rows only, unless it has as many as the whole table.
    """
    for table in tables:
        rows = table.within(listed.scope)
        places = frozenset(place_key(cell) for cell in rows)
        if 2 * len(places & codes) <= len(codes):
            continue
        if places == codes:
            return "consistent", None, "info", rows, (case.explain("count_set_same"),)
        if not listed.whole and (listed.scope or len(places) != len(codes)):
            continue
        names = {place_key(cell): cell.place for cell in rows} | dict(
            zip(listed.codes or (), listed.items, strict=True)
        )
        only_list, only_rows = (
            case.words.joined(names[c] for c in sorted(s)) for s in (codes - places, places - codes)
        )
        note = case.explain("count_set_differs", only_list=only_list, only_rows=only_rows)
        if len(places) == len(codes):
            return "contradiction", None, "high", rows, (note,)
        return "cannot_decide", "possible_truncation", "medium", rows, (note,)
    return "consistent", None, "info", (), ()


def _against_rows(case: Case, figure: Figure, tables: tuple[Column, ...]) -> Iterator[Finding]:
    """A count of a group that a table names in its caption."""
    for table in tables:
        if not _names_group(figure, table):
            continue
        rows = table.within("" if is_group(figure.place) else stem(place_key(figure)))
        if not rows:
            continue
        verdict, reason, severity = _decide_rows(int(point(figure)), len(rows))
        items = case.words.joined(cell.place for cell in rows)
        yield case.finding(
            "COUNT", verdict, severity, reason=reason, figures=(figure, *rows),
            title=case.words.say("count_rows_title", stated=said(figure), n=len(rows)),
            formula=case.words.say("count_rows_formula", stated=said(figure), n=len(rows), items=items),
            explanations=(case.explain("count_fewer_rows"),) if reason else (),
        )  # fmt: skip


def _decide_rows(stated: int, rows: int) -> tuple[Verdict, Reason | None, Severity]:
    if stated == rows:
        return "consistent", None, "info"
    if rows < stated:
        return "cannot_decide", "possible_truncation", "medium"
    return "contradiction", None, "high"


def _names_group(figure: Figure, table: Column) -> bool:
    name, caption = fold(figure.indicator).removesuffix("数"), fold(table.caption)
    return (
        bool(PLACE_NOUN.search(name))
        and len(name) >= NAMED_GROUP
        and any(name[start:] in caption for start in range(len(name) - NAMED_GROUP + 1))
    )
