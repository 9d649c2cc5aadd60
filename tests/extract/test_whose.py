"""Whose a document is where its title does not say: the government it speaks for, the congress, what it calls its own."""

import pytest

from policyparse.extract import extract
from policyparse.read import read_bytes


@pytest.mark.parametrize(
    ("title", "opening", "place"),
    [
        ("政府工作报告", "各位代表：现在，我代表云和县人民政府向大会报告工作。", "云和县"),
        ("2024年上半年预算执行情况", "受瓯海区政府委托，现将上半年预算执行情况报告如下。", "瓯海区"),
        ("2022年国民经济和社会发展统计公报", "面对困难，全县上下齐心协力。据云和县统计局核算：", "云和县"),
        ("教育工作会议召开", "日前，云和县召开会议，部署全县教育工作。", "云和县"),
        ("林业工作情况", "江西省林业部门通报了进展，全省林业稳步发展。", "江西省"),
        ("政府工作报告", "各位代表：受县人民政府委托，向大会报告工作。", "全国"),
        ("财政收入稳步增长", "全国财政形势总体平稳，云和县、庆元县等地作了交流，全县动员。我国财政收入增长。", "全国"),
        ("农业生产情况", "全县克服旱情，云和县和庆元县增产。", "全国"),
    ],
)
def test_a_document_without_a_place_in_its_title_speaks_of_its_own(title: str, opening: str, place: str) -> None:
    text = f"{title}\n\n{opening}\n\n全年完成造林3万亩，新建水库2座。"
    found = extract(read_bytes(text.encode(), "a.txt")).figures
    assert [(f.printed, f.place) for f in found] == [("3万亩", place), ("2座", place)]
