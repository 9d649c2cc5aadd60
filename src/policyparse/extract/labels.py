"""What rows and columns of a table name: labels without their units and numbering, rows that divide one above, measures of columns."""

from __future__ import annotations

import re
from collections import Counter

from policyparse.language import phrases
from policyparse.language.numerals import narrow
from policyparse.language.periods import Clock, find_periods
from policyparse.language.quantities import header_unit
from policyparse.vocabulary import load

_UNIT_PARENTHESIS = re.compile(r"\s*[（(][^（）()]{1,12}[）)]\s*$")
_PART = re.compile(r"^[\s　]*(?:其中[:：]?|#|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*(?!\d))[\s　]*")
_GENERIC = re.compile(
    r"(?:本期|本月|本季|当年|累计|全年|同比|环比|[比较为](?:上年|去年)(?:同期|同月)?|年均|实际|名义)*"
    r"(?:总量|绝对[值数额量]|数[值量]|金额|总额|完成|增速|增长|增幅|增减|增长率|增长速度|±)?[%％‰]?"
)
_TIME = re.compile(
    r"(?:(?:19|20)\d\d\s*年?)?(?:[末底]|上半年|下半年|全年|[前第]?[一二三四]季度|\d{1,2}(?:\s*[-—–~～至]\s*\d{1,2})?月[末底份]?)?"
    r"|[上本去今]年(?:同期|末|底)?|本[期月]"
)  # 2025年, 2025年9月末, 1-9月, 上年同期
BASE = re.compile(r"[(（](?:上年|上月|上年同期|\d{4}年?)=100[)）]|指数$")
_CHANGE = re.compile(r"(?:(?:同比|[比较](?:上年|去年)(?:同期)?|实际|名义)*(?:增长|增速|增减|增幅)(?:率|速度)?)?[%％]?$")
_WHICH = re.compile(r"^(?:水平|本|上|去|今|前|期|年|累|预|决|执|调|合|总[量值额数]|实|指|标|基|规|绝|数|金|比|变)")


def find_headings(labels: list[str], *, unitless: bool) -> list[str]:
    """For each row the one above that it divides, by which it is measured: a row named more than once (总产出（亿元） | 第一产业 |
    总产出构成（%） | 第一产业) divides the last one that names a unit, and so does one behind # or 其中, and in a table without any
    other unit every row that names none. Empty for the others.
    """
    found: list[str] = []
    heading, counts = "", Counter(labels)
    for label in labels:
        if header_unit(label) or BASE.search(label):
            heading = label
        divides = counts[label] > 1 or label.lstrip().startswith(("#", "＃", "其中"))
        found.append(heading if (divides or unitless) and label != heading else "")
    return found


def name_of(label: str) -> str:
    """A row or column label without its unit, its numbering and 其中; 总量, 增速 and 2025年 are named by the header above."""
    above, _, last = label.rpartition(" > ")
    without = _UNIT_PARENTHESIS.sub("", last).strip()
    if above and (_GENERIC.fullmatch(without) or _TIME.fullmatch(without)):
        return name_of(above)
    bare = without if header_unit(last) or BASE.search(last) else last
    return _PART.sub("", bare).strip() or last


def named_under(label: str, heading: str, *, again: bool) -> str:
    """The name of a row that divides the one of ``heading``, which stays in it where the label alone is several things.

    >>> named_under("铁路", "客运量总计（万人）", again=True), named_under("铁路", "客运量总计（万人）", again=False)
    ('铁路客运量', '铁路')
    """
    own = name_of(label)
    if heading and again:
        return own + re.sub(r"(?:总计|合计|总量)$", "", name_of(heading))
    return own


def measure_of(header: str, label: str) -> str:
    """The measure that a column gives of every row (行业 | 营业收入（亿元）), which its rows do not name; empty where the header says
    only which value it is (本期, 预算数, 增长%).
    """
    words = load("tables")
    others = (*words["growth"], *words["target"], *words["reported"], "占比", "比重")
    for part in reversed(header.split(">")):
        name = _CHANGE.sub("", name_of(part.strip()).replace(" ", ""))
        if _GENERIC.fullmatch(name) or find_periods(narrow(name), Clock(None)) or any(word in name for word in others):
            continue
        fits = phrases.MEASURE_NOUN.search(name) and not _WHICH.search(name) and not label.strip().endswith(name)
        return name if fits and not phrases.MEASURE_NOUN.search(name_of(label)) else ""
    return ""
