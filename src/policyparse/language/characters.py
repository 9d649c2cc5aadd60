"""Other printings of one character made one: full-width, traditional, and the digits of money amounts."""

from __future__ import annotations

from functools import cache

from policyparse.vocabulary import load

_WIDE = {ord("０") + i: ord("0") + i for i in range(10)} | {
    ord("．"): ord("."),
    ord("％"): ord("%"),
    ord("："): ord(":"),
    ord("︰"): ord(":"),
    ord("　"): ord(" "),
    ord("～"): ord("~"),
}


@cache
def _everyday() -> dict[int, int]:
    return _WIDE | {ord(one): ord(other) for one, other in load("characters")["traditional"].items()}


@cache
def _informal() -> dict[int, int]:
    return {ord(one): ord(other) for one, other in load("characters")["formal"].items()}


def narrow(text: str) -> str:
    """Full-width digits and traditional characters made plain, one character for one, so that every offset stays.

    >>> narrow("新增１．２萬個")
    '新增1.2万个'
    """
    return text.translate(_everyday())


def informal(number: str) -> str:
    """A number in the digits of money amounts rewritten in everyday ones. Not for running text: 大陆 is no 大六.

    >>> informal("伍佰叁拾肆")
    '五百三十四'
    """
    return number.translate(_informal())
