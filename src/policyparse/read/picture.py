"""A picture of a page with its grid, its words and its engine marked, for people who ask why a page reads as it does."""

from __future__ import annotations

from PIL import ImageDraw
from PIL.Image import Image

from policyparse.errors import BrokenFile
from policyparse.read.pdf import read_pages
from policyparse.read.pdfium import PdfiumFile, Unsure
from policyparse.source import Box

_SCALE = 2.0  # pixels a point
_CELL, _LINE, _WORD = "#d62728", "#1f77b4", "#2ca02c"


def draw_page(data: bytes, name: str, number: int) -> Image:
    """Page ``number``, from 1, as it prints: cells red, lines outside tables blue, lines in cells green.

    Boxes are those of the page turned upright. Raises BrokenFile where there is no such page to draw.
    """
    try:
        with PdfiumFile(data) as file:
            picture = file.picture(number - 1, scale=_SCALE).convert("RGB")
        page = next(read_pages(data, name, range(number - 1, number)))
    except (Unsure, IndexError, StopIteration) as error:
        raise BrokenFile(name, f"没有第 {number} 页可画", remedy="请检查页码。") from error
    if (picture.width > picture.height) != (page.width > page.height):
        picture = picture.rotate(-90, expand=True)
    pen = ImageDraw.Draw(picture)
    for table in page.tables:
        for cell in table.cells:
            pen.rectangle(_pixels(cell.box), outline=_CELL, width=2)
            for line in cell.lines:
                pen.rectangle(_pixels(line.box), outline=_WORD)
    for line in page.lines:
        pen.rectangle(_pixels(line.box), outline=_LINE)
    pen.text((8, 8), f"p. {number}  {page.engine}  tables: {len(page.tables)}", fill=_CELL)
    return picture


def _pixels(box: Box) -> tuple[float, float, float, float]:
    return box.x0 * _SCALE, box.top * _SCALE, box.x1 * _SCALE, box.bottom * _SCALE
