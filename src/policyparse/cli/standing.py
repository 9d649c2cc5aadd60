"""Where things stand: a plan's targets against reports, and places against bars, as text or JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import typer

from policyparse.brief import progress as track
from policyparse.brief import score as weigh
from policyparse.brief.indexplan import read_index_plan
from policyparse.brief.labels import Labels, load_labels
from policyparse.brief.progress_view import ProgressView, TrackView, lay_out_progress
from policyparse.brief.score_view import CellView, ColumnView, IndexView, ScorecardView, lay_out_scorecard
from policyparse.brief.template import template_folders
from policyparse.cli.briefs import Look, deliver
from policyparse.cli.messages import current, say
from policyparse.cli.output import visible, write, write_table
from policyparse.cli.sources import named_and_others


def progress(
    plan: str, reports: Sequence[str], target: str, *, as_of: str | None, as_json: bool, look: Look | None = None
) -> None:
    """Write how far a plan's targets have come by the reports named, else by the rest of the registry.

    With a ``look`` it is written as a brief.
    """
    if as_of is not None:
        check_date(as_of)
    alone = not reports
    found, others = named_and_others((plan, *reports), target, with_registry=alone and Path(target).exists())
    tracking = track(found[0], others if alone else found[1:], as_of=as_of)
    if look is not None:
        deliver(tracking, look)
    elif as_json:
        write(tracking.model_dump_json(indent=2) + "\n")
    else:
        write("".join(f"{visible(line)}\n" for line in progress_lines(lay_out_progress(tracking, _labels()))))


def check_date(text: str) -> None:
    """Refuse what is no day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(say("progress.date", date=text), param_hint="--as-of") from error


def progress_lines(sheet: ProgressView) -> Iterator[str]:
    """The sheet as text: what it sums up to, then the targets by state."""
    yield sheet.lead
    yield from sheet.cautions
    for state in sheet.states:
        yield f"\n[{state.label}] {state.note}"
        for row in state.rows:
            yield from _track_lines(row)


def _track_lines(row: TrackView) -> Iterator[str]:
    yield say("progress.target", indicator=row.indicator, target=row.target.text, deadline=row.target.period)
    if row.last is not None:
        yield say("progress.last", value=row.last.text, period=row.last.period, gap=row.gap)
    if row.required and row.actual:
        yield say("progress.pace", required=row.required, actual=row.actual)
    elif row.required:
        yield say("progress.needed", required=row.required)
    if row.forecast:
        yield f"    {row.forecast}"
    if row.first_met is not None:
        yield say("progress.first", value=row.first_met.text, period=row.first_met.period)
    for aside in row.asides:
        value = aside.value
        yield say("progress.aside", indicator=aside.indicator, value=value.text, period=value.period)
    yield f"    {row.reason}"


def score(
    table: str, bars: Sequence[str], target: str, *, index: Path | None, as_json: bool, look: Look | None = None
) -> None:
    """Write the scorecard of a table; bars are those of the documents named, else of the rest of the registry.

    With a ``look`` it is written as a brief.
    """
    plan = read_index_plan(index) if index else None
    found, others = named_and_others((table, *bars), target)
    card = weigh(found[0], found[1:] or others, index=plan)
    if look is not None:
        deliver(card, look)
    elif as_json:
        write(card.model_dump_json(indent=2) + "\n")
    else:
        _write_card(lay_out_scorecard(card, _labels()))


def _write_card(card: ScorecardView) -> None:
    for line in (card.lead, *card.cautions, *map(_column_text, card.columns)):
        write(f"{visible(line)}\n")
    header = [say("score.place"), *(column.indicator for column in card.columns), say("score.passed")]
    write_table(header, ((place.place, *map(_cell_text, place.cells), place.passed) for place in card.places))
    if card.index:
        _write_index(card.index)


def _column_text(column: ColumnView) -> str:
    if column.bar is None:
        return say("score.nobar", indicator=column.indicator)
    outcome = column.outcome or column.bar.note
    return say("score.bar", indicator=column.indicator, bar=column.bar.value.text, outcome=outcome)


def _cell_text(cell: CellView) -> str:
    return (
        ""
        if cell.value is None
        else " ".join(filter(None, (cell.value.text, f"#{cell.rank}", cell.verdict if cell.kind else "")))
    )


def _write_index(index: IndexView) -> None:
    write(f"\n{visible(index.name)}\n{index.method}\n")
    for part in index.parts:
        text = say("score.part", indicator=part.indicator, weight=part.weight, method=part.method)
        write(f"{visible(text)}\n")
    header = [say("score.rank"), say("score.place"), say("score.header"), say("score.ranks")]
    write_table(header, ((one.rank, one.place, one.score, one.ranks) for one in index.scores))
    write(f"{index.sensitivity}\n")
    for shift in index.shifts:
        text = say(
            "score.shift", indicator=shift.indicator, weight=shift.weight, moved=shift.moved, leader=shift.leader
        )
        write(f"{visible(text)}\n")


def _labels() -> Labels:
    return load_labels(template_folders(None), current())
