"""Plans to compare: two ministries' plans made up for these tests, and the annotated ones of the shared folder."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from policyparse.document import Head
from policyparse.figure import Aim, Definition, Extraction, Figure, figure_id
from policyparse.source import Source


@dataclass
class Plan:
    """A made-up document that grows clause by clause; every figure stands at its place in ``text``."""

    head: Head
    default: dict[str, Any]
    text: str = ""
    figures: list[Figure] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)

    def say(self, quote: str, printed: str = "", indicator: str = "", **reading: Any) -> Plan:
        """A clause, and what its number says where it has one: value as printed unless told, unit what follows it."""
        start = len(self.text)
        self.text += quote + "。"
        if printed:
            match = re.fullmatch(r"(?P<value>[\d.]*)(?P<unit>.*)", printed)
            assert match is not None
            at = start + quote.index(printed)
            source = Source(start=at, end=at + len(printed), **reading.pop("cell", {}))
            told = {"value": match["value"], "unit": match["unit"], **self.default, **reading}
            self.figures.append(
                Figure(
                    id=figure_id(self.head.id, at, at + len(printed), indicator),
                    document=self.head.id,
                    printed=printed,
                    quote=quote,
                    indicator=indicator,
                    source=source,
                    **told,
                )
            )
        return self

    def define(self, indicator: str, text: str) -> Plan:
        start = len(self.text)
        self.text += text
        source = Source(start=start, end=len(self.text))
        self.definitions.append(
            Definition(
                document=self.head.id, indicator=indicator, indicator_id=None, text=text, page=None, source=source
            )
        )
        return self

    def aim(self, quote: str, indicator: str) -> Plan:
        start = len(self.text)
        self.text += quote
        source = Source(start=start, end=len(self.text))
        self.aims.append(Aim(document=self.head.id, indicator=indicator, quote=quote, page=None, source=source))
        return self

    def done(self) -> Extraction:
        return Extraction(
            head=self.head,
            figures=tuple(self.figures),
            definitions=tuple(self.definitions),
            aims=tuple(self.aims),
        )


DEFAULT: dict[str, Any] = {
    "page": None,
    "indicator_id": None,
    "place": "全国",
    "place_code": "100000",
    "kind": "target",
    "measure": "level",
    "direction": None,
    "comparator": "=",
    "low": None,
    "high": None,
    "basis": None,
    "binding": None,
    "statistic": None,
    "step": "1",
    "section": "",
    "inherited": (),
}

MakePlan = Callable[..., Plan]


@pytest.fixture
def plan() -> MakePlan:
    """A new empty plan: its name, the deadline of its figures, and what its head and figures say besides."""

    def make(name: str, period: str, *, default: dict[str, Any] | None = None, **head: Any) -> Plan:
        told = {"title": name, **head}
        return Plan(
            Head(id=f"id-{name}", name=f"{name}.txt", format="text", **told),
            {**DEFAULT, "period": period, **(default or {})},
        )

    return make


@pytest.fixture
def elder_care(plan: MakePlan) -> tuple[Extraction, Extraction, Extraction]:
    """A made-up 养老服务 plan, the plan that follows it, and a bulletin between them."""
    goals, annex = {"section": "一、总体目标"}, {"table": "主要指标", "column": "目标值"}
    old = (
        plan(
            "养老服务提升计划（征求意见稿）",
            "2025",
            status="draft",
            published="2022-03-01",
            warnings=("第4页疑似扫描件，未读出文字",),
        )
        .say("护理型床位占比超过55%", "55%", "护理型床位占比", comparator=">", **goals)
        .say("养老服务床位达到900万张", "900万张", "养老服务床位", value="9000000", unit="张", **goals)
        .say("建成200个以上老年助餐示范街区", "200个", "老年助餐示范街区", comparator=">=", **goals)
        .say("大型养老机构医养结合覆盖率不低于60%", "60%", "大型养老机构医养结合覆盖率", comparator=">=", **goals)
        .say("培训养老护理员200万人次", "200万人次", "培训养老护理员", value="2000000", unit="人次", **goals)
        .say("护理型床位占比 55", "55", "护理型床位占比（%）", unit="%", cell={"row": "护理型床位占比（%）", **annex})
        .define("护理型床位占比", "护理型床位数占养老服务床位总数的比例。")
        .aim("培育一批带动力强的银发经济产业园区", "银发经济产业园区")
        .done()
    )
    new = (
        plan("养老服务发展规划", "2030", number="养发〔2026〕9号", written="2026-02-10")
        .say("护理型床位占比达到73%", "73%", "护理型床位占比", **goals)
        .say("养老服务床位稳定在850万张", "850万张", "养老服务床位数", value="8500000", unit="张", **goals)
        .say("老年助餐示范街区不少于200个", "200个", "老年助餐示范街区", comparator=">=", **goals)
        .say("大中型养老机构医养结合覆盖率达到75%", "75%", "大中型养老机构医养结合覆盖率", **goals)
        .say("建设30个银发经济产业园区", "30个", "银发经济产业园区", **goals)
        .say("居家适老化改造惠及120万户", "120万户", "居家适老化改造", value="1200000", unit="户", **goals)
        .define("护理型床位占比", "护理型床位数占养老服务床位总数的比例")
        .done()
    )
    seen = {"kind": "reported", "period": "2025-06"}
    bulletin = (
        plan("养老服务统计公报", "2025-06", published="2025-08-01")
        .say("截至2025年6月底，护理型床位占比为68.5%", "68.5%", "护理型床位占比", **seen)
        .say("养老服务床位800万张", "800万张", "养老服务床位", value="8000000", unit="张", **seen)
        .say("甲市护理型床位占比为71%", "71%", "护理型床位占比", place="甲市", place_code=None, **seen)
        .done()
    )
    return old, new, bulletin


@pytest.fixture
def city_table(plan: MakePlan) -> Extraction:
    """A made-up table of five cities with two columns, and the bars that the same document sets for the year."""
    reported = {"kind": "reported", "period": "2025"}
    table = plan("养老服务城市评估情况", "2025", published="2026-01-15")
    cities = (("福州", "350100", "71.5", "12"), ("厦门", "350200", "60", "9"), ("泉州", "350500", "58.2", "9"),
              ("杭州", "330100", "74", "20"), ("宁波", "330200", "66.6", "15"))  # fmt: skip
    for city, code, share, districts in cities:
        row = {"table": "城市评估表", "row": city}
        where = {"place": city, "place_code": code, **reported}
        table.say(
            f"{city} {share}",
            share,
            "护理型床位占比",
            unit="%",
            step="0.1",
            cell={**row, "column": "护理型床位占比（%）"},
            **where,
        )
        table.say(
            f"{city} {districts}",
            districts,
            "老年助餐示范街区",
            unit="个",
            cell={**row, "column": "老年助餐示范街区（个）"},
            **where,
        )
    bar = {"kind": "threshold", "comparator": ">=", "place": "评估城市", "place_code": None, "period": "2025"}
    table.say("评估城市护理型床位占比不低于60%", "60%", "护理型床位占比", **bar)
    return table.done()


@pytest.fixture
def new_energy(plan: MakePlan) -> tuple[Extraction, Extraction]:
    """Two made-up 新能源 plans: ranges, falls, other units, another measure."""
    old = (
        plan("新能源行动方案", "2025", published="2021-05-06")
        .say("海上风电装机达到40吉瓦", "40吉瓦", "海上风电装机")
        .say("单位产值能耗下降13.5%", "13.5%", "单位产值能耗", measure="growth", direction="down", basis="2020")
        .say(
            "打造10—20个零碳示范园区",
            "10—20个",
            "零碳示范园区",
            comparator="range",
            value=None,
            low="10",
            high="20",
            unit="个",
        )
        .say("新能源汽车保有量年均增长率超过20%", "20%", "新能源汽车保有量年均增长率", measure="growth", comparator=">")
        .done()
    )
    new = (
        plan("新能源发展规划", "2030", written="2026-01-08")
        .say("海上风电装机超过9000万千瓦", "9000万千瓦", "海上风电装机", value="90000000", unit="千瓦", comparator=">")
        .say(
            "单位产值能耗下降15%以上",
            "15%",
            "单位产值能耗",
            measure="growth",
            direction="down",
            comparator=">=",
            basis="2025",
        )
        .say(
            "打造15—20个零碳示范园区",
            "15—20个",
            "零碳示范园区",
            comparator="range",
            value=None,
            low="15",
            high="20",
            unit="个",
        )
        .say("新能源汽车保有量达到1亿辆", "1亿辆", "新能源汽车保有量", value="100000000", unit="辆")
        .done()
    )
    return old, new


SHARED = Path(os.environ.get("POLICYPARSE_SHARED", Path(__file__).parents[3] / "shared"))
HEADING = re.compile(
    r"^[\s\-—#*]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|专栏\s*\d|附件|\d+\.)[^。\n]{2,40}",
    re.M,
)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


class Seed:
    """One annotated document: its text without spaces, and where each letter of that stands in the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = rows(SHARED / "gold" / "figures" / f"{name}.jsonl")
        text = next((SHARED / "seeds").glob(f"{name[-3:]}_*")).read_text(encoding="utf-8")
        self.text = text
        self.offsets = [i for i, letter in enumerate(text) if not letter.isspace()]
        self.tight = "".join(text[i] for i in self.offsets)
        self.cursor = 0

    def place(self, quote: str) -> int:
        """Where the quote stands, looking on from the last one found; -1 where the file prints it otherwise."""
        tight = re.sub(r"\s+", "", quote)
        at = self.tight.find(tight, self.cursor)
        at = self.tight.find(tight) if at < 0 else at
        if at < 0:
            return -1
        self.cursor = at
        return self.offsets[at]

    def section(self, start: int) -> str:
        """The last chapter, section and box headings before ``start``."""
        path: dict[str, str] = {}
        for match in HEADING.finditer(self.text, 0, max(start, 0)):
            words = re.sub(r"\s+", "", match[0]).lstrip("-—#*")
            level = "1" if re.match(r"[一二三四五六七八九十附]", words) else "2" if words[0] in "（(" else "3"
            path = {key: value for key, value in path.items() if key < level}
            path[level] = words
        return " > ".join(path.values())


