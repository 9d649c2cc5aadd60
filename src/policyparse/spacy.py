"""The language as spaCy components, for those who live in spaCy: ``import policyparse.spacy``, then ``nlp.add_pipe``.

``policyparse_quantities`` sets ``Doc.spans["quantities"]`` and ``["periods"]``, ``policyparse_names`` ``["places"]`` and
``["indicators"]`` of the catalogue, ``policyparse_figures`` ``["figures"]``. They work on the text alone, so on any
tokenisation; a span whose ends fall inside a token is widened to whole tokens, never dropped, and named in
``Doc._.unaligned``. What was read of a span stands in its extension attributes (``Span._.value``; ``ATTRIBUTES`` lists
them) and is kept as JSON in ``Doc.user_data``, so that documents can be saved and handed between processes.

>>> import spacy
>>> nlp = spacy.blank("zh")
>>> _ = nlp.add_pipe("policyparse_figures")
>>> doc = nlp("到2027年底，合肥市新建5G基站1.62万个以上。")
>>> [(span.text, span._.value, span._.unit, span._.comparator, span._.place) for span in doc.spans["figures"]]
[('1.62万个', '16200', '个', '>=', '合肥市')]
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from policyparse.errors import NoText
from policyparse.extract import extract
from policyparse.figure import Figure
from policyparse.interval import exact
from policyparse.language.characters import narrow
from policyparse.language.indicators import indicator_id
from policyparse.language.names import find_names
from policyparse.language.nlp import Lexicon
from policyparse.language.periods import Clock, find_periods
from policyparse.language.places import find_places
from policyparse.language.quantities import Quantity, find_quantities
from policyparse.read import read_bytes
from policyparse.vocabulary import load

ATTRIBUTES = (
    "value", "low", "high", "unit", "comparator", "indicator", "indicator_id", "place", "place_code", "kind", "measure",
    "direction", "period", "basis", "binding", "statistic",
)  # fmt: skip
"""The extension attributes of a span, as in the figure record; None where its group does not know the field."""

_KEY = "policyparse"  # of Doc.user_data
_LINE = re.compile(r"[^\n\r\f\v\u2028\u2029\x85]+")

Record = dict[str, Any]
Found = tuple[int, int, str, Record]
"""Start, end, label and what was read."""


@Language.factory("policyparse_quantities", assigns=["doc.spans"], default_config={"written": None})
def quantities_component(nlp: Language, name: str, written: str | None) -> Callable[[Doc], Doc]:
    """Numbers with their units and bounds, and times. ``written`` (``2026-11``) dates 今年 and 3月底."""
    clock = _clock(written)

    def run(doc: Doc) -> Doc:
        lines = list(_lines(doc.text))
        _set(doc, "quantities", [found for start, text in lines for found in _quantities(text, start, clock)])
        _set(doc, "periods", [found for start, text in lines for found in _periods(text, start, clock)])
        return doc

    return run


@Language.factory("policyparse_names", assigns=["doc.spans"])
def names_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Places of GB/T 2260 and indicators of the catalogue, wherever they are printed."""

    def run(doc: Doc) -> Doc:
        lines = list(_lines(doc.text))
        _set(doc, "places", [found for start, text in lines for found in _places(text, start)])
        _set(doc, "indicators", [found for start, text in lines for found in _indicators(text, start)])
        return doc

    return run


@Language.factory("policyparse_figures", assigns=["doc.spans"])
def figures_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The figures of the text read as a document, labelled with their kind; ``Doc._.figures`` has the records."""

    def run(doc: Doc) -> Doc:
        _set(doc, "figures", [_figure(figure) for figure in _figures(doc.text)])
        return doc

    return run


def _clock(written: str | None) -> Clock:
    if written is None:
        return Clock(None)
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-\d\d)?", written)
    if not match:
        raise ValueError(f"written is {written!r}; expected a date such as 2026, 2026-11 or 2026-11-21")
    return Clock(int(match[1]), int(match[2]) if match[2] else None, dated=True)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with their places, every character in its plain form."""
    return ((line.start(), narrow(line[0])) for line in _LINE.finditer(text))


