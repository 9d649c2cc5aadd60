"""How periods of reduced precision lie to each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.period import days, last_day, relate

dates = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025-02", "2025-02-28"),
        ("2024-02", "2024-02-29"),
        ("2025-01/2025-09", "2025-09-30"),
        ("2027", "2027-12-31"),
        ("2026-02-10", "2026-02-10"),
    ],
)
def test_a_period_ends_on_a_day_of_the_calendar(period: str, day: str) -> None:
    assert last_day(period) == day


@given(dates, dates)
def test_relations_are_mutual(one: str, other: str) -> None:
    assert relate(one, other) == relate(other, one)


@given(dates)
def test_a_period_is_its_first_to_its_last_day(period: str) -> None:
    assert relate(period, "/".join(days(period))) == "equal"
