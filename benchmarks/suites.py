"""Run the suites of other projects over the language of policyparse and write ``suites.json``.

    python benchmarks/suites.py [--check]

The suites (Recognizers-Text, Duckling, cn2an, JioNLP) are not part of the project; they are looked for in the folder that
POLICYPARSE_SHARED names, else in ../shared. ``suites.yaml`` says which rows are out of scope and where Chinese drafting
reads a row another way. With --check nothing is written and a score below the committed one fails.
"""

from __future__ import annotations

import argparse
import calendar
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from policyparse.language.characters import narrow
from policyparse.language.names import find_names
from policyparse.language.periods import Clock, find_periods
from policyparse.language.quantities import Quantity, find_quantities
from policyparse.language.written import parse_number

HERE = Path(__file__).parent
RESULTS = HERE / "suites.json"
CLOSE = 1e-9  # suites print floats
CHINA = timedelta(hours=8)  # JioNLP counts from a local time
MONEY = {
    "Chinese yuan": ("元", "元人民币", "人民币"), "United States dollar": ("美元", "美圆"), "Dollar": ("美元",), "Euro": ("欧元",),
    "Hong Kong dollar": ("港元",), "New Taiwan dollar": ("台币", "新台币"), "Japanese yen": ("日元",),
    "Swiss franc": ("瑞士法郎",), "Nigerian naira": ("奈拉",),
}  # fmt: skip
DIMENSIONS = {
    "Mu": ("亩",), "Kilogram": ("公斤", "千克"), "Centimeter": ("公分", "cm"), "Ton": ("吨",), "Meter": ("米", "m"), "Jin": ("斤",),
    "Kilometer": ("千米",), "Gram": ("克",), "Kilobit": ("千比特",), "Megabyte": ("兆字节",), "Kilobyte": ("千字节",),
    "Megahertz": ("兆赫兹",), "Hertz": ("赫兹",), "Kilowatt": ("千瓦",), "Kilocalorie": ("千卡",), "Liang": ("两",),
    "Microgram": ("微克",), "Bit": ("比特",),
}  # fmt: skip

Row = dict[str, Any]
Outcome = bool | str
"""Passed or not, or why the row is out of scope."""


@dataclass
class Score:
    """How one suite went: rows passed and failed by id, rows left out by reason, rows read by a convention."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    out_of_scope: Counter[str] = field(default_factory=Counter)

    def add(self, row: Row, outcome: Outcome) -> None:
        if isinstance(outcome, str):
            self.out_of_scope[outcome] += 1
        elif outcome:
            self.passed += 1
        else:
            self.failed.append(row["id"])

    @property
    def total(self) -> int:
        return self.passed + len(self.failed)


def shared() -> Path:
    folder = Path(os.environ.get("POLICYPARSE_SHARED", HERE.parent.parent / "shared")) / "suites"
    if not folder.is_dir():
        sys.exit(f"{folder} holds no suites; name its parent folder in POLICYPARSE_SHARED.")
    return folder


@cache
def rules() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "suites.yaml").read_text(encoding="utf-8"))
    return loaded


def rows(path: Path) -> Iterator[Row]:
    """The rows of a suite; those that have no id are named by their line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        row.setdefault("id", f"{path.stem}-{number:03}")
        yield {**row, **rules()["overrides"].get(row["id"], {})}


def fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().strip()


def value_is(text: str, expected: object) -> bool:
    """Whether the whole of ``text`` reads as a number of that value."""
    try:
        value = float(parse_number(text).value)
    except ValueError:
        return False
    wanted = float(str(expected).rstrip("%"))
    return abs(value - wanted) <= CLOSE * max(abs(value), abs(wanted))


def one_number(row: Row) -> Outcome:
    """A row of Recognizers whose only expected entity is the whole input."""
    entities = row["expected"]
    if len(entities) != 1 or fold(entities[0]["text"]) != fold(row["input"]):
        return "more than one number, or a number within a sentence"
    return value_is(row["input"], entities[0]["resolution"]["value"])


