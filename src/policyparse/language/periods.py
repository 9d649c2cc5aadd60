"""When: dates, deadlines, spans and relative years, as ISO 8601 of reduced precision or an interval.

``到2027年底`` is ``2027``; ``截至2024年10月底`` is ``2024-10``; ``1—9月`` of 2025 is ``2025-01/2025-09``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from policyparse.language.dates import Clock, iso_of, plan_years
from policyparse.vocabulary import load

__all__ = ["Clock", "Period", "find_periods", "plan_years"]

Role = Literal["deadline", "asof", "plain", "basis", "start", "duration"]


@dataclass(frozen=True, slots=True)
class Period:
    """A time in ``text[start:end]``. ``iso`` is empty for a mere duration. ``inferred`` where the year is not printed."""

    start: int
    end: int
    iso: str
    role: Role
    words: str
    inferred: bool = False


_ABS = r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2}|一九[〇○零一二三四五六七八九]{2})"
_REL = "(?:今年|本年度?|当年|去年|上年|上一年|这一年|前年|明年|次年|后年)"
_Y = rf"(?:{_ABS}\s*年度?|{_REL})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:\d{1,6}|[一二两三四五六七八九十]{1,6})"
_DASH = r"\s*(?:[-—–−－~～至到]+|——)\s*"
_PART = rf"(?:上半年|下半年|前{_COUNT}个?季度|首季度|第?[一二三四1-4]季度|前{_COUNT}个?月|首月)"
_MONTH_TAIL = "份|底|末|初|上旬|中旬|下旬|月[底末初]"

_CN = "一二两三四五六七八九十几"
_LEAD = "截至|截止到?|力争到|争取到|到|至|比|较|相比|对比|与|同|自|从|由|以|据"
_SPAN = "年多?|个月|周年?|天|日|个?工作日|个?自然日|小时"
_SPAN_TAIL = "来|内|间|左右|以内|前|后|之内|以来|期|行动"
_RECENT = "近|未来|今后|过去|用"

TIMES = re.compile(
    rf"""
    (?=[截力争到至比较相对与同自从由以据“"（(今本当去上这前明次后下首年近未过用为连超第\d{_CN}])
    (?P<lead>{_LEAD})?\s*[“"（(]?
    (?:
      # 2021-2023年, 2017年到2021年, 2007年与2009年间
      (?P<y1>{_ABS})\s*年?(?:{_DASH}|与(?={_ABS}\s*年之?间))(?P<y2>{_ABS})\s*年(?:度|期间|之?间|末|底)?(?!\s*{_MONTH}\s*月)
      # 2016年6月1日-6月30日, 一月十日到十二日
    | (?P<d1y>{_Y})?\s*(?P<d1m>{_MONTH})\s*月\s*(?P<d1>{_DAY})\s*[日号]?{_DASH}
      (?P<d2y>{_Y})?\s*(?:(?P<d2m>{_MONTH})\s*月\s*)?(?P<d2>{_DAY})\s*[日号]
      # 2020-05-26至2020-05-29, 2018/1/10-2018/7/10, 1999.08-2002.02
    | (?P<n1>{_ABS}(?P<n_mark>[-./])\d{{1,2}}(?:(?P=n_mark)\d{{1,2}})?)起?{_DASH}(?P<n2>{_ABS}(?P=n_mark)\d{{1,2}}(?:(?P=n_mark)\d{{1,2}})?)(?![\d.])
      # 2025年1—9月, 2023年11月—2024年3月, 前年11月到去年3月
    | (?P<ym>{_Y})\s*(?P<m1>{_MONTH})\s*月?份?{_DASH}(?:(?P<m2y>{_Y})\s*)?(?P<m2>{_MONTH})\s*月[份底末]?
      # 2024年11月22日, 今年3月5日
    | (?P<yd>{_Y})\s*(?P<md>{_MONTH})\s*月\s*(?P<dd>{_DAY})\s*[日号]
      # 2023-11-17, 2019/04/19, 2019.9.6
    | (?<![\d.])(?P<iso>{_ABS}(?P<mark>[-./])(?:1[0-2]|0?[1-9])(?P=mark)(?:3[01]|[12]\d|0?[1-9]))(?![\d.])
      # 2025年前三季度, 去年上半年, 2021年前两个季度
    | (?P<yq>{_Y})\s*(?P<part>{_PART})(?P<part_tail>[末底初])?
      # 2024年10月底, 今年11月, 二〇〇六年十二月
    | (?P<yy>{_ABS}\s*年|{_REL}(?={_MONTH}月))\s*(?P<mm>{_MONTH})\s*月(?:{_MONTH_TAIL})?
      # 2001年起至今
    | (?P<since>{_ABS})\s*年(?:以来|起)?(?:至今|到现在)
      # 2027年底
    | (?P<year>{_ABS})\s*年(?P<year_tail>度|底|末|初|以来|期间|内|伊始|第[一二三四五六七八九]次全国[^，。的]{{2,4}}普查)?
      # 1—9月
    | (?P<ranged>{_MONTH})\s*月?份?[-—–~至](?P<ranged2>{_MONTH})\s*月[份底]?
      # 12月12日
    | (?P<md_m>{_MONTH})\s*月\s*(?P<md_d>{_DAY})\s*[日号]
      # 3月底, 上月末, 本月9日
    | (?<!\d)(?P<month>{_MONTH})\s*月(?:{_MONTH_TAIL}|(?=，|全[国省市县区州]|同比|环比|我[国省市县区]|居民|当月|单月))
    | (?P<near_month>[上下本当]一?个?月)(?:(?P<near_day>{_DAY})[日号]|(?=[底末初份]|[^一-龥]|$|[同比完累当全实])[底末初份]?)
      # 前三季度, 前8个月, 本季度
    | (?P<bare_part>上半年|下半年|前{_COUNT}个?季度|前(?:{_MONTH}|两)个月(?![内后])|第?[一二三四1-4]季度)(?P<bare_tail>[末底初])?
    | (?P<near_quarter>[上下本]一?个?季度)(?P<near_tail>[末底初])?
      # 上世纪90年代, 20世纪八十年代
    | (?P<century>上世纪|本世纪|(?:\d\d|[一二]?十[一二三四五六七八九]?)世纪)(?P<decade>\d0|[一二三四五六七八九]?十)年代
      # “十四五”期间
    | [“"]?(?<![{_CN}百千分之])(?P<plan>(?:十[一二三四五六]|[九八七六五])五)(?![{_CN}百千万亿%折成])[”"]?
      (?P<plan_tail>期间|时期|期?末|以来|前[三四]年|规划|中期)?
      # 比上年, 明年底
    | (?P<relative>{_REL})(?P<relative_tail>同期|底|末|初|全年|年[底末初]|度)?
      # 年末
    | (?P<yearend>年末|年底)
      # 过去五年, 5年来; 30日内
    | 过去(?P<past>{_COUNT})年|(?<![“"第])(?P<since_years>{_COUNT})年来
    | (?P<duration>(?:近|未来|今后|过去|前|后|为期|连续|超过)?
      \s*(?:(?<![\d.])\d{{1,6}}(?:\.\d{{1,4}})?|[一二两三四五六七八九十几]{{1,6}})\s*(?:{_SPAN})(?:{_SPAN_TAIL}))
      # 近三年, 用5年
    | (?P<years>(?:{_RECENT})?[一二两三四五六七八九十几]{{1,6}}年|(?:{_RECENT})\d{{1,2}}年|(?<![\d.])\d{{1,2}}年)
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


_REMEMBERED = 4096  # paragraphs


@lru_cache(maxsize=_REMEMBERED)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """The times of a paragraph, remembered: a document's clock is set from the times that its figures then inherit."""
    return tuple(match for match in TIMES.finditer(text) if not (_is_measured(match, text) or _is_stage(match, text)))


@lru_cache(maxsize=1)
def _stages() -> tuple[str, ...]:
    schools = load("words")["schools"]
    return (*schools, *(school + "第" for school in schools))


def _is_stage(match: re.Match[str], text: str) -> bool:
    """Whether a time is a stage of schooling or an age and so part of a name (``学前三年毛入园率``, ``高中第三年``)."""
    if match["duration"] and text.startswith(("婴", "幼儿", "儿童"), match.end()):
        return True  # 6个月内婴儿
    return bool(match["years"]) and text.endswith(_stages(), 0, match.start("years"))


_REACHED = re.compile(r"(?:[至到为]|控制在|不超过|超过)\s*$")


_LENGTH = re.compile(
    r"(?:年限|寿命|期限|工龄|质保期?|保质期|有效期|(?:延长|缩短|提高|放宽|压缩|增加)(?:了|到|至|为))(?:[为达到至]|达到|不低于|不少于|不超过|超过|最长)?\s*$"
)


def is_length_measured(text: str, at: int) -> bool:
    """Whether the words before ``at`` make years a length that is measured (``质保期延长至/20年``), not a time."""
    return _LENGTH.search(text, max(0, at - 16), at) is not None


def _is_measured(match: re.Match[str], text: str) -> bool:
    """Whether a length of time is what was reached, not when (``平均住院日缩短至7.5天以内``)."""
    if match["years"]:
        return is_length_measured(text, match.start("years"))
    bound = bool(match["duration"]) and match["duration"].endswith(("以内", "左右"))
    return bound and bool(_REACHED.search(text[: match.start("duration")]))


def find_periods(text: str, clock: Clock) -> tuple[Period, ...]:
    """Every time in ``text`` (``narrow``), left to right. ``clock`` gives the year where none is printed.

    A plain year listed behind another takes its role (``到2025年、2030年`` are two deadlines).
    """
    found: list[Period] = []
    for match in _matches(text):
        period = _period(match, clock, text)
        last = found[-1] if found else None
        if last and period.role == "plain" and _LISTED.fullmatch(text[last.end : period.start]) and match["year"]:
            period = replace(period, role=last.role if last.role == "deadline" else "plain")
        if match["relative_tail"] == "同期" and period.iso:
            period = replace(period, iso=_same_months(period.iso, found))
        if last and last.iso and period.words == "当年" and not _SENTENCE_END.search(text, last.end, period.start):
            period = replace(period, iso=last.iso, role=last.role)  # 到2030年，当年新增
        found.append(period)
    return tuple(found)


def _same_months(year: str, before: list[Period]) -> str:
    """上年同期 by the months that it is held against: those of the last time named, where that was less than a year."""
    part = next((t.iso for t in reversed(before) if t.iso and t.role not in ("basis", "start")), "")
    end = part.rpartition("/")[2]
    if len(end) != 7 or int(end[:4]) != int(year) + 1:
        return year
    return "/".join(f"{int(day[:4]) - 1}{day[4:]}" for day in part.split("/"))


_SENTENCE_END = re.compile(r"[。！？\n]")
_ON_THE_BASIS = re.compile(r"的?(?:基础|水平)上")
_LISTED = re.compile(r"\s*[、和及]\s*")
_RISES = re.compile(r"(?:提高|增加|上升|提升|扩大|增长|发展|下降|降低|减少|缩短|缩小|压缩|[增升降减])$")
_BY = re.compile(
    r"(?:之前|以前|前)(?![一-龥]{0,2}(?:期|列|沿|述|款|后|往|来|茅|景)|[一二三四五六七八九十两\d]+[^年]?(?:季|月|名|位|强))"
)  # 6月底/前完成
_ASOF_AHEAD = re.compile(r"截(?:至|止(?!时间|日期|期限))[^，。；]{0,12}[（(]?$")


def _period(match: re.Match[str], clock: Clock, text: str) -> Period:
    iso, inferred = iso_of(match, clock)
    first, _, last = iso.partition("/")
    iso = first if first == last else iso  # 过去一年
    lead = match["lead"] or ""
    role: Role = "plain" if iso else "duration"
    if iso or match["relative"]:
        role = _LEADS.get(lead, "plain")
    if (
        role == "deadline"
        and _RISES.search(text, max(0, match.start() - 4), match.start())
        and text.startswith("的", match.end())
    ):
        role = "plain"  # 增加到2022年6月的10亿人
    if role == "start" and match["year_tail"] == "以来":
        role = "plain"
    if match["relative"] and match["relative_tail"] == "同期" and not lead:
        role = "basis"
    if role == "plain" and _ASOF_AHEAD.search(text[max(0, match.start() - 16) : match.start() + 1]):
        role = "asof"  # 截至总结评估时点（2025年9月底
    start = match.start() if role != "plain" or not lead else match.start() + len(lead)
    words = match[0].removeprefix(lead).strip(' “”"（）()')
    if iso and _ON_THE_BASIS.match(text, match.end()):
        role = "basis"  # 在2020年的基础上降低
    by = _BY.match(text, match.end()) if iso else None
    if by and role == "plain":
        role = "deadline"
    return Period(start, by.end() if by else match.end(), iso, role, words, inferred)
