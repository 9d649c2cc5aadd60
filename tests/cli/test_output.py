from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from policyparse.cli.output import HUNG_UP, WIDTH, inert, visible, write_csv, write_table


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-8户", "@SUM(A1)", "\t=1", "\r=1", "-", "＝1", "-0.4;=1", "=-0.4"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-0.4", "+8", "82.8", "达到85%", "", "〔17.7〕"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


def test_csv_comes_back_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(["a", "b"], [['甲，"乙"\n丙', None], [1, "x,y"]])
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [["a", "b"], ['甲，"乙"\n丙', ""], ["1", "x,y"]]


def test_text_of_a_document_cannot_drive_the_terminal() -> None:
    assert visible("甲\x1b]0;x\x07乙\u202e丙\x9b2J") == "甲]0;x乙丙2J"


def test_a_table_fits_its_width_and_takes_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(["指标", "数值"], [["[red]每万人拥有5G基站数[/red]" * 9, "1"]])
    lines = capsys.readouterr().out.splitlines()
    assert "[red]" in "".join(lines)
    assert all(len(line.encode("gb18030")) <= WIDTH * 2 and line == line.rstrip() for line in lines)
    assert len(lines) > 3


def test_output_ends_quietly_where_its_reader_has_gone() -> None:
    script = "from policyparse.cli.output import write\nwhile True: write('甲' * 9999)"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == HUNG_UP


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_standard_output_is_named() -> None:
    program = "from policyparse.cli import main; main(['templates'])"
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert ended.returncode == 30
    assert ended.stderr.startswith("错误 RenderError: 标准输出") and len(ended.stderr.splitlines()) == 1