def head(seed: Seed, **known: Any) -> Head:
    document = seed.rows[0]["document"]
    known = {"title": document["title"], "published": document["published"], **known}
    return Head(id=document["sha256"], name=document["source"], format="text", **known)


def figures(seed: Seed, ids: dict[str, str]) -> tuple[Figure, ...]:
    made = []
    document = seed.rows[0]["document"]["sha256"]
    for row in seed.rows:
        if "printed" not in row or row["period"] is None:
            continue
        start = seed.place(row["quote"])
        inside = seed.text.find(row["printed"], max(start, 0), max(start, 0) + 200)
        at = inside if start >= 0 and inside >= 0 else len(seed.text) + len(made)
        table = row["table"] or {}
        made.append(
            Figure(
                id=f"{seed.name}-{len(made)}",
                document=document,
                printed=row["printed"],
                quote=row["quote"],
                page=None,
                source=Source(
                    start=at,
                    end=at + len(row["printed"]),
                    table=table.get("title"),
                    row=table.get("row"),
                    column=table.get("column"),
                ),
                indicator=row["indicator"],
                indicator_id=ids.get(row["indicator"]),
                place=row["place"],
                place_code="100000" if row["place"] == "全国" else None,
                step="1",
                section=seed.section(start),
                inherited=(),
                **{
                    field: row[field]
                    for field in (
                        "kind", "measure", "direction", "comparator", "value", "low", "high", "unit", "period", "basis",
                        "binding", "statistic",
                    )
                },
            )
        )  # fmt: skip
    return tuple(made)


