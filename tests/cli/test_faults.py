from __future__ import annotations

from pathlib import Path

import pytest

from policyparse.cli import messages
from policyparse.cli.faults import faults_of, told
from policyparse.errors import EncryptedFile, English, ReaderCrashed, RenderError


@pytest.fixture
def fault() -> EncryptedFile:
    return EncryptedFile("a.pdf", "需要密码", remedy="请先去掉密码。", place="第1页")


def test_a_fault_says_its_name_file_place_what_and_remedy(fault: EncryptedFile) -> None:
    assert told(fault) == "错误 EncryptedFile: a.pdf (第1页): 需要密码。请先去掉密码。"


def test_a_fault_in_english_says_its_kind(fault: EncryptedFile) -> None:
    messages.use("en")
    try:
        assert told(fault).startswith("error EncryptedFile: a.pdf (第1页): the file is encrypted (需要密码). ")
    finally:
        messages.use("zh")


def test_a_fault_is_one_line() -> None:
    assert "\n" not in told(EncryptedFile("a.pdf", "需要\n密码", remedy="去掉\n密码。"))


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError("deep"), MemoryError(), ValueError("a\nb")])
def test_a_defect_met_on_a_file_becomes_a_named_fault_of_that_file(error: Exception) -> None:
    with pytest.raises(ReaderCrashed, match=type(error).__name__) as crash, faults_of(Path("folder/a.pdf")):
        raise error
    assert crash.value.where == "folder/a.pdf"


def test_a_fault_names_the_file_by_the_path_given(fault: EncryptedFile) -> None:
    with pytest.raises(EncryptedFile) as raised, faults_of(Path("folder/a.pdf")):
        raise fault
    assert raised.value.where == "folder/a.pdf"


def test_an_interruption_is_no_defect() -> None:
    with pytest.raises(KeyboardInterrupt), faults_of(Path("a.pdf")):
        raise KeyboardInterrupt


def test_a_fault_raised_in_english_too_is_told_in_english_alone() -> None:
    fault = RenderError("a.txt", "没有表", remedy="请换一份。", english=English("no table", "Give another."))
    messages.use("en")
    try:
        assert told(fault) == "error RenderError: a.txt: no table. Give another."
    finally:
        messages.use("zh")
