"""Framed boxes and footnotes stand apart from the text that they interrupt."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyparse.read import read_bytes

FONT = "STSong-Light"
FULL = "为推动算力基础设施高质量发展促进数实融合培育新质生产力结合本地实际制"


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Press:
    """Pages of lines at given heights, with frames."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=A4)

    def lines(self, *lines: tuple[float, float, str], size: float = 12) -> Press:
        for x, y, text in lines:
            self._canvas.setFont(FONT, size)
            self._canvas.drawString(x, y, text)
        return self

    def frame(self, low: float, high: float) -> Press:
        self._canvas.rect(80, low, 440, high - low)
        return self

    def turn(self) -> Press:
        self._canvas.showPage()
        return self

    def paragraphs(self) -> list[str]:
        self._canvas.save()
        return [paragraph.text for paragraph in read_bytes(self._stream.getvalue(), "a.pdf").paragraphs()]


def test_a_framed_box_follows_its_section_and_does_not_part_the_sentence_that_it_interrupts() -> None:
    press = Press().lines((114, 780, "一、发展目标"), (114, 750, FULL[2:]), (90, 728, FULL))
    press.frame(600, 700).lines(
        (90, 680, "专栏1 重点工程"), (114, 655, "新建智能工厂12家。"), (114, 630, "新增岗位3万个。")
    )
    press.lines((90, 570, "定本方案。"), (114, 540, "二、重点任务"), (114, 515, FULL[2:]))
    assert press.paragraphs() == [
        "一、发展目标",
        f"{FULL[2:]}{FULL}定本方案。",
        "专栏1重点工程",
        "新建智能工厂12家。",
        "新增岗位3万个。",
        "二、重点任务",
        FULL[2:],
    ]


def test_a_frame_without_a_title_of_a_box_is_part_of_the_text() -> None:
    press = Press().frame(600, 720).lines((114, 780, "一、发展目标"), (114, 700, FULL[2:]), (90, 678, FULL))
    press.lines((90, 656, "定本方案。"), (114, 560, "二、重点任务"))
    assert press.paragraphs() == ["一、发展目标", f"{FULL[2:]}{FULL}定本方案。", "二、重点任务"]


def test_a_footnote_does_not_part_the_paragraph_that_runs_over_the_page() -> None:
    press = Press().lines(*[(114 if n == 0 else 90, 780 - 22 * n, FULL[2 * (n == 0) :]) for n in range(30)])
    press.lines((90, 70, "①按现价计算，增长速度按不变价格计算。"), size=9).turn()
    press.lines((90, 780, "定本方案。"), (114, 750, "二、重点任务"))
    assert press.paragraphs() == [
        f"{FULL[2:]}{FULL * 29}定本方案。",
        "①按现价计算，增长速度按不变价格计算。",
        "二、重点任务",
    ]
