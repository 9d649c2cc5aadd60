"""When two printed names mean one indicator.

Equal normal names do, or equal catalogue ids with equal qualifiers; likeness never does, since 大型 and 大中型, 用户数 and
连接数 differ by a character or two and are different things.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from policyparse.vocabulary import load

_FOOTNOTE = re.compile(r"[\u2460-\u2473]")  # 生产总值②
_NOISE = re.compile(r"[\s“”\"'‘’《》〈〉「」,，、:：;；。()（）\[\]【】〔〕·\-—–_|*]+")
_LAYOUT = re.compile(r"[\W_]+")
_UNIT = re.compile(r"[(（][^()（）]{1,8}[)）]\s*$")  # 普及率（%）, 基站数（个）


@cache
def normal_name(text: str) -> str:
    """The name without layout, unit, jurisdiction, verb of making or word of counting.

    >>> normal_name("建成 5G 行业虚拟专网"), normal_name("5G行业虚拟专网数（个）"), normal_name("我国每万人拥有5G基站数")
    ('5G行业虚拟专网', '5G行业虚拟专网', '每万人拥有5G基站')
    >>> normal_name("边缘计算节点建设"), normal_name("重点行业关键标准研制")
    ('边缘计算节点', '重点行业关键标准')
    """
    words = load("qualifiers")
    name = _NOISE.sub("", _UNIT.sub("", unicodedata.normalize("NFKC", _FOOTNOTE.sub("", text)))).replace("的", "")
    name = name.replace("每个", "每").replace("数量", "数")
    for opener in (*words["jurisdictions"], *words["makes"]):
        if name.startswith(opener) and len(name) >= len(opener) + 2:
            name = name.removeprefix(opener)
    if name.endswith(tuple(words["not_counts"])):
        return name
    for count in words["counts"]:
        if name.endswith(count) and len(name) >= len(count) + 2:
            return name.removesuffix(count)
    for doing in words["doings"]:
        if name.endswith(doing) and len(name) >= len(doing) + 4:
            return name.removesuffix(doing)
    return name


@cache
def qualifiers(text: str) -> frozenset[str]:
    """The words of ``text`` that narrow what is counted, the longest at each place: 大中型 is not 大型 and 中型.

    >>> sorted(qualifiers("大中型工业企业5G应用渗透率")), sorted(qualifiers("5G物联网终端连接数"))
    (['企业', '大中型'], ['终端', '连接'])
    """
    found = re.findall("|".join(sorted(load("qualifiers")["guards"], key=len, reverse=True)), text)
    return frozenset(found)


def same_wording(one: str, other: str) -> bool:
    """Whether two definitions say the same in the same words, spaces and punctuation apart.

    >>> same_wording("5G 流量占总流量的比例。", "5G流量占总流量的比例")
    True
    """
    return _words_of(one) == _words_of(other)


def _words_of(text: str) -> str:
    return _LAYOUT.sub("", unicodedata.normalize("NFKC", text))


def same_indicator(one: str, other: str, *, one_id: str | None = None, other_id: str | None = None) -> bool:
    """Whether two names, with their catalogue ids where they have one, mean one indicator.

    >>> same_indicator("5G行业虚拟专网", "5G行业虚拟专网数"), same_indicator("大型企业渗透率", "大中型企业渗透率")
    (True, False)
    """
    if normal_name(one) == normal_name(other):
        return True
    return one_id is not None and one_id == other_id and qualifiers(one) == qualifiers(other)
