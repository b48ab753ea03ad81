"""A connection to a database server: where it is, and what is said and done when it fails.

A password never stands in the address: shells keep what was called, and lists of processes show it. libpq takes it
from the environment (`PGPASSWORD`), from `~/.pgpass` or from a service file; nothing here ever asks it back.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlsplit

import psycopg
from psycopg import errors
from psycopg.rows import TupleRow

from ledger.errors import ConflictError, LedgerError, MachineError, RefusedError, UsageError, say

Connection: TypeAlias = psycopg.Connection[TupleRow]
T = TypeVar("T")
_SCHEMES = ("postgresql", "postgres")
TRIES = 10
"""How often something is tried that others got in the way of."""
_FIRST_WAIT, _LONGEST_WAIT = 0.05, 4.0
"""Seconds; each wait is about twice the one before, and never quite the same for two that wait."""
_IN_THE_WAY = (errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable)
"""What passes when it is tried again: somebody else was writing."""
_MADE_AT_ONCE = (errors.UniqueViolation, errors.DuplicateObject, errors.DuplicateTable, errors.DuplicateSchema,
                 errors.InternalError_)  # fmt: skip
"""How two meet that make the tables, or the row of a ledger, at once."""
_DENIED = (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)


@dataclass(frozen=True)
class Address:
    """Where a database is. `shown` is what may be said of it."""

    url: str
    shown: str


def address(word: str) -> Address:
    """The database that a word means. Raises UsageError for another word, and for one that has a password in it."""
    if word.partition("://")[0] not in _SCHEMES:
        raise UsageError(say("publish.no-address"))
    try:
        parts = urlsplit(word)
        told = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise UsageError(say("publish.bad-address")) from None
    if parts.password is not None or any("password" in name.casefold() for name in told):
        raise UsageError(say("publish.password-in-address"))
    return Address(word, f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}")


def connected(place: Address) -> Connection:
    """A connection to a database. Raises UsageError for an address that libpq can't read, MachineError where nobody
    answers.
    """
    try:
        return psycopg.connect(place.url, application_name="ledger publish")
    except psycopg.ProgrammingError:
        raise UsageError(say("publish.bad-address")) from None
    except psycopg.Error as error:
        raise MachineError(say("publish.no-connection", place=place.shown, why=_said(error))) from None


def transact(connection: Connection, work: Callable[[], T], pause: Callable[[float], None] = time.sleep) -> T:
    """Do a piece of work in one transaction; again, after a while, where others got in its way.

    Raises whatever the work raises, and: ConflictError where they always did, RefusedError for what one may not do
    there, MachineError where the server fails; in each case nothing of it was done.
    """
    wait = _FIRST_WAIT
    for left in reversed(range(TRIES)):
        try:
            with connection.transaction():
                return work()
        except LedgerError:
            raise
        except (*_IN_THE_WAY, *_MADE_AT_ONCE) as error:
            if isinstance(error, _MADE_AT_ONCE) and not _is_of_making(error):
                raise MachineError(say("publish.failed", why=_said(error))) from None
            if not left:
                raise ConflictError(say("publish.in-the-way", tries=TRIES, why=_said(error))) from None
            pause(wait * random.uniform(0.5, 1.5))  # noqa: S311 - so that two do not wait alike
            wait = min(2 * wait, _LONGEST_WAIT)
        except _DENIED as error:
            raise RefusedError(say("publish.denied", why=_said(error))) from None
        except psycopg.Error as error:
            raise MachineError(say("publish.failed", why=_said(error))) from None
    raise AssertionError  # the last try returns or raises


def _is_of_making(error: psycopg.Error) -> bool:
    """Whether what was there already is of the catalogue, or the row of a ledger."""
    return error.diag.schema_name in {None, "pg_catalog"} or error.diag.table_name in {"ledgers", "versions"}


def _said(error: psycopg.Error) -> str:
    """What the server or libpq says, in a line."""
    told = error.diag.message_primary or str(error)
    return " ".join(told.split()) or type(error).__name__
