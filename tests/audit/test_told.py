"""Relations that sentences tell in passing: pairs of parts, sums and balances, shares named in short, rates by definition."""

from __future__ import annotations

from typing import Any

import pytest

from policyparse.audit import audit
from policyparse.extract import extract
from policyparse.read import read_bytes

BULLETIN = "甲河市2024年国民经济和社会发展统计公报"
BUDGET = "关于甲河市2024年预算执行情况和2025年预算草案的报告"


def _audited(text: str, title: str = BULLETIN) -> list[Any]:
    return list(audit([extract(read_bytes(f"{title}\n\n{text}\n".encode(), "公报.txt"))], everything=True))


def _verdicts(check: str, text: str, title: str = BULLETIN) -> list[str]:
    return [f.verdict for f in _audited(text, title) if f.check == check]


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("货物进出口总值240.0亿元，增长14.7%。其中，出口总值{}亿元，增长10.7%；进口总值45.9亿元。", "194.1", "149.1"),
        ("邮电业务总量120.1亿元。其中，邮政行业业务总量39.9亿元，增长1.7%；电信业务总量{}亿元。", "80.2", "82.0"),
        ("地方一般公共预算收入200.4亿元。其中，地方税收收入{}亿元；非税收入80.7亿元，增长6.7%。", "119.7", "119.9"),
        ("国内出游56.2万人次。其中，城镇居民国内出游{}万人次，增长16.3%；农村居民国内出游12.5万人次。", "43.7", "47.3"),
        ("水产品总产量73.6万吨。其中，养殖产量{}万吨，增长4.3%；捕捞产量13.0万吨。", "60.6", "66.0"),
        (
            "参加基本医疗保险人数132.6万人，其中职工基本医疗保险人数{}万人，城乡居民基本医疗保险人数94.7万人。",
            "37.9",
            "39.7",
        ),
        ("全年保费收入115.5亿元。其中，人身险保费收入{}亿元；财产险保费收入33.4亿元。", "82.1", "81.2"),
    ],
)
def test_two_parts_that_one_pair_of_words_tells_apart_are_the_whole(text: str, right: str, slip: str) -> None:
    assert "contradiction" not in _verdicts("PART-WHOLE", text.format(right))
    assert "contradiction" in _verdicts("PART-WHOLE", text.format(slip))


def test_changes_of_two_parts_are_that_of_the_whole() -> None:
    text = "年末常住人口382.0万人，比上年减少1.7万人。其中，城镇人口284.6万人，比上年增加{}万人；乡村人口97.4万人，比上年减少3.2万人。"
    assert "contradiction" not in _verdicts("PART-WHOLE", text.format("1.5"))
    assert "contradiction" in _verdicts("PART-WHOLE", text.format("2.5"))


@pytest.mark.parametrize(
    "text",
    [
        "粮食产量302.3万吨。其中，夏粮产量62.1万吨；早稻产量21.1万吨；秋粮产量219.1万吨。",  # a third part
        "保费收入521.4亿元，其中人身险413.3亿元、财产险108.1亿元。赔付支出168.9亿元，其中财产险69.7亿元，人身险99.2亿元。",
        "城镇居民人均可支配收入45000元，农村居民人均可支配收入20000元。",
        "机动车保有量60.0万辆。城镇公园50个，乡村公园20个。",
    ],
)
def test_other_amounts_beside_a_pair_are_not_its_whole(text: str) -> None:
    assert "contradiction" not in _verdicts("PART-WHOLE", text)


@pytest.mark.parametrize(
    "text",
    [
        "全市一般公共预算收入完成100亿元，加上上级补助收入{}亿元、上年结转8亿元，收入合计176亿元。",
        "全市收入安排100亿元，其中，税收收入70亿元；非税收入30亿元；加上转移性收入{}亿元，收入合计168亿元。",
        "基金支出安排90亿元，增长2%，加调出资金10亿元，结转下年支出{}亿元，支出总计168亿元。",
    ],
)
def test_what_a_sentence_adds_is_its_sum(text: str) -> None:
    assert _verdicts("PART-WHOLE", text.format(68), BUDGET).count("contradiction") == 0
    assert _verdicts("PART-WHOLE", text.format(86), BUDGET).count("contradiction") == 1


