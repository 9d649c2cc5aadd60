import itertools

import pytest

from policyparse.language.dates import Clock, plan_years
from policyparse.language.periods import find_periods


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("去年前三季度", "2024-01/2024-09"),
        ("去年12月", "2024-12"),
        ("明年底前", "2026"),
        ("上月末", "2025-01"),
        ("本季度", "2025-01/2025-03"),
        ("上季度末", "2024-12"),
        ("三季度末", "2025-09"),
        ("前年11月到去年3月", "2023-11/2024-03"),
        ("一月十日到十二日", "2025-01-10/2025-01-12"),
    ],
)
def test_a_year_that_is_not_printed_is_counted_from_the_clock(text: str, iso: str) -> None:
    (period,) = find_periods(text, Clock(2025, 2))
    assert (period.iso, period.inferred) == (iso, True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2021年前两个季度", "2021-01/2021-06"),
        ("2022年前十一个月", "2022-01/2022-11"),
        ("2025年一季度末", "2025-03"),
        ("二〇二四年十二月", "2024-12"),
        ("2017年五月至2018年四月", "2017-05/2018-04"),
        ("2016年6月1日-6月30日", "2016-06-01/2016-06-30"),
        ("2019/4/9", "2019-04-09"),
        ("1999.08-2002.02", "1999-08/2002-02"),
        ("20世纪80年代", "1980/1989"),
        ("“十四五”前三年", "2021/2023"),
    ],
)
def test_a_printed_year_needs_no_clock(text: str, iso: str) -> None:
    (period,) = find_periods(text, Clock(None))
    assert (period.iso, period.inferred) == (iso, False)


def test_years_listed_behind_a_deadline_are_deadlines() -> None:
    assert [(p.iso, p.role) for p in find_periods("到2025年、2030年", Clock(None))] == [
        ("2025", "deadline"), ("2030", "deadline")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["去年", "上月末", "年底", "本季度"])
def test_without_a_clock_nothing_is_inferred(text: str) -> None:
    assert [period.iso for period in find_periods(text, Clock(None))] == [""]


def test_five_year_plans_follow_one_another() -> None:
    spans = [plan_years(f"{number}五") for number in ("十", "十一", "十二", "十三", "十四", "十五")]
    assert all(later[0] == earlier[1] + 1 for earlier, later in itertools.pairwise(spans))
