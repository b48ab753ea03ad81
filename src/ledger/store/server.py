"""A connection to a database server, and what is said and done when it fails."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

import psycopg
from psycopg import errors
from psycopg.rows import TupleRow

from ledger.errors import ConflictError, LedgerError, MachineError, RefusedError, UsageError, say
from ledger.store.address import Address, address, masked

__all__ = ["TRIES", "Address", "Connection", "address", "connected", "transact", "waits"]

Connection: TypeAlias = psycopg.Connection[TupleRow]
T = TypeVar("T")
TRIES = 10
"""How often something is tried that others got in the way of."""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 4.0
"""Seconds; each wait is about twice the one before, and never quite the same for two that wait."""
_IN_THE_WAY = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable, errors.OutOfMemory)
"""What passes when it is tried again: somebody else was writing, or so many were that the table of locks was full."""
_MADE_AT_ONCE = (errors.UniqueViolation, errors.DuplicateObject, errors.DuplicateTable, errors.DuplicateSchema,
                 errors.InternalError_)  # fmt: skip
"""How two meet that make the tables, or the row of a ledger, at once."""
_OF_ROWS = "ExecWithCheckOptions"
"""Where the engine looks whether a row may be written by whom it is written; its words are in the server's language."""
_DENIED = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)


def connected(place: Address) -> Connection:
    """A connection to a database, in UTF-8 whatever the environment says, and with no names but the engine's: others
    may have made an operator where everybody may make one. Raises UsageError for an address that libpq can't read,
    MachineError where nobody answers, and where the database can't hold every sign.
    """
    try:
        connection = psycopg.connect(
            place.url,
            application_name="ledger publish",
            client_encoding="utf8",
            prepare_threshold=None,  # a prepared statement is planned for every ledger, and locks the parts of all
        )
    except psycopg.ProgrammingError:
        raise UsageError(say("publish.bad-address")) from None
    except psycopg.Error as error:
        why = masked(_said(error).replace(place.url, place.shown))
        told = say("publish.no-connection", place=place.shown, why=why)
        raise MachineError(told, hint=say("publish.no-connection-next")) from None
    found = connection.info.parameter_status("server_encoding") or "UTF8"  # some poolers do not say
    if found.upper().replace("-", "") != "UTF8":
        connection.close()
        raise MachineError(say("publish.encoding", place=place.shown, found=found))
    connection.isolation_level = psycopg.IsolationLevel.READ_COMMITTED  # the row of a ledger is locked: no need of more
    transact(connection, lambda: connection.execute("SELECT set_config('search_path', 'pg_catalog', false)"))
    return connection


def waits() -> Iterator[float]:
    """How long to wait after each try but the last one, in seconds."""
    wait = _FIRST_WAIT
    for _ in range(TRIES - 1):
        yield wait * random.uniform(0.5, 1.5)  # noqa: S311 - so that two do not wait alike
        wait = min(2 * wait, _LONGEST_WAIT)


def transact(connection: Connection, work: Callable[[], T], pause: Callable[[float], None] = time.sleep) -> T:
    """Do a piece of work in one transaction; again, after a while, where others got in its way.

    Raises whatever the work raises, and: ConflictError where they always did, RefusedError for what one may not do
    there, MachineError where the server fails; in each case nothing of it was done.
    """
    pauses = waits()
    while True:
        try:
            with connection.transaction():
                return work()
        except LedgerError:
            raise
        except (*_IN_THE_WAY, *_MADE_AT_ONCE) as error:
            if isinstance(error, _MADE_AT_ONCE) and not _is_of_making(error):
                raise _failed(error, connection) from None
            seconds = next(pauses, None)
            if seconds is None:
                locked = isinstance(error, errors.LockNotAvailable)
                key = "publish.locked" if locked else "publish.in-the-way"
                raise ConflictError(say(key, tries=TRIES, why=_said(error))) from None
            pause(seconds)
        except psycopg.Error as error:
            raise _failed(error, connection) from None


def _failed(error: psycopg.Error, connection: Connection) -> LedgerError:
    """What time does not mend."""
    if isinstance(error, errors.InsufficientPrivilege) and error.diag.source_function == _OF_ROWS:
        role = connection.info.user
        return RefusedError(say("publish.not-yours", role=role, quoted=role.replace("'", "''")))
    if isinstance(error, _DENIED):
        return RefusedError(say("publish.denied", why=_said(error)))
    if isinstance(error, errors.DependentObjectsStillExist):
        return ConflictError(say("publish.depended-on", what=" ".join((error.diag.message_detail or "").split())))
    key = "publish.cancelled" if isinstance(error, errors.QueryCanceled) else "publish.failed"
    return MachineError(say(key, why=_said(error)))


def _is_of_making(error: psycopg.Error) -> bool:
    """Whether what was there already is of the catalogue, or the row of a ledger."""
    return error.diag.schema_name in {None, "pg_catalog"} or error.diag.table_name in {"ledgers", "versions"}


def _said(error: psycopg.Error) -> str:
    """What the server or libpq says, in a line."""
    told = error.diag.message_primary or str(error)
    return " ".join(told.split()) or type(error).__name__
