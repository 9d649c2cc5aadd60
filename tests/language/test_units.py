from fractions import Fraction

import pytest

from policyparse.language.units import coin_share, find_unit, header_unit, is_counter, is_known, parse_unit
from policyparse.vocabulary import load


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("微克/立方米以下", "微克/立方米"),
        ("吨标准煤/万元", "吨标准煤/万元"),
        ("个百分点", "百分点"),
        ("平方公里", "平方公里"),
        (" 千瓦时", "千瓦时"),
        ("EFLOPS", "EFLOPS"),
        ("μg/m³", "μg/m³"),
    ],
)
def test_the_longest_unit_is_taken(text: str, unit: str) -> None:
    found = find_unit(text, 0)
    assert found is not None
    assert found[0] == unit


@pytest.mark.parametrize("text", ["部门", "次产业", "人工智能", "GBps5", "两会", "家庭"])
def test_the_beginning_of_another_word_is_no_unit(text: str) -> None:
    assert find_unit(text, 0) is None


def test_an_unlisted_counter_is_kept_where_a_line_declares_it_and_reported_as_unknown() -> None:
    assert parse_unit("单位：万摞") == ("摞", 10**4)
    assert not is_known("摞")
    assert header_unit("规模（万摞）") is None


def test_counters_are_no_measures() -> None:
    assert is_counter("家")
    assert not is_counter("吨")


def test_coins_are_shares_of_their_money() -> None:
    assert coin_share("元", "三角", 1) == (Fraction(1, 10), 2)
    assert coin_share("欧元", "三角", 1) is None


def test_every_factor_is_a_positive_number() -> None:
    factors = [Fraction(facts["factor"]) for facts in load("units")["units"].values() if "factor" in facts]
    assert min(factors) > 0


def test_a_unit_under_another_name_shares_dimension_and_factor_with_it() -> None:
    units = load("units")["units"]
    for facts in units.values():
        if "as" in facts:
            other = units[facts["as"]]
            assert (facts["dimension"], facts.get("factor")) == (other["dimension"], other.get("factor"))


def test_a_factor_converts_between_units_of_one_dimension_only() -> None:
    units = load("units")["units"]
    assert Fraction(units["亩"]["factor"]) * 15 == Fraction(units["公顷"]["factor"])
    assert units["百分点"]["dimension"] != units["%"]["dimension"]
