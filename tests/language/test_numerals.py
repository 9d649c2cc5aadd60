from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.language.numerals import find_numerals, narrow, parse_chinese

WRITTEN = [
    ("1,234.5", "1234.5", "0.1"),
    ("１２％", "12", "1"),
    ("1.62万", "16200", "100"),
    ("5.6万亿", "5600000000000", "100000000000"),
    ("十三点五", "13.5", "0.1"),
    ("百分之四十", "40", "1"),
    ("百分之零点九", "0.9", "0.1"),
    ("六成", "60", "10"),
    ("三成半", "35", "5"),
    ("一半", "50", "10"),
    ("三亿二千万", "320000000", "10000000"),
    ("二〇二五", "2025", "1"),
    ("三百二", "320", "10"),
    ("－0.4", "-0.4", "0.1"),
]


@pytest.mark.parametrize(("text", "value", "step"), WRITTEN)
def test_each_writing_has_its_exact_value_and_last_place(text: str, value: str, step: str) -> None:
    (numeral,) = find_numerals(narrow(text))
    assert (numeral.value, numeral.step) == (Fraction(value), Fraction(step))


def test_a_fraction_in_words_is_a_ratio() -> None:
    (numeral,) = find_numerals("三分之二的县")
    assert (numeral.value, numeral.form) == (Fraction(2, 3), "fraction")


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("300多家", "more"),
        ("1200余家", "more"),
        ("十几万人", "more"),
        ("上千万家庭", "at_least"),
        ("数百个", "several"),
    ],
)
def test_open_numbers_say_how_they_are_open(text: str, hedge: str) -> None:
    assert find_numerals(text)[0].hedge == hedge


def test_two_neighbouring_digits_are_a_range() -> None:
    (numeral,) = find_numerals("两三个")
    assert (numeral.value, numeral.high) == (2, 3)


@pytest.mark.parametrize("text", ["提高3个百分点", "成立", "多元化发展"])
def test_words_that_hold_a_digit_sign_are_no_number_of_their_own(text: str) -> None:
    assert [numeral.value for numeral in find_numerals(text)] in ([], [3])


def test_a_dash_between_numbers_is_no_minus() -> None:
    assert [numeral.value for numeral in find_numerals("10-20个")] == [10, 20]


@given(st.integers(min_value=0, max_value=10**12))
def test_a_printed_integer_is_read_back(number: int) -> None:
    assert find_numerals(f"共{number:,}元")[0].value == number


def _spell(number: int) -> str:
    """A number below ten thousand in characters, digit by digit with its unit."""
    digits = "零一二三四五六七八九"
    parts, zero = [], False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            parts.append(("零" if zero and parts else "") + digits[digit] + name)
            zero = False
        else:
            zero = True
    return "".join(parts)


@given(st.integers(min_value=1, max_value=9999), st.integers(min_value=1, max_value=9999))
def test_a_spelled_integer_is_read_back(head: int, tail: int) -> None:
    zero = "零" if tail < 1000 else ""
    assert parse_chinese(f"{_spell(head)}万{zero}{_spell(tail)}") == head * 10**4 + tail


def test_what_is_no_number_raises() -> None:
    with pytest.raises(ValueError, match="没"):
        parse_chinese("没有")
