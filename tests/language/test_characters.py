from hypothesis import given
from hypothesis import strategies as st

from policyparse.language.characters import informal, narrow
from policyparse.vocabulary import load


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    assert len(narrow(text)) == len(text)


@given(st.text())
def test_what_is_narrow_stays_as_it_is(text: str) -> None:
    assert narrow(narrow(text)) == narrow(text)


def test_no_everyday_character_is_rewritten() -> None:
    written = load("characters")["traditional"]
    assert not set(written) & set(written.values())


def test_formal_digits_are_rewritten_only_when_asked() -> None:
    assert narrow("大陆") == "大陆"
    assert informal("陆拾") == "六十"
