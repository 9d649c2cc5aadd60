import pytest

from policyparse.language.periods import Clock, find_periods

CLOCK = Clock(2025, 9)

TIMES = [
    ("到2027年底", "2027", "deadline"),
    ("截至2024年10月底", "2024-10", "asof"),
    ("截至总结评估时点（2025年9月底）", "2025-09", "asof"),
    ("2025年1—9月", "2025-01/2025-09", "plain"),
    ("2023年11月—2024年3月", "2023-11/2024-03", "plain"),
    ("“十四五”期间", "2021/2025", "plain"),
    ("到“十四五”末", "2025", "deadline"),
    ("比2020年下降", "2020", "basis"),
    ("（2021-2023年）", "2021/2023", "plain"),
    ("2025年前三季度", "2025-01/2025-09", "plain"),
    ("二〇二五年", "2025", "plain"),
    ("2024年11月22日", "2024-11-22", "plain"),
]


@pytest.mark.parametrize(("text", "iso", "role"), TIMES)
def test_printed_times(text: str, iso: str, role: str) -> None:
    (period,) = find_periods(text, CLOCK)
    assert (period.iso, period.role, period.inferred) == (iso, role, False)


@pytest.mark.parametrize(
    ("text", "clock", "iso"),
    [
        ("截至3月底", Clock(2025, 9), "2026-03"),
        ("截至10月底", Clock(2024, 10), "2024-10"),
        ("今年11月", Clock(2024, 12), "2024-11"),
        ("前三季度", Clock(2025), "2025-01/2025-09"),
        ("年末", Clock(2024), "2024"),
        ("截至3月底", Clock(2025, 9, dated=True), "2025-03"),
        ("过去五年", Clock(2018, 3), "2013/2017"),
        ("5年来", Clock(2024, 12), "2020/2024"),
    ],
)
def test_a_missing_year_is_inferred_and_marked(text: str, clock: Clock, iso: str) -> None:
    (period,) = find_periods(text, clock)
    assert (period.iso, period.inferred) == (iso, True)


@pytest.mark.parametrize("text", ["近三年", "30日内", "提前完成“十四五”规划目标"])
def test_spans_and_names_of_plans_date_nothing(text: str) -> None:
    assert [period.iso for period in find_periods(text, CLOCK)] == [""]


def test_without_a_clock_a_yearless_month_stays_undated() -> None:
    (period,) = find_periods("截至3月底", Clock(None))
    assert period.iso == ""


@pytest.mark.parametrize("text", ["建成二十五家企业", "增长百分之二十五", "打八五折", "二零XX年"])
def test_numbers_are_no_five_year_plans_and_no_years(text: str) -> None:
    assert [period for period in find_periods(text, CLOCK) if period.iso] == []


@pytest.mark.parametrize("text", ["住院日缩短至7.5天以内", "时限压缩到5个工作日以内", "用时控制在30天左右"])
def test_a_length_of_time_that_is_reached_dates_nothing(text: str) -> None:
    assert find_periods(text, CLOCK) == ()
