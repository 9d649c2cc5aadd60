"""Sample text → PDF in the manner of a government document: A4, justified lines, page header and number, ruled tables.

The font is embedded as a subset, so that every reader finds the characters.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple, Self

from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, SimpleDocTemplate
from reportlab.platypus import Table as Grid

from markup import MARK, Box, Line, Table, Text, glued

FONT = "corpus"
MARGIN = 80.0  # points
HEADER_Y = A4[1] - 45.0
FOOTER_Y = 40.0
TEXT_WIDTH = A4[0] - 2 * MARGIN - 12.0
CELL_PADDING = 5.0
TABLE_START = 150.0  # points that must be free below a caption


class Style(NamedTuple):
    """How a paragraph is set: sizes in points, first-line ``indent`` in characters, ``keep`` with what follows."""

    size: float
    leading: float
    indent: int = 0
    align: str = "justify"
    before: float = 0
    after: float = 0
    keep: bool = False


STYLES = {
    "title": Style(19, 30, align="centre", before=12, after=10),
    "centre": Style(13, 24, align="centre", after=4),
    "right": Style(13, 24, align="right"),
    "heading": Style(15, 30, indent=2, before=6, keep=True),
    "subheading": Style(13.5, 27, indent=2, keep=True),
    "body": Style(13, 24, indent=2),
    "flush": Style(13, 25),
    "note": Style(10.5, 18, indent=2),
    "caption": Style(11, 22, align="centre", before=8, after=4),
    "unit": Style(10.5, 18, align="right"),
    "cell": Style(10, 14, align="left"),
    "header cell": Style(10, 14, align="centre"),
    "box": Style(11.5, 19, indent=2),
}


class Prose(Flowable):  # type: ignore[misc]
    """A paragraph set in lines. Unlike reportlab's own it never splits a number and justifies Chinese text.

    One that a page break splits is two: the first ``goes_on``, the second ``came_over``.
    """

    def __init__(self, text: str, style: Style, lines: list[str] | None = None) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.lines = lines
        self.goes_on = False
        self.came_over = lines is not None
        self.keepWithNext = style.keep

    def getSpaceBefore(self) -> float:  # noqa: N802
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        return self.style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        if self.lines is None:
            self.lines = set_lines(self.text, self.style, width)
        return width, len(self.lines) * self.style.leading

    def split(self, width: float, height: float) -> list[Self]:
        fitting = int(height // self.style.leading)
        if self.lines is None or fitting < 1:
            return []
        first = type(self)(self.text, self.style._replace(after=0), self.lines[:fitting])
        first.came_over, first.goes_on = self.came_over, True
        return [first, type(self)(self.text, self.style._replace(before=0), self.lines[fitting:])]

    def draw(self) -> None:
        lines = self.lines or []
        for index, line in enumerate(lines):
            y = (len(lines) - index) * self.style.leading - self.style.size * 1.15
            last = index == len(lines) - 1 and not self.goes_on
            self._draw_line(line, y, indented=index == 0 and not self.came_over, last=last)

    def _draw_line(self, line: str, y: float, *, indented: bool, last: bool) -> None:
        size, align = self.style.size, self.style.align
        x = self.style.indent * size if indented else 0.0
        slack = self.width - x - stringWidth(line, FONT, size)
        pen = self.canv.beginText()
        pen.setFont(FONT, size)
        if align == "justify" and not last and len(line) > 1:
            pen.setCharSpace(slack / (len(line) - 1))
        pen.setTextOrigin(x + {"centre": slack / 2, "right": slack}.get(align, 0.0), y)
        pen.textOut(line)
        self.canv.drawText(pen)


def set_lines(text: str, style: Style, width: float) -> list[str]:
    """The lines that ``text`` fills at ``width`` points."""
    lines, used = [""], style.indent * style.size
    for piece in glued(text):
        size = stringWidth(piece, FONT, style.size)
        if lines[-1] and used + size > width:
            lines.append("")
            used = 0.0
        lines[-1] += piece
        used += size
    return lines


def build_pdf(text: Text, *, font: Path) -> bytes:
    """A PDF whose bytes depend on the text, the font and reportlab alone."""
    registerFont(TTFont(FONT, str(font), subfontIndex=0))
    out = BytesIO()
    template = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=text.title,
        author="policyparse",
        invariant=1,
    )
    story = [part for block in text.blocks for part in _block(block)]
    template.build(story, onFirstPage=_draw_furniture, onLaterPages=_draw_furniture)
    return out.getvalue()


def _draw_furniture(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(A4[0] / 2, HEADER_Y, MARK)
    canvas.line(MARGIN, HEADER_Y - 5, A4[0] - MARGIN, HEADER_Y - 5)
    canvas.drawCentredString(A4[0] / 2, FOOTER_Y, f"— {canvas.getPageNumber()} —")


def _block(block: Line | Box | Table) -> list[Flowable]:
    if isinstance(block, Table):
        above = (("caption", block.caption), ("unit", block.unit))
        lines = [Prose(text, STYLES[kind]) for kind, text in above if text]
        return [CondPageBreak(TABLE_START), *lines, _grid(block)]
    if isinstance(block, Box):
        return [_box(block)]
    return [PageBreak() if block.kind == "break" else Prose(block.text, STYLES[block.kind])]


def _grid(table: Table) -> Grid:
    unit = TEXT_WIDTH / sum(table.widths)
    cells: list[list[Prose | str]] = [["" for _ in row] for row in table.rows]
    rules: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *[(f"{side}PADDING", (0, 0), (-1, -1), CELL_PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")],
    ]
    for span in table.spans():
        style = STYLES["header cell" if span.row < table.header_rows else "cell"]
        cells[span.row][span.column] = Prose(span.text, style)
        if span.rows * span.columns > 1:
            end = (span.column + span.columns - 1, span.row + span.rows - 1)
            rules.append(("SPAN", (span.column, span.row), end))
    return Grid(cells, colWidths=[unit * width for width in table.widths], repeatRows=table.header_rows, style=rules)


def _box(box: Box) -> Grid:
    rows = [[Prose(box.title, STYLES["header cell"])], *[[Prose(line, STYLES["box"])] for line in box.lines]]
    return Grid(rows, colWidths=[TEXT_WIDTH], style=[("BOX", (0, 0), (-1, -1), 0.8, black)], spaceBefore=6)
