import pytest

from policyparse.document import Document, Head, Paragraph
from policyparse.extract import extract
from policyparse.figure import Extraction, Figure
from policyparse.read import read_bytes
from policyparse.source import Passage

PLAN = "某省养老服务发展行动计划（2024—2026年）\n\n一、主要目标\n\n"
BULLETIN = "某市2023年国民经济和社会发展统计公报\n\n一、综合\n\n"


def figures(text: str) -> tuple[Figure, ...]:
    return extract(read_bytes(text.encode(), "sample.txt")).figures


def subjects(text: str) -> list[tuple[str, str]]:
    return [(figure.printed, figure.indicator) for figure in figures(text)]


SUBJECTS = [
    ("护理型床位占比超过60%。", [("60%", "护理型床位占比")]),
    ("建成300个社区食堂。", [("300个", "社区食堂")]),
    ("培育20家以上的康养龙头企业。", [("20家", "康养龙头企业")]),
    ("新增就业岗位5万个。", [("5万个", "新增就业岗位")]),
    ("服务站已覆盖120个乡镇。", [("120个", "服务站覆盖乡镇")]),
    ("40个区县开展助餐试点。", [("40个", "开展助餐试点的区县")]),
    ("护理员达到2万人，增长8%。", [("2万人", "护理员"), ("8%", "护理员")]),
    ("护理型床位1.2万张，占全部床位的60%。", [("1.2万张", "护理型床位"), ("60%", "护理型床位占全部床位比重")]),
    ("养老机构床位规模稳步增长，累计超8万张。", [("8万张", "养老机构床位规模")]),
]


