"""What publishing costs beside the database's own COPY, in one run: `bench/publishing.py [--ledgers N] [--issues N]`.

Ledgers as `bench/ledgers.py` makes them are published to a PostgreSQL of the bench's own, nothing of them being
remembered; then again with nothing changed, after a hundredth of the ledgers changed from end to end, and after a
hundredth of the issues of every ledger did. Each folder is published under as many names as `--names` says: a thousand
ledgers need no thousand folders. The floor is a bare COPY of the very rows that were published, from memory, by the
same driver into the same tables, of as many ledgers as memory holds. The national question is asked of a million
issues: rows that were published, put there again under other ledgers' names. Processor time is that of the publisher;
the server's own is beside it in both.
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
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]

import ledgers
import psycopg
from psycopg.types.json import Jsonb

import postgres
from ledger.store.sql import tables

CHANGED = 0.01
TURNS = 5
PROVINCES = 31
HELD = 5
"""Ledgers whose rows are held in memory."""


@contextmanager
def clock(said: dict[str, float], name: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    said[name] = time.perf_counter() - began


class Run(NamedTuple):
    """What one run of the program took."""

    seconds: float
    processor: float
    """Seconds of the processor, of all its processes together."""
    mb: float
    """The most memory that one of its processes had."""


def publish(url: str, ledgers: Sequence[str]) -> Run:
    """One run over some ledgers."""
    call = [sys.executable, "-m", "ledger", "publish", url, *ledgers]
    began = time.perf_counter()
    child = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    assert child.stderr is not None
    said = child.stderr.read()
    _, code, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(code)
    assert child.returncode == 0, said.decode()
    return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def total(connection: psycopg.Connection[tuple[object, ...]]) -> int:
    """All rows that were published."""
    return sum(
        int(str(connection.execute(f"SELECT count(*) FROM ledger.{one.name}").fetchall()[0][0]))
        for one in tables.RELATIONS
    )


def bare_copy(connection: psycopg.Connection[tuple[object, ...]], ledgers: Sequence[str]) -> tuple[int, float]:
    """How many rows some ledgers have, and the seconds that copying them takes, into tables that are empty again."""
    rows: dict[str, list[list[object]]] = {}
    for relation in tables.RELATIONS:
        found = connection.execute(f"SELECT * FROM ledger.{relation.name} WHERE ledger = ANY(%s)", (list(ledgers),))
        rows[relation.name] = [[Jsonb(one) if isinstance(one, dict) else one for one in row] for row in found]
    for relation in tables.RELATIONS:
        connection.execute(f"TRUNCATE ledger.{relation.name}")
    began = time.perf_counter()
    with connection.transaction():
        for name, listed in rows.items():
            with connection.cursor() as cursor, cursor.copy(f"COPY ledger.{name} FROM STDIN") as copy:
                for row in listed:
                    copy.write_row(row)
    return sum(map(len, rows.values())), time.perf_counter() - began


def change(folders: Sequence[Path], dice: random.Random, share: float = CHANGED) -> int:
    """Rename so many of the issues of every ledger."""
    count = 0
    for folder in folders:
        files = sorted((folder / "issues").glob("*.yaml"))
        for path in dice.sample(files, max(1, round(len(files) * share))):
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
        assert rows
    return statistics.median(costs)


def at_once(
    server: postgres.Server, folders: Sequence[Path], publishers: int, rounds: int, dice: random.Random
) -> dict[str, int]:
    """Many publishers at once, two of each ledger; what was lost or doubled, and who gave up."""
    name = server.database()
    found = {"published": 0, "gave_up": 0, "lost": 0, "doubled": 0}
    named = [(f"n{at}", folders[at % len(folders)]) for at in range(publishers // 2)]
    for _ in range(rounds):
        change(folders, dice)
        calls = [
            [sys.executable, "-m", "ledger", "publish", server.url(name), f"{ledger}={folder}", "--force"]
            for ledger, folder in named * 2
        ]
        running = [
            subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT) for call in calls
        ]
        for one in running:
            _, said = one.communicate()
            found["published" if one.returncode == 0 else "gave_up"] += 1
            if one.returncode:
                sys.stderr.write(said.decode())
        with server.connection(name) as connection:
            for ledger, folder in named:
                lost, doubled = amiss(connection, ledger, folder)
                found["lost"] += lost
                found["doubled"] += doubled
    return found


def amiss(connection: psycopg.Connection[tuple[object, ...]], ledger: str, folder: Path) -> tuple[int, int]:
    """How many issues of a folder are not there as they are in it, and how many are there twice."""
    titles = {
        path.stem: path.read_text("utf-8").split("title: ", 1)[1].split("\n", 1)[0].strip("'\"")
        for path in (folder / "issues").glob("*.yaml")
    }
    rows = connection.execute(
        "SELECT id, title FROM ledger.issues WHERE ledger = %s AND gone_at IS NULL", (ledger,)
    ).fetchall()
    there = dict(rows)
    return sum(there.get(number) != title for number, title in titles.items()), len(rows) - len(there)


def measured(told: argparse.Namespace, place: Path) -> dict[str, Any]:
    """All figures; the ledgers are made in a folder."""
    dice = random.Random(7)  # noqa: S311 - the same changes each time
    folders = [place / f"l{at}" for at in range(told.ledgers)]
    alone = [place / f"w{at}" for at in range(max(1, round(told.ledgers * told.names * CHANGED)))]
    for at, folder in enumerate((*folders, *alone)):
        ledgers.make(folder, told.issues, seed=at, git=True)
    small = [place / f"s{at}" for at in range(4)]
    for at, folder in enumerate(small):
        ledgers.make(folder, 50, seed=100 + at)
    named = [f"{folder.name}x{n}={folder}" for n in range(told.names) for folder in folders]
    named += [f"{folder.name}={folder}" for folder in alone]
    with postgres.running() as server:
        server.prepare()
        name = server.database()
        first = publish(server.url(name), named)
        same = publish(server.url(name), named)
        change(alone, dice, share=1)
        some = publish(server.url(name), named)
        issues = change(folders, dice) * told.names
        again = publish(server.url(name), named)
        with server.connection(name) as connection:
            rows = total(connection)
            everything = many(connection, told.national)
            seconds = national(connection)
            count, bare = bare_copy(connection, [one.partition("=")[0] for one in named[:HELD]])
        together = at_once(server, small, told.publishers, told.rounds, dice)
    return {
        "processors": len(os.sched_getaffinity(0)),
        "ledgers": len(named),
        "issues": told.issues,
        "rows": rows,
        "first": first._asdict(),
        "unchanged": same._asdict(),
        "ledgers_changed": len(alone),
        "some_ledgers": some._asdict(),
        "issues_changed": issues,
        "some_issues": again._asdict(),
        "bare_copy_rows": count,
        "bare_copy_seconds": bare,
        "rate_of_bare_copy": (rows / first.seconds) / (count / bare),
        "national_issues": everything,
        "national_seconds": seconds,
        "publishers": told.publishers,
        "rounds": told.rounds,
        "at_once": together,
    }


def say(found: dict[str, Any]) -> None:
    """The figures as a reader wants them, each beside its goal."""
    whole = found["first"]["seconds"]
    print(
        f"{found['ledgers']} ledgers of {found['issues']:,} issues, {found['rows']:,} rows; {found['processors']} cores"
    )
    line("publish, first time", found["first"], f"{found['rows'] / whole:,.0f} rows a second")
    rate = found["bare_copy_rows"] / found["bare_copy_seconds"]
    print(f"bare COPY: {rate:,.0f} rows a second; publishing has {found['rate_of_bare_copy']:.2f} of it (goal: 0.3)")
    for name, what in (
        ("unchanged", "nothing changed"),
        ("some_ledgers", f"{found['ledgers_changed']} ledgers changed wholly"),
        ("some_issues", f"{found['issues_changed']:,} issues changed"),
    ):
        line(f"publish, {what}", found[name], f"{found[name]['seconds'] / whole:.1%} of the first time (goal: 3 %)")
    print(
        f"overdue by province and month of {found['national_issues']:,} issues: "
        f"{found['national_seconds']:.2f} s (goal: 1 s)"
    )
    print(f"{found['publishers']} publishers at once, {found['rounds']} rounds: {json.dumps(found['at_once'])}")


def line(what: str, run: dict[str, float], told: str) -> None:
    print(f"{what:<40}{run['seconds']:8.1f} s, {run['processor']:.1f} of the processor, {run['mb']:.0f} MB; {told}")


def main(words: Sequence[str]) -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--ledgers", type=int, default=10)
    asked.add_argument("--issues", type=int, default=1000)
    asked.add_argument("--names", type=int, default=1)
    asked.add_argument("--national", type=int, default=1_000_000)
    asked.add_argument("--publishers", type=int, default=32)
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--json", type=Path)
    told = asked.parse_args(words)
    place = Path(tempfile.mkdtemp(prefix="bench-publish-"))
    try:
        found = measured(told, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    say(found)
    if told.json:
        told.json.write_text(json.dumps(found, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
