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
    ("负2.1", "-2.1", "0.1"),
    ("负六点六", "-6.6", "0.1"),
    ("1万6千多", "16000", "1000"),
    ("1亿3千多万", "130000000", "10000000"),
    ("1 万 6 千", "16000", "1000"),
    ("3万多亿", "3000000000000", "1000000000000"),
    ("10 余万", "100000", "10000"),
    ("三万五千六百二十一点五", "35621.5", "0.1"),
    ("廿五", "25", "1"),
    ("卅三", "33", "1"),
    ("伍佰叁拾肆", "534", "1"),
    ("參佰萬", "3000000", "1000000"),
    ("三又四分之三", "15/4", "0"),
    ("负百分之三", "-3", "1"),
    ("千分之五", "5", "1"),
    ("万分之三", "0.03", "0.01"),
    ("七成六", "76", "1"),
    ("1/3的县", "1/3", "0"),
    ("一百几十个", "110", "10"),
    ("十 余 万", "100000", "100000"),
    ("三 百 五 十 户", "350", "10"),
    ("1000  万", "10000000", "10000"),
    ("百 分 之 四十", "40", "1"),
    ("四百 点 五", "400.5", "0.1"),
    ("壹百二十万", "1200000", "100000"),
    ("十万柒仟捌佰伍拾肆", "107854", "1"),
    ("七十八万五佰零六", "780506", "1"),
    ("10万万", "1000000000", "100000000"),
    ("负一又二分之一", "-3/2", "0"),
    ("三十万零售户", "300000", "100000"),
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
        ("几十万人", "several"),
        ("一千多元", "more"),
        ("百分之三十多", "more"),
    ],
)
def test_open_numbers_say_how_they_are_open(text: str, hedge: str) -> None:
    assert find_numerals(text)[0].hedge == hedge


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两三个", 2, 3), ("十五六万", 150000, 160000), ("百分之二三十", 20, 30), ("六七成", 60, 70)],
)
def test_two_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    (numeral,) = find_numerals(text)
    assert (numeral.value, numeral.high) == (low, high)


def test_a_thousand_of_a_unit_stays_in_the_unit() -> None:
    assert [numeral.value for numeral in find_numerals("一百千瓦，三千字节，8千元")] == [100, 3, 8000]


@pytest.mark.parametrize(
    ("text", "values"),
    [("5万2024年", [50000, 2024]), ("12.5万 3千户", [125000, 3000]), ("成都2024成都", [2024]), ("24/7", [24, 7])],
)
def test_numbers_side_by_side_stay_apart(text: str, values: list[int]) -> None:
    assert [numeral.value for numeral in find_numerals(text)] == values


@pytest.mark.parametrize("text", ["大陆百姓", "收拾残局", "部队伍员", "放肆"])
def test_characters_of_formal_digits_in_other_words_are_no_numbers(text: str) -> None:
    assert all(numeral.value == 100 for numeral in find_numerals(text))


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
