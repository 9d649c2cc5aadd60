"""Mutes and corrections are kept, replaced and forgotten; a registry of the first version goes on working."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from policyparse.decision import Correction, Mute
from policyparse.errors import NotInRegistry
from policyparse.registry import open_registry

MUTE = Mute(
    identity="abc123", subject="s", check="DUP", title="t", reason="已核实", by="张三", at="2026-01-01T00:00:00Z"
)
SAME = Correction(
    id="def456", kind="same", members=("x", "y"), apart=False, reason="一回事", by="张三", at="2026-01-01T00:00:00Z"
)


def test_a_mute_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    with open_registry(tmp_path / "r.sqlite") as registry:
        registry.mute(MUTE)
        registry.mute(MUTE.model_copy(update={"reason": "另一原因"}))
        assert [mute.reason for mute in registry.mutes()] == ["另一原因"]
        assert registry.unmute("abc").identity == MUTE.identity
        assert registry.mutes() == ()


def test_a_correction_is_kept_and_forgotten(tmp_path: Path) -> None:
    with open_registry(tmp_path / "r.sqlite") as registry:
        registry.correct(SAME)
        assert registry.corrections() == (SAME,)
        assert registry.uncorrect("def") == SAME
        assert registry.corrections() == ()


@pytest.mark.parametrize("reference", ["", "zzz", "abc1234"])
def test_what_is_not_kept_cannot_be_forgotten(tmp_path: Path, reference: str) -> None:
    with open_registry(tmp_path / "r.sqlite") as registry:
        registry.mute(MUTE)
        with pytest.raises(NotInRegistry):
            registry.unmute(reference)
        assert registry.mutes() == (MUTE,)


def test_a_registry_of_the_first_version_is_upgraded_with_all_that_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with open_registry(path) as registry:
        before = registry.documents()
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP TABLE mentions; DROP TABLE mutes; DROP TABLE corrections; UPDATE policyparse_schema SET version = 1;"
        )
        connection.execute(
            "INSERT INTO documents VALUES (?, '0.1.0', 'a.txt', 't', NULL, '', ?)",
            ("0" * 64, '{"id":"%s","name":"a.txt","format":"txt","title":"t"}' % ("0" * 64)),
        )
    with open_registry(path, create=False) as registry:
        assert len(registry.documents()) == len(before) + 1
        registry.mute(MUTE)
        assert registry.mutes() == (MUTE,)
    with open_registry(path) as registry:
        assert registry.mutes() == (MUTE,)
        assert registry.stored("0" * 64) is None, "its mentions are missing until it is read again"
