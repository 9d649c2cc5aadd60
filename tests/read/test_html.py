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


PROSE = (
    "到2027年，全市建成充电桩2.4万个，城镇污水集中处理率不低于95%；公共机构能耗强度下降8%，单位面积用水继续减少。",
    "截至2025年底，全市建成5G基站1.62万个，每万人拥有5G基站21个，千兆用户突破85万户；农村宽带实现全覆盖。",
    "各县（区）人民政府要加强组织领导，压实工作责任，按年度分解任务；市发展改革委会同有关部门开展评估。",
)
TITLE = "云泽市人民政府关于印发数字经济发展规划的通知"


def body(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines or PROSE)


def texts_of(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


@pytest.mark.parametrize(
    "furniture",
    [
        "<ul><li><a href=1>首页概览</a></li><li><a href=2>政务公开</a></li><li><a href=3>完成投资77亿元</a></li></ul>",
        "<div class='breadcrumbNav'>当前栏目 &gt; 完成投资77亿元</div>",
        "<div class='related'><h4>相关阅读</h4><p>全市完成投资77亿元。</p></div>",
        "<div role=navigation>完成投资77亿元</div>",
        "<aside><p>全市完成投资77亿元。</p></aside>",
        "<div><p>主办：云泽市 今日访问77亿元</p><p>云ICP备12345678号</p></div>",
        "<ul><li><a href=1>投资77亿元</a> 01-02</li><li><a href=2>新增学位</a> 01-03</li><li><a href=3>新建道路</a> 01-05</li></ul>",
    ],
)
@pytest.mark.parametrize("prose", [PROSE, PROSE[:1]])
def test_what_belongs_to_the_site_is_not_read(furniture: str, prose: tuple[str, ...]) -> None:
    document = page(f"<div>{furniture}<h1>{TITLE}</h1>{body(*prose)}{furniture}</div>")
    assert texts_of(document) == [TITLE, *prose]


def test_the_enclosures_of_a_notice_are_its_own() -> None:
    links = "".join(f"<a href={i}>{i}. 任务分解表</a>" for i in range(1, 4))
    assert any("任务分解表" in line for line in texts_of(page(f"<h1>{TITLE}</h1>{body()}<div>附件：{links}</div>")))


def test_text_that_the_page_hides_is_left_out_and_told() -> None:
    document = page(f"<div><h1>{TITLE}</h1>{body()}<p>另<span style='Display: none'>建成99个</span>见附表。</p></div>")
    assert "99个" not in document.text
    assert document.head.warnings == ("正文中有 1 处网页不显示的文字，未读取",)


def test_an_article_that_only_a_script_shows_is_read() -> None:
    document = page(f"<h1>{TITLE}</h1><div style='display:none'>{body()}</div>")
    assert texts_of(document)[-3:] == list(PROSE)


def test_title_and_number_above_the_article_are_read_with_it() -> None:
    article = "".join(f"<div><div>{line}</div></div>" for line in PROSE)
    document = page(
        f"<div><div>{TITLE}</div><div>云政发〔2026〕12号</div><div>{article}</div></div>", "<title>公开</title>"
    )
    assert (document.head.title, document.head.number) == (TITLE, "云政发〔2026〕12号")
    assert texts_of(document) == [TITLE, "云政发〔2026〕12号", *PROSE]


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        (f"<title>云泽市人民政府门户网站 - {TITLE}</title>", "<h1>云泽市人民政府门户网站</h1><h2>{}</h2>", TITLE),
        ("<title>通知公告</title>", "<h1>云泽市人民政府关于印发<br>数字经济发展规划的<br/>通知</h1>", TITLE),
        ("<title>云泽统计信息网-通知公告</title>", "<p align=center>{}</p>", TITLE),
    ],
)
def test_the_headline_is_the_documents_and_not_the_sites(head: str, heading: str, title: str) -> None:
    assert page(f"<div>{heading.format(TITLE)}{body()}</div>", head).head.title == title


@pytest.mark.parametrize(
    "line",
    [
        "2026/02/03 来源：市统计局 [打印]",
        "【信息时间：2026/2/3】【阅读次数：345】",
        "时间：2026-02-03 09:10　浏览次数：<span>1024</span>次",
        "发布时间：2026年2月3日",
    ],
)
def test_the_line_under_the_headline_dates_the_page_and_counts_nothing(line: str) -> None:
    document = page(f"<div><h1>{TITLE}</h1><div>{line}</div>{body()}</div>")
    assert document.head.published == "2026-02-03"
    assert not any(counted in text for text in texts_of(document) for counted in ("345", "1024"))