def within_text(row: Row) -> Outcome:
    """The same row as running text: the guarded finder gives one quantity of that value that spans it all."""
    whole = one_number(row)
    if isinstance(whole, str):
        return whole
    folded = fold(row["input"])
    for rule in rules()["no_number_in_text"]:
        if re.search(rule["pattern"], folded):
            return str(rule["reason"])
    text = narrow(row["input"].strip())
    found = find_quantities(text, find_names(text))
    if len(found) != 1 or text[found[0].start : found[0].end] != text:
        return False
    expected = str(row["expected"][0]["resolution"]["value"])
    value, wanted = float(found[0].value) * _percent(found[0], expected), float(expected.rstrip("%"))
    return abs(value - wanted) <= CLOSE * max(abs(value), abs(wanted))


def _percent(quantity: Quantity, expected: str) -> float:
    """What makes a quantity comparable to a percentage: per mille and fractions are kept as printed."""
    if not expected.endswith("%"):
        return 1
    return {"permille": 0.1, "fraction": 100}.get(quantity.form, 1)


def duckling(row: Row) -> Outcome:
    return value_is(row["input"], row["expected"]["value"])


def cn2an(row: Row) -> Outcome:
    return "digits copied as a string" if row["mode"] == "direct" else value_is(row["input"], row["expected"])


def measured(names: dict[str, tuple[str, ...]]) -> Callable[[Row], Outcome]:
    """The rows of a suite of quantities within sentences: exactly the expected values with units, in order."""
    units = {unit for group in names.values() for unit in group}

    def run(row: Row) -> Outcome:
        text = narrow(row["input"])
        found = [q for q in find_quantities(text, find_names(text)) if q.unit in units]
        expected = row["expected"]
        return len(found) == len(expected) and all(_same(q, e, names) for q, e in zip(found, expected, strict=True))

    return run


def _same(quantity: Quantity, entity: Row, names: dict[str, tuple[str, ...]]) -> bool:
    wanted, unit = entity["resolution"]["value"], entity["resolution"]["unit"]
    if wanted is None or quantity.unit not in names.get(unit, ()):
        return False
    return abs(float(quantity.value) - float(wanted)) <= 1e-6 * abs(float(wanted))


def scope(text: str, kind: str) -> str | None:
    """Why a row of a time suite states no period of a policy; None where it does."""
    if kind in ("time_delta", "time_period"):
        return "a length of time" if kind == "time_delta" else "a recurring time"
    if re.search(rules()["in_scope"], text):
        return None
    return next((rule["reason"] for rule in rules()["out_of_scope"] if re.search(rule["pattern"], text)), None)


def convention(name: str, text: str) -> bool:
    return bool(re.search(next(c["applies"] for c in rules()["conventions"] if c["name"] == name), text))


def jionlp(row: Row) -> Outcome:
    """A row of JioNLP's time parser: the days that a period covers, both ends included."""
    expected, text = row["expected"], row["input"]
    reason = scope(text, expected["type"])
    if reason or "ret_future" in row["kwargs"]:
        return reason or "an option that asks for the next such day"
    first, last = (date.fromisoformat(time[:10]) for time in expected["time"])
    found = [
        days(period.iso) for period in find_periods(narrow(text), clock_of(row["kwargs"]["time_base"])) if period.iso
    ]
    if (first, last) in found:
        return True
    if convention("deadline", text):
        return any(
            end == last or (convention("part of a month, year or decade", text) and start <= last <= end)
            for start, end in found
        )
    return convention("part of a month, year or decade", text) and any(
        start <= first and last <= end for start, end in found
    )


def clock_of(base: object) -> Clock:
    """JioNLP's base of counting: a timestamp, a mapping or a list of year, month, day…"""
    if isinstance(base, dict):
        return Clock(base.get("year"), base.get("month"))
    if isinstance(base, list):
        return Clock(base[0], base[1] if len(base) > 1 else None)
    moment = datetime.fromtimestamp(float(str(base)), UTC) + CHINA
    return Clock(moment.year, moment.month)


