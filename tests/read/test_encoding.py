from __future__ import annotations

import pytest

from policyparse.errors import BrokenFile, UnknownFormat
from policyparse.read.encoding import decode

PLAIN = "到2027年，全市建成充电桩2.4万个，城镇污水处理率不低于95%，并由各县（区）人民政府组织实施。\r\n" * 3
TRADITIONAL = "到2027年，全市建成充電樁2.4萬個，汙水處理率不低於95%，並由各縣市政府組織實施。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_is_read_whatever_its_coding(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding), "a.txt") == (PLAIN, ())


def test_big5_is_not_taken_for_gb18030() -> None:
    assert decode(TRADITIONAL.encode("big5hkscs"), "a.txt").text == TRADITIONAL


def test_a_text_cut_inside_a_character_stays_what_it_was_and_says_so() -> None:
    text, warnings = decode(PLAIN.encode()[:-4], "a.txt")
    assert text.startswith("到2027年，全市建成充电桩2.4万个") and text.count("\ufffd") == 1
    assert warnings == ("有 1 处文字无法解码",)


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 30])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        decode(data, "a.txt")


def test_half_a_character_of_marked_utf16_is_named() -> None:
    with pytest.raises(BrokenFile, match="utf-16"):
        decode(PLAIN.encode("utf-16")[:-1], "a.txt")
