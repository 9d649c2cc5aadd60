"""The tables of a registry, and the check that a database has exactly these.

Every figure, definition and aim keeps its whole record as the JSON that was written when it was read; the columns
beside it only serve to find it. ``position`` is the reading order within the document, and with it the key: should an
extraction read one printed number twice in the same way, both records come back. A column named ``…_folded`` holds
text as ``searchable`` makes it, so that a search needs not know how a document spaces or widens it.
"""

from __future__ import annotations

import unicodedata

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    inspect,
    select,
    update,
)

from policyparse.errors import RegistryError

SCHEMA_VERSION = 2
"""Raised whenever a table below changes."""

UPGRADED_FROM = frozenset({1})
"""Versions that lack only tables, which are made when such a registry is opened. 1: mentions, mutes, corrections."""

INCOMPLETE = "0"
"""The parser version, older than any, of documents that an upgraded registry holds without their mentions."""

METADATA = MetaData()

SCHEMA = Table("policyparse_schema", METADATA, Column("version", Integer, primary_key=True, autoincrement=False))

DOCUMENTS = Table(
    "documents",
    METADATA,
    Column("id", String(64), primary_key=True, comment="SHA-256 of the file's bytes"),
    Column("parser", Text, nullable=False, comment="version of policyparse that read it"),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("number", Text, comment="文号"),
    Column("date", Text, nullable=False, comment="ISO 8601; published, else written, else empty"),
    Column("record", Text, nullable=False, comment="the Head as JSON"),
)


def _of_document() -> tuple[Column[str], Column[int]]:
    """The key of a row that was read in a document."""
    document = Column("document", String(64), ForeignKey(DOCUMENTS.c.id, ondelete="CASCADE"), primary_key=True)
    return document, Column("position", Integer, primary_key=True, autoincrement=False)


FIGURES = Table(
    "figures",
    METADATA,
    *_of_document(),
    Column("id", String(64), nullable=False, index=True),
    Column("indicator_folded", Text, nullable=False),
    Column("indicator_id", Text, index=True),
    Column("place_folded", Text, nullable=False),
    Column("place_code", Text),
    Column("period", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, comment="exact, as str(Fraction)"),
    Column("low", Text),
    Column("high", Text),
    Column("record", Text, nullable=False, comment="the Figure as JSON"),
)

DEFINITIONS = Table(
    "definitions",
    METADATA,
    *_of_document(),
    Column("indicator_folded", Text, nullable=False),
    Column("indicator_id", Text),
    Column("record", Text, nullable=False, comment="the Definition as JSON"),
)

AIMS = Table(
    "aims",
    METADATA,
    *_of_document(),
    Column("record", Text, nullable=False, comment="the Aim as JSON"),
)

MUTES = Table(
    "mutes",
    METADATA,
    Column("id", String(64), primary_key=True, comment="what the muted finding says of which numbers, hashed"),
    Column("record", Text, nullable=False, comment="the Mute as JSON"),
)

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", String(64), primary_key=True, comment="kind and members of the link, hashed"),
    Column("record", Text, nullable=False, comment="the Correction as JSON"),
)

MENTIONS = Table(
    "mentions",
    METADATA,
    *_of_document(),
    Column("record", Text, nullable=False, comment="the Mention as JSON"),
)

Index("figures_by_indicator", FIGURES.c.indicator_folded)

_BRACKETS = str.maketrans("〔[【《“‘", "((((((") | str.maketrans("〕]】》”’", "))))))")


def searchable(text: str) -> str:
    """Text as searches compare it: one width, one case, no spaces, one kind of bracket.

    >>> searchable("５Ｇ 网络"), searchable("工信部联通信 [2024] 227号") == searchable("工信部联通信〔2024〕227号")
    ('5g网络', True)
    """
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).translate(_BRACKETS)


def has_schema(connection: Connection, where: str) -> bool:
    """Whether the tables are there; False in a new database, and in one of a version that is upgraded.

    Raises RegistryError where they are of another version or belong to another program.
    """
    present = set(inspect(connection).get_table_names())
    if SCHEMA.name not in present:
        _refuse_strangers(present, where)
        return False
    version = connection.scalar(select(SCHEMA.c.version))
    if version in UPGRADED_FROM:
        _refuse_strangers(present & {MENTIONS.name, MUTES.name, CORRECTIONS.name}, where)
        return False
    if version != SCHEMA_VERSION:
        raise _wrong_version(version, where)
    return True


def make_schema(connection: Connection, where: str) -> None:
    """Make the tables that are missing, unless another process has just made them.

    Documents of an upgraded registry give way to the next reading of their files.
    """
    if not has_schema(connection, where):
        METADATA.create_all(connection)
        connection.execute(update(DOCUMENTS).values(parser=INCOMPLETE))
        connection.execute(delete(SCHEMA))
        connection.execute(insert(SCHEMA).values(version=SCHEMA_VERSION))


def _refuse_strangers(present: set[str], where: str) -> None:
    clashes = sorted(present & set(METADATA.tables))
    if clashes:
        raise RegistryError(
            where,
            f"其中的表 {'、'.join(clashes)} 不是 policyparse 建的",
            remedy="请用 --registry 另指一个文件或数据库。",
        )


def _wrong_version(version: int | None, where: str) -> RegistryError:
    what = f"登记库的结构是第 {version} 版，本程序使用第 {SCHEMA_VERSION} 版"
    if version is not None and version > SCHEMA_VERSION:
        return RegistryError(where, what, remedy="请升级 policyparse，或用 --registry 另指一个登记库。")
    return RegistryError(where, what, remedy="请把文件重新读入一个新的登记库（--registry 新文件）。")
