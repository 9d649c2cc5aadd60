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
    ("花卉产业快速发展，产值达到30亿元。", "花卉产业产值"),
    ("大力发展海上风电，装机容量达到40万千瓦。", "海上风电装机容量"),
    ("游客人数逐年增加，总量达到3万人。", "游客人数"),
    ("读者满意度的全国平均值为88分。", "读者满意度的全国平均值"),
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
    ("对在本地取景，公开放映的影视作品，给予最高不超过10万元的奖励。", "影视作品奖励", "<="),
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


def test_a_bound_before_a_list_binds_each_of_it() -> None:
    found = figures("到2026年和2028年，健身达标率分别不低于90%和92%。")
    assert [(f.comparator, f.period) for f in found] == [(">=", "2026"), (">=", "2028")]


def test_at_least_one_is_a_figure() -> None:
    found = figures("每个县至少一所老年大学，每天户外活动不少于一小时。")
    assert [(f.printed, f.comparator) for f in found] == [("一所", ">="), ("一小时", ">=")]


def test_the_year_a_list_sets_out_from_is_that_of_all_of_it() -> None:
    found = figures("甲、乙两项保险参保人数分别从2012年的7万人、2万人增加到2022年6月的9万人、3万人。")
    assert [f.period for f in found] == ["2012", "2012", "2022-06", "2022-06"]
    assert {f.kind for f in found} == {"reported"}


LISTS = [
    (
        "有机碳、氨氮和总磷等主要污染物排放总量分别减少8%、9%和10%。",
        "有机碳排放总量,氨氮排放总量,总磷排放总量",
    ),
    ("自来水普及率、环卫参与率、公厕达标率分别达到96%、71%、72%。", "自来水普及率,环卫参与率,公厕达标率"),
    ("依靠水窖供水的人口减少24%。", "依靠水窖供水的人口"),
    ("县卫生局会同县财政局新增专项资金12亿元。", "新增专项资金"),
]


@pytest.mark.parametrize(("sentence", "names"), LISTS)
def test_each_of_a_list_has_its_own_name(sentence: str, names: str) -> None:
    assert ",".join(figure.indicator for figure in figures(sentence)) == names


def test_the_age_of_a_person_is_no_figure() -> None:
    assert not figures("70岁的村民李某用上了自来水。")


def test_by_then_refers_to_the_last_deadline() -> None:
    text = "公交提升\n\n2026年3月5日\n\n力争到2029年，公交覆盖率达到90%。\n\n届时，电动公交占比达到80%。"
    assert [(f.kind, f.period) for f in extract(read_bytes(text.encode(), "a.txt")).figures] == [("target", "2029")] * 2


def test_early_in_a_year_news_tells_of_the_year_before() -> None:
    text = "公交提升\n\n2026年1月5日\n\n记者获悉，2025年，公交建设稳步推进。\n\n公交覆盖率达到90%。"
    assert [f.period for f in extract(read_bytes(text.encode(), "a.txt")).figures] == ["2025"]


def test_a_parenthesis_remembers_what_it_named_itself() -> None:
    found = figures("新建驿站3个。一、助学工程（项目6个，其中基建类5个、服务类1个）。")
    assert [f.indicator for f in found] == ["新建驿站", "项目", "基建类项目", "服务类项目"]


def test_what_is_counted_behind_its_number_takes_nothing_from_before() -> None:
    found = figures("新增9个示范邻里点；新增6个社区助餐点。")
    assert [f.indicator for f in found] == ["新增示范邻里点", "新增社区助餐点"]


def test_what_was_named_is_summed_up() -> None:
    found = figures("首批入库的是储备项目，共57个。")
    assert [f.indicator for f in found] == ["储备项目"]


def test_one_for_every_year_is_a_figure() -> None:
    assert [f.printed for f in figures("每年创建一个示范区。打造一个开放平台。")] == ["一个"]


def test_who_decided_is_no_part_of_the_name() -> None:
    assert [f.indicator for f in figures("会议确定了惠民项目40项。")] == ["惠民项目"]


