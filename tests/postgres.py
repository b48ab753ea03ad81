"""A real PostgreSQL of the test's own: made by initdb in a folder of its own, reached by a Unix socket there alone."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from ledger.store.sql import ddl

USER = "ledger"
NOBODY = "nobody"
PREPARED = "prepared"
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=60", "log_min_messages=fatal")


def programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them off the path."""
    if (found := shutil.which("initdb")) is not None:
        return Path(found).resolve().parent
    every = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: path.parts[-3].zfill(4))
    return every[-1].parent if every else None


needs_postgres = pytest.mark.skipif(programs() is None, reason="not on this machine: PostgreSQL's initdb")


class Server:
    """A server that runs, until it is stopped or killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)
        bin_folder = programs()
        assert bin_folder is not None
        self._bin = bin_folder
        self._run("initdb", "-D", str(self.data), "-U", USER, "--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def start(self) -> None:
        told = " ".join(f"-c {one}" for one in SETTINGS)
        self._run(
            "pg_ctl",
            "-D",
            str(self.data),
            "-l",
            str(self.folder / "log"),
            "-w",
            "-o",
            f"-k {self.folder} {told}",
            "start",
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """As the power fails: the postmaster and all that it started are gone at once."""
        number = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{number}/task/{number}/children").read_text().split()
        for one in (number, *map(int, children)):
            os.kill(one, signal.SIGKILL)

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

    def url(self, name: str, user: str = USER) -> str:
        return f"postgresql://{user}@/{name}?host={self.folder}"

    def _run(self, program: str, *words: str) -> None:
        """A program of PostgreSQL, which refuses to run as root."""
        call = [str(self._bin / program), *words]
        if os.geteuid() == 0:
            nobody = pwd.getpwnam(NOBODY)
            call = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups", *call]
        with (self.folder / "said").open("ab") as said:  # a pipe would stay open as long as the server runs
            subprocess.run(call, check=True, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd=self.folder)


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
