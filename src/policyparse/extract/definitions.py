"""Definitions of indicators, from notes and definition columns, and aims that carry no number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from policyparse.document import Document, Paragraph
from policyparse.extract.tables import definition_cells
from policyparse.figure import Aim, Definition
from policyparse.language import phrases
from policyparse.language.clauses import find_clauses, find_sentences
from policyparse.language.indicators import fold, indicator_id
from policyparse.language.nlp import find_tokens
from policyparse.source import Passage, Source

_NOTE = re.compile(
    r"""
    ^[-\s]*(?:注\d*[:：]|[（(]?\d{1,2}[）).、．])?\s*
    (?P<name>[^：:，。；=]{2,40}?)
    (?:[:：](?:是指|指)?|\s*(?:是指|系指|指的是)|=)\s*        # 7) 每万人拥有5G基站数：全国每一万人平均拥有的…
    (?P<text>.{6,})$
    """,
    re.VERBOSE | re.DOTALL,
)
_SOME = re.compile(r"[一-龥]{2,6}?(?:一批|若干|一系列)")


def find_definitions(document: Document, indicators: Iterable[str]) -> tuple[Definition, ...]:
    """What the document says its indicators mean. Only names that it also gives figures for are taken as indicators."""
    known = {fold(name) for name in indicators}
    found = [pair for table in document.tables() for pair in definition_cells(table)]
    found += [pair for paragraph in document.paragraphs() if (pair := _from_note(paragraph, known))]
    unique = {(fold(name), passage.start): (name, passage) for name, passage in found}
    return tuple(
        _definition(document, name, passage) for name, passage in sorted(unique.values(), key=lambda p: p[1].start)
    )


def _from_note(paragraph: Paragraph, known: set[str]) -> tuple[str, Passage] | None:
    match = _NOTE.match(paragraph.text)
    if not match or fold(match["name"]) not in known:
        return None
    return match["name"].strip(), paragraph.passage.slice(*match.span("text"))


def _definition(document: Document, name: str, passage: Passage) -> Definition:
    page, bbox = document.locate(passage.start, passage.end)
    return Definition(
        document=document.head.id,
        indicator=name,
        indicator_id=indicator_id(name),
        text=passage.text.strip(),
        page=page,
        source=Source(start=passage.start, end=passage.end, bbox=bbox),
    )


def find_aims(document: Document) -> tuple[Aim, ...]:
    """The promises without a number: ``培育一批…供应商``."""
    aims: list[Aim] = []
    for paragraph in document.paragraphs():
        for match in _SOME.finditer(paragraph.text):
            aim = _aim(document, paragraph, match.end())
            if aim:
                aims.append(aim)
    return tuple(aims)


def _aim(document: Document, paragraph: Paragraph, at: int) -> Aim | None:
    """The thing that 一批 stands before: the noun at the end of its phrase, after the last 的."""
    text = paragraph.text
    sentence = next((s for s in find_sentences(text) if s[0] <= at < s[1]), None)
    if sentence is None:
        return None
    clause = max(
        (c for c in find_clauses(text, *sentence) if c.start <= at < c.end), key=lambda c: c.start, default=None
    )
    if clause is None:
        return None
    name = phrases.text_of(phrases.phrase_ahead(find_tokens(text[at : clause.end]))).rpartition("的")[2]
    if len(name) < 2:
        return None
    start, end = paragraph.passage.span(clause.start, clause.end)
    page, bbox = document.locate(start, end)
    quote = text[clause.start : clause.end].strip()
    return Aim(
        document=document.head.id,
        indicator=name,
        quote=quote,
        page=page,
        source=Source(start=start, end=end, bbox=bbox),
    )
