from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policyparse.document import Document, Table
from policyparse.errors import BrokenFile, TooLarge
from policyparse.read import read_bytes

Texts = Callable[[Table], list[list[str]]]


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def sample() -> docx.document.Document:
    document = docx.Document()
    document.add_paragraph("某市2024年统计公报", style="Title")
    document.add_heading("综合", level=1)
    document.add_paragraph("全年生产总值增长6.1%。")
    document.add_paragraph("表1 居民收入（单位：元）")
    table = document.add_table(rows=4, cols=3)
    for place, text in {
        (0, 0): "指标",
        (0, 1): "收入",
        (1, 1): "数额",
        (1, 2): "增长",
        (2, 0): "城镇",
        (2, 1): "62685",
    }.items():
        table.cell(*place).text = text
    table.cell(2, 2).text = "5.2"
    table.cell(3, 0).text, table.cell(3, 1).text, table.cell(3, 2).text = "农村", "33289", "6.9"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("二、农业")
    return document


def test_paragraphs_and_tables_stand_in_order_with_levels(texts: Texts) -> None:
    document = read_bytes(saved(sample()), "a.docx")
    assert [(p.level, p.text) for p in document.paragraphs()] == [
        (1, "某市2024年统计公报"),
        (2, "综合"),
        (0, "全年生产总值增长6.1%。"),
        (2, "二、农业"),
    ]
    (table,) = document.tables()
    assert texts(table)[:3] == [["指标", "收入", "收入"], ["指标", "数额", "增长"], ["城镇", "62685", "5.2"]]
    assert table.header_rows == 2
    assert table.caption is not None and table.caption.text == "表1居民收入"
    assert table.unit is not None and table.unit.text == "（单位：元）"


def test_a_span_of_a_billion_columns_is_clamped() -> None:
    document = sample()
    span = OxmlElement("w:gridSpan")
    span.set(qn("w:val"), "1000000000")
    document.tables[0].cell(3, 2)._tc.get_or_add_tcPr().append(span)
    (table,) = read_bytes(saved(document), "a.docx").tables()
    assert table.width == 3


def test_deleted_text_is_not_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("目标为85%")
    gone = OxmlElement("w:del")
    run = document.add_paragraph("作废60%").runs[0]._r
    gone.append(run)
    paragraph._p.append(gone)
    assert "作废" not in read_bytes(saved(document), "a.docx").text


def test_damaged_archives_are_named() -> None:
    data = saved(sample())
    with pytest.raises(BrokenFile):
        read_bytes(data[: len(data) // 2], "a.docx")


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(110):
            part.write(b" " * 2**20)
    with pytest.raises(TooLarge):
        read_bytes(stream.getvalue(), "a.docx")


def test_a_document_with_a_damaged_side_part_still_gives_its_text() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(sample()))) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            if member != "word/styles.xml":
                new.writestr(member, old.read(member))
    document: Document = read_bytes(stream.getvalue(), "a.docx")
    assert "全年生产总值增长6.1%。" in [p.text for p in document.paragraphs()]


FOOTNOTES = b"""<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="1"><w:p><w:r><w:t>\xe6\x8c\x89\xe7\x8e\xb0\xe4\xbb\xb7\xe8\xae\xa1\xe7\xae\x97</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_footnotes_follow_the_body() -> None:
    document = read_bytes(with_member(saved(sample()), "word/footnotes.xml", FOOTNOTES), "a.docx")
    assert document.paragraphs()[-1].text == "按现价计算"
    assert document.head.warnings == ()


def test_a_damaged_part_of_footnotes_loses_the_footnotes_only() -> None:
    document = read_bytes(with_member(saved(sample()), "word/footnotes.xml", FOOTNOTES[:-30]), "a.docx")
    assert "全年生产总值增长6.1%。" in document.text
    assert document.head.warnings == ("脚注部分损坏，未读取",)
