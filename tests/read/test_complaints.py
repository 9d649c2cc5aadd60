"""What users complain of in other readers of PDF, each a claim about this one."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from importlib import import_module

import pytest
from reportlab.lib.pagesizes import A0, A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policyparse.read import read_bytes
from policyparse.read.pdf import read_pages, read_pdf

FONT = "STSong-Light"


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def made(*pages: list[tuple[float, float, str]], font: str = "Helvetica") -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for page in pages:
        canvas.setFont(font, 12)
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_page_in_a_font_that_the_file_does_not_hold_is_read_by_the_other_engine_and_says_so() -> None:
    document = read_bytes(made([(90, 700, "全年增长百分之五。")], font=FONT), "a.pdf")
    assert "全年增长百分之五。" in document.text
    assert document.pages[0].engine == "pdfminer"
    assert document.pages[0].doubts == ("中文字体未嵌入",)


def test_a_page_of_plain_fonts_is_read_by_pdfium() -> None:
    document = read_bytes(made([(90, 700, "Growth was 5.2% in 2025.")]), "a.pdf")
    assert document.pages[0].engine == "pdfium"
    assert document.pages[0].doubts == ()


def test_every_character_has_its_edges_whether_measured_or_reckoned() -> None:
    lines = [(90.0, 700.0 - 20 * n, f"Growth was {n}.2% in 2025, after {n}.1% in 2024") for n in range(12)]
    document = read_bytes(made(lines), "a.pdf")
    for line, (x, _, text) in zip(document.lines, lines, strict=True):
        start = document.text.index(text)
        ends = [x + pdfmetrics.stringWidth(text[: n + 1], "Helvetica", 12) for n in range(len(text))]
        assert len(line.edges) == len(text)
        for place, end in enumerate(ends):
            _, box = document.locate(start + place, start + place + 1)
            assert box is not None and box.x1 == pytest.approx(end, abs=0.7)


def test_a_page_turned_on_its_side_is_read_as_it_is_seen() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 12)
    for n in range(4):
        canvas.drawString(100, -100 - 20 * n, f"Line {n} of a wide page")
    canvas.save()
    page = next(read_pages(stream.getvalue(), "a.pdf"))
    assert [line.text for line in page.lines] == [f"Line {n} of a wide page" for n in range(4)]
    assert (page.width, page.height) == pytest.approx(A4, abs=0.1)


def test_bold_printed_twice_counts_once() -> None:
    document = read_bytes(made([(90, 700, "KEY TASKS"), (90.3, 700, "KEY TASKS")]), "a.pdf")
    assert document.text.count("KEY TASKS") == 1


def test_a_drawing_of_ten_thousand_lines_takes_seconds_not_minutes() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawString(90, 800, "A map")
    for n in range(5000):
        canvas.line(50 + n % 500, 50 + n // 500, 51 + n % 500, 50 + n // 500)
        canvas.line(50 + n % 500, 50 + n // 500, 50 + n % 500, 55 + n // 500)
    canvas.save()
    start = time.perf_counter()
    assert next(read_pages(stream.getvalue(), "a.pdf")).lines[0].text == "A map"
    assert time.perf_counter() - start < 10


def grid_of_hairs(canvas: Canvas) -> None:
    canvas.grid([50 + 3.6 * n for n in range(600)], [50 + 3.6 * n for n in range(880)])


def path_after_path(canvas: Canvas) -> None:
    canvas.beginForm("map")
    for start in range(20):
        path = canvas.beginPath()
        path.moveTo(50, 50 + start)
        for n in range(4800):
            path.lineTo(50 + n % 500, 50 + start + n % 2)
        canvas.drawPath(path)
    canvas.endForm()
    for _ in range(150):
        canvas.doForm("map")


def rules_between_words(canvas: Canvas) -> None:
    for n in range(3900):
        x, y = 50 + n % 5 * 450, 50 + n // 5 * 4
        canvas.line(x, y, x + 400, y)
        for step in range(2):
            canvas.drawString(x + 200 * step, y + 1, f"word {n}")


@pytest.mark.parametrize("draw", [grid_of_hairs, path_after_path, rules_between_words])
def test_a_page_that_would_take_minutes_takes_seconds(draw: Callable[[Canvas], None]) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A0)
    canvas.setFont("Helvetica", 2)
    canvas.drawString(90, 3350, "A map")
    draw(canvas)
    canvas.save()
    start = time.process_time()
    assert "A map" in read_bytes(stream.getvalue(), "a.pdf").text
    assert time.process_time() - start < 5


def test_a_page_taken_for_a_drawing_says_so() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawString(90, 830, "A map")
    for n in range(4800):
        canvas.line(50 + n % 60 * 8, 10 + n // 60 * 10, 54 + n % 60 * 8, 10 + n // 60 * 10)
    canvas.save()
    document = read_bytes(stream.getvalue(), "a.pdf")
    assert document.head.warnings == ("第 1 页：线条过多，当作图画，未找其中的表格",)


def test_a_fault_of_ours_is_not_taken_for_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_: object) -> None:
        raise KeyError("ours")

    data = made([(90, 700, "全年增长百分之五。")], font=FONT)  # read by pdfminer
    monkeypatch.setattr(import_module("policyparse.read.plumber"), "runs_of", defect)
    with pytest.raises(KeyError, match="ours"):
        read_bytes(data, "a.pdf")


def test_several_processes_give_the_same_reading() -> None:
    data = made(*[[(90, 700 - 20 * n, f"Line {n} of page {page}") for n in range(20)] for page in range(7)])
    assert read_pdf(data, "a.pdf", jobs=2) == read_pdf(data, "a.pdf")
