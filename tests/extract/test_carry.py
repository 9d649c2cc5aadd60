"""What a name takes over from the one before it, and money that is given, named by whom it is given to."""

import pytest

from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.read import read_bytes

PLAN = "海滨市公共服务发展规划（2024—2028年）\n\n2024年2月1日\n\n"


def figures(text: str) -> tuple[Figure, ...]:
    return extract(read_bytes((PLAN + text).encode(), "sample.txt")).figures


NAMES = [
    ("城市供水普及率达到99%，县城达到97%，建制镇达到90%。", "城市供水普及率,县城供水普及率,建制镇供水普及率"),
    ("垃圾分类覆盖率达到90%，其中农村达到70%。", "垃圾分类覆盖率,农村垃圾分类覆盖率"),
    (
        "每千人口拥有药师1.2人、康复师0.8人、护理床位3.5张。",
        "每千人口拥有药师,每千人口拥有康复师,每千人口拥有护理床位",
    ),
    ("每千人口拥有药师1.2人，新建药房30家。", "每千人口拥有药师,新建药房"),
    ("绿道里程达到300公里，其中新建80公里。", "绿道里程,新建绿道里程"),
    ("每个街道至少办好1所老年学校。", "每个街道老年学校"),
    ("创建国家级示范县2个、省级示范县5个。", "创建国家级示范县,省级示范县"),
    ("改造泵站30座，修复渠道60公里，完成比例分别为50%和80%。", "改造泵站,修复渠道,改造泵站完成比例,修复渠道完成比例"),
    ("监测网连接了全市85%的乡镇和约60%的村庄。", "监测网连接全市乡镇,村庄"),
    ("重点抓好20个千万元以上的冷链项目。", "千万元以上的冷链项目"),
    ("所有乡镇30分钟上高速公路。", "所有乡镇上高速公路"),
    ("学前三年毛入园率达到95%，高中三年巩固率达到98%。", "学前三年毛入园率,高中三年巩固率"),
]


@pytest.mark.parametrize(("sentence", "names"), NAMES)
def test_a_name_is_completed_from_the_one_before(sentence: str, names: str) -> None:
    assert ",".join(figure.indicator for figure in figures(sentence)) == names


GRANTS = [
    ("对新认定的康养基地，一次性给予50万元奖励。", "新认定的康养基地奖励", "="),
    ("对示范食堂，最高补助30万元。", "示范食堂补助", "<="),
    ("按照每张床位8000元的标准给予建设补贴。", "每张床位建设补贴", "="),
    ("给予每人每月200元生活补贴。", "每人每月生活补贴", "="),
    ("按项目投资额的20%给予补助。", "项目投资额补助比例", "="),
]


@pytest.mark.parametrize(("sentence", "name", "comparator"), GRANTS)
def test_money_that_is_given_is_named_by_whom_it_is_given_to(sentence: str, name: str, comparator: str) -> None:
    (figure,) = figures(sentence)
    assert (figure.indicator, figure.comparator) == (name, comparator)


@pytest.mark.parametrize(
    "sentence",
    ["打造城区15分钟便民服务圈。", "支持人口50万以上的大城市先行先试。", "推动常住人口20万人以上的县建设驿站。"],
)
def test_circles_and_classes_of_towns_are_no_figures(sentence: str) -> None:
    assert not figures(sentence)


def test_counted_model_places_are_not_where_they_are() -> None:
    first, second = figures("创建国家级示范县2个，培育驿站50家。")
    assert (first.place, second.place) == ("海滨市", "海滨市")


def test_at_least_before_a_verb_is_a_floor() -> None:
    (figure,) = figures("每个街道至少办好1所老年学校。")
    assert figure.comparator == ">="
