from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from policyparse.errors import NotInRegistry
from policyparse.figure import Extraction
from policyparse.registry import FigureQuery, Registry

Make = Callable[..., Extraction]

SHIJIAZHUANG = {"place": "石家庄", "place_code": "130100", "kind": "reported", "period": "2025-09-30", "value": "82.8"}
SPAN = {"indicator": "研发经费投入", "indicator_id": None, "period": "2021/2025", "measure": "growth", "value": "7"}
RANGE = {"indicator": "示范区", "indicator_id": None, "value": None, "low": "10", "high": "20", "comparator": "range"}
MONTHS = {"indicator": "进出口100%_达标率", "indicator_id": None, "period": "2025-01/2025-09", "value": "3.50"}


@pytest.fixture
def filled(registry: Registry, make_extraction: Make) -> Registry:
    registry.store(
        make_extraction("plan.txt", {}, SHIJIAZHUANG, SPAN, RANGE, MONTHS, number="工信部联通信〔2024〕227号")
    )
    return registry


@pytest.mark.parametrize(
    ("query", "positions"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"indicator": "普及率"}, [0, 1]),
        ({"indicator": "５g 个人"}, [0, 1]),
        ({"indicator": "100%_达标"}, [4]),
        ({"indicator": "1000_达标"}, []),
        ({"indicator_id": "5g_penetration"}, [0, 1]),
        ({"place": "石家庄市"}, [1]),
        ({"place": "130100"}, [1]),
        ({"place": "石家"}, [1]),
        ({"period": "2027"}, [0, 3]),
        ({"period": "2025"}, [1, 2, 4]),
        ({"period": "2025-09"}, [1, 4]),
        ({"period": "2021"}, [2]),
        ({"period": "202"}, []),
        ({"kind": "reported"}, [1]),
        ({"value": "82.80"}, [1]),
        ({"value": "3.5"}, [4]),
        ({"value": "20"}, [3]),
        ({"kind": "target", "period": "2027", "indicator": "示范"}, [3]),
    ],
)
def test_figures_that_meet_every_condition_are_found(
    filled: Registry, query: dict[str, Any], positions: list[int]
) -> None:
    (extraction,) = filled.extractions()
    assert list(filled.figures(FigureQuery(**query))) == [extraction.figures[n] for n in positions]


def test_figures_of_one_document_are_found(filled: Registry, make_extraction: Make) -> None:
    other = make_extraction("other.txt")
    filled.store(other)
    assert filled.figures(FigureQuery(document=other.head.id)) == other.figures


def test_a_figure_is_found_by_id_and_by_an_unambiguous_beginning(filled: Registry) -> None:
    figure = filled.figures()[2]
    assert filled.figure(figure.id) == figure
    assert filled.figure(figure.id[:10].upper()) == figure


def test_an_ambiguous_beginning_of_an_id_takes_none_and_names_the_candidates(
    registry: Registry, make_extraction: Make
) -> None:
    extraction = make_extraction()
    same_start = [f.model_copy(update={"id": f"abc{n}"}) for n, f in enumerate(extraction.figures)]
    registry.store(extraction.model_copy(update={"figures": tuple(same_start)}))
    with pytest.raises(NotInRegistry, match=r"有 2 条.*abc0.*abc1"):
        registry.figure("abc")


@pytest.mark.parametrize("reference", ["zzzz", "", "%", "_"])
def test_an_unknown_figure_is_a_fault_with_a_remedy(filled: Registry, reference: str) -> None:
    with pytest.raises(NotInRegistry) as fault:
        filled.figure(reference)
    assert "policyparse figures" in fault.value.remedy


@pytest.mark.parametrize(
    "reference",
    ["plan.txt", "工信部联通信[2024] 227号", "227号", "plan.txt的标题", "的标题", "PLAN", "{id}", "{id:.8}"],
)
def test_a_document_is_found_by_what_people_call_it(filled: Registry, reference: str) -> None:
    head = filled.documents()[0].head
    assert filled.document(reference.format(id=head.id)) == head


def test_a_whole_name_beats_a_part_of_another(filled: Registry, make_extraction: Make) -> None:
    filled.store(make_extraction("plan.txt.old", title="旧的"))
    assert filled.document("plan.txt").name == "plan.txt"


def test_an_ambiguous_document_takes_none_and_names_the_candidates(filled: Registry, make_extraction: Make) -> None:
    filled.store(make_extraction("b.txt", title="另一个标题"))
    with pytest.raises(NotInRegistry, match=r"有 2 份文件.*(plan\.txt的标题|另一个标题)"):
        filled.document("标题")


@pytest.mark.parametrize("reference", ["没有的", "", "ffffffff"])
def test_an_unknown_document_is_a_fault(filled: Registry, reference: str) -> None:
    with pytest.raises(NotInRegistry, match="没有叫"):
        filled.document(reference)


def test_an_unknown_document_has_no_extraction(filled: Registry) -> None:
    with pytest.raises(NotInRegistry):
        filled.extraction("0" * 64)


def test_siblings_share_the_catalogue_entry_and_leave_the_figure_out(filled: Registry) -> None:
    first, second, *_ = filled.figures()
    assert filled.siblings(first) == (second,)


def test_siblings_outside_the_catalogue_share_the_words(registry: Registry, make_extraction: Make) -> None:
    wide = SPAN | {"indicator": "研发 经费投入", "value": "8"}
    registry.store(make_extraction("a.txt", SPAN, wide, {}))
    first, second, _ = registry.figures()
    assert registry.siblings(first) == (second,)


def test_definitions_are_those_of_the_figures_indicator(filled: Registry) -> None:
    target, _, research, *_ = filled.figures()
    assert [definition.text for definition in filled.definitions(target)] == ["5G移动电话用户数与常住人口之比。"]
    assert filled.definitions(research) == ()


def test_documents_count_their_figures(filled: Registry, make_extraction: Make) -> None:
    filled.store(make_extraction("empty.txt", published="2020-01-01").model_copy(update={"figures": ()}))
    assert [(entry.head.name, entry.figures) for entry in filled.documents()] == [("plan.txt", 5), ("empty.txt", 0)]
