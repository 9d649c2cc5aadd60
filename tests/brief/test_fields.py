"""The list of templates says of every field what it means, and a template may use all that is listed and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyparse.brief.describe import fields_of, view_inside
from policyparse.brief.fields import MEANINGS, list_templates
from policyparse.brief.kinds import KINDS
from policyparse.brief.template import template_folder
from policyparse.errors import RenderError


def views() -> dict[str, type[Any]]:
    """Every view that a template may see, by name."""
    found: dict[str, type[Any]] = {}
    waiting = [kind.view for kind in KINDS]
    while waiting:
        view = waiting.pop()
        if view.__name__ not in found:
            found[view.__name__] = view
            waiting += [inside for _, hint, _ in fields_of(view) if (inside := view_inside(hint))]
    return found


@pytest.mark.parametrize("name", sorted(views()))
def test_every_field_says_what_it_means_in_both_languages(name: str) -> None:
    english = {field: description for field, _, description in fields_of(views()[name])}
    chinese = yaml.safe_load((template_folder() / MEANINGS).read_text(encoding="utf-8"))[name]
    assert english.keys() == chinese.keys()
    assert all(english.values()) and all(chinese.values())


def test_no_meaning_is_of_a_view_that_is_gone() -> None:
    chinese = yaml.safe_load((template_folder() / MEANINGS).read_text(encoding="utf-8"))
    assert set(chinese) == set(views())


def test_the_list_names_every_template_and_its_file() -> None:
    entries = list_templates(None, "zh")
    assert [entry.name for entry in entries] == [
        "target_change",
        "audit_memo",
        "scorecard",
        "progress",
        "digest",
        "lineage",
    ]
    assert [entry.title for entry in entries] == [
        "目标变化简报",
        "数据核验备忘",
        "城市对标表",
        "进展跟踪表",
        "新政速览",
        "目标沿革表",
    ]
    assert all(Path(entry.path).is_file() for entry in entries)
    paths = {line.path: line for line in entries[0].fields}
    assert paths["brief.sections[].rows[].old.text"].description == "数字的文字表述"
    assert paths["brief.sections[].rows[].old"].type == "一组字段，可无"


def test_a_users_template_is_listed_in_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "digest.j2").write_text("{{ brief.lead }}", encoding="utf-8")
    entries = {entry.name: entry for entry in list_templates(tmp_path, "en")}
    assert entries["digest"].path == str(tmp_path / "digest.j2")
    assert entries["scorecard"].path == str(template_folder() / "scorecard.j2")


def test_a_folder_of_templates_that_is_missing_is_a_named_fault(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="nowhere"):
        list_templates(tmp_path / "nowhere", "zh")


@pytest.mark.parametrize("text", ["- a", "Row: 3", "Row: ["])
def test_meanings_that_are_no_table_of_fields_are_a_named_fault(tmp_path: Path, text: str) -> None:
    (tmp_path / MEANINGS).write_text(text, encoding="utf-8")
    with pytest.raises(RenderError) as fault:
        list_templates(tmp_path, "zh")
    assert fault.value.where.endswith(MEANINGS)
