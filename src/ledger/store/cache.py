"""What was read before, remembered: of each issue file its texts, as long as its content is the same.

Never the truth: deleting it costs one slow run, whatever is wrong with it is the same as not having it, and nothing is
written to an issue before its file was read. Only files without a fault are remembered; the others are read, and their
faults told, every time. Several programs may use it at once (docs/cache.md).
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias
from zlib import crc32

from ledger import __version__
from ledger.model import renumber
from ledger.store import answers, disposable
from ledger.store.inputs import TICK
from ledger.store.listing import Found

WORTH_IT = 64
"""So many files take longer to read than a database to open."""
NAME = "issues.sqlite"
FORM = 5
"""Grows whenever what stands in the tables changes its meaning."""
_BUSY_SECONDS = 1.0
_TABLES = """
create table about (said text);
create table file (name text primary key, key blob, seen integer, digest blob) without rowid;
create table record (id integer primary key, digest blob unique, content text, marks blob, sum integer);
create table sound (digest blob primary key) without rowid;
create table borne (digest blob primary key, numbers text, sum integer) without rowid;
create table fact (id integer primary key, digest blob unique, basis text, content text, sum integer);
create table tally (id integer primary key, digest blob unique, basis text, content text, sum integer);
create table month (id integer primary key, digest blob unique, basis text, content text, sum integer);
"""
Table = Literal["fact", "tally", "month"]
"""Where something is kept that was made of issues: what a list shows of them, what the figures count, what the month
brought that was asked about last.
"""
# Texts stand under the digest of the file's content and nothing else: whatever two programs do to the tables at once,
# none is taken for another's. They stand apart from what is compared each time, which is read in one go.
_PAGE_BYTES = 16384
"""Three or more texts lie on a page of the database; on the usual ones a quarter of the room stays empty."""
_ROWS = 500
"""Rows asked for at a time: between two times nothing is locked, and whoever reads them may write."""
_FEW = 8
"""Where less than one in so many is asked for, each is looked up by itself."""
_SPARE = 1000


class Known(NamedTuple):
    """How a file stood when it was last read."""

    key: bytes
    seen: int
    """When that was, by the clock of the file system."""
    digest: bytes

    def is_of(self, found: Found, tick: int) -> bool:
        """Whether the file is surely the one that was read: unchanged, and too old to have changed unseen since."""
        return self.key == found.key and bool(found.key) and found.changed + tick < self.seen


class Record(NamedTuple):
    """The texts of a file without a fault."""

    digest: bytes
    """Of its bytes."""
    content: str
    """Its tree as JSON."""
    sound: bool
    """Whether its chain was verified and nothing found."""
    marks: bytes
    """Where everything stands in the file (`gate_tree.Tree.marks`)."""


def digest(data: bytes) -> bytes:
    """By which a file's content is known again."""
    return blake2b(data, digest_size=20).digest()


