"""Does the audit notice one wrong digit, and blame nothing else?

    python benchmarks/mutation.py [--mutants 300] [--seed 1] [--bytes] [--check]

Of each sample document, one digit of one figure is changed; the document is extracted and audited again. What the audit
should then say is worked out here without it: the relations of the document as it was (every finding that agrees, or
would allow some weighting) whose figures include the changed one, put through exact interval arithmetic of this file's
own. A mutant is *exact* where every relation that the digit breaks is found and no other contradiction appears. The
result is written to ``mutation.json``; with ``--check`` it is compared to it, and a miss ends with exit code 1.

The digit is changed in the document as it was read; with ``--bytes`` in the bytes of the file, of text and HTML only, which are
then read again. That writes nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from policyparse.audit import audit
from policyparse.audit.finding import Finding
from policyparse.document import Block, Document, Paragraph, Table
from policyparse.extract import extract
from policyparse.figure import Extraction, Figure
from policyparse.read import read, read_bytes
from policyparse.source import Passage

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "corpus" / "documents"
RESULT = Path(__file__).with_suffix(".json")

FAMILY = {"AGG-HULL": "AGG-MEAN"}
"""Codes that are two answers to one question."""


class Mutation(NamedTuple):
    """The digit at a place of a document's text becomes another."""

    figure: Figure
    offset: int
    digit: str


class Outcome(NamedTuple):
    """What a mutant should break and what the audit said. ``read``: the changed number was read as it is printed."""

    document: str
    mutation: Mutation
    read: bool
    broken: frozenset[str]
    missed: frozenset[str]
    false: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return not self.missed and not self.false


@dataclass(frozen=True)
class Sample:
    """A document as it is, its figures, and what the audit says of them."""

    path: Path
    document: Document
    extraction: Extraction
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, path: Path) -> Sample:
        document = read(path)
        extraction = extract(document)
        return cls(path, document, extraction, audit([extraction], everything=True))

    def inputs(self, finding: Finding) -> list[Figure]:
        """The figures that a finding uses, in its order; what it only mentions (documents, dates) is no figure."""
        known = {figure.id: figure for figure in self.extraction.figures}
        return [known[one.figure] for one in finding.inputs if one.figure in known]


def samples() -> list[Sample]:
    return [Sample.of(path) for path in sorted(DOCUMENTS.iterdir())]


# --- changing a digit -------------------------------------------------------------------------------------------------


def mutations(sample: Sample) -> Iterator[Mutation]:
    """Every digit of every figure, changed to every other digit; a number never begins with a new zero."""
    for figure in sample.extraction.figures:
        for match in re.finditer(r"[0-9]", figure.printed):
            before = figure.printed[: match.start()]
            leads = not before or (not before[-1].isdigit() and before[-1] not in ".,")
            for digit in "0123456789":
                mutation = Mutation(figure, figure.source.start + match.start(), digit)
                if digit != match[0] and not (leads and digit == "0") and _is_still_a_range(figure, mutation):
                    yield mutation


def _is_still_a_range(figure: Figure, mutation: Mutation) -> bool:
    """Whether a range still rises: 30-20个 is none, and no longer the same kind of figure."""
    if figure.value is not None:
        return True
    after = changed(figure, mutation)
    return Fraction(after.low or 0) < Fraction(after.high or 0)


def pick(of: Sequence[Sample], count: int, seed: int) -> list[tuple[Sample, Mutation]]:
    """So many mutants, the documents in turn, each digit of a document as likely as another."""
    chance = random.Random(seed)
    queues = [[(sample, mutation) for mutation in mutations(sample)] for sample in of]
    for queue in queues:
        chance.shuffle(queue)
    turns = chain.from_iterable(zip_longest(*queues))
    return [entry for entry in turns if entry is not None][:count]


