"""Digits that are part of a name, number of a document, list mark or address: never a quantity."""

from __future__ import annotations

import re
from functools import cache

from policyparse.vocabulary import load

Span = tuple[int, int]

_CN = "一二两三四五六七八九十百千〇零"

NAMES = re.compile(
    rf"""
    《[^》\n]*》                                                     # 《统计上大中小微型企业划分方法(2017)》
  | [〔\[(（【]\s*(?:19|20)\d\d\s*[〕\])）】]\s*(?:第?\s*\d+\s*号)?       # 〔2024〕227号
  | (?:(?<=[-/.]\d\s)|(?<=[-/.]\d\d\s)|(?<=[日号])|(?<=[日号]\s))\d{{1,2}}:\d\d(?::\d\d)?(?!\d)   # 2024-05-6 10:26:06, 6日 21:28
  | \d+\s?个?月(?:以内|以上|以下|内|龄)?(?=婴|幼儿|儿童)                       # 6个月内婴儿
  | [“"][一-龥]{{2,10}}\d+[条招项][”"]                                # “稳岗留工12条”
  | 第\s*(?:\d+|[{_CN}]+)(?:[届次个条章节期批代类项位名款轮号])?            # 第十四届, 第三产业, 第2位
  | [{_CN}]+届(?=[{_CN}]|历次|中央|全国|全会|人大|省委|市委|政协)[{_CN}、和中]*(?:全会)?  # 二十届二中、三中全会
  | (?<=党的)[{_CN}]+大                                             # 党的二十大
  | (?<=[十届全])[{_CN}]+中全会
  | ICP备\s*\d+号(?:-\d+)? | 公网安备\s*\d+号                          # 京ICP备01234567号-1
  | (?<!\d)0\d{{2,3}}[-—]\d{{7,8}}(?!\d) | (?<!\d)1[3-9]\d{{9}}(?!\d)    # 010-12345678
  | 邮编[:：]?\s*\d{{6}}
  | \d+\s*号(?:楼|院|线|公路|文|令|公告|通知)?                            # 西长安街13号
  | \[\s*\d{{1,3}}\s*\]                                             # [2], a note mark
  | 附(?:件|表|录)\s*\d+ | 专栏\s*\d+ | [图表]\s*\d+(?:[-—.]\d+)*          # 附件 1, 专栏 4, 表1-2
  | \d+\s?(?:千伏|kV)(?:及以[上下])?(?=[输变配电线网站交直等母开])             # 10千伏线路
  | \d+(?:\+(?:\d+|[A-Za-z]+))+                                      # 1+X
  | (?<![\d%％年月日—])—\s?\d{{1,3}}\s?—(?!—)                              # —14—, the foot of a page
  | (?:\d+|[一二两三])\s?(?:分钟|小时|公里)(?=[一-龥、“”]{{0,12}}圈)              # 15分钟便民生活圈
  | \d{{9,}}(?!\s?(?:[万亿.,\d元]|美元))                                            # a site id
    """,
    re.VERBOSE,
)

# Letters and digits in one word: 5G, 5G-A, 5G—A, 5.5G, 4K/8K, IPv6, PM2.5, C-V2X, 3GPP, IMT-2020, C919. 12kW is none.
WORDS = re.compile(
    r"""
    (?P<lettered>[A-Za-z][A-Za-z0-9&]*(?:[-—–+/.·][A-Za-z0-9]+)*\d[A-Za-z0-9.]*)
  | (?P<numbered>\d+(?:\.\d+)?\s?(?P<letters>[A-Za-z]+)(?:[-—–+/][A-Za-z0-9]+)*(?:\.0)?)
    """,
    re.VERBOSE,
)

LIST_MARK = re.compile(
    r"^\s*(?:[-·•●■◆*]\s*)?(?:—+\s*)?[（(]?\d{1,3}(?:\.\d{1,2}){0,2}[.、．)）](?!\d+(?:\.\d+)?\s?(?:[%％万亿千元吨个倍成亩]|公[里斤顷]|平方|立方|小时|美元))"
)


def find_names(text: str) -> tuple[Span, ...]:
    """The spans of ``text`` (``narrow``, one paragraph) that hold digits but no quantity, left to right."""
    spans = [match.span() for match in NAMES.finditer(text)]
    spans += [match.span() for match in WORDS.finditer(text) if _is_word(match, text)]
    mark = LIST_MARK.match(text)
    if mark:
        spans.append(mark.span())
    spans += [match.span("idiom") for match in _idioms().finditer(text)]
    return tuple(sorted(spans))


@cache
def _idioms() -> re.Pattern[str]:
    """Words that hold a digit sign, found even where they overlap (一体, 一体化)."""
    longest = sorted(load("words")["idioms"], key=len, reverse=True)
    return re.compile(rf"(?=(?P<idiom>{'|'.join(map(re.escape, longest))}))")


@cache
def _latin_units() -> frozenset[str]:
    return frozenset(unit for unit in load("units")["units"] if unit.isascii())


def _is_word(match: re.Match[str], text: str) -> bool:
    """Whether letters and digits together are a name: not ``12kW``, nor ``GDP136063元``."""
    if match["letters"]:
        return match["letters"] not in _latin_units()
    joined = re.fullmatch(r"[A-Z&]{2,}(?P<digits>\d[\d.]+)", match[0])
    return not (joined and re.match(r"\s*[万亿]?(?:[元人%吨]|美元)", text[match.end() :]))


def overlaps(span: Span, others: tuple[Span, ...]) -> bool:
    """Whether ``span`` shares a character with any of ``others``."""
    return any(start < span[1] and span[0] < end for start, end in others)
