"""A table of places against the bars that documents set: who passes, by how much, in what order.

A bar is held against a column of its indicator only where it was set for the round that the column reports; the bar of
another round gives no verdict, only what it would say. A place stands on the ``boundary`` where it meets the bar by nothing, or
where its printed number does not say on which side it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from policyparse.audit.evidence import Column as Cells
from policyparse.audit.evidence import find_columns
from policyparse.audit.identity import place_key
from policyparse.audit.meaning import point, stands_for
from policyparse.brief.change import Note
from policyparse.brief.composite import make_index
from policyparse.brief.good import good_of
from policyparse.brief.indexplan import IndexPlan
from policyparse.brief.ranks import rank_all
from policyparse.brief.span import Span
from policyparse.brief.standing import Bar, Column, Index, Mark, Rank, Scorecard, Standing, Tile, Verdict
from policyparse.document import Head
from policyparse.errors import English, RenderError
from policyparse.figure import Direction, Extraction, Figure
from policyparse.indicator import same_indicator
from policyparse.interval import Interval, exact
from policyparse.period import last_day, relate
from policyparse.unit import unit_scale
from policyparse.vocabulary import load_rows

COUNTED: tuple[tuple[str, Verdict], ...] = (("passed", "pass"), ("failed", "fail"), ("boundary", "boundary"))
"""The counts of a column and the verdicts that they count."""


def score(table: Extraction, bars: Iterable[Extraction] = (), *, index: IndexPlan | None = None) -> Scorecard:
    """The scorecard of the widest table of places in ``table``, against the thresholds of ``bars`` and of itself.

    Raises RenderError where the document has no table whose rows are places.
    """
    cells = widest_table(table)
    sources = tuple({one.head.id: one for one in (*bars, table)}.values())
    set_bars = [(figure, one.head) for one in sources for figure in one.figures if is_bar(figure)]
    places = _places(cells)
    columns = tuple(_column(column, set_bars, len(places)) for column in cells)
    marks = [_marks(column, of, places) for column, of in zip(columns, cells, strict=True)]
    columns = tuple(_counted(column, of) for column, of in zip(columns, marks, strict=True))
    standings = tuple(
        _standing(figure, row) for figure, row in zip(places.values(), zip(*marks, strict=True), strict=True)
    )
    made, notes = make_index(index, columns, standings) if index else (None, ())
    used = {column.bar.figure.id for column in columns if column.bar}
    answering = {column.bar.head.id for column in columns if column.bar}
    loose = tuple(_bar(f, head, good="up") for f, head in set_bars if f.id not in used and head.id in answering)
    return Scorecard(
        table=table.head,
        title=cells[0].head.source.table or table.head.title,
        bars=tuple(one.head for one in sources if one.head.id != table.head.id),
        caveats=(*_caveats(columns), *notes),
        columns=columns,
        standings=standings,
        loose=loose,
        index=made,
        tiles=tiles_of(standings, made),
    )


def widest_table(table: Extraction) -> tuple[Cells, ...]:
    """The columns of the table with the most cells about places; the first of equals. Raises RenderError where none is."""
    tables = _tables_of_places(table)
    if not tables:
        raise RenderError(
            table.head.name,
            "没有各行为地区的表格",
            remedy="请给出载有各地数据表的文件；policyparse tables 文件 可查看读到了哪些表格。",
            english=English(
                "no table whose rows are places",
                "Give a document with such a table; policyparse tables FILE shows which were read.",
            ),
        )
    return tuple(max(tables.values(), key=lambda columns: sum(len(column.cells) for column in columns)))


def has_places(table: Extraction) -> bool:
    """Whether a document has a table whose rows are places, so that it can be scored."""
    return bool(_tables_of_places(table))


def _tables_of_places(table: Extraction) -> dict[str | None, list[Cells]]:
    tables: dict[str | None, list[Cells]] = {}
    for column in find_columns(table.figures):
        if column.head.kind == "reported":
            tables.setdefault(column.head.source.table, []).append(column)
    return tables


def is_bar(figure: Figure) -> bool:
    """Whether a figure is a threshold with one number."""
    return figure.kind == "threshold" and figure.value is not None


def _places(cells: Sequence[Cells]) -> dict[str, Figure]:
    """A figure of each place, by its key, in the order of the table."""
    found = {place_key(cell): cell for column in reversed(cells) for cell in column.cells}
    ordered = sorted(found, key=lambda key: found[key].source.start)
    return {key: found[key] for key in ordered}


def _column(cells: Cells, bars: Sequence[tuple[Figure, Head]], places: int) -> Column:
    head = cells.head
    numbers = [_value(cell, head.unit) for cell in cells.cells]
    bar = _bar_of(head, bars)
    good = _good(head, bar[0] if bar else None)
    return Column(
        indicator=head.indicator,
        indicator_id=head.indicator_id,
        unit=head.unit,
        period=head.period,
        good=good,
        bar=_bar(*bar, good=good, column=head) if bar else None,
        low=exact(min(numbers)),
        high=exact(max(numbers)),
        mean=exact(sum(numbers, Fraction(0)) / len(numbers)),
        passed=0,
        failed=0,
        boundary=0,
        unknown=places - len(numbers),
    )


def _good(head: Figure, bar: Figure | None) -> Direction:
    """Which way a column is better: by its bar's word, else by what is known of the indicator, else up."""
    by_bar: dict[str, Direction] = {"<": "down", "<=": "down", ">": "up", ">=": "up"}
    if bar is not None and bar.comparator in by_bar:
        return by_bar[bar.comparator]
    return good_of(head) or "up"


