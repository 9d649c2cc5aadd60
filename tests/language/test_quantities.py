import pytest

from policyparse.extract.draft import exact
from policyparse.language.names import find_names
from policyparse.language.numerals import narrow
from policyparse.language.quantities import Quantity, find_quantities, header_unit, parse_unit


def read(text: str) -> list[Quantity]:
    plain = narrow(text)
    return list(find_quantities(plain, find_names(plain)))


BOUND = [
    ("累计超6.4万个", "6.4万个", "64000", "个", ">"),
    ("流量占比超六成", "六成", "60", "%", ">"),
    ("新增就业1200万人以上", "1200万人", "12000000", "人", ">="),
    ("失业率控制在5.5%以内", "5.5%", "5.5", "%", "<="),
    ("控制在3%左右", "3%", "3", "%", "~"),
    ("控制在3%", "3%", "3", "%", "<="),
    ("近2000款终端", "2000款", "2000", "款", "<"),
    ("约14万亿元", "14万亿元", "14000000000000", "元", "~"),
    ("企业1200余家", "1200余家", "1200", "家", ">"),
    ("未达到60%的", "60%", "60", "%", "<"),
    ("浓度降至30微克/立方米以下", "30微克/立方米", "30", "微克/立方米", "<="),
    ("覆盖率达到百分之四十以上", "百分之四十", "40", "%", ">="),
    ("示范项目不少于20个", "20个", "20", "个", ">="),
    ("最高补助100万元", "100万元", "1000000", "元", "<="),
    ("提高0.83个百分点", "0.83个百分点", "0.83", "百分点", "="),
    ("人均产值 136063 元", "136063 元", "136063", "元", "="),
    ("面积71.80千公顷", "71.80千公顷", "71.8", "千公顷", "="),
    ("死亡率6.15‰", "6.15‰", "6.15", "‰", "="),
    ("国有30家", "30家", "30", "家", "="),
    ("日均新设1万6千多户", "1万6千多户", "16000", "户", ">"),
    ("下降千分之五", "千分之五", "5", "‰", "="),
    ("补助五元三角", "五元三角", "5.3", "元", "="),
    ("每桶$20", "$20", "20", "美元", "="),
    ("亩产一吨半，", "一吨半", "1.5", "吨", "="),
    ("下降六 个 百 分点", "六 个 百 分点", "6", "百分点", "="),
    ("普及率（%）	40", "40", "40", "%", "="),
    ("产值（亿元）：12.5", "12.5", "1250000000", "元", "="),
    ("9.5亩", "9.5亩", "9.5", "亩", "="),
    ("输送3千多万人次", "3千多万人次", "30000000", "人次", ">"),
]


@pytest.mark.parametrize(("text", "printed", "value", "unit", "comparator"), BOUND)
def test_number_unit_and_comparator_are_read_together(
    text: str, printed: str, value: str, unit: str, comparator: str
) -> None:
    (quantity,) = read(text)
    assert text[quantity.start : quantity.end] == printed
    assert (exact(quantity.value), quantity.unit, quantity.comparator) == (value, unit, comparator)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("打造10-20 个中心", 10, 20, "个"),
        ("增长20%—25%", 20, 25, "%"),
        ("每年4%至6%", 4, 6, "%"),
        ("培育三至五个集群", 3, 5, "个"),
        ("新增3—5万人", 30000, 50000, "人"),
    ],
)
def test_a_range_is_one_quantity_with_two_ends(text: str, low: int, high: int, unit: str) -> None:
    (quantity,) = read(text)
    assert (quantity.low, quantity.high, quantity.unit, quantity.comparator) == (low, high, unit, "range")


def test_from_to_is_two_quantities() -> None:
    assert [q.value for q in read("由29个提高到38个")] == [29, 38]


def test_a_ratio_list_gives_its_parts() -> None:
    assert [(exact(q.value), q.part) for q in read("结构比例为6.01:55.04:38.95")] == [
        ("6.01", 1), ("55.04", 2), ("38.95", 3)
    ]  # fmt: skip


def test_a_listed_number_takes_the_unit_of_its_sibling() -> None:
    assert [q.unit for q in read("分别快4.6和3.1个百分点")] == ["百分点", "百分点"]


@pytest.mark.parametrize(("text", "times"), [("翻一番", 1), ("翻两番", 2), ("翻番", 1)])
def test_doublings(text: str, times: int) -> None:
    (quantity,) = read(text)
    assert (quantity.value, quantity.unit) == (times, "番")


NAMES = [
    "支持4K/8K超高清",
    "5G-A又称5.5G",
    "IPv6与NB-IoT",
    "PM2.5浓度",
    "工信部联通信〔2024〕227号",
    "第十四届大会",
    "《划分方法(2017)》",
    "联系电话：010-12345678",
    "推动“双千兆”协同",
    "发展一带一路",
    "推广C919大飞机",
    "实施1+X证书",
    "三甲医院达标",
    "进一步完善",
    "提前部署700MHz",
]


@pytest.mark.parametrize("text", NAMES)
def test_names_that_hold_digits_are_no_quantities(text: str) -> None:
    assert [q for q in read(text) if q.unit or not q.chinese] == []


def test_percentage_points_are_not_percent() -> None:
    assert [q.unit for q in read("5%和5个百分点")] == ["%", "百分点"]


def test_letters_before_a_measured_number_do_not_hide_it() -> None:
    (quantity,) = read("人均GDP136063元")
    assert quantity.value == 136063


@pytest.mark.parametrize(
    ("text", "unit", "scale"),
    [("万个", "个", 10**4), ("亿元", "元", 10**8), ("%", "%", 1), ("千公顷", "千公顷", 1), ("单位：万元", "元", 10**4)],
)
def test_a_header_unit_divides_into_multiplier_and_unit(text: str, unit: str, scale: int) -> None:
    assert parse_unit(text) == (unit, scale)


def test_an_unknown_header_unit_is_not_guessed() -> None:
    assert parse_unit("指标值") is None
    assert header_unit("规模（不含农户）") is None
