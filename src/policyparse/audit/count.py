"""COUNT: a stated number of places against the list beside it and against the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.audit.case import Case
from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import Column, is_cell
from policyparse.audit.finding import Explanation, Finding, Reason, Severity, Verdict
from policyparse.audit.identity import place_key
from policyparse.audit.meaning import is_count, point
from policyparse.audit.words import said
from policyparse.figure import Extraction, Figure
from policyparse.language.indicators import fold
from policyparse.language.places import NATION_CODE, place_code

NAMED_GROUP = 6
"""A group's name is recognised in a caption by at least so many characters (5G应用扬帆行动重点城市, not 重点城市)."""

_ITEM = r"[^，,。；;：:、（）()\s]{1,20}"
_LIST = re.compile(
    rf"""
    (?:
      (?P<owner>{_ITEM})\s*[（(](?P<inside>[^（）()]+)[）)]          # 广东（珠海、惠州、中山）3个
    | (?P<items>(?:{_ITEM}\s*、\s*)+{_ITEM}?)                       # 天津、石家庄、沧州共20个
    )
    \s*(?P<etc>等)?(?:地区?|省市)?\s*(?P<all>共计?|总共|一共|合计|总计)?\s*$
    """,
    re.VERBOSE,
)
_PLACES = re.compile(
    r"(?:城市|省份?|省区市|地区|市|县|区|旗|州|市县|市州|地市|县区|县市区|城区|乡镇|街道|国家|行政区)$"
)
_AND = re.compile(r"[和及与]")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed right before a number. ``open`` where 等 says that the list may go on; ``owner`` as in 广东（…）."""

    items: tuple[str, ...]
    owner: str | None
    open: bool
    whole: bool

    @property
    def codes(self) -> tuple[str, ...] | None:
        """The places that the items are; None where one of them is none."""
        codes = [_code(item) for item in self.items]
        return tuple(code for code in codes if code) if all(codes) else None


def check_counts(case: Case) -> Iterator[Finding]:
    """Every exact count of whole things that has a list before it or a table of its members."""
    for extraction in case.evidence.extractions:
        tables = _tables(case.evidence.columns_of(extraction.head.id))
        for figure, before in _counts(extraction):
            listed = find_list(before)
            if listed is not None:
                yield from _against_list(case, figure, listed, tables)
            else:
                yield from _against_rows(case, figure, tables)


def find_list(before: str) -> Listed | None:
    """The list that ends where a number begins; None where there is none of at least two items.

    >>> find_list("浙江（温州、台州）").items, find_list("覆盖天津、沧州、西安共").items, find_list("全市新增")
    (('温州', '台州'), ('覆盖天津', '沧州', '西安'), None)
    """
    match = _LIST.search(before)
    if match is None:
        return None
    items = [item.strip() for item in re.split("、", match["inside"] or match["items"]) if item.strip()]
    items = [part for item in items for part in _split(item)]
    if len(items) < 2:
        return None
    return Listed(tuple(items), match["owner"], bool(match["etc"]), bool(match["all"] or match["owner"]))


def _split(item: str) -> list[str]:
    """``珠海和中山`` is two places; ``呼和浩特`` is one."""
    parts = [part for part in _AND.split(item) if part]
    both = len(parts) == 2 and all(place_code(part) for part in parts)
    return parts if both and not place_code(item) else [item]


def _code(item: str) -> str | None:
    """The code of the place that an item is, or ends with (覆盖天津, 内蒙古鄂尔多斯)."""
    for start in range(len(item) - 1):
        code = place_code(item[start:])
        if code is not None:
            return code
    return None


def _counts(extraction: Extraction) -> Iterator[tuple[Figure, str]]:
    """Plain counts with the text of their clause up to them, layout left out; equal printings are told apart by order."""
    seen: dict[tuple[str, str], int] = {}
    for figure in sorted(extraction.figures, key=lambda f: f.source.start):
        if is_cell(figure):
            continue
        quote, printed = unspaced(figure.quote), unspaced(figure.printed)
        at = quote.find(printed, seen.get((quote, printed), 0))
        seen[quote, printed] = at + 1
        if at >= 0 and figure.comparator == "=" and figure.value is not None and is_count(figure):
            yield figure, quote[:at]


def _tables(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """One column for each table: its rows are what counts."""
    return tuple({(column.head.source.table, column.places): column for column in columns}.values())


def _against_list(case: Case, figure: Figure, listed: Listed, tables: tuple[Column, ...]) -> Iterator[Finding]:
    n, codes = len(listed.items), listed.codes
    certain = codes is not None and bool(_PLACES.search(figure.indicator))
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
    """A list that fits its number, held against the table that has most of its members."""
    owner = None if listed.owner is None else _code(listed.owner)
    for table in tables:
        rows = tuple(cell for cell in table.cells if owner is None or place_key(cell).startswith(owner[:2]))
        places = frozenset(place_key(cell) for cell in rows)
        if 2 * len(places & codes) <= len(codes):
            continue
        if places == codes:
            return "consistent", None, "info", rows, (case.explain("count_set_same"),)
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
        prefix = "" if place_key(figure) == NATION_CODE else place_key(figure).rstrip("0")
        rows = tuple(cell for cell in table.cells if not prefix.isdigit() or place_key(cell).startswith(prefix))
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
        bool(_PLACES.search(name))
        and len(name) >= NAMED_GROUP
        and any(name[start:] in caption for start in range(len(name) - NAMED_GROUP + 1))
    )
