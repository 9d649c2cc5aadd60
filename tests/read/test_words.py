from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from policyparse.read.pdf import printed_pages
from policyparse.read.printedpage import PrintedPage

FONT, SIZE, LEFT = "Helvetica", 12, 90.0


def printed(draw: Callable[[Canvas], None]) -> PrintedPage:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont(FONT, SIZE)
    draw(canvas)
    canvas.save()
    return next(printed_pages(stream.getvalue(), "a.pdf"))


def width(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def spaced(canvas: Canvas, text: str, gap: float) -> None:
    line = canvas.beginText(LEFT, 700)
    line.setCharSpace(gap)
    line.textOut(text)
    canvas.drawText(line)


@pytest.mark.parametrize("gap", [0.0, 0.01, 0.4, 1.3, -0.5])
def test_characters_stand_where_they_are_printed_however_the_line_is_stretched_or_squeezed(gap: float) -> None:
    word = "Investment:1,234,567.89"
    runs = printed(lambda canvas: spaced(canvas, word, gap)).runs
    assert "".join(run.text for run in runs) == word
    lefts = [left for run in runs for left, _ in run.edges]
    expected = [LEFT + width(word[:n]) + gap * n for n in range(len(word))]
    assert lefts == pytest.approx(expected, abs=0.3)


def test_a_word_squeezed_in_one_place_and_stretched_in_another_is_measured() -> None:
    word, moved = "12345678901234567890", 3.0

    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, word[:5])
        canvas.drawString(LEFT + width(word[:5]) + moved, 700, word[5:15])
        canvas.drawString(LEFT + width(word[:15]) + 2 * moved, 700, word[15:])

    lefts = [left for run in printed(draw).runs for left, _ in run.edges]
    expected = [LEFT + width(word[:n]) + moved * ((n >= 5) + (n >= 15)) for n in range(len(word))]
    assert lefts == pytest.approx(expected, abs=0.3)


def test_words_parted_by_a_blank_of_the_font_are_one_run_and_by_a_wide_gap_two() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "GDP per capita")
        canvas.drawString(LEFT, 680, "12.5")
        canvas.drawString(LEFT + 60, 680, "13.5")

    assert [run.text for run in printed(draw).runs] == ["GDP per capita", "12.5", "13.5"]


def test_a_small_mark_behind_a_word_keeps_to_it_and_the_word_keeps_its_size() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(LEFT, 700, "Investment")
        canvas.setFont(FONT, 7)
        canvas.drawString(LEFT + width("Investment"), 704, "[1]")

    runs = printed(draw).runs
    assert "".join(run.text for run in runs) == "Investment[1]"
    assert runs[0].size == SIZE
