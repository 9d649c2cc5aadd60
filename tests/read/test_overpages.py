from __future__ import annotations

from policyparse.read.glyphs import PrintedLine
from policyparse.read.overpages import TableOverPages
from policyparse.read.pagetext import PageContent, TableText, write_page
from policyparse.read.rulings import RuledCell, RuledTable
from policyparse.source import Box

EDGES = (90.0, 190.0, 290.0)
HEADER = (("指标",), ("2027年",))


def part(*rows: tuple[tuple[str, ...], ...], page: int = 1) -> TableText:
    """A table on a page: rows of cells of lines."""
    cells = [
        RuledCell(
            row,
            column,
            1,
            1,
            tuple(PrintedLine(line, (), Box(0, 0, 1, 1), 10.0, False) for line in lines),
            Box(EDGES[column], 100.0 + 20 * row, EDGES[column + 1], 120.0 + 20 * row),
        )
        for row, line_cells in enumerate(rows)
        for column, lines in enumerate(line_cells)
    ]
    table = RuledTable(tuple(cells), EDGES, len(rows), Box(90, 100, 290, 100 + 20 * len(rows)))
    (written,) = write_page(PageContent(page, 595.0, 842.0, (), (table,))).tables
    return written


def texts(table: TableOverPages) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.text) for cell in table.cells]


def test_a_header_printed_again_is_dropped_though_its_lines_break_elsewhere() -> None:
    first = part((("每万人拥有", "床位数"), ("2027年",)), (("甲",), ("1",)))
    table = TableOverPages(first, 1, 0)
    second = part((("每万人", "拥有床位数"), ("2027年",)), (("乙",), ("2",)), page=2)
    assert table.goes_on_in(second)
    table.add(second, 2, 100)
    assert texts(table)[2:] == [(1, 0, "甲"), (1, 1, "1"), (2, 0, "乙"), (2, 1, "2")]


def test_a_row_that_the_page_break_split_is_one_and_knows_both_places() -> None:
    first = part(HEADER, (("养老机构",), ("护理型床位",)))
    table = TableOverPages(first, 1, 0)
    table.add(part(((), ("占比",)), (("乙",), ("2",)), page=2), 2, 100)
    assert texts(table)[2:] == [(1, 0, "养老机构"), (1, 1, "护理型床位占比"), (2, 0, "乙"), (2, 1, "2")]
    joined = table.cells[3].passage
    assert joined is not None
    assert joined.offsets[:5] == tuple(range(joined.start, joined.start + 5))
    assert joined.offsets[5:] == (101, 102)


def test_an_empty_label_below_a_page_break_belongs_to_the_one_above() -> None:
    table = TableOverPages(part(HEADER, (("人才",), ("10%",))), 1, 0)
    table.add(part(((), ("20%",)), page=2), 2, 100)
    label = next(cell for cell in table.cells if cell.text == "人才")
    assert (label.row, label.rows) == (1, 2)


def test_a_cell_knows_its_page_and_its_place_in_the_whole_text() -> None:
    table = TableOverPages(part(HEADER, (("甲",), ("1",))), 1, 0)
    table.add(part((("乙",), ("2",)), page=2), 2, 100)
    last = table.cells[-1]
    assert (last.page, last.passage and last.passage.start) == (2, 102)
