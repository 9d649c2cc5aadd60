"""What users complain of in other readers of PDF, each a claim about this one."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A0, A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as PrintedTable
from reportlab.platypus import TableStyle

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
    start = time.process_time()
    assert next(read_pages(stream.getvalue(), "a.pdf")).lines[0].text == "A map"
    assert time.process_time() - start < 10


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
    assert time.process_time() - start < 20


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


def hiding(mode: int = 0, *, grey: float = 0.0, size: float = 12, x: float = 90, lines: int = 4) -> bytes:
    """A page of visible lines, and one that readers don't see."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("Helvetica", 12)
    for n in range(lines):
        canvas.drawString(90, 780 - 20 * n, f"Line {n} can be seen by everybody")
    text = canvas.beginText(x, 600)
    text.setTextRenderMode(mode)
    text.setFont("Helvetica", size)
    text.setFillGray(grey)
    text.textLine("The target is 99%")
    canvas.drawText(text)
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize("how", [{"mode": 3}, {"grey": 1.0}, {"size": 1}, {"x": 700.0}])
def test_text_that_nobody_sees_is_left_out_and_told(how: dict[str, float]) -> None:
    document = read_bytes(hiding(**how), "a.pdf")  # type: ignore[arg-type]
    assert "99%" not in document.text
    assert "Line 3 can be seen" in document.text
    assert "看不见的字，未读取" in document.pages[0].doubts[0]
    assert any("看不见的字" in warning for warning in document.head.warnings)


def test_the_text_under_a_scan_is_read_and_told() -> None:
    document = read_bytes(hiding(3, lines=0), "a.pdf")
    assert "99%" in document.text
    assert document.pages[0].doubts[0].startswith("此页文字不可见")


def test_white_on_a_coloured_field_is_seen() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.drawString(90, 780, "A line of the page's text")
    canvas.setFillGray(0.2)
    canvas.rect(80, 590, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1.0)
    canvas.drawString(90, 600, "White title")
    canvas.save()
    document = read_bytes(stream.getvalue(), "a.pdf")
    assert "White title" in document.text
    assert document.pages[0].doubts == ()


READ_ALL = """
import json, sys
from pathlib import Path
from policyparse.read.pdf import read_pages
used = []
for page in read_pages(Path(sys.argv[1]).read_bytes(), "a.pdf"):
    if page.number % 40 == 0:
        status = Path("/proc/self/status").read_text()
        used.append(next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")))
print(json.dumps(used))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory in use is read from /proc")
def test_memory_does_not_grow_with_the_pages(tmp_path: Path) -> None:
    page = [(50 + 70 * column, 800 - 20 * row, f"{row}.{column}2") for row in range(38) for column in range(7)]
    path = tmp_path / "a.pdf"
    path.write_bytes(made(*[page] * 120))
    done = subprocess.run([sys.executable, "-c", READ_ALL, str(path)], check=True, capture_output=True)
    after_40, _, after_120 = json.loads(done.stdout)
    assert after_120 - after_40 < 6  # MB; the 80 pages between, kept, would take 16


def typed(font: bytes, text: bytes, *more: bytes) -> bytes:
    """A page that prints ``text`` in a font of these objects."""
    content = b"BT /F1 12 Tf 90 700 Td " + text + b" Tj ET"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    return numbered(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, font, *more)


def test_a_font_without_characters_gives_no_cid_text_but_a_warning() -> None:
    font = b"<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    descendant = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    descriptor = b"<</Type/FontDescriptor/FontName/Unknown/Flags 4/ItalicAngle 0/Ascent 800/Descent -200/StemV 80>>"
    document = read_bytes(typed(font, b"<0451045204530454>", descendant, descriptor), "a.pdf")
    assert "(cid:" not in document.text
    assert any("没有文字编码" in warning for warning in document.head.warnings)


def test_kangxi_radicals_are_read_as_the_ideographs_that_they_look_like() -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 2 beginbfchar <41> <2F08> <42> <2F12> endbfchar endcmap end end"
    )
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap)
    text = read_bytes(typed(font, b"(AB)", stream), "a.pdf").text
    assert "人力" in text


ROWS = [["Name", "2024", "2025"], ["Town", "58.0", "59.1"], ["Village", "42.0", "40.9"]]


def tables(*pages: tuple[list[list[str]], list[tuple[object, ...]]]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for rows, style in pages:
        table = PrintedTable(rows, colWidths=[120] * len(rows[0]), style=TableStyle(style))
        _, height = table.wrapOn(canvas, 500, 700)
        table.drawOn(canvas, 90, 780 - height)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


GRID = ("GRID", (0, 0), (-1, -1), 0.6, colors.black)


def printed(data: bytes) -> list[list[list[str]]]:
    grids = (table.grid() for table in read_bytes(data, "a.pdf").tables())
    return [[[cell.text if cell else "" for cell in row] for row in grid] for grid in grids]


def test_a_merged_cell_stands_in_every_place_that_it_covers() -> None:
    rows = [["Name", "Share", ""], *ROWS[1:]]
    assert printed(tables((rows, [GRID, ("SPAN", (1, 0), (2, 0))]))) == [[["Name", "Share", "Share"], *ROWS[1:]]]


def test_a_table_over_pages_is_one() -> None:
    more = [ROWS[0], ["County", "12.0", "13.5"]]
    assert printed(tables((ROWS, [GRID]), (more, [GRID]))) == [[*ROWS, more[1]]]


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    style = [("INNERGRID", (0, 0), (-1, -1), 0.6, colors.black)]
    style += [(side, (0, 0), (-1, -1), 0.6, colors.black) for side in ("LINEABOVE", "LINEBELOW")]
    assert printed(tables((ROWS, style))) == [ROWS]
