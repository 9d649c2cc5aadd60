from policyparse.language.clauses import find_clauses, find_sentences


def clauses(text: str) -> list[tuple[str, int | None]]:
    return [(text[c.start : c.end], c.parent) for c in find_clauses(text, 0, len(text))]


def test_a_parenthesis_is_a_clause_inside_its_host() -> None:
    assert clauses("平均42.5张（全省33.4张），累计6万") == [
        ("平均42.5张（全省33.4张）", None), ("全省33.4张", 0), ("累计6万", None)
    ]  # fmt: skip


def test_commas_and_colons_between_digits_divide_nothing() -> None:
    assert clauses("共1,234项，比例6:3:1") == [("共1,234项", None), ("比例6:3:1", None)]


def test_a_new_deadline_behind_a_semicolon_opens_a_sentence() -> None:
    text = "到2025年，占比20%；到2030年，占比25%。"
    assert [text[a:b] for a, b in find_sentences(text)] == ["到2025年，占比20%", "到2030年，占比25%"]
