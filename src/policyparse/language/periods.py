"""When: dates, deadlines, spans and relative years, as ISO 8601 of reduced precision or an interval.

``到2027年底`` is ``2027``; ``截至2024年10月底`` is ``2024-10``; ``1—9月`` of 2025 is ``2025-01/2025-09``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policyparse.language.numerals import parse_chinese

Role = Literal["deadline", "asof", "plain", "basis", "start", "duration"]


@dataclass(frozen=True, slots=True)
class Clock:
    """When a text was written, as far as known: what ``今年`` and ``3月底`` are counted from. ``month`` may be None."""

    year: int | None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A time in ``text[start:end]``. ``iso`` is empty for a mere duration. ``inferred`` where the year is not printed."""

    start: int
    end: int
    iso: str
    role: Role
    words: str
    inferred: bool = False


_Y = r"(?:(?:19|20)\d\d|二[〇○零]\w{2})"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DASH = r"\s*(?:[-—–−~～至到]+|——)\s*"

_LEAD = "截至|截止到?|力争到|争取到|到|至|比|较|相比|对比|与|同|自|从|由|以|据"
_SPAN = "年多?|个月|周年?|天|日|个?工作日|个?自然日|小时"
_SPAN_TAIL = "来|内|间|左右|以内|前|后|之内|以来|期|行动"
_RECENT = "近|未来|今后|过去|用"

TIMES = re.compile(
    rf"""
    (?P<lead>{_LEAD})?\s*[“"（(]?
    (?:
      # 2021-2023年, 2017年到2021年
      (?P<y1>{_Y})\s*年?{_DASH}(?P<y2>{_Y})\s*年(?:度|期间|间|末|底)?
      # 2025年1—9月, 2023年11月—2024年3月
    | (?P<ym>{_Y})\s*年\s*(?P<m1>{_MONTH})\s*月?份?{_DASH}(?:(?P<m2y>{_Y})\s*年\s*)?(?P<m2>{_MONTH})\s*月[份底末]?
      # 2024年11月22日
    | (?P<yd>{_Y})\s*年\s*(?P<md>{_MONTH})\s*月\s*(?P<dd>\d{{1,2}})\s*[日号]
      # 2023-11-17
    | (?P<iso>{_Y})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)
      # 2025年前三季度
    | (?P<yq>{_Y})\s*年\s*(?P<part>上半年|下半年|前三季度|前三个季度|第?[一二三四]季度|前\d+个月)
      # 2024年10月底
    | (?P<yy>{_Y})\s*年\s*(?P<mm>{_MONTH})\s*月(?:份|底|末|初|上旬|中旬|下旬)?
      # 2027年底
    | (?P<year>{_Y})\s*年(?:度|底|末|初|以来|以前|前|期间)?
      # 1—9月
    | (?P<ranged>{_MONTH})\s*月?份?[-—–~至](?P<ranged2>{_MONTH})\s*月[份底]?
      # 12月12日
    | (?P<md_m>{_MONTH})\s*月\s*(?P<md_d>\d{{1,2}})\s*[日号]
      # 3月底
    | (?P<month>{_MONTH})\s*月(?:份|底|末|初|上旬|中旬|下旬)
      # 前三季度
    | (?P<bare_part>上半年|下半年|前三季度|前三个季度|[一二三四]季度)
      # “十四五”期间
    | [“"]?(?P<plan>(?:十[一二三四五六]|[九八七六五]|二十)五)[”"]?(?P<plan_tail>期间|时期|末|以来|前[三四]年|规划|中期)?
      # 比上年, 今年11月
    | (?P<relative>[今去上明本前当]年)(?P<relative_month>{_MONTH}月)?(?P<relative_tail>同期|底|末|初|全年|年初|上半年)?
      # 年末
    | (?P<yearend>年末|年底)
      # 5年来, 30日内
    | (?P<duration>(?:近|未来|今后|过去|前|后|为期|连续|超过)?\s*(?:\d+|[一二两三四五六七八九十几]+)\s*(?:{_SPAN})(?:{_SPAN_TAIL}))
      # 近三年, 用5年
    | (?P<years>(?:{_RECENT})?[一二两三四五六七八九十几]+年|(?:{_RECENT})\d{{1,2}}年|(?<![\d.])\d{{1,2}}年)
    )
    [”"）)]?
    """,
    re.VERBOSE,
)

