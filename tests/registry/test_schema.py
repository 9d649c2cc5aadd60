from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from policyparse.errors import RegistryError
from policyparse.registry import open_registry
from policyparse.registry.schema import SCHEMA_VERSION, searchable


@pytest.mark.parametrize(
    ("one", "other"),
    [("５Ｇ 基站", "5g基站"), ("工信部〔2024〕227号", "工信部[2024] 227 号"), ("“扬帆”行动", "(扬帆)行动")],
)
def test_searchable_text_ignores_width_case_space_and_bracket(one: str, other: str) -> None:
    assert searchable(one) == searchable(other)


def test_searchable_text_keeps_what_tells_indicators_apart() -> None:
    assert searchable("大型企业") != searchable("大中型企业")


@pytest.mark.parametrize(
    ("version", "remedy"),
    [(SCHEMA_VERSION + 1, "升级"), (0, "重新读入")],
)
def test_another_schema_version_is_refused_with_a_remedy(tmp_path: Path, version: int, remedy: str) -> None:
    path = tmp_path / "r.sqlite"
    open_registry(path).close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE policyparse_schema SET version = ?", (version,))
    database.close()
    with pytest.raises(RegistryError, match=remedy) as fault:
        open_registry(path)
    assert fault.value.where == str(path)


def test_the_tables_of_another_program_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE documents (x)")
    database.close()
    with pytest.raises(RegistryError, match="documents"):
        open_registry(path)
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("documents",)]
    database.close()
