from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.document import Document, Paragraph
from policyparse.errors import EmptyFile, UnknownFormat
from policyparse.read import read_bytes
from policyparse.source import Passage

Read = Callable[..., Document]

WRAPPED = """\
某省算力网络建设三年计划

（征求意见稿）

为加快算力基础设施建设，推动算力与产业深度融

合，结合本省实际，制定本计划。到二〇二七年，全

省在用标准机架总规模力争达到三十万架以上水平不

7

断提升，智能算力占比超过三成，建成 10-20 个算力

应用示范区。

    一、主要任务

持续优化布局，引导算力设施向可再生能源富集地

— 2 —

区集聚，提升绿电使用比例。
"""


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def test_wrapped_lines_join_over_blank_lines_and_page_numbers(read_text_file: Read) -> None:
    printed = paragraphs(read_text_file(WRAPPED))
    assert printed[:2] == ["某省算力网络建设三年计划", "（征求意见稿）"]
    assert "一、主要任务" in printed
    assert any(
        "推动算力与产业深度融合，结合本省实际" in text
        and "水平不断提升" in text
        and text.endswith("10-20个算力应用示范区。")
        for text in printed
    )
    assert any("引导算力设施向可再生能源富集地区集聚" in text for text in printed)


def test_paragraphs_of_unwrapped_text_stay_apart(read_text_file: Read) -> None:
    text = "某市年度工作总结\n\n" + "全市经济运行稳中向好。" * 6 + "\n" + "各项改革持续推进。" * 8 + "\n"
    assert len(read_text_file(text).paragraphs()) == 3


def test_a_paragraph_cut_by_a_page_break_is_one(read_text_file: Read) -> None:
    first = (
        "为深入实施创新驱动发展战略，全面提升产业链供应链韧性和安全水平，推动新型工业化取得更大进展，持续增强多层次协"
    )
    printed = paragraphs(
        read_text_file(f"总体考虑\n\n{first}\n\n\n\n同能力，制定本方案。\n\n下一步工作。\n\n安排如下。\n")
    )
    assert f"{first}同能力，制定本方案。" in printed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_read_the_same(encoding: str) -> None:
    text = "某市朱镕同志纪念馆年度公报\n\n全年接待12万人次。\n"
    assert read_bytes(text.encode(encoding), "a.txt").text == text


def test_the_text_is_the_file(read_text_file: Read) -> None:
    assert read_text_file("标题如此\r\n\r\n正文。\r\n").text == "标题如此\r\n\r\n正文。\r\n"


def test_binary_is_no_text() -> None:
    with pytest.raises(UnknownFormat):
        read_bytes(b"\x00\x01\xff\xfe\x80\x00" * 20, "a.txt")


def test_an_empty_file_says_so() -> None:
    with pytest.raises(EmptyFile):
        read_bytes(b" \n", "a.txt")


@given(st.text("一、（）1.2 5G应用达到%，。；：\n\t|-表单位注#*\u3000\f", min_size=1, max_size=200))
def test_every_passage_points_at_what_is_printed(text: str) -> None:
    try:
        document = read_bytes(f"开头一段文字。\n{text}".encode(), "a.txt")
    except UnknownFormat:
        return
    for passage in passages(document):
        assert list(passage.offsets) == sorted(set(passage.offsets))
        assert all(
            char in (document.text[offset], " ") for char, offset in zip(passage.text, passage.offsets, strict=True)
        )


def passages(document: Document) -> list[Passage]:
    found: list[Passage] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(block.passage)
        else:
            found += [cell.passage for cell in block.cells if cell.passage]
            found += [passage for passage in (block.caption, block.unit, *block.notes) if passage]
    return found


def test_links_of_markdown_keep_their_words_only(read_text_file: Read) -> None:
    document = read_text_file("普及率超过[85%](https://a.b/c)，见[附件](#two)和〔2026〕12号[1]。\n", "a.md")
    assert document.paragraphs()[0].text == "普及率超过85%，见附件和〔2026〕12号[1]。"