_LEADS: dict[str, Role] = {
    "截至": "asof", "截止": "asof", "截止到": "asof", "到": "deadline", "力争到": "deadline", "争取到": "deadline",
    "至": "deadline", "比": "basis", "较": "basis", "相比": "basis", "对比": "basis", "与": "basis", "同": "basis",
    "自": "start", "从": "start", "由": "start", "以": "basis",
}  # fmt: skip
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9), "前三个季度": (1, 9)}
_QUARTERS = {"一": (1, 3), "二": (4, 6), "三": (7, 9), "四": (10, 12)}
_PLANS = {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_RELATIVE = {"今年": 0, "本年": 0, "当年": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1}


def find_periods(text: str, clock: Clock) -> tuple[Period, ...]:
    """Every time in ``text`` (``narrow``), left to right. ``clock`` gives the year where none is printed."""
    return tuple(_period(match, clock, text) for match in TIMES.finditer(text))


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its Chinese number.

    >>> plan_years("十四五"), plan_years("九五")
    ((2021, 2025), (1996, 2000))
    """
    nth = int(parse_chinese(number.removesuffix("五")))
    first = 1953 + (nth - 1) * 5 if nth < 3 else 1966 + (nth - 3) * 5
    return first, first + 4


_ASOF_AHEAD = re.compile(r"截[至止][^，。；]{0,12}[（(]?$")


def _period(match: re.Match[str], clock: Clock, text: str) -> Period:
    iso, inferred = _iso(match, clock)
    lead = match["lead"] or ""
    role: Role = "plain" if iso else "duration"
    if iso or match["relative"]:
        role = _LEADS.get(lead, "plain")
    if match["relative"] and match["relative_tail"] == "同期" and not lead:
        role = "basis"
    if role == "plain" and _ASOF_AHEAD.search(text[max(0, match.start() - 16) : match.start() + 1]):
        role = "asof"  # 截至总结评估时点（2025年9月底
    start = match.start() if role != "plain" or not lead else match.start() + len(lead)
    words = match[0].removeprefix(lead).strip(' “”"（）()')
    return Period(start, match.end(), iso, role, words, inferred)


def _iso(match: re.Match[str], clock: Clock) -> tuple[str, bool]:
    """The ISO form of a match and whether its year was inferred; empty for a duration or where no year is known."""
    if match["y1"]:
        return f"{_year(match['y1'])}/{_year(match['y2'])}", False
    if match["ym"]:
        return f"{_month(match['ym'], match['m1'])}/{_month(match['m2y'] or match['ym'], match['m2'])}", False
    if match["yd"]:
        return f"{_month(match['yd'], match['md'])}-{int(match['dd']):02}", False
    if match["iso"]:
        return f"{match['iso']}-{match['iso_m']}-{match['iso_d']}", False
    if match["yq"]:
        return _part(_year(match["yq"]), match["part"]), False
    if match["yy"]:
        return _month(match["yy"], match["mm"]), False
    if match["year"]:
        return str(_year(match["year"])), False
    if match["plan"]:
        first, last = plan_years(match["plan"])
        if match["plan_tail"] in (None, "规划", "中期") and not match["lead"]:
            return "", False  # the name of a plan
        return (str(last) if match["plan_tail"] == "末" else f"{first}/{last}"), False
    return _without_year(match, clock), True


def _without_year(match: re.Match[str], clock: Clock) -> str:
    if clock.year is None:
        return ""
    if match["relative"]:
        year = clock.year + _RELATIVE[match["relative"]]
        month = match["relative_month"]
        return f"{year}-{int(month[:-1]):02}" if month else str(year)
    if match["yearend"]:
        return str(clock.year)
    if match["ranged"]:
        year = _nearest(clock, int(match["ranged2"]))
        return f"{year}-{int(match['ranged']):02}/{year}-{int(match['ranged2']):02}"
    if match["md_m"]:
        month = int(match["md_m"])
        return f"{_nearest(clock, month)}-{month:02}-{int(match['md_d']):02}"
    if match["month"]:
        month = int(match["month"])
        return f"{_nearest(clock, month)}-{month:02}"
    if match["bare_part"]:
        return _part(clock.year, match["bare_part"])
    return ""


def _nearest(clock: Clock, month: int) -> int:
    """The year that brings ``month`` nearest to the clock; forward where both are six months off."""
    if clock.year is None:
        raise ValueError("no year to count from")
    if clock.month is None:
        return clock.year
    gap = month - clock.month
    return clock.year - 1 if gap > 6 else clock.year + 1 if gap <= -6 else clock.year


def _year(text: str) -> int:
    return int(text) if text.isdigit() else int(parse_chinese(text.replace("○", "〇")))


def _month(year: str, month: str) -> str:
    return f"{_year(year)}-{int(month):02}"


def _part(year: int, part: str) -> str:
    if part.startswith("前") and part[1:-2].isdigit():
        first, last = 1, int(part[1 : part.index("个")])
    elif part in _PARTS:
        first, last = _PARTS[part]
    elif part[1:].startswith(tuple("0123456789")):
        first, last = 1, int(re.sub(r"\D", "", part))
    else:
        first, last = _QUARTERS[part.removeprefix("第")[0]]
    return f"{year}-{first:02}/{year}-{last:02}"
