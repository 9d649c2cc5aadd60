"""Units that the table lacks are kept as printed and reported, never guessed."""

from __future__ import annotations

from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes


def extraction_of(text: str) -> Extraction:
    return extract(read_bytes(f"全国文物和农业统计\n\n{text}".encode(), "a.txt"))


def test_an_unknown_counter_is_kept_as_printed_and_reported() -> None:
    extraction = extraction_of("全年共修复古籍线装书1200绺，比上年增加35绺。")
    assert [(f.printed, f.value, f.unit) for f in extraction.figures] == [
        ("1200绺", "1200", "绺"),
        ("35绺", "35", "绺"),
    ]
    assert extraction.head.warnings == ("单位“绺”不在词表中，照原样保留（2 处）",)


def test_an_unknown_unit_of_a_table_is_kept_as_printed_and_reported() -> None:
    text = "表1 桑蚕生产情况\n单位：万蔟\n指标\t2024年\t2025年\n春蚕\t12.5\t13.1\n秋蚕\t8.2\t8.8\n"
    extraction = extraction_of(text)
    assert {figure.unit for figure in extraction.figures} == {"蔟"}
    assert [figure.value for figure in extraction.figures] == ["125000", "131000", "82000", "88000"]
    assert extraction.head.warnings == ("单位“蔟”不在词表中，照原样保留（4 处）",)


def test_known_units_and_bare_numbers_are_not_reported() -> None:
    extraction = extraction_of("全年接待游客1.2亿人次，用户数突破3亿，增长5.5%。")
    assert len(extraction.figures) == 3
    assert extraction.head.warnings == ()


def test_the_warning_is_saved_with_the_extraction() -> None:
    extraction = extraction_of("全年共修复古籍线装书1200绺。")
    loaded = Extraction.model_validate_json(extraction.model_dump_json())
    assert loaded.head.warnings == extraction.head.warnings != ()


def test_an_unknown_unit_in_a_header_is_kept_with_its_multiplier() -> None:
    extraction = extraction_of("表1 药品生产情况\n指标\t产量（万标准瓶）\t销量（单位：万标准瓶）\n输液\t12.5\t13.1\n")
    assert [(figure.value, figure.unit) for figure in extraction.figures] == [
        ("125000", "标准瓶"),
        ("131000", "标准瓶"),
    ]
    assert extraction.head.warnings == ("单位“标准瓶”不在词表中，照原样保留（2 处）",)


def test_a_tolerance_is_a_range() -> None:
    figures = extraction_of("计量误差为±0.5%，含水率控制在15±2%，办理登记6.2万对。").figures
    assert [(f.printed, f.low, f.high, f.value, f.unit) for f in figures] == [
        ("±0.5%", "-0.5", "0.5", None, "%"),
        ("15±2%", "13", "17", None, "%"),
        ("6.2万对", None, None, "62000", "对"),
    ]