@pytest.mark.parametrize(("sentence", "expected"), SUBJECTS)
def test_the_subject_stands_before_or_behind_its_number(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert subjects(PLAN + sentence) == expected


def test_a_growth_that_opens_a_sentence_is_not_that_of_the_thing_named_last() -> None:
    told = subjects(BULLETIN + "单位地区生产总值能耗下降3%。从就业看，6%左右的增速可以实现稳岗要求。")
    assert told == [("3%", "单位地区生产总值能耗"), ("6%", "增速")]


def test_listed_places_take_their_numbers_in_order() -> None:
    found = figures(BULLETIN + "南京、苏州、无锡等地护理型床位占比分别达63%、61%和58.5%。")
    assert [(f.place, f.value, f.indicator) for f in found] == [
        ("南京", "63", "护理型床位占比"), ("苏州", "61", "护理型床位占比"), ("无锡", "58.5", "护理型床位占比")
    ]  # fmt: skip


def test_listed_subjects_take_their_numbers_in_order() -> None:
    found = figures(BULLETIN + "采矿业和制造业增加值分别增长3.2%和7.5%。")
    assert [(f.indicator, f.value, f.measure, f.direction) for f in found] == [
        ("采矿业增加值", "3.2", "growth", "up"), ("制造业增加值", "7.5", "growth", "up")
    ]  # fmt: skip


def test_a_parenthesis_compares_the_same_indicator_elsewhere() -> None:
    first, second = figures(BULLETIN + "全市每千名老人拥有床位38.5张（全国为30.2张）。")
    assert (second.place, second.indicator, second.value) == ("全国", first.indicator, "30.2")


def test_a_deadline_in_the_lead_sentence_governs_the_bullets() -> None:
    found = figures(PLAN + "到2026年底，服务网络基本建成。\n\n——供给更足。护理型床位占比达到65%。")
    assert [(f.value, f.period, f.kind) for f in found] == [("65", "2026", "target")]


def test_two_deadlines_in_one_paragraph_stay_apart() -> None:
    found = figures(PLAN + "到2025年，床位达到3万张；到2030年，床位达到5万张以上。")
    assert [(f.value, f.period, f.comparator) for f in found] == [("30000", "2025", "="), ("50000", "2030", ">=")]


def test_a_level_its_growth_and_its_share_have_one_subject() -> None:
    found = figures(BULLETIN + "全年养老服务业增加值120.5亿元，比上年增长9.1%，占地区生产总值比重2.3%。")
    assert [(f.indicator, f.value, f.measure) for f in found] == [
        ("养老服务业增加值", "12050000000", "level"),
        ("养老服务业增加值", "9.1", "growth"),
        ("养老服务业增加值占地区生产总值比重", "2.3", "level"),
    ]
    assert found[1].basis == "上年"


def test_a_fall_keeps_its_magnitude_and_its_direction() -> None:
    (figure,) = figures(PLAN + "单位床位能耗下降12%以上。")
    assert (figure.value, figure.measure, figure.direction, figure.comparator) == ("12", "growth", "down", ">=")


def test_percentage_points_are_a_delta() -> None:
    (figure,) = figures(BULLETIN + "护理型床位占比提高2.5个百分点。")
    assert (figure.unit, figure.measure) == ("百分点", "delta")


def test_parts_of_a_whole_share_its_measure() -> None:
    assert subjects(BULLETIN + "全年农作物播种面积71.8万公顷。其中，粮食52.8万公顷。") == [
        ("71.8万公顷", "农作物播种面积"), ("52.8万公顷", "粮食播种面积")
    ]  # fmt: skip


def test_counts_of_the_text_itself_are_no_figures() -> None:
    assert figures(PLAN + "一、坚持三个原则，围绕2项指标、五大行动，抓好十个方面。") == ()


def test_a_threshold_inside_a_name_belongs_to_the_name() -> None:
    assert subjects(BULLETIN + "产值超10亿元企业12家。") == [("12家", "产值超10亿元企业")]


def document(text: str) -> Document:
    return read_bytes(text.encode(), "sample.txt")


def test_every_figure_stands_where_it_says() -> None:
    read = document(BULLETIN + "全年新增 养老床位 1.2\n万张，完成投资 3.5 亿元。\n\n护理员达 2 万人。")
    found: Extraction = extract(read)
    assert len(found.figures) == 3
    for figure in found.figures:
        assert read.text[figure.source.start : figure.source.end] == figure.printed


def test_what_a_clause_does_not_print_is_named_as_inherited() -> None:
    (first, second) = figures(BULLETIN + "护理员达到2万人，增长8%。")
    assert first.inherited == ("place", "period")
    assert "indicator" in second.inherited


def test_the_same_text_gives_the_same_figures_twice() -> None:
    text = BULLETIN + "护理员达到2万人，增长8%。"
    assert figures(text) == figures(text)


def test_the_stock_behind_a_flow_is_named_without_its_verb() -> None:
    assert subjects(BULLETIN + "新增日间照料中心6家，累计10家。") == [
        ("6家", "新增日间照料中心"), ("10家", "日间照料中心")
    ]  # fmt: skip


def test_a_remark_on_prices_is_no_part_of_the_name() -> None:
    assert subjects(BULLETIN + "全年生产总值500亿元，按不变价格计算比上年增长5.4%。") == [
        ("500亿元", "生产总值"), ("5.4%", "生产总值")
    ]  # fmt: skip


def test_a_share_of_the_budget_is_a_remark_on_its_subject() -> None:
    assert subjects(BULLETIN + "一般公共预算收入327.1亿元，完成预算的98.9%，增长1.8%。") == [
        ("327.1亿元", "一般公共预算收入"),
        ("98.9%", "一般公共预算收入完成预算比例"),
        ("1.8%", "一般公共预算收入"),
    ]


def test_the_name_of_a_regional_product_keeps_its_first_word() -> None:
    assert subjects(BULLETIN + "全年合肥市地区生产总值500亿元。") == [("500亿元", "地区生产总值")]


def test_bulletins_of_two_years_in_one_file_keep_their_years() -> None:
    other = BULLETIN.replace("2023", "2022")
    found = figures(BULLETIN + "年末床位3万张。\n\n" + other + "年末床位2万张。")
    assert [(f.value, f.period) for f in found] == [("30000", "2023"), ("20000", "2022")]


def test_a_number_that_a_page_break_parts_from_its_unit_stands_without_it() -> None:
    text = "养老床位达12.5万\n— 3 —\n张。"
    kept = tuple(n for n in range(len(text)) if not 10 <= n <= 16)
    paragraph = Paragraph(Passage("".join(text[n] for n in kept), kept))
    (figure,) = extract(Document(Head(id="0", name="a", format="pdf", title=""), text, (paragraph,))).figures
    assert (figure.value, figure.unit) == ("125000", "张")
    assert figure.printed == "12.5万" == text[figure.source.start : figure.source.end]


def test_a_class_told_apart_by_size_belongs_to_the_name() -> None:
    assert subjects(PLAN + "改造30万千瓦以下煤电机组20台。") == [("20台", "改造30万千瓦以下煤电机组")]


def test_an_adverb_of_degree_is_no_score() -> None:
    assert figures(BULLETIN + "服务任务十分繁重。") == ()


def test_a_verb_with_its_object_is_no_group_of_places() -> None:
    (figure,) = figures(BULLETIN + "重点高校招收农村和贫困地区学生10万人。")
    assert figure.place == "某市"


def test_a_text_without_full_stops_takes_time_in_proportion() -> None:
    found = figures(BULLETIN + "护理型床位占比达到65%，" * 1500)
    assert len(found) == 1500


def test_a_hedge_before_a_verb_of_change_binds_the_number() -> None:
    (fall,) = figures(PLAN + "单位床位能耗至少降低30%。")
    assert (fall.comparator, fall.direction) == (">=", "down")
    (share,) = figures(PLAN + "约占全省床位总数的86%。")
    assert share.comparator == "~"


def test_a_look_back_over_years_dates_its_figures() -> None:
    (figure,) = figures(BULLETIN + "过去五年，养老床位年均增长7.1%。")
    assert (figure.period, figure.basis) == ("2019/2023", None)


def test_a_name_leaves_out_the_word_that_adds_it() -> None:
    assert [f.indicator for f in figures("加结转收入3亿元，包括教育支出5亿元，加上级补助收入2亿元，加工贸易进出口6亿元。")] == [
        "结转收入", "教育支出", "上级补助收入", "加工贸易进出口"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    ["今年是建厂一百年，也是建校八十周年，向百年目标迈进。", "抓好三件事，做好四件大事，坚持五条底线，落实六大任务。"],
)
def test_anniversaries_and_headings_of_tasks_are_no_figures(sentence: str) -> None:
    assert subjects(BULLETIN + sentence) == []


def test_years_that_are_measured_are_figures() -> None:
    text = "设备质保期延长至20年，平均受教育年限12年，为民办好10件实事，新增3个事业单位。"
    assert [printed for printed, _ in subjects(BULLETIN + text)] == ["20年", "12年", "10件", "3个"]


def test_places_listed_in_the_clause_before_take_their_numbers_in_order() -> None:
    found = figures(BULLETIN + "造船产值200亿元，南通、舟山、大连位居前三，分别为60亿元、50亿元和40亿元。")
    assert [(f.place, f.indicator) for f in found[1:]] == [
        ("南通", "造船产值"),
        ("舟山", "造船产值"),
        ("大连", "造船产值"),
    ]


def test_some_of_so_many_are_things_of_one_name() -> None:
    assert [name for _, name in subjects(BULLETIN + "37个大类行业中29个保持增长。")] == ["大类行业", "大类行业"]


def test_a_place_that_no_table_lists_stands_as_printed_and_is_reported() -> None:
    extraction = extract(read_bytes((BULLETIN + "建成学校8所。").encode(), "sample.txt"))
    assert {f.place for f in extraction.figures} == {"某市"}
    assert extraction.head.warnings == ("“某市”不在行政区划表中，照原样保留",)


def test_the_nation_is_taken_for_granted_only_where_the_document_bears_it_out() -> None:
    def warnings(text: str) -> tuple[str, ...]:
        return extract(read_bytes(text.encode(), "sample.txt")).head.warnings

    assert warnings("养老服务情况\n\n建成养老机构800家。") == ("文件未写明发文机关和地区，各项数据的地区暂作全国",)
    assert warnings("养老服务情况\n\n我国建成养老机构800家。") == ()


REGIONS = "2024年医药流通运行报告\n\n一、全国总体情况\n\n"


def test_items_behind_a_lead_are_parts_of_what_it_names() -> None:
    text = "四大区域销售额占全国销售总额的比重分别为：华东41.2%，同比上升0.3个百分点；西南20.5%，与上年持平；长江三角洲经济区30.1%。"
    found = figures(REGIONS + text)
    assert [f.place for f in found] == ["华东", "华东", "西南", "长江三角洲经济区"]
    assert {f.indicator for f in found} == {"销售额占全国销售总额比重"}


def test_a_share_named_in_the_clause_before_is_that_of_its_regions() -> None:
    found = figures(REGIONS + "零售额占全社会零售额的比重，东部地区为51%，西部地区为18%。")
    assert [(f.place, f.indicator) for f in found] == [
        ("东部地区", "零售额占全社会零售额比重"), ("西部地区", "零售额占全社会零售额比重")
    ]  # fmt: skip


def test_several_regions_together_are_no_one_place() -> None:
    (figure,) = figures(REGIONS + "华东、华北、西南三大区域销售额占全国销售总额的70%。")
    assert figure.place == "全国"


def test_levels_named_one_by_one_take_their_growths_in_order() -> None:
    text = "公路货运量3亿吨，货物周转量64亿吨公里，比上年分别增长7%和9%；苏港货物吞吐量6亿吨，集装箱吞吐量100万标箱，分别增长2%和5%。"
    growths = [f for f in figures(BULLETIN + text) if f.measure == "growth"]
    assert [f.indicator for f in growths] == ["公路货运量", "货物周转量", "苏港货物吞吐量", "集装箱吞吐量"]


def test_a_port_bears_the_name_of_its_city_in_its_own() -> None:
    assert subjects(BULLETIN + "连云港港口吞吐量3亿吨，大连港货物吞吐量2亿吨。")[1] == ("2亿吨", "大连港货物吞吐量")


def test_the_foot_of_a_page_is_no_end_of_a_range() -> None:
    assert [printed for printed, _ in subjects(BULLETIN + "电视综合人口覆盖率—14—99.91%。")] == ["99.91%"]


def test_parts_that_make_up_so_much_are_named_as_shares() -> None:
    assert subjects(BULLETIN + "职工中，技术人员占6.1%，管理人员占10.6%。") == [
        ("6.1%", "技术人员占比"),
        ("10.6%", "管理人员占比"),
    ]


def test_a_bulletin_without_a_year_in_its_title_is_of_the_year_it_names_most() -> None:
    text = "第四次工业普查主要数据公报\n\n1997年2月18日\n\n1995年末企业80万家，1995年产值9万亿元。\n\n职工中技术人员占6.1%。"
    assert [f.period for f in figures(text)] == ["1995", "1995", "1995"]


def test_the_year_of_the_prices_dates_nothing() -> None:
    (level, growth) = figures(BULLETIN + "电信业务总量（上年不变价格）113亿元，增长2.8%。")
    assert (level.period, growth.period, level.indicator) == ("2023", "2023", "电信业务总量")


def test_a_share_within_a_whole_is_that_of_the_last_subject() -> None:
    text = "千兆用户15万户，在宽带用户中占比33.9%。"
    assert subjects(BULLETIN + text)[1] == ("33.9%", "千兆用户占宽带用户比重")


def test_what_is_to_be_done_is_named_without_its_auxiliary() -> None:
    assert subjects(PLAN + "今年要完成港口投资70亿元。") == [("70亿元", "港口投资")]
