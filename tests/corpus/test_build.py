"""corpus/build.py rebuilds the committed documents byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[2] / "corpus"
FONT = Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc")


def build(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(CORPUS / "build.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not FONT.is_file(), reason="no WenQuanYi Zen Hei: apt-get install fonts-wqy-zenhei")
def test_the_committed_documents_are_what_the_texts_build(tmp_path: Path) -> None:
    done = build("--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    committed = {path.name: path.read_bytes() for path in (CORPUS / "documents").iterdir()}
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == []


def test_a_missing_font_is_named_with_its_package(tmp_path: Path) -> None:
    done = build("--out", str(tmp_path / "out"), "--font", str(tmp_path / "none.ttc"))
    assert done.returncode == 1
    assert "fonts-wqy-zenhei" in done.stderr
    assert not (tmp_path / "out").exists()
