from policyparse.document import Cell, Document, Head, Table
from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes
from policyparse.source import Passage

CITIES = """某省2024年养老服务评估结果

表1 各市指标（数据截至2024年6月底）
序号\t城市\t护理型床位占比(%)\t床位数(万张)
1\t南京\t66.4\t2.62
2\t苏州\t69.1\t1.97
"""

ANNEX = """某省养老服务发展行动计划（2024—2026年）

附件 主要指标
序号\t指标\t指标含义\t目标值\t属性
1\t护理型床位占比（%）\t护理型床位数占床位总数的比例\t65\t约束性
2\t养老床位数\t各类机构床位之和\t12万张\t预期性
"""

BULLETIN = """某市2023年国民经济和社会发展统计公报

表2 主要产品产量
指标\t单位\t绝对数\t比上年增长（%）
水泥\t万吨\t239.1\t-0.4
服务机器人\t套\t5120\t18.6
"""


def read(text: str) -> Extraction:
    return extract(read_bytes(text.encode(), "sample.txt"))


def test_rows_of_places_are_read_under_columns_of_indicators() -> None:
    found = read(CITIES).figures
    assert [(f.place, f.indicator, f.value, f.unit) for f in found] == [
        ("南京", "护理型床位占比", "66.4", "%"),
        ("南京", "床位数", "26200", "张"),
        ("苏州", "护理型床位占比", "69.1", "%"),
        ("苏州", "床位数", "19700", "张"),
    ]
    assert {f.period for f in found} == {"2024-06"}


def test_the_header_multiplies_the_last_place_too() -> None:
    assert [f.step for f in read(CITIES).figures[:2]] == ["0.1", "100"]


def test_a_cell_knows_its_row_column_and_caption() -> None:
    source = read(CITIES).figures[1].source
    assert (source.row, source.column) == ("南京", "床位数(万张)")
    assert source.table is not None and "各市指标" in source.table


def test_the_annex_of_a_plan_holds_targets_with_unit_binding_and_deadline() -> None:
    found = read(ANNEX).figures
    assert [(f.indicator, f.value, f.unit, f.binding, f.kind, f.period) for f in found] == [
        ("护理型床位占比", "65", "%", "约束性", "target", "2026"),
        ("养老床位数", "120000", "张", "预期性", "target", "2026"),
    ]


def test_a_definition_column_gives_definitions() -> None:
    assert [(d.indicator, d.text) for d in read(ANNEX).definitions] == [
        ("护理型床位占比", "护理型床位数占床位总数的比例"), ("养老床位数", "各类机构床位之和")
    ]  # fmt: skip


def test_a_column_of_change_is_growth_whose_sign_is_its_direction() -> None:
    found = [f for f in read(BULLETIN).figures if f.indicator == "水泥"]
    assert [(f.value, f.unit, f.measure, f.direction) for f in found] == [
        ("2391000", "吨", "level", None), ("0.4", "%", "growth", "down")
    ]  # fmt: skip


def test_a_title_with_criteria_makes_thresholds() -> None:
    text = "某部办公厅关于开展示范园区评估的通知\n\n附件 示范园区评估指标\n指标\t指标值\n床位占比\t70%\n"
    assert {f.kind for f in read(text).figures} == {"threshold"}


BUDGET = """某市2024年预算执行情况和2025年预算草案的报告

表3 收支平衡表 单位：万元
项目\t2024年执行数\t完成预算%\t比上年增减额\t2025年预算数
税收收入\t8768\t100.7\t-120\t9000
非税收入\t1200\t98.2\t35\t1250
"""

HALVES = """某市2024年预算执行情况的报告

表4 一般公共预算收支表
收入项目\t数额（万元）\t支出项目\t数额（万元）
税收收入\t8768\t教育支出\t3147
非税收入\t1200\t卫生支出\t956
"""


def test_a_column_of_percent_does_not_take_the_unit_of_the_table() -> None:
    found = {f.source.column: f for f in read(BUDGET).figures if f.indicator == "税收收入"}
    assert (found["完成预算%"].value, found["完成预算%"].unit) == ("100.7", "%")
    change = found["比上年增减额"]
    assert (change.value, change.unit, change.measure, change.direction) == ("1200000", "元", "delta", "down")


def test_next_years_budget_is_a_target_and_this_years_execution_a_result() -> None:
    found = {f.source.column: f for f in read(BUDGET).figures if f.indicator == "税收收入"}
    assert (found["2024年执行数"].kind, found["2024年执行数"].period) == ("reported", "2024")
    assert (found["2025年预算数"].kind, found["2025年预算数"].period) == ("target", "2025")


def test_each_half_of_a_table_is_named_by_its_own_column() -> None:
    assert [(f.indicator, f.value) for f in read(HALVES).figures] == [
        ("税收收入", "87680000"), ("教育支出", "31470000"), ("非税收入", "12000000"), ("卫生支出", "9560000")
    ]  # fmt: skip


def test_numbers_stacked_in_one_cell_are_not_one_number() -> None:
    text = "项目\n收入\n税\n费\n数额\n11\n22\n33"
    name, value = text.index("收入"), text.index("11")
    stacked = Passage("112233", (value, value + 1, value + 3, value + 4, value + 6, value + 7))
    cells = (
        Cell(0, 0, 1, 1, Passage.of("项目", 0)), Cell(0, 1, 1, 1, Passage.of("数额", text.index("数额"))),
        Cell(1, 0, 1, 1, Passage.of("收入", name)), Cell(1, 1, 1, 1, stacked),
    )  # fmt: skip
    document = Document(Head(id="0", name="a", format="pdf", title=""), text, (Table(cells, 2, 2, 1),))
    assert extract(document).figures == ()


