"""What is published again, piece by piece, is what one publication of the last state would have brought."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

pytest.importorskip("psycopg", reason="not on this machine: psycopg")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drawn
import house
from ledger.actions import publish as acts
from ledger.model.acts import Voiding
from ledger.model.issue import Issue
from ledger.store.folder import scan
from ledger.store.sql.tables import RELATIONS, columns_of
from ledger.store.workspace import Workspace
from postgres import Server, needs_postgres

Run = Callable[..., "subprocess.CompletedProcess[str]"]
pytestmark = needs_postgres
NUMBERS = st.integers(1, 4)
MOMENT = datetime(2026, 5, 20, tzinfo=UTC)


@dataclass(frozen=True)
class File:
    """An issue as it is kept: with its number, and how its keys are written."""

    issue: Issue
    below: str = ""
    written: Callable[[str], str] = json.dumps

    def text(self) -> str:
        record = self.issue.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        return "".join(f"{self.written(key)}: {json.dumps(value)}\n" for key, value in record.items())


Files = dict[int, File]
Edit = Callable[[Files], None]


def plain(key: str) -> str:
    return key


def by_numbers(key: str) -> str:
    return '"' + "".join(f"\\u{ord(sign):04x}" for sign in key) + '"'


def flow(key: str) -> str:
    """As JSON has it; the whole record is put into braces by `write`."""
    return json.dumps(key)


written = st.sampled_from((plain, json.dumps, by_numbers, flow))


def late_and_endless() -> tuple[Issue, ...]:
    """A late issue, and a duty without an end that is on schedule as long as no child of it is late."""
    with tempfile.TemporaryDirectory() as place:
        found = scan(Workspace(house.build(Path(place)))).issues
    return found[0], found[4]


CONTENTS = late_and_endless()


def named(number: int) -> str:
    return f"ISSUE-{number:03d}"


def write(folder: Path, files: Files) -> None:
    shutil.rmtree(folder / "issues", ignore_errors=True)
    for file in files.values():
        path = folder / "issues" / file.below / f"{file.issue.id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = file.text()
        if file.written is flow:
            text = "{" + text.replace("\n", ",\n").rstrip(",\n") + "}\n"
        path.write_text(text, "utf-8")


@st.composite
def starts(draw: st.DrawFn) -> Files:
    """Late issues and duties in turn, some of them parts of others."""
    files = {}
    for number in range(1, 5):
        parent = draw(st.none() | NUMBERS.filter(lambda one, own=number: one != own).map(named))
        told = {"id": named(number), "uid": f"uid-{number:08d}", "parent": parent}
        files[number] = File(CONTENTS[number % 2].model_copy(update=told))
    return files


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """Something that is done to a ledger's files between two publications."""
    at, other = draw(NUMBERS), draw(NUMBERS)
    style, uid = draw(written), f"uid-{draw(st.integers(1, 3)):08d}"  # one that is gone may come back
    content = draw(st.sampled_from(CONTENTS) | drawn.issues(at))

    def put(files: Files) -> None:
        taken = {one.issue.uid for one in files.values()}
        free = next(one for one in (uid, *(f"{uid}-{number}" for number in range(9))) if one not in taken)
        before = files.get(at, File(content.model_copy(update={"uid": free, "parent": None})))
        kept = {"id": named(at), "uid": before.issue.uid, "parent": before.issue.parent}
        files[at] = File(content.model_copy(update=kept), before.below, style)

    def changed(**update: object) -> Edit:
        def change(files: Files) -> None:
            if at in files:
                files[at] = replace(files[at], issue=files[at].issue.model_copy(update=update))

        return change

    def renumber(files: Files) -> None:
        if at in files and other not in files:
            changed(id=named(other))(files)
            files[other] = files.pop(at)

    def move(files: Files) -> None:
        if at in files:
            files[at] = replace(files[at], below="第二批" if not files[at].below else "")

    void = Voiding(date=date(2026, 5, 1), by="zhang", why="重复登记")
    tie = changed(parent=named(other) if other != at else None)
    return draw(
        st.sampled_from(
            (
                put,
                put,
                lambda files: files.pop(at, None),
                tie,
                tie,
                changed(parent=None),
                changed(void=void),
                renumber,
                move,
            )
        )
    )


def stamps(server: Server, database: str, table: str) -> dict[str, str]:
    """Which transaction wrote each row last."""
    with server.connection(database) as connection:
        statement = f"SELECT name, xmin::text FROM ledger.{table} WHERE gone_at IS NULL"
        return {str(name): str(stamp) for name, stamp in connection.execute(statement).fetchall()}  # type: ignore[call-overload]  # ours


def told(server: Server, database: str, ledger: str) -> dict[str, list[tuple[object, ...]]]:
    """All that is there of a ledger, but when it was published and from where."""
    found = {}
    with server.connection(database) as connection:
        for relation in RELATIONS:
            names = ", ".join(
                f't."{one.name}"' for one in columns_of(relation) if one.name not in {"ledger", "commit", "gone_at"}
            )
            statement = f"SELECT {names} FROM ledger.{relation.name} t WHERE ledger = %s AND gone_at IS NULL"
            found[relation.name] = sorted(connection.execute(statement, (ledger,)).fetchall(), key=repr)  # type: ignore[call-overload]  # ours
    return found


