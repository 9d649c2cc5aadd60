from policyparse.language.indicators import indicator_id


def test_other_printings_of_a_name_resolve_to_one_entry() -> None:
    names = ("每万人拥有5G基站数", "每万人拥有 5G 基站数（个）", "平均每万人拥有5G基站数")
    assert {indicator_id(name) for name in names} == {"5g_base_stations_per_10k"}


def test_qualifiers_keep_entries_apart() -> None:
    assert indicator_id("大型工业企业5G应用渗透率") != indicator_id("大中型工业企业5G应用渗透率")
    assert indicator_id("5G物联网终端用户数") != indicator_id("5G物联网终端连接数")


def test_an_unknown_name_is_not_guessed() -> None:
    assert indicator_id("小型工业企业5G应用渗透率") is None
