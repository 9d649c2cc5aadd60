from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes

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