AIMS = "安丘确定2026年民生实事\n\n2026-01-12 15:23 来源：某日报\n\n1月11日，安丘市第十九届人民代表大会票决通过。\n\n新增停车泊位300个。"


def test_news_of_a_list_of_aims_tells_targets_of_the_place_in_its_title() -> None:
    (figure,) = extract(read_bytes(AIMS.encode(), "a.txt")).figures
    assert (figure.kind, figure.place, figure.period) == ("target", "安丘市", "2026")


def test_news_of_aims_that_were_met_tells_results() -> None:
    (figure,) = extract(read_bytes(AIMS.replace("确定", "完成").encode(), "a.txt")).figures
    assert figure.kind == "reported"


def test_what_is_asked_of_a_receiver_is_a_bar() -> None:
    found = figures("对时长不少于30分钟、在本地取景的影视作品，给予每分钟1000元的奖励。")
    assert [(f.kind, f.value) for f in found] == [("threshold", "30"), ("target", "1000")]


MORE = [
    ("年税收过1亿元的企业达到30家。", ["年税收过1亿元的企业"]),
    ("建设好全市实训基地和4个县级职教中心。", ["县级职教中心"]),
    ("将高血压、糖尿病4种慢病纳入签约服务。", ["慢病"]),
    ("新建宿舍，总建筑面积3000平方米，改造餐厅500平方米。", ["总建筑面积", "改造餐厅"]),
    ("一、公共服务调控指标（14个）。", []),
]


@pytest.mark.parametrize(("sentence", "names"), MORE)
def test_lists_classes_and_makings_name_what_is_counted(sentence: str, names: list[str]) -> None:
    assert [f.indicator.endswith(name) for f, name in zip(figures(sentence), names, strict=True)] == [True] * len(names)


REACHED = [
    ("居民、职工门诊报销范围分别扩大到40种和30种。", "居民门诊报销范围,职工门诊报销范围"),
    ("送戏下乡村庄覆盖率达到90%，公益电影下乡6.5万场。", "送戏下乡村庄覆盖率,公益电影下乡"),
    ("高新区实现营业收入39亿元，利润总额5亿元。", "高新区营业收入,高新区利润总额"),
    ("为4200名特困人员提供照料服务。", "提供照料服务的特困人员"),
    ("6个月内婴儿纯母乳喂养率达到50%。", "6个月内婴儿纯母乳喂养率"),
]


@pytest.mark.parametrize(("sentence", "names"), REACHED)
def test_who_reached_what_is_its_name(sentence: str, names: str) -> None:
    assert ",".join(figure.indicator for figure in figures(sentence)) == names


def test_doubled_in_words_is_a_growth() -> None:
    (figure,) = figures("基础研究经费增长近一倍。")
    assert (figure.value, figure.unit, figure.measure, figure.comparator) == ("1", "倍", "growth", "<")


PLANS = [
    (
        "甲园区实现再就业1200人，完成年度目标任务1000人的120%。",
        "甲园区再就业,甲园区再就业年度目标任务,甲园区再就业完成年度目标任务比例",
    ),
    ("登记失业率为3%，比目标4%低1个百分点。", "登记失业率,登记失业率目标,登记失业率"),
    ("中心城区108个城中村完成拆除。", "中心城区城中村"),
    ("全国地下水质量极差的比例控制在15%左右。", "地下水质量极差的比例"),
    ("财政总收入达到90亿元，提前两年实现比2010年翻一番。", "财政总收入,财政总收入"),
    ("出台“稳岗扩岗12条”，稳定岗位3000个。", "稳定岗位"),
]


@pytest.mark.parametrize(("sentence", "names"), PLANS)
def test_what_is_reckoned_against_a_plan_keeps_its_name(sentence: str, names: str) -> None:
    assert ",".join(figure.indicator for figure in figures(sentence)) == names


def test_what_is_supported_where_is_named_by_what_stands_behind() -> None:
    found = figures("支持中西部地区3519所农村初中。会议提出了“提前翻番”的目标。")
    assert [f.indicator for f in found] == ["农村初中"]
