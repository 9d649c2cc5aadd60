"""Sample text → a page of a ministry's web site: navigation, metadata head, article, footer."""

from __future__ import annotations

from html import escape

from markup import MARK, Box, Line, Table, Text

TAGS = {"title": "h1", "heading": "h2", "subheading": "h3"}
CLASSES = {"centre": "center", "right": "right", "flush": "flush", "note": "note", "body": "indent"}

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #333; padding: 4px 8px }}
.center {{ text-align: center }} .right {{ text-align: right }} .indent {{ text-indent: 2em }}
</style>
</head>
<body>
<div class="header">
<p class="mark">{mark}</p>
<ul class="nav"><li><a href="#">首页</a></li><li><a href="#">新闻动态</a></li><li><a href="#">政务公开</a></li>
<li><a href="#">政务服务</a></li><li><a href="#">公众参与</a></li></ul>
</div>
<div class="position">当前位置：<a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">文件发布</a></div>
{meta}
<div class="article" id="con_con">
{article}
</div>
<div class="share">扫一扫在手机打开当前页　<a href="#">打印本页</a>　<a href="#">关闭窗口</a></div>
<div class="footer">
<p><a href="#">网站地图</a>　<a href="#">联系我们</a></p>
<p>主办单位：示例单位　地址：示例路1号　邮编：000000</p>
<p>网站标识码：bm00000000　示例ICP备00000000号</p>
<p class="mark">{mark}</p>
</div>
</body>
</html>
"""


def build_html(text: Text) -> bytes:
    """A UTF-8 page."""
    article = "\n".join(_block(block) for block in text.blocks)
    return PAGE.format(title=escape(text.title), mark=MARK, meta=_meta(text.meta), article=article).encode()


def _meta(fields: dict[str, str]) -> str:
    if not fields:
        return ""
    rows = "\n".join(f"<tr><th>{escape(name)}：</th><td>{escape(value)}</td></tr>" for name, value in fields.items())
    return f'<table class="xxgk-head">\n{rows}\n</table>'


def _block(block: Line | Box | Table) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Box):
        paragraphs = "".join(f"<p>{escape(line)}</p>" for line in block.lines)
        return f'<div class="box"><p><strong>{escape(block.title)}</strong></p>{paragraphs}</div>'
    if block.kind in TAGS:
        return f"<{TAGS[block.kind]}>{escape(block.text)}</{TAGS[block.kind]}>"
    return f'<p class="{CLASSES[block.kind]}">{escape(block.text)}</p>'


def _table(table: Table) -> str:
    before = "".join(f'<p class="center">{escape(line)}</p>\n' for line in (table.caption, table.unit) if line)
    rows: list[list[str]] = [[] for _ in table.rows]
    for span in table.spans():
        tag = "th" if span.row < table.header_rows else "td"
        merged = f' rowspan="{span.rows}"' if span.rows > 1 else ""
        merged += f' colspan="{span.columns}"' if span.columns > 1 else ""
        rows[span.row].append(f"<{tag}{merged}>{escape(span.text)}</{tag}>")
    return f"{before}<table>\n" + "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in rows) + "\n</table>"
