"""Word documents (docx): paragraphs, tables with merged cells, footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as Docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from policyparse.errors import BrokenFile, EncryptedFile, TooLarge
from policyparse.read.grid import MOST_COLUMNS, MOST_ROWS
from policyparse.read.reading import Reading
from policyparse.read.writer import CellText, Writer

MOST_MEMBERS = 20_000
MOST_UNPACKED = 500 * 1024 * 1024  # bytes of a whole document
MOST_XML = 100 * 1024 * 1024  # bytes of its main part
_MAIN = "word/document.xml"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(?P<rank>[1-9])", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title|标题|主标题", re.IGNORECASE)
_LOWEST_LEVEL = 5
_TOP = 10  # paragraphs among which a title in the properties must be printed too


def read_word(data: bytes, name: str) -> Reading:
    """The body of a Word document in order, then its footnotes. Raises BrokenFile, EncryptedFile, TooLarge."""
    archive = _checked(data, name)
    body, styles, title = _body(data, archive, name)
    writer = Writer()
    _write(body, styles, writer)
    warnings = [f"跳过了 {boxes} 个文本框"] if (boxes := sum(1 for _ in body.iter(qn("w:txbxContent")))) else []
    try:
        for note in _footnotes(archive):
            writer.paragraph(note)
    except BrokenFile:
        warnings.append("脚注部分损坏，未读取")
    return Reading(
        text=writer.text(),
        parts=tuple(writer.parts),
        lines=writer.lines(),
        warnings=tuple(warnings),
        title=title,
    )


def _checked(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, if it is whole and unpacks to a size that can be held."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFile(name, "Word 文件损坏", remedy="请重新下载，或用 Word 打开后另存。") from error
    if any(member.flag_bits & 1 for member in members):
        raise EncryptedFile(name, "Word 文件已加密", remedy="请取消密码后重试。")
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise TooLarge(name, "Word 文件解压后过大", remedy="请拆分文件后重试。")
    main = next((member for member in members if member.filename == _MAIN), None)
    if main is None:
        raise BrokenFile(name, "Word 文件缺少正文", place=_MAIN, remedy="请用 Word 打开后另存。")
    if main.file_size > MOST_XML:
        raise TooLarge(name, "Word 正文过大", place=_MAIN, remedy="请拆分文件后重试。")
    return archive


def _body(data: bytes, archive: zipfile.ZipFile, name: str) -> tuple[Any, dict[str, int], str | None]:
    """The body element, heading levels by style id, and the title that the properties give.

    A document whose other parts are damaged (a link to a part that is not there) still gives its main part.
    """
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError, ValueError, AttributeError, etree.XMLSyntaxError, zipfile.BadZipFile):
        return _bare_body(archive, name), {}, None
    title = (document.core_properties.title or "").strip()
    shown = title and any(title in paragraph.text for paragraph in document.paragraphs[:_TOP])
    return document.element.body, _style_levels(document), title if shown else None


def _bare_body(archive: zipfile.ZipFile, name: str) -> Any:
    body = _xml(archive, _MAIN, name).find(qn("w:body"))
    if body is None:
        raise BrokenFile(name, "Word 文件没有正文", place=_MAIN, remedy="请用 Word 打开后另存。")
    return body


def _xml(archive: zipfile.ZipFile, member: str, name: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(archive.read(member), parser)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        raise BrokenFile(name, "Word 文件内容损坏", place=member, remedy="请用 Word 打开后另存。") from error


def _style_levels(document: Docx) -> dict[str, int]:
    """Heading level by style id: the title is 1, Heading 1 is 2."""
    levels: dict[str, int] = {}
    for style in document.styles:
        if found := _HEADING_STYLE.fullmatch(style.name or ""):
            levels[style.style_id] = min(int(found["rank"]) + 1, _LOWEST_LEVEL)
        elif _TITLE_STYLE.fullmatch(style.name or ""):
            levels[style.style_id] = 1
    return levels


def _write(body: Any, styles: dict[str, int], writer: Writer) -> None:
    for element in _blocks(body):
        if element.tag == qn("w:tbl"):
            cells = list(_cells(element))
            if len({(cell.row, cell.column) for cell in cells}) > 1:
                writer.table(cells)
            else:
                _write_lines(cells, writer)
            continue
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = styles.get(style.get(qn("w:val"), ""), 0) if style is not None else 0
        for line in _text(element).split("\n"):
            writer.paragraph(line, level=level)


def _write_lines(cells: list[CellText], writer: Writer) -> None:
    """A table of one cell is a frame round its paragraphs."""
    for cell in cells:
        for line in cell.paragraphs:
            writer.paragraph(line)


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also inside content controls and tracked insertions."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"), qn("w:smartTag")):
            yield from _blocks(child)


_SKIPPED = frozenset(qn(tag) for tag in ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:pPr", "w:rPr"))
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _text(element: Any) -> str:
    """The printed text of a paragraph; a line break is a newline."""
    pieces: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in _SKIPPED or node.tag == _ALTERNATIVE:
            continue
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag in (qn("w:br"), qn("w:cr")):
            pieces.append("\n")
        elif node.tag == qn("w:tab"):
            pieces.append("\t")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        stack.extend(reversed(node))
    return "".join(pieces)


def _cells(table: Any) -> Iterator[CellText]:
    """The cells of a table with their places, merged ones once."""
    rows = [row for row in table.iter(qn("w:tr")) if _owner(row) is table][:MOST_ROWS]
    placed: dict[tuple[int, int], tuple[Any, int, bool]] = {}
    heights: dict[tuple[int, int], int] = {}
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        column = _grid_before(row)
        for cell in (cell for cell in row.iter(qn("w:tc")) if _owner(cell) is table):
            wide = max(1, min(_number(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")), MOST_COLUMNS - column))
            if column >= MOST_COLUMNS:
                break
            if _continues(cell) and column in above:
                heights[above[column]] += 1
            else:
                placed[number, column] = (cell, wide, header)
                heights[number, column] = 1
                above[column] = (number, column)
            column += wide
    for (number, column), (cell, wide, header) in placed.items():
        yield CellText(number, column, heights[number, column], wide, tuple(_cell_lines(cell)), header=header)


def _owner(element: Any) -> Any:
    return next(element.iterancestors(qn("w:tbl")), None)


def _grid_before(row: Any) -> int:
    return min(_number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), missing=0), MOST_COLUMNS)


def _number(element: Any, *, missing: int = 1) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value[:9]) if value.isdecimal() else missing


def _continues(cell: Any) -> bool:
    """Whether a cell goes on from the one above it (``vMerge`` without ``restart``)."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _cell_lines(cell: Any) -> Iterator[str]:
    for paragraph in cell.iter(qn("w:p")):
        if printed := _text(paragraph).strip():
            yield printed


def _footnotes(archive: zipfile.ZipFile) -> Iterator[str]:
    """The footnotes' text, separators left out; nothing where the part is missing. Raises BrokenFile where damaged."""
    if "word/footnotes.xml" not in archive.namelist():
        return
    for note in _xml(archive, "word/footnotes.xml", "word/footnotes.xml").iter(qn("w:footnote")):
        if note.get(qn("w:type")) is None:
            yield "".join(_text(paragraph) for paragraph in note.iter(qn("w:p")))
