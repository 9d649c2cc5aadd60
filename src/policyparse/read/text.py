"""Plain text and Markdown: hard-wrapped lines, page numbers and tables that text keeps in columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from policyparse.lines import Lines
from policyparse.read.delimited import find_delimited
from policyparse.read.encoding import decode
from policyparse.read.flattened import find_flattened
from policyparse.read.furniture import find_furniture
from policyparse.read.layout import ends_sentence
from policyparse.read.reading import Part, Reading, Strand
from policyparse.read.textline import TextLine

LONG_LINE = 60  # columns; an unwrapped line this long is no heading
FULL = 0.86  # of the widest line near by: a line this wide had no room for the next word
FULL_AT_STOP = 0.96  # the same for a line that ends with its sentence, and may be its paragraph's last
_NEAR = 4  # lines
_WRAPPED_SHARE = 0.5  # of the lines over _SHORTEST_WRAP that end in mid-sentence
_SHORTEST_WRAP = 24  # columns
_FEWEST_BROKEN = 4  # lines; fewer say nothing of a margin
_WORD = re.compile(r"[\w.%+/-]*", re.ASCII)  # what a line break doesn't part: 13.5%
_INDENT = 3  # columns that make a first line
_HASH = re.compile(r"(?P<marks>#{1,6})\s+")
_FRONT = re.compile(r"#\s+(?P<key>[a-z]+):\s*(?P<value>.+)")  # "# title: …", a comment of the collector's
_TITLE = re.compile(r"(?:通知|方案|计划|意见|公报|报告|规划|办法|决定|表)(?:[（(].*[）)])?$")


def read_text(data: bytes, name: str) -> Reading:
    """Decode and lay out a text file. Raises UnknownFormat for binary data."""
    text, warnings = decode(data, name)
    lines = list(_lines(text))
    in_tables = {row for start, (end, _) in find_flattened(text, lines).items() for row in range(start, end)}
    skipped = find_furniture([line.text for line in lines]) - in_tables
    front = dict(_front(lines))
    lines = [line for index, line in enumerate(lines) if index not in skipped and index >= len(front)]
    return Reading(
        text=text,
        parts=tuple(_parts(text, lines)),
        lines=Lines([line.start for line in lines], [line.end for line in lines]),
        warnings=warnings,
        title=front.get("title"),
    )


def _front(lines: Sequence[TextLine]) -> Iterator[tuple[str, str]]:
    """The comments that a collector put above a text."""
    for line in lines:
        found = _FRONT.fullmatch(line.text)
        if found is None:
            return
        yield found["key"], found["value"]


def _lines(text: str) -> Iterator[TextLine]:
    """The lines that hold anything, stripped, in the order printed."""
    for found in re.finditer(r"[^\n\r\f\v\u2028\u2029\x85]+", text):
        raw = found[0]
        if body := raw.strip():
            start = found.start() + raw.index(body)
            yield TextLine(start, start + len(body), body, columns(raw[: raw.index(body)]), columns(body))


def columns(text: str) -> int:
    """Printed width in columns: two for a Chinese character, one for a Latin one."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _parts(text: str, lines: Sequence[TextLine]) -> Iterator[Part]:
    tables = {**find_flattened(text, lines), **find_delimited(text, lines)}
    wrapped = _is_wrapped(lines)
    usual = _usual_indent(lines)
    index = 0
    while index < len(lines):
        if index in tables:
            after, table = tables[index]
            yield table
            index = after
            continue
        yield _strand(lines, index, wrapped=wrapped, usual=usual)
        index += 1


def _is_wrapped(lines: Sequence[TextLine]) -> bool:
    """Whether sentences are broken at a right margin."""
    wide = [line for line in lines if line.width >= _SHORTEST_WRAP and "\t" not in line.text and "|" not in line.text]
    broken = [line for line in wide if not ends_sentence(line.text)]
    return len(broken) >= _FEWEST_BROKEN and len(broken) > _WRAPPED_SHARE * len(wide)


def _usual_indent(lines: Sequence[TextLine]) -> int:
    indents = sorted(line.indent for line in lines)
    return indents[len(indents) // 2] if indents else 0


def _strand(lines: Sequence[TextLine], index: int, *, wrapped: bool, usual: int) -> Strand:
    line = lines[index]
    start, level = line.start, 0
    if found := _HASH.match(line.text):
        start, level = start + found.end("marks"), len(found["marks"])
    indented = line.indent >= max(_INDENT, usual + 2)
    full = _is_full(lines, index) if wrapped else _is_cut(lines, index)
    return Strand(
        start, line.end, full=full, indented=indented or (not wrapped and line.indent >= _INDENT), level=level
    )


def _is_full(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line of a wrapped text reaches the margin that the lines near it keep."""
    before = [line.width for line in lines[max(index - _NEAR, 0) : index]]
    after = [line.width for line in lines[index + 1 : index + 1 + _NEAR]]
    margin = min(max(near) for near in (before, after) if near) if before or after else 0
    if len(before) < _NEAR // 2 and after:
        margin = max(after)
    line, following = lines[index], after[0] if after else 0
    if ends_sentence(line.text):
        return line.width >= FULL_AT_STOP * max(margin, following)
    unbroken = _WORD.match(lines[index + 1].text) if after else None
    return line.width + (unbroken.end() if unbroken else 0) >= FULL * max(margin, following)


def _is_cut(lines: Sequence[TextLine], index: int) -> bool:
    """Whether a line of an unwrapped text is a paragraph that a page break cut in two."""
    if index + 1 >= len(lines):
        return False
    line, following = lines[index], lines[index + 1]
    if _TITLE.search(line.text):
        return False
    goes_on = following.width >= LONG_LINE or ends_sentence(following.text)
    return line.width >= LONG_LINE and not ends_sentence(line.text) and goes_on
