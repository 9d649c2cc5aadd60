from __future__ import annotations

from collections.abc import Callable

import pytest

from policyparse.document import Document, Table

Read = Callable[..., Document]
Texts = Callable[[Table], list[list[str]]]


def test_tabs_make_a_table_and_blank_leading_cells_are_merged(read_text_file: Read, texts: Texts) -> None:
    text = "考核指标表\n\n序号\t类别\t指标\t目标\n1\t网络\t基站密度\t38个\n\t\t专网数\t7万个\n2\t用户\t普及率\t85%\n"
    (table,) = read_text_file(text).tables()
    assert texts(table)[2] == ["1", "网络", "专网数", "7万个"]
    assert table.header_rows == 1
    assert table.caption is not None and table.caption.text == "考核指标表"
    assert next(cell.rows for cell in table.cells if cell.text == "网络") == 2


def test_a_blank_cell_inside_a_row_is_no_merge(read_text_file: Read, texts: Texts) -> None:
    (table,) = read_text_file("指标\t上年\t本年\n收入\t\t12\n支出\t8\t9\n").tables()
    assert texts(table)[1] == ["收入", "", "12"]


def test_markdown_tables_lose_their_marks(read_text_file: Read, texts: Texts) -> None:
    text = "**表2：产量**\n\n| 产品 | **产量** |\n| --- | ---: |\n| 粮食 | 302.32 |\n"
    (table,) = read_text_file(text, "a.md").tables()
    assert texts(table) == [["产品", "产量"], ["粮食", "302.32"]]
    assert table.caption is not None and table.caption.text == "表2：产量"


def test_a_caption_below_its_table_is_tied_too(read_text_file: Read) -> None:
    text = "本市情况如下。\n\n区县\t比重\n甲区\t61.2\n乙区\t58.3\n\n各区县关键指标情况表（截至9月底）\n\n在建设方面，进展良好。\n"
    document = read_text_file(text)
    (table,) = document.tables()
    assert table.caption is not None and table.caption.text == "各区县关键指标情况表（截至9月底）"
    assert "各区县关键指标情况表（截至9月底）" not in [p.text for p in document.paragraphs()]


def test_unit_line_and_notes_are_tied_and_notes_stay_paragraphs(read_text_file: Read) -> None:
    text = "表1 收入情况\n单位：万元\n项目\t数额\n税收\t120\n\n备注：\n1.税收为地方留成部分。\n\n二、支出\n"
    document = read_text_file(text)
    (table,) = document.tables()
    assert table.unit is not None and table.unit.text == "单位：万元"
    assert [note.text for note in table.notes] == ["备注：", "1.税收为地方留成部分。"]
    assert "1.税收为地方留成部分。" in [p.text for p in document.paragraphs()]


def test_a_markdown_table_needs_no_outer_bars(read_text_file: Read, texts: Texts) -> None:
    (table,) = read_text_file("指标 | 2025年\n--- | ---\n基站 | 1.8\n用户 | 75\n\n其后正文。\n", "a.md").tables()
    assert texts(table) == [["指标", "2025年"], ["基站", "1.8"], ["用户", "75"]]


SPACED = (
    "指标            2025年      增长（%）\n生产总值（亿元）    3210.5      5.8\n工业增加值（亿元）  1200.3      6.1\n"
)


def test_columns_that_only_spaces_part_make_a_table(read_text_file: Read, texts: Texts) -> None:
    document = read_text_file(f"主要情况如下。\n\n{SPACED}\n注：快报数。\n")
    assert [texts(table)[1] for table in document.tables()] == [["生产总值（亿元）", "3210.5", "5.8"]]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求      3\n二、重点任务      5\n三、保障措施      9\n",
        "云泽市财政局    云泽市统计局    云泽市税务局\n甲  乙  丙\n丁  戊  己\n",
        "指标    2025年    增长\n生产总值    3210.5    5.8\n",
    ],
)
def test_contents_signatures_and_single_rows_are_no_table(read_text_file: Read, text: str) -> None:
    assert not read_text_file(text).tables()
