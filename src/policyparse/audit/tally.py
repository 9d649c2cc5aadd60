"""PART-WHOLE of what a sentence adds up itself: ``A，加上B、C，合计D``; a list that ends in 其他; income, expense and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from policyparse.audit.case import Case, Sides
from policyparse.audit.clause import unspaced
from policyparse.audit.evidence import is_cell
from policyparse.audit.finding import Finding, gravity, slack
from policyparse.audit.meaning import is_ratio, point, stands_for
from policyparse.audit.parts import judge_sum
from policyparse.audit.slips import NEAR
from policyparse.audit.words import said, signed_text
from policyparse.figure import Figure
from policyparse.unit import unit_scale

LONGEST_SUM = 600
"""A sum and its first term stand at most so many characters apart."""
WHOLE_BEFORE = 120
"""A list stands at most so many characters behind the whole that it divides."""
BALANCE_BEHIND = 120
"""A balance of trade stands at most so many characters behind exports and imports."""
MOST_TERMS = 16
"""A sentence adds up so many terms at most."""
_TOTAL = re.compile(r"(?:合计|总计)$")
_CARRIED = re.compile(r"(?:滚存|累计)结[余存转]$")
_ADDED = re.compile(r"^[，,；;]?(?:再?加上|加)")
_TAKEN_OFF = re.compile(r"减去|扣除|减：|抵减|剔除")
_AMONG = re.compile(r"^[，,；;（(]*其中")
_OTHERS = re.compile(r"其[他它]")
_LEFT = re.compile(r"^[，,；;]?(?:全年|当年|本年度?|年度)(?:收支)?结余")
_SURPLUS = re.compile(r"顺差|逆差")
_NUMBER = re.compile(r"\d[\d,.]*\s*[万亿]*\s*(?P<unit>[^\d\s万亿，,。；;、（(]{1,4})")


def check_tallies(case: Case) -> Iterator[Finding]:
    """Every sum of a sentence that says what it adds, every list closed by 其他, every balance of a year or of trade."""
    for extraction in case.evidence.extractions:
        levels = [figure for figure in case.evidence.of_document(extraction.head.id) if _is_amount(figure)]
        for n, figure in enumerate(levels):
            yield from _sum_of(case, levels[max(0, n - MOST_TERMS) : n], figure)
            yield from _balance(case, levels[max(0, n - MOST_TERMS) : n], figure)
            yield from _trade_balance(case, levels[max(0, n - 2) : n], figure)
        yield from _closed_lists(case, levels)


def _is_amount(figure: Figure) -> bool:
    plain = figure.measure == "level" and figure.value is not None and figure.comparator == "="
    return plain and not is_cell(figure) and not is_ratio(figure)


def _is_among(figure: Figure) -> bool:
    return bool(_AMONG.match(unspaced(figure.quote)))


def _sum_of(case: Case, before: list[Figure], total: Figure) -> Iterator[Finding]:
    """What stands before the first 加上, and the terms from there to the sum; what 其中 speaks of is in them already.

    A list after 其中 may stand between, so that 加上 adds to one of the amounts since the last sum: the one that fits best is meant.
    """
    if not _is_sum(total):
        return
    near = [f for f in before if total.source.start - f.source.start <= LONGEST_SUM]
    last = max((n for n, f in enumerate(near) if _is_sum(f)), default=-1)
    chain = [f for f in near[last + 1 :] if unit_scale(f.unit, total.unit) == 1]
    first = next((n for n, figure in enumerate(chain) if _adds(figure)), 0)
    if first == 0 or any(_TAKEN_OFF.search(figure.quote) for figure in chain):
        return
    added = [figure for figure in chain[first:] if not _is_among(figure)]
    ways = [[anchor, *added] for anchor in chain[:first] if not _is_among(anchor)]
    if ways:
        yield from _added_up(
            case, total, min(ways, key=lambda way: abs(sum(map(point, way)) - point(total))), told=True
        )


def _adds(figure: Figure) -> bool:
    return bool(_ADDED.match(unspaced(figure.quote)))


def _is_sum(figure: Figure) -> bool:
    return bool(_TOTAL.search(figure.indicator) or _CARRIED.search(figure.indicator))


def _added_up(case: Case, total: Figure, terms: list[Figure], *, told: bool) -> Iterator[Finding]:
    """A finding, unless the terms are so far from the sum that one of them was lost or belongs elsewhere."""
    low, high = sorted((sum(map(point, terms), Fraction(0)), point(total)))
    if len(terms) > 1 and 0 < low <= high <= low * NEAR:
        yield judge_sum(case, total, terms, sure=True, told=told)


def _closed_lists(case: Case, levels: list[Figure]) -> Iterator[Finding]:
    """``A 10亿元，其中B 6亿元、C 3亿元、其他1亿元``: a list whose last item is 其他 is the whole of what stands before it."""
    last: Figure | None = None
    for quote, figures in groupby(levels, key=lambda figure: unspaced(figure.quote)):
        items = list(figures)
        if last is not None and len(items) > 1 and _AMONG.match(quote) and _OTHERS.search(items[-1].indicator):
            whole = last
            near = 0 < items[0].source.start - whole.source.start <= WHOLE_BEFORE
            units = all(unit_scale(item.unit, whole.unit) == 1 and item.kind == whole.kind for item in items)
            if near and units and _is_complete(quote, items):
                yield from _added_up(case, whole, items, told=False)
        last = next((item for item in reversed(items) if not _AMONG.match(quote)), last)


def _is_complete(quote: str, items: list[Figure]) -> bool:
    """Whether every amount of the clause was read as a figure."""
    units = tuple({item.unit for item in items})
    amounts = [match for match in _NUMBER.finditer(quote) if str(match["unit"]).startswith(units)]
    return len(amounts) == len(items)


def _balance(case: Case, before: list[Figure], left: Figure) -> Iterator[Finding]:
    """``收入A，支出B，当年结余C``: C is A less B, for some income and expense since the last balance."""
    if not _is_left(left):
        return
    near = [f for f in before if left.source.start - f.source.start <= LONGEST_SUM and not _is_among(f)]
    last = max((n for n, f in enumerate(near) if _is_left(f) or _CARRIED.search(f.indicator)), default=-1)
    told = [f for f in near[last + 1 :] if unit_scale(f.unit, left.unit) == 1 and not _is_sum(f)]
    pairs = [
        (earned, spent)
        for n, earned in enumerate(told) if "收入" in earned.quote
        for spent in told[n + 1 :] if "支出" in spent.quote
    ]  # fmt: skip
    if pairs:
        yield _judge_balance(
            case, *min(pairs, key=lambda pair: abs(point(pair[0]) - point(pair[1]) - point(left))), left
        )


def _trade_balance(case: Case, before: list[Figure], left: Figure) -> Iterator[Finding]:
    """``出口A，进口B，顺差C``: C is what one of the two is more than the other."""
    way = _SURPLUS.search(left.indicator)
    trade = {word: figure for figure in before for word in ("出口", "进口") if figure.indicator.replace("进出口", "").endswith(
        (word, f"{word}额", f"{word}总额", f"{word}总值"))}  # fmt: skip
    if way is None or len(trade) < 2 or left.source.start - before[0].source.start > BALANCE_BEHIND:
        return
    if all(unit_scale(figure.unit, left.unit) == 1 for figure in before):
        more, less = ("出口", "进口") if way[0] == "顺差" else ("进口", "出口")
        yield _judge_balance(case, trade[more], trade[less], left)


def _is_left(figure: Figure) -> bool:
    return figure.indicator.endswith("结余") and bool(_LEFT.match(unspaced(figure.quote)))


def _judge_balance(case: Case, earned: Figure, spent: Figure, left: Figure) -> Finding:
    computed, difference = stands_for(earned) - stands_for(spent), point(earned) - point(spent)
    sides = Sides(computed, stands_for(left), left.unit, difference, point(left))
    verdict = sides.verdict()
    scale = case.words.scale(*sides.numbers)
    severity = gravity(sides.gap, slack(computed, sides.stated), sides.stated_point)
    return case.finding(
        "PART-WHOLE", verdict, severity if verdict == "contradiction" else "info", figures=(left, earned, spent), sides=sides,
        title=case.words.say("balance_title", indicator=left.indicator, stated=said(left),
                             computed=scale.amount(difference, left.unit)),
        formula=case.words.say("balance_formula", earned=said(earned), spent=said(spent),
                               computed=scale.interval(computed, left.unit), interval=scale.interval(sides.stated, left.unit),
                               gap=signed_text(scale.amount(sides.gap, left.unit))),
    )  # fmt: skip