def test_a_sum_carried_on_ends_at_the_sum_before() -> None:
    text = "当年结余4.6亿元，加上上年结余60.1亿元，年末滚存结余64.7亿元。全市收入完成50.0亿元，加上补助30.0亿元，收入合计80.0亿元。"
    assert _verdicts("PART-WHOLE", text, BUDGET).count("contradiction") == 0
    assert _verdicts("PART-WHOLE", text.replace("64.7", "67.4"), BUDGET).count("contradiction") == 1


def test_a_list_closed_by_the_others_is_the_whole() -> None:
    text = "社保基金收入完成84.9亿元，其中保险费收入49.3亿元、财政补贴收入34.5亿元、利息收入0.7亿元、转移等其他收入0.4亿元。"
    assert _verdicts("PART-WHOLE", text, BUDGET).count("contradiction") == 0
    assert _verdicts("PART-WHOLE", text.replace("34.5", "43.5"), BUDGET).count("contradiction") == 1


def test_income_less_expense_is_what_is_left() -> None:
    text = "社保基金收入完成84.9亿元，其中保险费收入49.3亿元。社保基金支出完成80.3亿元，其中待遇支出76.5亿元。当年收支结余4.6亿元。"
    assert _verdicts("PART-WHOLE", text, BUDGET).count("contradiction") == 0
    assert _verdicts("PART-WHOLE", text.replace("80.3", "83.0"), BUDGET).count("contradiction") == 1


@pytest.mark.parametrize(
    "text",
    [
        "出口总额254.5亿元，进口总额183.9亿元，贸易顺差{}亿元。",
        "全年出口183.9亿元，增长2%；进口254.5亿元。服务进出口逆差{}亿元。",
    ],
)
def test_a_balance_of_trade_is_the_difference(text: str) -> None:
    assert "contradiction" not in _verdicts("PART-WHOLE", text.format("70.6"))
    assert "contradiction" in _verdicts("PART-WHOLE", text.format("76.0"))


def test_shares_of_the_three_industries_are_all() -> None:
    text = "第一产业增加值占生产总值比重为6.8%，第二产业增加值比重为{}%，第三产业增加值比重为56.7%。"
    assert "contradiction" not in _verdicts("PART-WHOLE", text.format("36.5"))
    assert "contradiction" in _verdicts("PART-WHOLE", text.format("35.6"))


def test_a_bare_share_is_of_the_whole_that_the_one_beside_it_is_of() -> None:
    text = "年末全市共有文化馆200个，从业人员6.1万人，其中高级职称人员0.8万人，占{}%；中级职称人员1.9万人，占31.2%。"
    assert "contradiction" not in _verdicts("RATIO", text.format("13.0"))
    assert "contradiction" in _verdicts("RATIO", text.format("31.0"))


def test_a_bare_share_alone_may_be_of_a_whole_that_is_not_printed() -> None:
    assert _verdicts("RATIO", "固定资产原价7121亿元。集体企业资产1200亿元，占34.1%。") == []


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("一般公共预算收入404.3亿元，其中税收收入265.6亿元，税收占一般公共预算收入比重为{}%。", "65.7", "67.5"),
        ("电信企业的移动电话用户总数1815万户。其中，5G移动电话用户1137万户，占移动电话用户的{}%。", "62.6", "67.2"),
    ],
)
def test_a_share_may_name_its_part_and_whole_in_short(text: str, right: str, slip: str) -> None:
    assert "contradiction" not in _verdicts("RATIO", text.format(right))
    assert "contradiction" in _verdicts("RATIO", text.format(slip))


