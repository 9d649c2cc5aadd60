"""What changed between two plans: the kinds, the exact differences, the caveats."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.brief import Change, Comparison, compare
from policyparse.document import Head
from policyparse.figure import Extraction, Figure
from policyparse.source import Source

Pair = tuple[Extraction, Extraction]
Three = tuple[Extraction, Extraction, Extraction]


def change_of(comparison: Comparison, indicator: str) -> Change:
    return next(change for change in comparison.changes if change.indicator == indicator)


def codes(change: Change) -> set[str]:
    return {caveat.code for caveat in change.caveats}


def test_every_kind_of_change_is_found_once(elder_care: Three) -> None:
    old, new, _ = elder_care
    kinds = {change.indicator: change.kind for change in compare(old, new).changes}
    assert kinds == {
        "护理型床位占比": "raised",
        "养老服务床位数": "lowered",
        "老年助餐示范街区": "kept",
        "大中型养老机构医养结合覆盖率": "redefined",
        "银发经济产业园区": "quantified",
        "居家适老化改造": "new",
        "培训养老护理员": "dropped",
    }


def test_goals_and_annex_are_one_target_with_the_firmer_word(elder_care: Three) -> None:
    target = change_of(compare(*elder_care[:2]), "护理型床位占比").old
    assert target is not None
    assert (target.comparator, target.value, len(target.figures)) == (">", "55", 2)


def test_a_share_moves_in_points_and_by_a_factor(elder_care: Three) -> None:
    change = change_of(compare(*elder_care[:2]), "护理型床位占比")
    assert (change.points, change.factor) == ("18", "73/55")


def test_a_count_moves_by_a_factor_alone(elder_care: Three) -> None:
    change = change_of(compare(*elder_care[:2]), "养老服务床位数")
    assert (change.points, change.factor) == (None, "17/18")


def test_a_redefinition_states_no_difference(elder_care: Three) -> None:
    change = change_of(compare(*elder_care[:2]), "大中型养老机构医养结合覆盖率")
    assert (change.points, change.factor, change.comparable) == (None, None, "no")


def test_a_definition_laid_out_otherwise_is_identical(elder_care: Three) -> None:
    assert change_of(compare(*elder_care[:2]), "护理型床位占比").definitions == "identical"


def test_a_reworded_definition_reserves_the_comparison(plan: Callable[..., Any]) -> None:
    old = (
        plan("甲", "2025")
        .say("入园率达到85%", "85%", "普惠园入园率")
        .define("普惠园入园率", "在园幼儿占适龄幼儿的比例")
        .done()
    )
    new = (
        plan("乙", "2030")
        .say("入园率达到90%", "90%", "普惠园入园率")
        .define("普惠园入园率", "报告期末在籍幼儿占适龄幼儿的比例")
        .done()
    )
    change = compare(old, new).changes[0]
    assert (change.kind, change.definitions, change.comparable) == ("raised", "reworded", "with_caveat")


def test_a_definition_that_counts_others_is_redefined(plan: Callable[..., Any]) -> None:
    old = (
        plan("甲", "2025")
        .say("设备上云率达到40%", "40%", "设备上云率")
        .define("设备上云率", "规模以上企业中设备上云的占比")
        .done()
    )
    new = (
        plan("乙", "2030")
        .say("设备上云率达到50%", "50%", "设备上云率")
        .define("设备上云率", "全部企业中设备上云的占比")
        .done()
    )
    change = compare(old, new).changes[0]
    assert (change.kind, change.reason.code, change.reason.words) == (
        "redefined",
        "population_changed",
        ("规模以上", "—"),
    )


def test_counters_of_one_thing_are_compared(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("建成2座", "2座", "海洋科普馆").say("2名", "2名", "每万人口药师").done()
    new = plan("乙", "2030").say("建成20个", "20个", "海洋科普馆").say("3人", "3人", "每万人口药师").done()
    assert [(change.kind, change.factor) for change in compare(old, new).changes] == [
        ("raised", "10"),
        ("raised", "3/2"),
    ]


def test_a_weaker_word_is_a_caveat_that_leaves_the_number_comparable(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("里程超过100公里", "100公里", "绿道里程", comparator=">").done()
    new = plan("乙", "2030").say("里程达到150公里", "150公里", "绿道里程").done()
    change = compare(old, new).changes[0]
    assert codes(change) == {"comparator_softened", "deadline_moved"}
    assert change.comparable == "yes"


def test_two_numbers_of_one_plan_are_a_caveat(plan: Callable[..., Any]) -> None:
    old = (
        plan("甲", "2025")
        .say("里程达到100公里", "100公里", "绿道里程")
        .say("里程达到120公里", "120公里", "绿道里程")
        .done()
    )
    new = plan("乙", "2030").say("里程达到150公里", "150公里", "绿道里程").done()
    change = compare(old, new).changes[0]
    assert "old_figures_disagree" in codes(change)
    assert (change.comparable, change.confidence) == ("with_caveat", "medium")


def test_an_earlier_deadline_of_one_plan_is_kept_aside(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("里程达到100公里", "100公里", "绿道里程").done()
    new = (
        plan("乙", "2030")
        .say("到2028年达到130公里", "130公里", "绿道里程", period="2028")
        .say("到2030年达到150公里", "150公里", "绿道里程")
        .done()
    )
    target = compare(old, new).changes[0].new
    assert target is not None
    assert (target.value, [figure.value for figure in target.elsewhen]) == ("150", ["130"])


JOBS = {"unit": "人"}


def test_five_years_jobs_against_one_years_are_redefined(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2021/2025").say("新增就业5000万人", "5000万人", "城镇新增就业", value="50000000", **JOBS).done()
    new = plan("乙", "2026").say("新增就业1200万人", "1200万人", "城镇新增就业", value="12000000", **JOBS).done()
    change = compare(old, new).changes[0]
    assert (change.kind, change.reason.code, change.factor) == ("redefined", "span_changed", None)


def test_a_total_named_by_its_last_year_is_told_by_the_plans_first(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025", written="2021-03-05").say("新增就业5000万人", "5000万人", "城镇新增就业", **JOBS).done()
    new = plan("乙", "2022", written="2022-03-05").say("新增就业1200万人", "1200万人", "城镇新增就业", **JOBS).done()
    assert compare(old, new).changes[0].kind == "redefined"


def test_without_a_first_year_only_printed_spans_are_totals(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025", written="2021-03-05").say("新增就业5500万人", "5500万人", "城镇新增就业", **JOBS).done()
    new = plan("乙", "2030").say("新增就业6000万人", "6000万人", "城镇新增就业", **JOBS).done()
    assert compare(old, new).changes[0].kind == "raised"


def test_targets_without_a_deadline_are_compared(plan: Callable[..., Any]) -> None:
    old = plan("甲", "").say("里程100公里", "100公里", "绿道里程").done()
    new = plan("乙", "2030").say("里程100公里", "100公里", "绿道里程").done()
    assert compare(old, new).changes[0].kind == "kept"


def test_of_two_deadlines_those_equally_far_ahead_are_compared(plan: Callable[..., Any]) -> None:
    old = (
        plan("甲", "2021", written="2021-03-05")
        .say("今年新增就业1100万人", "1100万人", "城镇新增就业", **JOBS)
        .say("五年新增就业5500万人", "5500万人", "城镇新增就业", period="2025", **JOBS)
        .done()
    )
    new = plan("乙", "2022", written="2022-03-05").say("新增就业1200万人", "1200万人", "城镇新增就业", **JOBS).done()
    change = compare(old, new).changes[0]
    assert change.old is not None
    assert (change.kind, change.old.value, [f.value for f in change.old.elsewhen]) == ("raised", "1100", ["5500"])


@pytest.mark.parametrize(
    ("indicator", "before", "after", "comparator", "bearing"),
    [
        ("单位产值能耗", "0.5", "0.4", "=", "tightened"),
        ("城镇调查失业率", "5", "5.5", "<=", "loosened"),
        ("绿化覆盖率", "40", "43", ">=", "tightened"),
        ("入境手续数", "40", "30", "<=", "tightened"),
        ("专项债券额度", "40", "43", "=", None),
    ],
)
def test_what_a_number_means_depends_on_which_way_is_good(
    plan: Callable[..., Any], indicator: str, before: str, after: str, comparator: str, bearing: str | None
) -> None:
    old = plan("甲", "2025").say(f"为{before}", before, indicator, comparator=comparator, unit="%").done()
    new = plan("乙", "2030").say(f"为{after}", after, indicator, comparator=comparator, unit="%").done()
    assert compare(old, new).changes[0].bearing == bearing


def test_a_larger_cut_is_tighter(new_energy: Pair) -> None:
    assert change_of(compare(*new_energy), "单位产值能耗").bearing == "tightened"


@pytest.mark.parametrize(("before", "after", "bearing"), [(">", "=", "loosened"), ("~", ">=", "tightened")])
def test_another_word_with_the_same_number_is_a_change_of_its_own(
    plan: Callable[..., Any], before: str, after: str, bearing: str
) -> None:
    old = plan("甲", "2025").say("里程100公里", "100公里", "绿道里程", comparator=before).done()
    new = plan("乙", "2030").say("里程100公里", "100公里", "绿道里程", comparator=after).done()
    change = compare(old, new).changes[0]
    assert (change.kind, change.bearing) == ("comparator_changed", bearing)


def test_a_deadline_that_moves_on_its_own_is_a_change(plan: Callable[..., Any]) -> None:
    def version(name: str, due: str) -> Extraction:
        made = plan(name, "2030").say("床位100张", "100张", "床位").say("学校20所", "20所", "新改扩建学校")
        return made.say("里程100公里", "100公里", "绿道里程", period=due).done()

    kinds = {c.indicator: (c.kind, c.bearing) for c in compare(version("甲", "2028"), version("乙", "2030")).changes}
    assert kinds["绿道里程"] == ("deadline_moved", "loosened")
    assert kinds["床位"] == kinds["新改扩建学校"] == ("kept", None)


def test_a_growth_printed_with_its_level_is_no_promise_of_its_own(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("拟安排债券300亿元", "300亿元", "专项债券", unit="元").done()
    new = (
        plan("乙", "2026")
        .say("拟安排债券350亿元", "350亿元", "专项债券", unit="元")
        .say("比上年增加50亿元", "50亿元", "专项债券", unit="元", measure="delta", direction="up", basis="上年")
        .done()
    )
    (change,) = compare(old, new).changes
    assert change.new is not None
    assert (change.kind, [figure.printed for figure in change.new.beside]) == ("raised", ["50亿元"])


def test_a_name_with_its_words_in_another_order_is_the_same(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("新增城镇就业900万人", "900万人", "新增城镇就业", **JOBS).done()
    new = plan("乙", "2026").say("城镇新增就业1000万人", "1000万人", "城镇新增就业", **JOBS).done()
    assert [change.kind for change in compare(old, new).changes] == ["raised"]


def test_names_that_only_end_in_one_verb_have_nothing_in_common(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("省财政将安排30亿元", "30亿元", "省财政将安排", unit="元").done()
    new = plan("乙", "2026").say("水利投入将安排90亿元", "90亿元", "水利投入将安排", unit="元").done()
    assert {change.kind for change in compare(old, new).changes} == {"new", "dropped"}


def test_units_of_one_dimension_are_compared(new_energy: Pair) -> None:
    change = change_of(compare(*new_energy), "海上风电装机")
    assert (change.kind, change.factor) == ("raised", "9/4")


def test_a_larger_fall_is_a_raised_number(new_energy: Pair) -> None:
    change = change_of(compare(*new_energy), "单位产值能耗")
    assert (change.kind, change.points) == ("raised", "3/2")


def test_a_range_moves_with_its_lower_end_and_has_no_factor(new_energy: Pair) -> None:
    change = change_of(compare(*new_energy), "零碳示范园区")
    assert (change.kind, change.points, change.factor) == ("raised", None, None)


def test_a_growth_turned_into_a_stock_is_redefined(new_energy: Pair) -> None:
    change = change_of(compare(*new_energy), "新能源汽车保有量")
    assert (change.kind, change.reason.code) == ("redefined", "measure_changed")


def test_thresholds_and_reported_figures_are_no_targets(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("申报门槛为60%", "60%", "绿化率", kind="threshold").done()
    new = plan("乙", "2030").say("目前已达40%", "40%", "绿化率", kind="reported").done()
    assert compare(old, new).changes == ()


def test_a_draft_is_said_once_for_all_changes(elder_care: Three) -> None:
    assert [note.code for note in compare(*elder_care[:2]).caveats] == ["old_draft"]


def test_a_plan_beside_a_document_without_targets_is_no_news(elder_care: Three) -> None:
    _, new, bulletin = elder_care
    assert [note.code for note in compare(bulletin, new).caveats] == ["old_promises_nothing"]
    assert [note.code for note in compare(new, bulletin).caveats] == ["new_promises_nothing"]


def test_plans_of_two_cities_compare_with_a_caveat(plan: Callable[..., Any]) -> None:
    first, second = {"place": "甲市", "place_code": "990100"}, {"place": "乙市", "place_code": "990200"}
    old = plan("甲", "2025", default=first).say("里程达到100公里", "100公里", "绿道里程").done()
    new = plan("乙", "2025", default=second).say("里程达到100公里", "100公里", "绿道里程").done()
    change = compare(old, new).changes[0]
    assert (change.kind, codes(change), change.comparable) == ("kept", {"place_differs"}, "with_caveat")


@pytest.mark.parametrize(
    ("year", "expected"), [("2025", {"meaning_changed", "deadline_moved"}), ("2021", {"deadline_moved"})]
)
def test_an_indicator_measured_otherwise_since_has_a_caveat(
    plan: Callable[..., Any], year: str, expected: set[str]
) -> None:
    known = {"indicator_id": "energy_per_gdp"}
    old = plan("甲", "2020", default=known).say("下降13%", "13%", "单位国内生产总值能耗").done()
    new = plan("甲", year, default=known).say("下降13%", "13%", "单位国内生产总值能耗").done()
    assert codes(compare(old, new).changes[0]) == expected


def test_numbers_that_disagree_about_the_direction_give_no_difference(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("里程100公里", "100公里", "绿道里程").say("里程180公里", "180公里", "绿道里程").done()
    new = plan("乙", "2030").say("里程150公里", "150公里", "绿道里程").done()
    change = compare(old, new).changes[0]
    assert (change.factor, change.comparable, change.confidence) == (None, "no", "low")


GOLD_NAMES = {
    "penetration_user": "5G个人用户普及率",
    "traffic_share": "5G网络接入流量占比",
    "bs_per_10k": "每万人拥有5G基站数",
    "private_networks": "5G行业虚拟专网",
    "industry_penetration": "大中型工业企业5G应用渗透率",
    "iot": "5G物联网终端连接数",
    "standards": "5G融合应用标准",
    "security_benchmarks": "5G应用安全标杆",
    "solution_suppliers": "5G应用解决方案供应商",
    "innovation_carriers": "5G应用创新载体",
    "security_capabilities": "原子化5G应用安全能力",
    "application_leaders": "5G应用领航者数量",
    "scale_cities": "5G应用规模发展城市数量",
    "terminal_modules": "创新行业终端模组产品",
    "network_residence_ratio": "5G网络驻留比",
    "edge_nodes": "边缘计算节点",
    "new_calling_users": "5G新通话用户规模",
    "security_centres": "5G应用安全创新示范中心",
    "users_5g": "5G用户数",
    "benchmarks_per_industry": "每个重点行业5G示范应用标杆",
    "solutions": "5G应用解决方案",
}
"""The annotated changes with a number, by the name that the figures bear; three more have none (universal coverage)."""


@pytest.fixture(scope="module")
def comparison(seeds: dict[str, Extraction]) -> Comparison:
    return compare(seeds["old"], seeds["new"], observed=(seeds["results"], seeds["news"]))


def test_twenty_annotated_changes_have_the_right_kind_and_none_is_invented(
    comparison: Comparison, gold_changes: list[dict[str, Any]]
) -> None:
    wanted = {GOLD_NAMES[row["indicator"]]: row["change"] for row in gold_changes if row["indicator"] in GOLD_NAMES}
    made = {change.indicator: change.kind for change in comparison.changes}
    assert set(made) == set(wanted)
    assert {name for name in wanted if made[name] != wanted[name]} == {"原子化5G应用安全能力"}


def test_population_and_measure_changes_are_redefined_never_raised(comparison: Comparison) -> None:
    for name in ("大中型工业企业5G应用渗透率", "5G物联网终端连接数"):
        change = change_of(comparison, name)
        assert (change.kind, change.comparable, change.points, change.factor) == ("redefined", "no", None, None)


def test_the_annotated_differences_are_exact(comparison: Comparison) -> None:
    differences = {change.indicator: (change.points, change.factor) for change in comparison.of_kind("raised")}
    assert differences == {
        "5G个人用户普及率": ("45", "17/8"),
        "5G网络接入流量占比": ("25", "3/2"),
        "每万人拥有5G基站数": (None, "19/9"),
        "5G行业虚拟专网": (None, "70/3"),
    }


def test_annotated_comparability_is_met(comparison: Comparison, gold_changes: list[dict[str, Any]]) -> None:
    wanted = {GOLD_NAMES[row["indicator"]]: row["comparable"] for row in gold_changes if row["change"] == "raised"}
    assert {change.indicator: change.comparable for change in comparison.of_kind("raised")} == wanted


@given(
    before=st.fractions(min_value=0, max_value=1000, max_denominator=100),
    after=st.fractions(min_value=0, max_value=1000, max_denominator=100),
)
def test_the_kind_follows_the_sign_of_the_difference(before: Fraction, after: Fraction) -> None:
    change = compare(_share(before, "2025"), _share(after, "2030")).changes[0]
    assert change.kind == ("kept" if before == after else "raised" if after > before else "lowered")
    assert change.points is not None
    assert Fraction(change.points) == after - before


def _share(value: Fraction, period: str) -> Extraction:
    figure = Figure(
        id=period, document=period, printed=str(value), quote=str(value), page=None, source=Source(start=0, end=1),
        indicator="绿化覆盖率", indicator_id=None, place="全国", place_code=None, kind="target", measure="level",
        direction=None, comparator="=", value=str(value), low=None, high=None, unit="%", period=period, basis=None,
        binding=None, statistic=None, step="1", section="", inherited=(),
    )  # fmt: skip
    return Extraction(head=Head(id=period, name=period, format="text", title=period), figures=(figure,))


def test_a_comparison_survives_json(elder_care: Three) -> None:
    comparison = compare(*elder_care[:2], observed=elder_care[2:])
    assert Comparison.model_validate_json(comparison.model_dump_json()) == comparison