@dataclass(frozen=True)
class Cache:
    """What is remembered of the issues of one ledger, as it was when the run began."""

    path: Path
    about: str
    clock: int
    """The moment before anything was read in this run."""
    known: Mapping[str, Known]
    tick: int = TICK
    """How coarse the clock of the file system may be, in nanoseconds."""
    whole: bool = True
    """Whether `known` tells of all files, and not only of some."""

    def last(self, found: Found) -> bytes | None:
        """The digest of a file that surely is as it was when it was last read; None for every other."""
        known = self.known.get(found.path)
        return known.digest if known is not None and known.is_of(found, self.tick) else None

    def records(self, digests: Iterable[bytes]) -> Iterator[Record]:
        """Those of these files that are remembered, in no order, each once."""
        wanted = set(digests)
        if not wanted:
            return
        few = not self.whole or len(wanted) * _FEW < len(self.known)
        with contextlib.suppress(sqlite3.Error), _open(self.path, self.about) as database:
            for _, found, told, content, sound, marks in _rows(database, _RECORDS, tuple(wanted) if few else None):
                if found in wanted and _sum(content, marks) == told:
                    wanted.discard(found)
                    yield Record(found, content, bool(sound), marks)

    def made(self, digests: Iterable[bytes], table: Table, basis: str) -> Iterator[tuple[bytes, str]]:
        """What was made of these files on this basis, as it was given to `learn_made`; in no order, each once."""
        wanted = set(digests)
        if not wanted:
            return
        with contextlib.suppress(sqlite3.Error), _open(self.path, self.about) as database:
            for _, found, told, content, of, _ in _rows(database, _MADE[table]):
                if of == basis and found in wanted and _sum(content) == told:
                    wanted.discard(found)
                    yield found, content

    def borne(self) -> Mapping[bytes, Sequence[str]]:
        """The numbers that issues bore before (`model.renumber`), of every content that is remembered."""
        with contextlib.suppress(sqlite3.Error), _open(self.path, self.about) as database:
            rows = database.execute("select digest, numbers, sum from borne")
            return {of: json.loads(numbers) if numbers else () for of, numbers, told in rows if _sum(numbers) == told}
        return {}

    def forget_but(self, there: Iterable[str]) -> None:
        """Forget the files that are gone; `there` are those that are not."""
        gone = self.known.keys() - frozenset(there)
        if gone:
            with contextlib.suppress(sqlite3.Error, OSError), _open(self.path, self.about) as database:
                database.execute("begin immediate")
                database.executemany("delete from file where name = ?", ((name,) for name in gone))
                database.execute("commit")

    def learn_made(self, made: Sequence[tuple[bytes, str]], table: Table, basis: str) -> None:
        """Remember what was made of the contents with these digests; or go on without."""
        if not made:
            return
        with contextlib.suppress(sqlite3.Error, OSError), _open(self.path, self.about) as database:
            database.execute("begin immediate")
            database.executemany(
                f"insert or replace into {table} (digest, basis, content, sum) values (?, ?, ?, ?)",  # noqa: S608 - ours
                ((of, basis, content, _sum(content)) for of, content in made),
            )
            database.execute("commit")

    def learn(
        self, seen: Sequence[tuple[Found, bytes]], records: Sequence[Record], sound: Sequence[bytes] = ()
    ) -> None:
        """Remember which content files have, contents, and which of those known before are `sound` as well; or go on
        without.
        """
        if not (seen or records or sound):
            return
        with contextlib.suppress(sqlite3.Error, OSError), _open(self.path, self.about) as database:
            database.execute("begin immediate")
            database.executemany(
                "insert or replace into file values (?, ?, ?, ?)",
                ((found.path, found.key, self.clock, of) for found, of in seen),
            )
            database.executemany(
                "insert or replace into record (digest, content, marks, sum) values (?, ?, ?, ?)",
                ((one.digest, one.content, one.marks, _sum(one.content, one.marks)) for one in records),
            )
            database.executemany(
                "insert or replace into sound values (?)",
                ((of,) for of in (*sound, *(one.digest for one in records if one.sound))),
            )
            database.executemany(
                "insert or replace into borne values (?, ?, ?)",
                ((one.digest, numbers, _sum(numbers)) for one in records for numbers in (_borne(one.content),)),
            )
            _clear(database)
            database.execute("commit")


_Row: TypeAlias = tuple[int, bytes, int, str, int | str, bytes]
"""Its number, the digest that it stands under, the checksum of its content, the content, what it holds for, marks."""
_RECORDS = "select id, digest, sum, content, digest in (select digest from sound), marks from record"
_MADE: Mapping[Table, str] = {
    "fact": "select id, digest, sum, content, basis, x'' from fact",
    "tally": "select id, digest, sum, content, basis, x'' from tally",
    "month": "select id, digest, sum, content, basis, x'' from month",
}
_FILES = "select name, key, seen, digest from file"


def _rows(database: sqlite3.Connection, asked: str, digests: Iterable[bytes] | None = None) -> Iterator[_Row]:
    """Those of the digests, or all."""
    if digests is not None:
        for one in digests:
            yield from database.execute(f"{asked} where digest = ?", (one,)).fetchall()
        return
    last = -1
    while some := database.execute(f"{asked} where id > ? order by id limit ?", (last, _ROWS)).fetchall():
        yield from some
        last = some[-1][0]


