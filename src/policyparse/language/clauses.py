"""Sentences and clauses of a paragraph, with parentheses as clauses of their own inside another."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”’\"」]?|；(?=[^；]{0,60}(?:到|至|力争到)\d{4}年)")
_LONGEST = 2000  # characters of a sentence
_PAIRS = {"（": "）", "(": ")", "《": "》", "〔": "〕", "[": "]"}
_BREAKS = "，,；;：:"


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` between two commas; ``parent`` is the index of the clause whose parenthesis holds it."""

    start: int
    end: int
    parent: int | None = None


def find_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of ``text``, their end marks left out.

    A semicolon divides sentences where a new deadline follows it (``到2025年…；到2030年…``).
    """
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(text)]
    spans: list[tuple[int, int]] = []
    start = 0
    for end, following in [*ends, (len(text), len(text))]:
        spans += _no_longer(text, start, end)
        start = following
    return tuple(spans)


def _no_longer(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence that never ends (a page without full stops) divided at its commas; nothing of a blank one."""
    spans = []
    while end - start > _LONGEST:
        comma = text.rfind("，", start, start + _LONGEST)
        cut = comma + 1 if comma > start else start + _LONGEST
        spans.append((start, cut))
        start = cut
    if text[start:end].strip():
        spans.append((start, end))
    return spans


def find_clauses(text: str, start: int, end: int) -> tuple[Clause, ...]:
    """The clauses of the sentence ``text[start:end]`` in the order in which they begin.

    A comma inside a parenthesis divides that parenthesis, one between digits (``1,234``, ``6:55``) divides nothing.
    """
    found: list[list[int | None]] = [[start, end, None]]
    open_clauses: list[int] = [0]
    closers: list[str] = []
    for at in range(start, end):
        char = text[at]
        if char in _PAIRS:
            closers.append(_PAIRS[char])
            found.append([at + 1, end, open_clauses[-1]])
            open_clauses.append(len(found) - 1)
        elif closers and char == closers[-1]:
            closers.pop()
            found[open_clauses.pop()][1] = at
        elif char in _BREAKS and not _between_digits(text, at):
            current = open_clauses.pop()
            found[current][1] = at
            found.append([at + 1, end, found[current][2]])
            open_clauses.append(len(found) - 1)
    return tuple(Clause(int(s or 0), int(e or 0), p) for s, e, p in found)


def _between_digits(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isdigit() and text[at + 1].isdigit()
