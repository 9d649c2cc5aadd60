from policyparse.language.nlp import find_tokens
from policyparse.language.phrases import coordinated, phrase_ahead, share_heads, text_of, trim_front


def test_the_phrase_behind_a_number_ends_before_its_predicate() -> None:
    assert text_of(phrase_ahead(find_tokens("养老服务站投入运营"))) == "养老服务站"
    assert text_of(phrase_ahead(find_tokens("重点城市向更大范围拓展"))) == "重点城市"


def test_openers_are_no_part_of_a_name() -> None:
    assert text_of(trim_front(find_tokens("其中新能源汽车产量"))) == "新能源汽车产量"


def test_listed_subjects_share_the_measure_of_the_last() -> None:
    assert share_heads(coordinated("采矿业、制造业和建筑业增加值")) == (
        "采矿业增加值", "制造业增加值", "建筑业增加值"
    )  # fmt: skip


def test_tokens_cover_the_text() -> None:
    text = "每千人口拥有3岁以下婴幼儿托位数达到4.5个"
    assert "".join(token.word for token in find_tokens(text)) == text
    assert all(text[token.start : token.end] == token.word for token in find_tokens(text))


def test_an_empty_list_shares_nothing() -> None:
    assert share_heads(coordinated("、")) == ()
