"""The grammar of a rule: what it reads, and where it says that it does not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.audit.expression import (
    ExpressionFault,
    Literally,
    Minus,
    Operation,
    Reference,
    parse_relation,
)

A, B, C = Reference("甲"), Reference("乙"), Reference("丙")


def test_products_bind_closer_than_sums_and_both_to_the_left() -> None:
    assert parse_relation("{甲} - {乙} - {丙} × {甲} = {乙}").left == Operation(
        "-", Operation("-", A, B), Operation("*", C, A)
    )


def test_parentheses_and_signs_are_read() -> None:
    assert parse_relation("-({甲} + {乙}) ÷ 2 > {丙}").left == Operation(
        "/", Minus(Operation("+", A, B)), Literally(Fraction(2), None, "2")
    )


@pytest.mark.parametrize(
    ("mark", "means"), [("≤", "<="), ("≥", ">="), ("＝", "="), ("<", "<"), ("＞", ">"), (">=", ">=")]
)
def test_every_way_to_write_a_comparison_is_read(mark: str, means: str) -> None:
    assert parse_relation(f"{{甲}} {mark} {{乙}}").comparison == means


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("100%", 100, "%"),
        ("1.2亿元", 120_000_000, "元"),
        ("5", 5, None),
        ("3万亿元", 3 * 10**12, "元"),
        ("5个", 5, "个"),
    ],
)
def test_numbers_have_their_power_and_unit(text: str, value: int, unit: str | None) -> None:
    right = parse_relation(f"{{甲}} <= {text}").right
    assert (right.value, right.unit) == (value, unit)  # type: ignore[union-attr]


def test_qualifiers_say_which_figures_are_meant() -> None:
    relation = parse_relation("{产值|增速|目标|地区=全国|时间=2027} = {产值|previous}")
    assert relation.left == Reference("产值", measure="growth", kind="target", place="全国", period="2027")
    assert relation.right == Reference("产值", shift=-1)


@pytest.mark.parametrize(
    ("text", "what", "under"),
    [
        ("{甲 = 1", "花括号", "{"),
        ("{甲|去年} = 1", "去年", "去年"),
        ("{甲|时间=明年} = 1", "时间", "时间=明年"),
        ("{} = 1", "名称", "{}"),
        ("{甲} + = 3", "指标或数字", "="),
        ("{甲} 3", "比较符号", "3"),
        ("{甲} = 3 = 4", "结束", "="),
        ("({甲} = 3", "右括号", "="),
        ("1 = 2", "没有指标", "1 = 2"),
        ("{甲} = 3furlongs", "furlongs", "furlongs"),
        ("{甲} = __import__('os')", "不认识的符号", "_"),
        ("(" * 60 + "{甲}" + ")" * 60 + " = 1", "层", "("),
    ],
)
def test_what_is_not_understood_is_pointed_at(text: str, what: str, under: str) -> None:
    with pytest.raises(ExpressionFault) as fault:
        parse_relation(text)
    assert what in fault.value.what
    assert text[fault.value.start : fault.value.end] == under
    assert fault.value.remedy


@given(st.text(alphabet="{}()甲乙|=<>+-*/ .5%万元上年", max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        assert parse_relation(text).references
    except ExpressionFault as fault:
        assert 0 <= fault.start < max(fault.end, 1) <= len(text) + 1
