"""Word documents (docx): paragraphs with their list numbers, tables, text boxes, footnotes and endnotes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from policyparse.errors import BrokenFile
from policyparse.read.heading import LONGEST_HEADING, find_mark
from policyparse.read.layout import ends_sentence
from policyparse.read.reading import Reading
from policyparse.read.wordlist import Lists
from policyparse.read.wordparts import WordParts
from policyparse.read.wordstyle import Style, read_styles, style_of
from policyparse.read.wordtable import blocks_of, cells_of, inner_tables, own_cells
from policyparse.read.wordtext import boxes_of, is_hidden, is_on, text_of
from policyparse.read.writer import Writer

_TOP = 400  # characters among which a title in the properties must be printed too
_NOTES = (("footnotes.xml", "w:footnote", "脚注"), ("endnotes.xml", "w:endnote", "尾注"))


def read_word(data: bytes, name: str) -> Reading:
    """The body of a Word document in order, then its notes. Raises BrokenFile, EncryptedFile, TooLarge."""
    parts = WordParts(data, name)
    body = parts.body()
    warnings: list[str] = []
    styles = read_styles(_side_part(parts, "styles.xml", "样式", warnings))
    lists = Lists(_side_part(parts, "numbering.xml", "编号", warnings))
    body_writer = _BodyWriter(styles, lists)
    body_writer.write(body)
    writer = body_writer.writer
    for part, tag, what in _NOTES:
        for note in _notes(_side_part(parts, part, what, warnings), tag):
            writer.paragraph(note)
    if hidden := sum(is_hidden(run) and bool(run.findtext(qn("w:t"))) for run in body.iter(qn("w:r"))):
        warnings.append(f"有 {hidden} 处隐藏文字，未读取")
    title, text = parts.title(), writer.text()
    return Reading(
        text=text,
        parts=tuple(writer.parts),
        lines=writer.lines(),
        warnings=(*warnings, *writer.warnings()),
        title=title if title and title in text[:_TOP] else None,
    )


def _side_part(parts: WordParts, part: str, what: str, warnings: list[str]) -> Any | None:
    """A part that the text can do without: where it is damaged, that is told and the rest read."""
    try:
        return parts.beside(part)
    except BrokenFile:
        warnings.append(f"{what}部分损坏，未读取")
        return None


class _BodyWriter:
    """Writes blocks in order, counting the numbers of lists; a paragraph whose mark is deleted runs into the next."""

    def __init__(self, styles: dict[str, Style], lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._open = ""
        self.writer = Writer()

    def write(self, parent: Any) -> None:
        for block in blocks_of(parent):
            if block.tag == qn("w:tbl"):
                self._table(block)
            else:
                self._paragraph(block)
        if self._open:
            self.writer.paragraph(self._open)
            self._open = ""

    def _paragraph(self, paragraph: Any) -> None:
        style = style_of(paragraph, self._styles)
        if style.is_contents:
            return
        own, label = text_of(paragraph), self._lists.label(style.place)
        if not own.strip() or find_mark(own.strip()):  # nothing to number, or numbered by hand
            label = ""
        printed = f"{self._open}{label}{own}"
        self._open = ""
        if _mark_is_deleted(paragraph):
            self._open = printed
            return
        for line in printed.split("\n"):
            body = len(line) > LONGEST_HEADING and ends_sentence(line)
            self.writer.paragraph(line, level=0 if body else style.level)
        for box in boxes_of(paragraph):
            self.write(box)

    def _table(self, table: Any) -> None:
        """A table, then the tables inside it. One of a single cell is a frame round its paragraphs and tables."""
        cells = own_cells(table)
        if len(cells) == 1:
            self.write(cells[0])
            return
        self.writer.table(list(cells_of(table)))
        for inner in inner_tables(table):
            self._table(inner)


def _mark_is_deleted(paragraph: Any) -> bool:
    """Whether a tracked change deletes the end of a paragraph."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}")
    return is_on(mark)


def _notes(part: Any | None, tag: str) -> Iterator[str]:
    """The text of footnotes or endnotes, separators left out."""
    for note in () if part is None else part.iter(qn(tag)):
        if note.get(qn("w:type")) in (None, "normal"):
            yield "".join(text_of(paragraph) for paragraph in note.iter(qn("w:p")))
