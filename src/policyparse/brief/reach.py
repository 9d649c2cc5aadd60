"""How far ahead a promise reaches: this year's 1200万人 and the five years' 5000万人 are two promises of one indicator.

A flow (新增就业, a cut in per cent) promised for a year says nothing against one promised for five, so of two plans those
are compared that reach equally far.
"""

from __future__ import annotations

import re

from policyparse.brief.change import Target
from policyparse.document import Head
from policyparse.figure import Figure
from policyparse.period import last_day
from policyparse.vocabulary import load

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARLY = re.compile(r"每年|年均|年平均|逐年|各年")
_SPAN_WORD = re.compile(r"[一二两三四五六七八九十\d]+年(?:来|间|内|里|总体|累计)?|年均|年平均")
_LAST_YEAR = ("上年", "同期")
"""What a yearly growth is measured against."""
_PAUSE = re.compile(r"[，,；;。：:]")


def first_year(head: Head) -> int | None:
    """The year that a plan starts from: of its own date, else the first one in its title; None where it names none."""
    for text in (head.written, head.published, head.title):
        if text and (found := _YEAR.search(text)):
            return int(found[0])
    return None


def reach(period: str, since: int | None) -> int | None:
    """Years from the plan's first year to the end of ``period``; None where either is not given.

    >>> reach("2020", 2016), reach("2016/2020", 2016), reach("2016", 2016), reach("2016", None)
    (4, 4, 0, None)
    """
    if since is None or not period:
        return None
    return int(last_day(period)[:4]) - since


def years(period: str) -> int:
    """How many years a span covers beyond its first, whose total no single year's number can be held against; 0 for a point.

    >>> years("2021/2025"), years("2025"), years("2025-01/2025-09")
    (4, 0, 0)
    """
    start, _, end = period.rpartition("/")
    return int(end[:4]) - int(start[:4]) if start else 0


def is_yearly(figure: Figure) -> bool:
    """Whether the words say that a number is one of every year (每年新增10个, 年均增长5%)."""
    return bool(_YEARLY.search(figure.indicator) or _YEARLY.search(words_before(figure)))


def spans_years(figure: Figure) -> bool:
    """Whether a number sums up or averages several years: by its period or the words right before it (五年年均增长5.2%)."""
    start, _, end = figure.period.rpartition("/")
    whole_years = len(start) == len(end) == len("2025") and (start != end or figure.measure != "level")
    return whole_years or bool(_SPAN_WORD.search(words_before(figure)))


def is_total(target: Target, since: int | None) -> bool:
    """Whether a flow's number covers several years together, in a plan that starts in the year ``since``."""
    if any(is_yearly(figure) or figure.basis in _LAST_YEAR for figure in target.figures):
        return False
    return years(target.period) > 0 or (reach(target.period, since) or 0) > 0


def is_part_year(period: str) -> bool:
    """Whether a period is a part of one year that begins with it, whose flow is not yet the year's.

    >>> is_part_year("2025-01/2025-09"), is_part_year("2025-01/2025-12"), is_part_year("2025")
    (True, False, False)
    """
    start, _, end = period.rpartition("/")
    return bool(start) and start[:4] == end[:4] and not last_day(end).endswith("12-31")


def words_before(figure: Figure) -> str:
    """The words from the last pause in the quote to the number; empty where the quote does not hold it once."""
    if figure.quote.count(figure.printed) != 1:
        return ""
    return _PAUSE.split(figure.quote[: figure.quote.index(figure.printed)])[-1]


def is_flow(target: Target | Figure) -> bool:
    """Whether a promise adds up over time: a growth, a change, or what is newly made (新增就业); 年末 stocks do not."""
    return target.measure != "level" or any(word in target.indicator for word in load("words")["adds"])
