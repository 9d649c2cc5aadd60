from __future__ import annotations

from policyparse.read.aligned import one_line_share, rows_of, stacks_numbers, whole_rows
from policyparse.read.glyphs import Run
from policyparse.read.opentable import build_open
from policyparse.source import Box

SIZE = 10.0
EDGES = (50.0, 150.0, 250.0, 350.0)
PLACES = (60.0, 160.0, 260.0)


def run(text: str, x: float, top: float) -> Run:
    edges = tuple((x + SIZE * n, x + SIZE * (n + 1)) for n in range(len(text)))
    return Run(text, edges, Box(x, top, edges[-1][1], top + SIZE), SIZE, False)


def lines(*printed: tuple[float, str, str, str]) -> list[Run]:
    """Lines of a table: the height of each, and what it prints in each column."""
    return [run(text, PLACES[n], top) for top, *row in printed for n, text in enumerate(row) if text]


def labels(runs: list[Run]) -> list[list[str]]:
    return [[run.text for run in row.runs] for row in whole_rows(rows_of(runs), EDGES)]


def test_lines_of_cells_that_wrap_in_every_row_are_rows_by_their_gaps() -> None:
    wrapped = lines(
        (100, "老旧小区", "市住建局", "3.5"),
        (112, "改造提升", "市水务局", ""),
        (130, "城乡供水", "市水利局", "12"),
        (142, "一体化", "", ""),
        (160, "污水处理", "市城管局", "7.9"),
        (172, "提质增效", "市环境局", ""),
    )
    assert labels(wrapped) == [
        ["老旧小区", "市住建局", "3.5", "改造提升", "市水务局"],
        ["城乡供水", "市水利局", "12", "一体化"],
        ["污水处理", "市城管局", "7.9", "提质增效", "市环境局"],
    ]


def test_rows_of_values_stay_apart_however_near() -> None:
    near = lines((100, "城镇", "1", "2"), (111, "乡村", "3", "4"), (130, "合计", "4", "6"), (141, "比重", "5", "7"))
    assert len(labels(near)) == 4


def test_a_line_that_fills_its_column_goes_on_in_the_next_where_rows_are_as_near_as_lines() -> None:
    wrapped = lines(
        (100, "计算机通信制造", "1.2", "4"),
        (115, "其他产品制造", "2.3", "5"),
        (130, "化学原料和化学", "3.4", "6"),
        (145, "制品业", "", ""),
        (160, "汽车", "4.5", "7"),
    )
    assert labels(wrapped)[2] == ["化学原料和化学", "3.4", "6", "制品业"]
    assert len(labels(wrapped)) == 4


def test_a_section_under_a_short_label_is_a_row_of_its_own() -> None:
    printed = lines(
        (100, "每千人口床位数", "1.2", "4"),
        (115, "城镇化率", "2.3", "5"),
        (130, "民生", "", ""),
        (145, "劳动年龄受教育", "3.4", "6"),
    )
    assert len(labels(printed)) == 4


def test_rules_between_rows_make_each_band_a_row() -> None:
    bands = [
        lines((100 + top, "水库除险", "2021—", "市水利局"), (112 + top, "加固工程", "2027", ""))
        for top in (0, 30, 60, 90)
    ]
    header = lines((80, "项目", "年限", "责任单位"))
    table = build_open(header, bands, Box(50, 75, 350, 220))
    assert table is not None
    assert table.height == 5
    assert [cell.text for cell in table.row(1)] == ["水库除险加固工程", "2021—2027", "市水利局"]


def test_bands_of_several_rows_are_not_taken_for_one() -> None:
    rows = rows_of(lines((100, "甲", "1", "2"), (115, "乙", "3", "4")))
    band = rows[0]._replace(runs=[*rows[0].runs, *rows[1].runs])
    assert stacks_numbers(band, EDGES)
    assert not stacks_numbers(rows[0], EDGES)
    assert one_line_share([band], EDGES) == 0.0
