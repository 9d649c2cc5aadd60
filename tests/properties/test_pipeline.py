"""Laws of the whole way from bytes to findings, over texts put together at random from the pieces of policy prose."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse.audit import audit
from policyparse.errors import PolicyParseError
from policyparse.extract import extract
from policyparse.figure import Extraction
from policyparse.read import read_bytes

PIECES = [
    "到2027年底", "截至3月底", "“十四五”期间", "二〇二五年", "二十五家", "八五", "比上年", "较2020年", "同比", "其中", "分别", "全市",
    "南京、苏州和无锡", "鼓楼区", "示范城市", "养老床位", "普及率", "增加值", "标准", "企业", "达到", "超过", "不低于", "控制在", "增长",
    "下降", "提高到", "占全省", "比重", "建成", "培育一批", "85%", "1.62万个", "10-20个", "六成", "三分之二", "翻一番", "6.0:55.0:39.0",
    "5个百分点", "百分之二十五", "－0.4", "千瓦", "个", "以上", "左右", "以内", "（", "）", "《", "》", "，", "。", "；", "：", "、", "\n", "\t",
    "一、", "（一）", "1.", "——", "5G", "PM2.5", "〔2024〕227号", " ", "　", "第十四届", "为", "的", "和",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


def extraction(text: str) -> Extraction | None:
    """The figures of a text; None where it is refused by name."""
    try:
        document = read_bytes(text.encode(), "sample.txt")
    except PolicyParseError:
        return None
    found = extract(document)
    for figure in found.figures:
        assert document.text[figure.source.start : figure.source.end] == figure.printed
        assert figure.indicator
    return found


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused_and_every_figure_stands_where_it_says(text: str) -> None:
    extraction(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3, unique=True))
def test_any_documents_can_be_audited_together(texts: list[str]) -> None:
    found = [one for text in texts if (one := extraction(text))]
    assert audit(found, everything=True) == audit(list(reversed(found)), everything=True)
