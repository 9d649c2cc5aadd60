"""What every brief says of the documents behind it: titles, numbers, dates, status, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policyparse.brief.change import Target, ends_of
from policyparse.brief.citations import Citations
from policyparse.brief.labels import Labels
from policyparse.brief.view import DocumentView, Value, document_view
from policyparse.brief.wording import magnitude_text, movement_text, period_text
from policyparse.document import Head
from policyparse.figure import Figure


def document_views(heads: Sequence[Head], labels: Labels, sides: Sequence[str] = ()) -> tuple[DocumentView, ...]:
    """The documents as a brief lists them; ``sides`` name them, numbers from 1 where there are none."""
    named = sides or [str(number) for number in range(1, len(heads) + 1)]
    return tuple(document_view(side, head, labels) for side, head in zip(named, heads, strict=True))


def unread_cautions(heads: Iterable[Head], labels: Labels) -> tuple[str, ...]:
    """Says which documents were not read whole; empty where all were."""
    partial = [head.title or head.name for head in heads if head.warnings]
    if not partial:
        return ()
    return (labels.message("messages", "partly_read", labels.word("lead_joint").join(partial)),)


def value_view(number: Target | Figure, cited: Sequence[Figure], labels: Labels, citations: Citations) -> Value:
    """A printed number in words with its period, cited."""
    magnitude = magnitude_text(ends_of(number), number.unit, number.comparator, labels)
    text = movement_text(magnitude, number.indicator, number.measure, number.direction, labels)
    return Value(text, period_text(number.period, labels), citations.cite(cited))
