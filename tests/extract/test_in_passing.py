"""Words that are said of a number in passing or that belong to its name: plans, parts, bounds of a class, shares."""

import pytest

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

HEAD = "南昌市2024年1—9月财政收支情况\n\n"
PLAN = "南昌市国民经济和社会发展第十四个五年规划\n\n"


def figures(text: str, head: str = HEAD) -> tuple[Figure, ...]:
    return extract(read_bytes((head + text).encode(), "a.txt")).figures


NAMES = [
    (
        "契税收入完成8100万元，完成年初预算数2.1亿元的38.6%，比上年减收300万元，下降3.6%。",
        ["契税收入", "契税收入年初预算数", "契税收入完成年初预算数比例", "契税收入", "契税收入"],
    ),
    ("车船税收入7.2亿元，完成预期的94.7%，增长6.2%。", ["车船税收入", "车船税收入完成预期比例", "车船税收入"]),
    ("2、资源税收入（60%部分）6.7亿元，增长6.2%。", ["资源税收入", "资源税收入"]),
    ("非税收入33亿元，同口径增长9.1%。", ["非税收入", "非税收入"]),
    ("大坝投资38亿元，在今年水利总投资中占比约43%，环比增长约27%。", ["大坝投资", "大坝投资占水利总投资比重", "大坝投资"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text for text, _ in NAMES])
def test_what_is_said_in_passing_leaves_the_subject(text: str, names: list[str]) -> None:
    assert [f.indicator for f in figures(text)] == names


CLASSES = [
    (
        "公园绿地500米覆盖率达到92%，建成12英寸生产线3条。",
        [("92%", "公园绿地500米覆盖率"), ("3条", "建成12英寸生产线")],
    ),
    ("66人以上超大班额比例降到0.5%。", [("0.5%", "66人以上超大班额比例")]),
    ("设立规模不低于50亿元的产业基金。", [("50亿元", "产业基金规模")]),
    ("规划期内新增停车位2万个。", [("2万个", "新增停车位")]),
    ("改造提升3万亩高标准农田。", [("3万亩", "高标准农田")]),
    ("工业出口在36个行业中保持首位，产值达到20亿元。", [("20亿元", "工业产值")]),
    ("——经济增长类目标（13个）。外贸出口90亿元。", [("90亿元", "外贸出口")]),
    (
        "陕西、甘肃、湖南等3个省份油茶改造均超过7万亩。",
        [("3个", "省份"), ("7万亩", "油茶改造")],
    ),
    ("31个省（自治区、直辖市）抽样调查显示，棉花播种面积20万亩。", [("31个", "省"), ("20万亩", "棉花播种面积")]),
    ("区人代会审议通过全区契税收入预期为20亿元。", [("20亿元", "契税收入")]),
    ("加上锂电池、光伏等相关领域后新能源产业营收增速达到5%。", [("5%", "新能源产业营收增速")]),
]


@pytest.mark.parametrize(("text", "found"), CLASSES, ids=[text for text, _ in CLASSES])
def test_a_measure_that_tells_a_class_apart_is_inside_its_name(text: str, found: list[tuple[str, str]]) -> None:
    assert [(f.printed, f.indicator) for f in figures(text, PLAN)] == found


def test_a_term_that_is_prolonged_is_a_change() -> None:
    assert [(f.printed, f.indicator, f.measure, f.direction) for f in figures("将林地承包期限延长30年。", PLAN)] == [
        ("30年", "林地承包期限", "delta", "up")
    ]


def test_the_first_months_are_a_time_with_and_without_a_counter() -> None:
    text = "前9月新开工水库29座。前7个月完工堤防30公里。"
    assert [f.period for f in figures(text)] == ["2024-01/2024-09", "2024-01/2024-07"]


def test_a_plan_is_due_at_the_end_of_its_own_years_and_not_of_those_it_looks_out_to() -> None:
    rows = "<tr><td>指标</td><td>单位</td><td>目标</td><td>年均[累计]</td></tr>" + "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (
            ("森林覆盖率", "%", "41", "-"), ("城镇调查失业率", "%", "-", "5.5"), ("农业增加值", "%", "-", "4"),
            ("工业能耗提升", "%", "-", "[20]"), ("上市公司", "家", "-", "[累计达到90]"), ("事故死亡率", "人/亿元", "0.01", "-"),
        )
    )  # fmt: skip
    html = f"<h1>{PLAN.strip()}和二〇三五年远景目标纲要</h1><p>2021年2月</p><p>表：主要指标</p><table>{rows}</table>"
    found = extract(read_bytes(html.encode(), "a.html")).figures
    assert [(f.printed, f.period, f.measure, f.unit) for f in found] == [
        ("41", "2025", "level", "%"), ("5.5", "2021/2025", "level", "%"), ("4", "2021/2025", "growth", "%"),
        ("[20]", "2021/2025", "growth", "%"), ("[累计达到90]", "2021/2025", "level", "家"), ("0.01", "2025", "level", "人/亿元"),
    ]  # fmt: skip
