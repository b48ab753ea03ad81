"""A real PostgreSQL of the test's own: made by initdb in a folder of its own, reached by a Unix socket there alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest

from ledger.store.sql import ddl

USER = "ledger"
NOBODY = "nobody"
PREPARED = "prepared"
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=60", "log_min_messages=log")


def programs() -> Path | None:
    """Where PostgreSQL's programs are: those that `tools/postgres_versions.py` names, or those of the machine, which
    Debian keeps off the path.
    """
    if told := os.environ.get("LEDGER_TEST_POSTGRES"):
        return Path(told)
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    every = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(4))
    return every[-1].parent if every else None


needs_postgres = pytest.mark.skipif(programs() is None, reason="not on this machine: PostgreSQL's initdb")


def _drain(pipe: IO[bytes]) -> None:
    """A pipe that nobody reads stops whoever writes into it."""
    with pipe:
        pipe.read()


class Server:
    """A server that runs, until it is stopped or killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)
        bin_folder = programs()
        assert bin_folder is not None
        self._bin = bin_folder
        made = [str(bin_folder / "initdb"), "-D", str(self.data), "-U", USER, "--no-sync", "-A", "trust", "-E", "UTF8"]
        subprocess.run(self._as_nobody([*made, "--locale=C"]), check=True, capture_output=True, cwd=folder)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        told = [word for one in SETTINGS for word in ("-c", one)]
        call = [str(self._bin / "postgres"), "-D", str(self.data), "-k", str(self.folder), *told]
        self._process = subprocess.Popen(self._as_nobody(call), stderr=subprocess.PIPE, cwd=self.folder)
        said = self._process.stderr
        assert said is not None
        lines = []
        for line in said:
            lines.append(line)
            if b"ready to accept connections" in line:
                self._drained = threading.Thread(target=_drain, args=(said,), daemon=True)
                self._drained.start()
                return
        raise AssertionError(b"".join(lines).decode())

    def stop(self) -> None:
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait()
        self._drained.join()

    def kill(self) -> None:
        """As the power fails: the server and all that it started are gone at once."""
        number = self._process.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        for one in (number, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self._process.wait()
        self._drained.join()

    def database(self, *, empty: bool = False) -> str:
        """A new database, with the tables of a publication unless `empty`; its name."""
        name = f"t{next(self._numbers)}"
        with self.connection("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else PREPARED}")  # type: ignore[call-overload]  # a name of ours
        return name

    def prepare(self) -> None:
        """The database that others are copies of."""
        with self.connection("postgres") as connection:
            connection.execute(f"CREATE DATABASE {PREPARED}")  # type: ignore[call-overload]  # ours
        with self.connection(PREPARED) as connection:
            for statement in ddl.statements("postgresql"):
                connection.execute(statement)  # type: ignore[call-overload]  # ours

    def connection(self, name: str, user: str = USER) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(host=str(self.folder), dbname=name, user=user, autocommit=True)

    def rows(self, name: str, question: str) -> list[tuple[Any, ...]]:
        """What a database answers."""
        with self.connection(name) as connection:
            return connection.execute(question).fetchall()

    def url(self, name: str, user: str = USER) -> str:
        return f"postgresql://{user}@/{name}?host={self.folder}"

    @staticmethod
    def _as_nobody(call: list[str]) -> list[str]:
        """A call of PostgreSQL's programs, which refuse to run as root."""
        if os.geteuid() != 0:
            return call
        nobody = pwd.getpwnam(NOBODY)
        return ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", *call]


@contextmanager
def running(folder: Path | None = None) -> Iterator[Server]:
    """A server in a folder that its own user may enter, which pytest's are not."""
    place = Path(tempfile.mkdtemp(prefix="pg-")) if folder is None else folder
    place.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(place, NOBODY)
    server = Server(place)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(place, ignore_errors=True)
