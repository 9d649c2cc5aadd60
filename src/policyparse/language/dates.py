"""What a printed time comes to in ISO 8601, given when its text was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policyparse.language.spelling import read_spelled


@dataclass(frozen=True, slots=True)
class Clock:
    """When a text was written, as far as known: what ``今年`` and ``3月底`` are counted from. ``month`` may be None.

    ``dated`` where the document bears the date itself; else it was inferred from the times that its text names.
    """

    year: int | None
    month: int | None = None
    dated: bool = False


class _Unknown(ValueError):
    """The year cannot be told: the text prints none and nobody knows when it was written."""


_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "首季度": (1, 3), "首月": (1, 1)}
_RELATIVE = {"今": 0, "本": 0, "当": 0, "这": 0, "去": -1, "上": -1, "前": -2, "明": 1, "次": 1, "后": 2}
_NEAR = {"上": -1, "本": 0, "当": 0, "下": 1}
_PLAN_NAMES = (None, "规划", "中期")


def iso_of(match: re.Match[str], clock: Clock) -> tuple[str, bool]:
    """The ISO form of a match of ``periods.TIMES``, and whether its year was inferred.

    The form is empty for a duration, for the name of a plan and where no year is known.
    """
    try:
        return _with_year(match, clock) or (_without_year(match, clock), True)
    except _Unknown:
        return "", True


def _with_year(match: re.Match[str], clock: Clock) -> tuple[str, bool] | None:
    """The forms that name their year, be it only as 今年; None for the others."""
    g = match.group
    if g("y1"):
        return f"{_year(g('y1'), clock)}/{_year(g('y2'), clock)}", False
    if g("d1"):
        return _days(match, clock), not g("d1y") or _is_relative(g("d1y"))
    if g("n1"):
        return f"{_numeric(g('n1'))}/{_numeric(g('n2'))}", False
    if g("ym"):
        last = g("m2y") or g("ym")
        return f"{_month(g('ym'), g('m1'), clock)}/{_month(last, g('m2'), clock)}", _is_relative(g("ym"))
    if g("yd"):
        return f"{_month(g('yd'), g('md'), clock)}-{_number(g('dd')):02}", _is_relative(g("yd"))
    if g("iso"):
        return _numeric(g("iso")), False
    if g("yq"):
        return _part(_year(g("yq"), clock), g("part"), g("part_tail")), _is_relative(g("yq"))
    if g("yy"):
        return _month(g("yy"), g("mm"), clock), _is_relative(g("yy"))
    if g("since"):
        return f"{_year(g('since'), clock)}/{_now(clock)}", False
    if g("year"):
        return _since(_year(g("year"), clock), match, clock), False
    if g("century"):
        return _decade(g("century"), g("decade")), False
    return (_plan(match), False) if g("plan") else None


def _since(year: int, match: re.Match[str], clock: Clock) -> str:
    """A year, and where it says 以来 the years from it to the clock (2016年以来)."""
    lasts = match["year_tail"] == "以来" and clock.year is not None and year < clock.year
    return f"{year}/{clock.year}" if lasts else str(year)


def _plan(match: re.Match[str]) -> str:
    """“十四五”期间 is its five years, its 末 the last of them; without such a word it names the plan and dates nothing."""
    if match["plan_tail"] in _PLAN_NAMES and not match["lead"]:
        return ""
    first, last = plan_years(match["plan"])
    tail = match["plan_tail"] or ""
    if tail.startswith("前"):
        return f"{first}/{first + _number(tail[1]) - 1}"  # “十四五”前三年
    return str(last) if tail.endswith("末") else f"{first}/{last}"


def _without_year(match: re.Match[str], clock: Clock) -> str:
    """The forms whose year has to be inferred; empty for a duration."""
    g = match.group
    if g("relative"):
        return str(_year(g("relative"), clock))
    if g("yearend"):
        return str(_now(clock))
    if g("ranged"):
        year = _nearest(clock, _number(g("ranged2")))
        return f"{year}-{_number(g('ranged')):02}/{year}-{_number(g('ranged2')):02}"
    if g("md_m"):
        month = _number(g("md_m"))
        return f"{_nearest(clock, month)}-{month:02}-{_number(g('md_d')):02}"
    if g("month"):
        month = _number(g("month"))
        return f"{_nearest(clock, month, observed=(g('lead') or '').startswith('截'))}-{month:02}"
    if g("past") or g("since_years"):
        return _years_back(clock, _number(g("past") or g("since_years")))
    if g("near_month"):
        away = _months_away(clock, _NEAR[g("near_month")[0]])
        return f"{away}-{_number(g('near_day')):02}" if g("near_day") else away
    if g("bare_part"):
        return _part(_now(clock), g("bare_part"), g("bare_tail"))
    if g("near_quarter"):
        return _quarters_away(clock, _NEAR[g("near_quarter")[0]], g("near_tail"))
    return ""


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its Chinese number.

    >>> plan_years("十四五"), plan_years("九五")
    ((2021, 2025), (1996, 2000))
    """
    nth = _number(number.removesuffix("五"))
    first = 1953 + (nth - 1) * 5 if nth < 3 else 1966 + (nth - 3) * 5
    return first, first + 4


