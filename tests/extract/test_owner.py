import pytest

from policyparse.extract import extract
from policyparse.read import read_bytes

BULLETIN = "海滨市2023年国民经济和社会发展统计公报\n\n一、综合\n\n"

NAMES = [
    ("全市共有剧场12个，从业人员860人。", ["剧场", "剧场从业人员"]),
    ("技工学校9所，招生1.2万人，在校生3.1万人。", ["技工学校", "技工学校招生", "技工学校在校生"]),
    ("签订采购合同310份，成交金额22亿元，增长8%。", ["签订采购合同", "采购合同成交金额", "采购合同成交金额"]),
    ("入境旅游人数6万人次，收入1.1亿元。", ["入境旅游人数", "入境旅游收入"]),
    ("空气质量优良天数320天，优良率87.7%。", ["空气质量优良天数", "空气质量优良率"]),
    ("福利院31家，其中公办12家，床位4500张。", ["福利院", "公办福利院", "福利院床位"]),
    ("文化站共组织讲座600场，服务人次9万人次。", ["文化站组织讲座", "文化站服务人次"]),
    ("福利院床位4500张，其中城区2800张、乡镇1700张。", ["福利院床位", "城区福利院床位", "乡镇福利院床位"]),
    ("恩格尔系数为31%，其中城镇居民为30%，农村居民为34%。", ["恩格尔系数", "城镇居民恩格尔系数", "农村居民恩格尔系数"]),
    ("限额以上商品零售额中，汽车类增长9%，粮油类增长4%。", ["汽车类零售额", "粮油类零售额"]),
    ("从行业看，餐饮业增加值增长5%，住宿业增长3%。", ["餐饮业增加值", "住宿业增加值"]),
    ("72%的企业具有质检系统。", ["具有质检系统的企业"]),
    ("压减一般性支出12%。", ["一般性支出"]),
    ("研发经费，从2015年的10亿元增加到2020年的18亿元。", ["研发经费", "研发经费"]),
    (
        "氨氮、总磷和总氮三项污染物年均浓度分别为1毫克/升、2毫克/升和3毫克/升。",
        ["氨氮年均浓度", "总磷年均浓度", "总氮年均浓度"],
    ),
    ("快递业务量3亿件，高于全省平均水平2个百分点。", ["快递业务量", "快递业务量"]),
]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_a_bare_noun_takes_what_it_belongs_to(sentence: str, names: list[str]) -> None:
    figures = extract(read_bytes((BULLETIN + sentence).encode(), "sample.txt")).figures
    assert [figure.indicator for figure in figures] == names


@pytest.mark.parametrize(
    "sentence",
    ["能效为1级和2级的商品热销。", "日最大8小时平均浓度达标。", "纳税前50家企业名单公布。", "24小时服务热线开通。"],
)
def test_grades_and_firsts_are_no_figures(sentence: str) -> None:
    assert not extract(read_bytes((BULLETIN + sentence).encode(), "sample.txt")).figures


def test_a_verb_of_cutting_points_down() -> None:
    (figure,) = extract(read_bytes((BULLETIN + "压减一般性支出12%。").encode(), "sample.txt")).figures
    assert (figure.measure, figure.direction, figure.value) == ("growth", "down", "12")


BUDGET = "关于海滨市2023年预算执行情况和2024年预算草案的报告\n\n一、2023年预算执行情况\n\n（一）政府性基金预算\n\n"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "市级政府性基金收入年初预算为40亿元，实际完成42亿元，增长5%。支出调整预算为38亿元，实际完成36亿元。",
            [
                "市级政府性基金收入年初预算",
                "市级政府性基金收入",
                "市级政府性基金收入",
                "市级政府性基金支出调整预算",
                "市级政府性基金支出",
            ],
        ),
        (
            "收入42亿元，增长5%；支出36亿元，下降2%。",
            ["政府性基金收入", "政府性基金收入", "政府性基金支出", "政府性基金支出"],
        ),
    ],
)
def test_a_budget_fund_is_named_once_or_by_its_heading(sentence: str, names: list[str]) -> None:
    figures = extract(read_bytes((BUDGET + sentence).encode(), "sample.txt")).figures
    assert [figure.indicator for figure in figures] == names
