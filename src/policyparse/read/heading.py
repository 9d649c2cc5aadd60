"""How Chinese official prose numbers its headings: 一、 then （一） then 1. then （1）."""

from __future__ import annotations

import re
from typing import NamedTuple

LONGEST_HEADING = 60  # characters of a heading that stands alone
LONGEST_RUN_IN = 40  # characters of a heading that runs into its text
_LOWEST_QUESTION = 3  # the lowest rank of a heading that asks: （一）为什么制定本办法？


class Mark(NamedTuple):
    """The numbering at the head of a paragraph: its rank and where it ends."""

    level: int
    end: int


_MARKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(r"附\s*[件录]\s*[\d一二三四五六七八九十]*\s*[：:]?(?=\s|$|[^\d。，；、的])")),  # 附件1 关键指标
    (2, re.compile(r"第[一二三四五六七八九十百\d]+[编篇章部](?:分)?")),  # 第一章 总则
    (3, re.compile(r"第[一二三四五六七八九十百\d]+节")),  # 第二节
    (4, re.compile(r"第[一二三四五六七八九十百\d]+条(?![件款例])")),  # 第三条
    (4, re.compile(r"专栏\s*[\d一二三四五六七八九十]*\s*[：:.．、]?")),  # 专栏1：
    (2, re.compile(r"[一二三四五六七八九十]{1,3}\s*[、．.]")),  # 一、
    (3, re.compile(r"[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*、?")),  # （一）
    (5, re.compile(r"[（(]\s*\d{1,2}\s*[）)]")),  # （1）
    (5, re.compile(r"\d{1,2}\s*[）)]")),  # 1）
    (5, re.compile(r"[①-⑳]")),  # ①
    (4, re.compile(r"\d{1,2}\s*(?:[、．]|\.(?!\d)|\.(?=\d[GDK](?![A-Za-z])))")),  # 1. 1、 1.5G+智慧农业
)
_ANY_MARK = re.compile("|".join(f"({pattern.pattern})" for _, pattern in _MARKS))  # the first that matches, in one go
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,2})\s+(?=[\u4e00-\u9fff])")  # 1.1 总体要求
_ITEM = re.compile(
    r"""
    [—－–-]{2}            # ——经济总体回升
    | [●■◆★▲○□•·]       # ● 项目
    | [-*+]\s             # - 项目
    | (?:备\s*注|注)\s*\d*\s*[：:]   # 备注：
    | 注\s*\d+\s*[.、]
    | [（(]?(?:计量)?单位\s*[：:]    # 单位：万元
    | (?:附|续)?\s*表\s*[\d一二三四五六七八九十]+(?![\d.]*所示|[中内])  # 表1-2 全市收入
    | 附\s*件\s*[：:\d]   # 附件：
    | 联系(?:人|电话|方式)\s*[：:]
    | 来\s*源\s*[：:]
    """,
    re.VERBOSE,
)
_ENCLOSURES = re.compile(r"附\s*件\s*[：:]\s*\S")  # 附件：1. 指标  2. 报告, the list under a letter
_FIGURE = re.compile(
    r"\d\s*(?:%|％|‰|万|亿|个百分点|元|吨|人(?!民)|户|家|公里|千瓦|(?:个|项|条|件|所|座)(?!方面|环节))"
)
_SENTENCE_END = re.compile(r"[。！？；!?;]")
_CLOSED = re.compile(r"[。！？；!?;，,、][”’）)\"]*$")


def find_mark(text: str) -> Mark | None:
    """The numbering that ``text`` begins with.

    >>> find_mark("（一）强化多方协同。各地…")
    Mark(level=3, end=3)
    >>> find_mark("1.2亿户用上了5G") is None
    True
    """
    found = _ANY_MARK.match(text)
    if found is not None and found.lastindex is not None:
        return Mark(_MARKS[found.lastindex - 1][0], found.end())
    if found := _DECIMAL.match(text):
        return Mark(2 + found["number"].count("."), found.end())
    return None


def starts_item(text: str) -> bool:
    """Whether a line begins a paragraph of its own: numbering, a bullet, a caption, a note."""
    return find_mark(text) is not None or _ITEM.match(text) is not None


def find_heading(text: str) -> tuple[int, int]:
    """The heading level of a paragraph and where its heading part ends; (0, 0) for body text.

    >>> find_heading("一、总体要求"), find_heading("2. 丰富新体验。加速应用创新。")
    ((2, 6), (4, 9))
    >>> find_heading("1. 全年完成投资120亿元。"), find_heading("一是强化统筹协调。")
    ((0, 0), (0, 0))
    >>> find_heading("一、规划的背景是什么？"), find_heading("一、规划的背景是什么？为落实上位规划。")
    ((2, 11), (0, 0))
    """
    mark = find_mark(text)
    if mark is None:
        return 0, 0
    if re.match(r"第\S+?条", text):
        return mark.level, mark.end
    if _ENCLOSURES.match(text):
        return 0, 0
    sentence = _SENTENCE_END.search(text, mark.end)
    if sentence is None:
        alone = len(text) <= LONGEST_HEADING and not _is_statement(text, mark.end)
        return (mark.level, len(text)) if alone else (0, 0)
    end = sentence.end()
    if sentence[0] in "？?" and end == len(text) <= LONGEST_HEADING and mark.level <= _LOWEST_QUESTION:
        return mark.level, end
    runs_in = sentence[0] == "。" and end < len(text) and end <= LONGEST_RUN_IN and mark.level > 1
    return (mark.level, end) if runs_in and not _FIGURE.search(text, mark.end, end) else (0, 0)


def _is_statement(text: str, start: int) -> bool:
    """Whether text after its numbering says something rather than heads something: a figure, an unfinished clause."""
    return bool(_FIGURE.search(text, start)) or bool(_CLOSED.search(text))
