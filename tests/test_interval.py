"""Laws of the numbers that a printed figure stands for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policyparse.interval import Interval, decimal_text, exact, scaled_text

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=100)
positive = st.fractions(min_value=Fraction(1, 100), max_value=1000, max_denominator=100)
steps = st.sampled_from([Fraction(1, 100), Fraction(1, 10), Fraction(1), Fraction(10), Fraction(10000)])
words = st.sampled_from(["=", ">", ">=", "<", "<=", "~"])


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[Fraction] = numbers, bounded: bool = False) -> Interval:
    low, high = sorted((draw(ends), draw(ends)))
    open_low, open_high = draw(st.booleans()), draw(st.booleans())
    if low == high:
        open_low = open_high = False
    if bounded:
        return Interval(low, high, open_low, open_high)
    return Interval(draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])), open_low, open_high)


def holds(interval: Interval, number: Fraction) -> bool:
    """Membership, said independently of the code under test."""
    above = interval.low is None or number > interval.low or (number == interval.low and not interval.open_low)
    below = interval.high is None or number < interval.high or (number == interval.high and not interval.open_high)
    return above and below


@given(intervals(), intervals())
def test_meeting_is_mutual(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)


@given(intervals(), intervals(), numbers)
def test_the_intersection_holds_what_both_hold(one: Interval, other: Interval, number: Fraction) -> None:
    shared = one.intersection(other)
    both = holds(one, number) and holds(other, number)
    assert both == (shared is not None and holds(shared, number))


@given(intervals(), intervals())
def test_intervals_meet_where_they_have_an_intersection(one: Interval, other: Interval) -> None:
    assert one.meets(other) == (one.intersection(other) is not None)


@given(intervals(), intervals(), numbers)
def test_within_means_that_every_number_is_in_the_other(one: Interval, other: Interval, number: Fraction) -> None:
    assume(one.within(other) and holds(one, number))
    assert holds(other, number)


@given(intervals())
def test_every_interval_is_within_itself_and_meets_itself(one: Interval) -> None:
    assert one.within(one)
    assert one.meets(one)


@given(
    intervals(bounded=True),
    intervals(bounded=True),
    st.fractions(0, 1, max_denominator=8),
    st.fractions(0, 1, max_denominator=8),
)
def test_a_sum_of_members_is_in_the_sum(one: Interval, other: Interval, s: Fraction, t: Fraction) -> None:
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    a, b = one.low + s * (one.high - one.low), other.low + t * (other.high - other.low)
    assume(holds(one, a) and holds(other, b))
    assert holds(one + other, a + b)


@given(intervals(positive, bounded=True), intervals(positive, bounded=True), st.fractions(0, 1, max_denominator=8))
def test_a_ratio_of_members_is_in_the_ratio(one: Interval, other: Interval, s: Fraction) -> None:
    assert one.low is not None and one.high is not None and other.low is not None and other.high is not None
    a, b = one.low + s * (one.high - one.low), other.high - s * (other.high - other.low)
    assume(holds(one, a) and holds(other, b))
    assert holds(one.over(other), a / b)


@given(intervals(), positive, numbers)
def test_scaling_moves_every_member(one: Interval, factor: Fraction, number: Fraction) -> None:
    assert holds(one, number) == holds(one.scaled(factor), number * factor)


@given(words, numbers, steps)
def test_a_number_is_consistent_with_its_own_rounding(word: str, value: Fraction, step: Fraction) -> None:
    """Whatever the word, digits printed at a step meet what they say in words or border on it."""
    stated = Interval.of(word, value, step)  # type: ignore[arg-type]
    assert stated.meets(Interval.of("=", value, step))


@given(numbers, steps)
def test_the_sharper_reading_of_a_lower_bound_lies_in_the_bound(value: Fraction, step: Fraction) -> None:
    assert Interval.sharper(">=", value, step).within(Interval.of(">=", value, step))


@given(numbers, steps, st.sampled_from([10, 100, 1000]))
def test_a_finer_printing_of_a_number_meets_a_coarser_one(value: Fraction, step: Fraction, times: int) -> None:
    coarse = step * times
    rounded = round(value / coarse) * coarse
    assert Interval.of("=", value, step).meets(Interval.of("=", rounded, coarse))


@pytest.mark.parametrize(("one", "other"), [("(2700, ∞)", "[916.96, 917.16]"), ("[14, 14.05]", "(14.05, 15]")])
def test_a_shared_end_that_one_leaves_out_is_no_meeting(one: str, other: str) -> None:
    assert not _parse(one).meets(_parse(other))


def _parse(text: str) -> Interval:
    low, high = text[1:-1].split(", ")
    ends = [None if "∞" in end else Fraction(end) for end in (low, high)]
    return Interval(ends[0], ends[1], text[0] == "(", text[-1] == ")")


def test_a_range_needs_two_values() -> None:
    with pytest.raises(ValueError, match="two values"):
        Interval.of("range", Fraction(10), Fraction(1))


def test_a_ratio_refuses_a_denominator_that_may_be_zero() -> None:
    with pytest.raises(ValueError, match="positive"):
        Interval(Fraction(1), Fraction(2)).over(Interval(Fraction(0), Fraction(1)))


def test_scaling_refuses_a_factor_that_is_not_positive() -> None:
    with pytest.raises(ValueError, match="not positive"):
        Interval.exactly(Fraction(1)).scaled(Fraction(0))


@given(numbers)
def test_decimal_text_is_within_half_a_unit_of_its_last_place(value: Fraction) -> None:
    assert abs(Fraction(decimal_text(value)) - value) <= Fraction(1, 20000)


@given(numbers)
def test_an_exact_text_is_the_number(value: Fraction) -> None:
    assert Fraction(exact(value)) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("5600000000000", "5.6万亿"),
        ("100000000", "1亿"),
        ("120005000", "12000.5万"),
        ("-30000", "-3万"),
        ("12345.678", "12345.678"),
        ("0.12345", "0.12345"),
        ("20000/3", "20000/3"),
    ],
)
def test_a_large_number_is_written_in_the_largest_power_that_it_ends_in(value: str, text: str) -> None:
    assert scaled_text(Fraction(value)) == text


@given(st.integers(min_value=-(10**14), max_value=10**14), st.integers(min_value=0, max_value=6))
def test_a_scaled_text_is_the_number(whole: int, places: int) -> None:
    text = scaled_text(Fraction(whole, 10**places))
    digits = text.rstrip("万亿")
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[text[len(digits) :]]
    assert Fraction(digits) * factor == Fraction(whole, 10**places)