def mutated(document: Document, mutation: Mutation) -> Document:
    """The document with the digit changed in its text and in the passage that holds it."""
    text = document.text[: mutation.offset] + mutation.digit + document.text[mutation.offset + 1 :]
    return replace(document, text=text, blocks=tuple(_block(block, mutation) for block in document.blocks))


def _block(block: Block, mutation: Mutation) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, passage=_passage(block.passage, mutation))
    return _table(block, mutation)


def _table(table: Table, mutation: Mutation) -> Table:
    cells = tuple(
        replace(cell, passage=_passage(cell.passage, mutation)) if cell.passage is not None else cell
        for cell in table.cells
    )
    return replace(table, cells=cells, notes=tuple(_passage(note, mutation) for note in table.notes))


def _passage(passage: Passage, mutation: Mutation) -> Passage:
    if mutation.offset not in passage.offsets:
        return passage
    place = passage.offsets.index(mutation.offset)
    return Passage(passage.text[:place] + mutation.digit + passage.text[place + 1 :], passage.offsets)


def rewritten(sample: Sample, mutation: Mutation) -> Document:
    """The document read from its file with the digit changed there.

    The number is the one that stands after as many equal ones in the file as in the document's text.
    """
    printed, start = mutation.figure.printed, mutation.figure.source.start
    source = sample.path.read_text(encoding="utf-8")
    body = max(source.find("<body"), 0)
    at = body - 1
    for _ in range(sample.document.text.count(printed, 0, start) + 1):
        at = source.index(printed, at + 1)
    at += mutation.offset - start
    changed_source = source[:at] + mutation.digit + source[at + 1 :]
    return read_bytes(changed_source.encode(), sample.path.name)


def is_plain(sample: Sample) -> bool:
    """Whether a file's own text holds the numbers as they are printed."""
    return sample.path.suffix in (".txt", ".html")


# --- what should follow, by arithmetic of our own ---------------------------------------------------------------------


class Span(NamedTuple):
    """Numbers from ``low`` to ``high``; None is unbounded. Open ends are marked."""

    low: Fraction | None
    high: Fraction | None
    open_low: bool = False
    open_high: bool = False


def meet(spans: Iterable[Span]) -> bool:
    """Whether some number lies in all of them."""
    known = list(spans)
    lows = [(span.low, span.open_low) for span in known if span.low is not None]
    highs = [(span.high, span.open_high) for span in known if span.high is not None]
    if not lows or not highs:
        return True
    low, high = max(lows), min(highs, key=lambda end: (end[0], not end[1]))
    return low[0] < high[0] or (low[0] == high[0] and not low[1] and not high[1])


def total(spans: Iterable[Span]) -> Span:
    """The sums of a number of each; all are bounded."""
    known = list(spans)
    return Span(
        sum((s.low or Fraction(0) for s in known), Fraction(0)),
        sum((s.high or Fraction(0) for s in known), Fraction(0)),
    )


def changed(figure: Figure, mutation: Mutation) -> Figure:
    """The figure as it should be read: the digit's worth added, by its place before the last printed one."""
    at = mutation.offset - figure.source.start
    numbers = [match.span() for match in re.finditer(r"\d[\d,]*(?:\.\d+)?", figure.printed)]
    which, (_, end) = next((n, span) for n, span in enumerate(numbers) if span[0] <= at < span[1])
    right = sum(character.isdigit() for character in figure.printed[at + 1 : end])
    worth = (int(mutation.digit) - int(figure.printed[at])) * Fraction(figure.step) * 10**right
    printed = figure.printed[:at] + mutation.digit + figure.printed[at + 1 :]
    if figure.value is None:
        end_name = ("low", "high")[which]
        return figure.model_copy(
            update={"printed": printed, end_name: str(Fraction(getattr(figure, end_name)) + worth)}
        )
    return figure.model_copy(update={"printed": printed, "value": str(Fraction(figure.value) + worth)})


def stands(figure: Figure, *, cut: bool = False, bare: bool = False) -> Span:
    """The numbers that a figure stands for: rounded, or cut off; ``bare`` without its word of comparison."""
    if figure.value is None:
        return Span(Fraction(figure.low or 0), Fraction(figure.high or 0))
    value, step = Fraction(figure.value), Fraction(figure.step)
    word = "=" if bare else figure.comparator
    if figure.measure != "level" and figure.direction == "down":
        flipped = stands(figure.model_copy(update={"direction": "up"}), cut=cut, bare=bare)
        return Span(
            None if flipped.high is None else -flipped.high,
            None if flipped.low is None else -flipped.low,
            flipped.open_high,
            flipped.open_low,
        )
    if word == ">":
        return Span(value, None, open_low=True)
    if word == ">=":
        return Span(value, None)
    if word == "<":
        return Span(None, value, open_high=True)
    if word == "<=":
        return Span(None, value)
    if word == "~":
        return Span(value - step, value + step)
    if step == 1 and "." not in figure.printed and figure.unit in COUNTED and "每" not in figure.indicator:
        return Span(value, value)
    return Span(value, value + step, open_high=True) if cut else Span(value - step / 2, value + step / 2)


COUNTED = frozenset("个户家人项所名辆次台套件条座处")
"""Units of whole things, of which a plain number is exact."""


Others = Sequence[Sequence[Figure]]
"""The figures of the other findings of one check in the document."""


def is_broken(finding: Finding, figures: Sequence[Figure], wrong: Figure, others: Others) -> bool:
    """Whether no number satisfies the relation of a finding; ``figures`` are its inputs, ``wrong`` the changed one."""
    test = TESTS.get(FAMILY.get(finding.check, finding.check))
    return test is not None and test(figures, wrong, finding, others)


def _sum_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    cells, stated = _column(figures)
    claims = [wrong] if wrong in stated else stated
    return not all(meet([total(map(stands, cells)), stands(claim)]) for claim in claims)


def _mean_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    cells, stated = _column(figures)
    claims = [wrong] if wrong in stated else stated
    spans = [stands(cell) for cell in cells]
    hull = Span(min(span.low or Fraction(0) for span in spans), max(span.high or Fraction(0) for span in spans))
    return not all(meet([hull, stands(claim)]) for claim in claims)


def _column(figures: Sequence[Figure]) -> tuple[list[Figure], list[Figure]]:
    """The cells of the members, and what is stated of the group."""
    column = figures[-1].source.column
    cells = [f for f in figures if f.source.column == column and f.source.row not in ("合计", "总计", "总和")]
    return cells, [figure for figure in figures if figure not in cells]


def _repeated_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    same = len({(figure.value, figure.low, figure.high) for figure in figures}) == 1
    cut = (stands(figure, cut=figure.comparator == "=") for figure in figures)
    return not same and not meet(map(stands, figures)) and not meet(cut)


def _annex_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    return len(figures) == 2 and not meet(stands(figure, bare=True) for figure in figures)


def _rank_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    """A document that rounds or cuts off one cell does so with all: what excludes a reading elsewhere excludes it here.

    Places named as examples are held against a whole column, which no digit of theirs contradicts.
    """
    if not _is_pair(figures):
        return False
    ways = [cut for cut in (False, True) if all(_meet_when(cut, pair) for pair in others if _is_pair(pair))]
    return not any(_meet_when(cut, figures) for cut in ways)


def _is_pair(figures: Sequence[Figure]) -> bool:
    """Whether the figures are statements of one place and its one cell."""
    return sum(figure.source.row is not None for figure in figures) == 1


def _meet_when(cut: bool, figures: Sequence[Figure]) -> bool:
    return meet(stands(figure, cut=cut) for figure in figures)


def _parts_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    if all(figure.unit in ("", "%") for figure in figures):
        return not meet([total(map(stands, figures)), Span(Fraction(100), Fraction(100))])
    return not meet([total(map(stands, figures[1:])), stands(figures[0])])


