"""The first five documents, which are no part of the project; only their facts are asserted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from policyparse.document import Document, Table
from policyparse.read import read

Texts = Callable[[Table], list[list[str]]]


def seed(shared: Path, number: str) -> Document:
    return read(next((shared / "seeds").glob(f"{number}_*.txt")))


def test_the_table_of_cities_has_its_caption_from_below(shared: Path) -> None:
    (table,) = seed(shared, "000").tables()
    assert (table.height, table.width, table.header_rows) == (21, 7, 1)
    assert table.caption is not None and "关键指标情况表" in table.caption.text


def test_the_annex_has_eight_indicators_and_their_notes(shared: Path) -> None:
    document = seed(shared, "001")
    (table,) = document.tables()
    assert (table.height - table.header_rows, table.width, len(table.notes)) == (8, 3, 9)
    assert (document.head.number, document.head.written) == ("工信部联通信〔2024〕227号", "2024-11-22")


def test_a_table_without_columns_is_rebuilt_and_pages_are_joined(shared: Path, texts: Texts) -> None:
    document = seed(shared, "002")
    (table,) = document.tables()
    rows = texts(table)[table.header_rows :]
    assert [row[-1] for row in rows] == ["40", "50", "35", "200", "18", "3000", "100"]
    assert rows[3][1] == "5G物联网终端用户数年均增长率（%）"
    assert any("水平不断提升" in paragraph.text for paragraph in document.paragraphs())
    assert document.head.status == "draft"


def test_merged_cells_are_filled(shared: Path, texts: Texts) -> None:
    (table,) = seed(shared, "003").tables()
    assert [row[1] for row in texts(table)[1:]] == ["流量扬帆"] * 2 + ["连接扬帆"] * 2 + ["创新扬帆"] * 2
    assert [row[3] for row in texts(table)[1:]] == ["70%", "60%", "30%", "10万", "5个", "1个"]


def test_a_number_broken_over_lines_is_one(shared: Path) -> None:
    document = seed(shared, "004")
    assert document.head.title == "我国提前完成“十四五”5G建设发展目标"
    assert any("截至2024年10月底" in paragraph.text for paragraph in document.paragraphs())
