"""Places against bars: verdicts, ranks with ties, the index and its sensitivity to weights, the tile grid."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.brief import score
from policyparse.brief.composite import normalise
from policyparse.brief.indexplan import IndexPlan, PlannedPart, read_index_plan
from policyparse.brief.ranks import rank_all
from policyparse.brief.standing import Index, Scorecard
from policyparse.errors import RenderError, VocabularyError
from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read
from policyparse.vocabulary import load_rows

MakePlan = Callable[..., Any]
CITIES = (("石家庄", "130100"), ("济南", "370100"), ("长沙", "430100"), ("成都", "510100"))
COVERAGE = ("91.0", "90", "90.04", "88.2")
STATIONS = ("12", "30", "30", None)


def table_of(
    plan: MakePlan, columns: dict[str, tuple[tuple[str | None, ...], str]], period: str = "2025"
) -> Extraction:
    """A made-up table of the cities; a None is an empty cell."""
    made = plan("丙通报", period)
    for column, (numbers, unit) in columns.items():
        for (place, code), number in zip(CITIES, numbers, strict=True):
            if number is not None:
                step = "0." + "0" * (len(number.partition(".")[2]) - 1) + "1" if "." in number else "1"
                cell = {"table": "各市情况", "row": place, "column": column}
                made.say(
                    f"{place}{column}{number}", number, column, kind="reported", place=place, place_code=code, unit=unit,
                    step=step, cell=cell,
                )  # fmt: skip
    return made.done()  # type: ignore[no-any-return]


@pytest.fixture
def table(plan: MakePlan) -> Extraction:
    return table_of(plan, {"公园绿地覆盖率": (COVERAGE, "%"), "充电站数量": (STATIONS, "个")})


def bars_of(plan: MakePlan, period: str = "2025", comparator: str = ">=") -> Extraction:
    made = plan("丁通知", period).say(
        "公园绿地覆盖率不低于90%", "90%", "公园绿地覆盖率", kind="threshold", comparator=comparator
    )
    return made.say("湿地公园不少于2个", "2个", "湿地公园", kind="threshold", comparator=comparator).done()  # type: ignore[no-any-return]


def verdicts(card: Scorecard) -> list[str | None]:
    return [standing.marks[0].verdict for standing in card.standings]


def test_a_place_passes_fails_or_stands_on_the_bar(plan: MakePlan, table: Extraction) -> None:
    card = score(table, [bars_of(plan)])
    assert verdicts(card) == ["pass", "boundary", "pass", "fail"]
    column = card.columns[0]
    assert (column.passed, column.failed, column.boundary, column.unknown) == (2, 1, 1, 0)


def test_a_rounded_number_that_straddles_the_bar_is_on_it(plan: MakePlan) -> None:
    card = score(table_of(plan, {"公园绿地覆盖率": (("90", "89", "91", "90.0"), "%")}), [bars_of(plan, comparator=">")])
    assert verdicts(card) == ["boundary", "fail", "pass", "boundary"]


def test_a_bar_of_another_round_gives_no_verdict_but_says_what_it_would(plan: MakePlan, table: Extraction) -> None:
    card = score(table, [bars_of(plan, "2023")])
    assert verdicts(card) == [None] * 4
    assert [standing.marks[0].otherwise for standing in card.standings] == ["pass", "boundary", "pass", "fail"]
    assert [note.code for note in card.caveats] == ["bar_of_another_round"]
    assert card.columns[0].passed == 0


def test_of_two_bars_the_one_in_force_counts(plan: MakePlan, table: Extraction) -> None:
    later = plan("戊通知", "2026").say("不低于95%", "95%", "公园绿地覆盖率", kind="threshold", comparator=">=").done()
    bar = score(table, [later, bars_of(plan)]).columns[0].bar
    assert bar is not None
    assert (bar.value, bar.in_force) == ("90", True)


def test_a_place_without_a_number_is_unknown_and_unranked(plan: MakePlan, table: Extraction) -> None:
    bars = plan("丁通知", "2025").say("不少于20个", "20个", "充电站数量", kind="threshold", comparator=">=").done()
    card = score(table, [bars])
    mark = card.standings[3].marks[1]
    assert (mark.verdict, mark.rank, mark.distance, card.columns[1].unknown) == ("unknown", None, None, 1)
    assert card.standings[3].undecided == 1


def test_a_bar_without_a_column_is_listed(plan: MakePlan, table: Extraction) -> None:
    assert [bar.figure.indicator for bar in score(table, [bars_of(plan)]).loose] == ["湿地公园"]


def test_distances_are_exact_and_signed(plan: MakePlan, table: Extraction) -> None:
    card = score(table, [bars_of(plan)])
    assert [standing.marks[0].distance for standing in card.standings] == ["1", "0", "0.04", "-1.8"]


def test_equals_share_a_rank_and_the_next_counts_them_all(table: Extraction) -> None:
    ranks = [standing.marks[1].rank for standing in score(table).standings]
    assert [rank and (rank.number, rank.tied, rank.of) for rank in ranks] == [
        (3, False, 3), (1, True, 3), (1, True, 3), None,
    ]  # fmt: skip


def test_a_document_without_a_table_of_places_is_refused(plan: MakePlan) -> None:
    with pytest.raises(RenderError, match="没有各行为地区的表"):
        score(plan("甲", "2025").say("覆盖率90%", "90%", "公园绿地覆盖率", kind="reported").done())


def index_of(table: Extraction, missing: str = "reweight", **first: Any) -> Index:
    parts = (PlannedPart(indicator="公园绿地覆盖率", **{"weight": "3", **first}), PlannedPart(indicator="充电站数量"))
    plan = IndexPlan(name="宜居指数", missing=missing, indicators=parts)  # type: ignore[arg-type]
    index = score(table, index=plan).index
    assert index is not None
    return index


def test_weights_are_divided_by_their_sum(table: Extraction) -> None:
    assert [part.weight for part in index_of(table).parts] == ["0.75", "0.25"]


def test_the_index_is_the_weighted_mean_of_the_normalised_numbers(table: Extraction) -> None:
    scores = {one.place: one for one in index_of(table).scores}
    assert scores["石家庄"].score == "75"
    assert Fraction(scores["济南"].score or 0) == Fraction("0.75") * Fraction("1.8") / Fraction("2.8") * 100 + 25


@pytest.mark.parametrize(("missing", "expected"), [("leave_out", None), ("reweight", "0"), ("zero", "0")])
def test_a_missing_number_is_handled_as_stated(table: Extraction, missing: str, expected: str | None) -> None:
    last = index_of(table, missing).scores[-1]
    assert (last.place, last.score) == ("成都", expected)


def test_every_weight_is_tried_lower_and_higher_and_the_rank_range_holds_the_rank(table: Extraction) -> None:
    index = index_of(table)
    assert [(shift.factor, shift.weight) for shift in index.shifts] == [
        ("0.8", "0.6"), ("1.2", "0.9"), ("0.8", "0.2"), ("1.2", "0.3"),
    ]  # fmt: skip
    for one in index.scores:
        assert one.rank is not None and one.best is not None and one.worst is not None
        assert one.best <= one.rank.number <= one.worst


def test_a_close_race_turns_with_the_weights(plan: MakePlan) -> None:
    close = table_of(plan, {"甲指标": (("10", "9", "1", "0"), ""), "乙指标": (("8", "9.1", "1", "0"), "")})
    parts = (PlannedPart(indicator="甲指标"), PlannedPart(indicator="乙指标"))
    index = score(close, index=IndexPlan(name="指数", indicators=parts)).index
    assert index is not None
    assert {one.place: (one.best, one.worst) for one in index.scores}["石家庄"] == (1, 2)
    assert {shift.leader for shift in index.shifts} == {"石家庄", "济南"}


def test_an_indicator_that_the_table_lacks_is_named(table: Extraction) -> None:
    plan = IndexPlan(name="指数", indicators=(PlannedPart(indicator="充电站数量"), PlannedPart(indicator="图书馆数量")))
    assert [(note.code, note.words) for note in score(table, index=plan).caveats] == [
        ("index_part_missing", ("图书馆数量",))
    ]


def test_a_target_ratio_without_a_target_or_bar_is_left_out(plan: MakePlan, table: Extraction) -> None:
    parts = (PlannedPart(indicator="公园绿地覆盖率", normalisation="target_ratio"),)
    index = IndexPlan(name="指数", indicators=parts)
    assert [note.code for note in score(table, index=index).caveats] == ["index_target_missing"]
    held = score(table, [bars_of(plan)], index=index).index
    assert held is not None and held.parts[0].target == "90"


def test_a_bad_counts_the_other_way(table: Extraction) -> None:
    assert index_of(table, good="down").scores[0].place != index_of(table).scores[0].place


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("name: 甲\nindicators: []", "indicators"),
        ("name: 甲\nindicators: [{indicator: 乙, weight: -1}]", "indicators.0.weight"),
        ("name: 甲\nindicators: [{indicator: 乙, weight: 多}]", "indicators.0.weight"),
        ("name: 甲\nswing: 2\nindicators: [{indicator: 乙}]", "swing"),
        ("name: 甲\ncolour: 红\nindicators: [{indicator: 乙}]", "colour"),
        ("- 甲", "the file"),
    ],
)
def test_a_wrong_index_plan_names_the_field(tmp_path: Path, text: str, field: str) -> None:
    path = tmp_path / "index.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as fault:
        read_index_plan(path)
    assert fault.value.place == f"field {field}"


@pytest.mark.parametrize("text", ["name: [", None])
def test_an_index_plan_that_is_no_yaml_or_missing_is_a_named_fault(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "index.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError):
        read_index_plan(path)


def test_weights_are_read_as_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "index.yaml"
    path.write_text("name: 甲\nindicators: [{indicator: 乙, weight: 0.1}]", encoding="utf-8")
    assert read_index_plan(path).indicators[0].weight == "0.1"


def test_every_province_has_one_tile_of_its_own() -> None:
    tiles = load_rows("tiles")
    provinces = {row["code"] for row in load_rows("places") if row["level"] == "province"}
    assert {tile["code"] for tile in tiles} == provinces
    assert len({(tile["column"], tile["row"]) for tile in tiles}) == len(tiles)


def test_a_tile_holds_the_mean_of_its_places(table: Extraction) -> None:
    tiles = {tile.name: tile for tile in score(table).tiles}
    assert (tiles["河北"].places, tiles["河北"].value) == (1, "91")
    assert (tiles["西藏"].places, tiles["西藏"].value) == (0, None)


numbers = st.lists(st.fractions(max_denominator=20, min_value=-50, max_value=50), min_size=1, max_size=8)


@given(numbers)
def test_ranks_are_one_more_than_those_before(values: list[Fraction]) -> None:
    for value, rank in zip(values, rank_all(values), strict=True):
        assert rank is not None
        assert rank.number == 1 + sum(other > value for other in values)


@given(numbers)
def test_min_max_runs_from_0_to_100_and_keeps_the_order(values: list[Fraction]) -> None:
    scaled = [number for number in normalise(values, "min_max", "up") if number is not None]
    assert max(scaled) == 100
    assert len(set(values)) == 1 or min(scaled) == 0
    assert sorted(range(len(values)), key=lambda at: values[at]) == sorted(
        range(len(values)), key=lambda at: scaled[at]
    )


@given(numbers)
def test_z_scores_add_to_nothing(values: list[Fraction]) -> None:
    assert sum(number for number in normalise(values, "z_score", "up") if number is not None) == 0


def test_the_twenty_cities_stand_as_annotated(seeds: dict[str, Extraction]) -> None:
    shared = Path(os.environ.get("POLICYPARSE_SHARED", Path(__file__).parents[3] / "shared"))
    table, notice = (extract(read(next((shared / "seeds").glob(name)))) for name in ("000_*", "003_*"))
    card = score(table, [notice])
    rows = list(csv.DictReader((shared / "gold" / "city_table.csv").read_text(encoding="utf-8").splitlines()))
    flags = ("thr2023_share_ge60", None, "thr2023_iot_ge10wan", "thr2023_awards_ge5")
    assert [standing.place for standing in card.standings] == [row["city"] for row in rows]
    for standing, row in zip(card.standings, rows, strict=True):
        assert Fraction(standing.marks[2].value or 0) == Fraction(row["iot_connections"])
        for mark, flag in zip(standing.marks, flags, strict=True):
            assert mark.verdict is None
            assert flag is None or (mark.otherwise in ("pass", "boundary")) is (row[flag] == "True")