def _count_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    """A count that agreed with what is listed is wrong as soon as it is another number; what is listed stays listed."""
    return wrong is figures[0] and wrong.printed != finding.inputs[0].printed


def _share_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    if finding.link.kind == "implied":
        pairs = list(zip(figures[::2], figures[1::2], strict=True))
        return not any(
            meet(_over(stands(a, cut=cut, bare=bare), stands(b, cut=cut, bare=bare), _per(b)) for a, b in pairs)
            for cut, bare in ((False, False), (False, True), (True, True))
        )
    *shares, part, whole = figures
    claims = [wrong] if wrong in shares else shares
    return not all(meet([_over(stands(part), stands(whole), Fraction(100)), stands(claim)]) for claim in claims)


def _per(figure: Figure) -> Fraction:
    """What a per-head amount is per: 每万人 10000, a percentage 100."""
    powers = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
    match = re.match(r"每([十百千万亿]*)", figure.indicator)
    factor = Fraction(100 if figure.unit == "%" else 1)
    for letter in match[1] if match else "":
        factor *= powers[letter]
    return factor


def _over(one: Span, two: Span, times: Fraction) -> Span:
    """The ratios of positive numbers."""
    if two.low is None or two.low <= 0 or (one.low is None and one.high is None):
        return Span(None, None)
    low = Fraction(0) if one.low is None or two.high is None else one.low / two.high * times
    high = None if one.high is None else one.high / two.low * times
    return Span(
        low, high, one.open_low or two.open_high or one.low is None or two.high is None, one.open_high or two.open_low
    )


def _range_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    return not meet([stands(wrong), Span(Fraction(0), Fraction(100))])


def _growth_broken(figures: Sequence[Figure], wrong: Figure, finding: Finding, others: Others) -> bool:
    if len(figures) != 3 or figures[0].unit != "%":
        return False
    growth, level, before = figures
    span = _over(stands(level), stands(before), Fraction(100))
    if span.low is None or span.high is None:
        return False
    return not meet([span._replace(low=span.low - 100, high=span.high - 100), stands(growth)])


TESTS = {
    "AGG-SUM": _sum_broken,
    "AGG-MEAN": _mean_broken,
    "DUP": _repeated_broken,
    "BODY-ANNEX": _annex_broken,
    "RANK": _rank_broken,
    "PART-WHOLE": _parts_broken,
    "COUNT": _count_broken,
    "RATIO": _share_broken,
    "RANGE": _range_broken,
    "GROWTH": _growth_broken,
}


# --- holding the audit against it -------------------------------------------------------------------------------------


def judge(sample: Sample, mutation: Mutation, *, by_bytes: bool = False) -> Outcome:
    """Mutate, extract and audit; what of the relations that broke was found, and what else was called a contradiction."""
    wrong = changed(mutation.figure, mutation)
    broken = {
        _name(finding): finding
        for finding in sample.findings
        if _is_relation(finding) and _breaks(sample, finding, mutation, wrong)
    }
    after = extract(rewritten(sample, mutation) if by_bytes else mutated(sample.document, mutation))
    found = audit([after], everything=True)
    alarms = [finding for finding in found if not finding.agrees and _uses(finding, mutation)]
    missed = {name for name, was in broken.items() if not any(_is_same(was, alarm) for alarm in alarms)}
    known = {_name(finding) for finding in sample.findings if finding.verdict == "contradiction"}
    false = [
        finding.title
        for finding in found
        if finding.verdict == "contradiction"
        and _name(finding) not in known
        and not any(_is_same(was, finding) for was in broken.values())
    ]
    return Outcome(
        sample.document.head.name, mutation, _was_read(after, wrong), frozenset(broken), frozenset(missed), tuple(false)
    )


