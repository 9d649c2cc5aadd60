"""Whose budget a figure belongs to where only a heading or caption says so."""

from __future__ import annotations

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

TITLE = "关于滨海市2024年预算执行情况和2025年预算草案的报告\n\n一、2024年预算执行情况\n\n"


def read(text: str) -> tuple[Figure, ...]:
    return extract(read_bytes((TITLE + text).encode(), "sample.txt")).figures


def names(text: str) -> list[str]:
    return [figure.indicator for figure in read(text)]


def test_a_heading_keeps_the_own_budget_apart_from_that_of_the_whole_city() -> None:
    text = "（一）全市收支情况\n\n1.一般公共预算\n\n教育支出30亿元，总收入80亿元。\n\n（二）市本级收支情况\n\n1.一般公共预算\n\n教育支出9亿元，总收入20亿元。\n"
    assert names(text) == ["教育支出", "一般公共预算总收入", "市本级教育支出", "市本级一般公共预算总收入"]


def test_what_every_fund_has_is_named_with_its_fund() -> None:
    text = "（一）市本级政府性基金预算\n\n土地出让收入40亿元，上级补助收入2亿元，上年结转3亿元，收入总计45亿元。\n"
    found = read(text)
    assert [figure.indicator for figure in found] == [
        "市本级土地出让收入",
        "市本级政府性基金上级补助收入",
        "市本级政府性基金上年结转",
        "市本级政府性基金收入总计",
    ]
    assert {figure.period for figure in found} == {"2024"}


def test_a_clause_that_opens_with_a_level_sets_it_for_what_follows() -> None:
    text = "（一）政府债务情况\n\n全市偿还债券20亿元，本金15亿元；市本级偿还债券8亿元，本金6亿元。利息2亿元。\n"
    assert names(text)[1::2] == ["本金", "市本级本金"] and names(text)[-1] == "市本级利息"


def test_a_level_behind_of_which_holds_to_the_end_of_its_sentence() -> None:
    text = "（一）收支情况\n\n全市税收收入50亿元，其中市本级税收收入12亿元，增长3%。非税收入20亿元。\n"
    assert names(text)[-1] == "非税收入"


def test_a_zone_with_a_budget_of_its_own_is_the_place_of_its_figures() -> None:
    text = "（一）全市预算执行情况\n\n税收收入60亿元。\n\n（二）东港高新区预算执行情况\n\n税收收入5亿元。\n\n（三）区级预算执行情况\n\n税收收入7亿元。\n"
    assert [figure.place for figure in read(text)] == ["滨海市", "东港高新区", "滨海市"]


def test_a_caption_sets_the_scope_of_its_table() -> None:
    text = "表1 2024年市本级国有资本经营预算收支表 单位：万元\n项目\t执行数\n利润收入\t320\n收入合计\t500\n"
    assert names(text) == ["市本级利润收入", "市本级国有资本经营预算收入合计"]


def test_things_that_are_counted_bear_no_scope() -> None:
    assert names("（一）市本级财政收支情况\n\n支持项目25个。\n") == ["支持项目"]


def test_the_counties_together_are_not_the_own_level() -> None:
    text = "（一）政府债务情况\n\n市本级政府债务余额17亿元，其中专项债务8亿元；县区政府债务余额13亿元，其中专项债务7亿元。\n"
    assert names(text)[1] == "市本级专项债务余额" and names(text)[3] == "县区专项债务余额"


def test_a_clause_that_opens_with_a_zone_is_about_the_zone() -> None:
    text = "（一）政府债务情况\n\n全市政府债务余额90亿元。\n\n滨海高新区政府债务限额16亿元。政府债务余额15亿元。\n\n大泽湖区政府债务余额3亿元。\n"
    assert [(figure.place, figure.indicator) for figure in read(text)] == [
        ("滨海市", "政府债务余额"),
        ("滨海高新区", "政府债务限额"),
        ("滨海高新区", "政府债务余额"),
        ("大泽湖区", "政府债务余额"),
    ]
