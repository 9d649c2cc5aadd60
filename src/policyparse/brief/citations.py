"""The sources section of a brief: each place that a number came from, numbered in the order of first citation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from policyparse.brief.describe import meaning
from policyparse.brief.labels import Labels
from policyparse.document import Head
from policyparse.figure import Aim, Definition, Figure, Mention

Cited = Figure | Definition | Aim | Mention


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of source ``number``; ``mark`` counts the mentions of that source from 1."""

    number: int = field(metadata=meaning("the number of the note"))
    mark: int = field(metadata=meaning("which mention of that note it is, from 1"))

    @property
    def anchor(self) -> str:
        return f"c{self.number}-{self.mark}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote cut round its printed number; ``printed`` is empty where the number stands in it twice or not at all."""

    before: str = field(metadata=meaning("the quote up to the number"))
    printed: str = field(metadata=meaning("the number as printed; empty where it is not at one place"))
    after: str = field(metadata=meaning("the rest of the quote"))


@dataclass(frozen=True, slots=True)
class SourceView:
    """One entry of the sources section; what is not known is empty."""

    number: int = field(metadata=meaning("the number of the note"))
    title: str = field(metadata=meaning("the document's title"))
    document_number: str = field(metadata=meaning("its document number; empty for none"))
    again: str = field(metadata=meaning("its short name where an earlier note names it in full; else empty"))
    status: str = field(metadata=meaning("that it is a draft; else empty"))
    page: str = field(metadata=meaning("the page in words; empty where the format has none"))
    place: str = field(metadata=meaning("the characters it spans"))
    cell: str = field(metadata=meaning("table, row and column; empty outside tables"))
    heading: str = field(metadata=meaning("the headings above it; empty for none"))
    quote: Quote = field(metadata=meaning("the clause, cut round the number"))
    back: tuple[str, ...] = field(metadata=meaning("anchors of the places that cite it"))

    @property
    def anchor(self) -> str:
        return f"s{self.number}"

    @property
    def where(self) -> tuple[str, ...]:
        """What is known of the place, page first."""
        return tuple(part for part in (self.page, self.place, self.cell) if part)


@dataclass(slots=True)
class Citations:
    """Numbers the places cited while a brief is laid out."""

    heads: dict[str, Head]
    labels: Labels
    _cited: dict[tuple[str, int, int, str], tuple[int, Cited, list[Citation]]] = field(default_factory=dict)

    def cite(self, cited: Iterable[Cited]) -> tuple[Citation, ...]:
        """A citation of each place, in order."""
        return tuple(self._one(each) for each in cited)

    def _one(self, cited: Cited) -> Citation:
        key = (cited.document, cited.source.start, cited.source.end, quoted(cited))
        number, _, marks = self._cited.setdefault(key, (len(self._cited) + 1, cited, []))
        citation = Citation(number, len(marks) + 1)
        marks.append(citation)
        return citation

    def entries(self) -> tuple[SourceView, ...]:
        """Every place cited so far."""
        seen: set[str] = set()
        made = []
        for number, cited, marks in self._cited.values():
            made.append(self._entry(number, cited, marks, again=cited.document in seen))
            seen.add(cited.document)
        return tuple(made)

    def _entry(self, number: int, cited: Cited, marks: list[Citation], *, again: bool) -> SourceView:
        head, labels, source = self.heads[cited.document], self.labels, cited.source
        title, status = head.title or head.name, labels.message("statuses", head.status)
        cell = (source.table, source.row, source.column)
        return SourceView(
            number=number,
            title=title,
            document_number=head.number or "",
            again=_short(head) if again else "",
            status=status if head.status == "draft" and status not in title else "",
            page=labels.message("places", "page", str(cited.page)) if cited.page is not None else "",
            place=labels.message("places", "span", str(source.start), str(source.end)),
            cell=labels.message("places", "cell", *(part or "—" for part in cell)) if any(cell) else "",
            heading=cited.section if isinstance(cited, Figure) else "",
            quote=cut_quote(quoted(cited), cited.printed if isinstance(cited, Figure | Mention) else ""),
            back=tuple(mark.anchor for mark in marks),
        )


_ISSUED = re.compile(r"印发[^《]{0,6}(?P<plan>《.+》)")


def named(head: Head) -> str:
    """The title in book marks; of a notice that issues a plan (关于印发《…》的通知) that of the plan."""
    short = _short(head)
    return short if "《" in short else f"《{short}》"


def _short(head: Head) -> str:
    """The plan that a notice issues, else the title."""
    title = head.title or head.name
    issued = _ISSUED.search(title)
    return issued["plan"] if issued else title


def quoted(cited: Cited) -> str:
    """What the document prints there: a definition's text, else the clause."""
    return cited.text if isinstance(cited, Definition) else cited.quote


def cut_quote(quote: str, printed: str) -> Quote:
    """The quote cut round ``printed``, a number that is no part of a longer one; whole where that is not one place.

    >>> cut_quote("由29个提高到38个", "38个")
    Quote(before='由29个提高到', printed='38个', after='')
    >>> cut_quote("每万人拥有基站5个，新增5个", "5个").printed
    ''
    """
    places = [
        at for at in range(len(quote)) if printed and quote.startswith(printed, at) and _whole(quote, at, printed)
    ]
    if len(places) != 1:
        return Quote(quote, "", "")
    start, end = places[0], places[0] + len(printed)
    return Quote(quote[:start], quote[start:end], quote[end:])


def _whole(quote: str, at: int, printed: str) -> bool:
    """Whether the number at ``at`` neither continues one before it nor runs on behind."""
    before, after = quote[:at][-1:], quote[at + len(printed) :][:1]
    return not (printed[0].isdigit() and (before.isdigit() or before == ".")) and not (
        printed[-1].isdigit() and (after.isdigit() or after == ".")
    )
