"""What persons decided, in the tables: mutes of findings, corrections of links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import Connection, Table, delete, insert, select

from policyparse.decision import Correction, Mute
from policyparse.errors import NotInRegistry
from policyparse.registry.schema import CORRECTIONS, MUTES

Decision = TypeVar("Decision", Mute, Correction)


def load_mutes(connection: Connection) -> tuple[Mute, ...]:
    """Every mute, the oldest first."""
    return _in_order(Mute.model_validate_json(row) for row in connection.scalars(select(MUTES.c.record)))


def load_corrections(connection: Connection) -> tuple[Correction, ...]:
    """Every correction, the oldest first."""
    rows = connection.scalars(select(CORRECTIONS.c.record))
    return _in_order(Correction.model_validate_json(row) for row in rows)


def keep(connection: Connection, table: Table, key: str, decision: BaseModel) -> None:
    """Write a decision in the place of an earlier one with its key."""
    connection.execute(delete(table).where(table.c.id == key))
    connection.execute(insert(table).values(id=key, record=decision.model_dump_json()))


def forget(connection: Connection, table: Table, reference: str, kept: Iterable[Decision], where: str) -> Decision:
    """Delete the one decision whose key begins with ``reference``. Raises NotInRegistry where it is not one."""
    wanted = reference.lower()
    found = [decision for decision in kept if wanted and _key(decision).startswith(wanted)]
    if len(found) != 1:
        what = f"有 {len(found)} 条决定的编号以“{reference}”开头" if found else f"没有编号以“{reference}”开头的决定"
        raise NotInRegistry(where, what, remedy="可用 policyparse mute 或 policyparse link 查看。")
    connection.execute(delete(table).where(table.c.id == _key(found[0])))
    return found[0]


def _key(decision: Mute | Correction) -> str:
    return decision.identity if isinstance(decision, Mute) else decision.id


def _in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(sorted(decisions, key=lambda decision: (decision.at, _key(decision))))
