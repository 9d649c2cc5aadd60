"""What a run over a folder leaves for the next one, in ``run.json`` beside the index."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from policyparse.brief.index import MadeView
from policyparse.cli.files import save

STATE = "run.json"


class LastRun(BaseModel):
    """The files with the documents that they held, the contradictions, and the briefs with what they were made from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[str, str] = {}
    contradictions: tuple[str, ...] = ()
    key: str = ""
    briefs: tuple[MadeView, ...] = ()


def load_last_run(out: Path) -> LastRun:
    """The state that the last run left; an empty one where there was none or where its file is no longer whole."""
    path = out / STATE
    if not path.is_file():
        return LastRun()
    try:
        return LastRun.model_validate_json(path.read_bytes())
    except ValidationError:
        return LastRun()


def save_last_run(out: Path, run: LastRun) -> None:
    """Keep the state for the next run. Raises RenderError where it cannot be written."""
    save(out / STATE, run.model_dump_json(indent=1) + "\n")
