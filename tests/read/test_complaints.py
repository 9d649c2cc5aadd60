"""What users complain of in other readers of PDF, each a claim about this one."""

from __future__ import annotations

import io
import time

import pytest
from reportlab.lib.pagesizes import A4
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


def test_several_processes_give_the_same_reading() -> None:
    data = made(*[[(90, 700 - 20 * n, f"Line {n} of page {page}") for n in range(20)] for page in range(7)])
    assert read_pdf(data, "a.pdf", jobs=2) == read_pdf(data, "a.pdf")


def numbered(*objects: bytes) -> bytes:
    """A file of these objects."""
    data, starts = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + head + table + tail


def one_page(text: bytes, *, pages: bytes, box: bytes, more: bytes = b"null") -> bytes:
    content = b"BT /F1 12 Tf 90 700 Td (" + text + b") Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox " + box + b"/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return numbered(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream, font, more)


def test_a_page_size_that_refers_to_itself_is_no_endless_loop() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    document = read_bytes(one_page(b"Growth was 5.2%", pages=pages, box=b"6 0 R", more=b"6 0 R"), "a.pdf")
    assert "Growth was 5.2%" in document.text
    assert document.pages[0].doubts[0].startswith("无法与 pdfminer 比对")


def test_engines_that_count_other_pages_are_a_doubt_and_a_warning() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 3>>"
    document = read_bytes(one_page(b"Growth was 5.2%", pages=pages, box=b"[0 0 595 842]"), "a.pdf")
    assert any("两个引擎读出的页数不同" in doubt for page in document.pages for doubt in page.doubts)
    assert any("两个引擎读出的页数不同" in warning for warning in document.head.warnings)
