from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from policyparse.errors import RegistryError
from policyparse.figure import Extraction
from policyparse.registry import open_registry

Make = Callable[..., Extraction]

FIGURES = 3000
"""Figures of a document in the tests below: enough that storing it takes a while."""

WRITER = """
import sys
from policyparse.figure import Extraction, figure_id
from policyparse.registry import open_registry
from pathlib import Path

path, record, figures, first, last = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
model = Extraction.model_validate_json(Path(record).read_text(encoding="utf-8"))
print("ready", flush=True)
with open_registry(path) as registry:
    for number in range(first, last):
        document = f"{number:064x}"
        one = model.figures[0].model_copy(update={"document": document})
        many = tuple(one.model_copy(update={"id": figure_id(document, n, n, "")}) for n in range(figures))
        registry.store(Extraction(head=model.head.model_copy(update={"id": document}), figures=many))
        print(document, flush=True)
"""


def _writer(path: Path, record: Path, figures: int, first: int, last: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, str(path), str(record), str(figures), str(first), str(last)]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture
def record(tmp_path: Path, make_extraction: Make) -> Path:
    path = tmp_path / "record.json"
    path.write_text(make_extraction().model_dump_json(), encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_ingest_leaves_no_half_document_and_loses_no_acknowledged_one(
    tmp_path: Path, record: Path, seed: int
) -> None:
    path = tmp_path / "r.sqlite"
    process = _writer(path, record, FIGURES, 0, 10_000)
    time.sleep(random.Random(seed).uniform(0.0, 1.2))
    os.kill(process.pid, signal.SIGKILL)
    acknowledged = process.communicate()[0].split()
    with open_registry(path) as registry:
        held = {entry.head.id: entry.figures for entry in registry.documents()}
        assert set(held.values()) <= {FIGURES}
        assert len(registry.figures()) == FIGURES * len(held)
    assert set(acknowledged) <= set(held)


def test_two_processes_that_ingest_at_once_both_finish(tmp_path: Path, record: Path) -> None:
    path = tmp_path / "r.sqlite"
    writers = [_writer(path, record, 50, 0, 40), _writer(path, record, 50, 20, 60)]
    for writer in writers:
        assert writer.communicate(timeout=60)[1] == ""
    with open_registry(path) as registry:
        assert [entry.figures for entry in registry.documents()] == [50] * 60


def test_what_was_stored_is_there_after_opening_again(tmp_path: Path, make_extraction: Make) -> None:
    extraction = make_extraction()
    with open_registry(tmp_path / "r.sqlite") as registry:
        registry.store(extraction)
    with open_registry(f"sqlite:///{tmp_path / 'r.sqlite'}", create=False) as registry:
        assert registry.extraction(extraction.head.id) == extraction


def test_a_missing_registry_is_not_made_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(RegistryError, match="policyparse ingest"):
        open_registry(path, create=False)
    assert not path.exists()


@pytest.mark.parametrize(
    ("target", "remedy"),
    [
        ("{tmp}/text.sqlite", "SQLite 文件"),
        ("{tmp}/no/such/folder/r.sqlite", "文件夹是否存在"),
        ("nonsense://x", "请给出文件路径"),
        ("://", "请给出文件路径"),
    ],
)
def test_what_cannot_be_opened_is_a_fault_with_a_remedy(tmp_path: Path, target: str, remedy: str) -> None:
    (tmp_path / "text.sqlite").write_text("这不是数据库，只是一个文本文件。" * 40, encoding="utf-8")
    with pytest.raises(RegistryError) as fault:
        open_registry(target.format(tmp=tmp_path))
    assert remedy in fault.value.remedy


def test_a_password_is_not_shown() -> None:
    with pytest.raises(RegistryError) as fault:
        open_registry("postgresql://reader:geheim@127.0.0.1:1/x")
    assert "geheim" not in str(fault.value)


def test_figures_of_a_deleted_document_go_with_it(tmp_path: Path, make_extraction: Make) -> None:
    with open_registry(tmp_path / "r.sqlite") as registry:
        registry.parser = "0.1"
        registry.store(make_extraction())
        registry.parser = "0.2"
        registry.store(make_extraction().model_copy(update={"figures": (), "definitions": (), "aims": ()}))
        assert registry.figures() == ()
        assert registry.extractions()[0].definitions == ()
