"""Which indicator of a new plan answers which of the old."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.brief import compare

# old indicator, new indicator, kinds that their comparison gives
PAIRS = [
    ("5G行业虚拟专网", "建成5G行业虚拟专网数（个）", {"raised"}),
    ("每万人拥有公共充电桩数", "每万人拥有公共充电桩", {"raised"}),
    ("大型企业数字化率", "大中型企业数字化率", {"redefined"}),
    ("城镇登记失业率", "城镇调查失业率", {"redefined"}),
    ("车联网终端用户数", "车联网终端连接数", {"redefined"}),
    ("算力规模年均增长率", "算力规模", {"redefined"}),
    ("养老机构", "普惠养老机构", {"redefined"}),
    ("重点领域国家标准", "数据流通国家标准", {"redefined"}),
    ("绿色解决方案", "绿色解决方案供应商", {"new", "dropped"}),
    ("数据安全示范中心", "数据交易平台", {"new", "dropped"}),
    ("高新技术企业", "养老服务企业", {"new", "dropped"}),
    ("宽带网络覆盖率", "医疗保险覆盖率", {"new", "dropped"}),
    ("二氧化碳排放", "二氧化硫排放", {"new", "dropped"}),
    ("公益性基金预算收入", "公益性基金收入", {"redefined"}),
    ("公共文化事务支出", "公共预算调剂支出", {"new", "dropped"}),
    ("罚没收入等", "加补助收入等", {"new", "dropped"}),
    ("示范街区", "新能源汽车销量", {"new", "dropped"}),
    ("沼气占能源消费总量的比重", "地热占终端能源消费比重", {"new", "dropped"}),
    ("垃圾焚烧占垃圾处理总量的比重", "垃圾焚烧占生活垃圾处理量比重", {"redefined"}),
    ("铁路集装箱运量", "水路集装箱运量", {"new", "dropped"}),
    ("小学教师学历达标率", "初中教师学历达标率", {"new", "dropped"}),
    ("水稻机器人密度", "制造业机器人密度", {"redefined"}),
    ("非化石能源占能源消费总量比重", "非化石能源消费占比", {"raised"}),
    ("公共充电桩", "充电桩", {"redefined"}),
    ("市级以上海洋牧场龙头企业", "省级以上海洋牧场龙头企业", {"redefined"}),
    ("公共停车设施", "公共充电设施", {"new", "dropped"}),
    ("自主品牌无人机年产量", "无人机年产量", {"redefined"}),
    ("集中连片、旱涝保收的高标准梯田", "高标准梯田", {"raised"}),
    ("面向山区的高标准梯田", "高标准梯田", {"redefined"}),
    ("万元工业增加值能源消耗", "单位工业增加值能耗", {"raised"}),
    ("氨氮排放总量", "氨氮", {"raised"}),
]


@pytest.mark.parametrize(("one", "other", "kinds"), PAIRS)
def test_names_decide_what_is_compared(plan: Callable[..., Any], one: str, other: str, kinds: set[str]) -> None:
    rate = one.endswith(("率", "比重", "占比")) and not one.endswith("增长率")
    old = plan("甲", "2025").say("达到20%" if rate else "达到20个", "20%" if rate else "20个", one).done()
    new = plan("乙", "2030").say("达到30%" if rate else "达到30个", "30%" if rate else "30个", other).done()
    if one.endswith("增长率"):
        old = plan("甲", "2025").say("年均增长20%", "20%", one, measure="growth").done()
    assert {change.kind for change in compare(old, new).changes} == kinds


def test_equal_numbers_never_pair(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("建设100座加氢站", "100座", "加氢站").done()
    new = plan("乙", "2025").say("培育100家瞪羚企业", "100家", "瞪羚企业").done()
    assert [change.kind for change in compare(old, new).changes] == ["new", "dropped"]


def test_each_promise_is_in_one_pair_at_most(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("达到20%", "20%", "大型企业数字化率").say("达到10%", "10%", "小型企业数字化率").done()
    new = plan("乙", "2030").say("达到30%", "30%", "大中型企业数字化率").done()
    assert sorted(change.kind for change in compare(old, new).changes) == ["dropped", "redefined"]


def test_a_head_noun_alone_pairs_nothing_that_is_counted_twice(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("20项", "20项", "数据国家标准").say("5项", "5项", "养老行业标准").done()
    new = plan("乙", "2030").say("30项", "30项", "低空团体标准").done()
    assert sorted(change.kind for change in compare(old, new).changes) == ["dropped", "dropped", "new"]


def test_words_that_most_indicators_have_show_nothing(plan: Callable[..., Any]) -> None:
    old, new = plan("甲", "2025"), plan("乙", "2030")
    for name in ("算力互联枢纽", "算力互联标杆", "算力互联线路"):
        old.say("3个", "3个", name)
    for name in ("算力互联网关", "算力互联学校", "算力互联枢纽"):
        new.say("4个", "4个", name)
    kinds = {change.indicator: change.kind for change in compare(old.done(), new.done()).changes}
    assert kinds["算力互联枢纽"] == "raised"
    assert set(kinds.values()) == {"raised", "new", "dropped"}


def test_an_aim_with_a_description_before_it_is_quantified(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").aim("培育一批竞争力强的数据服务商", "竞争力强的数据服务商").done()
    new = plan("乙", "2030").say("培育300家数据服务商", "300家", "数据服务商").done()
    (change,) = compare(old, new).changes
    assert (change.kind, change.reason.code, change.confidence) == ("quantified", "aim_named", "high")


def test_an_aim_with_a_verb_of_making_before_it_is_quantified(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").aim("培养一批海洋工匠", "海洋工匠").done()
    new = plan("乙", "2030").say("培养引进海洋工匠300人", "300人", "培养引进海洋工匠").done()
    (change,) = compare(old, new).changes
    assert (change.kind, change.reason.code) == ("quantified", "aim_named")


def test_a_dropped_target_names_who_may_have_taken_its_place(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("100种", "100种", "智慧农业解决方案").done()
    new = plan("乙", "2030").say("50家", "50家", "智慧农业解决方案供应商").done()
    heirs = {change.kind: change.successor for change in compare(old, new).changes}
    assert heirs == {"new": "智慧农业解决方案", "dropped": "智慧农业解决方案供应商"}


def test_a_word_order_variant_in_the_annex_joins_the_goal(plan: Callable[..., Any]) -> None:
    old = (
        plan("甲", "2025")
        .say("大型企业的云服务应用渗透率超过35%", "35%", "大型企业的云服务应用渗透率", comparator=">")
        .say("云服务在大型企业渗透率 35", "35", "云服务在大型企业渗透率（%）", unit="%")
        .done()
    )
    (change,) = compare(old, plan("乙", "2030").done()).changes
    assert change.old is not None
    assert (change.old.comparator, len(change.old.figures)) == (">", 2)


def test_things_counted_and_money_have_nothing_in_common(plan: Callable[..., Any]) -> None:
    old = plan("甲", "2025").say("市级公益基金共4项", "4项", "市级公益基金").done()
    new = plan("乙", "2026").say("公益基金3亿元", "3亿元", "公益基金", value="300000000", unit="元").done()
    assert {change.kind for change in compare(old, new).changes} == {"new", "dropped"}


def test_a_promise_for_a_district_is_not_the_citys_redefined(plan: Callable[..., Any]) -> None:
    city, district = {"place": "甲市", "place_code": "990100"}, {"place": "乙区", "place_code": "990102"}
    old = plan("甲", "2025", default=city).say("达到20%", "20%", "大型企业数字化率").done()
    new = (
        plan("乙", "2030", default=city).say("里程30公里", "30公里", "绿道里程").say("其余50公里", "50公里", "步道里程")
    )
    new = new.say("乙区达到30%", "30%", "大中型企业数字化率", **district).done()
    assert "redefined" not in {change.kind for change in compare(old, new).changes}