def definitions(doc: str, document: str) -> tuple[Definition, ...]:
    """What the annex of one plan says its indicators mean."""
    found = {}
    for row in rows(SHARED / "gold" / "targets.jsonl"):
        if row["source"]["doc"] == doc and row["definition"]:
            found.setdefault(row["indicator"], row["definition"])
    return tuple(
        Definition(
            document=document,
            indicator=indicator,
            indicator_id=None,
            text=definition["text"],
            page=None,
            source=Source(start=definition["char_start"], end=definition["char_end"]),
        )
        for indicator, definition in found.items()
    )


AIM = re.compile(r"(?:打造|培育|建设|形成|创建|建成)一批(?P<thing>[^，。；、]{2,30})")


def aims(seed: Seed) -> tuple[Aim, ...]:
    """Every 打造一批… of the document: far more than those that the later plan counts."""
    document = seed.rows[0]["document"]["sha256"]
    return tuple(
        Aim(
            document=document,
            indicator=match["thing"],
            quote=match[0],
            page=None,
            source=Source(start=seed.offsets[match.start()], end=seed.offsets[match.end() - 1] + 1),
        )
        for match in AIM.finditer(seed.tight)
    )


def extraction(name: str, *, ids: dict[str, str] | None = None, **known: Any) -> Extraction:
    seed = Seed(name)
    return Extraction(
        head=head(seed, **known),
        figures=figures(seed, ids or {}),
        definitions=definitions(name[-3:], seed.rows[0]["document"]["sha256"]),
        aims=aims(seed),
    )


@pytest.fixture(scope="session")
def seeds() -> dict[str, Extraction]:
    """The annotated plans and reports; skips where the shared folder is absent."""
    if not (SHARED / "gold" / "figures").is_dir():
        pytest.skip("the shared folder is absent: set POLICYPARSE_SHARED")
    return {
        "old": extraction("seed002", status="draft"),
        "new": extraction("seed001", number="工信部联通信〔2024〕227号", written="2024-11-22"),
        "results": extraction("seed000"),
        "news": extraction("seed004"),
    }


@pytest.fixture(scope="session")
def gold_changes(seeds: dict[str, Extraction]) -> list[dict[str, Any]]:
    """The annotated changes between the two plans."""
    return rows(SHARED / "gold" / "changes.jsonl")