def published(url: str, name: str, folder: Path) -> acts.Published:
    (one,) = acts.publish(url, [f"{name}={folder}"], acts.Order(MOMENT, force=True))
    if one.error is not None:
        raise one.error
    return one


@pytest.fixture(scope="module")
def database(postgres: Server) -> str:
    return postgres.database()


@pytest.fixture(scope="module")
def names() -> Iterator[str]:
    """A new name for each ledger, so that one database serves all examples."""
    return (f"县{number}" for number in count())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=250)
@given(files=starts(), steps=st.lists(st.lists(edits(), max_size=3), min_size=2, max_size=4))
def test_piece_by_piece_comes_to_the_same_as_all_at_once(
    postgres: Server, database: str, names: Iterator[str], folder: Path, files: Files, steps: list[list[Edit]]
) -> None:
    house.build(folder)
    url, by_pieces, at_once = postgres.url(database), next(names), next(names)
    files = dict(files)
    for step in ([], *steps):
        for edit in step:
            edit(files)
        write(folder, files)
        published(url, by_pieces, folder)
    published(url, at_once, folder)
    assert told(postgres, database, by_pieces) == told(postgres, database, at_once)
    assert published(url, by_pieces, folder).outcome == "unchanged"


def paces(server: Server, database: str) -> dict[str, str]:
    with server.connection(database) as connection:
        statement = "SELECT id, pace FROM ledger.on_day('2026-05-20')"
        return {str(name): str(pace) for name, pace in connection.execute(statement).fetchall()}


PARENT, CHILD = named(5), named(1)


@pytest.fixture
def family(postgres: Server, folder: Path) -> Callable[[], dict[str, str]]:
    """A duty with a late child, published; it is published again by every call, which gives how all are paced then."""
    house.build(folder)
    name = postgres.database()
    as_child_of(folder, "parent: ISSUE-005")

    def again() -> dict[str, str]:
        published(postgres.url(name), "县", folder)
        return paces(postgres, name)

    assert again()[PARENT] == "behind"
    return again


def as_child_of(folder: Path, line: str, child: str = CHILD) -> None:
    """Write a line, or nothing, in the place of what says of whom an issue is a part."""
    path = folder / f"issues/{child}.yaml"
    lines = [one for one in path.read_text("utf-8").splitlines() if "arent" not in one]
    path.write_text("\n".join([lines[0], line, *lines[1:], ""]), "utf-8")


def test_a_parent_is_on_schedule_again_when_its_child_is_no_longer_one(
    family: Callable[[], dict[str, str]], folder: Path
) -> None:
    as_child_of(folder, "")
    assert family()[PARENT] == "on-pace"


def test_a_parent_is_on_schedule_again_when_its_child_is_deleted(
    family: Callable[[], dict[str, str]], folder: Path
) -> None:
    (folder / f"issues/{CHILD}.yaml").unlink()
    assert family()[PARENT] == "on-pace"


def test_a_child_that_goes_to_another_parent_changes_both(family: Callable[[], dict[str, str]], folder: Path) -> None:
    other = (folder / f"issues/{PARENT}.yaml").read_text("utf-8")
    other = other.replace(PARENT, "ISSUE-006").replace("-0005-", "-0006-")
    (folder / "issues/ISSUE-006.yaml").write_text(other, "utf-8")
    assert family()["ISSUE-006"] == "on-pace"
    as_child_of(folder, "parent: ISSUE-006")
    assert {name: family()[name] for name in (PARENT, "ISSUE-006")} == {PARENT: "on-pace", "ISSUE-006": "behind"}


@pytest.mark.parametrize("line", ["\"parent\": 'ISSUE-005'", '"\\x70arent": "ISSUE-00\\x35"', "? parent\n: ISSUE-005"])
def test_a_parent_is_found_however_it_is_written(family: Callable[[], dict[str, str]], folder: Path, line: str) -> None:
    as_child_of(folder, "")
    assert family()[PARENT] == "on-pace"
    as_child_of(folder, line)
    assert family()[PARENT] == "behind"


def test_units_and_objects_that_say_the_same_are_not_written_again(postgres: Server, folder: Path) -> None:
    house.build(folder)
    for name in ("红旗河", "青石河"):
        house.put(folder / f"objects/{name}.yaml", f"id: {name}\nname: {name}\nkind: 水体\n".encode())
    name = postgres.database()
    published(postgres.url(name), "县", folder)
    units, objects = stamps(postgres, name, "units"), stamps(postgres, name, "objects")
    assert (len(units), len(objects)) == (5, 2)
    as_child_of(folder, "parent: ISSUE-005")
    house.put(folder / "objects/红旗河.yaml", "id: 红旗河\nname: 红旗河\nkind: 水体\nregion: 红旗镇\n".encode())
    published(postgres.url(name), "县", folder)
    assert stamps(postgres, name, "units") == units
    now = stamps(postgres, name, "objects")
    assert {one for one in now if now[one] != objects[one]} == {"红旗河"}
