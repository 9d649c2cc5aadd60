from __future__ import annotations

from collections.abc import Callable

import pytest

from policyparse.document import Table
from policyparse.errors import BrokenFile, NoText
from policyparse.read import read_bytes

Texts = Callable[[Table], list[list[str]]]

SHEET = """\
云泽市2025年主要指标,,,,
单位：万元,,,,
指标,2024年,,2025年,
,绝对量,增长（%）,绝对量,增长（%）
"税收收入","1,234",5.1,"1,300",5.3
其中：增值税,560,3.2,590,5.4
注：2025年为快报数。,,,,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_sheet_is_its_title_its_table_and_its_notes(encoding: str, separator: str, texts: Texts) -> None:
    quoted = SHEET.replace('"1,234"', "“1234”").replace('"1,300"', "“1300”").replace(",", separator)
    printed = quoted.replace("“1234”", '"1,234"').replace("“1300”", '"1,300"')
    document = read_bytes(printed.encode(encoding), "a.csv")
    assert [paragraph.text for paragraph in document.paragraphs()] == ["云泽市2025年主要指标", "注：2025年为快报数。"]
    (table,) = document.tables()
    assert texts(table) == [
        ["指标", "2024年", "2024年", "2025年", "2025年"],
        ["指标", "绝对量", "增长（%）", "绝对量", "增长（%）"],
        ["税收收入", "1,234", "5.1", "1,300", "5.3"],
        ["其中：增值税", "560", "3.2", "590", "5.4"],
    ]
    assert table.header_rows == 2
    assert table.unit is not None and table.unit.text == "单位：万元"


def test_a_blank_under_a_row_label_belongs_to_the_label_above(texts: Texts) -> None:
    (table,) = read_bytes("地区,指标,数值\n云泽,基站,12\n,用户,\n,连接,7\n".encode(), "a.csv").tables()
    assert [row[0] for row in texts(table)[1:]] == ["云泽", "云泽", "云泽"]
    assert texts(table)[2][2] == ""


def test_a_quotation_that_never_ends_is_named_with_its_line() -> None:
    with pytest.raises(BrokenFile, match="行"):
        read_bytes('指标,数值\n"基站,12\n'.encode(), "a.csv")


def test_a_sheet_of_blanks_has_no_text() -> None:
    with pytest.raises(NoText):
        read_bytes(b",,,\n,,,\n", "a.csv")
