from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.errors import RegistryError
from policyparse.figure import Extraction
from policyparse.registry import Registry, open_registry

Make = Callable[..., Extraction]


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as database:
        lines = list(database.iterdump())
    database.close()
    return lines


def test_a_new_document_is_added(registry: Registry, make_extraction: Make) -> None:
    extraction = make_extraction()
    assert registry.store(extraction) == ("added", extraction.head, 2)


def test_storing_again_changes_nothing(tmp_path: Path, make_extraction: Make) -> None:
    path = tmp_path / "r.sqlite"
    with open_registry(path) as registry:
        registry.store(make_extraction())
        before = _dump(path)
        assert registry.store(make_extraction()).status == "unchanged"
    assert _dump(path) == before


def test_a_renamed_copy_is_the_same_document(registry: Registry, make_extraction: Make) -> None:
    first = make_extraction()
    registry.store(first)
    copy = first.model_copy(update={"head": first.head.model_copy(update={"name": "copy.txt"})})
    assert registry.store(copy).status == "unchanged"
    assert [entry.head.name for entry in registry.documents()] == ["plan.txt"]


def test_a_newer_parser_supersedes_the_whole_reading(registry: Registry, make_extraction: Make) -> None:
    registry.parser = "0.9.0"
    registry.store(make_extraction("plan.txt", {"value": "85"}, {"value": "86"}))
    registry.parser = "0.10.0"
    newer = make_extraction("plan.txt", {"value": "75"})
    assert registry.stored(newer.head.id) is None
    assert registry.store(newer).status == "superseded"
    assert registry.extractions() == (newer,)
    assert registry.documents()[0].parser == "0.10.0"


def test_an_older_parser_does_not_supersede(registry: Registry, make_extraction: Make) -> None:
    registry.parser = "0.2.0"
    kept = make_extraction("plan.txt", {"value": "85"})
    registry.store(kept)
    registry.parser = "0.1.0"
    assert registry.store(make_extraction("plan.txt", {"value": "75"})).status == "unchanged"
    assert registry.extractions() == (kept,)


def test_a_stored_document_need_not_be_read_again(registry: Registry, make_extraction: Make) -> None:
    extraction = make_extraction()
    assert registry.stored(extraction.head.id) is None
    registry.store(extraction)
    assert registry.stored(extraction.head.id) == ("unchanged", extraction.head, 2)


def test_an_extraction_comes_back_byte_identical(registry: Registry, make_extraction: Make) -> None:
    extraction = make_extraction("plan.txt", {"value": "2/3", "printed": "三分之二"}, {"quote": '引号"与\n换行\t𠮷'})
    registry.store(extraction)
    (again,) = registry.extractions()
    assert again.model_dump_json() == extraction.model_dump_json()


def test_a_figure_that_was_read_twice_comes_back_twice(registry: Registry, make_extraction: Make) -> None:
    extraction = make_extraction()
    twice = extraction.model_copy(update={"figures": extraction.figures[:1] * 2})
    registry.store(twice)
    assert registry.extractions() == (twice,)
    assert registry.figure(twice.figures[0].id) == twice.figures[0]


def test_a_record_of_another_document_is_refused_whole(registry: Registry, make_extraction: Make) -> None:
    mixed = make_extraction().model_copy(update={"aims": make_extraction("other.txt").aims})
    with pytest.raises(RegistryError, match="另一份文件"):
        registry.store(mixed)
    assert registry.documents() == ()


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(4)), repeats=st.lists(st.integers(0, 3), max_size=4))
def test_the_order_of_storing_does_not_show(order: list[int], repeats: list[int], make_extraction: Make) -> None:
    extractions = [
        make_extraction("a.txt", published="2024-11-22"),
        make_extraction("b.txt", published="2021-07-05"),
        make_extraction("c.txt", {"value": "40"}, {"value": "41"}, {"value": "42"}),
        make_extraction("d.txt", written="2021-07-05"),
    ]
    with TemporaryDirectory() as folder, open_registry(Path(folder) / "r.sqlite") as registry:
        for index in (*order, *repeats):
            registry.store(extractions[index])
        assert [figure.document for figure in registry.figures()] == [
            figure.document for figure in sum((e.figures for e in registry.extractions()), ())
        ]
        assert {e.head.id: e for e in registry.extractions()} == {e.head.id: e for e in extractions}
        dates = [entry.head.published or entry.head.written or "" for entry in registry.documents()]
        assert dates == sorted(dates)
        seen = "".join(figure.model_dump_json() for figure in registry.figures())
    assert seen == _expected(extractions)


def _expected(extractions: list[Extraction]) -> str:
    heads = sorted(extractions, key=lambda e: (e.head.published or e.head.written or "", e.head.id))
    return "".join(figure.model_dump_json() for extraction in heads for figure in extraction.figures)
