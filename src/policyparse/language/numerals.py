"""Numbers in running text: ``1,234.5``, ``1.62万``, ``1亿3千多万``, ``十三点五``, ``百分之四十``, ``六成``, ``三分之二``.

A numeral carries its exact value and its step: the value of one unit in the last place that is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from policyparse.language.characters import informal, narrow
from policyparse.language.spelling import Spelled, read_spelled, read_spread

__all__ = ["Numeral", "find_numerals", "narrow", "parse_chinese"]

Form = Literal["plain", "percent", "permille", "fraction", "vague"]
Hedge = Literal["more", "at_least", "nearly", "several", ""]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in ``text[start:end]``. ``form`` tells how it was written; ``hedge`` what the number itself leaves open
    (``300多`` is more than, ``上万`` at least, ``近千`` nearly, ``两三个`` and ``数百`` several).
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    form: Form = "plain"
    hedge: Hedge = ""
    high: Fraction | None = None
    chinese: bool = False


_D = "一二两三四五六七八九"
_THOUSAND = "千(?!瓦|克|卡|伏|乏|赫|字节|比特)"  # 三千, but 三千瓦 is 三 and 千瓦
_HEAD = rf"(?:[{_D}十百廿卅卌]|{_THOUSAND})"
_RUN = rf"(?:[一二三四五六七八九〇○十百万亿廿卅卌]|零(?=[{_D}十百千年])|两(?=[百千万亿])|{_THOUSAND}|兆(?!瓦|字节|比特|赫|帕|焦))"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FORMAL = "壹贰叁参肆伍陆柒捌玖"  # the digits of money amounts
_POINT = r"(?:点[〇零一二三四五六七八九]+)"
_SPELLED = rf"(?:{_HEAD}{_RUN}*{_POINT}?|零{_POINT})"
_MORE = "(?:余|多(?!样|元[化的主发格]|边|方面|方位|维|媒|功|层次|端|云|点))"  # 300多家, but 多元化
_COUNTED = "[个家人名项多余元户亩所座台辆套件份次张零]"  # 8千元, but 8千瓦
_NO_TENTH = "[为立长果员就本交效熟套都渝型品因分份列功]"  # 三成, but 三成立

_POWERS = "十百千万亿兆点分之又几余多成"  # what holds the digits of a number together
_GAP = re.compile(rf"(?<=[{_POWERS}])[ ]{{1,4}}(?=[{_POWERS}{_D}零〇\d])|(?<=[{_D}零〇\d])[ ]{{1,4}}(?=[{_POWERS}])")

NUMERAL = re.compile(
    rf"""
    (?=[-−﹣－负\d{_D}〇零十百千万上数几成半过廿卅卌{_FORMAL}拾])
    (?:
    # 百分之四十, 负百分之三, 千分之五, 百分之三十多
    (?P<parts>(?P<parts_minus>负?)(?<![{_D}十\d])(?P<parts_of>[百千万])\s?分之\s?
      (?P<parts_value>{_ARABIC}|{_SPELLED})(?P<parts_more>{_MORE})?)
    # 六成, 三成半, 七成六, 六七成
  | (?P<tenths>(?P<tenth_value>[{_D}]点[{_D}]|[{_D}]{{1,2}}|十|(?<![\d.])(?:10|\d(?:\.\d+)?))\s?成(?!{_NO_TENTH})
      (?P<twentieth>半|[{_D}](?=$|[，。；、）以左的多]))?)
    # 三分之二, 三又四分之三, 10分之1
  | (?P<fraction>(?P<fraction_minus>负?)(?:(?P<whole>{_SPELLED}|\d+)又)?(?P<below>[{_D}十百千万]+|\d+)分之(?P<above>{_SPELLED}|\d+(?:\.\d+)?))
    # 1/3, but neither 24/7 nor 2024/10/1
  | (?P<slash>(?<![\d/.A-Za-z])(?P<slash_above>[1-9])/(?P<slash_below>[2-9]|1\d)(?![\d/.A-Za-z]|[年月日号小天]))
    # 超过一半
  | (?P<half>一半|半数|过半(?=[数，。；以]))
    # 1,234.5; －0.4; 自然增长率为-1.48; 负2.1; 1.62万; 20多亿; 300多家; 1万6千多; 1亿3千多万; 3万4000
  | (?P<arabic>(?:(?:(?<![\d%‰.\w）)])|(?<=[为是达至到长率润额值差幅]))[-−﹣－](?=[\d.])|(?<![自背担抱肩欺胜])负\s?(?=\d)|(?<![\d.]))
      (?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?
      (?:(?:\s?[余多])?\s?(?:万亿|万万|[百千]?[万亿]|[百千](?={_COUNTED}|\s?\d))
        (?(decimals)|(?:零?\s?\d{{1,4}}\s?亿)?(?:零?\s?\d{{1,4}}\s?[百千]?万)?(?:零?\s?\d\s?{_THOUSAND})?(?:零?\s?\d\s?百(?!分))?
           (?:零?\d{{1,4}}(?![\d.,%‰A-Za-z年月日号]|\s?个百))?)
      )?
      (?:[余多]\s?[万亿]+|{_MORE})?)
    # 上千万家庭, 数百, 几十万
  | (?P<rough>(?:(?<!以)上|[数几]|(?<![完建形达合构造生组促变])成)(?P<rough_unit>[十百千]?万亿|[十百千]?[万亿]|[十百千])(?![千百万分]))
    # 伍佰叁拾肆, 拾万零五十六, 壹百二十, 十万柒仟
  | (?P<formal>负?(?:(?<![大内登着陆海队入退行收捡])[{_FORMAL}](?=[拾佰仟万亿十百千])|(?<!收)拾(?=[{_D}{_FORMAL}万亿])
        |[{_D}十百][{_D}十百千万亿]*(?=[佰仟]|零?[{_FORMAL}][拾佰仟十百千]))
      (?:[{_FORMAL}拾佰仟〇{_D}十百千万亿]|零(?=[{_FORMAL}拾{_D}十百千]))+(?:点[零{_FORMAL}]+)?(?P<formal_more>零?几|{_MORE})?[万亿]*)
    # 十三点五, 三百余, 十几万, 一百几十, 负六点六, 零点五
  | (?P<chinese>(?![百千]分[点之])负?{_SPELLED}[万亿]*(?P<chinese_more>零?几[十百千]?|{_MORE})?(?P<chinese_tail>[万亿]+)?)
    )
    """,
    re.VERBOSE,
)


def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Every number in ``text``, left to right, whatever it means. ``text`` must be ``narrow``.

    Spaces that layout put inside a number do not part it (``三 百 五 十``, ``1000  万``, ``百 分 之 四十``).
    """
    if not _GAP.search(text):
        return _numerals_of(text)
    places = [at for left, right in pairwise(_edges(text)) for at in range(left[1], right[0])]
    closed = _numerals_of("".join(text[at] for at in places))
    return tuple(replace(n, start=places[n.start], end=places[n.end - 1] + 1) for n in closed)


