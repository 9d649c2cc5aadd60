"""Page furniture in running text: page numbers and headers repeated on each page, web page trimmings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from policyparse.vocabulary import load

_FRAMED_NUMBER = re.compile(
    r"""
    [-—–－·~]+\s*\d{1,4}\s*[-—–－·~]+                 # — 12 —
    | 第\s*\d{1,4}\s*页(?:\s*[，,/]?\s*共\s*\d{1,4}\s*页)?  # 第 3 页 共 9 页
    | 共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页
    | \d{1,4}\s*/\s*\d{1,4}                            # 3 / 9
    | [Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?
    """,
    re.VERBOSE,
)
_LEADERS = re.compile(r"(?:[.．·]\s?){5,}\s*\d*\s*$|…{2,}\s*\d*\s*$")
_LEADER, _AFTER_LEADERS = tuple(".．·…"), "0123456789０１２３４５６７８９ \t\u3000"
_BARE_NUMBER = re.compile(r"\d{1,3}")
_REPEATS = 3  # so often, a line is a running header
_LONGEST_HEADER = 40
_PROSE = 8  # characters of a line that a bare number is told from


def is_page_number(line: str) -> bool:
    """Whether a line is a page number with its frame.

    >>> [is_page_number(line) for line in ("— 12 —", "第 3 页 共 9 页", "3000", "10-20个")]
    [True, True, False, False]
    """
    return _FRAMED_NUMBER.fullmatch(line.strip()) is not None


def is_contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents, led to its page number by dots.

    >>> is_contents_line("一、总体要求…………3"), is_contents_line("完成投资…3亿元")
    (True, False)
    """
    return line.rstrip(_AFTER_LEADERS).endswith(_LEADER) and _LEADERS.search(line) is not None


def is_bare_number(line: str) -> bool:
    """Whether a line is nothing but a small number, which may be a page's."""
    return _BARE_NUMBER.fullmatch(line.strip()) is not None


def is_trimming(line: str) -> bool:
    """Whether a line belongs to the web page rather than the document: 扫一扫在手机打开当前页, 京ICP备…."""
    squeezed = re.sub(r"\s", "", line)
    words = load("documents")["web_trimmings"]
    return squeezed.startswith(tuple(words["starts"])) or (
        len(squeezed) < words["longest"] and any(word in squeezed for word in words["holds"])
    )


def without_counters(line: str) -> str:
    """A line without the counts that a site keeps of its readers.

    >>> without_counters("来源：市统计局　浏览次数：1357次　字体：大"), without_counters("访问量达1357万次")
    ('来源：市统计局　　字体：大', '访问量达1357万次')
    """
    return _counters().sub("", line)


@cache
def _counters() -> re.Pattern[str]:
    words = "|".join(load("documents")["web_trimmings"]["counters"])
    return re.compile(rf"(?:{words})\s*[：:]?\s*[\[【]?\s*\d*\s*[\]】]?\s*次?(?=[\s\u3000【\[|字来打]|$)")


def find_furniture(lines: Sequence[str]) -> set[int]:
    """The indexes of lines that are page furniture in a text dump.

    A bare number counts only between two lines of prose, so that a table that lost its columns keeps its values; a
    repeated short line counts from its second printing on, if nothing in it is a table's.
    """
    found = {i for i, line in enumerate(lines) if is_page_number(line) or is_trimming(line)}
    for index, line in enumerate(lines):
        if is_bare_number(line) and _stands_in_prose(lines, index):
            found.add(index)
    return found | _repeated_headers(lines)


def _stands_in_prose(lines: Sequence[str], index: int) -> bool:
    near = [lines[i] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    prose = all(len(line) >= _PROSE or line[-1] in "。；：" for line in near)
    return prose and (index == 0 or lines[index - 1][-1] not in "%）)0123456789")


def _repeated_headers(lines: Sequence[str]) -> set[int]:
    counts = Counter(lines)
    seen: set[str] = set()
    found: set[int] = set()
    for index, line in enumerate(lines):
        if counts[line] < _REPEATS or not _is_header_like(line):
            continue
        if line in seen:
            found.add(index)
        seen.add(line)
    return found


def _is_header_like(line: str) -> bool:
    long_enough = _PROSE <= len(line) <= _LONGEST_HEADER
    return long_enough and re.search(load("documents")["title_words"], line) is not None and line[-1] not in "。；：，"