def _clear(database: sqlite3.Connection) -> None:
    """Contents that no file has are kept for a while: whoever switches branches switches back."""
    count = "select (select count(*) from record), (select count(*) from file)"
    records, files = database.execute(count).fetchone()
    if records > 2 * files + _SPARE:
        for table in ("record", "sound", "fact", "tally", "month", "borne"):
            database.execute(f"delete from {table} where digest not in (select digest from file)")  # noqa: S608 - our own


def _borne(content: str) -> str:
    return json.dumps(renumber.formerly(json.loads(content))) if '"renumber"' in content else ""


def _sum(content: str, marks: bytes = b"") -> int:
    return crc32(marks, crc32(content.encode()))


def load(root: Path, *, tick: int = TICK, only: Sequence[str] | None = None) -> Cache | None:
    """What is remembered of the ledger at `root`, or `only` of the files with these names.

    None where this run may keep nothing, or can't.
    """
    folder = disposable.folder(str(root))
    clock = answers.clock(str(root))
    if folder is None or not clock:
        return None
    path = Path(folder, NAME)
    about = _about(root)
    try:
        with _open(path, about) as database:
            rows = database.execute(_FILES) if only is None else _of(database, only)
            known = {name: Known(*row) for name, *row in rows}
            return Cache(path, about, clock, known, tick, whole=only is None)
    except sqlite3.OperationalError:  # busy, read-only, full
        return None
    except sqlite3.DatabaseError:  # no database any more
        with contextlib.suppress(OSError):
            path.unlink()
        return None


def if_many(root: Path, count: int) -> Cache | None:
    """The same for a ledger of so many files, where they are many: a few are read before a database is opened."""
    return load(root) if count >= WORTH_IT else None


def of_part(root: Path, part: Sequence[Found]) -> Cache | None:
    """What is remembered of some files that follow one another, where a whole ledger is too much to be held."""
    return load(root, only=[one.path for one in part]) if part else None


def _of(database: sqlite3.Connection, names: Sequence[str]) -> Iterator[tuple[str, bytes, int, bytes]]:
    for at in range(0, len(names), _ROWS):
        some = names[at : at + _ROWS]
        yield from database.execute(f"{_FILES} where name in ({','.join('?' * len(some))})", some)


@contextlib.contextmanager
def _open(path: Path, about: str) -> Iterator[sqlite3.Connection]:
    """The database, made anew where it is of another program, another form or another folder. Raises sqlite3.Error."""
    database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        database.execute(f"pragma page_size = {_PAGE_BYTES}")
        database.execute("pragma synchronous = off")
        if _says(database) != about:
            _begin(database, about)
        yield database
    finally:
        database.close()


def _says(database: sqlite3.Connection) -> str | None:
    if not database.execute("select 1 from sqlite_master where name = 'about'").fetchone():
        return None
    row = database.execute("select said from about").fetchone()
    return row[0] if row else None


def _begin(database: sqlite3.Connection, about: str) -> None:
    database.execute("begin immediate")
    if _says(database) != about:
        for (name,) in database.execute("select name from sqlite_master where type = 'table'").fetchall():
            database.execute(f'drop table "{name}"')
        for statement in _TABLES.split(";"):
            database.execute(statement)
        database.execute("insert into about values (?)", (about,))
    database.execute("commit")


def _about(root: Path) -> str:
    """What the remembered texts rest on: this program, and this very folder; a cache that came with it is another's."""
    here = root.stat()
    return f"{FORM} {__version__} {_program()} {here.st_dev} {here.st_ino}"


def _program() -> str:
    """The state of the program's own files: a version is edited for months before it gets its number."""
    found = blake2b(digest_size=12)
    for floor in (Path(__file__).parent, Path(__file__).parent.parent / "model"):
        with contextlib.suppress(OSError), os.scandir(floor) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                now = entry.stat()
                found.update(f"{entry.name} {now.st_size} {now.st_mtime_ns}\n".encode())
    return found.hexdigest()
