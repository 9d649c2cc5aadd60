from fractions import Fraction

import pytest

from policyparse.language.written import parse_number

NUMBERS = [
    ("伍佰叁拾肆", "534"),
    ("貳佰零參", "203"),
    ("１，２３４", "1234"),
    ("十 余 万", "100000"),
    ("三又四分之三", "15/4"),
    ("1 3/5", "8/5"),
    ("16/5", "16/5"),
    ("负0.2", "-1/5"),
    ("一半", "1/2"),
    ("半百", "50"),
    ("五打", "60"),
    ("2.5e3", "2500"),
    ("2^-1", "1/2"),
    ("1.2M", "1200000"),
    ("壹拾壹元壹角壹分", "1111/100"),
    ("壹佰元整", "100"),
]
RATES = [
    ("百分之二点四", "12/5"),
    ("千分之五", "1/2"),
    ("百万分之五", "1/2000"),
    ("七成六", "76"),
    ("三成半", "35"),
    ("九九折", "99"),
    ("负百分之三", "-3"),
    ("六个百分点", "6"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_alone_is_read_in_any_writing(text: str, value: str) -> None:
    assert parse_number(text) == (Fraction(value), False)


@pytest.mark.parametrize(("text", "percent"), RATES)
def test_a_rate_is_given_in_percent(text: str, percent: str) -> None:
    assert parse_number(text) == (Fraction(percent), True)


@pytest.mark.parametrize("text", ["", "万", "亿元", "两三", "四川", "一看"])
def test_what_is_no_one_number_raises(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)