def date_period(row: Row) -> Outcome:
    """A row of Recognizers' DatePeriodParser: first day and the day after the last, in the past or the future."""
    text = row["input"]
    reason = scope(text, "")
    if reason:
        return reason
    when = row["context"]["ReferenceDateTime"]
    found = {p.iso for p in find_periods(narrow(text), Clock(int(when[:4]), int(when[5:7]))) if p.iso}
    wanted = [
        (date.fromisoformat(way["startDate"]), date.fromisoformat(way["endDate"]))
        for entity in row["expected"]
        for way in (entity["resolution"]["PastResolution"], entity["resolution"]["FutureResolution"])
    ]
    included = convention("the last day or year printed is included", text)
    return any(_covers(iso, first, after, included=included) for iso in found for first, after in wanted)


def _covers(iso: str, first: date, after: date, *, included: bool) -> bool:
    """Whether a period begins on ``first`` and ends the day before ``after``, or with the point that begins on ``after``."""
    start, end = days(iso)
    return start == first and (end + timedelta(1) == after or (included and days(iso.rpartition("/")[2])[0] == after))


def days(iso: str) -> tuple[date, date]:
    """First and last day of a period in ISO 8601 of reduced precision."""
    first, _, last = iso.partition("/")
    return _edge(first, last=False), _edge(last or first, last=True)


def _edge(point: str, *, last: bool) -> date:
    year, month, day = (*(int(part) for part in point.split("-")), 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))


SUITES: tuple[tuple[str, str, Callable[[Row], Outcome], int | None], ...] = (
    ("Recognizers NumberModel", "recognizers-chinese/number_NumberModel.jsonl", one_number, 241),
    ("Recognizers PercentModel", "recognizers-chinese/number_PercentModel.jsonl", one_number, 98),
    ("NumberModel in running text", "recognizers-chinese/number_NumberModel.jsonl", within_text, None),
    ("PercentModel in running text", "recognizers-chinese/number_PercentModel.jsonl", within_text, None),
    ("Duckling numerals", "duckling-zh/numeral.jsonl", duckling, 124),
    ("cn2an", "cn2an/cn2an.jsonl", cn2an, 132),
    ("Recognizers CurrencyModel", "recognizers-chinese/numberwithunit_CurrencyModel.jsonl", measured(MONEY), 31),
    ("Recognizers DimensionModel", "recognizers-chinese/numberwithunit_DimensionModel.jsonl", measured(DIMENSIONS), 30),
    ("JioNLP time parser", "jionlp/time_parser.jsonl", jionlp, None),
    ("Recognizers DatePeriodParser", "recognizers-chinese/datetime_DatePeriodParser.jsonl", date_period, None),
)
"""Name, file, reader of a row, and the least number of rows that must pass (the best peer's); None asks 95% of them."""
SHARE = 0.95


def run_all(folder: Path) -> dict[str, Any]:
    results: dict[str, Any] = {}
    for name, path, outcome, bar in SUITES:
        score = Score()
        for row in rows(folder / path):
            score.add(row, outcome(row))
        least = bar if bar is not None else -int(-SHARE * score.total // 1)
        results[name] = {
            "passed": score.passed, "of": score.total, "least": least, "failed": score.failed,
            "out of scope": dict(score.out_of_scope.most_common()),
        }  # fmt: skip
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail where a score is below the committed one")
    check = parser.parse_args().check
    results = run_all(shared())
    print(f"{'':32}{'passed':>8}{'of':>6}{'least':>7}{'out of scope':>14}")
    for name, score in results.items():
        left_out = sum(score["out of scope"].values())
        print(f"{name:32}{score['passed']:>8}{score['of']:>6}{score['least']:>7}{left_out:>14}")
    missed = [name for name, score in results.items() if score["passed"] < score["least"]]
    print("below the bar: " + ", ".join(missed) if missed else "no suite below its bar")
    if check:
        committed = json.loads(RESULTS.read_text(encoding="utf-8"))
        worse = [name for name, score in results.items() if score["passed"] < committed[name]["passed"]]
        print("worse than committed: " + ", ".join(worse) if worse else "no worse than committed")
        return 1 if worse else 0
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
