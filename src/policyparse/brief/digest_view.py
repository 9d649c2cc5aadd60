"""新政速览: what a newly published notice promises, on a page: targets, bars, aims, and what changed against the plan before.

Where no plan before is found the digest says so.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from policyparse import __version__
from policyparse.brief.change import Change, ChangeKind, Target, ends_of
from policyparse.brief.change_charts import change_charts
from policyparse.brief.chart import Chart
from policyparse.brief.citations import Citations, SourceView, quoted
from policyparse.brief.digest import Digest
from policyparse.brief.frame import document_views, unread_cautions, value_view
from policyparse.brief.frame_sheets import cited, frame_sheets
from policyparse.brief.labels import Labels
from policyparse.brief.sheet import Amount, CellValue, Sheet
from policyparse.brief.view import DocumentView, Value, Wording, difference_text
from policyparse.brief.wording import period_text
from policyparse.figure import Figure

MOST_PROMISES = 24
"""Targets that page and annex list: a budget has a hundred, and the workbook lists them all."""
MOST_HEADLINES = 8
"""Rows of the first page: targets, and bars where there are fewer targets."""
MOST_AIMS = 12
"""Aims without a number that the annex lists."""
MOST_DROPPED = 5
"""Targets that are not repeated that a line names."""

_URGENT: tuple[ChangeKind, ...] = (
    "redefined", "raised", "lowered", "comparator_changed", "deadline_moved", "quantified", "new", "kept", "dropped",
)  # fmt: skip
"""What became of a target, by how much a reader must know of it."""

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class NewsView(BaseModel):
    """What became of one indicator of the plan before."""

    model_config = _FROZEN

    kind: str = Field(description="raised, lowered, kept … in words")
    doubt: str = Field(description="that the two are paired by their context only; empty where by more")
    indicator: str = Field(description="the indicator as the later of the two prints it")
    old: Value | None = Field(description="the target before; none where there was none")
    old_name: str = Field(description="what the target before is of, where it was redefined; else empty")
    difference: str = Field(description="points, else the factor, where they may be stated; else empty")


class PromiseView(BaseModel):
    """One headline target."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as printed")
    value: Value = Field(description="the number in words, its deadline, its places")
    place: str = Field(description="where it is promised for, as printed")
    binding: str = Field(description="约束性 or 预期性 where the document says so; else empty")
    definition: Wording | None = Field(description="what the document says the indicator means; none where it does not")
    news: NewsView | None = Field(description="what became of it since the plan before; none where none was found")


class ThresholdView(BaseModel):
    """One bar that a place or body must meet."""

    model_config = _FROZEN

    indicator: str = Field(description="the indicator as printed")
    value: Value = Field(description="the bar in words, its period, its place in the document")
    place: str = Field(description="whom it binds, as printed")


class DigestView(BaseModel):
    """Everything that a digest prints."""

    model_config = _FROZEN

    lead: str = Field(description="the sentence that sums up")
    documents: tuple[DocumentView, ...] = Field(description="the notice, and the plan before it where one was found")
    cautions: tuple[str, ...] = Field(description="drafts, what could not be read, no plan before")
    compared: bool = Field(description="whether a plan before was found")
    headlines: tuple[PromiseView, ...] = Field(description="the targets of the first page, in the order of the notice")
    headline_bars: tuple[ThresholdView, ...] = Field(description="the bars of the first page")
    in_annex: str = Field(description="what the annex has that the first page has not; empty for none")
    promises: tuple[PromiseView, ...] = Field(description="the first targets, in the order of the notice")
    more_promises: str = Field(description="how many further targets the workbook lists; empty for none")
    thresholds: tuple[ThresholdView, ...] = Field(description="the bars to qualify")
    aims: tuple[Wording, ...] = Field(description="promises without a number, each wording once")
    more_aims: str = Field(description="how many further aims there are; empty for none")
    dropped: tuple[NewsView, ...] = Field(description="targets of the plan before that the notice does not repeat")
    more_dropped: str = Field(description="how many further targets are not repeated; empty for none")
    sources: tuple[SourceView, ...] = Field(description="the places cited, numbered")
    version: str = Field(description="the parser and its version")


def lay_out_digest(subject: Digest, labels: Labels) -> DigestView:
    """The digest in the words of one language."""
    return _Layout(subject, labels).view()


