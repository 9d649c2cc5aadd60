"""Figures of table cells that hold sentences: the aims and tasks of a table of duties (责任分工), under 目标, 任务 or 措施."""

from __future__ import annotations

from dataclasses import replace

from policyparse.document import Paragraph, Table
from policyparse.extract.columns import Column, parse_cell, read_columns
from policyparse.extract.context import Section
from policyparse.extract.draft import Draft
from policyparse.extract.front import Memory
from policyparse.extract.prose import Progress, read_paragraph
from policyparse.vocabulary import load


def read_sentences(table: Table, section: Section, progress: Progress) -> list[Draft]:
    """The figures of the cells that speak, row by row; each cell is a paragraph that remembers nothing of another."""
    columns = read_columns(table)
    speaking = [column for column in columns if _speaks(column, columns)]
    fresh = replace(progress, memory=Memory())
    drafts: list[Draft] = []
    for number, row in enumerate(table.grid()[table.header_rows :], start=table.header_rows):
        for column in speaking:
            cell = row[column.index]
            if cell is None or cell.passage is None or (cell.row, cell.column) != (number, column.index):
                continue
            if parse_cell(cell.text) is None:
                promised = replace(section, tense=section.tense or "target") if _promises(column) else section
                found, _ = read_paragraph(Paragraph(cell.passage, page=cell.page), promised, fresh)
                drafts += [replace(draft, column=column.header) for draft in found]
    return drafts


def _promises(column: Column) -> bool:
    return any(word in column.header for word in load("tables")["promises"])


def _speaks(column: Column, columns: tuple[Column, ...]) -> bool:
    """Whether a column holds sentences: by its header, and no name of rows that other columns give values of."""
    if column.role not in ("name", "remark", "group"):
        return False
    names_values = column.role == "name" and any(other.role == "value" for other in columns)
    return not names_values and any(word in column.header for word in load("tables")["sentences"])
