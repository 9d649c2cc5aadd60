"""How the time of an audit grows with the figures of a registry.

    python benchmarks/audit_speed.py [--figures 10000 30000 100000]

A registry of yearly bulletins of many cities is made, with a table of districts and its row 合计, sectors that add up,
shares, per-head amounts, growth on the year before, targets with an annex, and numbers that agree; one bulletin in fifty
has a wrong digit. It is audited from the registry, in one run a size. CPU seconds of this process are written to
``audit_speed.json`` with the machine; ``growth`` is how many times as long the largest took as the smallest, over how
many times as many figures it has: 1 is linear.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import hashlib
import json
import os
import platform
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from policyparse.audit import audit
from policyparse.document import Head
from policyparse.figure import Extraction, Figure, figure_id
from policyparse.interval import exact
from policyparse.language.indicators import indicator_id
from policyparse.registry import open_registry
from policyparse.source import Source
from policyparse.vocabulary import load_rows

RESULT = Path(__file__).with_suffix(".json")
SIZES = (10_000, 30_000, 100_000)
YEARS = range(2016, 2026)
WRONG_EVERY = 50
"""One bulletin in so many has a wrong digit in its sum of sectors."""

DISTRICTS = 8
"""Rows of a table at most; a city with fewer districts has as many as there are."""
TEN_THOUSAND, HUNDRED_MILLION = 10**4, 10**8


class Bulletin:
    """The figures of one city and year, in the order in which they are printed."""

    def __init__(self, city: str, code: str, year: int) -> None:
        self.city, self.code, self.year = city, code, year
        self.name = f"{city}{year}年统计公报.txt"
        self.document = hashlib.sha256(self.name.encode()).hexdigest()
        self.figures: list[Figure] = []
        self._place = 0

    def add(
        self, indicator: str, number: Fraction, unit: str, *, decimals: int = 2, power: int = 1, **more: object
    ) -> None:
        """Print a number, ``power`` of units to one, and read it."""
        digits = f"{float(number):.{decimals}f}"
        word = {1: "", TEN_THOUSAND: "万", HUNDRED_MILLION: "亿"}[power]
        printed = digits if "row" in more else f"{digits}{word}{unit}"
        place = str(more.pop("place", self.city))
        start, end = self._place, self._place + len(printed)
        self._place += 40
        source = Source(
            start=start, end=end, **{key: more.pop(key) for key in ("table", "row", "column") if key in more}
        )  # type: ignore[arg-type]
        told: dict[str, object] = {
            "kind": "reported", "measure": "level", "direction": None, "comparator": "=", "low": None, "high": None,
            "basis": None, "binding": None, "statistic": None, "section": "", "inherited": (), "period": str(self.year),
        }  # fmt: skip
        self.figures.append(
            Figure.model_validate(
                told
                | {
                    "id": figure_id(self.document, start, end, f"{indicator}{place}{printed}"),
                    "document": self.document, "printed": printed, "quote": f"{self.year}年{place}{indicator}{printed}",
                    "page": None, "source": source, "indicator": indicator, "indicator_id": indicator_id(indicator),
                    "place": place, "place_code": self.code if place == self.city else None,
                    "value": exact(Fraction(digits) * power), "unit": unit,
                    "step": exact(Fraction(power, 10**decimals)),
                }
                | more
            )
        )  # fmt: skip

    def extraction(self) -> Extraction:
        title = f"{self.city}{self.year}年国民经济和社会发展统计公报"
        head = Head(
            id=self.document,
            name=self.name,
            format="txt",
            title=title,
            kind="bulletin",
            published=f"{self.year + 1}-03-20",
        )
        return Extraction(head=head, figures=tuple(self.figures))


def bulletin(city: str, code: str, year: int, number: int) -> Extraction:
    """One bulletin, whose numbers follow from the city and the year."""
    page = Bulletin(city, code, year)
    size = 300 + int(code) % 977
    sectors = [Fraction(size * share * (100 + 5 * (year - YEARS[0])), 10000) for share in (8, 40, 52)]
    wrong = Fraction(10) if number % WRONG_EVERY == 0 else Fraction(0)
    gdp = sum(sectors)
    page.add("地区生产总值", gdp + wrong, "元", power=HUNDRED_MILLION)
    for name, part in zip(("第一产业增加值", "第二产业增加值", "第三产业增加值"), sectors, strict=True):
        page.add(name, part, "元", power=HUNDRED_MILLION)
    growth = Fraction(500, 100 + 5 * (year - 1 - YEARS[0]))
    page.add("地区生产总值", growth, "%", decimals=1, measure="growth", direction="up", basis="上年")
    people = Fraction(size, 2)
    page.add("常住人口", people, "人", power=TEN_THOUSAND)
    page.add("城镇常住人口", people * Fraction(7, 10), "人", power=TEN_THOUSAND)
    page.add("常住人口城镇化率", Fraction(70), "%")
    page.add("人均地区生产总值", (gdp * HUNDRED_MILLION) / (people * TEN_THOUSAND), "元", decimals=0)
    for n, name in enumerate(
        ("粮食产量", "社会消费品零售总额", "进出口总额", "固定资产投资额", "财政收入", "专利授权量")
    ):
        unit, power = ("吨", TEN_THOUSAND) if n == 0 else ("件", 1) if n == 5 else ("元", HUNDRED_MILLION)
        value = Fraction(size * (n + 3) * (year - 2000), 40)
        page.add(name, value, unit, power=power, decimals=0 if n == 5 else 2)
        page.add(name, value, unit, power=power, decimals=0 if n == 5 else 1)
    _table(page, size, year)
    page.add("森林覆盖率", Fraction(45), "%", decimals=0, kind="target", period=str(year + 5), comparator=">=")
    page.add("森林覆盖率", Fraction(45), "%", decimals=0, kind="target", period=str(year + 5),
             table="主要指标", row="森林覆盖率", column="目标")  # fmt: skip
    return page.extraction()


def _table(page: Bulletin, size: int, year: int) -> None:
    """A table of districts with two columns, each with its row 合计."""
    districts = [row["name"] for row in load_rows("places") if row["code"][:4] == page.code[:4]][1 : DISTRICTS + 1]
    for column, scale in (("工业增加值(亿元)", 3), ("公共预算收入(亿元)", 1)):
        name = column.partition("(")[0]
        total = Fraction(0)
        for n, place in enumerate(districts):
            value = Fraction(size * scale * (n + 2) + year, 100)
            total += value
            cell = {"table": f"{year}年各区主要指标", "row": place, "column": column, "place": place}
            page.add(name, value, "元", power=HUNDRED_MILLION, **cell)
        page.add(name, total, "元", power=HUNDRED_MILLION, table=f"{year}年各区主要指标", row="合计", column=column)


def bulletins(figures: int) -> Iterator[Extraction]:
    """Bulletins of real places, year by year, until there are so many figures."""
    cities = [(row["name"], row["code"]) for row in load_rows("places") if row["code"].endswith("00")]
    made = number = 0
    for city, code in cities:
        for year in YEARS:
            number += 1
            found = bulletin(city, code, year, number)
            yield found
            made += len(found.figures)
            if made >= figures:
                return
    raise ValueError(f"there are places for {made} figures only")


def measure(figures: int, folder: Path) -> dict[str, object]:
    """Fill a registry, load it and audit it; CPU seconds of each."""
    with open_registry(folder / f"{figures}.sqlite") as registry:
        for extraction in bulletins(figures):
            registry.store(extraction)
        gc.collect()
        start = time.process_time()
        extractions = registry.extractions()
        loaded = time.process_time()
    findings = audit(extractions, everything=True)
    done = time.process_time()
    count = sum(len(extraction.figures) for extraction in extractions)
    return {
        "documents": len(extractions),
        "figures": count,
        "load_seconds": round(loaded - start, 2),
        "audit_seconds": round(done - loaded, 2),
        "microseconds_a_figure": round((done - loaded) / count * 1e6),
        "findings": len(findings),
        "contradictions": sum(finding.verdict == "contradiction" for finding in findings),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--figures", type=int, nargs="+", default=SIZES)
    arguments.add_argument(
        "--profile", action="store_true", help="print where the time goes instead of writing a result"
    )
    told = arguments.parse_args()
    audit(
        [bulletin("合肥市", "340100", 2024, 1)]
    )  # the vocabulary and the tagger are loaded once, and not what is measured
    with tempfile.TemporaryDirectory() as folder:
        if told.profile:
            with cProfile.Profile() as profile:
                measure(told.figures[0], Path(folder))
            pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(25)
            return
        runs = [measure(figures, Path(folder)) for figures in told.figures]
    first, last = runs[0], runs[-1]
    times = [float(str(run["audit_seconds"])) / int(str(run["figures"])) for run in (first, last)]
    result = {
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()},
        "runs": runs,
        "growth": round(times[1] / times[0], 2),
    }
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    RESULT.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