class _Layout:
    """Lays out target by target; keeps the citations that it hands out."""

    def __init__(self, subject: Digest, labels: Labels) -> None:
        self.subject = subject
        self.labels = labels
        comparison = subject.comparison
        self.heads = (subject.extraction.head, *([comparison.old] if comparison else []))
        self.citations = Citations({head.id: head for head in self.heads}, labels)

    def view(self) -> DigestView:
        labels, extraction = self.labels, self.subject.extraction
        targets = self.subject.targets
        places = self._headlines()
        laid_out = {
            place: self._promise(targets[place]) for place in sorted({*places, *range(len(targets[:MOST_PROMISES]))})
        }
        headlines = tuple(laid_out[place] for place in places)
        promises = tuple(laid_out[place] for place in range(len(targets[:MOST_PROMISES])))
        bars = tuple(self._threshold(figure) for figure in extraction.figures if figure.kind == "threshold")
        worded = tuple({quoted(aim): aim for aim in reversed(extraction.aims)}.values())[::-1]
        first_bars = bars[: MOST_HEADLINES - len(headlines)]
        aims = tuple(Wording(aim.indicator, quoted(aim), self.citations.cite((aim,))) for aim in worded[:MOST_AIMS])
        changes = self.subject.comparison.changes if self.subject.comparison else ()
        dropped = [change for change in changes if change.new is None]
        sides = [labels.word("notice"), *([labels.word("previous")] if self.subject.comparison else [])]
        return DigestView(
            lead=self._lead(len(targets), len(bars), len(worded)),
            documents=document_views(self.heads, labels, sides),
            cautions=self._cautions(),
            compared=self.subject.comparison is not None,
            headlines=headlines,
            headline_bars=first_bars,
            in_annex=self._in_annex(len(targets) - len(headlines), len(bars) - len(first_bars), len(worded)),
            promises=promises,
            more_promises=self._more("more_promises", len(targets) - MOST_PROMISES),
            thresholds=bars,
            aims=aims,
            more_aims=self._more("more_aims", len(worded) - MOST_AIMS),
            dropped=tuple(self._news(change) for change in dropped[:MOST_DROPPED]),
            more_dropped=self._more("more_dropped", len(dropped) - MOST_DROPPED),
            sources=self.citations.entries(),
            version=labels.message("messages", "version", __version__),
        )

    def _headlines(self) -> list[int]:
        """The places of the targets for the first page: those that the goals and an annex both print first, then what became of them."""

        def weight(place: int) -> tuple[bool, int, int]:
            target = self.subject.targets[place]
            change = self._change_of(target)
            return len(target.figures) < 2, _URGENT.index(change.kind if change else "new"), place

        return sorted(sorted(range(len(self.subject.targets)), key=weight)[:MOST_HEADLINES])

    def _change_of(self, target: Target) -> Change | None:
        """What became of a target since the plan before, by the figures that print it; None where nothing is known."""
        own = {figure.id for figure in target.figures}
        changes = self.subject.comparison.changes if self.subject.comparison else ()
        return next((change for change in changes if change.new and own & {one.id for one in change.new.figures}), None)

    def _in_annex(self, targets: int, bars: int, aims: int) -> str:
        """Says what the page leaves to the annex."""
        counts = (("rest_promises", targets), ("rest_bars", bars), ("lead_aims", aims))
        parts = [self.labels.message("messages", code, str(count), "") for code, count in counts if count > 0]
        if not parts:
            return ""
        return self.labels.message("messages", "in_annex", self.labels.word("lead_joint").join(parts))

    def _more(self, code: str, left: int) -> str:
        return self.labels.message("messages", code, str(left)) if left > 0 else ""

    def _lead(self, promises: int, bars: int, aims: int) -> str:
        """What the notice holds; kinds of which it has none are not counted out."""
        head, labels = self.subject.extraction.head, self.labels
        title = head.title or head.name
        named = title if "《" in title else f"《{title}》"
        deadlines = {target.period.rpartition("/")[2] for target in self.subject.targets if target.period}
        until = labels.message("messages", "last_due", period_text(max(deadlines), labels)) if deadlines else ""
        counts = (("lead_promises", promises, until), ("lead_bars", bars, ""), ("lead_aims", aims, ""))
        parts = [labels.message("messages", code, str(count), aside) for code, count, aside in counts if count]
        if not parts:
            return labels.message("messages", "lead_nothing", named)
        return labels.message("messages", "lead_digest", named, labels.word("lead_joint").join(parts))

    def _cautions(self) -> tuple[str, ...]:
        labels = self.labels
        drafts = tuple(
            labels.message("messages", "is_draft", head.title or head.name)
            for head in self.heads
            if head.status == "draft"
        )
        alone = () if self.subject.comparison else (labels.word("no_previous"),)
        return (*drafts, *unread_cautions(self.heads, labels), *alone)

    def _promise(self, target: Target) -> PromiseView:
        return PromiseView(
            indicator=target.indicator,
            value=self._value(target),
            place=target.figures[0].place,
            binding=next((figure.binding for figure in target.figures if figure.binding), ""),
            definition=self._definition(target),
            news=self._news_of(target),
        )

    def _threshold(self, figure: Figure) -> ThresholdView:
        value = value_view(figure, (figure,), self.labels, self.citations)
        return ThresholdView(indicator=figure.indicator, value=value, place=figure.place)

    def _definition(self, target: Target) -> Wording | None:
        if target.definition is None:
            return None
        cited_at = self.citations.cite((target.definition,))
        return Wording(self.labels.word("definition"), quoted(target.definition), cited_at)

    def _news_of(self, target: Target) -> NewsView | None:
        change = self._change_of(target)
        return self._news(change) if change else None

    def _news(self, change: Change) -> NewsView:
        return NewsView(
            kind=self.labels.message("kinds", change.kind),
            doubt=self.labels.word("unsure") if change.confidence == "low" else "",
            indicator=change.indicator,
            old=self._value(change.old) if change.old else None,
            old_name=change.old.indicator if change.old and change.kind == "redefined" else "",
            difference=difference_text(change, self.labels, short=True),
        )

    def _value(self, target: Target) -> Value:
        return value_view(target, target.figures, self.labels, self.citations)


