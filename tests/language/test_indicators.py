from collections import Counter
from typing import Any

import pytest

from policyparse.language.indicators import fold, indicator_id, redefined
from policyparse.language.units import is_known
from policyparse.vocabulary import load

ENTRIES = load("indicators")["indicators"]


def test_other_printings_of_a_name_resolve_to_one_entry() -> None:
    names = ("每万人拥有5G基站数", "每万人拥有 5G 基站数（个）", "平均每万人拥有5G基站数")
    assert {indicator_id(name) for name in names} == {"5g_base_stations_per_10k"}


def test_qualifiers_keep_entries_apart() -> None:
    assert indicator_id("大型工业企业5G应用渗透率") != indicator_id("大中型工业企业5G应用渗透率")
    assert indicator_id("5G物联网终端用户数") != indicator_id("5G物联网终端连接数")


def test_an_unknown_name_is_not_guessed() -> None:
    assert indicator_id("小型工业企业5G应用渗透率") is None


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("每千人口拥有3岁以下婴幼儿托位数（个）", "nursery_places_per_1k"),
        ("单位GDP能源消耗降低（%）", "energy_per_gdp_cut"),
        ("地表水达到或好于Ⅲ类水体比例", "good_water_share"),
        ("社会消费品零售总额", "retail_sales"),
        ("城镇居民人均可支配收入", "urban_income_per_head"),
    ],
)
def test_main_indicators_and_heads_of_bulletins_are_known(name: str, identifier: str) -> None:
    assert indicator_id(name) == identifier


def _names(entry: dict[str, Any]) -> set[str]:
    return {fold(name) for name in (entry["name"], *entry.get("aliases", ()))}


def test_no_name_stands_for_two_entries() -> None:
    names = Counter(name for entry in ENTRIES for name in _names(entry))
    assert [name for name, count in names.items() if count > 1] == []


def test_entries_refer_to_entries() -> None:
    known = {entry["id"] for entry in ENTRIES}
    assert len(known) == len(ENTRIES)
    for entry in ENTRIES:
        assert {*entry.get("not", ()), *filter(None, (entry.get("of"), entry.get("part_of")))} <= known - {entry["id"]}


def test_an_entry_has_a_known_unit_and_one_good_direction() -> None:
    for entry in ENTRIES:
        assert entry["unit"] in ("", "年") or is_known(entry["unit"]), entry["id"]
        assert entry.get("good") in ("up", "down", None)


@pytest.mark.parametrize(
    ("name", "one", "other", "changed"),
    [
        ("单位国内生产总值能耗", 2020, 2021, False), ("单位国内生产总值能耗", 2021, 2023, True), ("单位国内生产总值能耗", 2023, 2024, True),
        ("全社会研发投入强度", 2015, 2016, True), ("规模以上工业增加值", 2010, 2011, True), ("规模以上工业增加值", 2011, 2025, False),
        ("固定资产投资", 2010, 2012, True), ("常住人口", 2010, 2020, False),
    ],
)  # fmt: skip
def test_a_definition_holds_from_its_year_on(name: str, one: int, other: int, changed: bool) -> None:
    known = indicator_id(name)
    assert known is not None
    assert (redefined(known, one, other) is not None) is changed


def test_the_versions_of_every_definition_follow_each_other() -> None:
    for indicator in load("indicators")["indicators"]:
        years = [given.get("since", 0) for given in indicator.get("definitions", ())]
        assert years == sorted(set(years))
