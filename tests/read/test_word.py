from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policyparse.document import Document, Table
from policyparse.errors import BrokenFile, EncryptedFile, TooLarge
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


# Documents written as XML: what no library writes, but Word, WPS and their users do ------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else para(content)}</w:tc>"


def table_of(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(body: str, main: str = "word/document.xml", **parts: str) -> Document:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(main, f"<w:document {W} {MORE}><w:body>{body}<w:sectPr/></w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
        relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
        archive.writestr(
            "_rels/.rels", f'<Relationships><Relationship Type="{relation}" Target="{main}"/></Relationships>'
        )
    return read_bytes(stream.getvalue(), "a.docx")


def printed(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


CHANGES = {
    "a deleted run": (
        f"目标{'</w:t></w:r>'}<w:del>{run('60%')}</w:del><w:ins>{run('85%')}</w:ins><w:r><w:t>以上。",
        ["目标85%以上。"],
    ),
    "a moved run": (
        f"甲{'</w:t></w:r>'}<w:moveFrom>{run('乙')}</w:moveFrom><w:moveTo>{run('丙')}</w:moveTo><w:r><w:t>丁。",
        ["甲丙丁。"],
    ),
}


@pytest.mark.parametrize(("content", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_tracked_changes_are_read_as_accepted(content: str, expected: list[str]) -> None:
    assert printed(word(para(content))) == expected


def test_a_paragraph_whose_end_is_deleted_runs_into_the_next() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert printed(word(para("到2027年，", gone) + para("建成基站300个。"))) == ["到2027年，建成基站300个。"]


def test_a_deleted_row_is_not_read(texts: Texts) -> None:
    rows = [
        row(cell("指标"), cell("目标")),
        row(cell("甲"), cell("60"), properties="<w:del w:id='1'/>"),
        row(cell("乙"), cell("85")),
    ]
    assert texts(word(table_of(*rows)).tables()[0]) == [["指标", "目标"], ["乙", "85"]]


def test_hidden_text_is_left_out_and_told() -> None:
    document = word(para(run("建成") + run("99个", "<w:vanish/>") + run("85个。", "<w:vanish w:val='0'/>")))
    assert printed(document) == ["建成85个。"]
    assert document.head.warnings == ("有 1 处隐藏文字，未读取",)


def test_field_codes_are_not_text_and_their_results_are() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>SEQ 表 99</w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('2')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    assert printed(word(para(f"{run('见附表')}{field}{run('所列。')}"))) == ["见附表2所列。"]


def test_superscripts_symbols_and_formulas_are_read_as_printed() -> None:
    symbol = "<w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r>"
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    content = (
        run("增加值")
        + run("2", "<w:vertAlign w:val='superscript'/>")
        + run("1234亿元，占比")
        + symbol
        + run("6%，")
        + formula
    )
    assert printed(word(para(content))) == ["增加值²1234亿元，占比≥6%，x+1"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inner = f"<w:txbxContent>{para('专栏1 重点工程')}{para('建成示范区12个。')}</w:txbxContent>"
    box = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = word(para(run("一、主要目标") + box) + para("其后正文。"))
    assert printed(document) == ["一、主要目标", "专栏1重点工程", "建成示范区12个。", "其后正文。"]
    assert document.head.warnings == ()


def test_tables_inside_cells_are_tables_of_their_own(texts: Texts) -> None:
    inner = table_of(row(cell("项"), cell("值")), row(cell("甲"), cell("1")))
    outer = table_of(
        row(cell("名称"), cell("内容")), row(cell("说明"), f"<w:tc>{para('见下表')}{inner}{para('')}</w:tc>")
    )
    assert [texts(table) for table in word(outer).tables()] == [
        [["名称", "内容"], ["说明", "见下表"]],
        [["项", "值"], ["甲", "1"]],
    ]
    framed = word(table_of(row(f"<w:tc>{para('单位：个')}{inner}</w:tc>")))
    assert [texts(table) for table in framed.tables()] == [[["项", "值"], ["甲", "1"]]]


def test_cells_merged_in_the_old_way_are_one(texts: Texts) -> None:
    merged = row(cell("合并", "<w:hMerge w:val='restart'/>"), cell("", "<w:hMerge/>"), cell("丙"))
    (table,) = word(table_of(merged, row(cell("1"), cell("2"), cell("3")))).tables()
    assert texts(table)[0] == ["合并", "合并", "丙"]


LEVELS = "".join(
    f"<w:lvl w:ilvl='{index}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
    for index, (format, text) in enumerate(
        [("japaneseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "")]
    )
)
NUMBERING = (
    f"<w:abstractNum w:abstractNumId='7'>{LEVELS}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
    "<w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='3'/></w:lvlOverride></w:num>"
)


def listed(text: str, level: int, list_id: int = 1) -> str:
    return para(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list_id}'/></w:numPr>")


def test_numbers_that_word_prints_before_paragraphs_are_read() -> None:
    lines = [
        ("总体要求", 0),
        ("主要目标", 0),
        ("基础设施", 1),
        ("2025年建成", 2),
        ("2026年建成", 2),
        ("要点", 3),
        ("产业", 1),
        ("保障", 0),
        ("组织", 1),
    ]
    body = "".join(listed(*line) for line in lines) + listed("另起", 0, 2) + para("不编号")
    assert printed(word(body, numbering=NUMBERING)) == [
        "一、总体要求", "二、主要目标", "（一）基础设施", "1. 2025年建成", "2. 2026年建成", "要点", "（二）产业", "三、保障", "（一）组织",
        "三、另起", "不编号",
    ]  # fmt: skip


def test_a_number_typed_by_hand_is_not_printed_twice() -> None:
    assert printed(word(listed("一、总体要求", 0), numbering=NUMBERING)) == ["一、总体要求"]


STYLES = (
    "<w:style w:styleId='a1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:styleId='b2'><w:name w:val='公文二级'/><w:basedOn w:val='a1'/></w:style>"
    "<w:style w:styleId='c3'><w:name w:val='三级'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>"
    "<w:style w:styleId='d4'><w:name w:val='toc 1'/></w:style>"
    "<w:style w:styleId='e5'><w:name w:val='编号'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
)


def styled(text: str, style: str) -> str:
    return para(text, f"<w:pStyle w:val='{style}'/>")


def test_levels_and_lists_come_from_styles_and_what_they_are_based_on() -> None:
    body = styled("总则", "b2") + styled("细则", "c3") + styled("总则……1", "d4") + styled("目标", "e5")
    body += para("附则", "<w:outlineLvl w:val='1'/>") + para("正文", "<w:outlineLvl w:val='9'/>")
    document = word(body, styles=STYLES, numbering=NUMBERING)
    assert [(p.level, p.text) for p in document.paragraphs()] == [
        (2, "总则"), (4, "细则"), (2, "一、目标"), (3, "附则"), (0, "正文"),
    ]  # fmt: skip


def test_a_paragraph_of_prose_in_a_heading_style_is_no_heading() -> None:
    prose = "全市上下坚持稳中求进工作总基调，完整准确全面贯彻新发展理念，扎实推动高质量发展，经济运行总体平稳、稳中有进，社会大局保持稳定。"
    assert [p.level for p in word(styled(prose, "a1"), styles=STYLES).paragraphs()] == [0]


def test_a_main_part_of_another_name_and_strict_documents_are_read() -> None:
    assert printed(word(para("正文。"), main="word/document2.xml")) == ["正文。"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        archive.writestr(
            "word/document.xml", f"<w:document xmlns:w='{strict}'><w:body>{para('正文。')}</w:body></w:document>"
        )
    assert printed(read_bytes(stream.getvalue(), "a.docx")) == ["正文。"]


def test_endnotes_follow_the_footnotes() -> None:
    notes = f"<w:endnote w:id='0' w:type='separator'>{para('—')}</w:endnote><w:endnote w:id='1'>{para('按不变价计算。')}</w:endnote>"
    assert printed(word(para("正文。"), endnotes=notes)) == ["正文。", "按不变价计算。"]


def test_an_encrypted_word_document_is_no_old_one() -> None:
    with pytest.raises(EncryptedFile):
        read_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 9, "a.docx")


def test_values_that_no_word_writes_do_no_harm() -> None:
    odd = para(
        "<w:r><w:sym w:font='Symbol' w:char='ZZZZ'/><w:t>到2027年达到95%。</w:t></w:r>",
        "<w:outlineLvl w:val='-1'/><w:numPr><w:ilvl w:val='99'/><w:numId w:val='abc'/></w:numPr>",
    )
    loop = "<w:style w:styleId='a'><w:name w:val='甲'/><w:basedOn w:val='a'/></w:style>"
    table = table_of(
        row(cell("甲", "<w:gridSpan w:val='x'/><w:vMerge/>"), cell("乙"), properties="<w:gridBefore w:val='-5'/>")
    )
    document = word(odd + table + styled("正文。", "a"), styles=loop, numbering=NUMBERING)
    assert printed(document) == ["到2027年达到95%。", "正文。"] and len(document.tables()) == 1
