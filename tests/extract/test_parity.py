"""One passage gives the same figures whatever file it stands in."""

import io

import pytest
from docx import Document as WordDocument

from policyparse.extract import extract
from policyparse.read import read_bytes

TITLE = "海滨市2023年国民经济和社会发展统计公报"
HEADING = "一、文化和旅游"
PARAGRAPHS = (
    "全市共有剧场12个，从业人员860人；博物馆9个，其中国有博物馆5个。",
    "全年接待游客1.2亿人次，比上年增长9.5%，旅游收入980亿元，增长11%。",
)
ROWS = (
    ("指标", "单位", "2023年", "比上年增长（%）"),
    ("剧场演出", "场", "3200", "6.1"),
    ("图书馆藏书", "万册", "45.6", "-0.4"),
)


def _text() -> bytes:
    table = "\n".join("\t".join(row) for row in ROWS)
    return "\n\n".join((TITLE, HEADING, *PARAGRAPHS, table)).encode()


def _markdown() -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in ROWS]
    lines.insert(1, "|" + " --- |" * len(ROWS[0]))
    return "\n\n".join((f"# {TITLE}", f"## {HEADING}", *PARAGRAPHS, "\n".join(lines))).encode()


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><h2>{HEADING}</h2>{body}<table>{rows}</table></body></html>"
    return page.encode()


def _word() -> bytes:
    document = WordDocument()
    document.add_heading(TITLE, 1)
    document.add_heading(HEADING, 2)
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for n, row in enumerate(ROWS):
        for m, cell in enumerate(row):
            table.cell(n, m).text = cell
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _figures(data: bytes, name: str) -> list[tuple[object, ...]]:
    return [
        (f.printed, f.indicator, f.place, f.period, f.kind, f.measure, f.direction, f.comparator, f.value, f.unit)
        for f in extract(read_bytes(data, name)).figures
    ]


@pytest.mark.parametrize(("data", "name"), [(_markdown(), "a.md"), (_html(), "a.html"), (_word(), "a.docx")])
def test_a_format_changes_no_figure(data: bytes, name: str) -> None:
    assert _figures(data, name) == _figures(_text(), "a.txt")


def test_the_passage_is_read_in_full() -> None:
    assert len(_figures(_text(), "a.txt")) == 12