def _decade(century: str, decade: str) -> str:
    """上世纪90年代 is 1990/1999. The century before this one is the twentieth."""
    number = {"上世纪": 20, "本世纪": 21}.get(century) or _number(century.removesuffix("世纪"))
    first = (number - 1) * 100 + _number(decade)
    return f"{first}/{first + 9}"


def _days(match: re.Match[str], clock: Clock) -> str:
    """Both ends of a range of days; the second takes year and month from the first where it prints none."""
    first_month = _number(match["d1m"])
    first_year = _year(match["d1y"], clock) if match["d1y"] else _nearest(clock, first_month)
    year = _year(match["d2y"], clock) if match["d2y"] else first_year
    month = _number(match["d2m"]) if match["d2m"] else first_month
    first, last = _number(match["d1"]), _number(match["d2"])
    return f"{first_year}-{first_month:02}-{first:02}/{year}-{month:02}-{last:02}"


def _numeric(text: str) -> str:
    """2019.9.6 and 2019/09/06 are 2019-09-06."""
    year, *rest = re.split(r"[-./]", text)
    return "-".join([year, *(f"{int(part):02}" for part in rest)])


def _is_relative(year: str) -> bool:
    return year[0] in _RELATIVE


def _year(text: str, clock: Clock) -> int:
    """A printed year, four digits or characters, or one counted from the clock (去年)."""
    if _is_relative(text):
        return _now(clock) + _RELATIVE[text[0]]
    return _number(re.sub(r"[\s年度]", "", text).replace("○", "〇"))


def _now(clock: Clock) -> int:
    if clock.year is None:
        raise _Unknown("no year to count from")
    return clock.year


def _month(year: str, month: str, clock: Clock) -> str:
    return f"{_year(year, clock)}-{_number(month):02}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else int(read_spelled(text).value)


def _years_back(clock: Clock, count: int) -> str:
    """The full years before the clock (过去五年): in its first quarter a document speaks of the years before its own."""
    last = _now(clock) - (clock.month is not None and clock.month <= 3)
    return f"{last - count + 1}/{last}"


def _nearest(clock: Clock, month: int, *, observed: bool = False) -> int:
    """The year that brings ``month`` nearest to the clock; forward where both are six months off.

    What was ``observed`` (截至3月底) is not later than a date that the document itself bears.
    """
    year = _now(clock)
    if clock.month is None:
        return year
    if observed and clock.dated:
        return year if month <= clock.month else year - 1
    gap = month - clock.month
    return year - 1 if gap > 6 else year + 1 if gap <= -6 else year


def _months_away(clock: Clock, months: int) -> str:
    """The month so many after that of the clock (上月 is -1)."""
    if clock.month is None:
        raise _Unknown("no month to count from")
    years, month = divmod(clock.month - 1 + months, 12)
    return f"{_now(clock) + years}-{month + 1:02}"


def _quarters_away(clock: Clock, quarters: int, tail: str | None) -> str:
    if clock.month is None:
        raise _Unknown("no month to count from")
    years, quarter = divmod((clock.month - 1) // 3 + quarters, 4)
    return _months(_now(clock) + years, quarter * 3 + 1, quarter * 3 + 3, tail)


def _part(year: int, part: str, tail: str | None) -> str:
    """A part of a year as months: 三季度 is July to September, 三季度末 is September."""
    first, last = _HALVES.get(part) or _counted(part)
    return _months(year, first, last, tail)


def _months(year: int, first: int, last: int, tail: str | None) -> str:
    """An interval of months; the one month where it is but one or where its end or beginning is meant."""
    if tail or first == last:
        return f"{year}-{first if tail == '初' else last:02}"
    return f"{year}-{first:02}/{year}-{last:02}"


def _counted(part: str) -> tuple[int, int]:
    """前三季度 ends with September, 前十一个月 with November, 二季度 is April to June."""
    number = _number(re.sub(r"[前第个季度月]", "", part))
    length = 3 if "季" in part else 1
    return (1, number * length) if part.startswith("前") else ((number - 1) * length + 1, number * length)
