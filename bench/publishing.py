"""What publishing costs beside the database's own COPY, in one run: `bench/publishing.py [--ledgers N] [--issues N]`.

Ledgers as `bench/ledgers.py` makes them are published to a PostgreSQL of the bench's own, then again after a hundredth
of their issues changed. The floor is a bare COPY of the very rows that were published, from memory, by the same driver
into the same tables. The national question is asked of a million issues: rows that were published, put there again
under other ledgers' names. Processor time is that of the publisher; the server's own is beside it in both.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

import ledgers
import psycopg

import postgres
from ledger.store.sql import tables

CHANGED = 0.01
TURNS = 5
PROVINCES = 31


@contextmanager
def clock(said: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    said[name] = time.perf_counter() - began


def publish(url: str, folders: Sequence[Path]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and the most memory in MB, of one run over all folders."""
    call = [sys.executable, "-m", "ledger", "publish", url, *map(str, folders)]
    began = time.perf_counter()
    child = subprocess.Popen(call, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, code, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(code)
    assert child.returncode == 0
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def bare_copy(connection: psycopg.Connection[tuple[object, ...]]) -> tuple[int, float]:
    """How many rows there are, and the seconds that copying them takes, into tables that are empty again."""
    rows: dict[str, list[tuple[object, ...]]] = {}
    for relation in tables.RELATIONS:
        rows[relation.name] = connection.execute(f"SELECT * FROM ledger.{relation.name}").fetchall()
    for relation in tables.RELATIONS:
        connection.execute(f"TRUNCATE ledger.{relation.name}")
    began = time.perf_counter()
    with connection.transaction():
        for name, listed in rows.items():
            with connection.cursor() as cursor, cursor.copy(f"COPY ledger.{name} FROM STDIN") as copy:
                for row in listed:
                    copy.write_row(row)
    return sum(map(len, rows.values())), time.perf_counter() - began


def change(folders: Sequence[Path], dice: random.Random) -> int:
    """Rename a hundredth of the issues of every ledger."""
    count = 0
    for folder in folders:
        files = sorted((folder / "issues").glob("*.yaml"))
        for path in dice.sample(files, max(1, round(len(files) * CHANGED))):
            text = path.read_text("utf-8")
            path.write_text(text.replace("title: ", "title: 改", 1), "utf-8")
            count += 1
    return count


def many(connection: psycopg.Connection[tuple[object, ...]], issues: int) -> int:
    """Put what is there again and again, as other ledgers in all provinces, until there are so many issues."""
    (there,) = connection.execute("SELECT count(*) FROM ledger.issues").fetchone() or (0,)
    times = -(-issues // int(str(there)))
    for table in ("ledgers", "issues", "standings"):
        names = [
            row[0]
            for row in connection.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", (f"ledger.{table}",)
            )
        ]
        told = ", ".join(f't."{name}"' for name in names if name not in {"ledger", "province"})
        listed = ", ".join(f'"{name}"' for name in names if name not in {"ledger", "province"})
        more, what = (", province", f", '省' || (n %% {PROVINCES})") if table == "ledgers" else ("", "")
        connection.execute(
            f"INSERT INTO ledger.{table} (ledger{more}, {listed}) SELECT t.ledger || '-' || n{what}, {told} "
            f"FROM ledger.{table} t CROSS JOIN generate_series(1, %s) n",
            (times - 1,),
        )
    connection.execute("UPDATE ledger.ledgers SET province = '省0' WHERE province IS NULL")
    connection.execute("VACUUM ANALYZE")
    return times * int(str(there))


def national(connection: psycopg.Connection[tuple[object, ...]]) -> float:
    """Seconds for overdue by province and month over two years, the median of several."""
    costs = []
    for _ in range(TURNS):
        began = time.perf_counter()
        rows = connection.execute("SELECT * FROM ledger.overdue_by_month('2024-07-01', '2026-06-30')").fetchall()
        costs.append(time.perf_counter() - began)
        assert len(rows) >= PROVINCES * 12
    return statistics.median(costs)


def at_once(
    server: postgres.Server, folders: Sequence[Path], publishers: int, rounds: int, dice: random.Random
) -> dict[str, int]:
    """Many publishers at once, each of a ledger of its own and two of each; what was lost or doubled."""
    name = server.database()
    found = {"published": 0, "refused": 0, "lost": 0, "doubled": 0}
    for _ in range(rounds):
        change(folders, dice)
        calls = [
            [sys.executable, "-m", "ledger", "publish", server.url(name), f"n{at}={folder}", "--force"]
            for at, folder in enumerate(list(folders) * (publishers // len(folders)))
        ]
        running = [
            subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT) for call in calls
        ]
        for one in running:
            _, said = one.communicate()
            found["published" if one.returncode == 0 else "refused"] += 1
            if one.returncode:
                sys.stderr.write(said.decode())
    with server.connection(name) as connection:
        for at, folder in enumerate(list(folders) * (publishers // len(folders))):
            titles = {
                path.stem: path.read_text("utf-8").split("title: ", 1)[1].split("\n", 1)[0]
                for path in (folder / "issues").glob("*.yaml")
            }
            rows = connection.execute(
                "SELECT id, title FROM ledger.issues WHERE ledger = %s AND gone_at IS NULL", (f"n{at}",)
            ).fetchall()
            found["doubled"] += len(rows) - len(dict(rows))
            found["lost"] += sum(dict(rows).get(number) != title.strip("'\"") for number, title in titles.items())
    return found


def main(words: Sequence[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--ledgers", type=int, default=10)
    asked.add_argument("--issues", type=int, default=1000)
    asked.add_argument("--national", type=int, default=1_000_000)
    asked.add_argument("--publishers", type=int, default=32)
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--json", type=Path)
    told = asked.parse_args(words)
    dice = random.Random(7)  # noqa: S311 - the same changes each time
    place = Path(tempfile.mkdtemp(prefix="bench-publish-"))
    figures: dict[str, object] = {"ledgers": told.ledgers, "issues": told.issues}
    try:
        folders = [place / f"l{at}" for at in range(told.ledgers)]
        for at, folder in enumerate(folders):
            ledgers.make(folder, told.issues, seed=at, git=True)
        small = [place / f"s{at}" for at in range(4)]
        for at, folder in enumerate(small):
            ledgers.make(folder, 50, seed=100 + at)
        with postgres.running() as server:
            server.prepare()
            name = server.database()
            url = server.url(name)
            wall, cpu, memory = publish(url, folders)
            same, _, _ = publish(url, folders)
            changed = change(folders, dice)
            again, again_cpu, _ = publish(url, folders)
            with server.connection(name) as connection:
                count, bare = bare_copy(connection)
                everything = many(connection, told.national)
                seconds = national(connection)
            found = at_once(server, small, told.publishers, told.rounds, dice)
        figures |= {
            "rows": count,
            "first": wall,
            "first_cpu": cpu,
            "memory_mb": memory,
            "unchanged": same,
            "changed_issues": changed,
            "again": again,
            "again_cpu": again_cpu,
            "bare_copy": bare,
            "rate_of_bare_copy": bare / wall,
            "again_of_first": again / wall,
            "national_issues": everything,
            "national_seconds": seconds,
            "at_once": found,
        }
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(f"{told.ledgers} ledgers of {told.issues:,} issues, {count:,} rows")
    print(f"publish, first time          {wall:8.1f} s, {count / wall:,.0f} rows a second, {memory:.0f} MB")
    print(f"bare COPY of the same rows   {bare:8.1f} s; publishing has {bare / wall:.2f} of its rate (goal: 0.3)")
    print(f"publish, nothing changed     {same:8.1f} s, {same / wall:.1%} of the first time")
    print(f"publish, {changed:,} issues changed  {again:8.1f} s, {again / wall:.1%} of the first time (goal: 3 %)")
    print(f"overdue by province and month of {everything:,} issues: {seconds:.2f} s (goal: 1 s)")
    print(f"{told.publishers} publishers at once, {told.rounds} rounds: {json.dumps(found)}")
    if told.json:
        told.json.write_text(json.dumps(figures, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
