from __future__ import annotations

from collections.abc import Callable

import pytest

from policyparse.document import Document, Table
from policyparse.errors import NoText
from policyparse.read import read_bytes

Texts = Callable[[Table], list[list[str]]]


def page(body: str, head: str = "") -> Document:
    return read_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def test_a_page_labelled_gb2312_keeps_characters_beyond_it(texts: Texts) -> None:
    source = (
        '<html><head><meta charset="gb2312"></head><body><p>朱镕基同志视察。</p><p>其后仍有正文。</p></body></html>'
    )
    document = read_bytes(source.encode("gb18030"), "a.html")
    assert [p.text for p in document.paragraphs()] == ["朱镕基同志视察。", "其后仍有正文。"]


def test_spans_are_placed_and_clamped(texts: Texts) -> None:
    document = page(
        "<table><tr><th rowspan=2>指标</th><th colspan=2>人口</th></tr><tr><th>数量</th><th>比重</th></tr>"
        "<tr><td rowspan=65534>全市</td><td>12</td><td>60%</td></tr><tr><td colspan=99999>8</td></tr></table>"
    )
    (table,) = document.tables()
    assert texts(table) == [
        ["指标", "人口", "人口"],
        ["指标", "数量", "比重"],
        ["全市", "12", "60%"],
        ["全市", "8", "8"],
    ]
    assert table.header_rows == 2


def test_layout_tables_are_prose_and_nested_tables_are_tables(texts: Texts) -> None:
    document = page(
        "<table><tr><td><p>说明文字。</p><table><tr><td>项</td><td>值</td></tr><tr><td>甲</td><td>1</td></tr></table></td></tr></table>"
    )
    assert [p.text for p in document.paragraphs()] == ["说明文字。"]
    assert texts(document.tables()[0]) == [["项", "值"], ["甲", "1"]]


def test_the_article_is_found_and_its_table_kept() -> None:
    prose = "".join(
        f"<p>第{i}项工作稳步推进，完成投资{i}亿元，比上年增长{i}.5%，带动就业持续向好。</p>" for i in range(2, 14)
    )
    navigation = "<div class=menu>" + "".join(f"<a href=/{i}>栏目{i}</a>" for i in range(30)) + "</div>"
    table = "<table><tr><td>指标</td><td>数值</td></tr><tr><td>产量</td><td>12.5</td></tr></table>"
    document = page(
        f"{navigation}<div id=content><h1>某市年度公报正式发布</h1>{prose}{table}</div><footer>京ICP备1号</footer>"
    )
    printed = "".join(p.text for p in document.paragraphs())
    assert "第13项工作" in printed and "栏目7" not in printed and "ICP" not in printed
    assert len(document.tables()) == 1


def test_the_index_card_is_read_as_fields_not_as_a_table() -> None:
    document = page(
        "<table><tr><td>发文机关：</td><td>某部办公厅</td></tr><tr><td>发文字号：</td><td>某厅〔2023〕9号</td></tr>"
        "<tr><td>成文日期：</td><td>2023-11-17</td></tr></table><h1>关于开展试点工作的通知</h1><p>正文内容如下。</p>",
        head="<title>关于开展试点工作的通知_某部网站</title>",
    )
    assert not document.tables()
    head = document.head
    assert (head.title, head.issuers, head.number, head.written) == (
        "关于开展试点工作的通知",
        ("某部办公厅",),
        "某厅〔2023〕9号",
        "2023-11-17",
    )


def test_a_page_that_a_script_fills_has_no_text() -> None:
    with pytest.raises(NoText):
        page("<div id=app></div><script>load()</script>")


def test_entities_are_not_fetched() -> None:
    source = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>正文&x;到此。</p></body></html>'
    assert [p.text for p in read_bytes(source.encode(), "a.html").paragraphs()][-1].startswith("正文")
    assert "localhost" not in read_bytes(source.encode(), "a.html").text


def test_deep_nesting_is_read_or_refused_but_never_half() -> None:
    document = page("<div>" * 1000 + "<p>深处的正文。</p>" + "</div>" * 1000 + "<p>外层的正文。</p>")
    assert document.text == "深处的正文。\n外层的正文。\n"
    with pytest.raises(NoText):
        page("<div>" * 20_000 + "<p>太深的正文。</p>")
