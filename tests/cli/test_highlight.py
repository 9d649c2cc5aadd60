"""The page of a document: its whole text, every figure at its place, nothing fetched, nothing run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from policyparse.cli.highlight import mark, render_marked
from policyparse.document import Cell, Document, Table
from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes
from policyparse.source import Passage

TEXT = """某市农村供水方案

一、总体目标

到2027年底，农村自来水普及率达到95%以上，新建水厂12座；2024年普及率为91.5%。

二、申报条件 <b>粗体</b> {{ 7 * 7 }} {% raise %} & "引号"

日供水规模应达到1.2万吨以上。
"""


def tree(page: str) -> Any:
    return html.fromstring(page)


def marked_texts(page: Any) -> list[str]:
    """What each mark prints, its cards left out."""
    return [(found.text or "").strip() for found in page.iter("mark")]


def without_cards(page: Any) -> str:
    for card in page.xpath("//span[contains(concat(' ', @class, ' '), ' card ')]"):
        card.drop_tree()
    return str(page.find("body/main").text_content())


@pytest.fixture
def page() -> Any:
    document = read_bytes(TEXT.encode(), "方案.txt")
    return tree(render_marked(mark(document, extract(document))))


def test_every_figure_is_marked_where_it_is_printed(page: Any) -> None:
    figures = extract(read_bytes(TEXT.encode(), "方案.txt")).figures
    assert marked_texts(page) == [figure.printed for figure in figures] != []
    kinds = [found.get("class") for found in page.iter("mark")]
    assert kinds == [figure.kind for figure in figures]


def test_the_whole_text_is_on_the_page_and_none_of_it_is_markup(page: Any) -> None:
    printed = "".join(without_cards(page).split())
    assert printed == "".join(TEXT.split())
    assert page.xpath("//b") == []


def test_each_mark_can_be_reached_by_keyboard_and_names_its_card(page: Any) -> None:
    marks = list(page.iter("mark"))
    assert all(found.get("tabindex") == "0" for found in marks)
    cards = {card.get("id"): card for card in page.xpath("//span[@role='tooltip']")}
    assert [found.get("aria-describedby") for found in marks] == list(cards)
    first = cards[marks[0].get("aria-describedby")].text_content()
    assert "农村自来水普及率" in first
    assert "≥95%" in first


def test_each_kind_has_its_count_and_a_switch(page: Any) -> None:
    labels = [" ".join(label.text_content().split()) for label in page.iter("label")]
    counts = [sum(found.get("class") == kind for found in page.iter("mark")) for kind in ("target", "reported")]
    assert labels[:2] == [f"目标 {counts[0]}", f"已报 {counts[1]}"]
    assert [box.get("id") for box in page.iter("input")] == ["show-target", "show-reported", "show-threshold"]


def test_the_page_fetches_nothing_and_runs_nothing(page: Any) -> None:
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@href | //@onclick") == []
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_figures_that_overlap_share_what_both_print() -> None:
    document = read_bytes("全市新建公园12座左右。".encode(), "a.txt")
    (figure,) = extract(document).figures
    start, end = figure.source.start, figure.source.end
    longer = figure.model_copy(update={"source": figure.source.model_copy(update={"end": end + 2})})
    page = tree(render_marked(mark(document, Extraction(head=document.head, figures=(figure, longer)))))
    assert marked_texts(page) == [document.text[start:end], "左右"]
    both, rest = page.iter("mark")
    assert both.get("aria-describedby") == "f1 f2"
    assert (rest.get("tabindex"), rest.get("aria-describedby")) == (None, None)
    assert "".join(without_cards(page).split()) == document.text


def test_tables_keep_their_cells_spans_and_marks() -> None:
    text = "指标2025年森林覆盖率25.1%说明"
    document = read_bytes(text.encode(), "a.txt")
    cells = (
        Cell(0, 0, 1, 1, Passage.of("指标")),
        Cell(0, 1, 1, 1, Passage.of("2025年", 2)),
        Cell(1, 0, 1, 1, Passage.of("森林覆盖率", 7)),
        Cell(1, 1, 1, 1, Passage.of("25.1%", 12)),
        Cell(2, 0, 1, 2, Passage.of("说明", 17)),
    )
    made = replace(document, blocks=(Table(cells, height=3, width=2, header_rows=1),))
    page = tree(render_marked(mark(made, extract(made))))
    assert [cell.text_content() for cell in page.iter("th")] == ["指标", "2025年"]
    assert marked_texts(page) == ["25.1%"]
    assert page.xpath("//td[mark]") != []
    assert page.xpath("//td[@colspan='2']")[0].text_content() == "说明"


def test_a_text_without_figures_is_a_page_too() -> None:
    document = read_bytes("各部门要认真落实。".encode(), "a.txt")
    page = tree(render_marked(mark(document, extract(document))))
    assert marked_texts(page) == []
    assert "各部门要认真落实。" in without_cards(page)


def test_the_command_writes_a_file_or_to_standard_output(call: Callable[..., Any], tmp_path: Path) -> None:
    path, out = tmp_path / "方案.txt", tmp_path / "页" / "方案.html"
    path.write_text(TEXT, encoding="utf-8")
    printed = call("highlight", path).out
    assert str(out) in call("highlight", path, "-o", out).out
    assert out.read_text(encoding="utf-8") == printed


def test_the_page_speaks_english_on_request(call: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    page = tree(call("--lang", "en", "highlight", path).out)
    assert page.get("lang") == "en"
    assert [" ".join(label.text_content().split()).split()[0] for label in page.iter("label")] == [
        "target",
        "reported",
        "threshold",
    ]


def test_the_sample_documents_show_every_figure_once() -> None:
    folder = Path(__file__).parents[2] / "corpus" / "documents"
    for path in sorted(folder.iterdir()):
        document: Document = read_bytes(path.read_bytes(), path.name)
        extraction = extract(document)
        page = tree(render_marked(mark(document, extraction)))
        assert len(page.xpath("//span[@role='tooltip']")) == len(extraction.figures)
