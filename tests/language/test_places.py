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


TRAPS = [
    "实现更大连接", "提高安全水平", "和平发展", "朝阳产业产值", "新城建设", "年日照时数2000小时", "各位来宾", "和田玉产业", "云南山区",
    "西南部县区", "东南山区", "老城区改造", "市中心城区", "长治久安", "出海口岸", "大同小异", "白银期货", "城区零售额", "延安精神", "国有县级医院",
    "安全市场", "中原区域", "东部县域", "与会来宾代表", "三明治", "大兴机场", "老有安康工程", "中山装",
]  # fmt: skip


@pytest.mark.parametrize("text", TRAPS)
def test_a_name_inside_a_common_word_is_no_place(text: str) -> None:
    assert find_places(text) == ()


@pytest.mark.parametrize("before", ["推进", "今年", "全面", "在"])
@pytest.mark.parametrize("text", TRAPS)
@pytest.mark.parametrize("after", ["取得进展", "10个", "的建设"])
def test_a_trap_stays_one_in_a_sentence(before: str, text: str, after: str) -> None:
    assert find_places(before + text + after) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("上海南部地区", ["上海"]), ("吉安全市", ["吉安"]), ("西安全市", ["西安"]), ("西安市新城区", ["西安市", "新城区"]),
        ("阳泉市矿区", ["阳泉市", "矿区"]), ("青岛、日照、临沂", ["青岛", "日照", "临沂"]), ("柳州、来宾", ["柳州", "来宾"]),
        ("深圳市南山区", ["深圳市", "南山区"]), ("雄安新区", ["雄安新区"]), ("两江新区", ["两江新区"]), ("浦东新区", ["浦东新区"]),
        ("横琴粤澳深度合作区", ["横琴粤澳深度合作区"]), ("襄樊市", ["襄樊市"]), ("思茅市", ["思茅市"]),
    ],
)  # fmt: skip
def test_places_beside_other_words_are_found(text: str, names: list[str]) -> None:
    assert [place.name for place in find_places(text)] == names


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("莱芜市", 2015, "371200"), ("襄樊市", 2008, "420600"), ("襄阳市", 2024, "420600"), ("思茅市", 2005, "530800"),
        ("崇文区", 2009, "110103"), ("巢湖市", 2008, "341400"), ("巢湖市", 2024, "340181"), ("三沙市", 2008, None),
        ("三沙市", 2013, "460300"), ("密云县", 2014, "110228"), ("雄安新区", 2016, None),
    ],
)  # fmt: skip
def test_a_name_has_the_code_of_its_time(name: str, year: int, code: str | None) -> None:
    assert place_code(name, year) == code


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("清源县2025年统计公报", "清源县"), ("青山镇2025年政府工作报告", "青山镇"), ("全市2025年经济运行情况", "全国"), ("国家级新区发展报告", "全国"),
        ("城市轨道交通发展规划", "全国"), ("特色小镇发展报告", "全国"), ("示范区建设方案", "全国"),
    ],
)  # fmt: skip
def test_a_place_that_no_table_lists_governs_its_own_documents(title: str, place: str) -> None:
    assert jurisdiction((), title) == place


def test_a_title_inside_the_province_of_its_publisher_names_the_place() -> None:
    assert jurisdiction(("湖南省统计局",), "株洲市2025年国民经济和社会发展统计公报") == "株洲市"
    assert jurisdiction(("湖南省统计局",), "湖南省2025年国民经济和社会发展统计公报") == "湖南省"