def _edges(text: str) -> list[tuple[int, int]]:
    """The gaps inside numbers, with an empty one at either end of the text."""
    return [(0, 0), *(gap.span() for gap in _GAP.finditer(text)), (len(text), len(text))]


def _numerals_of(text: str) -> tuple[Numeral, ...]:
    found = (_read(match) for match in NUMERAL.finditer(text))
    return tuple(numeral for numeral in found if numeral is not None)


def parse_chinese(text: str) -> Fraction:
    """The value of a Chinese number. Raises ValueError for anything else.

    >>> parse_chinese("十三点五"), parse_chinese("三亿二千万"), parse_chinese("二〇二五")
    (Fraction(27, 2), Fraction(320000000, 1), Fraction(2025, 1))
    """
    value = read_spelled(text.removeprefix("负")).value
    return -value if text.startswith("负") else value


def _read(match: re.Match[str]) -> Numeral | None:
    """The numeral of a match; None where the characters turn out to be no number (``十十``)."""
    try:
        return _READERS[match.lastgroup or ""](match)
    except ValueError:
        return None


_HEDGES = re.compile(r"零?几|[余多\s]")


def _spelled(text: str) -> Spelled:
    """Value and step of digits, Arabic or Chinese; hedges and spaces inside are left out (``1亿3千多万``)."""
    return read_spelled(_HEDGES.sub("", text))