def digest_charts(subject: Digest, labels: Labels) -> tuple[Chart, ...]:
    """The slopes of the targets that may be compared with the plan before."""
    return change_charts(subject.comparison, labels) if subject.comparison else ()


_COLUMNS = (
    ("indicator", 34), ("place", 22), ("bound", 10), ("value", 16), ("upper", 14), ("unit", 10), ("deadline", 16),
    ("binding", 10), ("definition", 60), ("target_sources", 14),
)  # fmt: skip


def digest_sheets(subject: Digest, view: DigestView, labels: Labels) -> tuple[Sheet, ...]:
    """Targets, bars, documents, sources, parameters."""
    bars = [figure for figure in subject.extraction.figures if figure.kind == "threshold"]
    promised = [
        _row(target, promise.value, promise.place, promise.binding, promise.definition, labels)
        for target, promise in zip(subject.targets, view.promises, strict=False)
    ]
    promised += [_unlisted(target, labels) for target in subject.targets[len(view.promises) :]]
    needed = [
        _row(figure, bar.value, bar.place, "", None, labels) for figure, bar in zip(bars, view.thresholds, strict=True)
    ]
    header = tuple(labels.message("columns", key) for key, _ in _COLUMNS)
    widths = tuple(width for _, width in _COLUMNS)
    parameters = [("", view.lead), *((labels.word("cautions"), caution) for caution in view.cautions)]
    parameters.append((labels.word("made_by"), view.version))
    return (
        Sheet(labels.word("promises"), header, tuple(promised), widths),
        Sheet(labels.word("thresholds"), header, tuple(needed), widths),
        *frame_sheets(view.documents, view.sources, parameters, labels),
    )


def _unlisted(target: Target, labels: Labels) -> tuple[CellValue, ...]:
    """The row of a target that the page leaves out, without a number of a source."""
    promised = Value("", period_text(target.period, labels), ())
    return _row(target, promised, target.figures[0].place, "", None, labels)


def _row(
    number: Target | Figure, value: Value, place: str, binding: str, definition: Wording | None, labels: Labels
) -> tuple[CellValue, ...]:
    low, high = ends_of(number)
    return (
        number.indicator,
        place,
        labels.message("comparator_names", number.comparator),
        Amount(low, number.unit),
        Amount(high, number.unit) if number.comparator == "range" else None,
        number.unit,
        value.period,
        binding,
        definition.text if definition else "",
        cited(value.citations),
    )