def test_a_whole_that_several_names_end_with_is_not_guessed() -> None:
    text = (
        "城镇居民人均可支配收入6.5万元，农村居民人均可支配收入3.1万元，人均财产净收入1.2万元，占人均可支配收入的18.9%。"
    )
    assert "contradiction" not in _verdicts("RATIO", text)


@pytest.mark.parametrize(
    ("text", "right", "slip", "verdict"),
    [
        ("年末常住人口707.9万人，其中城镇常住人口477.3万人，常住人口城镇化率{}%。", "67.42", "64.72", "contradiction"),
        ("年末常住人口707.9万人。全年出生人口5.1万人，出生率{}‰。", "7.25", "12.70", "cannot_decide"),
        ("年末常住人口707.9万人，户籍人口250.0万人。全年出生人口5.1万人，出生率{}‰。", "20.45", "12.70", "cannot_decide"),
    ],
)  # fmt: skip
def test_a_rate_is_made_of_its_amounts(text: str, right: str, slip: str, verdict: str) -> None:
    assert "contradiction" not in _verdicts("RATIO", text.format(right))
    assert "cannot_decide" not in _verdicts("RATIO", text.format(right))
    assert verdict in _verdicts("RATIO", text.format(slip))


def test_a_stock_grows_by_no_more_than_it_is() -> None:
    text = "年末金融机构各项贷款余额6910.0{}元，比年初增加640.8亿元。"
    assert "contradiction" not in _verdicts("SERIES", text.format("亿"))
    (finding,) = (f for f in _audited(text.format("万")) if f.check == "SERIES" and f.verdict == "contradiction")
    assert finding.severity == "critical"


def test_a_count_behind_a_count_is_a_part_of_it() -> None:
    text = "全市旅游等级景区44家，其中4A级及以上{}家。"
    assert "cannot_decide" not in _verdicts("PART-WHOLE", text.format(11))
    assert "cannot_decide" in _verdicts("PART-WHOLE", text.format(111))


def test_a_part_may_be_of_the_nearer_amount_of_another_name() -> None:
    text = "对丙国进出口额220亿元。其中，出口122亿元；进口98亿元。民营企业进出口额243亿元，增长8.8%；其中出口164亿元，增长9.4%。"
    assert "cannot_decide" not in _verdicts("PART-WHOLE", text)


def test_marks_of_footnotes_are_no_part_of_a_name() -> None:
    text = (
        "全市生产总值②达到{}亿元，其中，第一产业增加值214.1亿元；第二产业增加值2139.0亿元；第三产业增加值3128.5亿元。"
    )
    assert "contradiction" not in _verdicts("PART-WHOLE", text.format("5481.6"))
    assert "contradiction" in _verdicts("PART-WHOLE", text.format("5841.6"))


def _months(*lines: str) -> list[Any]:
    documents = [
        extract(read_bytes(f"2025年前{month}个月快递业运行情况\n\n国家邮政局\n\n{line}\n".encode(), f"{month}.txt"))
        for month, line in enumerate(lines, start=6)
    ]
    return [f for f in audit(documents, everything=True) if f.check == "SERIES"]


def test_levels_less_their_changes_are_of_one_year_end() -> None:
    line = "截至{}月末，寄递网点总数达{}万个，比上年末净增{}万个。"
    right = _months(line.format(6, "45.9", "2.8"), line.format(7, "46.4", "3.3"))
    assert "cannot_decide" not in {f.verdict for f in right}
    wrong = _months(line.format(6, "45.9", "2.8"), line.format(7, "46.4", "4.3"))
    assert [f.reason for f in wrong if f.verdict == "cannot_decide"] == ["version"]


def test_a_sum_since_january_does_not_fall() -> None:
    line = "2025年前{}个月，快递业务收入累计完成{}亿元。"
    assert "cannot_decide" not in {f.verdict for f in _months(line.format(6, "7000"), line.format(7, "8200"))}
    assert "cannot_decide" in {f.verdict for f in _months(line.format(6, "7000"), line.format(7, "820"))}
