"""Ties a caption, a unit line and notes that stand round a table to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policyparse.document import Block, Paragraph, Table
from policyparse.read.grid import split_unit
from policyparse.source import Passage

LONGEST_CAPTION = 80
LONGEST_WEAK_CAPTION = 45
_NUMBERED = re.compile(r"(?:附|续)?\s*表\s*[\d一二三四五六七八九十]+|附件\s*\d*\s*\S|专栏")  # 表1 主要指标
_NAMED = re.compile(r"表\s*(?:[（(].*[）)])?(?:续)?$")  # …情况表（截至2025年9月底）
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:]")
_NOTE = re.compile(r"(?:备\s*注|注|说明|资料来源|数据来源)\s*\d*\s*(?:[：:]|[.、]|$)|[*＊※]\s*\S")  # 备注：
_NOTE_ITEM = re.compile(r"(?:\d{1,2}\s*[.．、）)]|[（(]\d{1,2}[）)]|[①-⑳]|注\s*\d)")  # 1）
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_FEWEST_WORDS = 4  # Chinese characters of a caption
_CLOSED = re.compile(r"[。；，！？;,.!?][”’）)]*$")


def tie_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give each table its caption, unit and notes.

    A numbered or named caption and a unit line leave the paragraphs; a short line that merely stands above a table is
    its caption and a paragraph too, and so are notes, since definitions are read from paragraphs.
    """
    tied: list[Block] = []
    taken: set[int] = set()
    for index, block in enumerate(blocks):
        if index in taken:
            continue
        if not isinstance(block, Table):
            tied.append(block)
            continue
        table = _tie_above(block, tied)
        if table.caption is None and (below := _caption_below(blocks, index)):
            table = replace(table, caption=below.passage)
            taken.add(index + 1)
        tied.append(_tie_notes(table, blocks, index + 1 + len(taken & {index + 1})))
    return tuple(tied)


def _tie_above(table: Table, tied: list[Block]) -> Table:
    """The table with the unit line and caption that end ``tied``, taken off it where they are nothing else."""
    if table.unit is None and (line := _last_paragraph(tied)) and _UNIT_LINE.match(line.text):
        tied.pop()
        table = replace(table, unit=line.passage)
    line = _last_paragraph(tied)
    if table.caption is not None or line is None or not _is_caption(line):
        return table
    caption, unit = split_unit(line.passage)
    if line.level == 0 and (_NUMBERED.match(line.text) or _NAMED.search(line.text) or unit):
        tied.pop()
    return replace(table, caption=caption, unit=table.unit or unit)


def _last_paragraph(blocks: Sequence[Block]) -> Paragraph | None:
    return blocks[-1] if blocks and isinstance(blocks[-1], Paragraph) else None


def _is_caption(line: Paragraph) -> bool:
    text = line.text
    if len(text) > LONGEST_CAPTION or _CLOSED.search(text):
        return False
    if _NUMBERED.match(text) or _NAMED.search(text):
        return True
    if len(_WORDS.findall(text)) < _FEWEST_WORDS:
        return False
    return len(text) <= LONGEST_WEAK_CAPTION and not text.endswith(("：", ":")) and line.level in (0, 1)


def _caption_below(blocks: Sequence[Block], index: int) -> Paragraph | None:
    """A caption set under its table: it names itself a table, and no other table follows to claim it."""
    if index + 1 >= len(blocks):
        return None
    line = blocks[index + 1]
    if not isinstance(line, Paragraph) or line.level or not _is_caption(line) or not _NAMED.search(line.text):
        return None
    followed = index + 2 < len(blocks) and isinstance(blocks[index + 2], Table)
    return None if followed else line


def _tie_notes(table: Table, blocks: Sequence[Block], start: int) -> Table:
    """The table with the notes that follow it: 注：… and the numbered lines under it."""
    notes: list[Passage] = []
    for block in blocks[start:]:
        if not isinstance(block, Paragraph):
            break
        if not (_NOTE.match(block.text) or (notes and _NOTE_ITEM.match(block.text))):
            break
        notes.append(block.passage)
    return replace(table, notes=table.notes + tuple(notes)) if notes else table
