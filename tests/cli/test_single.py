from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from policyparse.cli import single
from policyparse.document import Cell, Document, Head, Table
from policyparse.errors import EncryptedFile
from policyparse.figure import Figure
from policyparse.source import Passage

Call = Callable[..., Any]

TEXT = """某市数字经济行动方案

一、总体目标

到2027年底，5G个人用户普及率超过85%，每万人拥有5G基站数达到38个。
"""


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> Table:
    """A document with one table of two rows, of which the first cell spans both columns."""
    texts = [(0, 0, 1, 2, "指标|<b>"), (1, 0, 1, 1, "=SUM(A1)"), (1, 1, 1, 1, "-0.4")]
    cells = tuple(Cell(*place, Passage.of(text)) for *place, text in texts)
    made = Table(cells, height=2, width=2, header_rows=1, caption=Passage.of("表1"), unit=Passage.of("万人"), page=3)
    head = Head(id="0" * 64, name="a.pdf", format="pdf", title="a", warnings=("第2页没有文字层",))
    monkeypatch.setattr(single, "read", lambda path, **_: Document(head, "", (made,)))
    return made


def test_figures_are_written_in_reading_order_and_the_same_every_time(call: Call, plan_file: Path) -> None:
    ended = call("extract", plan_file)
    figures = [Figure.model_validate_json(line) for line in ended.out.splitlines()]
    assert [figure.printed for figure in figures] == ["85%", "38个"]
    assert [TEXT[figure.source.start : figure.source.end] for figure in figures] == ["85%", "38个"]
    assert call("extract", plan_file) == ended


def test_a_unit_that_the_table_lacks_is_reported_on_standard_error(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("全年共修复古籍线装书1200绺。", encoding="utf-8")
    ended = call("extract", path)
    assert Figure.model_validate_json(ended.out).unit == "绺"
    assert "“绺”" in ended.err


def test_figures_are_shown_as_a_table(call: Call, plan_file: Path) -> None:
    out = call("extract", plan_file, "--format", "table").out
    assert "指标" in out
    assert "85%" in out


def test_tables_as_json_are_grids_with_null_where_no_cell_begins(call: Call, table: Table) -> None:
    assert json.loads(call("tables", "a.pdf").out) == [[["指标|<b>", None], ["=SUM(A1)", "-0.4"]]]


def test_warnings_go_to_standard_error(call: Call, table: Table) -> None:
    assert call("tables", "a.pdf").err == "提示 a.pdf: 第2页没有文字层\n"


def test_tables_as_csv_hold_no_formula(call: Call, table: Table) -> None:
    rows = list(csv.reader(io.StringIO(call("tables", "a.pdf", "--format", "csv").out)))
    assert rows == [["指标|<b>", ""], ["'=SUM(A1)", "-0.4"]]


def test_tables_as_markdown_keep_caption_unit_and_page_and_take_no_markup(call: Call, table: Table) -> None:
    lines = call("tables", "a.pdf", "--format", "md").out.splitlines()
    assert lines[0] == "### 表1 表1 第3页"
    assert lines[2] == "万人"
    assert lines[4:] == ["| 指标\\|&lt;b> |  |", "| --- | --- |", "| =SUM(A1) | -0.4 |"]


@pytest.mark.parametrize("command", ["extract", "tables"])
def test_a_fault_ends_with_its_own_exit_code(call: Call, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    def refuse(path: Path, **_: object) -> Document:
        raise EncryptedFile(path.name, "需要密码", remedy="请先去掉密码。")

    monkeypatch.setattr(single, "read", refuse)
    ended = call(command, "folder/a.pdf")
    assert (ended.code, ended.out) == (EncryptedFile.exit_code, "")
    assert ended.err == "错误 EncryptedFile: folder/a.pdf: 需要密码。请先去掉密码。\n"


def test_a_defect_is_named_and_shows_no_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single, "read", lambda path, **_: {}["x"])
    ended = call("extract", "a.pdf")
    assert ended.code == 18
    assert ended.err.startswith("错误 ReaderCrashed: a.pdf")
    assert "Traceback" not in ended.err


SAMPLE = Path(__file__).parents[2] / "corpus" / "documents" / "yangfan-2025-results.pdf"


def test_several_processes_write_the_same(call: Call, tmp_path: Path) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in range(6):
        canvas.grid([100, 200, 300], [600, 620, 640])
        for n in range(4):
            canvas.drawString(104 + n % 2 * 100, 604 + n // 2 * 20, f"{page}{n}.5%")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "a.pdf"
    path.write_bytes(stream.getvalue())
    alone = call("tables", path)
    assert "52.5%" in alone.out
    assert call("tables", path, "--jobs", "2") == alone
    assert call("extract", path, "--jobs", "2") == call("extract", path)


def test_a_page_is_drawn_into_a_picture(call: Call, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    result = call("tables", SAMPLE, "--show", "2", "--out", picture)
    assert result.code == 0
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_page_that_is_not_there_is_refused_by_name(call: Call, tmp_path: Path) -> None:
    result = call("tables", SAMPLE, "--show", "99", "--out", tmp_path / "page.png")
    assert result.code == 15
    assert "BrokenFile" in result.err
