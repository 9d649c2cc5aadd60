"""Which printed lines are one paragraph: their margins, type and room."""

from __future__ import annotations

from itertools import pairwise

import pytest

from policyparse.read.glyphs import PrintedLine
from policyparse.read.layout import continues
from policyparse.read.pageflow import find_margins, place
from policyparse.read.reading import Strand
from policyparse.source import Box


def line(text: str, x0: float, x1: float, top: float, size: float = 10.0) -> PrintedLine:
    return PrintedLine(text, (), Box(x0, top, x1, top + size), size, False)


def joined(*lines: PrintedLine) -> list[bool]:
    """Whether each line goes on in the next, all standing on one page."""
    margins = find_margins(lines)
    text, strands = "", []
    for number, one in enumerate(lines):
        placed = place(one, lines[number - 1] if number else None, margins)
        strands.append(
            Strand(
                len(text),
                len(text) + len(one.text),
                full=placed.full,
                indented=placed.indented,
                centred=placed.centred,
                page=1,
                size=one.size,
                room=placed.room,
            )
        )
        text += one.text + "\n"
    return [continues(text, *pair) for pair in pairwise(strands)]


BODY = (line("各地要加强统筹协调，压实工作责任，", 70, 450, 200), line("确保按期完成。", 50, 120, 215))


def test_a_title_whose_first_line_fills_the_page_goes_on_in_its_centred_second() -> None:
    title = line("某市二〇二五年城市更新工作实施情况和下一年安排", 60, 442, 100, 20), line("的报告", 220, 280, 125, 20)
    assert joined(*title, *BODY) == [True, False, True]


def test_a_title_does_not_go_on_in_smaller_type() -> None:
    title = line("某市城市更新工作实施情况与安排建议", 60, 440, 100, 20)
    assert joined(title, line("工作安排如下：", 50, 120, 180), *BODY)[0] is False


def test_who_speaks_does_not_go_on_from_when_and_where() -> None:
    where = line("——二〇二六年一月在某市人民代表大会会议上", 50, 450, 100)
    assert joined(where, line("某市财政局局长", 215, 285, 115), *BODY)[0] is False


@pytest.mark.parametrize("after", ["21.4%；房地产开发投资下降。", "2.35亿元，用于民生。", "（2021—2025年）的目标。"])
def test_a_line_that_leaves_no_room_for_a_number_goes_on(after: str) -> None:
    short = line("基础设施投资比上年增长，水利管理业投资增长", 50, 424, 200)
    assert joined(line("全市固定资产投资结构继续优化，高技术产业", 70, 450, 185), short, line(after, 50, 250, 215))[1]


def test_a_line_that_leaves_room_for_the_next_word_ends_its_paragraph() -> None:
    assert joined(*BODY[:1], line("责任单位：市发展改革委", 50, 400, 215), line("市财政局", 50, 90, 230))[1] is False


def test_headings_of_like_length_are_no_margin() -> None:
    heading, under = line("一、总体要求", 70, 130, 100), line("各地结合实际制定方案，明确分工", 70, 440, 115)
    other = line("二、保障措施", 70, 130, 145)
    assert joined(heading, under, line("并抓好落实。", 50, 110, 130), other) == [False, True, False]
