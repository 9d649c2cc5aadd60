from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer.main

from policyparse.cli.app import app

Call = Callable[..., Any]

README = Path(__file__).parents[2] / "README.md"
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_commands_are_those_promised() -> None:
    assert COMMANDS == [
        "audit", "brief", "demo", "digest", "documents", "explain", "extract", "figures", "highlight", "ingest", "link",
        "memo", "mute", "progress", "run", "score", "tables", "templates",
    ]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages_and_stands_in_the_readme(call: Call, command: str) -> None:
    ended = call(command, "--help")
    assert ended.code == 0
    assert re.search(r"[\u4e00-\u9fff].* · [A-Z]", ended.out)
    assert f"policyparse {command}" in README.read_text(encoding="utf-8")


def test_help_says_every_exit_code(call: Call) -> None:
    said = " ".join(call("--help").out.split())
    assert [code for code in ("0", "2", "3", "4", "10–18", "20–21", "30", "40", "130", "141") if code not in said] == []


def test_the_version_is_said(call: Call) -> None:
    assert re.fullmatch(r"policyparse \d+\.\d+\S*\n", call("--version").out)


def test_an_error_that_nobody_foresaw_is_one_line_and_no_traceback(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("甲\n乙")

    monkeypatch.setattr("policyparse.cli.query.documents", fail)
    ended = call("documents")
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "错误 PolicyParseError: policyparse: 程序出错：ZeroDivisionError: 甲。请把这条命令报告给 policyparse 的开发者；加 --debug 可看详情。"
    ]