def _breaks(sample: Sample, finding: Finding, mutation: Mutation, wrong: Figure) -> bool:
    """Whether the relation holds for the figures as they are, and not for the changed one."""
    figures = sample.inputs(finding)
    others = [sample.inputs(f) for f in sample.findings if f.check == finding.check and f.agrees and f is not finding]
    if mutation.figure not in figures or is_broken(finding, figures, mutation.figure, others):
        return False
    return is_broken(finding, [wrong if figure == mutation.figure else figure for figure in figures], wrong, others)


def _is_relation(finding: Finding) -> bool:
    """Whether it could be broken: it agrees, or allows the claim under some weighting."""
    return finding.agrees or finding.reason == "missing_weights"


def _name(finding: Finding) -> str:
    starts = ",".join(str(start) for start in sorted({one.start for one in finding.inputs}))
    return f"{FAMILY.get(finding.check, finding.check)}:{starts}"


def _uses(finding: Finding, mutation: Mutation) -> bool:
    return any(one.start <= mutation.offset < one.end for one in finding.inputs)


def _is_same(was: Finding, alarm: Finding) -> bool:
    """Whether an alarm is about a relation: of its check, and all the figures of one are among those of the other."""
    if FAMILY.get(was.check, was.check) != FAMILY.get(alarm.check, alarm.check):
        return False
    before, after = ({one.start for one in finding.inputs} for finding in (was, alarm))
    return before <= after or after <= before


def _was_read(extraction: Extraction, wrong: Figure) -> bool:
    return any(
        figure.source.start == wrong.source.start
        and [number and Fraction(number) for number in (figure.value, figure.low, figure.high)]
        == [number and Fraction(number) for number in (wrong.value, wrong.low, wrong.high)]
        for figure in extraction.figures
    )


def run(count: int, seed: int, *, by_bytes: bool = False) -> tuple[list[Sample], list[Outcome]]:
    of = [sample for sample in samples() if is_plain(sample) or not by_bytes]
    return of, [judge(sample, mutation, by_bytes=by_bytes) for sample, mutation in pick(of, count, seed)]


def summary(of: Sequence[Sample], outcomes: Sequence[Outcome], seed: int) -> dict[str, object]:
    checks = Counter(name.partition(":")[0] for outcome in outcomes for name in outcome.broken)
    return {
        "seed": seed,
        "mutants": len(outcomes),
        "by_document": dict(sorted(Counter(outcome.document for outcome in outcomes).items())),
        "read_as_printed": sum(outcome.read for outcome in outcomes),
        "breaking": sum(bool(outcome.broken) for outcome in outcomes),
        "relations_broken": dict(sorted(checks.items())),
        "exact": sum(outcome.exact for outcome in outcomes),
        "missed": sum(len(outcome.missed) for outcome in outcomes),
        "false_contradictions": sum(len(outcome.false) for outcome in outcomes),
        "contradictions_of_the_documents_as_they_are": {
            sample.document.head.name: count
            for sample in of
            if (count := sum(finding.verdict == "contradiction" for finding in sample.findings))
        },
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--mutants", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--check", action="store_true", help="compare with the committed result")
    arguments.add_argument("--bytes", action="store_true", help="change the file's bytes, of text and HTML only")
    told = arguments.parse_args()
    of, outcomes = run(told.mutants, told.seed, by_bytes=told.bytes)
    for outcome in outcomes:
        if not outcome.exact or not outcome.read:
            _, offset, digit = outcome.mutation
            figure = outcome.mutation.figure
            print(
                f"{outcome.document} {figure.indicator} {figure.printed} @{offset - figure.source.start} -> {digit}:"
                f" read {outcome.read}, missed {sorted(outcome.missed)}, false {outcome.false}"
            )
    result = summary(of, outcomes, told.seed)
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    print(text, end="")
    if told.bytes:
        sys.exit(result["exact"] != result["mutants"])
    if told.check:
        sys.exit(text != RESULT.read_text(encoding="utf-8") or result["exact"] != result["mutants"])
    RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
