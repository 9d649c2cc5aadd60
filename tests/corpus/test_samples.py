"""The sample documents: marked as samples, traceable to real documents, with expected figures that their texts print."""

from __future__ import annotations

import json
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args
from zipfile import ZipFile

import pypdfium2
import pytest

from policyparse import figure

CORPUS = Path(__file__).parents[2] / "corpus"
TEXTS = sorted((CORPUS / "texts").glob("*.md"))
DOCUMENTS = sorted((CORPUS / "documents").iterdir())
EXPECTED = sorted((CORPUS / "expected").glob("*.jsonl"))
NAMES = [path.stem for path in TEXTS]
MARK = "示例文件·policyparse样例语料"
WORDS = {
    "kind": get_args(figure.FigureKind),
    "measure": get_args(figure.Measure),
    "direction": get_args(figure.Direction),
    "comparator": get_args(figure.Comparator),
    "binding": get_args(figure.Binding),
    "statistic": get_args(figure.Statistic),
}


def printed_parts(path: Path) -> list[str]:
    """The text of each page of a PDF, of the header part of a Word file, or of the whole of any other file."""
    if path.suffix == ".pdf":
        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path)]
    if path.suffix == ".docx":
        with ZipFile(path) as parts:
            return [parts.read("word/header1.xml").decode()]
    return [path.read_text(encoding="utf-8")]


def expected(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_text_has_its_document_its_expected_figures_and_its_source() -> None:
    sources = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))
    assert [path.stem for path in DOCUMENTS] == NAMES
    assert [path.stem for path in EXPECTED] == NAMES
    assert sorted(sources) == NAMES
    for source in sources.values():
        assert source["title"] and source["issuer"]
        assert set(source) <= {"title", "issuer", "number", "written", "published", "url"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_page_says_that_it_is_a_sample(path: Path) -> None:
    assert all(MARK in part for part in printed_parts(path))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_title_says_that_it_is_a_sample(path: Path) -> None:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert "（示例）\n" in head
    assert "（示例）\n" in body.split("\n## ")[0]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_expected_figures_speak_the_words_of_the_figure_record(path: Path) -> None:
    fields = {*figure.Figure.model_fields, "table"}
    for record in expected(path):
        assert {name.removesuffix("_any") for name in record} <= fields, record
        assert all(record[name] in words for name, words in WORDS.items() if record.get(name) is not None), record
        assert (record["comparator"] == "range") == (record["value"] is None), record
        assert all(Fraction(record[end]) is not None for end in ("value", "low", "high") if record.get(end)), record
        assert (record["measure"] == "level") == ("direction" not in record), record


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_expected_figures_are_printed_in_their_text(path: Path) -> None:
    text = (CORPUS / "texts" / f"{path.stem}.md").read_text(encoding="utf-8")
    for record in expected(path):
        assert record["printed"] in record["quote"]
        if "table" in record:
            row = next(line for line in text.splitlines() if line.startswith("|") and record["table"]["row"] in line)
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            assert record["printed"] in cells and all(part in cells for part in record["quote"].split("\t"))
            assert record["table"]["title"] in text
        else:
            assert record["quote"] in text


def test_a_paragraph_runs_across_pages_and_a_table_repeats_its_header() -> None:
    draft = printed_parts(CORPUS / "documents" / "yangfan-2021-draft.pdf")
    assert any(not page.split("— ")[0].rstrip().endswith("。") for page in draft[:-1])
    results = printed_parts(CORPUS / "documents" / "yangfan-2025-results.pdf")
    assert sum("省份" in page for page in results[:2]) == 2