def _percentage(text: str) -> tuple[Spelled, Spelled]:
    """The ends of a number of percent, equal unless it is a spread. A round one (四十) is still exact to the unit."""
    low, high = read_spread(text) or (_spelled(text), _spelled(text))
    return low._replace(step=min(low.step, Fraction(1))), high


def _parts(match: re.Match[str]) -> Numeral:
    low, high = _percentage(match["parts_value"])
    sign = -1 if match["parts_minus"] else 1
    scale = Fraction(1, 100) if match["parts_of"] == "万" else Fraction(1)  # 万分之三 is 0.03%
    spread = high.value * scale if high.value != low.value else None
    hedge: Hedge = "more" if match["parts_more"] else "several" if spread else ""
    return Numeral(
        *match.span(), sign * low.value * scale, low.step * scale, "permille" if match["parts_of"] == "千" else "percent",
        hedge, spread, chinese=True,
    )  # fmt: skip


def _tenths(match: re.Match[str]) -> Numeral:
    low, high = read_spread(match["tenth_value"]) or (_spelled(match["tenth_value"]),) * 2
    if low.value > 10:
        raise ValueError(f"{match[0]!r} is more than all")
    last = match["twentieth"]
    below = Fraction(5) if last == "半" else read_spelled(last).value if last else Fraction(0)
    step = Fraction(5) if last == "半" else Fraction(1) if last else 10 * min(low.step, Fraction(1))
    spread = high.value * 10 if high.value != low.value else None
    return Numeral(
        *match.span(), low.value * 10 + below, step, "percent", "several" if spread else "", spread, chinese=True
    )


def _fraction(match: re.Match[str]) -> Numeral:
    below = _spelled(match["below"]).value
    if not below:
        raise ValueError("a fraction of nothing")
    whole = _spelled(match["whole"]).value if match["whole"] else Fraction(0)
    value = whole + _spelled(match["above"]).value / below
    return Numeral(*match.span(), -value if match["fraction_minus"] else value, Fraction(0), "fraction", chinese=True)


def _slash(match: re.Match[str]) -> Numeral:
    value = Fraction(int(match["slash_above"]), int(match["slash_below"]))
    if value >= 1:
        raise ValueError(f"{match[0]!r} is no part of a whole")
    return Numeral(*match.span(), value, Fraction(0), "fraction")


def _half(match: re.Match[str]) -> Numeral:
    hedge: Hedge = "more" if match["half"] == "过半" else ""
    return Numeral(*match.span(), Fraction(50), Fraction(10), "percent", hedge, chinese=True)


def _arabic(match: re.Match[str]) -> Numeral:
    text = match["arabic"]
    plain = text.lstrip("-−﹣－负 ")
    value, step = _spelled(plain)
    hedge: Hedge = "more" if "余" in text or "多" in text else ""
    return Numeral(*match.span(), value if plain == text else -value, step, hedge=hedge)


def _rough(match: re.Match[str]) -> Numeral:
    value = read_spelled(match["rough_unit"]).value
    hedge: Hedge = "at_least" if match[0].startswith("上") else "several"
    return Numeral(*match.span(), value, value, "vague", hedge, chinese=True)


def _formal(match: re.Match[str]) -> Numeral:
    text = informal(match["formal"])
    plain = text.removeprefix("负")
    value, step = _spelled(plain)
    hedge: Hedge = "more" if match["formal_more"] else ""
    return Numeral(*match.span(), value if plain == text else -value, step, hedge=hedge, chinese=True)


def _chinese(match: re.Match[str]) -> Numeral:
    text = match["chinese"].replace("○", "〇")
    plain = text.removeprefix("负")
    spread = read_spread(plain)
    if spread:
        low, high = spread
        return Numeral(*match.span(), low.value, low.step, "vague", "several", high.value, chinese=True)
    value, step = _spelled(plain)
    hedge: Hedge = "more" if match["chinese_more"] else ""
    return Numeral(*match.span(), value if plain == text else -value, step, hedge=hedge, chinese=True)


_READERS = {
    "parts": _parts, "tenths": _tenths, "fraction": _fraction, "slash": _slash, "half": _half, "arabic": _arabic,
    "rough": _rough, "formal": _formal, "chinese": _chinese,
}  # fmt: skip
