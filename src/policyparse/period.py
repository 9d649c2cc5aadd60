"""How two periods in ISO 8601 reduced precision stand to each other."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import Literal

Relation = Literal["equal", "nested", "apart", "unknown"]


def relate(one: str, other: str) -> Relation:
    """``nested`` where one lies in the other or they overlap, ``unknown`` where one is not given.

    >>> relate("2025-09", "2025"), relate("2025-09", "2026-03"), relate("2021/2025", "2021-01/2025-12"), relate("", "2025")
    ('nested', 'apart', 'equal', 'unknown')
    """
    if not one or not other:
        return "unknown"
    first, second = days(one), days(other)
    if first == second:
        return "equal"
    return "nested" if first[0] <= second[1] and second[0] <= first[1] else "apart"


def days(iso: str) -> tuple[str, str]:
    """The first and last day of a period, both included.

    >>> days("2024-02"), days("2021/2025")
    (('2024-02-01', '2024-02-29'), ('2021-01-01', '2025-12-31'))
    """
    return _first_day(iso.partition("/")[0]), last_day(iso)


def last_day(iso: str) -> str:
    """The last day of a period, as text that sorts by time; empty for no period.

    >>> last_day("2027"), last_day("2025-02"), last_day("2025-01/2025-09")
    ('2027-12-31', '2025-02-28', '2025-09-30')
    """
    date = iso.rpartition("/")[2]
    if len(date) == len("2027"):
        return f"{date}-12-31"
    if len(date) == len("2025-02"):
        year, month = date.split("-")
        return f"{date}-{calendar.monthrange(int(year), int(month))[1]}"
    return date


def years_from(one: str, other: str) -> int:
    """Calendar years from the end of one period to the end of another; negative where that lies before, 0 without a period.

    >>> years_from("2021/2023", "2027"), years_from("2027", "2023-06")
    (4, -4)
    """
    return int(last_day(other)[:4]) - int(last_day(one)[:4]) if one and other else 0


def years_between(one: str, other: str) -> int:
    """How many calendar years lie between the ends of two periods.

    >>> years_between("2024-10", "2021/2023")
    1
    """
    return abs(years_from(one, other))


def period_words(iso: str, say: Callable[..., str]) -> str:
    """A period in the forms that ``say`` words: ``year``, ``month``, ``day``, ``years``, ``months`` of one year, ``span``.

    >>> period_words("2025-01/2025-09", lambda form, *parts: f"{form} {' '.join(parts)}")
    'months 2025 1 9'
    """
    if not iso:
        return ""
    start, _, end = iso.rpartition("/")
    if not start:
        return _date_words(end, say)
    if len(start) == len(end) == len("2025-01") and start[:4] == end[:4]:
        return say("months", start[:4], str(int(start[5:])), str(int(end[5:])))
    if len(start) == len(end) == len("2025"):
        return say("years", start, end)
    return say("span", _date_words(start, say), _date_words(end, say))


def _date_words(date: str, say: Callable[..., str]) -> str:
    parts = date.split("-")
    return say(("year", "month", "day")[len(parts) - 1], parts[0], *(str(int(part)) for part in parts[1:]))


def _first_day(date: str) -> str:
    return date + "0000-01-01"[len(date) :]
