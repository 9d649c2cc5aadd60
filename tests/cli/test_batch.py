from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policyparse.cli import batch
from policyparse.cli.batch import find_files
from policyparse.errors import EncryptedFile
from policyparse.figure import Extraction
from policyparse.registry import open_registry

Call = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_extraction: Callable[..., Extraction]) -> Path:
    """Two readable files, one of them in a subfolder, between an encrypted one and one that crashes the reader."""

    def extraction_of(path: Path, *, jobs: int) -> Extraction:
        if path.stem == "locked":
            raise EncryptedFile(str(path), "需要密码", remedy="请先去掉密码。")
        extraction = make_extraction(path.name, {})
        return extraction.model_copy(update={"head": extraction.head.model_copy(update={"warnings": ("缺第3页",)})})

    monkeypatch.setattr(batch, "extraction_of", extraction_of)
    (tmp_path / "documents" / "deep").mkdir(parents=True)
    for name in ("a.txt", "locked.pdf", "deep/z.txt", ".hidden", "~$a.docx"):
        (tmp_path / "documents" / name).write_text(name, encoding="utf-8")
    return tmp_path / "documents"


def test_a_bad_file_stops_no_other(call: Call, folder: Path, tmp_path: Path) -> None:
    ended = call("ingest", folder, "--registry", tmp_path / "r.sqlite")
    assert ended.code == 3
    assert f"错误 EncryptedFile: {folder / 'locked.pdf'}: 需要密码" in ended.err.replace("\n", "")
    assert "已入库" in ended.out
    assert "缺第3页" in ended.out
    assert "EncryptedFile" in ended.out
    with open_registry(tmp_path / "r.sqlite") as registry:
        assert {entry.head.name for entry in registry.documents()} == {"a.txt", "z.txt"}


def test_one_bad_file_alone_ends_with_its_own_exit_code(call: Call, folder: Path, tmp_path: Path) -> None:
    ended = call("ingest", folder / "locked.pdf", "--registry", tmp_path / "r.sqlite")
    assert ended.code == EncryptedFile.exit_code


def test_a_good_batch_ends_well(call: Call, folder: Path, tmp_path: Path) -> None:
    ended = call("ingest", folder / "a.txt", folder / "deep", "--registry", tmp_path / "r.sqlite")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1].startswith("2 份文件，2 条数字，0 份失败")


def test_no_files_are_a_fault(call: Call, tmp_path: Path) -> None:
    ended = call("ingest", tmp_path, "--registry", tmp_path / "r.sqlite")
    assert ended.code == 11
    assert not (tmp_path / "r.sqlite").exists()


def test_a_document_that_is_held_is_not_read_again(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "通报.txt"
    path.write_text("某市情况通报\n\n截至2024年底，全市5G基站总数达到1.62万个。\n", encoding="utf-8")
    registry = tmp_path / "r.sqlite"
    assert "已入库" in call("ingest", path, "--registry", registry).out
    figures = call("figures", "--format", "jsonl", "--registry", registry).out
    monkeypatch.setattr(batch, "extraction_of", lambda path, **_: pytest.fail("it was read again"))
    assert "未变" in call("ingest", path, "--registry", registry).out
    assert call("figures", "--format", "jsonl", "--registry", registry).out == figures != ""


def test_files_are_found_at_any_depth_by_name_and_none_twice(folder: Path) -> None:
    found = find_files([folder, folder / "a.txt", Path("missing.txt")])
    assert [path.name for path in found] == ["a.txt", "z.txt", "locked.pdf", "missing.txt"]


def test_the_registry_is_not_ingested_into_itself(folder: Path) -> None:
    target = folder / "a.txt"
    assert target not in find_files([folder], str(target))


def test_a_link_to_nowhere_in_a_folder_is_named_and_litter_is_not(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    (folder / "__MACOSX").mkdir(parents=True)
    for name in ("Thumbs.db", "desktop.ini", "__MACOSX/a.txt"):
        (folder / name).write_bytes(b"x")
    (folder / "通报.txt").symlink_to(tmp_path / "gone.txt")
    ended = call("ingest", folder, "--registry", tmp_path / "r.sqlite")
    assert ended.code == 3
    assert [line.split(":")[0] for line in ended.err.splitlines()] == ["错误 MissingFile"]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("正文。", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert find_files([tmp_path]) == [tmp_path / "a.txt", tmp_path / "closed"]


def test_one_document_under_two_names_is_told_and_counted_once(call: Call, tmp_path: Path) -> None:
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text("某市情况通报\n\n截至2024年底，全市5G基站总数达到1.62万个。\n", encoding="utf-8")
    ended = call("ingest", tmp_path / "甲.txt", tmp_path / "乙.txt", "--registry", tmp_path / "r.sqlite")
    assert "内容与" in ended.out
    assert ended.out.splitlines()[-1].startswith("2 份文件，1 条数字，0 份失败")
