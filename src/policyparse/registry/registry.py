"""The registry: a database of extractions, opened by file or URL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from policyparse import __version__
from policyparse.decision import Correction, Mute
from policyparse.document import Head
from policyparse.errors import RegistryError
from policyparse.figure import Definition, Extraction, Figure
from policyparse.registry import decisions, search
from policyparse.registry.schema import CORRECTIONS, MUTES, has_schema, make_schema
from policyparse.registry.store import Stored, find_current, store

BUSY_TIMEOUT = 60
"""Seconds that a writer waits for another process to finish its document."""


def open_registry(target: str | Path, *, create: bool = True) -> Registry:
    """Open the registry in an SQLite file, or at an SQLAlchemy URL such as ``postgresql://host/policies``.

    A new file or an empty database gets its tables; with ``create=False`` a missing file is a fault instead. Raises
    RegistryError where the database cannot be opened, or is of another schema version.
    """
    url = _url(target)
    where = url.database if url.drivername == "sqlite" and url.database else url.render_as_string(hide_password=True)
    if url.drivername == "sqlite" and not create and not Path(where).exists():
        raise RegistryError(
            where, "这里没有登记库", remedy="先用 policyparse ingest 读入文件，或用 --registry 指定登记库。"
        )
    with _faults(where):
        engine = _engine(url, where)
        with engine.connect() as connection, connection.begin():
            made = has_schema(connection, where)
        if not made:
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                make_schema(connection, where)
    return Registry(engine, where)


class Registry:
    """Extractions of many documents, kept in a database. Close it, or use it in a ``with`` statement.

    Every method is one transaction. ``where`` is the file or URL, without a password; ``parser`` is the version of
    policyparse that what is stored is said to be read by.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self.parser = __version__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; every method opened and closed its own connection."""
        self._engine.dispose()

    def store(self, extraction: Extraction) -> Stored:
        """Keep an extraction whole or not at all; one that this or a newer parser version read changes nothing."""
        with self._transaction(writes=True) as connection:
            return store(connection, extraction, parser=self.parser, where=self.where)

    def stored(self, document: str) -> Stored | None:
        """What ``store`` would say of a document that need not be read again; None where it must be read."""
        with self._transaction() as connection:
            return find_current(connection, document, self.parser)

    def figures(self, query: search.FigureQuery = search.ALL_FIGURES) -> tuple[Figure, ...]:
        """The figures that meet every condition of the query."""
        with self._transaction() as connection:
            return search.find_figures(connection, query)

    def figure(self, reference: str) -> Figure:
        """The figure with this id, or the only one whose id begins so. Raises NotInRegistry."""
        with self._transaction() as connection:
            return search.find_figure(connection, reference, self.where)

    def siblings(self, figure: Figure) -> tuple[Figure, ...]:
        """The other figures of the same indicator."""
        with self._transaction() as connection:
            return search.find_siblings(connection, figure)

    def definitions(self, figure: Figure) -> tuple[Definition, ...]:
        """What the registry's documents say the figure's indicator means."""
        with self._transaction() as connection:
            return search.find_definitions(connection, figure)

    def documents(self) -> tuple[search.Entry, ...]:
        """Every document, by date and id."""
        with self._transaction() as connection:
            return search.list_documents(connection)

    def document(self, reference: str) -> Head:
        """The document meant by an id or its beginning, a file name, 文号 or part of a title. Raises NotInRegistry."""
        with self._transaction() as connection:
            return search.find_document(connection, reference, self.where)

    def extractions(self) -> tuple[Extraction, ...]:
        """All that is stored, as it was stored, by date and id of document."""
        with self._transaction() as connection:
            return search.load_extractions(connection)

    def extraction(self, document: str) -> Extraction:
        """All that is stored of the document with this id. Raises NotInRegistry."""
        with self._transaction() as connection:
            return search.load_extraction(connection, document, self.where)

    def mutes(self) -> tuple[Mute, ...]:
        """The findings that a person muted, the oldest mute first."""
        with self._transaction() as connection:
            return decisions.load_mutes(connection)

    def mute(self, mute: Mute) -> None:
        """Keep a mute; it takes the place of one of the same finding."""
        with self._transaction(writes=True) as connection:
            decisions.keep(connection, MUTES, mute.identity, mute)

    def unmute(self, reference: str) -> Mute:
        """Forget the mute with this identity, or the only one whose identity begins so. Raises NotInRegistry."""
        with self._transaction(writes=True) as connection:
            return decisions.forget(connection, MUTES, reference, decisions.load_mutes(connection), self.where)

    def corrections(self) -> tuple[Correction, ...]:
        """What persons said of which figures belong together, the oldest first."""
        with self._transaction() as connection:
            return decisions.load_corrections(connection)

    def correct(self, correction: Correction) -> None:
        """Keep a correction; it takes the place of one of the same kind on the same figures."""
        with self._transaction(writes=True) as connection:
            decisions.keep(connection, CORRECTIONS, correction.id, correction)

    def uncorrect(self, reference: str) -> Correction:
        """Forget the correction with this id, or the only one whose id begins so. Raises NotInRegistry."""
        with self._transaction(writes=True) as connection:
            kept = decisions.load_corrections(connection)
            return decisions.forget(connection, CORRECTIONS, reference, kept, self.where)

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        with _faults(self.where), self._engine.connect() as connection:
            connection = connection.execution_options(writes=writes)
            with connection.begin():
                yield connection


def _url(target: str | Path) -> URL:
    """A URL as it is; anything else is the path of an SQLite file."""
    if not isinstance(target, str) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise RegistryError(
            "--registry", str(error), remedy="请给出文件路径，或 postgresql://… 这样的地址。"
        ) from error
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _engine(url: URL, where: str) -> Engine:
    """An engine that opens a connection a transaction, so that nothing is shared with a forked worker."""
    try:
        engine = create_engine(url, poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise RegistryError(
            where, f"没有安装数据库驱动 {error.name}", remedy='请运行 pip install "policyparse[postgres]"。'
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _: ConnectionPoolEntry) -> None:
    """One writer and many readers at once; nothing committed is lost when the process is killed."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT * 1000}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at once, so that it waits for another writer instead of failing halfway."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


_REMEDIES = (
    ("load plugin", "请给出文件路径，或 postgresql://… 这样的地址。"),
    ("not a database", "这不是 SQLite 文件，请用 --registry 另指一个登记库。"),
    ("unable to open", "请检查文件夹是否存在、能否写入。"),
    ("readonly", "请检查文件和文件夹能否写入。"),
    ("locked", "另一个进程正在写入，请等它结束后再试。"),
    ("full", "请腾出空间后再试；此前入库的内容不受影响。"),
    ("malformed", "请恢复备份，或把文件重新读入一个新的登记库。"),
)


@contextmanager
def _faults(where: str) -> Iterator[None]:
    """Whatever the database or its driver complains of, as a RegistryError with a remedy."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        what = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        remedy = next((remedy for sign, remedy in _REMEDIES if sign in what), "请检查数据库能否连接。")
        raise RegistryError(where, what, remedy=remedy) from error
