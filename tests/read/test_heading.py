from __future__ import annotations

import pytest

from policyparse.read.heading import find_heading, starts_item


@pytest.mark.parametrize(
    ("text", "level", "heading"),
    [
        ("一、总体要求", 2, "一、总体要求"),
        ("十二、保障措施", 2, "十二、保障措施"),
        ("第三章 组织实施", 2, "第三章 组织实施"),
        ("（二）扩大覆盖", 3, "（二）扩大覆盖"),
        ("（二）扩大覆盖。各市加快建设。", 3, "（二）扩大覆盖。"),
        ("3. 做强产业。支持企业做大做强。", 4, "3. 做强产业。"),
        ("4.5G+智慧港口。推广远程作业。", 4, "4.5G+智慧港口。"),
        ("（1）政府性基金。全年收入下降。", 5, "（1）政府性基金。"),
        ("专栏2：重点工程", 4, "专栏2：重点工程"),
        ("附件1 主要指标", 1, "附件1 主要指标"),
        ("第七条 申报单位应当具备条件。", 4, "第七条"),
    ],
)
def test_numbering_gives_the_level(text: str, level: int, heading: str) -> None:
    assert find_heading(text) == (level, len(heading))


@pytest.mark.parametrize(
    "text",
    [
        "一是强化统筹。",
        "1.2亿户用上了千兆网络",
        "2. 本表按登记口径统计。",
        "3. 完成投资120亿元。其中技改40亿元。",
        "附件：1. 指标表",
        "到2027年，规模翻一番。",
    ],
)
def test_statements_are_no_headings(text: str) -> None:
    assert find_heading(text) == (0, 0)


@pytest.mark.parametrize(
    "text", ["——产业更强。", "注：按现价计算", "表3 收入情况", "单位：万元", "1）普及率：…", "来源：某报"]
)
def test_items_begin_paragraphs(text: str) -> None:
    assert starts_item(text)


@pytest.mark.parametrize("text", ["5G网络更密。", "2027年达到85%。", "1.5倍以上", "表中所列"])
def test_numbers_begin_no_item(text: str) -> None:
    assert not starts_item(text)
