"""Numbers, periods and differences as people write them."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.template import template_folder
from policyparse.brief.wording import (
    amount_text,
    gap_text,
    magnitude_text,
    movement_text,
    period_text,
    significant,
)
from policyparse.figure import Comparator, Direction, Measure


def words(lang: Literal["zh", "en"] = "zh") -> Labels:
    return load_labels((template_folder(),), lang)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("100000000", "", "1亿"),
        ("70000", "个", "7万个"),
        ("16200", "个", "1.62万个"),
        ("85", "%", "85%"),
        ("3000", "个", "3000个"),
        ("120005000", "户", "12000.5万户"),
        ("5600000000000", "元", "5.6万亿元"),
        ("2/3", "", "2/3"),
        ("0.12345", "", "0.12345"),
        ("-30000", "元", "-3万元"),
        ("33.4", "个", "33.4个"),
    ],
)
def test_values_are_written_by_ten_thousands(value: str, unit: str, text: str) -> None:
    assert amount_text(Fraction(value), unit, words()) == text


@pytest.mark.parametrize(("value", "text"), [("70000", "70,000 个"), ("-0.5", "-0.5 个"), ("2/3", "2/3 个")])
def test_english_groups_digits_and_keeps_the_unit(value: str, text: str) -> None:
    assert amount_text(Fraction(value), "个", words("en")) == text


@pytest.mark.parametrize(
    ("comparator", "text"),
    [
        (">", "超5项"),
        (">=", "不低于5项"),
        ("=", "5项"),
        ("~", "约5项"),
        ("<", "低于5项"),
        ("<=", "不超过5项"),
        ("range", "3—5项"),
    ],
)
def test_comparators_are_words(comparator: Comparator, text: str) -> None:
    low = Fraction(3) if comparator == "range" else Fraction(5)
    assert magnitude_text((low, Fraction(5)), "项", comparator, words()) == text


@pytest.mark.parametrize(
    ("indicator", "measure", "direction", "text"),
    [
        ("单位产值能耗", "growth", "down", "下降不低于15%"),
        ("用户数年均增长率", "growth", "up", "不低于15%"),
        ("居民消费价格涨幅", "growth", "up", "不低于15%"),
        ("水耗降幅", "growth", "down", "不低于15%"),
        ("居民消费价格涨幅", "delta", "down", "减少不低于15%"),
        ("投资增速", "growth", "down", "下降不低于15%"),
        ("绿化率", "level", None, "不低于15%"),
        ("粮食产量", "delta", "up", "增加不低于15%"),
    ],
)
def test_a_fall_says_so_unless_the_name_does(
    indicator: str, measure: Measure, direction: Direction | None, text: str
) -> None:
    assert movement_text("不低于15%", indicator, measure, direction, words()) == text


@pytest.mark.parametrize(
    ("period", "chinese", "english"),
    [
        ("2027", "2027年", "2027"),
        ("2024-10", "2024年10月", "2024-10"),
        ("2025-09-03", "2025年9月3日", "2025-09-03"),
        ("2021/2025", "2021—2025年", "2021–2025"),
        ("2025-01/2025-09", "2025年1—9月", "2025, months 1–9"),
        ("2024-10/2025-09", "2024年10月—2025年9月", "2024-10 to 2025-09"),
        ("", "", ""),
    ],
)
def test_periods_are_words(period: str, chinese: str, english: str) -> None:
    assert (period_text(period, words()), period_text(period, words("en"))) == (chinese, english)


@pytest.mark.parametrize(
    ("points", "growth", "text"),
    [
        ("11/5", None, "按所报数计，目标比其高2.2个百分点"),
        ("-2", None, "按所报数计，目标比其低2个百分点"),
        (None, "5/9", "按所报数计，目标比其高56%"),
        (None, "-1/201", "按所报数计，目标比其低0.5%"),
        (None, "0", "按所报数计，目标与其相等"),
        (None, None, ""),
    ],
)
def test_a_gap_is_said_with_its_side(points: str | None, growth: str | None, text: str) -> None:
    assert gap_text(points, growth, words()) == text


@given(st.fractions(min_value=Fraction(1, 100), max_value=10**6))
def test_three_digits_stay_within_half_a_percent(value: Fraction) -> None:
    assert abs(Fraction(significant(value)) - value) <= value / 100
