"""What had been reached: the latest report before and after the new plan, and how far the target lies from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.brief import compare
from policyparse.brief.change import Observation
from policyparse.figure import Extraction

Three = tuple[Extraction, Extraction, Extraction]


def seen_of(extractions: Three, indicator: str) -> tuple[Observation, ...]:
    old, new, bulletin = extractions
    changes = compare(old, new, observed=(bulletin,)).changes
    return next(change.observed for change in changes if change.indicator == indicator)


def test_a_share_lies_points_from_what_was_reported(elder_care: Three) -> None:
    (seen,) = seen_of(elder_care, "护理型床位占比")
    assert (seen.before, seen.points, seen.growth) == (True, "9/2", None)


def test_a_count_lies_a_growth_from_what_was_reported(elder_care: Three) -> None:
    (seen,) = seen_of(elder_care, "养老服务床位数")
    assert (seen.points, seen.growth) == (None, "1/16")


def test_a_report_of_another_place_is_left_out(elder_care: Three) -> None:
    assert [seen.figure.place for seen in seen_of(elder_care, "护理型床位占比")] == ["全国"]


def test_a_report_under_another_definition_is_left_out(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到50%", "50%", "绿化率").done()
    new = (
        plan("乙", "2030", written="2026-01-01")
        .say("达到60%", "60%", "绿化率")
        .define("绿化率", "绿地占建成区面积")
        .done()
    )
    report = (
        plan("公报", "2025")
        .say("已达55%", "55%", "绿化率", kind="reported")
        .define("绿化率", "林地占行政区域面积")
        .done()
    )
    assert compare(old, new, observed=(report,)).changes[0].observed == ()


def test_the_latest_report_of_each_side_of_the_plan_counts(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到50%", "50%", "绿化率").done()
    new = plan("乙", "2030", written="2026-03-01").say("达到60%", "60%", "绿化率").done()
    report = plan("公报", "2025")
    for period, value in (("2024", "40"), ("2025-12", "45"), ("2026-06", "47"), ("2027", "52")):
        report.say(f"已达{value}%", f"{value}%", "绿化率", kind="reported", period=period)
    seen = compare(old, new, observed=(report.done(),)).changes[0].observed
    assert [(one.before, one.figure.value) for one in seen] == [(True, "45"), (False, "52")]


def test_a_month_ends_with_its_last_day(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到50%", "50%", "绿化率").done()
    new = plan("乙", "2030", written="2025-02-28").say("达到60%", "60%", "绿化率").done()
    report = plan("公报", "2025").say("已达45%", "45%", "绿化率", kind="reported", period="2025-02").done()
    (seen,) = compare(old, new, observed=(report,)).changes[0].observed
    assert seen.before


def test_a_plan_without_a_date_has_no_before_and_after(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到50%", "50%", "绿化率").done()
    new = plan("乙", "2030").say("达到60%", "60%", "绿化率").done()
    report = plan("公报", "2025").say("已达45%", "45%", "绿化率", kind="reported").done()
    assert compare(old, new, observed=(report,)).changes[0].observed == ()


def test_a_dropped_target_is_held_against_the_old_plan(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到50%", "50%", "绿化率").done()
    new = plan("乙", "2030", written="2026-03-01").say("达到60公里", "60公里", "绿道里程").done()
    report = plan("公报", "2025").say("已达45%", "45%", "绿化率", kind="reported").done()
    (change,) = compare(old, new, observed=(report,)).of_kind("dropped")
    assert [(seen.against, seen.points) for seen in change.observed] == [("old", "5")]


def test_seven_times_ten_thousand_networks_are_little_against_what_existed(seeds: dict[str, Extraction]) -> None:
    changes = compare(seeds["old"], seeds["new"], observed=(seeds["results"], seeds["news"])).changes
    networks = next(change for change in changes if change.indicator == "5G行业虚拟专网")
    assert networks.factor == "70/3"
    assert (networks.observed[0].before, networks.observed[0].growth) == (True, "5/9")


def test_only_the_old_definition_has_been_observed(seeds: dict[str, Extraction]) -> None:
    changes = compare(seeds["old"], seeds["new"], observed=(seeds["results"],)).changes
    industry = next(change for change in changes if change.indicator.startswith("大中型工业企业"))
    assert [(seen.figure.printed, seen.against) for seen in industry.observed] == [("37%", "old")]


@pytest.mark.parametrize(
    ("quote", "period"),
    [("五年年均增长7%", "2025"), ("过去五年增长7%", "2025"), ("累计增长7%", "2021/2025")],
)
def test_what_covers_several_years_is_not_held_against_a_years_target(
    plan: Callable[..., Any], quote: str, period: str
) -> None:
    growth = {"measure": "growth", "direction": "up"}
    old = plan("甲", "2025").say("增长6%", "6%", "地区生产总值", **growth).done()
    new = plan("乙", "2026", written="2026-01-20").say("增长5%", "5%", "地区生产总值", **growth).done()
    report = plan("公报", period).say(quote, "7%", "地区生产总值", kind="reported", **growth).done()
    assert compare(old, new, observed=(report,)).changes[0].observed == ()


def test_a_part_of_a_year_says_nothing_of_the_years_flow(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("新增就业9万人", "9万人", "城镇新增就业").done()
    new = plan("乙", "2026", written="2026-01-20").say("新增就业10万人", "10万人", "城镇新增就业").done()
    report = plan("公报", "2025-01/2025-09").say("新增就业8万人", "8万人", "城镇新增就业", kind="reported").done()
    assert compare(old, new, observed=(report,)).changes[0].observed == ()


def test_what_was_known_before_the_old_plan_is_no_progress(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025", written="2021-03-05").say("达到50%", "50%", "绿化率").done()
    new = plan("乙", "2030", written="2026-01-01").say("达到60%", "60%", "绿化率").done()
    report = plan("公报", "2019").say("已达45%", "45%", "绿化率", kind="reported").done()
    assert compare(old, new, observed=(report,)).changes[0].observed == ()
