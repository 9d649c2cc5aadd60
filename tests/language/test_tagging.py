"""The words and tags are jieba's own, only sooner."""

from hypothesis import given, settings
from hypothesis import strategies as st
from jieba import posseg

from policyparse.language.nlp import dictionary, find_tokens

SENTENCES = (
    "全市新建5G基站1.62万个，同比增长8.5%，高于全国平均水平3.1个百分点。",
    "到“十五五”末，县县通高铁里程突破3,400公里；\r\n老年食堂覆盖率不低于九成。",
    "瓯江口、洣水镇、犇牛村分别建成光伏大棚12座、7座和33座 （含改造）",
    "PM2.5浓度降至29.5μg/m³，R&D经费投入强度2.8%，C++课程开到３所职校",
    "",
)
KNOWN = st.sampled_from(sorted(posseg.char_state_tab_P))
"""The characters that jieba's model has seen."""
OTHERS = st.sampled_from("0159.aZ%+#&_ \r\n\t，。、“”（）㐀龥𠀀é〇")


def jieba_words(text: str) -> list[tuple[str, str]]:
    return [(pair.word, pair.flag) for pair in dictionary().cut(text)]


def our_words(text: str) -> list[tuple[str, str]]:
    return [(token.word, token.tag) for token in find_tokens(text)]


def test_sentences_are_cut_and_tagged_as_jieba_does() -> None:
    for sentence in SENTENCES:
        assert our_words(sentence) == jieba_words(sentence)


@settings(max_examples=300, deadline=None)
@given(st.text(KNOWN | OTHERS, max_size=20))
def test_any_characters_are_cut_and_tagged_as_jieba_does(text: str) -> None:
    assert our_words(text) == jieba_words(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_words_cover_the_text(text: str) -> None:
    assert "".join(word for word, _ in our_words(text)) == text
