"""Two columns of prose that begin anew further down the page: the upper block is read whole before the lower.

Nothing need stand between the blocks. What tells is the order of the headings (一、三、 at the left, 二、四、 at the right),
or a paragraph that breaks off in the middle of the left column and one that goes on at the top of the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policyparse.read.glyphs import PrintedLine
from policyparse.read.heading import starts_item
from policyparse.read.layout import ends_sentence

_DIGITS = "一二三四五六七八九"
_NUMBERED = re.compile(r"\s*(?:第([一二三四五六七八九十]{1,3})[章编部]|([一二三四五六七八九十]{1,3})\s*、)")
_TOUCHING = 1.0  # points by which the boxes of lines one under another may overlap
_INDENT = 1.2  # of the type size


def read_stacked(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines of two columns in reading order, from left to right in each block of them."""
    rising = _rise(_numbers([*left, *right]))
    cuts = [
        (index, after)
        for index, after in _cuts(left, right)
        if (not rising or _joins(left, right, index)) and _rise(_numbers(_parted(left, right, index, after)))
    ]
    if not cuts:
        return [*left, *right]
    index, after = min(cuts, key=lambda cut: _strangeness(left[cut[0]], right[cut[1]]))
    return [*left[:index], *right[:after], *read_stacked(left[index:], right[after:])]


def _parted(left: Sequence[PrintedLine], right: Sequence[PrintedLine], index: int, after: int) -> list[PrintedLine]:
    return [*left[:index], *right[:after], *left[index:], *right[after:]]


def _strangeness(left: PrintedLine, right: PrintedLine) -> tuple[bool, float]:
    """How unlike the first lines of a block these are, less first: it begins with a heading, and level in both columns."""
    return _NUMBERED.match(left.text) is None, abs(left.box.top - right.box.top)


def _cuts(left: Sequence[PrintedLine], right: Sequence[PrintedLine]) -> Iterator[tuple[int, int]]:
    """The lines of both columns that a block may begin with: a paragraph's at the left, white above both."""
    margin = _margin(left)
    for index in range(1, len(left)):
        line = left[index]
        after = sum(other.box.bottom <= line.box.top + line.size / 2 for other in right)
        if not 0 < after < len(right) or _goes_on(line, margin):
            continue
        top = min(line.box.top, right[after].box.top)
        if max(left[index - 1].box.bottom, right[after - 1].box.bottom) <= top + _TOUCHING:
            yield index, after


def _joins(left: Sequence[PrintedLine], right: Sequence[PrintedLine], index: int) -> bool:
    """Whether a cut joins the halves of a paragraph that would else be torn at both places."""
    torn = not ends_sentence(left[index - 1].text) and not starts_item(left[index - 1].text)
    return torn and _goes_on(right[0], _margin(right)) and ends_sentence(left[-1].text)


def _margin(lines: Sequence[PrintedLine]) -> float:
    return min((line.box.x0 for line in lines), default=0.0)


def _goes_on(line: PrintedLine, margin: float) -> bool:
    """Whether a line is not the first of its paragraph."""
    return line.box.x0 - margin < _INDENT * line.size and not starts_item(line.text)


def _numbers(lines: Sequence[PrintedLine]) -> list[int]:
    """The numbers of the main headings among these lines."""
    found = (_NUMBERED.match(line.text) for line in lines)
    return [_value(match[1] or match[2]) for match in found if match]


def _value(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    return (10 * (_DIGITS.find(tens) + 1 if tens else 1) if ten else 0) + (_DIGITS.find(ones) + 1 if ones else 0)


def _rise(numbers: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(numbers))
