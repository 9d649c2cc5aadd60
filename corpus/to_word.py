"""Sample text → a Word document whose bytes depend on nothing but the text."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from markup import MARK, Box, Line, Table, Text

DATE = datetime(2025, 1, 1)
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
LEVELS = {"heading": 1, "subheading": 2}
ALIGN = {
    "title": WD_ALIGN_PARAGRAPH.CENTER,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def build_word(text: Text) -> bytes:
    """A .docx with header, footer and page number, its zip entries sorted and dated alike."""
    document = docx.Document()
    _set_up(document, text)
    for block in text.blocks:
        if isinstance(block, Table):
            _add_table(document, block)
        elif isinstance(block, Box):
            cell = document.add_table(1, 1, style="Table Grid").cell(0, 0)
            cell.text = "\n".join((block.title, *block.lines))
        else:
            _add_line(document, block)
    unsorted = BytesIO()
    document.save(unsorted)
    return _rezipped(unsorted)


def _set_up(document: Document, text: Text) -> None:
    document.core_properties.title = text.title
    document.core_properties.author = "policyparse"
    document.core_properties.created = document.core_properties.modified = DATE
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    section = document.sections[0]
    section.header.paragraphs[0].text = MARK
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer.add_run("— ")
    footer._p.append(field)
    footer.add_run(" —")


def _add_line(document: Document, line: Line) -> None:
    if line.kind == "break":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif line.kind in LEVELS:
        document.add_heading(line.text, LEVELS[line.kind])
    else:
        paragraph = document.add_paragraph(line.text, style="Title" if line.kind == "title" else None)
        paragraph.alignment = ALIGN.get(line.kind)
        if line.kind == "body":
            paragraph.paragraph_format.first_line_indent = Cm(0.74)


def _add_table(document: Document, table: Table) -> None:
    for text, kind in ((table.caption, "centre"), (table.unit, "right")):
        if text:
            _add_line(document, Line(kind, text))
    grid = document.add_table(len(table.rows), len(table.widths), style="Table Grid")
    for span in table.spans():
        cell = grid.cell(span.row, span.column)
        last = grid.cell(span.row + span.rows - 1, span.column + span.columns - 1)
        cell.merge(last).text = span.text


def _rezipped(data: BytesIO) -> bytes:
    out = BytesIO()
    with ZipFile(data) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            info = ZipInfo(name, ZIP_DATE)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
