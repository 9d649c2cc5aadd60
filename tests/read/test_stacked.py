"""Columns of prose in blocks one over another."""

from __future__ import annotations

from policyparse.read.glyphs import PrintedLine
from policyparse.read.stacked import read_stacked
from policyparse.source import Box

SIZE = 10.0


def column(x: float, *printed: str, top: float = 100) -> list[PrintedLine]:
    """Lines one under another; a blank before the text sets it in as the first of a paragraph."""
    return [
        PrintedLine(
            text.strip(),
            (),
            Box(x + 20 * text.startswith(" "), top + 15 * n, x + 200, top + 15 * n + SIZE),
            SIZE,
            False,
        )
        for n, text in enumerate(printed)
    ]


def order(left: list[PrintedLine], right: list[PrintedLine]) -> str:
    return "/".join(line.text for line in read_stacked(left, right))


def test_headings_tell_that_the_columns_begin_anew() -> None:
    left = column(0, " 一、水利", " 修渠。", " 三、交通", " 修路。")
    right = column(220, " 二、教育", " 办学。", " 四、卫生", " 行医。")
    assert order(left, right) == "一、水利/修渠。/二、教育/办学。/三、交通/修路。/四、卫生/行医。"


def test_a_block_begins_at_the_heading_and_not_at_a_paragraph_before_it() -> None:
    left = column(0, " 一、水利", " 修渠。", " 筑坝。", " 三、交通", " 修路。")
    right = column(220, " 二、教育", " 办学。", " 招生。", " 兴办。", " 四、卫生")
    assert order(left, right).startswith("一、水利/修渠。/筑坝。/二、教育/办学。/招生。/三、交通/修路。/兴办。")


def test_columns_in_order_are_read_to_their_ends() -> None:
    left = column(0, " 一、水利", " 修渠。", " 二、教育", " 办学。")
    right = column(220, " 三、交通", " 修路。", " 四、卫生", " 行医。")
    assert order(left, right) == "/".join(line.text for line in [*left, *right])


def test_a_paragraph_that_breaks_off_goes_on_at_the_top_of_the_right_column() -> None:
    left = column(0, " 全市修建", "沟渠十条，", " 学校招收", "新生。")
    right = column(220, "堤坝三座。", " 又修两座。", " 公路通车", "五里。")
    assert order(left, right) == "全市修建/沟渠十条，/堤坝三座。/又修两座。/学校招收/新生。/公路通车/五里。"


def test_blocks_that_no_white_parts_at_one_height_are_one() -> None:
    left = column(0, " 一、水利", " 修渠。", " 三、交通", " 修路。")
    right = column(220, " 二、教育", " 办学。", " 四、卫生", " 行医。", top=107)
    assert order(left, right) == "/".join(line.text for line in [*left, *right])