def _quantities(text: str, offset: int, clock: Clock) -> Iterator[Found]:
    masked = find_names(text) + tuple((period.start, period.end) for period in find_periods(text, clock))
    for quantity in find_quantities(text, masked):
        yield offset + quantity.start, offset + quantity.end, quantity.shape, _quantity(quantity)


def _quantity(quantity: Quantity) -> Record:
    ranged = quantity.shape == "range"
    return {
        "value": None if ranged else exact(quantity.value),
        "low": exact(quantity.low) if ranged else None,
        "high": exact(quantity.high) if ranged else None,
        "unit": quantity.unit,
        "comparator": quantity.comparator,
    }


def _periods(text: str, offset: int, clock: Clock) -> Iterator[Found]:
    for period in find_periods(text, clock):
        yield offset + period.start, offset + period.end, period.role, {"period": period.iso}


def _places(text: str, offset: int) -> Iterator[Found]:
    for place in find_places(text):
        yield offset + place.start, offset + place.end, "place", {"place": place.name, "place_code": place.code}


@cache
def _catalogue() -> Lexicon:
    entries = load("indicators")["indicators"]
    return Lexicon(name for entry in entries for name in (entry["name"], *entry.get("aliases", ())))


def _indicators(text: str, offset: int) -> Iterator[Found]:
    for mention in _catalogue().find(text):
        record = {"indicator": mention.text, "indicator_id": indicator_id(mention.text)}
        yield offset + mention.start, offset + mention.end, "indicator", record


def _figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text; none of a blank one. Raises ValueError for markup, whose text is not what it prints."""
    if not text.strip():
        return ()
    try:
        document = read_bytes(f"\ufeff{text}".encode(), "doc.txt")  # the mark keeps a text's own from being dropped
    except NoText:
        return ()
    if document.text != text:
        raise ValueError(f"the text is {document.head.format}, not plain text; read it with policyparse.read first")
    return extract(document).figures


def _figure(figure: Figure) -> Found:
    return figure.source.start, figure.source.end, figure.kind, figure.model_dump(mode="json")


def _set(doc: Doc, group: str, found: list[Found]) -> None:
    """Set the group's spans, and keep what was read under the same numbers."""
    spans, unaligned = [], []
    for number, (start, end, label, _) in enumerate(found):
        span = _span(doc, start, end, label, f"{group}-{number}")
        spans.append(span)
        if (span.start_char, span.end_char) != (start, end):
            unaligned.append([start, end])
    doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
    kept = doc.user_data.setdefault(_KEY, {})
    kept[group] = [json.dumps(record, ensure_ascii=False) for _, _, _, record in found]
    kept[f"{group} unaligned"] = unaligned


def _span(doc: Doc, start: int, end: int, label: str, span_id: str) -> Span:
    """The tokens that ``text[start:end]`` touches."""
    span = doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start} to {end} stand on no token")
    return span


def _record(span: Span) -> Record:
    """What was read of a span of ours; nothing of any other."""
    group, _, number = span.id_.rpartition("-")
    records = span.doc.user_data.get(_KEY, {}).get(group, ())
    if not number.isdecimal() or int(number) >= len(records):
        return {}
    record: Record = json.loads(records[int(number)])
    return record


def _attribute(name: str) -> Callable[[Span], Any]:
    return lambda span: _record(span).get(name)


def _doc_figures(doc: Doc) -> tuple[Figure, ...]:
    return tuple(Figure.model_validate_json(record) for record in doc.user_data.get(_KEY, {}).get("figures", ()))


def _doc_unaligned(doc: Doc) -> tuple[tuple[str, int, int], ...]:
    """Group, start and end of each span that had to be widened to whole tokens."""
    kept = doc.user_data.get(_KEY, {})
    groups = [key.removesuffix(" unaligned") for key in kept if key.endswith(" unaligned")]
    return tuple((group, start, end) for group in groups for start, end in kept[f"{group} unaligned"])


for _name in ATTRIBUTES:
    Span.set_extension(_name, getter=_attribute(_name), force=True)
Doc.set_extension("figures", getter=_doc_figures, force=True)
Doc.set_extension("unaligned", getter=_doc_unaligned, force=True)
