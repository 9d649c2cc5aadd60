"""A folder once a day: what is new, what changed, what is gone; nothing is done twice, and a bad file stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from policyparse.cli import folder as folders

Call = Callable[..., Any]

OLD = "森林行动计划（2021—2025年）\n\n到2025年，全国森林覆盖率达到24%，草原综合植被盖度达到57%。\n"
NEW = "森林行动计划（2026—2030年）\n\n到2030年，全国森林覆盖率达到26%，草原综合植被盖度达到59%。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "in"
    path.mkdir()
    (path / "old.txt").write_text(OLD, encoding="utf-8")
    (path / "new.txt").write_text(NEW, encoding="utf-8")
    return path


def index_of(out: Path) -> Any:
    return html.document_fromstring((out / "index.html").read_text(encoding="utf-8"))


def bytes_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "briefs").iterdir())}


def test_a_run_writes_every_brief_and_an_index_that_leads_to_them(call: Call, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = call("run", folder, "--out", out, "--formats", "md,html,docx,xlsx")
    assert ended.code == 0, ended.err
    kinds = {path.name.split("-")[0].removesuffix(path.suffix) for path in (out / "briefs").iterdir()}
    assert {"audit_memo", "digest", "target_change"} <= kinds
    links = [href for href in index_of(out).xpath("//a/@href") if not href.startswith("#")]
    assert len(links) == len(list((out / "briefs").iterdir()))
    assert all((out / link).is_file() for link in links)
    assert "森林行动计划（2021—2025年） → 森林行动计划（2026—2030年）" in index_of(out).text_content()


def test_a_second_run_does_nothing_twice(call: Call, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("run", folder, "--out", out, "--formats", "md,xlsx")
    before = bytes_of(out)
    marked = next((out / "briefs").glob("digest-*.md"))
    marked.write_text("touched", encoding="utf-8")
    ended = call("run", folder, "--out", out, "--formats", "md,xlsx")
    assert "本次写 0" in ended.out
    assert marked.read_text(encoding="utf-8") == "touched"
    marked.unlink()
    assert "本次写 0" not in call("run", folder, "--out", out, "--formats", "md,xlsx").out
    assert bytes_of(out) == before


def test_what_changed_and_what_is_gone_is_said(call: Call, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("run", folder, "--out", out, "--formats", "md")
    (folder / "new.txt").write_text(NEW.replace("59%", "60%"), encoding="utf-8")
    (folder / "old.txt").rename(folder / "older.txt")
    ended = call("run", folder, "--out", out, "--formats", "md")
    assert "新增 1，更新 1，失败 0" in ended.out
    page = index_of(out).text_content()
    assert "已不在文件夹中：old.txt" in page
    assert "有更新" in page


def test_a_bad_file_stops_nothing_and_stands_on_the_index(call: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    out = tmp_path / "out"
    ended = call("run", folder, "--out", out, "--formats", "md")
    assert ended.code == 3
    assert "失败 1" in ended.out
    assert "BrokenFile" in index_of(out).text_content()
    assert any(path.name.startswith("target_change") for path in (out / "briefs").iterdir())


def test_a_format_that_fails_takes_no_other_with_it(call: Call, folder: Path, tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "digest.md.j2").write_text("{{ brief.nonsense }}", encoding="utf-8")
    out = tmp_path / "out"
    ended = call("run", folder, "--out", out, "--formats", "md,html", "--templates", templates)
    assert ended.code == 3
    assert "field nonsense" in ended.err
    assert "field nonsense" in index_of(out).text_content()
    assert list((out / "briefs").glob("digest-*.html"))


def test_a_defect_met_on_one_document_stops_no_other(
    call: Call, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = folders.digest

    def broken(extraction: Any, others: Any) -> Any:
        if extraction.head.name == "old.txt":
            raise ZeroDivisionError("met on this document")
        return real(extraction, others)

    monkeypatch.setattr(folders, "digest", broken)
    out = tmp_path / "out"
    ended = call("run", folder, "--out", out, "--formats", "md")
    assert ended.code == 3
    assert "met on this document" in index_of(out).text_content()
    assert any(path.name.startswith("target_change-new") for path in (out / "briefs").iterdir())


def test_results_inside_the_folder_are_not_read_as_documents(call: Call, folder: Path) -> None:
    call("run", folder, "--out", folder / "out", "--formats", "md,html")
    ended = call("run", folder, "--out", folder / "out", "--formats", "md,html")
    assert ended.out.startswith("2 份文件")


@pytest.mark.parametrize(("arguments", "code"), [(("--formats", "md,odt"), 2), ((), 11)])
def test_what_cannot_be_run_is_refused(call: Call, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    (tmp_path / "empty").mkdir()
    assert call("run", tmp_path / "empty", "--out", tmp_path / "out", *arguments).code == code