def _bar_of(head: Figure, bars: Sequence[tuple[Figure, Head]]) -> tuple[Figure, Head] | None:
    """The bar of a column's indicator: one in force, else the latest."""
    own = [
        (figure, document)
        for figure, document in bars
        if unit_scale(figure.unit, head.unit) is not None
        and figure.measure == head.measure
        and same_indicator(figure.indicator, head.indicator, one_id=figure.indicator_id, other_id=head.indicator_id)
    ]
    return max(own, key=lambda bar: (is_in_force(bar[0], head), last_day(bar[0].period)), default=None)


def is_in_force(bar: Figure, column: Figure) -> bool:
    """Whether a bar was set for the round that a column reports: one period lies in the other."""
    return relate(bar.period, column.period) in ("equal", "nested")


def _bar(figure: Figure, head: Head, *, good: Direction, column: Figure | None = None) -> Bar:
    limit = _value(figure, column.unit if column else figure.unit)
    if figure.comparator in (">", ">=", "<", "<="):
        wanted = Interval.of(figure.comparator, limit, Fraction(0))
    else:
        wanted = Interval(limit, None) if good == "up" else Interval(None, limit)
    return Bar(
        figure=figure,
        head=head,
        comparator=figure.comparator,
        value=exact(limit),
        wanted=Span.of(wanted),
        in_force=column is not None and is_in_force(figure, column),
    )


def _value(figure: Figure, unit: str) -> Fraction:
    return point(figure) * (unit_scale(figure.unit, unit) or 1)


def _marks(column: Column, cells: Cells, places: Iterable[str]) -> tuple[Mark, ...]:
    found = [cells.cell_of(place) for place in places]
    ranks = rank_all([None if cell is None else _value(cell, column.unit) for cell in found], column.good)
    return tuple(_mark(column, cell, rank) for cell, rank in zip(found, ranks, strict=True))


def _mark(column: Column, cell: Figure | None, rank: Rank | None) -> Mark:
    bar = column.bar
    said = None if bar is None else _verdict(bar, cell, column.unit)
    value = None if cell is None else _value(cell, column.unit)
    in_force = bar is not None and bar.in_force
    return Mark(
        figure=cell,
        value=None if value is None else exact(value),
        verdict=said if in_force else None,
        otherwise=None if in_force else said,
        distance=None if bar is None or value is None else exact(value - Fraction(bar.value)),
        rank=rank,
    )


def _verdict(bar: Bar, cell: Figure | None, unit: str) -> Verdict:
    if cell is None:
        return "unknown"
    wanted = bar.wanted.interval
    stands = stands_for(cell).scaled(unit_scale(cell.unit, unit) or Fraction(1))
    if _value(cell, unit) == Fraction(bar.value):
        return "boundary"
    if stands.within(wanted):
        return "pass"
    return "boundary" if stands.meets(wanted) else "fail"


def _counted(column: Column, marks: Sequence[Mark]) -> Column:
    said = [mark.verdict for mark in marks]
    counts = {name: said.count(verdict) for name, verdict in COUNTED}
    return column.model_copy(update=counts)


def _standing(figure: Figure, marks: tuple[Mark, ...]) -> Standing:
    said = [mark.verdict for mark in marks if mark.verdict is not None]
    return Standing(
        place=figure.place,
        place_code=figure.place_code,
        marks=marks,
        passed=said.count("pass"),
        failed=said.count("fail"),
        undecided=said.count("boundary") + said.count("unknown"),
    )


def _caveats(columns: Iterable[Column]) -> tuple[Note, ...]:
    """That bars of another round give no verdict, once a document."""
    rounds = {
        (column.bar.head.title or column.bar.head.name, column.bar.figure.period, column.period)
        for column in columns
        if column.bar and not column.bar.in_force
    }
    return tuple(Note(code="bar_of_another_round", words=words) for words in sorted(rounds))


def tiles_of(standings: Sequence[Standing], index: Index | None) -> tuple[Tile, ...]:
    """The tile grid of the provinces, each with the mean of its places."""
    scores = {one.place: one.score for one in index.scores} if index else {}
    numbers: dict[str, list[Fraction]] = {}
    counts: dict[str, int] = {}
    for standing in standings:
        province = (standing.place_code or "")[:2] + "0000"
        number = scores.get(standing.place) if index else standing.marks[0].value
        counts[province] = counts.get(province, 0) + 1
        if number is not None:
            numbers.setdefault(province, []).append(Fraction(number))
    names = {row["code"]: row["short"] for row in load_rows("places")}
    return tuple(
        Tile(
            code=row["code"],
            name=names[row["code"]],
            column=int(row["column"]),
            row=int(row["row"]),
            places=counts.get(row["code"], 0),
            value=exact(sum(of, Fraction(0)) / len(of)) if (of := numbers.get(row["code"])) else None,
        )
        for row in load_rows("tiles")
    )
