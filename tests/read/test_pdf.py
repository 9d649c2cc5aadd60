from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as PrintedTable
from reportlab.platypus import TableStyle

from policyparse.document import Document, Table
from policyparse.errors import BrokenFile, EncryptedFile, NoText
from policyparse.read import read_bytes

Texts = Callable[[Table], list[list[str]]]
FONT = "STSong-Light"
LEFT, SIZE, LEADING = 90, 12, 22
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 10)])


@pytest.fixture(scope="module", autouse=True)
def font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheet:
    """A PDF in the making: lines of Chinese type and ruled tables, page after page."""

    def __init__(self, **options: object) -> None:
        self._stream = io.BytesIO()
        self._canvas = Canvas(self._stream, pagesize=A4, **options)
        self._y = 760.0

    def line(self, text: str, *, x: float = LEFT, size: int = SIZE) -> Sheet:
        self._canvas.setFont(FONT, size)
        self._canvas.drawString(x, self._y, text)
        self._y -= LEADING
        return self

    def at(self, x: float, y: float, text: str) -> Sheet:
        self._canvas.setFont(FONT, SIZE)
        self._canvas.drawString(x, y, text)
        return self

    def table(self, rows: list[list[str]], *extra: tuple[object, ...]) -> Sheet:
        style = TableStyle([*GRID.getCommands(), *extra])
        table = PrintedTable(rows, colWidths=[130, 130, 130][: len(rows[0])], style=style)
        _, height = table.wrapOn(self._canvas, 400, 700)
        table.drawOn(self._canvas, LEFT, self._y - height)
        self._y -= height + LEADING
        return self

    def turn(self) -> Sheet:
        self._canvas.showPage()
        self._y = 760.0
        return self

    def read(self) -> Document:
        return read_bytes(self.bytes(), "a.pdf")

    def bytes(self) -> bytes:
        self._canvas.save()
        return self._stream.getvalue()


FULL = "为推动算力基础设施高质量发展促进数实融合培育新质生产力结合本地实际制"


def test_a_paragraph_runs_over_pages_past_header_and_page_number() -> None:
    sheet = Sheet()
    for number in (1, 2, 3):
        sheet.at(200, 810, "某市统计公报").at(280, 30, f"- {number} -")
        sheet.line(FULL[2:], x=LEFT + 2 * SIZE).line(FULL).line("定本方案。", x=LEFT)
        sheet.line(FULL[2:], x=LEFT + 2 * SIZE)
        sheet.turn()
    document = sheet.line("定本方案。").line("一、总体要求", x=LEFT + 2 * SIZE).line(FULL[2:], x=LEFT + 2 * SIZE).read()
    printed = [p.text for p in document.paragraphs()]
    assert not any("某市统计公报" in text or "- 2 -" in text for text in printed)
    assert f"{FULL[2:]}{FULL}定本方案。" in printed
    assert f"{FULL[2:]}定本方案。" in printed
    assert "一、总体要求" in printed


def test_a_span_has_its_page_and_box() -> None:
    document = Sheet().line("第一页文字内容。").turn().line("普及率达到85%以上。").read()
    start = document.text.index("85%")
    page, box = document.locate(start, start + 3)
    assert page == 2
    assert box is not None and box.x0 == pytest.approx(LEFT + 5 * SIZE, abs=1.0) and 0 < box.x1 - box.x0 < 3 * SIZE
    assert [p.number for p in document.pages] == [1, 2]
    assert document.text[document.pages[1].start : document.pages[1].end].startswith("普及率")


def test_a_ruled_table_keeps_merged_cells_caption_and_unit(texts: Texts) -> None:
    rows = [["指标", "人口", ""], ["", "数量", "比重"], ["城镇", "281", "58.0%"], ["乡村", "203", "42.0%"]]
    document = (
        Sheet()
        .line("表1 常住人口构成", x=230)
        .line("单位：万人", x=400)
        .table(rows, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)))
        .line("注：人口为年末数。")
        .read()
    )
    (table,) = document.tables()
    assert texts(table) == [["指标", "人口", "人口"], ["指标", "数量", "比重"], *rows[2:]]
    assert table.header_rows == 2
    assert table.caption is not None and table.caption.text == "表1常住人口构成"
    assert table.unit is not None and table.unit.text == "单位：万人"
    assert [note.text for note in table.notes] == ["注：人口为年末数。"]


def test_a_table_over_pages_is_one_and_its_header_stands_once(texts: Texts) -> None:
    header = ["项目", "预算数", "决算数"]
    first = [header, *[[f"项目{i}", f"{i}0", f"{i}1"] for i in range(1, 5)]]
    second = [header, *[[f"项目{i}", f"{i}0", f"{i}1"] for i in range(5, 8)]]
    document = (
        Sheet()
        .line("表2 收支情况")
        .table(first)
        .turn()
        .line("表2 收支情况（续）")
        .table(second)
        .line("以上为全市数据。")
        .read()
    )
    (table,) = document.tables()
    assert texts(table) == [*first, *second[1:]]


def test_tables_with_captions_of_their_own_stay_two() -> None:
    rows = [["项目", "预算数"], ["甲", "1"]]
    document = Sheet().line("表1 收入情况").table(rows).turn().line("表2 支出情况").table(rows).read()
    assert [table.caption.text for table in document.tables() if table.caption] == ["表1收入情况", "表2支出情况"]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet().line("某行业年度观察", x=240, size=18)
    for number in range(10):
        y = 700 - 24 * number
        sheet.at(70, y, f"左栏第{number}行文字一直排到栏的右边为止")
        sheet.at(320, y - 3, f"右栏第{number}行文字一直排到栏的右边为止")
    text = sheet.read().text
    assert text.index("左栏第9行") < text.index("右栏第0行")


def test_a_letter_doubled_for_bold_counts_once() -> None:
    document = Sheet().at(90, 700, "重点工作").at(90.3, 700, "重点工作").at(90, 650, "正文内容如下。").read()
    assert "重点工作" in [p.text for p in document.paragraphs()]


def test_a_page_without_text_is_a_warning_and_a_file_without_text_an_error() -> None:
    assert Sheet().line("首页文字。").turn().turn().line("末页文字。").read().head.warnings == (
        "第 2 页没有文字层，未读取",
    )
    with pytest.raises(NoText):
        Sheet().turn().turn().read()


def test_an_encrypted_file_says_so() -> None:
    with pytest.raises(EncryptedFile):
        Sheet(encrypt=StandardEncryption("secret", ownerPassword="owner")).line("保密文字。").read()


@pytest.mark.parametrize("keep", [0.3, 0.6])
def test_a_truncated_file_is_broken_or_read_with_its_text(keep: float) -> None:
    data = Sheet().line("全文到此。").turn().line("第二页。").bytes()
    with pytest.raises((BrokenFile, NoText)):
        read_bytes(data[: int(len(data) * keep)], "a.pdf")
