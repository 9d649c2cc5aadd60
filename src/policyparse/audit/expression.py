"""The grammar of a rule: ``{第一产业增加值} + {第二产业增加值} <= {地区生产总值}``.

::

    relation   sum ("=" | "<" | "<=" | "≤" | ">" | ">=" | "≥") sum
    sum        product (("+" | "-") product)*
    product    factor (("*" | "×" | "/" | "÷") factor)*
    factor     "-" factor | "(" sum ")" | number | "{" name ("|" qualifier)* "}"
    number     100   100%   1.2亿元
    qualifier  增速 growth   增量 delta   上年 previous   目标 target   门槛 threshold   已报 reported
               地区=全国 place=全国   时间=2024 period=2024

A name is an indicator's: its catalogue id, its name or an alias, or the words of the documents. Nothing is evaluated but
what this grammar knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple, get_args

from policyparse.figure import FigureKind, Measure
from policyparse.language.units import is_counter
from policyparse.vocabulary import load

Comparison = Literal["=", "<", "<=", ">", ">="]
Operator = Literal["+", "-", "*", "/"]

DEEPEST = 50
"""Parentheses and signs within each other; nobody writes more, and a parser must end."""


class ExpressionFault(Exception):
    """What of ``text[start:end]`` was not understood, and what would be."""

    def __init__(self, what: str, remedy: str, start: int, end: int) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Literally:
    """A number that the rule itself gives; ``unit`` is None for a bare one, which takes that of its surroundings."""

    value: Fraction
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The figures of one indicator. None leaves place, period or kind to the case; ``shift`` is in years."""

    name: str
    measure: Measure = "level"
    kind: FigureKind | None = None
    place: str | None = None
    period: str | None = None
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms joined."""

    operator: Operator
    left: Term
    right: Term


@dataclass(frozen=True, slots=True)
class Minus:
    """A term with the other sign."""

    term: Term


Term = Literally | Reference | Operation | Minus


@dataclass(frozen=True, slots=True)
class Relation:
    """What must hold between two terms."""

    left: Term
    comparison: Comparison
    right: Term

    @property
    def references(self) -> tuple[Reference, ...]:
        """The figures that it asks for, each once, in the order in which they are written."""
        return tuple(dict.fromkeys([*references(self.left), *references(self.right)]))


def references(term: Term) -> Iterator[Reference]:
    """The figures that a term asks for, from left to right."""
    if isinstance(term, Reference):
        yield term
    elif isinstance(term, Operation):
        yield from references(term.left)
        yield from references(term.right)
    elif isinstance(term, Minus):
        yield from references(term.term)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


_TOKEN = re.compile(
    r"""
      (?P<reference>\{[^{}]*\})                                      # {地区生产总值|上年}
    | (?P<number>(?P<digits>\d+(?:\.\d+)?)(?P<power>万亿|亿|万)?(?P<unit>[^\s\d{}()（）+*/×÷=<>≤≥＝＜＞＋－−-]*))  # 1.2亿元
    | (?P<comparison><=|>=|[=<>≤≥＝＜＞])                             # ≤
    | (?P<operator>[-+*/×÷＋－−])                                     # ×
    | (?P<open>[(（]) | (?P<close>[)）]) | (?P<space>\s+)
    """,
    re.VERBOSE,
)
_SAME_MARK = {"≤": "<=", "≥": ">=", "＝": "=", "＜": "<", "＞": ">", "×": "*", "÷": "/", "＋": "+", "－": "-", "−": "-"}
_POWERS = {"万": 10**4, "亿": 10**8, "万亿": 10**12, None: 1}
_QUALIFIERS: dict[str, dict[str, object]] = {
    "增速": {"measure": "growth"}, "growth": {"measure": "growth"},
    "增量": {"measure": "delta"}, "delta": {"measure": "delta"},
    "上年": {"shift": -1}, "previous": {"shift": -1},
    "目标": {"kind": "target"}, "target": {"kind": "target"},
    "门槛": {"kind": "threshold"}, "threshold": {"kind": "threshold"},
    "已报": {"kind": "reported"}, "reported": {"kind": "reported"},
}  # fmt: skip
_SETTINGS = {"地区": "place", "place": "place", "时间": "period", "period": "period"}

PERIOD = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?:/\d{4}(?:-\d{2}(?:-\d{2})?)?)?")
"""ISO 8601 as the figures have it: 2024, 2024-10, 2021/2025."""


def parse_relation(text: str) -> Relation:
    """The relation that a text states. Raises ExpressionFault.

    >>> parse_relation("{粮食产量} ≤ 100万吨").comparison
    '<='
    """
    return _Parser(text).relation()


class _Parser:
    """Where the reading of one text has come to."""

    def __init__(self, text: str) -> None:
        self._tokens = [*_tokens(text), _Token("end", "", len(text), len(text))]
        self._place = 0
        self._depth = 0

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place += 1
        return token

    def relation(self) -> Relation:
        left = self._sum()
        if self._next.kind != "comparison":
            raise _fault(self._next, "这里应当是比较符号", "请写 =、<、<=、> 或 >=，如 {甲} + {乙} = {丙}。")
        token = self._take()
        comparison = next(mark for mark in get_args(Comparison) if mark == _SAME_MARK.get(token.text, token.text))
        right = self._sum()
        if self._next.kind != "end":
            raise _fault(self._next, "式子到此应当结束", "一条规则只写一个比较；请检查括号和运算符。")
        found = Relation(left, comparison, right)
        if not found.references:
            whole = _Token("", "", 0, self._tokens[-1].end)
            raise _fault(whole, "式子里没有指标", "请把指标写在花括号里，如 {地区生产总值}。")
        return found

    def _sum(self) -> Term:
        term = self._product()
        while self._next.kind == "operator" and _mark(self._next) in "+-":
            term = Operation("+" if _mark(self._take()) == "+" else "-", term, self._product())
        return term

    def _product(self) -> Term:
        term = self._factor()
        while self._next.kind == "operator" and _mark(self._next) in "*/":
            term = Operation("*" if _mark(self._take()) == "*" else "/", term, self._factor())
        return term

    def _factor(self) -> Term:
        token = self._take()
        if token.kind == "reference":
            return _reference(token)
        if token.kind == "number":
            return _number(token)
        if token.kind == "open" or _mark(token) == "-":
            return self._nested(token)
        raise _fault(token, "这里应当是指标或数字", "指标写在花括号里，如 {地区生产总值}；数字如 100% 或 5。")

    def _nested(self, token: _Token) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _fault(token, f"括号或负号超过 {DEEPEST} 层", "请把式子分成几条规则。")
        if token.kind == "open":
            term = self._sum()
            if self._next.kind != "close":
                raise _fault(self._next, "这里缺右括号", f"第 {token.start + 1} 个字符的左括号没有配对。")
            self._take()
        else:
            term = Minus(self._factor())
        self._depth -= 1
        return term


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            token = _Token("", text[place], place, place + 1)
            what = "花括号没有配对" if text[place] in "{}" else f"不认识的符号“{text[place]}”"
            raise _fault(token, what, "指标写在花括号里，如 {地区生产总值}；运算符是 + - * /。")
        place = match.end()
        kind = match.lastgroup if match["number"] is None else "number"
        if kind is not None and kind != "space":
            yield _Token(kind, match[0], match.start(), match.end())


def _mark(token: _Token) -> str:
    return _SAME_MARK.get(token.text, token.text)


def _number(token: _Token) -> Literally:
    match = _TOKEN.fullmatch(token.text)
    if match is None:
        raise AssertionError(token)
    value, unit = Fraction(match["digits"]) * _POWERS[match["power"]], match["unit"]
    if unit and not _is_unit(unit):
        start = token.end - len(unit)
        raise ExpressionFault(f"不认识的单位“{unit}”", "请用词表中的单位，如 %、元、吨、人。", start, token.end)
    return Literally(value, unit or None, token.text)


@cache
def _is_unit(unit: str) -> bool:
    return unit in load("units")["units"] or is_counter(unit)


def _reference(token: _Token) -> Reference:
    name, *qualifiers = token.text[1:-1].split("|")
    if not name.strip():
        raise _fault(token, "花括号里没有指标名称", "请写指标的名称或编号，如 {地区生产总值}。")
    told: dict[str, object] = {}
    start = token.start + 1 + len(name)
    for qualifier in qualifiers:
        here = _Token("", qualifier, start + 1, start + 1 + len(qualifier))
        told |= _qualified(here)
        start = here.end
    return Reference(name.strip(), **told)  # type: ignore[arg-type]  # the values are those of _QUALIFIERS


def _qualified(token: _Token) -> dict[str, object]:
    key, equals, value = (part.strip() for part in token.text.partition("="))
    if not equals and key in _QUALIFIERS:
        return _QUALIFIERS[key]
    if not equals or key not in _SETTINGS:
        known = "、".join([*(word for word in _QUALIFIERS if not word.isascii()), "地区=…", "时间=…"])
        raise _fault(token, f"不认识的限定“{token.text.strip()}”", f"可用：{known}。")
    setting = _SETTINGS[key]
    if not value or (setting == "period" and not PERIOD.fullmatch(value)):
        raise _fault(token, f"“{key}”后面应当有值", "地区写名称，时间写 2024、2024-10 或 2021/2025。")
    return {setting: value}


def _fault(token: _Token, what: str, remedy: str) -> ExpressionFault:
    return ExpressionFault(what, remedy, token.start, max(token.end, token.start + 1))