OUTLINE = """# 海滨省国民经济和社会发展第十五个五年规划纲要

专栏1 主要指标

| 类别 | 指标 | 2025年 | 2030年 | 年均/累计 | 属性 |
| --- | --- | --- | --- | --- | --- |
| 经济 | 生产总值增长（%） | 5.2 | — | >5 | 预期性 |
| 经济 | 全员劳动生产率（万元/人） | 24.1 | 31 | 5.2% | 预期性 |
| 绿色 | 碳排放强度降低（%） | — | — | 〔17〕 | 约束性 |
| 绿色 | 森林覆盖率（%） | 61.4 | 61.8 | 〔0.4〕 | 约束性 |
"""


def test_a_column_over_the_plan_holds_yearly_rates_and_sums() -> None:
    found = extract(read_bytes(OUTLINE.encode(), "outline.md")).figures
    assert [(f.printed, f.kind, f.measure, f.direction, f.unit, f.binding) for f in found] == [
        ("5.2", "reported", "growth", "up", "%", "预期性"), (">5", "target", "growth", "up", "%", "预期性"),
        ("24.1", "reported", "level", None, "元/人", "预期性"), ("31", "target", "level", None, "元/人", "预期性"),
        ("5.2%", "target", "growth", "up", "%", "预期性"), ("〔17〕", "target", "growth", "down", "%", "约束性"),
        ("61.4", "reported", "level", None, "%", "约束性"), ("61.8", "target", "level", None, "%", "约束性"),
        ("〔0.4〕", "target", "delta", "up", "百分点", "约束性"),
    ]  # fmt: skip


def test_cells_that_hold_sentences_are_read_as_sentences() -> None:
    table = """# 海滨市传感器产业行动方案（2025—2027年）任务分工

| 序号 | 重点任务 | 工作目标 | 责任单位 |
| --- | --- | --- | --- |
| 1 | 建设中试平台 | 到2027年建成中试平台5个 | 市工业和信息化局 |
| 2 | 引进企业 | 引进企业20家以上 | 市商务局 |
"""
    found = extract(read_bytes(table.encode(), "duties.md")).figures
    assert [(f.printed, f.indicator, f.kind, f.period) for f in found] == [
        ("5个", "建成中试平台", "target", "2027"), ("20家", "引进企业", "target", "2027")
    ]  # fmt: skip


def test_a_weight_is_not_measured_in_the_unit_of_its_row() -> None:
    table = """# 海滨市绿色园区评价标准

| 指标 | 权重 | 评分标准 |
| --- | --- | --- |
| 可再生能源使用比例（%） | 15 | ≥30 |
"""
    found = extract(read_bytes(table.encode(), "weights.md")).figures
    assert [(f.printed, f.indicator, f.unit, f.kind) for f in found[:1]] == [
        ("15", "可再生能源使用比例权重", "", "threshold")
    ]


def test_a_general_header_is_named_by_the_one_above_it() -> None:
    page = (
        "<h1>2025年海滨省各市主要指标</h1><table><tr><td rowspan=2>地区</td><td colspan=2>地区生产总值</td></tr>"
        "<tr><td>总量（亿元）</td><td>增速（%）</td></tr><tr><td>杭州市</td><td>16500</td><td>5.4</td></tr>"
        "<tr><td>宁波市</td><td>13200</td><td>5.1</td></tr></table>"
    )
    found = extract(read_bytes(page.encode(), "cities.html")).figures
    assert {f.indicator for f in found} == {"地区生产总值"}
    assert [(f.place, f.measure) for f in found[:2]] == [("杭州市", "level"), ("杭州市", "growth")]


def test_rows_of_regions_are_places_and_a_caption_gives_the_unit() -> None:
    text = "某省2024年企业结构分析报告\n\n表5 东、中、西部地区产值结构对比（％）\n地区\t国有\t集体\n东部地区\t27.3\t39.5\n中、西部地区\t46.9\t30.9\n"
    assert [(f.place, f.indicator, f.value, f.unit) for f in read(text).figures] == [
        ("东部地区", "国有", "27.3", "%"),
        ("东部地区", "集体", "39.5", "%"),
        ("中、西部地区", "国有", "46.9", "%"),
        ("中、西部地区", "集体", "30.9", "%"),
    ]


def test_years_under_an_indicator_are_its_periods_and_its_unit_is_theirs() -> None:
    rows = "<tr><td>南京</td><td>1.2</td><td>1.5</td></tr><tr><td>苏州</td><td>0.8</td><td>0.9</td></tr>"
    for last, period in (("2025年", "2025"), ("2025年末", "2025"), ("2025年1—9月", "2025-01/2025-09")):
        source = (
            "<html><body><p>某省基站建设情况</p><table><tr><td rowspan=2>城市</td><td colspan=2>基站数（万个）</td></tr>"
            f"<tr><td>2024年</td><td>{last}</td></tr>{rows}</table></body></html>"
        )
        figure = extract(read_bytes(source.encode(), "a.html")).figures[1]
        assert (figure.indicator, figure.value, figure.unit, figure.period) == ("基站数", "15000", "个", period)