def test_whoever_publishes_a_page_did_not_issue_the_document_that_is_signed() -> None:
    card = "<ul><li>发布机构：云泽省统计局</li><li>【发文字号】云统〔2026〕3号</li></ul>"
    document = page(
        f"{card}<div><h1>{TITLE}</h1>{body()}<p>安源市统计局&nbsp; 国家统计局安源调查队</p><p>2026年3月1日</p></div>"
    )
    assert document.head.issuers == ("安源市统计局", "国家统计局安源调查队")
    assert document.head.number == "云统〔2026〕3号"


def test_superscripts_do_not_run_into_numbers() -> None:
    document = page(
        f"<h1>{TITLE}</h1>{body()}<p>增加值<sup>2</sup>1234亿元，造林12km<sup>2</sup>，PM<sub>2.5</sub>下降。</p>"
    )
    assert texts_of(document)[-1] == "增加值²1234亿元，造林12km²，PM2.5下降。"


def test_a_table_that_sets_the_text_beside_a_menu_is_no_table_of_figures() -> None:
    prose = "<br>".join(f"　　{line}" for line in PROSE)
    document = page(f"<table><tr><td colspan=2>云泽</td></tr><tr><td>栏目</td><td>{TITLE}<br>{prose}</td></tr></table>")
    assert not document.tables()
    assert texts_of(document)[-3:] == list(PROSE)


def test_preformatted_lines_are_joined_to_paragraphs() -> None:
    wrapped = "\n".join("　　" + "\n".join(line[i : i + 20] for i in range(0, len(line), 20)) for line in PROSE)
    assert texts_of(page(f"<h1>{TITLE}</h1><pre>{wrapped}</pre>")) == [TITLE, *PROSE]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "<html><frameset cols='20%,*'><frame src=left.htm><frame src=text.htm></frameset></html>",
            "left.htm、text.htm",
        ),
        ("<html><body><h1>某通知</h1><p><img src=1.jpg></p><p><img src=2.jpg></p></body></html>", "2 幅图片"),
        ("<html><body><iframe src=text.htm></iframe></body></html>", "text.htm"),
    ],
)
def test_a_page_whose_text_is_elsewhere_says_where(source: str, told: str) -> None:
    with pytest.raises(NoText, match=told):
        read_bytes(source.encode(), "a.html")


def test_pictures_in_an_article_are_told_and_icons_are_not() -> None:
    document = page(f"<h1>{TITLE}</h1>{body()}<p><img src=1.png><img src=doc.gif width=16></p>")
    assert document.head.warnings == ("正文中有 1 幅图片，图中文字未读取",)


def test_a_page_that_was_cut_off_says_so() -> None:
    whole = f"<html><body><h1>{TITLE}</h1>{body()}</body></html>"
    assert read_bytes(whole.encode(), "a.html").head.warnings == ()
    cut = read_bytes(whole[: len(whole) // 2].encode(), "a.html")
    assert cut.head.warnings == ("网页没有结尾，可能没有下载完整",)


def test_a_tag_with_very_many_attributes_takes_no_hours() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(200_000))
    assert texts_of(page(f"<p {attributes}>{PROSE[0]}</p>")) == [PROSE[0]]


def test_a_script_inside_a_heading_is_no_part_of_the_title() -> None:
    document = page(f"<h1>{TITLE[:-2]}<script>load(1)</script>{TITLE[-2:]}</h1>{body()}")
    assert document.head.title == TITLE


def test_rows_that_are_not_kept_are_told() -> None:
    rows = "".join(f"<tr><td>甲</td><td>{number}</td></tr>" for number in range(10_001))
    assert page(f"<table>{rows}</table>").head.warnings == ("表格超过 10000 行，其余各行未读取",)


def test_a_table_of_links_with_figures_is_the_documents(texts: Texts) -> None:
    rows = "".join(f"<tr><td><a href={n}>云泽第{n}工业园区管理委员会</a></td><td>{n}.5</td></tr>" for n in range(1, 6))
    document = page(f"<h1>{TITLE}</h1>{body()}<div><table><tr><td>单位</td><td>产值</td></tr>{rows}</table></div>")
    assert texts(document.tables()[0])[1] == ["云泽第1工业园区管理委员会", "1.5"]


def test_paragraphs_full_of_links_are_the_documents() -> None:
    linked = [
        f"依据<a href=1>统计法</a>、<a href=2>实施条例</a>和<a href=3>管理办法</a>，第{n}项完成。" for n in range(3)
    ]
    assert len(texts_of(page(f"<h1>{TITLE}</h1><div>{body(*linked)}</div>"))) == 4


def test_the_caption_of_a_table_is_tied_to_it() -> None:
    rows = "<tr><th>县区</th><th>基站</th></tr><tr><td>甲县</td><td>1.2</td></tr>"
    (table,) = page(f"<table><caption>表1 建设情况（单位：万个）</caption>{rows}</table>").tables()
    assert table.caption is not None and table.caption.text == "表1建设情况"
    assert table.unit is not None and table.unit.text == "（单位：万个）"
