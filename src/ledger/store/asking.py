"""A DuckDB that answers questions over the tables it is given, and reaches nothing else: no file, no network.

Its tables are read by Arrow, so that it needs no right to open a file, not even those of a dataset.
"""

from __future__ import annotations

import tempfile
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from ledger import meter
from ledger.errors import MachineError, UnreadableError, UsageError, say
from ledger.store.columnar import TABLES, schema
from ledger.store.sql import duck

_SETTINGS: Mapping[str, str] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",  # a name in a question is a table, never a variable of this program
}
_PAUSE = 0.1
"""Seconds between two looks at whether somebody wants it ended."""


@dataclass(frozen=True)
class Answer:
    """What a question was answered with."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class UnansweredError(UnreadableError):
    """Some of what was asked about could not be read, says DuckDB; whoever gave it the tables knows what that is."""


class Asking:
    """A DuckDB with tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        for statement in duck.schema():
            connection.execute(statement)

    def give(self, name: str, table: Any) -> None:  # noqa: ANN401 - pyarrow tells no types
        """A table that is read when it is asked for."""
        self._connection.from_arrow(table).create_view(name)

    def begin(self) -> None:
        """Every table, each without rows yet."""
        for name in TABLES:
            self._connection.from_arrow(schema(name).empty_table()).create(name)

    def add(self, name: str, rows: pa.Table) -> None:
        """More rows for a table that was begun."""
        self._connection.register("given", rows)
        self._connection.execute(duck.more(name, "given"))
        self._connection.unregister("given")

    def close_in(self) -> None:
        """All tables are there: nothing else is to be reached."""
        for statement in (*duck.macros(), duck.explained(TABLES), *duck.locked()):
            self._connection.execute(statement)

    def ask(self, question: str) -> Answer:
        """Answer one question. Raises UsageError for what is none, or asks for what there is not; UnansweredError;
        MachineError where there is no room to work it out.
        """
        try:
            self._refuse_all_but_a_question(question)
            return self._answer(question)
        except duckdb.PermissionException:
            raise UsageError(say("sql.not-a-question"), hint=say("sql.tables")) from None
        except (duckdb.OutOfMemoryException, duckdb.IOException) as error:
            raise MachineError(say("sql.no-room", why=_said(error))) from None
        except duckdb.InvalidInputException as error:
            if "arrow_scan: get_next" not in str(error):
                raise _failed(error) from None
            raise UnansweredError(say("sql.failed", why=_said(error))) from None
        except duckdb.Error as error:
            raise _failed(error) from None

    def _refuse_all_but_a_question(self, text: str) -> None:
        if not text.isascii() and any(unicodedata.category(sign) == "Cs" for sign in text):
            raise UsageError(say("sql.not-text"))
        listed = self._connection.extract_statements(text)
        if not listed:
            raise UsageError(say("sql.nothing"), hint=say("sql.tables"))
        if len(listed) > 1:
            raise UsageError(say("sql.several", count=len(listed)))
        if listed[0].type != duckdb.StatementType.SELECT:
            raise UsageError(say("sql.not-a-question"), hint=say("sql.tables"))

    def _answer(self, question: str) -> Answer:
        """Beside, so that whoever waits is shown that it goes on, and can end it."""
        found: list[Answer | BaseException] = []

        def work() -> None:
            try:
                answer = self._connection.execute(question)
                names = tuple(str(column[0]) for column in answer.description or ())
                found.append(Answer(names, answer.fetchall() if names else ()))
            except BaseException as error:  # noqa: BLE001 - told where the answer is waited for
                found.append(error)

        thread = threading.Thread(target=work, daemon=True)
        with meter.part("answering", None) as tick:
            thread.start()
            try:
                while thread.is_alive():
                    thread.join(_PAUSE)
                    tick(0)
            except KeyboardInterrupt:
                self._connection.interrupt()
                thread.join()
                raise
        if isinstance(found[0], BaseException):
            raise found[0]
        return found[0]


@contextmanager
def opened() -> Iterator[Asking]:
    """A DuckDB in memory; what has no room there lies in a folder of its own for as long as this lasts."""
    with tempfile.TemporaryDirectory(prefix="ledger-sql-", ignore_cleanup_errors=True) as spill:
        settings: dict[str, Any] = {**_SETTINGS, "temp_directory": spill}
        with duckdb.connect(config=settings) as connection:
            yield Asking(connection)


def _failed(error: duckdb.Error) -> UsageError:
    return UsageError(say("sql.failed", why=_said(error)), hint=say("sql.tables"))


def _said(error: duckdb.Error) -> str:
    """What DuckDB says, without the line of the question and the arrow below it, which need a line each."""
    return " ".join(str(error).partition("\n\nLINE ")[0].split())
