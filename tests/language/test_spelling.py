from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.language.spelling import read_spelled, read_spread, spell

SPELLED = [
    ("三万五千六百二十一点五", "35621.5", "0.1"),
    ("7万5千4百", "75400", "100"),
    ("3万4000", "34000", "1"),
    ("一万零一十", "10010", "10"),
    ("两千六", "2600", "100"),
    ("百三", "130", "10"),
    ("廿五", "25", "1"),
    ("五百卅", "530", "10"),
    ("四万万", "400000000", "100000000"),
    ("二十一万亿", "21000000000000", "1000000000000"),
    ("二〇二五", "2025", "1"),
    ("1,234.5", "1234.5", "0.1"),
]


@pytest.mark.parametrize(("text", "value", "step"), SPELLED)
def test_each_spelling_has_its_value_and_last_place(text: str, value: str, step: str) -> None:
    assert read_spelled(text) == (Fraction(value), Fraction(step))


@pytest.mark.parametrize("text", ["", "没有", "十十", "二三百", "千亿万千万", "1,23", "1.5万3千"])
def test_what_is_no_number_raises(text: str) -> None:
    with pytest.raises(ValueError):
        read_spelled(text)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两三", 2, 3), ("十五六", 15, 16), ("三四百", 300, 400), ("一百二三十万", 1200000, 1300000)],
)
def test_neighbouring_digits_spread(text: str, low: int, high: int) -> None:
    spread = read_spread(text)
    assert spread is not None
    assert [end.value for end in spread] == [low, high]


@pytest.mark.parametrize("text", ["三五", "九八", "二〇", "十五"])
def test_other_digits_are_no_spread(text: str) -> None:
    assert read_spread(text) is None


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_what_is_spelled_reads_back(number: int) -> None:
    assert read_spelled(spell(number)).value == number


@given(st.integers(min_value=1, max_value=10**12))
def test_the_step_divides_what_is_spelled(number: int) -> None:
    value, step = read_spelled(spell(number))
    assert value % step == 0


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_beyond_the_spelling_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not between"):
        spell(number)


def test_a_run_of_numerals_over_pages_is_no_number() -> None:
    with pytest.raises(ValueError, match="longer than any number"):
        read_spelled("十" * 20_000)
