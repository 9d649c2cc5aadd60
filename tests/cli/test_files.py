from __future__ import annotations

from pathlib import Path

import pytest

from policyparse.cli.files import save, save_bytes
from policyparse.errors import RenderError


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out" / "brief.md"
    save(path, "第一份")

    def fill(part: Path, data: bytes) -> int:
        part.open("wb").write(data[:3])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(RenderError, match="No space left"):
        patch.setattr(Path, "write_bytes", fill)
        save(path, "第二份")
    assert path.read_text(encoding="utf-8") == "第一份"
    assert [one.name for one in path.parent.iterdir()] == ["brief.md"]


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to(tmp_path / "real.md")
    save_bytes(tmp_path / "link.md", b"new")
    assert (tmp_path / "link.md").is_symlink() and (tmp_path / "real.md").read_bytes() == b"new"
    save_bytes(Path("/dev/null"), b"gone")
    assert not Path("/dev/null").is_file()


def test_a_name_as_long_as_a_name_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'规' * 83}.md"
    save(path, "正文")
    assert path.read_text(encoding="utf-8") == "正文"
