"""The documents under audit, their columns, and the counts of a group's members."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from policyparse.audit.evidence import Evidence, find_columns, group_counts

Make = Callable[..., Any]


def test_a_document_is_looked_up_and_not_searched_for(extraction: Make, column: Make) -> None:
    document = extraction("表.txt", *column("专利数量", {"天津": "3", "沧州": "4", "温州": "5"}, caption="各市"))
    evidence = replace(Evidence.of([document]), extractions=(), columns=())
    assert evidence.head(document.head.id) == document.head
    assert [len(column.cells) for column in evidence.columns_of(document.head.id)] == [3]
    assert evidence.columns_of("another") == ()


@pytest.mark.parametrize(
    ("group", "counted", "of_group"),
    [
        ("5G应用“扬帆”行动重点城市", "首批重点城市", True),
        ("国家级示范区", "示范区", True),
        ("国家级示范区", "首批示范区", True),
        ("国家级示范区", "城区", False),
        ("数字乡村重点城市", "取得突破的城市", False),
        ("东部省区市", "省区市", False),
    ],
)
def test_a_count_is_of_a_group_where_both_names_end_in_its_noun(
    extraction: Make, group: str, counted: str, of_group: bool
) -> None:
    figures = extraction("公报.txt", {"printed": "12个", "indicator": counted, "place": "全国"}).figures
    assert bool(group_counts(group, figures)) == of_group


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (("石家庄", "沧州", "温州"), 1),
        (("石家庄", "沧州", "河北"), 0),
        (("石家庄", "沧州", "全国"), 0),
        (("石家庄", "沧州", "石家庄市"), 0),
        (("石家庄", "沧州", "开发区"), 0),
        (("鼓楼区", "台江区", "仓山区"), 1),
        (("鼓楼区", "厦门市", "泉州市"), 0),
    ],
)
def test_the_rows_of_a_column_are_known_places_beside_each_other(
    extraction: Make, column: Make, rows: tuple[str, ...], columns: int
) -> None:
    cells = column("专利数量", dict.fromkeys(rows, "3"), caption="各地")
    assert len(find_columns(extraction("表.txt", *cells).figures)) == columns
