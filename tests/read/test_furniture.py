from __future__ import annotations

from policyparse.read.furniture import find_furniture


def test_framed_page_numbers_are_furniture() -> None:
    lines = ["第一行文字。", "- 3 -", "— 12 —", "第 3 页 共 9 页", "末行文字。"]
    assert find_furniture(lines) == {1, 2, 3}


def test_a_bare_number_between_prose_is_a_page_number_but_a_cell_is_not() -> None:
    assert find_furniture(["持续推进设施建设，网络水平不", "4", "断提升，服务能力增强。"]) == {1}
    assert find_furniture(["基站密度（个）", "18", "专网数（个）"]) == set()


def test_a_running_header_counts_from_its_second_printing() -> None:
    header = "某市2023年国民经济和社会发展统计公报"
    assert find_furniture([header, "正文。", header, "又一段。", header]) == {2, 4}


def test_web_page_trimmings_are_furniture() -> None:
    assert find_furniture(["正文到此。", "扫一扫在手机打开当前页", "京ICP备00000000号"]) == {1, 2}
