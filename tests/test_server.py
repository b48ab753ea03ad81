"""A piece of work in a transaction, tried again where others got in its way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

from psycopg import errors

from ledger.errors import ConflictError, MachineError, RefusedError, UnreadableError, UsageError, say
from ledger.store import server
from ledger.store.server import Connection
from postgres import Server, needs_postgres


@pytest.fixture
def connection(postgres: Server) -> Iterator[Connection]:
    with postgres.connection(postgres.database()) as connection:
        yield connection


class Work:
    """Fails so many times before it is done; each time it has written something by then."""

    def __init__(self, connection: Connection, fails: list[Exception]) -> None:
        self.connection, self.fails, self.pauses = connection, fails, list[float]()

    def __call__(self) -> str:
        self.connection.execute(
            "INSERT INTO ledger.versions VALUES ((SELECT max(version) + 1 FROM ledger.versions), now())"
        )
        if self.fails:
            raise self.fails.pop(0)
        return "done"

    def written(self) -> int:
        row = self.connection.execute("SELECT count(*) - 1 FROM ledger.versions").fetchone()
        return int(row[0]) if row else 0


@needs_postgres
@pytest.mark.parametrize("error", [errors.SerializationFailure, errors.DeadlockDetected, errors.LockNotAvailable])
def test_what_others_got_in_the_way_of_is_tried_again_after_a_while(
    connection: Connection, error: type[Exception]
) -> None:
    work = Work(connection, [error("x")] * 3)
    assert server.transact(connection, work, work.pauses.append) == "done"
    assert work.written() == 1, "what was tried before is undone"
    assert len(work.pauses) == 3
    assert all(0 < one <= 8 for one in work.pauses)
    assert work.pauses[-1] > work.pauses[0] / 3, "longer as a rule"


@needs_postgres
def test_it_is_not_tried_for_ever(connection: Connection) -> None:
    work = Work(connection, [errors.SerializationFailure("x")] * 99)
    with pytest.raises(ConflictError, match=r"publish\.in-the-way"):
        server.transact(connection, work, work.pauses.append)
    assert len(work.pauses) == server.TRIES - 1
    assert work.written() == 0


@needs_postgres
@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (errors.InsufficientPrivilege("no"), RefusedError),
        (errors.DiskFull("full"), MachineError),
        (errors.UndefinedColumn("gone"), MachineError),
        (UnreadableError(say("check.nothing")), UnreadableError),
    ],
)
def test_what_time_does_not_mend_is_told_at_once(
    connection: Connection, raised: Exception, told: type[Exception]
) -> None:
    work = Work(connection, [raised])
    with pytest.raises(told):
        server.transact(connection, work, work.pauses.append)
    assert work.pauses == []
    assert work.written() == 0


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("postgresql://me@db.example.org/ledgers", "postgresql://db.example.org/ledgers"),
        ("postgres://db.example.org:6432/x", "postgres://db.example.org:6432/x"),
        ("postgresql:///x?host=/run/postgresql", "postgresql:///x?host=/run/postgresql"),
        ("postgresql:///?service=ledgers", "postgresql:///?service=ledgers"),
        ("postgresql://[::1]:5432/x", "postgresql://[::1]:5432/x"),
        ("postgresql://a:5432,b/x?target_session_attrs=primary", "postgresql://a:5432,b/x"),
        ("postgresql://%2Frun%2Fpg/台账", "postgresql://%2Frun%2Fpg/台账"),
    ],
)
def test_an_address_says_where_and_not_who(word: str, shown: str) -> None:
    assert server.address(word) == server.Address(word, shown)


@pytest.mark.parametrize(
    "word",
    ["", "db.example.org/x", "mysql://db/x", "postgresql://u:p@db/x", "postgresql://db/x?password=p", "postgresql://db:x/y",
     "postgresql://db/x?sslpassword=p", "postgresql://[::1/x", "postgresql://u:12#p@db/x", "postgresql://u:9999?p@db/x",
     "postgresql://u:1/p@db/x", "postgresql://u%3Ap@db/x", "postgresql://u:p@p@db/x", "postgresql://db/x?pass%77ord=p",
     "postgresql://db/x?user=u:p", "postgresql://db/password%3Dp", "postgresql://db/x#p", "postgresql://db/x y",
     "postgresql://db/x?options=-cx%3Dpassword%3Dp", "postgresql://db:5432x/y", "postgresql://db/\udce4", "\udce4"],
)  # fmt: skip
def test_what_is_no_address_or_holds_a_password_is_refused_without_saying_it(word: str) -> None:
    with pytest.raises(UsageError) as refused:
        server.address(word)
    assert "example" not in str(refused.value)
    assert refused.value.what.fill == {}
