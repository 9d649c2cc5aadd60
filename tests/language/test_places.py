import pytest

from policyparse.language.places import find_places, is_group, jurisdiction, place_code


def test_listed_places_are_found_with_their_codes() -> None:
    assert [(p.name, p.code) for p in find_places("昆明、芜湖和石家庄市分别达到")] == [
        ("昆明", "530100"), ("芜湖", "340200"), ("石家庄市", "130100")
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["实现更大连接", "提高安全水平", "中国移动的网络"])
def test_names_inside_other_words_are_no_places(text: str) -> None:
    assert find_places(text) == ()


def test_the_nation_has_one_name() -> None:
    assert {p.name for p in find_places("我国基站，全国用户")} == {"全国"}


def test_a_name_of_several_counties_has_no_code() -> None:
    assert place_code("鼓楼区") is None


@pytest.mark.parametrize(
    ("issuers", "title", "place"),
    [
        (("工业和信息化部办公厅",), "关于开展评估的通知", "全国"),
        (("合肥市统计局", "国家统计局合肥调查队"), "统计公报", "合肥市"),
        ((), "2025年福州市国民经济和社会发展统计公报", "福州市"),
        (("安徽省合肥市人民政府",), "", "合肥市"),
        ((), "一篇报道", "全国"),
    ],
)
def test_an_issuer_governs_its_place(issuers: tuple[str, ...], title: str, place: str) -> None:
    assert jurisdiction(issuers, title) == place


def test_a_named_group_is_no_place() -> None:
    assert is_group("示范城市")
    assert not is_group("石家庄")
