from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from policyparse.errors import MissingFile, ReadError, UnknownFormat
from policyparse.read import find_format, read, read_bytes


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="nowhere"):
        read(tmp_path / "nowhere.pdf")


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (b"%PDF-1.7\n...", "a.txt", "pdf"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "a.pdf", "html"),
        (b"<html><body>", "a", "html"),
        ("正文".encode(), "a.md", "md"),
        ("正文".encode(), "a.TXT", "txt"),
    ],
)
def test_the_content_names_the_format_before_the_suffix(data: bytes, name: str, format_name: str) -> None:
    assert find_format(data, name) == format_name


@pytest.mark.parametrize(("data", "name"), [(b"\x89PNG\r\n", "a.png"), (b"PK\x03\x04xl/", "a.xlsx"), (b"no", "a.pdf")])
def test_other_formats_are_unknown(data: bytes, name: str) -> None:
    with pytest.raises(UnknownFormat):
        read_bytes(data, name)


def test_the_id_is_the_digest_of_the_bytes() -> None:
    data = "某公报\n\n正文。\n".encode()
    assert read_bytes(data, "a.txt").head.id == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("member", "named"), [("xl/workbook.xml", "Excel"), ("OFD.xml", "OFD"), ("photo.jpg", "压缩包")]
)
def test_an_archive_that_is_no_word_document_is_named_for_what_it_is(member: str, named: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(UnknownFormat, match=named):
        read_bytes(packed.getvalue(), "a.docx")


def test_a_folder_is_not_called_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="文件夹"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"\x89PNG\r\n\x1a\n", "a.png", "图片"),
        (b"{\\rtf1 x}", "a.rtf", "RTF"),
        (b"MIME-Version: 1.0\r\n", "a.mht", "MHT"),
        ("到2027年达到95%。".encode(), "a.pdf", "后缀是 .pdf"),
        (b"\x7fELF", "a", "无法识别"),
    ],
)
def test_a_file_of_no_known_format_is_named_for_what_it_is(data: bytes, name: str, told: str) -> None:
    with pytest.raises(UnknownFormat, match=told):
        read_bytes(data, name)


def test_a_file_that_may_not_be_read_is_no_defect_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("正文。")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match="Permission denied"):
        read(tmp_path / "a.txt")


def test_a_name_too_long_to_be_a_file_is_named() -> None:
    with pytest.raises(ReadError):
        read("规" * 400)


def test_links_to_nowhere_and_pipes_are_named(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, told in (("link.txt", "链接"), ("pipe.txt", "普通文件")):
        with pytest.raises(MissingFile, match=told):
            read(tmp_path / name)
