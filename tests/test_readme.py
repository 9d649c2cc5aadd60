"""The READMEs and docs say what the code does: example, commands, exit codes, fields, checks and links."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from policyparse import errors
from policyparse.audit.finding import Check
from policyparse.cli.app import app
from policyparse.figure import Figure

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = [*READMES, "CONTRIBUTING.md", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").glob("*.md")))]
COMMAND = re.compile(r"^\| `policyparse (?P<command>[a-z]+)(?P<rest>[^`]*)`", re.MULTILINE)
CLI = "from policyparse.cli import main; main()"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def python_block(name: str) -> str:
    return page(name).split("```python\n", 1)[1].split("```", 1)[0]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    command = [sys.executable, "-c", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize("name", READMES)
def test_the_example_runs_as_it_stands(name: str) -> None:
    done = run(python_block(name))
    assert done.returncode == 0, done.stderr
    assert "5G个人用户普及率 > 85 % 2027" in done.stdout
    assert "AGG-SUM" in done.stdout


def test_both_readmes_list_the_same_commands_and_options() -> None:
    english, chinese = ([match[0] for match in COMMAND.finditer(page(name))] for name in READMES)
    assert english == chinese != []


def test_the_readmes_leave_no_command_out() -> None:
    listed = {match["command"] for match in COMMAND.finditer(page("README.md"))}
    assert {
        command.name or (command.callback and command.callback.__name__) for command in app.registered_commands
    } == listed


@pytest.mark.parametrize("match", [*COMMAND.finditer(page("README.md"))], ids=lambda match: match["command"])
def test_every_command_of_the_readme_exists_with_its_options(match: re.Match[str]) -> None:
    done = run(CLI, match["command"], "--help")
    assert done.returncode == 0, done.stderr
    assert all(option in done.stdout for option in re.findall(r"--[a-z-]+", match["rest"]))


def _faults() -> list[type[errors.PolicyParseError]]:
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    return [each for each in classes if issubclass(each, errors.PolicyParseError)]


def test_the_readme_lists_every_exit_code_of_the_errors() -> None:
    codes = {error.exit_code for error in _faults()} - {1}
    for name in READMES:
        rows = re.findall(r"^\| ([0-9–、, ]+) \|", page(name), re.MULTILINE)
        listed = {code for row in rows for code in _codes(row)}
        assert codes <= listed, name


def _codes(row: str) -> set[int]:
    numbers = [int(number) for number in re.findall(r"[0-9]+", row)]
    return set(range(numbers[0], numbers[-1] + 1)) if "–" in row else set(numbers)


def test_the_field_list_names_every_field_in_its_order() -> None:
    cells = re.findall(r"^\| (`[^|]*`) \|", page("docs/figure-record.md"), re.MULTILINE)
    listed = [name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)]
    assert sorted(listed) == sorted(Figure.model_fields)


def test_the_audit_page_names_every_check() -> None:
    listed = re.findall(r"^\| ([A-Z]+(?:-[A-Z]+)*) \|", page("docs/audit.md"), re.MULTILINE)
    assert set(get_args(Check)) == set(listed)


@pytest.mark.parametrize("name", READMES)
def test_the_accuracy_is_what_was_measured(name: str) -> None:
    measured = json.loads(page("benchmarks/accuracy.json"))
    documents = measured["documents"]
    rows = [
        (measured["first five documents"]["found"], measured["first five documents"]["complete"]),
        *((documents[each]["found"]["f1"], documents[each]["complete"]["f1"]) for each in ("hefei2024", "gwr2024")),
    ]
    told = re.findall(r"^\|[^|]+\| (\d\.\d{3}) \| (\d\.\d{3}) \|$", page(name), re.MULTILINE)
    assert told == [(f"{found:.3f}", f"{complete:.3f}") for found, complete in rows]
    assert str(measured["all"]["gold"]) in page(name)


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_to_a_file(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []
