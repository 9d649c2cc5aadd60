"""Targets against what was reported: states by interval, pace, band, and the day a target was first met."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.brief import progress, render
from policyparse.brief.labels import load_labels
from policyparse.brief.pace import forecast, power, yearly_pace
from policyparse.brief.span_text import shortfall_text
from policyparse.brief.template import template_folders
from policyparse.brief.tracking import Track, Tracking
from policyparse.figure import Extraction
from policyparse.interval import Interval

MakePlan = Callable[..., Any]
SEEN = {"kind": "reported"}


def track_of(
    plan: MakePlan, promised: dict[str, Any], reported: list[dict[str, Any]], *, as_of: str | None = None
) -> Track:
    """The one target of a made-up plan that starts in 2021, against a made-up report."""
    told = {"indicator": "护理型床位占比", "printed": "55%", "period": "2025", **promised}
    made = plan("甲规划", told.pop("period"), written="2021-02-01")
    made.say(f"目标{told['printed']}", told.pop("printed"), told.pop("indicator"), **told)
    report = plan("乙公报", "2024")
    for one in reported:
        seen = {"indicator": "护理型床位占比", **one, **SEEN}
        report.say(f"已报{seen['printed']}", seen.pop("printed"), seen.pop("indicator"), **seen)
    (track,) = progress(made.done(), [report.done()], as_of=as_of).tracks
    return track


@pytest.mark.parametrize(
    ("promised", "reported", "as_of", "state", "code"),
    [
        ({"comparator": ">="}, [("56%", "=", "2024")], None, "met", "reached"),
        ({"comparator": ">"}, [("56%", "=", "2024")], None, "met", "reached"),
        ({"comparator": ">="}, [("50%", "=", "2025")], None, "missed", "short_at_deadline"),
        ({"comparator": ">="}, [("50%", "=", "2026-06")], None, "missed", "short_after_deadline"),
        ({"comparator": ">="}, [("56%", "=", "2026-06")], None, "met", "reached_late"),
        ({"comparator": ">="}, [("56%", "=", "2024"), ("57%", "=", "2026-06")], None, "met", "reached"),
        ({"comparator": ">="}, [("50%", "=", "2024")], "2024-12-31", "not_yet_due", "single_point"),
        ({"comparator": ">="}, [("50%", "=", "2024")], "2026-06-30", "unreported", "deadline_unreported"),
        ({"comparator": ">="}, [("45%", "=", "2022"), ("54%", "=", "2024")], None, "on_track", "band_meets"),
        ({"comparator": ">="}, [("45%", "=", "2022"), ("46%", "=", "2024")], None, "behind", "band_misses"),
        ({"comparator": ">="}, [("52%", "=", "2022"), ("54%", "=", "2024")], None, "behind", "band_straddles"),
        ({"comparator": ">="}, [], "2024-12-31", "not_yet_due", "not_due_unreported"),
        ({"comparator": ">="}, [], "2026-12-31", "unreported", "never_reported"),
        ({"indicator": "空置床位占比"}, [("50%", "=", "2025")], "2026-01-31", "unreported", "never_reported"),
        ({"comparator": "<="}, [("50%", "=", "2024")], None, "met", "reached"),
        ({"comparator": ">=", "period": ""}, [("50%", "=", "2024")], None, "not_yet_due", "no_deadline"),
        ({"comparator": ">=", "period": ""}, [], None, "unreported", "never_reported"),
        ({"comparator": "~"}, [("54%", "=", "2025")], None, "met", "reached"),
    ],
)
def test_the_state_follows_from_the_last_report_and_the_deadline(
    plan: MakePlan, promised: dict[str, Any], reported: list[tuple[str, str, str]], as_of: str | None, state: str, code: str
) -> None:  # fmt: skip
    seen = [
        {"printed": printed, "comparator": word, "period": period, "step": "0.1"} for printed, word, period in reported
    ]
    track = track_of(plan, promised, seen, as_of=as_of)
    assert (track.state, track.reason.code) == (state, code)


@pytest.mark.parametrize(
    ("printed", "word", "met"), [("55%", ">", True), ("54.8%", ">", False), ("55%", "=", True), ("56%", "<", False)]
)
def test_a_number_that_reaches_over_the_bar_is_read_closely_and_said_to_be(
    plan: MakePlan, printed: str, word: str, met: bool
) -> None:
    seen = [{"printed": printed, "comparator": word, "period": "2024", "step": "0.1"}]
    track = track_of(plan, {"comparator": ">="}, seen)
    assert (track.state == "met") is met
    assert track.sharper is not (printed == "55%" and word == ">")


def test_over_55_is_not_met_by_just_55(plan: MakePlan) -> None:
    track = track_of(plan, {"comparator": ">"}, [{"printed": "55%", "period": "2025", "step": "1"}])
    assert track.state == "missed"


def test_a_one_sided_report_leaves_a_one_sided_gap(plan: MakePlan) -> None:
    track = track_of(plan, {"comparator": ">="}, [{"printed": "52.8%", "comparator": ">", "period": "2024"}])
    assert track.gap is not None
    assert (track.gap.low, track.gap.high, track.gap.open_high, track.gap_nominal) == (None, "2.2", True, "2.2")


def test_the_first_report_that_meets_the_target_is_named(plan: MakePlan) -> None:
    seen = [{"printed": f"{value}%", "period": year} for year, value in (("2022", 52), ("2023", 56), ("2024", 58))]
    track = track_of(plan, {"comparator": ">="}, seen)
    assert track.first_met is not None
    assert (track.state, track.first_met.date, track.last and track.last.date) == ("met", "2023-12-31", "2024-12-31")


def test_required_and_actual_pace_are_in_points_for_a_share(plan: MakePlan) -> None:
    seen = [{"printed": f"{value}%", "period": year, "step": "0"} for year, value in (("2021", 40), ("2023", 46))]
    track = track_of(plan, {"comparator": ">=", "printed": "55%"}, seen)
    assert track.actual is not None and track.required is not None
    assert (track.actual.scale, track.actual.span.low) == ("points", track.actual.span.high)
    assert Fraction(track.actual.span.low or 0) == Fraction(6 * 1461, 4 * 730)
    assert Fraction(track.required.span.low or 0) == Fraction(9 * 1461, 4 * 731)


def test_a_counts_pace_is_a_compound_rate() -> None:
    pace = yearly_pace("growth", Interval.exactly(Fraction(100)), Interval.exactly(Fraction(144)), Fraction(2))
    assert (pace.low, pace.high) == (20, 20)


def test_a_share_of_a_whole_is_not_forecast_past_100(plan: MakePlan) -> None:
    seen = [{"printed": f"{value}%", "period": year} for year, value in (("2021", 60), ("2023", 92))]
    track = track_of(plan, {"comparator": ">=", "printed": "98%"}, seen)
    assert track.forecast is not None
    assert (track.forecast.method, track.forecast.span.high) == ("linear", "100")


def test_a_years_flow_is_judged_by_that_year_alone(plan: MakePlan) -> None:
    growth = {"indicator": "地区生产总值", "measure": "growth", "direction": "up", "basis": "上年", "printed": "5%"}
    seen = [{**growth, "printed": f"{value}%", "period": year} for year, value in (("2023", "6"), ("2024", "4.2"))]
    track = track_of(plan, {**growth, "comparator": ">=", "period": "2024"}, [{**one, "step": "0.1"} for one in seen])
    assert (track.state, track.first_met, track.required, track.forecast) == ("missed", None, None, None)


@pytest.mark.parametrize(("cut", "state"), [("14.1", "met"), ("13.2", "missed")])
def test_a_cut_is_met_by_a_larger_cut(plan: MakePlan, cut: str, state: str) -> None:
    told = {"indicator": "单位产值能耗", "measure": "growth", "direction": "down", "basis": "2020", "printed": "13.5%"}
    track = track_of(plan, told, [{**told, "printed": f"{cut}%", "period": "2025", "step": "0.1"}])
    assert track.state == state


def test_a_bad_is_met_from_above(plan: MakePlan) -> None:
    track = track_of(
        plan, {"indicator": "城镇调查失业率"}, [{"indicator": "城镇调查失业率", "printed": "52%", "period": "2025"}]
    )
    assert (track.good, track.state) == ("down", "met")


def test_a_report_of_another_population_is_not_compared(plan: MakePlan) -> None:
    made = plan("甲规划", "2025").say("达到60%", "60%", "大中型养老机构医养结合覆盖率").done()
    report = plan("乙公报", "2024").say("已达55%", "55%", "大型养老机构医养结合覆盖率", **SEEN).done()
    (track,) = progress(made, [report]).tracks
    assert (track.state, track.last, track.reason.code) == ("not_comparable", None, "qualifier_changed")
    assert [aside.figure.printed for aside in track.asides] == ["55%"]


def test_each_deadline_of_one_indicator_is_tracked(plan: MakePlan) -> None:
    made = plan("甲规划", "2025").say("到2025年50%", "50%", "绿化率").say("到2030年60%", "60%", "绿化率", period="2030")
    report = plan("乙公报", "2025").say("已达52%", "52%", "绿化率", **SEEN).done()
    states = {track.deadline: track.state for track in progress(made.done(), [report]).tracks}
    assert states == {"2025-12-31": "met", "2030-12-31": "not_yet_due"}


def test_a_draft_plan_is_said_to_be_one(elder_care: tuple[Extraction, ...]) -> None:
    tracking = progress(elder_care[0], elder_care[2:])
    assert [note.code for note in tracking.caveats] == ["plan_draft"]
    assert Tracking.model_validate_json(tracking.model_dump_json()) == tracking


def test_the_order_of_the_reports_does_not_matter(seeds: dict[str, Extraction]) -> None:
    one = progress(seeds["new"], [seeds["results"], seeds["news"]])
    two = progress(seeds["new"], [seeds["news"], seeds["results"]])
    assert one.tracks == two.tracks


def test_the_large_firms_rate_is_not_held_against_the_wider_target(seeds: dict[str, Extraction]) -> None:
    tracking = progress(seeds["new"], [seeds["results"], seeds["news"]])
    states = {track.indicator: track.state for track in tracking.tracks}
    assert states["大中型工业企业5G应用渗透率"] == "not_comparable"
    assert states["5G个人用户普及率"] == "not_yet_due"


@given(st.fractions(min_value=Fraction(1, 50), max_value=100, max_denominator=50), st.integers(1, 7))
def test_a_root_is_enclosed(base: Fraction, degree: int) -> None:
    root = power(base, Fraction(1, degree))
    assert root.low is not None and root.high is not None
    assert root.low**degree <= base <= root.high**degree
    assert root.high - root.low <= Fraction(1, 10**12)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=5))
def test_the_band_holds_the_straight_line_through_the_ends(values: list[int]) -> None:
    dated = [(f"{2020 + at}-12-31", Interval.exactly(Fraction(value))) for at, value in enumerate(values)]
    band = forecast("amount", dated, f"{2020 + len(values) - 1}-12-31")
    assert band.low == band.high == values[-1]


@pytest.mark.parametrize(
    ("promised", "reported", "text"),
    [
        ({"printed": "55%", "comparator": "~"}, "57%", "超出2个百分点"),
        ({"printed": "55%", "comparator": "~"}, "51%", "尚差4个百分点"),
        ({"printed": "5.5%", "comparator": "~", "indicator": "城镇调查失业率"}, "5.2%", "低于目标0.3个百分点"),
        ({"printed": "5.5%", "comparator": "<=", "indicator": "城镇调查失业率"}, "5.7%", "尚差0.2个百分点"),
    ],
)
def test_a_distance_counts_from_the_printed_number_not_from_what_about_allows(
    plan: MakePlan, promised: dict[str, Any], reported: str, text: str
) -> None:
    name = promised.get("indicator", "护理型床位占比")
    track = track_of(plan, promised, [{"printed": reported, "period": "2025", "indicator": name}])
    assert shortfall_text(track, load_labels(template_folders(None), "zh")) == text


def test_where_nothing_is_dated_no_deadline_is_said_to_have_come(plan: MakePlan) -> None:
    made = plan("甲规划", "2027").say("目标55%", "55%", "护理型床位占比").done()
    text = render(progress(made, ()))
    assert "《甲规划》共列目标1项：未见报告1项。" in text
    assert "期限已到" not in text and "截至" not in text


def test_a_report_that_says_nothing_of_the_targets_sets_no_day_and_is_no_source(plan: MakePlan) -> None:
    made = plan("甲规划", "2025", written="2021-02-01")
    made.say("目标55%", "55%", "护理型床位占比", comparator=">=")
    report = plan("乙公报", "2024", written="2025-03-01")
    report.say("已报50%", "50%", "护理型床位占比", **SEEN)
    other = plan("丙公报", "2026", written="2027-03-01")
    other.say("已报12万吨", "12万吨", "粮食产量", **SEEN)
    tracking = progress(made.done(), [report.done(), other.done()])
    assert [head.title for head in tracking.reports] == ["乙公报"]
    assert tracking.as_of == "2025-03-01"
