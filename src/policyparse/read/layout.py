"""Printed lines → paragraphs and headings, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policyparse.document import Block, Paragraph, Table
from policyparse.read.clean import Span, clean
from policyparse.read.furniture import is_contents_line, is_page_number
from policyparse.read.heading import find_heading, starts_item
from policyparse.read.reading import Part, Strand

_BULLET = re.compile(r"(?:[-*+•●■◆▪]\s+)+(?=\S)")  # "- 1. 培育新终端": the list mark of a converter
_OPENING = "（(《〈“‘「『【[{、，,"
_CLOSING = "）)》〉”’」』】]}、，。；：！？,;%％‰"
_STOP = tuple("。！？；：!?;:…")
_CLOSING_STOP = '”’」』）)》"'
_BROKEN_NUMBER = re.compile(r"(?<![件表图])(?<![件表图] )\d\Z")  # 截至2024 | 年10月底
_COUNTED = "年月日万亿个"
_SHORTEST_PROSE = 24  # characters
_STOPS = re.compile(r"[。；，]")
_FIRST_WORD = re.compile(r"[（(“‘《「【]*(?:[!-~±—–]+|.)[，。；：、！？）)”’》」】%％‰]*")
_RAISED = re.compile(r"[\[［〔]\d{1,3}[\]］〕]")  # a footnote's mark, whose small type a line may be measured by
_FIRST_WIDE = "\u2e80"
_NARROW = 0.6  # of the type size: a figure or letter
_SPARE = 0.5  # of the type size
_MIXED = 1.25  # ratio of two sizes of type in one paragraph
_EMPHASIS_MARKS = ("**", "__", "](")
_EMPHASIS = re.compile(
    r"""
    \*\* | __(?=\S)                                     # **要点**
    | !?\[(?=[^\[\]]+\]\((?:https?:|[/.\#])[^\s)]*\))    # [85%](http://…): the bracket before the text
    | (?<=[^\[\]])\]\((?:https?:|[/.\#])[^\s)]*\)         # the rest after it
    """,
    re.VERBOSE,
)  # Markdown


def to_blocks(text: str, parts: Iterable[Part]) -> tuple[Block, ...]:
    """The paragraphs and tables of a document, in reading order; lines of one paragraph joined."""
    return tuple(_blocks(text, parts))


def ends_sentence(line: str) -> bool:
    """Whether a line ends where a sentence, a lead-in or a date ends."""
    body = line.rstrip(_CLOSING_STOP)
    return body.endswith(_STOP) or (body.endswith("日") and body[:-1].rstrip()[-1:].isdecimal())


def _blocks(text: str, parts: Iterable[Part]) -> Iterator[Block]:
    open_lines: list[Strand] = []
    turned = False  # a page number stood between the last line and this
    for part in parts:
        if isinstance(part, Strand) and is_page_number(text[part.start : part.end]):
            turned = True
            continue
        if isinstance(part, Strand) and is_contents_line(text[part.start : part.end]):
            continue
        if isinstance(part, Strand) and open_lines and _goes_on(text, open_lines[-1], part, turned=turned):
            open_lines.append(part)
            turned = False
            continue
        turned = False
        if open_lines:
            yield from _paragraph(text, open_lines)
        open_lines = [part] if isinstance(part, Strand) else []
        if isinstance(part, Table):
            yield part
    if open_lines:
        yield from _paragraph(text, open_lines)


def _goes_on(text: str, before: Strand, after: Strand, *, turned: bool) -> bool:
    """``continues``, and for paragraphs of a format that breaks them at each page: a sentence cut short goes on."""
    if continues(text, before, after):
        return True
    left, right = text[before.start : before.end], text[after.start : after.end]
    if not (before.whole and after.whole) or before.level or after.level or ends_sentence(left) or starts_item(right):
        return False
    prose = len(left) >= _SHORTEST_PROSE and len(_STOPS.findall(left)) >= 2
    return prose or (turned and len(left) >= _SHORTEST_PROSE)


def continues(text: str, before: Strand, after: Strand) -> bool:
    """Whether ``after`` goes on in the paragraph of ``before``."""
    left, right = text[before.start : before.end], text[after.start : after.end]
    if before.level or after.level or (_differ_in_size(before, after) and not _RAISED.search(left + right)):
        return False
    if _is_wrapped_title(before, after):
        apart = ends_sentence(left) or starts_item(right) or right.startswith(("（", "("))
        return not apart and (before.centred or not left.startswith("—"))  # ——某年某月某日在…会议上 | 某局局长
    if left[-1] in _OPENING or right[0] in _CLOSING:
        return True
    if right[0] in _COUNTED and not before.whole and _BROKEN_NUMBER.search(left):
        return True
    if starts_item(right) or after.indented or before.whole or after.whole:
        return False
    return before.full or _is_wrapped_before(left, right, before.room)


def _differ_in_size(before: Strand, after: Strand) -> bool:
    """Whether two lines differ in type as a title and what stands under it do."""
    if before.size is None or after.size is None:
        return False
    return max(before.size, after.size) > _MIXED * min(before.size, after.size)


def _is_wrapped_title(before: Strand, after: Strand) -> bool:
    """Whether two lines in one size of type, one after another on a page, are centred, the first maybe filling its line."""
    same = before.size is not None and before.size == after.size and before.page == after.page
    return same and after.centred and (before.centred or before.full)


def _is_wrapped_before(left: str, right: str, room: float | None) -> bool:
    """Whether a line leaves less room than the first word of the next takes: 同比增长 | 21.4%；"""
    word = _FIRST_WORD.match(right)
    if room is None or word is None or ends_sentence(left):
        return False
    return room <= _SPARE + sum(_NARROW if char < _FIRST_WIDE else 1.0 for char in word[0])


def _paragraph(text: str, lines: list[Strand]) -> Iterator[Paragraph]:
    first = lines[0]
    bullet = _BULLET.match(text, first.start, first.end)
    start = bullet.end() if bullet else first.start
    printed = [(start, first.end), *((line.start, line.end) for line in lines[1:])]
    if any(text.find(mark, start, lines[-1].end) >= 0 for mark in _EMPHASIS_MARKS):
        printed = [piece for span in printed for piece in _without_emphasis(text, span)]
    passage = clean(text, printed)
    if not passage.text:
        return
    level, heading_end = find_heading(passage.text)
    if not level and first.level:
        level, heading_end = first.level, len(passage.text)
    yield Paragraph(passage, level=level, heading_end=heading_end, page=first.page)


def _without_emphasis(text: str, span: Span) -> Iterator[Span]:
    start, end = span
    for mark in _EMPHASIS.finditer(text, start, end):
        yield start, mark.start()
        start = mark.end()
    yield start, end
