"""Results as bulletins, budget reports and briefings print them: lists, places in passing, plans in passing, series of years."""

import pytest

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

BULLETIN = "南昌市2023年国民经济和社会发展统计公报\n\n一、综合\n\n"
NEWS = "水利部召开新闻发布会\n来源：水利部 时间：2023-10-20\n\n"


def figures(text: str, head: str = BULLETIN) -> tuple[Figure, ...]:
    return extract(read_bytes((head + text).encode(), "a.txt")).figures


def table(rows: list[list[str]], unit: str = "") -> tuple[Figure, ...]:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    html = f"<h1>南昌市2023年统计公报</h1><p>表1 主要指标</p><p>{unit}</p><table>{body}</table>"
    return extract(read_bytes(html.encode(), "a.html")).figures


LISTS = [
    (
        "衣着、家庭用品及维修、医疗和保健的价格分别上涨1.1%、2.2%和3.3%。",
        ["衣着价格", "家庭用品及维修价格", "医疗和保健的价格"],
    ),
    ("第二、第三产业占地区生产总值的比重分别提高0.5和0.7个百分点。", ["第二产业占地区生产总值的比重", "第三产业占地区生产总值的比重"]),
    ("第一、二、三产业增加值分别增长3.1%、5.2%和6.3%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_a_list_is_divided_into_as_many_items_as_it_has_numbers(text: str, names: list[str]) -> None:
    assert [f.indicator for f in figures(text)] == names


def test_a_clause_that_only_says_where_gives_its_place_to_the_numbers_behind_it() -> None:
    found = figures("以江西省为例，1—9月完成水利投资280亿元，同比增长11%；在湖南，完成水利投资310亿元，增长9%。", NEWS)
    assert [(f.place, f.value) for f in found] == [
        ("江西省", "28000000000"), ("江西省", "11"), ("湖南", "31000000000"), ("湖南", "9")
    ]  # fmt: skip


def test_a_list_that_is_summed_up_as_districts_is_one_of_places() -> None:
    found = figures("东湖、西湖和青云谱三个行政区分别实现服务业增加值50亿元、60亿元和40亿元，分别增长5%、6%和7%。")
    places = ["东湖区", "西湖区", "青云谱区"]
    assert [f.place for f in found] == places * 2
    assert {f.indicator for f in found} == {"服务业增加值"}


def test_the_same_time_of_last_year_has_the_months_that_it_is_held_against() -> None:
    first, second = figures("1—9月，中央资金占水利投资的比重从上年同期的31.5%上升到33.6%。", NEWS)
    assert (first.period, second.period) == ("2022-01/2022-09", "2023-01/2023-09")


def test_what_a_bulletin_sets_out_from_is_the_year_before() -> None:
    found = figures("三次产业的比例由3.1:45.2:51.7调整为3.0:44.0:53.0。")
    assert [f.period for f in found] == ["2022"] * 3 + ["2023"] * 3


def test_a_growth_in_a_parenthesis_is_of_what_the_parenthesis_names() -> None:
    found = figures("养老机构拥有床位3.2万张，增长4%（每百名老人拥有床位2.9张，增长3%）。")
    assert found[3].indicator == found[2].indicator == "每百名老人拥有床位"


def test_a_part_that_opens_a_sentence_owns_the_nouns_behind_it() -> None:
    found = figures("全市共有福利机构60个，收养人员5000人。其中儿童福利院8个，床位900张。")
    assert found[-1].indicator == "儿童福利院床位"


def test_how_far_a_planned_sum_was_met_is_said_of_the_subject_in_passing() -> None:
    told = [
        (f.indicator, f.measure) for f in figures("公路投资完成130亿元，完成全年200亿元投资目标的65%，同比增长8%。")
    ]
    assert told == [
        ("公路投资", "level"), ("公路投资目标", "level"), ("公路投资完成投资目标比例", "level"), ("公路投资", "growth")
    ]  # fmt: skip


def test_years_head_the_columns_of_a_series_without_their_word() -> None:
    found = table([["指标", "2021", "2022", "2023"], ["床位数", "3.1", "3.3", "3.6"]], "单位：万张")
    assert [(f.period, f.value, f.unit) for f in found] == [
        ("2021", "31000", "张"), ("2022", "33000", "张"), ("2023", "36000", "张")
    ]  # fmt: skip


def test_a_unit_line_of_an_amount_and_a_rate_gives_the_amount() -> None:
    first, second = table([["指标", "2023年", "比上年增长"], ["销售额", "31.5", "3.6"]], "单位：亿元、%")
    assert (first.unit, first.value, second.unit, second.value) == ("元", "3150000000", "%", "3.6")


def test_a_verb_of_adjusting_before_its_goal_leaves_a_level() -> None:
    first, second = figures("全年投资任务由180亿元调增至230亿元。")
    assert first.indicator == second.indicator == "投资任务"
    assert second.measure == "level"


def test_a_count_of_cities_leaves_their_mean_to_the_next_number() -> None:
    told = [
        (f.indicator, f.place)
        for f in figures(
            "汾渭平原11个城市平均优良天数比例为70%，上升2个百分点；细颗粒物浓度为40微克/立方米，下降3%。", NEWS
        )
    ]
    assert [place for _, place in told] == ["汾渭平原"] * 5
    assert [name for name, _ in told] == ["城市", "优良天数比例", "优良天数比例", "细颗粒物浓度", "细颗粒物浓度"]


def test_a_grade_with_all_above_it_is_inside_a_name() -> None:
    assert figures("全国40个地级及以上城市平均合格率为97%。", NEWS)[0].indicator == "地级及以上城市"


def test_regions_by_which_figures_are_told_apart_are_no_place() -> None:
    (found,) = figures("从三大重点区域看，长三角地区优良天数比例为85%。", NEWS)
    assert found.place == "长三角地区"


def test_growths_listed_without_a_name_are_of_the_levels_before_them() -> None:
    found = figures("新开工项目120个、总投资90亿元，同比增长9%、13%。")
    assert [f.indicator for f in found[2:]] == [f.indicator for f in found[:2]]


def test_a_price_that_names_its_year_is_no_part_of_a_name() -> None:
    second = figures("人均地区生产总值50000元，按2023年平均汇率计算为7095美元。")[1]
    assert (second.indicator, second.unit) == ("人均地区生产总值", "美元")


def test_the_first_months_of_a_year_are_a_time() -> None:
    (found,) = figures("前8个月完成水利投资600亿元。", NEWS)
    assert found.period == "2023-01/2023-08"


def test_the_line_that_says_when_a_page_came_out_dates_no_table() -> None:
    html = (
        "<h1>2023年上半年南昌市生产总值</h1><p>2023-07-19 来源：市统计局</p>"
        "<table><tr><td>指标</td><td>总量（亿元）</td></tr><tr><td>第一产业</td><td>31.5</td></tr></table>"
    )
    (found,) = extract(read_bytes(html.encode(), "a.html")).figures
    assert found.period == "2023-06"


def test_a_document_speaks_of_its_place_by_the_full_name() -> None:
    (found,) = figures("规模以上工业增加值增长5%。", "杭州2023年经济运行情况\n\n")
    assert found.place == "杭州市"


PRICED = [
    ("全市工业增加值按可比价格计算同比增长6.0%。", "工业增加值"),
    ("次均门诊费用300元，按当年价格比上年下降1.5%。", "次均门诊费用"),
    ("次均门诊费用300元，按可比价格上涨2.5%。", "次均门诊费用"),
    ("全市卫生总费用初步核算为90亿元。", "卫生总费用"),
]


@pytest.mark.parametrize(("text", "name"), PRICED)
def test_by_which_prices_a_growth_is_counted_is_no_part_of_its_name(text: str, name: str) -> None:
    assert figures(text)[-1].indicator == name


def test_a_length_of_stay_is_measured_in_days() -> None:
    found = figures("医院出院患者平均住院日为8.8日，其中公立医院为8.4日。公报于27日上午发布。")
    assert [(f.unit, f.indicator) for f in found] == [
        ("日", "医院出院患者平均住院日"), ("日", "公立医院出院患者平均住院日")
    ]  # fmt: skip


def test_people_who_are_not_named_are_called_by_what_they_do() -> None:
    found = figures("工伤保险参保率为99%。全年有300人享受工伤保险待遇。")
    assert found[-1].indicator == "享受工伤保险待遇的人数"


def test_another_group_does_its_own_thing() -> None:
    found = figures("有500名失业人员实现再就业，困难人员就业80人。")
    assert found[-1].indicator == "困难人员就业"


def test_a_column_of_change_is_named_by_the_header_above_it() -> None:
    html = (
        "<h1>2023年主要城市经济指标</h1><table><tr><td rowspan=2>城 市</td><td colspan=2>地区生产总值</td><td colspan=2>#第一产业</td></tr>"
        "<tr><td>（亿元）</td><td>增长%</td><td>（亿元）</td><td>增长%</td></tr>"
        "<tr><td>南昌</td><td>7,200.5</td><td>4.7</td><td>250.5</td><td>-1.8</td></tr></table>"
    )
    found = extract(read_bytes(html.encode(), "a.html")).figures
    assert [(f.indicator, f.measure, f.value) for f in found] == [
        ("地区生产总值", "level", "720050000000"), ("地区生产总值", "growth", "4.7"),
        ("第一产业", "level", "25050000000"), ("第一产业", "growth", "1.8"),
    ]  # fmt: skip


def test_a_percentage_of_last_year_is_a_level_of_this_one() -> None:
    (found,) = table([["指标", "2023年为上年%"], ["工业", "104.5"]])
    assert (found.period, found.measure, found.unit, found.value) == ("2023", "level", "%", "104.5")


def test_a_row_named_again_divides_the_last_one_with_a_unit() -> None:
    found = table(
        [
            ["项目", "2023"], ["总产出（亿元）", "90"], ["工业", "60"], ["总产出指数（上年=100）", "105.5"], ["工业", "106.5"],
            ["总产出构成（%）", "100"], ["工业", "66.7"],
        ],
        "单位：亿元",
    )  # fmt: skip
    assert [(f.indicator, f.unit, f.value) for f in found] == [
        ("总产出", "元", "9000000000"), ("工业总产出", "元", "6000000000"), ("总产出指数", "", "105.5"),
        ("工业总产出指数", "", "106.5"), ("总产出构成", "%", "100"), ("工业总产出构成", "%", "66.7"),
    ]  # fmt: skip


SUBJECTS = [
    (
        "其中64个投产项目完成投资65亿元，为年计划的95%。",
        ["投产项目", "投产项目完成投资", "投产项目完成投资完成年计划比例"],
    ),
    ("17个续建项目完成投资90亿元。", ["续建项目", "续建项目完成投资"]),
    ("地铁、公交和轮渡分别完成客运量3亿人、2亿人和1亿人。", ["地铁客运量", "公交客运量", "轮渡客运量"]),
    ("港口货物吞吐量8亿吨，其中内、外贸吞吐量分别增长7%和9%。", ["港口货物吞吐量", "内贸吞吐量", "外贸吞吐量"]),
    ("常住人口中共有家庭户17万户。", ["家庭户"]),
    ("全年安排全市重点项目44项，年度投资计划90亿元。", ["重点项目", "年度投资计划"]),
    ("项目完成投资90亿元，超过时间进度3.8个百分点。", ["项目完成投资", "项目完成投资"]),
    ("常住人口性别比（以女性为100）由97.45下降为91.45。", ["常住人口性别比", "常住人口性别比"]),
]


@pytest.mark.parametrize(("text", "names"), SUBJECTS)
def test_the_words_around_a_number_name_it(text: str, names: list[str]) -> None:
    assert [f.indicator for f in figures(text)] == names


def test_what_something_was_in_a_year_that_it_is_compared_with() -> None:
    found = figures(
        "常住人口58万人，与2010年第六次全国人口普查的44万人相比，增加14万人；平均每户2.9人，比2010年的3.3人减少0.4人。"
    )
    assert [(f.period, f.measure, f.value) for f in found] == [
        ("2023", "level", "580000"), ("2010", "level", "440000"), ("2023", "delta", "140000"),
        ("2023", "level", "2.9"), ("2010", "level", "3.3"), ("2023", "delta", "0.4"),
    ]  # fmt: skip


def test_a_change_that_becomes_something_is_a_level() -> None:
    first, second = figures("常住人口性别比由2010年的97.45下降为91.45。")
    assert (first.measure, first.period, second.measure, second.value) == ("level", "2010", "level", "91.45")


def test_a_report_without_a_place_in_its_title_speaks_for_the_congress_that_it_was_given_to() -> None:
    head = "政府工作报告\n（2018年12月26日在定南县第十六届人民代表大会第四次会议上）\n各位代表：\n\n"
    (found,) = figures("全县规上工业增加值增长11.1%。", head)
    assert found.place == "定南县"


def test_a_column_of_rising_numbers_without_a_header_is_no_value() -> None:
    found = table([["", "地区", "产量（吨）"], ["1", "南昌市", "30.5"], ["4", "九江市", "20.5"]])
    assert [(f.place, f.value) for f in found] == [("南昌市", "30.5"), ("九江市", "20.5")]


def test_a_standard_that_was_raised_is_a_bar_since_then() -> None:
    found = figures("从2011年起，规模以上工业企业起点标准由年主营业务收入500万元提高到2000万元。")
    assert [f.kind for f in found] == ["threshold", "threshold"]
    assert found[1].period == "2011"


UNITS = [
    ("水资源总量31605.2亿m3。", ("m3", "3160520000000")),
    ("人均用水量57.2m3。", ("m3", "57.2")),
    ("流域面积3.5万km2。", ("km2", "35000")),
    ("农田灌溉水有效利用系数 0.565，比上年提高。", ("", "0.565")),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units_in_letters_and_coefficients_without_any(text: str, expected: tuple[str, str]) -> None:
    (found,) = figures(text)
    assert (found.unit, found.value) == expected


def test_a_change_said_again_in_another_unit_is_a_change_too() -> None:
    found = figures("粮食播种面积800千公顷（1200万亩），比上年减少8千公顷（12万亩），下降1.0%。")
    assert [(f.measure, f.direction) for f in found] == [
        ("level", None), ("level", None), ("delta", "down"), ("delta", "down"), ("growth", "down")
    ]  # fmt: skip


def test_the_columns_of_a_table_say_what_its_rows_do_not() -> None:
    found = table(
        [
            ["", "播种面积（千公顷）", "总产量（万吨）", "总产量增长（%）"],
            ["夏粮", "27.5", "13.5", "1.5"],
            ["玉米", "36.5", "21.5", "2.5"],
        ]
    )
    assert [f.indicator for f in found] == [
        "夏粮播种面积", "夏粮总产量", "夏粮总产量", "玉米播种面积", "玉米总产量", "玉米总产量"
    ]  # fmt: skip


def test_columns_that_only_say_which_value_it_is_add_nothing_to_the_name() -> None:
    found = table([["项目", "预算数", "决算数", "上年同期数"], ["教育", "27.5", "28.5", "25.5"]], "单位：亿元")
    assert {f.indicator for f in found} == {"教育"}


def test_a_column_of_a_fund_stands_before_what_its_rows_say_of_it() -> None:
    found = table([["项目", "失业保险基金", "工伤保险基金"], ["年末滚存结余", "2.5", "3.5"]], "单位：亿元")
    assert [f.indicator for f in found] == ["失业保险基金年末滚存结余", "工伤保险基金年末滚存结余"]


def test_a_surplus_is_a_measure_of_its_own() -> None:
    found = figures("货物进出口总额90亿美元，其中出口60亿美元，进口30亿美元；货物进出口顺差30亿美元。")
    assert found[-1].indicator == "货物进出口顺差"


def test_rows_of_places_are_read_without_their_layout_spaces() -> None:
    found = table([["地区", "产量（吨）"], ["全国总计", "90.5"], ["北　京", "30.5"], ["内 蒙 古", "20.5"]])
    assert [f.place for f in found] == ["全国", "北京", "内蒙古"]


def test_a_time_of_day_is_no_ratio() -> None:
    assert not figures("2023-04-17 10:48:05", NEWS)


def test_a_share_of_another_number_is_named_after_its_subject() -> None:
    second = figures("人均可支配收入中位数6000元，是平均数的84.4%。")[1]
    assert second.indicator == "人均可支配收入中位数是平均数的比例"


def test_a_month_without_its_word_is_a_time_where_a_comma_or_the_nation_follows() -> None:
    found = figures("7月，完成水利投资90亿元。8月全国完成水利投资80亿元。", NEWS)
    assert [f.period for f in found] == ["2023-07", "2023-08"]


def test_imports_share_their_word_over_a_list() -> None:
    found = figures("机电产品、木制品进口分别增长36%、41.9%。")
    assert [f.indicator for f in found] == ["机电产品进口", "木制品进口"]


def test_spending_more_is_a_change() -> None:
    first, second = figures("一般公共预算支出50亿元，比上年增支2亿元。")
    assert (second.indicator, second.measure, second.direction) == (first.indicator, "delta", "up")


COUNTY = "2023年一季度肥西县城乡居民收入情况\n\n"


def test_what_is_around_a_county_stands_in_parentheses_behind_its_figures() -> None:
    found = figures(
        "城镇居民收入4800元（全国5900元、全省4900元、全市6300元），同比增长6%（全国7.1%、全省5.9%、全市6.4%）。", COUNTY
    )
    places = ["肥西县", "全国", "安徽省", "合肥市"]
    assert [f.place for f in found] == places * 2
    assert [f.measure for f in found] == ["level"] * 4 + ["growth"] * 4


def test_a_list_shared_out_may_differ_in_unit() -> None:
    found = figures("水路货运量和货物周转量分别为9亿吨和60亿吨公里，分别增长3%和4%。")
    assert [(f.indicator, f.unit) for f in found] == [
        ("水路货运量", "吨"), ("货物周转量", "吨公里"), ("水路货运量", "%"), ("货物周转量", "%")
    ]  # fmt: skip


def test_a_clause_without_numbers_lists_whose_growths_follow() -> None:
    found = figures("出口机电产品9亿元，其中显示模组、船舶出口表现亮眼，同比分别增长26.8%和2.5倍。")
    assert [(f.indicator, f.measure) for f in found[1:]] == [("显示模组出口", "growth"), ("船舶出口", "growth")]


def test_a_clause_that_says_how_its_subject_went_names_the_number_behind_it() -> None:
    found = figures("居民收入3300元。其中，工资性收入持平微降，为1600元，经营净收入小幅下降，为800元，同比减少25元。")
    assert [f.indicator for f in found] == ["居民收入", "工资性收入", "经营净收入", "经营净收入"]


def test_a_level_of_last_year_in_percent_is_of_this_year() -> None:
    second = figures("前三季度，旅客周转量49亿人公里，为去年同期的96.1%。", NEWS)[1]
    assert (second.period, second.measure) == ("2023-01/2023-09", "level")


def test_breaking_a_round_number_is_more_than_it() -> None:
    (found,) = figures("对东盟进出口破千亿元。")
    assert (found.comparator, found.value) == (">", "100000000000")


def test_a_scope_is_no_part_of_a_name() -> None:
    (found,) = figures("生产总值剔除煤矿关闭等不可比因素增长7.8%。")
    assert found.indicator == "生产总值"


def test_what_was_allotted_is_no_promise() -> None:
    found = figures("统筹资金5亿元，全部安排到二十一项行动上，支出率达96%。")
    assert [(f.printed, f.kind) for f in found] == [("5亿元", "reported"), ("96%", "reported")]


def test_rows_of_years_are_a_series_and_the_places_below_them_are_of_its_last_year() -> None:
    found = table([["年份地区", "供水量（亿立方米）"], ["2021", "30.5"], ["2022年", "31.5"], ["东湖区", "1.5"]])
    assert [(f.period, f.place, f.indicator) for f in found] == [
        ("2021", "南昌市", "供水量"), ("2022", "南昌市", "供水量"), ("2022", "东湖区", "供水量")
    ]  # fmt: skip


def test_rows_without_a_unit_are_measured_as_the_row_above_them() -> None:
    found = table(
        [
            ["项目", "2022", "2023"],
            ["客运量总计（万人）", "36", "38"],
            ["铁路", "3", "4"],
            ["汽车拥有量（辆）", "87", "90"],
            ["铁路", "1", "2"],
        ]
    )
    assert [(f.indicator, f.unit, f.value) for f in found[2:4]] == [
        ("铁路客运量", "人", "30000"),
        ("铁路客运量", "人", "40000"),
    ]
    assert (found[-1].indicator, found[-1].unit) == ("铁路汽车拥有量", "辆")


def test_a_ratio_of_last_year_is_of_last_year_in_all_its_parts() -> None:
    found = figures("三次产业结构由上年的3.2:32.5:64.3发展为3.1:31.1:65.8。")
    assert [f.period for f in found] == ["2022"] * 3 + ["2023"] * 3
    assert found[0].indicator == found[3].indicator == "三次产业结构（第一产业）"


BARE = [
    ("粮食种植面积10千公顷，产量5.5万吨。", "粮食产量"),
    ("最低生活保障标准分别为每人每月612元。", "最低生活保障标准"),
    ("一般公共预算收入20亿元，同比（下同）下降1.9%。", "一般公共预算收入"),
    ("按美元汇率，折合人均GDP11995美元。", "折合人均GDP"),
]


@pytest.mark.parametrize(("text", "name"), BARE)
def test_what_stands_around_a_name_is_left_out_of_it(text: str, name: str) -> None:
    assert figures(text)[-1].indicator == name


PLACED = [
    ("江西省日前公布的数据显示，今年早稻面积1800万亩，增长2%。", ["江西省"] * 2),
    ("在养猪大省四川，截至6月底，生猪存栏3300万头；湖南上半年产能连续增长，生猪存栏1200万头。", ["四川", "湖南"]),
]


@pytest.mark.parametrize(("text", "places"), PLACED)
def test_a_clause_before_the_numbers_says_where_they_hold(text: str, places: list[str]) -> None:
    assert [f.place for f in figures(text, "上半年农业经济运行情况\n时间：2023-08-14\n\n")] == places


def test_each_half_of_a_table_of_two_has_its_own_names() -> None:
    found = table([["收入", "决算数", "支出", "决算数"], ["本级收入", "95.5", "本级支出", "94.5"]], "单位：亿元")
    assert [f.indicator for f in found] == ["本级收入", "本级支出"]


def test_the_whole_city_in_a_report_of_a_city_within_another_is_itself() -> None:
    (found,) = figures("上半年，全市城镇新增就业2100人。", "2023年上半年巢湖市就业情况\n\n")
    assert found.place == "巢湖市"


@pytest.mark.parametrize(
    ("text", "place"),
    [("创建国家级示范县2个、省级示范县5个。", "南昌市"), ("汾渭平原11个城市平均优良天数比例为70%。", "汾渭平原")],
)
def test_a_group_of_places_is_counted_only_where_nothing_behind_its_number_is(text: str, place: str) -> None:
    assert [f.place for f in figures(text)] == [place] * 2


def test_income_and_spending_await_no_object() -> None:
    (found,) = figures("本报告统计范围为年营业收入800万元及以上的仓储企业。")
    assert (found.kind, "仓储企业" in found.indicator, found.indicator.endswith("年营业收入")) == (
        "threshold",
        False,
        True,
    )
