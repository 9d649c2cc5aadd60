"""A comparison laid out for a template: every number formatted, every word chosen, every place numbered.

A template sees only the values of this module and of ``citations``; it computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from policyparse import __version__
from policyparse.brief.change import KINDS, UNMOVED, Change, ChangeKind, Comparison, Note, Observation, Target, ends_of
from policyparse.brief.citations import Citation, Citations, SourceView, named, quoted
from policyparse.brief.describe import meaning
from policyparse.brief.labels import Labels
from policyparse.brief.wording import (
    factor_text,
    gap_text,
    magnitude_text,
    movement_text,
    period_text,
    points_text,
)
from policyparse.document import Head
from policyparse.figure import Aim, Definition, Figure


@dataclass(frozen=True, slots=True)
class Value:
    """A number in words, its deadline or date, and where it stands."""

    text: str = field(metadata=meaning("the number in words"))
    period: str = field(metadata=meaning("its deadline or date in words; empty for none"))
    citations: tuple[Citation, ...] = field(metadata=meaning("where it stands, as numbered notes"))


@dataclass(frozen=True, slots=True)
class Wording:
    """A definition or earlier wording as printed, whose it is, and where it stands."""

    label: str = field(metadata=meaning("whose wording it is"))
    text: str = field(metadata=meaning("the text as printed"))
    citations: tuple[Citation, ...] = field(metadata=meaning("where it stands, as numbered notes"))


@dataclass(frozen=True, slots=True)
class ObservedView:
    """A reported figure: the line about it around the value, and how far the target lies from it."""

    label: str = field(metadata=meaning("what kind of report it is"))
    value: Value = field(metadata=meaning("the reported number"))
    document: str = field(metadata=meaning("the title of the document that reports it"))
    gap: str = field(metadata=meaning("how far the target lies from it, in words; empty where that may not be said"))


@dataclass(frozen=True, slots=True)
class OtherView:
    """Further figures of the same indicator: another number for the same deadline, or another deadline."""

    label: str = field(metadata=meaning("another number for the same deadline, or another deadline"))
    side: str = field(metadata=meaning("old or new document, in words"))
    values: tuple[Value, ...] = field(metadata=meaning("the further numbers"))


@dataclass(frozen=True, slots=True)
class Row:
    """One change. Two ``definitions`` where they differ or the indicator was redefined, one where they agree."""

    indicator: str = field(metadata=meaning("the indicator as the later of the two documents prints it"))
    old_name: str = field(metadata=meaning("its name in the old document; empty for none"))
    new_name: str = field(metadata=meaning("its name in the new document; empty for none"))
    old: Value | None = field(metadata=meaning("the old target; none where there is none"))
    new: Value | None = field(metadata=meaning("the new target; none where there is none"))
    difference: str = field(metadata=meaning("points and factor in words, or that none is computed"))
    bearing: str = field(metadata=meaning("tightened or loosened, in words; empty where neither"))
    comparable: str = field(metadata=meaning("whether the two may be compared, in words"))
    confidence: str = field(metadata=meaning("high, medium or low, in words"))
    reason: str = field(metadata=meaning("why the change is of this kind"))
    caveats: tuple[str, ...] = field(metadata=meaning("what to mind when quoting it"))
    definitions: tuple[Wording, ...] = field(metadata=meaning("two where they differ, one where they agree, else none"))
    aim: Wording | None = field(metadata=meaning("the old wording without a number; none where there is none"))
    observed: tuple[ObservedView, ...] = field(metadata=meaning("what was reported before and after the new document"))
    others: tuple[OtherView, ...] = field(metadata=meaning("further numbers of the same indicator"))
    successor: str = field(metadata=meaning("what may have taken its place, or come before it; empty for none"))


@dataclass(frozen=True, slots=True)
class Section:
    """The changes of one kind."""

    kind: ChangeKind = field(metadata=meaning("the code of the kind of change: raised, lowered, kept …"))
    label: str = field(metadata=meaning("the kind of change in words"))
    note: str = field(metadata=meaning("what the kind means"))
    rows: tuple[Row, ...] = field(metadata=meaning("the changes of this kind"))


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One of the two documents compared."""

    side: str = field(metadata=meaning("which document it is: old, new, or a number"))
    told: str = field(metadata=meaning("title, number, date and status in one line, without what it has not"))
    title: str = field(metadata=meaning("its title, else its file name"))
    number: str = field(metadata=meaning("its document number, or that it has none"))
    date: str = field(metadata=meaning("its date in words, or that it has none"))
    status: str = field(metadata=meaning("issued or draft, in words"))
    draft: bool = field(metadata=meaning("whether it is a consultation draft"))
    file: str = field(metadata=meaning("its file name"))
    unread: tuple[str, ...] = field(metadata=meaning("what the reader could not read or doubts"))


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that a template prints."""

    lead: str = field(metadata=meaning("the sentence that sums up"))
    documents: tuple[DocumentView, ...] = field(metadata=meaning("the old and the new document"))
    cautions: tuple[str, ...] = field(metadata=meaning("what to mind before quoting anything"))
    sections: tuple[Section, ...] = field(metadata=meaning("the changes, kind by kind"))
    sources: tuple[SourceView, ...] = field(metadata=meaning("the places cited, numbered"))
    version: str = field(metadata=meaning("the parser and its version"))


def lay_out(comparison: Comparison, labels: Labels) -> Brief:
    """The view of a comparison in the words of one language."""
    layout = _Layout(comparison, labels)
    shared = layout.shared_caveats()
    sections = tuple(
        Section(
            kind=kind,
            label=labels.message("kinds", kind),
            note=labels.message("kind_notes", kind),
            rows=tuple(layout.row(change, shared) for change in comparison.of_kind(kind)),
        )
        for kind in KINDS
        if comparison.of_kind(kind)
    )
    return Brief(
        lead=layout.lead(),
        documents=(
            document_view(labels.message("sides", "old"), comparison.old, labels),
            document_view(labels.message("sides", "new"), comparison.new, labels),
        ),
        cautions=tuple(sentence(noted("caveats", note, labels), labels) for note in (*comparison.caveats, *shared)),
        sections=sections,
        sources=layout.citations.entries(),
        version=labels.message("messages", "version", __version__),
    )


class _Layout:
    """Lays out change by change; keeps the citations that it hands out."""

    def __init__(self, comparison: Comparison, labels: Labels) -> None:
        self.comparison = comparison
        self.labels = labels
        observed = (seen.head for change in comparison.changes for seen in change.observed)
        heads = {head.id: head for head in (*observed, comparison.old, comparison.new)}
        self.citations = Citations(heads, labels)

    def shared_caveats(self) -> tuple[Note, ...]:
        """Caveats that every two-sided change carries: said once at the top instead of in every row."""
        sided = [change.caveats for change in self.comparison.changes if change.old and change.new]
        if len(sided) < 2:
            return ()
        return tuple(note for note in sided[0] if all(note in caveats for caveats in sided))

    def lead(self) -> str:
        """The one sentence that says what changed."""
        labels, comparison = self.labels, self.comparison
        counts = [(kind, len(comparison.of_kind(kind))) for kind in KINDS]
        parts = [
            labels.message("messages", "lead_part", labels.message("kinds", kind), str(count))
            for kind, count in counts
            if count
        ]
        said = labels.word("lead_joint").join(parts) or labels.word("nothing")
        return labels.message("messages", "lead", named(comparison.old), named(comparison.new), said)

    def row(self, change: Change, shared: tuple[Note, ...]) -> Row:
        labels, old, new = self.labels, change.old, change.new
        return Row(
            indicator=change.indicator,
            old_name=old.indicator if old else "",
            new_name=new.indicator if new else "",
            old=self._target(old),
            new=self._target(new),
            difference=self._difference(change),
            bearing=labels.message("bearings", change.bearing) if change.bearing else "",
            comparable=labels.message("comparables", change.comparable),
            confidence=labels.message("confidences", change.confidence),
            reason=noted("reasons", change.reason, labels),
            caveats=tuple(noted("caveats", note, labels) for note in _unsaid(change, shared)),
            definitions=tuple(self._definitions(change)),
            aim=self._cited(labels.word("aim"), change.aim) if change.aim else None,
            observed=tuple(self._observed(seen) for seen in change.observed),
            others=tuple(self._others(change)),
            successor=change.successor or "",
        )

    def _target(self, target: Target | None) -> Value | None:
        return None if target is None else self._value(target, target.figures)

    def _figure(self, figure: Figure) -> Value:
        return self._value(figure, (figure,))

    def _value(self, number: Target | Figure, cited: tuple[Figure, ...]) -> Value:
        magnitude = magnitude_text(ends_of(number), number.unit, number.comparator, self.labels)
        text = movement_text(magnitude, number.indicator, number.measure, number.direction, self.labels)
        return Value(text, period_text(number.period, self.labels), self.citations.cite(cited))

    def _difference(self, change: Change) -> str:
        """The difference in words; says so where there is none, or none may be stated."""
        if change.kind in UNMOVED:
            return self.labels.message("differences", "kept")
        return difference_text(change, self.labels) or self.labels.message("differences", "none")

    def _definitions(self, change: Change) -> Iterable[Wording]:
        """Both definitions where they must be read side by side, else the one there is."""
        labels = self.labels
        old = change.old.definition if change.old else None
        new = change.new.definition if change.new else None
        if change.definitions == "identical" and old and new:
            label = labels.message("definition_states", "identical")
            yield Wording(label, quoted(new), self.citations.cite((old, new)))
        elif change.old and change.new and (old or new or change.kind == "redefined"):
            yield self._cited(labels.word("old_definition"), old)
            yield self._cited(labels.word("new_definition"), new)
        elif only := old or new:
            yield self._cited(labels.word("definition"), only)

    def _cited(self, label: str, cited: Definition | Aim | None) -> Wording:
        if cited is None:
            return Wording(label, self.labels.word("undefined"), ())
        return Wording(label, quoted(cited), self.citations.cite((cited,)))

    def _observed(self, seen: Observation) -> ObservedView:
        labels = self.labels
        label = labels.message("observed", "before" if seen.before else "after")
        return ObservedView(
            label=label + (labels.message("observed", "old_basis") if seen.against == "old" else ""),
            value=self._figure(seen.figure),
            document=_title(seen.head),
            gap=gap_text(seen.points, seen.growth, labels),
        )

    def _others(self, change: Change) -> Iterable[OtherView]:
        for side, target in (("old", change.old), ("new", change.new)):
            if target is None:
                continue
            for label, figures in (("disagreeing", target.disagreeing), ("elsewhen", target.elsewhen)):
                if figures:
                    yield OtherView(
                        label=self.labels.message("others", label),
                        side=self.labels.message("sides", side),
                        values=tuple(self._figure(figure) for figure in figures),
                    )


def noted(table: str, note: Note, labels: Labels) -> str:
    """A reason or caveat in words; comparators and periods among its words are worded too."""
    words = note.words
    if note.code.startswith("comparator_"):
        words = tuple(labels.message("comparator_names", word) for word in words)
    elif note.code in ("deadline_moved", "span_differs", "span_changed"):
        words = tuple(period_text(word, labels) for word in words)
    elif note.code.endswith("_figures_disagree"):
        words = (labels.word("lead_joint").join(words),)
    return labels.message(table, note.code, *words)


def difference_text(change: Change, labels: Labels, *, short: bool = False) -> str:
    """Points and factor in words, ``short`` the first of them; empty where the number stayed or none may be stated."""
    if change.kind in UNMOVED:
        return ""
    points = [points_text(Fraction(change.points), labels)] if change.points is not None else []
    factors = [factor_text(Fraction(change.factor), labels)] if change.factor is not None else []
    return labels.word("lead_joint").join((points + factors)[: 1 if short else None])


def _unsaid(change: Change, shared: tuple[Note, ...]) -> Iterable[Note]:
    """The caveats that neither the top of the brief nor the reason says already."""
    return (note for note in change.caveats if note not in shared and note.code != change.reason.code)


def document_view(side: str, head: Head, labels: Labels) -> DocumentView:
    """A document as a brief lists it."""
    date, status = period_text(head.written or head.published or "", labels), status_text(head, labels)
    facts = labels.word("comma").join(fact for fact in (head.number, date, status) if fact)
    return DocumentView(
        side=side,
        told=f"{named(head)}{labels.word('open')}{facts}{labels.word('close')}",
        title=_title(head),
        number=head.number or labels.word("none"),
        date=date or labels.word("none"),
        status=status,
        draft=head.status == "draft",
        file=head.name,
        unread=head.warnings,
    )


def status_text(head: Head, labels: Labels) -> str:
    """Issued or draft; of a report in the press that it is one, since nobody issues it."""
    return labels.message("statuses", "news" if head.kind == "news" and head.status == "issued" else head.status)


def sentence(text: str, labels: Labels) -> str:
    """The words with the full stop of the language, where they stand alone; a row's caveats are joined without."""
    stop = labels.word("stop").strip()
    return text if text.endswith(stop) else text + stop


def _title(head: Head) -> str:
    return head.title or head.name
